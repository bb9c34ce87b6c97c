/*
 * Over random texts: what fmt makes of a text is the same policy, formatting it again changes
 * nothing, every comment is still there in order, and lines with errors are the same bytes. The
 * comparison here is this test's own: it prints the rules, it does not use lang/format/same.h.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/format/format.h"
#include "lang/rules/names.h"
#include "lang/rules/policy.h"
#include "lang/source/source.h"
#include "tests/support/messy_text.h"

static const struct policy_options placeholders_stay = {.placeholders_may_stay = true};

/* Everything that a rule means, as text. */
static void print_rule(FILE *out, const struct rule *rule)
{
    fprintf(out, "%d %d %s %u/%u %d:", rule->kind, rule->protocol, rule->target, rule->address,
            rule->prefix_len, rule->host.form);
    fprintf(out, "%s.%s@%u ", rule->host.label ? rule->host.label : "-",
            rule->host.suffix ? rule->host.suffix : "-", rule->host.address);
    for (uint32_t i = 0; i < rule->ports.count; i++)
        fprintf(out, ":%u", rule->ports.ports[i]);
    fprintf(out, " %d", rule->scheme);
    for (uint32_t i = 0; i < rule->path.count; i++)
        fprintf(out, "/%s", rule->path.segments[i]);
    fprintf(out, " %d %s %x %s %d%d", rule->path.any_tail, rule->url_base ? rule->url_base : "-",
            rule->methods, rule->methods_text ? rule->methods_text : "-", rule->passthrough,
            rule->insecure);
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        fprintf(out, " %d[%u]%d,%d=%s", rule->attributes[i].key, rule->attributes[i].index,
                rule->attributes[i].match, rule->attributes[i].quoting, rule->attributes[i].value);
    fputc('\n', out);
}

/* Comments and lines with errors, in order, without blanks at their ends. */
static void print_remarks(FILE *out, const struct source *source, const struct diagnostics *found)
{
    for (uint32_t line = 1; line <= source->line_count; line++) {
        struct span span = source_line(source, line);
        const char *text = source->text + span.start;
        uint32_t len = span.end - span.start, at = 0;
        bool wrong = false;

        for (uint32_t i = 0; i < found->count && !wrong; i++)
            wrong = found->items[i].severity == SEVERITY_ERROR &&
                    source_position(source, found->items[i].spans[0].span.start).line == line;
        if (!wrong) {
            char quote = 0;

            for (; at < len; at++) {
                char before = at ? text[at - 1] : ' ';

                if (quote)
                    quote = text[at] == quote ? 0 : quote;
                else if (before == '=' && strchr("\"`", text[at]))
                    quote = text[at];
                else if (text[at] == '#' && strchr(" \t", before))
                    break;
            }
            while (len > at && strchr(" \t", text[len - 1]))
                len--;
        }
        if (at < len) {
            fwrite(text + at, 1, len - at, out);
            fputc('\n', out);
        }
    }
}

struct reading {
    char *rules;
    char *remarks;
    size_t remarks_len;
    uint32_t rule_count;
};

static struct reading read_text(const char *text, size_t len, struct arena *arena)
{
    struct diagnostics found = {.arena = arena};
    struct reading reading = {0};
    struct ruleset rules;
    struct source source;
    size_t size;
    FILE *out;

    policy_parse(text, len, &placeholders_stay, arena, &found, &rules);
    source_init(&source, arena, "", text, len);
    out = open_memstream(&reading.rules, &size);
    for (uint32_t i = 0; i < rules.count; i++)
        print_rule(out, &rules.rules[i]);
    for (uint32_t i = 0; i < found.count; i++)
        fprintf(out, "%d\n", found.items[i].code);
    fclose(out);
    out = open_memstream(&reading.remarks, &reading.remarks_len);
    print_remarks(out, &source, &found);
    fclose(out);
    reading.rule_count = rules.count;
    return reading;
}

static uint32_t check_text(const char *text, size_t len, struct arena *arena)
{
    static const struct format_options options = {0};
    struct format_result once, twice;
    struct reading before, after;
    const char *reason = "";
    uint32_t count;

    cr_assert(format_policy(arena, text, len, &options, &once, &reason), "%s:\n%s", reason, text);
    cr_assert(format_policy(arena, once.text, once.len_bytes, &options, &twice, &reason));
    cr_assert(!twice.changed, "formatted again it changes:\n%s\n---\n%s\n---\n%s", text, once.text,
              twice.text);
    before = read_text(text, len, arena);
    after = read_text(once.text, once.len_bytes, arena);
    cr_assert_str_eq(before.rules, after.rules, "%s\n---\n%s", text, once.text);
    cr_assert(before.remarks_len == after.remarks_len &&
                  !memcmp(before.remarks, after.remarks, before.remarks_len),
              "remarks differ:\n%s\n---\n%s", text, once.text);
    count = before.rule_count;
    free(before.rules), free(before.remarks);
    free(after.rules), free(after.remarks);
    return count;
}

/* EGRESS_TEST_ROUNDS=1000000 for the long run. */
static uint32_t rounds(uint32_t usual)
{
    const char *text = getenv("EGRESS_TEST_ROUNDS");

    return text ? (uint32_t)strtoul(text, NULL, 10) : usual;
}

Test(format_property, random_texts)
{
    struct random random = {.state = 1};
    uint64_t rules = 0, texts = rounds(4000);

    for (uint64_t i = 0; i < texts; i++) {
        struct arena arena = {0};
        uint32_t garbage = random_below(&random, 3) ? 0 : 3;
        uint32_t lines = random_below(&random, 14);
        size_t len;
        const char *text = messy_text(&random, &arena, lines, garbage, &len);

        rules += check_text(text, len, &arena);
        arena_free(&arena);
    }
    printf("%llu texts, %llu rules\n", (unsigned long long)texts, (unsigned long long)rules);
    cr_expect_gt(rules, texts);
}

/* A range of lines: what is outside of it is the same bytes. */
Test(format_property, ranges)
{
    struct random random = {.state = 2};

    for (uint32_t i = 0; i < rounds(4000) / 4; i++) {
        struct arena arena = {0};
        uint32_t first = 1 + random_below(&random, 6), last = first + random_below(&random, 4);
        const struct format_options options = {.first_line = first, .last_line = last};
        struct format_result result;
        struct source source;
        const char *reason = "";
        size_t len;
        const char *text = messy_text(&random, &arena, 8, 6, &len);
        uint32_t head, tail;

        source_init(&source, &arena, "", text, len);
        cr_assert(format_policy(&arena, text, len, &options, &result, &reason), "%s\n%s", reason,
                  text);
        head = first <= source.line_count ? source.line_starts[first - 1] : source.len_bytes;
        tail = last < source.line_count ? source.len_bytes - source.line_starts[last] : 0;
        cr_assert(result.len_bytes >= head && !memcmp(text, result.text, head));
        cr_assert(result.len_bytes >= tail &&
                      !memcmp(text + len - tail, result.text + result.len_bytes - tail, tail),
                  "lines %u to %u of\n%s\n---\n%s", first, last, text, result.text);
        arena_free(&arena);
    }
}
