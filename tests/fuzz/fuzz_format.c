/*
 * Any text, formatted: it either gives a reason, or a text that stays the same when it is formatted
 * again. That it is the same policy the formatter checks by itself, and says so if not.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct format_options options = {0};
    struct arena arena = {0};
    struct format_result once, twice;
    const char *reason = NULL;
    char *text = arena_strndup(&arena, (const char *)data, size);

    if (format_policy(&arena, text, size, &options, &once, &reason)) {
        if (!format_policy(&arena, once.text, once.len_bytes, &options, &twice, &reason) ||
            twice.changed)
            abort();
    } else if (!reason || strstr(reason, "fault")) {
        abort();
    }
    arena_free(&arena);
    return 0;
}
