/*
 * Texts of a line: hostile bytes made into bounded UTF-8. Used by log.c alone, and by its tests.
 */
#ifndef EGRESS_RUNTIME_LOG_TEXT_H
#define EGRESS_RUNTIME_LOG_TEXT_H

#include <stddef.h>

/*
 * Copies `text` of len_bytes to `out` as UTF-8 without a NUL and returns its length. The budget is
 * counted in bytes as written in JSON, escapes and all: a text that would cost more is cut and ends
 * in "...". *ret_cost is what it costs. `out` has room for `budget` bytes.
 */
size_t log_text(const char *text, size_t len_bytes, size_t budget, char *out, size_t *ret_cost);

#endif
