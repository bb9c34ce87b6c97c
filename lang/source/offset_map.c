#include "lang/source/offset_map.h"

#include <string.h>

void offset_map_add(struct offset_map *map, struct arena *arena, uint32_t made, struct span from,
                    bool replaced)
{
    if (map->count == map->capacity) {
        uint32_t capacity = map->capacity ? map->capacity * 2 : 16;
        struct offset_piece *pieces = ARENA_ARRAY(arena, struct offset_piece, capacity);

        if (map->count)
            memcpy(pieces, map->pieces, map->count * sizeof *pieces);
        map->pieces = pieces;
        map->capacity = capacity;
    }
    map->pieces[map->count++] = (struct offset_piece){made, from, replaced};
}

/* The last piece that starts at or before the offset. */
static const struct offset_piece *find(const struct offset_map *map, uint32_t made)
{
    uint32_t low = 0, high = map->count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (map->pieces[middle].made <= made)
            low = middle;
        else
            high = middle;
    }
    return &map->pieces[low];
}

static uint32_t map_offset(const struct offset_piece *piece, uint32_t made)
{
    uint32_t offset = piece->from.start + (made - piece->made);

    return offset < piece->from.end ? offset : piece->from.end;
}

struct span offset_map_span(const struct offset_map *map, struct span made)
{
    const struct offset_piece *first, *last;
    struct span span;

    if (!map->count)
        return made;
    first = find(map, made.start);
    span.start = first->replaced ? first->from.start : map_offset(first, made.start);
    /* The piece that holds the last byte, not the one that starts where the span ends. */
    last = made.end > made.start ? find(map, made.end - 1) : first;
    if (last->replaced)
        span.end = made.end > made.start ? last->from.end : span.start;
    else
        span.end = map_offset(last, made.end);
    return span;
}
