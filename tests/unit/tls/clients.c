/* Clients, played by OpenSSL over memory, and what they get from us. */
#include <criterion/criterion.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/unit/tls/peers.h"

#define NAME "good.example"

struct scene {
    struct tls *tls;
    struct limits limits;
    X509_STORE *trust; /* has the authority */
    struct wire wire;
    SSL_CTX *context;
    SSL *peer;
    struct tls_stream *ours;
    enum tls_status status;
    bool peer_done;
};

static struct scene *scene_new(void)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    cr_assert_eq(authority_prepare_memory(0), 0);
    struct authority *authority = authority_new(time(NULL));
    X509 *certificate = authority_certificate(authority);
    scene->limits = limits_default();
    scene->tls = tls_new(
        &(struct tls_config){.authority = authority, .roots = "", .limits = &scene->limits});
    cr_assert_not_null(scene->tls);
    scene->trust = X509_STORE_new();
    X509_STORE_add_cert(scene->trust, certificate);
    X509_free(certificate);
    authority_free(authority);
    return scene;
}

/* A client as careful as they come, which trusts us. */
static void make_client(struct scene *scene)
{
    scene->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set1_cert_store(scene->context, scene->trust);
    SSL_CTX_set_verify(scene->context, SSL_VERIFY_PEER, NULL);
}

static void connect_client(struct scene *scene, const char *name, enum tls_protocol protocol,
                           SSL_SESSION *session)
{
    wire_new(&scene->wire);
    const struct tls_transport transport = wire_transport(&scene->wire);
    scene->peer = SSL_new(scene->context);
    SSL_set_bio(scene->peer, scene->wire.peer_end, scene->wire.peer_end);
    SSL_set_connect_state(scene->peer);
    SSL_set_tlsext_host_name(scene->peer, name);
    SSL_set1_host(scene->peer, name);
    if (session)
        SSL_set_session(scene->peer, session);
    scene->ours = tls_accept(scene->tls, name, protocol, &transport);
    cr_assert_not_null(scene->ours);
    scene->status = shake(scene->ours, scene->peer, &scene->peer_done);
}

static void disconnect(struct scene *scene)
{
    tls_stream_free(scene->ours);
    SSL_set_shutdown(scene->peer, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(scene->peer);
    wire_free(&scene->wire);
    scene->ours = NULL;
}

static void scene_free(struct scene *scene)
{
    if (scene->ours)
        disconnect(scene);
    SSL_CTX_free(scene->context);
    X509_STORE_free(scene->trust);
    tls_free(scene->tls);
    free(scene);
}

Test(clients, that_trust_us_are_served)
{
    static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};
    for (size_t i = 0; i < 2; i++) {
        struct scene *scene = scene_new();
        make_client(scene);
        SSL_CTX_set_max_proto_version(scene->context, versions[i]);
        connect_client(scene, NAME, TLS_NO_PROTOCOL, NULL);
        cr_assert_eq(scene->status, TLS_DONE, "%s", tls_stream_trouble(scene->ours)->reason);
        cr_assert(scene->peer_done);
        cr_assert_eq(SSL_get_verify_result(scene->peer), X509_V_OK);
        cr_assert_eq(SSL_version(scene->peer), versions[i]);
        scene_free(scene);
    }
}

Test(clients, that_do_not_trust_us_are_named_so)
{
    static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};
    for (size_t i = 0; i < 2; i++) {
        struct scene *scene = scene_new();
        make_client(scene);
        SSL_CTX_set_cert_store(scene->context, X509_STORE_new());
        SSL_CTX_set_max_proto_version(scene->context, versions[i]);
        connect_client(scene, NAME, TLS_NO_PROTOCOL, NULL);
        const struct tls_trouble *trouble = tls_stream_trouble(scene->ours);
        cr_assert_eq(scene->status, TLS_FAILED);
        cr_assert_str_eq(trouble->word, "tls_client_rejected_ca", "%s", trouble->reason);
        cr_assert_not_null(strstr(trouble->reason, "--ca-out"));
        scene_free(scene);
    }
}

/* What is weak is not agreed on, however a client asks for it. */
static const struct {
    const char *what, *ciphers, *groups;
    int max_version;
    bool served;
} offers[] = {
    {"TLS 1.1", "ALL:@SECLEVEL=0", NULL, TLS1_1_VERSION, false},
    {"no forward secrecy", "AES128-GCM-SHA256", NULL, TLS1_2_VERSION, false},
    {"CBC", "ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384", NULL, TLS1_2_VERSION, false},
    {"finite fields", "DHE-RSA-AES128-GCM-SHA256", NULL, TLS1_2_VERSION, false},
    {"no authentication", "AECDH-AES128-SHA:@SECLEVEL=0", NULL, TLS1_2_VERSION, false},
    {"a small curve", NULL, "secp224r1", TLS1_2_VERSION, false},
    {"P-521 alone", NULL, "P-521", 0, false},
    {"AES-GCM", "ECDHE-ECDSA-AES128-GCM-SHA256", "P-256", TLS1_2_VERSION, true},
    {"ChaCha20", "ECDHE-ECDSA-CHACHA20-POLY1305", "X25519:P-256", TLS1_2_VERSION, true},
    {"P-384 alone", NULL, "P-384", 0, true},
};

Test(clients, get_nothing_weak)
{
    for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++) {
        struct scene *scene = scene_new();
        make_client(scene);
        SSL_CTX_set_max_proto_version(scene->context, offers[i].max_version);
        SSL_CTX_set_min_proto_version(scene->context, TLS1_VERSION);
        if (offers[i].ciphers)
            cr_assert(SSL_CTX_set_cipher_list(scene->context, offers[i].ciphers), "%s",
                      offers[i].what);
        if (offers[i].groups)
            cr_assert(SSL_CTX_set1_groups_list(scene->context, offers[i].groups));
        connect_client(scene, NAME, TLS_NO_PROTOCOL, NULL);
        cr_expect_eq(scene->status == TLS_DONE, offers[i].served, "%s", offers[i].what);
        if (!offers[i].served)
            cr_expect_str_eq(tls_stream_trouble(scene->ours)->word, "tls_client_failed", "%s: %s",
                             offers[i].what, tls_stream_trouble(scene->ours)->reason);
        scene_free(scene);
    }
}

static const struct {
    const char *offered;
    unsigned len;
    enum tls_protocol answer;
    const char *agreed;
} protocols[] = {
    {"\x02h2\x08http/1.1", 12, TLS_HTTP1, "http/1.1"},
    {"\x02h2\x08http/1.1", 12, TLS_HTTP2, "h2"},
    {"\x02h2\x08http/1.1", 12, TLS_NO_PROTOCOL, ""},
    {"\x08http/1.1", 9, TLS_HTTP2, ""}, /* it was not asked for */
    {NULL, 0, TLS_HTTP1, ""},
};

Test(clients, are_answered_with_what_the_server_chose)
{
    for (size_t i = 0; i < sizeof(protocols) / sizeof(*protocols); i++) {
        const unsigned char *agreed;
        unsigned len;
        struct scene *scene = scene_new();
        make_client(scene);
        if (protocols[i].offered)
            SSL_CTX_set_alpn_protos(scene->context, (const unsigned char *)protocols[i].offered,
                                    protocols[i].len);
        connect_client(scene, NAME, protocols[i].answer, NULL);
        cr_assert_eq(scene->status, TLS_DONE);
        SSL_get0_alpn_selected(scene->peer, &agreed, &len);
        cr_expect(len == strlen(protocols[i].agreed) &&
                      (len == 0 || memcmp(agreed, protocols[i].agreed, len) == 0),
                  "row %zu", i);
        scene_free(scene);
    }
}

static SSL_SESSION *session_of(struct scene *scene, const char *name)
{
    connect_client(scene, name, TLS_HTTP1, NULL);
    cr_assert_eq(scene->status, TLS_DONE);
    SSL_SESSION *session = SSL_get1_session(scene->peer);
    cr_assert(SSL_SESSION_is_resumable(session));
    disconnect(scene);
    return session;
}

Test(clients, resume_for_the_same_name_only)
{
    static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};
    for (size_t i = 0; i < 2; i++) {
        struct scene *scene = scene_new();
        make_client(scene);
        SSL_CTX_set_max_proto_version(scene->context, versions[i]);
        SSL_SESSION *session = session_of(scene, NAME);
        connect_client(scene, NAME, TLS_HTTP1, session);
        cr_assert_eq(scene->status, TLS_DONE);
        cr_assert(SSL_session_reused(scene->peer), "version %x", versions[i]);
        disconnect(scene);
        connect_client(scene, "other.example", TLS_HTTP1, session);
        cr_assert_not(SSL_session_reused(scene->peer));
        disconnect(scene);
        SSL_SESSION_free(session);
        scene_free(scene);
    }
}

/* A ticket of one process is nothing to the next, whose key is another. */
Test(clients, do_not_resume_across_workers)
{
    struct scene *first = scene_new(), *second = scene_new();
    make_client(first);
    SSL_SESSION *session = session_of(first, NAME);
    second->context = first->context;
    first->context = NULL;
    SSL_CTX_set1_cert_store(second->context, second->trust);
    connect_client(second, NAME, TLS_HTTP1, session);
    cr_assert_eq(second->status, TLS_DONE);
    cr_assert_not(SSL_session_reused(second->peer));
    SSL_SESSION_free(session);
    scene_free(first);
    scene_free(second);
}

Test(clients, cannot_renegotiate)
{
    struct scene *scene = scene_new();
    char byte;
    size_t n;
    make_client(scene);
    SSL_CTX_set_max_proto_version(scene->context, TLS1_2_VERSION);
    connect_client(scene, NAME, TLS_NO_PROTOCOL, NULL);
    cr_assert_eq(scene->status, TLS_DONE);
    SSL_renegotiate(scene->peer);
    SSL_do_handshake(scene->peer);
    cr_assert_neq(tls_read(scene->ours, &byte, 1, &n), TLS_DONE);
    for (int i = 0; i < 5; i++) {
        SSL_do_handshake(scene->peer);
        (void)tls_read(scene->ours, &byte, 1, &n);
    }
    cr_assert(SSL_in_init(scene->peer), "a new handshake came to an end");
    scene_free(scene);
}

/* ---- bytes ---- */

Test(clients, bytes_go_both_ways_and_ends_are_told_apart)
{
    static const struct {
        bool says_so;
        enum tls_status end;
    } ends[] = {{true, TLS_END}, {false, TLS_CUT}};
    for (size_t i = 0; i < 2; i++) {
        struct scene *scene = scene_new();
        static char sent[40000], got[40000];
        size_t n, done = 0;
        make_client(scene);
        connect_client(scene, NAME, TLS_NO_PROTOCOL, NULL);
        memset(sent, 'x', sizeof(sent));
        cr_assert_eq(SSL_write(scene->peer, sent, sizeof(sent)), (int)sizeof(sent));
        read_all(scene->ours, got, sizeof(got));
        cr_assert(memcmp(sent, got, sizeof(sent)) == 0);
        cr_assert_eq(tls_read(scene->ours, got, 1, &n), TLS_WANTS_READ);
        while (done < sizeof(sent)) {
            cr_assert_eq(tls_write(scene->ours, sent + done, sizeof(sent) - done, &n), TLS_DONE);
            done += n;
        }
        if (ends[i].says_so)
            SSL_shutdown(scene->peer);
        scene->wire.cut = !ends[i].says_so;
        cr_assert_eq(tls_read(scene->ours, got, 1, &n), ends[i].end);
        /* The other direction is open still. */
        cr_assert_eq(tls_write(scene->ours, "last", 4, &n), TLS_DONE);
        cr_assert_eq(tls_shut(scene->ours), TLS_DONE);
        for (done = 0; done < sizeof(sent) + 4; done += n)
            cr_assert(SSL_read_ex(scene->peer, got, sizeof(got), &n));
        cr_assert_eq(SSL_read_ex(scene->peer, got, 1, &n), 0);
        cr_assert_eq(SSL_get_error(scene->peer, 0), SSL_ERROR_ZERO_RETURN);
        scene_free(scene);
    }
}

Test(clients, that_send_rubbish_fail)
{
    static const char *const rubbish[] = {"GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\x00\x05\x01",
                                          "\x80\x2e\x01\x03\x01", ""};
    for (size_t i = 0; i < sizeof(rubbish) / sizeof(*rubbish); i++) {
        struct scene *scene = scene_new();
        wire_new(&scene->wire);
        const struct tls_transport transport = wire_transport(&scene->wire);
        struct tls_stream *ours = tls_accept(scene->tls, NAME, TLS_HTTP1, &transport);
        BIO_write(scene->wire.peer_end, rubbish[i], (int)strlen(rubbish[i]));
        scene->wire.cut = true;
        enum tls_status status = tls_handshake(ours);
        cr_assert(status == TLS_FAILED || status == TLS_CUT || status == TLS_END);
        cr_assert_str_eq(tls_stream_trouble(ours)->word, "tls_client_failed");
        tls_stream_free(ours);
        BIO_free(scene->wire.peer_end);
        wire_free(&scene->wire);
        scene_free(scene);
    }
}
