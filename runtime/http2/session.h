/*
 * session: one end of one HTTP/2 connection (RFC 9113), by nghttp2. It owns no socket and no clock:
 * bytes are fed, frames come out into a buffer, and the owner is told what they mean. The same
 * bytes give the same events, so that tests and fuzzers need no network.
 *
 * Where to start: struct http2_events is what an owner hears, http2_receive and http2_send are what
 * it calls when bytes may move, messages.h is what it says.
 *
 * Flow control is end to end. A received byte opens the peer's window again only when the owner
 * says that it has gone on (http2_consumed); a sent one is taken from a struct http2_body only when
 * the peer's window and `limit` have room.
 *
 * What is checked where: nghttp2 checks framing, compression, states of streams, pseudo-fields,
 * names in lower case, fields of the connection, lengths against bodies. wire/http1 checks the
 * meaning as it does for HTTP/1 (http2_head_request). Fields that nghttp2 would leave out silently
 * (RFC 9113 section 8.2.1: CR, LF, NUL and blanks around values) make the head wrong here.
 */
#ifndef EGRESS_RUNTIME_HTTP2_SESSION_H
#define EGRESS_RUNTIME_HTTP2_SESSION_H

#include <event2/buffer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/http2/head.h"

enum http2_role {
    HTTP2_SERVER, /* it receives requests */
    HTTP2_CLIENT, /* it sends them */
};

/* RFC 9113 section 7 */
enum http2_code {
    HTTP2_NO_ERROR = 0,
    HTTP2_PROTOCOL_ERROR = 1,
    HTTP2_INTERNAL_ERROR = 2,
    HTTP2_REFUSED_STREAM = 7,
    HTTP2_CANCEL = 8,
    HTTP2_ENHANCE_YOUR_CALM = 11,
};

#define HTTP2_FAILURE_MAX 160 /* bytes of why a session has failed */

struct http2;

/*
 * A body on its way from one session to another: bytes wait in it. Its memory must last until the
 * stream that sends it is closed.
 */
struct http2_body {
    struct evbuffer *bytes;      /* the owner's */
    struct http2_head *trailers; /* the owner's; NULL: none */
    void *stream;                /* the owner's word for the stream, for `taken` */
    bool ended;                  /* nothing is added any more */
    bool last;                   /* once it is sent, the rest of the request is not wanted */
    bool waits;                  /* the sender found nothing: http2_resume when there is more */
    uint32_t window, grown;      /* of the receiving stream, see http2_consumed */
};

/*
 * What the owner hears, within http2_receive or http2_send, which it must not call from here.
 * `stream` is its own pointer for the stream, heads and bytes are borrowed for the call.
 */
struct http2_events {
    /* Server: a request. Returns the owner's pointer for its stream; NULL: hears no more of it. */
    void *(*request)(void *owner, int32_t id, const struct http2_head *head, bool ends);
    /* Client: a response, interim or final. */
    void (*response)(void *owner, void *stream, const struct http2_head *head, bool ends);
    void (*data)(void *owner, void *stream, const uint8_t *bytes, size_t len);
    /* The message is whole, if its head did not say so already. `trailers` may be NULL. */
    void (*end)(void *owner, void *stream, struct http2_head *trailers);
    /* `len` bytes of a body are on their way to the peer. */
    void (*taken)(void *owner, void *stream, size_t len);
    /* Nothing more comes of this stream; code HTTP2_NO_ERROR: it has ended in order. */
    void (*closed)(void *owner, void *stream, uint32_t code);
    /* Server: a request that broke the rules; its stream is reset. The head is what came of it. */
    void (*malformed)(void *owner, const struct http2_head *head, const char *reason);
    /* The peer takes no more streams. */
    void (*goaway)(void *owner, uint32_t code);
};

struct http2_config {
    enum http2_role role;
    const struct http2_events *events; /* borrowed, for the session's life */
    void *owner;
    struct http2_head **spare; /* borrowed; sessions that share it share one idle head */
    uint32_t streams;          /* server: that may be open at once */
    uint32_t window;           /* bytes in flight, of all streams */
    uint32_t stream_window;    /* of one stream, while its bytes go on quickly; at first 65535 */
    uint32_t budget, budget_per_s; /* see budget.h */
};

/* NULL on lack of memory. The first frames wait to be sent. */
struct http2 *http2_new(const struct http2_config *config, int64_t now_ms);

/* No `closed` comes for streams that were open. NULL is fine. */
void http2_free(struct http2 *http2);

/*
 * Takes all of `in`. false: the connection has failed (http2_failure says why) or is at its end:
 * once what http2_send has yet to say is sent, it is to be closed.
 */
bool http2_receive(struct http2 *http2, struct evbuffer *in, int64_t now_ms);

/* Adds frames to `out` until it holds `limit` bytes or nothing more may be sent. false: as above */
bool http2_send(struct http2 *http2, struct evbuffer *out, size_t limit);

/* Has http2_send something to add? */
bool http2_wants_send(const struct http2 *http2);

/* Neither side has anything to say any more. */
bool http2_is_over(const struct http2 *http2);

/* Why it has failed, for a person; NULL: it has not. Borrowed. */
const char *http2_failure(const struct http2 *http2);
/* It failed because the peer made too much work for nothing. */
bool http2_is_flood(const struct http2 *http2);

/* A header block has begun to come and is not whole. */
bool http2_in_head(const struct http2 *http2);

/* Bytes were added to a body that waits, or it has ended. */
void http2_resume(struct http2 *http2, int32_t id, struct http2_body *body);

/*
 * `len` bytes received on stream `id` (closed ones too) have gone on; `body` is where they waited.
 * The window of a stream whose bytes go on as fast as they come is doubled; body may be NULL.
 */
void http2_consumed(struct http2 *http2, int32_t id, struct http2_body *body, size_t len);

/*
 * Server: the rest of a request is not wanted. Its stream is reset with NO_ERROR, but not before
 * the response, whose body is `body`, has been sent (RFC 9113 section 8.1).
 */
void http2_stop(struct http2 *http2, int32_t id, struct http2_body *body);

void http2_reset(struct http2 *http2, int32_t id, uint32_t code);

/* No more streams from the peer; those that are open go on. */
void http2_goaway(struct http2 *http2, uint32_t code);

/* GOAWAY, and no stream goes on. */
void http2_terminate(struct http2 *http2, uint32_t code);

#endif
