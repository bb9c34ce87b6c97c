/*
 * A YAML file as a tree of nodes with byte places: libyaml's events, composed. Aliases stay nodes
 * of their own that point at what they name, so the tree is no larger than the file.
 */
#ifndef EGRESS_LANG_WORKFLOW_TREE_H
#define EGRESS_LANG_WORKFLOW_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/source/span.h"
#include "lang/workflow/workflow.h"

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING, NODE_ALIAS };

struct node {
    enum node_kind kind;
    enum workflow_style style; /* scalars */
    uint32_t order;            /* index into tree.nodes */
    struct span span;          /* as libyaml marks it: an anchor or tag in front is within */
    struct node *child;        /* collections: the first; of a mapping: key, value, key, value */
    struct node *next;
    struct node *target; /* aliases: never itself an alias; NULL if nothing is so named */
    const char *value;   /* scalars: the text; aliases: the name */
    uint32_t value_len;
};

struct tree {
    struct node **roots; /* one a document; NULL for an empty one */
    uint32_t root_count;
    struct node **nodes; /* all, in the order of the file */
    uint32_t node_count;
};

/*
 * False when composing ended early; the nodes before that are in the tree. Everything made is arena
 * memory. `len` is at most WORKFLOW_MAX_BYTES.
 */
bool tree_read(struct arena *arena, const char *bytes, uint32_t len,
               struct diagnostics *diagnostics, struct tree *ret_tree);

/* The node itself, or what an alias names; NULL for NULL and for an alias that names nothing. */
const struct node *node_resolve(const struct node *node);

#endif
