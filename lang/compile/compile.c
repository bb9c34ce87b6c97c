#include "lang/compile/compile.h"

#include <errno.h>
#include <openssl/sha.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"
#include "lang/vm/image_internal.h"

#define HASH_SEEDS_TRIED 16

void compilation_fail(struct compilation *c, uint32_t rule, const char *format, ...)
{
    va_list arguments;

    if (c->failed)
        return;
    c->failed = true;
    va_start(arguments, format);
    vsnprintf(c->report->message, sizeof(c->report->message), format, arguments);
    va_end(arguments);
    if (rule < c->rules->count) {
        c->report->blamed[0] = rule;
        c->report->blamed_count = 1;
    }
}

static uint32_t intern(struct compilation *c, const char *text)
{
    return strings_intern(c->arena, &c->strings, text ? text : "",
                          text ? (uint32_t)strlen(text) : 0);
}

/* First of all strings, since constants may lie within them; these are the ones that need a NUL. */
static void put_texts(struct compilation *c, const struct compile_options *options)
{
    uint32_t *texts = ARENA_ARRAY(c->arena, uint32_t, (size_t)c->rules->count + 1);

    c->options_text = intern(c, options->description);
    for (uint32_t i = 0; i < c->rules->count; i++)
        texts[i] = intern(c, c->rules->rules[i].text);
    c->strings.rule_texts = texts;
}

static void *write_with_some_seed(struct compilation *c, size_t *ret_len)
{
    for (uint32_t seed = 0; seed < HASH_SEEDS_TRIED; seed++) {
        void *bytes = write_image(c, seed, ret_len);
        if (bytes || c->failed)
            return bytes;
    }
    compilation_fail(c, UINT32_MAX, "the names could not be hashed");
    return NULL;
}

static int compare_numbers(const void *a_void, const void *b_void)
{
    uint32_t a = *(const uint32_t *)a_void, b = *(const uint32_t *)b_void;

    return a < b ? -1 : a > b;
}

/* Whether a bound is over its limit. */
static bool fail_beyond(struct compilation *c, uint32_t bound, uint32_t limit, const char *verb,
                        const char *things)
{
    if (bound <= limit)
        return false;
    compilation_fail(c, UINT32_MAX, "a decision could %s %u %s; at most %u", verb, bound, things,
                     limit);
    return true;
}

static void check_budget(struct compilation *c, const struct compile_options *options,
                         const struct image_bounds *bounds)
{
    struct compile_report *report = c->report;
    uint32_t steps_max = options->steps_max && options->steps_max < IMAGE_STEPS_MAX
                             ? options->steps_max
                             : IMAGE_STEPS_MAX;

    report->steps = bounds->steps;
    report->steps_per_argument = bounds->steps_per_argument;
    report->steps_per_byte = bounds->steps_per_byte;
    report->stack = bounds->stack;
    if (!fail_beyond(c, bounds->steps, steps_max, "take", "steps") &&
        !fail_beyond(c, bounds->steps_per_argument, IMAGE_STEPS_PER_ARGUMENT_MAX, "take",
                     "steps for each argument of a process") &&
        !fail_beyond(c, bounds->steps_per_byte, IMAGE_STEPS_PER_BYTE_MAX, "take",
                     "steps for each byte of a fact") &&
        !fail_beyond(c, bounds->stack, IMAGE_STACK_MAX, "try", "ways one after another"))
        return;
    report->blamed_count = 0;
    destinations_blame(c, bounds->heaviest_host, bounds->heaviest_address);
    uint32_t listed =
        report->blamed_count < COMPILE_BLAMED_MAX ? report->blamed_count : COMPILE_BLAMED_MAX;
    qsort(report->blamed, listed, sizeof(report->blamed[0]), compare_numbers);
}

/* Fills in what only the finished image tells: the bounds, and over them the digest. */
static void seal(struct compilation *c, const struct compile_options *options, void *bytes,
                 size_t len)
{
    struct image_header *header = bytes;
    struct image_bounds bounds;
    struct image_error error;
    struct image image = {0};

    if (verify_measure(bytes, len, &image, &bounds, &error) < 0) {
        compilation_fail(c, UINT32_MAX, "the compiler made a bad image: %s, at byte %llu",
                         error.message, (unsigned long long)error.offset_bytes);
        return;
    }
    check_budget(c, options, &bounds);
    header->steps = bounds.steps;
    header->steps_per_argument = bounds.steps_per_argument;
    header->steps_per_byte = bounds.steps_per_byte;
    header->stack = bounds.stack;
    SHA256((const uint8_t *)bytes + IMAGE_DIGEST_START, len - IMAGE_DIGEST_START, header->digest);
}

static void report_graph(struct compilation *c)
{
    const struct graph *graph = &c->graph;

    c->report->nodes_made = graph->made;
    c->report->nodes_shared = graph->shared;
    for (uint32_t i = 1; i < graph->nodes.count; i++) {
        const struct graph_node *node = VECTOR_AT(&graph->nodes, struct graph_node, i);
        if (node->address && node->depth > c->report->depth)
            c->report->depth = node->depth;
    }
}

static void *compile(struct compilation *c, const struct compile_options *options, size_t *ret_len)
{
    put_texts(c, options);
    tests_make(c);
    groups_make(c);
    destinations_make(c);
    graph_place(c);
    report_graph(c);
    if (c->failed)
        return NULL;

    void *bytes = write_with_some_seed(c, ret_len);
    if (bytes)
        seal(c, options, bytes, *ret_len);
    return bytes;
}

int compile_rules(const struct ruleset *rules, const struct compile_options *options,
                  void **ret_bytes, size_t *ret_len_bytes, struct compile_report *report)
{
    struct arena arena = {0};
    struct compilation c = {.arena = &arena, .rules = rules, .report = report};
    size_t len = 0;

    *report = (struct compile_report){0};
    void *bytes = compile(&c, options, &len);
    arena_free(&arena);
    if (c.failed) {
        free(bytes);
        return -EINVAL;
    }
    *ret_bytes = bytes;
    *ret_len_bytes = len;
    return 0;
}
