/*
 * tls: both ends of intercepted TLS connections. Towards clients we are a server with a certificate
 * of our own authority for the name asked for; towards servers a client that verifies.
 *
 * This room owns no socket: bytes come and go through a tls_transport, so that tests need no
 * network. Nothing here blocks. Where to start: stream.h for one end; tls.c for what is offered
 * and accepted (versions, ciphers, verification), which is all in one place.
 *
 *   TLS 1.2 and 1.3 only; AEAD ciphers with forward secrecy; no renegotiation, no compression.
 *   Servers: system roots and --upstream-ca; name, dates, purpose, name constraints; no more than
 *   CHAIN_DEPTH issuers and CHAIN_BYTES of certificates. No early data, either way.
 *   Sessions: clients get tickets under a key that only this process has; sessions of servers are
 *   kept by name, address, port, protocol offered and whether they were verified.
 */
#ifndef EGRESS_RUNTIME_TLS_TLS_H
#define EGRESS_RUNTIME_TLS_TLS_H

#include <stddef.h>

#include "runtime/limits.h"
#include "runtime/tls/authority.h"

struct tls;

struct tls_config {
    const struct authority *authority; /* not needed any more after tls_new */
    const char *roots;                 /* PEM; likewise */
    size_t roots_len;
    const struct limits *limits; /* borrowed, to outlive the struct tls */
};

/* NULL on lack of memory, or if OpenSSL refuses. */
struct tls *tls_new(const struct tls_config *config);
void tls_free(struct tls *tls); /* NULL is fine. Every stream must be gone. */

/* How many authorities servers are verified against. */
size_t tls_root_count(const struct tls *tls);

#endif
