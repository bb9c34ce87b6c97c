/* Globs as the image has them, and as the reference reads them: both must say what LANGUAGE.md
 * does. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/vm/image.h"

/* Asks a policy of one rule, `10.0.0.0/8 exe=PATTERN`, for a process with that exe. */
static bool image_glob(const char *pattern, const char *text)
{
    struct attribute attribute = {.key = ATTRIBUTE_EXE, .match = MATCH_GLOB, .value = pattern};
    struct rule rule = {.kind = RULE_CIDR,
                        .address = 0x0a000000,
                        .prefix_len = 8,
                        .attributes = &attribute,
                        .attribute_count = 1,
                        .text = "10.0.0.0/8"};
    struct ruleset rules = {&rule, 1};
    struct process_facts process = {.exe = text};
    struct facts facts = {.dst_ip = 0x0a010203, .process = &process};
    struct compile_options options = {0};
    struct compile_report report;
    struct image_error error;
    struct image *image;
    void *bytes;
    size_t len;

    cr_assert_eq(compile_rules(&rules, &options, &bytes, &len, &report), 0, "%s", report.message);
    cr_assert_eq(image_load(bytes, len, &image, &error), 0, "%s", error.message);
    bool allow = image_ask(image, QUESTION_TCP, &facts).allow;
    image_free(image);
    free(bytes);
    return allow;
}

Test(glob, matches)
{
    static const struct {
        const char *pattern;
        const char *text;
        bool matches;
    } cases[] = {
        {"abc", "abc", true},
        {"abc", "abcd", false},
        {"", "", true},
        {"*", "", true},
        {"*", "anything/at all", true},
        {"**", "x", true},
        {"a*", "a", true},
        {"a*", "ba", false},
        {"*a", "ba", true},
        {"*a", "ab", false},
        {"a*a", "a", false},
        {"a*a", "aa", true},
        {"/opt/*/bin/*", "/opt/x/y/bin/z", true},
        {"/opt/*/bin/*", "/opt/bin/z", false},
        {"*ab*ab*", "ab", false},
        {"*ab*ab*", "abab", true},
        {"*ab*ab*", "aabxabb", true},
        {"a?c", "abc", true},
        {"a?c", "ac", false},
        {"a?c",
         "a\xc3\xa9"
         "c",
         true},
        {"a??c",
         "a\xc3\xa9"
         "c",
         false},
        {"a?c",
         "a\xff"
         "c",
         true},
        {"*?", "", false},
        {"*?", "\xe2\x82\xac", true},
        {"?*?", "ab", true},
        {"?*?", "\xe2\x82\xac", false},
        {"[abc]", "b", true},
        {"[abc]", "d", false},
        {"[a-c]x", "bx", true},
        {"[a-c]x", "dx", false},
        {"[!a-c]x", "dx", true},
        {"[!a-c]x", "ax", false},
        {"[!a]", "", false},
        {"[]]", "]", true},
        {"[!]]", "]", false},
        {"[a-]", "-", true},
        {"[-a]", "-", true},
        {"[z-a]", "m", false},
        {"[", "[", true},
        {"[a", "[a", true},
        {"a[", "a[", true},
        {"[!", "[!", true},
        {"[\xc3\xa0-\xc3\xbf]", "\xc3\xa9", true},
        {"[\xc3\xa0-\xc3\xbf]", "e", false},
        {"*[0-9].tar", "x10.tar", true},
        {"*[0-9]?*.tar", "x1.tar", false},
        {"*x[ab]y*", "xaxby..", true},
        {"*x[ab]y*", "xaxcy..", false},
        {"*\xc3\xa9*", "caf\xc3\xa9!", true},
        {"*\xa9*", "caf\xc3\xa9!", false},
        {"*[!b]b?", "aabc", true},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        cr_expect_eq(image_glob(cases[i].pattern, cases[i].text), cases[i].matches,
                     "image: %s on %s", cases[i].pattern, cases[i].text);
        cr_expect_eq(reference_glob(cases[i].pattern, cases[i].text), cases[i].matches,
                     "reference: %s on %s", cases[i].pattern, cases[i].text);
    }
}

static char *repeated(const char *part, size_t count, const char *end)
{
    char *text = calloc(count * strlen(part) + strlen(end) + 1, 1);

    cr_assert(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * strlen(part), part, strlen(part));
    return strcat(text, end);
}

/* Patterns on which a matcher that goes back takes years. */
Test(glob, hostile_texts_take_one_pass)
{
    char *stars = repeated("a*", 100, "b"), *many = repeated("a", 1000000, "");
    char *sets = repeated("*[a]?", 60, "*b"), *long_set = repeated("[ab]", 250, "");
    char *around = repeated("*", 1, long_set), *middle = repeated("*", 1, long_set);

    cr_expect_not(image_glob(stars, many));
    cr_expect_not(image_glob(sets, many));
    cr_expect(image_glob(around, many));
    middle = realloc(middle, strlen(middle) + 3);
    cr_assert(middle);
    cr_expect_not(image_glob(strcat(middle, "c*"), many));
    free(middle);
    free(stars);
    free(many);
    free(sets);
    free(long_set);
    free(around);
}
