/*
 * An arena: memory of one compilation, freed whole. Nothing in it is freed by itself, so what it
 * holds may point at each other freely. A zeroed struct is an empty arena.
 *
 * Memory is zeroed and aligned for any type. Lack of memory aborts the process: the front end has
 * nothing sensible to do without it, and an abort writes no image (it fails closed).
 */
#ifndef EGRESS_LANG_SOURCE_ARENA_H
#define EGRESS_LANG_SOURCE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *block; /* newest first */
};

void *arena_alloc(struct arena *arena, size_t size_bytes);

/* count elements; aborts rather than overflow. */
void *arena_calloc(struct arena *arena, size_t count, size_t size_bytes);

/* len_bytes of text, and a NUL. */
char *arena_strndup(struct arena *arena, const char *text, size_t len_bytes);

__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *arena, const char *format,
                                                         ...);

__attribute__((format(printf, 2, 0))) char *arena_vprintf(struct arena *arena, const char *format,
                                                          va_list arguments);

/* Frees everything; the arena is then empty and may be used again. */
void arena_free(struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_calloc((arena), (count), sizeof(type)))

#endif
