/*
 * Rules that say the same in every part, however they are written (a path below its header or a
 * URL, `8.8.8.8` or `8.8.8.8/32`). Found by a hash table, so that many of them cost no proofs.
 * Rules that mean the same in other ways, attributes in another order among them, are left to the
 * proofs.
 */
#ifndef EGRESS_LANG_LINT_TWINS_H
#define EGRESS_LANG_LINT_TWINS_H

#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"

/* For each rule the first one that says the same: itself, or an earlier one. Arena memory. */
const uint32_t *twins_find(const struct ruleset *rules, struct arena *arena);

#endif
