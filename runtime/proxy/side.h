/*
 * side: one end of a connection, a socket with what waits to be understood and to be sent.
 *
 * With TLS on it (side_begin_tls), `in` and `out` hold what is inside, and reading and sending are
 * the same functions: whoever moves bytes need not know.
 *
 * Lifetime: side_close removes the events at once, so that no callback comes after it.
 */
#ifndef EGRESS_RUNTIME_PROXY_SIDE_H
#define EGRESS_RUNTIME_PROXY_SIDE_H

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/tls/stream.h"

struct side {
    int fd; /* -1: none */
    struct event readable, writable;
    bool wants_read, wants_write; /* the events are added */
    struct evbuffer *in;          /* received, not yet understood */
    struct evbuffer *out;         /* to be sent */
    uint32_t read_bytes;          /* how much the next read asks for: grows while reads fill it */
    bool connected;
    bool eof;      /* the peer has sent its FIN, and all before it has been read */
    bool finish;   /* send a FIN when `out` is empty */
    bool finished; /* it has been sent */

    /* TLS. */
    struct tls_stream *tls;  /* owned; NULL: in clear text */
    struct evbuffer *sealed; /* received before TLS began, and not yet read by it; or NULL */
    bool drained;            /* the socket has given all it had, in this turn */
    bool more;               /* there may be bytes inside that are not to be seen on the socket */
    bool read_blocked;       /* until the socket is writable */
    bool secured;            /* the handshake is done */
    bool cut;                /* `eof`, but the peer did not say so: what came may not be all */
    bool finish_cut;         /* end likewise, without saying so */
};

enum io_status {
    IO_SOME,   /* bytes moved */
    IO_NONE,   /* nothing to be had now, or no room */
    IO_EOF,    /* the peer sends no more */
    IO_FAILED, /* reset, or another end that both ways share */
};

/* false on lack of memory. Buffers are made now, the socket comes with side_open. */
bool side_init(struct side *side);

/* Takes over `fd`. `connected`: or else writable will tell. */
void side_open(struct side *side, struct event_base *base, int fd, bool connected,
               event_callback_fn on_readable, event_callback_fn on_writable, void *context);

/* Closes the socket, if there is one; buffers are emptied. `reset`: with RST instead of FIN. */
void side_close(struct side *side, bool reset);
void side_destroy(struct side *side);

/* Adds or removes the events. */
void side_want(struct side *side, bool read, bool write);

/* Reads into `to` (side->in, or the other side's out) until that holds `limit` bytes. One read. */
enum io_status side_read(struct side *side, struct evbuffer *to, size_t limit);

/*
 * From now on the bytes are TLS. What `in` holds has been received already. `make` is tls_accept or
 * tls_connect with its arguments; it is handed the transport. false on failure.
 */
bool side_begin_tls(struct side *side,
                    struct tls_stream *(*make)(const struct tls_transport *transport,
                                               void *context),
                    void *context);

/* IO_SOME: done. IO_NONE: side_want_handshake, then again. */
enum io_status side_handshake(struct side *side);
void side_want_handshake(struct side *side);

/* Sends what is in `out`, then the FIN if one is due. IO_NONE: some is left. */
enum io_status side_flush(struct side *side);

static inline size_t side_unsent(const struct side *side)
{
    return evbuffer_get_length(side->out);
}

/* Is there anything that side_flush has yet to send? */
static inline bool side_is_sending(const struct side *side)
{
    return side_unsent(side) > 0 || (side->finish && !side->finished);
}

#endif
