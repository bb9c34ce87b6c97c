/*
 * Random policies and events from one small vocabulary, so that rules overlap and events hit them.
 * The same seed gives the same.
 */
#ifndef EGRESS_TESTS_UNIT_LINT_RANDOM_POLICY_H
#define EGRESS_TESTS_UNIT_LINT_RANDOM_POLICY_H

#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/vm/facts.h"

struct random {
    uint64_t state;
};

uint32_t random_below(struct random *random, uint32_t limit);

/* Legal text of that many rules. */
const char *random_policy(struct random *random, struct arena *arena, uint32_t rules);

struct random_event {
    enum question question;
    struct facts facts;
    struct process_facts process;
    const char *argv[4];
};

void random_event(struct random *random, struct random_event *event);

#endif
