/* Inside lang/format: whether two texts are the same policy. */
#ifndef EGRESS_LANG_FORMAT_SAME_H
#define EGRESS_LANG_FORMAT_SAME_H

#include <stdbool.h>

#include "lang/rules/rule.h"
#include "lang/source/source.h"

/* The same rules in the same order, but for where and with which blanks they are written. */
bool same_rules(const struct ruleset *a, const struct ruleset *b);

/* The same comments in the same order, but for blanks at their ends. */
bool same_comments(const struct source *a, const struct source *b);

#endif
