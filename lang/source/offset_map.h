/*
 * Where the bytes of a text that was made from another one come from: placeholders replaced by
 * their values, or the lines of a policy taken out of a YAML block. A front end parses the made
 * text and says every place in the one that the user wrote.
 *
 * The map is a list of pieces, in order. A copied piece maps byte by byte; a replaced one maps as a
 * whole. An empty map is the identity.
 */
#ifndef EGRESS_LANG_SOURCE_OFFSET_MAP_H
#define EGRESS_LANG_SOURCE_OFFSET_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/span.h"

struct offset_piece {
    uint32_t made;    /* first byte in the made text; the piece reaches to the next one's */
    struct span from; /* in the original */
    bool replaced;
};

struct offset_map {
    struct offset_piece *pieces; /* arena */
    uint32_t count;
    uint32_t capacity;
};

/* Pieces are added in order; made is not less than the last one's. */
void offset_map_add(struct offset_map *map, struct arena *arena, uint32_t made, struct span from,
                    bool replaced);

/* The original's span of a span in the made text. */
struct span offset_map_span(const struct offset_map *map, struct span made);

#endif
