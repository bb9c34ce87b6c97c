#include "tests/unit/workflow/support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void reading_open(struct reading *reading, const char *bytes, size_t len, const char *uses)
{
    /* Exact, so that a sanitizer sees a read behind the end, and gone before anything is looked
       at, so that it sees a borrowed byte. */
    char *copy = malloc(len ? len : 1);
    struct workflow_options options = {.uses = uses};

    memcpy(copy, bytes, len);
    *reading = (struct reading){0};
    reading->diagnostics.arena = &reading->arena;
    reading->whole = workflow_read(&reading->arena, copy, len, &options, &reading->diagnostics,
                                   &reading->workflow);
    free(copy);
    for (uint32_t i = 0; i < reading->workflow.policy_count; i++)
        workflow_say_expressions(&reading->workflow.policies[i], false, &reading->diagnostics);
    source_init(&reading->source, &reading->arena, "test.yml",
                arena_strndup(&reading->arena, bytes, len), len);
}

void reading_free(struct reading *reading)
{
    arena_free(&reading->arena);
}

const char *at(const struct reading *reading, uint32_t offset)
{
    static char text[32];
    struct position position = source_position(&reading->source, offset);

    snprintf(text, sizeof text, "%u:%u", position.line, position.column);
    return text;
}

const struct workflow_policy *only_policy(const struct reading *reading)
{
    for (uint32_t i = 0; i < reading->diagnostics.count; i++)
        cr_log_info("%s", reading->diagnostics.items[i].message);
    cr_assert_eq(reading->workflow.policy_count, 1, "%u policies in:\n%s",
                 reading->workflow.policy_count, reading->source.text);
    return &reading->workflow.policies[0];
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

void check_places(const struct reading *reading, const struct workflow_policy *policy)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < policy->text_len; i++) {
        struct span span = offset_map_span(&policy->map, (struct span){i, i + 1});
        const char *file = reading->source.text + span.start;
        uint32_t back;

        cr_assert_lt(span.start, span.end);
        cr_assert_leq(span.end, reading->source.len_bytes);
        cr_assert_geq(span.start, last);
        last = span.start;
        /* A byte of its own is the same byte; breaks, folds and escapes are another's. */
        if (span.end - span.start == 1 && !is_space(*file))
            cr_assert_eq(*file, policy->text[i], "byte %u is '%c', the file has '%c'", i,
                         policy->text[i], *file);
        cr_assert(workflow_text_offset(policy, span.start, &back));
        cr_assert_leq(back, i);
        cr_assert_eq(offset_map_span(&policy->map, (struct span){back, back}).start, span.start);
    }
}

char *step_with(struct arena *arena, const char *value)
{
    return arena_printf(arena,
                        "jobs:\n"
                        "  build:\n"
                        "    steps:\n"
                        "      - uses: acme/egress@v1\n"
                        "        with:\n"
                        "          policy: %s",
                        value);
}
