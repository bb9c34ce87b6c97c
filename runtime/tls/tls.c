#include "runtime/tls/tls.h"

#include <openssl/rand.h>
#include <openssl/x509.h>
#include <stdlib.h>

#include "runtime/tls/internal.h"
#include "runtime/tls/roots.h"

#define CIPHERS_12                                                                                 \
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"                                   \
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"                                   \
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
#define CIPHERS_13 "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
#define GROUPS "X25519:P-256:P-384"
#define TICKETS 1 /* a handshake: clients use one again, and each costs us */
#define SESSION_S 7200

static void drop_session(void *session)
{
    SSL_SESSION_free(session);
}

static bool set_common(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_max_cert_list(context, CHAIN_BYTES);
    SSL_CTX_set_timeout(context, SESSION_S);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) &&
           SSL_CTX_set_cipher_list(context, CIPHERS_12) &&
           SSL_CTX_set_ciphersuites(context, CIPHERS_13) &&
           SSL_CTX_set1_groups_list(context, GROUPS);
}

/* Towards clients. Tickets are the only sessions: nothing of them is kept here. */
static bool open_client_side(struct tls *tls)
{
    tls->client_side = SSL_CTX_new(TLS_server_method());
    if (!tls->client_side || !set_common(tls->client_side))
        return false;
    SSL_CTX_set_options(tls->client_side,
                        SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_session_cache_mode(tls->client_side, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(tls->client_side, stream_on_protocols, NULL);
    return SSL_CTX_set_num_tickets(tls->client_side, TICKETS);
}

/* Towards servers. */
static bool open_server_side(struct tls *tls, const struct tls_config *config)
{
    tls->roots = roots_read(config->roots, config->roots_len);
    X509_STORE *store = tls->roots ? roots_store(tls->roots) : NULL;
    tls->server_side = SSL_CTX_new(TLS_client_method());
    if (!store || !tls->server_side || !set_common(tls->server_side)) {
        X509_STORE_free(store);
        return false;
    }
    SSL_CTX_set_cert_store(tls->server_side, store);
    SSL_CTX_set_verify_depth(tls->server_side, CHAIN_DEPTH);
    SSL_CTX_set_verify(tls->server_side, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_client_cert_cb(tls->server_side, stream_on_certificate_wanted);
    SSL_CTX_set_session_cache_mode(tls->server_side,
                                   SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(tls->server_side, stream_on_session);
    return true;
}

struct tls *tls_new(const struct tls_config *config)
{
    uint32_t seed[2];
    struct tls *tls = calloc(1, sizeof(*tls));
    if (!tls || RAND_bytes((unsigned char *)seed, sizeof(seed)) != 1) {
        free(tls);
        return NULL;
    }
    tls->transport = stream_transport_method();
    tls->leaves = leaf_maker_new(config->authority, config->limits->tls_leaves, seed[0]);
    tls->sessions = lru_new(config->limits->tls_sessions, seed[1], drop_session);
    if (tls->transport && tls->leaves && tls->sessions && open_client_side(tls) &&
        open_server_side(tls, config))
        return tls;
    tls_free(tls);
    return NULL;
}

void tls_free(struct tls *tls)
{
    if (!tls)
        return;
    SSL_CTX_free(tls->client_side);
    SSL_CTX_free(tls->server_side);
    roots_free(tls->roots);
    lru_free(tls->sessions);
    leaf_maker_free(tls->leaves);
    BIO_meth_free(tls->transport);
    free(tls);
}

size_t tls_root_count(const struct tls *tls)
{
    return roots_count(tls->roots);
}
