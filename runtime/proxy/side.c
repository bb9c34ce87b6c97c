#include "runtime/proxy/side.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define READ_MIN 4096
#define READ_MAX 65536
#define RECORD_BYTES 16384 /* of TLS: what one holds at most */

bool side_init(struct side *side)
{
    *side = (struct side){.fd = -1, .in = evbuffer_new(), .out = evbuffer_new()};
    return side->in && side->out;
}

void side_open(struct side *side, struct event_base *base, int fd, bool connected,
               event_callback_fn on_readable, event_callback_fn on_writable, void *context)
{
    side->fd = fd;
    side->connected = connected;
    side->eof = side->finish = side->finished = false;
    side->cut = side->finish_cut = side->more = side->read_blocked = side->secured = false;
    side->read_bytes = READ_MIN;
    event_assign(&side->readable, base, fd, EV_READ | EV_PERSIST, on_readable, context);
    event_assign(&side->writable, base, fd, EV_WRITE | EV_PERSIST, on_writable, context);
}

static void drop_sealed(struct side *side)
{
    if (side->sealed)
        evbuffer_free(side->sealed);
    side->sealed = NULL;
}

static void end_tls(struct side *side, bool reset)
{
    /* An end that is meant is said, if that can be done at once. */
    if (side->secured && !reset && !side->finished && !side->finish_cut)
        (void)tls_shut(side->tls);
    tls_stream_free(side->tls);
    side->tls = NULL;
    side->secured = side->more = false;
    drop_sealed(side);
}

void side_close(struct side *side, bool reset)
{
    static const struct linger now = {.l_onoff = 1};
    if (side->fd < 0)
        return;
    side_want(side, false, false);
    if (side->tls)
        end_tls(side, reset);
    if (reset)
        setsockopt(side->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    close(side->fd);
    side->fd = -1;
    side->connected = false;
    evbuffer_drain(side->in, evbuffer_get_length(side->in));
    evbuffer_drain(side->out, evbuffer_get_length(side->out));
}

void side_destroy(struct side *side)
{
    if (side->in)
        evbuffer_free(side->in);
    if (side->out)
        evbuffer_free(side->out);
    tls_stream_free(side->tls);
    drop_sealed(side);
}

static void want(struct event *event, bool *is, bool wanted)
{
    if (*is == wanted)
        return;
    *is = wanted;
    if (wanted)
        event_add(event, NULL);
    else
        event_del(event);
}

/*
 * Bytes that TLS already has are not seen on the socket. Others come first: the queue of active
 * events is looked through anew, with what has become ready meanwhile.
 */
static void read_on(struct side *side)
{
    event_active(&side->readable, EV_READ, 1);
    event_base_loopcontinue(event_get_base(&side->readable));
}

void side_want(struct side *side, bool read, bool write)
{
    if (side->fd < 0)
        return;
    want(&side->readable, &side->wants_read, read && !side->read_blocked);
    want(&side->writable, &side->wants_write, write || (read && side->read_blocked));
    if (side->wants_read && side->more)
        read_on(side);
}

/* Bulk transfers read much at once; a connection that says little keeps little memory. */
static void adapt(struct side *side, size_t asked, size_t got)
{
    if (got == asked && side->read_bytes < READ_MAX)
        side->read_bytes *= 4;
    else if (got < side->read_bytes / 8 && side->read_bytes > READ_MIN)
        side->read_bytes /= 4;
}

static enum io_status read_clear(struct side *side, struct evbuffer *to, size_t asked)
{
    struct evbuffer_iovec space[2];
    int count = evbuffer_reserve_space(to, (ev_ssize_t)asked, space, 2);
    if (count < 1)
        return IO_FAILED;
    /* The reserved space may be larger than what was asked for. */
    size_t first = space[0].iov_len < asked ? space[0].iov_len : asked;
    space[0].iov_len = first;
    if (count > 1)
        space[1].iov_len = asked - first;
    ssize_t n = readv(side->fd, (struct iovec *)space, count);
    size_t left = n > 0 ? (size_t)n : 0;
    for (int i = 0; i < count; i++) {
        if (space[i].iov_len > left)
            space[i].iov_len = left;
        left -= space[i].iov_len;
    }
    if (n > 0)
        evbuffer_commit_space(to, space, count);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? IO_NONE : IO_FAILED;
    adapt(side, asked, (size_t)n);
    side->eof = n == 0;
    return n ? IO_SOME : IO_EOF;
}

/* ---- TLS --------------------------------------------------------------------------------- */

static ssize_t receive(void *context, void *bytes, size_t len)
{
    struct side *side = context;
    if (side->sealed) {
        int n = evbuffer_remove(side->sealed, bytes, len);
        if (evbuffer_get_length(side->sealed) == 0)
            drop_sealed(side);
        if (n > 0)
            return n;
    }
    if (side->drained) {
        errno = EAGAIN;
        return -1;
    }
    ssize_t n = recv(side->fd, bytes, len, 0);
    /* Less than there was room for: asking again would be a call for nothing. */
    side->drained = n > 0 && (size_t)n < len;
    return n;
}

static ssize_t transmit(void *context, const void *bytes, size_t len)
{
    const struct side *side = context;
    return send(side->fd, bytes, len, MSG_NOSIGNAL);
}

bool side_begin_tls(struct side *side,
                    struct tls_stream *(*make)(const struct tls_transport *transport,
                                               void *context),
                    void *context)
{
    const struct tls_transport transport = {.receive = receive, .send = transmit, .context = side};
    side->sealed = evbuffer_new();
    if (!side->sealed || evbuffer_add_buffer(side->sealed, side->in))
        return false;
    side->tls = make(&transport, context);
    return side->tls != NULL;
}

enum io_status side_handshake(struct side *side)
{
    side->drained = false;
    enum tls_status status = tls_handshake(side->tls);
    side->read_blocked = status == TLS_WANTS_WRITE;
    if (status == TLS_WANTS_READ || status == TLS_WANTS_WRITE)
        return IO_NONE;
    side->secured = side->more = status == TLS_DONE;
    return side->secured ? IO_SOME : IO_FAILED;
}

void side_want_handshake(struct side *side)
{
    side_want(side, true, false);
}

/* Nothing could be read. */
static enum io_status end_of_read(struct side *side, enum tls_status status)
{
    switch (status) {
    case TLS_WANTS_READ:
        return IO_NONE;
    case TLS_WANTS_WRITE:
        side->read_blocked = true;
        return IO_NONE;
    case TLS_END:
    case TLS_CUT:
        side->eof = true;
        side->cut = status == TLS_CUT;
        return IO_EOF;
    default:
        return IO_FAILED;
    }
}

static enum io_status read_tls(struct side *side, struct evbuffer *to, size_t asked)
{
    struct evbuffer_iovec space;
    enum tls_status status = TLS_DONE;
    size_t got = 0, n;
    if (evbuffer_reserve_space(to, (ev_ssize_t)asked, &space, 1) != 1)
        return IO_FAILED;
    side->drained = false;
    while (got < asked && status == TLS_DONE) {
        status = tls_read(side->tls, (char *)space.iov_base + got, asked - got, &n);
        if (status == TLS_DONE)
            got += n;
    }
    side->more = status != TLS_WANTS_READ && status != TLS_WANTS_WRITE;
    space.iov_len = got;
    if (got && evbuffer_commit_space(to, &space, 1))
        return IO_FAILED;
    if (got == 0) {
        side->more = false;
        return end_of_read(side, status);
    }
    adapt(side, asked, got);
    return IO_SOME;
}

/* ---- either ------------------------------------------------------------------------------ */

enum io_status side_read(struct side *side, struct evbuffer *to, size_t limit)
{
    size_t held = evbuffer_get_length(to);
    if (side->eof)
        return IO_EOF;
    if (held >= limit)
        return IO_NONE;
    size_t asked = limit - held < side->read_bytes ? limit - held : side->read_bytes;
    return side->tls ? read_tls(side, to, asked) : read_clear(side, to, asked);
}

static enum io_status send_fin(struct side *side)
{
    if (!side->finish || side->finished)
        return IO_SOME;
    if (side->tls && !side->finish_cut && tls_shut(side->tls) == TLS_WANTS_WRITE)
        return IO_NONE;
    side->finished = true;
    return shutdown(side->fd, SHUT_WR) ? IO_FAILED : IO_SOME;
}

static enum io_status flush_tls(struct side *side)
{
    while (side_unsent(side)) {
        size_t len = side_unsent(side), n;
        if (len > RECORD_BYTES)
            len = RECORD_BYTES; /* a whole record, out of several pieces if need be */
        const void *bytes = evbuffer_pullup(side->out, (ev_ssize_t)len);
        switch (bytes ? tls_write(side->tls, bytes, len, &n) : TLS_FAILED) {
        case TLS_DONE:
            evbuffer_drain(side->out, n);
            break;
        case TLS_WANTS_READ:
        case TLS_WANTS_WRITE:
            return IO_NONE;
        default:
            return IO_FAILED;
        }
    }
    return send_fin(side);
}

enum io_status side_flush(struct side *side)
{
    if (side->fd < 0 || !side->connected)
        return IO_NONE;
    side->read_blocked = false;
    if (side->tls)
        return flush_tls(side);
    while (side_unsent(side)) {
        int n = evbuffer_write(side->out, side->fd);
        if (n < 0)
            return errno == EAGAIN || errno == EINTR ? IO_NONE : IO_FAILED;
    }
    return send_fin(side);
}
