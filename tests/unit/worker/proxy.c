/* TCP through the worker: raw bytes, TLS hellos, silence, back-pressure, ends. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/unit/hello_bytes.h"
#include "tests/unit/worker/rig.h"

#define SERVER IP(127, 0, 0, 2)

/* One server and one client that connects to it. */
struct scene {
    struct rig *rig;
    int listener, client, server;
    uint16_t port;
};

static struct scene scene_new(struct rig_options options)
{
    struct scene scene = {.client = -1, .server = -1};
    scene.rig = rig_new(&options);
    scene.listener = listen_on(SERVER, &scene.port);
    return scene;
}

static void scene_connect(struct scene *scene)
{
    scene->client = rig_connect(scene->rig, SERVER, scene->port);
}

static void scene_free(struct scene *scene)
{
    if (scene->client >= 0)
        close(scene->client);
    if (scene->server >= 0)
        close(scene->server);
    close(scene->listener);
    rig_free(scene->rig);
}

static const struct rig_rule by_address[] = {{.ip = SERVER}, {0}};
static const struct rig_rule by_host[] = {{.host = "good.example"}, {0}};
static const struct rig_rule by_url[] = {{.host = "good.example", .path = "/"}, {0}};
static const struct rig_rule nothing[] = {{0}};

static void quick(struct limits *limits)
{
    limits->silence_ms = 50;
    limits->silence_deny_ms = 50;
    limits->first_bytes_ms = 300;
    limits->hello_ms = 300;
    limits->who_ms = 300;
}

/* The log's only line about the connection. */
static json_t *only_line(struct scene *scene, const char *type, const char *policy)
{
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(json_array_size(log), 1, "%zu lines", json_array_size(log));
    json_t *line = json_array_get(log, 0);
    cr_assert_str_eq(line_text(line, "type"), type);
    cr_assert_str_eq(line_text(line, "policy"), policy);
    return line;
}

Test(proxy, raw_bytes_go_both_ways)
{
    char text[16] = {0};
    struct scene scene = scene_new((struct rig_options){.rules = by_address});
    scene_connect(&scene);
    send_text(scene.client, "\x01hello");
    scene.server = accept_one(scene.listener);
    receive(scene.server, text, 6);
    cr_assert_str_eq(text, "\x01hello");
    send_text(scene.server, "answer");
    receive(scene.client, text, 6);
    cr_assert_str_eq(text, "answer");
    json_t *line = only_line(&scene, "tcp", "allow");
    cr_assert_str_eq(line_text(line, "dst_ip"), "127.0.0.2");
    cr_assert_eq(json_integer_value(json_object_get(line, "dst_port")), scene.port);
    cr_assert_eq(json_integer_value(json_object_get(line, "pid")), 4242);
    cr_assert_str_eq(line_text(line, "exe"), "/usr/bin/test-client");
    scene_free(&scene);
}

Test(proxy, refused_bytes_are_reset_and_nobody_is_connected_to)
{
    struct scene scene = scene_new((struct rig_options){.rules = nothing});
    scene_connect(&scene);
    send_text(scene.client, "\x01hello");
    cr_assert_eq(end_of(scene.client), END_RST);
    cr_assert(nobody_connects(scene.listener));
    only_line(&scene, "tcp", "deny");
    scene_free(&scene);
}

Test(proxy, bound_names_open_raw_connections)
{
    char text[8] = {0};
    struct scene scene = scene_new((struct rig_options){.rules = by_host});
    rig_bind(scene.rig, "good.example", SERVER);
    scene_connect(&scene);
    send_text(scene.client, "\x01x");
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, text, 2), 2);
    json_t *line = only_line(&scene, "tcp", "allow");
    cr_assert_str_eq(line_text(line, "host"), "good.example");
    scene_free(&scene);
}

/* Whoever comes straight to the listener, or cannot be told, is reset. */
Test(proxy, strangers_are_reset)
{
    static const struct {
        enum who_status status;
        const char *error;
    } rows[] = {{WHO_NO_FLOW, "not_redirected"}, {WHO_LOST, "attribution_lost"}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene = scene_new((struct rig_options){.rules = by_address});
        rig_status(scene.rig, rows[i].status);
        scene_connect(&scene);
        cr_assert_eq(end_of(scene.client), END_RST);
        cr_assert(nobody_connects(scene.listener));
        json_t *line = only_line(&scene, "tcp", "deny");
        cr_assert_str_eq(line_text(line, "error"), rows[i].error);
        scene_free(&scene);
    }
}

Test(proxy, unknown_processes_are_asked_without_facts)
{
    char byte;
    struct scene scene = scene_new((struct rig_options){.rules = by_address});
    rig_status(scene.rig, WHO_NO_PROCESS);
    scene_connect(&scene);
    send_text(scene.client, "\x01x");
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, &byte, 1), 1);
    json_t *line = only_line(&scene, "tcp", "allow");
    cr_assert_null(json_object_get(line, "exe"));
    scene_free(&scene);
}

/* ---- silence ---- */

Test(proxy, server_may_speak_first)
{
    static const struct {
        const struct rig_rule *rules;
        bool bind;
    } rows[] = {{by_address, false}, {by_host, true}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[32] = {0};
        struct scene scene = scene_new((struct rig_options){.rules = rows[i].rules, .tune = quick});
        if (rows[i].bind)
            rig_bind(scene.rig, "good.example", SERVER);
        scene_connect(&scene);
        scene.server = accept_one(scene.listener);
        send_text(scene.server, "220 ready\r\n");
        receive(scene.client, text, 11);
        cr_assert_str_eq(text, "220 ready\r\n");
        send_text(scene.client, "EHLO me\r\n");
        memset(text, 0, sizeof(text));
        receive(scene.server, text, 9);
        cr_assert_str_eq(text, "EHLO me\r\n");
        only_line(&scene, "tcp", "allow");
        scene_free(&scene);
    }
}

Test(proxy, silent_client_is_refused_soon)
{
    struct scene scene = scene_new((struct rig_options){.rules = nothing, .tune = quick});
    scene_connect(&scene);
    cr_assert_eq(end_of(scene.client), END_RST);
    only_line(&scene, "tcp", "deny");
    scene_free(&scene);
}

/* An allowed name's connection may be silent for longer than the wait: a name may still come. */
Test(proxy, late_hello_is_asked_for_its_name)
{
    static const struct {
        const char *name;
        bool allowed;
    } rows[] = {{"good.example", true}, {"evil.example", false}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint8_t hello[HELLO_BYTES_MAX];
        size_t len = hello_bytes(hello, rows[i].name);
        struct scene scene = scene_new((struct rig_options){.rules = by_host, .tune = quick});
        rig_bind(scene.rig, "good.example", SERVER);
        rig_bind(scene.rig, "evil.example", SERVER);
        scene_connect(&scene);
        scene.server = accept_one(scene.listener); /* connected ahead, after the wait */
        send_all(scene.client, hello, len);
        uint8_t got[HELLO_BYTES_MAX];
        cr_assert_eq(receive(scene.server, got, len), rows[i].allowed ? len : 0);
        only_line(&scene, "https", rows[i].allowed ? "allow" : "deny");
        scene_free(&scene);
    }
}

/* Half a line that the client waits behind is passed on, but never becomes a request. */
Test(proxy, raw_bytes_do_not_become_a_request)
{
    static const struct {
        const char *first, *second;
        bool passes;
    } rows[] = {
        {"FOO / HT", "TP/1.1\r\nHost: evil.example\r\n\r\n", false},
        {"GE", "T / HTTP/1.1\r\n\r\n", false},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r", "\n", false},
        {"\r\n", "GET / HTTP/1.1\r\n\r\n", false},
        {"hello", " there\r\n", true},
        {"round trip", "\x01", true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[64] = {0};
        size_t first_len = strlen(rows[i].first), second_len = strlen(rows[i].second);
        struct scene scene = scene_new((struct rig_options){.rules = by_host, .tune = quick});
        rig_bind(scene.rig, "good.example", SERVER);
        scene_connect(&scene);
        send_text(scene.client, rows[i].first);
        scene.server = accept_one(scene.listener);
        cr_expect_eq(receive(scene.server, text, first_len), first_len);
        cr_expect_str_eq(text, rows[i].first, "row %zu", i);
        send_text(scene.client, rows[i].second);
        cr_expect_eq(receive(scene.server, text, second_len), rows[i].passes ? second_len : 0,
                     "row %zu", i);
        json_t *log = rig_stop(scene.rig);
        cr_expect_eq(log_count(log, "tcp"), 1);
        cr_expect_eq(log_count(log, "error"), !rows[i].passes, "row %zu", i);
        scene_free(&scene);
    }
}

Test(proxy, refused_half_line)
{
    struct scene scene = scene_new((struct rig_options){.rules = by_url, .tune = quick});
    rig_bind(scene.rig, "good.example", SERVER);
    scene_connect(&scene);
    send_text(scene.client, "GE");
    cr_assert_eq(end_of(scene.client), END_RST);
    cr_assert(nobody_connects(scene.listener));
    json_t *line = only_line(&scene, "tcp", "deny");
    cr_assert_str_eq(line_text(line, "host"), "good.example", "a name that the address has");
    scene_free(&scene);
}

Test(proxy, closing_without_a_word_is_written_down)
{
    static const struct {
        const struct rig_rule *rules;
        const char *policy;
    } rows[] = {{by_address, "allow"}, {nothing, "deny"}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene = scene_new((struct rig_options){.rules = rows[i].rules, .tune = quick});
        scene_connect(&scene);
        shutdown(scene.client, SHUT_WR);
        if (rows[i].rules == by_address) {
            scene.server = accept_one(scene.listener);
            cr_assert_eq(end_of(scene.server), END_FIN);
            close(scene.server);
            scene.server = -1;
            cr_assert_eq(end_of(scene.client), END_FIN);
        } else {
            cr_assert_eq(end_of(scene.client), END_RST);
        }
        only_line(&scene, "tcp", rows[i].policy);
        scene_free(&scene);
    }
}

/* ---- TLS ---- */

static const struct {
    const char *what;
    const struct rig_rule *rules;
    const char *bound; /* to the server's address */
    const char *name;  /* of the hello; NULL: none */
    bool encrypted;
    const char *policy, *error;
} hellos[] = {
    {"bound name", by_host, "good.example", "good.example", false, "allow", ""},
    {"any case", by_host, "good.example", "GOOD.Example", false, "allow", ""},
    {"name not allowed", by_host, "good.example", "evil.example", false, "deny", ""},
    {"claim without binding", by_host, NULL, "good.example", false, "deny",
     "claim_not_established"},
    {"address is another name's", by_host, "evil.example", "good.example", false, "deny",
     "claim_not_established"},
    {"no name", by_host, "good.example", NULL, false, "deny", "no_server_name"},
    {"no name, by address", by_address, NULL, NULL, false, "allow", ""},
    {"any name, by address", by_address, NULL, "evil.example", false, "allow", ""},
    {"URL rule", by_url, "good.example", "good.example", false, "deny", "needs_inspection"},
    {"encrypted", by_host, "good.example", "good.example", true, "deny", "hello_encrypted"},
    {"encrypted, by address", by_address, NULL, "good.example", true, "allow", ""},
    {"not a host name", by_host, "good.example", "good.example\x01", false, "deny",
     "hello_malformed"},
    {"an address", by_host, "good.example", "127.0.0.2", false, "deny", "hello_malformed"},
};

Test(proxy, hellos)
{
    for (size_t i = 0; i < sizeof(hellos) / sizeof(*hellos); i++) {
        uint8_t hello[HELLO_BYTES_MAX], got[HELLO_BYTES_MAX];
        size_t len = hellos[i].encrypted ? hello_bytes_encrypted(hello, hellos[i].name)
                                         : hello_bytes(hello, hellos[i].name);
        struct scene scene = scene_new((struct rig_options){.rules = hellos[i].rules});
        if (hellos[i].bound)
            rig_bind(scene.rig, hellos[i].bound, SERVER);
        scene_connect(&scene);
        send_all(scene.client, hello, len);
        if (strcmp(hellos[i].policy, "allow") == 0) {
            scene.server = accept_one(scene.listener);
            cr_assert_eq(receive(scene.server, got, len), len);
            cr_assert(memcmp(got, hello, len) == 0, "%s: relayed untouched", hellos[i].what);
        } else {
            cr_assert_eq(end_of(scene.client), END_RST, "%s", hellos[i].what);
            cr_assert(nobody_connects(scene.listener), "%s", hellos[i].what);
        }
        json_t *log = rig_stop(scene.rig);
        json_t *line = log_line(log, "https", 0);
        cr_assert_eq(json_array_size(log), 1);
        cr_expect_str_eq(line_text(line, "policy"), hellos[i].policy, "%s", hellos[i].what);
        cr_expect_str_eq(line_text(line, "error"), hellos[i].error, "%s", hellos[i].what);
        scene_free(&scene);
    }
}

Test(proxy, hello_in_many_segments)
{
    uint8_t hello[HELLO_BYTES_MAX], got[HELLO_BYTES_MAX];
    size_t len = hello_bytes(hello, "good.example");
    struct scene scene = scene_new((struct rig_options){.rules = by_host});
    rig_bind(scene.rig, "good.example", SERVER);
    scene_connect(&scene);
    for (size_t i = 0; i < len; i++)
        send_all(scene.client, hello + i, 1);
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, got, len), len);
    cr_assert(memcmp(got, hello, len) == 0);
    json_t *line = only_line(&scene, "https", "allow");
    cr_assert_str_eq(line_text(line, "host"), "good.example");
    scene_free(&scene);
}

/* A name that is only claimed is not written where it would be taken as true. */
Test(proxy, claims_are_written_as_claims)
{
    uint8_t hello[HELLO_BYTES_MAX];
    struct scene scene = scene_new((struct rig_options){.rules = by_host});
    scene_connect(&scene);
    send_all(scene.client, hello, hello_bytes(hello, "good.example"));
    cr_assert_eq(end_of(scene.client), END_RST);
    json_t *line = only_line(&scene, "https", "deny");
    cr_assert_str_eq(line_text(line, "host"), "");
    cr_assert_str_eq(line_text(line, "name"), "good.example");
    scene_free(&scene);
}

/* Both hellos at once: the second is not passed on unless it names what the first did. */
Test(proxy, second_hello_must_name_the_same)
{
    static const struct {
        const char *name;
        bool passes;
    } rows[] = {{"good.example", true}, {"evil.example", false}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint8_t pair[2 * HELLO_BYTES_MAX], got[2 * HELLO_BYTES_MAX];
        size_t first = hello_bytes(pair, "good.example");
        size_t both = first + hello_bytes(pair + first, rows[i].name);
        struct scene scene = scene_new((struct rig_options){.rules = by_host});
        rig_bind(scene.rig, "good.example", SERVER);
        rig_bind(scene.rig, "evil.example", SERVER);
        scene_connect(&scene);
        send_all(scene.client, pair, both);
        if (rows[i].passes) {
            scene.server = accept_one(scene.listener);
            cr_expect_eq(receive(scene.server, got, both), both);
        } else {
            cr_expect_eq(end_of(scene.client), END_RST);
        }
        json_t *log = rig_stop(scene.rig);
        cr_expect_eq(log_count(log, "https"), 1);
        cr_expect_eq(log_count(log, "error"), !rows[i].passes);
        scene_free(&scene);
    }
}

/* The same, with the second hello after the server has asked for it. */
Test(proxy, second_hello_is_watched_until_the_server_has_answered)
{
    static const uint8_t answer[48] = {22, 3, 3, 0, 43, 2, 0, 0, 39, 3, 3};
    uint8_t hello[HELLO_BYTES_MAX], got[HELLO_BYTES_MAX];
    size_t len = hello_bytes(hello, "good.example");
    struct scene scene = scene_new((struct rig_options){.rules = by_host});
    rig_bind(scene.rig, "good.example", SERVER);
    scene_connect(&scene);
    send_all(scene.client, hello, len);
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, got, len), len);
    send_all(scene.server, answer, sizeof(answer));
    cr_assert_eq(receive(scene.client, got, sizeof(answer)), sizeof(answer));
    send_text(scene.client, "anything");
    cr_assert_eq(receive(scene.server, got, 8), 8);
    cr_assert_eq(log_count(rig_stop(scene.rig), "error"), 0);
    scene_free(&scene);
}

/* ---- ends ---- */

Test(proxy, half_close_leaves_the_other_way_open)
{
    char text[16] = {0};
    struct scene scene = scene_new((struct rig_options){.rules = by_address});
    scene_connect(&scene);
    send_text(scene.client, "\x01question");
    shutdown(scene.client, SHUT_WR);
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, text, sizeof(text)), 9, "all of it, then the end");
    send_text(scene.server, "answer");
    close(scene.server);
    scene.server = -1;
    memset(text, 0, sizeof(text));
    cr_assert_eq(receive(scene.client, text, sizeof(text)), 6);
    cr_assert_str_eq(text, "answer");
    only_line(&scene, "tcp", "allow");
    scene_free(&scene);
}

Test(proxy, half_close_later_on)
{
    char text[16] = {0};
    for (int from_server = 0; from_server < 2; from_server++) {
        struct scene scene = scene_new((struct rig_options){.rules = by_address});
        scene_connect(&scene);
        send_text(scene.client, "\x01");
        scene.server = accept_one(scene.listener);
        cr_assert_eq(receive(scene.server, text, 1), 1);
        send_text(scene.server, "\x02");
        cr_assert_eq(receive(scene.client, text, 1), 1);
        int closes = from_server ? scene.server : scene.client;
        int stays = from_server ? scene.client : scene.server;
        shutdown(closes, SHUT_WR);
        cr_assert_eq(receive(stays, text, 1), 0);
        send_text(stays, "later");
        cr_assert_eq(receive(closes, text, 5), 5);
        shutdown(stays, SHUT_WR);
        cr_assert_eq(end_of(closes), END_FIN);
        scene_free(&scene);
    }
}

static void close_with_reset(int fd)
{
    static const struct linger now = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    close(fd);
}

Test(proxy, resets_are_passed_on)
{
    char byte;
    for (int from_server = 0; from_server < 2; from_server++) {
        struct scene scene = scene_new((struct rig_options){.rules = by_address});
        scene_connect(&scene);
        send_text(scene.client, "\x01");
        scene.server = accept_one(scene.listener);
        cr_assert_eq(receive(scene.server, &byte, 1), 1);
        close_with_reset(from_server ? scene.server : scene.client);
        cr_assert_eq(end_of(from_server ? scene.client : scene.server), END_RST);
        *(from_server ? &scene.server : &scene.client) = -1;
        scene_free(&scene);
    }
}

Test(proxy, nobody_listens)
{
    struct scene scene = scene_new((struct rig_options){.rules = by_address});
    close(scene.listener);
    scene_connect(&scene);
    send_text(scene.client, "\x01");
    cr_assert_eq(end_of(scene.client), END_RST);
    json_t *line = only_line(&scene, "tcp", "allow");
    cr_assert_str_eq(line_text(line, "error"), "upstream_refused");
    scene.listener = dup(0);
    scene_free(&scene);
}

Test(proxy, what_cannot_be_written_down_is_not_let_through)
{
    char byte;
    struct scene scene =
        scene_new((struct rig_options){.rules = by_address, .log_path = "/dev/full"});
    scene_connect(&scene);
    send_text(scene.client, "\x01secret");
    cr_assert_eq(end_of(scene.client), END_RST);
    scene.server = accept_one(scene.listener); /* connected, but nothing was sent */
    cr_assert_eq(receive(scene.server, &byte, 1), 0);
    scene_free(&scene);
}

/* ---- load ---- */

#define BULK_BYTES (100u << 20)

static uint8_t pattern(size_t at)
{
    return (uint8_t)(at * 7 + (at >> 13));
}

struct bulk {
    int fd;
    size_t sent;
};

static void *send_bulk(void *context)
{
    struct bulk *bulk = context;
    static uint8_t bytes[65536];
    for (size_t at = 0; at < BULK_BYTES; at += sizeof(bytes)) {
        for (size_t i = 0; i < sizeof(bytes); i++)
            bytes[i] = pattern(at + i);
        send_all(bulk->fd, bytes, sizeof(bytes));
        __atomic_store_n(&bulk->sent, at + sizeof(bytes), __ATOMIC_RELAXED);
    }
    shutdown(bulk->fd, SHUT_WR);
    return NULL;
}

/* The receiver takes nothing until the sender is stuck: what is buffered meanwhile is bounded. */
Test(proxy, back_pressure)
{
    static uint8_t bytes[65536];
    struct proxy_counters counters;
    struct scene scene = scene_new((struct rig_options){.rules = by_address});
    scene_connect(&scene);
    send_text(scene.client, "\x01");
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, bytes, 1), 1);
    struct bulk bulk = {.fd = scene.server};
    pthread_t sender;
    pthread_create(&sender, NULL, send_bulk, &bulk);
    size_t before = 1, now = 0;
    while (now != before || now == 0) {
        usleep(100000);
        before = now;
        now = __atomic_load_n(&bulk.sent, __ATOMIC_RELAXED);
    }
    cr_assert_lt(now, BULK_BYTES / 2, "the sender is held back");
    rig_counters(scene.rig, &counters);
    cr_assert_leq(counters.buffered_bytes, limits_default().buffer_bytes);
    size_t at = 0, n;
    while ((n = receive(scene.client, bytes, sizeof(bytes))) > 0)
        for (size_t i = 0; i < n; i++, at++)
            if (bytes[i] != pattern(at))
                cr_assert_fail("byte %zu differs", at);
    cr_assert_eq(at, BULK_BYTES);
    pthread_join(sender, NULL);
    scene_free(&scene);
}

static void few(struct limits *limits)
{
    limits->connections = 4;
}

Test(proxy, too_many_connections_are_reset)
{
    int clients[5];
    char byte;
    struct scene scene = scene_new((struct rig_options){.rules = by_address, .tune = few});
    for (int i = 0; i < 4; i++) {
        clients[i] = rig_connect(scene.rig, SERVER, scene.port);
        send_text(clients[i], "\x01");
        int server = accept_one(scene.listener);
        cr_assert_eq(receive(server, &byte, 1), 1);
        close(server);
    }
    clients[4] = rig_connect(scene.rig, SERVER, scene.port);
    cr_assert_eq(end_of(clients[4]), END_RST);
    json_t *log = rig_stop(scene.rig);
    cr_assert_eq(log_count(log, "error"), 1);
    for (int i = 0; i < 5; i++)
        close(clients[i]);
    scene_free(&scene);
}

Test(proxy, many_connections_at_once)
{
    enum { MANY = 300 };
    static int clients[MANY], servers[MANY];
    char byte;
    struct scene scene = scene_new((struct rig_options){.rules = by_address});
    for (int i = 0; i < MANY; i++) {
        clients[i] = rig_connect(scene.rig, SERVER, scene.port);
        send_text(clients[i], "\x01");
        servers[i] = accept_one(scene.listener);
    }
    for (int i = 0; i < MANY; i++) {
        cr_assert_eq(receive(servers[i], &byte, 1), 1);
        send_text(servers[i], "x");
    }
    for (int i = 0; i < MANY; i++)
        cr_assert_eq(receive(clients[i], &byte, 1), 1);
    json_t *log = rig_stop(scene.rig);
    cr_assert_eq(log_count(log, "tcp"), MANY);
    for (int i = 0; i < MANY; i++) {
        close(clients[i]);
        close(servers[i]);
    }
    scene_free(&scene);
}
