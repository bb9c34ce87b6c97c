/* HTTP_EXCHANGE: an allowed request goes to the server, its response to the client. */
#include <errno.h>
#include <string.h>

#include "runtime/proxy/conn.h"

#define COPY_MAX                                                                                   \
    2048 /* bytes of a chunk: moving a piece of a buffer costs as much as copying so many */

/* ---- buffers ----------------------------------------------------------------------------- */

/* Writes a head of at most head_len + HTTP1_WRITE_EXTRA bytes straight into the buffer. */
struct head_space {
    struct evbuffer *to;
    struct evbuffer_iovec space;
};

static bool reserve_head(struct head_space *head, struct evbuffer *to, size_t head_len)
{
    head->to = to;
    return evbuffer_reserve_space(to, (ev_ssize_t)(head_len + HTTP1_WRITE_EXTRA), &head->space,
                                  1) == 1;
}

static void commit_head(struct head_space *head, size_t len)
{
    head->space.iov_len = len;
    evbuffer_commit_space(head->to, &head->space, 1);
}

static const char *contents(struct evbuffer *buffer, size_t *ret_len)
{
    *ret_len = evbuffer_get_length(buffer);
    return (const char *)evbuffer_pullup(buffer, -1);
}

/* One piece of a chunked body, as a chunk of its own. Large ones are moved, not copied. */
static void pass_chunk(struct evbuffer *from, struct evbuffer *to, size_t used,
                       struct http1_slice data)
{
    evbuffer_add_printf(to, "%zx\r\n", data.len);
    if (data.len < COPY_MAX) {
        evbuffer_add(to, data.at, data.len);
        evbuffer_drain(from, used);
    } else {
        evbuffer_drain(from, used - data.len);
        evbuffer_remove_buffer(from, to, data.len);
    }
    evbuffer_add(to, "\r\n", 2);
}

/* What stands behind the last chunk. `fields` is scratch. */
static enum http1_body_status pass_trailers(struct http1_body *body, struct evbuffer *from,
                                            struct evbuffer *to, struct http1_fields *fields)
{
    size_t len, used = 0;
    struct head_space head;
    const char *bytes = contents(from, &len);
    switch (http1_trailers_read(bytes, len, fields, &used, &body->error)) {
    case HTTP1_SCAN_MORE:
        return HTTP1_BODY_MORE;
    case HTTP1_SCAN_BAD:
        return HTTP1_BODY_BAD;
    case HTTP1_SCAN_DONE:
        break;
    }
    body->error = "out of memory";
    if (!reserve_head(&head, to, used))
        return HTTP1_BODY_BAD;
    commit_head(&head, http1_trailers_write(fields, head.space.iov_base));
    evbuffer_drain(from, used);
    return HTTP1_BODY_DONE;
}

/*
 * Moves as much of the body as is there from `from` to `to`, while that holds less than `limit`.
 * MORE when input or room is used up. `fields` is scratch.
 */
static enum http1_body_status pump(struct http1_body *body, struct evbuffer *from,
                                   struct evbuffer *to, size_t limit, struct http1_fields *fields)
{
    for (;;) {
        size_t len = evbuffer_get_contiguous_space(from), used;
        const char *bytes = len ? (const char *)evbuffer_pullup(from, (ev_ssize_t)len) : NULL;
        struct http1_slice data;
        if (evbuffer_get_length(to) >= limit)
            return HTTP1_BODY_MORE;
        enum http1_body_status status = http1_body_next(body, bytes, len, &used, &data);
        if (status == HTTP1_BODY_DATA && body->framing == HTTP1_CHUNKED)
            pass_chunk(from, to, used, data);
        else if (status == HTTP1_BODY_DATA)
            evbuffer_remove_buffer(from, to, used);
        else
            evbuffer_drain(from, used);
        if (status == HTTP1_BODY_TRAILERS)
            return pass_trailers(body, from, to, fields);
        if (status != HTTP1_BODY_DATA && (status != HTTP1_BODY_MORE || !used))
            return status;
    }
}

/* The server's part of the exchange failed. */
static void fail_response(struct conn *conn, const char *error, const char *reason)
{
    struct http *http = conn->http;
    /* A kept connection that the server had closed meanwhile: the client knows how to try again. */
    if (http->server_used && !http->response_begun && strcmp(error, "upstream_closed") == 0) {
        conn_abort(conn);
        return;
    }
    conn_write_trouble(conn, error, reason);
    if (http->response_begun)
        conn_abort(conn);
    else
        http_answer(conn, 502, reason);
}

/* ---- forwarding -------------------------------------------------------------------------- */

/* Only WebSocket's bytes cannot be taken for requests; others may pass where raw bytes may. */
static bool upgrade_allowed(const struct conn *conn, const struct http1_request *request)
{
    const struct http1_fields *fields = &request->fields;
    if (!fields->upgrade || !fields->upgrade_to.at || request->minor == 0)
        return false;
    return http1_slice_is_nocase(fields->upgrade_to, "websocket") || conn->by_address;
}

void http_forward(struct conn *conn)
{
    struct http *http = conn->http;
    struct http1_request *request = &conn->proxy->request;
    size_t len, head_len = http->request_scan.head_len;
    struct head_space head;
    if (!conn->let_through && !conn_write_down(conn, NULL, NULL)) {
        conn_abort(conn);
        return;
    }
    const char *bytes = contents(conn->client.in, &len);
    struct http1_error error = http1_request_read(bytes, head_len, request);
    if (error.status || !reserve_head(&head, conn->server.out, head_len)) {
        conn_abort(conn);
        return;
    }
    http->may_upgrade = upgrade_allowed(conn, request);
    http->requests++;
    const struct http1_connection connection = {
        .close = !http->keeps_alive,
        .keep_alive = request->minor == 0,
        .upgrade = http->may_upgrade,
    };
    commit_head(&head, http1_request_write(request, connection, head.space.iov_base));
    http1_body_start(&http->request_body, request->framing, request->fields.length);
    evbuffer_drain(conn->client.in, head_len);
    conn_enter(conn, CONN_HTTP_EXCHANGE);
}

/* From here on the connection carries bytes that nobody but its ends understands. */
static void switch_to_relay(struct conn *conn)
{
    evbuffer_add_buffer(conn->client.out, conn->server.in);
    evbuffer_add_buffer(conn->server.out, conn->client.in);
    conn_enter(conn, CONN_RELAY);
}

/* ---- the exchange ------------------------------------------------------------------------ */

/* false: the exchange has failed and is over. */
static bool pump_request(struct conn *conn)
{
    struct http *http = conn->http;
    struct side *client = &conn->client;
    if (http->is_connect || http->may_upgrade)
        http->request_done |= !http->has_body; /* what follows is for after the switch */
    if (http->request_done)
        return true;
    switch (pump(&http->request_body, client->in, conn->server.out, conn_buffer_limit(conn),
                 &conn->proxy->request.fields)) {
    case HTTP1_BODY_DONE:
        http->request_done = true;
        return true;
    case HTTP1_BODY_BAD:
        conn_write_trouble(conn, "request_malformed", http->request_body.error);
        if (audit_ignores(conn))
            switch_to_relay(conn);
        else
            conn_abort(conn);
        return false;
    default:
        break;
    }
    if (client->eof && evbuffer_get_length(client->in) == 0) {
        conn_write_trouble(conn, "client_closed",
                           "it was closed in the middle of a request's body");
        conn_abort(conn);
        return false;
    }
    return true;
}

static bool begins_tunnel(const struct http *http, const struct http1_response *response)
{
    return (response->status == 101 && http->may_upgrade) ||
           (http->is_connect && response->status >= 200 && response->status < 300);
}

/* What the final response's head means for both connections. */
static const char *note_response(struct conn *conn, const struct http1_response *response)
{
    struct http *http = conn->http;
    const struct http1_fields *fields = &response->fields;
    if (http->minor == 0 && response->framing == HTTP1_CHUNKED)
        return "the server answers in chunks, which an HTTP/1.0 client does not know";
    http->server_closes = response->minor ? fields->close : !fields->keep_alive;
    http->server_closes |= response->framing == HTTP1_UNTIL_CLOSE || !http->keeps_alive;
    http->closes = !http->keeps_alive || response->framing == HTTP1_UNTIL_CLOSE;
    /* An early answer: the rest of the request may or may not still come. */
    http->closes |= !http->request_done;
    return NULL;
}

static bool write_response_head(struct conn *conn, const struct http1_response *response,
                                size_t head_len)
{
    const struct http *http = conn->http;
    struct head_space head;
    bool final = response->status >= 200;
    const struct http1_connection connection = {
        .close = final && http->closes,
        .keep_alive = final && http->minor == 0,
        .upgrade = response->status == 101,
    };
    if (!reserve_head(&head, conn->client.out, head_len))
        return false;
    commit_head(&head, http1_response_write(response, connection, head.space.iov_base));
    return true;
}

/* Handles one head of a response. NULL, or what is wrong with it. */
static const char *take_response(struct conn *conn, size_t head_len)
{
    struct http *http = conn->http;
    struct http1_response *response = &conn->proxy->response;
    const char *bytes = (const char *)evbuffer_pullup(conn->server.in, (ev_ssize_t)head_len);
    bool to_head = strcmp(http->method, "HEAD") == 0;
    struct http1_error error = http1_response_read(bytes, head_len, to_head, response);
    if (error.status)
        return error.reason;
    bool tunnel = begins_tunnel(http, response);
    if (response->status == 101 && !tunnel)
        return "the server switches protocols without having been asked to";
    if (response->status < 200 && !tunnel) {
        if (++http->interim > conn->proxy->config.limits->http_interim)
            return "the server sends interim responses without end";
        if (http->minor && !write_response_head(conn, response, head_len))
            return "out of memory";
        evbuffer_drain(conn->server.in, head_len);
        http->response_scan = (struct http1_scan){0};
        return NULL;
    }
    const char *wrong = tunnel ? NULL : note_response(conn, response);
    if (wrong)
        return wrong;
    if (tunnel)
        response->fields.has_length = response->fields.chunked = false;
    if (!write_response_head(conn, response, head_len))
        return "out of memory";
    http1_body_start(&http->response_body, response->framing, response->fields.length);
    http->response_begun = true;
    evbuffer_drain(conn->server.in, head_len);
    if (tunnel)
        switch_to_relay(conn);
    return NULL;
}

/* Heads until the final one has been passed on. false: the exchange has failed and is over. */
static bool pump_response_heads(struct conn *conn)
{
    struct http *http = conn->http;
    const char *wrong = NULL;
    while (!http->response_begun && !wrong) {
        size_t len;
        const char *bytes = contents(conn->server.in, &len);
        switch (http1_scan(&http->response_scan, bytes, len)) {
        case HTTP1_SCAN_MORE:
            if (!conn->server.eof)
                return true;
            fail_response(conn, "upstream_closed", "the server closed without a whole response");
            return false;
        case HTTP1_SCAN_BAD:
            wrong = http->response_scan.error.reason;
            break;
        case HTTP1_SCAN_DONE:
            wrong = take_response(conn, http->response_scan.head_len);
            break;
        }
    }
    if (wrong)
        fail_response(conn, "response_malformed", wrong);
    return !wrong;
}

static bool pump_response(struct conn *conn)
{
    struct http *http = conn->http;
    struct side *server = &conn->server;
    if (!pump_response_heads(conn))
        return false;
    if (!http->response_begun || http->response_done || conn->entered)
        return true;
    enum http1_body_status status = pump(&http->response_body, server->in, conn->client.out,
                                         conn_buffer_limit(conn), &conn->proxy->response.fields);
    if (status == HTTP1_BODY_BAD) {
        fail_response(conn, "response_malformed", http->response_body.error);
        return false;
    }
    http->response_done = status == HTTP1_BODY_DONE;
    if (!http->response_done && server->eof && evbuffer_get_length(server->in) == 0) {
        if (http->response_body.framing == HTTP1_UNTIL_CLOSE && server->cut) {
            fail_response(conn, "upstream_truncated",
                          "the server's response may have been cut short: it did not end TLS");
            return false;
        }
        if (http->response_body.framing != HTTP1_UNTIL_CLOSE) {
            fail_response(conn, "upstream_closed", "the server closed in the middle of a response");
            return false;
        }
        http->response_done = true;
    }
    return true;
}

static void finish_exchange(struct conn *conn)
{
    struct http *http = conn->http;
    struct side *server = &conn->server;
    if (http->closes) {
        conn_enter(conn, CONN_LINGER);
        return;
    }
    /* Bytes that nobody asked for: the next request must not be answered with them. */
    if (http->server_closes || server->eof || evbuffer_get_length(server->in))
        side_close(server, false);
    http->server_used = true;
    conn_enter(conn, CONN_HTTP_HEAD);
}

static enum io_status exchange_io(struct conn *conn, enum conn_input input)
{
    size_t limit = conn_buffer_limit(conn);
    switch (input) {
    case INPUT_CLIENT_READABLE:
        return side_read(&conn->client, conn->client.in, limit);
    case INPUT_SERVER_READABLE:
        return side_read(&conn->server, conn->server.in, limit);
    case INPUT_CLIENT_WRITABLE:
    case INPUT_SERVER_WRITABLE:
        return IO_SOME;
    default:
        return IO_NONE;
    }
}

/*
 * Both return false if the exchange is over. What has been sent makes room for what waits, of which
 * no event would tell: so on until one side takes no more, or the other has no more.
 */
static bool move_request(struct conn *conn)
{
    struct side *server = &conn->server;
    bool sends;
    do {
        if (!pump_request(conn))
            return false;
        sends = side_unsent(server) > 0;
        /* A server that takes no more of the request may still have its answer on the way. */
        if (side_flush(server) == IO_FAILED)
            evbuffer_drain(server->out, side_unsent(server));
    } while (sends && side_unsent(server) == 0);
    return true;
}

static bool move_response(struct conn *conn)
{
    struct side *client = &conn->client;
    bool sends;
    do {
        if (!pump_response(conn))
            return false;
        sends = side_unsent(client) > 0;
        if (side_flush(client) == IO_FAILED) {
            conn_abort(conn);
            return false;
        }
    } while (!conn->entered && sends && side_unsent(client) == 0);
    return true;
}

void http_step_exchange(struct conn *conn, enum conn_input input)
{
    struct http *http = conn->http;
    if (input == INPUT_ENTER)
        conn_deadline(conn, conn->proxy->config.limits->relay_idle_ms, true);
    if (input == INPUT_TIMEOUT) {
        fail_response(conn, "upstream_timeout", "the server did not answer in time");
        return;
    }
    enum io_status status = exchange_io(conn, input);
    if (status == IO_FAILED && input == INPUT_SERVER_READABLE) {
        fail_response(conn, http->server_used ? "upstream_closed" : "upstream_reset",
                      "the server reset the connection");
        return;
    }
    if (status == IO_FAILED) {
        conn_abort(conn);
        return;
    }
    if (status == IO_SOME)
        conn_touch(conn);
    if (!move_request(conn) || !move_response(conn))
        return;
    if (!conn->entered && http->response_done && (http->request_done || http->closes))
        finish_exchange(conn);
}
