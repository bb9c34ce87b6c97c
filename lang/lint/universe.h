/*
 * Inside lang/lint: which texts there are, as small automata. `state` starts at 0.
 */
#ifndef EGRESS_LANG_LINT_UNIVERSE_H
#define EGRESS_LANG_LINT_UNIVERSE_H

#include "lang/lint/pattern.h"

#define UNIVERSE_DEAD 0xff

/* Characters in the order in which a witness should use them; ASCII, ends in a NUL. */
extern const char *const universe_characters[UNIVERSE_COUNT];

uint8_t universe_step(enum pattern_universe universe, uint8_t state, uint32_t codepoint);
bool universe_accepts(enum pattern_universe universe, uint8_t state);

#endif
