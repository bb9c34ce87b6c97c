#include "lang/rules/analysis.h"

#include <stdarg.h>
#include <string.h>

#define QUOTE_MAX_BYTES 60

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

void analysis_fix_surely(struct analysis *analysis, struct diagnostic *diagnostic, struct span span,
                         const char *replacement)
{
    analysis_fix(analysis, diagnostic, span, replacement);
    diagnostic_sure(diagnostic);
}
