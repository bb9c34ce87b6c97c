/*
 * SERVER_TLS, CLIENT_TLS, TLS_FIRST: TLS that ends here. The server's handshake comes first, for
 * what it proves and which protocol it chooses; then the client's, with a certificate of ours.
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/proxy/conn.h"
#include "runtime/wire/sniff.h"

/* ---- beginning --------------------------------------------------------------------------- */

bool intercept_begin(struct conn *conn)
{
    const struct hello *hello = conn->hello;
    struct intercept *intercept = calloc(1, sizeof(*intercept));
    if (!intercept)
        return false;
    intercept->offers_http1 = hello->offers_http1;
    intercept->offers_http2 = hello->offers_http2;
    intercept->encrypted = hello->encrypted;
    conn->intercept = intercept;
    return true;
}

void intercept_drop(struct conn *conn)
{
    if (conn->intercept)
        free(conn->intercept->failure);
    free(conn->intercept);
    conn->intercept = NULL;
}

void intercept_start(struct conn *conn)
{
    struct intercept *intercept = conn->intercept;
    struct in_addr ip = {.s_addr = htonl(conn->flow.dst_ip)};
    relay_drop_guards(conn); /* the server is not sent the client's hello */
    if (conn->claimed)
        memcpy(intercept->name, conn->claimed, strlen(conn->claimed) + 1);
    else
        inet_ntop(AF_INET, &ip, intercept->name, sizeof(intercept->name));
    intercept->verdict = conn->verdict;
    intercept->is_established = conn->claimed && conn_claim_holds(conn);
    conn_enter(conn, CONN_CONNECT);
}

/* A handshake takes memory and time: more than so many at once are refused. */
static bool take_place(struct conn *conn)
{
    struct proxy *proxy = conn->proxy;
    if (conn->intercept->has_place)
        return true;
    if (proxy->handshakes >= proxy->config.limits->handshakes)
        return false;
    proxy->handshakes++;
    conn->intercept->has_place = true;
    return true;
}

void intercept_give_place(struct conn *conn)
{
    if (conn->intercept && conn->intercept->has_place) {
        conn->proxy->handshakes--;
        conn->intercept->has_place = false;
    }
}

/* ---- SERVER_TLS -------------------------------------------------------------------------- */

static struct tls_stream *make_server_end(const struct tls_transport *transport, void *context)
{
    const struct conn *conn = context;
    const struct intercept *intercept = conn->intercept;
    bool chosen =
        intercept->is_ready; /* a server that is connected again: as the client was told */
    const struct tls_server server = {
        .name = intercept->name,
        .ip = conn->flow.dst_ip,
        .port = conn->flow.dst_port,
        .insecure = intercept->verdict.insecure,
        .offer_http1 = chosen ? intercept->protocol == TLS_HTTP1 : intercept->offers_http1,
        .offer_http2 = chosen ? intercept->protocol == TLS_HTTP2 : intercept->offers_http2,
    };
    return tls_connect(conn->proxy->config.tls, &server, transport);
}

/*
 * The client is answered inside TLS: an alert would be all that a person gets to see, and a
 * misleading one.
 */
static void tell_client(struct conn *conn, const char *reason)
{
    struct intercept *intercept = conn->intercept;
    intercept->failure = strdup(reason);
    if (!intercept->failure) {
        conn_abort(conn);
        return;
    }
    intercept->protocol = intercept->offers_http1   ? TLS_HTTP1
                          : intercept->offers_http2 ? TLS_HTTP2
                                                    : TLS_NO_PROTOCOL;
    conn_enter(conn, CONN_CLIENT_TLS);
}

static void fail_server(struct conn *conn, const char *error, const char *reason)
{
    (void)conn_write_down(conn, error, reason);
    side_close(&conn->server, true);
    if (conn->kind != KIND_HTTP) {
        tell_client(conn, reason);
        return;
    }
    intercept_give_place(conn);
    http_answer(conn, 502, reason);
}

const char *intercept_failure(const struct conn *conn)
{
    return conn->intercept ? conn->intercept->failure : NULL;
}

/* Telling the client so would take a handshake more. */
static void refuse_place(struct conn *conn)
{
    static const char reason[] = "more TLS handshakes at once than the limit allows";
    (void)conn_write_down(conn, "too_many_handshakes", reason);
    if (conn->kind == KIND_HTTP)
        http_answer(conn, 502, reason);
    else
        conn_abort(conn);
}

static void fail_server_handshake(struct conn *conn)
{
    const struct tls_trouble *trouble = tls_stream_trouble(conn->server.tls);
    char reason[TLS_REASON_MAX];
    memcpy(reason, trouble->reason, sizeof(reason));
    fail_server(conn, trouble->word, reason);
}

/* The name is the destination's now, whatever its address. */
static void note_proof(struct conn *conn)
{
    struct intercept *intercept = conn->intercept;
    if (!intercept->is_ready && conn->claimed && !intercept->verdict.insecure)
        conn->claim = CLAIM_PROVED;
}

static void secured_server(struct conn *conn)
{
    struct intercept *intercept = conn->intercept;
    enum tls_protocol protocol = tls_stream_protocol(conn->server.tls);
    note_proof(conn);
    if (!intercept->is_ready) {
        intercept->protocol = protocol;
        conn_enter(conn, CONN_CLIENT_TLS);
    } else if (protocol == intercept->protocol) {
        intercept_give_place(conn);
        http_forward(conn);
    } else {
        fail_server(conn, "upstream_tls_failed", "the server chose another protocol than before");
    }
}

static void shake_server(struct conn *conn)
{
    switch (side_handshake(&conn->server)) {
    case IO_SOME:
        secured_server(conn);
        return;
    case IO_NONE:
        return;
    default:
        fail_server_handshake(conn);
        return;
    }
}

void intercept_step_server(struct conn *conn, enum conn_input input)
{
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, conn->proxy->config.limits->tls_handshake_ms, false);
        if (!take_place(conn))
            refuse_place(conn);
        else if (!side_begin_tls(&conn->server, make_server_end, conn))
            fail_server(conn, "upstream_tls_failed", "not enough memory");
        else
            shake_server(conn);
        return;
    case INPUT_SERVER_READABLE:
    case INPUT_SERVER_WRITABLE:
        shake_server(conn);
        return;
    case INPUT_TIMEOUT:
        fail_server(conn, "upstream_timeout",
                    "the server did not finish its TLS handshake in time");
        return;
    default:
        return;
    }
}

/* ---- CLIENT_TLS -------------------------------------------------------------------------- */

static struct tls_stream *make_client_end(const struct tls_transport *transport, void *context)
{
    const struct conn *conn = context;
    const struct intercept *intercept = conn->intercept;
    return tls_accept(conn->proxy->config.tls, intercept->name, intercept->protocol, transport);
}

static void fail_client(struct conn *conn, const char *error, const char *reason)
{
    if (!conn->written_down)
        (void)conn_write_down(conn, error, reason);
    conn_end(conn);
}

static void fail_client_handshake(struct conn *conn)
{
    const struct tls_trouble *trouble = tls_stream_trouble(conn->client.tls);
    fail_client(conn, trouble->word, trouble->reason);
}

static void secured_client(struct conn *conn)
{
    struct intercept *intercept = conn->intercept;
    intercept->is_ready = true;
    intercept_give_place(conn);
    if (intercept->protocol == TLS_HTTP1)
        http_begin(conn);
    else if (intercept->protocol == TLS_HTTP2)
        http2_begin(conn);
    else
        conn_enter(conn, CONN_TLS_FIRST);
}

static void shake_client(struct conn *conn)
{
    switch (side_handshake(&conn->client)) {
    case IO_SOME:
        secured_client(conn);
        return;
    case IO_NONE:
        return;
    default:
        fail_client_handshake(conn);
        return;
    }
}

void intercept_step_client(struct conn *conn, enum conn_input input)
{
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, conn->proxy->config.limits->tls_handshake_ms, false);
        if (side_begin_tls(&conn->client, make_client_end, conn))
            shake_client(conn);
        else
            fail_client(conn, "tls_client_failed", "a certificate for it could not be made");
        return;
    case INPUT_CLIENT_READABLE:
    case INPUT_CLIENT_WRITABLE:
        shake_client(conn);
        return;
    case INPUT_TIMEOUT:
        fail_client(conn, "tls_client_failed", "it did not finish the TLS handshake in time");
        return;
    default:
        return;
    }
}

/* ---- TLS_FIRST --------------------------------------------------------------------------- */

bool intercept_allows_raw(const struct conn *conn)
{
    return conn_allows(conn->intercept->verdict) && !conn->intercept->failure;
}

/* Neither version of HTTP was agreed on, and what has come is none. */
static void take_raw(struct conn *conn, bool complete)
{
    if (conn->intercept->failure) {
        conn_end(conn);
        return;
    }
    if (!intercept_allows_raw(conn)) {
        conn_refuse(conn, "not_http",
                    "only URL rules allow this host, and what is inside TLS is not HTTP");
        return;
    }
    if (!complete && !conn->by_address && !(conn->first_line = evbuffer_new()))
        conn_abort(conn);
    else
        relay_begin(conn);
}

static void tell_inside(struct conn *conn, bool final)
{
    size_t len = evbuffer_get_length(conn->client.in);
    switch (sniff((const char *)evbuffer_pullup(conn->client.in, -1), len)) {
    case SNIFF_HTTP1:
        http_begin(conn);
        return;
    case SNIFF_HTTP2:
        conn_refuse(conn, "http2_unasked", "HTTP/2 that was not agreed on in the handshake");
        return;
    case SNIFF_TLS: /* in TLS: nobody can look into that */
    case SNIFF_RAW:
        take_raw(conn, true);
        return;
    case SNIFF_MORE:
        if (final)
            take_raw(conn, len > 0);
        return;
    }
}

/* The line of a connection in which nothing was asked for. */
void intercept_write_unspoken(struct conn *conn)
{
    const struct intercept *intercept = conn->intercept;
    uint32_t ip;
    conn->kind = KIND_TLS;
    conn->verdict = intercept->verdict;
    if (!name_address(intercept->name, strlen(intercept->name), &ip) &&
        conn_claims(conn, intercept->name))
        conn->claim = !intercept->verdict.insecure ? CLAIM_PROVED
                      : intercept->is_established  ? CLAIM_RESOLVED
                                                   : CLAIM_MADE;
    (void)conn_write_down(conn, "client_closed", "it was closed before it said anything");
}

void intercept_end_unspoken(struct conn *conn)
{
    if (!conn->written_down)
        intercept_write_unspoken(conn);
    conn_end(conn);
}

static void inside_client_readable(struct conn *conn)
{
    struct side *client = &conn->client;
    bool was_silent = evbuffer_get_length(client->in) == 0;
    switch (side_read(client, client->in, conn_buffer_limit(conn))) {
    case IO_SOME:
        if (was_silent)
            conn_deadline(conn, conn->proxy->config.limits->silence_ms, false);
        tell_inside(conn, false);
        return;
    case IO_EOF:
        if (evbuffer_get_length(client->in))
            tell_inside(conn, true);
        else
            intercept_end_unspoken(conn);
        return;
    case IO_FAILED:
        intercept_end_unspoken(conn);
        return;
    case IO_NONE:
        return;
    }
}

/* A server that speaks first speaks no HTTP. */
static void inside_server_readable(struct conn *conn)
{
    switch (side_read(&conn->server, conn->client.out, conn_buffer_limit(conn))) {
    case IO_SOME:
        relay_begin(conn);
        return;
    case IO_EOF:
    case IO_FAILED:
        intercept_end_unspoken(conn);
        return;
    case IO_NONE:
        return;
    }
}

void intercept_step_first(struct conn *conn, enum conn_input input)
{
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, conn->proxy->config.limits->http_idle_ms, false);
        return;
    case INPUT_CLIENT_READABLE:
        inside_client_readable(conn);
        return;
    case INPUT_SERVER_READABLE:
        inside_server_readable(conn);
        return;
    case INPUT_TIMEOUT:
        if (evbuffer_get_length(conn->client.in))
            take_raw(conn, false);
        else
            intercept_end_unspoken(conn);
        return;
    default:
        return;
    }
}

/* ---- requests inside --------------------------------------------------------------------- */

/*
 * What the certificate covers is the server's to answer for. Unverified, a connection is for the
 * name it was opened for and no other.
 */
bool intercept_settle_authority(struct conn *conn, const char *host)
{
    const struct intercept *intercept = conn->intercept;
    bool same = host && strcasecmp(host, intercept->name) == 0;
    bool covered =
        same || (host && conn->server.secured && tls_stream_covers(conn->server.tls, host));
    if (covered && !intercept->verdict.insecure)
        conn->claim = CLAIM_PROVED;
    else if (same && intercept->is_established)
        conn->claim = CLAIM_RESOLVED;
    else
        return conn->by_address;
    return true;
}
