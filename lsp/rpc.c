#include "lsp/rpc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void rpc_free(struct rpc_reader *reader)
{
    free(reader->bytes);
    *reader = (struct rpc_reader){0};
}

static void make_room(struct rpc_reader *reader, size_t len)
{
    size_t waiting = rpc_waiting(reader);

    if (reader->capacity - reader->end >= len)
        return;
    if (waiting)
        memmove(reader->bytes, reader->bytes + reader->start, waiting);
    reader->start = 0;
    reader->end = waiting;
    if (reader->capacity - waiting < len) {
        size_t capacity = reader->capacity ? reader->capacity : 4096;

        while (capacity - waiting < len)
            capacity *= 2;
        reader->bytes = realloc(reader->bytes, capacity);
        if (!reader->bytes)
            abort();
        reader->capacity = capacity;
    }
}

void rpc_feed(struct rpc_reader *reader, const char *bytes, size_t len)
{
    if (reader->passing_over && rpc_waiting(reader) == 0) {
        size_t over = reader->passing_over < len ? (size_t)reader->passing_over : len;

        reader->passing_over -= over;
        bytes += over;
        len -= over;
    }
    if (reader->broken || !len)
        return;
    make_room(reader, len);
    memcpy(reader->bytes + reader->end, bytes, len);
    reader->end += len;
}

/* Digits alone, blanks around them; false for anything else and for what no message can have. */
static bool read_length(const char *text, size_t len, uint64_t *ret_length)
{
    uint64_t length = 0;
    size_t i = 0, digits = 0;

    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    while (i < len && (text[i] == ' ' || text[i] == '\t'))
        i++;
    for (; i < len && text[i] >= '0' && text[i] <= '9' && digits < 18; i++, digits++)
        length = length * 10 + (uint64_t)(text[i] - '0');
    *ret_length = length;
    return digits > 0 && i == len;
}

/* One field; others than Content-Length are Content-Type, or unknown, and say nothing to us. */
static bool read_field(const char *line, size_t len, bool *seen, uint64_t *ret_length)
{
    static const char name[] = "Content-Length";
    const char *colon = memchr(line, ':', len);
    size_t name_len = colon ? (size_t)(colon - line) : 0;

    if (!colon || name_len == 0)
        return false;
    if (name_len != sizeof name - 1 || strncasecmp(line, name, name_len) != 0)
        return true;
    if (*seen)
        return false;
    *seen = true;
    return read_length(colon + 1, len - name_len - 1, ret_length);
}

/* 1: a whole header of *ret_size bytes; 0: more is needed; -1: it is none. */
static int read_header(const char *bytes, size_t len, size_t *ret_size, uint64_t *ret_length)
{
    const char *at = bytes, *end = bytes + len;
    bool seen = false;

    for (;;) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t line_len;

        if (!line_end)
            return len > RPC_HEADER_MAX_BYTES ? -1 : 0;
        line_len = (size_t)(line_end - at);
        line_len -= line_len > 0 && at[line_len - 1] == '\r';
        if ((size_t)(line_end - bytes) > RPC_HEADER_MAX_BYTES)
            return -1;
        if (line_len == 0) {
            *ret_size = (size_t)(line_end + 1 - bytes);
            return seen ? 1 : -1;
        }
        if (!read_field(at, line_len, &seen, ret_length))
            return -1;
        at = line_end + 1;
    }
}

static enum rpc_result pass_over(struct rpc_reader *reader, size_t header, uint64_t length)
{
    size_t there = rpc_waiting(reader) - header;

    there = there < length ? there : (size_t)length;
    reader->start += header + there;
    reader->passing_over = length - there;
    return RPC_TOO_LARGE;
}

enum rpc_result rpc_next(struct rpc_reader *reader, const char **ret_body, size_t *ret_len)
{
    size_t waiting = rpc_waiting(reader), header;
    const char *bytes;
    uint64_t length;
    int result;

    if (reader->broken)
        return RPC_BROKEN;
    if (reader->passing_over || !waiting)
        return RPC_MORE;
    bytes = reader->bytes + reader->start;
    result = read_header(bytes, waiting, &header, &length);
    if (result == 0)
        return RPC_MORE;
    if (result < 0) {
        reader->broken = true;
        reader->start = reader->end;
        return RPC_BROKEN;
    }
    if (length > RPC_BODY_MAX_BYTES)
        return pass_over(reader, header, length);
    if (waiting - header < length)
        return RPC_MORE;
    *ret_body = bytes + header;
    *ret_len = (size_t)length;
    reader->start += header + (size_t)length;
    return RPC_BODY;
}

/* ---- surrogates ---- */

/* The code unit of "\uXXXX" at `at`; 0 where there is none. */
static unsigned code_unit(const char *body, size_t len, size_t at)
{
    unsigned unit = 0;

    if (len - at < 6 || body[at] != '\\' || body[at + 1] != 'u')
        return 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        char c = body[i] | 0x20;
        int digit = body[i] >= '0' && body[i] <= '9' ? body[i] - '0'
                    : c >= 'a' && c <= 'f'           ? c - 'a' + 10
                                                     : -1;

        if (digit < 0)
            return 0;
        unit = unit * 16 + (unsigned)digit;
    }
    return unit;
}

bool rpc_mend_surrogates(char *body, size_t len)
{
    bool mended = false;

    for (size_t i = 0; i < len; i++) {
        unsigned unit;

        if (body[i] != '\\')
            continue;
        unit = code_unit(body, len, i);
        if ((unit & 0xFC00) == 0xD800 && i + 6 < len &&
            (code_unit(body, len, i + 6) & 0xFC00) == 0xDC00) {
            i += 11;
        } else if ((unit & 0xF800) == 0xD800) {
            memcpy(body + i, "\\ufffd", 6);
            mended = true;
            i += 5;
        } else {
            i++; /* the escaped character */
        }
    }
    return mended;
}
