#include "lang/rules/policy.h"

bool policy_parse(const char *text, size_t len_bytes, const struct policy_options *options,
                  struct arena *arena, struct diagnostics *diagnostics, struct ruleset *ret_rules)
{
    (void)text, (void)len_bytes, (void)options, (void)arena;
    *ret_rules = (struct ruleset){0};
    diagnostic_add_global(diagnostics, DIAGNOSTIC_TEXT_TOO_LARGE, "the parser is not here yet");
    return false;
}
