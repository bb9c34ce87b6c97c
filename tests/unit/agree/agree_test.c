/* Image and rules are told apart wherever they differ: by one condition of one rule. */
#include "lang/agree/agree.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/compile.h"
#include "lang/rules/policy.h"
#include "tests/support/generate.h"

static struct ruleset parse(struct arena *arena, const char *text)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct policy_options options = {0};
    struct ruleset rules;

    cr_assert(policy_parse(text, strlen(text), &options, arena, &diagnostics, &rules), "%s: %s",
              text, diagnostics.items[0].message);
    return rules;
}

/* The rules of one text against the image of another. */
static bool texts_agree(const char *rules_text, const char *image_text, struct agree_report *report)
{
    struct arena arena = {0};
    struct ruleset rules = parse(&arena, rules_text), compiled = parse(&arena, image_text);
    struct compile_options options = {0};
    struct agree_options agree_options = {0};
    struct compile_report compile_report;
    struct image_error error;
    struct image *image;
    void *bytes;
    size_t len;

    cr_assert_eq(compile_rules(&compiled, &options, &bytes, &len, &compile_report), 0);
    cr_assert_eq(image_load(bytes, len, &image, &error), 0);
    bool agrees = agree(&rules, image, &agree_options, report);
    image_free(image);
    free(bytes);
    arena_free(&arena);
    return agrees;
}

Test(agree, finds_a_condition_that_differs)
{
    static const char *const pairs[][2] = {
        {"a.com\n", "a.com:444\n"},
        {"a.com\n", "*.a.com\n"},
        {"a.com\n", "aa.com\n"},
        {"a.com\n", "dns:a.com\n"},
        {"a.com\n", "a.com:443/udp\n"},
        {"a.com:*\n", "a.com:1|443|65535\n"},
        {"*.a.com\n", "*.sub.a.com\n"},
        {"d*.a.com\n", "*.d*.a.com\n"},
        {"d*.a.com\n", "d*x.a.com\n"},
        {"10.0.0.0/8\n", "10.0.0.0/9\n"},
        {"10.0.0.0/8\n", "10.0.0.0/7\n"},
        {"10.0.0.1\n", "10.0.0.0/31\n"},
        {"10.0.0.1:53/udp\n", "10.0.0.1:53\n"},
        {"https://a.com/x\n", "https://a.com/x/*\n"},
        {"https://a.com/x\n", "https://a.com/X\n"},
        {"https://a.com/*/y\n", "https://a.com/r*/y\n"},
        {"https://a.com/x\n", "http://a.com:443/x\n"},
        {"https://a.com/x\n", "GET https://a.com/x\n"},
        {"https://a.com/x\n", "* https://a.com/x\n"},
        {"https://a.com/x\n", "https://a.com/x insecure\n"},
        {"a.com\n", "a.com insecure\n"},
        {"a.com\n", "a.com passthrough\n"},
        {"a.com passthrough\n", "a.com insecure\n"},
        {"a.com exe=/x\n", "a.com\n"},
        {"a.com exe=/x\n", "a.com exe=/y\n"},
        {"a.com exe=/x*\n", "a.com exe=/x?*\n"},
        {"a.com exe=/x*\n", "a.com exe=\"/x*\"\n"},
        {"a.com exe=/x?\n", "a.com exe=/x*\n"},
        {"a.com exe=`/[a-c]`\n", "a.com exe=/?\n"},
        {"a.com arg=x\n", "a.com arg[0]=x\n"},
        {"a.com arg[1]=x\n", "a.com arg[2]=x\n"},
        {"a.com cgroup=@docker\n", "a.com cgroup=@host\n"},
        {"a.com cgroup=@docker\n", "a.com\n"},
        {"a.com step=x\n", "a.com action=x\n"},
        {"a.com image=x\n", "a.com step=x\n"},
        {"a.com\n*.com\n", "*.com\na.com\n"},
        {"a.com\n", ""},
        {"8.8.8.8:53/udp\na.com\n", "8.8.8.8:53/udp\na.com passthrough\n"},
    };
    struct agree_report report;

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        cr_expect(texts_agree(pairs[i][0], pairs[i][0], &report), "%s", report.difference);
        cr_expect_not(texts_agree(pairs[i][0], pairs[i][1], &report), "%s and %s", pairs[i][0],
                      pairs[i][1]);
        cr_expect_gt(strlen(report.difference), 0);
    }
}

Test(agree, keeps_to_its_limit_and_says_how_far_it_came)
{
    struct arena arena = {0};
    struct random random = {7};
    struct ruleset rules;
    struct compile_options options = {0};
    struct agree_options agree_options = {.work_max = 50000};
    struct compile_report compile_report;
    struct agree_report report;
    struct image_error error;
    struct image *image;
    void *bytes;
    size_t len;

    generate_rules(&random, &arena, RECIPE_MIXED, 150, &rules);
    cr_assert_eq(compile_rules(&rules, &options, &bytes, &len, &compile_report), 0);
    cr_assert_eq(image_load(bytes, len, &image, &error), 0);
    cr_expect(agree(&rules, image, &agree_options, &report), "%s", report.difference);
    cr_expect_gt(report.rules_covered, 0);
    cr_expect_lt(report.rules_covered, rules.count);
    agree_options.work_max = 0;
    cr_expect(agree(&rules, image, &agree_options, &report), "%s", report.difference);
    cr_expect_eq(report.rules_covered, rules.count);
    image_free(image);
    free(bytes);
    arena_free(&arena);
}
