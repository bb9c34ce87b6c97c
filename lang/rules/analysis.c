#include "lang/rules/analysis.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#define QUOTE_MAX_BYTES 60
#define NAME_MAX_BYTES 24

char *analysis_copy(struct analysis *analysis, struct span span)
{
    return arena_strndup(analysis->arena, analysis->shown + span.start, span_len(span));
}

const char *analysis_quote(struct analysis *analysis, struct span span)
{
    const char *text = analysis->shown + span.start;
    size_t len = span_len(span);

    if (len <= QUOTE_MAX_BYTES)
        return analysis_copy(analysis, span);
    len = QUOTE_MAX_BYTES;
    while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--;
    return arena_printf(analysis->arena, "%.*s...", (int)len, text);
}

struct diagnostic *analysis_say(struct analysis *analysis, enum diagnostic_code code,
                                struct span span, const char *format, ...)
{
    struct diagnostic *diagnostic;
    va_list arguments;

    va_start(arguments, format);
    diagnostic = diagnostic_vadd(analysis->diagnostics, code, span, format, arguments);
    va_end(arguments);
    return diagnostic;
}

void analysis_fix(struct analysis *analysis, struct diagnostic *diagnostic, struct span span,
                  const char *replacement)
{
    diagnostic_fix(diagnostic, span, replacement,
                   arena_printf(analysis->arena, "write `%s`", replacement));
}

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

/* Edits (insert, delete, replace) between two short words, without regard to case. */
static size_t edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t row[NAME_MAX_BYTES + 1];

    for (size_t k = 0; k <= b_len; k++)
        row[k] = k;
    for (size_t i = 1; i <= a_len; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t k = 1; k <= b_len; k++) {
            size_t replaced = diagonal + (strncasecmp(&a[i - 1], &b[k - 1], 1) != 0);

            diagonal = row[k];
            row[k] = min3(row[k] + 1, row[k - 1] + 1, replaced);
        }
    }
    return row[b_len];
}

const char *nearest_name(const char *word, size_t len, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t best = len / 2 + 1; /* more edits than half the word: not meant */

    if (len > NAME_MAX_BYTES)
        return NULL;
    if (best > 4)
        best = 4;
    for (size_t i = 0; i < count; i++) {
        size_t distance = edit_distance(word, len, names[i], strlen(names[i]));

        if (distance < best) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}
