/* Edited texts and places in them. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/text.h"
#include "tests/support/generate.h"

/* ---- lines ---- */

static const struct {
    const char *text;
    uint32_t lines[8];
    uint32_t count;
} line_cases[] = {
    {"", {0}, 1},
    {"a", {0}, 1},
    {"a\n", {0, 2}, 2},
    {"\n\n", {0, 1, 2}, 3},
    {"a\r\nb\rc\n", {0, 3, 5, 7}, 4},
    {"\r\r\n\n\r", {0, 1, 3, 4, 5}, 5},
};

Test(text, lines)
{
    for (size_t i = 0; i < sizeof line_cases / sizeof line_cases[0]; i++) {
        struct text text = {0};

        text_set(&text, line_cases[i].text, strlen(line_cases[i].text));
        cr_assert_eq(text.line_count, line_cases[i].count, "%zu", i);
        for (uint32_t k = 0; k < text.line_count; k++)
            cr_expect_eq(text.lines[k], line_cases[i].lines[k], "%zu: line %u", i, k);
        text_free(&text);
    }
}

/* After each of many edits the lines are those of the same text, set whole. */
Test(text, edits)
{
    static const char alphabet[] = "ab\n\r\r\n";
    struct random random = {3};

    for (int run = 0; run < 300; run++) {
        struct text text = {0}, fresh = {0};

        text_set(&text, "a\r\nb\rc\nd", 8);
        for (int i = 0; i < 60; i++) {
            uint32_t start = random_below(&random, text.len + 1);
            uint32_t end = start + random_below(&random, text.len - start + 1) / 2;
            char new[8];
            uint32_t len = random_below(&random, sizeof new);

            for (uint32_t k = 0; k < len; k++)
                new[k] = alphabet[random_below(&random, sizeof alphabet - 1)];
            text_replace(&text, (struct span){start, end}, new, len);
            text_set(&fresh, text.bytes, text.len);
            cr_assert_eq(text.line_count, fresh.line_count);
            cr_assert_arr_eq(text.lines, fresh.lines, fresh.line_count * sizeof(uint32_t));
            cr_assert_eq(text.bytes[text.len], '\0');
        }
        text_free(&text);
        text_free(&fresh);
    }
}

/* ---- places ---- */

/* a, e acute (2 bytes), euro (3), a face (4 bytes, 2 units), a stray byte. */
static const char mixed[] = "x\naé€😀\xFFz\r\ny";

static const struct {
    enum text_encoding encoding;
    struct text_place place;
    uint32_t offset;
} place_cases[] = {
    {TEXT_UTF8, {0, 0}, 0},   {TEXT_UTF8, {1, 0}, 2},   {TEXT_UTF8, {1, 3}, 5},
    {TEXT_UTF8, {1, 12}, 14}, {TEXT_UTF8, {2, 0}, 16},  {TEXT_UTF8, {2, 1}, 17},
    {TEXT_UTF16, {1, 2}, 5},  {TEXT_UTF16, {1, 3}, 8},  {TEXT_UTF16, {1, 5}, 12},
    {TEXT_UTF16, {1, 6}, 13}, {TEXT_UTF16, {1, 7}, 14}, {TEXT_UTF16, {2, 1}, 17},
    {TEXT_UTF32, {1, 3}, 8},  {TEXT_UTF32, {1, 4}, 12}, {TEXT_UTF32, {1, 5}, 13},
    {TEXT_UTF32, {1, 6}, 14},
};

Test(text, places)
{
    struct text text = {0};

    text_set(&text, mixed, sizeof mixed - 1);
    for (size_t i = 0; i < sizeof place_cases / sizeof place_cases[0]; i++) {
        enum text_encoding encoding = place_cases[i].encoding;
        struct text_place place = text_place(&text, encoding, place_cases[i].offset);

        cr_expect_eq(text_offset(&text, encoding, place_cases[i].place), place_cases[i].offset,
                     "%zu: %u", i, text_offset(&text, encoding, place_cases[i].place));
        cr_expect_eq(place.line, place_cases[i].place.line, "%zu", i);
        cr_expect_eq(place.character, place_cases[i].place.character, "%zu: %u", i,
                     place.character);
    }
    text_free(&text);
}

/* What is not there is the nearest before. */
Test(text, places_outside)
{
    struct text text = {0};

    text_set(&text, mixed, sizeof mixed - 1);
    cr_expect_eq(text_offset(&text, TEXT_UTF16, (struct text_place){0, 99}), 1);
    cr_expect_eq(text_offset(&text, TEXT_UTF16, (struct text_place){1, 99}), 14);
    cr_expect_eq(text_offset(&text, TEXT_UTF16, (struct text_place){1, 4}), 8, "within a pair");
    cr_expect_eq(text_offset(&text, TEXT_UTF16, (struct text_place){99, 0}), text.len);
    cr_expect_eq(text_place(&text, TEXT_UTF16, 999).line, 2);
    text_free(&text);
}
