/* What silencing leaves: errors, and the list in a state that can be added to. */
#include <criterion/criterion.h>
#include <string.h>

#include "lang/lint/lint.h"
#include "lang/rules/policy.h"

Test(silence, errors_stay)
{
    static const char text[] = "10.0.0.1/8 # egress: allow W0201\n10.0.0.0/33\n";
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct ruleset rules;
    struct source source;

    policy_parse(text, strlen(text), &(struct policy_options){0}, &arena, &found, &rules);
    source_init(&source, &arena, "test", text, strlen(text));
    cr_assert_eq(found.count, 2);
    cr_expect_eq(lint_silence(&source, &arena, true, &found), 1);
    cr_assert_eq(found.count, 1);
    cr_expect_eq(found.items[0].code, DIAGNOSTIC_CIDR_MASK);
    cr_expect_eq(found.error_count, 1);
    diagnostic_add(&found, DIAGNOSTIC_SYNTAX, (struct span){0, 1}, "another");
    cr_expect_eq(found.items[1].span_count, 1);
    arena_free(&arena);
}

Test(silence, quiet_when_not_asked_to_report)
{
    static const char text[] = "x.example.com # egress: allow W1206 \n# egress: nonsense\n";
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct source source;

    source_init(&source, &arena, "test", text, strlen(text));
    cr_expect_eq(lint_silence(&source, &arena, false, &found), 0);
    cr_expect_eq(found.count, 0);
    arena_free(&arena);
}
