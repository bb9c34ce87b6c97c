/* Every style of scalar: what text it holds, and where a word of it stands. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/workflow/support.h"

/* `value` stands behind `policy: `, which ends in column 18 of line 6; a tail may follow it. */
static const struct {
    const char *name;
    const char *value;
    const char *text;
    const char *word; /* of the text; NULL: only the text is compared */
    const char *place;
} cases[] = {
    {"literal", "|\n            a.b\n            c.d\n", "a.b\nc.d\n", "c.d", "8:13"},
    {"literal, one more", "|\n           a.b\n             c.d\n", "a.b\n  c.d\n", "c.d", "8:14"},
    {"literal, strip", "|-\n            a.b\n\n\n", "a.b", "a.b", "7:13"},
    {"literal, keep", "|+\n            a.b\n\n            \n", "a.b\n\n\n", "a.b", "7:13"},
    {"literal, keep, blanks in the last line", "|+\n            a.b\n              \n", "a.b\n  \n",
     "a.b", "7:13"},
    {"literal, clip", "|\n            a.b\n\n\n", "a.b\n", "a.b", "7:13"},
    {"literal, no line end", "|\n            a.b", "a.b", "a.b", "7:13"},
    {"literal, keep, no line end", "|+\n            a.b", "a.b", "a.b", "7:13"},
    {"literal, blank first lines", "|\n\n   \n            a.b\n", "\n\na.b\n", "a.b", "9:13"},
    {"literal, indicator", "|2\n              a.b\n            c.d\n", "  a.b\nc.d\n", "a.b",
     "7:15"},
    {"literal, indicator and chomping", "|1-\n             a.b\n           c.d\n", "  a.b\nc.d",
     "c.d", "8:12"},
    {"literal, chomping and indicator", "|-1\n             a.b\n           c.d\n", "  a.b\nc.d",
     "c.d", "8:12"},
    {"literal, indicator, only blanks", "|1+\n             \n            \n", "  \n \n", NULL,
     NULL},
    {"literal, keep, only empty lines", "|+\n\n    \n", "\n\n", NULL, NULL},
    {"literal, comment in the header", "| # why\n            a.b\n", "a.b\n", "a.b", "7:13"},
    {"literal, blanks behind the header", "|  \t\n            a.b\n", "a.b\n", "a.b", "7:13"},
    {"literal, CR LF", "|\r\n            a.b\r\n\r\n            c.d\r\n", "a.b\n\nc.d\n", "c.d",
     "9:13"},
    {"literal, tab inside", "|\n            a.b\tx=y\n            \tc.d\n", "a.b\tx=y\n\tc.d\n",
     "c.d", "8:14"},
    {"literal, other letters", "|\n            # \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 a.b\n",
     "# \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80 a.b\n", "a.b", "7:25"},
    {"literal, one column", "|\n           a.b\n", "a.b\n", "a.b", "7:12"},
    {"literal, comment behind", "|\n            a.b\n   # not of it\n", "a.b\n", "a.b", "7:13"},
    {"literal, empty", "|\n", "", NULL, NULL},
    {"literal, at the end of the file", "|", "", NULL, NULL},
    {"literal, anchor", "&p |\n            a.b\n", "a.b\n", "a.b", "7:13"},
    {"literal, tag and anchor", "!!str &p |\n            a.b\n", "a.b\n", "a.b", "7:13"},
    {"literal, properties on a line of their own",
     "&p !!str # c & !\n            |\n            a.b\n", "a.b\n", "a.b", "8:13"},
    {"folded", ">\n            a.b\n            c.d\n", "a.b c.d\n", "c.d", "8:13"},
    {"folded, lines", ">\n            a.b\n\n            c.d\n", "a.b\nc.d\n", "c.d", "9:13"},
    {"folded, more lines", ">\n            a.b\n\n\n            c.d\n", "a.b\n\nc.d\n", "c.d",
     "10:13"},
    {"folded, indented", ">-\n            a.b\n              c.d\n            e.f\n",
     "a.b\n  c.d\ne.f", "e.f", "9:13"},
    {"folded, indented by tab", ">-\n            a.b\n            \tc.d\n", "a.b\n\tc.d", "c.d",
     "8:14"},
    {"folded, empty before indented", ">\n            a.b\n\n              c.d\n", "a.b\n\n  c.d\n",
     "c.d", "9:15"},
    {"folded, keep", ">+\n            a.b\n\n\n", "a.b\n\n\n", "a.b", "7:13"},
    {"folded, empty first", ">\n\n            a.b\n", "\na.b\n", "a.b", "8:13"},
    {"folded, CR LF", ">\r\n            a.b\r\n            c.d\r\n\r\n            e.f\r\n",
     "a.b c.d\ne.f\n", "e.f", "10:13"},
    {"plain", "a.b:53/udp\n", "a.b:53/udp", ":53", "6:22"},
    {"plain, comment", "a.b # why\n", "a.b", "a.b", "6:19"},
    {"plain, folded", "a.b\n            c.d\n", "a.b c.d", "c.d", "7:13"},
    {"plain, lines", "a.b \t\n\n     \n              c.d  \n", "a.b\n\nc.d", "c.d", "9:15"},
    {"plain, on the next line", "\n            a.b\n", "a.b", "a.b", "7:13"},
    {"plain, anchor", "&p-1 a.b\n", "a.b", "a.b", "6:24"},
    {"plain, no line end", "a.b", "a.b", "a.b", "6:19"},
    {"empty", "\n", "", NULL, NULL},
    {"single", "'a.b x=\"y\"'\n", "a.b x=\"y\"", "x=", "6:24"},
    {"single, quote", "'# it''s a.b'\n", "# it's a.b", "a.b", "6:28"},
    {"single, only quotes", "''''''\n", "''", NULL, NULL},
    {"single, empty", "''\n", "", NULL, NULL},
    {"single, lines", "'a.b\n\n    c.d'\n", "a.b\nc.d", "c.d", "8:5"},
    {"single, blanks", "'  a.b  '\n", "  a.b  ", "a.b", "6:22"},
    {"single, backslash", "'a\\nb'\n", "a\\nb", "b", "6:23"},
    {"single, folded, tabs", "'a.b\t \n\t c.d'\n", "a.b c.d", "c.d", "7:3"},
    {"single, folded at both ends", "' \n a.b\n '\n", " a.b ", "a.b", "7:2"},
    {"double", "\"a.b\\nc.d\"\n", "a.b\nc.d", "c.d", "6:25"},
    {"double, escapes", "\"\\t\\\"\\\\\\/\\x41\\u00e9\\U0001f600 a.b\"\n",
     "\t\"\\/A\xc3\xa9\xf0\x9f\x98\x80 a.b", "a.b", "6:49"},
    {"double, more escapes", "\"\\0\\a\\b\\v\\f\\r\\e\\N\\_\\L\\P\\ a.b\"\n", NULL, NULL, NULL},
    {"double, folded", "\"a.b\n  c.d\"\n", "a.b c.d", "c.d", "7:3"},
    {"double, lines", "\"a.b\n\n\n  c.d\"\n", "a.b\n\nc.d", "c.d", "9:3"},
    {"double, joined", "\"a.\\\n   b\"\n", "a.b", "b", "7:4"},
    {"double, joined with a blank", "\"a.b \\\n  \\ c.d\"\n", "a.b  c.d", "c.d", "7:5"},
    {"double, joined over empty lines", "\"a.b\\\n\n  c.d\"\n", "a.b\nc.d", "c.d", "8:3"},
    {"double, escaped lines", "\"a.b\\n\\\n     c.d\\n\"\n", "a.b\nc.d\n", "c.d", "7:6"},
    {"double, CR LF", "\"a.b\r\n  c.d\\\r\n  e\r\n\r\n  f\"\r\n", "a.b c.de\nf", "f", "10:3"},
    {"double, other letters", "\"\xc3\xa9\\xe9 a.b\"\n", "\xc3\xa9\xc3\xa9 a.b", "a.b", "6:27"},
    {"double, empty", "\"\"\n", "", NULL, NULL},
    {"double, brackets", "\"${{ x }} # \"\n", "${{ x }} # ", "# ", "6:29"},
};

Test(scalar, text_and_place)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct reading reading;
        char *yaml = step_with(&arena, cases[i].value);

        cr_log_info("%s", cases[i].name);
        reading_open(&reading, yaml, strlen(yaml), NULL);
        const struct workflow_policy *policy = only_policy(&reading);
        if (cases[i].text) {
            cr_assert_eq(policy->text_len, strlen(cases[i].text), "%s: %s", cases[i].name,
                         policy->text);
            cr_assert_arr_eq(policy->text, cases[i].text, policy->text_len, "%s: \"%s\"",
                             cases[i].name, policy->text);
        }
        check_places(&reading, policy);
        if (cases[i].word) {
            const char *word = strstr(policy->text, cases[i].word);
            uint32_t offset = (uint32_t)(word - policy->text);
            struct span span = {offset, offset + (uint32_t)strlen(cases[i].word)};
            struct span file = offset_map_span(&policy->map, span);
            cr_expect_str_eq(at(&reading, file.start), cases[i].place, "%s: %s not %s",
                             cases[i].name, at(&reading, file.start), cases[i].place);
            cr_assert_eq(file.end - file.start, span.end - span.start, "%s", cases[i].name);
        }
        reading_free(&reading);
        arena_free(&arena);
    }
}

/* A NUL ends neither the text nor the map. */
Test(scalar, every_escape)
{
    static const char text[] = "\0\a\b\v\f\r\x1b\xc2\x85\xc2\xa0\xe2\x80\xa8\xe2\x80\xa9 a.b";
    struct arena arena = {0};
    struct reading reading;
    char *yaml = step_with(&arena, "\"\\0\\a\\b\\v\\f\\r\\e\\N\\_\\L\\P\\ a.b\"\n");

    reading_open(&reading, yaml, strlen(yaml), NULL);
    const struct workflow_policy *policy = only_policy(&reading);
    cr_assert_eq(policy->text_len, sizeof text - 1);
    cr_assert_arr_eq(policy->text, text, sizeof text - 1);
    check_places(&reading, policy);
    uint32_t word = policy->text_len - 3;
    struct span file = offset_map_span(&policy->map, (struct span){word, word + 3});
    cr_assert_eq(memcmp(reading.source.text + file.start, "a.b", 3), 0);
    reading_free(&reading);
    arena_free(&arena);
}

/* What YAML 1.1 and 1.2 read differently has no certain place. */
Test(scalar, refused)
{
    static const struct {
        const char *value;
        const char *place;
    } values[] = {
        {"|\n            a.b\xc2\x85            c.d\n", "7:16"},
        {"|\n            a.b\xe2\x80\xa8            c.d\n", "7:16"},
        {"'a.b\xe2\x80\xa9 c.d'\n", "6:23"},
        {"\"a.b\xc2\x85 c.d\"\n", "6:23"},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct arena arena = {0};
        struct reading reading;
        char *yaml = step_with(&arena, values[i].value);

        reading_open(&reading, yaml, strlen(yaml), NULL);
        cr_assert_eq(reading.workflow.policy_count, 0);
        cr_assert_eq(reading.diagnostics.count, 1);
        cr_assert_eq(reading.diagnostics.items[0].code, DIAGNOSTIC_POLICY_UNMAPPED);
        cr_assert_str_eq(at(&reading, reading.diagnostics.items[0].spans[0].span.start),
                         values[i].place);
        reading_free(&reading);
        arena_free(&arena);
    }
}

/* The place behind the last byte, and that of the empty text. */
Test(scalar, end)
{
    static const struct {
        const char *value;
        const char *place;
    } ends[] = {
        {"a.b # c\n", "6:22"},
        {"'a.b'\n", "6:23"},
        {"''\n", "6:20"},
        {"\"a.b\\n\"\n", "6:25"},
        {"|\n            a.b\n", "8:1"},
        {"|-\n            a.b\n", "7:16"},
        {"|\r\n            a.b\r\n", "8:1"},
        {"|\n", "7:1"},
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct arena arena = {0};
        struct reading reading;
        char *yaml = step_with(&arena, ends[i].value);

        reading_open(&reading, yaml, strlen(yaml), NULL);
        const struct workflow_policy *policy = only_policy(&reading);
        struct span end = {policy->text_len, policy->text_len};
        end = offset_map_span(&policy->map, end);
        cr_expect_eq(end.start, end.end);
        cr_expect_str_eq(at(&reading, end.start), ends[i].place, "%s: %s", ends[i].value,
                         at(&reading, end.start));
        reading_free(&reading);
        arena_free(&arena);
    }
}
