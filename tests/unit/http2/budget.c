#include "runtime/http2/budget.h"

#include <criterion/criterion.h>

Test(budget, is_spent_and_earned)
{
    struct http2_budget budget;
    http2_budget_start(&budget, 10, 0, 1000);
    cr_assert(http2_budget_spend(&budget, 10));
    cr_assert_not(http2_budget_spend(&budget, 1));
    http2_budget_earn(&budget, 3);
    cr_assert_not(http2_budget_spend(&budget, 4), "what is not there is not taken");
    cr_assert(http2_budget_spend(&budget, 3));
    http2_budget_earn(&budget, UINT32_MAX);
    cr_assert_eq(budget.left, 10);
}

Test(budget, comes_back_with_time)
{
    static const struct {
        uint32_t per_s;
        int64_t steps_ms[4];
        uint32_t left;
    } rows[] = {
        {10, {100}, 1},
        {10, {99}, 0},
        {10, {50, 50}, 1},
        {10, {150, 150, 150, 150}, 6},
        {10, {3600000}, 100},
        {10, {-5000}, 0},
        {0, {100000}, 0},
        {3, {333, 1}, 1},
        {7, {INT64_MAX / 2}, 100},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct http2_budget budget;
        int64_t now_ms = 1000000;
        http2_budget_start(&budget, 100, rows[i].per_s, now_ms);
        cr_assert(http2_budget_spend(&budget, 100));
        for (size_t s = 0; s < 4; s++)
            http2_budget_refill(&budget, now_ms += rows[i].steps_ms[s]);
        cr_expect_eq(budget.left, rows[i].left, "row %zu: %u", i, budget.left);
    }
}
