/*
 * head: the fields of one HTTP/2 header block, as they come out of the decoder, and what is wrong
 * with them. One block is received at a time on a connection (RFC 9113 section 4.3).
 */
#ifndef EGRESS_RUNTIME_HTTP2_HEAD_H
#define EGRESS_RUNTIME_HTTP2_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/wire/http1.h"

#define HTTP2_HEAD_MAX                                                                             \
    HTTP1_HEAD_MAX /* bytes of names and values; RFC 9113 counts 32 a field more */

struct http2_head {
    /* Pseudo-fields; no place where there was none. */
    struct http1_slice method, scheme, authority, path, status, protocol;
    struct http1_fields fields; /* not yet made sense of */
    const char *wrong;          /* a field that must not be, for a person; NULL: none */
    bool too_large;             /* more came than is kept */
    size_t used, room;          /* of `bytes` */
    char bytes[];
};

/* Room for HTTP2_HEAD_MAX. NULL on lack of memory. */
struct http2_head *http2_head_new(void);

/* Empties it for the next block. */
void http2_head_clear(struct http2_head *head);

/* One field, copied. `never_index`: its value is not to be remembered by compression. */
void http2_head_add(struct http2_head *head, struct http1_slice name, struct http1_slice value,
                    bool never_index);

/* A copy as large as it must be, to keep. NULL on lack of memory. Freed with free(). */
struct http2_head *http2_head_copy(const struct http2_head *head);

/*
 * Request and response as the rest of the program knows them, or why not. Slices are borrowed from
 * the head. `ends`: no body follows. `scheme`: what the connection is ("http", "https").
 */
struct http1_error http2_head_request(const struct http2_head *head, const char *scheme, bool ends,
                                      struct http1_request *ret);
struct http1_error http2_head_response(const struct http2_head *head, bool to_head, bool ends,
                                       struct http1_response *ret);

/* Trailers: marks the fields that do not go on. */
struct http1_error http2_head_trailers(struct http2_head *head);

#endif
