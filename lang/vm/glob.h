/*
 * Matching of compiled globs. No backtracking: every piece is looked for once, from left to right,
 * so a match takes one pass over the text for all plain pieces together, and one for the others.
 */
#ifndef EGRESS_LANG_VM_GLOB_H
#define EGRESS_LANG_VM_GLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct image;

/* Does the whole text match glob number `glob` of a verified image? */
bool glob_match(const struct image *image, uint32_t glob, const char *text, size_t len);

#endif
