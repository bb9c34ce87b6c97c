/* A connection's life, its time, and the step from input to state. */
#include "runtime/proxy/conn.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void step_nothing(struct conn *conn, enum conn_input input)
{
    (void)conn;
    (void)input;
}

/* ---- lifetime and time ------------------------------------------------------------------- */

static void on_client_readable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_CLIENT_READABLE);
}

static void on_client_writable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_CLIENT_WRITABLE);
}

static void on_server_readable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_SERVER_READABLE);
}

static void on_server_writable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_SERVER_WRITABLE);
}

static void set_timer(struct conn *conn, int64_t ms)
{
    const struct timeval timeout = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    event_add(&conn->timer, &timeout);
}

/* Idle deadlines move with every byte; the timer is only set anew when it fires too early. */
static void on_timer(evutil_socket_t fd, short what, void *context)
{
    struct conn *conn = context;
    int64_t left_ms = conn->deadline_ms - proxy_now_ms();
    (void)fd;
    (void)what;
    if (left_ms > 0)
        set_timer(conn, left_ms);
    else
        conn_step(conn, INPUT_TIMEOUT);
}

void conn_deadline(struct conn *conn, uint32_t ms, bool idle)
{
    conn->deadline_ms = proxy_now_ms() + ms;
    conn->idle_ms = idle ? ms : 0;
    set_timer(conn, ms);
}

void conn_touch(struct conn *conn)
{
    if (conn->idle_ms)
        conn->deadline_ms = proxy_now_ms() + conn->idle_ms;
}

struct conn *conn_new(struct proxy *proxy, int fd, const struct who_question *local)
{
    static const int on = 1;
    struct event_base *base = proxy->config.base;
    struct conn *conn = calloc(1, sizeof(*conn));
    if (!conn) {
        close(fd);
        return NULL;
    }
    conn->proxy = proxy;
    conn->local = *local;
    conn->verdict.rule = -1;
    event_assign(&conn->timer, base, -1, 0, on_timer, conn);
    LIST_INSERT_HEAD(&proxy->conns, conn, link);
    proxy->open++;
    bool made = side_init(&conn->client);
    made = side_init(&conn->server) && made;
    side_open(&conn->client, base, fd, true, on_client_readable, on_client_writable, conn);
    if (!made) {
        conn_abort(conn);
        return NULL;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    return conn;
}

void conn_open_server(struct conn *conn, int fd, bool connected)
{
    side_open(&conn->server, conn->proxy->config.base, fd, connected, on_server_readable,
              on_server_writable, conn);
    if (conn->http)
        conn->http->server_used = false;
}

void conn_free(struct conn *conn)
{
    LIST_REMOVE(conn, link);
    side_destroy(&conn->client);
    side_destroy(&conn->server);
    who_facts_free(conn->process);
    free(conn->claimed);
    free(conn->url);
    relay_drop_guards(conn);
    intercept_drop(conn);
    free(conn->hello);
    http2_close(conn);
    free(conn->http);
    free(conn);
}

/* Everything but the memory goes now. */
static void end(struct conn *conn, bool reset)
{
    struct proxy *proxy = conn->proxy;
    if (conn->state == CONN_ENDED)
        return;
    conn->state = CONN_ENDED;
    conn->entered = false;
    event_del(&conn->timer);
    who_request_cancel(conn->who);
    resolver_cancel(conn->lookup);
    conn->who = NULL;
    conn->lookup = NULL;
    http2_cancel(conn);
    intercept_give_place(conn);
    if (conn->client.in && conn->client.out)
        side_close(&conn->client, reset);
    if (conn->server.in && conn->server.out)
        side_close(&conn->server, reset);
    proxy->buffered_bytes -= conn->counted;
    proxy->open--;
    LIST_REMOVE(conn, link);
    LIST_INSERT_HEAD(&proxy->ended, conn, link);
    event_active(proxy->reap, EV_TIMEOUT, 1);
}

void conn_abort(struct conn *conn)
{
    end(conn, true);
}

void conn_end(struct conn *conn)
{
    end(conn, false);
}

size_t conn_buffer_limit(const struct conn *conn)
{
    const struct limits *limits = conn->proxy->config.limits;
    bool low = conn->proxy->buffered_bytes > limits->buffered_bytes;
    return low ? limits->buffer_low_bytes : limits->buffer_bytes;
}

/* ---- LINGER ------------------------------------------------------------------------------ */

/*
 * Closing a socket with unread bytes resets it, and the client might never see the answer. So the
 * rest of what it sends is read and thrown away, for a while.
 */
static void step_linger(struct conn *conn, enum conn_input input)
{
    struct side *client = &conn->client;
    const struct limits *limits = conn->proxy->config.limits;
    enum io_status status = IO_NONE;
    bool had_finished = client->finished;
    if (input == INPUT_ENTER) {
        side_close(&conn->server, true);
        client->finish = true;
        conn_deadline(conn, limits->http_idle_ms, true);
    }
    if (input == INPUT_CLIENT_READABLE)
        status = side_read(client, client->in, limits->buffer_bytes);
    conn->lingered += (uint32_t)evbuffer_get_length(client->in);
    evbuffer_drain(client->in, evbuffer_get_length(client->in));
    if (input == INPUT_TIMEOUT || status == IO_FAILED || conn->lingered > limits->linger_bytes ||
        side_flush(client) == IO_FAILED) {
        conn_abort(conn);
        return;
    }
    if (input == INPUT_CLIENT_WRITABLE)
        conn_touch(conn);
    if (client->finished && client->eof)
        conn_end(conn);
    else if (client->finished && !had_finished)
        conn_deadline(conn, limits->linger_ms, false);
}

/* ---- the step ---------------------------------------------------------------------------- */

static void (*const steps[CONN_STATE_COUNT])(struct conn *, enum conn_input) = {
    [CONN_WHO] = first_step_who,
    [CONN_FIRST] = first_step,
    [CONN_SILENT] = first_step_silent,
    [CONN_AHEAD] = first_step_ahead,
    [CONN_HELLO] = first_step_hello,
    [CONN_RESOLVE] = connect_step_resolve,
    [CONN_CONNECT] = connect_step,
    [CONN_SERVER_TLS] = intercept_step_server,
    [CONN_CLIENT_TLS] = intercept_step_client,
    [CONN_TLS_FIRST] = intercept_step_first,
    [CONN_RELAY] = relay_step,
    [CONN_HTTP_HEAD] = http_step_head,
    [CONN_HTTP_EXCHANGE] = http_step_exchange,
    [CONN_HTTP2] = http2_step,
    [CONN_LINGER] = step_linger,
    [CONN_ENDED] = step_nothing,
};

void conn_enter(struct conn *conn, enum conn_state state)
{
    conn->state = state;
    conn->entered = true;
}

/* Which events does the state wait for? */
static void update_interest(struct conn *conn)
{
    struct side *client = &conn->client, *server = &conn->server;
    size_t limit = conn_buffer_limit(conn);
    bool client_writes = side_is_sending(client), server_writes = side_is_sending(server);
    bool client_fills = !client->eof && evbuffer_get_length(client->in) < limit;
    bool server_fills = !server->eof && evbuffer_get_length(server->in) < limit;
    switch (conn->state) {
    case CONN_FIRST:
    case CONN_SILENT:
    case CONN_HELLO:
        side_want(client, client_fills, false);
        break;
    case CONN_AHEAD:
        side_want(client, client_fills, false);
        side_want(server, server->connected, !server->connected);
        break;
    case CONN_CONNECT:
        side_want(client, false, false);
        side_want(server, false, true);
        break;
    case CONN_SERVER_TLS:
        side_want(client, false, false);
        side_want_handshake(server);
        break;
    case CONN_CLIENT_TLS:
        side_want(server, false, false);
        side_want_handshake(client);
        break;
    case CONN_TLS_FIRST:
        side_want(client, client_fills, false);
        side_want(server, server_fills && intercept_allows_raw(conn), false);
        break;
    case CONN_RELAY:
        side_want(client, client_fills && side_unsent(server) < limit, client_writes);
        side_want(server, !server->eof && side_unsent(client) < limit, server_writes);
        break;
    case CONN_HTTP_HEAD:
        side_want(client, client_fills, client_writes);
        side_want(server, server->connected && server_fills, false);
        break;
    case CONN_HTTP_EXCHANGE:
        side_want(client, client_fills, client_writes);
        side_want(server, server_fills && side_unsent(client) < limit, server_writes);
        break;
    case CONN_HTTP2:
        side_want(client, http2_reads_client(conn), http2_writes_client(conn));
        side_want(server, http2_reads_server(conn), http2_writes_server(conn));
        break;
    case CONN_LINGER:
        side_want(client, !client->eof, client_writes);
        break;
    default:
        side_want(client, false, false);
        side_want(server, false, false);
        break;
    }
}

static void count_buffers(struct conn *conn)
{
    size_t now = evbuffer_get_length(conn->client.in) + evbuffer_get_length(conn->client.out) +
                 evbuffer_get_length(conn->server.in) + evbuffer_get_length(conn->server.out) +
                 http2_held_bytes(conn);
    conn->proxy->buffered_bytes += now;
    conn->proxy->buffered_bytes -= conn->counted;
    conn->counted = now;
}

void conn_step(struct conn *conn, enum conn_input input)
{
    do {
        conn->entered = false;
        steps[conn->state](conn, input);
        input = INPUT_ENTER;
    } while (conn->entered);
    if (conn->state == CONN_ENDED)
        return;
    count_buffers(conn);
    update_interest(conn);
}
