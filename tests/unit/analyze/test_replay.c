/* A log replayed: what is counted. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lang/analyze/replay.h"
#include "lang/reference/reference.h"
#include "lang/rules/policy.h"

static const char policy[] = "127.0.0.53:53/udp\n"                 /* 0 */
                             "*.example.com\n"                     /* 1 */
                             "a.example.com passthrough\n"         /* 2 */
                             "https://api.example.net/x/*\n"       /* 3 */
                             "dns:only.example.org\n"              /* 4 */
                             "never.example.org exe=/usr/bin/x\n"; /* 5 */

struct fixture {
    struct arena arena;
    struct ruleset rules;
    struct log_reader *reader;
    struct replay *replay;
    uint64_t number;
};

static void set_up(struct fixture *fixture)
{
    struct diagnostics diagnostics = {.arena = &fixture->arena};

    memset(fixture, 0, sizeof *fixture);
    diagnostics.arena = &fixture->arena;
    cr_assert(policy_parse(policy, strlen(policy), &(struct policy_options){0}, &fixture->arena,
                           &diagnostics, &fixture->rules));
    fixture->reader = log_reader_new();
    fixture->replay = replay_new(&fixture->rules, (struct matcher){reference_ask, &fixture->rules});
}

static void tear_down(struct fixture *fixture)
{
    replay_free(fixture->replay);
    log_reader_free(fixture->reader);
    arena_free(&fixture->arena);
}

/* 'a', 'd', or '-' for a line that asks nothing. */
static char say(struct fixture *fixture, const char *text)
{
    const struct verdict *verdict;
    struct log_line line;
    const char *wrong;

    cr_assert(log_line_read(fixture->reader, text, strlen(text), &line, &wrong), "%s: %s", text,
              wrong);
    verdict = replay_event(fixture->replay, &line, ++fixture->number);
    return !verdict ? '-' : verdict->allow && !verdict->inspect_only ? 'a' : 'd';
}

#define AT(second) "\"ts\":\"2026-01-01T00:" second "Z\","

Test(replay, answers_bind_names)
{
    struct fixture f;

    set_up(&f);
    cr_expect_eq(say(&f, "{" AT("00:00") "\"type\":\"start\"}"), '-');
    cr_expect_eq(say(&f,
                     "{" AT("00:01") "\"type\":\"dns\",\"dst_ip\":\"127.0.0.53\",\"dst_port\":53,"
                                     "\"name\":\"b.example.com\"}"),
                 'a');
    cr_expect_eq(say(&f, "{" AT("00:01") "\"type\":\"dns_response\",\"name\":\"b.example.com\","
                                         "\"answers\":[\"192.0.2.1\"],\"ttl\":60}"),
                 '-');
    cr_expect_eq(
        say(&f, "{" AT("00:30") "\"type\":\"tcp\",\"dst_ip\":\"192.0.2.1\",\"dst_port\":443}"),
        'a');
    cr_expect_eq(
        say(&f, "{" AT("00:30") "\"type\":\"tcp\",\"dst_ip\":\"192.0.2.2\",\"dst_port\":443}"),
        'd');
    cr_expect_eq(
        say(&f, "{" AT("01:02") "\"type\":\"tcp\",\"dst_ip\":\"192.0.2.1\",\"dst_port\":443}"),
        'd'); /* its time is up */
    cr_expect_eq(replay_summary(f.replay)->answers, 1);
    cr_expect_eq(replay_rule_uses(f.replay)[0], 1); /* the resolver, too */
    cr_expect_eq(replay_rule_uses(f.replay)[1], 2);
    tear_down(&f);
}

Test(replay, uses)
{
    struct fixture f;
    const uint64_t *uses;

    set_up(&f);
    say(&f, "{\"type\":\"https\",\"dst_ip\":\"192.0.2.1\",\"dst_port\":443,\"host\":\"a.example."
            "com\"}");
    say(&f, "{\"type\":\"https\",\"dst_ip\":\"192.0.2.1\",\"dst_port\":443,\"url\":\"https://"
            "api.example."
            "net/x/y\",\"method\":\"GET\"}");
    say(&f, "{\"type\":\"dns\",\"dst_ip\":\"127.0.0.53\",\"dst_port\":53,\"name\":\"only.example."
            "org\"}");
    uses = replay_rule_uses(f.replay);
    cr_expect_eq(uses[1], 1);
    cr_expect_eq(uses[2], 1); /* it is the one that passes through */
    cr_expect_eq(uses[3], 1);
    cr_expect_eq(uses[4], 1);
    cr_expect_eq(uses[5], 0);
    tear_down(&f);
}

Test(replay, refusals_are_told_apart)
{
    struct fixture f;
    const struct replay_refusal *refusals;
    const struct replay_group *groups;
    struct replay_count other_groups;
    uint64_t others;
    uint32_t count;

    set_up(&f);
    for (int i = 0; i < 3; i++)
        cr_expect_eq(say(&f,
                         "{\"type\":\"tcp\",\"dst_ip\":\"192.0.2.9\",\"dst_port\":22,\"policy\":"
                         "\"allow\",\"exe\":\"/b/ssh\",\"step\":\"s\"}"),
                     'd');
    cr_expect_eq(
        say(&f, "{\"type\":\"https\",\"dst_ip\":\"192.0.2.1\",\"dst_port\":443,\"exe\":\"/b/c\","
                "\"host\":\"api.example.net\"}"),
        'd');
    cr_expect_eq(
        say(&f, "{\"type\":\"https\",\"dst_ip\":\"192.0.2.1\",\"dst_port\":443,\"policy\":\"deny\","
                "\"host\":\"a.example.com\"}"),
        'a');
    refusals = replay_refusals(f.replay, &count, &others);
    cr_assert_eq(count, 2);
    cr_expect_eq(others, 0);
    cr_expect_str_eq(refusals[0].what, "tcp 192.0.2.9:22");
    cr_expect_str_eq(refusals[0].exe, "/b/ssh");
    cr_expect_str_eq(refusals[0].step, "s");
    cr_expect_eq(refusals[0].count, 3);
    cr_expect_eq(refusals[0].first_line, 1);
    cr_expect(refusals[0].allowed_before);
    cr_expect(!refusals[0].inspection);
    cr_expect_str_eq(refusals[1].what, "https api.example.net:443");
    cr_expect(refusals[1].inspection);
    groups = replay_processes(f.replay, &count, &other_groups);
    cr_assert_eq(count, 3);
    cr_expect_str_eq(groups[0].name, "/b/ssh");
    cr_expect_eq(groups[0].count.refused, 3);
    cr_expect_eq(replay_summary(f.replay)->newly_refused, 3);
    cr_expect_eq(replay_summary(f.replay)->newly_allowed, 1);
    cr_expect_eq(replay_summary(f.replay)->uninspected, 1);
    tear_down(&f);
}

/* However many there are, memory is bounded, and the sums are right. */
Test(replay, tables_are_bounded)
{
    struct fixture f;
    uint64_t sum = 0, others;
    struct replay_count other_groups;
    const struct replay_refusal *refusals;
    const struct replay_group *groups;
    uint32_t count;

    set_up(&f);
    for (int i = 0; i < 25000; i++) {
        char text[160];

        snprintf(text, sizeof text,
                 "{\"type\":\"tcp\",\"dst_ip\":\"10.1.%d.%d\",\"dst_port\":1,\"exe\":\"/tmp/%d\"}",
                 i / 256, i % 256, i);
        cr_assert_eq(say(&f, text), 'd');
    }
    refusals = replay_refusals(f.replay, &count, &others);
    cr_expect_eq(count, REPLAY_GROUPS_MAX);
    for (uint32_t i = 0; i < count; i++)
        sum += refusals[i].count;
    cr_expect_eq(sum + others, 25000);
    groups = replay_processes(f.replay, &count, &other_groups);
    cr_expect_eq(count, REPLAY_GROUPS_MAX);
    cr_expect_eq(groups[0].count.events, 1);
    cr_expect_eq(other_groups.events, 15000);
    tear_down(&f);
}
