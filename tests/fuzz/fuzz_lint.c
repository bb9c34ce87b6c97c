/*
 * Any text, linted and silenced: no crash, no time out, and every place lies in the text. What is
 * called redundant can go: the rules that are left say the same of themselves.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lint/lint.h"
#include "lang/lint/redundant.h"
#include "lang/rules/policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

static void check_places(const struct diagnostics *found, size_t len)
{
    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];

        for (uint32_t j = 0; j < item->span_count; j++)
            require(item->spans[j].span.start <= item->spans[j].span.end &&
                    item->spans[j].span.end <= len);
        for (uint32_t j = 0; j < item->fix_count; j++)
            require(item->fixes[j].span.end <= len);
    }
}

/* Nothing that stays is redundant without the others. */
static void check_redundancies(struct arena *arena, const struct ruleset *rules)
{
    struct redundancies first, again;
    struct ruleset rest = {.rules = ARENA_ARRAY(arena, struct rule, rules->count + 1)};
    uint32_t next = 0;

    redundant_find(rules, arena, &first);
    for (uint32_t i = 0; i < rules->count; i++) {
        if (next < first.count && first.items[next].rule == i)
            next++;
        else
            rest.rules[rest.count++] = rules->rules[i];
    }
    require(next == first.count);
    redundant_find(&rest, arena, &again);
    require(again.count == 0 || first.unknown > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct ruleset rules;
    struct source source;
    char *text = arena_strndup(&arena, (const char *)data, size);

    policy_parse(text, size, &(struct policy_options){.placeholders_may_stay = true}, &arena,
                 &found, &rules);
    source_init(&source, &arena, "", text, size);
    lint_policy(&source, &rules, &arena, &found);
    lint_silence(&source, &arena, true, &found);
    check_places(&found, size);
    if (rules.count < 200)
        check_redundancies(&arena, &rules);
    arena_free(&arena);
    return 0;
}
