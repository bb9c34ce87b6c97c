/*
 * agree: does an image mean what the rules mean? Both are asked the same events, made from the
 * rules: for every rule one that meets all its conditions, and for every condition the events on
 * both sides of its boundary (a label more and less, the address before a block, the next port, a
 * segment more, each method, an attribute changed and unknown, ...), for every question.
 *
 * It asks the rule-by-rule matcher, so its time grows with the square of the policy. Within a limit
 * it takes rules spread evenly over the policy, and says so.
 */
#ifndef EGRESS_LANG_AGREE_AGREE_H
#define EGRESS_LANG_AGREE_AGREE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/vm/image.h"

struct agree_options {
    uint64_t work_max; /* events times rules; 0: no limit */

    /* Called now and then; may be NULL. */
    void (*progress)(void *context, uint32_t rules_done, uint32_t rules_in_all);
    void *context;
};

struct agree_report {
    uint64_t events;        /* compared */
    uint32_t rules_covered; /* whose boundaries were all asked */
    char difference[2048];  /* the first one found: the event, and both answers */
};

/* True where no event was answered differently. */
bool agree(const struct ruleset *rules, const struct image *image,
           const struct agree_options *options, struct agree_report *ret_report);

#endif
