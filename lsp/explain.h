/* Inside lsp/: what hover and the commands say of a rule. */
#ifndef EGRESS_LSP_EXPLAIN_H
#define EGRESS_LSP_EXPLAIN_H

#include "lsp/analysis.h"

/* What the rule allows, an example, what else allows that, its cost: Markdown, arena memory. */
const char *explain_rule(struct arena *arena, struct analysis *analysis, const struct part *part,
                         uint32_t number);

#endif
