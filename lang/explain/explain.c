#include "lang/explain/explain.h"

#include <string.h>

#include "lang/explain/internal.h"
#include "lang/reference/reference.h"

/* A rule and how far it is from matching; less is nearer. */
struct candidate {
    uint32_t distance;
    uint32_t rule;
};

/*
 * The conditions that fail count most; a target that is another one altogether is none to tell of,
 * however well the rest fits. Of equals the one that stands first.
 */
static uint32_t distance_of(struct asking *asking, uint32_t rule)
{
    const uint32_t targets = 1u << CONDITION_HOST | 1u << CONDITION_ADDRESS;
    struct failure failure = conditions_count(asking, rule);
    bool other_target = failure.kinds & targets;
    uint32_t unlike = other_target ? target_unlike(asking, rule) : 0;

    /* What a rule is for is harder to change than what it says. */
    if (failure.kinds & 1u << CONDITION_KIND) {
        if (other_target || asking->role == ROLE_NAME || asking->role == ROLE_RESOLVER)
            return UINT32_MAX;
        unlike += UNLIKE_MAX;
    }
    return unlike >= UNLIKE_ALIEN ? UINT32_MAX : 16 * failure.count + 2 * unlike;
}

/* Into a list that is kept in order, nearest first. */
static void insert(struct candidate *list, uint32_t *count, uint32_t max,
                   struct candidate candidate)
{
    uint32_t at = *count;

    while (at > 0 && list[at - 1].distance > candidate.distance)
        at--;
    if (at == max)
        return;
    if (*count < max)
        ++*count;
    memmove(&list[at + 1], &list[at], (*count - at - 1) * sizeof *list);
    list[at] = candidate;
}

static struct explain_near tell(struct asking *asking, uint32_t rule)
{
    struct explain_condition failed[FAILED_MAX], *copy;
    uint32_t count = conditions_failed(asking, rule, failed);

    copy = ARENA_ARRAY(asking->arena, struct explain_condition, count + 1);
    memcpy(copy, failed, count * sizeof *copy);
    return (struct explain_near){rule, copy, count};
}

static struct explain_nears find_near(struct asking *asking, uint32_t max)
{
    struct candidate list[EXPLAIN_NEAR_MAX];
    struct explain_near *items = ARENA_ARRAY(asking->arena, struct explain_near, max + 1);
    uint32_t count = 0;

    for (uint32_t i = 0; i < asking->space->rules->count && max; i++) {
        uint32_t distance = distance_of(asking, i);

        if (distance != UINT32_MAX)
            insert(list, &count, max, (struct candidate){distance, i});
    }
    for (uint32_t i = 0; i < count; i++)
        items[i] = tell(asking, list[i].rule);
    return (struct explain_nears){items, count};
}

static int32_t find_resolver(const struct ruleset *rules, const struct facts *facts)
{
    struct facts resolver = *facts;

    resolver.host = NULL;
    return reference_ask(rules, QUESTION_UDP, &resolver).rule;
}

struct explainer {
    struct space space;
};

struct explainer *explainer_new(const struct ruleset *rules, struct arena *arena)
{
    struct explainer *explainer = ARENA_NEW(arena, struct explainer);

    space_init(&explainer->space, arena, rules);
    return explainer;
}

uint32_t explainer_free_address(const struct explainer *explainer)
{
    return explainer->space.free_address;
}

void explain_ask(struct explainer *explainer, enum question question, const struct facts *facts,
                 const struct explain_options *options, struct arena *arena,
                 struct explanation *ret_explanation)
{
    const struct ruleset *rules = explainer->space.rules;
    struct asking asking = {
        .question = question,
        .facts = facts,
        .address_unknown = options->address_unknown,
        .space = &explainer->space,
        .arena = arena,
    };
    struct explanation *result = ret_explanation;
    uint32_t max = options->near_max < EXPLAIN_NEAR_MAX ? options->near_max : EXPLAIN_NEAR_MAX;

    *result =
        (struct explanation){.verdict = reference_ask(rules, question, facts), .resolver = -1};
    if (question == QUESTION_DNS)
        result->resolver = find_resolver(rules, facts);
    if (result->verdict.allow)
        return;
    if (question == QUESTION_DNS && result->resolver < 0) {
        asking.role = ROLE_RESOLVER;
        result->near_resolvers = find_near(&asking, max);
    }
    asking.role = question == QUESTION_DNS    ? ROLE_NAME
                  : question == QUESTION_HTTP ? ROLE_REQUEST
                                              : ROLE_CONNECTION;
    result->near = find_near(&asking, max);
    /* A name that is named fails nothing; then the resolver is all that is missing. */
    if (result->near.count && !result->near.items[0].failed_count)
        result->near = (struct explain_nears){0};
}
