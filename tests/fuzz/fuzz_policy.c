/*
 * Any text, as a policy: no crash, and what comes out holds together.
 *
 *   - every span and fix lies within the text, and every rule within its line
 *   - a line gives a rule or one error, never both, never two errors, never silence
 *   - the result is true exactly when there is no error
 *   - text that is parsed again with placeholders replaced keeps all that
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/rules/policy.h"
#include "lang/source/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

enum line_kind { LINE_NOTHING, LINE_HEADER_LIKE, LINE_RULE_LIKE };

struct line_facts {
    uint32_t rules;
    uint32_t errors;
};

static enum line_kind kind_of(const struct source *source, uint32_t line)
{
    struct span span = source_line(source, line);

    while (span.start < span.end &&
           (source->text[span.start] == ' ' || source->text[span.start] == '\t'))
        span.start++;
    if (span.start == span.end || source->text[span.start] == '#')
        return LINE_NOTHING;
    return source->text[span.start] == '[' ? LINE_HEADER_LIKE : LINE_RULE_LIKE;
}

static void check_span(const struct source *source, struct span span)
{
    REQUIRE(span.start <= span.end && span.end <= source->len_bytes);
}

static void check_diagnostics(const struct source *source, const struct diagnostics *list,
                              struct line_facts *lines)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < list->count; i++) {
        const struct diagnostic *item = &list->items[i];
        struct span place = item->spans[0].span;

        REQUIRE(item->span_count >= 1 && *item->message);
        REQUIRE(place.start >= last);
        last = place.start;
        for (uint32_t k = 0; k < item->span_count; k++)
            check_span(source, item->spans[k].span);
        for (uint32_t k = 0; k < item->fix_count; k++)
            check_span(source, item->fixes[k].span);
        /* A place may end where the next line starts, but it starts on its own. */
        if (item->severity == SEVERITY_ERROR)
            lines[source_position(source, place.start).line].errors++;
    }
}

static void check_rules(const struct source *source, const struct ruleset *rules,
                        struct line_facts *lines)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];

        check_span(source, rule->span);
        REQUIRE(rule->line > last);
        last = rule->line;
        REQUIRE(source_position(source, rule->span.start).line == rule->line);
        REQUIRE(source_position(source, rule->span.end).line == rule->line);
        REQUIRE(strlen(rule->text) == rule->span.end - rule->span.start);
        REQUIRE(!memcmp(rule->text, source->text + rule->span.start, strlen(rule->text)));
        REQUIRE(!(rule->passthrough && rule->insecure));
        lines[rule->line].rules++;
    }
}

static void check_lines(const struct source *source, const struct line_facts *lines)
{
    bool header_is_bad = false;

    for (uint32_t line = 1; line <= source->line_count; line++) {
        enum line_kind kind = kind_of(source, line);
        uint32_t sum = lines[line].rules + lines[line].errors;

        REQUIRE(sum <= 1);
        REQUIRE(!lines[line].rules || kind == LINE_RULE_LIKE);
        if (kind == LINE_HEADER_LIKE)
            header_is_bad = lines[line].errors > 0;
        /* Only paths below a header that is wrong go without a word of their own. */
        if (kind == LINE_RULE_LIKE)
            REQUIRE(sum == 1 || header_is_bad);
    }
}

static void check_policy(const char *text, size_t size, const struct policy_options *options)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct ruleset rules;
    struct source source;
    struct line_facts *lines;
    bool ok = policy_parse(text, size, options, &arena, &diagnostics, &rules);

    REQUIRE(ok == (diagnostics.error_count == 0));
    source_init(&source, &arena, "fuzz", text, size);
    lines = ARENA_ARRAY(&arena, struct line_facts, source.line_count + 1);
    if (!diagnostics.dropped) {
        check_diagnostics(&source, &diagnostics, lines);
        check_rules(&source, &rules, lines);
        /* A placeholder that is open is an error beside the rule, where it may not stay. */
        if (options->placeholders_may_stay || options->repo)
            check_lines(&source, lines);
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const scope[] = {"cgroup=/scope"};
    static const struct policy_options variants[] = {
        {.placeholders_may_stay = true},
        {.repo = "octo-org/hello.world", .scope = scope, .scope_count = 1},
        {.repo = NULL},
    };

    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++)
        check_policy((const char *)data, size, &variants[i]);
    return 0;
}
