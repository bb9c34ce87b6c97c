/* DNS through the worker, to a small server of the test's own. */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/wire/dns_message.h"
#include "tests/unit/hello_bytes.h"
#include "tests/unit/worker/rig.h"

#define RESOLVER IP(127, 0, 0, 4)
#define WEB IP(127, 0, 0, 5)
#define MESSAGE_MAX 4096

static const struct rig_rule rules[] = {{.host = "good.example"}, {0}};

/* ---- the server ---- */

struct server {
    int udp, tcp;
    uint16_t port;
    pthread_t thread;
    void (*answer)(struct server *server, const uint8_t *query, size_t len, uint8_t *answer,
                   size_t *ret_len);
    bool over_tcp, silent;
    int queries;
    uint8_t last[MESSAGE_MAX];
    size_t last_len;
};

/* An answer with one A record for the name in the question, at WEB. */
static void answer_web(struct server *server, const uint8_t *query, size_t len, uint8_t *answer,
                       size_t *ret_len)
{
    static const uint8_t record[] = {0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 99, 0, 4, 127, 0, 0, 5};
    size_t question = 12;
    (void)server;
    (void)len;
    while (query[question])
        question += query[question] + 1u;
    question += 5;
    memcpy(answer, query, question);
    answer[2] = 0x81;
    answer[3] = 0x80;
    memset(answer + 6, 0, 6);
    answer[7] = 1;
    memcpy(answer + question, record, sizeof(record));
    *ret_len = question + sizeof(record);
}

/* A stray first (wrong identifier), then the answer. */
static void answer_after_stray(struct server *server, const uint8_t *query, size_t len,
                               uint8_t *answer, size_t *ret_len)
{
    answer_web(server, query, len, answer, ret_len);
    answer[0] ^= 0xff;
    answer[*ret_len - 1] = 66;
}

static void answer_truncated(struct server *server, const uint8_t *query, size_t len,
                             uint8_t *answer, size_t *ret_len)
{
    answer_web(server, query, len, answer, ret_len);
    answer[2] |= 0x02;
    *ret_len -= 16;
    answer[7] = 0;
}

/* An old server, that takes a query with EDNS for broken. */
static void answer_old(struct server *server, const uint8_t *query, size_t len, uint8_t *answer,
                       size_t *ret_len)
{
    answer_web(server, query, len, answer, ret_len);
    if (query[11] == 0)
        return;
    answer[3] |= DNS_FORMERR;
    answer[7] = 0;
    *ret_len -= 16;
}

static void answer_garbage(struct server *server, const uint8_t *query, size_t len, uint8_t *answer,
                           size_t *ret_len)
{
    answer_web(server, query, len, answer, ret_len);
    *ret_len -= 3;
}

static void note(struct server *server, const uint8_t *query, size_t len)
{
    memcpy(server->last, query, len);
    server->last_len = len;
    __atomic_add_fetch(&server->queries, 1, __ATOMIC_SEQ_CST);
}

static void *serve_udp(void *context)
{
    struct server *server = context;
    uint8_t query[MESSAGE_MAX], answer[MESSAGE_MAX];
    struct sockaddr_in peer;
    socklen_t peer_len = sizeof(peer);
    ssize_t n;
    while ((n = recvfrom(server->udp, query, sizeof(query), 0, (struct sockaddr *)&peer,
                         &peer_len)) > 1) {
        size_t len;
        note(server, query, (size_t)n);
        if (server->silent)
            continue;
        server->answer(server, query, (size_t)n, answer, &len);
        sendto(server->udp, answer, len, 0, (struct sockaddr *)&peer, peer_len);
        if (server->answer == answer_after_stray) {
            answer_web(server, query, (size_t)n, answer, &len);
            sendto(server->udp, answer, len, 0, (struct sockaddr *)&peer, peer_len);
        }
    }
    return NULL;
}

static void *serve_tcp(void *context)
{
    struct server *server = context;
    uint8_t query[MESSAGE_MAX], answer[MESSAGE_MAX];
    int fd;
    while ((fd = accept(server->tcp, NULL, NULL)) >= 0) {
        uint8_t prefix[2];
        while (receive(fd, prefix, 2) == 2) {
            size_t len = (size_t)(prefix[0] << 8 | prefix[1]);
            receive(fd, query, len);
            note(server, query, len);
            server->answer(server, query, len, answer + 2, &len);
            answer[0] = (uint8_t)(len >> 8);
            answer[1] = (uint8_t)len;
            send_all(fd, answer, len + 2);
        }
        close(fd);
    }
    return NULL;
}

static struct server *server_new(bool over_tcp)
{
    struct server *server = calloc(1, sizeof(*server));
    cr_assert_not_null(server);
    struct sockaddr_in self = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(RESOLVER)};
    server->answer = answer_web;
    server->over_tcp = over_tcp;
    server->tcp = listen_on(RESOLVER, &server->port);
    server->udp = socket(AF_INET, SOCK_DGRAM, 0);
    self.sin_port = htons(server->port);
    cr_assert_eq(bind(server->udp, (struct sockaddr *)&self, sizeof(self)), 0);
    return server;
}

static void server_start(struct server *server)
{
    pthread_create(&server->thread, NULL, server->over_tcp ? serve_tcp : serve_udp, server);
}

static void server_free(struct server *server)
{
    shutdown(server->tcp, SHUT_RDWR);
    struct sockaddr_in self = {
        .sin_family = AF_INET, .sin_port = htons(server->port), .sin_addr.s_addr = htonl(RESOLVER)};
    sendto(server->udp, "", 1, 0, (struct sockaddr *)&self, sizeof(self));
    pthread_join(server->thread, NULL);
    close(server->udp);
    close(server->tcp);
    free(server);
}

/* ---- the client ---- */

static size_t query_bytes(uint8_t *out, uint16_t id, const char *name, uint16_t type)
{
    size_t at = 12;
    memset(out, 0, 12);
    out[0] = (uint8_t)(id >> 8);
    out[1] = (uint8_t)id;
    out[2] = 1; /* recursion desired */
    out[5] = 1;
    while (*name) {
        size_t len = strcspn(name, ".");
        out[at++] = (uint8_t)len;
        memcpy(out + at, name, len);
        at += len;
        name += len + (name[len] == '.');
    }
    out[at++] = 0;
    out[at++] = (uint8_t)(type >> 8);
    out[at++] = (uint8_t)type;
    out[at++] = 0;
    out[at++] = 1;
    return at;
}

struct scene {
    struct rig *rig;
    struct server *server;
    int client;
    uint8_t query[MESSAGE_MAX], answer[MESSAGE_MAX];
    size_t query_len, answer_len;
};

static void quick(struct limits *limits)
{
    limits->dns_answer_ms = 200;
    limits->dns_stream_idle_ms = 300;
}

static struct scene *scene_new(void)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    cr_assert_not_null(scene);
    scene->server = server_new(false);
    scene->rig = rig_new(&(struct rig_options){.rules = rules, .tune = quick});
    return scene;
}

static void scene_start(struct scene *scene)
{
    server_start(scene->server);
    scene->client = rig_datagram(scene->rig, RESOLVER, scene->server->port);
}

static void ask(struct scene *scene, const char *name, uint16_t type)
{
    scene->query_len = query_bytes(scene->query, 0x1234, name, type);
    send_all(scene->client, scene->query, scene->query_len);
    ssize_t n = recv(scene->client, scene->answer, sizeof(scene->answer), 0);
    cr_assert(n >= 12, "no answer");
    scene->answer_len = (size_t)n;
    cr_assert_eq(scene->answer[0] << 8 | scene->answer[1], 0x1234);
}

static int rcode(const struct scene *scene)
{
    return scene->answer[3] & 15;
}

static int answers(const struct scene *scene)
{
    return scene->answer[7];
}

static void scene_free(struct scene *scene)
{
    close(scene->client);
    rig_free(scene->rig);
    server_free(scene->server);
    free(scene);
}

/* ---- tests ---- */

Test(dns, allowed_name_is_forwarded_and_bound)
{
    struct scene *scene = scene_new();
    scene_start(scene);
    ask(scene, "gOOd.Example", DNS_A);
    cr_assert_eq(rcode(scene), DNS_NOERROR);
    cr_assert_eq(answers(scene), 1);
    cr_assert(memcmp(scene->answer + 12, scene->query + 12, scene->query_len - 12) == 0,
              "the question comes back as it was written");
    static const uint8_t address[] = {127, 0, 0, 5};
    cr_assert(memcmp(scene->answer + scene->answer_len - 4, address, 4) == 0);
    cr_assert(memmem(scene->server->last, scene->server->last_len, "\4good\7example", 13) != NULL,
              "the resolver sees lower case");

    /* The answer opens the address for that name. */
    uint8_t hello[HELLO_BYTES_MAX], got[HELLO_BYTES_MAX];
    size_t len = hello_bytes(hello, "good.example");
    uint16_t port;
    int listener = listen_on(WEB, &port);
    int client = rig_connect(scene->rig, WEB, port);
    send_all(client, hello, len);
    int peer = accept_one(listener);
    cr_assert_eq(receive(peer, got, len), len);
    close(client);
    close(peer);
    close(listener);

    json_t *log = rig_stop(scene->rig);
    json_t *line = log_line(log, "dns", 0);
    cr_assert_str_eq(line_text(line, "policy"), "allow");
    cr_assert_str_eq(line_text(line, "name"), "good.example");
    cr_assert_str_eq(line_text(line, "dst_ip"), "127.0.0.4");
    cr_assert_str_eq(line_text(line, "exe"), "/usr/bin/test-client");
    line = log_line(log, "dns_response", 0);
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(line, "answers"), 0)),
                     "127.0.0.5");
    cr_assert_eq(json_integer_value(json_object_get(line, "ttl")), 99);
    scene_free(scene);
}

static const struct {
    const char *name;
    uint16_t type;
    int rcode, queries; /* queries: that reach the resolver */
    const char *policy;
} questions[] = {
    {"good.example", DNS_A, DNS_NOERROR, 1, "allow"},
    {"good.example", DNS_AAAA, DNS_NOERROR, 0, "allow"},
    {"good.example", DNS_HTTPS, DNS_NOERROR, 0, "allow"},
    {"good.example", DNS_SVCB, DNS_NOERROR, 0, "allow"},
    {"good.example", 10 /* NULL */, DNS_REFUSED, 0, "allow"},
    {"good.example", 255 /* ANY */, DNS_REFUSED, 0, "allow"},
    {"good.example", 252 /* AXFR */, DNS_REFUSED, 0, "allow"},
    {"evil.example", DNS_A, DNS_REFUSED, 0, "deny"},
    {"data.good.example", DNS_A, DNS_REFUSED, 0, "deny"},
    {"evil.example", DNS_AAAA, DNS_REFUSED, 0, "deny"},
    {"", DNS_NS, DNS_REFUSED, 0, "deny"},
    {"b\x01n.example", DNS_A, DNS_REFUSED, 0, "deny"},
};

Test(dns, questions)
{
    for (size_t i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
        struct scene *scene = scene_new();
        scene_start(scene);
        ask(scene, questions[i].name, questions[i].type);
        cr_expect_eq(rcode(scene), questions[i].rcode, "row %zu: %d", i, rcode(scene));
        cr_expect_eq(answers(scene), questions[i].queries, "row %zu", i);
        cr_expect_eq(scene->server->queries, questions[i].queries, "row %zu", i);
        json_t *line = log_line(rig_stop(scene->rig), "dns", 0);
        cr_expect_str_eq(line_text(line, "policy"), questions[i].policy, "row %zu", i);
        scene_free(scene);
    }
}

static const struct {
    void (*answer)(struct server *, const uint8_t *, size_t, uint8_t *, size_t *);
    int rcode, answers;
    bool truncated;
    const char *error;
} behaviours[] = {
    {answer_after_stray, DNS_NOERROR, 1, false, ""},
    {answer_old, DNS_NOERROR, 1, false, ""},
    {answer_truncated, DNS_NOERROR, 0, true, ""},
    {answer_garbage, DNS_SERVFAIL, 0, false, "resolver_malformed"},
    {NULL, DNS_SERVFAIL, 0, false, "resolver_timeout"},
};

Test(dns, resolvers)
{
    for (size_t i = 0; i < sizeof(behaviours) / sizeof(*behaviours); i++) {
        struct scene *scene = scene_new();
        scene->server->answer = behaviours[i].answer;
        scene->server->silent = !behaviours[i].answer;
        scene_start(scene);
        ask(scene, "good.example", DNS_A);
        cr_expect_eq(rcode(scene), behaviours[i].rcode, "row %zu", i);
        cr_expect_eq(answers(scene), behaviours[i].answers, "row %zu", i);
        cr_expect_eq((scene->answer[2] & 2) != 0, behaviours[i].truncated, "row %zu", i);
        if (answers(scene))
            cr_expect_eq(scene->answer[scene->answer_len - 1], 5, "not the stray's");
        json_t *line = log_line(rig_stop(scene->rig), "dns_response", 0);
        cr_expect_str_eq(line ? line_text(line, "error") : "", behaviours[i].error, "row %zu", i);
        scene_free(scene);
    }
}

Test(dns, nobody_listens)
{
    struct scene *scene = scene_new();
    close(scene->server->udp);
    scene->server->udp = -1;
    scene->server->over_tcp = true; /* only the thread for TCP */
    scene_start(scene);
    ask(scene, "good.example", DNS_A);
    cr_assert_eq(rcode(scene), DNS_SERVFAIL);
    scene_free(scene);
}

Test(dns, strangers_are_refused)
{
    struct scene *scene = scene_new();
    rig_status(scene->rig, WHO_NO_FLOW);
    scene_start(scene);
    ask(scene, "good.example", DNS_A);
    cr_assert_eq(rcode(scene), DNS_REFUSED);
    cr_assert_eq(scene->server->queries, 0);
    json_t *line = log_line(rig_stop(scene->rig), "dns", 0);
    cr_assert_str_eq(line_text(line, "error"), "not_redirected");
    scene_free(scene);
}

Test(dns, malformed_queries)
{
    struct scene *scene = scene_new();
    scene_start(scene);
    uint8_t two[MESSAGE_MAX];
    size_t len = query_bytes(two, 0x1234, "good.example", DNS_A);
    two[5] = 2;
    send_all(scene->client, two, len);
    cr_assert(recv(scene->client, scene->answer, sizeof(scene->answer), 0) >= 12);
    cr_assert_eq(rcode(scene), DNS_FORMERR);
    two[5] = 1;
    two[2] |= 0x80; /* an answer is not answered: the next one to come is the query's */
    send_all(scene->client, two, len);
    ask(scene, "good.example", DNS_A);
    cr_assert_eq(rcode(scene), DNS_NOERROR);
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "dns"), 3);
    cr_assert_str_eq(line_text(log_line(log, "dns", 0), "error"), "query_malformed");
    cr_assert_str_eq(line_text(log_line(log, "dns", 1), "reason"), "it is not a query");
    scene_free(scene);
}

Test(dns, unlogged_queries_are_not_sent)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    scene->server = server_new(false);
    scene->rig = rig_new(&(struct rig_options){.rules = rules, .log_path = "/dev/full"});
    scene_start(scene);
    ask(scene, "good.example", DNS_A);
    cr_assert_eq(rcode(scene), DNS_REFUSED);
    cr_assert_eq(scene->server->queries, 0);
    scene_free(scene);
}

/* The query's line fits on the disk, that of its answer does not: the client gets none. */
Test(dns, unlogged_answers_are_not_given)
{
    struct rlimit limit = {.rlim_cur = 400, .rlim_max = RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    struct scene *scene = scene_new();
    scene_start(scene);
    ask(scene, "good.example", DNS_A);
    cr_assert_eq(scene->server->queries, 1);
    cr_assert_eq(rcode(scene), DNS_SERVFAIL);
    cr_assert_eq(json_array_size(rig_stop(scene->rig)), 1);
    scene_free(scene);
}

Test(dns, edns_is_answered_without_options)
{
    static const uint8_t opt[] = {0, 0, 41, 4, 208, 0, 0, 128, 0, 0, 6, 0, 10, 0, 2, 1, 2};
    struct scene *scene = scene_new();
    scene_start(scene);
    size_t len = query_bytes(scene->query, 0x1234, "good.example", DNS_A);
    memcpy(scene->query + len, opt, sizeof(opt));
    scene->query[11] = 1;
    send_all(scene->client, scene->query, len + sizeof(opt));
    ssize_t n = recv(scene->client, scene->answer, sizeof(scene->answer), 0);
    cr_assert(n > 12);
    cr_assert_eq(rcode(scene), DNS_NOERROR);
    cr_assert_eq(scene->answer[11], 1, "an OPT for an OPT");
    cr_assert_eq(scene->answer[n - 1], 0, "without options");
    const uint8_t *sent = scene->server->last + scene->server->last_len - 11;
    cr_assert_eq(sent[2], 41);
    cr_assert(sent[9] == 0 && sent[10] == 0, "none to the resolver");
    cr_assert_eq(sent[7], 0, "and no DNSSEC");
    scene_free(scene);
}

Test(dns, floods_are_bounded)
{
    struct scene *scene = scene_new();
    scene->server->silent = true;
    scene_start(scene);
    int failures = 0;
    for (int i = 0; i < 2000; i++) {
        uint8_t query[64];
        send_all(scene->client, query, query_bytes(query, (uint16_t)i, "good.example", DNS_A));
    }
    while (recv(scene->client, scene->answer, sizeof(scene->answer), MSG_DONTWAIT) > 0 ||
           failures == 0)
        failures += rcode(scene) == DNS_SERVFAIL;
    cr_assert_gt(failures, 0);
    scene_free(scene);
}

/* ---- TCP: the listener hands over what went to port 53, so the server cannot be at one of its own
 */

static int stream_to(struct scene *scene)
{
    return rig_connect(scene->rig, RESOLVER, 53);
}

static void send_prefixed(int fd, const uint8_t *bytes, size_t len)
{
    uint8_t prefix[2] = {(uint8_t)(len >> 8), (uint8_t)len};
    send_all(fd, prefix, 2);
    send_all(fd, bytes, len);
}

static size_t receive_prefixed(int fd, uint8_t *bytes)
{
    uint8_t prefix[2];
    if (receive(fd, prefix, 2) != 2)
        return 0;
    return receive(fd, bytes, (size_t)(prefix[0] << 8 | prefix[1]));
}

Test(dns, refusals_over_tcp)
{
    struct scene *scene = scene_new();
    server_start(scene->server);
    scene->client = stream_to(scene);
    for (int i = 0; i < 3; i++) { /* several on one connection */
        size_t len = query_bytes(scene->query, (uint16_t)(100 + i), "evil.example", DNS_A);
        send_prefixed(scene->client, scene->query, len);
        cr_assert_geq(receive_prefixed(scene->client, scene->answer), 12);
        cr_assert_eq(scene->answer[1], 100 + i);
        cr_assert_eq(rcode(scene), DNS_REFUSED);
    }
    cr_assert_eq(log_count(rig_stop(scene->rig), "dns"), 3);
    scene_free(scene);
}

Test(dns, unfinished_query_over_tcp)
{
    struct scene *scene = scene_new();
    server_start(scene->server);
    scene->client = stream_to(scene);
    send_all(scene->client, (const uint8_t *)"\x30\x30 what is no query", 19);
    shutdown(scene->client, SHUT_WR);
    cr_assert_eq(recv(scene->client, scene->answer, 1, 0), 0);
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "dns"), 1);
    cr_assert_str_eq(line_text(log_line(log, "dns", 0), "error"), "query_malformed");
    scene_free(scene);
}

/* With privilege a server can be had on port 53 of a loopback address. */
Test(dns, answers_over_tcp)
{
    struct scene *scene = scene_new();
    struct sockaddr_in self = {
        .sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(RESOLVER)};
    close(scene->server->tcp);
    scene->server->tcp = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(scene->server->tcp, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(scene->server->tcp, (struct sockaddr *)&self, sizeof(self)))
        cr_skip_test("port 53 cannot be had");
    listen(scene->server->tcp, 8);
    scene->server->over_tcp = true;
    server_start(scene->server);
    scene->client = stream_to(scene);
    for (int i = 0; i < 3; i++) {
        size_t len = query_bytes(scene->query, (uint16_t)(100 + i), "good.example", DNS_A);
        send_prefixed(scene->client, scene->query, len);
    }
    shutdown(scene->client, SHUT_WR);
    for (int i = 0; i < 3; i++) {
        cr_assert_geq(receive_prefixed(scene->client, scene->answer), 12);
        cr_assert_eq(scene->answer[1], 100 + i);
        cr_assert_eq(rcode(scene), DNS_NOERROR);
        cr_assert_eq(answers(scene), 1);
    }
    cr_assert_eq(end_of(scene->client), END_FIN);
    cr_assert_eq(log_count(rig_stop(scene->rig), "dns_response"), 3);
    scene_free(scene);
}

/* ---- answers that name odd addresses ---- */

Test(dns, odd_addresses_are_refused)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    cr_assert_not_null(scene);
    scene->server = server_new(false);
    scene->rig =
        rig_new(&(struct rig_options){.rules = rules, .tune = quick, .sift_answers = true});
    scene_start(scene);
    ask(scene, "good.example", DNS_A);
    cr_expect_eq(rcode(scene), DNS_REFUSED);
    cr_expect_eq(answers(scene), 0);
    json_t *line = log_line(rig_stop(scene->rig), "dns_response", 0);
    cr_expect_str_eq(line_text(line, "error"), "answer_not_public");
    cr_expect_not_null(strstr(line_text(line, "reason"), "127.0.0.5, a loopback address"));
    cr_expect_null(json_object_get(line, "answers"), "a replay must not bind it");
    scene_free(scene);
}

static void few_names(struct limits *limits)
{
    quick(limits);
    limits->dns_names_hourly = 0;
}

Test(dns, budgets_are_kept)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    cr_assert_not_null(scene);
    scene->server = server_new(false);
    scene->rig = rig_new(&(struct rig_options){.rules = rules, .tune = few_names});
    scene_start(scene);
    ask(scene, "good.example", DNS_A);
    cr_expect_eq(rcode(scene), DNS_REFUSED);
    cr_expect_eq(scene->server->queries, 0);
    json_t *line = log_line(rig_stop(scene->rig), "dns", 0);
    cr_expect_str_eq(line_text(line, "error"), "dns_budget");
    cr_expect_str_eq(line_text(line, "policy"), "allow");
    scene_free(scene);
}

/* ---- own look-ups ---- */

Test(dns, claims_are_looked_up_if_that_helps)
{
    static const struct {
        const char *name;
        uint32_t ip;
        bool allowed;
        int queries;
    } rows[] = {
        {"good.example", WEB, true, 1},
        {"good.example", IP(127, 0, 0, 6), false, 1}, /* not an address of that name */
        {"evil.example", WEB, false, 0},              /* not looked up at all */
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char nameserver[32], text[4096];
        uint16_t port;
        struct server *server = server_new(false);
        snprintf(nameserver, sizeof(nameserver), "127.0.0.4:%u", server->port);
        struct rig *rig =
            rig_new(&(struct rig_options){.rules = rules, .tune = quick, .nameserver = nameserver});
        server_start(server);
        int listener = listen_on(rows[i].ip, &port);
        int client = rig_connect(rig, rows[i].ip, port);
        uint8_t hello[HELLO_BYTES_MAX];
        size_t len = hello_bytes(hello, rows[i].name);
        send_all(client, hello, len);
        int other = rig_connect(rig, rows[i].ip, port);
        snprintf(text, sizeof(text), "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", rows[i].name);
        if (rows[i].allowed) {
            int peer = accept_one(listener);
            cr_expect_eq(receive(peer, hello, len), len, "row %zu", i);
            send_text(other, text);
            int second = accept_one(listener);
            cr_expect(receive_until(second, text, sizeof(text), "\r\n\r\n") > 4, "row %zu", i);
            close(peer);
            close(second);
        } else {
            cr_expect_eq(end_of(client), END_RST, "row %zu", i);
            send_text(other, text);
            receive_until(other, text, sizeof(text), "\r\n");
            cr_expect_not_null(strstr(text, "403"), "row %zu", i);
            cr_expect(nobody_connects(listener), "row %zu", i);
        }
        cr_expect_eq(server->queries, rows[i].queries, "row %zu: %d", i, server->queries);
        json_t *line = log_line(rig_stop(rig), "https", 0);
        cr_expect_str_eq(line_text(line, "policy"), rows[i].allowed ? "allow" : "deny");
        cr_expect_str_eq(line_text(line, "host"), rows[i].allowed ? "good.example" : "");
        close(client);
        close(other);
        close(listener);
        rig_free(rig);
        server_free(server);
    }
}

/* A claim costs of the same budget as a query, and a private address proves nothing. */
Test(dns, look_ups_are_asked_as_queries_are)
{
    static const struct {
        void (*tune)(struct limits *limits);
        bool sift;
        int queries;
    } rows[] = {{few_names, false, 0}, {quick, true, 1}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char nameserver[32];
        uint16_t port;
        uint8_t hello[HELLO_BYTES_MAX];
        struct server *server = server_new(false);
        snprintf(nameserver, sizeof(nameserver), "127.0.0.4:%u", server->port);
        struct rig *rig = rig_new(&(struct rig_options){.rules = rules,
                                                        .tune = rows[i].tune,
                                                        .sift_answers = rows[i].sift,
                                                        .nameserver = nameserver});
        server_start(server);
        int listener = listen_on(WEB, &port);
        int client = rig_connect(rig, WEB, port);
        send_all(client, hello, hello_bytes(hello, "good.example"));
        cr_expect_eq(end_of(client), END_RST, "row %zu", i);
        cr_expect_eq(server->queries, rows[i].queries, "row %zu: %d", i, server->queries);
        json_t *line = log_line(rig_stop(rig), "https", 0);
        cr_expect_str_eq(line_text(line, "error"), "claim_not_established");
        close(client);
        close(listener);
        rig_free(rig);
        server_free(server);
    }
}

static void quick_lookups(struct limits *limits)
{
    quick(limits);
    limits->lookup_ms = 200;
    limits->lookups_per_s = 3;
}

/* A resolver that does not answer, and more claims than may be looked up: all are refused. */
Test(dns, claims_that_cannot_be_looked_up_are_refused)
{
    char nameserver[32];
    uint16_t port;
    uint8_t hello[HELLO_BYTES_MAX];
    size_t len = hello_bytes(hello, "good.example");
    struct server *server = server_new(false);
    server->silent = true;
    snprintf(nameserver, sizeof(nameserver), "127.0.0.4:%u", server->port);
    struct rig *rig = rig_new(
        &(struct rig_options){.rules = rules, .tune = quick_lookups, .nameserver = nameserver});
    server_start(server);
    int listener = listen_on(WEB, &port);
    int clients[6];
    for (size_t i = 0; i < 6; i++) {
        clients[i] = rig_connect(rig, WEB, port);
        send_all(clients[i], hello, len);
    }
    for (size_t i = 0; i < 6; i++) {
        cr_expect_eq(end_of(clients[i]), END_RST);
        close(clients[i]);
    }
    cr_expect(nobody_connects(listener));
    json_t *log = rig_stop(rig);
    cr_expect_eq(log_count(log, "https"), 6);
    for (size_t i = 0; i < 6; i++)
        cr_expect_str_eq(line_text(log_line(log, "https", i), "error"), "claim_not_established");
    close(listener);
    rig_free(rig);
    server_free(server);
}

static void one_lookup(struct limits *limits)
{
    limits->lookups_per_s = 1;
}

/* Many claims of one name at once are one look-up. */
Test(dns, one_name_is_looked_up_once)
{
    enum { MANY = 50 };
    char nameserver[32];
    uint16_t port;
    uint8_t hello[HELLO_BYTES_MAX], got[HELLO_BYTES_MAX];
    size_t len = hello_bytes(hello, "good.example");
    struct server *server = server_new(false);
    snprintf(nameserver, sizeof(nameserver), "127.0.0.4:%u", server->port);
    struct rig *rig = rig_new(
        &(struct rig_options){.rules = rules, .tune = one_lookup, .nameserver = nameserver});
    int listener = listen_on(WEB, &port);
    int clients[MANY];
    for (size_t i = 0; i < MANY; i++) {
        clients[i] = rig_connect(rig, WEB, port);
        send_all(clients[i], hello, len);
    }
    server_start(server);
    for (size_t i = 0; i < MANY; i++) {
        int peer = accept_one(listener);
        cr_expect_eq(receive(peer, got, len), len);
        close(peer);
    }
    cr_expect_eq(server->queries, 1);
    for (size_t i = 0; i < MANY; i++)
        close(clients[i]);
    close(listener);
    rig_free(rig);
    server_free(server);
}
