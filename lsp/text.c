#include "lsp/text.h"

#include <stdlib.h>
#include <string.h>

#include "lang/source/utf8.h"

static void reserve_bytes(struct text *text, uint32_t len)
{
    if (text->capacity > len)
        return;
    text->capacity = len + len / 4 + 64;
    text->bytes = realloc(text->bytes, text->capacity);
    if (!text->bytes)
        abort();
}

static void reserve_lines(struct text *text, uint32_t count)
{
    if (text->line_capacity >= count)
        return;
    text->line_capacity = count + count / 4 + 16;
    text->lines = realloc(text->lines, sizeof *text->lines * text->line_capacity);
    if (!text->lines)
        abort();
}

/* Behind the line end that starts at or behind `at`; UINT32_MAX: there is none. */
static uint32_t next_line(const struct text *text, uint32_t at)
{
    const char *bytes = text->bytes;

    while (at < text->len && bytes[at] != '\n' && bytes[at] != '\r')
        at++;
    if (at >= text->len)
        return UINT32_MAX;
    return at + (bytes[at] == '\r' && at + 1 < text->len && bytes[at + 1] == '\n' ? 2 : 1);
}

void text_set(struct text *text, const char *bytes, size_t len)
{
    reserve_bytes(text, (uint32_t)len + 1);
    memcpy(text->bytes, bytes, len);
    text->bytes[len] = '\0';
    text->len = (uint32_t)len;
    reserve_lines(text, 1);
    text->lines[0] = 0;
    text->line_count = 1;
    for (uint32_t at = 0; (at = next_line(text, at)) != UINT32_MAX;) {
        reserve_lines(text, text->line_count + 1);
        text->lines[text->line_count++] = at;
    }
}

void text_free(struct text *text)
{
    free(text->bytes);
    free(text->lines);
    *text = (struct text){0};
}

uint32_t text_line(const struct text *text, uint32_t offset)
{
    uint32_t low = 0, high = text->line_count;

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (text->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/*
 * The lines that start in [from, to) of the new text, in place of `removed` ones behind line
 * `first`. Those behind move by `shift`.
 */
static void splice_lines(struct text *text, uint32_t first, uint32_t removed, uint32_t from,
                         uint32_t to, int64_t shift)
{
    uint32_t tail = text->line_count - first - 1 - removed, count = 0, at;
    uint32_t *lines;

    for (at = from; (at = next_line(text, at)) < to;)
        count++;
    reserve_lines(text, text->line_count - removed + count);
    lines = text->lines + first + 1;
    memmove(lines + count, lines + removed, sizeof *lines * tail);
    for (uint32_t i = 0; i < tail; i++)
        lines[count + i] = (uint32_t)(lines[count + i] + shift);
    for (at = from; (at = next_line(text, at)) < to;)
        *lines++ = at;
    text->line_count += count - removed;
}

void text_replace(struct text *text, struct span span, const char *bytes, size_t len)
{
    int64_t shift = (int64_t)len - (int64_t)(span.end - span.start);
    uint32_t new_len = (uint32_t)(text->len + shift);
    /* A "\r" in front and a "\n" behind may come together, or apart: their lines are read again. */
    uint32_t first = text_line(text, span.start ? span.start - 1 : 0);
    uint32_t last = text_line(text, span.end < text->len ? span.end + 1 : span.end);
    uint32_t behind = last + 1 < text->line_count ? text->lines[last + 1] : UINT32_MAX;

    reserve_bytes(text, new_len + 1);
    memmove(text->bytes + span.start + len, text->bytes + span.end, text->len - span.end + 1);
    memcpy(text->bytes + span.start, bytes, len);
    text->len = new_len;
    splice_lines(text, first, last - first, text->lines[first],
                 behind == UINT32_MAX ? UINT32_MAX : (uint32_t)(behind + shift), shift);
}

struct span text_line_span(const struct text *text, uint32_t line)
{
    struct span span = {text->lines[line],
                        line + 1 < text->line_count ? text->lines[line + 1] : text->len};

    if (span.end > span.start && text->bytes[span.end - 1] == '\n')
        span.end--;
    if (span.end > span.start && text->bytes[span.end - 1] == '\r' && line + 1 < text->line_count)
        span.end--;
    return span;
}

/* ---- characters ---- */

/* Bytes of the character at `at`, and how many units it counts. A stray byte is one of each. */
static size_t character_at(enum text_encoding encoding, const char *at, size_t len,
                           uint32_t *ret_units)
{
    uint32_t codepoint = 0;
    size_t size = (unsigned char)*at < 0x80 ? 1 : utf8_decode(at, len, &codepoint);

    if (!size)
        size = 1;
    *ret_units = encoding == TEXT_UTF8                            ? (uint32_t)size
                 : encoding == TEXT_UTF16 && codepoint >= 0x10000 ? 2
                                                                  : 1;
    return size;
}

uint32_t text_characters(enum text_encoding encoding, const char *bytes, size_t len)
{
    uint32_t count = 0;

    if (encoding == TEXT_UTF8)
        return (uint32_t)len;
    for (size_t i = 0; i < len;) {
        uint32_t units;

        i += character_at(encoding, bytes + i, len - i, &units);
        count += units;
    }
    return count;
}

uint32_t text_offset(const struct text *text, enum text_encoding encoding, struct text_place place)
{
    struct span line;
    uint32_t at, count = 0;

    if (place.line >= text->line_count)
        return text->len;
    line = text_line_span(text, place.line);
    for (at = line.start; at < line.end && count < place.character;) {
        uint32_t units;
        size_t size = character_at(encoding, text->bytes + at, line.end - at, &units);

        /* Within a character: where it starts. */
        if (count + units > place.character)
            break;
        at += (uint32_t)size;
        count += units;
    }
    return at;
}

struct text_place text_place(const struct text *text, enum text_encoding encoding, uint32_t offset)
{
    uint32_t at = offset < text->len ? offset : text->len;
    uint32_t line = text_line(text, at);
    uint32_t start = text->lines[line];

    return (struct text_place){line, text_characters(encoding, text->bytes + start, at - start)};
}
