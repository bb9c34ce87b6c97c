#include "lang/lint/lint.h"

#include <string.h>

#include "lang/lint/internal.h"
#include "lang/lint/space.h"

/* The whole line with one line end, if it holds the rule and nothing else. */
static bool line_of_rule_alone(const struct lint *lint, const struct rule *rule,
                               struct span *ret_span)
{
    const struct source *source = lint->source;
    struct span line = source_line(source, rule->line);

    for (uint32_t i = line.start; i < line.end; i++)
        if ((i < rule->span.start || i >= rule->span.end) && source->text[i] != ' ' &&
            source->text[i] != '\t')
            return false;
    if (line.end < source->len_bytes) {
        line.end += source->text[line.end] == '\r';
        line.end++;
    } else if (line.start > 0) {
        line.start = source_line(source, rule->line - 1).end; /* or an empty line would be left */
    }
    *ret_span = line;
    return true;
}

static void offer_removal(const struct lint *lint, struct diagnostic *diagnostic,
                          const struct rule *rule)
{
    struct span span;

    if (line_of_rule_alone(lint, rule, &span)) {
        diagnostic_fix(diagnostic, span, "", "remove the line");
        diagnostic_sure(diagnostic);
    }
}

/* Places are labelled, not told: in a workflow the lines are other ones. */
static const char *quoted(const struct lint *lint, uint32_t number)
{
    const struct rule *rule = &lint->rules->rules[number];

    if (!rule->line)
        return "the defaults";
    return arena_printf(lint->arena, "`%.60s%s`", rule->text, strlen(rule->text) > 60 ? "..." : "");
}

static const char *quoted_list(const struct lint *lint, const struct redundancy *item)
{
    uint32_t shown = item->cover_count < 4 ? item->cover_count : 3;
    const char *text = quoted(lint, item->cover[0]);

    for (uint32_t i = 1; i < shown; i++)
        text =
            arena_printf(lint->arena, "%s%s%s", text, i + 1 == item->cover_count ? " and " : ", ",
                         quoted(lint, item->cover[i]));
    return shown < item->cover_count
               ? arena_printf(lint->arena, "%s and %u more", text, item->cover_count - shown)
               : text;
}

static struct diagnostic *say_single(const struct lint *lint, const struct redundancy *item)
{
    const struct rule *rule = &lint->rules->rules[item->rule];
    const struct rule *other = &lint->rules->rules[item->cover[0]];
    const char *quote = quoted(lint, item->cover[0]);

    if (rule_is_url(rule) && other->passthrough)
        return diagnostic_add(lint->diagnostics, DIAGNOSTIC_RULE_PASSED_THROUGH, rule->span,
                              "no request is looked at: %s passes the connection through", quote);
    if (item->mutual && other->line)
        return diagnostic_add(lint->diagnostics, DIAGNOSTIC_RULE_DUPLICATE, rule->span,
                              "allows the same as %s", quote);
    return diagnostic_add(lint->diagnostics, DIAGNOSTIC_RULE_SHADOWED, rule->span,
                          "allows nothing that %s %s not allow already", quote,
                          other->line ? "does" : "do");
}

static void say_redundant(const struct lint *lint, const struct redundancy *item)
{
    const struct rule *rule = &lint->rules->rules[item->rule];
    struct diagnostic *diagnostic;

    if (item->cover_count == 1)
        diagnostic = say_single(lint, item);
    else
        diagnostic =
            diagnostic_add(lint->diagnostics, DIAGNOSTIC_RULE_REDUNDANT, rule->span,
                           "%s together allow all of this already", quoted_list(lint, item));
    for (uint32_t i = 0; i < item->cover_count; i++) {
        const struct rule *other = &lint->rules->rules[item->cover[i]];

        if (other->line)
            diagnostic_label(diagnostic, other->span,
                             item->mutual ? "the same" : "allowed here already");
    }
    offer_removal(lint, diagnostic, rule);
}

void lint_policy(const struct source *source, const struct ruleset *rules, struct arena *arena,
                 struct diagnostics *diagnostics)
{
    struct lint lint = {source, rules, arena, diagnostics};
    bool *redundant = ARENA_ARRAY(arena, bool, rules->count + 1);
    struct redundancies redundancies;

    redundant_find(rules, arena, &redundancies);
    for (uint32_t i = 0; i < redundancies.count; i++) {
        say_redundant(&lint, &redundancies.items[i]);
        redundant[redundancies.items[i].rule] = true;
    }
    lint_risky(&lint, redundant);
    lint_headers(&lint);
}
