/*
 * What is said to be redundant, against brute force: without those rules no random event gets
 * another answer from the reference matcher. And the other way round: every rule that stays has a
 * witness, which gets another answer once that rule is gone.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lint/redundant.h"
#include "lang/reference/reference.h"
#include "lang/rules/policy.h"
#include "tests/support/generate.h"
#include "tests/support/random_policy.h"

/* `without` is a rule that is left out, too; UINT32_MAX: none. */
static struct ruleset rest_of(struct arena *arena, const struct ruleset *all,
                              const struct redundancies *redundancies, uint32_t without)
{
    struct ruleset rest = {.rules = ARENA_ARRAY(arena, struct rule, all->count + 1)};
    uint32_t next = 0;

    for (uint32_t i = 0; i < all->count; i++) {
        bool redundant = next < redundancies->count && redundancies->items[next].rule == i;

        next += redundant;
        if (!redundant && i != without)
            rest.rules[rest.count++] = all->rules[i];
    }
    return rest;
}

/* All but which rule it is. */
static bool same_answer(const struct verdict *a, const struct verdict *b)
{
    return a->allow == b->allow && a->inspect_only == b->inspect_only &&
           a->passthrough == b->passthrough && a->insecure == b->insecure;
}

static bool answers_differ(const struct ruleset *a, const struct ruleset *b, enum question question,
                           const struct facts *facts)
{
    struct verdict first = reference_ask(a, question, facts);
    struct verdict second = reference_ask(b, question, facts);

    return !same_answer(&first, &second);
}

struct counts {
    uint32_t rules;
    uint32_t redundant;
    uint32_t several;   /* of these: covered by more than one */
    uint32_t witnesses; /* of the others */
    uint32_t mute;      /* those that only a resolver would give a meaning */
    uint32_t unknown;
};

static void check_answer(const struct ruleset *all, const struct ruleset *rest,
                         enum question question, const struct facts *facts)
{
    if (!answers_differ(all, rest, question, facts))
        return;
    print_rules(all);
    cr_assert_fail("an answer to question %d changed (host %s, path %s, port %u)", question,
                   facts->host ? facts->host : "-", facts->path ? facts->path : "-",
                   facts->dst_port);
}

static void check_witness(const struct ruleset *all, const struct redundancies *redundancies,
                          uint32_t rule, struct arena *arena, struct counts *counts)
{
    struct ruleset with = rest_of(arena, all, redundancies, UINT32_MAX);
    struct ruleset without = rest_of(arena, all, redundancies, rule);
    struct witness *witness;

    if (!redundant_witness(all, redundancies, rule, arena, &witness)) {
        counts->mute++;
        /* Only what nobody may resolve, or not by that process, has none. */
        cr_assert(all->rules[rule].kind != RULE_IP && all->rules[rule].kind != RULE_CIDR);
        return;
    }
    counts->witnesses++;
    if (answers_differ(&with, &without, witness->question, &witness->facts))
        return;
    print_rules(all);
    cr_assert_fail("no witness for rule %u: question %d host %s path %s exe %s port %u", rule,
                   witness->question, witness->facts.host ? witness->facts.host : "-",
                   witness->facts.path ? witness->facts.path : "-",
                   witness->process.exe ? witness->process.exe : "-", witness->facts.dst_port);
}

static void check_witnesses(const struct ruleset *all, const struct redundancies *redundancies,
                            struct arena *arena, struct counts *counts)
{
    uint32_t next = 0;

    for (uint32_t i = 0; i < all->count; i++) {
        bool redundant = next < redundancies->count && redundancies->items[next].rule == i;

        counts->several += redundant && redundancies->items[next].cover_count > 1;
        next += redundant;
        if (!redundant && !redundancies->unknown)
            check_witness(all, redundancies, i, arena, counts);
    }
    counts->rules += all->count;
    counts->redundant += redundancies->count;
    counts->unknown += redundancies->unknown;
}

/* A policy in words, from a small vocabulary. */
typedef const char *(*write_policy)(struct random *random, struct arena *arena, uint32_t rules);

static void check_text(struct random *random, write_policy write, uint32_t rule_count,
                       uint32_t events, struct counts *counts)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    const char *text = write(random, &arena, rule_count);
    struct redundancies redundancies;
    struct ruleset all, rest;

    cr_assert(
        policy_parse(text, strlen(text), &(struct policy_options){0}, &arena, &diagnostics, &all),
        "%s\n%s", diagnostics.items[0].message, text);
    redundant_find(&all, &arena, &redundancies);
    rest = rest_of(&arena, &all, &redundancies, UINT32_MAX);
    cr_assert_eq(rest.count + redundancies.count, all.count);
    for (uint32_t i = 0; i < events; i++) {
        struct random_event event;

        random_event(random, &event);
        check_answer(&all, &rest, event.question, &event.facts);
    }
    check_witnesses(&all, &redundancies, &arena, counts);
    arena_free(&arena);
}

/* Of every kind and size that there is. */
static void check_generated(struct random *random, enum recipe recipe, struct counts *counts)
{
    struct arena arena = {0};
    struct redundancies redundancies;
    struct ruleset all, rest;

    generate_rules(random, &arena, recipe, 2 + random_below(random, 40), &all);
    redundant_find(&all, &arena, &redundancies);
    rest = rest_of(&arena, &all, &redundancies, UINT32_MAX);
    for (int i = 0; i < 300; i++) {
        struct generated event;

        generate_event(random, &all, &event);
        check_answer(&all, &rest, event.question, &event.facts);
    }
    check_witnesses(&all, &redundancies, &arena, counts);
    arena_free(&arena);
}

static void print_counts(const char *what, const struct counts *counts)
{
    printf("%s: %u rules: %u redundant (%u by several), %u with a witness, %u mute, %u unknown\n",
           what, counts->rules, counts->redundant, counts->several, counts->witnesses, counts->mute,
           counts->unknown);
}

/* EGRESS_TEST_ROUNDS=N for more. */
static uint32_t rounds(uint32_t usual)
{
    const char *text = getenv("EGRESS_TEST_ROUNDS");

    return text ? (uint32_t)strtoul(text, NULL, 10) : usual;
}

/*
 * The last rule is needed, for an event that is not the first one that is tried: others have that.
 * In the later ones it is found only where a way that led nowhere is taken back whole: what was
 * avoided on it is possible again.
 */
static const char *const needed[] = {
    "https://*.example/o*\nhttps://a.example/*\n",
    "https://*.example/other\nhttps://*.example/\nhttps://a.example/*\n",
    "other*.example:80|443\n*.example\n",
    "*.example exe=/o*\n*.example exe=/*\n",
    "*.example action=o*\n*.example action=x*\na.example action=*\n",
    "*.example image=o*\n*.example image=?\na.example image=*\n",
    "*.example step=o*\n*.example step=x*\na.example step=*\n",
    "*.example arg=o*\n*.example arg[1]=x*\na.example arg=*\n",
    /* Only HEAD to port 443 is left. */
    "GET|HEAD https://a.example:80/*\nPOST https://a.example:80|443/*\n"
    "GET https://a.example:443/*\nGET|HEAD|POST https://a.example:80|443/x\n",
    /* Only POST to /x by /b with port 443. */
    "GET|POST https://a.example:80/*\nPUT https://a.example:80|443/*\n"
    "GET https://a.example:443/*\nPOST https://a.example:443/* exe=/a\n"
    "GET|POST|PUT https://a.example:80|443/x\n",
    /* Only /y to port 443. */
    "*.example:80 exe=`/[xy]*`\n*.example:80|443 exe=`/[!xy]*`\n*.example:443 exe=`/x*`\n"
    "a.example:80|443 exe=/?\n",
    /* Only 10.0.0.1, to port 2. */
    "10.0.0.0/31:1\n10.0.0.2/31:1|2|3\n10.0.0.0:2|3\n10.0.0.0/30:1|2\n",
};

/* The last rule says nothing that the others do not say. */
static const char *const covered[] = {
    "a.example action=x/*\na.example action=x/y\n",
    "a.example image=*:?\na.example image=x:1\n",
    "a.example step=b*\na.example step=build\n",
    "a.example cgroup=/x/*\na.example cgroup=/x/y\n",
    "a.example cgroup=@docker\na.example cgroup=/Docker/y\n",
    "a.example arg=*x*\na.example arg[1]=x\n",
    "a.example arg[2]=x*\na.example arg[2]=xy\n",
    "*.example exe=/a*\n*.example exe=`/[!a]*`\na.example exe=/?\n",
    "https://*.example:80|443/o*/*\nhttps://a.example:443/other/*\n",
    "10.0.0.0/9:1|2\n10.128.0.0/9:1|2\n10.0.0.0/8:1\n",
};

static void parse_text(const char *text, struct arena *arena, struct ruleset *ret_rules)
{
    struct diagnostics diagnostics = {.arena = arena};

    cr_assert(policy_parse(text, strlen(text), &(struct policy_options){0}, arena, &diagnostics,
                           ret_rules),
              "%s", text);
}

Test(redundant, the_last_one_is_covered)
{
    for (size_t i = 0; i < sizeof covered / sizeof covered[0]; i++) {
        struct arena arena = {0};
        struct redundancies redundancies;
        struct ruleset all;

        parse_text(covered[i], &arena, &all);
        redundant_find(&all, &arena, &redundancies);
        cr_assert_eq(redundancies.count, 1, "%s", covered[i]);
        cr_expect_eq(redundancies.items[0].rule, all.count - 1, "%s", covered[i]);
        arena_free(&arena);
    }
}

Test(redundant, the_last_one_is_needed)
{
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        struct arena arena = {0};
        struct redundancies redundancies;
        struct counts counts = {0};
        struct ruleset all;

        parse_text(needed[i], &arena, &all);
        redundant_find(&all, &arena, &redundancies);
        for (uint32_t k = 0; k < redundancies.count; k++)
            cr_expect_neq(redundancies.items[k].rule, all.count - 1, "%s", needed[i]);
        check_witnesses(&all, &redundancies, &arena, &counts);
        arena_free(&arena);
    }
}

Test(redundant, texts_agree_with_brute_force)
{
    struct random random = {.state = rounds(600)};
    struct counts counts = {0};

    for (uint32_t i = rounds(600); i > 0; i--)
        check_text(&random, random_policy, 2 + random_below(&random, 24), 300, &counts);
    print_counts("text", &counts);
    cr_expect_gt(counts.redundant, counts.rules / 10);
    cr_expect_gt(counts.several, 0);
    cr_expect_gt(counts.witnesses, counts.rules / 5);
    cr_expect_lt(counts.unknown, counts.rules / 100 + 1);
}

/* Rules so alike that each condition decides now and then, and one that is overlooked shows. */
Test(redundant, kin_agree_with_brute_force)
{
    struct random random = {.state = rounds(2000)};
    struct counts counts = {0};

    for (uint32_t i = rounds(2000); i > 0; i--)
        check_text(&random, random_kin, 2 + random_below(&random, 6), 1000, &counts);
    print_counts("kin", &counts);
    cr_expect_gt(counts.redundant, counts.rules / 4);
    cr_expect_gt(counts.several, 0);
    cr_expect_gt(counts.witnesses, counts.rules / 5);
    cr_expect_lt(counts.unknown, counts.rules / 100 + 1);
}

Test(redundant, generated_rules_agree_with_brute_force)
{
    struct random random = {.state = rounds(50)};

    for (int recipe = 0; recipe < RECIPE_COUNT; recipe++) {
        struct counts counts = {0};

        for (uint32_t i = rounds(50); i > 0; i--)
            check_generated(&random, (enum recipe)recipe, &counts);
        print_counts(recipe_names[recipe], &counts);
        cr_expect_gt(counts.witnesses, 0);
    }
}
