/* The canonical form, case by case: docs/formatting.md in examples. */
#include <criterion/criterion.h>
#include <string.h>

#include "lang/format/format.h"

static const struct {
    const char *text;
    const char *formatted; /* NULL: it is so already */
} cases[] = {
    {"", NULL},
    {"\n", ""},
    {"github.com\n", NULL},
    {"github.com", "github.com\n"},

    /* blanks */
    {"  github.com \t exe=/x  step=a \n", "github.com exe=/x step=a\n"},
    {"github.com exe=`a  b`  arg=\"c  d\"\n", "github.com exe=`a  b` arg=\"c  d\"\n"},
    {"github.com\tpassthrough\texe=/x\n", "github.com passthrough exe=/x\n"},
    {"[  :53/udp   exe=/x ]\n1.1.1.1\n", "[:53/udp exe=/x]\n1.1.1.1\n"},
    {"[ ]\n", "[]\n"},
    {"\t[]\n", "[]\n"},

    /* methods */
    {"get|Post   https://x.com/a\n", "GET|POST https://x.com/a\n"},
    {"[get|post exe=/x]\n", "[GET|POST exe=/x]\n"},
    {"* https://x.com/a\n", NULL},

    /* what stays: hosts, paths, ports, order, quotes */
    {"GitHub.COM:443|80|443/tcp exe=\"/x\" arg=`-a`\n", NULL},
    {"https://X.com/a%2d//b/../c\n", NULL},
    {"{owner}.github.io\nhttps://x.com/{repo}/*\n", NULL},

    /* comments */
    {"github.com # a\n", "github.com  # a\n"},
    {"github.com\t\t#a  \n", "github.com  #a\n"},
    {"   # a\n", "# a\n"},
    {"#a\n##b\n#\n", NULL},
    {"[]    # a\n", "[]  # a\n"},
    {"x.com exe=\"/a # b\"   # c\n", "x.com exe=\"/a # b\"  # c\n"},

    /* blank lines */
    {"\n\na.com\n\n\nb.com\n\n\n", "a.com\n\n\nb.com\n"},
    {"a.com\n\n\n\n\nb.com\n", "a.com\n\n\nb.com\n"},
    {"a.com\n \t\nb.com\n", "a.com\n\nb.com\n"},

    /* line ends: as the first line has them */
    {"a.com\r\n b.com\n", "a.com\r\nb.com\r\n"},
    {"a.com\n b.com\r\n", "a.com\nb.com\n"},

    /* lines with errors */
    {"  a b c  \n github.com\n", "  a b c  \ngithub.com\n"},
    {" github.com/x  # y \n", NULL},
    {" exe=/x\n", NULL},
    {" github.com  exee=/x", NULL},
    {"  [exe=/x\n", NULL},
    {" \xff\n", NULL},
};

Test(format, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *expected = cases[i].formatted ? cases[i].formatted : cases[i].text;
        struct format_result result = {.text = "?"};
        struct arena arena = {0};
        const char *reason = "";

        cr_expect(format_policy(&arena, cases[i].text, strlen(cases[i].text),
                                &(struct format_options){0}, &result, &reason),
                  "%s", reason);
        cr_expect_str_eq(result.text, expected, "\"%s\" became \"%s\"", cases[i].text, result.text);
        cr_expect_eq(result.changed, cases[i].formatted != NULL, "%s", cases[i].text);
        arena_free(&arena);
    }
}

Test(format, fixed_lines)
{
    static const char text[] = " a.com\n x.com exe=\"${{ y }}\"  #z\n b.com\n";
    const struct span fixed = {20, 27};
    const struct format_options options = {.fixed = &fixed, .fixed_count = 1};
    struct arena arena = {0};
    struct format_result result;
    const char *reason;

    cr_assert(format_policy(&arena, text, strlen(text), &options, &result, &reason));
    cr_expect_str_eq(result.text, "a.com\n x.com exe=\"${{ y }}\"  #z\nb.com\n");
    arena_free(&arena);
}

Test(format, nul_bytes_are_no_end)
{
    static const char text[] = " a.com\n b\0c\n d.com\n";
    struct arena arena = {0};
    struct format_result result;
    const char *reason;

    cr_assert(format_policy(&arena, text, sizeof text - 1, &(struct format_options){0}, &result,
                            &reason));
    cr_expect_eq(result.len_bytes, sizeof text - 1 - 2);
    cr_expect_arr_eq(result.text, "a.com\n b\0c\nd.com\n", result.len_bytes);
    cr_expect_eq(result.error_lines, 1);
    arena_free(&arena);
}

Test(format, too_many_errors_change_nothing)
{
    struct arena arena = {0};
    char *text = arena_alloc(&arena, 3 * 20000 + 1);
    struct format_result result;
    const char *reason = NULL;

    for (int i = 0; i < 20000; i++)
        memcpy(text + 3 * i, " ?\n", 3);
    cr_expect(
        !format_policy(&arena, text, 3 * 20000, &(struct format_options){0}, &result, &reason));
    cr_expect(reason);
    arena_free(&arena);
}
