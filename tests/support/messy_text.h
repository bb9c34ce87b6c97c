/*
 * Policy texts as a careless author, or a cat on the keyboard, would leave them: legal rules with
 * blanks, tabs, line ends, letter case and comments in any state, headers, placeholders, and lines
 * that are no policy at all.
 */
#ifndef EGRESS_TESTS_SUPPORT_MESSY_TEXT_H
#define EGRESS_TESTS_SUPPORT_MESSY_TEXT_H

#include "tests/support/random_policy.h"

/* `garbage`: one line in that many is broken; 0: none is. May hold NULs; *ret_len counts. */
const char *messy_text(struct random *random, struct arena *arena, uint32_t lines, uint32_t garbage,
                       size_t *ret_len);

#endif
