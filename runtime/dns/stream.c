#include <errno.h>
#include <event2/buffer.h>
#include <event2/event_struct.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/dns/internal.h"

#define PREFIX 2
#define READ_MAX 4096

/* What a connection waits for. One query is answered before the next is looked at. */
enum stream_state {
    STREAM_QUERY,  /* the client's next query */
    STREAM_ANSWER, /* the resolver */
    STREAM_WRITE,  /* the client to take the answer */
};

struct stream {
    LIST_ENTRY(stream) link;
    struct dns *dns;
    enum stream_state state;
    int fd;
    struct event io;
    struct event timer;
    struct evbuffer *in, *out;
    struct asker asker;
    struct dns_query query;
    struct exchange *exchange;
    bool eof;
};

void stream_free(struct stream *stream)
{
    event_del(&stream->io);
    event_del(&stream->timer);
    exchange_cancel(stream->exchange);
    if (stream->in)
        evbuffer_free(stream->in);
    if (stream->out)
        evbuffer_free(stream->out);
    who_facts_free(stream->asker.process);
    close(stream->fd);
    LIST_REMOVE(stream, link);
    stream->dns->stream_count--;
    free(stream);
}

static void on_io(evutil_socket_t fd, short what, void *context);
static void on_exchange(const struct exchange_result *result, void *context);

/* Waits in `state`, for the socket if that is what it needs. false on lack of memory. */
static bool enter(struct stream *stream, enum stream_state state)
{
    const uint32_t idle_ms = stream->dns->config.limits->dns_stream_idle_ms;
    const struct timeval timeout = {.tv_sec = idle_ms / 1000, .tv_usec = idle_ms % 1000 * 1000};
    stream->state = state;
    event_del(&stream->io);
    event_del(&stream->timer);
    if (state == STREAM_ANSWER)
        return true; /* the exchange has its own time */
    event_assign(&stream->io, stream->dns->config.base, stream->fd,
                 (state == STREAM_QUERY ? EV_READ : EV_WRITE) | EV_PERSIST, on_io, stream);
    return event_add(&stream->io, NULL) == 0 && event_add(&stream->timer, &timeout) == 0;
}

/* Puts an answer in the way to the client; `message` has PREFIX bytes of room in front. */
static bool put_answer(struct stream *stream, uint8_t *message, size_t len)
{
    uint8_t *start = message - PREFIX;
    start[0] = (uint8_t)(len >> 8);
    start[1] = (uint8_t)len;
    return evbuffer_add(stream->out, start, PREFIX + len) == 0;
}

static bool put_rcode(struct stream *stream, enum dns_rcode rcode)
{
    uint8_t *out = stream->dns->out + PREFIX;
    return put_answer(stream, out, dns_reply_write(&stream->query, rcode, out));
}

/* Asks the query that was read. false: the stream is to end. */
static bool handle(struct stream *stream, enum dns_query_status status,
                   const struct dns_problem *problem)
{
    struct dns *dns = stream->dns;
    const struct who_answer *flow = &stream->asker.flow;
    enum dns_rcode rcode = DNS_REFUSED;
    if (status != DNS_QUERY_OK) {
        query_malformed(dns, &stream->asker, &stream->query, problem);
        return status == DNS_QUERY_BAD && put_rcode(stream, problem->rcode);
    }
    if (!query_ask(dns, &stream->asker, &stream->query, &rcode))
        return put_rcode(stream, rcode);
    stream->exchange = exchange_new(dns, flow->dst_ip, flow->dst_port, &stream->query, true,
                                    DNS_MESSAGE_MAX, on_exchange, stream);
    if (stream->exchange)
        return true;
    query_failed(dns, &stream->asker, &stream->query, "resolver_unreachable",
                 "the query cannot be sent to the resolver");
    return put_rcode(stream, DNS_SERVFAIL);
}

/* Takes one whole query out of the input, if there is one. false: the stream is to end. */
static bool take_query(struct stream *stream)
{
    struct dns *dns = stream->dns;
    uint8_t prefix[PREFIX];
    struct dns_problem problem = {0};
    if (evbuffer_copyout(stream->in, prefix, PREFIX) < PREFIX)
        return !stream->eof;
    size_t len = (size_t)(prefix[0] << 8 | prefix[1]);
    if (evbuffer_get_length(stream->in) < PREFIX + len)
        return !stream->eof;
    evbuffer_drain(stream->in, PREFIX);
    evbuffer_remove(stream->in, dns->in, len);
    enum dns_query_status status = dns_query_read(dns->in, len, &stream->query, &problem);
    return handle(stream, status, &problem);
}

/* What the client began to say, and did not finish, was no query, and is not passed over either. */
static void end_unfinished(struct stream *stream)
{
    static const struct dns_query nothing;
    static const struct dns_problem problem = {DNS_FORMERR, "the message was not finished"};
    if (evbuffer_get_length(stream->in))
        query_malformed(stream->dns, &stream->asker, &nothing, &problem);
    stream_free(stream);
}

/* Goes on until something has to be waited for, or frees the stream. */
static void advance(struct stream *stream)
{
    while (!stream->exchange) {
        if (evbuffer_get_length(stream->out)) {
            if (evbuffer_write(stream->out, stream->fd) < 0 && errno != EAGAIN)
                break;
            if (evbuffer_get_length(stream->out)) {
                if (!enter(stream, STREAM_WRITE))
                    break;
                return;
            }
        }
        size_t before = evbuffer_get_length(stream->in);
        if (!take_query(stream))
            break;
        if (evbuffer_get_length(stream->in) == before) {
            if (!enter(stream, STREAM_QUERY))
                break;
            return;
        }
    }
    if (stream->exchange && enter(stream, STREAM_ANSWER))
        return;
    if (stream->eof)
        end_unfinished(stream);
    else
        stream_free(stream);
}

static void on_exchange(const struct exchange_result *result, void *context)
{
    struct stream *stream = context;
    struct dns *dns = stream->dns;
    enum dns_rcode rcode = DNS_SERVFAIL;
    bool ok;
    stream->exchange = NULL;
    if (!result->message) {
        query_failed(dns, &stream->asker, &stream->query, result->error, result->reason);
        ok = put_rcode(stream, rcode);
    } else if (query_answered(dns, &stream->asker, &stream->query, &result->answer, &rcode)) {
        ok = put_answer(stream, dns->out + PREFIX, result->len);
    } else {
        ok = put_rcode(stream, rcode);
    }
    if (ok)
        advance(stream);
    else
        stream_free(stream);
}

static void on_io(evutil_socket_t fd, short what, void *context)
{
    struct stream *stream = context;
    (void)what;
    if (stream->state == STREAM_QUERY) {
        int n = evbuffer_read(stream->in, fd, READ_MAX);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n < 0) {
            end_unfinished(stream);
            return;
        }
        stream->eof = n == 0;
    }
    advance(stream);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
    (void)fd;
    (void)what;
    end_unfinished(context);
}

static void refuse(struct dns *dns, int fd, const struct who_answer *flow,
                   struct process_facts *process)
{
    static const struct linger reset = {.l_onoff = 1};
    static const struct verdict denied = {.rule = -1};
    const struct log_event event = {
        .type = LOG_DNS,
        .dst_ip = flow->dst_ip,
        .dst_port = flow->dst_port,
        .src_port = flow->src_port,
        .pid = flow->pid,
        .process = process,
        .verdict = &denied,
        .error = "dns_busy",
        .reason = "too many DNS connections at once",
    };
    (void)!log_write(dns->config.log, &event); /* refused either way */
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
    close(fd);
    who_facts_free(process);
}

void dns_stream_open(struct dns *dns, int fd, const struct who_answer *flow,
                     struct process_facts *process)
{
    struct stream *stream = NULL;
    if (dns->stream_count < dns->config.limits->dns_streams)
        stream = calloc(1, sizeof(*stream));
    if (!stream) {
        refuse(dns, fd, flow, process);
        return;
    }
    *stream = (struct stream){.dns = dns,
                              .fd = fd,
                              .in = evbuffer_new(),
                              .out = evbuffer_new(),
                              .asker = {.flow = *flow, .process = process}};
    event_assign(&stream->io, dns->config.base, fd, EV_READ, on_io, stream);
    event_assign(&stream->timer, dns->config.base, -1, 0, on_timer, stream);
    LIST_INSERT_HEAD(&dns->streams, stream, link);
    dns->stream_count++;
    if (!stream->in || !stream->out || !enter(stream, STREAM_QUERY))
        stream_free(stream);
}
