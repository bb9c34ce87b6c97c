/* Hostile files end in a diagnostic, in bounded time (the suite's timeout) and memory. */
#include <criterion/criterion.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/workflow/support.h"

/* A text that grows. */
struct text {
    char *bytes;
    size_t len;
    size_t capacity;
};

static void add(struct text *text, const char *piece, size_t times)
{
    size_t len = strlen(piece);

    if (text->len + len * times >= text->capacity) {
        text->capacity = 2 * (text->len + len * times + 1);
        text->bytes = realloc(text->bytes, text->capacity);
    }
    for (size_t i = 0; i < times; i++, text->len += len)
        memcpy(text->bytes + text->len, piece, len);
    text->bytes[text->len] = '\0';
}

/* What the process holds on its heap; 0 under a sanitizer, whose heap it is. */
static size_t heap_bytes(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return 0;
#else
    struct mallinfo2 info = mallinfo2();

    return info.uordblks + info.hblkhd;
#endif
}

static void check(struct text *text, bool whole, enum diagnostic_code code)
{
    struct reading reading;
    bool seen = false;

    reading_open(&reading, text->bytes ? text->bytes : "", text->len, NULL);
    cr_expect_eq(reading.whole, whole);
    for (uint32_t i = 0; i < reading.diagnostics.count; i++)
        seen |= reading.diagnostics.items[i].code == code;
    cr_expect(seen, "no such diagnostic among %u, the first: %s", reading.diagnostics.count,
              reading.diagnostics.count ? reading.diagnostics.items[0].message : "-");
    cr_expect_leq(heap_bytes(), (size_t)100 << 20, "%zu bytes", heap_bytes());
    reading_free(&reading);
    free(text->bytes);
}

Test(limits, file_size)
{
    struct text text = {0};

    add(&text, "# 0123456789abc\n", (WORKFLOW_MAX_BYTES >> 4) + 1);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, depth_flow)
{
    struct text text = {0};

    add(&text, "[", 100000);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, depth_of_lines)
{
    struct text text = {0};

    for (int i = 0; i < 1000; i++) {
        add(&text, " ", (size_t)i);
        add(&text, "a:\n", 1);
    }
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, depth_block)
{
    struct text text = {0};

    add(&text, "- ", 100000);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, nodes)
{
    struct text text = {0};

    add(&text, "[", 1);
    add(&text, "a,", 1 << 20);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, documents)
{
    struct text text = {0};

    add(&text, "---\n", 1000000);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, anchors)
{
    struct text text = {0};

    add(&text, "- &a x\n", 2000);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

Test(limits, directives)
{
    struct text text = {0};
    char line[64];

    for (int i = 0; i < 5000; i++) {
        snprintf(line, sizeof line, "%%TAG !x%d! tag:x\n", i);
        add(&text, line, 1);
    }
    add(&text, "--- a\n", 1);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

/* One long list of steps, in each of many jobs. */
Test(limits, aliased_steps)
{
    struct text text = {0};
    char line[64];

    add(&text, "jobs:\n  a:\n    steps: &s\n", 1);
    add(&text, "    - {}\n", 5000);
    for (int i = 0; i < 5000; i++) {
        snprintf(line, sizeof line, "  j%d: {steps: *s}\n", i);
        add(&text, line, 1);
    }
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

/* One large mapping, looked into by each of many steps. */
Test(limits, aliased_mapping)
{
    struct text text = {0};
    char line[64];

    add(&text, "x: &w\n", 1);
    for (int i = 0; i < 50000; i++) {
        snprintf(line, sizeof line, "  k%d: 1\n", i);
        add(&text, line, 1);
    }
    add(&text, "jobs:\n  a:\n    steps:\n", 1);
    add(&text, "    - {uses: ./, with: *w}\n", 10000);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

/* Each merge key merges ten of the one above: 10^n look-ups without a budget. */
Test(limits, merge_bomb)
{
    struct text text = {0};
    char line[128];

    add(&text, "m0: &m0 {a: 1}\n", 1);
    for (int i = 1; i < 8; i++) {
        snprintf(line, sizeof line, "m%d: &m%d {<<: [", i, i);
        add(&text, line, 1);
        snprintf(line, sizeof line, "*m%d, ", i - 1);
        add(&text, line, 20);
        add(&text, "]}\n", 1);
    }
    add(&text, "jobs: {a: {steps: [{uses: ./, with: {<<: *m7}}]}}\n", 1);
    check(&text, false, DIAGNOSTIC_YAML_LIMIT);
}

/* Aliases of aliased lists cost nothing: the tree points, it does not copy. */
Test(limits, alias_bomb)
{
    struct text text = {0};
    char line[128];

    add(&text, "l0: &l0 [x]\n", 1);
    for (int i = 1; i < 60; i++) {
        snprintf(line, sizeof line, "l%d: &l%d [", i, i);
        add(&text, line, 1);
        snprintf(line, sizeof line, "*l%d, ", i - 1);
        add(&text, line, 10);
        add(&text, "]\n", 1);
    }
    add(&text, "x: *none\n", 1);
    check(&text, true, DIAGNOSTIC_YAML_ALIAS);
}

Test(limits, many_keys)
{
    struct text text = {0};
    char line[64];

    for (int i = 0; i < 90000; i++) {
        snprintf(line, sizeof line, "k%d: 1\n", i);
        add(&text, line, 1);
    }
    add(&text, "k0: 1\n", 1);
    check(&text, true, DIAGNOSTIC_YAML_DUPLICATE_KEY);
}

Test(limits, one_line)
{
    struct text text = {0};

    add(&text, "a: \"", 1);
    add(&text, "\\u20ac \xe2\x82\xac", 300000);
    check(&text, false, DIAGNOSTIC_YAML_SYNTAX);
}

/* A policy as large as a file may be, with a map of a piece a line. */
Test(limits, large_policy)
{
    struct text text = {0};

    add(&text, "jobs: {a: {steps: [{uses: ./, with: {x: *y, policy: \"", 1);
    add(&text, "a.b\\n", 500000);
    add(&text, "\"}}]}}\n", 1);
    check(&text, true, DIAGNOSTIC_YAML_ALIAS);
}

Test(limits, many_diagnostics)
{
    struct text text = {0};

    add(&text, "- *none\n", 90000);
    check(&text, true, DIAGNOSTIC_YAML_ALIAS);
}
