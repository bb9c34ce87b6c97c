/*
 * Applies the fixes that diagnostics offer, until there are none left.
 *
 * In each round the text is checked, and of the fixes those are taken that do not touch each other:
 * of errors first, then in the order of the text, of each diagnostic the first. Then the new text
 * is checked. It is kept if it has no more errors than the old one, and none on a line that had
 * none: a fix never makes an error, though it may uncover a second one on its own line. If it is
 * not kept, halves of the fixes are tried, down to the one that is to blame, which is left out.
 *
 * No I/O: what checks is passed in, so that policies in workflow files are fixed by the same code.
 */
#ifndef EGRESS_LANG_FIX_FIX_H
#define EGRESS_LANG_FIX_FIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"

struct fix_checker {
    /* Everything that is wrong with the text; *ret_found lives in `arena`. text[len] is a NUL. */
    void (*check)(void *context, struct arena *arena, const char *text, size_t len_bytes,
                  struct diagnostics *ret_found);
    void *context;
};

struct fix_options {
    bool guesses; /* also fixes that are likely, not sure: see diagnostic_sure */
};

struct fix_result {
    const char *text; /* arena, with a NUL behind it */
    size_t len_bytes;
    uint32_t applied;  /* fixes that are in the text */
    uint32_t left_out; /* fixes that would have made an error */
};

/* text[len_bytes] must be a NUL. */
void fix_text(struct arena *arena, const char *text, size_t len_bytes,
              const struct fix_options *options, const struct fix_checker *checker,
              struct fix_result *ret_result);

#endif
