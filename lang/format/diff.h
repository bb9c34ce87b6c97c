/* The difference between two versions of a text, as `diff -u` would print it. */
#ifndef EGRESS_LANG_FORMAT_DIFF_H
#define EGRESS_LANG_FORMAT_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * Lines are paired if they are the same but for blanks and case, which is all that formatting
 * changes; else the texts are followed to where they meet again, not far ahead. So it is not always
 * the shortest difference. Linear time. False: no difference, nothing is printed.
 */
bool format_diff(FILE *out, const char *name, const char *old_text, size_t old_len,
                 const char *new_text, size_t new_len, bool colour);

#endif
