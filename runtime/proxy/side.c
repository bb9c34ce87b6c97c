#include "runtime/proxy/side.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define READ_MIN 4096
#define READ_MAX 65536

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
    side->read_bytes = READ_MIN;
    event_assign(&side->readable, base, fd, EV_READ | EV_PERSIST, on_readable, context);
    event_assign(&side->writable, base, fd, EV_WRITE | EV_PERSIST, on_writable, context);
}

void side_close(struct side *side, bool reset)
{
    static const struct linger now = {.l_onoff = 1};
    if (side->fd < 0)
        return;
    side_want(side, false, false);
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

void side_want(struct side *side, bool read, bool write)
{
    if (side->fd < 0)
        return;
    want(&side->readable, &side->wants_read, read);
    want(&side->writable, &side->wants_write, write);
}

/* Bulk transfers read much at once; a connection that says little keeps little memory. */
static void adapt(struct side *side, size_t asked, size_t got)
{
    if (got == asked && side->read_bytes < READ_MAX)
        side->read_bytes *= 4;
    else if (got < side->read_bytes / 8 && side->read_bytes > READ_MIN)
        side->read_bytes /= 4;
}

enum io_status side_read(struct side *side, struct evbuffer *to, size_t limit)
{
    struct evbuffer_iovec space[2];
    size_t held = evbuffer_get_length(to);
    if (side->eof)
        return IO_EOF;
    if (held >= limit)
        return IO_NONE;
    size_t asked = limit - held < side->read_bytes ? limit - held : side->read_bytes;
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

static enum io_status send_fin(struct side *side)
{
    if (!side->finish || side->finished)
        return IO_SOME;
    side->finished = true;
    return shutdown(side->fd, SHUT_WR) ? IO_FAILED : IO_SOME;
}

enum io_status side_flush(struct side *side)
{
    if (side->fd < 0 || !side->connected)
        return IO_NONE;
    while (side_unsent(side)) {
        int n = evbuffer_write(side->out, side->fd);
        if (n < 0)
            return errno == EAGAIN || errno == EINTR ? IO_NONE : IO_FAILED;
    }
    return send_fin(side);
}
