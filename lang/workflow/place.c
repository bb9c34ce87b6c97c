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

/* ---- fixes ---- */

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

static bool is_space_at(const struct workflow_policy *policy, uint32_t at)
{
    return strchr(" \t\n", policy->text[at]) != NULL;
}

/* A blank of the text may be a line break of the file, with more around it that is no text. */
static bool ends_in_space(const struct workflow_policy *policy, struct span text)
{
    if (text.start < text.end)
        return is_space_at(policy, text.start) || is_space_at(policy, text.end - 1);
    if (text.start < policy->text_len)
        return is_space_at(policy, text.start);
    return text.start > 0 && is_space_at(policy, text.start - 1);
}

static bool place_flow_fix(const struct workflow_policy *policy, struct diagnostic_fix *fix)
{
    /* The first character of a plain scalar may not be an indicator. Where bytes only go, what
       comes together may: `:` and a blank, blanks and a wrapped line's end. */
    bool first = fix->span.start == 0 && policy->style == WORKFLOW_PLAIN;
    if (first || !fix->replacement[0] || ends_in_space(policy, fix->span) ||
        !is_copied(policy, fix->span) || !is_inert(fix->replacement))
        return false;
    fix->span = offset_map_span(&policy->map, fix->span);
    return true;
}

/*
 * Whether the text would start with a blank: YAML takes those of the first line for indentation.
 * Only what stands in front of the first other character matters.
 */
static bool starts_with_blank(const struct workflow_policy *policy,
                              const struct diagnostic_fix *fix)
{
    const char *parts[] = {policy->text, fix->replacement, policy->text + fix->span.end};
    size_t lens[] = {fix->span.start, strlen(fix->replacement), policy->text_len - fix->span.end};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < lens[i]; k++)
            if (parts[i][k] != '\n')
                return parts[i][k] == ' ' || parts[i][k] == '\t';
    return true; /* nothing would be left */
}

/* What the file writes for a line end of the text. */
static const char *line_end_of(const struct workflow_policy *policy)
{
    const char *first = memchr(policy->text, '\n', policy->text_len);
    uint32_t at = first ? (uint32_t)(first - policy->text) : 0;
    struct span file = offset_map_span(&policy->map, (struct span){at, at + 1});
    return first && file.end - file.start == 2 ? "\r\n" : "\n";
}

/* Line ends as the file has them, and the indentation behind each. */
static const char *indent_lines(struct arena *arena, const struct workflow_policy *policy,
                                const char *text)
{
    size_t breaks = 0;
    for (const char *at = text; *at; at++)
        breaks += *at == '\n';
    if (breaks == 0)
        return text;
    const char *line_end = line_end_of(policy);
    char *indented = arena_alloc(arena, strlen(text) + breaks * (policy->indent + 2) + 1);
    char *out = indented;
    for (; *text; text++) {
        if (*text != '\n') {
            *out++ = *text;
            continue;
        }
        out = stpcpy(out, line_end);
        memset(out, ' ', policy->indent);
        out += policy->indent;
    }
    return indented;
}

static bool ends_line(const char *text, size_t len)
{
    return len > 0 && text[len - 1] == '\n';
}

/*
 * The final line end of the text stays: without it the indentation of its line would be left to
 * what follows in the file. So the same change is written without touching it.
 */
static bool spare_final_line_end(struct arena *arena, const struct workflow_policy *policy,
                                 struct diagnostic_fix *fix)
{
    size_t len = strlen(fix->replacement);
    bool adds_line_end = ends_line(fix->replacement, len);
    bool behind_line_end = ends_line(policy->text, fix->span.start);
    if (fix->span.end < policy->text_len)
        return true;
    if (!ends_line(policy->text, policy->text_len))
        return !adds_line_end;
    if (fix->span.start < policy->text_len && adds_line_end) {
        fix->replacement = arena_strndup(arena, fix->replacement, len - 1);
        fix->span.end--;
        return true;
    }
    /* Lines that go or come at the end: it is the line end in front that goes or comes. */
    if (!behind_line_end || (len > 0 && !adds_line_end))
        return false;
    if (len > 0)
        fix->replacement = arena_printf(arena, "\n%.*s", (int)len - 1, fix->replacement);
    fix->span.start--;
    fix->span.end--;
    return true;
}

/*
 * An empty line need not be indented. Whatever comes to stand in it needs the blanks that it lacks.
 * False if they cannot be told: nothing says where the first line of the text starts.
 */
static bool indent_empty_line(struct arena *arena, const struct workflow_policy *policy,
                              struct diagnostic_fix *fix)
{
    uint32_t start = fix->span.start, end = fix->span.end;
    char first =
        fix->replacement[0] || end >= policy->text_len ? fix->replacement[0] : policy->text[end];
    bool empty_line = start < policy->text_len && policy->text[start] == '\n' &&
                      (start == 0 || policy->text[start - 1] == '\n');
    if (!empty_line || first == '\n' || first == '\r' || first == '\0')
        return true;
    if (start == 0)
        return false;
    struct span before = offset_map_span(&policy->map, (struct span){start - 1, start});
    struct span here = offset_map_span(&policy->map, (struct span){start, start});
    int missing = (int)policy->indent - (int)(here.start - before.end);
    fix->replacement =
        arena_printf(arena, "%*s%s", missing > 0 ? missing : 0, "", fix->replacement);
    return true;
}

static bool place_literal_fix(struct arena *arena, const struct workflow_policy *policy,
                              struct diagnostic_fix *fix)
{
    if (strchr(fix->replacement, '\r') || starts_with_blank(policy, fix) ||
        !spare_final_line_end(arena, policy, fix))
        return false;
    struct span text = fix->span;
    fix->replacement = indent_lines(arena, policy, fix->replacement);
    if (!indent_empty_line(arena, policy, fix))
        return false;
    fix->span = offset_map_span(&policy->map, text);
    /* Behind a line end that goes, the indentation of the next line goes too. */
    if (text.end > text.start && policy->text[text.end - 1] == '\n')
        fix->span.end = offset_map_span(&policy->map, (struct span){text.end, text.end}).start;
    return true;
}

static bool place_fix(struct arena *arena, const struct workflow_policy *policy,
                      struct diagnostic_fix *fix)
{
    if (fix->span.end > policy->text_len)
        return false;
    if (policy->style == WORKFLOW_LITERAL)
        return place_literal_fix(arena, policy, fix);
    /* In a folded scalar a line end is another thing than it seems. */
    return policy->style != WORKFLOW_FOLDED && place_flow_fix(policy, fix);
}

/*
 * Two targets on one line of the text that are on two lines of the file, with more between them
 * than the one blank: what is wrong is how the YAML is written.
 */
static bool is_joined(const struct workflow_policy *policy, const struct diagnostic *diagnostic)
{
    if (diagnostic->code != DIAGNOSTIC_SEVERAL_TARGETS || policy->style == WORKFLOW_LITERAL ||
        diagnostic->span_count < 2)
        return false;
    struct span between = {diagnostic->spans[1].span.end, diagnostic->spans[0].span.start};
    uint32_t start = offset_map_span(&policy->map, diagnostic->spans[1].span).end;
    uint32_t end = offset_map_span(&policy->map, diagnostic->spans[0].span).start;
    return between.end == between.start + 1 && end > start + 1;
}

static void explain_joined(const struct workflow_policy *policy, struct diagnostic *diagnostic)
{
    diagnostic->fix_count = 0;
    if (policy->style != WORKFLOW_FOLDED) {
        diagnostic->message = "YAML joins these lines into one; a policy starts with `policy: |`";
        return;
    }
    diagnostic->message = "`>` joins these lines into one; `|` keeps them";
    diagnostic_fix(diagnostic, (struct span){policy->span.start, policy->span.start + 1}, "|",
                   "write `|`");
    diagnostic_sure(diagnostic);
}

static void place(struct arena *arena, const struct workflow_policy *policy,
                  struct diagnostic *diagnostic)
{
    bool joined = is_joined(policy, diagnostic);
    uint32_t fixes = 0;
    for (uint32_t i = 0; i < diagnostic->span_count; i++)
        diagnostic->spans[i].span = offset_map_span(&policy->map, diagnostic->spans[i].span);
    for (uint32_t i = 0; i < diagnostic->fix_count; i++) {
        struct diagnostic_fix fix = diagnostic->fixes[i];
        if (place_fix(arena, policy, &fix))
            diagnostic->fixes[fixes++] = fix;
    }
    diagnostic->fix_count = fixes;
    if (joined)
        explain_joined(policy, diagnostic);
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
        place(diagnostics->arena, policy, &diagnostic);
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
