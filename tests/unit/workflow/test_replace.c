/* Another text in a scalar: what each style can hold, and that nothing else changes. */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/workflow/support.h"

#define I "            " /* the indentation of a block in step_with */

/* `value` and what it becomes; `after` NULL: refused. */
static const struct {
    const char *name;
    const char *value;
    const char *text;
    const char *after;
} cases[] = {
    {"literal", "|\n" I "a.b\n" I "c.d\n", "x.y\nz.w:53/udp\n", "|\n" I "x.y\n" I "z.w:53/udp\n"},
    {"literal, the same", "|\n" I "a.b\n", "a.b\n", "|\n" I "a.b\n"},
    {"literal, shorter", "|\n" I "a.b\n" I "c.d\n", "x.y\n", "|\n" I "x.y\n"},
    {"literal, other indentation", "|\n           a.b\n", "x.y\n  z.w\n",
     "|\n           x.y\n             z.w\n"},
    {"literal, blank lines", "|\n" I "a.b\n", "\nx.y\n\n\nz.w\n", "|\n\n" I "x.y\n\n\n" I "z.w\n"},
    {"literal, comment and indicators stay", "|2- # why\n" I "a.b\n\n", "x.y",
     "|2- # why\n" I "x.y\n\n"},
    {"literal, blanks in front, told", "|2\n" I "a.b\n", "  x.y\n", "|2\n" I "  x.y\n"},
    {"literal, blanks in front, not told", "|\n" I "a.b\n", "  x.y\n", NULL},
    {"literal, tab in front", "|\n" I "a.b\n", "\tx.y\n", NULL},
    {"literal, tab inside", "|\n" I "a.b\n", "x.y\t# z\n", "|\n" I "x.y\t# z\n"},
    {"literal, blanks behind", "|\n" I "a.b\n", "x.y  \n   \nz.w\n",
     "|\n" I "x.y  \n" I "   \n" I "z.w\n"},
    {"literal, line end missing", "|\n" I "a.b\n", "x.y", NULL},
    {"literal, too many line ends", "|\n" I "a.b\n", "x.y\n\n", NULL},
    {"literal, strip", "|-\n" I "a.b\n\n# c\n", "x.y\nz.w", "|-\n" I "x.y\n" I "z.w\n\n# c\n"},
    {"literal, strip, line end", "|-\n" I "a.b\n", "x.y\n", NULL},
    {"literal, keep", "|+\n" I "a.b\n\n\n", "x.y\n\n\n", "|+\n" I "x.y\n\n\n"},
    {"literal, keep, fewer", "|+\n" I "a.b\n\n   \n", "x.y\n", "|+\n" I "x.y\n"},
    {"literal, keep, more", "|+\n" I "a.b\n", "x.y\n\n\n", "|+\n" I "x.y\n\n\n"},
    {"literal, CR LF", "|\r\n" I "a.b\r\n\r\n", "x.y\nz.w\n", "|\r\n" I "x.y\r\n" I "z.w\r\n\r\n"},
    {"literal, keep, CR LF, more", "|+\r\n" I "a.b\r\n", "x.y\n\n", "|+\r\n" I "x.y\r\n\r\n"},
    {"literal, file without line end", "|\n" I "a.b", "x.y", "|\n" I "x.y"},
    {"literal, file without line end, one more", "|\n" I "a.b", "x.y\n", "|\n" I "x.y\n"},
    {"literal, empty", "|\n", "x.y\n", NULL},
    {"literal, to empty", "|\n" I "a.b\n", "", NULL},
    {"literal, carriage return", "|\n" I "a.b\n", "x.y\r\n", NULL},
    {"literal, control character", "|\n" I "a.b\n", "x.y\x01\n", NULL},
    {"literal, bad UTF-8", "|\n" I "a.b\n", "x.y\xff\n", NULL},
    {"literal, line separator", "|\n" I "a.b\n", "x.y\xe2\x80\xa8z\n", NULL},
    {"literal, other letters", "|\n" I "a.b\n", "# \xc3\xa9\xf0\x9f\x98\x80\n",
     "|\n" I "# \xc3\xa9\xf0\x9f\x98\x80\n"},
    {"literal, document marks", "|\n" I "a.b\n", "---\n...\n", "|\n" I "---\n" I "...\n"},
    {"folded", ">\n" I "a.b\n\n" I "c.d\n", "x.y\nz.w\n\nv.u\n",
     ">\n" I "x.y\n\n" I "z.w\n\n\n" I "v.u\n"},
    {"folded, indented", ">\n" I "a.b\n", "x.y\n  z.w\nv.u\nt.s\n",
     ">\n" I "x.y\n" I "  z.w\n" I "v.u\n\n" I "t.s\n"},
    {"folded, wrapped", ">\n" I "a.b\n" I "c.d\n", "x.y\n", NULL},
    {"folded, wrapped, the same", ">\n" I "a.b\n" I "c.d\n", "a.b c.d\n",
     ">\n" I "a.b\n" I "c.d\n"},
    {"folded, keep", ">+\n" I "a.b\n\n", "x.y\nz.w\n\n\n", ">+\n" I "x.y\n\n" I "z.w\n\n\n"},
    {"double", "\"a.b\\nc.d\" # why\n", "x.y\n\tz=\"w\" \\ \x01\x7f\n",
     "\"x.y\\n\\tz=\\\"w\\\" \\\\ \\x01\\x7f\\n\" # why\n"},
    {"double, line separators", "\"a.b\"\n", "\xc2\x85\xe2\x80\xa8\xe2\x80\xa9\xc2\xa0\xc3\xa9",
     "\"\\x85\\L\\P\xc2\xa0\xc3\xa9\"\n"},
    {"double, blanks", "\"a.b\"\n", "  x  \n", "\"  x  \\n\"\n"},
    {"double, empty", "\"\"\n", "x.y", "\"x.y\"\n"},
    {"double, to empty", "\"a.b\"\n", "", "\"\"\n"},
    {"double, wrapped", "\"a.b\n  c.d\"\n", "x.y", NULL},
    {"double, bad UTF-8", "\"a.b\"\n", "\xff", NULL},
    {"single", "'a.b' # why\n", "it's \\ # x", "'it''s \\ # x' # why\n"},
    {"single, line end", "'a.b'\n", "x.y\nz.w", NULL},
    {"single, wrapped", "'a.b\n  c.d'\n", "x.y", NULL},
    {"single, control character", "'a.b'\n", "\x01", NULL},
    {"plain", "a.b # why\n", "*.x.y", NULL},
    {"plain, a host", "a.b # why\n", "x.y:53/udp", "x.y:53/udp # why\n"},
    {"plain, anchor", "&p a.b # why\n", "x.y", "&p x.y # why\n"},
    {"plain, comment", "a.b\n", "x.y # z", NULL},
    {"plain, key", "a.b\n", "x: y", NULL},
    {"plain, blank behind", "a.b\n", "x.y ", NULL},
    {"plain, empty", "a.b\n", "", NULL},
    {"plain, null", "a.b\n", "null", NULL},
    {"plain, truth", "a.b\n", "Yes", NULL},
    {"plain, number", "a.b\n", "1.5", NULL},
    {"plain, base 60", "a.b\n", "8:53", NULL},
    {"plain, address", "a.b\n", "8.8.8.8", "8.8.8.8\n"},
    {"plain, line end", "a.b\n", "x.y\nz.w", NULL},
    {"plain, quote", "a.b\n", "'x'", NULL},
};

Test(replace, styles)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct reading reading;
        struct workflow_text after = {0};
        const char *reason = NULL;
        /* Something in front and behind that must not change, CR LF and all. */
        bool open_end = strstr(cases[i].name, "without line end") != NULL;
        const char *tail = open_end ? "" : "          mode: audit\r\n# \xe2\x82\xac\n";
        char *value = arena_printf(&arena, "%s%s", cases[i].value, tail);
        char *yaml = step_with(&arena, value);

        reading_open(&reading, yaml, strlen(yaml), NULL);
        const struct workflow_policy *policy = only_policy(&reading);
        bool done = workflow_replace(&arena, yaml, strlen(yaml), policy, cases[i].text,
                                     strlen(cases[i].text), &after, &reason);
        cr_expect_eq(done, cases[i].after != NULL, "%s: %s", cases[i].name,
                     done ? after.bytes : reason);
        cr_expect_eq(done, reason == NULL, "%s", cases[i].name);
        if (done && cases[i].after) {
            char *wanted = step_with(&arena, arena_printf(&arena, "%s%s", cases[i].after, tail));
            cr_expect_str_eq(after.bytes, wanted, "%s:\n%s", cases[i].name, after.bytes);
            cr_expect_eq(after.len, strlen(wanted));
        }
        reading_free(&reading);
        arena_free(&arena);
    }
}

/* Both uses of an anchored scalar change; the alias stays an alias. */
Test(replace, anchored)
{
    static const char yaml[] = "jobs:\n  a:\n    steps:\n"
                               "    - uses: ./\n      with:\n        policy: &p |\n          a.b\n"
                               "    - {uses: ./, with: {policy: *p}}\n";
    struct arena arena = {0};
    struct reading reading;
    struct workflow_text after = {0};
    const char *reason;

    reading_open(&reading, yaml, sizeof yaml - 1, NULL);
    cr_assert(workflow_replace(&arena, yaml, sizeof yaml - 1, only_policy(&reading), "c.d\ne.f\n",
                               8, &after, &reason));
    cr_expect_str_eq(
        after.bytes,
        "jobs:\n  a:\n    steps:\n"
        "    - uses: ./\n      with:\n        policy: &p |\n          c.d\n          e.f\n"
        "    - {uses: ./, with: {policy: *p}}\n");
    reading_free(&reading);
    arena_free(&arena);
}

/* A scalar that is a policy and something else: a key, an environment variable, the action. */
Test(replace, shared)
{
    static const char *const yamls[] = {
        "env: {x: &p a.b}\njobs: {a: {steps: [{uses: ./, with: {policy: *p}}]}}",
        "jobs: {a: {steps: [{uses: ./, with: {policy: &p a.b}, env: {x: *p}}]}}",
        "jobs: {a: {steps: [{uses: ./, with: {policy: &p a.b, *p : x}}]}}",
        "jobs: {a: {steps: [{uses: &p ./, with: {policy: *p}}]}}",
        "jobs: {a: {steps: [{uses: ./, &p with: {policy: *p}}]}}",
    };

    for (size_t i = 0; i < sizeof yamls / sizeof *yamls; i++) {
        struct arena arena = {0};
        struct reading reading;
        struct workflow_text after = {0};
        const char *reason = "";

        reading_open(&reading, yamls[i], strlen(yamls[i]), NULL);
        cr_expect_not(workflow_replace(&arena, yamls[i], strlen(yamls[i]), only_policy(&reading),
                                       "x.y", 3, &after, &reason),
                      "%s", after.bytes);
        cr_expect(strstr(reason, "elsewhere"), "%s", reason);
        reading_free(&reading);
        arena_free(&arena);
    }
}

/* Text that would come to mean something to the YAML around it. */
Test(replace, in_flow)
{
    static const char yaml[] =
        "jobs: {a: {steps: [{uses: ./, with: {policy: a.b, mode: audit}}]}}\n";
    static const char *const texts[] = {"x, y: z", "x}", "[x", "x, policy: y", "x]"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = {0};
        struct reading reading;
        struct workflow_text after = {0};
        const char *reason;

        reading_open(&reading, yaml, sizeof yaml - 1, NULL);
        cr_expect_not(workflow_replace(&arena, yaml, sizeof yaml - 1, only_policy(&reading),
                                       texts[i], strlen(texts[i]), &after, &reason),
                      "%s", texts[i]);
        reading_free(&reading);
        arena_free(&arena);
    }
}

Test(replace, broken_file)
{
    static const char yaml[] = "jobs:\n  a:\n    steps:\n      - uses: ./\n        with:\n"
                               "          policy: a.b\n      - run: ]\n";
    struct arena arena = {0};
    struct reading reading;
    struct workflow_text after = {0};
    const char *reason;

    reading_open(&reading, yaml, sizeof yaml - 1, NULL);
    cr_expect_not(workflow_replace(&arena, yaml, sizeof yaml - 1, only_policy(&reading), "x.y", 3,
                                   &after, &reason));
    cr_expect_str_eq(reason, "the file's YAML has errors");
    reading_free(&reading);
    arena_free(&arena);
}

/* A policy of another file, or one that has changed since. */
Test(replace, other_file)
{
    static const char other[] = "# a comment, longer than where the policy stood, goes before it\n";
    struct arena arena = {0};
    struct reading reading;
    struct workflow_text after = {0};
    const char *reason;
    char *yaml = step_with(&arena, "|\n" I "a.b\n");

    reading_open(&reading, yaml, strlen(yaml), NULL);
    cr_expect_not(workflow_replace(&arena, other, sizeof other - 1, only_policy(&reading), "x.y\n",
                                   4, &after, &reason));
    cr_expect_str_eq(reason, "the policy is not one of this file");
    reading_free(&reading);
    arena_free(&arena);
}

Test(replace, fit)
{
    static const struct {
        const char *value;
        const char *text;
        const char *fit;
    } table[] = {
        {"|\n" I "a.b\n", "x.y", "x.y\n"},  {"|\n" I "a.b\n", "x.y\n\n\n", "x.y\n"},
        {"|-\n" I "a.b\n", "x.y\n", "x.y"}, {"|+\n" I "a.b\n\n", "x.y", "x.y\n\n"},
        {"|\n" I "a.b", "x.y\n", "x.y"},    {"'a.b'\n", "x.y\n", "x.y"},
        {"\"a.b\\n\"\n", "x.y", "x.y\n"},   {"|\n" I "a.b\n", "", ""},
        {"|\n" I "a.b\n", "\n", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct arena arena = {0};
        struct reading reading;
        char *yaml = step_with(&arena, table[i].value);

        reading_open(&reading, yaml, strlen(yaml), NULL);
        struct workflow_text fit =
            workflow_fit(&arena, only_policy(&reading), table[i].text, strlen(table[i].text));
        cr_expect_str_eq(fit.bytes, table[i].fit, "%zu: %s", i, fit.bytes);
        cr_expect_eq(fit.len, strlen(table[i].fit));
        reading_free(&reading);
        arena_free(&arena);
    }
}
