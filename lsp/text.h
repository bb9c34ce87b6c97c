/*
 * A text that is edited, and the places in it as an editor counts them: lines and characters, both
 * from 0. The front end speaks in byte offsets; this is where one becomes the other.
 *
 * Lines end in "\n", "\r\n" or "\r" (LSP 3.17, "Text Documents"), which is one more than a policy
 * knows: to it a "\r" by itself is an error in a line. A character is a byte, a UTF-16 code unit or
 * a code point, as was agreed with the client.
 *
 * Places that are not in the text are taken as the nearest before: LSP wants that of characters
 * behind a line's end, and nothing is gained by trusting clients in the rest.
 *
 * Ownership: buffers are malloc'ed and the struct's. A zeroed struct is no text; text_set makes
 * one. The bytes have a NUL behind them. An edit costs the bytes behind it once, moved.
 */
#ifndef EGRESS_LSP_TEXT_H
#define EGRESS_LSP_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "lang/source/span.h"

enum text_encoding { TEXT_UTF8, TEXT_UTF16, TEXT_UTF32 };

struct text_place {
    uint32_t line;
    uint32_t character;
};

struct text {
    char *bytes;
    uint32_t len;
    uint32_t capacity;
    uint32_t *lines; /* where each starts; at least one */
    uint32_t line_count;
    uint32_t line_capacity;
};

/* len < UINT32_MAX / 2, here and in all that an edit makes. */
void text_set(struct text *text, const char *bytes, size_t len);
void text_free(struct text *text);

/* The span's bytes by others. */
void text_replace(struct text *text, struct span span, const char *bytes, size_t len);

uint32_t text_offset(const struct text *text, enum text_encoding encoding, struct text_place place);
struct text_place text_place(const struct text *text, enum text_encoding encoding, uint32_t offset);

/* The line (from 0) that an offset stands in. */
uint32_t text_line(const struct text *text, uint32_t offset);

/* Its bytes without the line end. */
struct span text_line_span(const struct text *text, uint32_t line);

/* How many characters some bytes are. */
uint32_t text_characters(enum text_encoding encoding, const char *bytes, size_t len);

#endif
