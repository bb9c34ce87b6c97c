#include "lang/source/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 * 1024)

struct arena_block {
    struct arena_block *older;
    size_t used_bytes;
    size_t size_bytes;
    alignas(max_align_t) char memory[];
};

static struct arena_block *add_block(struct arena *arena, size_t size_bytes)
{
    struct arena_block *block = calloc(1, sizeof *block + size_bytes);

    if (!block)
        abort();
    block->size_bytes = size_bytes;
    /* A large piece gets a block of its own behind the current one, whose rest stays in use. */
    if (size_bytes > BLOCK_BYTES && arena->block) {
        block->older = arena->block->older;
        arena->block->older = block;
    } else {
        block->older = arena->block;
        arena->block = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t size_bytes)
{
    const size_t align = alignof(max_align_t);
    struct arena_block *block = arena->block;
    void *memory;

    if (size_bytes > SIZE_MAX / 2)
        abort();
    size_bytes = (size_bytes + align - 1) / align * align;
    if (!block || block->size_bytes - block->used_bytes < size_bytes)
        block = add_block(arena, size_bytes > BLOCK_BYTES ? size_bytes : BLOCK_BYTES);
    memory = block->memory + block->used_bytes;
    block->used_bytes += size_bytes;
    return memory;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size_bytes)
{
    size_t total_bytes;

    if (__builtin_mul_overflow(count, size_bytes, &total_bytes))
        abort();
    return arena_alloc(arena, total_bytes);
}

char *arena_strndup(struct arena *arena, const char *text, size_t len_bytes)
{
    char *copy = arena_alloc(arena, len_bytes + 1);

    if (len_bytes)
        memcpy(copy, text, len_bytes);
    return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    char *text;
    int len;

    va_copy(again, arguments);
    len = vsnprintf(NULL, 0, format, arguments);
    if (len < 0)
        abort();
    text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

void arena_free(struct arena *arena)
{
    while (arena->block) {
        struct arena_block *block = arena->block;

        arena->block = block->older;
        free(block);
    }
}
