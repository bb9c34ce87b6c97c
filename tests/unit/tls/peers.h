/*
 * peers: a stream of ours, and OpenSSL itself at the other end of a pair of buffers.
 */
#ifndef EGRESS_TESTS_UNIT_TLS_PEERS_H
#define EGRESS_TESTS_UNIT_TLS_PEERS_H

#include <openssl/ssl.h>

#include "runtime/tls/stream.h"

struct wire {
    BIO *peer_end; /* the SSL's */
    BIO *our_end;
    bool cut; /* nothing more comes from the peer, as after a FIN */
};

void wire_new(struct wire *wire);
struct tls_transport wire_transport(struct wire *wire);
void wire_free(struct wire *wire);

/*
 * Both handshakes, as far as they go. What ours came to, and the peer's (true: done); then what is
 * left over (tickets) is read.
 */
enum tls_status shake(struct tls_stream *ours, SSL *peer, bool *ret_peer_done);

/* As tls_read and tls_write until `len` bytes have gone. */
void read_all(struct tls_stream *ours, void *bytes, size_t len);

#endif
