/* What tls.c and stream.c share. */
#ifndef EGRESS_RUNTIME_TLS_INTERNAL_H
#define EGRESS_RUNTIME_TLS_INTERNAL_H

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include "runtime/tls/leaf.h"
#include "runtime/tls/lru.h"
#include "runtime/tls/stream.h"

#define CHAIN_DEPTH 8     /* issuers between a certificate and a root */
#define CHAIN_BYTES 65536 /* of a server's certificates; usual are 3,000 to 6,000 */
#define SESSION_KEY_MAX 320

struct tls {
    SSL_CTX *client_side, *server_side; /* we accept clients; we connect to servers */
    BIO_METHOD *transport;
    struct leaf_maker *leaves;
    struct lru *sessions; /* of servers: SSL_SESSION by session key */
    struct roots *roots;  /* that server_side verifies by */
};

struct tls_stream {
    SSL *ssl;
    struct tls *tls;
    struct tls_transport transport;
    bool is_server; /* its peer is one */
    bool verifies;  /* the server's certificate has to be right */
    bool asked_for_certificate;
    bool ended;                 /* the transport has: FIN, */
    bool broken;                /* or an error */
    enum tls_protocol protocol; /* to answer a client with */
    struct tls_trouble trouble;
    char *name;
    char *session_key;
};

/* stream.c, called by OpenSSL. */
BIO_METHOD *stream_transport_method(void);
int stream_on_protocols(SSL *ssl, const unsigned char **ret, unsigned char *ret_len,
                        const unsigned char *offered, unsigned int offered_len, void *context);
int stream_on_session(SSL *ssl, SSL_SESSION *session);
int stream_on_certificate_wanted(SSL *ssl, X509 **certificate, EVP_PKEY **key);

#endif
