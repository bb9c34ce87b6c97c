#include "lang/compile/compile.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/reference/reference.h"
#include "lang/rules/policy.h"
#include "lang/vm/image_internal.h"

struct compiled {
    struct arena arena;
    struct ruleset rules;
    struct compile_report report;
    void *bytes;
    struct image *image; /* NULL: could not be compiled */
};

static struct compiled compile_text(const char *text)
{
    struct compiled compiled = {0};
    struct diagnostics diagnostics = {.arena = &compiled.arena};
    struct policy_options policy_options = {0};
    struct compile_options options = {0};
    struct image_error error;
    size_t len;

    cr_assert(policy_parse(text, strlen(text), &policy_options, &compiled.arena, &diagnostics,
                           &compiled.rules),
              "%s", diagnostics.count ? diagnostics.items[0].message : "");
    if (compile_rules(&compiled.rules, &options, &compiled.bytes, &len, &compiled.report) == 0)
        cr_assert_eq(image_load(compiled.bytes, len, &compiled.image, &error), 0, "%s",
                     error.message);
    return compiled;
}

static void compiled_free(struct compiled *compiled)
{
    image_free(compiled->image);
    free(compiled->bytes);
    arena_free(&compiled->arena);
}

/* Asks image and reference, which must agree; returns the rule. */
static int32_t ask(const struct compiled *compiled, enum question question,
                   const struct facts *facts)
{
    struct verdict image = image_ask(compiled->image, question, facts);
    struct verdict reference = reference_ask(&compiled->rules, question, facts);

    cr_expect_eq(image.rule, reference.rule, "%d, not %d", image.rule, reference.rule);
    cr_expect_eq(image.allow, reference.allow);
    cr_expect_eq(image.inspect_only, reference.inspect_only);
    cr_expect_eq(image.passthrough, reference.passthrough);
    cr_expect_eq(image.insecure, reference.insecure);
    return image.rule;
}

Test(compile, an_empty_policy_denies)
{
    struct compiled compiled = compile_text("");
    struct facts facts = {.host = "a.b", .dst_port = 443, .path = "/"};

    for (int q = 0; q < QUESTION_COUNT; q++)
        cr_expect_eq(ask(&compiled, (enum question)q, &facts), -1);
    compiled_free(&compiled);
}

Test(compile, named_addresses)
{
    struct compiled compiled =
        compile_text("10.0.0.0/8:53/udp\n192.168.1.1:*\n172.16.0.1:80|8080 exe=/usr/bin/own\n"
                     "https://127.0.0.1/x\n*.example:443\n169.254.169.254 exe=/usr/bin/own\n");
    static const struct {
        uint32_t ip;
        const char *exe;
        bool named;
    } cases[] = {
        {0x0a010203, NULL, true},           {0x0b000000, NULL, false},
        {0xc0a80101, NULL, true},           {0xc0a80102, NULL, false},
        {0xac100001, "/usr/bin/own", true}, {0xac100001, NULL, false},
        {0x7f000001, NULL, false},          {0xa9fea9fe, "/usr/bin/curl", false},
        {0xa9fea9fe, "/usr/bin/own", true},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct process_facts process = {.exe = cases[i].exe};

        cr_expect_eq(image_names_address(compiled.image, cases[i].ip, &process), cases[i].named,
                     "row %zu", i);
    }
    compiled_free(&compiled);
}

Test(compile, hosts_by_label)
{
    struct compiled compiled = compile_text("a.com\n*.a.com\nx*.a.com\n*.x*.a.com\n*.com:*\n");
    static const struct {
        const char *host;
        uint16_t port;
        int32_t rule;
    } cases[] = {
        {"a.com", 443, 0},      {"A.COM", 443, 0},   {"b.a.com", 443, 1}, {"x.a.com", 443, 1},
        {"c.x1.a.com", 443, 1}, {"a.com", 80, 4},    {"b.com", 1, 4},     {"com", 443, -1},
        {"xa.com", 443, 4},     {"a.com.", 443, -1}, {".a.com", 443, -1}, {"b..a.com", 443, -1},
        {"", 443, -1},          {"a.net", 443, -1},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct facts facts = {.host = cases[i].host, .dst_port = cases[i].port};
        cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), cases[i].rule, "%s", cases[i].host);
    }
    compiled_free(&compiled);
}

Test(compile, names_at_their_limits)
{
    struct compiled compiled = compile_text("*.com\n");
    char host[300];
    static const struct {
        size_t label, labels;
        int32_t rule;
    } cases[] = {{63, 1, 0},   {64, 1, -1}, {1, 124, 0}, {1, 125, 0},
                 {1, 126, -1}, {62, 3, 0},  {62, 4, -1}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t at = 0;
        for (size_t l = 0; l < cases[i].labels; l++) {
            memset(host + at, 'a', cases[i].label);
            at += cases[i].label;
            host[at++] = '.';
        }
        strcpy(host + at, "com");
        struct facts facts = {.host = host, .dst_port = 443};
        cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), cases[i].rule, "%zu labels of %zu: %zu",
                     cases[i].labels, cases[i].label, strlen(host));
    }
    compiled_free(&compiled);
}

Test(compile, prefixes_that_touch_the_ends)
{
    struct compiled compiled = compile_text(
        "255.255.255.255\n0.0.0.0\n128.0.0.0/1:*\n0.0.0.0/0:80\n255.0.0.0/8:80\n10.0.0.0/9\n"
        "10.128.0.0/9\n10.0.0.0/8:22\n");
    static const struct {
        uint32_t address;
        uint16_t port;
        int32_t rule;
    } cases[] = {
        {UINT32_MAX, 443, 0},
        {UINT32_MAX - 1, 443, 2},
        {0, 443, 1},
        {1, 443, -1},
        {1, 80, 3},
        {0x7fffffff, 80, 3},
        {0x80000000, 80, 2},
        {0xff000000, 80, 2},
        {0x0a7fffff, 443, 5},
        {0x0a800000, 443, 6},
        {0x0affffff, 443, 6},
        {0x0b000000, 443, -1},
        {0x09ffffff, 443, -1},
        {0x0a7fffff, 22, 7},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct facts facts = {.dst_ip = cases[i].address, .dst_port = cases[i].port};
        cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), cases[i].rule, "%08x:%u",
                     cases[i].address, cases[i].port);
    }
    compiled_free(&compiled);
}

Test(compile, a_thousand_literals_are_one_look_up)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    for (int i = 0; i < 1000; i++)
        fprintf(stream, "a.com exe=/bin/t%d\n", i);
    fclose(stream);
    struct compiled compiled = compile_text(text);
    cr_assert(compiled.image);
    cr_expect_lt(compiled.report.steps, 16);
    struct process_facts process = {.exe = "/bin/t977"};
    struct facts facts = {.host = "a.com", .dst_port = 443, .process = &process};
    cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), 977);
    process.exe = "/bin/t1000";
    cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), -1);
    process.exe = NULL;
    cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), -1);
    compiled_free(&compiled);
    free(text);
}

Test(compile, a_thousand_patterns_are_found_by_what_is_plain_in_them)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    for (int i = 0; i < 1000; i++)
        fprintf(stream, "a.com exe=/opt/t%d/*\na.com exe=/opt/*/bin/t%d\n", i, i);
    fclose(stream);
    struct compiled compiled = compile_text(text);
    cr_assert(compiled.image);
    cr_expect_lt(compiled.report.steps, 64);
    struct process_facts process = {.exe = "/opt/t12/bin/t7"};
    struct facts facts = {.host = "a.com", .dst_port = 443, .process = &process};
    cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), 15);
    process.exe = "/opt/t12/bin/x";
    cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), 24);
    compiled_free(&compiled);
    free(text);
}

Test(compile, thousands_of_patterns_are_searched_for_at_once)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    for (int i = 0; i < 5000; i++)
        fprintf(stream, "a.com exe=*-x%d-*\na.com exe=/usr/*t%d*.bin\n", i, i);
    fclose(stream);
    struct compiled compiled = compile_text(text);
    cr_assert(compiled.image, "%s", compiled.report.message);
    cr_expect_lt(compiled.report.steps, 128); /* of them the few like *t5*, which are tried */
    cr_expect_lt(compiled.report.steps_per_byte, 64);
    static const struct {
        const char *exe;
        int32_t rule;
    } cases[] = {{"/a-x4999-", 9998},       {"-x17-x16-", 32},          {"-x5000-", -1},
                 {"/usr/lib/t4321.bin", 9}, {"/usr/t77t3.bin", 7},      {"/usr/t77t3.so", -1},
                 {"/opt/t77.bin", -1},      {"/usr/-x4000-t9.bin", 19}, {"", -1}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct process_facts process = {.exe = cases[i].exe};
        struct facts facts = {.host = "a.com", .dst_port = 443, .process = &process};
        cr_expect_eq(ask(&compiled, QUESTION_TCP, &facts), cases[i].rule, "%s", cases[i].exe);
    }
    compiled_free(&compiled);
    free(text);
}

/* Nothing plain in them that is long enough to be looked up. */
Test(compile, a_policy_over_the_budget_names_its_rules)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    fputs("b.com\n", stream);
    for (int i = 0; i < 676; i++)
        fprintf(stream, "a.com exe=*%c?%c*\n", 'a' + i / 26, 'a' + i % 26);
    fclose(stream);
    struct compiled compiled = compile_text(text);
    cr_expect_null(compiled.image);
    cr_expect_eq(compiled.report.blamed_count, 676);
    cr_expect_eq(compiled.report.blamed[0], 1);
    cr_expect(strstr(compiled.report.message, "steps"), "%s", compiled.report.message);
    compiled_free(&compiled);
    free(text);
}

Test(compile, equal_parts_are_shared)
{
    struct compiled compiled =
        compile_text("a.com exe=/x step=y\nb.com exe=/x step=y\n*.c.com exe=/x step=y\n");

    cr_expect_gt(compiled.report.nodes_shared, 0);
    compiled_free(&compiled);
}

Test(compile, rule_texts_survive_constants_that_lie_within_them)
{
    struct compiled compiled = compile_text("com.com\n*.com\ncom.com:80 exe=com\n");

    cr_expect_str_eq(image_rule_text(compiled.image, 0), "com.com");
    cr_expect_str_eq(image_rule_text(compiled.image, 1), "*.com");
    cr_expect_str_eq(image_rule_text(compiled.image, 2), "com.com:80 exe=com");
    compiled_free(&compiled);
}

/* Every combination of "a" and "*": 2^8 rules, all of which one path matches. */
Test(compile, overlapping_paths_do_not_multiply)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    for (int rule = 0; rule < 256; rule++) {
        fputs("https://a.com", stream);
        for (int bit = 0; bit < 8; bit++)
            fputs(rule >> bit & 1 ? "/a" : "/*", stream);
        fputs("/x\n", stream);
    }
    fclose(stream);
    struct compiled compiled = compile_text(text);
    cr_assert(compiled.image);
    cr_expect_lt(compiled.report.steps, 64, "%u steps", compiled.report.steps);
    for (int path = 0; path < 256; path++) {
        char buffer[64] = "";
        for (int bit = 0; bit < 8; bit++)
            strcat(buffer, path >> bit & 1 ? "/a" : "/b");
        strcat(buffer, "/x");
        struct facts facts = {.host = "a.com",
                              .dst_port = 443,
                              .scheme = SCHEME_HTTPS,
                              .path = buffer,
                              .method = METHOD_GET};
        cr_expect_eq(ask(&compiled, QUESTION_HTTP, &facts), 0, "%s", buffer);
    }
    compiled_free(&compiled);
    free(text);
}

/* Patterns that overlap at every segment, few and many at one place: the states must agree with
 * the rules on every path of these segments. */
Test(compile, overlapping_patterns_agree_with_the_rules)
{
    static const char *const few[] = {"a", "b", "*", "a*", "*b"};
    static const char *const many[] = {"a*", "*b", "*c*", "a*c", "b*", "*", "*a", "abc"};
    static const char *const segments[] = {"a", "b", "ab", "abc", "c", "xcx", "q"};
    const char *const *words[] = {few, many};
    const int counts[] = {5, 8};

    for (int kind = 0; kind < 2; kind++) {
        char *text = NULL;
        size_t size = 0;
        FILE *stream = open_memstream(&text, &size);
        for (int rule = 0; rule < 300; rule++)
            fprintf(stream, "https://a.com/%s/%s/%s%s\n", words[kind][rule % counts[kind]],
                    words[kind][rule / 7 % counts[kind]], words[kind][rule / 31 % counts[kind]],
                    rule % 3 == 0 ? "/*" : "");
        fclose(stream);
        struct compiled compiled = compile_text(text);
        cr_assert(compiled.image);
        for (int path = 0; path < 7 * 7 * 7 * 2; path++) {
            char buffer[64];
            snprintf(buffer, sizeof(buffer), "/%s/%s/%s%s", segments[path % 7],
                     segments[path / 7 % 7], segments[path / 49 % 7], path / 343 ? "/more" : "");
            struct facts facts = {.host = "a.com",
                                  .dst_port = 443,
                                  .scheme = SCHEME_HTTPS,
                                  .path = buffer,
                                  .method = METHOD_GET};
            ask(&compiled, QUESTION_HTTP, &facts);
        }
        compiled_free(&compiled);
        free(text);
    }
}
