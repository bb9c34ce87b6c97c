/*
 * How one YAML scalar is written, and which byte of the file each byte of its text comes from.
 * Knows no tree: it is given the bytes, the marks around the scalar and the text libyaml decoded,
 * walks the source by the rules of YAML 1.2.2 (7.3 flow scalars, 8.1 block scalars), and accepts
 * only if that gives the same text.
 */
#ifndef EGRESS_LANG_WORKFLOW_SCALAR_H
#define EGRESS_LANG_WORKFLOW_SCALAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/workflow/workflow.h"

enum chomping { CHOMP_CLIP, CHOMP_STRIP, CHOMP_KEEP };

struct scalar {
    enum workflow_style style;
    struct span span; /* from the quote, the indicator or the first character to the last byte */
    struct offset_map map; /* never empty: the empty text has its place too */

    /* Flow scalars: between the quotes. Block scalars: from the start of the first line behind the
       header to the end of the last line that is not empty, its line end excluded. */
    struct span body;
    bool wrapped; /* some line break of the source is a space, or nothing, in the text */

    /* Block scalars only. */
    enum chomping chomping;
    bool explicit_indent;
    uint32_t indent; /* blanks before each line; 0 if there is no line to tell it */
};

/* The source of a scalar event: `marks` may start at its anchor or tag. */
struct scalar_source {
    const char *bytes;
    struct span marks;
    enum workflow_style style;
    const char *value; /* as libyaml decoded it */
    uint32_t value_len;
};

/* Why a scalar is refused: a constant sentence, and the place it is about. */
struct scalar_refusal {
    const char *reason;
    struct span place;
};

/* False, and why, if the walk does not give that value. */
bool scalar_read(struct arena *arena, const struct scalar_source *source, struct scalar *ret_scalar,
                 struct scalar_refusal *ret_refusal);

/* Behind the anchor, tag, blanks, line ends and comments at `at`: where the scalar itself starts.
 */
uint32_t scalar_skip_properties(const char *bytes, uint32_t at, uint32_t end);

/* The length of the line break at `at`: 0 for none, 2 for CR LF. */
uint32_t scalar_break_len(const char *bytes, uint32_t at, uint32_t end);

#endif
