/* Names of every length and shape, well-formed or not: the image must find what the reference does.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/vm/image.h"
#include "tests/support/generate.h"

#define NAME_MAX_BYTES 253
#define RULES 4

/* Labels of up to `label_max` bytes until the name has `len`; empty ones where it so happens. */
static void make_name(struct random *random, uint32_t len, uint32_t label_max, char *name)
{
    uint32_t left = 1 + random_below(random, label_max);

    for (uint32_t i = 0; i < len; i++, left--) {
        name[i] = (char)('a' + random_below(random, 26));
        if (left == 0) {
            name[i] = '.';
            left = random_chance(random, 97) ? 1 + random_below(random, label_max) : 1;
        } else if (random_chance(random, 10)) {
            name[i] = (char)(name[i] - 'a' + 'A');
        }
    }
    name[len] = '\0';
    if (random_chance(random, 5))
        name[random_below(random, len)] = '.';
}

/* A suffix of the name in lower case, from a label on. */
static void take_suffix(struct random *random, const char *name, char *suffix)
{
    const char *start = name;

    for (const char *dot = strchr(name, '.'); dot && random_chance(random, 60);
         dot = strchr(dot + 1, '.'))
        start = dot + 1;
    size_t len = strlen(start);
    for (size_t i = 0; i <= len; i++)
        suffix[i] = (char)(start[i] >= 'A' && start[i] <= 'Z' ? start[i] + 32 : start[i]);
}

/* What a rule may name: no empty label, none above 63 bytes, 253 in all. */
static bool is_legal(const char *suffix)
{
    size_t label = 0;

    if (strlen(suffix) > NAME_MAX_BYTES)
        return false;
    for (; *suffix; suffix++) {
        label = *suffix == '.' ? 0 : label + 1;
        if (label > 63 || (*suffix == '.' && (suffix[1] == '.' || suffix[1] == '\0')))
            return false;
    }
    return label > 0;
}

static uint32_t make_rules(struct random *random, const char *name, struct rule rules[RULES],
                           char suffixes[RULES][NAME_MAX_BYTES + 8])
{
    static const enum host_form forms[] = {HOST_EXACT, HOST_SUBDOMAINS, HOST_LABEL,
                                           HOST_SUBDOMAINS_LABEL};
    uint32_t count = 0;

    for (uint32_t i = 0; i < RULES; i++) {
        take_suffix(random, name, suffixes[count]);
        if (suffixes[count][0] == '.' || !is_legal(suffixes[count]))
            continue;
        rules[count] =
            (struct rule){.kind = forms[i] == HOST_EXACT ? RULE_HOST : RULE_WILDCARD_HOST,
                          .host = {.form = forms[i], .suffix = suffixes[count], .label = "*a*"},
                          .text = "a rule",
                          .target = "a rule"};
        if (forms[i] == HOST_EXACT || forms[i] == HOST_SUBDOMAINS)
            rules[count].host.label = NULL;
        count++;
    }
    return count;
}

static void compare(const struct ruleset *rules, const char *name)
{
    struct facts facts = {.dst_ip = 0x01020304, .dst_port = 443, .host = name};
    struct compile_options options = {0};
    struct compile_report report;
    struct image_error error;
    struct image *image;
    void *bytes;
    size_t len;

    cr_assert_eq(compile_rules(rules, &options, &bytes, &len, &report), 0, "%s", report.message);
    cr_assert_eq(image_load(bytes, len, &image, &error), 0, "%s", error.message);
    struct verdict got = image_ask(image, QUESTION_TCP, &facts);
    struct verdict wanted = reference_ask(rules, QUESTION_TCP, &facts);
    cr_assert_eq(got.rule, wanted.rule, "%s: rule %d, not %d", name, got.rule, wanted.rule);
    image_free(image);
    free(bytes);
}

Test(names, every_length_is_found_as_the_reference_does)
{
    static const uint32_t label_max[] = {1, 3, 8, 20, 63, 66, 253};
    static char suffixes[RULES][NAME_MAX_BYTES + 8];
    struct random random = {7};
    struct rule rules[RULES];
    char name[NAME_MAX_BYTES + 8];
    uint32_t found = 0;

    for (uint32_t len = 1; len <= NAME_MAX_BYTES + 4; len++) {
        for (size_t i = 0; i < sizeof(label_max) / sizeof(label_max[0]); i++) {
            for (int again = 0; again < 4; again++) {
                make_name(&random, len, label_max[i], name);
                struct ruleset ruleset = {rules, make_rules(&random, name, rules, suffixes)};
                compare(&ruleset, name);
                found += ruleset.count;
            }
        }
    }
    cr_expect_gt(found, 1000, "hardly any rule was made");
}

/* Copies of exactly the name's size, so that a sanitizer sees a byte too many. */
Test(names, nothing_outside_a_name_is_read)
{
    struct rule rule = {.kind = RULE_WILDCARD_HOST,
                        .host = {.form = HOST_SUBDOMAINS, .suffix = "x.com"},
                        .text = "*.x.com",
                        .target = "*.x.com"};
    struct ruleset rules = {&rule, 1};

    for (size_t len = 1; len <= 300; len++) {
        char *name = malloc(len + 1);
        cr_assert(name);
        for (size_t i = 0; i < len; i++)
            name[i] = "x.com"[(i + 5 - len % 5) % 5];
        name[len] = '\0';
        compare(&rules, name);
        free(name);
    }
}
