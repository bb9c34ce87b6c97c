/*
 * http1_body: where a message's body ends (RFC 9112 sections 6 and 7), told apart byte by byte.
 * Chunks are read strictly; their extensions are left out. Behind the last one stands the trailer
 * section, if it is only an empty line, which http1_trailers_read makes sense of.
 */
#ifndef EGRESS_RUNTIME_WIRE_HTTP1_BODY_H
#define EGRESS_RUNTIME_WIRE_HTTP1_BODY_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/wire/http1.h"

#define HTTP1_CHUNK_LINE_MAX 1024 /* bytes of a chunk's size line, extensions and all */
#define HTTP1_TRAILERS_MAX 8192   /* bytes of all trailer fields */

enum http1_body_status {
    HTTP1_BODY_MORE,     /* all input is used up and the body goes on */
    HTTP1_BODY_DATA,     /* `data` is the next piece of the body */
    HTTP1_BODY_TRAILERS, /* that was the last chunk */
    HTTP1_BODY_DONE,     /* what is left of the input belongs to the next message */
    HTTP1_BODY_BAD,
};

struct http1_body {
    enum http1_framing framing;
    uint64_t left; /* of the body (LENGTH) or of the chunk (CHUNKED) */
    const char *error;

    /* The reader's own. */
    int state;
    uint32_t line_len;
};

void http1_body_start(struct http1_body *body, enum http1_framing framing, uint64_t length);

/*
 * Reads on at `bytes` until there is something to report. *ret_used bytes are done with; for DATA
 * they include *ret_data, which is borrowed from `bytes`.
 */
enum http1_body_status http1_body_next(struct http1_body *body, const char *bytes, size_t len,
                                       size_t *ret_used, struct http1_slice *ret_data);

/*
 * The trailer section that begins at `bytes`. DONE: *ret_len is its length with its empty line, and
 * fields that may not go on are marked. BAD: *ret_error says why. Slices are borrowed from `bytes`.
 */
enum http1_scan_status http1_trailers_read(const char *bytes, size_t len, struct http1_fields *ret,
                                           size_t *ret_len, const char **ret_error);

/* The last chunk and the trailers that go on. At most `len` + HTTP1_WRITE_EXTRA bytes, where `len`
 * is what http1_trailers_read returned. Returns the length. */
size_t http1_trailers_write(const struct http1_fields *fields, char *out);

#endif
