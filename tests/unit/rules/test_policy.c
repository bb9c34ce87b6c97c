#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/rules/analysis.h"
#include "lang/rules/policy.h"
#include "lang/source/source.h"
#include "lang/syntax/lexer.h"

struct parsed {
    struct arena arena;
    struct diagnostics diagnostics;
    struct ruleset rules;
    bool ok;
};

static struct parsed *parse_bytes(const char *text, size_t len,
                                  const struct policy_options *options)
{
    static const struct policy_options none;
    struct parsed *parsed = calloc(1, sizeof *parsed);

    parsed->diagnostics.arena = &parsed->arena;
    parsed->ok = policy_parse(text, len, options ? options : &none, &parsed->arena,
                              &parsed->diagnostics, &parsed->rules);
    return parsed;
}

static struct parsed *parse(const char *text)
{
    return parse_bytes(text, strlen(text), NULL);
}

static void drop(struct parsed *parsed)
{
    arena_free(&parsed->arena);
    free(parsed);
}

/* ---- the rule itself; golden files show what `rules` prints of it ---- */

static const struct {
    const char *text;
    enum host_form form;
    const char *label, *suffix;
} hosts[] = {
    {"GitHub.COM", HOST_EXACT, NULL, "github.com"},
    {"*.GitHub.com", HOST_SUBDOMAINS, NULL, "github.com"},
    {"*.co", HOST_SUBDOMAINS, NULL, "co"},
    {"Derp*.x.com", HOST_LABEL, "derp*", "x.com"},
    {"*-prod.x.com", HOST_LABEL, "*-prod", "x.com"},
    {"*.d*rp.x.com", HOST_SUBDOMAINS_LABEL, "d*rp", "x.com"},
    {"dns:*.X.com", HOST_SUBDOMAINS, NULL, "x.com"},
    {"https://*.d*.X.com:80/y", HOST_SUBDOMAINS_LABEL, "d*", "x.com"},
};

Test(rule, host_patterns)
{
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
        struct parsed *parsed = parse(hosts[i].text);
        const struct host_pattern *host = &parsed->rules.rules[0].host;

        cr_assert_eq(parsed->rules.count, 1, "%s", hosts[i].text);
        cr_expect_eq(host->form, hosts[i].form, "%s", hosts[i].text);
        cr_expect_str_eq(host->suffix, hosts[i].suffix);
        if (hosts[i].label)
            cr_expect_str_eq(host->label, hosts[i].label);
        else
            cr_expect_null(host->label, "%s", hosts[i].text);
        drop(parsed);
    }
}

static const struct {
    const char *text, *segments; /* joined by a blank */
    bool any_tail;
} paths[] = {
    {"https://a.example/", "", false},
    {"https://a.example/*", "", true},
    {"https://a.example/*/", "", true},
    {"https://a.example/x", "x", false},
    {"https://a.example//x///y//", "x y", false},
    {"https://a.example/*/x", "* x", false},
    {"https://a.example/x/*", "x", true},
    {"https://a.example/x/y*", "x y*", false},
    {"https://a.example/%41%7e%2a%c3%bc", "A~%2A%C3%BC", false},
    {"https://a.example/x/./y/../z", "x z", false},
    {"https://a.example/../../z", "z", false},
    {"https://a.example/%2e%2E/%2e/z", "z", false},
    {"https://a.example/x/..", "", false},
    {"[https://a.example]\n/", "", false},
    {"[https://a.example/]\n/x", "x", false},
    {"[https://a.example/v1/]\n/x/", "v1 x", false},
    {"[https://a.example/v1]\n/", "v1", false},
    {"[https://a.example/v1]\n/../x", "x", false},
    {"[https://a.example/v1/../v2/]\n/x", "v2 x", false},
    {"[https://a.example/*]\n/x", "* x", false},
    {"[https://a.example/v1/*]\n/", "v1", true},
    {"[https://a.example/*]\n/*", "*", true},
};

Test(rule, path_patterns)
{
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        struct parsed *parsed = parse(paths[i].text);
        const struct path_pattern *path = &parsed->rules.rules[0].path;
        char joined[256] = "";

        cr_assert_eq(parsed->rules.count, 1, "%s", paths[i].text);
        for (uint32_t k = 0; k < path->count; k++) {
            strcat(joined, k ? " " : "");
            strcat(joined, path->segments[k]);
        }
        cr_expect_str_eq(joined, paths[i].segments, "%s: `%s`", paths[i].text, joined);
        cr_expect_eq(path->any_tail, paths[i].any_tail, "%s", paths[i].text);
        drop(parsed);
    }
}

static const struct {
    const char *text;
    uint32_t address;
    uint8_t prefix_len;
} blocks[] = {
    {"1.2.3.4", 0x01020304, 32},          {"0.0.0.0/0", 0, 0},
    {"255.255.255.255/0", 0, 0},          {"10.1.2.3/8", 0x0a000000, 8},
    {"10.1.2.3/31", 0x0a010202, 31},      {"10.1.2.3/32", 0x0a010203, 32},
    {"192.168.255.1/17", 0xc0a88000, 17},
};

Test(rule, addresses_have_their_host_bits_cleared)
{
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        struct parsed *parsed = parse(blocks[i].text);

        cr_assert_eq(parsed->rules.count, 1);
        cr_expect_eq(parsed->rules.rules[0].address, blocks[i].address, "%s", blocks[i].text);
        cr_expect_eq(parsed->rules.rules[0].prefix_len, blocks[i].prefix_len);
        drop(parsed);
    }
}

static const struct {
    const char *text;
    uint32_t bits;
} methods[] = {
    {"https://a.example/", METHOD_GET | METHOD_HEAD},
    {"* https://a.example/", METHOD_ANY},
    {"delete|PATCH https://a.example/", METHOD_DELETE | METHOD_PATCH},
    {"[put]\nhttps://a.example/", METHOD_PUT},
    {"[*]\nGET https://a.example/", METHOD_GET},
    {"[https://a.example]\noptions /", METHOD_OPTIONS},
    {"GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS https://a.example/", METHOD_ANY & ~METHOD_OTHER},
    {"[POST]\na.example", 0},
};

Test(rule, methods_are_bits)
{
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        struct parsed *parsed = parse(methods[i].text);

        cr_assert_eq(parsed->rules.count, 1);
        cr_expect_eq(parsed->rules.rules[0].methods, methods[i].bits, "%s", methods[i].text);
        drop(parsed);
    }
}

static const struct {
    const char *value;
    enum attribute_match match;
    enum attribute_quoting quoting;
    const char *text;
} values[] = {
    {"/x*", MATCH_GLOB, QUOTING_BARE, "/x*"},
    {"`/x *`", MATCH_GLOB, QUOTING_BACKTICK, "/x *"},
    {"\"/x *\"", MATCH_LITERAL, QUOTING_DOUBLE, "/x *"},
    {"@docker", MATCH_CGROUP_DOCKER, QUOTING_BARE, "@docker"},
    {"@host", MATCH_CGROUP_HOST, QUOTING_BARE, "@host"},
    {"\"@host\"", MATCH_LITERAL, QUOTING_DOUBLE, "@host"},
    {"`@host`", MATCH_GLOB, QUOTING_BACKTICK, "@host"},
};

Test(rule, attribute_values)
{
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char text[64];
        struct parsed *parsed;
        const struct attribute *attribute;

        snprintf(text, sizeof text, "a.example cgroup=%s", values[i].value);
        parsed = parse(text);
        cr_assert_eq(parsed->rules.count, 1, "%s", text);
        attribute = &parsed->rules.rules[0].attributes[0];
        cr_expect_eq(attribute->match, values[i].match, "%s", text);
        cr_expect_eq(attribute->quoting, values[i].quoting, "%s", text);
        cr_expect_str_eq(attribute->value, values[i].text);
        drop(parsed);
    }
}

Test(rule, text_and_place_are_as_written)
{
    static const char text[] = "\n  GET   https://a.example/{owner}\texe=/x   # why\n";
    const struct policy_options options = {.repo = "a-long-owner/r"};
    struct parsed *parsed = parse_bytes(text, sizeof text - 1, &options);
    const struct rule *rule = &parsed->rules.rules[0];

    cr_assert(parsed->ok);
    cr_expect_str_eq(rule->text, "GET   https://a.example/{owner}\texe=/x");
    cr_expect_str_eq(rule->target, "https://a.example/a-long-owner");
    cr_expect_eq(rule->line, 2);
    cr_expect_eq(rule->column, 3);
    cr_expect_eq(rule->span.start, 3);
    cr_expect_eq(rule->span.end, 3 + strlen(rule->text));
    drop(parsed);
}

/* ---- options ---- */

Test(options, an_open_placeholder_is_never_fit_for_enforcement)
{
    static const char text[] = "{owner}.example.com\n# {repo}\n";
    const struct policy_options look = {.placeholders_may_stay = true};
    struct parsed *parsed = parse(text);

    cr_expect_not(parsed->ok);
    cr_assert_eq(parsed->diagnostics.count, 1);
    cr_expect_eq(parsed->diagnostics.items[0].code, DIAGNOSTIC_PLACEHOLDER_UNSET);
    drop(parsed);

    parsed = parse_bytes(text, sizeof text - 1, &look);
    cr_expect(parsed->ok);
    cr_assert_eq(parsed->diagnostics.count, 1);
    cr_expect_eq(parsed->diagnostics.items[0].code, DIAGNOSTIC_PLACEHOLDER_OPEN);
    cr_expect_str_eq(parsed->rules.rules[0].target, "{owner}.example.com");
    drop(parsed);
}

Test(options, a_value_cannot_add_to_a_policy)
{
    static const char *const evil[] = {"o/r\n*.evil.example", "o/r #", "o/*", "o/x passthrough"};
    static const char text[] = "https://a.example/{repo}/x\n";

    for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
        const struct policy_options options = {.repo = evil[i]};
        struct parsed *parsed = parse_bytes(text, sizeof text - 1, &options);

        cr_expect_not(parsed->ok);
        cr_assert_eq(parsed->diagnostics.count, 1);
        cr_expect_eq(parsed->diagnostics.items[0].code, DIAGNOSTIC_REPOSITORY_NAME);
        drop(parsed);
    }
}

Test(options, defaults_stand_in_front_and_have_no_line)
{
    const struct policy_options options = {.defaults = "gha"};
    struct parsed *parsed = parse_bytes("a.example", 9, &options);

    cr_assert(parsed->ok);
    cr_assert_eq(parsed->rules.count, 6);
    for (int i = 0; i < 5; i++) {
        cr_expect_eq(parsed->rules.rules[i].line, 0);
        cr_expect_gt(strlen(parsed->rules.rules[i].text), 0);
    }
    cr_expect_eq(parsed->rules.rules[5].line, 1);
    cr_expect_eq(parsed->rules.rules[5].attribute_count, 0);
    drop(parsed);
}

static const char *attribute_of(const struct rule *rule, enum attribute_key key)
{
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        if (rule->attributes[i].key == key)
            return rule->attributes[i].value;
    return "";
}

Test(options, a_scope_fills_in_what_a_rule_does_not_say)
{
    static const char text[] =
        "a.example\nb.example cgroup=/own\n[cgroup=/head exe=/e]\nc.example\n"
        "d.example step=s\n[step=t]\ne.example\n";
    static const char *const scope[] = {"cgroup=/scope"};
    static const char *const wanted[] = {"/scope", "/own", "/head", "/head", "/scope"};
    const struct policy_options options = {.scope = scope, .scope_count = 1, .defaults = "gha"};
    struct parsed *parsed = parse_bytes(text, sizeof text - 1, &options);

    cr_assert(parsed->ok);
    cr_assert_eq(parsed->rules.count, 10);
    for (int i = 0; i < 5; i++)
        cr_expect_str_eq(attribute_of(&parsed->rules.rules[5 + i], ATTRIBUTE_CGROUP), wanted[i]);
    cr_expect_str_eq(attribute_of(&parsed->rules.rules[8], ATTRIBUTE_EXE), "/e");
    /* The defaults are rules like any other. */
    cr_expect_str_eq(attribute_of(&parsed->rules.rules[0], ATTRIBUTE_CGROUP), "/scope");
    cr_expect_str_eq(attribute_of(&parsed->rules.rules[1], ATTRIBUTE_CGROUP),
                     "/azure.slice/walinuxagent.service");
    drop(parsed);
}

/* ---- limits and hostile texts ---- */

static char *repeat(const char *text, size_t count, size_t *ret_len)
{
    size_t len = strlen(text);
    char *out = malloc(len * count + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(out + i * len, text, len);
    out[len * count] = '\0';
    *ret_len = len * count;
    return out;
}

/* Parses many copies of a text; its first diagnostic must be this. */
static void expect_limit(const char *text, size_t count, enum diagnostic_code code)
{
    size_t len;
    char *whole = repeat(text, count, &len);
    struct parsed *parsed = parse_bytes(whole, len, NULL);

    cr_expect_not(parsed->ok);
    cr_assert_gt(parsed->diagnostics.count, 0);
    cr_expect_eq(parsed->diagnostics.items[0].code, code, "%s: %s", diagnostic_infos[code].code,
                 parsed->diagnostics.items[0].message);
    drop(parsed);
    free(whole);
}

Test(limits, each_has_its_own_error)
{
    expect_limit("# 45678901234567", SOURCE_SIZE_MAX_BYTES / 16 + 1, DIAGNOSTIC_TEXT_TOO_LARGE);
    expect_limit("#\n", SOURCE_LINES_MAX + 1, DIAGNOSTIC_TEXT_TOO_LARGE);
    expect_limit("a.b\n", RULE_COUNT_MAX + 1, DIAGNOSTIC_TOO_MANY_RULES);
    expect_limit("x", LEXER_LINE_MAX_BYTES + 1, DIAGNOSTIC_LINE_TOO_LONG);
    expect_limit("a.b:1\n[https://a.b/x", 1, DIAGNOSTIC_HEADER_UNCLOSED);
}

Test(limits, a_text_of_the_greatest_size_is_read)
{
    size_t len;
    char *text = repeat("# comment 45678 comment 4567890\n", SOURCE_SIZE_MAX_BYTES / 32, &len);
    struct parsed *parsed = parse_bytes(text, len, NULL);

    cr_expect(parsed->ok);
    drop(parsed);
    free(text);
}

/* Texts that are long in one direction: linear time, bounded memory, no deep recursion. */
Test(hostile, long_lists_and_many_lines)
{
    static const struct {
        const char *front, *part;
        size_t count;
    } texts[] = {
        {"a.example:1", "|1", 30000},
        {"GET", "|GET", 16000},
        {"a.example", " exe=/x", 9000},
        {"[", "[", 60000},
        {"https://a.b/", "/a", 2000},
        {"https://a.b/", "%41", 1300},
        {"", "\n", 4000000},
        {"", "[\n", 500000},
        {"", "a", 65536},
        {"", "{owner}", 9000},
        {"", "\x01\n", 1000000},
        {"", "[:1]\n", 500000},
        {"[https://a.b/x]\n", "/y\n", 260000},
        {"a.b step=`", "[a]", 20000},
        {"*", ".*", 30000},
        {"", "dns:", 16000},
        {"", ":", 60000},
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t len, front = strlen(texts[i].front);
        char *part = repeat(texts[i].part, texts[i].count, &len);
        char *text = malloc(front + len);
        struct parsed *parsed;

        memcpy(text, texts[i].front, front);
        memcpy(text + front, part, len);
        parsed = parse_bytes(text, front + len, NULL);
        cr_expect_eq(parsed->ok, parsed->diagnostics.error_count == 0);
        drop(parsed);
        free(text);
        free(part);
    }
}

Test(hostile, a_nul_never_ends_a_policy)
{
    static const char text[] = "a.example\0\nfoo\0bar\n# \0\nb.example\n";
    struct parsed *parsed = parse_bytes(text, sizeof text - 1, NULL);

    cr_expect_not(parsed->ok);
    cr_expect_eq(parsed->diagnostics.error_count, 3);
    for (uint32_t i = 0; i < parsed->diagnostics.count; i++)
        cr_expect_eq(parsed->diagnostics.items[i].code, DIAGNOSTIC_NUL_BYTE);
    cr_assert_eq(parsed->rules.count, 1);
    cr_expect_str_eq(parsed->rules.rules[0].target, "b.example");
    drop(parsed);
}

/* The text need not end in a NUL or a line end, and what lies behind it does not matter. */
Test(hostile, nothing_is_read_behind_the_end)
{
    static const char text[] = "a.example:80/tcp step=\"x\"";

    for (size_t len = 0; len <= sizeof text - 1; len++) {
        char *exact = malloc(len ? len : 1);
        struct parsed *parsed;

        memcpy(exact, text, len);
        parsed = parse_bytes(exact, len, NULL);
        cr_expect_eq(parsed->ok, parsed->diagnostics.error_count == 0);
        cr_expect_leq(parsed->diagnostics.count, 1, "%zu bytes", len);
        drop(parsed);
        free(exact);
    }
}
