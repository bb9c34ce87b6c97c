/*
 * budget: how much a rule that many names match may say to a resolver. Every name that is asked for
 * is seen by whoever serves its zone, so a wildcard rule is a way out for as many bits as there are
 * new names and repetitions; budgets make it slow, and what exceeds them is refused and written
 * down.
 *
 * Three a rule, each an allowance of the hour (token bucket: the whole at first, the same again
 * spread over every hour):
 *   names    that were not asked for within the hour before
 *   bytes    of those names
 *   queries  for names asked for before; a rule that has seen one name only is not held to it
 *
 * Pure: the clock is passed in, nothing is read or sent.
 */
#ifndef EGRESS_RUNTIME_DNS_BUDGET_H
#define EGRESS_RUNTIME_DNS_BUDGET_H

#include <stdint.h>

#include "runtime/limits.h"

struct budget;

/* `limits` borrowed; `seed` is random, so that nobody can choose names that look alike. NULL on
 * lack of memory. */
struct budget *budget_new(const struct limits *limits, uint64_t seed);
void budget_free(struct budget *budget); /* NULL is fine */

enum budget_verdict { BUDGET_KEPT, BUDGET_NAMES, BUDGET_BYTES, BUDGET_QUERIES, BUDGET_MEMORY };

/* Charges one query for `name`, allowed by `rule`. Anything but BUDGET_KEPT: not to be sent. */
enum budget_verdict budget_take(struct budget *budget, int32_t rule, const char *name,
                                int64_t now_ms);

#endif
