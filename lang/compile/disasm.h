/*
 * An image in words: for people, for tests, for Graphviz. The image is verified, so what is printed
 * is what a runtime would run.
 */
#ifndef EGRESS_LANG_COMPILE_DISASM_H
#define EGRESS_LANG_COMPILE_DISASM_H

#include <stdio.h>

#include "lang/vm/image.h"

/* A listing: header, sizes of sections, where names and addresses lead, and every instruction. */
void disasm_text(FILE *out, const struct image *image);

/* The graph for dot(1). */
void disasm_dot(FILE *out, const struct image *image);

/* The sizes alone: one line a section that is not empty. */
void disasm_sections(FILE *out, const struct image *image);

/* The tables of the format itself, as Markdown: docs/image-tables.md. */
void disasm_tables(FILE *out);

#endif
