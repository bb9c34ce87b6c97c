/*
 * How many columns of a terminal a character takes: 0 for one that joins the character before, 2
 * for a wide one, else 1. After UAX #11 (East Asian Width W and F) and the categories Mn, Me and Cf
 * of Unicode 14, for what stands in policies: rare scripts count 1.
 */
#ifndef EGRESS_LANG_SOURCE_WIDTH_H
#define EGRESS_LANG_SOURCE_WIDTH_H

#include <stdint.h>

uint32_t width_of(uint32_t codepoint);

#endif
