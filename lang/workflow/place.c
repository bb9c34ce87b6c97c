/* From places in a policy's text to places in its file, and back. */
#include <string.h>

#include "lang/workflow/workflow.h"

/* Where piece `i` ends in the text. */
static uint32_t piece_end(const struct workflow_policy *policy, uint32_t i)
{
    return i + 1 < policy->map.count ? policy->map.pieces[i + 1].made : policy->text_len;
}

/* How many pieces start at or before `file`. */
static uint32_t pieces_up_to(const struct offset_map *map, uint32_t file)
{
    uint32_t low = 0, high = map->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->pieces[middle].from.start <= file)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool workflow_text_offset(const struct workflow_policy *policy, uint32_t file, uint32_t *ret_text)
{
    uint32_t count = pieces_up_to(&policy->map, file);
    const struct offset_piece *piece = count ? &policy->map.pieces[count - 1] : NULL;
    if (!piece || file >= piece->from.end) {
        *ret_text = piece ? piece_end(policy, count - 1) : 0;
        return false;
    }
    *ret_text = piece->replaced ? piece->made : piece->made + (file - piece->from.start);
    return true;
}

/* Whether an expression stands on one of the lines that the span touches. */
static bool touches_expression(const struct workflow_policy *policy, struct span span)
{
    uint32_t start = span.start < policy->text_len ? span.start : policy->text_len;
    uint32_t end = span.end < policy->text_len ? span.end : policy->text_len;
    while (start > 0 && policy->text[start - 1] != '\n')
        start--;
    if (end > start && policy->text[end - 1] == '\n')
        end--;
    while (end < policy->text_len && policy->text[end] != '\n')
        end++;
    for (uint32_t i = 0; i < policy->expression_count; i++)
        if (policy->expressions[i].span.start < end && policy->expressions[i].span.end > start)
            return true;
    return false;
}

/* Whether the file has the bytes of the span as they are in the text, side by side. */
static bool is_copied(const struct workflow_policy *policy, struct span text)
{
    struct span file = offset_map_span(&policy->map, text);
    uint32_t back;
    if (text.end == text.start)
        return workflow_text_offset(policy, file.start, &back) && back == text.start;
    return file.end - file.start == text.end - text.start &&
           workflow_text_offset(policy, file.start, &back) && back == text.start &&
           workflow_text_offset(policy, file.end - 1, &back) && back == text.end - 1;
}

/* Characters that no style of scalar treats specially, wherever inside it they come to stand. */
static bool is_inert(const char *text)
{
    static const char inert[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "._~/%|+*=@-";
    return text[strspn(text, inert)] == '\0';
}

static bool fix_fits(const struct workflow_policy *policy, const struct diagnostic_fix *fix)
{
    if (!is_copied(policy, fix->span))
        return false;
    if (policy->style == WORKFLOW_LITERAL)
        return strpbrk(fix->replacement, "\r\n") == NULL;
    /* The first character of a plain scalar may not be an indicator. */
    bool first = fix->span.start == 0 && policy->style == WORKFLOW_PLAIN;
    return policy->style != WORKFLOW_FOLDED && !first && is_inert(fix->replacement);
}

static void place(const struct workflow_policy *policy, struct diagnostic *diagnostic)
{
    uint32_t fixes = 0;
    for (uint32_t i = 0; i < diagnostic->span_count; i++)
        diagnostic->spans[i].span = offset_map_span(&policy->map, diagnostic->spans[i].span);
    for (uint32_t i = 0; i < diagnostic->fix_count; i++) {
        struct diagnostic_fix fix = diagnostic->fixes[i];
        if (!fix_fits(policy, &fix))
            continue;
        fix.span = offset_map_span(&policy->map, fix.span);
        diagnostic->fixes[fixes++] = fix;
    }
    diagnostic->fix_count = fixes;
}

void workflow_place_diagnostics(const struct workflow_policy *policy,
                                struct diagnostics *diagnostics)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < diagnostics->count; i++) {
        struct diagnostic diagnostic = diagnostics->items[i];
        if (diagnostic.span_count && touches_expression(policy, diagnostic.spans[0].span)) {
            diagnostics->error_count -= diagnostic.severity == SEVERITY_ERROR;
            continue;
        }
        place(policy, &diagnostic);
        diagnostics->items[kept++] = diagnostic;
    }
    diagnostics->count = kept;
}

void workflow_say_expressions(const struct workflow_policy *policy, bool to_enforce,
                              struct diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < policy->expression_count; i++) {
        const struct workflow_expression *expression = &policy->expressions[i];
        struct span span = offset_map_span(&policy->map, expression->span);

        if (!expression->closed)
            diagnostic_add(diagnostics, DIAGNOSTIC_POLICY_EXPRESSION_OPEN,
                           (struct span){span.start, span.start + 3},
                           "this expression is not closed by `}}`");
        else if (to_enforce)
            diagnostic_add(diagnostics, DIAGNOSTIC_POLICY_EXPRESSION_LEFT, span,
                           "this expression is not replaced here, so what the policy says is not "
                           "known");
        else
            diagnostic_add(diagnostics, DIAGNOSTIC_POLICY_EXPRESSION, span,
                           "this expression is replaced before the policy is read, so its line is "
                           "not checked");
    }
}

void workflow_place_rules(const struct workflow_policy *policy, const struct source *file,
                          struct ruleset *rules)
{
    for (uint32_t i = 0; i < rules->count; i++) {
        struct rule *rule = &rules->rules[i];
        if (rule->line == 0)
            continue; /* a built-in default */
        rule->span = offset_map_span(&policy->map, rule->span);
        struct position position = source_position(file, rule->span.start);
        rule->line = position.line;
        rule->column = position.column;
    }
}
