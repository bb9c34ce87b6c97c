/*
 * What is wrong with a text: a list of diagnostics that a pass adds to, and returns false. Nothing
 * here prints; the program decides how (lang/cli/report.h).
 *
 * A diagnostic has a stable code (lang/source/codes.def), one sentence, and labelled spans, the
 * first of which is the place. No spans: it is about the whole text or an option. A fix is a
 * replacement of bytes that makes the error go away; it is offered only where it is obvious.
 *
 * Ownership: everything is arena memory of the compilation; strings may be static.
 */
#ifndef EGRESS_LANG_SOURCE_DIAGNOSTIC_H
#define EGRESS_LANG_SOURCE_DIAGNOSTIC_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/span.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

enum diagnostic_code {
#define CODE(name, code, severity, title, explanation) DIAGNOSTIC_##name,
#include "lang/source/codes.def"
#undef CODE
    DIAGNOSTIC_CODE_COUNT
};

struct diagnostic_info {
    const char *code; /* "E0102", "W0204" */
    enum severity severity;
    const char *title;       /* a few words */
    const char *explanation; /* a few sentences */
};

/* Of every code, in the order of the list. */
extern const struct diagnostic_info diagnostic_infos[DIAGNOSTIC_CODE_COUNT];

struct diagnostic_span {
    struct span span;
    const char *label; /* "" for none */
};

struct diagnostic_fix {
    struct span span; /* empty: an insertion */
    const char *replacement;
    const char *title; /* "write `GET|HEAD`" */
    bool sure;         /* may be applied unasked: diagnostic_sure */
};

#define DIAGNOSTIC_SPANS_MAX 3

struct diagnostic {
    enum diagnostic_code code;
    enum severity severity;
    const char *message;
    struct diagnostic_span spans[DIAGNOSTIC_SPANS_MAX];
    uint32_t span_count;
    struct diagnostic_fix fixes[2]; /* alternatives, best first */
    uint32_t fix_count;
};

/* A text in which every line is wrong must not grow the list without bound; the rest is counted. */
#define DIAGNOSTICS_MAX 10000

/* `items` grows in the arena. Zeroed but for `arena` it is an empty list. */
struct diagnostics {
    struct arena *arena; /* borrowed */
    struct diagnostic *items;
    uint32_t count;
    uint32_t capacity;
    uint32_t error_count;    /* all of them, those beyond the limit included */
    uint32_t dropped;        /* beyond DIAGNOSTICS_MAX */
    struct diagnostic spare; /* takes what is beyond */
};

/*
 * Adds one and returns it, so that spans and fixes can follow. Never NULL; beyond the limit it is a
 * spare that nobody will see. The pointer is good until the next one is added.
 */
__attribute__((format(printf, 4, 5))) struct diagnostic *diagnostic_add(struct diagnostics *list,
                                                                        enum diagnostic_code code,
                                                                        struct span span,
                                                                        const char *format, ...);

__attribute__((format(printf, 4, 0))) struct diagnostic *
diagnostic_vadd(struct diagnostics *list, enum diagnostic_code code, struct span span,
                const char *format, va_list arguments);

/* As diagnostic_add, with no place. */
__attribute__((format(printf, 3, 4))) struct diagnostic *
diagnostic_add_global(struct diagnostics *list, enum diagnostic_code code, const char *format, ...);

/* Adds a diagnostic of another list of the same arena, spans and fixes and all. */
void diagnostic_copy(struct diagnostics *list, const struct diagnostic *diagnostic);

/* One more place that helps to understand. Ignored when there is no more room. */
void diagnostic_label(struct diagnostic *diagnostic, struct span span, const char *label);

void diagnostic_fix(struct diagnostic *diagnostic, struct span span, const char *replacement,
                    const char *title);

/*
 * Says of the fix just added that it is no guess: it keeps the meaning, or is the only thing that
 * the author can have meant, and allows nothing that was not written.
 */
void diagnostic_sure(struct diagnostic *diagnostic);

/* By place in the text, stable; those without a place first. */
void diagnostics_sort(struct diagnostics *list);

const char *severity_name(enum severity severity);

#endif
