/* The tests of rules: attributes as interned conditions on fact slots. */
#include <string.h>

#include "lang/compile/internal.h"

uint32_t test_add(struct compilation *c, enum test_kind kind, uint32_t slot, uint32_t value)
{
    bool is_new;
    uint32_t number = map_find(c->arena, &c->test_map,
                               (struct map_key){value, (uint32_t)kind << 16 | slot, NULL, 0},
                               c->tests.count, &is_new);

    if (is_new)
        *(struct test *)vector_push(c->arena, &c->tests, sizeof(struct test)) =
            (struct test){kind, slot, value};
    return number;
}

static uint32_t slot_of(struct compilation *c, const struct attribute *attribute, uint32_t rule)
{
    struct fact_slot wanted = {attribute->key,
                               attribute->key == ATTRIBUTE_ARG_AT ? attribute->index : 0};

    for (uint32_t i = 0; i < c->facts.count; i++) {
        const struct fact_slot *slot = VECTOR_AT(&c->facts, struct fact_slot, i);
        if (slot->key == wanted.key && slot->index == wanted.index)
            return i;
    }
    if (c->facts.count == IMAGE_FACTS_MAX) {
        compilation_fail(c, rule, "more than %d different keys, each arg[N] being one",
                         IMAGE_FACTS_MAX);
        return 0;
    }
    *(struct fact_slot *)vector_push(c->arena, &c->facts, sizeof(wanted)) = wanted;
    return c->facts.count - 1;
}

static uint32_t literal_add(struct compilation *c, const struct attribute *attribute, uint32_t rule)
{
    uint32_t len = (uint32_t)strlen(attribute->value);
    struct map_key key = {attribute->key, 0, attribute->value, len};
    bool is_new;
    uint32_t number = map_find(c->arena, &c->literal_map, key, c->literals.count, &is_new);

    if (is_new)
        *(struct literal *)vector_push(c->arena, &c->literals,
                                       sizeof(struct literal)) = (struct literal){
            attribute->key,
            strings_intern_near(c->arena, &c->strings, c->rules, rule, attribute->value, len), len};
    return number;
}

static uint32_t attribute_test(struct compilation *c, const struct attribute *attribute,
                               uint32_t rule)
{
    uint32_t slot = slot_of(c, attribute, rule);

    switch (attribute->match) {
    case MATCH_CGROUP_DOCKER:
        return test_add(c, TEST_DOCKER, slot, 0);
    case MATCH_CGROUP_HOST:
        return test_add(c, TEST_NOT_DOCKER, slot, 0);
    case MATCH_GLOB:
        if (!glob_is_literal(attribute->value))
            return test_add(c, TEST_GLOB, slot, glob_add(c, attribute->value, true, rule));
        break;
    case MATCH_LITERAL:
        break;
    }
    return test_add(c, TEST_LITERAL, slot, literal_add(c, attribute, rule));
}

void tests_make(struct compilation *c)
{
    c->tests_of_rules = ARENA_ARRAY(c->arena, struct tests_of_rule, c->rules->count + 1);
    for (uint32_t i = 0; i < c->rules->count; i++) {
        const struct rule *rule = &c->rules->rules[i];
        uint32_t count = rule->attribute_count;

        if (count > TESTS_OF_RULE_MAX) {
            compilation_fail(c, i, "more than %d attributes on one rule", TESTS_OF_RULE_MAX);
            return;
        }
        uint32_t *tests = ARENA_ARRAY(c->arena, uint32_t, count + 1);
        for (uint32_t a = 0; a < count; a++)
            tests[a] = attribute_test(c, &rule->attributes[a], i);
        c->tests_of_rules[i] = (struct tests_of_rule){tests, count};
    }
}
