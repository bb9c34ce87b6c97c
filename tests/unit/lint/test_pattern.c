/* Patterns: what they match, and finding texts in some and outside others. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lint/pattern.h"

static const struct pattern *glob(struct arena *arena, const char *text)
{
    struct attribute *attribute = ARENA_NEW(arena, struct attribute);

    *attribute = (struct attribute){.key = ATTRIBUTE_EXE, .match = MATCH_GLOB, .value = text};
    if (!strcmp(text, "@docker"))
        attribute->match = MATCH_CGROUP_DOCKER;
    if (!strcmp(text, "@host"))
        attribute->match = MATCH_CGROUP_HOST;
    return pattern_of_attribute(arena, attribute);
}

static const struct {
    const char *pattern, *text;
    bool matches;
} matches[] = {
    {"abc", "abc", true},
    {"abc", "abcd", false},
    {"*", "", true},
    {"*", "a/b", true},
    {"a*c", "ac", true},
    {"a*c", "abcbc", true},
    {"a*c", "abcb", false},
    {"?", "\xc3\xa9", true},
    {"?", "ab", false},
    {"?", "\xff", true},
    {"[ab]", "b", true},
    {"[a-c]x", "cx", true},
    {"[!a-c]", "d", true},
    {"[!a-c]", "b", false},
    {"[]]", "]", true},
    {"[!]a]", "]", false},
    {"*a*b*", "xxaxxbxx", true},
    {"*a*b*", "xxbxxaxx", false},
    {"@docker", "/x/DocKer-y", true},
    {"@host", "/x/DocKer-y", false},
    {"@host", "/x", true},
};

Test(pattern, matches)
{
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof matches / sizeof matches[0]; i++)
        cr_expect_eq(pattern_matches(glob(&arena, matches[i].pattern), matches[i].text),
                     matches[i].matches, "%s on %s", matches[i].pattern, matches[i].text);
    arena_free(&arena);
}

/* As long as a line lets it be: far more places than a word of bits has. */
Test(pattern, long_values)
{
    static const uint32_t lengths[] = {62, 63, 64, 65, 127, 128, 2047, 2048, 2112, 3000, 65000};

    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct arena arena = {0};
        uint32_t len = lengths[i];
        char *text = arena_alloc(&arena, len + 3), *value = arena_alloc(&arena, len + 3);

        memset(text, 'a', len);
        memset(value, 'a', len);
        value[len] = '*';
        cr_expect(pattern_matches(glob(&arena, value), text), "%u", len);
        value[len + 1] = 'b';
        cr_expect(!pattern_matches(glob(&arena, value), text), "%u", len);
        text[len] = 'b';
        cr_expect(pattern_matches(glob(&arena, value), text), "%u", len);
        arena_free(&arena);
    }
}

/* In the first, outside the others. */
static const struct {
    const char *wanted, *unwanted[4];
    bool empty;
} searches[] = {
    {"abc", {"a*"}, true},
    {"abc", {"b*"}, false},
    {"a*", {"a?*"}, false},
    {"a*", {"a?*", "a"}, true},
    {"*", {"?*"}, false},
    {"*", {"?*", ""}, true},
    {"a?", {"[!b-y]*", "[b-y]*"}, true},
    {"?", {"[a-y]", "[!a-z]"}, false},
    {"?", {"[a-y]", "[!a-z]", "z"}, true},
    {"*a*", {"*b*", "*c*"}, false},
    {"*ab*", {"*a*"}, true},
    {"*a*b*", {"*a*"}, true},
    {"*", {"@docker", "@host"}, true},
    {"/x/*", {"@docker"}, false},
    {"/docker/*", {"@docker"}, true},
    {"@docker", {"*d*", "*D*"}, true},
    {"@docker", {"*d*"}, false},
    {"\xc3\xa9*", {"?*"}, true},
    {"\xc3\xa9*", {"??*"}, false},
    {"??", {"?\xc3\xa9", "[!\x01-\x7f]*"}, false},
};

Test(pattern, searches)
{
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
        const struct pattern *wanted = glob(&arena, searches[i].wanted);
        const struct pattern *unwanted[4];
        struct pattern_search search = {UNIVERSE_TEXT, &wanted, 1, unwanted, 0, NULL};
        enum pattern_answer answer;
        const char *text = NULL;

        for (; search.unwanted_count < 4 && searches[i].unwanted[search.unwanted_count];
             search.unwanted_count++)
            unwanted[search.unwanted_count] =
                glob(&arena, searches[i].unwanted[search.unwanted_count]);
        answer = pattern_find(&search, &arena, &text);
        cr_expect_eq(answer, searches[i].empty ? PATTERN_EMPTY : PATTERN_FOUND, "%s without %s...",
                     searches[i].wanted, searches[i].unwanted[0]);
        if (answer != PATTERN_FOUND)
            continue;
        cr_expect(pattern_matches(wanted, text));
        for (uint32_t j = 0; j < search.unwanted_count; j++)
            cr_expect(!pattern_matches(unwanted[j], text), "%s gave %s", searches[i].wanted, text);
    }
    arena_free(&arena);
}

/* Exhaustively, over short texts of a small alphabet: an answer "empty" has no counterexample, and
 * a text found is right. */
Test(pattern, agrees_with_enumeration)
{
    static const char *const pieces[] = {"a", "b", "*", "?", "[ab]", "[!a]"};
    struct arena arena = {0};
    uint32_t found = 0, empty = 0;

    srand(7);
    for (int round = 0; round < 3000; round++) {
        char texts[3][32] = {""};
        const struct pattern *patterns[3];
        struct pattern_search search = {UNIVERSE_TEXT, patterns, 1, patterns + 1, 2, NULL};
        const char *text;
        enum pattern_answer answer;
        bool exists = false;

        for (int i = 0; i < 3; i++) {
            for (int j = rand() % 4; j >= 0; j--)
                strcat(texts[i], pieces[rand() % 6]);
            patterns[i] = glob(&arena, texts[i]);
        }
        answer = pattern_find(&search, &arena, &text);
        cr_assert_neq(answer, PATTERN_UNKNOWN);
        for (uint32_t code = 0; code < 4 * 4 * 4 * 4 * 4; code++) {
            char word[6] = "";
            uint32_t rest = code;

            for (int i = 0; i < 5 && rest % 4; i++, rest /= 4)
                word[i] = "\0abz"[rest % 4];
            exists |= pattern_matches(patterns[0], word) && !pattern_matches(patterns[1], word) &&
                      !pattern_matches(patterns[2], word);
        }
        if (exists)
            cr_expect_eq(answer, PATTERN_FOUND, "%s - %s - %s", texts[0], texts[1], texts[2]);
        if (answer == PATTERN_FOUND)
            cr_expect(pattern_matches(patterns[0], text) && !pattern_matches(patterns[1], text) &&
                          !pattern_matches(patterns[2], text),
                      "%s - %s - %s gave %s", texts[0], texts[1], texts[2], text);
        found += answer == PATTERN_FOUND;
        empty += answer == PATTERN_EMPTY;
        if (round % 100 == 0)
            arena_free(&arena);
    }
    cr_expect(found > 500 && empty > 500, "%u found, %u empty", found, empty);
    arena_free(&arena);
}
