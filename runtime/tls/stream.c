#include "runtime/tls/stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "runtime/tls/internal.h"

/* Names of certificates: as browsers read them, SANs only and `*` for a whole label. */
#define NAME_FLAGS (X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS)

static const unsigned char protocol_http1[] = "\x08http/1.1";
static const unsigned char protocol_http2[] = "\x02h2";

/* ---- the transport, as OpenSSL sees it --------------------------------------------------- */

static int note_error(BIO *bio, struct tls_stream *stream, int retry)
{
    if (errno == EAGAIN || errno == EINTR)
        BIO_set_flags(bio, retry | BIO_FLAGS_SHOULD_RETRY);
    else
        stream->broken = true;
    return -1;
}

static int transport_read(BIO *bio, char *bytes, int len)
{
    struct tls_stream *stream = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    ssize_t n = stream->transport.receive(stream->transport.context, bytes, (size_t)len);
    if (n < 0)
        return note_error(bio, stream, BIO_FLAGS_READ);
    stream->ended = n == 0;
    return (int)n;
}

static int transport_write(BIO *bio, const char *bytes, int len)
{
    struct tls_stream *stream = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    ssize_t n = stream->transport.send(stream->transport.context, bytes, (size_t)len);
    return n < 0 ? note_error(bio, stream, BIO_FLAGS_WRITE) : (int)n;
}

static long transport_control(BIO *bio, int command, long number, void *pointer)
{
    const struct tls_stream *stream = BIO_get_data(bio);
    (void)number;
    (void)pointer;
    if (command == BIO_CTRL_EOF)
        return stream->ended;
    return command == BIO_CTRL_FLUSH;
}

static int transport_create(BIO *bio)
{
    BIO_set_init(bio, 1);
    return 1;
}

BIO_METHOD *stream_transport_method(void)
{
    BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "transport");
    if (method && BIO_meth_set_read(method, transport_read) &&
        BIO_meth_set_write(method, transport_write) &&
        BIO_meth_set_ctrl(method, transport_control) &&
        BIO_meth_set_create(method, transport_create))
        return method;
    BIO_meth_free(method);
    return NULL;
}

/* ---- what OpenSSL asks and tells --------------------------------------------------------- */

int stream_on_protocols(SSL *ssl, const unsigned char **ret, unsigned char *ret_len,
                        const unsigned char *offered, unsigned int offered_len, void *context)
{
    const struct tls_stream *stream = SSL_get_app_data(ssl);
    bool http2 = stream->protocol == TLS_HTTP2;
    const unsigned char *ours = http2 ? protocol_http2 : protocol_http1;
    unsigned int len = http2 ? sizeof(protocol_http2) - 1 : sizeof(protocol_http1) - 1;
    unsigned char *chosen;
    (void)context;
    if (stream->protocol == TLS_NO_PROTOCOL ||
        SSL_select_next_proto(&chosen, ret_len, ours, len, offered, offered_len) !=
            OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *ret = chosen;
    return SSL_TLSEXT_ERR_OK;
}

/* A session is kept only for a server that was found right, or of which nothing was asked. */
int stream_on_session(SSL *ssl, SSL_SESSION *session)
{
    struct tls_stream *stream = SSL_get_app_data(ssl);
    if (stream->verifies && SSL_get_verify_result(ssl) != X509_V_OK)
        return 0;
    return lru_put(stream->tls->sessions, stream->session_key, session);
}

/* The handshake is not to go on as if the client had none. */
int stream_on_certificate_wanted(SSL *ssl, X509 **certificate, EVP_PKEY **key)
{
    struct tls_stream *stream = SSL_get_app_data(ssl);
    (void)certificate;
    (void)key;
    stream->asked_for_certificate = true;
    return -1;
}

/* ---- both ends --------------------------------------------------------------------------- */

static struct tls_stream *stream_new(struct tls *tls, SSL_CTX *context, const char *name,
                                     const struct tls_transport *transport)
{
    struct tls_stream *stream = calloc(1, sizeof(*stream));
    BIO *bio = BIO_new(tls->transport);
    if (stream) {
        stream->tls = tls;
        stream->transport = *transport;
        stream->ssl = SSL_new(context);
        stream->name = strdup(name);
    }
    if (!stream || !stream->ssl || !stream->name || !bio) {
        BIO_free(bio);
        tls_stream_free(stream);
        return NULL;
    }
    BIO_set_data(bio, stream);
    SSL_set_bio(stream->ssl, bio, bio);
    SSL_set_app_data(stream->ssl, stream);
    return stream;
}

void tls_stream_free(struct tls_stream *stream)
{
    if (!stream)
        return;
    /* A connection that ends without close_notify would take its session with it (TLS 1.2). */
    if (stream->ssl)
        SSL_set_shutdown(stream->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(stream->ssl);
    free(stream->name);
    free(stream->session_key);
    free(stream);
}

/* A ticket for one name is not good for another. */
static bool set_ticket_context(SSL *ssl, const char *name, enum tls_protocol protocol)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    char text[SESSION_KEY_MAX];
    unsigned int len;
    int n = snprintf(text, sizeof(text), "%s %d", name, (int)protocol);
    return EVP_Digest(text, (size_t)n, digest, &len, EVP_sha256(), NULL) &&
           SSL_set_session_id_context(ssl, digest, SSL_MAX_SID_CTX_LENGTH);
}

struct tls_stream *tls_accept(struct tls *tls, const char *name, enum tls_protocol protocol,
                              const struct tls_transport *transport)
{
    X509 *leaf = leaf_for(tls->leaves, name, time(NULL));
    struct tls_stream *stream = leaf ? stream_new(tls, tls->client_side, name, transport) : NULL;
    if (!stream)
        return NULL;
    stream->protocol = protocol;
    SSL_set_accept_state(stream->ssl);
    if (SSL_use_certificate(stream->ssl, leaf) == 1 &&
        SSL_use_PrivateKey(stream->ssl, leaf_key(tls->leaves)) == 1 &&
        set_ticket_context(stream->ssl, name, protocol))
        return stream;
    tls_stream_free(stream);
    return NULL;
}

static bool expect_name(SSL *ssl, const char *name)
{
    struct in_addr ip;
    X509_VERIFY_PARAM *param = SSL_get0_param(ssl);
    X509_VERIFY_PARAM_set_hostflags(param, NAME_FLAGS);
    if (inet_pton(AF_INET, name, &ip) == 1)
        return X509_VERIFY_PARAM_set1_ip(param, (const unsigned char *)&ip, sizeof(ip));
    return X509_VERIFY_PARAM_set1_host(param, name, 0);
}

static bool offer_name(SSL *ssl, const char *name)
{
    struct in_addr ip;
    return inet_pton(AF_INET, name, &ip) == 1 || SSL_set_tlsext_host_name(ssl, name);
}

static bool offer_protocols(SSL *ssl, const struct tls_server *server)
{
    unsigned char list[16];
    unsigned int len = 0;
    if (server->offer_http2) {
        memcpy(list, protocol_http2, sizeof(protocol_http2) - 1);
        len = sizeof(protocol_http2) - 1;
    }
    if (server->offer_http1) {
        memcpy(list + len, protocol_http1, sizeof(protocol_http1) - 1);
        len += sizeof(protocol_http1) - 1;
    }
    return len == 0 || SSL_set_alpn_protos(ssl, list, len) == 0;
}

static bool offer_session(struct tls_stream *stream, const struct tls_server *server)
{
    if (asprintf(&stream->session_key, "%s %x:%u %d%d%d", server->name, server->ip, server->port,
                 server->insecure, server->offer_http1, server->offer_http2) < 0) {
        stream->session_key = NULL;
        return false;
    }
    SSL_SESSION *session = lru_get(stream->tls->sessions, stream->session_key);
    return !session || !SSL_SESSION_is_resumable(session) || SSL_set_session(stream->ssl, session);
}

struct tls_stream *tls_connect(struct tls *tls, const struct tls_server *server,
                               const struct tls_transport *transport)
{
    struct tls_stream *stream = stream_new(tls, tls->server_side, server->name, transport);
    if (!stream)
        return NULL;
    stream->is_server = true;
    stream->verifies = !server->insecure;
    SSL_set_connect_state(stream->ssl);
    if (server->insecure)
        SSL_set_verify(stream->ssl, SSL_VERIFY_NONE, NULL);
    if (offer_name(stream->ssl, server->name) && offer_protocols(stream->ssl, server) &&
        (server->insecure || expect_name(stream->ssl, server->name)) &&
        offer_session(stream, server))
        return stream;
    tls_stream_free(stream);
    return NULL;
}

static enum tls_status status_of(struct tls_stream *stream, int result)
{
    switch (SSL_get_error(stream->ssl, result)) {
    case SSL_ERROR_NONE:
        return TLS_DONE;
    case SSL_ERROR_WANT_READ:
        return TLS_WANTS_READ;
    case SSL_ERROR_WANT_WRITE:
        return TLS_WANTS_WRITE;
    case SSL_ERROR_ZERO_RETURN:
        return stream->ended && !stream->broken ? TLS_CUT : TLS_END;
    default:
        return stream->ended && !stream->broken ? TLS_CUT : TLS_FAILED;
    }
}

enum tls_status tls_handshake(struct tls_stream *stream)
{
    ERR_clear_error();
    int result = SSL_do_handshake(stream->ssl);
    enum tls_status status = result == 1 ? TLS_DONE : status_of(stream, result);
    if (stream->asked_for_certificate)
        status = TLS_FAILED;
    if (status == TLS_DONE || status == TLS_WANTS_READ || status == TLS_WANTS_WRITE)
        return status;
    const struct trouble_facts facts = {
        .name = stream->name,
        .verify_result = stream->verifies ? SSL_get_verify_result(stream->ssl) : X509_V_OK,
        .wanted_certificate = stream->asked_for_certificate,
        .ended = stream->ended || stream->broken,
    };
    if (stream->is_server)
        trouble_of_server(&facts, &stream->trouble);
    else
        trouble_of_client(&facts, &stream->trouble);
    return status;
}

const struct tls_trouble *tls_stream_trouble(struct tls_stream *stream)
{
    return &stream->trouble;
}

enum tls_protocol tls_stream_protocol(const struct tls_stream *stream)
{
    const unsigned char *name;
    unsigned int len;
    SSL_get0_alpn_selected(stream->ssl, &name, &len);
    if (len == 2 && memcmp(name, "h2", 2) == 0)
        return TLS_HTTP2;
    return len == 8 && memcmp(name, "http/1.1", 8) == 0 ? TLS_HTTP1 : TLS_NO_PROTOCOL;
}

bool tls_stream_resumed(const struct tls_stream *stream)
{
    return SSL_session_reused(stream->ssl);
}

bool tls_stream_covers(const struct tls_stream *stream, const char *host)
{
    struct in_addr ip;
    X509 *certificate = SSL_get0_peer_certificate(stream->ssl);
    if (!certificate || !stream->verifies || SSL_get_verify_result(stream->ssl) != X509_V_OK)
        return false;
    if (inet_pton(AF_INET, host, &ip) == 1)
        return X509_check_ip(certificate, (const unsigned char *)&ip, sizeof(ip), 0) == 1;
    return X509_check_host(certificate, host, 0, NAME_FLAGS, NULL) == 1;
}

enum tls_status tls_read(struct tls_stream *stream, void *bytes, size_t len, size_t *ret_len)
{
    ERR_clear_error();
    int result = SSL_read_ex(stream->ssl, bytes, len, ret_len);
    return result == 1 ? TLS_DONE : status_of(stream, result);
}

enum tls_status tls_write(struct tls_stream *stream, const void *bytes, size_t len, size_t *ret_len)
{
    ERR_clear_error();
    int result = SSL_write_ex(stream->ssl, bytes, len, ret_len);
    return result == 1 ? TLS_DONE : status_of(stream, result);
}

enum tls_status tls_shut(struct tls_stream *stream)
{
    ERR_clear_error();
    int result = SSL_shutdown(stream->ssl);
    return result >= 0 ? TLS_DONE : status_of(stream, result);
}
