#include "lang/decide/decide.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <strings.h>

#include "lang/decide/bindings.h"

/* A policy of one host rule (number 1) and one address (number 2), asked by name or address. */
struct toy {
    const char *host;
    uint32_t address;
    struct verdict host_verdict;
};

static struct verdict toy_ask(const void *policy, enum question question, const struct facts *facts)
{
    const struct toy *toy = policy;

    (void)question;
    if (facts->host && strcasecmp(facts->host, toy->host) == 0)
        return toy->host_verdict;
    if (facts->dst_ip == toy->address)
        return (struct verdict){.allow = true, .rule = 2};
    return (struct verdict){.rule = -1};
}

static const struct toy toy = {"github.com", 0x01010101, {.allow = true, .rule = 1}};

static struct decide *toy_decide(const struct toy *policy)
{
    return decide_new((struct matcher){toy_ask, policy});
}

Test(decide, a_bound_name_opens_a_host_rule_until_its_end)
{
    struct decide *decide = toy_decide(&toy);
    struct decide_event event = {.question = QUESTION_TCP, .dst_ip = 7, .dst_port = 22};

    cr_expect_not(decide_ask(decide, &event, 0).allow);
    decide_bind(decide, "GitHub.com.", 7, 300, 0);
    cr_expect(decide_is_bound(decide, "github.com", 7, 1));
    cr_expect_eq(decide_ask(decide, &event, 299999).rule, 1);
    cr_expect_not(decide_ask(decide, &event, 300000).allow);
    event.dst_ip = 8;
    cr_expect_not(decide_ask(decide, &event, 1).allow);
    decide_free(decide);
}

Test(decide, lifetimes_are_clamped)
{
    struct decide *decide = toy_decide(&toy);

    decide_bind(decide, "a.b", 1, 0, 0);
    decide_bind(decide, "a.b", 2, 1000000, 0);
    cr_expect(decide_is_bound(decide, "a.b", 1, 59999));
    cr_expect_not(decide_is_bound(decide, "a.b", 1, 60000));
    cr_expect(decide_is_bound(decide, "a.b", 2, 3599999));
    cr_expect_not(decide_is_bound(decide, "a.b", 2, 3600000));
    decide_free(decide);
}

Test(decide, a_claim_opens_nothing_unless_bound)
{
    struct decide *decide = toy_decide(&toy);
    struct decide_event event = {.question = QUESTION_TLS,
                                 .dst_ip = 7,
                                 .dst_port = 443,
                                 .claimed = "github.com",
                                 .named = true};

    cr_expect_not(decide_ask(decide, &event, 0).allow);
    decide_bind(decide, "github.com", 7, 60, 0);
    cr_expect(decide_ask(decide, &event, 0).allow);
    event.claimed = "other.com";
    cr_expect_not(decide_ask(decide, &event, 0).allow, "a named connection has that name only");
    event.named = false;
    cr_expect(decide_ask(decide, &event, 0).allow);
    decide_free(decide);
}

Test(decide, http_takes_the_urls_host_unless_it_is_only_claimed)
{
    struct decide *decide = toy_decide(&toy);
    struct decide_event event = {
        .question = QUESTION_HTTP, .dst_ip = 7, .dst_port = 80, .url = "http://GITHUB.com./x"};

    cr_expect_eq(decide_ask(decide, &event, 0).rule, 1);
    event.claimed = "github.com";
    cr_expect_not(decide_ask(decide, &event, 0).allow);
    decide_bind(decide, "github.com", 7, 60, 0);
    cr_expect(decide_ask(decide, &event, 0).allow);
    event.dst_ip = 0x01010101;
    cr_expect_eq(decide_ask(decide, &event, 0).rule, 2, "address rules need no name");
    event.url = "nonsense";
    cr_expect_not(decide_ask(decide, &event, 0).allow);
    decide_free(decide);
}

Test(decide, answers_for_several_names_are_joined)
{
    struct toy flags = {"github.com", 7, {.allow = true, .insecure = true, .rule = 5}};
    struct decide *decide = toy_decide(&flags);
    struct decide_event event = {.question = QUESTION_TLS, .dst_ip = 7, .host = "else.com"};

    decide_bind(decide, "github.com", 7, 60, 0);
    struct verdict verdict = decide_ask(decide, &event, 0);
    cr_expect_eq(verdict.rule, 2);
    cr_expect(verdict.insecure);

    flags.host_verdict = (struct verdict){.allow = true, .inspect_only = true, .rule = 0};
    verdict = decide_ask(decide, &event, 0);
    cr_expect_eq(verdict.rule, 2, "an allowance beats one for inspection only");
    cr_expect_not(verdict.inspect_only);
    decide_free(decide);
}

Test(bindings, what_is_nearest_its_end_goes_first)
{
    struct bindings *bindings = bindings_new();

    for (uint32_t ip = 0; ip < DECIDE_ADDRESSES_MAX; ip++)
        bindings_add(bindings, "a.b", ip, 1000 + (ip * 7919) % DECIDE_ADDRESSES_MAX, 0);
    cr_expect_eq(bindings_count(bindings), DECIDE_ADDRESSES_MAX);
    bindings_add(bindings, "a.b", 0, 50000, 0); /* the nearest, prolonged: now another is */
    bindings_add(bindings, "new.b", 1u << 31, 60000, 0);
    cr_expect_eq(bindings_count(bindings), DECIDE_ADDRESSES_MAX);
    cr_expect(bindings_has(bindings, "a.b", 0, 1));
    cr_expect(bindings_has(bindings, "new.b", 1u << 31, 1));
    uint32_t gone = 0;
    for (uint32_t ip = 0; ip < DECIDE_ADDRESSES_MAX; ip++)
        if (!bindings_has(bindings, "a.b", ip, 1)) {
            gone++;
            cr_expect_eq((ip * 7919) % DECIDE_ADDRESSES_MAX, 1);
        }
    cr_expect_eq(gone, 1);
    bindings_add(bindings, "x.y", 5, 90000, 20000);
    cr_expect_eq(bindings_count(bindings), 3, "ended ones are swept");
    bindings_free(bindings);
}

Test(bindings, an_address_keeps_a_bounded_number_of_names)
{
    struct bindings *bindings = bindings_new();
    const char *names[DECIDE_NAMES_MAX + 1];
    char name[32];

    for (int i = 0; i <= DECIDE_NAMES_MAX; i++) {
        snprintf(name, sizeof(name), "h%d.com", i);
        bindings_add(bindings, name, 1, 100 + i, 0);
    }
    cr_expect_eq(bindings_names(bindings, 1, 0, names, DECIDE_NAMES_MAX + 1), DECIDE_NAMES_MAX);
    cr_expect_not(bindings_has(bindings, "h0.com", 1, 0));
    cr_expect(bindings_has(bindings, "H64.com", 1, 0));
    bindings_add(bindings, "", 1, 100, 0);
    bindings_add(bindings, ".", 1, 100, 0);
    cr_expect_eq(bindings_names(bindings, 1, 0, names, DECIDE_NAMES_MAX + 1), DECIDE_NAMES_MAX);
    bindings_free(bindings);
}
