/*
 * What more there is to say of a diagnostic than its explanation: why it is so, and a policy with
 * the fault and one without (lang/source/pages.def). Texts are static.
 *
 * Examples are shown as they are written. What cannot be shown stands in marks, which only a test
 * that runs them replaces:
 *
 *     <byte 00>        one byte, in hex
 *     <U+202E>         one character, as UTF-8
 *     <70 times TEXT>  TEXT 70 times; in it "\n" is a line end, and <n> counts from 0
 */
#ifndef EGRESS_LANG_SOURCE_PAGES_H
#define EGRESS_LANG_SOURCE_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/source/diagnostic.h"

struct diagnostic_page {
    const char *why;
    const char *wrong; /* diagnostic_example takes it apart */
    const char *right;
};

extern const struct diagnostic_page diagnostic_pages[DIAGNOSTIC_CODE_COUNT];

/* An example's text; *ret_command is what stands behind "$ " in its first line, or "check". */
const char *diagnostic_example(const char *example, const char **ret_command, int *ret_len_bytes);

/* The code that is called so, in any case: "E0102". */
bool diagnostic_find(const char *name, enum diagnostic_code *ret_code);

/* The code that a word which is none may have been meant for, or NULL. */
const char *diagnostic_nearest(const char *word, size_t len);

/* What a file with examples of this code is called: "ci.egress". */
const char *diagnostic_example_file(enum diagnostic_code code);

#endif
