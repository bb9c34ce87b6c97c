/* Lines as other tools want them: the error, and the line that its first fix makes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lang/rules/policy.h"

static const struct {
    const char *line;
    const char *code;
    const char *place; /* what is underlined */
    const char *fixed; /* NULL: there is no fix */
    bool sure;
} habits[] = {
    /* firewalls */
    {"allow github.com", "E0115", "allow", "github.com", true},
    {"Permit: github.com exe=/bin/x", "E0115", "Permit:", "github.com exe=/bin/x", true},
    {"  allow https://a.example/x # y", "E0115", "allow", "  https://a.example/x # y", true},
    {"allow", "E0115", "allow", NULL, false},
    {"allow all", "E0115", "allow all", NULL, false},
    {"deny evil.example", "E0115", "deny", "", false},
    {"!evil.example", "E0115", "!", "", false},
    /* YAML */
    {"- github.com", "E0107", "-", "github.com", true},
    {"- \"github.com\"", "E0107", "-", "\"github.com\"", true},
    {"policy: |", "E0109", "policy:", NULL, false},
    {"- uses: x/y@v1", "E0107", "-", "uses: x/y@v1", true},
    {"./ci.egress", "E0109", "./ci.egress", NULL, false},
    /* comments and separators */
    {"github.com // the site", "E0107", "//", "github.com # the site", true},
    {"; a note", "E0107", ";", "# a note", true},
    {";a note", "E0107", ";", "#a note", true},
    {"-- a note", "E0107", "--", "# a note", true},
    {"github.com,", "E0107", ",", "github.com", true},
    {"github.com:443;", "E0107", ";", "github.com:443", true},
    {"a.example, b.example", "E0110", ",", "a.example\nb.example", false},
    {"a.example,b.example", "E0110", ",", "a.example\nb.example", false},
    {"github.com#comment", "E0107", "#", "github.com #comment", true},
    {"a.example b.example", "E0110", "b.example", "a.example\nb.example", false},
    {"https://a.example/x https://b.example/y", "E0110", "https://b.example/y",
     "https://a.example/x\nhttps://b.example/y", false},
    {"https://a.example/x POST https://b.example/y", "E0110", "https://b.example/y",
     "https://a.example/x\nPOST https://b.example/y", false},
    /* methods */
    {"GET POST https://a.example/x", "E0305", "GET POST", "GET|POST https://a.example/x", true},
    {"get, post https://a.example/x", "E0305", "get, post", "GET|POST https://a.example/x", true},
    {"GET/POST /x", "E0305", "GET/POST", "GET|POST /x", true},
    {"GET | POST | PUT /x", "E0305", "GET | POST | PUT", "GET|POST|PUT /x", true},
    {"https://a.example/x get,post", "E0306", "get,post", "GET|POST https://a.example/x", true},
    {"ANY https://a.example/x", "E0305", "ANY", "* https://a.example/x", true},
    /* schemes */
    {"tcp://a.example:22", "E0401", "tcp", "a.example:22", true},
    {"udp://8.8.8.8:53", "E0401", "udp", "8.8.8.8:53/udp", true},
    {"tcp://a.example", "E0401", "tcp", NULL, false},
    {"ssh://git@a.example/x.git", "E0401", "ssh", "a.example:22", false},
    {"dns://8.8.8.8", "E0401", "dns", "8.8.8.8:53/udp", true},
    {"*://a.example/x", "E0401", "*://", "https://a.example/x", false},
    {"//a.example/x", "E0401", "//", "https://a.example/x", false},
    {"https:/a.example/x", "E0401", "https:/", "https://a.example/x", true},
    {"http//a.example/x", "E0401", "http//", "http://a.example/x", true},
    {"GET https:\\\\a.example/x", "E0401", "https:\\\\", "GET https://a.example/x", true},
    /* ports */
    {"a.example 443", "E0113", "443", "a.example:443", true},
    {"a.example : 80|443 exe=/bin/x", "E0113", ": 80|443", "a.example:80|443 exe=/bin/x", true},
    {"8.8.8.8:53 udp", "E0113", "udp", "8.8.8.8:53/udp", true},
    {"udp 8.8.8.8 53", "E0113", "53", "8.8.8.8:53/udp", true},
    {"UDP 10.0.0.0/8:53", "E0113", "UDP 10.0.0.0/8:53", "10.0.0.0/8:53/udp", true},
    {"a.example -> 22", "E0113", "> 22", "a.example:22", true},
    {"a.example udp", "E0304", "udp", NULL, false},
    {"a.example:443:80", "E0302", ":", "a.example:443|80", false},
    {"a.example:8000-8002", "E0302", "8000-8002", "a.example:8000|8001|8002", true},
    {"a.example:1-65535", "E0302", "1-65535", NULL, false},
    {"a.example:9-8", "E0302", "9-8", NULL, false},
    {"10.1.*", "E0205", "*", "10.1.0.0/16", false},
    {"10.1.2.*", "E0205", "*", "10.1.2.0/24", false},
    {"10.*.*.*", "E0205", "*", "10.0.0.0/8", false},
    {"10.*.3.4", "E0205", "*", NULL, false},
    {"10.999.*", "E0205", "*", NULL, false},
    {"localhost:80", "E0202", "localhost", "127.0.0.1:80", false},
    /* quotes */
    {"\"github.com\"", "E0107", "\"github.com\"", "github.com", true},
    {"'github.com',", "E0107", "'github.com',", "github.com", true},
    {"`github.com` passthrough", "E0107", "`github.com`", "github.com passthrough", true},
    {"a.example exe='/opt/my tool' step=x", "E0604", "'/opt/my tool'",
     "a.example exe=\"/opt/my tool\" step=x", false},
    {"a.example exe=/opt/my tool", "E0604", "/opt/my tool", "a.example exe=\"/opt/my tool\"",
     false},
    /* order */
    {"exe=/bin/x a.example", "E0111", "exe=/bin/x", "a.example exe=/bin/x", true},
    {"passthrough exe=/bin/x a.example:22", "E0111", "passthrough exe=/bin/x",
     "a.example:22 passthrough exe=/bin/x", true},
    /* variables */
    {"https://a.example/${{ github.repository }}/x", "E0802", "${{ github.repository }}",
     "https://a.example/{owner}/{repo}/x", true},
    {"https://a.example/$OWNER/x", "E0802", "$OWNER", "https://a.example/{owner}/x", false},
    {"https://a.example/${HOME}", "E0802", "${HOME}", NULL, false},
    {"{ownr}.example.com", "E0802", "{ownr}", "{owner}.example.com", false},
    {"https://a.example/{repository}", "E0802", "{repository}", "https://a.example/{repo}", false},
    {"https://a.example/{x}", "E0802", "{x}", NULL, false},
    /* attributes */
    {"a.example process=/bin/x", "E0601", "process", "a.example exe=/bin/x", false},
    {"a.example port=443", "E0601", "port", NULL, false},
    {"[a.example]", "E0501", "a.example", "[https://a.example]", false},
    /* values that are legal */
    {"a.example exe='/bin/x'", "W0601", "'/bin/x'", "a.example exe=\"/bin/x\"", false},
    {"a.example exe=/bin/x, step=y", "W0601", ",", "a.example exe=/bin/x step=y", false},
    {"a.example exe=/opt/{ownr}/x", "W0601", "{ownr}", "a.example exe=/opt/{owner}/x", false},
};

static void expect_fix(const char *line, const struct diagnostic *found, const char *fixed,
                       bool sure)
{
    const struct diagnostic_fix *fix = &found->fixes[0];
    char text[512];

    cr_expect_eq(found->fix_count > 0, fixed != NULL, "%s", line);
    if (!fixed || !found->fix_count)
        return;
    snprintf(text, sizeof text, "%.*s%s%s", (int)fix->span.start, line, fix->replacement,
             line + fix->span.end);
    cr_expect_str_eq(text, fixed, "%s: `%s`, expected `%s`", line, text, fixed);
    cr_expect_eq(fix->sure, sure, "%s", line);
}

Test(habit, explained)
{
    for (size_t i = 0; i < sizeof habits / sizeof habits[0]; i++) {
        const char *line = habits[i].line;
        struct arena arena = {0};
        struct diagnostics found = {.arena = &arena};
        struct ruleset rules;
        struct span span;

        policy_parse(line, strlen(line), &(struct policy_options){.placeholders_may_stay = true},
                     &arena, &found, &rules);
        cr_assert_eq(found.count, 1, "%s: %u diagnostics", line, found.count);
        span = found.items[0].spans[0].span;
        cr_expect_str_eq(diagnostic_infos[found.items[0].code].code, habits[i].code, "%s", line);
        cr_expect(strlen(habits[i].place) == span.end - span.start &&
                      !memcmp(line + span.start, habits[i].place, span.end - span.start),
                  "%s: `%.*s`", line, (int)(span.end - span.start), line + span.start);
        expect_fix(line, &found.items[0], habits[i].fixed, habits[i].sure);
        arena_free(&arena);
    }
}

/* The error of one line says nothing of another, and a comment is no part of a line. */
Test(habit, keeps_to_its_line)
{
    static const char text[] = "a.example\nallow b.example\nc_d.example # allow x\nGET\n";
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct ruleset rules;

    policy_parse(text, strlen(text), &(struct policy_options){0}, &arena, &found, &rules);
    cr_assert_eq(found.count, 3);
    cr_expect_eq(found.items[0].code, DIAGNOSTIC_ALLOW_OR_DENY);
    cr_expect_eq(found.items[1].code, DIAGNOSTIC_HOST_LABEL);
    cr_expect_eq(found.items[2].code, DIAGNOSTIC_TARGET_MISSING);
    cr_expect_eq(rules.count, 1);
    arena_free(&arena);
}
