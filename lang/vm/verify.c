/*
 * The verifier: one pass over each section, in the order in which each needs the ones before. It is
 * the only thing between a hostile file and the interpreter, so it knows nothing of how the writer
 * works and believes no number that it has not seen.
 *
 * What makes it linear: every run (of ports, affixes, pieces, elements, ranges) belongs to one
 * owner, and the runs follow one another without a gap. What makes every decision end: an
 * instruction leads only to ones behind it, a node only to parents before it. The cost of a program
 * is then known in one sweep from the last instruction to the first.
 */
#include <errno.h>
#include <openssl/sha.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/vm/image_internal.h"
#include "lang/vm/utf8.h"

#define COST_MAX (UINT32_C(1) << 24) /* far above any limit: sums of a few stay below 2^32 */
#define NO_SLOT UINT32_MAX
#define SEARCH_STEPS 4 /* what looking through a text takes, beside a comparison at its edge */

/* The worst that can happen from some place on. */
struct cost {
    uint32_t steps;
    uint32_t steps_per_argument;
    uint32_t steps_per_byte;
    uint32_t stack;
};

/* The slots whose target is an instruction, listed by that instruction: its cost is theirs. */
struct case_list {
    uint32_t *first; /* by instruction */
    uint32_t *next;  /* by slot: those of segment_slots follow those of switch_slots */
};

struct verifier {
    struct image *image;
    struct image_error *error;
    uint32_t *glob_costs;
    struct cost *costs;      /* by instruction: of running it and what follows */
    struct cost *case_costs; /* by instruction: the worst of its cases in hash tables */
    struct case_list cases;
    struct image_bounds *measured; /* NULL: compare with the header */
    uint32_t next_port;            /* runs are handed out from the end, as instructions are read */
    uint32_t next_affix;           /* likewise */
};

__attribute__((format(printf, 3, 4))) static bool refuse(struct verifier *verifier,
                                                         const void *where, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(verifier->error->message, sizeof(verifier->error->message), format, arguments);
    va_end(arguments);
    verifier->error->offset_bytes =
        where ? (uint64_t)((const char *)where - (const char *)verifier->image->header) : 0;
    return false;
}

static uint32_t clamp(uint32_t value)
{
    return value < COST_MAX ? value : COST_MAX;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static struct cost worse(struct cost a, struct cost b)
{
    return (struct cost){larger(a.steps, b.steps),
                         larger(a.steps_per_argument, b.steps_per_argument),
                         larger(a.steps_per_byte, b.steps_per_byte), larger(a.stack, b.stack)};
}

/* Both, one after the other, with nothing of the first left when the second begins. */
static struct cost both(struct cost a, struct cost b)
{
    return (struct cost){clamp(a.steps + b.steps),
                         clamp(a.steps_per_argument + b.steps_per_argument),
                         clamp(a.steps_per_byte + b.steps_per_byte), larger(a.stack, b.stack)};
}

static struct cost add_steps(struct cost cost, uint32_t steps)
{
    cost.steps = clamp(cost.steps + clamp(steps));
    return cost;
}

/* Header and extents. */

static bool check_gap(struct verifier *verifier, const char *bytes, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (bytes[i] != 0)
            return refuse(verifier, bytes + i, "bytes between sections are not zero");
    return true;
}

static bool check_extents(struct verifier *verifier, const char *bytes, uint32_t len)
{
    const struct image_header *header = verifier->image->header;
    uint64_t end = sizeof(*header);

    for (int i = 0; i < SECTION_COUNT; i++) {
        const struct image_extent *extent = &header->sections[i];
        uint64_t start = (end + IMAGE_ALIGNMENT - 1) / IMAGE_ALIGNMENT * IMAGE_ALIGNMENT;
        uint64_t size = (uint64_t)extent->count * image_element_sizes[i];

        if (extent->offset_bytes != start || start > len || size > len - start)
            return refuse(verifier, extent, "section %d does not lie where it must", i);
        if (!check_gap(verifier, bytes, (uint32_t)end, (uint32_t)start))
            return false;
        end = start + size;
    }
    if (end != len)
        return refuse(verifier, NULL, "bytes behind the last section");
    return true;
}

static bool check_header(struct verifier *verifier, const void *bytes, size_t len)
{
    const struct image_header *header = bytes;
    uint8_t digest[SHA256_DIGEST_LENGTH];

    if (len < sizeof(*header) || memcmp(header->magic, IMAGE_MAGIC, sizeof(header->magic)) != 0)
        return refuse(verifier, NULL, "not an image of a policy");
    if (header->version != IMAGE_VERSION)
        return refuse(verifier, &header->version, "format version %u, this program reads %u",
                      header->version, IMAGE_VERSION);
    if (len > IMAGE_LEN_MAX || header->len_bytes != len)
        return refuse(verifier, &header->len_bytes, "cut off or added to: %zu bytes, %u expected",
                      len, header->len_bytes);
    SHA256((const uint8_t *)bytes + IMAGE_DIGEST_START, len - IMAGE_DIGEST_START, digest);
    if (!verifier->measured && memcmp(digest, header->digest, sizeof(digest)) != 0)
        return refuse(verifier, header->digest, "damaged: the digest is another");
    return check_extents(verifier, bytes, (uint32_t)len);
}

static void point(struct image *image)
{
    image->hash_seed = image->header->hash_seed;
    image->note_words = (image->header->notes + 63) / 64;
#define SECTION(name, element, what)                                                               \
    image->name = image_section(image->header, SECTION_##name);                                    \
    image->name##_count = image->header->sections[SECTION_##name].count;
#include "lang/vm/sections.def"
#undef SECTION
}

/* Texts and patterns. */

static bool text_lies_inside(const struct image *image, uint32_t text, uint64_t len)
{
    return (uint64_t)text + len <= image->strings_count;
}

static bool check_strings(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    if (image->strings_count == 0 || image->strings[image->strings_count - 1] != '\0')
        return refuse(verifier, image->strings, "the strings do not end in a NUL");
    if (image->header->options >= image->strings_count)
        return refuse(verifier, &image->header->options, "no such text");
    if (image->rules_count >= TARGET_RULE)
        return refuse(verifier, image->rules, "too many rules");
    for (uint32_t i = 0; i < image->rules_count; i++)
        if (image->rules[i].text >= image->strings_count)
            return refuse(verifier, &image->rules[i], "no such text");
    return true;
}

static bool check_ranges(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    for (uint32_t i = 0; i < image->ranges_count; i++) {
        const struct code_range *range = &image->ranges[i];
        if (range->first > range->last || range->last > UTF8_LAST)
            return refuse(verifier, range, "a range of characters is none");
    }
    return true;
}

/* The piece's elements, which must be those from *next_element on, and their ranges likewise. */
static bool check_elements(struct verifier *verifier, const struct glob_piece *piece,
                           uint32_t *next_element, uint32_t *next_range, uint32_t *cost)
{
    const struct image *image = verifier->image;

    if (piece->start != *next_element || piece->count > image->elements_count - *next_element ||
        piece->count == 0 || piece->count > IMAGE_PIECE_MAX)
        return refuse(verifier, piece, "elements of a piece do not lie where they must");
    for (uint32_t i = 0; i < piece->count; i++) {
        const struct glob_element *element = &image->elements[piece->start + i];
        bool is_set = element->kind == ELEMENT_SET || element->kind == ELEMENT_NOT_SET;

        if (element->kind > ELEMENT_NOT_SET || (!is_set && element->count != 0))
            return refuse(verifier, element, "unknown element of a piece");
        if (is_set &&
            (element->value != *next_range || element->count > image->ranges_count - *next_range))
            return refuse(verifier, element, "ranges of a set do not lie where they must");
        *next_range += element->count;
        *cost = clamp(*cost + 1 + clamp(element->count));
    }
    *next_element += piece->count;
    return true;
}

static bool check_globs(struct verifier *verifier)
{
    const struct image *image = verifier->image;
    uint32_t next_piece = 0, next_element = 0, next_range = 0;

    for (uint32_t i = 0; i < image->globs_count; i++) {
        const struct glob *glob = &image->globs[i];
        uint32_t cost = 1;

        if (glob->first_piece != next_piece || glob->piece_count == 0 ||
            glob->piece_count > image->pieces_count - next_piece)
            return refuse(verifier, glob, "pieces of a glob do not lie where they must");
        next_piece += glob->piece_count;
        for (uint32_t p = glob->first_piece; p < next_piece; p++) {
            const struct glob_piece *piece = &image->pieces[p];

            bool searched = p != glob->first_piece && p + 1 != next_piece;
            cost = clamp(cost + (searched ? SEARCH_STEPS : 1));
            if (piece->is_plain > 1)
                return refuse(verifier, piece, "unknown kind of piece");
            if (piece->is_plain && !text_lies_inside(image, piece->start, piece->count))
                return refuse(verifier, piece, "no such text");
            if (!piece->is_plain &&
                !check_elements(verifier, piece, &next_element, &next_range, &cost))
                return false;
        }
        verifier->glob_costs[i] = cost;
    }
    if (next_piece != image->pieces_count || next_element != image->elements_count ||
        next_range != image->ranges_count)
        return refuse(verifier, image->pieces, "parts of patterns that belong to none");
    return true;
}

/* Hash tables. */

static bool check_seeds(struct verifier *verifier, const void *slots, uint32_t slot_count,
                        uint32_t seed_count)
{
    if ((slot_count == 0) != (seed_count == 0) || (seed_count & (seed_count - 1)) != 0)
        return refuse(verifier, slots, "a table without its seeds");
    return true;
}

static bool check_text_slots(struct verifier *verifier, const struct text_slot *slots,
                             uint32_t slot_count, uint32_t seed_count)
{
    for (uint32_t i = 0; i < slot_count; i++)
        if (slots[i].scope != SLOT_EMPTY &&
            !text_lies_inside(verifier->image, slots[i].text, slots[i].len_bytes))
            return refuse(verifier, &slots[i], "no such text");
    return check_seeds(verifier, slots, slot_count, seed_count);
}

static bool check_facts(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    if (image->fact_slots_count > IMAGE_FACTS_MAX)
        return refuse(verifier, image->fact_slots, "too many facts");
    for (uint32_t i = 0; i < image->fact_slots_count; i++) {
        const struct fact_slot *slot = &image->fact_slots[i];
        if (slot->key >= ATTRIBUTE_KEY_COUNT || (slot->key != ATTRIBUTE_ARG_AT && slot->index != 0))
            return refuse(verifier, slot, "unknown fact");
    }
    for (uint32_t i = 0; i < image->literal_slots_count; i++) {
        const struct text_slot *slot = &image->literal_slots[i];
        if (slot->scope != SLOT_EMPTY && slot->scope >= ATTRIBUTE_KEY_COUNT)
            return refuse(verifier, slot, "unknown attribute");
    }
    return true;
}

/* Instructions. */

static bool is_rule(uint32_t target)
{
    return (target & TARGET_RULE) != 0;
}

/* A target of something that stands in front of all instructions from `after` + 1 on. */
static bool check_target(struct verifier *verifier, const void *where, uint32_t target,
                         uint32_t after)
{
    const struct image *image = verifier->image;

    if (is_rule(target) && (target & ~TARGET_RULE) >= image->rules_count)
        return refuse(verifier, where, "no such rule");
    if (!is_rule(target) && target != TARGET_END &&
        (target <= after || target >= image->instructions_count))
        return refuse(verifier, where, "a target that does not lead forward");
    return true;
}

static struct cost cost_of(const struct verifier *verifier, uint32_t target)
{
    if (is_rule(target) || target == TARGET_END)
        return (struct cost){0};
    return verifier->costs[target];
}

/* A slot of switch_slots or segment_slots, if instruction `scope` is one that looks there. */
static bool add_case(struct verifier *verifier, const void *where, uint32_t number, uint32_t scope,
                     uint32_t target, bool segment)
{
    const struct image *image = verifier->image;

    if (scope == SLOT_EMPTY)
        return true;
    if (scope >= image->instructions_count)
        return refuse(verifier, where, "a case of no instruction");
    enum opcode opcode = image->instructions[scope].opcode;
    if (segment ? opcode != OP_SEGMENTS : (opcode != OP_SWITCH && opcode != OP_ARGUMENTS))
        return refuse(verifier, where, "a case of an instruction that has none");
    if (!check_target(verifier, where, target, scope))
        return false;
    if (!is_rule(target) && target != TARGET_END) {
        verifier->cases.next[number] = verifier->cases.first[target];
        verifier->cases.first[target] = number;
    }
    return true;
}

static bool list_cases(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    for (uint32_t i = 0; i < image->instructions_count; i++)
        verifier->cases.first[i] = NO_SLOT;
    for (uint32_t i = 0; i < image->switch_slots_count; i++) {
        const struct switch_slot *slot = &image->switch_slots[i];
        if (!add_case(verifier, slot, i, slot->scope, slot->target, false))
            return false;
    }
    for (uint32_t i = 0; i < image->segment_slots_count; i++) {
        const struct text_slot *slot = &image->segment_slots[i];
        if (!add_case(verifier, slot, image->switch_slots_count + i, slot->scope, slot->value,
                      true))
            return false;
    }
    return true;
}

/* Tells the instructions that have `number` as a case what it costs. */
static void report_case(struct verifier *verifier, uint32_t number)
{
    const struct image *image = verifier->image;

    for (uint32_t slot = verifier->cases.first[number]; slot != NO_SLOT;
         slot = verifier->cases.next[slot]) {
        uint32_t scope = slot < image->switch_slots_count
                             ? image->switch_slots[slot].scope
                             : image->segment_slots[slot - image->switch_slots_count].scope;
        verifier->case_costs[scope] = worse(verifier->case_costs[scope], verifier->costs[number]);
    }
}

static uint32_t bits(uint32_t value)
{
    return value ? 32 - (uint32_t)__builtin_clz(value) : 0;
}

/* The run of cases in front of the one that was handed out last. */
static bool check_ports(struct verifier *verifier, uint32_t number,
                        const struct instruction *instruction, struct cost *cost)
{
    const struct image *image = verifier->image;
    uint32_t count = (uint32_t)instruction->aux + 1;

    if (count > verifier->next_port || instruction->operand != verifier->next_port - count)
        return refuse(verifier, instruction, "cases of ports do not lie where they must");
    verifier->next_port -= count;
    for (uint32_t i = 0; i < count; i++) {
        const struct port_case *port = &image->ports[instruction->operand + i];
        if (port->key > KEY_MAX || (i > 0 && port->key <= port[-1].key))
            return refuse(verifier, port, "ports are not sorted");
        if (!check_target(verifier, port, port->target, number))
            return false;
        *cost = worse(*cost, cost_of(verifier, port->target));
    }
    *cost = add_steps(*cost, 1 + bits(count));
    return true;
}

static const struct fact_slot *fact_of(const struct image *image,
                                       const struct instruction *instruction)
{
    return instruction->slot < image->fact_slots_count ? &image->fact_slots[instruction->slot]
                                                       : NULL;
}

static bool is_each_argument(const struct fact_slot *fact)
{
    return fact && fact->key == ATTRIBUTE_ARG;
}

static bool check_glob(struct verifier *verifier, const struct instruction *instruction,
                       struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);
    bool may_be_noted = fact != NULL;

    if (!fact && instruction->slot < SLOT_ARGUMENT)
        return refuse(verifier, instruction, "no such fact");
    if (instruction->operand >= image->globs_count)
        return refuse(verifier, instruction, "no such glob");
    if (instruction->aux != NOTE_NONE &&
        (!may_be_noted || instruction->aux >= image->header->notes))
        return refuse(verifier, instruction, "no place for that note");
    uint32_t steps = verifier->glob_costs[instruction->operand];
    if (is_each_argument(fact))
        cost->steps_per_argument = clamp(cost->steps_per_argument + steps);
    else
        *cost = add_steps(*cost, steps);
    return true;
}

struct affix_chain {
    struct cost cost;
    uint32_t length;
};

/* The nodes of one index; *ret_chain is the worst sum along parents, *ret_longest their number. */
static bool check_affix_nodes(struct verifier *verifier, uint32_t number,
                              const struct affix_index *index, struct cost *ret_chain,
                              uint32_t *ret_longest)
{
    const struct image *image = verifier->image;
    uint32_t end = index->first_node + index->node_count;
    struct affix_chain *chains = calloc((size_t)index->node_count + 1, sizeof(*chains));

    *ret_chain = (struct cost){0};
    *ret_longest = 0;
    if (!chains)
        return refuse(verifier, index, "out of memory");
    for (uint32_t i = index->first_node; i < end; i++) {
        const struct affix_node *node = &image->affix_nodes[i];
        bool has_parent = node->parent != AFFIX_ROOT;
        struct affix_chain chain = {{0}, 0};
        uint32_t before = 0;

        if (has_parent && (index->kind == AFFIX_ANYWHERE || node->parent < index->first_node ||
                           node->parent >= i)) {
            free(chains);
            return refuse(verifier, node, "an affix whose parent does not stand before it");
        }
        if (has_parent) {
            chain = chains[node->parent - index->first_node];
            before = image->affix_nodes[node->parent].total_len_bytes;
        }
        if (node->len_bytes == 0 || before + node->len_bytes != node->total_len_bytes ||
            !text_lies_inside(image, node->text, node->len_bytes)) {
            free(chains);
            return refuse(verifier, node, "an affix whose lengths do not add up");
        }
        if (!check_target(verifier, node, node->program, number)) {
            free(chains);
            return false;
        }
        chain.cost = both(chain.cost, cost_of(verifier, node->program));
        chain.length++;
        chains[i - index->first_node] = chain;
        *ret_chain = worse(*ret_chain, chain.cost);
        *ret_longest = larger(*ret_longest, chain.length);
    }
    free(chains);
    return true;
}

/* What the facts can make longer may stand there once, not within itself. */
static bool is_open_ended(struct cost cost)
{
    return cost.steps_per_argument != 0 || cost.steps_per_byte != 0;
}

/* At each byte of the fact, each length is looked up, and what is found is run to its end. */
static bool check_anywhere(struct verifier *verifier, const struct instruction *instruction,
                           const struct affix_index *index, struct cost worst, struct cost *cost)
{
    const struct fact_slot *fact = fact_of(verifier->image, instruction);

    if (!fact || is_each_argument(fact) || is_open_ended(worst))
        return refuse(verifier, instruction, "a search within a search");
    uint64_t steps = (uint64_t)index->length_count * (1 + worst.steps);
    cost->steps_per_byte =
        clamp(cost->steps_per_byte + (steps < COST_MAX ? (uint32_t)steps : COST_MAX));
    cost->stack = larger(cost->stack, worst.stack);
    return true;
}

/* The index in front of the one that was handed out last. */
static bool check_affixes(struct verifier *verifier, uint32_t number,
                          const struct instruction *instruction, struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);
    struct cost chain;
    uint32_t longest;

    if (!fact && instruction->slot < SLOT_LABEL)
        return refuse(verifier, instruction, "no such fact");
    if (verifier->next_affix == 0 || instruction->operand != verifier->next_affix - 1)
        return refuse(verifier, instruction, "an index of affixes is not where it must be");
    const struct affix_index *index = &image->affix_indexes[--verifier->next_affix];
    if (!check_affix_nodes(verifier, number, index, &chain, &longest))
        return false;
    if (index->kind == AFFIX_ANYWHERE)
        return check_anywhere(verifier, instruction, index, chain, cost);
    if (is_each_argument(fact)) {
        if (is_open_ended(chain))
            return refuse(verifier, instruction, "arguments within arguments");
        cost->steps_per_argument =
            clamp(cost->steps_per_argument + chain.steps + index->length_count + 1);
        cost->stack = larger(cost->stack, longest + chain.stack);
        return true;
    }
    *cost = both(*cost, chain);
    cost->stack = clamp(longest + cost->stack);
    *cost = add_steps(*cost, 1 + index->length_count);
    return true;
}

static bool check_arguments(struct verifier *verifier, uint32_t number,
                            const struct instruction *instruction, struct cost *cost)
{
    struct cost cases = verifier->case_costs[number];

    if (!is_each_argument(fact_of(verifier->image, instruction)))
        return refuse(verifier, instruction, "no such fact");
    if (is_open_ended(cases))
        return refuse(verifier, instruction, "arguments within arguments");
    cost->steps_per_argument = clamp(cost->steps_per_argument + cases.steps + 2);
    cost->stack = larger(cost->stack, cases.stack);
    return true;
}

static bool check_literal(struct verifier *verifier, const struct instruction *instruction,
                          struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);

    if (!fact)
        return refuse(verifier, instruction, "no such fact");
    if (instruction->operand >= image->literal_slots_count)
        return refuse(verifier, instruction, "no such literal");
    /* One to look the fact up, the first time that it is asked for. */
    if (is_each_argument(fact))
        cost->steps_per_argument = clamp(cost->steps_per_argument + 2);
    else
        *cost = add_steps(*cost, 1);
    return true;
}

static bool check_switch(struct verifier *verifier, uint32_t number,
                         const struct instruction *instruction, struct cost *cost)
{
    const struct fact_slot *fact = fact_of(verifier->image, instruction);

    if (!fact || is_each_argument(fact))
        return refuse(verifier, instruction, "no such fact");
    *cost = add_steps(worse(*cost, verifier->case_costs[number]), 2);
    return true;
}

static bool check_also(struct verifier *verifier, const struct instruction *instruction,
                       struct cost *cost)
{
    struct cost now = cost_of(verifier, instruction->yes);
    struct cost later = cost_of(verifier, instruction->no);

    *cost = both(now, later);
    cost->stack = larger(clamp(now.stack + 1), later.stack);
    return true;
}

/* What an opcode demands beyond its targets; *cost comes in as the worst of them. */
static bool check_operation(struct verifier *verifier, uint32_t number,
                            const struct instruction *instruction, struct cost *cost)
{
    switch ((enum opcode)instruction->opcode) {
    case OP_END:
        return number == 0 || refuse(verifier, instruction, "END in the midst of a program");
    case OP_MATCH:
        if (instruction->operand >= verifier->image->rules_count ||
            instruction->aux >= 1 << LANE_COUNT)
            return refuse(verifier, instruction, "no such rule or lane");
        return true;
    case OP_ALSO:
        return check_also(verifier, instruction, cost);
    case OP_PORT:
        return (instruction->operand <= KEY_MAX && instruction->aux <= 1) ||
               refuse(verifier, instruction, "no such port");
    case OP_PORTS:
        return check_ports(verifier, number, instruction, cost);
    case OP_LITERAL:
        return check_literal(verifier, instruction, cost);
    case OP_SWITCH:
        return check_switch(verifier, number, instruction, cost);
    case OP_ARGUMENTS:
        return check_arguments(verifier, number, instruction, cost);
    case OP_GLOB:
        return check_glob(verifier, instruction, cost);
    case OP_AFFIXES:
        return check_affixes(verifier, number, instruction, cost);
    case OP_SCHEME:
        return instruction->operand <= SCHEME_HTTPS ||
               refuse(verifier, instruction, "no such scheme");
    case OP_SEGMENTS:
        *cost = add_steps(worse(*cost, verifier->case_costs[number]), 1);
        return true;
    case OP_ASK:
    case OP_FRONT:
    case OP_CGROUP:
    case OP_METHOD:
    case OP_SEGMENT:
    case OP_PATH_END:
        return true;
    case OP_COUNT:
        break;
    }
    return refuse(verifier, instruction, "unknown opcode %u", instruction->opcode);
}

enum field { FIELD_0, FIELD_T, FIELD_V };

static const struct {
    uint8_t yes, no, also;
} fields[OP_COUNT] = {
#define OPCODE(name, yes, no, also, what) [OP_##name] = {FIELD_##yes, FIELD_##no, FIELD_##also},
#include "lang/vm/opcodes.def"
#undef OPCODE
};

static bool check_field(struct verifier *verifier, const struct instruction *instruction,
                        uint32_t number, enum field field, uint32_t value, struct cost *cost)
{
    if (field == FIELD_0)
        return value == 0 || refuse(verifier, instruction, "an unused field is not zero");
    if (field == FIELD_V)
        return true;
    if (!check_target(verifier, instruction, value, number))
        return false;
    *cost = worse(*cost, cost_of(verifier, value));
    return true;
}

static bool check_instruction(struct verifier *verifier, uint32_t number)
{
    const struct instruction *instruction = &verifier->image->instructions[number];
    uint8_t opcode = instruction->opcode;
    struct cost cost = {0};

    if (opcode >= OP_COUNT)
        return refuse(verifier, instruction, "unknown opcode %u", opcode);
    if (!check_field(verifier, instruction, number, fields[opcode].yes, instruction->yes, &cost) ||
        !check_field(verifier, instruction, number, fields[opcode].no, instruction->no, &cost) ||
        !check_field(verifier, instruction, number, fields[opcode].also, instruction->operand,
                     &cost) ||
        !check_operation(verifier, number, instruction, &cost))
        return false;
    verifier->costs[number] = add_steps(cost, number ? 1 : 0);
    report_case(verifier, number);
    return true;
}

static bool check_affix_indexes(struct verifier *verifier)
{
    const struct image *image = verifier->image;
    uint32_t next_length = 0, next_node = 0;

    for (uint32_t i = 0; i < image->affix_indexes_count; i++) {
        const struct affix_index *index = &image->affix_indexes[i];
        if (index->first_length != next_length || index->first_node != next_node ||
            index->length_count > image->affix_lengths_count - next_length ||
            index->node_count > image->affix_nodes_count - next_node ||
            index->kind > AFFIX_ANYWHERE)
            return refuse(verifier, index, "an index of affixes is not where it must be");
        next_length += index->length_count;
        next_node += index->node_count;
        for (uint32_t l = index->first_length + 1; l < next_length; l++)
            if (image->affix_lengths[l] <= image->affix_lengths[l - 1])
                return refuse(verifier, &image->affix_lengths[l], "lengths are not sorted");
    }
    if (next_length != image->affix_lengths_count || next_node != image->affix_nodes_count)
        return refuse(verifier, image->affix_nodes, "affixes that belong to no index");
    for (uint32_t i = 0; i < image->affix_slots_count; i++) {
        const struct affix_slot *slot = &image->affix_slots[i];
        if (slot->index == SLOT_EMPTY)
            continue;
        if (slot->index >= image->affix_indexes_count)
            return refuse(verifier, slot, "no such index");
        const struct affix_index *index = &image->affix_indexes[slot->index];
        if (slot->node < index->first_node || slot->node - index->first_node >= index->node_count)
            return refuse(verifier, slot, "no such affix");
    }
    return true;
}

static bool check_instructions(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    if (image->instructions_count == 0 || image->instructions_count >= TARGET_RULE)
        return refuse(verifier, image->instructions, "no instructions, or too many");
    if (image->instructions[0].opcode != OP_END)
        return refuse(verifier, image->instructions, "the first instruction is not END");
    if (image->header->notes > IMAGE_NOTES_MAX)
        return refuse(verifier, &image->header->notes, "too many notes");
    if (!list_cases(verifier))
        return false;
    verifier->next_port = image->ports_count;
    verifier->next_affix = image->affix_indexes_count;
    for (uint32_t i = image->instructions_count; i-- > 0;)
        if (!check_instruction(verifier, i))
            return false;
    if (verifier->next_port != 0 || verifier->next_affix != 0)
        return refuse(verifier, image->ports, "cases that belong to no instruction");
    return true;
}

/* Destinations. */

/* The worst sum of costs from a node out, where it is, and which node on that way costs most. */
struct chain {
    struct cost cost;
    struct cost heaviest_cost;
    uint32_t heaviest;
};

static struct chain extend(const struct verifier *verifier, const struct chain *parent,
                           uint32_t number, uint32_t program)
{
    struct cost own = cost_of(verifier, program);
    struct chain chain = *parent;

    chain.cost = add_steps(both(parent->cost, own), 1);
    if (own.steps >= chain.heaviest_cost.steps) {
        chain.heaviest_cost = own;
        chain.heaviest = number;
    }
    return chain;
}

/* The dearer one leads; each bound is the worst of both. */
static struct chain worse_chain(struct chain a, struct chain b)
{
    struct chain leading = b.cost.steps > a.cost.steps ? b : a;

    leading.cost = worse(a.cost, b.cost);
    return leading;
}

/* The slot of every node, by its number: each number from 1 on stands once. */
static bool list_hosts(struct verifier *verifier, uint32_t *slots, uint32_t *ret_count)
{
    const struct image *image = verifier->image;
    uint32_t count = 0;

    for (uint32_t i = 0; i < image->host_slots_count; i++)
        count += image->host_slots[i].parent != SLOT_EMPTY;
    for (uint32_t i = 0; i <= count; i++)
        slots[i] = NO_SLOT;
    for (uint32_t i = 0; i < image->host_slots_count; i++) {
        const struct host_slot *slot = &image->host_slots[i];
        if (slot->parent == SLOT_EMPTY)
            continue;
        if (slot->node == 0 || slot->node > count || slots[slot->node] != NO_SLOT)
            return refuse(verifier, slot, "labels are not numbered one by one");
        slots[slot->node] = i;
    }
    *ret_count = count;
    return true;
}

static bool check_hosts(struct verifier *verifier, struct chain *chains, uint32_t *slots,
                        struct chain *ret_worst)
{
    const struct image *image = verifier->image;
    uint32_t count = 0;

    if (!list_hosts(verifier, slots, &count))
        return false;
    chains[0] = (struct chain){0};
    *ret_worst = chains[0];
    for (uint32_t i = 1; i <= count; i++) {
        const struct host_slot *slot = &image->host_slots[slots[i]];

        if (slot->parent >= i)
            return refuse(verifier, slot, "a label whose parent does not stand before it");
        if (slot->fronts > (FRONT_NONE | FRONT_ONE | FRONT_MORE) || slot->zero != 0 ||
            !text_lies_inside(image, slot->label, slot->len_bytes))
            return refuse(verifier, slot, "no such label");
        if (!check_target(verifier, slot, slot->program, 0))
            return false;
        chains[i] = extend(verifier, &chains[slot->parent], i, slot->program);
        *ret_worst = worse_chain(*ret_worst, chains[i]);
    }
    ret_worst->cost = add_steps(ret_worst->cost, 1); /* the probe that finds nothing */
    return true;
}

/* The ranges below one top: sorted, and the first starts where the top does. */
static bool check_starts(struct verifier *verifier, uint32_t top, uint32_t top_bits)
{
    const struct image *image = verifier->image;
    uint32_t from = image->address_tops[top], to = image->address_tops[top + 1];

    if (from >= to || to > image->address_starts_count)
        return refuse(verifier, &image->address_tops[top], "ranges of addresses are not sorted");
    if (image->address_starts[from].first != (uint32_t)((uint64_t)top << (32 - top_bits)))
        return refuse(verifier, &image->address_starts[from], "addresses in no range");
    for (uint32_t i = from; i < to; i++) {
        const struct address_start *start = &image->address_starts[i];
        if (i > from && start->first <= start[-1].first)
            return refuse(verifier, start, "ranges of addresses are not sorted");
        if (start->node >= image->address_nodes_count)
            return refuse(verifier, start, "no such prefix");
    }
    return true;
}

static bool check_addresses(struct verifier *verifier, struct chain *chains,
                            struct chain *ret_worst)
{
    struct image *image = verifier->image;
    uint32_t top_bits = 0, widest = 0;

    if (image->address_nodes_count == 0 || image->address_nodes[0].program != TARGET_END)
        return refuse(verifier, image->address_nodes, "no root of addresses");
    chains[0] = (struct chain){0};
    *ret_worst = chains[0];
    for (uint32_t i = 1; i < image->address_nodes_count; i++) {
        const struct address_node *node = &image->address_nodes[i];

        if (node->parent >= i)
            return refuse(verifier, node, "a prefix whose parent does not stand before it");
        if (!check_target(verifier, node, node->program, 0))
            return false;
        chains[i] = extend(verifier, &chains[node->parent], i, node->program);
        *ret_worst = worse_chain(*ret_worst, chains[i]);
    }
    while (top_bits <= 16 && image->address_tops_count != (UINT32_C(1) << top_bits) + 1)
        top_bits++;
    if (top_bits > 16 || image->address_tops[0] != 0 ||
        image->address_tops[image->address_tops_count - 1] != image->address_starts_count)
        return refuse(verifier, image->address_tops, "the tops of addresses are not complete");
    for (uint32_t top = 0; top + 1 < image->address_tops_count; top++) {
        if (!check_starts(verifier, top, top_bits))
            return false;
        widest = larger(widest, image->address_tops[top + 1] - image->address_tops[top]);
    }
    image->address_top_bits = top_bits;
    image->address_halvings = bits(widest - 1);
    ret_worst->cost = add_steps(ret_worst->cost, 1 + bits(widest));
    return true;
}

static bool check_bounds(struct verifier *verifier, const struct chain *host,
                         const struct chain *address)
{
    const struct image_header *header = verifier->image->header;
    struct cost cost = both(host->cost, address->cost);

    if (verifier->measured) {
        *verifier->measured =
            (struct image_bounds){cost.steps, cost.steps_per_argument, cost.steps_per_byte,
                                  cost.stack, host->heaviest,          address->heaviest};
        return true;
    }
    if (cost.steps != header->steps || cost.steps_per_argument != header->steps_per_argument ||
        cost.steps_per_byte != header->steps_per_byte || cost.stack != header->stack)
        return refuse(verifier, &header->steps,
                      "a decision takes up to %u steps, %u an argument, %u a byte, %u put aside: "
                      "the header says otherwise",
                      cost.steps, cost.steps_per_argument, cost.steps_per_byte, cost.stack);
    if (cost.steps > IMAGE_STEPS_MAX || cost.steps_per_argument > IMAGE_STEPS_PER_ARGUMENT_MAX ||
        cost.steps_per_byte > IMAGE_STEPS_PER_BYTE_MAX || cost.stack > IMAGE_STACK_MAX)
        return refuse(verifier, &header->steps, "a decision takes more steps than are allowed");
    return true;
}

static bool check_sections(struct verifier *verifier)
{
    const struct image *image = verifier->image;
    uint32_t node_count = larger(image->host_slots_count, image->address_nodes_count);
    struct chain host = {0}, address = {0};

    if (!check_strings(verifier) || !check_ranges(verifier) || !check_globs(verifier))
        return false;
    if (!check_text_slots(verifier, image->literal_slots, image->literal_slots_count,
                          image->literal_seeds_count) ||
        !check_text_slots(verifier, image->segment_slots, image->segment_slots_count,
                          image->segment_seeds_count) ||
        !check_seeds(verifier, image->host_slots, image->host_slots_count,
                     image->host_seeds_count) ||
        !check_seeds(verifier, image->switch_slots, image->switch_slots_count,
                     image->switch_seeds_count) ||
        !check_seeds(verifier, image->affix_slots, image->affix_slots_count,
                     image->affix_seeds_count))
        return false;
    if (!check_facts(verifier) || !check_affix_indexes(verifier) || !check_instructions(verifier))
        return false;

    struct chain *chains = malloc(((size_t)node_count + 1) * sizeof(*chains));
    uint32_t *slots = malloc(((size_t)image->host_slots_count + 1) * sizeof(*slots));
    bool ok = chains && slots;
    if (!ok)
        refuse(verifier, NULL, "out of memory");
    ok = ok && check_hosts(verifier, chains, slots, &host) &&
         check_addresses(verifier, chains, &address);
    free(chains);
    free(slots);
    return ok && check_bounds(verifier, &host, &address);
}

static int verify(const void *bytes, size_t len_bytes, struct image *image,
                  struct image_bounds *measured, struct image_error *error)
{
    struct verifier verifier = {.image = image, .error = error, .measured = measured};
    int r = -EINVAL;

    image->header = bytes;
    if ((uintptr_t)bytes % IMAGE_ALIGNMENT != 0) {
        refuse(&verifier, NULL, "the bytes are not aligned");
        return -EINVAL;
    }
    if (!check_header(&verifier, bytes, len_bytes))
        return -EINVAL;
    point(image);

    size_t instruction_count = (size_t)image->instructions_count + 1;
    size_t slot_count = (size_t)image->switch_slots_count + image->segment_slots_count + 1;
    verifier.glob_costs = calloc((size_t)image->globs_count + 1, sizeof(uint32_t));
    verifier.costs = calloc(instruction_count, sizeof(struct cost));
    verifier.case_costs = calloc(instruction_count, sizeof(struct cost));
    verifier.cases.first = malloc(instruction_count * sizeof(uint32_t));
    verifier.cases.next = malloc(slot_count * sizeof(uint32_t));
    if (!verifier.glob_costs || !verifier.costs || !verifier.case_costs || !verifier.cases.first ||
        !verifier.cases.next) {
        refuse(&verifier, NULL, "out of memory");
        r = -ENOMEM;
    } else if (check_sections(&verifier)) {
        r = 0;
    }
    free(verifier.glob_costs);
    free(verifier.costs);
    free(verifier.case_costs);
    free(verifier.cases.first);
    free(verifier.cases.next);
    return r;
}

int verify_image(const void *bytes, size_t len_bytes, struct image *image,
                 struct image_error *error)
{
    return verify(bytes, len_bytes, image, NULL, error);
}

int verify_measure(const void *bytes, size_t len_bytes, struct image *image,
                   struct image_bounds *ret_bounds, struct image_error *error)
{
    return verify(bytes, len_bytes, image, ret_bounds, error);
}
