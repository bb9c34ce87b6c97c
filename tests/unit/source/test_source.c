#include <criterion/criterion.h>
#include <string.h>

#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/source/source.h"

Test(arena, pieces_are_aligned_zeroed_and_apart)
{
    struct arena arena = {0};
    char *pieces[400];

    for (size_t i = 0; i < 400; i++) {
        size_t size = i * 37 % 700 + (i == 200 ? 1000000 : 1);

        pieces[i] = arena_alloc(&arena, size);
        cr_assert_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            cr_assert_eq(pieces[i][k], 0);
        memset(pieces[i], 1, size);
    }
    arena_free(&arena);
    arena_free(&arena);
}

Test(arena, strings_end_in_nul)
{
    struct arena arena = {0};

    cr_assert_str_eq(arena_strndup(&arena, "abcdef", 3), "abc");
    cr_assert_str_eq(arena_strndup(&arena, NULL, 0), "");
    cr_assert_str_eq(arena_printf(&arena, "%s-%d", "x", 7), "x-7");
    arena_free(&arena);
}

static const struct {
    const char *text;
    uint32_t offset, line, column, codepoints;
} positions[] = {
    {"", 0, 1, 1, 1},        {"abc", 3, 1, 4, 4},       {"abc", 99, 1, 4, 4},
    {"a\nbc\n", 1, 1, 2, 2}, {"a\nbc\n", 2, 2, 1, 1},   {"a\nbc\n", 4, 2, 3, 3},
    {"a\nbc\n", 5, 3, 1, 1}, {"\r\n\r\nx", 4, 3, 1, 1}, {"\xc3\xa9\xe2\x82\xacx", 5, 1, 6, 3},
};

Test(source, positions)
{
    for (size_t i = 0; i < sizeof positions / sizeof positions[0]; i++) {
        struct arena arena = {0};
        struct source source;
        struct position at;

        source_init(&source, &arena, "t", positions[i].text, strlen(positions[i].text));
        at = source_position(&source, positions[i].offset);
        cr_expect_eq(at.line, positions[i].line, "case %zu: line %u", i, at.line);
        cr_expect_eq(at.column, positions[i].column, "case %zu: column %u", i, at.column);
        cr_expect_eq(at.column_codepoints, positions[i].codepoints, "case %zu", i);
        arena_free(&arena);
    }
}

Test(source, a_line_is_without_its_end)
{
    struct arena arena = {0};
    struct source source;
    struct span line;

    source_init(&source, &arena, "t", "ab\r\n\ncd", 7);
    cr_assert_eq(source.line_count, 3);
    line = source_line(&source, 1);
    cr_expect_eq(line.start, 0);
    cr_expect_eq(line.end, 2);
    line = source_line(&source, 2);
    cr_expect_eq(line.start, line.end);
    line = source_line(&source, 3);
    cr_expect_eq(line.start, 5);
    cr_expect_eq(line.end, 7);
    arena_free(&arena);
}

Test(diagnostics, sorted_by_place_and_stable)
{
    struct arena arena = {0};
    struct diagnostics list = {.arena = &arena};

    diagnostic_add(&list, 0, (struct span){9, 10}, "c");
    diagnostic_add(&list, 0, (struct span){2, 3}, "a");
    diagnostic_add(&list, 0, (struct span){2, 9}, "b");
    diagnostic_add_global(&list, 0, "first");
    diagnostics_sort(&list);
    cr_expect_str_eq(list.items[0].message, "first");
    cr_expect_str_eq(list.items[1].message, "a");
    cr_expect_str_eq(list.items[2].message, "b");
    cr_expect_str_eq(list.items[3].message, "c");
    arena_free(&arena);
}

Test(diagnostics, the_list_is_bounded_but_all_errors_count)
{
    struct arena arena = {0};
    struct diagnostics list = {.arena = &arena};

    for (uint32_t i = 0; i < DIAGNOSTICS_MAX + 5; i++)
        diagnostic_add(&list, 0, (struct span){i, i}, "x");
    cr_expect_eq(list.count, DIAGNOSTICS_MAX);
    cr_expect_eq(list.dropped, 5);
    cr_expect_eq(list.error_count, DIAGNOSTICS_MAX + 5);
    arena_free(&arena);
}

Test(diagnostics, codes_are_unique_and_named_for_their_severity)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const struct diagnostic_info *info = &diagnostic_infos[i];

        cr_expect_eq(strlen(info->code), 5, "%s", info->code);
        cr_expect_eq(info->code[0], info->severity == SEVERITY_ERROR ? 'E' : 'W', "%s", info->code);
        for (int k = 0; k < i; k++)
            cr_expect_str_neq(info->code, diagnostic_infos[k].code);
    }
}
