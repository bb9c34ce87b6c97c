/*
 * Random policies as text, and events, from one small vocabulary, so that most rules overlap and
 * most events hit some. (generate.h makes typed rules, of every kind and size.)
 */
#ifndef EGRESS_TESTS_SUPPORT_RANDOM_POLICY_H
#define EGRESS_TESTS_SUPPORT_RANDOM_POLICY_H

#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/vm/facts.h"
#include "tests/support/generate.h"

/* Legal text of that many rules. */
const char *random_policy(struct random *random, struct arena *arena, uint32_t rules);

/* The same, of rules that differ from a common one in one part or two. */
const char *random_kin(struct random *random, struct arena *arena, uint32_t rules);

struct random_event {
    enum question question;
    struct facts facts;
    struct process_facts process;
    const char *argv[4];
};

void random_event(struct random *random, struct random_event *event);

#endif
