/*
 * Why a policy answers as it does: for an allowance the rule, for a denial the rules that come
 * nearest and the conditions of each that fail. Asks the rules one by one, so it is exact and slow.
 *
 * Where to start: explain_ask. A rule is a list of conditions (conditions.c); how near one is comes
 * from how many fail and how alike its target is (near.c).
 *
 * Ownership: results are arena memory; the facts are borrowed and must outlive them.
 */
#ifndef EGRESS_LANG_EXPLAIN_EXPLAIN_H
#define EGRESS_LANG_EXPLAIN_EXPLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

/* What a rule asks of an event, in the order in which they are told. */
enum explain_condition_kind {
    CONDITION_KIND, /* the sort of rule: a URL rule is not asked about raw connections */
    CONDITION_HOST,
    CONDITION_ADDRESS,
    CONDITION_PROTOCOL,
    CONDITION_PORT,
    CONDITION_SCHEME,
    CONDITION_METHOD,
    CONDITION_PATH,
    CONDITION_ATTRIBUTE,
};

/* One that fails. */
struct explain_condition {
    enum explain_condition_kind kind;
    const char *name;   /* "port"; of an attribute its key: "exe", "arg[1]" */
    const char *wanted; /* as the rule says it */
    const char *got;    /* what the event has; NULL: it is not known */
    const char *text;   /* a clause: "the port is 8443, not 443" */
};

struct explain_near {
    uint32_t rule;
    const struct explain_condition *failed;
    uint32_t failed_count; /* at least 1 */
};

struct explain_nears {
    const struct explain_near *items; /* nearest first */
    uint32_t count;
};

struct explanation {
    struct verdict verdict;
    int32_t resolver; /* DNS: the rule that allows the resolver, or -1 */

    /* Of a denial. For DNS, rules that would name the name; and those that would allow the
       resolver, where that is what is missing. */
    struct explain_nears near;
    struct explain_nears near_resolvers;
};

#define EXPLAIN_NEAR_MAX 16

/* For any number of events. Memory of `arena`, which must outlive it; the rules are borrowed. */
struct explainer;
struct explainer *explainer_new(const struct ruleset *rules, struct arena *arena);

/* An address that no address rule has, if there is one: for events whose address is not known. */
uint32_t explainer_free_address(const struct explainer *explainer);

struct explain_options {
    uint32_t near_max; /* at most so many rules in each list, and no more than EXPLAIN_NEAR_MAX */
    bool address_unknown; /* the facts' address is explainer_free_address */
};

void explain_ask(struct explainer *explainer, enum question question, const struct facts *facts,
                 const struct explain_options *options, struct arena *arena,
                 struct explanation *ret_explanation);

#endif
