/*
 * quic: reads the TLS hello that begins a connection of QUIC out of a client's Initial packets, of
 * version 1 (RFC 9000, RFC 9001) and 2 (RFC 9369). Their keys follow from the connection ID that
 * the client chose, so whoever sees them can read them. Hellos may lie in several datagrams, in any
 * order.
 *
 * What two readers could read differently is refused: bytes of the stream that come again
 * otherwise, bytes behind the hello, packets longer than their datagram, frames that have no place
 * there.
 */
#ifndef EGRESS_RUNTIME_WIRE_QUIC_H
#define EGRESS_RUNTIME_WIRE_QUIC_H

#include "runtime/wire/hello.h"

#define QUIC_STREAM_MAX 8192 /* bytes of a hello; with post-quantum keys about 1,800 */

enum quic_status {
    QUIC_MORE,   /* well so far: datagrams are missing */
    QUIC_DONE,   /* `name` is what the hello says */
    QUIC_BAD,    /* see `error` */
    QUIC_FOREIGN /* not of the connection whose hello is being read */
};

/* Zero-initialise. About 10 kB. */
struct quic_hello {
    const char *error; /* QUIC_BAD: why, for a person */
    bool has_name, encrypted;
    char name[NAME_SIZE];

    /* The reader's own. */
    bool keyed, complete;
    uint32_t version;
    uint8_t key[16], iv[12], mask_key[16];
    size_t hello_len; /* 0: not known yet */
    uint8_t stream[QUIC_STREAM_MAX];
    uint8_t known[QUIC_STREAM_MAX / 8]; /* bit: the byte has come */
};

/* Takes one UDP payload. After QUIC_BAD the struct is of no use any more. */
enum quic_status quic_feed(struct quic_hello *hello, const uint8_t *datagram, size_t len);

/* For tests: keys of a client's Initial packets. false: the version is not known. */
bool quic_client_keys(uint32_t version, const uint8_t *id, size_t id_len, uint8_t ret_key[16],
                      uint8_t ret_iv[12], uint8_t ret_mask_key[16]);

#endif
