/*
 * messages: what an owner says on a session: requests, responses, trailers, in the form that
 * wire/http1 gives them. Fields that are marked `drop` stay behind; content-length and host are
 * written from what was understood. All return false on lack of memory or a stream that is closed.
 */
#ifndef EGRESS_RUNTIME_HTTP2_MESSAGES_H
#define EGRESS_RUNTIME_HTTP2_MESSAGES_H

#include "runtime/http2/session.h"

/* `body` NULL: the request ends here. *ret_id is the stream's number. */
bool http2_submit_request(struct http2 *http2, const struct http1_request *request,
                          const char *scheme, struct http2_body *body, void *stream,
                          int32_t *ret_id);

/* An interim response if its status is below 200, which has no body and does not end. */
bool http2_submit_response(struct http2 *http2, int32_t id, const struct http1_response *response,
                           struct http2_body *body);

/* A response of our own: plain text, not to be kept. `body` NULL: none follows (HEAD). */
bool http2_submit_answer(struct http2 *http2, int32_t id, uint16_t status, size_t length,
                         struct http2_body *body);

#endif
