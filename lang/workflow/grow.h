/*
 * Arrays that grow in an arena, without a capacity of their own: they are full whenever their count
 * is 0 or a power of two from 8 on. The old copies stay in the arena, no more than the last one.
 */
#ifndef EGRESS_LANG_WORKFLOW_GROW_H
#define EGRESS_LANG_WORKFLOW_GROW_H

#include <stddef.h>
#include <string.h>

#include "lang/source/arena.h"

static inline void *grow_array(struct arena *arena, const void *array, size_t count,
                               size_t element_bytes)
{
    if (count != 0 && (count < 8 || (count & (count - 1)) != 0))
        return (void *)array;
    void *grown = arena_calloc(arena, count < 8 ? 8 : count * 2, element_bytes);
    if (count)
        memcpy(grown, array, count * element_bytes);
    return grown;
}

/* The array, with room for one more element behind its `count`. */
#define GROW(arena, array, count)                                                                  \
    ((__typeof__(array))grow_array((arena), (array), (count), sizeof *(array)))

#endif
