/*
 * A source text with an index of its lines. Everything in the front end speaks in byte offsets
 * (struct span); line and column are computed here, and only to print.
 *
 * Lines end in "\n" or "\r\n"; the last may end without. Lines and columns count from 1. The text
 * is borrowed and need not end in a NUL; the index is arena memory.
 */
#ifndef EGRESS_LANG_SOURCE_SOURCE_H
#define EGRESS_LANG_SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/span.h"

/* Far more than any policy a person reviews; keeps every offset in 32 bits and memory bounded. */
#define SOURCE_SIZE_MAX_BYTES ((size_t)16 * 1024 * 1024)

/* Two for each rule that a policy may have. What a line costs, in an index or a tree, is bounded
 * so. */
#define SOURCE_LINES_MAX 524288

/* Whether a text is within both limits. */
bool source_fits(const char *text, size_t len_bytes);

struct source {
    const char *name; /* for messages: a path, or "<stdin>" */
    const char *text;
    uint32_t len_bytes;
    const uint32_t *line_starts; /* offset of each line's first byte */
    uint32_t line_count;         /* at least 1: the empty text has one empty line */
};

struct position {
    uint32_t line;
    uint32_t column;            /* bytes from the start of the line, plus 1 */
    uint32_t column_codepoints; /* the same in Unicode code points; a stray byte counts as one */
};

/* len_bytes <= UINT32_MAX - 1. */
void source_init(struct source *source, struct arena *arena, const char *name, const char *text,
                 size_t len_bytes);

/* An offset past the end is taken as the end. */
struct position source_position(const struct source *source, uint32_t offset);

/* Of a line that exists: its bytes without the line end. */
struct span source_line(const struct source *source, uint32_t line);

/* Code points in text[0..len_bytes); a stray byte counts as one. */
uint32_t source_codepoints(const char *text, size_t len_bytes);

#endif
