#include "runtime/http2/budget.h"

void http2_budget_start(struct http2_budget *budget, uint32_t most, uint32_t per_s, int64_t now_ms)
{
    *budget =
        (struct http2_budget){.most = most, .per_s = per_s, .left = most, .filled_ms = now_ms};
}

void http2_budget_earn(struct http2_budget *budget, uint32_t amount)
{
    uint32_t missing = budget->most - budget->left;
    budget->left += amount < missing ? amount : missing;
}

/* Whole units only; the time that does not make one counts next time. */
void http2_budget_refill(struct http2_budget *budget, int64_t now_ms)
{
    int64_t passed_ms = now_ms - budget->filled_ms;
    if (passed_ms <= 0 || budget->per_s == 0)
        return;
    if (budget->left == budget->most || passed_ms / 1000 >= budget->most) {
        budget->left = budget->most;
        budget->filled_ms = now_ms;
        return;
    }
    uint64_t units = (uint64_t)passed_ms * budget->per_s / 1000;
    if (units == 0)
        return;
    budget->filled_ms += (int64_t)(units * 1000 / budget->per_s);
    http2_budget_earn(budget, units < budget->most ? (uint32_t)units : budget->most);
}

bool http2_budget_spend(struct http2_budget *budget, uint32_t amount)
{
    if (budget->left < amount)
        return false;
    budget->left -= amount;
    return true;
}
