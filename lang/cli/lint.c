#include "lang/cli/lint.h"

#include <stdio.h>
#include <string.h>

#include "lang/lint/lint.h"

void cli_lint(const struct cli_policy_options *options, const char *text, size_t len_bytes,
              const struct ruleset *rules, struct diagnostics *diagnostics)
{
    struct source source;

    if (!source_fits(text, len_bytes))
        return;
    source_init(&source, diagnostics->arena, "", text, len_bytes);
    if (options->lint)
        lint_policy(&source, rules, diagnostics->arena, diagnostics);
    lint_silence(&source, diagnostics->arena, options->lint, diagnostics);
    diagnostics_sort(diagnostics);
}

bool cli_deny_option(struct cli_denials *denials, const char *value)
{
    if (!strcmp(value, "warnings")) {
        denials->all = true;
        return true;
    }
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        if (diagnostic_infos[i].severity == SEVERITY_WARNING &&
            !strcmp(diagnostic_infos[i].code, value)) {
            denials->codes[i] = true;
            return true;
        }
    }
    fprintf(stderr, "egress-policy: --deny takes `warnings` or the code of a warning, not `%s`\n",
            value);
    return false;
}

void cli_deny(const struct cli_denials *denials, struct cli_policy *policy)
{
    struct diagnostics *list = &policy->diagnostics;

    for (uint32_t i = 0; i < list->count; i++) {
        struct diagnostic *item = &list->items[i];

        if (item->severity == SEVERITY_ERROR || !(denials->all || denials->codes[item->code]))
            continue;
        item->severity = SEVERITY_ERROR;
        list->error_count++;
        policy->ok = false;
    }
    /* Those beyond the list's end are counted only; whatever they are, they are no errors. */
    if (denials->all && list->dropped)
        policy->ok = false;
}
