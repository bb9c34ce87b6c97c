/*
 * Any bytes, as a file of tests of a policy: no crash, and what comes out holds together.
 *
 *   - every place lies within the text, and starts on the line it is about
 *   - a line gives a test, a binding or one error, never two of these
 *   - every test is complete: facts, and a question that can be asked
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/cli/test_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_span(const struct source *source, struct span span)
{
    demand(span.start <= span.end && span.end <= source->len_bytes);
}

static void check_test(const struct source *source, const struct test_case *test)
{
    check_span(source, test->span);
    check_span(source, test->wanted_span);
    demand(test->wanted_span.start == test->span.start);
    demand(source_position(source, test->span.start).line ==
           source_position(source, test->span.end).line);
    demand(test_wanted_name(test->wanted) != NULL && test->asked.text != NULL);
    demand(test->asked.facts.host || test->has_address);
    demand(test->asked.question != QUESTION_HTTP || strchr(test->asked.text, ' '));
    for (uint32_t i = 0; i < test->process.argc; i++)
        demand(test->process.argv[i] != NULL);
    if (test->by)
        check_span(source, test->by_span);
}

/* Both come in the order of the lines. */
static void check_order(const struct source *source, const struct test_file *file,
                        const struct diagnostics *found)
{
    uint32_t last_test = 0, last_error = 0, tests = 0;

    for (uint32_t i = 0; i < file->item_count; i++) {
        uint32_t line;

        if (file->items[i].is_binding)
            continue;
        check_test(source, &file->items[i].test);
        line = source_position(source, file->items[i].test.span.start).line;
        demand(line > last_test);
        last_test = line;
        tests++;
    }
    demand(tests == file->test_count);
    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];
        uint32_t line = source_position(source, item->spans[0].span.start).line;

        demand(item->span_count >= 1 && *item->message && line > last_error);
        last_error = line;
        for (uint32_t k = 0; k < item->span_count; k++)
            check_span(source, item->spans[k].span);
        for (uint32_t k = 0; k < item->fix_count; k++)
            check_span(source, item->fixes[k].span);
    }
    demand(found->dropped || file->item_count + found->count <= source->line_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct source source;
    struct test_file file;
    const char *text = arena_strndup(&arena, (const char *)data, size);

    source_init(&source, &arena, "fuzz.test", text, size);
    test_file_parse(&arena, &source, &found, &file);
    check_order(&source, &file, &found);
    arena_free(&arena);
    return 0;
}
