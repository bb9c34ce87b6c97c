#include "lang/cli/lint.h"

#include <stdio.h>
#include <string.h>

#include "lang/lint/lint.h"
#include "lang/source/pages.h"
#include "lang/source/suggest.h"

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

static bool refuse_denial(const char *value, bool is_code)
{
    static const char *const all[] = {"warnings"};
    const char *near = nearest_name(value, strlen(value), all, 1);

    if (!near)
        near = diagnostic_nearest(value, strlen(value));
    fprintf(stderr, "egress-policy check: --deny takes `warnings` or the code of a warning; ");
    if (is_code)
        fprintf(stderr, "%s is an error already\n", value);
    else if (near)
        fprintf(stderr, "there is no `%s`; did you mean `%s`?\n", value, near);
    else
        fprintf(stderr, "there is no `%s`; `egress-policy check --codes` lists them\n", value);
    return false;
}

bool cli_deny_option(struct cli_denials *denials, const char *value)
{
    enum diagnostic_code code;

    if (!strcmp(value, "warnings")) {
        denials->all = true;
        return true;
    }
    if (!diagnostic_find(value, &code))
        return refuse_denial(value, false);
    if (diagnostic_infos[code].severity == SEVERITY_ERROR)
        return refuse_denial(value, true);
    denials->codes[code] = true;
    return true;
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
