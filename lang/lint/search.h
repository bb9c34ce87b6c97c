/*
 * Is there an event that one rule alone decides? The search takes an event of the rule, looks up a
 * rule that matches it too, and moves the event out of that one's reach by each of its conditions
 * in turn, until nobody else matches (found) or every way is closed (proved: the others cover it).
 *
 * Exact in both directions. Where the budget runs out the answer is "unknown", and nothing is said.
 */
#ifndef EGRESS_LANG_LINT_SEARCH_H
#define EGRESS_LANG_LINT_SEARCH_H

#include "lang/lint/index.h"
#include "lang/lint/pattern.h"
#include "lang/lint/space.h"

#define SEARCH_ARGS_MAX 16    /* elements of argv in an event */
#define SEARCH_DEPTH_MAX 320  /* rules that one event keeps clear of: a /24 may be tiled */
#define SEARCH_TRIES_MAX 4096 /* look-ups for one rule in one plane */
#define SEARCH_COVER_MAX 1024

enum search_answer {
    SEARCH_ALONE,   /* search.facts is an event that this rule alone decides */
    SEARCH_COVERED, /* the rules in search.cover match all that it matches */
    SEARCH_UNKNOWN,
};

enum dimension {
    DIMENSION_HOST,
    DIMENSION_PATH,
    DIMENSION_EXE,
    DIMENSION_CGROUP,
    DIMENSION_STEP,
    DIMENSION_ACTION,
    DIMENSION_IMAGE,
    DIMENSION_ARGS, /* and those behind it: argv[N] */
    DIMENSION_COUNT = DIMENSION_ARGS + SEARCH_ARGS_MAX
};

/* One text of the event: in these patterns, in none of those. */
struct dimension_state {
    bool used; /* else the fact is unknown */
    const struct pattern *wanted[2];
    uint32_t wanted_count;
    const struct pattern *unwanted[SEARCH_DEPTH_MAX];
    uint32_t unwanted_count;
    const char *value;
};

struct search {
    struct space *space;
    struct index *index;
    struct arena scratch; /* texts of the event; cleared now and then */

    enum plane plane;
    uint32_t rule;
    struct dimension_state texts[DIMENSION_COUNT];
    const struct rule *unwanted_addresses[SEARCH_DEPTH_MAX];
    uint32_t unwanted_address_count;
    const struct port_list *unwanted_ports[SEARCH_DEPTH_MAX];
    uint32_t unwanted_port_count;
    uint32_t port_unwanted[65536]; /* how often each stands in those lists */
    uint32_t unwanted_methods;     /* METHOD_* */
    uint32_t depth;
    uint32_t tries;
    uint32_t runs;

    /* The event. */
    struct facts facts;
    struct process_facts process;
    const char *argv[SEARCH_ARGS_MAX];

    uint32_t cover[SEARCH_COVER_MAX]; /* after SEARCH_COVERED */
    uint32_t cover_count;
};

void search_init(struct search *search, struct space *space, struct index *index);
void search_clear(struct search *search);

/*
 * `single_only`: "unknown" where it takes several rules to cover this one. `start_address`: for
 * address rules, an address to begin with. `likely`: a rule that perhaps covers it alone,
 * UINT32_MAX for none. The facts are good until the next call.
 */
enum search_answer search_run(struct search *search, enum plane plane, uint32_t rule,
                              uint32_t start_address, uint32_t likely, bool single_only);

#endif
