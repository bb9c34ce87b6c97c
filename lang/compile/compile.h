/*
 * compile: from typed rules to an image (lang/vm/format.h). Same rules and options, same bytes.
 *
 * Where to start: compile_rules in compile.c is the list of passes. Rules are grouped by their
 * destination (groups.c); each group becomes a program over port, path and process (lists.c,
 * paths.c), built as a graph in which equal parts are one (graph.c); write.c lays it all out.
 *
 * The result is verified before it is handed out, so what this returns is what a runtime accepts.
 */
#ifndef EGRESS_LANG_COMPILE_COMPILE_H
#define EGRESS_LANG_COMPILE_COMPILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"

struct compile_options {
    const char *description; /* of the compile options, for the header; NULL: none */
    uint32_t steps_max;      /* budget of a decision; 0: what the format allows */
};

#define COMPILE_BLAMED_MAX 8

/* What came of it, for people. Filled on failure too, as far as it got. */
struct compile_report {
    char message[256]; /* why it failed */

    /* The rules that are to blame, in source order: some of blamed_count in all. */
    uint32_t blamed[COMPILE_BLAMED_MAX];
    uint32_t blamed_count;

    uint32_t steps; /* worst case, and for each element of argv */
    uint32_t steps_per_argument;
    uint32_t steps_per_byte; /* of a fact that is searched */
    uint32_t stack;
    uint32_t nodes_made;   /* instructions asked for */
    uint32_t nodes_shared; /* of them, those that were there already */
    uint32_t depth;        /* instructions on the longest way through one program */
};

/*
 * The image in memory of its own, aligned as image_load wants it; free() it. 0, or -EINVAL with the
 * report's message, where the rules cannot be compiled within the limits.
 */
__attribute__((warn_unused_result)) int compile_rules(const struct ruleset *rules,
                                                      const struct compile_options *options,
                                                      void **ret_bytes, size_t *ret_len_bytes,
                                                      struct compile_report *report);

#endif
