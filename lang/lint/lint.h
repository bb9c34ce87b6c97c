/*
 * Warnings about a policy that is legal: rules that do nothing, rules that allow more than their
 * author may think, headers without an effect. Codes W10.. and W11.. of lang/source/codes.def.
 *
 *     policy_parse(...);
 *     lint_policy(&source, &rules, &arena, &diagnostics);
 *     lint_silence(&source, &arena, true, &diagnostics);
 *     diagnostics_sort(&diagnostics);
 *
 * Where to start: redundant.h (what is proved), risky.c (what is looked for), silence.h.
 * No I/O, no globals. Time is near-linear in the rules, bounded however they are made.
 */
#ifndef EGRESS_LANG_LINT_LINT_H
#define EGRESS_LANG_LINT_LINT_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/source/source.h"

/*
 * Adds warnings with places in `source`, whose text ends in a NUL and which `rules` came from.
 * Rules of a policy with errors are looked at too; what they say of each other holds all the same.
 */
void lint_policy(const struct source *source, const struct ruleset *rules, struct arena *arena,
                 struct diagnostics *diagnostics);

/*
 * Takes away the warnings that comments of the text silence; with `report`, adds some for comments
 * that silence nothing or are not understood:
 *
 *     example.com   # egress: allow W1207
 *     # egress: allow W1207, W1203       the next rule or header
 *     # egress: allow-file W1201         the whole text
 *
 * Errors cannot be silenced. Returns how many warnings were.
 */
uint32_t lint_silence(const struct source *source, struct arena *arena, bool report,
                      struct diagnostics *diagnostics);

#endif
