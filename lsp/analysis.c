#include "lsp/analysis.h"

#include <stdlib.h>
#include <string.h>

#include "lang/lint/lint.h"
#include "lang/rules/placeholder.h"
#include "lang/syntax/syntax.h"

/* ---- diagnostics ---- */

/* As `egress-policy check` does it (lang/cli/lint.c). */
static void lint_text(const struct part *part, const struct settings *settings,
                      struct diagnostics *found)
{
    if (!source_fits(part->text, part->len))
        return;
    if (settings->lint)
        lint_policy(&part->source, &part->rules, found->arena, found);
    lint_silence(&part->source, found->arena, settings->lint, found);
    diagnostics_sort(found);
}

static void check_part(struct analysis *analysis, struct part *part,
                       const struct settings *settings, struct diagnostics *found)
{
    const struct policy_options options = settings_policy_options(settings);

    *found = (struct diagnostics){.arena = &analysis->arena};
    source_init(&part->source, &analysis->arena, "", part->text, part->len);
    policy_parse(part->text, part->len, &options, &analysis->arena, found, &part->rules);
    lint_text(part, settings, found);
}

/* What has no place, an option that is wrong, is the same for every policy, and said once. */
static void append(struct diagnostics *all, const struct diagnostics *found, bool first)
{
    for (uint32_t i = 0; i < found->count; i++)
        if (found->items[i].span_count || first)
            diagnostic_copy(all, &found->items[i]);
    all->dropped += found->dropped;
}

static bool is_policy_key(const struct analysis *analysis, struct span span)
{
    return span.end - span.start >= 6 &&
           memmem(analysis->source.text + span.start, span.end - span.start, "policy", 6);
}

/* Of the YAML around the policies another program speaks. */
static bool is_ours(const struct analysis *analysis, const struct diagnostic *item)
{
    switch (item->code) {
    case DIAGNOSTIC_YAML_SYNTAX:
    case DIAGNOSTIC_YAML_LIMIT:
    case DIAGNOSTIC_YAML_ALIAS:
        return false;
    case DIAGNOSTIC_YAML_DUPLICATE_KEY:
        return item->span_count && is_policy_key(analysis, item->spans[0].span);
    default:
        return true;
    }
}

static void check_policy(struct analysis *analysis, const struct settings *settings)
{
    struct part *part = ARENA_NEW(&analysis->arena, struct part);

    analysis->parts = part;
    analysis->part_count = 1;
    part->text = analysis->source.text;
    part->len = analysis->source.len_bytes;
    check_part(analysis, part, settings, &analysis->diagnostics);
}

static void check_workflow(struct analysis *analysis, const struct settings *settings)
{
    const struct workflow_options options = {.uses = settings->uses};
    struct diagnostics of_yaml = {.arena = &analysis->arena}, found;
    struct workflow *workflow = &analysis->workflow;

    analysis->broken = !workflow_read(&analysis->arena, analysis->source.text,
                                      analysis->source.len_bytes, &options, &of_yaml, workflow);
    for (uint32_t i = 0; i < of_yaml.count; i++)
        if (is_ours(analysis, &of_yaml.items[i]))
            diagnostic_copy(&analysis->diagnostics, &of_yaml.items[i]);
    analysis->parts = ARENA_ARRAY(&analysis->arena, struct part, workflow->policy_count + 1);
    analysis->part_count = workflow->policy_count;
    for (uint32_t i = 0; i < workflow->policy_count; i++) {
        struct part *part = &analysis->parts[i];

        part->policy = &workflow->policies[i];
        part->text = part->policy->text;
        part->len = part->policy->text_len;
        check_part(analysis, part, settings, &found);
        workflow_place_diagnostics(part->policy, &found);
        workflow_say_expressions(part->policy, false, &analysis->diagnostics);
        append(&analysis->diagnostics, &found, i == 0);
    }
    diagnostics_sort(&analysis->diagnostics);
}

/* Where the YAML is broken nobody knows what a change would do. */
static void drop_fixes(struct analysis *analysis)
{
    for (uint32_t i = 0; i < analysis->diagnostics.count; i++)
        analysis->diagnostics.items[i].fix_count = 0;
}

static void refuse(struct analysis *analysis)
{
    diagnostic_add_global(&analysis->diagnostics, DIAGNOSTIC_TEXT_TOO_LARGE,
                          "a text of more than %zu bytes or %d lines", SOURCE_SIZE_MAX_BYTES,
                          SOURCE_LINES_MAX);
}

struct analysis *analysis_new(const char *bytes, size_t len, enum document_kind kind,
                              const struct settings *settings)
{
    struct analysis *analysis = calloc(1, sizeof *analysis);
    bool fits = source_fits(bytes, len);

    if (!analysis)
        abort();
    analysis->kind = kind;
    analysis->diagnostics.arena = &analysis->arena;
    source_init(&analysis->source, &analysis->arena, "",
                arena_strndup(&analysis->arena, bytes, fits ? len : 0), fits ? len : 0);
    if (!fits)
        refuse(analysis);
    else if (kind == DOCUMENT_POLICY)
        check_policy(analysis, settings);
    else
        check_workflow(analysis, settings);
    if (analysis->broken)
        drop_fixes(analysis);
    return analysis;
}

void analysis_free(struct analysis *analysis)
{
    if (!analysis)
        return;
    arena_free(&analysis->arena);
    free(analysis);
}

/* ---- lines ---- */

/* The rules that the user wrote stand in the order of their lines, the defaults in front. */
static uint32_t first_written(const struct ruleset *rules)
{
    uint32_t i = 0;

    while (i < rules->count && rules->rules[i].line == 0)
        i++;
    return i;
}

static void link_lines(struct part *part)
{
    uint32_t rule = first_written(&part->rules), header = NO_INDEX;

    for (uint32_t i = 0; i < part->line_count; i++) {
        struct line *line = &part->lines[i];
        uint32_t start = line->syntax->span.start;

        line->rule = NO_INDEX;
        line->header = header;
        line->last = i;
        if (line->syntax->kind != LINE_RULE) {
            line->header = NO_INDEX;
            header = i;
            continue;
        }
        if (header != NO_INDEX)
            part->lines[header].last = i;
        while (rule < part->rules.count && part->rules.rules[rule].span.start < start)
            rule++;
        if (rule < part->rules.count && part->rules.rules[rule].span.start == start)
            line->rule = rule;
    }
}

void analysis_lines(struct analysis *analysis, struct part *part)
{
    struct diagnostics ignored = {.arena = &analysis->arena};
    struct expansion expansion;
    struct syntax_tree tree;
    uint32_t count = 0;

    if (part->has_lines)
        return;
    part->has_lines = true;
    /* A name of the same length stands in for each placeholder, so places are those of the text. */
    if (!source_fits(part->text, part->len) ||
        !placeholders_expand(&analysis->arena, part->text, part->len, NULL, SOURCE_SIZE_MAX_BYTES,
                             &expansion) ||
        expansion.len_bytes != part->len)
        return;
    syntax_parse(expansion.text, expansion.len_bytes, &analysis->arena, &ignored, &tree);
    for (const struct syntax_line *line = tree.first; line; line = line->next)
        count++;
    part->lines = ARENA_ARRAY(&analysis->arena, struct line, count + 1);
    for (const struct syntax_line *line = tree.first; line; line = line->next)
        part->lines[part->line_count++].syntax = line;
    link_lines(part);
}

/* ---- places ---- */

struct span part_to_file(const struct part *part, struct span text)
{
    return part->policy ? offset_map_span(&part->policy->map, text) : text;
}

bool part_takes(const struct part *part, const char *word)
{
    static const char *const special[] = {[WORKFLOW_PLAIN] = ":#,[]{}",
                                          [WORKFLOW_SINGLE_QUOTED] = "'",
                                          [WORKFLOW_DOUBLE_QUOTED] = "\"\\",
                                          [WORKFLOW_LITERAL] = "",
                                          [WORKFLOW_FOLDED] = ""};

    return !part->policy || !strpbrk(word, special[part->policy->style]);
}

/* Behind the last character of the scalar, or in an empty line of it. */
static bool stands_in(const struct part *part, uint32_t file, uint32_t *ret_text)
{
    const struct workflow_policy *policy = part->policy;
    struct span end;

    if (workflow_text_offset(policy, file, ret_text))
        return true;
    if (file < policy->span.start || file > policy->span.end)
        return false;
    /* Indentation is no text, but for what will be typed there the line counts. */
    end = offset_map_span(&policy->map, (struct span){*ret_text, *ret_text});
    return file <= end.start || file == policy->span.end;
}

struct part *analysis_part_at(struct analysis *analysis, uint32_t file, uint32_t *ret_text)
{
    if (analysis->kind == DOCUMENT_POLICY) {
        if (!analysis->part_count)
            return NULL;
        *ret_text = file < analysis->parts->len ? file : analysis->parts->len;
        return analysis->parts;
    }
    for (uint32_t i = 0; i < analysis->part_count; i++)
        if (stands_in(&analysis->parts[i], file, ret_text))
            return &analysis->parts[i];
    return NULL;
}

struct span part_text_line(const struct part *part, uint32_t offset)
{
    return source_line(&part->source, source_position(&part->source, offset).line);
}

uint32_t part_line_at(const struct part *part, uint32_t offset)
{
    struct span text = part_text_line(part, offset);
    uint32_t low = 0, high = part->line_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (part->lines[middle].syntax->span.start < text.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < part->line_count && part->lines[low].syntax->span.start <= text.end ? low
                                                                                     : NO_INDEX;
}

/* ---- kinds ---- */

static bool has_suffix(const char *text, size_t len, const char *suffix)
{
    size_t suffix_len = strlen(suffix);

    return len >= suffix_len && !strncasecmp(text + len - suffix_len, suffix, suffix_len);
}

enum document_kind document_kind_of(const char *uri, const char *language)
{
    size_t len = strcspn(uri, "?#");

    if (!strcmp(language, "egress"))
        return DOCUMENT_POLICY;
    if (has_suffix(uri, len, ".yml") || has_suffix(uri, len, ".yaml") || strstr(language, "yaml") ||
        strstr(language, "workflow"))
        return DOCUMENT_WORKFLOW;
    return DOCUMENT_POLICY;
}
