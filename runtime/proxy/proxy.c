#include "runtime/proxy/proxy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "runtime/proxy/conn.h"

#define RESUME_MS 100 /* until descriptors may have become free */
#define COMPLAIN_MS 1000

int64_t proxy_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* At most one such line a second: the cause may be a flood. */
static void complain(struct proxy *proxy, const char *error, const char *reason)
{
    const struct log_event event = {.type = LOG_ERROR, .error = error, .reason = reason};
    int64_t now = proxy_now_ms();
    if (proxy->complained_ms && now - proxy->complained_ms < COMPLAIN_MS)
        return;
    proxy->complained_ms = now;
    (void)!log_write(proxy->config.log, &event); /* the connection is refused either way */
}

static bool flow_of(int fd, const struct sockaddr_in *peer, struct who_question *ret)
{
    struct sockaddr_in self;
    socklen_t len = sizeof(self);
    if (getsockname(fd, (struct sockaddr *)&self, &len) || self.sin_family != AF_INET ||
        peer->sin_family != AF_INET)
        return false;
    *ret = (struct who_question){.protocol = IPPROTO_TCP,
                                 .peer_ip = ntohl(peer->sin_addr.s_addr),
                                 .peer_port = ntohs(peer->sin_port),
                                 .local_ip = ntohl(self.sin_addr.s_addr),
                                 .local_port = ntohs(self.sin_port),
                                 .mark = who_connection_mark(fd)};
    return true;
}

static void reset(int fd)
{
    static const struct linger now = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    close(fd);
}

static void admit(struct proxy *proxy, int fd, const struct sockaddr_in *peer)
{
    struct who_question local;
    proxy->accepted++;
    if (proxy->open >= proxy->config.limits->connections) {
        complain(proxy, "too_many_connections", "too many connections at once: some were reset");
        reset(fd);
        return;
    }
    if (!flow_of(fd, peer, &local)) {
        reset(fd);
        return;
    }
    struct conn *conn = conn_new(proxy, fd, &local);
    if (conn)
        conn_step(conn, INPUT_ENTER);
}

/* Out of descriptors or memory: what waits in the backlog goes on waiting for a moment. */
static void pause_accepting(struct proxy *proxy)
{
    const struct timeval pause = {.tv_usec = RESUME_MS * 1000};
    complain(proxy, "out_of_descriptors", "no more connections can be taken for the moment");
    event_del(proxy->acceptable);
    event_add(proxy->resume, &pause);
}

static void on_resume(evutil_socket_t fd, short what, void *context)
{
    struct proxy *proxy = context;
    (void)fd;
    (void)what;
    event_add(proxy->acceptable, NULL);
}

static void on_acceptable(evutil_socket_t listener, short what, void *context)
{
    struct proxy *proxy = context;
    (void)what;
    for (uint32_t i = 0; i < proxy->config.limits->accepts; i++) {
        struct sockaddr_in peer = {0};
        socklen_t len = sizeof(peer);
        int fd = accept4(listener, (struct sockaddr *)&peer, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
                pause_accepting(proxy);
            if (errno == ECONNABORTED || errno == EINTR)
                continue;
            return;
        }
        admit(proxy, fd, &peer);
    }
}

static void on_reap(evutil_socket_t fd, short what, void *context)
{
    struct proxy *proxy = context;
    (void)fd;
    (void)what;
    while (!LIST_EMPTY(&proxy->ended))
        conn_free(LIST_FIRST(&proxy->ended));
}

struct proxy *proxy_new(const struct proxy_config *config)
{
    struct proxy *proxy = calloc(1, sizeof(*proxy));
    if (!proxy)
        return NULL;
    proxy->config = *config;
    LIST_INIT(&proxy->conns);
    LIST_INIT(&proxy->ended);
    evutil_make_socket_nonblocking(config->listener);
    proxy->acceptable =
        event_new(config->base, config->listener, EV_READ | EV_PERSIST, on_acceptable, proxy);
    proxy->resume = evtimer_new(config->base, on_resume, proxy);
    proxy->reap = event_new(config->base, -1, 0, on_reap, proxy);
    if (!proxy->acceptable || !proxy->resume || !proxy->reap ||
        event_add(proxy->acceptable, NULL)) {
        proxy_free(proxy);
        return NULL;
    }
    return proxy;
}

void proxy_free(struct proxy *proxy)
{
    struct conn *conn;
    if (!proxy)
        return;
    while ((conn = LIST_FIRST(&proxy->conns))) {
        if (conn->state == CONN_RELAY || conn->state == CONN_HTTP_EXCHANGE ||
            conn->state == CONN_HTTP2) {
            side_flush(&conn->client);
            side_flush(&conn->server);
        }
        conn_abort(conn);
    }
    on_reap(-1, 0, proxy);
    if (proxy->acceptable)
        event_free(proxy->acceptable);
    if (proxy->resume)
        event_free(proxy->resume);
    if (proxy->reap)
        event_free(proxy->reap);
    free(proxy->spare_head);
    free(proxy);
}

static bool outlives_policy(const struct conn *conn)
{
    switch (conn->state) {
    case CONN_WHO: /* nothing has been asked yet */
    case CONN_RELAY:
    case CONN_HTTP_HEAD:
    case CONN_HTTP_EXCHANGE:
    case CONN_HTTP2:
    case CONN_LINGER:
    case CONN_ENDED:
        return true;
    default:
        return false;
    }
}

void proxy_set_policy(struct proxy *proxy, const struct image *image)
{
    struct conn *conn, *next;
    proxy->config.image = image;
    for (conn = LIST_FIRST(&proxy->conns); conn; conn = next) {
        next = LIST_NEXT(conn, link);
        if (!outlives_policy(conn))
            conn_abort(conn);
        else if (conn->state != CONN_WHO)
            conn->by_address = conn_allows(conn_ask_address(conn));
    }
}

void proxy_counters(const struct proxy *proxy, struct proxy_counters *ret)
{
    *ret = (struct proxy_counters){
        .accepted = proxy->accepted, .open = proxy->open, .buffered_bytes = proxy->buffered_bytes};
}
