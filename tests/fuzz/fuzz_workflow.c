/*
 * Any bytes as a workflow file. What must hold of whatever comes out: every place lies in the file
 * and goes there and back; every byte that is copied is the same byte; and another text put in a
 * policy's place (what stands behind the last NUL of the input, which no YAML has) reads back with
 * all the rest unchanged, or is refused.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/workflow/workflow.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_policy(const char *bytes, size_t len, const struct workflow_policy *policy)
{
    uint32_t last = 0;

    demand(policy->use_count > 0);
    demand(policy->span.start <= policy->span.end && policy->span.end <= len);
    for (uint32_t i = 0; i < policy->text_len; i++) {
        struct span span = offset_map_span(&policy->map, (struct span){i, i + 1});
        uint32_t text;

        demand(span.start >= policy->span.start && span.end <= policy->span.end);
        demand(span.start >= last && span.start < span.end);
        last = span.start;
        demand(workflow_text_offset(policy, span.start, &text) && text <= i);
        demand(offset_map_span(&policy->map, (struct span){text, text + 1}).start == span.start);
        if (span.end - span.start == 1 && (unsigned char)bytes[span.start] > ' ')
            demand(bytes[span.start] == policy->text[i]);
    }
}

static void check_replace(const char *bytes, size_t len, bool is_whole,
                          const struct workflow_policy *policy, const char *text, size_t text_len)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct workflow_text after;
    struct workflow again;
    const char *reason;

    struct workflow_text fit = workflow_fit(&arena, policy, text, text_len);
    if (workflow_replace(&arena, bytes, len, policy, fit.bytes, fit.len, &after, &reason)) {
        size_t behind = len - policy->span.end;

        demand(memcmp(after.bytes, bytes, policy->span.start) == 0);
        demand(memcmp(after.bytes + after.len - behind, bytes + policy->span.end, behind) == 0);
        /* What stands behind an error stays unseen. */
        demand(workflow_read(&arena, after.bytes, after.len, NULL, &diagnostics, &again) ==
               is_whole);
        uint32_t i = 0;
        while (i < again.policy_count && again.policies[i].span.start != policy->span.start)
            i++;
        demand(i < again.policy_count && again.policies[i].text_len == fit.len);
        demand(memcmp(again.policies[i].text, fit.bytes, fit.len) == 0);
    } else {
        demand(reason != NULL);
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct workflow workflow;
    const uint8_t *nul = memrchr(data, '\0', size);
    const char *bytes = (const char *)data;
    size_t len = nul ? (size_t)(nul - data) : size;
    const char *text = bytes + (nul ? len + 1 : 0);
    size_t text_len = nul ? size - len - 1 : 0;
    bool is_whole;

    /* A scalar may be refused, but not for want of knowing how YAML writes it: only a byte order
       mark in the middle of the file, and a name of an anchor or tag that ends where YAML 1.2 says
       it goes on (`&a:|`), are read differently here and by libyaml. */
    bool disputed = memmem(bytes, len, "\xef\xbb\xbf", 3) != NULL || memchr(bytes, '&', len) ||
                    memchr(bytes, '!', len);

    is_whole = workflow_read(&arena, bytes, len, NULL, &diagnostics, &workflow);
    for (uint32_t i = 0; i < diagnostics.count; i++)
        demand(disputed || diagnostics.items[i].code != DIAGNOSTIC_POLICY_UNMAPPED ||
               !strstr(diagnostics.items[i].message, "disagree"));
    for (uint32_t i = 0; i < workflow.policy_count; i++)
        workflow_say_expressions(&workflow.policies[i], false, &diagnostics);
    for (uint32_t i = 0; i < diagnostics.count; i++)
        for (uint32_t k = 0; k < diagnostics.items[i].span_count; k++) {
            struct span span = diagnostics.items[i].spans[k].span;
            demand(span.start <= span.end && span.end <= len);
        }
    for (uint32_t i = 0; i < workflow.policy_count; i++)
        check_policy(bytes, len, &workflow.policies[i]);
    for (uint32_t i = 0; i < workflow.policy_count && i < 4; i++)
        check_replace(bytes, len, is_whole, &workflow.policies[i], text, text_len);
    arena_free(&arena);
    return 0;
}
