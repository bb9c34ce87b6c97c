/* Thousands of patterns for one destination: every shape compiles to a small bound, and finds the
 * rule that the reference does. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/rules/policy.h"
#include "lang/vm/image_internal.h"

#define PATTERNS 4000

/* What a decision may cost at most, so that a process of usual size waits less than 20 us. */
#define STEPS_MAX 128
#define STEPS_PER_ARGUMENT_MAX 64
#define STEPS_PER_BYTE_MAX 80
#define BYTES_A_RULE_MAX 512

struct shape {
    const char *rule; /* the number stands for every %d */
    const char *exe;  /* texts that match */
    const char *arg;
};

static const struct shape shapes[] = {
    {"a.com arg=*x%d*", "", "ax%db"},
    {"a.com exe=*x%d*", "-x%d-", ""},
    {"a.com arg[1]=*x%d*", "", "x%d"},
    {"a.com arg=*a%d*b%d*", "", "xa%dxb%dx"},
    {"a.com exe=*lib%d?so*", "/lib%d.so", ""},
    {"a.com exe=/opt/*?%d?*/bin", "/opt/a-%d-/bin", ""},
    {"a.com exe=`*[a-c]%d[!x]*`", "b%dy", ""},
    {"a.com exe=*t%d* arg=*y%d*", "/t%d", "y%d"},
    {"a.com exe=*t%d* arg=*deploy*", "/t%d", "--deploy=1"},
    {"a.com arg=--flag%d exe=*t%d*", "/t%d/", "--flag%d"},
    {"a.com exe=/opt/t%d/* arg=--%d=*", "/opt/t%d/x", "--%d=1"},
    {"n*x%d*.a.com", "", ""},
};

/* The text with the number for every %d. */
static void put_numbered(FILE *out, const char *text, int number)
{
    for (const char *at; (at = strstr(text, "%d")); text = at + 2)
        fprintf(out, "%.*s%d", (int)(at - text), text, number);
    fputs(text, out);
}

static char *numbered(const char *text, int number)
{
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);

    put_numbered(out, text, number);
    fclose(out);
    return result;
}

static char *policy_of(const struct shape *shape, int count)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    for (int i = 0; i < count; i++) {
        put_numbered(out, shape->rule, i);
        fputc('\n', out);
    }
    fclose(out);
    return text;
}

struct policy {
    struct arena arena;
    struct ruleset rules;
    struct compile_report report;
    void *bytes;
    size_t len_bytes;
    struct image *image; /* NULL: could not be compiled */
};

static struct policy compile_text(const char *text)
{
    struct policy policy = {0};
    struct diagnostics diagnostics = {.arena = &policy.arena};
    struct policy_options policy_options = {0};
    struct compile_options options = {0};
    struct image_error error;

    cr_assert(policy_parse(text, strlen(text), &policy_options, &policy.arena, &diagnostics,
                           &policy.rules),
              "%s", diagnostics.count ? diagnostics.items[0].message : "");
    if (compile_rules(&policy.rules, &options, &policy.bytes, &policy.len_bytes, &policy.report) ==
        0)
        cr_assert_eq(image_load(policy.bytes, policy.len_bytes, &policy.image, &error), 0, "%s",
                     error.message);
    return policy;
}

static void policy_free(struct policy *policy)
{
    image_free(policy->image);
    free(policy->bytes);
    arena_free(&policy->arena);
}

/* For a process as the shape has it; `extra` arguments that match nothing stand around. */
static void ask(const struct policy *policy, const struct shape *shape, int number, int other)
{
    char *exe = numbered(shape->exe, number), *arg = numbered(shape->arg, other);
    char host[64];
    const char *argv[] = {"node", arg, "script"};
    struct process_facts process = {.exe = exe, .argv = argv, .argc = 3};
    struct facts facts = {.host = host, .dst_port = 443, .process = &process};
    uint64_t steps;

    snprintf(host, sizeof(host), shape->rule[0] == 'n' ? "nax%db.a.com" : "a.com", number);
    struct verdict image = image_ask_counted(policy->image, QUESTION_TCP, &facts, &steps);
    struct verdict reference = reference_ask(&policy->rules, QUESTION_TCP, &facts);
    cr_expect_eq(image.rule, reference.rule, "%s for %d and %d: rule %d, not %d", shape->rule,
                 number, other, image.rule, reference.rule);
    if (number == other)
        cr_expect_geq(image.rule, 0, "%s for %d: nothing matches", shape->rule, number);
    cr_expect_leq(steps, policy->image->header->steps +
                             3 * policy->image->header->steps_per_argument +
                             policy->image->header->steps_per_byte *
                                 (strlen(exe) + strlen(arg) + strlen("nodescript")));
    free(exe);
    free(arg);
}

Test(patterns, thousands_of_any_shape_are_within_the_bounds)
{
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        char *text = policy_of(&shapes[i], PATTERNS);
        struct policy policy = compile_text(text);
        bool is_label = shapes[i].rule[0] == 'n';

        cr_assert(policy.image, "%s: %s", shapes[i].rule, policy.report.message);
        cr_expect_leq(policy.report.steps, is_label ? 1024 : STEPS_MAX, "%s: %u steps",
                      shapes[i].rule, policy.report.steps);
        cr_expect_leq(policy.report.steps_per_argument, STEPS_PER_ARGUMENT_MAX,
                      "%s: %u steps an argument", shapes[i].rule, policy.report.steps_per_argument);
        cr_expect_leq(policy.report.steps_per_byte, STEPS_PER_BYTE_MAX, "%s: %u steps a byte",
                      shapes[i].rule, policy.report.steps_per_byte);
        cr_expect_leq(policy.len_bytes, (size_t)BYTES_A_RULE_MAX * PATTERNS, "%s: %zu bytes",
                      shapes[i].rule, policy.len_bytes);
        for (int number = 0; number < PATTERNS; number += 97) {
            ask(&policy, &shapes[i], number, number);
            ask(&policy, &shapes[i], number, PATTERNS + 1);
            ask(&policy, &shapes[i], PATTERNS + 1, number);
        }
        policy_free(&policy);
        free(text);
    }
}

/* Parts within parts: what is found at one place are all suffixes of it. */
Test(patterns, parts_that_end_in_each_other)
{
    static const char *const texts[] = {"",     "b",     "ab",     "aab",   "xaaab",   "aaaaaaaab",
                                        "baba", "ababa", "bbabab", "c",     "abc",     "aaaaaaaaaa",
                                        "ba",   "bbb",   "acb",    "abxab", "xxaxxbx", "aabaab"};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    for (int parts = 3; parts >= 0; parts--) {
        static const char *const words[] = {"b", "ab", "aab", "aaab", "ba", "bab", "abab", "aba"};
        for (int i = 0; i < 8; i++)
            fprintf(out, "a.com arg=*%s*%s exe=/%d\n", words[i],
                    parts == 3   ? "c*"
                    : parts == 2 ? "a"
                    : parts == 1 ? "*b*"
                                 : "",
                    i % 3);
    }
    fclose(out);
    struct policy policy = compile_text(text);
    cr_assert(policy.image, "%s", policy.report.message);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
            for (int exe = 0; exe < 3; exe++) {
                const char *argv[] = {texts[i], texts[j]};
                char path[8];
                struct process_facts process = {.exe = path, .argv = argv, .argc = 2};
                struct facts facts = {.host = "a.com", .dst_port = 443, .process = &process};
                snprintf(path, sizeof(path), "/%d", exe);
                cr_expect_eq(image_ask(policy.image, QUESTION_TCP, &facts).rule,
                             reference_ask(&policy.rules, QUESTION_TCP, &facts).rule, "%s %s %s",
                             texts[i], texts[j], path);
            }
        }
    }
    policy_free(&policy);
    free(text);
}

/* LANGUAGE: any arg[N]; the image holds 64 different keys, and says whose is one too many. */
Test(patterns, one_key_too_many_is_named)
{
    static const struct shape keys = {"a.com arg[%d]=x", "", ""};

    for (int count = IMAGE_FACTS_MAX; count <= IMAGE_FACTS_MAX + 1; count++) {
        char *text = policy_of(&keys, count);
        struct policy policy = compile_text(text);
        bool fits = count <= IMAGE_FACTS_MAX;

        cr_expect_eq(policy.image != NULL, fits, "%d keys", count);
        cr_expect_eq(policy.report.blamed_count, fits ? 0 : 1);
        if (!fits) {
            cr_expect_eq(policy.report.blamed[0], IMAGE_FACTS_MAX);
            cr_expect(strstr(policy.report.message, "different keys"), "%s", policy.report.message);
        }
        policy_free(&policy);
        free(text);
    }
}
