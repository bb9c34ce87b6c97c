/* The requests of an HTTP/2 connection: asked one by one, refused or passed on; see http2_conn.h.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/proxy/http2_conn.h"

#define SPARE_STREAMS 8

/* ---- lifetime ---------------------------------------------------------------------------- */

static void set_free(struct stream *stream)
{
    if (stream->up.bytes)
        evbuffer_free(stream->up.bytes);
    if (stream->down.bytes)
        evbuffer_free(stream->down.bytes);
    free(stream);
}

static struct stream *stream_new(struct conn *conn, int32_t id, bool ends)
{
    struct http2_conn *http2 = conn->http2;
    struct evbuffer *up = NULL, *down = NULL;
    struct stream *stream = TAILQ_FIRST(&http2->spare);
    if (stream) {
        TAILQ_REMOVE(&http2->spare, stream, link);
        http2->spare_count--;
        up = stream->up.bytes;
        down = stream->down.bytes;
    } else {
        stream = malloc(sizeof(*stream));
    }
    if (!stream)
        return NULL;
    *stream = (struct stream){.conn = conn,
                              .client_id = id,
                              .client_open = true,
                              .ends = ends,
                              .request_done = ends,
                              .moved_ms = http2->now_ms,
                              .verdict = {.rule = -1},
                              .up = {.bytes = up ? up : evbuffer_new(), .stream = stream},
                              .down = {.bytes = down ? down : evbuffer_new(), .stream = stream}};
    if (!stream->up.bytes || !stream->down.bytes) {
        set_free(stream);
        return NULL;
    }
    TAILQ_INSERT_TAIL(&http2->streams, stream, link);
    http2->stream_count++;
    return stream;
}

static void stop_looking(struct stream *stream)
{
    stream->conn->http2->looking -= stream->looking;
    stream->looking = false;
    resolver_cancel(stream->lookup);
    stream->lookup = NULL;
}

static void drop_request(struct stream *stream)
{
    stop_looking(stream);
    free(stream->head);
    stream->head = NULL;
}

static bool hold(struct stream *stream, struct http2_body *body, const void *bytes, size_t len)
{
    if (evbuffer_add(body->bytes, bytes, len))
        return false;
    stream->conn->http2->held_bytes += len;
    return true;
}

/* Bytes that go nowhere any more: their room is the peer's again. */
static void discard(struct stream *stream, struct http2 *from, int32_t id, struct http2_body *body)
{
    size_t len = evbuffer_get_length(body->bytes);
    evbuffer_drain(body->bytes, len);
    stream->conn->http2->held_bytes -= len;
    if (from && len)
        http2_consumed(from, id, NULL, len);
}

static void stream_free(struct stream *stream)
{
    struct http2_conn *http2 = stream->conn->http2;
    drop_request(stream);
    free(stream->up.trailers);
    free(stream->down.trailers);
    TAILQ_REMOVE(&http2->streams, stream, link);
    http2->stream_count--;
    discard(stream, NULL, 0, &stream->up);
    discard(stream, NULL, 0, &stream->down);
    if (http2->spare_count == SPARE_STREAMS) {
        set_free(stream);
        return;
    }
    TAILQ_INSERT_HEAD(&http2->spare, stream, link);
    http2->spare_count++;
}

void streams_cancel(struct conn *conn)
{
    struct stream *stream;
    TAILQ_FOREACH(stream, &conn->http2->streams, link)
    {
        resolver_cancel(stream->lookup);
        stream->lookup = NULL;
    }
}

void streams_free(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    struct stream *stream;
    while ((stream = TAILQ_FIRST(&http2->streams)))
        stream_free(stream);
    while ((stream = TAILQ_FIRST(&http2->spare))) {
        TAILQ_REMOVE(&http2->spare, stream, link);
        set_free(stream);
    }
}

/* ---- answers of our own ------------------------------------------------------------------ */

static void answer(struct stream *stream, uint16_t status, const char *reason)
{
    struct conn *conn = stream->conn;
    struct http2 *client = conn->http2->client;
    char text[HTTP_EXPLAIN_MAX];
    size_t len = http_explain(conn, status, reason, text, sizeof(text));
    struct http2_body *body = stream->to_head ? NULL : &stream->down;
    stream->state = STREAM_ANSWERED;
    drop_request(stream);
    discard(stream, client, stream->client_id, &stream->up);
    stream->down.ended = true;
    if (!stream->client_open)
        return;
    if ((body && !hold(stream, body, text, len)) ||
        !http2_submit_answer(client, stream->client_id, status, len, body))
        http2_reset(client, stream->client_id, HTTP2_INTERNAL_ERROR);
    else if (!stream->request_done)
        http2_stop(client, stream->client_id, &stream->down);
}

/* ---- asking ------------------------------------------------------------------------------ */

const char *http2_scheme(const struct conn *conn)
{
    return conn->intercept ? "https" : "http";
}

/* Allowed, and the server is there. */
static void forward(struct stream *stream, const struct http1_request *request)
{
    struct conn *conn = stream->conn;
    struct http2_conn *http2 = conn->http2;
    stream->state = STREAM_FORWARDED;
    stream->moved_ms = http2->now_ms;
    if ((conn->let_through || conn_write_down(conn, NULL, NULL)) &&
        http2_submit_request(http2->server, request, http2_scheme(conn),
                             stream->ends ? NULL : &stream->up, stream, &stream->server_id)) {
        stream->server_open = true;
        drop_request(stream);
        return;
    }
    stream->state = STREAM_ANSWERED; /* unlogged: nothing of it goes on */
    drop_request(stream);
    http2_reset(http2->client, stream->client_id, HTTP2_INTERNAL_ERROR);
}

static bool keep_request(struct stream *stream, const struct http2_head *head)
{
    if (!stream->head)
        stream->head = http2_head_copy(head);
    return stream->head != NULL;
}

static void on_resolved(const uint32_t *addresses, size_t count, void *context)
{
    struct stream *stream = context;
    stream->lookup = NULL;
    stream->claim = connect_looked_up(stream->conn, addresses, count);
    conn_step(stream->conn, INPUT_RESOLVED);
}

static bool may_look_up(uint32_t ip, uint16_t port, const char *name, void *context)
{
    const struct stream *stream = context;
    return connect_may_look_up(ip, port, name, stream->conn);
}

static void allow(struct stream *stream, const struct http1_request *request,
                  const struct http2_head *head)
{
    struct conn *conn = stream->conn;
    if (conn->http2->server) {
        forward(stream, request);
        return;
    }
    stream->state = STREAM_CONNECT;
    stream->verdict = conn->verdict;
    stream->claim = conn->claim;
    stream->let_through = conn->let_through;
    conn->http2->wants_server = true;
    if (!keep_request(stream, head))
        answer(stream, 502, "out of memory");
}

static void refuse(struct stream *stream, uint16_t status, const char *error, const char *reason)
{
    struct conn *conn = stream->conn;
    conn->verdict = (struct verdict){.rule = -1};
    (void)conn_write_down(conn, error, reason);
    answer(stream, status, reason);
}

/* Lets go on, or answers with a refusal. */
static void settle(struct stream *stream, enum conn_outcome outcome,
                   const struct conn_denial *denial, const struct http1_request *request,
                   const struct http2_head *head)
{
    struct conn *conn = stream->conn;
    if (outcome != OUTCOME_ALLOWED && audit_ignores(conn)) {
        conn->verdict = (struct verdict){.rule = -1};
        conn->let_through = conn_write_down(conn, denial->error, denial->reason);
        outcome = OUTCOME_ALLOWED;
    }
    if (outcome == OUTCOME_ALLOWED)
        allow(stream, request, head);
    else
        refuse(stream, denial->status ? denial->status : 403, denial->error, denial->reason);
}

static void look_up(struct stream *stream, const struct http2_head *head)
{
    struct conn *conn = stream->conn;
    stream->state = STREAM_LOOK_UP;
    stream->looking = true;
    conn->http2->looking++;
    if (keep_request(stream, head))
        stream->lookup = resolver_ask(conn->proxy->config.resolver, conn->claimed, may_look_up,
                                      on_resolved, stream);
}

/* The request's facts are the connection's, and what is asked about. */
static void judge(struct stream *stream, const struct http1_request *request,
                  const struct http2_head *head)
{
    struct conn *conn = stream->conn;
    struct conn_denial denial;
    if (intercept_failure(conn)) {
        answer(stream, 502, intercept_failure(conn));
        return;
    }
    enum conn_outcome outcome = http_decide(conn, request, &denial);
    if (outcome == OUTCOME_LOOK_UP) {
        look_up(stream, head);
        if (stream->lookup)
            return;
        stop_looking(stream);
        conn->claim = CLAIM_UNRESOLVED;
        outcome = http_decide(conn, request, &denial);
    }
    settle(stream, outcome, &denial, request, head);
}

/* Frames say where a body ends: none is taken for another request. */
static bool note(struct conn *conn, const struct http1_request *request)
{
    bool noted = http_note(conn, request);
    conn->http->has_body = false;
    return noted;
}

static void *on_request(void *owner, int32_t id, const struct http2_head *head, bool ends)
{
    struct conn *conn = owner;
    struct http1_request *request = &conn->proxy->request;
    struct stream *stream = conn->http2->draining ? NULL : stream_new(conn, id, ends);
    if (!stream) {
        http2_reset(conn->http2->client, id, HTTP2_REFUSED_STREAM);
        return NULL;
    }
    struct http1_error error = http2_head_request(head, http2_scheme(conn), ends, request);
    stream->to_head = http1_slice_is(head->method, "HEAD");
    http_forget(conn);
    if (error.status)
        refuse(stream, error.status, "request_malformed", error.reason);
    else if (!note(conn, request))
        http2_reset(conn->http2->client, id, HTTP2_INTERNAL_ERROR);
    else
        judge(stream, request, head);
    return stream;
}

/* The connection's facts are this stream's again. NULL on lack of memory. */
static struct http1_request *recall(struct stream *stream)
{
    struct conn *conn = stream->conn;
    struct http1_request *request = &conn->proxy->request;
    http_forget(conn);
    if (http2_head_request(stream->head, http2_scheme(conn), stream->ends, request).status ||
        !note(conn, request))
        return NULL;
    conn->claim = stream->claim;
    conn->verdict = stream->verdict;
    conn->let_through = stream->let_through;
    return request;
}

static void on_malformed(void *owner, const struct http2_head *head, const char *reason)
{
    struct conn *conn = owner;
    (void)head;
    http_forget(conn);
    (void)conn_write_down(conn, "request_malformed", reason);
}

void streams_stop_looking(struct conn *conn)
{
    struct stream *stream;
    TAILQ_FOREACH(stream, &conn->http2->streams, link)
    {
        if (stream->state != STREAM_LOOK_UP)
            continue;
        stop_looking(stream);
        stream->claim = CLAIM_UNRESOLVED;
    }
    streams_judge_resolved(conn);
}

/* ---- what awaited something -------------------------------------------------------------- */

void streams_judge_resolved(struct conn *conn)
{
    struct stream *stream, *next;
    for (stream = TAILQ_FIRST(&conn->http2->streams); stream; stream = next) {
        next = TAILQ_NEXT(stream, link);
        if (stream->state != STREAM_LOOK_UP || stream->lookup)
            continue;
        stop_looking(stream);
        struct http1_request *request = recall(stream);
        if (request)
            judge(stream, request, stream->head);
        else
            answer(stream, 502, "out of memory");
    }
}

void streams_forward(struct conn *conn)
{
    struct stream *stream, *next;
    for (stream = TAILQ_FIRST(&conn->http2->streams); stream; stream = next) {
        next = TAILQ_NEXT(stream, link);
        if (stream->state != STREAM_CONNECT)
            continue;
        struct http1_request *request = recall(stream);
        if (request)
            forward(stream, request);
        else
            answer(stream, 502, "out of memory");
    }
}

void streams_unreachable(struct conn *conn, int error)
{
    struct stream *stream;
    char reason[128];
    snprintf(reason, sizeof(reason), "the destination could not be reached: %s", strerror(error));
    TAILQ_FOREACH(stream, &conn->http2->streams, link)
    {
        if (stream->state != STREAM_CONNECT)
            continue;
        if (recall(stream))
            (void)conn_write_down(conn, connect_error_word(error), reason);
        answer(stream, error == ETIMEDOUT ? 504 : 502, reason);
    }
}

/* ---- the request's body ------------------------------------------------------------------ */

static bool goes_on(const struct stream *stream)
{
    return stream->state != STREAM_ANSWERED &&
           (stream->state != STREAM_FORWARDED || stream->server_open);
}

static void on_client_data(void *owner, void *context, const uint8_t *bytes, size_t len)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    stream->moved_ms = conn->http2->now_ms;
    if (!goes_on(stream)) {
        http2_consumed(conn->http2->client, stream->client_id, NULL, len);
        return;
    }
    if (!hold(stream, &stream->up, bytes, len))
        http2_reset(conn->http2->client, stream->client_id, HTTP2_INTERNAL_ERROR);
    if (stream->server_open)
        http2_resume(conn->http2->server, stream->server_id, &stream->up);
}

/* The trailers of a body that goes on. */
static struct http2_head *keep_trailers(struct http2_head *head)
{
    return head && http2_head_trailers(head).status == 0 ? http2_head_copy(head) : NULL;
}

static void on_client_end(void *owner, void *context, struct http2_head *trailers)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    stream->request_done = true;
    if (!goes_on(stream))
        return;
    stream->up.trailers = keep_trailers(trailers);
    stream->up.ended = true;
    if (stream->server_open)
        http2_resume(conn->http2->server, stream->server_id, &stream->up);
}

static void on_up_taken(void *owner, void *context, size_t len)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    stream->moved_ms = conn->http2->now_ms;
    conn->http2->held_bytes -= len;
    http2_consumed(conn->http2->client, stream->client_id, &stream->up, len);
}

/* ---- the response ------------------------------------------------------------------------ */

/* The server's part of an exchange has failed. */
static void fail(struct stream *stream, const char *error, const char *reason)
{
    struct conn *conn = stream->conn;
    struct http2_conn *http2 = conn->http2;
    http_forget(conn);
    conn_write_trouble(conn, error, reason);
    if (stream->server_open)
        http2_reset(http2->server, stream->server_id, HTTP2_CANCEL);
    if (!stream->client_open)
        return;
    if (!stream->response_begun)
        answer(stream, 502, reason);
    else
        http2_reset(http2->client, stream->client_id, HTTP2_INTERNAL_ERROR);
}

static void pass_response(struct stream *stream, const struct http1_response *response, bool ends)
{
    struct conn *conn = stream->conn;
    struct http2 *client = conn->http2->client;
    bool final = response->status >= 200;
    if (!stream->client_open)
        return;
    stream->response_begun |= final;
    stream->down.ended |= final && ends;
    if (!http2_submit_response(client, stream->client_id, response,
                               !final || ends ? NULL : &stream->down))
        http2_reset(client, stream->client_id, HTTP2_INTERNAL_ERROR);
}

static void on_response(void *owner, void *context, const struct http2_head *head, bool ends)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    struct http1_response *response = &conn->proxy->response;
    struct http1_error error = http2_head_response(head, stream->to_head, ends, response);
    stream->moved_ms = conn->http2->now_ms;
    if (stream->state != STREAM_FORWARDED)
        return; /* it has failed already */
    if (error.status)
        fail(stream, "response_malformed", error.reason);
    else if (response->status == 101)
        fail(stream, "response_malformed", "there is no switching of protocols in HTTP/2");
    else if (response->status < 200 && ++stream->interim > conn->proxy->config.limits->http_interim)
        fail(stream, "response_malformed", "the server sends interim responses without end");
    else
        pass_response(stream, response, ends);
}

static void on_server_data(void *owner, void *context, const uint8_t *bytes, size_t len)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    stream->moved_ms = conn->http2->now_ms;
    if (!stream->client_open || stream->state != STREAM_FORWARDED) {
        http2_consumed(conn->http2->server, stream->server_id, NULL, len);
        return;
    }
    if (!hold(stream, &stream->down, bytes, len))
        http2_reset(conn->http2->client, stream->client_id, HTTP2_INTERNAL_ERROR);
    http2_resume(conn->http2->client, stream->client_id, &stream->down);
}

static void on_server_end(void *owner, void *context, struct http2_head *trailers)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    if (!stream->client_open || stream->state != STREAM_FORWARDED)
        return;
    stream->down.trailers = keep_trailers(trailers);
    stream->down.ended = true;
    http2_resume(conn->http2->client, stream->client_id, &stream->down);
}

static void on_down_taken(void *owner, void *context, size_t len)
{
    struct conn *conn = owner;
    struct stream *stream = context;
    stream->moved_ms = conn->http2->now_ms;
    conn->http2->held_bytes -= len;
    if (conn->http2->server && stream->server_id)
        http2_consumed(conn->http2->server, stream->server_id, &stream->down, len);
}

/* ---- ends -------------------------------------------------------------------------------- */

/* A request that is given up, or turns out malformed behind its head, before all was done. */
static void note_early_end(struct stream *stream, uint32_t code)
{
    struct conn *conn = stream->conn;
    bool broken = code == HTTP2_PROTOCOL_ERROR;
    const char *error = broken ? "request_malformed" : "client_closed";
    const char *reason = broken ? "what followed a request's head broke the rules of HTTP/2"
                                : "it was given up before it went on";
    bool unwritten = stream->state == STREAM_LOOK_UP || stream->state == STREAM_CONNECT;
    if (unwritten && recall(stream)) {
        (void)conn_write_down(conn, error, reason);
    } else if (stream->state == STREAM_FORWARDED && broken) {
        http_forget(conn);
        conn_write_trouble(conn, error, reason);
    }
}

/* The client's side is closed; `code`: NO_ERROR in order, or because it wanted no more. */
static void on_client_closed(void *owner, void *context, uint32_t code)
{
    struct conn *conn = owner;
    struct http2_conn *http2 = conn->http2;
    struct stream *stream = context;
    bool in_order = code == HTTP2_NO_ERROR && stream->request_done && stream->down.ended;
    stream->client_open = false;
    note_early_end(stream, code);
    drop_request(stream);
    discard(stream, stream->server_open ? http2->server : NULL, stream->server_id, &stream->down);
    if (!stream->server_open)
        stream_free(stream);
    else if (!in_order)
        http2_reset(http2->server, stream->server_id, code == HTTP2_NO_ERROR ? HTTP2_CANCEL : code);
}

/* The server's side is closed before its response was whole: the client hears the same. */
static void break_off(struct stream *stream, uint32_t code)
{
    struct conn *conn = stream->conn;
    if (code == HTTP2_PROTOCOL_ERROR) {
        fail(stream, "response_malformed", "the response breaks the rules of HTTP/2");
        return;
    }
    http_forget(conn);
    if (code != HTTP2_REFUSED_STREAM && code != HTTP2_CANCEL)
        conn_write_trouble(conn, "upstream_reset", "the server reset the request's stream");
    http2_reset(conn->http2->client, stream->client_id,
                code == HTTP2_NO_ERROR ? HTTP2_INTERNAL_ERROR : code);
}

static void on_server_closed(void *owner, void *context, uint32_t code)
{
    struct conn *conn = owner;
    struct http2 *client = conn->http2->client;
    struct stream *stream = context;
    stream->server_open = false;
    discard(stream, stream->client_open ? client : NULL, stream->client_id, &stream->up);
    if (!stream->client_open)
        stream_free(stream);
    else if (stream->state != STREAM_FORWARDED)
        return; /* our answer is on its way */
    else if (!stream->down.ended)
        break_off(stream, code);
    else if (!stream->request_done)
        http2_stop(client, stream->client_id, &stream->down);
}

static void on_client_goaway(void *owner, uint32_t code)
{
    (void)owner; /* it opens no more streams; when it closes, we do */
    (void)code;
}

static void on_server_goaway(void *owner, uint32_t code)
{
    struct conn *conn = owner;
    conn->http2->draining = true;
    (void)code;
}

void streams_lose_server(struct conn *conn, const char *error, const char *reason)
{
    struct stream *stream, *next;
    for (stream = TAILQ_FIRST(&conn->http2->streams); stream; stream = next) {
        next = TAILQ_NEXT(stream, link);
        if (!stream->server_open)
            continue;
        stream->server_open = false;
        discard(stream, conn->http2->client, stream->client_id, &stream->up);
        if (!stream->client_open)
            stream_free(stream);
        else if (stream->state == STREAM_FORWARDED && !stream->down.ended)
            fail(stream, error, reason);
        else if (!stream->request_done)
            http2_stop(conn->http2->client, stream->client_id, &stream->down);
    }
}

/* ---- time -------------------------------------------------------------------------------- */

static void give_up(struct stream *stream, const char *error, const char *reason)
{
    struct conn *conn = stream->conn;
    http_forget(conn);
    conn_write_trouble(conn, error, reason);
    if (stream->server_open)
        http2_reset(conn->http2->server, stream->server_id, HTTP2_CANCEL);
    if (stream->client_open)
        http2_reset(conn->http2->client, stream->client_id, HTTP2_CANCEL);
}

void streams_check(struct conn *conn)
{
    const struct limits *limits = conn->proxy->config.limits;
    struct stream *stream;
    TAILQ_FOREACH(stream, &conn->http2->streams, link)
    {
        int64_t still_ms = conn->http2->now_ms - stream->moved_ms;
        bool waits =
            evbuffer_get_length(stream->up.bytes) || evbuffer_get_length(stream->down.bytes);
        if (waits && still_ms > limits->http2_stall_ms)
            give_up(stream, "http2_stalled", "bytes of a stream were not taken in time");
        else if (still_ms > limits->relay_idle_ms)
            give_up(stream, "upstream_timeout", "nothing has moved on a stream for too long");
    }
}

const struct http2_events http2_client_events = {
    .request = on_request,
    .data = on_client_data,
    .end = on_client_end,
    .taken = on_down_taken,
    .closed = on_client_closed,
    .malformed = on_malformed,
    .goaway = on_client_goaway,
};

const struct http2_events http2_server_events = {
    .response = on_response,
    .data = on_server_data,
    .end = on_server_end,
    .taken = on_up_taken,
    .closed = on_server_closed,
    .goaway = on_server_goaway,
};
