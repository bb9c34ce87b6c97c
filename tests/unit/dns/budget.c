#include "runtime/dns/budget.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define HOUR_MS 3600000

static struct limits limits_of(uint32_t names, uint32_t bytes, uint32_t queries)
{
    struct limits limits = limits_default();
    limits.dns_names_hourly = names;
    limits.dns_bytes_hourly = bytes;
    limits.dns_queries_hourly = queries;
    return limits;
}

static enum budget_verdict take(struct budget *budget, int32_t rule, int number, int64_t now_ms)
{
    char name[64];
    snprintf(name, sizeof(name), "%08d.example", number); /* 16 bytes */
    return budget_take(budget, rule, name, now_ms);
}

Test(budget, names)
{
    struct limits limits = limits_of(3, 1000000, 1000000);
    struct budget *budget = budget_new(&limits, 1);
    for (int i = 0; i < 3; i++)
        cr_expect_eq(take(budget, 7, i, 1000), BUDGET_KEPT);
    cr_expect_eq(take(budget, 7, 3, 1000), BUDGET_NAMES);
    cr_expect_eq(take(budget, 7, 1, 1000), BUDGET_KEPT, "it was asked for before");
    cr_expect_eq(take(budget, 8, 3, 1000), BUDGET_KEPT, "another rule has its own");
    /* A third of an hour later there is one more, and only one. */
    cr_expect_eq(take(budget, 7, 3, 1000 + HOUR_MS / 3), BUDGET_KEPT);
    cr_expect_eq(take(budget, 7, 4, 1000 + HOUR_MS / 3), BUDGET_NAMES);
    budget_free(budget);
}

Test(budget, names_are_forgotten_after_an_hour)
{
    struct limits limits = limits_of(2, 1000000, 1000000);
    struct budget *budget = budget_new(&limits, 1);
    int64_t later = 1000 + 2 * HOUR_MS;
    cr_expect_eq(take(budget, 0, 0, 1000), BUDGET_KEPT);
    cr_expect_eq(take(budget, 0, 0, later), BUDGET_KEPT);
    cr_expect_eq(take(budget, 0, 1, later), BUDGET_KEPT);
    cr_expect_eq(take(budget, 0, 2, later), BUDGET_NAMES, "the old name has cost one, too");
    budget_free(budget);
}

Test(budget, bytes)
{
    struct limits limits = limits_of(1000, 40, 1000000);
    struct budget *budget = budget_new(&limits, 2);
    cr_expect_eq(take(budget, 0, 0, 5), BUDGET_KEPT);
    cr_expect_eq(take(budget, 0, 1, 5), BUDGET_KEPT);
    cr_expect_eq(take(budget, 0, 2, 5), BUDGET_BYTES);
    cr_expect_eq(budget_take(budget, 0, "8.chars.", 5), BUDGET_KEPT, "a shorter one still fits");
    budget_free(budget);
}

Test(budget, repetitions)
{
    struct limits limits = limits_of(1000, 1000000, 4);
    struct budget *budget = budget_new(&limits, 3);
    for (int i = 0; i < 100; i++)
        cr_expect_eq(take(budget, 0, 0, 5), BUDGET_KEPT, "one name alone says nothing");
    cr_expect_eq(take(budget, 0, 1, 5), BUDGET_KEPT);
    for (int i = 0; i < 4; i++)
        cr_expect_eq(take(budget, 0, i % 2, 5), BUDGET_KEPT);
    cr_expect_eq(take(budget, 0, 0, 5), BUDGET_QUERIES);
    cr_expect_eq(take(budget, 0, 2, 5), BUDGET_KEPT, "new names have an allowance of their own");
    budget_free(budget);
}

/* More names than are remembered: those that were forgotten cost again, none comes free. */
Test(budget, memory_is_bounded)
{
    struct limits limits = limits_of(300, 1000000, 1000000);
    limits.dns_names_known = 64;
    struct budget *budget = budget_new(&limits, 4);
    int kept = 0;
    for (int i = 0; i < 1000; i++)
        kept += take(budget, 0, i, 5) == BUDGET_KEPT;
    cr_expect_eq(kept, 300);
    cr_expect_eq(take(budget, 0, 0, 5), BUDGET_NAMES);
    budget_free(budget);
}

Test(budget, a_rule_that_is_none)
{
    struct limits limits = limits_default();
    struct budget *budget = budget_new(&limits, 5);
    cr_expect_eq(take(budget, -1, 0, 5), BUDGET_MEMORY);
    budget_free(budget);
}
