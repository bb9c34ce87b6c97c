#include "lang/analyze/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES (LINES_MAX_BYTES + 1)
#define READ_BYTES ((size_t)256 * 1024)

struct lines {
    int fd;
    bool ended;
    uint64_t bytes;
    uint64_t number;
    size_t start;    /* of what has not been returned */
    size_t end;      /* of what has been read */
    size_t searched; /* up to here there is no line end */
    char buffer[BUFFER_BYTES];
};

struct lines *lines_new(int fd)
{
    /* Not zeroed: pages of a long line come only when there is one. */
    struct lines *lines = malloc(sizeof *lines);

    if (!lines)
        abort();
    lines->fd = fd;
    lines->ended = false;
    lines->bytes = lines->number = 0;
    lines->start = lines->end = lines->searched = 0;
    return lines;
}

void lines_free(struct lines *lines)
{
    free(lines);
}

uint64_t lines_bytes(const struct lines *lines)
{
    return lines->bytes;
}

uint64_t lines_number(const struct lines *lines)
{
    return lines->number;
}

/* More bytes behind the others; there is room for at least one. */
static int fill(struct lines *lines)
{
    size_t room, want;
    ssize_t n;

    if (lines->start > 0) {
        memmove(lines->buffer, lines->buffer + lines->start, lines->end - lines->start);
        lines->end -= lines->start;
        lines->searched -= lines->start;
        lines->start = 0;
    }
    room = BUFFER_BYTES - lines->end;
    want = room < READ_BYTES ? room : READ_BYTES;
    do {
        n = read(lines->fd, lines->buffer + lines->end, want);
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        return -errno;
    lines->ended = n == 0;
    lines->end += (size_t)n;
    lines->bytes += (uint64_t)n;
    return 0;
}

/* Throws away the rest of a line that is too long. */
static int pass_over(struct lines *lines)
{
    uint64_t last = lines->bytes + LINES_PASSED_MAX_BYTES;

    lines->number++;
    for (;;) {
        const char *newline;
        int result;

        if (lines->bytes > last)
            return -EFBIG;

        lines->start = lines->searched = lines->end = 0;
        result = fill(lines);
        if (result)
            return result;
        newline = memchr(lines->buffer, '\n', lines->end);
        if (newline || lines->ended) {
            lines->start = newline ? (size_t)(newline - lines->buffer) + 1 : lines->end;
            lines->searched = lines->start;
            return -EMSGSIZE;
        }
    }
}

static int give(struct lines *lines, size_t end, size_t next, const char **ret_line,
                size_t *ret_len_bytes)
{
    *ret_line = lines->buffer + lines->start;
    *ret_len_bytes = end - lines->start;
    if (*ret_len_bytes && (*ret_line)[*ret_len_bytes - 1] == '\r')
        --*ret_len_bytes;
    lines->start = lines->searched = next;
    lines->number++;
    return 1;
}

int lines_next(struct lines *lines, const char **ret_line, size_t *ret_len_bytes)
{
    for (;;) {
        const char *newline =
            memchr(lines->buffer + lines->searched, '\n', lines->end - lines->searched);
        int result;

        if (newline) {
            size_t at = (size_t)(newline - lines->buffer);

            return give(lines, at, at + 1, ret_line, ret_len_bytes);
        }
        lines->searched = lines->end;
        if (lines->ended)
            return lines->start == lines->end
                       ? 0
                       : give(lines, lines->end, lines->end, ret_line, ret_len_bytes);
        if (lines->end - lines->start > LINES_MAX_BYTES)
            return pass_over(lines);
        result = fill(lines);
        if (result)
            return result;
    }
}
