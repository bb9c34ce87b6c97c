/*
 * stream: one end of a TLS connection, over a transport of the caller's.
 *
 *     tls_accept or tls_connect -> tls_handshake until DONE -> tls_read, tls_write -> tls_shut
 *
 * A function that answers WANTS_READ or WANTS_WRITE is called again, with the same bytes and
 * perhaps more, when the transport is readable or writable. FAILED is for good; the trouble tells
 * why, after a handshake.
 */
#ifndef EGRESS_RUNTIME_TLS_STREAM_H
#define EGRESS_RUNTIME_TLS_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "runtime/tls/tls.h"
#include "runtime/tls/trouble.h"

/* As recv(2) and send(2) on a non-blocking socket: bytes, 0 for the end, -1 with errno. */
struct tls_transport {
    ssize_t (*receive)(void *context, void *bytes, size_t len);
    ssize_t (*send)(void *context, const void *bytes, size_t len);
    void *context;
};

/* What is spoken inside: negotiated by ALPN (RFC 7301). */
enum tls_protocol { TLS_NO_PROTOCOL, TLS_HTTP1, TLS_HTTP2 };

enum tls_status {
    TLS_DONE,
    TLS_WANTS_READ,
    TLS_WANTS_WRITE,
    TLS_END,    /* the peer has said that it sends no more (close_notify) */
    TLS_CUT,    /* the transport ended without that: what came may not be all */
    TLS_FAILED, /* reset, or a peer that breaks the protocol */
};

struct tls_stream;

/*
 * The client's end: we are `name`, and answer its ALPN with `protocol` if it offers that. NULL on
 * failure. `name` is copied.
 */
struct tls_stream *tls_accept(struct tls *tls, const char *name, enum tls_protocol protocol,
                              const struct tls_transport *transport);

struct tls_server {
    const char *name; /* host name, or IPv4 address in text: what its certificate must cover */
    uint32_t ip;      /* host byte order; for the kept sessions */
    uint16_t port;
    bool insecure;    /* any certificate will do */
    bool offer_http1; /* by ALPN; neither: none is sent */
    bool offer_http2;
};

/* The server's end. `server->name` is copied. NULL on failure. */
struct tls_stream *tls_connect(struct tls *tls, const struct tls_server *server,
                               const struct tls_transport *transport);
void tls_stream_free(struct tls_stream *stream); /* NULL is fine */

enum tls_status tls_handshake(struct tls_stream *stream);

/* After FAILED, CUT or END of a handshake. Borrowed. */
const struct tls_trouble *tls_stream_trouble(struct tls_stream *stream);

/* After the handshake. */
enum tls_protocol tls_stream_protocol(const struct tls_stream *stream);
bool tls_stream_resumed(const struct tls_stream *stream);

/* A server's end that was verified: does its certificate cover this host name or address? */
bool tls_stream_covers(const struct tls_stream *stream, const char *host);

/* DONE: *ret_len bytes, at least one. */
enum tls_status tls_read(struct tls_stream *stream, void *bytes, size_t len, size_t *ret_len);
enum tls_status tls_write(struct tls_stream *stream, const void *bytes, size_t len,
                          size_t *ret_len);

/* Says that nothing more will be sent; reading goes on. */
enum tls_status tls_shut(struct tls_stream *stream);

#endif
