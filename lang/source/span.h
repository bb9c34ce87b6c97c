/*
 * A place in a source text: two byte offsets, start inclusive, end exclusive. Line and column are
 * computed only to print (lang/source/source.h).
 */
#ifndef EGRESS_LANG_SOURCE_SPAN_H
#define EGRESS_LANG_SOURCE_SPAN_H

#include <stdint.h>

struct span {
    uint32_t start; /* bytes from the start of the text */
    uint32_t end;
};

#endif
