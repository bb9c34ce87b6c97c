/* Shared by the files of this room. */
#ifndef EGRESS_RUNTIME_HTTP2_INTERNAL_H
#define EGRESS_RUNTIME_HTTP2_INTERNAL_H

#include <nghttp2/nghttp2.h>

#include "runtime/http2/budget.h"
#include "runtime/http2/session.h"

struct http2 {
    nghttp2_session *session;
    struct http2_config config;
    struct http2_budget budget;
    struct http2_head *head; /* of the block that is being received; NULL: no memory yet */
    bool in_head;
    bool flooded;
    char failure[HTTP2_FAILURE_MAX];
    /* http2_send's */
    struct evbuffer *out;
    size_t limit;
};

/* nghttp2's provider of a body's bytes (session.c). */
nghttp2_data_provider http2_provider(struct http2_body *body);

/* Sends trailers; the stream ends with them (messages.c). 0 or an nghttp2 error. */
int http2_submit_trailers(struct http2 *http2, int32_t id, const struct http1_fields *fields);

#endif
