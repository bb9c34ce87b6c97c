/* Servers, right and wrong, and what is made of each: OpenSSL plays them over memory. */
#include <criterion/criterion.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/unit/tls/peers.h"
#include "tests/unit/tls/pki.h"

#define NAME "good.example"
#define ADDRESS "203.0.113.9"

/* Whose signature is on the server's certificate. */
enum issuer { ISSUER_TRUSTED, ISSUER_UNKNOWN, ISSUER_ITSELF, ISSUER_LIMITED, ISSUER_LEAF };

struct row {
    const char *what;
    struct certificate_wish wish;
    enum issuer issuer;
    const char *word; /* NULL: it is right */
    const char *insecure_word;
    const char *name; /* that is asked for; NULL: NAME */
    bool with_chain;  /* sends its issuers along */
    int max_version;  /* 0: any */
    bool wants_certificate;
    int padding; /* certificates that have nothing to do with it, sent along */
};

#define RIGHT .name = NAME, .alternatives = "DNS:" NAME
#define EXPIRED "upstream_certificate_expired"
#define WRONG_NAME "upstream_certificate_name"
#define CONSTRAINT "upstream_certificate_constraint"
#define WEAK "upstream_certificate_weak"
#define CHAIN "upstream_certificate_chain"

static const struct row rows[] = {
    {"right", {RIGHT}, .word = NULL},
    {"right, TLS 1.2", {RIGHT}, .max_version = TLS1_2_VERSION},
    {"right, RSA", {RIGHT, .rsa_bits = 2048}, .word = NULL},
    {"among other names",
     {.name = "x", .alternatives = "DNS:x.example,DNS:" NAME ",IP:1.2.3.4"},
     .word = NULL},
    {"wildcard", {.name = "x", .alternatives = "DNS:*.good.example"}, .name = "a.good.example"},
    {"an address", {.name = "x", .alternatives = "IP:" ADDRESS}, .name = ADDRESS},
    {"expired", {RIGHT, .from_days = -9, .to_days = -1}, .word = EXPIRED},
    {"not yet valid", {RIGHT, .from_days = 1, .to_days = 9}, .word = EXPIRED},
    {"another name", {.name = NAME, .alternatives = "DNS:evil.example"}, .word = WRONG_NAME},
    {"only a common name", {.name = NAME}, .word = WRONG_NAME},
    {"wildcard for more than a label",
     {.name = "x", .alternatives = "DNS:*.good.example"},
     .name = "a.b.good.example",
     .word = WRONG_NAME},
    {"wildcard in a label", {.name = "x", .alternatives = "DNS:g*.example"}, .word = WRONG_NAME},
    {"a name with a NUL",
     {.name = "x", .alternatives = "DNS:good.example.evil.example"},
     .word = WRONG_NAME},
    {"another address",
     {.name = "x", .alternatives = "IP:203.0.113.8"},
     .name = ADDRESS,
     .word = WRONG_NAME},
    {"an address as a name",
     {.name = "x", .alternatives = "DNS:" ADDRESS},
     .name = ADDRESS,
     .word = WRONG_NAME},
    {"self-signed", {RIGHT}, ISSUER_ITSELF, .word = "upstream_certificate_self_signed"},
    {"unknown issuer", {RIGHT}, ISSUER_UNKNOWN, .word = "upstream_certificate_issuer"},
    {"unknown issuer, sent along",
     {RIGHT},
     ISSUER_UNKNOWN,
     "upstream_certificate_self_signed",
     .with_chain = true},
    {"its issuer may not vouch for the name",
     {RIGHT},
     ISSUER_LIMITED,
     CONSTRAINT,
     .with_chain = true},
    {"its issuer may vouch for that one",
     {.name = "x", .alternatives = "DNS:a.limited.example"},
     ISSUER_LIMITED,
     .name = "a.limited.example",
     .with_chain = true},
    {"issued by a server", {RIGHT}, ISSUER_LEAF, CONSTRAINT, .with_chain = true},
    {"for clients", {RIGHT, .purposes = "clientAuth"}, .word = CONSTRAINT},
    {"a small key", {RIGHT, .rsa_bits = 1024}, .word = WEAK},
    {"a broken hash", {RIGHT, .sha1 = true}, .word = WEAK},
    {"TLS 1.1",
     {RIGHT, .rsa_bits = 2048},
     .max_version = TLS1_1_VERSION,
     .word = "upstream_tls_old",
     .insecure_word = "upstream_tls_old"},
    {"wants a certificate",
     {RIGHT},
     .wants_certificate = true,
     .word = "upstream_wants_certificate",
     .insecure_word = "upstream_wants_certificate"},
    {"wants a certificate, TLS 1.2",
     {RIGHT},
     .wants_certificate = true,
     .max_version = TLS1_2_VERSION,
     .word = "upstream_wants_certificate",
     .insecure_word = "upstream_wants_certificate"},
    {"a huge chain", {RIGHT}, .padding = 200, .word = CHAIN, .insecure_word = CHAIN},
};

struct scene {
    struct identity trusted, unknown, limited, leaf;
    struct limits limits;
    struct tls *tls;
};

static struct scene *scene_new(void)
{
    static const struct certificate_wish root = {.name = "root", .is_authority = true},
                                         unknown = {.name = "unknown", .is_authority = true},
                                         limited = {.name = "limited",
                                                    .is_authority = true,
                                                    .constraints =
                                                        "critical,permitted;DNS:limited.example"},
                                         leaf = {.name = "leaf",
                                                 .alternatives = "DNS:leaf.example"};
    struct scene *scene = calloc(1, sizeof(*scene));
    struct authority *authority;
    cr_assert_eq(authority_prepare_memory(0), 0);
    authority = authority_new(time(NULL));
    scene->trusted = pki_issue(&root, NULL);
    scene->unknown = pki_issue(&unknown, NULL);
    scene->limited = pki_issue(&limited, &scene->trusted);
    scene->leaf = pki_issue(&leaf, &scene->trusted);
    scene->limits = limits_default();
    char *pem = pki_pem(scene->trusted.certificate);
    scene->tls = tls_new(&(struct tls_config){
        .authority = authority, .roots = pem, .roots_len = strlen(pem), .limits = &scene->limits});
    cr_assert_not_null(scene->tls);
    cr_assert_eq(tls_root_count(scene->tls), 1);
    authority_free(authority);
    free(pem);
    return scene;
}

static void scene_free(struct scene *scene)
{
    tls_free(scene->tls);
    pki_free(&scene->trusted);
    pki_free(&scene->unknown);
    pki_free(&scene->limited);
    pki_free(&scene->leaf);
    free(scene);
}

static const struct identity *issuer_of(const struct scene *scene, enum issuer issuer)
{
    const struct identity *const issuers[] = {
        [ISSUER_TRUSTED] = &scene->trusted,
        [ISSUER_UNKNOWN] = &scene->unknown,
        [ISSUER_ITSELF] = NULL,
        [ISSUER_LIMITED] = &scene->limited,
        [ISSUER_LEAF] = &scene->leaf,
    };
    return issuers[issuer];
}

static int accept_any(int ok, X509_STORE_CTX *context)
{
    (void)ok;
    (void)context;
    return 1;
}

/* Of OpenSSL, with all its own care switched off. */
static SSL_CTX *server_context(const struct identity *identity, int max_version)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, max_version);
    SSL_CTX_set_mode(context, SSL_MODE_NO_AUTO_CHAIN);
    SSL_CTX_set_session_id_context(context, (const unsigned char *)"test", 4);
    cr_assert(SSL_CTX_use_certificate(context, identity->certificate));
    cr_assert(SSL_CTX_use_PrivateKey(context, identity->key));
    return context;
}

static SSL_CTX *row_context(const struct scene *scene, const struct row *row,
                            const struct identity *identity)
{
    SSL_CTX *context = server_context(identity, row->max_version);
    if (row->with_chain)
        SSL_CTX_add1_chain_cert(context, issuer_of(scene, row->issuer)->certificate);
    for (int i = 0; i < row->padding; i++)
        SSL_CTX_add1_chain_cert(context, scene->unknown.certificate);
    if (row->wants_certificate)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, accept_any);
    return context;
}

struct pair {
    struct wire wire;
    SSL *peer;
    struct tls_stream *ours;
    enum tls_status status;
    bool peer_done;
};

static void pair_open(struct pair *pair, struct tls *tls, const struct tls_server *server,
                      SSL_CTX *context)
{
    wire_new(&pair->wire);
    const struct tls_transport transport = wire_transport(&pair->wire);
    pair->peer = SSL_new(context);
    SSL_set_bio(pair->peer, pair->wire.peer_end, pair->wire.peer_end);
    SSL_set_accept_state(pair->peer);
    pair->ours = tls_connect(tls, server, &transport);
    cr_assert_not_null(pair->ours);
    pair->status = shake(pair->ours, pair->peer, &pair->peer_done);
}

static void pair_close(struct pair *pair)
{
    tls_stream_free(pair->ours);
    SSL_free(pair->peer);
    wire_free(&pair->wire);
}

static void try_row(const struct scene *scene, const struct row *row, bool insecure)
{
    const char *word = insecure ? row->insecure_word : row->word;
    struct identity identity = pki_issue(&row->wish, issuer_of(scene, row->issuer));
    SSL_CTX *context = row_context(scene, row, &identity);
    const struct tls_server server = {.name = row->name ? row->name : NAME, .insecure = insecure};
    struct pair pair;
    pair_open(&pair, scene->tls, &server, context);
    if (word) {
        const struct tls_trouble *trouble = tls_stream_trouble(pair.ours);
        cr_expect_eq(pair.status, TLS_FAILED, "%s: goes through", row->what);
        cr_expect_str_eq(trouble->word ? trouble->word : "none", word, "%s: %s", row->what,
                         trouble->reason);
        cr_expect(strstr(trouble->reason, server.name) != NULL, "%s", trouble->reason);
    } else {
        cr_expect_eq(pair.status, TLS_DONE, "%s, %s: %s", row->what,
                     insecure ? "insecure" : "verified", tls_stream_trouble(pair.ours)->reason);
        cr_expect_eq(tls_stream_covers(pair.ours, server.name), !insecure, "%s", row->what);
        cr_expect_not(tls_stream_covers(pair.ours, "evil.example"), "%s", row->what);
    }
    pair_close(&pair);
    SSL_CTX_free(context);
    pki_free(&identity);
}

Test(servers, are_verified)
{
    struct scene *scene = scene_new();
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        try_row(scene, &rows[i], false);
    scene_free(scene);
}

/* The certificate does not matter then; all else does. */
Test(servers, are_not_verified_where_that_is_said)
{
    struct scene *scene = scene_new();
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        try_row(scene, &rows[i], true);
    scene_free(scene);
}

Test(servers, with_a_chain_that_is_too_long)
{
    struct scene *scene = scene_new();
    struct identity chain[12];
    const struct identity *issuer = &scene->trusted;
    for (size_t i = 0; i < 12; i++) {
        char name[32];
        snprintf(name, sizeof(name), "issuer %zu", i);
        const struct certificate_wish wish = {.name = name, .is_authority = true};
        chain[i] = pki_issue(&wish, issuer);
        issuer = &chain[i];
    }
    const struct certificate_wish wish = {RIGHT};
    struct identity identity = pki_issue(&wish, issuer);
    SSL_CTX *context = server_context(&identity, 0);
    for (size_t i = 12; i-- > 0;)
        SSL_CTX_add1_chain_cert(context, chain[i].certificate);
    struct pair pair;
    pair_open(&pair, scene->tls, &(struct tls_server){.name = NAME}, context);
    cr_assert_eq(pair.status, TLS_FAILED);
    cr_assert_str_eq(tls_stream_trouble(pair.ours)->word, CHAIN, "%s",
                     tls_stream_trouble(pair.ours)->reason);
    pair_close(&pair);
    SSL_CTX_free(context);
    pki_free(&identity);
    for (size_t i = 0; i < 12; i++)
        pki_free(&chain[i]);
    scene_free(scene);
}

/* Authorities renew their keys and keep their names; and bundles have all sorts of things in them.
 */
Test(servers, with_an_authority_that_shares_its_name)
{
    static const struct certificate_wish root = {.name = "root", .is_authority = true};
    struct scene *scene = scene_new();
    struct identity others[2] = {pki_issue(&root, NULL), pki_issue(&root, NULL)};
    char *pems[] = {pki_pem(others[0].certificate), pki_pem(others[1].certificate)};
    char bundle[8192];
    snprintf(bundle, sizeof(bundle),
             "# a comment\n%s\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n%s%s",
             pems[0], pems[1], pems[1]);
    struct authority *authority = authority_new(time(NULL));
    tls_free(scene->tls);
    scene->tls = tls_new(&(struct tls_config){.authority = authority,
                                              .roots = bundle,
                                              .roots_len = strlen(bundle),
                                              .limits = &scene->limits});
    cr_assert_eq(tls_root_count(scene->tls), 3);
    for (int i = 0; i < 3; i++) { /* the third is of the authority that is not in there */
        const struct certificate_wish wish = {RIGHT};
        struct identity identity = pki_issue(&wish, i < 2 ? &others[i] : &scene->trusted);
        SSL_CTX *context = server_context(&identity, 0);
        struct pair pair;
        pair_open(&pair, scene->tls, &(struct tls_server){.name = NAME, .port = (uint16_t)i},
                  context);
        cr_expect_eq(pair.status == TLS_DONE, i < 2, "authority %d: %s", i,
                     tls_stream_trouble(pair.ours)->reason);
        pair_close(&pair);
        SSL_CTX_free(context);
        pki_free(&identity);
    }
    authority_free(authority);
    for (int i = 0; i < 2; i++) {
        pki_free(&others[i]);
        free(pems[i]);
    }
    scene_free(scene);
}

/* ---- what is no TLS at all ---- */

static const struct {
    const char *bytes, *word;
} strangers[] = {
    {"HTTP/1.1 400 Bad Request\r\n\r\n", "upstream_tls_failed"},
    {"SSH-2.0-server\r\n", "upstream_tls_failed"},
    {"\x15\x03\x03\x00\x02\x02\x28", "upstream_tls_failed"}, /* alert: handshake_failure */
    {"\x15\x03\x03\x00\x02\x02\x46", "upstream_tls_old"},    /* alert: protocol_version */
    {"", "upstream_closed"},
};

Test(servers, that_speak_no_tls)
{
    struct scene *scene = scene_new();
    for (size_t i = 0; i < sizeof(strangers) / sizeof(*strangers); i++) {
        struct wire wire;
        size_t len = strangers[i].bytes[0] == '\x15' ? 7 : strlen(strangers[i].bytes);
        wire_new(&wire);
        const struct tls_transport transport = wire_transport(&wire);
        struct tls_stream *stream =
            tls_connect(scene->tls, &(struct tls_server){.name = NAME}, &transport);
        cr_assert_eq(tls_handshake(stream), TLS_WANTS_READ);
        if (len)
            BIO_write(wire.peer_end, strangers[i].bytes, (int)len);
        wire.cut = true;
        enum tls_status status = tls_handshake(stream);
        cr_assert(status == TLS_FAILED || status == TLS_CUT);
        cr_expect_str_eq(tls_stream_trouble(stream)->word, strangers[i].word, "%zu: %s", i,
                         tls_stream_trouble(stream)->reason);
        tls_stream_free(stream);
        BIO_free(wire.peer_end);
        wire_free(&wire);
    }
    scene_free(scene);
}

/* ---- sessions ---- */

static bool resumes(struct scene *scene, SSL_CTX *context, const struct tls_server *server)
{
    struct pair pair;
    pair_open(&pair, scene->tls, server, context);
    cr_assert_eq(pair.status, TLS_DONE, "%s", tls_stream_trouble(pair.ours)->reason);
    bool resumed = tls_stream_resumed(pair.ours);
    cr_assert_eq(tls_stream_covers(pair.ours, server->name), !server->insecure);
    pair_close(&pair);
    return resumed;
}

Test(servers, are_resumed_for_the_same_name_and_place_only)
{
    struct scene *scene = scene_new();
    const struct certificate_wish wish = {.name = "x",
                                          .alternatives = "DNS:" NAME ",DNS:b.example"};
    struct identity identity = pki_issue(&wish, &scene->trusted);
    static const int versions[] = {TLS1_2_VERSION, 0};
    for (size_t i = 0; i < 2; i++) {
        SSL_CTX *context = server_context(&identity, versions[i]);
        uint16_t port = (uint16_t)(443 + i);
        struct tls_server first = {.name = NAME, .ip = 1, .port = port}, other = first;
        cr_assert_not(resumes(scene, context, &first));
        cr_assert(resumes(scene, context, &first));
        cr_assert(resumes(scene, context, &first));
        other.name = "b.example";
        cr_assert_not(resumes(scene, context, &other));
        other = first, other.ip = 2;
        cr_assert_not(resumes(scene, context, &other));
        other = first, other.insecure = true;
        cr_assert_not(resumes(scene, context, &other), "what was verified is kept apart");
        other = first, other.offer_http1 = true;
        cr_assert_not(resumes(scene, context, &other));
        SSL_CTX_free(context);
    }
    pki_free(&identity);
    scene_free(scene);
}

/* ---- protocols ---- */

static int choose_protocol(SSL *ssl, const unsigned char **ret, unsigned char *ret_len,
                           const unsigned char *offered, unsigned int offered_len, void *context)
{
    const char *const *wanted = context;
    unsigned char *chosen;
    (void)ssl;
    if (SSL_select_next_proto(&chosen, ret_len, (const unsigned char *)*wanted,
                              (unsigned)strlen(*wanted), offered,
                              offered_len) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *ret = chosen;
    return SSL_TLSEXT_ERR_OK;
}

static const struct {
    bool http1, http2;
    const char *server;
    enum tls_protocol agreed;
} protocols[] = {
    {true, true, "\x02h2\x08http/1.1", TLS_HTTP2},
    {true, true, "\x08http/1.1", TLS_HTTP1},
    {true, false, "\x02h2", TLS_NO_PROTOCOL},
    {true, false, "\x02h2\x08http/1.1", TLS_HTTP1},
    {false, true, "\x02h2", TLS_HTTP2},
    {false, false, "\x02h2", TLS_NO_PROTOCOL},
};

Test(servers, choose_the_protocol)
{
    struct scene *scene = scene_new();
    const struct certificate_wish wish = {RIGHT};
    struct identity identity = pki_issue(&wish, &scene->trusted);
    for (size_t i = 0; i < sizeof(protocols) / sizeof(*protocols); i++) {
        SSL_CTX *context = server_context(&identity, 0);
        struct pair pair;
        SSL_CTX_set_alpn_select_cb(context, choose_protocol, (void *)&protocols[i].server);
        pair_open(&pair, scene->tls,
                  &(struct tls_server){.name = NAME,
                                       .offer_http1 = protocols[i].http1,
                                       .offer_http2 = protocols[i].http2},
                  context);
        cr_assert_eq(pair.status, TLS_DONE);
        cr_expect_eq(tls_stream_protocol(pair.ours), protocols[i].agreed, "row %zu", i);
        pair_close(&pair);
        SSL_CTX_free(context);
    }
    pki_free(&identity);
    scene_free(scene);
}
