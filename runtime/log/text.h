/*
 * Texts of a line: hostile bytes made into bounded UTF-8. Used by log.c alone, and by its tests.
 */
#ifndef EGRESS_RUNTIME_LOG_TEXT_H
#define EGRESS_RUNTIME_LOG_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Copies `text` of len_bytes to `out` as UTF-8 without a NUL and returns its length. The budget is
 * counted in bytes as written in JSON, escapes and all: a text that would cost more is cut and ends
 * in "...". *ret_cost is what it costs. `out` has room for `budget` bytes.
 */
size_t log_text(const char *text, size_t len_bytes, size_t budget, char *out, size_t *ret_cost);

/* Nothing but printable ASCII that JSON does not escape? Then a text costs its length. */
bool log_is_plain(const char *text, size_t len_bytes);

/* Writes well-formed UTF-8 as the inside of a JSON string, in ASCII. Returns the length, which is
 * what log_text says that the text costs. */
size_t log_escape(const char *text, size_t len_bytes, char *out);

#endif
