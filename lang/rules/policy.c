#include "lang/rules/policy.h"

#include <assert.h>
#include <string.h>

#include "lang/rules/analysis.h"
#include "lang/rules/defaults.h"
#include "lang/rules/habit.h"
#include "lang/rules/placeholder.h"
#include "lang/source/source.h"
#include "lang/syntax/lexer.h"
#include "lang/syntax/syntax.h"

/* One text on its way to rules: the user's policy, or a set of defaults. */
struct pass {
    struct analysis analysis;
    const struct expansion *expansion;
    struct source source; /* as written; line_count 0 for defaults, which have no place */
    const struct item_set *scope;
    bool open_is_error;
    uint32_t next_open; /* of expansion->open: the first not yet behind us */
    struct ruleset *rules;
};

/* ---- scope ---- */

static void refuse_scope(struct diagnostics *diagnostics, const char *text, const char *why)
{
    diagnostic_add_global(diagnostics, DIAGNOSTIC_SCOPE, "scope `%s`: %s", text, why);
}

/* "key=value" is parsed as the header `[key=value]`, so that it is written as on a rule. */
static bool parse_scope(struct arena *arena, struct diagnostics *diagnostics, const char *text,
                        struct attribute *ret_attribute)
{
    struct diagnostics own = {.arena = arena};
    const char *header = arena_printf(arena, "[%s]", text);
    struct analysis analysis = {header, header, arena, &own};
    struct syntax_tree tree;
    struct item_set items = {0};
    bool fine = syntax_parse(header, (uint32_t)strlen(header), arena, &own, &tree) && tree.first &&
                tree.first == tree.last && tree.first->kind == LINE_HEADER &&
                !tree.first->methods && !tree.first->target && !tree.first->ports &&
                items_parse(&analysis, tree.first->items, &items);

    if (!fine || items.attribute_count != 1 || items.flag != FLAG_NONE) {
        refuse_scope(diagnostics, text, own.count ? own.items[0].message : "not one `key=value`");
        return false;
    }
    *ret_attribute = items.attributes[0];
    ret_attribute->span = NOWHERE;
    return true;
}

static bool parse_scopes(struct arena *arena, struct diagnostics *diagnostics,
                         const struct policy_options *options, struct item_set *ret_scope)
{
    struct attribute *attributes = ARENA_ARRAY(arena, struct attribute, options->scope_count);
    uint32_t count = 0;
    bool fine = true;

    for (uint32_t i = 0; i < options->scope_count; i++) {
        const char *text = options->scope[i];

        if (strlen(text) > LEXER_LINE_MAX_BYTES / 2) {
            refuse_scope(diagnostics, "...", "too long");
            fine = false;
        } else if (!parse_scope(arena, diagnostics, text, &attributes[count])) {
            fine = false;
        } else if (attribute_find(attributes, count, &attributes[count])) {
            refuse_scope(diagnostics, text, "the key stands twice");
            fine = false;
        } else if (count == RULE_ATTRIBUTES_MAX) {
            refuse_scope(diagnostics, text, "too many");
            fine = false;
        } else {
            count++;
        }
    }
    *ret_scope = (struct item_set){.attributes = attributes, .attribute_count = count};
    return fine;
}

/* ---- placeholders ---- */

/* A line with a placeholder that has no value: said once a line. */
static void report_open(struct pass *pass, struct span line)
{
    const struct expansion *expansion = pass->expansion;
    const struct span *open = expansion->open;

    while (pass->next_open < expansion->open_count && open[pass->next_open].start < line.start)
        pass->next_open++;
    if (pass->next_open == expansion->open_count || open[pass->next_open].start >= line.end)
        return;
    analysis_say(&pass->analysis,
                 pass->open_is_error ? DIAGNOSTIC_PLACEHOLDER_UNSET : DIAGNOSTIC_PLACEHOLDER_OPEN,
                 open[pass->next_open], "`%s` has no value: give it with `--repo OWNER/REPO`",
                 analysis_quote(&pass->analysis, open[pass->next_open]));
}

/* ---- lines ---- */

static bool add_rule(struct pass *pass, const struct syntax_line *line,
                     const struct context *context)
{
    struct rule *rule = &pass->rules->rules[pass->rules->count];
    struct position position;

    if (!rule_build(&pass->analysis, line, context, rule))
        return false;
    pass->rules->count++;
    if (!pass->source.line_count) {
        rule->text = analysis_copy(&pass->analysis, line->span);
        return true;
    }
    rule->span = offset_map_span(&pass->expansion->map, line->span);
    position = source_position(&pass->source, rule->span.start);
    rule->line = position.line;
    rule->column = position.column;
    rule->text = arena_strndup(pass->analysis.arena, pass->source.text + rule->span.start,
                               span_len(rule->span));
    return true;
}

static bool enter_header(struct pass *pass, const struct syntax_line *line, struct context *context)
{
    if (line->kind == LINE_HEADER &&
        context_from_header(&pass->analysis, line, pass->scope, context))
        return true;
    *context = context_default(pass->scope);
    context->header = line->span;
    context->unknown = true;
    return false;
}

static void run(struct pass *pass, const struct syntax_tree *tree)
{
    struct context context = context_default(pass->scope);

    for (const struct syntax_line *line = tree->first; line; line = line->next) {
        bool fine = line->kind == LINE_RULE ? add_rule(pass, line, &context)
                                            : enter_header(pass, line, &context);

        if (fine)
            report_open(pass, line->span);
    }
}

/* Room for more rules. A policy that would have too many keeps those it had before. */
static bool grow(struct ruleset *rules, struct arena *arena, struct diagnostics *diagnostics,
                 uint32_t more)
{
    struct rule *larger;

    if (more > RULE_COUNT_MAX - rules->count) {
        diagnostic_add_global(diagnostics, DIAGNOSTIC_TOO_MANY_RULES, "%u rules; at most %d",
                              more + rules->count, RULE_COUNT_MAX);
        return false;
    }
    larger = ARENA_ARRAY(arena, struct rule, rules->count + more);
    if (rules->count)
        memcpy(larger, rules->rules, rules->count * sizeof *larger);
    rules->rules = larger;
    return true;
}

static bool parse_text(struct pass *pass)
{
    struct analysis *analysis = &pass->analysis;
    struct syntax_tree tree;
    bool fine;

    analysis->text = pass->expansion->text;
    analysis->shown = pass->expansion->shown;
    fine = syntax_parse(analysis->text, pass->expansion->len_bytes, analysis->arena,
                        analysis->diagnostics, &tree);
    if (!grow(pass->rules, analysis->arena, analysis->diagnostics, tree.rule_count))
        return false;
    run(pass, &tree);
    return fine;
}

static bool prepend_defaults(struct arena *arena, struct diagnostics *diagnostics, const char *name,
                             const struct item_set *scope, struct ruleset *rules)
{
    const char *text = defaults_text(name);
    struct diagnostics own = {.arena = arena};
    struct expansion expansion = {.text = text, .shown = text};
    struct pass pass = {
        .analysis = {.arena = arena, .diagnostics = &own},
        .expansion = &expansion,
        .scope = scope,
        .rules = rules,
    };

    if (!text) {
        diagnostic_add_global(diagnostics, DIAGNOSTIC_DEFAULTS,
                              "there is no set of defaults `%s`; there is `gha`", name);
        return false;
    }
    expansion.len_bytes = (uint32_t)strlen(text);
    if (parse_text(&pass) && !own.error_count)
        return true;
    /* The sets themselves are free of errors; with a scope a rule may get too many attributes. */
    diagnostic_add_global(diagnostics, DIAGNOSTIC_DEFAULTS, "defaults `%s`: %s", name,
                          own.count ? own.items[0].message : "not usable");
    return false;
}

/* ---- the whole ---- */

/* From the text that was parsed to the one that was written. */
static void map_diagnostics(struct diagnostics *diagnostics, uint32_t from,
                            const struct offset_map *map)
{
    if (!map->count)
        return;
    for (uint32_t i = from; i < diagnostics->count; i++) {
        struct diagnostic *item = &diagnostics->items[i];

        for (uint32_t k = 0; k < item->span_count; k++)
            item->spans[k].span = offset_map_span(map, item->spans[k].span);
        for (uint32_t k = 0; k < item->fix_count; k++)
            item->fixes[k].span = offset_map_span(map, item->fixes[k].span);
    }
}

static bool too_large(struct diagnostics *diagnostics, size_t len_bytes)
{
    diagnostic_add_global(
        diagnostics, DIAGNOSTIC_TEXT_TOO_LARGE,
        len_bytes > SOURCE_SIZE_MAX_BYTES
            ? "a text of %zu bytes; at most %zu, placeholders replaced, and %d lines"
            : "a text of %zu bytes that has too many lines or placeholders; at most "
              "%zu bytes and %d lines",
        len_bytes, SOURCE_SIZE_MAX_BYTES, SOURCE_LINES_MAX);
    return false;
}

/* Replaces the placeholders. An illegal repository is an error, and then there are no values. */
static bool expand(const char *text, size_t len_bytes, const struct policy_options *options,
                   struct arena *arena, struct diagnostics *diagnostics,
                   struct expansion *ret_expansion, bool *ret_bad_repository)
{
    struct repository repository;
    bool has_values = options->repo && repository_parse(arena, options->repo, &repository);

    *ret_bad_repository = options->repo && !has_values;
    if (!source_fits(text, len_bytes) ||
        !placeholders_expand(arena, text, len_bytes, has_values ? &repository : NULL,
                             SOURCE_SIZE_MAX_BYTES, ret_expansion))
        return too_large(diagnostics, len_bytes);
    if (*ret_bad_repository) {
        struct diagnostic *diagnostic =
            diagnostic_add_global(diagnostics, DIAGNOSTIC_REPOSITORY_NAME,
                                  "`%.100s` is not a repository: OWNER/REPO", options->repo);

        if (ret_expansion->first.end)
            diagnostic_label(diagnostic, ret_expansion->first, "needed here");
    }
    return true;
}

bool policy_parse(const char *text, size_t len_bytes, const struct policy_options *options,
                  struct arena *arena, struct diagnostics *diagnostics, struct ruleset *ret_rules)
{
    uint32_t errors_before = diagnostics->error_count, first;
    bool bad_repository;
    struct item_set scope;
    struct expansion expansion;
    struct pass pass = {
        .analysis = {.arena = arena, .diagnostics = diagnostics},
        .expansion = &expansion,
        .scope = &scope,
        .open_is_error = !options->placeholders_may_stay,
        .rules = ret_rules,
    };

    *ret_rules = (struct ruleset){0};
    parse_scopes(arena, diagnostics, options, &scope);
    if (options->defaults)
        prepend_defaults(arena, diagnostics, options->defaults, &scope, ret_rules);
    if (!expand(text, len_bytes, options, arena, diagnostics, &expansion, &bad_repository))
        return false;
    if (bad_repository)
        expansion.open_count = 0; /* said already */
    source_init(&pass.source, arena, "", text, len_bytes);
    first = diagnostics->count;
    parse_text(&pass);
    habits_explain(&pass.analysis, first);
    map_diagnostics(diagnostics, first, &expansion.map);
    diagnostics_sort(diagnostics);
    return diagnostics->error_count == errors_before;
}
