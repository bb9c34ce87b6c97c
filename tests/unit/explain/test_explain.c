/* Why a denial is one: which rules are nearest, and that their conditions are the rule's. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lang/explain/explain.h"
#include "lang/explain/internal.h"
#include "lang/reference/reference.h"
#include "lang/rules/policy.h"
#include "tests/support/generate.h"
#include "tests/support/random_policy.h"

static const char policy[] = "127.0.0.53:53/udp\n"                                          /* 1 */
                             "GET|HEAD https://api.github.com/*\n"                          /* 2 */
                             "POST https://api.github.com/repos/*/issues exe=/usr/bin/gh\n" /* 3 */
                             "*.github.com:22 exe=/usr/bin/git\n"                           /* 4 */
                             "github.com exe=/usr/bin/git\n"                                /* 5 */
                             "10.0.0.0/8:443\n"                                             /* 6 */
                             "dns:*.corp.example\n"                                         /* 7 */
                             "db.corp.example:5432 arg=-x\n";                               /* 8 */

/* `nearest`: "LINE:condition,condition LINE:..." of the first two. */
static const struct {
    enum question question;
    struct facts facts;
    const char *exe;
    const char *nearest;
} cases[] = {
    {QUESTION_HTTP,
     {.host = "api.github.com",
      .dst_port = 443,
      .scheme = SCHEME_HTTPS,
      .method = METHOD_POST,
      .path = "/repos/a/issues"},
     "/usr/bin/curl",
     "2:method 3:exe"},
    {QUESTION_HTTP,
     {.host = "api.github.com",
      .dst_port = 443,
      .scheme = SCHEME_HTTPS,
      .method = METHOD_POST,
      .path = "/gists"},
     "/usr/bin/gh",
     "2:method 3:path"},
    {QUESTION_HTTP,
     {.host = "api.github.com",
      .dst_port = 80,
      .scheme = SCHEME_HTTP,
      .method = METHOD_GET,
      .path = "/x"},
     NULL,
     "2:port,scheme 4:port,exe"},
    {QUESTION_HTTP,
     {.host = "api.github.com", .dst_port = 443, .scheme = SCHEME_HTTPS, .method = METHOD_GET},
     NULL,
     "2:path 4:port,exe"},
    {QUESTION_TLS, {.host = "github.com", .dst_port = 443}, NULL, "5:exe 2:host"},
    {QUESTION_TCP, {.host = "github.com", .dst_port = 22}, "/usr/bin/git", "5:port 4:host"},
    {QUESTION_TLS, {.host = "githb.com", .dst_port = 443}, "/usr/bin/git", "5:host 4:host,port"},
    {QUESTION_TCP, {.dst_ip = 0x0a010203, .dst_port = 80}, NULL, "6:port"},
    {QUESTION_TCP, {.host = "x.corp.example", .dst_port = 443}, NULL, "7:kind 8:host,port,arg"},
    {QUESTION_TCP, {.host = "evil.example", .dst_port = 443}, NULL, ""},
    {QUESTION_UDP, {.dst_ip = 0x7f000035, .dst_port = 443}, NULL, "1:port"},
    {QUESTION_DNS,
     {.dst_ip = 0x7f000035, .dst_port = 53, .host = "github.com"},
     NULL,
     "5:exe 2:host"},
    {QUESTION_DNS, {.dst_ip = 0x7f000035, .dst_port = 53, .host = "evil.example"}, NULL, ""},
};

static void print_nears(const struct ruleset *rules, const struct explain_nears *nears, char *out,
                        size_t size)
{
    size_t used = 0;

    out[0] = '\0';
    for (uint32_t i = 0; i < nears->count && i < 2; i++) {
        const struct explain_near *near = &nears->items[i];

        used += (size_t)snprintf(out + used, size - used, "%s%u:", i ? " " : "",
                                 rules->rules[near->rule].line);
        for (uint32_t j = 0; j < near->failed_count; j++)
            used += (size_t)snprintf(out + used, size - used, "%s%s", j ? "," : "",
                                     near->failed[j].name);
    }
}

Test(explain, nearest)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    const struct explain_options options = {.near_max = 2};
    struct explainer *explainer;
    struct ruleset rules;

    cr_assert(policy_parse(policy, strlen(policy), &(struct policy_options){0}, &arena,
                           &diagnostics, &rules));
    explainer = explainer_new(&rules, &arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct process_facts process = {.exe = cases[i].exe};
        struct facts facts = cases[i].facts;
        struct explanation explanation;
        char nearest[128];

        facts.process = &process;
        explain_ask(explainer, cases[i].question, &facts, &options, &arena, &explanation);
        cr_expect(!explanation.verdict.allow, "case %zu", i);
        print_nears(&rules, &explanation.near, nearest, sizeof nearest);
        cr_expect_str_eq(nearest, cases[i].nearest, "case %zu: %s, not %s", i, nearest,
                         cases[i].nearest);
    }
    arena_free(&arena);
}

Test(explain, resolvers)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    const struct explain_options options = {.near_max = 3};
    struct facts facts = {.dst_ip = 0x08080808, .dst_port = 53, .host = "x.corp.example"};
    struct explanation explanation;
    struct ruleset rules;

    policy_parse(policy, strlen(policy), &(struct policy_options){0}, &arena, &diagnostics, &rules);
    explain_ask(explainer_new(&rules, &arena), QUESTION_DNS, &facts, &options, &arena,
                &explanation);
    cr_expect_eq(explanation.resolver, -1);
    cr_assert_geq(explanation.near_resolvers.count, 1);
    cr_expect_eq(explanation.near_resolvers.items[0].rule, 0);
    cr_expect_eq(explanation.near.count, 0); /* the name is allowed */
    facts.dst_ip = 0x7f000035;
    explain_ask(explainer_new(&rules, &arena), QUESTION_DNS, &facts, &options, &arena,
                &explanation);
    cr_expect(explanation.verdict.allow);
    cr_expect_eq(explanation.resolver, 0);
    arena_free(&arena);
}

/* A rule by itself allows an event where none of its conditions fails, and only there. */
static void check_rule(const struct ruleset *rules, uint32_t number, enum question question,
                       const struct facts *facts, struct space *space, struct arena *arena)
{
    static const enum role roles[QUESTION_COUNT] = {
        [QUESTION_HTTP] = ROLE_REQUEST, [QUESTION_DNS] = ROLE_NAME};
    const struct ruleset one = {&rules->rules[number], 1};
    struct asking asking = {roles[question], question, facts, false, space, arena};
    struct explain_condition failed[FAILED_MAX];
    uint32_t count = conditions_failed(&asking, number, failed);
    struct rule resolver = {.kind = RULE_CIDR, .protocol = PROTOCOL_UDP};
    struct rule both[2] = {resolver, rules->rules[number]};
    const struct ruleset named = {both, 2};
    struct verdict verdict =
        reference_ask(question == QUESTION_DNS ? &named : &one, question, facts);

    cr_assert_eq(count == 0, verdict.allow,
                 "rule %u, question %d, %u conditions fail (%s), host %s", number, question, count,
                 count ? failed[0].text : "", facts->host ? facts->host : "-");
    cr_assert_eq(conditions_count(&asking, number).count, count);
    for (uint32_t i = 0; i < count; i++)
        cr_assert(failed[i].text && failed[i].name);
}

Test(explain, conditions_are_the_rule)
{
    struct random random = {.state = 3};
    uint32_t allowed = 0;

    for (int round = 0; round < 400; round++) {
        struct arena arena = {0};
        struct diagnostics diagnostics = {.arena = &arena};
        const char *text = random_policy(&random, &arena, 8);
        struct ruleset rules;
        struct space space;

        cr_assert(policy_parse(text, strlen(text), &(struct policy_options){0}, &arena,
                               &diagnostics, &rules));
        space_init(&space, &arena, &rules);
        for (int i = 0; i < 50; i++) {
            struct random_event event;

            random_event(&random, &event);
            for (uint32_t rule = 0; rule < rules.count; rule++)
                check_rule(&rules, rule, event.question, &event.facts, &space, &arena);
            allowed += reference_ask(&rules, event.question, &event.facts).allow;
        }
        arena_free(&arena);
    }
    cr_expect_gt(allowed, 2000);
}
