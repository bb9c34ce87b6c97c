/* RESOLVE, CONNECT: what the client claims is looked up, the destination connected to. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/proxy/conn.h"

/* ---- RESOLVE ----------------------------------------------------------------------------- */

enum conn_claim connect_looked_up(const struct conn *conn, const uint32_t *addresses, size_t count)
{
    const char *odd;
    for (size_t i = 0; i < count; i++)
        if (addresses[i] == conn->flow.dst_ip &&
            dns_address_acceptable(conn->proxy->config.dns, addresses[i], conn->process, &odd))
            return CLAIM_RESOLVED;
    return CLAIM_UNRESOLVED;
}

static void on_resolved(const uint32_t *addresses, size_t count, void *context)
{
    struct conn *conn = context;
    conn->lookup = NULL;
    conn->claim = connect_looked_up(conn, addresses, count);
    conn_step(conn, INPUT_RESOLVED);
}

/* As if the process asked for it: the name that it claims would else be a way out for data. */
bool connect_may_look_up(uint32_t ip, uint16_t port, const char *name, const struct conn *conn)
{
    return dns_lookup_allowed(conn->proxy->config.dns, ip, port, name, conn->process);
}

static bool may_look_up(uint32_t ip, uint16_t port, const char *name, void *context)
{
    return connect_may_look_up(ip, port, name, context);
}

void connect_step_resolve(struct conn *conn, enum conn_input input)
{
    const struct proxy_config *config = &conn->proxy->config;
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, config->limits->lookup_ms, false);
        conn->lookup =
            resolver_ask(config->resolver, conn->claimed, may_look_up, on_resolved, conn);
        if (conn->lookup)
            return;
        break;
    case INPUT_TIMEOUT:
        resolver_cancel(conn->lookup);
        conn->lookup = NULL;
        break;
    case INPUT_RESOLVED:
        conn_judge(conn);
        return;
    default:
        return;
    }
    conn->claim = CLAIM_UNRESOLVED;
    conn_judge(conn);
}

/* ---- CONNECT ----------------------------------------------------------------------------- */

/* false, with errno set, if it failed at once. */
bool connect_start(struct conn *conn)
{
    static const int on = 1;
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(conn->flow.dst_port),
                             .sin_addr.s_addr = htonl(conn->flow.dst_ip)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    bool connected = connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0;
    if (!connected && errno != EINPROGRESS) {
        int error = errno;
        close(fd);
        errno = error;
        return false;
    }
    conn_open_server(conn, fd, connected);
    return true;
}

int connect_error(struct conn *conn)
{
    int error = 0;
    socklen_t len = sizeof(error);
    if (getsockopt(conn->server.fd, SOL_SOCKET, SO_ERROR, &error, &len))
        return errno;
    return error;
}

const char *connect_error_word(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return "upstream_refused";
    case ETIMEDOUT:
        return "upstream_timeout";
    case ECONNRESET:
        return "upstream_reset";
    default:
        return "upstream_unreachable";
    }
}

void conn_unreachable(struct conn *conn, int error)
{
    char reason[128];
    snprintf(reason, sizeof(reason), "the destination could not be reached: %s", strerror(error));
    (void)conn_write_down(conn, connect_error_word(error), reason);
    side_close(&conn->server, true);
    if (conn->kind == KIND_HTTP)
        http_answer(conn, error == ETIMEDOUT ? 504 : 502, reason);
    else
        conn_abort(conn);
}

static void connected(struct conn *conn)
{
    conn->server.connected = true;
    if (conn->intercept && !conn->server.secured)
        conn_enter(conn, CONN_SERVER_TLS);
    else if (conn->kind == KIND_HTTP)
        http_forward(conn);
    else
        relay_begin(conn);
}

void connect_step(struct conn *conn, enum conn_input input)
{
    int error;
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, conn->proxy->config.limits->connect_ms, false);
        if (conn->server.fd < 0 && !connect_start(conn))
            conn_unreachable(conn, errno);
        else if (conn->server.connected)
            connected(conn);
        return;
    case INPUT_SERVER_WRITABLE:
        error = connect_error(conn);
        if (error)
            conn_unreachable(conn, error);
        else
            connected(conn);
        return;
    case INPUT_TIMEOUT:
        conn_unreachable(conn, ETIMEDOUT);
        return;
    default:
        return;
    }
}
