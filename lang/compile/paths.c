/*
 * URL rules of one destination and port: a trie over the segments of their paths, in which a
 * segment of a request may go several ways: its own text, a pattern, a whole "*".
 *
 * The plain form has one state a node, and puts the ways aside one by one. Its size is linear in
 * the rules, but where many rules overlap the ways multiply along a path. Then the trie is made
 * deterministic: what a request has matched so far is a set of nodes, and each set becomes one
 * state, whose cases for a text lead to all that the text fits. Where sets become too many for the
 * trie they come from, what is left of them is built plainly again.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

#define NODE_NONE UINT32_MAX

/* Patterns that have come the same way so far. */
struct path_node {
    struct vector texts;    /* of struct edge, by text of a segment */
    struct vector patterns; /* of struct edge, by glob */
    uint32_t any;           /* node behind a whole "*", or NODE_NONE */
    struct vector ends;     /* of struct entry: patterns that end here */
    struct vector tails;    /* likewise, with any remainder */
};

struct edge {
    uint32_t label; /* offset in strings, or glob */
    uint32_t len_bytes;
    const char *text; /* the segment as the rule has it */
    uint32_t node;
};

struct trie {
    struct vector nodes;
    struct map edges; /* (node, is pattern, label) -> node */
    uint32_t edge_count;
    uint32_t *plain;   /* refs of the plain form, by node; NULL until it is needed */
    struct map states; /* set of nodes -> ref */
    uint64_t size;     /* states and cases that were made */
    uint64_t size_max;
    uint64_t work; /* edges and entries that were looked at for it */
    uint64_t work_max;
};

/* Nodes in ascending order, each once. */
struct node_set {
    uint32_t *nodes;
    uint32_t count;
};

/* The plain form is smaller; while its ways are as few as this they are not worth more size. */
#define PLAIN_STEPS_MAX 100

/* So many patterns of one state have all their outcomes told apart. */
#define TESTED_MAX 4

/* How much larger than the trie its deterministic form may become, how much work it may be, and
 * what is allowed to the smallest. */
#define GROWTH_MAX 4
#define WORK_MAX 16
#define FREE 1024

static struct path_node *node_at(const struct trie *trie, uint32_t number)
{
    return VECTOR_AT(&trie->nodes, struct path_node, number);
}

static uint32_t node_new(struct compilation *c, struct trie *trie)
{
    struct path_node *node = vector_push(c->arena, &trie->nodes, sizeof(*node));

    node->any = NODE_NONE;
    return trie->nodes.count - 1;
}

static uint32_t step_any(struct compilation *c, struct trie *trie, uint32_t node)
{
    if (node_at(trie, node)->any == NODE_NONE) {
        uint32_t child = node_new(c, trie);
        node_at(trie, node)->any = child;
    }
    return node_at(trie, node)->any;
}

static uint32_t step(struct compilation *c, struct trie *trie, uint32_t node, const char *segment,
                     uint32_t rule)
{
    bool is_pattern = strchr(segment, '*') != NULL, is_new;
    uint32_t len = (uint32_t)strlen(segment);

    if (strcmp(segment, "*") == 0)
        return step_any(c, trie, node);
    uint32_t child =
        map_find(c->arena, &trie->edges, (struct map_key){node, is_pattern, segment, len},
                 trie->nodes.count, &is_new);
    if (!is_new)
        return child;
    node_new(c, trie);
    uint32_t label = is_pattern
                         ? glob_add(c, segment, false, rule)
                         : strings_intern_near(c->arena, &c->strings, c->rules, rule, segment, len);
    struct path_node *from = node_at(trie, node);
    struct vector *edges = is_pattern ? &from->patterns : &from->texts;
    *(struct edge *)vector_push(c->arena, edges, sizeof(struct edge)) =
        (struct edge){label, len, segment, child};
    trie->edge_count++;
    return child;
}

static void insert(struct compilation *c, struct trie *trie, const struct entry *entry)
{
    const struct path_pattern *path = &c->rules->rules[entry->rule].path;
    uint32_t node = 0;

    for (uint32_t i = 0; i < path->count; i++)
        node = step(c, trie, node, path->segments[i], entry->rule);
    struct path_node *last = node_at(trie, node);
    *(struct entry *)vector_push(c->arena, path->any_tail ? &last->tails : &last->ends,
                                 sizeof(*entry)) = *entry;
}

static uint32_t build_entries(struct compilation *c, const struct vector *entries)
{
    return list_build(c, (struct entries){entries->items, entries->count});
}

/* Steps over the segment, then on at `ref`. */
static uint32_t add_segment(struct compilation *c, uint32_t ref)
{
    return graph_branch(c, OP_SEGMENT, 0, 0, ref, TARGET_END);
}

/* The program at one place of a path: at its end, for each text, and for any other segment. */
static uint32_t add_segments(struct compilation *c, struct graph_case *cases, uint32_t count,
                             uint32_t end, uint32_t otherwise)
{
    if (count == 0)
        return graph_branch(c, OP_PATH_END, 0, 0, end, otherwise);
    return graph_add(c,
                     (struct instruction){.opcode = OP_SEGMENTS, .operand = otherwise, .no = end},
                     cases, count);
}

/* The plain form. */

static uint32_t build_plain_node(struct compilation *c, const struct trie *trie, uint32_t number,
                                 const uint32_t *refs)
{
    const struct path_node *node = node_at(trie, number);
    struct graph_case *cases = ARENA_ARRAY(c->arena, struct graph_case, node->texts.count);
    struct choice *choices = ARENA_ARRAY(c->arena, struct choice, node->patterns.count);

    for (uint32_t i = 0; i < node->texts.count; i++) {
        const struct edge *edge = VECTOR_AT(&node->texts, struct edge, i);
        cases[i] = (struct graph_case){edge->label, edge->len_bytes, refs[edge->node]};
    }
    for (uint32_t i = 0; i < node->patterns.count; i++) {
        const struct edge *edge = VECTOR_AT(&node->patterns, struct edge, i);
        choices[i] = (struct choice){edge->label, add_segment(c, refs[edge->node])};
    }
    uint32_t program =
        add_segments(c, cases, node->texts.count, build_entries(c, &node->ends), TARGET_END);
    program = graph_also(
        c, program, choices_build(c, SLOT_SEGMENT, SLOT_SEGMENT, choices, node->patterns.count));
    if (node->any != NODE_NONE)
        program = graph_also(c, program, add_segment(c, refs[node->any]));
    return graph_also(c, program, build_entries(c, &node->tails));
}

static uint32_t build_plain(struct compilation *c, struct trie *trie, const struct node_set *set)
{
    uint32_t program = TARGET_END;

    if (!trie->plain) {
        trie->plain = ARENA_ARRAY(c->arena, uint32_t, trie->nodes.count);
        /* A node's children have higher numbers. */
        for (uint32_t i = trie->nodes.count; i-- > 0;)
            trie->plain[i] = build_plain_node(c, trie, i, trie->plain);
    }
    for (uint32_t i = 0; i < set->count; i++)
        program = graph_also(c, program, trie->plain[set->nodes[i]]);
    return program;
}

/* The deterministic form. */

static uint32_t build_state(struct compilation *c, struct trie *trie, struct node_set set);

static int compare_numbers(const void *a_void, const void *b_void)
{
    uint32_t a = *(const uint32_t *)a_void, b = *(const uint32_t *)b_void;

    return a < b ? -1 : a > b;
}

static struct node_set make_set(const struct vector *nodes)
{
    struct node_set set = {nodes->items, 0};

    if (nodes->count > 1)
        qsort(nodes->items, nodes->count, sizeof(uint32_t), compare_numbers);
    for (uint32_t i = 0; i < nodes->count; i++)
        if (set.count == 0 || set.nodes[set.count - 1] != set.nodes[i])
            set.nodes[set.count++] = set.nodes[i];
    return set;
}

static void add_node(struct compilation *c, struct vector *nodes, uint32_t node)
{
    *(uint32_t *)vector_push(c->arena, nodes, sizeof(uint32_t)) = node;
}

static void add_any(struct compilation *c, const struct trie *trie, const struct node_set *set,
                    struct vector *nodes)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (node_at(trie, set->nodes[i])->any != NODE_NONE)
            add_node(c, nodes, node_at(trie, set->nodes[i])->any);
}

/* Does a pattern in which only '*' is special match a text? */
static bool fits(const char *pattern, const char *text)
{
    const char *star = NULL, *from = NULL;

    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            from = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

/* All edges of a set's nodes, those of one label together. */
static int compare_edges(const void *a_void, const void *b_void)
{
    const struct edge *a = a_void, *b = b_void;

    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    if (a->len_bytes != b->len_bytes)
        return a->len_bytes < b->len_bytes ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static struct vector collect_edges(struct compilation *c, struct trie *trie,
                                   const struct node_set *set, bool patterns)
{
    struct vector edges = {0};

    for (uint32_t i = 0; i < set->count; i++) {
        const struct path_node *node = node_at(trie, set->nodes[i]);
        const struct vector *from = patterns ? &node->patterns : &node->texts;
        for (uint32_t e = 0; e < from->count; e++)
            *(struct edge *)vector_push(c->arena, &edges, sizeof(struct edge)) =
                *VECTOR_AT(from, struct edge, e);
    }
    if (edges.count > 1)
        qsort(edges.items, edges.count, sizeof(struct edge), compare_edges);
    trie->work += edges.count;
    return edges;
}

static bool same_label(const struct edge *a, const struct edge *b)
{
    return a->label == b->label && a->len_bytes == b->len_bytes;
}

/* What a text leads to: its own edges, the patterns that it fits, and every "*". */
static struct node_set after_text(struct compilation *c, struct trie *trie,
                                  const struct node_set *set, const struct edge *edges,
                                  uint32_t count, const struct vector *patterns)
{
    struct vector nodes = {0};

    for (uint32_t i = 0; i < count; i++)
        add_node(c, &nodes, edges[i].node);
    for (uint32_t i = 0; i < patterns->count; i++) {
        const struct edge *pattern = VECTOR_AT(patterns, struct edge, i);
        if (fits(pattern->text, edges[0].text))
            add_node(c, &nodes, pattern->node);
    }
    trie->work += patterns->count;
    add_any(c, trie, set, &nodes);
    return make_set(&nodes);
}

/* The edges of one pattern: it leads to all their nodes. */
struct pattern {
    uint32_t glob;
    const struct edge *edges;
    uint32_t count;
};

static uint32_t group_patterns(const struct vector *edges, struct pattern *ret_patterns)
{
    const struct edge *items = edges->items;
    uint32_t count = 0;

    for (uint32_t i = 0, end; i < edges->count; i = end) {
        for (end = i + 1; end < edges->count && same_label(&items[end], &items[i]);)
            end++;
        ret_patterns[count++] = (struct pattern){items[i].label, items + i, end - i};
    }
    return count;
}

static void add_pattern(struct compilation *c, const struct pattern *pattern, struct vector *nodes)
{
    for (uint32_t i = 0; i < pattern->count; i++)
        add_node(c, nodes, pattern->edges[i].node);
}

/* Tests one pattern after the other; behind the last, `nodes` is where the segment leads. */
static uint32_t test_patterns(struct compilation *c, struct trie *trie,
                              const struct pattern *patterns, uint32_t count, struct vector nodes)
{
    if (count == 0)
        return nodes.count ? add_segment(c, build_state(c, trie, make_set(&nodes))) : TARGET_END;

    struct vector with = {0};
    for (uint32_t i = 0; i < nodes.count; i++)
        add_node(c, &with, *VECTOR_AT(&nodes, uint32_t, i));
    add_pattern(c, patterns, &with);
    uint32_t yes = test_patterns(c, trie, patterns + 1, count - 1, with);
    uint32_t no = test_patterns(c, trie, patterns + 1, count - 1, nodes);
    if (yes == no)
        return yes;
    return graph_add(c,
                     (struct instruction){.opcode = OP_GLOB,
                                          .slot = SLOT_SEGMENT,
                                          .aux = NOTE_NONE,
                                          .operand = patterns->glob,
                                          .yes = yes,
                                          .no = no},
                     NULL, 0);
}

/* A segment that is none of the texts. A few patterns are tested, and lead on together; of many,
 * each is a way by itself, and so is every "*". */
static uint32_t build_otherwise(struct compilation *c, struct trie *trie,
                                const struct node_set *set, const struct vector *pattern_edges)
{
    struct pattern *patterns = ARENA_ARRAY(c->arena, struct pattern, pattern_edges->count);
    struct choice *choices = ARENA_ARRAY(c->arena, struct choice, pattern_edges->count);
    uint32_t count = group_patterns(pattern_edges, patterns);
    struct vector any = {0};

    add_any(c, trie, set, &any);
    if (count <= TESTED_MAX)
        return test_patterns(c, trie, patterns, count, any);
    for (uint32_t i = 0; i < count; i++) {
        struct vector nodes = {0};
        add_pattern(c, &patterns[i], &nodes);
        choices[i] = (struct choice){patterns[i].glob,
                                     add_segment(c, build_state(c, trie, make_set(&nodes)))};
    }
    return graph_also(c, test_patterns(c, trie, NULL, 0, any),
                      choices_build(c, SLOT_SEGMENT, SLOT_SEGMENT, choices, count));
}

static int compare_entries(const void *a_void, const void *b_void)
{
    const struct entry *a = a_void, *b = b_void;

    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

/* The entries that end at a set's nodes (or have a tail there), in source order. */
static uint32_t build_set_entries(struct compilation *c, struct trie *trie,
                                  const struct node_set *set, bool tails)
{
    struct vector all = {0};

    for (uint32_t i = 0; i < set->count; i++) {
        const struct path_node *node = node_at(trie, set->nodes[i]);
        const struct vector *entries = tails ? &node->tails : &node->ends;
        for (uint32_t e = 0; e < entries->count; e++)
            *(struct entry *)vector_push(c->arena, &all, sizeof(struct entry)) =
                *VECTOR_AT(entries, struct entry, e);
    }
    if (all.count > 1)
        qsort(all.items, all.count, sizeof(struct entry), compare_entries);
    trie->work += all.count;
    return build_entries(c, &all);
}

static uint32_t build_new_state(struct compilation *c, struct trie *trie,
                                const struct node_set *set)
{
    struct vector texts = collect_edges(c, trie, set, false);
    struct vector patterns = collect_edges(c, trie, set, true);
    struct graph_case *cases = ARENA_ARRAY(c->arena, struct graph_case, texts.count);
    const struct edge *edges = texts.items;
    uint32_t count = 0;

    trie->size++;
    for (uint32_t i = 0, end; i < texts.count; i = end) {
        for (end = i; end < texts.count && same_label(&edges[end], &edges[i]);)
            end++;
        trie->size++;
        struct node_set next = after_text(c, trie, set, edges + i, end - i, &patterns);
        cases[count++] =
            (struct graph_case){edges[i].label, edges[i].len_bytes, build_state(c, trie, next)};
    }
    uint32_t program = add_segments(c, cases, count, build_set_entries(c, trie, set, false),
                                    build_otherwise(c, trie, set, &patterns));
    return graph_also(c, program, build_set_entries(c, trie, set, true));
}

static uint32_t build_state(struct compilation *c, struct trie *trie, struct node_set set)
{
    struct map_key key = {set.count, 0, (const char *)set.nodes,
                          set.count * (uint32_t)sizeof(*set.nodes)};
    uint32_t ref = map_get(&trie->states, &key);
    bool is_new, too_much;

    if (ref != MAP_NONE)
        return ref;
    trie->work++;
    too_much = trie->work > trie->work_max || trie->size > trie->size_max;
    ref = too_much ? build_plain(c, trie, &set) : build_new_state(c, trie, &set);
    map_find(c->arena, &trie->states, key, ref, &is_new);
    return ref;
}

static uint32_t build_trie(struct compilation *c, const struct entries *list,
                           enum url_scheme scheme)
{
    struct trie trie = {0};
    uint32_t root = 0, entry_count = 0;

    node_new(c, &trie);
    for (uint32_t i = 0; i < list->count; i++) {
        if (c->rules->rules[list->items[i].rule].scheme != scheme)
            continue;
        insert(c, &trie, &list->items[i]);
        entry_count++;
    }
    struct node_set start = {&root, 1};
    uint32_t plain = build_plain(c, &trie, &start);
    if (graph_steps(c, plain) <= PLAIN_STEPS_MAX)
        return plain;

    uint64_t size = FREE + trie.nodes.count + trie.edge_count + entry_count;
    trie.size_max = GROWTH_MAX * size;
    trie.work_max = WORK_MAX * size;
    uint32_t states = build_state(c, &trie, start);
    return graph_steps(c, states) < graph_steps(c, plain) ? states : plain;
}

/* The rule's methods come as one more test. */
static struct entry with_methods(struct compilation *c, const struct entry *entry)
{
    uint32_t methods = c->rules->rules[entry->rule].methods;
    uint32_t *tests = ARENA_ARRAY(c->arena, uint32_t, entry->test_count + 1);
    struct entry with = *entry;

    if (methods == METHOD_ANY)
        return with;
    if (entry->test_count)
        memcpy(tests, entry->tests, entry->test_count * sizeof(*tests));
    tests[entry->test_count] = test_add(c, TEST_METHODS, 0, methods);
    with.tests = tests;
    with.remaining |= UINT64_C(1) << entry->test_count;
    with.test_count++;
    return with;
}

uint32_t paths_build(struct compilation *c, struct entries list)
{
    struct entries asked = {ARENA_ARRAY(c->arena, struct entry, list.count + 1), list.count};

    for (uint32_t i = 0; i < list.count; i++)
        asked.items[i] = with_methods(c, &list.items[i]);
    uint32_t http = build_trie(c, &asked, SCHEME_HTTP);
    uint32_t https = build_trie(c, &asked, SCHEME_HTTPS);

    return graph_branch(c, OP_SCHEME, 0, SCHEME_HTTPS, https, http);
}
