#include "lang/source/source.h"

#include <assert.h>
#include <string.h>

static uint32_t count_lines(const char *text, size_t len_bytes)
{
    const char *end = text + len_bytes;
    uint32_t count = 1;

    while (text < end && (text = memchr(text, '\n', (size_t)(end - text)))) {
        text++;
        count++;
    }
    return count;
}

bool source_fits(const char *text, size_t len_bytes)
{
    const char *end = text + len_bytes;
    uint32_t count = 0;

    if (len_bytes > SOURCE_SIZE_MAX_BYTES)
        return false;
    while (text < end && (text = memchr(text, '\n', (size_t)(end - text)))) {
        text++;
        if (++count > SOURCE_LINES_MAX)
            return false;
    }
    return true;
}

void source_init(struct source *source, struct arena *arena, const char *name, const char *text,
                 size_t len_bytes)
{
    const char *at = text, *end = text + len_bytes;
    uint32_t *starts;
    uint32_t line = 0;

    assert(len_bytes < UINT32_MAX);
    source->name = name;
    source->text = text;
    source->len_bytes = (uint32_t)len_bytes;
    source->line_count = count_lines(text, len_bytes);
    starts = ARENA_ARRAY(arena, uint32_t, source->line_count);
    while (++line < source->line_count) {
        at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
        starts[line] = (uint32_t)(at - text);
    }
    source->line_starts = starts;
}

uint32_t source_codepoints(const char *text, size_t len_bytes)
{
    uint32_t count = 0;

    for (size_t i = 0; i < len_bytes; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

struct position source_position(const struct source *source, uint32_t offset)
{
    uint32_t low = 0, high = source->line_count;
    struct position position;

    if (offset > source->len_bytes)
        offset = source->len_bytes;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    position.line = low + 1;
    position.column = offset - source->line_starts[low] + 1;
    position.column_codepoints = source_codepoints(source->text + source->line_starts[low],
                                                   offset - source->line_starts[low]) +
                                 1;
    return position;
}

struct span source_line(const struct source *source, uint32_t line)
{
    struct span span;

    assert(line >= 1 && line <= source->line_count);
    span.start = source->line_starts[line - 1];
    span.end = line < source->line_count ? source->line_starts[line] - 1 : source->len_bytes;
    if (span.end > span.start && source->text[span.end - 1] == '\r')
        span.end--;
    return span;
}
