#include "runtime/dns/budget.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define HOUR_MS 3600000
#define WAYS 4 /* places a name may have */

/* In units of which HOUR_MS make one: what an hour refills is then a whole number a millisecond. */
struct allowance {
    int64_t left;
};

struct rule_budget {
    int64_t filled_ms; /* 0: never used */
    struct allowance names, bytes, queries;
    uint32_t seen; /* distinct names so far, as far as that matters: 0, 1, 2 */
};

struct seen {
    uint64_t hash;
    int64_t until_ms; /* 0: free */
};

struct budget {
    const struct limits *limits;
    uint64_t seed;
    struct rule_budget *rules;
    size_t rule_count;
    struct seen *seen;
    size_t set_count; /* of WAYS places each */
};

struct budget *budget_new(const struct limits *limits, uint64_t seed)
{
    struct budget *budget = calloc(1, sizeof(*budget));
    if (!budget)
        return NULL;
    *budget = (struct budget){
        .limits = limits, .seed = seed, .set_count = limits->dns_names_known / WAYS + 1};
    budget->seen = calloc(budget->set_count * WAYS, sizeof(*budget->seen));
    if (!budget->seen) {
        free(budget);
        return NULL;
    }
    return budget;
}

void budget_free(struct budget *budget)
{
    if (!budget)
        return;
    free(budget->rules);
    free(budget->seen);
    free(budget);
}

static struct rule_budget *find_rule(struct budget *budget, int32_t rule)
{
    size_t wanted = (size_t)rule + 1;
    if (rule < 0)
        return NULL;
    if (wanted > budget->rule_count) {
        struct rule_budget *rules = reallocarray(budget->rules, wanted, sizeof(*rules));
        if (!rules)
            return NULL;
        memset(rules + budget->rule_count, 0, (wanted - budget->rule_count) * sizeof(*rules));
        budget->rules = rules;
        budget->rule_count = wanted;
    }
    return &budget->rules[rule];
}

static void refill_one(struct allowance *allowance, uint32_t hourly, int64_t passed_ms)
{
    int64_t full = (int64_t)hourly * HOUR_MS;
    allowance->left += passed_ms * hourly;
    if (allowance->left > full)
        allowance->left = full;
}

static void refill(struct rule_budget *rule, const struct limits *limits, int64_t now_ms)
{
    int64_t passed_ms = now_ms - rule->filled_ms;
    if (rule->filled_ms == 0 || passed_ms > HOUR_MS)
        passed_ms = HOUR_MS;
    rule->filled_ms = now_ms;
    refill_one(&rule->names, limits->dns_names_hourly, passed_ms);
    refill_one(&rule->bytes, limits->dns_bytes_hourly, passed_ms);
    refill_one(&rule->queries, limits->dns_queries_hourly, passed_ms);
}

static bool can_spend(const struct allowance *allowance, size_t amount)
{
    return allowance->left >= (int64_t)amount * HOUR_MS;
}

static void spend(struct allowance *allowance, size_t amount)
{
    allowance->left -= (int64_t)amount * HOUR_MS;
}

/* Keyed with the seed: who finds two names that collide has one for nothing, and cannot look for
 * them. */
static uint64_t hash(uint64_t seed, int32_t rule, const char *name)
{
    uint64_t value = seed ^ (uint64_t)rule * 0x9e3779b97f4a7c15u;
    for (; *name; name++) {
        value = (value ^ (uint8_t)*name) * 0xbf58476d1ce4e5b9u;
        value ^= value >> 29;
        value += seed;
    }
    value = (value ^ value >> 31) * 0x94d049bb133111ebu;
    return value ^ value >> 30;
}

/* Where the name is, or the place to put it: that of the one which is forgotten first. */
static struct seen *find_name(struct budget *budget, uint64_t wanted, int64_t now_ms,
                              bool *ret_known)
{
    struct seen *set = budget->seen + wanted % budget->set_count * WAYS, *oldest = set;
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].hash == wanted && set[i].until_ms > now_ms) {
            *ret_known = true;
            return &set[i];
        }
        if (set[i].until_ms < oldest->until_ms)
            oldest = &set[i];
    }
    *ret_known = false;
    return oldest;
}

enum budget_verdict budget_take(struct budget *budget, int32_t rule_number, const char *name,
                                int64_t now_ms)
{
    struct rule_budget *rule = find_rule(budget, rule_number);
    uint64_t wanted = hash(budget->seed, rule_number, name);
    bool known;
    if (!rule)
        return BUDGET_MEMORY;
    refill(rule, budget->limits, now_ms);
    struct seen *seen = find_name(budget, wanted, now_ms, &known);
    if (known) {
        bool many = rule->seen > 1;
        if (many && !can_spend(&rule->queries, 1))
            return BUDGET_QUERIES;
        if (many)
            spend(&rule->queries, 1);
    } else {
        if (!can_spend(&rule->names, 1))
            return BUDGET_NAMES;
        if (!can_spend(&rule->bytes, strlen(name)))
            return BUDGET_BYTES;
        spend(&rule->names, 1);
        spend(&rule->bytes, strlen(name));
        if (rule->seen < 2)
            rule->seen++;
        seen->hash = wanted;
    }
    seen->until_ms = now_ms + HOUR_MS;
    return BUDGET_KEPT;
}
