/*
 * The obvious matcher: rule by rule, straight from LANGUAGE.md, over the typed rules. It is what a
 * compiled image is held against, so it shares nothing with it but the facts: no table, no index,
 * no order of evaluation but the source's. Slow, and meant to be read.
 */
#ifndef EGRESS_LANG_REFERENCE_REFERENCE_H
#define EGRESS_LANG_REFERENCE_REFERENCE_H

#include <stdbool.h>

#include "lang/rules/rule.h"
#include "lang/vm/facts.h"

/* Of struct matcher (lang/decide/decide.h): `policy` is a struct ruleset. */
struct verdict reference_ask(const void *policy, enum question question, const struct facts *facts);

/* An attribute's glob against a whole text. */
bool reference_glob(const char *pattern, const char *text);

#endif
