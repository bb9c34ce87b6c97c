/*
 * Fixing with a checker of our own: in its texts 'x' is an error with a sure fix, "y"; 'g' one with
 * a guess, "y"; 'b' one whose fix "B" makes an error of every '!' in the text; 'w' a warning whose
 * fix removes it; 'e' an error without a fix.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "lang/fix/fix.h"

static void offer(struct diagnostics *found, enum diagnostic_code code, uint32_t at,
                  const char *replacement, bool sure)
{
    struct diagnostic *diagnostic = diagnostic_add(found, code, (struct span){at, at + 1}, "x");

    diagnostic_fix(diagnostic, (struct span){at, at + 1}, replacement, "fix");
    if (sure)
        diagnostic_sure(diagnostic);
}

static void check(void *context, struct arena *arena, const char *text, size_t len,
                  struct diagnostics *ret_found)
{
    ++*(int *)context;
    *ret_found = (struct diagnostics){.arena = arena};
    for (uint32_t i = 0; i < len; i++) {
        if (text[i] == 'x')
            offer(ret_found, DIAGNOSTIC_SYNTAX, i, "y", true);
        else if (text[i] == 'g')
            offer(ret_found, DIAGNOSTIC_SYNTAX, i, "y", false);
        else if (text[i] == 'b')
            offer(ret_found, DIAGNOSTIC_SYNTAX, i, "B", true);
        else if (text[i] == 'w')
            offer(ret_found, DIAGNOSTIC_HOST_BITS, i, "", true);
        else if (text[i] == 'e' || (text[i] == '!' && memchr(text, 'B', len)))
            diagnostic_add(ret_found, DIAGNOSTIC_SYNTAX, (struct span){i, i + 1}, "x");
    }
}

struct fix_case {
    const char *text, *wanted;
    bool guesses;
    uint32_t applied, left_out;
};

static const struct fix_case cases[] = {
    {"", "", false, 0, 0},
    {"a\n", "a\n", false, 0, 0},
    {"x\nx\n", "y\ny\n", false, 2, 0},
    {"xx\nwxw\n", "yy\ny\n", false, 5, 0},
    {"g x\n", "g y\n", false, 1, 0},
    {"g x\n", "y y\n", true, 2, 0},
    {"e\n", "e\n", true, 0, 0},
    /* The one to blame is left out, the others are not. */
    {"x\nx\nb\nx\n!\n", "y\ny\nb\ny\n!\n", false, 3, 1},
    {"b\n!", "b\n!", false, 0, 1},
    {"b\n", "B\n", false, 1, 0},
    {"bbbb\nx\n!", "bbbb\ny\n!", false, 1, 4},
};

Test(fix, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct fix_case *now = &cases[i];
        const struct fix_options options = {.guesses = now->guesses};
        struct arena arena = {0};
        struct fix_result result;
        int checks = 0;
        const struct fix_checker checker = {check, &checks};

        fix_text(&arena, now->text, strlen(now->text), &options, &checker, &result);
        cr_expect_str_eq(result.text, now->wanted, "%s", now->text);
        cr_expect_eq(result.len_bytes, strlen(now->wanted));
        cr_expect_eq(result.applied, now->applied, "%s: %u", now->text, result.applied);
        cr_expect_eq(result.left_out, now->left_out, "%s: %u", now->text, result.left_out);
        arena_free(&arena);
    }
}

/* Many that are to blame: the search ends, and what is in the text is still no worse. */
Test(fix, bounded)
{
    static char text[20000];
    const struct fix_options options = {0};
    struct arena arena = {0};
    struct fix_result result;
    int checks = 0;
    const struct fix_checker checker = {check, &checks};

    for (size_t i = 0; i + 2 < sizeof text; i += 4)
        memcpy(text + i, i % 8 ? "b\n\n\n" : "x\n\n\n", 4);
    strcpy(text + sizeof text - 2, "!");
    fix_text(&arena, text, strlen(text), &options, &checker, &result);
    cr_assert_lt(checks, 2000);
    cr_assert_not(strchr(result.text, 'B'));
    arena_free(&arena);
}

static void always_one(void *context, struct arena *arena, const char *text, size_t len,
                       struct diagnostics *ret_found)
{
    check(context, arena, text, 0 * len, ret_found);
    diagnostic_fix(diagnostic_add(ret_found, DIAGNOSTIC_HOST_BITS, (struct span){0, 0}, "x"),
                   (struct span){0, 0}, "a", "fix");
    diagnostic_sure(&ret_found->items[0]);
}

/* A fix that does not help ends too. */
Test(fix, ends)
{
    const struct fix_options options = {0};
    struct arena arena = {0};
    struct fix_result result;
    int checks = 0;
    const struct fix_checker checker = {always_one, &checks};

    fix_text(&arena, "\0", 0, &options, &checker, &result);
    cr_assert_lt(result.len_bytes, 100);
    arena_free(&arena);
}
