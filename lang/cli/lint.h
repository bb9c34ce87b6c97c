/* Lints, for the commands that judge a policy. */
#ifndef EGRESS_LANG_CLI_LINT_H
#define EGRESS_LANG_CLI_LINT_H

#include "lang/cli/load.h"
#include "lang/rules/rule.h"
#include "lang/source/diagnostic.h"

/*
 * Adds the lints if `options` asks for them, and takes away what the text's comments silence.
 * Places are those of `text`, whose NUL follows it. The list comes out sorted.
 */
void cli_lint(const struct cli_policy_options *options, const char *text, size_t len_bytes,
              const struct ruleset *rules, struct diagnostics *diagnostics);

/* Warnings that --deny made errors. */
struct cli_denials {
    bool all;
    bool codes[DIAGNOSTIC_CODE_COUNT];
};

/* A code, or "warnings". False, after saying so, for anything else. */
bool cli_deny_option(struct cli_denials *denials, const char *value);

void cli_deny(const struct cli_denials *denials, struct cli_policy *policy);

#endif
