/* The decision graph while it grows: children before parents, equal nodes once. */
#include <string.h>

#include "lang/compile/internal.h"
#include "lang/vm/hash.h"

/* About what a glob costs: its pieces are not looked at here. */
#define GLOB_STEPS 5

static uint64_t hash_node(const struct instruction *instruction, const struct graph_case *cases,
                          uint32_t case_count)
{
    uint64_t hash = hash_text((const char *)instruction, sizeof(*instruction));

    for (uint32_t i = 0; i < case_count; i++)
        hash = hash_fold(hash ^ hash_text((const char *)&cases[i], sizeof(cases[i])), HASH_FACTOR);
    return hash;
}

static bool is_node(const struct compilation *c, const struct graph_node *node,
                    const struct instruction *instruction, const struct graph_case *cases,
                    uint32_t case_count)
{
    return memcmp(&node->instruction, instruction, sizeof(*instruction)) == 0 &&
           node->case_count == case_count &&
           (case_count == 0 ||
            memcmp(VECTOR_AT(&c->graph.cases, struct graph_case, node->first_case), cases,
                   case_count * sizeof(*cases)) == 0);
}

static const struct graph_case *node_cases(const struct compilation *c,
                                           const struct graph_node *node)
{
    if (node->case_count == 0)
        return NULL; /* of a graph without cases there is nothing to point into */
    return VECTOR_AT(&c->graph.cases, struct graph_case, node->first_case);
}

static uint32_t *bucket_for(const struct compilation *c, const struct instruction *instruction,
                            const struct graph_case *cases, uint32_t case_count)
{
    const struct graph *graph = &c->graph;
    uint32_t i = (uint32_t)hash_node(instruction, cases, case_count) & (graph->bucket_count - 1);

    while (graph->buckets[i] &&
           !is_node(c, VECTOR_AT(&graph->nodes, struct graph_node, graph->buckets[i]), instruction,
                    cases, case_count))
        i = (i + 1) & (graph->bucket_count - 1);
    return &graph->buckets[i];
}

static void grow_buckets(struct compilation *c)
{
    struct graph *graph = &c->graph;

    graph->bucket_count = graph->bucket_count ? 2 * graph->bucket_count : 1024;
    graph->buckets = ARENA_ARRAY(c->arena, uint32_t, graph->bucket_count);
    for (uint32_t i = 1; i < graph->nodes.count; i++) {
        const struct graph_node *node = VECTOR_AT(&graph->nodes, struct graph_node, i);
        *bucket_for(c, &node->instruction, node_cases(c, node), node->case_count) = i;
    }
}

static bool is_node_ref(uint32_t ref)
{
    return ref != TARGET_END && !(ref & TARGET_RULE);
}

const struct graph_node *graph_node(const struct compilation *c, uint32_t ref)
{
    return is_node_ref(ref) ? VECTOR_AT(&c->graph.nodes, struct graph_node, ref) : NULL;
}

/* Which fields of an opcode are refs: see opcodes.def. */
enum { HAS_YES = 1, HAS_NO = 2, HAS_ALSO = 4 };

static uint8_t refs_of(uint8_t opcode)
{
    enum { R_0 = 0, R_T = 1, R_V = 0 };
    static const uint8_t table[OP_COUNT] = {
#define OPCODE(name, yes, no, also, what)                                                          \
    [OP_##name] = R_##yes * HAS_YES | R_##no * HAS_NO | R_##also * HAS_ALSO,
#include "lang/vm/opcodes.def"
#undef OPCODE
    };

    return table[opcode];
}

static uint32_t depth_of(const struct compilation *c, uint32_t ref)
{
    const struct graph_node *node = graph_node(c, ref);

    return node ? node->depth : 0;
}

uint32_t graph_steps(const struct compilation *c, uint32_t ref)
{
    const struct graph_node *node = graph_node(c, ref);

    return node ? node->steps : 0;
}

bool graph_scans(const struct compilation *c, uint32_t ref)
{
    const struct graph_node *node = graph_node(c, ref);

    return node && node->scans;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Far above every budget; keeps sums from wrapping. */
#define STEPS_CLAMP (UINT32_C(1) << 28)

static void follow(const struct compilation *c, struct graph_node *node, uint32_t ref, bool sum)
{
    uint32_t steps = graph_steps(c, ref);

    node->scans |= graph_scans(c, ref);
    node->depth = larger(node->depth, 1 + depth_of(c, ref));
    node->steps = sum ? node->steps + steps : larger(node->steps, steps);
    if (node->steps > STEPS_CLAMP)
        node->steps = STEPS_CLAMP;
}

static bool is_scan(const struct compilation *c, const struct instruction *instruction)
{
    switch (instruction->opcode) {
    case OP_ARGUMENTS:
    case OP_SEARCH:
        return true;
    case OP_AFFIXES:
    case OP_GLOB:
    case OP_LITERAL:
        break;
    default:
        return false;
    }
    return instruction->slot < SLOT_ARGUMENT &&
           VECTOR_AT(&c->facts, struct fact_slot, instruction->slot)->key == ATTRIBUTE_ARG;
}

/* The longest way from a node, and what the ways it may put aside add up to. */
static void measure(const struct compilation *c, struct graph_node *node)
{
    const struct instruction *instruction = &node->instruction;
    uint8_t opcode = instruction->opcode, refs = refs_of(opcode);
    bool sum = opcode == OP_ALSO;

    node->depth = 1;
    node->steps = 0;
    node->scans = is_scan(c, instruction);
    for (uint32_t i = 0; i < node->case_count; i++)
        follow(c, node, node_cases(c, node)[i].ref, false);
    if (refs & HAS_YES)
        follow(c, node, instruction->yes, sum);
    if (refs & HAS_NO)
        follow(c, node, instruction->no,
               sum || opcode == OP_AFFIXES || opcode == OP_SEARCH || opcode == OP_ARGUMENTS);
    if (refs & HAS_ALSO)
        follow(c, node, instruction->operand, false);
    node->steps += opcode == OP_GLOB ? GLOB_STEPS : 1;
}

uint32_t graph_add(struct compilation *c, struct instruction instruction,
                   const struct graph_case *cases, uint32_t case_count)
{
    struct graph *graph = &c->graph;

    if (graph->nodes.count == 0)
        vector_push(c->arena, &graph->nodes, sizeof(struct graph_node)); /* END */
    if (2 * graph->nodes.count >= graph->bucket_count)
        grow_buckets(c);
    graph->made++;
    uint32_t *bucket = bucket_for(c, &instruction, cases, case_count);
    if (*bucket) {
        graph->shared++;
        return *bucket;
    }
    struct graph_node node = {
        .instruction = instruction, .first_case = graph->cases.count, .case_count = case_count};
    for (uint32_t i = 0; i < case_count; i++)
        *(struct graph_case *)vector_push(c->arena, &graph->cases, sizeof(*cases)) = cases[i];
    measure(c, &node);
    *bucket = graph->nodes.count;
    *(struct graph_node *)vector_push(c->arena, &graph->nodes, sizeof(node)) = node;
    return *bucket;
}

uint32_t graph_also(struct compilation *c, uint32_t first, uint32_t second)
{
    if (first == TARGET_END || first == second)
        return second;
    if (second == TARGET_END)
        return first;
    if (first & second & TARGET_RULE)
        return first < second ? first : second;
    return graph_add(c, (struct instruction){.opcode = OP_ALSO, .yes = first, .no = second}, NULL,
                     0);
}

uint32_t graph_branch(struct compilation *c, enum opcode opcode, uint32_t aux, uint32_t operand,
                      uint32_t yes, uint32_t no)
{
    if (yes == no)
        return yes;
    return graph_add(c,
                     (struct instruction){.opcode = (uint8_t)opcode,
                                          .aux = (uint16_t)aux,
                                          .operand = operand,
                                          .yes = yes,
                                          .no = no},
                     NULL, 0);
}

static void reach(struct compilation *c, uint32_t ref)
{
    if (is_node_ref(ref))
        VECTOR_AT(&c->graph.nodes, struct graph_node, ref)->address = 1;
}

static void reach_below(struct compilation *c, const struct graph_node *node)
{
    uint8_t refs = refs_of(node->instruction.opcode);

    if (refs & HAS_YES)
        reach(c, node->instruction.yes);
    if (refs & HAS_NO)
        reach(c, node->instruction.no);
    if (refs & HAS_ALSO)
        reach(c, node->instruction.operand);
    for (uint32_t i = 0; i < node->case_count; i++)
        reach(c, node_cases(c, node)[i].ref);
}

/* Children have lower numbers than their parents, so descending numbers lead forward. */
uint32_t graph_place(struct compilation *c)
{
    uint32_t next = 1;

    for (uint32_t i = 1; i < c->hosts.count; i++)
        reach(c, VECTOR_AT(&c->hosts, struct host_build, i)->program);
    for (uint32_t i = 1; i < c->addresses.count; i++)
        reach(c, VECTOR_AT(&c->addresses, struct address_build, i)->program);
    for (uint32_t i = c->graph.nodes.count; i-- > 1;) {
        struct graph_node *node = VECTOR_AT(&c->graph.nodes, struct graph_node, i);
        if (!node->address)
            continue;
        reach_below(c, node);
        node->address = next++;
    }
    return next;
}

uint32_t graph_target(const struct compilation *c, uint32_t ref)
{
    return is_node_ref(ref) ? graph_node(c, ref)->address : ref;
}
