/*
 * The canonical form of a policy text (docs/formatting.md): blanks between words, blanks around
 * lines, methods in upper case, the end of the text. Everything else stays as its author wrote it:
 * order, quotes, comments, blank lines between paragraphs. A line with an error in it stays byte
 * for byte.
 *
 * Each line is formatted by itself, so a change of one line never touches another.
 *
 * Ownership: results are arena memory. No I/O, no globals; time and memory are linear.
 */
#ifndef EGRESS_LANG_FORMAT_FORMAT_H
#define EGRESS_LANG_FORMAT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/span.h"

struct format_options {
    uint32_t first_line; /* 1-based, inclusive; both 0: all lines */
    uint32_t last_line;

    /* Lines that these touch stay as they are: what they hold is not known yet. Ascending. */
    const struct span *fixed;
    uint32_t fixed_count;
};

struct format_result {
    const char *text; /* with a NUL behind it */
    size_t len_bytes;
    bool changed;
    uint32_t error_lines; /* left as they are */
};

/*
 * text[len_bytes] must be a NUL. False, with a constant sentence, where the text is too large, has
 * too many errors, or the result did not read as the same policy (then it is our mistake, and
 * nothing is lost).
 */
bool format_policy(struct arena *arena, const char *text, size_t len_bytes,
                   const struct format_options *options, struct format_result *ret_result,
                   const char **ret_reason);

#endif
