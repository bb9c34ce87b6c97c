/*
 * The automaton of a SEARCH (Aho and Corasick, "Efficient string matching: an aid to bibliographic
 * search", 1975): a trie of the texts; each node falls back to that of its longest suffix that is
 * in the trie, too. Written as a double array: the children of a node lie at one base plus their
 * byte, where the cells for all of them are free.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

/* So many free cells are tried for a node of several children before it goes behind all others;
 * then the others of its kind are looked for there, and what is free before is for single ones. */
#define FITS_TRIED_MAX 64

#define CASE_NONE UINT32_MAX

struct trie_node {
    uint32_t parent;
    uint32_t first_child;
    uint32_t next_sibling; /* 0: none */
    uint32_t fallback;
    uint32_t own;    /* case, or CASE_NONE */
    uint32_t output; /* its own, or of the longest suffix that has one */
    uint32_t depth;
    uint32_t state;
    unsigned char byte;
};

struct automaton {
    struct compilation *c;
    struct vector nodes; /* of struct trie_node; 0 is the root */
    struct map children; /* (node, byte) -> node */
    uint32_t *order;     /* shallower ones first */
    struct vector states;
    uint32_t first_free; /* no cell before is free */
    uint32_t first_room; /* where to look for room for several */
    struct search_build build;
};

static struct trie_node *node_at(const struct automaton *a, uint32_t number)
{
    return VECTOR_AT(&a->nodes, struct trie_node, number);
}

static struct search_state *state_at(const struct automaton *a, uint32_t number)
{
    return VECTOR_AT(&a->states, struct search_state, number);
}

static uint32_t child_of(const struct automaton *a, uint32_t node, unsigned char byte)
{
    const struct map_key key = {node, byte, NULL, 0};

    return map_get(&a->children, &key);
}

static uint32_t add_child(struct automaton *a, uint32_t parent, unsigned char byte)
{
    bool is_new;
    uint32_t number = map_find(a->c->arena, &a->children, (struct map_key){parent, byte, NULL, 0},
                               a->nodes.count, &is_new);

    if (!is_new)
        return number;
    *(struct trie_node *)vector_push(a->c->arena, &a->nodes, sizeof(struct trie_node)) =
        (struct trie_node){.parent = parent,
                           .next_sibling = node_at(a, parent)->first_child,
                           .own = CASE_NONE,
                           .output = OUTPUT_NONE,
                           .depth = node_at(a, parent)->depth + 1,
                           .byte = byte};
    node_at(a, parent)->first_child = number;
    return number;
}

static void make_trie(struct automaton *a, const struct graph_case *cases, uint32_t count)
{
    const char *strings = a->c->strings.bytes.items;

    *(struct trie_node *)vector_push(a->c->arena, &a->nodes, sizeof(struct trie_node)) =
        (struct trie_node){.own = CASE_NONE, .output = OUTPUT_NONE};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t node = 0;
        for (uint32_t b = 0; b < cases[i].len_bytes; b++)
            node = add_child(a, node, (unsigned char)strings[cases[i].key + b]);
        node_at(a, node)->own = i;
    }
}

/* The deepest node whose text ends the one that `byte` makes of node `from`. */
static uint32_t longest_suffix(const struct automaton *a, uint32_t from, unsigned char byte)
{
    for (;;) {
        uint32_t child = child_of(a, from, byte);
        if (child != MAP_NONE)
            return child;
        if (from == 0)
            return 0;
        from = node_at(a, from)->fallback;
    }
}

/* A rule ends its lane, so of two in a row the first one is all that counts. */
static uint32_t add_output(struct automaton *a, uint32_t ref, uint32_t next)
{
    struct search_output *outputs = a->build.outputs;

    if (next != OUTPUT_NONE && (outputs[next].program & ref & TARGET_RULE)) {
        ref = graph_also(a->c, ref, outputs[next].program);
        next = outputs[next].next;
    }
    outputs[a->build.output_count] = (struct search_output){ref, next};
    return a->build.output_count++;
}

/* In the order of depth, so that what a node falls back to is known before itself. */
static void link_nodes(struct automaton *a, const struct graph_case *cases)
{
    uint32_t count = 1;

    a->order[0] = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = a->order[i];
        struct trie_node *node = node_at(a, number);

        if (node->depth > 1)
            node->fallback = longest_suffix(a, node_at(a, node->parent)->fallback, node->byte);
        node->output = node_at(a, node->fallback)->output;
        if (node->own != CASE_NONE)
            node->output = add_output(a, cases[node->own].ref, node->output);
        for (uint32_t child = node->first_child; child; child = node_at(a, child)->next_sibling)
            a->order[count++] = child;
    }
}

/* Cells up to `end`, free ones. */
static void reach_to(struct automaton *a, uint32_t end)
{
    while (a->states.count < end)
        *(struct search_state *)vector_push(a->c->arena, &a->states, sizeof(struct search_state)) =
            (struct search_state){.before = STATE_NONE, .output = OUTPUT_NONE};
}

static bool is_free(const struct automaton *a, uint32_t cell)
{
    return cell > 0 && (cell >= a->states.count || state_at(a, cell)->before == STATE_NONE);
}

static bool fits(const struct automaton *a, const struct trie_node *node, uint32_t base)
{
    for (uint32_t child = node->first_child; child; child = node_at(a, child)->next_sibling)
        if (!is_free(a, base + node_at(a, child)->byte))
            return false;
    return true;
}

/* Where to look first: every cell will do for one child, for several there must be more of them. */
static uint32_t *start_for(struct automaton *a, const struct trie_node *node)
{
    bool is_one = node_at(a, node->first_child)->next_sibling == 0;
    uint32_t *start = is_one ? &a->first_free : &a->first_room;

    while (!is_free(a, *start))
        ++*start;
    return start;
}

/* The first base that fits, of the few that are tried; else one behind all cells. */
static uint32_t find_base(struct automaton *a, const struct trie_node *node)
{
    unsigned char byte = node_at(a, node->first_child)->byte;
    uint32_t *start = start_for(a, node), tried = 0;

    for (uint32_t cell = *start; cell < a->states.count && tried < FITS_TRIED_MAX; cell++) {
        if (cell < byte || !is_free(a, cell))
            continue;
        if (fits(a, node, cell - byte))
            return cell - byte;
        tried++;
    }
    *start = a->states.count;
    return a->states.count;
}

static void place_children(struct automaton *a, const struct trie_node *node)
{
    uint32_t base = find_base(a, node);

    state_at(a, node->state)->base = base;
    reach_to(a, base + SEARCH_BYTES);
    for (uint32_t child = node->first_child; child; child = node_at(a, child)->next_sibling) {
        node_at(a, child)->state = base + node_at(a, child)->byte;
        state_at(a, node_at(a, child)->state)->before = node->state;
    }
}

static void place_nodes(struct automaton *a)
{
    reach_to(a, SEARCH_BYTES);
    for (uint32_t i = 0; i < a->nodes.count; i++) {
        const struct trie_node *node = node_at(a, a->order[i]);
        struct search_state *state;

        if (node->first_child)
            place_children(a, node);
        state = state_at(a, node->state);
        state->fallback = node_at(a, node->fallback)->state;
        state->output = node->output;
        state->depth = node->depth;
    }
    a->build.states = a->states.items;
    a->build.state_count = a->states.count;
}

struct search_build search_make(struct compilation *c, const struct graph_case *cases,
                                uint32_t count)
{
    struct automaton a = {.c = c, .first_free = 1, .first_room = 1};

    make_trie(&a, cases, count);
    a.order = ARENA_ARRAY(c->arena, uint32_t, a.nodes.count);
    a.build.outputs = ARENA_ARRAY(c->arena, struct search_output, (size_t)count + 1);
    link_nodes(&a, cases);
    place_nodes(&a);
    return a.build;
}
