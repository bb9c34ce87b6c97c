/* RELAY: bytes go both ways, with back-pressure and half-closes; and the guards of what was
 * decided. */
#include "runtime/proxy/conn.h"
#include "runtime/wire/sniff.h"

/* ---- guards ------------------------------------------------------------------------------ */

/*
 * A decision is about what the client had said. Two kinds of connection could still turn into
 * another one in clear text, and are looked at until that cannot be any more:
 *
 *   raw bytes that may be the beginning of an HTTP request (conn->first_line), until the first line
 *   is told or the server speaks;
 *   a TLS connection allowed by its name (conn->hello_watch), whose server may ask for a second
 *   hello.
 *
 * What would make the difference is not passed on.
 */
static bool is_guarded(const struct conn *conn)
{
    return conn->first_line || conn->hello_watch;
}

void relay_drop_guards(struct conn *conn)
{
    if (conn->first_line)
        evbuffer_free(conn->first_line);
    hello_watch_free(conn->hello_watch);
    conn->first_line = NULL;
    conn->hello_watch = NULL;
}

static void end_changed(struct conn *conn, const char *error, const char *reason)
{
    conn_write_trouble(conn, error, reason);
    if (!audit_ignores(conn))
        conn_abort(conn);
}

static bool guard_first_line(struct conn *conn)
{
    struct side *client = &conn->client;
    const void *bytes = evbuffer_pullup(client->in, -1);
    if (evbuffer_add(conn->first_line, bytes, evbuffer_get_length(client->in)))
        return false;
    const char *line = (const char *)evbuffer_pullup(conn->first_line, -1);
    enum sniff told = sniff(line, evbuffer_get_length(conn->first_line));
    if (told != SNIFF_MORE && told != SNIFF_RAW) {
        end_changed(conn, "disguised_request", "what began as raw bytes became an HTTP request");
        if (!audit_ignores(conn))
            return false;
    }
    if (told != SNIFF_MORE)
        relay_drop_guards(conn);
    return evbuffer_add_buffer(conn->server.out, client->in) == 0;
}

static bool guard_hello(struct conn *conn)
{
    struct side *client = &conn->client;
    size_t pass = 0, len = evbuffer_get_length(client->in);
    const uint8_t *bytes = evbuffer_pullup(client->in, -1);
    switch (hello_watch_client(conn->hello_watch, bytes, len, &pass)) {
    case HELLO_WATCH_BAD:
        end_changed(conn, "hello_changed", "its second hello named another server than its first");
        if (!audit_ignores(conn))
            return false;
        relay_drop_guards(conn);
        pass = len;
        break;
    case HELLO_WATCH_OFF:
        relay_drop_guards(conn);
        pass = len;
        break;
    case HELLO_WATCH_ON:
        break;
    }
    return evbuffer_remove_buffer(client->in, conn->server.out, pass) == (int)pass;
}

/* Moves on what the guards let pass. false: the connection is over, or is to be. */
static bool pass_guarded(struct conn *conn)
{
    if (evbuffer_get_length(conn->client.in) == 0)
        return true;
    return conn->first_line ? guard_first_line(conn) : guard_hello(conn);
}

static void show_server_bytes(struct conn *conn)
{
    size_t len = evbuffer_get_length(conn->server.in);
    /* A server of HTTP does not speak before the request is whole. */
    if (conn->first_line ||
        !hello_watch_server(conn->hello_watch, evbuffer_pullup(conn->server.in, -1), len))
        relay_drop_guards(conn);
}

/* ---- bytes ------------------------------------------------------------------------------- */

void relay_begin(struct conn *conn)
{
    struct evbuffer *out = conn->server.out;
    if (!conn->let_through && !conn_write_down(conn, NULL, NULL)) {
        conn_abort(conn);
        return;
    }
    if (conn->hello_watch)
        evbuffer_remove_buffer(conn->client.in, out, conn->hello_bytes);
    if (!is_guarded(conn))
        evbuffer_add_buffer(out, conn->client.in);
    if (pass_guarded(conn))
        conn_enter(conn, CONN_RELAY);
    else
        conn_abort(conn);
}

static bool send_to(struct conn *conn, struct side *to)
{
    size_t before = side_unsent(to);
    enum io_status status = side_flush(to);
    if (side_unsent(to) < before)
        conn_touch(conn);
    return status != IO_FAILED;
}

/* What TLS does not say is the end is not passed on as one that is meant. */
static void pass_end(const struct side *from, struct side *to)
{
    to->finish |= from->eof;
    to->finish_cut |= from->cut;
}

static bool from_client(struct conn *conn)
{
    struct side *client = &conn->client, *server = &conn->server;
    struct evbuffer *to = is_guarded(conn) ? client->in : server->out;
    if (side_read(client, to, conn_buffer_limit(conn)) == IO_FAILED)
        return false;
    if (is_guarded(conn) && !pass_guarded(conn))
        return false;
    pass_end(client, server);
    return send_to(conn, server);
}

static bool from_server(struct conn *conn)
{
    struct side *client = &conn->client, *server = &conn->server;
    struct evbuffer *to = is_guarded(conn) ? server->in : client->out;
    if (side_read(server, to, conn_buffer_limit(conn)) == IO_FAILED)
        return false;
    if (is_guarded(conn) && evbuffer_get_length(server->in)) {
        show_server_bytes(conn);
        evbuffer_add_buffer(client->out, server->in);
    }
    /* What was held back for a guard that is gone goes on now. */
    if (!is_guarded(conn) && evbuffer_get_length(client->in)) {
        evbuffer_add_buffer(server->out, client->in);
        if (!send_to(conn, server))
            return false;
    }
    pass_end(server, client);
    return send_to(conn, client);
}

static bool begin(struct conn *conn)
{
    struct side *client = &conn->client, *server = &conn->server;
    conn_deadline(conn, conn->proxy->config.limits->relay_idle_ms, true);
    pass_end(client, server);
    pass_end(server, client);
    return send_to(conn, server) && send_to(conn, client);
}

/* false: the connection is to be reset. */
static bool relay(struct conn *conn, enum conn_input input)
{
    switch (input) {
    case INPUT_ENTER:
        return begin(conn);
    case INPUT_CLIENT_READABLE:
        return from_client(conn);
    case INPUT_SERVER_READABLE:
        return from_server(conn);
    case INPUT_CLIENT_WRITABLE:
        return send_to(conn, &conn->client);
    case INPUT_SERVER_WRITABLE:
        return send_to(conn, &conn->server);
    default:
        return false;
    }
}

void relay_step(struct conn *conn, enum conn_input input)
{
    if (!relay(conn, input))
        conn_abort(conn); /* a reset is passed on as one */
    else if (conn->client.finished && conn->server.finished)
        conn_end(conn);
}
