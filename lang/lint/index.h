/*
 * Which rules may match an event, without trying them all: a tree that splits the rules by what
 * they say literally (a label of the host, a path segment, a port, an attribute's value). Each
 * split keeps the rules that say nothing there apart; an event follows its own value, and those.
 *
 * Ownership: arena memory. The space is borrowed and its `removed` is honoured at each query.
 */
#ifndef EGRESS_LANG_LINT_INDEX_H
#define EGRESS_LANG_LINT_INDEX_H

#include "lang/lint/space.h"

struct index_node;

struct index {
    struct space *space;
    const struct index_node *connections; /* all but DNS-only rules */
    const struct index_node *names;       /* those that name a host; NULL until first asked */
};

/* Rules that are removed by then are not in it. */
void index_init(struct index *index, struct space *space);

/*
 * Writes up to `max` rules that match the event in that plane, `except` apart, and returns their
 * number. Which ones, if there are more, is unspecified, and so is their order.
 */
uint32_t index_query(struct index *index, enum plane plane, const struct facts *facts,
                     uint32_t except, uint32_t *ret_rules, uint32_t max);

#endif
