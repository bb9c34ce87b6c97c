#include <criterion/criterion.h>
#include <string.h>

#include "lang/rules/placeholder.h"

static const struct {
    const char *text;
    bool legal;
} repositories[] = {
    {"octo/hello", true},     {"octo-org/hello.world_2", true},
    {"a/.github", true},      {"a/-", true},
    {"user_company/x", true}, {"", false},
    {"octo", false},          {"/x", false},
    {"octo/", false},         {"-octo/x", false},
    {"octo/.", false},        {"octo/..", false},
    {"octo/a/b", false},      {"octo/a b", false},
    {"octo/a\nb", false},     {"octo/*", false},
    {"octo/a#b", false},      {"oc.to/x", false},
    {"octo/{repo}", false},   {"octo/\xc3\xa9", false},
};

Test(repository, only_names_are_legal)
{
    for (size_t i = 0; i < sizeof repositories / sizeof repositories[0]; i++) {
        struct arena arena = {0};
        struct repository repository;

        cr_expect_eq(repository_parse(&arena, repositories[i].text, &repository),
                     repositories[i].legal, "`%s`", repositories[i].text);
        arena_free(&arena);
    }
}

/* Where the made text's "X" is said to be in the original, which has it too. */
Test(placeholders, places_are_those_of_the_text_as_written)
{
    static const char *const texts[] = {
        "X",         "{owner}X",       "X{owner}",        "{owner}{repo}X",
        "a{repo}bX", "{{owner}X}",     "{owner}{owner}X", "{own{owner}X{repo}",
        "{repo}X\n", "X{repo}{repo}{", "{Owner}X",        "{owner",
    };
    struct arena arena = {0};
    const struct repository values = {"o", "a-much-longer-name"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct expansion expansion;
        const char *mark, *written = strchr(texts[i], 'X');
        struct span span;

        cr_assert(
            placeholders_expand(&arena, texts[i], strlen(texts[i]), &values, 1000, &expansion));
        cr_expect_eq(strlen(expansion.text), expansion.len_bytes, "`%s`", texts[i]);
        cr_expect_null(strstr(expansion.text, "{owner}"), "`%s`", expansion.text);
        mark = strchr(expansion.text, 'X');
        if (!written)
            continue;
        span.start = (uint32_t)(mark - expansion.text);
        span.end = span.start + 1;
        span = offset_map_span(&expansion.map, span);
        cr_expect_eq(span.start, written - texts[i], "`%s`: %u", texts[i], span.start);
        cr_expect_eq(span.end, written - texts[i] + 1, "`%s`: %u", texts[i], span.end);
    }
    arena_free(&arena);
}

Test(placeholders, a_place_in_a_value_is_the_placeholder)
{
    struct arena arena = {0};
    const struct repository values = {"owner-name", "r"};
    struct expansion expansion;
    struct span span;

    cr_assert(placeholders_expand(&arena, "a{owner}b", 9, &values, 1000, &expansion));
    cr_assert_str_eq(expansion.text, "aowner-nameb");
    span = offset_map_span(&expansion.map, (struct span){3, 5});
    cr_expect_eq(span.start, 1);
    cr_expect_eq(span.end, 8);
    span = offset_map_span(&expansion.map, (struct span){0, 12});
    cr_expect_eq(span.start, 0);
    cr_expect_eq(span.end, 9);
    span = offset_map_span(&expansion.map, (struct span){12, 12});
    cr_expect_eq(span.start, 9);
    cr_expect_eq(span.end, 9);
    arena_free(&arena);
}

Test(placeholders, without_values_a_name_stands_in)
{
    struct arena arena = {0};
    struct expansion expansion;

    cr_assert(placeholders_expand(&arena, "{owner}/{repo}", 14, NULL, 14, &expansion));
    cr_expect_eq(expansion.len_bytes, 14);
    cr_expect_null(strchr(expansion.text, '{'));
    cr_expect_str_eq(expansion.shown, "{owner}/{repo}");
    cr_expect_eq(expansion.open_count, 2);
    cr_expect_eq(expansion.open[1].start, 8);
    arena_free(&arena);
}

Test(placeholders, the_result_is_limited)
{
    struct arena arena = {0};
    const struct repository values = {"ten-bytes-", "r"};
    struct expansion expansion;

    cr_expect(placeholders_expand(&arena, "{owner}{owner}", 14, &values, 20, &expansion));
    cr_expect_not(placeholders_expand(&arena, "{owner}{owner}", 14, &values, 19, &expansion));
    arena_free(&arena);
}
