/* Diagnostics and rules of a policy's text, told in places of its file. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/workflow/support.h"

static struct span find(const struct workflow_policy *policy, const char *word)
{
    const char *found = strstr(policy->text, word);
    uint32_t start = (uint32_t)(found - policy->text);

    return (struct span){start, start + (uint32_t)strlen(word)};
}

Test(place, spans)
{
    struct arena arena = {0};
    struct reading reading;
    struct diagnostics found = {.arena = &arena};
    char *yaml = step_with(&arena, "|\n            a.b\n            c.d e.f\n");

    reading_open(&reading, yaml, strlen(yaml), NULL);
    const struct workflow_policy *policy = only_policy(&reading);
    struct diagnostic *diagnostic =
        diagnostic_add(&found, DIAGNOSTIC_SYNTAX, find(policy, "e.f"), "second");
    diagnostic_label(diagnostic, find(policy, "a.b"), "first");
    diagnostic_label(diagnostic, find(policy, "a.b\nc.d"), "both");
    diagnostic_add_global(&found, DIAGNOSTIC_SYNTAX, "no place");
    workflow_place_diagnostics(policy, &found);
    cr_assert_eq(found.count, 2);
    cr_expect_eq(found.error_count, 2);
    cr_expect_str_eq(at(&reading, found.items[0].spans[0].span.start), "8:17");
    cr_expect_str_eq(at(&reading, found.items[0].spans[0].span.end), "8:20");
    cr_expect_str_eq(at(&reading, found.items[0].spans[1].span.start), "7:13");
    cr_expect_str_eq(at(&reading, found.items[0].spans[2].span.start), "7:13");
    cr_expect_str_eq(at(&reading, found.items[0].spans[2].span.end), "8:16");
    cr_expect_eq(found.items[1].span_count, 0);
    reading_free(&reading);
    arena_free(&arena);
}

/* Lines with an expression are not what the action will read. */
Test(place, expressions)
{
    struct arena arena = {0};
    struct reading reading;
    struct diagnostics found = {.arena = &arena};
    char *yaml =
        step_with(&arena, "|\n            a.b ${{ x }}\n            c.d\n"
                          "            ${{ 'one\n             two' }} e.f\n            g.h\n");

    reading_open(&reading, yaml, strlen(yaml), NULL);
    const struct workflow_policy *policy = only_policy(&reading);
    static const char *const words[] = {"a.b", "b ${{", "c.d\n", "${{ 'one", "e.f", "\ng.h"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        diagnostic_add(&found, DIAGNOSTIC_SYNTAX, find(policy, words[i]), "%s", words[i]);
    workflow_place_diagnostics(policy, &found);
    cr_assert_eq(found.count, 1);
    cr_expect_eq(found.error_count, 1);
    cr_expect_str_eq(found.items[0].message, "c.d\n");
    reading_free(&reading);
    arena_free(&arena);
}

/* A fix is bytes for the file: it stays only where the style takes them. */
Test(place, fixes)
{
    static const struct {
        const char *value;
        const char *word;
        const char *replacement;
        bool kept;
    } table[] = {
        {"|\n            a.b c.d\n", "c.d", "x.y # \"it's\"", true},
        {">\n            a.b\n            c.d\n", "c.d", "x.y", false},
        {"'a.b c.d'\n", "c.d", "x.y:443", false},
        {"'a.b c.d'\n", "c.d", "*.x.y", true},
        {"'a''b'\n", "'", "x", false},
        {"\"a.b\\tc.d\"\n", "c.d", "*.x.y", true},
        {"\"a.b\\tc.d\"\n", "\tc", "x", false},
        {"a.b c.d\n", "c.d", "*.x.y", true},
        {"a.b c.d\n", "a.b", "*.x.y", false},
        {"a.b c.d\n", "c.d", "#x", false},
        {"a.b c:d\n", "d", "", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena arena = {0};
        struct reading reading;
        struct diagnostics found = {.arena = &arena};
        char *yaml = step_with(&arena, table[i].value);

        reading_open(&reading, yaml, strlen(yaml), NULL);
        const struct workflow_policy *policy = only_policy(&reading);
        struct span span = find(policy, table[i].word);
        struct diagnostic *diagnostic = diagnostic_add(&found, DIAGNOSTIC_SYNTAX, span, "x");
        diagnostic_fix(diagnostic, span, table[i].replacement, "x");
        workflow_place_diagnostics(policy, &found);
        cr_expect_eq(found.items[0].fix_count, table[i].kept, "%zu", i);
        if (found.items[0].fix_count) {
            struct span file = found.items[0].fixes[0].span;
            cr_expect_eq(file.end - file.start, span.end - span.start, "%zu", i);
            cr_expect_eq(
                memcmp(reading.source.text + file.start, table[i].word, span.end - span.start), 0);
        }
        reading_free(&reading);
        arena_free(&arena);
    }
}

/* In a literal scalar lines come and go with their indentation. */
Test(place, fixes_of_lines)
{
#define I "            "
    static const struct {
        const char *name;
        const char *value;
        const char *word; /* replaced; with "$", the place behind the text */
        const char *replacement;
        const char *after; /* the value; NULL: no fix */
    } table[] = {
        {"two for one", "|\n" I "a.b\n" I "c.d\n", "a.b", "x\ny", "|\n" I "x\n" I "y\n" I "c.d\n"},
        {"one for two", "|\n" I "a.b\n" I "c.d\n", "b\nc", "x", "|\n" I "a.x.d\n"},
        {"first goes", "|\n" I "a.b\n" I "c.d\n", "a.b\n", "", "|\n" I "c.d\n"},
        {"middle goes", "|\n" I "a.b\n\n" I "c.d\n" I "e\n", "c.d\n", "",
         "|\n" I "a.b\n\n" I "e\n"},
        {"last goes", "|\n" I "a.b\n" I "c.d\n", "c.d\n", "", "|\n" I "a.b\n"},
        {"last two go", "|\n" I "a.b\n" I "c.d\n" I "e\n", "c.d\ne\n", "", "|\n" I "a.b\n"},
        {"only goes", "|\n" I "a.b\n", "a.b\n", "", NULL},
        {"last is replaced", "|\n" I "a.b\n" I "c.d\n", "c.d\n", "x\n", "|\n" I "a.b\n" I "x\n"},
        {"last line end goes", "|\n" I "a.b\n", "b\n", "x", NULL},
        {"one more in front", "|\n" I "a.b\n", "", "x\n", "|\n" I "x\n" I "a.b\n"},
        {"one more behind", "|\n" I "a.b\n", "$", "x\n", "|\n" I "a.b\n" I "x\n"},
        {"more behind, no line end", "|-\n" I "a.b\n", "$", "\nx", "|-\n" I "a.b\n" I "x\n"},
        {"a line end behind, stripped", "|-\n" I "a.b\n", "$", "x\n", NULL},
        {"part of a line behind", "|\n" I "a.b\n", "$", "x", NULL},
        {"blank in front", "|\n" I "a.b\n" I "c.d\n", "a.b", " x", NULL},
        {"blank comes to the front", "|\n" I "a.b c\n", "a.b", "", NULL},
        {"blank in another line", "|\n" I "a.b\n" I "c.d\n", "c.d", " x", "|\n" I "a.b\n" I " x\n"},
        {"CR LF", "|\r\n" I "a.b\r\n" I "c.d\r\n", "c.d\n", "x\ny\n",
         "|\r\n" I "a.b\r\n" I "x\r\n" I "y\r\n"},
        {"CR LF, goes", "|\r\n" I "a.b\r\n" I "c.d\r\n", "c.d\n", "", "|\r\n" I "a.b\r\n"},
        {"carriage return", "|\n" I "a.b\n", "a", "x\r", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena arena = {0};
        struct reading reading;
        struct diagnostics found = {.arena = &arena};
        const char *tail = "      - run: x\n";
        char *yaml = step_with(&arena, arena_printf(&arena, "%s%s", table[i].value, tail));

        reading_open(&reading, yaml, strlen(yaml), NULL);
        const struct workflow_policy *policy = only_policy(&reading);
        bool behind = strcmp(table[i].word, "$") == 0;
        struct span span = behind ? (struct span){policy->text_len, policy->text_len}
                                  : find(policy, table[i].word);
        struct diagnostic *diagnostic = diagnostic_add(&found, DIAGNOSTIC_SYNTAX, span, "x");
        diagnostic_fix(diagnostic, span, table[i].replacement, "x");
        workflow_place_diagnostics(policy, &found);
        cr_expect_eq(found.items[0].fix_count, table[i].after != NULL, "%s", table[i].name);
        if (found.items[0].fix_count && table[i].after) {
            const struct diagnostic_fix *fix = &found.items[0].fixes[0];
            char *after = arena_printf(&arena, "%.*s%s%s", (int)fix->span.start, yaml,
                                       fix->replacement, yaml + fix->span.end);
            cr_expect_str_eq(after,
                             step_with(&arena, arena_printf(&arena, "%s%s", table[i].after, tail)),
                             "%s:\n%s", table[i].name, after);
        }
        reading_free(&reading);
        arena_free(&arena);
    }
#undef I
}

Test(place, rules)
{
    struct arena arena = {0};
    struct reading reading;
    char *yaml = step_with(&arena, ">-\n            # \xc3\xa9\n\n            a.b\n");

    reading_open(&reading, yaml, strlen(yaml), NULL);
    const struct workflow_policy *policy = only_policy(&reading);
    struct rule rules[] = {{.line = 0, .column = 0}, {.line = 2, .span = find(policy, "a.b")}};
    struct ruleset ruleset = {rules, 2};
    workflow_place_rules(policy, &reading.source, &ruleset);
    cr_expect_eq(rules[0].line, 0);
    cr_expect_eq(rules[1].line, 9);
    cr_expect_eq(rules[1].column, 13);
    cr_expect_eq(memcmp(reading.source.text + rules[1].span.start, "a.b", 3), 0);
    reading_free(&reading);
    arena_free(&arena);
}

/* From the file to the text: what the language server asks. */
Test(place, text_offset)
{
    static const char value[] = "|\n            a.b\n\n            c.d\n";
    static const struct {
        const char *place;
        bool inside;
        uint32_t text;
    } table[] = {
        {"6:11", false, 0}, {"6:19", false, 0}, {"7:1", false, 0}, {"7:12", false, 0},
        {"7:13", true, 0},  {"7:15", true, 2},  {"7:16", true, 3}, {"8:1", true, 4},
        {"9:12", false, 5}, {"9:13", true, 5},  {"9:16", true, 8}, {"10:1", false, 9},
    };
    struct arena arena = {0};
    struct reading reading;
    char *yaml = step_with(&arena, value);

    reading_open(&reading, yaml, strlen(yaml), NULL);
    const struct workflow_policy *policy = only_policy(&reading);
    for (uint32_t offset = 0; offset <= reading.source.len_bytes; offset++) {
        uint32_t text = 99;
        bool inside = workflow_text_offset(policy, offset, &text);

        for (size_t i = 0; i < sizeof table / sizeof *table; i++)
            if (strcmp(at(&reading, offset), table[i].place) == 0) {
                cr_expect_eq(inside, table[i].inside, "%s", table[i].place);
                cr_expect_eq(text, table[i].text, "%s: %u", table[i].place, text);
            }
    }
    reading_free(&reading);
    arena_free(&arena);
}
