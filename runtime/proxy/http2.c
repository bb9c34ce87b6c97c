/* HTTP2: frames of either side go to their sessions, and theirs to the sockets; see http2_conn.h.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/proxy/http2_conn.h"

#define SWEEPS 8      /* looks at the streams within the time that one may stall */
#define PASSES_MAX 16 /* of flush in one step; more goes on in the next turn of the loop */

/* ---- lifetime ---------------------------------------------------------------------------- */

static struct http2 *session_new(struct conn *conn, enum http2_role role)
{
    const struct limits *limits = conn->proxy->config.limits;
    const struct http2_config config = {
        .role = role,
        .events = role == HTTP2_SERVER ? &http2_client_events : &http2_server_events,
        .owner = conn,
        .spare = &conn->proxy->spare_head,
        .streams = limits->http2_streams,
        .window = limits->http2_window_bytes,
        .stream_window = limits->http2_stream_window_bytes,
        .budget = limits->http2_budget,
        .budget_per_s = limits->http2_budget_per_s,
    };
    return http2_new(&config, conn->http2->now_ms);
}

void http2_begin(struct conn *conn)
{
    conn->kind = KIND_HTTP;
    conn->http = calloc(1, sizeof(*conn->http));
    conn->http2 = calloc(1, sizeof(*conn->http2));
    if (conn->http && conn->http2) {
        TAILQ_INIT(&conn->http2->streams);
        TAILQ_INIT(&conn->http2->spare);
        conn->http2->now_ms = proxy_now_ms();
        conn->http2->client = session_new(conn, HTTP2_SERVER);
    }
    if (conn->http && conn->http2 && conn->http2->client)
        conn_enter(conn, CONN_HTTP2);
    else
        conn_abort(conn);
}

void http2_cancel(struct conn *conn)
{
    if (conn->http2)
        streams_cancel(conn);
}

void http2_close(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    if (!http2)
        return;
    http2_free(http2->client);
    http2_free(http2->server);
    streams_free(conn);
    free(http2);
}

/* ---- what the loop waits for ------------------------------------------------------------- */

size_t http2_held_bytes(const struct conn *conn)
{
    return conn->http2 ? conn->http2->held_bytes : 0;
}

/* Windows bound what a peer may send; when memory is short, less must do. */
static bool has_room(const struct conn *conn, const struct side *other)
{
    const struct limits *limits = conn->proxy->config.limits;
    if (side_unsent(other) >= conn_buffer_limit(conn))
        return false;
    return conn->proxy->buffered_bytes <= limits->buffered_bytes ||
           http2_held_bytes(conn) < limits->buffer_low_bytes;
}

/* What we have to say to a peer that does not read grows with what it says. */
bool http2_reads_client(const struct conn *conn)
{
    return !conn->client.eof && !conn->http2->client_over && has_room(conn, &conn->client) &&
           has_room(conn, &conn->server);
}

bool http2_reads_server(const struct conn *conn)
{
    return conn->server.connected && !conn->server.eof && has_room(conn, &conn->server) &&
           has_room(conn, &conn->client);
}

bool http2_writes_client(const struct conn *conn)
{
    return side_unsent(&conn->client) || http2_wants_send(conn->http2->client);
}

bool http2_writes_server(const struct conn *conn)
{
    const struct http2_conn *http2 = conn->http2;
    return http2->connecting || side_unsent(&conn->server) ||
           (http2->server && http2_wants_send(http2->server));
}

/* ---- ends -------------------------------------------------------------------------------- */

/* The client is told to take its next requests elsewhere. */
static void leave(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    http2->draining = true;
    if (!http2->leaving)
        http2_goaway(http2->client, HTTP2_NO_ERROR);
    http2->leaving = true;
}

/* A connection that ends without a request has its line, too. */
static void note_unspoken(struct conn *conn, const char *reason)
{
    if (conn->written_down)
        return;
    if (conn->intercept) {
        intercept_write_unspoken(conn);
        return;
    }
    http_forget(conn);
    (void)conn_write_down(conn, "client_closed", reason);
}

/* Nothing can be said to the client any more. */
static void end_without_client(struct conn *conn, const char *reason)
{
    struct http2_conn *http2 = conn->http2;
    note_unspoken(conn, reason);
    /* A server that has nothing under way is told in order. */
    if (!http2->server || http2->stream_count) {
        conn_abort(conn);
        return;
    }
    http2_terminate(http2->server, HTTP2_NO_ERROR);
    if (http2_send(http2->server, conn->server.out, conn_buffer_limit(conn)))
        side_flush(&conn->server);
    conn_end(conn);
}

/* The client's session has failed: what it has yet to say (GOAWAY) is sent, then it ends. */
static void end_broken_client(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    const char *why = http2_failure(http2->client);
    const char *error = http2_is_flood(http2->client) ? "http2_flood" : "http2_malformed";
    http_forget(conn);
    if (conn->written_down)
        conn_write_trouble(conn, error, why);
    else
        (void)conn_write_down(conn, error, why);
    (void)http2_send(http2->client, conn->client.out, SIZE_MAX);
    conn_enter(conn, CONN_LINGER);
}

static void lose_server(struct conn *conn, const char *error, const char *reason)
{
    struct http2_conn *http2 = conn->http2;
    side_close(&conn->server, true);
    streams_lose_server(conn, error, reason);
    http2_free(http2->server);
    http2->server = NULL;
    leave(conn);
}

/* The server's session has failed, or the server has ended it. */
static void lose_broken_server(struct conn *conn)
{
    struct http2 *server = conn->http2->server;
    char reason[HTTP2_FAILURE_MAX] = "the server ended the connection";
    const char *why = http2_failure(server);
    const char *error = "upstream_closed";
    if (why) {
        error = http2_is_flood(server) ? "http2_flood" : "response_malformed";
        snprintf(reason, sizeof(reason), "%s", why);
    }
    lose_server(conn, error, reason);
}

/* ---- the server -------------------------------------------------------------------------- */

static void connected(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    http2->connecting = http2->wants_server = false;
    conn->server.connected = true;
    http2->server = session_new(conn, HTTP2_CLIENT);
    if (http2->server)
        streams_forward(conn);
    else
        streams_unreachable(conn, ENOMEM);
}

static void unreachable(struct conn *conn, int error)
{
    conn->http2->connecting = conn->http2->wants_server = false;
    side_close(&conn->server, true);
    streams_unreachable(conn, error);
}

static void want_server(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    if (!http2->wants_server || http2->connecting)
        return;
    /* Intercepted, the server was there from the start, and is not found again in clear text. */
    if (conn->intercept && !conn->server.secured)
        unreachable(conn, ECONNRESET);
    else if (conn->server.fd < 0 && !connect_start(conn))
        unreachable(conn, errno);
    else if (conn->server.connected)
        connected(conn);
    else
        http2->connecting = true;
}

static void server_writable(struct conn *conn)
{
    if (!conn->http2->connecting)
        return;
    int error = connect_error(conn);
    if (error)
        unreachable(conn, error);
    else
        connected(conn);
}

static void read_server(struct conn *conn)
{
    struct side *server = &conn->server;
    struct http2_conn *http2 = conn->http2;
    enum io_status status = side_read(server, server->in, conn_buffer_limit(conn));
    if (!http2->server)
        return; /* it was connected ahead, and speaks before it is spoken to */
    if (evbuffer_get_length(server->in) &&
        !http2_receive(http2->server, server->in, http2->now_ms)) {
        const char *why = http2_failure(http2->server);
        bool flood = http2_is_flood(http2->server);
        lose_server(conn,
                    !why    ? "upstream_closed"
                    : flood ? "http2_flood"
                            : "response_malformed",
                    why ? why : "the server ended the connection");
        return;
    }
    if (status == IO_EOF)
        lose_server(conn, "upstream_closed", "the server closed without a whole response");
    else if (status == IO_FAILED)
        lose_server(conn, "upstream_reset", "the server reset the connection");
}

/* ---- the client -------------------------------------------------------------------------- */

/* false: the connection is over. */
static bool read_client(struct conn *conn)
{
    struct side *client = &conn->client;
    struct http2_conn *http2 = conn->http2;
    enum io_status status = side_read(client, client->in, conn_buffer_limit(conn));
    if (evbuffer_get_length(client->in) &&
        !http2_receive(http2->client, client->in, http2->now_ms)) {
        http2->client_over = true;
        if (http2_failure(http2->client)) {
            end_broken_client(conn);
            return false;
        }
    }
    if (status != IO_EOF && status != IO_FAILED)
        return true;
    end_without_client(conn, "it was closed before it asked for anything");
    return false;
}

/* ---- sending ----------------------------------------------------------------------------- */

static void send_server(struct conn *conn, bool *ret_more)
{
    struct http2_conn *http2 = conn->http2;
    struct side *server = &conn->server;
    if (!http2->server)
        return;
    if (!http2_send(http2->server, server->out, conn_buffer_limit(conn))) {
        lose_server(conn, "upstream_closed", "out of memory");
        return;
    }
    if (side_flush(server) == IO_FAILED)
        lose_server(conn, "upstream_reset", "the server reset the connection");
    else if (http2_failure(http2->server))
        lose_broken_server(conn);
    else
        *ret_more |= !side_unsent(server) && http2_wants_send(http2->server);
}

static bool send_client(struct conn *conn, bool *ret_more)
{
    struct http2_conn *http2 = conn->http2;
    struct side *client = &conn->client;
    if (!http2_send(http2->client, client->out, conn_buffer_limit(conn)) ||
        side_flush(client) == IO_FAILED) {
        end_without_client(conn, "it was reset before it asked for anything");
        return false;
    }
    if (http2_failure(http2->client)) {
        end_broken_client(conn);
        return false;
    }
    *ret_more |= !side_unsent(client) && http2_wants_send(http2->client);
    return true;
}

/* What one session takes opens the window of the other. false: the connection is over. */
static bool flush(struct conn *conn)
{
    bool more = true;
    for (int pass = 0; more && pass < PASSES_MAX; pass++) {
        more = false;
        send_server(conn, &more);
        if (!send_client(conn, &more))
            return false;
        more |= conn->http2->server && !side_unsent(&conn->server) &&
                http2_wants_send(conn->http2->server);
    }
    return true;
}

/* ---- time -------------------------------------------------------------------------------- */

static enum http2_wait what_is_awaited(const struct http2_conn *http2)
{
    if (http2->connecting)
        return WAIT_CONNECT;
    if (http2_in_head(http2->client))
        return WAIT_HEAD;
    if (http2->looking)
        return WAIT_LOOK_UP;
    return http2->stream_count ? WAIT_STREAMS : WAIT_REQUEST;
}

static void set_deadline(struct conn *conn, bool anew)
{
    const struct limits *limits = conn->proxy->config.limits;
    struct http2_conn *http2 = conn->http2;
    const uint32_t ms[] = {
        [WAIT_REQUEST] = limits->http_idle_ms,
        [WAIT_HEAD] = limits->http_head_ms,
        [WAIT_LOOK_UP] = limits->lookup_ms,
        [WAIT_CONNECT] = limits->connect_ms,
        [WAIT_STREAMS] = limits->http2_stall_ms / SWEEPS + 1,
    };
    enum http2_wait wait = what_is_awaited(http2);
    if (wait == http2->wait && !anew)
        return;
    http2->wait = wait;
    conn_deadline(conn, ms[wait], false);
}

/* false: the connection is over. */
static bool time_is_up(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    switch (http2->wait) {
    case WAIT_CONNECT:
        unreachable(conn, ETIMEDOUT);
        break;
    case WAIT_LOOK_UP:
        streams_stop_looking(conn);
        break;
    case WAIT_STREAMS:
        streams_check(conn);
        break;
    case WAIT_HEAD:
        http_forget(conn);
        (void)conn_write_down(conn, "request_malformed", "a request's head was not finished");
        http2_terminate(http2->client, HTTP2_PROTOCOL_ERROR);
        (void)http2_send(http2->client, conn->client.out, SIZE_MAX);
        conn_enter(conn, CONN_LINGER);
        return false;
    case WAIT_REQUEST:
    case WAIT_NOTHING:
        if (http2->leaving || !conn->written_down) {
            end_without_client(conn, "it asked for nothing in time");
            return false;
        }
        leave(conn);
        break;
    }
    set_deadline(conn, true);
    return true;
}

/* ---- the step ---------------------------------------------------------------------------- */

/* Nothing is under way and nothing more will be: the client closes when it has read our last. */
static void finish(struct conn *conn)
{
    struct http2_conn *http2 = conn->http2;
    bool done = (http2->leaving || http2->client_over) && http2->stream_count == 0;
    if (!done && !http2_is_over(http2->client))
        return;
    if (http2_wants_send(http2->client))
        return;
    note_unspoken(conn, "it was closed before it asked for anything");
    conn_enter(conn, CONN_LINGER);
}

/* false: the connection is over. */
static bool take_input(struct conn *conn, enum conn_input input)
{
    switch (input) {
    case INPUT_ENTER:
        set_deadline(conn, true);
        conn->http2->client_over =
            !http2_receive(conn->http2->client, conn->client.in, conn->http2->now_ms);
        if (!http2_failure(conn->http2->client))
            return true;
        end_broken_client(conn);
        return false;
    case INPUT_CLIENT_READABLE:
        return read_client(conn);
    case INPUT_SERVER_READABLE:
        read_server(conn);
        return true;
    case INPUT_SERVER_WRITABLE:
        server_writable(conn);
        return true;
    case INPUT_RESOLVED:
        streams_judge_resolved(conn);
        return true;
    case INPUT_TIMEOUT:
        return time_is_up(conn);
    default:
        return true;
    }
}

void http2_step(struct conn *conn, enum conn_input input)
{
    struct http2_conn *http2 = conn->http2;
    http2->now_ms = proxy_now_ms();
    if (!take_input(conn, input))
        return;
    want_server(conn);
    if (http2->draining)
        leave(conn);
    if (!flush(conn))
        return;
    set_deadline(conn, false);
    finish(conn);
}
