#include <arpa/inet.h>
#include <errno.h>
#include <event2/event_struct.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/dns/internal.h"

#define PREFIX 2 /* length in front of each message over TCP, RFC 1035 section 4.2.2 */

struct exchange {
    struct dns *dns;
    int fd;
    struct event io;
    struct event timer;
    struct dns_query query;
    uint16_t id;
    bool over_tcp;
    bool edns; /* our query offers it */
    size_t answer_max;
    uint32_t strays;
    uint8_t *buffer; /* TCP: the query while it is written, then the answer while it is read */
    size_t done, need;
    bool writing; /* TCP */
    exchange_callback callback;
    void *context;
};

static void exchange_free(struct exchange *exchange)
{
    event_del(&exchange->io);
    event_del(&exchange->timer);
    close(exchange->fd);
    free(exchange->buffer);
    free(exchange);
}

void exchange_cancel(struct exchange *exchange)
{
    if (exchange)
        exchange_free(exchange);
}

static void finish(struct exchange *exchange, const struct exchange_result *result)
{
    exchange_callback callback = exchange->callback;
    void *context = exchange->context;
    exchange_free(exchange);
    callback(result, context);
}

static void fail(struct exchange *exchange, const char *error, const char *reason)
{
    finish(exchange, &(struct exchange_result){.error = error, .reason = reason});
}

static void fail_io(struct exchange *exchange)
{
    fail(exchange, "resolver_unreachable", "the resolver cannot be reached or closed on us");
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
    (void)fd;
    (void)what;
    fail(context, "resolver_timeout", "the resolver did not answer in time");
}

/* ---- UDP --------------------------------------------------------------------------------- */

/* Some old resolvers do not know EDNS and say so: once more without it. */
static bool retry_plain(struct exchange *exchange, const struct dns_answer *answer)
{
    uint8_t message[DNS_QUERY_MAX];
    if (!exchange->edns || (answer->rcode != DNS_FORMERR && answer->rcode != DNS_NOTIMP))
        return false;
    exchange->edns = false;
    size_t len = dns_query_write(&exchange->query, exchange->id, false, message);
    return send(exchange->fd, message, len, MSG_NOSIGNAL) == (ssize_t)len;
}

/* One message that came: true if the exchange is over. */
static bool take_message(struct exchange *exchange, const uint8_t *bytes, size_t len)
{
    struct dns *dns = exchange->dns;
    struct exchange_result result = {.message = dns->out + PREFIX};
    enum dns_answer_status status =
        dns_answer_rewrite(bytes, len, &exchange->query, exchange->id, dns->out + PREFIX,
                           exchange->answer_max, &result.len, &result.answer);
    if (status == DNS_ANSWER_OK) {
        if (retry_plain(exchange, &result.answer))
            return false;
        finish(exchange, &result);
        return true;
    }
    if (status == DNS_ANSWER_STRAY && !exchange->over_tcp &&
        ++exchange->strays < dns->config.limits->dns_strays)
        return false;
    fail(exchange, "resolver_malformed", "the resolver's answer is malformed or not to this query");
    return true;
}

static void on_datagram(evutil_socket_t fd, short what, void *context)
{
    struct exchange *exchange = context;
    (void)what;
    for (;;) {
        ssize_t n = recv(fd, exchange->dns->in, sizeof(exchange->dns->in), MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n < 0) {
            fail_io(exchange); /* an ICMP error: nobody listens there */
            return;
        }
        if (take_message(exchange, exchange->dns->in, (size_t)n))
            return;
    }
}

static int start_udp(struct exchange *exchange)
{
    uint8_t message[DNS_QUERY_MAX];
    size_t len = dns_query_write(&exchange->query, exchange->id, exchange->edns, message);
    if (send(exchange->fd, message, len, MSG_NOSIGNAL) != (ssize_t)len)
        return -1;
    event_assign(&exchange->io, exchange->dns->config.base, exchange->fd, EV_READ | EV_PERSIST,
                 on_datagram, exchange);
    return event_add(&exchange->io, NULL);
}

/* ---- TCP --------------------------------------------------------------------------------- */

static void on_stream(evutil_socket_t fd, short what, void *context);

static int await(struct exchange *exchange, short what)
{
    event_del(&exchange->io);
    event_assign(&exchange->io, exchange->dns->config.base, exchange->fd, what | EV_PERSIST,
                 on_stream, exchange);
    return event_add(&exchange->io, NULL);
}

static int start_tcp(struct exchange *exchange)
{
    exchange->buffer = malloc(DNS_MESSAGE_MAX + PREFIX);
    if (!exchange->buffer)
        return -1;
    size_t len =
        dns_query_write(&exchange->query, exchange->id, exchange->edns, exchange->buffer + PREFIX);
    exchange->buffer[0] = (uint8_t)(len >> 8);
    exchange->buffer[1] = (uint8_t)len;
    exchange->need = PREFIX + len;
    exchange->writing = true;
    return await(exchange, EV_WRITE);
}

static void stream_write(struct exchange *exchange)
{
    ssize_t n = send(exchange->fd, exchange->buffer + exchange->done,
                     exchange->need - exchange->done, MSG_NOSIGNAL);
    if (n < 0) {
        if (errno != EAGAIN && errno != EINTR)
            fail_io(exchange);
        return;
    }
    exchange->done += (size_t)n;
    if (exchange->done < exchange->need)
        return;
    exchange->writing = false;
    exchange->done = 0;
    exchange->need = PREFIX;
    if (await(exchange, EV_READ))
        fail_io(exchange);
}

static void stream_read(struct exchange *exchange)
{
    ssize_t n = recv(exchange->fd, exchange->buffer + exchange->done,
                     exchange->need - exchange->done, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        fail_io(exchange);
        return;
    }
    exchange->done += (size_t)n;
    if (exchange->done < exchange->need)
        return;
    if (exchange->need == PREFIX) {
        exchange->need += (size_t)(exchange->buffer[0] << 8 | exchange->buffer[1]);
        if (exchange->need > PREFIX)
            return;
    }
    take_message(exchange, exchange->buffer + PREFIX, exchange->need - PREFIX);
}

static void on_stream(evutil_socket_t fd, short what, void *context)
{
    struct exchange *exchange = context;
    (void)fd;
    (void)what;
    if (exchange->writing)
        stream_write(exchange);
    else
        stream_read(exchange);
}

/* ---- both -------------------------------------------------------------------------------- */

static int open_socket(uint32_t ip, uint16_t port, bool over_tcp)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(ip)};
    int type = (over_tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
    int fd = socket(AF_INET, type, 0);
    /* Connecting gives a UDP socket a random port, and lets only the resolver's answers in. */
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) &&
        !(over_tcp && errno == EINPROGRESS)) {
        close(fd);
        return -1;
    }
    return fd;
}

struct exchange *exchange_new(struct dns *dns, uint32_t ip, uint16_t port,
                              const struct dns_query *query, bool over_tcp, size_t answer_max,
                              exchange_callback callback, void *context)
{
    const struct timeval timeout = {.tv_sec = dns->config.limits->dns_answer_ms / 1000,
                                    .tv_usec = dns->config.limits->dns_answer_ms % 1000 * 1000};
    uint16_t id;
    if (getrandom(&id, sizeof(id), 0) != sizeof(id))
        return NULL;
    struct exchange *exchange = calloc(1, sizeof(*exchange));
    int fd = exchange ? open_socket(ip, port, over_tcp) : -1;
    if (fd < 0) {
        free(exchange);
        return NULL;
    }
    *exchange = (struct exchange){.dns = dns,
                                  .fd = fd,
                                  .query = *query,
                                  .id = id,
                                  .over_tcp = over_tcp,
                                  .edns = !over_tcp,
                                  .answer_max = answer_max,
                                  .callback = callback,
                                  .context = context};
    event_assign(&exchange->io, dns->config.base, fd, 0, on_stream, exchange);
    event_assign(&exchange->timer, dns->config.base, -1, 0, on_timer, exchange);
    if ((over_tcp ? start_tcp(exchange) : start_udp(exchange)) ||
        event_add(&exchange->timer, &timeout)) {
        exchange_free(exchange);
        return NULL;
    }
    return exchange;
}
