/*
 * URL rules of one destination and port: a trie over the segments of their paths. A segment of a
 * request goes every way that fits it: its own text, a whole "*", a pattern; each way that is not
 * the first is put aside, so no way is gone back.
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
    uint32_t node;
};

struct trie {
    struct vector nodes;
    struct map edges; /* (node, is pattern, label) -> node */
};

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
        (struct edge){label, len, child};
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
    if (ref == TARGET_END)
        return TARGET_END;
    return graph_branch(c, OP_SEGMENT, 0, 0, ref, TARGET_END);
}

/* `refs` are the programs of all nodes behind this one. */
static uint32_t build_node(struct compilation *c, const struct trie *trie, uint32_t number,
                           const uint32_t *refs)
{
    const struct path_node *node = node_at(trie, number);
    uint32_t end = build_entries(c, &node->ends), program;

    if (node->texts.count > 0) {
        struct graph_case *cases = ARENA_ARRAY(c->arena, struct graph_case, node->texts.count);
        for (uint32_t i = 0; i < node->texts.count; i++) {
            const struct edge *edge = VECTOR_AT(&node->texts, struct edge, i);
            cases[i] = (struct graph_case){edge->label, edge->len_bytes, refs[edge->node]};
        }
        program = graph_add(c, (struct instruction){.opcode = OP_SEGMENTS, .no = end}, cases,
                            node->texts.count);
    } else {
        program = graph_branch(c, OP_PATH_END, 0, 0, end, TARGET_END);
    }
    if (node->patterns.count > 0) {
        struct choice *choices = ARENA_ARRAY(c->arena, struct choice, node->patterns.count);
        for (uint32_t i = 0; i < node->patterns.count; i++) {
            const struct edge *edge = VECTOR_AT(&node->patterns, struct edge, i);
            choices[i] = (struct choice){edge->label, add_segment(c, refs[edge->node])};
        }
        program =
            graph_also(c, program,
                       choices_build(c, SLOT_SEGMENT, SLOT_SEGMENT, choices, node->patterns.count));
    }
    if (node->any != NODE_NONE)
        program = graph_also(c, program, add_segment(c, refs[node->any]));
    return graph_also(c, program, build_entries(c, &node->tails));
}

static uint32_t build_trie(struct compilation *c, const struct entries *list,
                           enum url_scheme scheme)
{
    struct trie trie = {0};

    node_new(c, &trie);
    for (uint32_t i = 0; i < list->count; i++)
        if (c->rules->rules[list->items[i].rule].scheme == scheme)
            insert(c, &trie, &list->items[i]);
    /* A node's children have higher numbers. */
    uint32_t *refs = ARENA_ARRAY(c->arena, uint32_t, trie.nodes.count);
    for (uint32_t i = trie.nodes.count; i-- > 0;)
        refs[i] = build_node(c, &trie, i, refs);
    return refs[0];
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
