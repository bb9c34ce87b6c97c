/* Inside lang/lint: what the passes share. Each adds diagnostics and changes nothing else. */
#ifndef EGRESS_LANG_LINT_INTERNAL_H
#define EGRESS_LANG_LINT_INTERNAL_H

#include "lang/lint/redundant.h"
#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/source/source.h"

struct lint {
    const struct source *source;
    const struct ruleset *rules;
    struct arena *arena;
    struct diagnostics *diagnostics;
};

/* risky.c: rules that allow more than it seems. `redundant[i]`: rule i does nothing anyway. */
void lint_risky(struct lint *lint, const bool *redundant);

/* header.c */
void lint_headers(struct lint *lint);

#endif
