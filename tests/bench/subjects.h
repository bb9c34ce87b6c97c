/*
 * What decisions are measured on: policies of several kinds, written as text, and events for the
 * rules of a policy. The same number gives the same events, always.
 */
#ifndef EGRESS_TESTS_BENCH_SUBJECTS_H
#define EGRESS_TESTS_BENCH_SUBJECTS_H

#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

#define EVENTS 6000
#define ARGUMENTS_MAX 4 /* a process has a few, not a dozen random ones */

enum kind {
    KIND_REALISTIC,
    KIND_WILDCARDS,
    KIND_OVERLAP,
    KIND_ATTRIBUTES,
    KIND_PATTERNS,
    KIND_COUNT
};

extern const char *const kind_names[KIND_COUNT];

/* A policy of so many rules, NUL-terminated; free() it. */
char *policy_text(enum kind kind, uint32_t count, size_t *ret_len);

/* Is an event for a rule of the first tenth, of the last, or does nothing allow its destination? */
enum hit { HIT_EARLY, HIT_LATE, HIT_NONE, HIT_COUNT };

/* An event without the generator's room to spare: a runtime's facts lie close together. */
struct event {
    enum question question;
    enum hit hit;
    struct facts facts;
    struct process_facts process;
    const char *argv[ARGUMENTS_MAX];
};

/* EVENTS of them, in the arena: a third of each hit, all questions. */
struct event *make_events(struct arena *arena, const struct ruleset *rules);

#endif
