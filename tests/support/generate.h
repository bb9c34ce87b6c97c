/*
 * Random policies and events, from a seed: the same seed gives the same ones. Rules are made as
 * typed rules, not as text, so that thousands of policies a second can be had; what they hold is
 * what the front end could have produced.
 *
 * Events are made to hit: most take their destination, path and attributes from some rule of the
 * policy, then change a little of it, so that both sides of every condition are met.
 */
#ifndef EGRESS_TESTS_SUPPORT_GENERATE_H
#define EGRESS_TESTS_SUPPORT_GENERATE_H

#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

struct random {
    uint64_t state;
};

uint64_t random_next(struct random *random);
uint32_t random_below(struct random *random, uint32_t count); /* count > 0 */
bool random_chance(struct random *random, uint32_t percent);

enum recipe {
    RECIPE_MIXED,      /* some of everything, from few names */
    RECIPE_OVERLAP,    /* all rules for two or three destinations */
    RECIPE_DEEP_HOSTS, /* many labels, wildcards at every depth */
    RECIPE_NESTED,     /* prefixes within prefixes */
    RECIPE_PATHS,      /* URL rules for one host, segments that overlap */
    RECIPE_GLOBS,      /* long patterns with everything in them */
    RECIPE_ATTRIBUTES, /* hundreds of attributes at one destination */
    RECIPE_SEARCHED,   /* hundreds of patterns of one fact, most without a plain start or end */
    RECIPE_COUNT
};

extern const char *const recipe_names[RECIPE_COUNT];

void generate_rules(struct random *random, struct arena *arena, enum recipe recipe, uint32_t count,
                    struct ruleset *ret_rules);

#define GENERATED_TEXT_MAX 600
#define GENERATED_ARGUMENTS_MAX 12

/* Facts, with the memory that they point into. */
struct generated {
    enum question question;
    struct facts facts;
    struct process_facts process;
    const char *argv[GENERATED_ARGUMENTS_MAX];
    char host[GENERATED_TEXT_MAX];
    char path[GENERATED_TEXT_MAX];
    char exe[GENERATED_TEXT_MAX];
    char cgroup[GENERATED_TEXT_MAX];
    char step[GENERATED_TEXT_MAX];
    char action[GENERATED_TEXT_MAX];
    char image[GENERATED_TEXT_MAX];
    char arguments[GENERATED_ARGUMENTS_MAX][GENERATED_TEXT_MAX];
};

void generate_event(struct random *random, const struct ruleset *rules,
                    struct generated *ret_event);

/* Bytes of all the facts of the process. */
uint64_t generated_bytes(const struct generated *event);

/* To a file, for a report of a difference. */
void print_rules(const struct ruleset *rules);
void print_event(const struct generated *event);

#endif
