/* TLS through the worker: the test is a client and a server, of OpenSSL, with the worker between.
 */
#include <criterion/criterion.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/unit/tls/pki.h"
#include "tests/unit/worker/rig.h"

#define SERVER IP(127, 0, 0, 6)
#define TEXT_MAX 65536
#define GOOD "good.example"

static const struct rig_rule by_host[] = {{.host = GOOD}, {0}};
static const struct rig_rule by_url[] = {{.host = GOOD, .path = "/public"}, {0}};
static const struct rig_rule by_address[] = {{.ip = SERVER}, {0}};
static const struct rig_rule two_hosts[] = {{.host = GOOD}, {.host = "second.example"}, {0}};
static const struct rig_rule by_passthrough[] = {{.host = GOOD, .passthrough = true}, {0}};
static const struct rig_rule by_insecure[] = {{.host = GOOD, .insecure = true}, {0}};

static const struct certificate_wish right = {.name = "x",
                                              .alternatives = "DNS:" GOOD ",DNS:second.example"};
static const struct certificate_wish expired = {
    .name = "x", .alternatives = "DNS:" GOOD, .from_days = -9, .to_days = -1};

struct scene {
    struct rig *rig;
    struct limits limits;
    struct tls *tls;
    struct identity root, identity;
    SSL_CTX *client_context, *server_context;
    SSL *client, *server;
    int listener;
    uint16_t port;
    pthread_t shaking;
    int shaken; /* what SSL_connect came to */
    char text[TEXT_MAX];
};

struct wish {
    const struct rig_rule *rules;
    const struct certificate_wish *certificate; /* NULL: `right` */
    bool unbound;                               /* the name is not bound to the server's address */
    bool distrusting;                           /* the client does not know our authority */
    const char *name;                           /* in the hello; NULL: GOOD; "": none */
    void (*tune)(struct limits *limits);
};

static void make_contexts(struct scene *scene, const struct wish *wish, X509 *authority)
{
    scene->client_context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(scene->client_context, SSL_VERIFY_PEER, NULL);
    if (!wish->distrusting)
        X509_STORE_add_cert(SSL_CTX_get_cert_store(scene->client_context), authority);
    scene->server_context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate(scene->server_context, scene->identity.certificate);
    SSL_CTX_use_PrivateKey(scene->server_context, scene->identity.key);
    SSL_CTX_set_session_id_context(scene->server_context, (const unsigned char *)"test", 4);
}

static void make_tls(struct scene *scene, const struct wish *wish)
{
    static const struct certificate_wish root = {.name = "root", .is_authority = true};
    cr_assert_eq(authority_prepare_memory(0), 0);
    struct authority *authority = authority_new(time(NULL));
    X509 *certificate = authority_certificate(authority);
    scene->root = pki_issue(&root, NULL);
    scene->identity = pki_issue(wish->certificate ? wish->certificate : &right, &scene->root);
    char *pem = pki_pem(scene->root.certificate);
    scene->limits = limits_default();
    scene->tls = tls_new(&(struct tls_config){
        .authority = authority, .roots = pem, .roots_len = strlen(pem), .limits = &scene->limits});
    cr_assert_not_null(scene->tls);
    make_contexts(scene, wish, certificate);
    X509_free(certificate);
    authority_free(authority);
    free(pem);
}

static SSL *new_client(struct scene *scene, const char *name)
{
    SSL *client = SSL_new(scene->client_context);
    SSL_set_fd(client, rig_connect(scene->rig, SERVER, scene->port));
    if (*name)
        SSL_set_tlsext_host_name(client, name);
    return client;
}

static struct scene *scene_new(struct wish wish)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    make_tls(scene, &wish);
    scene->rig =
        rig_new(&(struct rig_options){.rules = wish.rules, .tune = wish.tune, .tls = scene->tls});
    if (!wish.unbound)
        rig_bind(scene->rig, GOOD, SERVER);
    scene->listener = listen_on(SERVER, &scene->port);
    scene->client = new_client(scene, wish.name ? wish.name : GOOD);
    return scene;
}

static void hang_up(SSL **ssl)
{
    if (!*ssl)
        return;
    close(SSL_get_fd(*ssl));
    SSL_free(*ssl);
    *ssl = NULL;
}

static void scene_free(struct scene *scene)
{
    hang_up(&scene->client);
    hang_up(&scene->server);
    close(scene->listener);
    rig_free(scene->rig);
    tls_free(scene->tls);
    SSL_CTX_free(scene->client_context);
    SSL_CTX_free(scene->server_context);
    pki_free(&scene->root);
    pki_free(&scene->identity);
    free(scene);
}

/* The client's handshake waits for the server's, so it has a thread of its own. */
static void *shake_client(void *context)
{
    struct scene *scene = context;
    scene->shaken = SSL_connect(scene->client);
    return NULL;
}

static void begin(struct scene *scene)
{
    cr_assert_eq(pthread_create(&scene->shaking, NULL, shake_client, scene), 0);
}

/* The next connection that the worker makes to the server. */
static int accept_server(struct scene *scene)
{
    hang_up(&scene->server);
    scene->server = SSL_new(scene->server_context);
    SSL_set_fd(scene->server, accept_one(scene->listener));
    return SSL_accept(scene->server);
}

static void shake(struct scene *scene)
{
    begin(scene);
    cr_assert_eq(accept_server(scene), 1);
    pthread_join(scene->shaking, NULL);
    cr_assert_eq(scene->shaken, 1);
}

static void say(SSL *ssl, const char *text)
{
    cr_assert_eq(SSL_write(ssl, text, (int)strlen(text)), (int)strlen(text));
}

static const char *hear(struct scene *scene, SSL *ssl, const char *end)
{
    size_t len = 0, n;
    scene->text[0] = '\0';
    while (len + 1 < TEXT_MAX && !strstr(scene->text, end) &&
           SSL_read_ex(ssl, scene->text + len, 1, &n))
        scene->text[++len] = '\0';
    return scene->text;
}

/* How the stream ends: SSL_ERROR_ZERO_RETURN where the peer said so. */
static int end_of_stream(SSL *ssl)
{
    char byte;
    size_t n;
    ERR_clear_error();
    while (SSL_read_ex(ssl, &byte, 1, &n))
        ;
    return SSL_get_error(ssl, 0);
}

static json_t *only_line(struct scene *scene, const char *policy, const char *error)
{
    json_t *log = rig_stop(scene->rig);
    char *dump = json_dumps(log, 0);
    cr_assert_eq(json_array_size(log), 1, "%s", dump);
    json_t *line = log_line(log, "https", 0);
    cr_assert_not_null(line, "%s", dump);
    cr_assert_str_eq(line_text(line, "policy"), policy, "%s", dump);
    cr_assert_str_eq(line_text(line, "error"), error, "%s", dump);
    free(dump);
    return line;
}

#define HEADERS "Host: " GOOD "\r\n\r\n"
#define OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

/* ---- requests ---- */

Test(intercept, a_request_goes_through)
{
    char url[64];
    struct scene *scene = scene_new((struct wish){.rules = by_host});
    shake(scene);
    say(scene->client, "GET /a?q=1 HTTP/1.1\r\n" HEADERS);
    cr_assert_str_eq(hear(scene, scene->server, "\r\n\r\n"), "GET /a?q=1 HTTP/1.1\r\n" HEADERS);
    say(scene->server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    cr_assert_not_null(strstr(hear(scene, scene->client, "ok"), "200 OK"));
    json_t *line = only_line(scene, "allow", "");
    snprintf(url, sizeof(url), "https://" GOOD ":%u/a", scene->port);
    cr_assert_str_eq(line_text(line, "url"), url);
    cr_assert_str_eq(line_text(line, "host"), GOOD);
    scene_free(scene);
}

Test(intercept, each_request_is_asked)
{
    struct scene *scene = scene_new((struct wish){.rules = by_url});
    shake(scene);
    say(scene->client, "GET /public/1 HTTP/1.1\r\n" HEADERS);
    hear(scene, scene->server, "\r\n\r\n");
    say(scene->server, OK_EMPTY);
    hear(scene, scene->client, "\r\n\r\n");
    say(scene->client, "GET /secret HTTP/1.1\r\n" HEADERS);
    cr_assert_not_null(strstr(hear(scene, scene->client, "\r\n\r\n"), "HTTP/1.1 403 "));
    hear(scene, scene->client, "reason:");
    hear(scene, scene->client, "\n");
    say(scene->client, "GET /public/2 HTTP/1.1\r\n" HEADERS);
    cr_assert_not_null(strstr(hear(scene, scene->server, "\r\n\r\n"), "GET /public/2 "));
    scene_free(scene);
}

static const struct {
    const char *host;
    const struct rig_rule *rules;
    const char *status, *error;
} authorities[] = {
    {"GOOD.example", by_host, NULL, ""},
    {"second.example", by_host, "403", ""},
    {"second.example", two_hosts, NULL, ""},
    {"third.example", by_host, "421", "authority_mismatch"},
    {"third.example", by_address, NULL, ""},
    {"127.0.0.6", by_host, "421", "authority_mismatch"},
};

Test(intercept, whose_name_a_request_may_say)
{
    for (size_t i = 0; i < sizeof(authorities) / sizeof(*authorities); i++) {
        char request[256];
        struct scene *scene = scene_new((struct wish){.rules = authorities[i].rules});
        shake(scene);
        snprintf(request, sizeof(request), "GET / HTTP/1.1\r\nHost: %s\r\n\r\n",
                 authorities[i].host);
        say(scene->client, request);
        if (authorities[i].status)
            cr_expect_not_null(
                strstr(hear(scene, scene->client, "\r\n\r\n"), authorities[i].status),
                "row %zu: %s", i, scene->text);
        else
            cr_expect_not_null(strstr(hear(scene, scene->server, "\r\n\r\n"), "GET / "), "row %zu",
                               i);
        only_line(scene, authorities[i].status ? "deny" : "allow", authorities[i].error);
        scene_free(scene);
    }
}

/* Unverified, not even a name that the certificate has is more than a claim. */
Test(intercept, insecure_is_for_one_name)
{
    struct scene *scene = scene_new((struct wish){.rules = by_insecure, .certificate = &expired});
    shake(scene);
    say(scene->client, "GET / HTTP/1.1\r\n" HEADERS);
    cr_assert_not_null(strstr(hear(scene, scene->server, "\r\n\r\n"), "GET / "));
    say(scene->server, OK_EMPTY);
    hear(scene, scene->client, "\r\n\r\n");
    say(scene->client, "GET / HTTP/1.1\r\nHost: second.example\r\n\r\n");
    cr_assert_not_null(strstr(hear(scene, scene->client, "\r\n\r\n"), " 421 "));
    scene_free(scene);
}

Test(intercept, a_name_that_is_not_the_addresss_reaches_no_server)
{
    static const struct rig_rule *const policies[] = {by_host, by_url, by_insecure, by_passthrough};
    for (size_t i = 0; i < 4; i++) {
        struct scene *scene = scene_new((struct wish){.rules = policies[i], .unbound = true});
        begin(scene);
        cr_assert(nobody_connects(scene->listener));
        pthread_join(scene->shaking, NULL);
        cr_assert_neq(scene->shaken, 1);
        only_line(scene, "deny", "claim_not_established");
        scene_free(scene);
    }
}

Test(intercept, a_server_that_closed_between_requests_is_connected_again)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host});
    shake(scene);
    for (int i = 0; i < 3; i++) {
        say(scene->client, "GET / HTTP/1.1\r\n" HEADERS);
        if (i)
            cr_assert_eq(accept_server(scene), 1);
        cr_assert_eq(SSL_session_reused(scene->server), i > 0, "request %d", i);
        cr_assert_not_null(strstr(hear(scene, scene->server, "\r\n\r\n"), "GET / "));
        say(scene->server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        SSL_shutdown(scene->server);
        cr_assert_not_null(strstr(hear(scene, scene->client, "\r\n\r\n"), "200 OK"));
    }
    cr_assert_eq(log_count(rig_stop(scene->rig), "https"), 3);
    scene_free(scene);
}

/* ---- ends ---- */

Test(intercept, a_response_that_is_cut_is_not_made_whole)
{
    for (int cut = 0; cut < 2; cut++) {
        struct scene *scene = scene_new((struct wish){.rules = by_host});
        shake(scene);
        say(scene->client, "GET / HTTP/1.1\r\n" HEADERS);
        hear(scene, scene->server, "\r\n\r\n");
        say(scene->server, "HTTP/1.1 200 OK\r\n\r\nhalf of it");
        hear(scene, scene->client, "half of it");
        if (!cut)
            SSL_shutdown(scene->server);
        shutdown(SSL_get_fd(scene->server), SHUT_WR);
        cr_assert_eq(end_of_stream(scene->client) == SSL_ERROR_ZERO_RETURN, !cut, "cut: %d", cut);
        json_t *log = rig_stop(scene->rig);
        cr_assert_eq(log_count(log, "error"), (size_t)cut);
        if (cut)
            cr_assert_str_eq(line_text(log_line(log, "error", 0), "error"), "upstream_truncated");
        scene_free(scene);
    }
}

Test(intercept, other_bytes_are_relayed_and_halves_close_by_themselves)
{
    for (int cut = 0; cut < 2; cut++) {
        struct scene *scene = scene_new((struct wish){.rules = by_host});
        shake(scene);
        say(scene->client, "\x01 raw\n");
        cr_assert_str_eq(hear(scene, scene->server, "\n"), "\x01 raw\n");
        if (!cut)
            SSL_shutdown(scene->client);
        shutdown(SSL_get_fd(scene->client), SHUT_WR);
        cr_assert_eq(end_of_stream(scene->server) == SSL_ERROR_ZERO_RETURN, !cut);
        if (!cut) {
            say(scene->server, "and back\n");
            SSL_shutdown(scene->server);
            cr_assert_str_eq(hear(scene, scene->client, "\n"), "and back\n");
            cr_assert_eq(end_of_stream(scene->client), SSL_ERROR_ZERO_RETURN);
        }
        only_line(scene, "allow", "");
        scene_free(scene);
    }
}

Test(intercept, a_server_may_speak_first)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host});
    shake(scene);
    say(scene->server, "220 ready\r\n");
    cr_assert_str_eq(hear(scene, scene->client, "\n"), "220 ready\r\n");
    say(scene->client, "QUIT\r\n");
    cr_assert_str_eq(hear(scene, scene->server, "\n"), "QUIT\r\n");
    only_line(scene, "allow", "");
    scene_free(scene);
}

Test(intercept, url_rules_let_nothing_but_requests_pass)
{
    struct scene *scene = scene_new((struct wish){.rules = by_url});
    shake(scene);
    say(scene->server, "220 ready\r\n");
    say(scene->client, "\x01 raw\n");
    cr_assert_str_eq(hear(scene, scene->client, "\n"), "");
    cr_assert_str_eq(hear(scene, scene->server, "\n"), "");
    only_line(scene, "deny", "not_http");
    scene_free(scene);
}

/* What began as raw bytes does not become a request that nobody asked about. */
Test(intercept, a_request_in_disguise)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host});
    shake(scene);
    say(scene->client, "GE");
    cr_assert_str_eq(hear(scene, scene->server, "GE"), "GE");
    say(scene->client, "T / HTTP/1.1\r\nHost: third.example\r\n\r\n");
    cr_assert_str_eq(hear(scene, scene->server, "\n"), "");
    json_t *log = rig_stop(scene->rig);
    cr_assert_str_eq(line_text(log_line(log, "error", 0), "error"), "disguised_request");
    scene_free(scene);
}

Test(intercept, nothing_is_asked_for)
{
    struct scene *scene = scene_new((struct wish){.rules = by_url});
    shake(scene);
    SSL_shutdown(scene->client);
    hang_up(&scene->client);
    cr_assert_eq(end_of_stream(scene->server), SSL_ERROR_ZERO_RETURN);
    json_t *line = only_line(scene, "allow", "client_closed");
    cr_assert_str_eq(line_text(line, "host"), GOOD);
    scene_free(scene);
}

/* ---- handshakes that fail ---- */

Test(intercept, the_client_is_told_what_is_wrong_with_the_server)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host, .certificate = &expired});
    begin(scene);
    cr_assert_neq(accept_server(scene), 1);
    pthread_join(scene->shaking, NULL);
    cr_assert_eq(scene->shaken, 1);
    say(scene->client, "GET / HTTP/1.1\r\n" HEADERS);
    cr_assert_not_null(strstr(hear(scene, scene->client, "\r\n\r\n"), "502 Bad Gateway"));
    cr_assert_not_null(strstr(hear(scene, scene->client, "has expired"), "has expired"));
    only_line(scene, "allow", "upstream_certificate_expired");
    scene_free(scene);
}

Test(intercept, a_client_that_does_not_trust_us)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host, .distrusting = true});
    begin(scene);
    cr_assert_eq(accept_server(scene), 1);
    pthread_join(scene->shaking, NULL);
    cr_assert_neq(scene->shaken, 1);
    only_line(scene, "allow", "tls_client_rejected_ca");
    scene_free(scene);
}

static void hurry(struct limits *limits)
{
    limits->tls_handshake_ms = 200;
}

Test(intercept, a_server_that_does_not_answer)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host, .tune = hurry});
    begin(scene);
    int silent = accept_one(scene->listener);
    pthread_join(scene->shaking, NULL);
    cr_assert_eq(scene->shaken, 1);
    say(scene->client, "GET / HTTP/1.1\r\n" HEADERS);
    cr_assert_not_null(strstr(hear(scene, scene->client, "in time"), "502 Bad Gateway"));
    close(silent);
    only_line(scene, "allow", "upstream_timeout");
    scene_free(scene);
}

Test(intercept, a_client_that_does_not_go_on)
{
    char hello[4096];
    struct scene *scene = scene_new((struct wish){.rules = by_host, .tune = hurry});
    BIO *out = BIO_new(BIO_s_mem()), *in = BIO_new(BIO_s_mem());
    int fd = SSL_get_fd(scene->client);
    SSL *silent = SSL_new(scene->client_context);
    SSL_set_tlsext_host_name(silent, GOOD);
    SSL_set_bio(silent, in, out);
    SSL_connect(silent);
    int len = BIO_read(out, hello, sizeof(hello));
    send_all(fd, hello, (size_t)len);
    cr_assert_eq(accept_server(scene), 1);
    cr_assert_neq(end_of(fd), END_OPEN);
    SSL_free(silent);
    only_line(scene, "allow", "tls_client_failed");
    scene_free(scene);
}

static void one_at_once(struct limits *limits)
{
    limits->handshakes = 1;
}

Test(intercept, no_more_handshakes_than_the_limit)
{
    struct scene *scene = scene_new((struct wish){.rules = by_host, .tune = one_at_once});
    begin(scene);
    int silent = accept_one(scene->listener);
    SSL *second = new_client(scene, GOOD);
    cr_assert_neq(SSL_connect(second), 1);
    hang_up(&second);
    close(accept_one(scene->listener)); /* connected, and given up */
    close(silent);
    pthread_join(scene->shaking, NULL);
    hang_up(&scene->client);
    /* And a place that was given up is there for the next. */
    scene->client = new_client(scene, GOOD);
    shake(scene);
    json_t *log = rig_stop(scene->rig);
    size_t refused = 0;
    for (size_t i = 0; i < json_array_size(log); i++)
        refused += strcmp(line_text(json_array_get(log, i), "error"), "too_many_handshakes") == 0;
    cr_assert_geq(refused, 1);
    scene_free(scene);
}

Test(intercept, passthrough_is_left_alone)
{
    struct scene *scene = scene_new((struct wish){.rules = by_passthrough});
    X509_STORE_add_cert(SSL_CTX_get_cert_store(scene->client_context), scene->root.certificate);
    shake(scene);
    X509 *seen = SSL_get1_peer_certificate(scene->client);
    cr_assert_eq(X509_cmp(seen, scene->identity.certificate), 0);
    X509_free(seen);
    json_t *line = only_line(scene, "allow", "");
    cr_assert_str_eq(line_text(line, "host"), GOOD);
    scene_free(scene);
}

/* ---- bulk ---- */

struct bulk {
    SSL *from;
    size_t len;
    const char *head;
};

static void *send_bulk(void *context)
{
    static char block[50000];
    struct bulk *bulk = context;
    say(bulk->from, bulk->head);
    for (size_t sent = 0; sent < bulk->len; sent += sizeof(block))
        if (SSL_write(bulk->from, block, sizeof(block)) <= 0)
            break;
    return NULL;
}

/* Slow readers hold the sender back, and nothing stands still for good. */
Test(intercept, large_bodies_with_a_slow_reader)
{
    static const size_t len = 4000000;
    for (int up = 0; up < 2; up++) {
        struct scene *scene = scene_new((struct wish){.rules = by_host});
        struct bulk bulk = {.len = len};
        struct proxy_counters counters;
        pthread_t sender;
        char head[128];
        size_t got = 0, n;
        shake(scene);
        SSL *to = up ? scene->server : scene->client;
        if (!up) {
            say(scene->client, "GET / HTTP/1.1\r\n" HEADERS);
            hear(scene, scene->server, "\r\n\r\n");
        }
        snprintf(head, sizeof(head), "%s\r\nContent-Length: %zu\r\n%s",
                 up ? "POST / HTTP/1.1" : "HTTP/1.1 200 OK", len, up ? HEADERS : "\r\n");
        bulk.head = head;
        bulk.from = up ? scene->client : scene->server;
        cr_assert_eq(pthread_create(&sender, NULL, send_bulk, &bulk), 0);
        cr_assert_not_null(strstr(hear(scene, to, "\r\n\r\n"), "4000000"));
        usleep(100000);
        rig_counters(scene->rig, &counters);
        cr_expect_leq(counters.buffered_bytes, 4 * scene->limits.buffer_bytes);
        while (got < len && SSL_read_ex(to, scene->text, TEXT_MAX, &n))
            got += n;
        cr_assert_eq(got, len);
        pthread_join(sender, NULL);
        only_line(scene, "allow", "");
        scene_free(scene);
    }
}
