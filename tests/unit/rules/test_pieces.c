/* After any edits the errors piece by piece are those of the whole. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lang/rules/pieces.h"
#include "tests/support/messy_text.h"

static const struct policy_options options = {.placeholders_may_stay = true};

static void expect_same_fixes(const struct diagnostic *a, const struct diagnostic *b)
{
    cr_assert_eq(a->fix_count, b->fix_count, "%s", a->message);
    for (uint32_t i = 0; i < a->fix_count; i++) {
        cr_assert_eq(a->fixes[i].span.start, b->fixes[i].span.start);
        cr_assert_eq(a->fixes[i].span.end, b->fixes[i].span.end);
        cr_assert_str_eq(a->fixes[i].replacement, b->fixes[i].replacement);
    }
}

static void expect_same(const struct diagnostic *wanted, const struct diagnostic *got)
{
    cr_assert_eq(wanted->code, got->code, "%s, not %s", wanted->message, got->message);
    cr_assert_str_eq(wanted->message, got->message);
    cr_assert_eq(wanted->span_count, got->span_count, "%s", wanted->message);
    for (uint32_t i = 0; i < wanted->span_count; i++) {
        cr_assert_eq(wanted->spans[i].span.start, got->spans[i].span.start, "%s", got->message);
        cr_assert_eq(wanted->spans[i].span.end, got->spans[i].span.end, "%s", got->message);
        cr_assert_str_eq(wanted->spans[i].label, got->spans[i].label);
    }
    expect_same_fixes(wanted, got);
}

static void expect_errors_of(const struct pieces *pieces, const char *text, size_t len)
{
    struct arena arena = {0};
    struct diagnostics all = {.arena = &arena}, got = {.arena = &arena};
    struct ruleset rules;
    uint32_t count, next = 0;

    policy_parse(text, len, &options, &arena, &all, &rules);
    count = pieces_errors(pieces, UINT32_MAX, &got);
    cr_assert_eq(count, got.count);
    for (uint32_t i = 0; i < all.count; i++) {
        if (all.items[i].severity != SEVERITY_ERROR)
            continue;
        cr_assert_lt(next, got.count, "%s is missing", all.items[i].message);
        expect_same(&all.items[i], &got.items[next++]);
    }
    cr_assert_eq(next, got.count);
    arena_free(&arena);
}

struct edited {
    char *text;
    uint32_t len;
    struct pieces *pieces;
};

static void edit(struct edited *edited, struct span old, const char *new, uint32_t new_len)
{
    uint32_t len = edited->len - (old.end - old.start) + new_len;
    char *text = malloc((size_t)len + 1);

    memcpy(text, edited->text, old.start);
    memcpy(text + old.start, new, new_len);
    memcpy(text + old.start + new_len, edited->text + old.end, edited->len - old.end);
    text[len] = '\0';
    free(edited->text);
    edited->text = text;
    edited->len = len;
    pieces_edit(edited->pieces, text, len, old, new_len);
}

static struct span random_span(struct random *random, uint32_t len)
{
    uint32_t start = random_below(random, len + 1), reach = random_below(random, 4) ? 40 : 20000;
    uint32_t end = start + random_below(random, reach);

    return (struct span){start, end < len ? end : len};
}

static void run(uint64_t seed, uint32_t lines, int edits)
{
    struct random random = {seed};
    struct arena arena = {0};
    size_t len;
    const char *text = messy_text(&random, &arena, lines, 10, &len);
    struct edited edited = {malloc(len + 1), (uint32_t)len, NULL};

    memcpy(edited.text, text, len + 1);
    edited.pieces = pieces_new(edited.text, edited.len, &options);
    expect_errors_of(edited.pieces, edited.text, edited.len);
    for (int i = 0; i < edits; i++) {
        const char *new = messy_text(&random, &arena, random_below(&random, 4), 5, &len);

        if (random_below(&random, 3) == 0)
            new = "\n[https://h.example.com/p]", len = random_below(&random, 25);
        edit(&edited, random_span(&random, edited.len), new, (uint32_t)len);
        expect_errors_of(edited.pieces, edited.text, edited.len);
    }
    pieces_free(edited.pieces);
    free(edited.text);
    arena_free(&arena);
}

Test(pieces, small)
{
    for (uint64_t seed = 1; seed < 40; seed++)
        run(seed, 6, 30);
}

/* Several pieces, headers far above, edits that join and split pieces. */
Test(pieces, large)
{
    for (uint64_t seed = 1; seed < 8; seed++)
        run(seed, 1500, 30);
}

Test(pieces, empty)
{
    struct edited edited = {strdup(""), 0, pieces_new("", 0, &options)};

    expect_errors_of(edited.pieces, "", 0);
    edit(&edited, (struct span){0, 0}, "bad\n", 4);
    expect_errors_of(edited.pieces, edited.text, edited.len);
    edit(&edited, (struct span){0, 4}, "", 0);
    expect_errors_of(edited.pieces, edited.text, edited.len);
    pieces_free(edited.pieces);
    free(edited.text);
}

/* The header that holds for a path is in another piece: it is where the label points. */
Test(pieces, header_far_above)
{
    struct arena arena = {0};
    char *text = arena_alloc(&arena, 400000), *out = text;
    struct edited edited;

    out = stpcpy(out, "# first\n[:80]\n");
    for (int i = 0; i < 20000; i++)
        out = stpcpy(out, "a.example.com\n");
    out = stpcpy(out, "/path\n");
    edited = (struct edited){strdup(text), (uint32_t)(out - text), NULL};
    edited.pieces = pieces_new(edited.text, edited.len, &options);
    expect_errors_of(edited.pieces, edited.text, edited.len);
    /* A comment that grows moves the header, and nothing is parsed again but its piece. */
    edit(&edited, (struct span){2, 2}, "the very ", 9);
    cr_assert_lt(pieces_work(edited.pieces), (uint64_t)(out - text) + 100000);
    expect_errors_of(edited.pieces, edited.text, edited.len);
    /* Another header is of concern to all of them. */
    edit(&edited, (struct span){17, 22}, "[https://h.example.com]", 23);
    expect_errors_of(edited.pieces, edited.text, edited.len);
    pieces_free(edited.pieces);
    free(edited.text);
    arena_free(&arena);
}

/* A key stroke in the middle costs a piece or two. */
Test(pieces, cost)
{
    struct random random = {7};
    struct arena arena = {0};
    size_t len;
    const char *text = messy_text(&random, &arena, 20000, 0, &len);
    struct edited edited = {malloc(len + 1), (uint32_t)len, NULL};
    uint64_t before;

    memcpy(edited.text, text, len + 1);
    edited.pieces = pieces_new(edited.text, edited.len, &options);
    before = pieces_work(edited.pieces);
    for (int i = 0; i < 10; i++) {
        uint32_t at = (uint32_t)(len / 2);

        edit(&edited, (struct span){at, at}, "a", 1);
    }
    cr_assert_lt(pieces_work(edited.pieces) - before, 10 * 3 * 8192 + 100000);
    pieces_free(edited.pieces);
    free(edited.text);
    arena_free(&arena);
}
