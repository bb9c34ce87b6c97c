#include "runtime/wire/http1_body.h"

#include <stdbool.h>
#include <string.h>

#define SIZE_DIGITS_MAX 15 /* hex digits: stays far below 2^63 */

/* What is awaited next in a chunked body. */
enum {
    CHUNK_SIZE_FIRST, /* the first digit of a size */
    CHUNK_SIZE,
    CHUNK_EXTENSION,
    CHUNK_SIZE_LF,
    CHUNK_DATA,
    CHUNK_DATA_CR,
    CHUNK_DATA_LF,
    CHUNKS_DONE,
};

void http1_body_start(struct http1_body *body, enum http1_framing framing, uint64_t length)
{
    *body = (struct http1_body){.framing = framing, .left = framing == HTTP1_LENGTH ? length : 0};
}

static int bad(struct http1_body *body, const char *error)
{
    body->error = error;
    return -1;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_control(char c)
{
    return ((unsigned char)c < ' ' && c != '\t') || c == 0x7f;
}

static int size_char(struct http1_body *body, char c)
{
    int digit = hex_value(c);
    if (digit >= 0) {
        if (++body->line_len > SIZE_DIGITS_MAX)
            return bad(body, "a chunk is too large");
        body->left = body->left << 4 | (uint64_t)digit;
        return CHUNK_SIZE;
    }
    if (body->state == CHUNK_SIZE_FIRST)
        return bad(body, "a chunk has no size");
    if (c == '\r')
        return CHUNK_SIZE_LF;
    return c == ';' ? CHUNK_EXTENSION : bad(body, "a chunk's size is malformed");
}

static int extension_char(struct http1_body *body, char c)
{
    if (c == '\r')
        return CHUNK_SIZE_LF;
    if (is_control(c) || ++body->line_len > HTTP1_CHUNK_LINE_MAX)
        return bad(body, "a chunk extension is malformed");
    return CHUNK_EXTENSION;
}

static int expect(struct http1_body *body, char c, char wanted, int next)
{
    return c == wanted ? next : bad(body, "a chunk's line end is malformed");
}

/* The state after `c`, -1 for bad. Not for CHUNK_DATA. */
static int chunk_step(struct http1_body *body, char c)
{
    switch (body->state) {
    case CHUNK_SIZE_FIRST:
    case CHUNK_SIZE:
        return size_char(body, c);
    case CHUNK_EXTENSION:
        return extension_char(body, c);
    case CHUNK_SIZE_LF:
        body->line_len = 0;
        return expect(body, c, '\n', body->left ? CHUNK_DATA : CHUNKS_DONE);
    case CHUNK_DATA_CR:
        return expect(body, c, '\r', CHUNK_DATA_LF);
    default:
        return expect(body, c, '\n', CHUNK_SIZE_FIRST); /* CHUNK_DATA_LF */
    }
}

/* The next piece of at most body->left bytes. */
static struct http1_slice take_data(struct http1_body *body, const char *bytes, size_t len)
{
    struct http1_slice data = {bytes, body->left < len ? (size_t)body->left : len};
    body->left -= data.len;
    return data;
}

static enum http1_body_status chunked_next(struct http1_body *body, const char *bytes, size_t len,
                                           size_t *ret_used, struct http1_slice *ret_data)
{
    size_t used = 0;
    while (used < len && body->state != CHUNKS_DONE) {
        if (body->state == CHUNK_DATA) {
            *ret_data = take_data(body, bytes + used, len - used);
            *ret_used = used + ret_data->len;
            if (body->left == 0)
                body->state = CHUNK_DATA_CR;
            return HTTP1_BODY_DATA;
        }
        int next = body->state < 0 ? -1 : chunk_step(body, bytes[used++]);
        body->state = next;
        if (next < 0)
            return HTTP1_BODY_BAD;
    }
    *ret_used = used;
    return body->state == CHUNKS_DONE ? HTTP1_BODY_TRAILERS : HTTP1_BODY_MORE;
}

enum http1_body_status http1_body_next(struct http1_body *body, const char *bytes, size_t len,
                                       size_t *ret_used, struct http1_slice *ret_data)
{
    *ret_used = 0;
    *ret_data = (struct http1_slice){0};
    switch (body->framing) {
    case HTTP1_NO_BODY:
        return HTTP1_BODY_DONE;
    case HTTP1_CHUNKED:
        return chunked_next(body, bytes, len, ret_used, ret_data);
    case HTTP1_LENGTH:
        if (body->left == 0)
            return HTTP1_BODY_DONE;
        *ret_data = take_data(body, bytes, len);
        break;
    case HTTP1_UNTIL_CLOSE:
        *ret_data = (struct http1_slice){bytes, len};
        break;
    }
    *ret_used = ret_data->len;
    return ret_data->len ? HTTP1_BODY_DATA : HTTP1_BODY_MORE;
}
