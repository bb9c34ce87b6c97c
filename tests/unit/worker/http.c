/* Plain HTTP through the worker: every request is asked, and none rides on another's verdict. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/unit/worker/rig.h"

#define SERVER IP(127, 0, 0, 3)
#define TEXT_MAX 65536

static const struct rig_rule by_address[] = {{.ip = SERVER}, {0}};
static const struct rig_rule by_host[] = {{.host = "good.example"}, {0}};
static const struct rig_rule by_url[] = {{.host = "good.example", .path = "/public"}, {0}};

struct scene {
    struct rig *rig;
    int listener, client, server;
    uint16_t port;
    char text[TEXT_MAX];
};

static struct scene *scene_new(const struct rig_rule *rules)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    cr_assert_not_null(scene);
    scene->rig = rig_new(&(struct rig_options){.rules = rules});
    rig_bind(scene->rig, "good.example", SERVER);
    rig_bind(scene->rig, "other.example", SERVER);
    scene->listener = listen_on(SERVER, &scene->port);
    scene->client = rig_connect(scene->rig, SERVER, scene->port);
    scene->server = -1;
    return scene;
}

static void scene_free(struct scene *scene)
{
    close(scene->client);
    if (scene->server >= 0)
        close(scene->server);
    close(scene->listener);
    rig_free(scene->rig);
    free(scene);
}

/* What the server gets, up to `end`. */
static const char *server_gets(struct scene *scene, const char *end)
{
    if (scene->server < 0)
        scene->server = accept_one(scene->listener);
    receive_until(scene->server, scene->text, sizeof(scene->text), end);
    return scene->text;
}

static const char *client_gets(struct scene *scene, const char *end)
{
    receive_until(scene->client, scene->text, sizeof(scene->text), end);
    return scene->text;
}

/* A 403 of ours, whole: its body ends with the reason. */
static void client_is_refused(struct scene *scene)
{
    client_gets(scene, "\r\n\r\n");
    cr_assert(strncmp(scene->text, "HTTP/1.1 403 ", 13) == 0, "%s", scene->text);
    cr_assert_not_null(strstr(client_gets(scene, "reason:"), "egress: this request was refused"));
    client_gets(scene, "\n");
}

#define HEADERS "Host: good.example\r\nUser-Agent: test\r\n"
#define OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

Test(http, request_is_written_anew)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET /a?q=1 HTTP/1.1\r\nhOST:  GOOD.example \r\nAccept:*/*\r\n"
                             "Connection: X-Mine\r\nX-Mine: 1\r\nKeep-Alive: 5\r\n\r\n");
    cr_assert_str_eq(server_gets(scene, "\r\n\r\n"),
                     "GET /a?q=1 HTTP/1.1\r\nHost: good.example\r\nAccept: */*\r\n\r\n");
    send_text(scene->server, "HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nX: y\r\n\r\nok");
    cr_assert_str_eq(client_gets(scene, "ok"),
                     "HTTP/1.1 200 Fine\r\nX: y\r\nContent-Length: 2\r\n\r\nok");
    json_t *line = log_line(rig_stop(scene->rig), "http", 0);
    char url[64];
    snprintf(url, sizeof(url), "http://good.example:%u/a", scene->port);
    cr_assert_str_eq(line_text(line, "url"), url);
    cr_assert_str_eq(line_text(line, "method"), "GET");
    cr_assert_str_eq(line_text(line, "policy"), "allow");
    cr_assert_str_eq(line_text(line, "host"), "good.example");
    scene_free(scene);
}

Test(http, each_request_is_asked)
{
    struct scene *scene = scene_new(by_url);
    send_text(scene->client, "GET /public/1 HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    send_text(scene->server, OK_EMPTY);
    client_gets(scene, "\r\n\r\n");
    send_text(scene->client, "GET /secret HTTP/1.1\r\n" HEADERS "\r\n");
    client_is_refused(scene);
    send_text(scene->client, "GET /public/2 HTTP/1.1\r\n" HEADERS "\r\n");
    cr_assert(strncmp(server_gets(scene, "\r\n\r\n"), "GET /public/2 ", 14) == 0, "%s",
              scene->text);
    send_text(scene->server, OK_EMPTY);
    client_gets(scene, "\r\n\r\n");
    send_text(scene->client, "POST /public/3 HTTP/1.1\r\n" HEADERS "Content-Length: 4\r\n\r\nbody");
    client_is_refused(scene);
    cr_assert_eq(end_of(scene->client), END_FIN, "what follows a refused body cannot be read");
    json_t *log = rig_stop(scene->rig);
    static const char *const policies[] = {"allow", "deny", "allow", "deny"};
    cr_assert_eq(log_count(log, "http"), 4);
    for (size_t i = 0; i < 4; i++)
        cr_assert_str_eq(line_text(log_line(log, "http", i), "policy"), policies[i]);
    scene_free(scene);
}

Test(http, pipelined_requests_are_asked_one_by_one)
{
    struct scene *scene = scene_new(by_url);
    send_text(scene->client, "GET /public/1 HTTP/1.1\r\n" HEADERS "\r\n"
                             "GET /secret HTTP/1.1\r\n" HEADERS "\r\n"
                             "GET /public/2 HTTP/1.1\r\n" HEADERS "\r\n");
    cr_assert(strncmp(server_gets(scene, "\r\n\r\n"), "GET /public/1 ", 14) == 0);
    send_text(scene->server, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
    cr_assert(strncmp(server_gets(scene, "\r\n\r\n"), "GET /public/2 ", 14) == 0, "%s",
              scene->text);
    send_text(scene->server, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
    client_gets(scene, "one");
    client_is_refused(scene);
    cr_assert_not_null(strstr(client_gets(scene, "two"), "two"));
    scene_free(scene);
}

/* The bytes of a body are never a request. */
Test(http, bodies_are_not_requests)
{
    static const char hidden[] = "GET /secret HTTP/1.1\r\nHost: other.example\r\n\r\n";
    char request[512];
    struct scene *scene = scene_new(by_host);
    snprintf(request, sizeof(request),
             "POST /up HTTP/1.1\r\n" HEADERS "Content-Length: %zu\r\n\r\n%s", strlen(hidden),
             hidden);
    send_text(scene->client, request);
    server_gets(scene, "other.example\r\n\r\n");
    send_text(scene->server, OK_EMPTY);
    client_gets(scene, "\r\n\r\n");
    snprintf(request, sizeof(request),
             "POST /up HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked\r\n\r\n%zx\r\n%s\r\n"
             "0\r\n\r\n",
             strlen(hidden), hidden);
    send_text(scene->client, request);
    cr_assert_not_null(strstr(server_gets(scene, "0\r\n\r\n"), hidden));
    send_text(scene->server, OK_EMPTY);
    client_gets(scene, "\r\n\r\n");
    cr_assert_eq(log_count(rig_stop(scene->rig), "http"), 2);
    scene_free(scene);
}

/* What is not HTTP as we read it is answered, written down, and goes nowhere. */
static const char *const malformed[] = {
    "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\nHost: good.example\n\n",
    "\r\nGET / HTTP/1.1\r\n" HEADERS "\r\n",
    " GET / HTTP/1.1\r\n" HEADERS "\r\n",
    "get / HTTP/1.1\r\nHost: good.example\r\nHost: good.example\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "Content-Length: 4\r\nContent-Length: 4\r\n\r\nbody",
    "GET / HTTP/1.1\r\n" HEADERS "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: xchunked\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "X: a\r\n b\r\n\r\n",
    "GET http://good.example/ HTTP/1.1\r\nHost: other.example\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: good.example\r\nHost : other.example\r\n\r\n",
    "GET / HTTP/2.0\r\n" HEADERS "\r\n",
    "GET /\r\n",
    "FOO / http/1.1\r\n" HEADERS "\r\n",
    /* two lengths */
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 4, 4\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 4\r\ncontent_length: 5\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: +4\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: -4\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 0x4\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 4 4\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length:\r\n\r\nbody",
    "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 18446744073709551620\r\n\r\nbody",
    /* chunked, perhaps */
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked, chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: gzip, chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked, identity\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: identity\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked;x=y\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: \"chunked\"\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: \x0b"
    "chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding : chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding\t: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer_Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding:\r\n chunked\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.0\r\n" HEADERS "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    /* lines */
    "GET / HTTP/1.1\nHost: good.example\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: good.example\n\r\n",
    "GET / HTTP/1.1\rHost: good.example\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "X: a\rTransfer-Encoding: chunked\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "X: a\nTransfer-Encoding: chunked\r\n\r\n",
    "GET / HTTP/1.1\r\n Host: good.example\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "\tX: folded\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "No colon\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS ": no name\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "X y: z\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "X\x7f: z\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "X: \x01\r\n\r\n",
    /* request lines */
    "GET  / HTTP/1.1\r\n" HEADERS "\r\n",
    "GET /  HTTP/1.1\r\n" HEADERS "\r\n",
    "GET\t/ HTTP/1.1\r\n" HEADERS "\r\n",
    "GET / HTTP/1.1 \r\n" HEADERS "\r\n",
    "GET / HTTP/1.1 HTTP/1.1\r\n" HEADERS "\r\n",
    "GET / secret HTTP/1.1\r\n" HEADERS "\r\n",
    "GET /#part HTTP/1.1\r\n" HEADERS "\r\n",
    "GET /\xc3\xbc HTTP/1.1\r\n" HEADERS "\r\n",
    "GET public HTTP/1.1\r\n" HEADERS "\r\n",
    "GET * HTTP/1.1\r\n" HEADERS "\r\n",
    "GET https://good.example/ HTTP/1.1\r\n" HEADERS "\r\n",
    "GET http://user@good.example/ HTTP/1.1\r\n" HEADERS "\r\n",
    "GET http:///public HTTP/1.1\r\n" HEADERS "\r\n",
    "GET / HTTP/1.2\r\n" HEADERS "\r\n",
    "GET / HTTP/11\r\n" HEADERS "\r\n",
    "CONNECT good.example HTTP/1.1\r\n" HEADERS "\r\n",
    "CONNECT /public HTTP/1.1\r\n" HEADERS "\r\n",
    /* hosts, and fields that must not be taken away */
    "GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: good.example, other.example\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: good.example/secret\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: user@good.example\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: good.example:http\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n",
    "GET / HTTP/1.1\r\n" HEADERS "Connection: close, Host\r\n\r\n",
    "POST / HTTP/1.1\r\n" HEADERS "Connection: Content-Length\r\nContent-Length: 4\r\n\r\nbody",
    "GET / HTTP/1.1\r\n" HEADERS "Expect: a miracle\r\n\r\n",
};

Test(http, malformed_requests_go_nowhere)
{
    for (size_t i = 0; i < sizeof(malformed) / sizeof(*malformed); i++) {
        struct scene *scene = scene_new(by_host);
        send_text(scene->client, malformed[i]);
        shutdown(scene->client, SHUT_WR);
        client_gets(scene, " ");
        cr_expect_str_eq(scene->text, "HTTP/1.1 ", "row %zu", i);
        client_gets(scene, " ");
        cr_expect(scene->text[0] == '4' || scene->text[0] == '5', "row %zu: %s", i, scene->text);
        cr_expect_eq(end_of(scene->client), END_FIN, "row %zu", i);
        cr_expect(nobody_connects(scene->listener), "row %zu", i);
        json_t *line = log_line(rig_stop(scene->rig), "http", 0);
        cr_expect_str_eq(line_text(line, "policy"), "deny", "row %zu", i);
        cr_expect_str_eq(line_text(line, "error"), "request_malformed", "row %zu", i);
        scene_free(scene);
    }
}

/* Hosts that are claimed: `%u` is the server's port. */
static const struct {
    const struct rig_rule *rules;
    const char *request;
    bool allowed;
} hosts[] = {
    {by_host, "GET / HTTP/1.1\r\nHost: good.example:%u\r\n\r\n", true},
    {by_host, "GET / HTTP/1.1\r\nHost: good.example.\r\n\r\n", true},
    {by_host, "GET / HTTP/1.1\r\nHost: other.example\r\n\r\n", false},
    {by_host, "GET / HTTP/1.1\r\nHost: good.example:81\r\n\r\n", false},
    {by_host, "GET http://good.example:%u/ HTTP/1.1\r\nHost: good.example:%u\r\n\r\n", true},
    {by_host, "GET / HTTP/1.1\r\nHost: 127.0.0.3\r\n\r\n", false},
    {by_host, "GET / HTTP/1.0\r\n\r\n", false},
    {by_address, "GET / HTTP/1.0\r\n\r\n", true},
    {by_address, "GET / HTTP/1.1\r\nHost: 127.0.0.3\r\n\r\n", true},
    {by_address, "GET / HTTP/1.1\r\nHost: anything.example:81\r\n\r\n", true},
    {by_url, "GET /public HTTP/1.1\r\nHost: other.example\r\n\r\n", false},
    {by_url, "GET /public/../secret HTTP/1.1\r\nHost: good.example\r\n\r\n", false},
    {by_url, "GET /%%70ublic HTTP/1.1\r\nHost: good.example\r\n\r\n", true},
    {by_url, "GET /secret?/public HTTP/1.1\r\nHost: good.example\r\n\r\n", false},
    {by_url, "GET /public%%2f..%%2fsecret HTTP/1.1\r\nHost: good.example\r\n\r\n", false},
    {by_url, "DELETE /public HTTP/1.1\r\nHost: good.example\r\n\r\n", false},
    {by_url, "OPTIONS * HTTP/1.1\r\nHost: good.example\r\n\r\n", false},
    {by_url, "CONNECT good.example:443 HTTP/1.1\r\nHost: good.example:443\r\n\r\n", false},
};

Test(http, hosts_and_paths)
{
    for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
        char request[512];
        struct scene *scene = scene_new(hosts[i].rules);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(request, sizeof(request), hosts[i].request, scene->port, scene->port);
#pragma GCC diagnostic pop
        send_text(scene->client, request);
        if (hosts[i].allowed)
            cr_expect(strlen(server_gets(scene, "\r\n\r\n")) > 4, "row %zu", i);
        else
            client_is_refused(scene);
        if (!hosts[i].allowed && hosts[i].rules != by_address)
            cr_expect(nobody_connects(scene->listener), "row %zu", i);
        scene_free(scene);
    }
}

/* ---- responses ---- */

static const struct {
    const char *request, *response, *end; /* `end`: of what the client gets */
    bool stays_open;
} responses[] = {
    {"GET / HTTP/1.1\r\n" HEADERS "\r\n", OK_EMPTY, "\r\n\r\n", true},
    {"HEAD / HTTP/1.1\r\n" HEADERS "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
     "1000\r\n\r\n", true},
    {"GET / HTTP/1.1\r\n" HEADERS "\r\n", "HTTP/1.1 204 No Content\r\n\r\n", "\r\n\r\n", true},
    {"GET / HTTP/1.1\r\n" HEADERS "\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
     "\r\n\r\n", true},
    {"GET / HTTP/1.1\r\n" HEADERS "\r\n",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: x\r\n\r\n",
     "3\r\nabc\r\n0\r\nT: x\r\n\r\n", true},
    {"GET / HTTP/1.1\r\n" HEADERS "Connection: close\r\n\r\n", OK_EMPTY,
     "Connection: close\r\n\r\n", false},
    {"GET / HTTP/1.0\r\n" HEADERS "\r\n", OK_EMPTY, "Connection: close\r\n\r\n", false},
    {"GET / HTTP/1.0\r\n" HEADERS "Connection: keep-alive\r\n\r\n", OK_EMPTY,
     "Connection: keep-alive\r\n\r\n", true},
    {"GET / HTTP/1.1\r\n" HEADERS "\r\n",
     "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
     "ok", true},
};

Test(http, responses_are_framed)
{
    for (size_t i = 0; i < sizeof(responses) / sizeof(*responses); i++) {
        struct scene *scene = scene_new(by_host);
        send_text(scene->client, responses[i].request);
        server_gets(scene, "\r\n\r\n");
        send_text(scene->server, responses[i].response);
        cr_expect_not_null(strstr(client_gets(scene, responses[i].end), responses[i].end),
                           "row %zu: %s", i, scene->text);
        if (responses[i].stays_open) {
            send_text(scene->client, "GET /next HTTP/1.1\r\n" HEADERS "\r\n");
            cr_expect_not_null(strstr(server_gets(scene, "\r\n\r\n"), "GET /next"), "row %zu", i);
        } else {
            cr_expect_eq(end_of(scene->client), END_FIN, "row %zu", i);
        }
        scene_free(scene);
    }
}

Test(http, response_until_close)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET / HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    send_text(scene->server, "HTTP/1.1 200 OK\r\n\r\nall there is");
    close(scene->server);
    scene->server = -1;
    cr_assert_not_null(strstr(client_gets(scene, "there is"), "Connection: close"));
    cr_assert_eq(end_of(scene->client), END_FIN);
    scene_free(scene);
}

/* A response that two readers could take for different ones, or none at all. */
static const char *const broken[] = {
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "HTTP/1.1 20 OK\r\n\r\n",
    "SSH-2.0-OpenSSH\r\n\r\n",
};

Test(http, broken_responses_are_bad_gateways)
{
    for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
        struct scene *scene = scene_new(by_host);
        send_text(scene->client, "GET / HTTP/1.1\r\n" HEADERS "\r\n");
        server_gets(scene, "\r\n\r\n");
        send_text(scene->server, broken[i]);
        cr_expect(strncmp(client_gets(scene, "\r\n"), "HTTP/1.1 502 ", 13) == 0, "row %zu: %s", i,
                  scene->text);
        json_t *log = rig_stop(scene->rig);
        cr_expect_eq(log_count(log, "http"), 1);
        cr_expect_eq(log_count(log, "error"), 1);
        scene_free(scene);
    }
}

Test(http, nobody_listens)
{
    struct scene *scene = scene_new(by_host);
    close(scene->listener);
    send_text(scene->client, "GET / HTTP/1.1\r\n" HEADERS "\r\n");
    cr_assert(strncmp(client_gets(scene, "\r\n"), "HTTP/1.1 502 ", 13) == 0, "%s", scene->text);
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "http"), 1);
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "policy"), "allow");
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "error"), "upstream_refused");
    scene->listener = dup(0);
    scene_free(scene);
}

Test(http, body_waits_for_continue)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client,
              "POST / HTTP/1.1\r\n" HEADERS "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    cr_assert_not_null(strstr(server_gets(scene, "\r\n\r\n"), "Expect: 100-continue"));
    send_text(scene->server, "HTTP/1.1 100 Continue\r\n\r\n");
    cr_assert_not_null(strstr(client_gets(scene, "\r\n\r\n"), "100 Continue"));
    send_text(scene->client, "body");
    cr_assert_str_eq(server_gets(scene, "body"), "body");
    send_text(scene->server, OK_EMPTY);
    cr_assert_not_null(strstr(client_gets(scene, "\r\n\r\n"), "200 OK"));
    scene_free(scene);
}

/* An answer before the whole request: the connection is not used again. */
Test(http, early_answer_ends_the_connection)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "POST / HTTP/1.1\r\n" HEADERS "Content-Length: 4000\r\n\r\nsome");
    server_gets(scene, "some");
    send_text(scene->server, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    cr_assert_not_null(strstr(client_gets(scene, "\r\n\r\n"), "Connection: close"));
    cr_assert_eq(end_of(scene->client), END_FIN);
    scene_free(scene);
}

Test(http, websocket_is_relayed_after_the_switch)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET / HTTP/1.1\r\n" HEADERS "Connection: Upgrade\r\n"
                             "Upgrade: websocket\r\n\r\n");
    cr_assert_not_null(strstr(server_gets(scene, "\r\n\r\n"), "Upgrade: websocket\r\n"));
    send_text(scene->server, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                             "Upgrade: websocket\r\n\r\n\x81");
    client_gets(scene, "\x81");
    send_text(scene->client, "\x82GET /");
    cr_assert_str_eq(server_gets(scene, "GET /"), "\x82GET /");
    scene_free(scene);
}

/* HTTP/2 inside HTTP/1 would hide its requests. */
Test(http, other_upgrades_are_not_offered)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client,
              "GET / HTTP/1.1\r\n" HEADERS "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
    server_gets(scene, "\r\n\r\n");
    cr_assert_null(strcasestr(scene->text, "upgrade"), "%s", scene->text);
    cr_assert_null(strcasestr(scene->text, "settings"), "%s", scene->text);
    scene_free(scene);
}

Test(http, tunnels_need_both_rules)
{
    static const struct rig_rule proxy_only[] = {{.host = "good.example"}, {0}};
    static const struct rig_rule both[] = {
        {.host = "good.example"}, {.host = "far.example", .port = 443}, {0}};
    static const char request[] =
        "CONNECT far.example:443 HTTP/1.1\r\nHost: far.example:443\r\n\r\n";
    struct scene *scene = scene_new(proxy_only);
    send_text(scene->client, request);
    client_is_refused(scene);
    scene_free(scene);

    scene = scene_new(both);
    send_text(scene->client, request);
    cr_assert_str_eq(server_gets(scene, "\r\n\r\n"), request);
    send_text(scene->server, "HTTP/1.1 200 Connected\r\nContent-Length: 5\r\n\r\nraw");
    cr_assert_str_eq(client_gets(scene, "raw"), "HTTP/1.1 200 Connected\r\n\r\nraw");
    send_text(scene->client, "\x16\x03");
    cr_assert_str_eq(server_gets(scene, "\x03"), "\x16\x03");
    scene_free(scene);
}

/* The server closes a kept connection: the next request goes over a new one. */
Test(http, server_may_close_between_requests)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET /1 HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    send_text(scene->server, OK_EMPTY);
    client_gets(scene, "\r\n\r\n");
    close(scene->server);
    scene->server = -1;
    usleep(50000); /* the close is to arrive before the next request */
    send_text(scene->client, "GET /2 HTTP/1.1\r\n" HEADERS "\r\n");
    cr_assert_not_null(strstr(server_gets(scene, "\r\n\r\n"), "GET /2"));
    scene_free(scene);
}

/* It closes while the next request is on its way: the client, told so, knows how to ask again. */
Test(http, server_may_close_instead_of_answering_again)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET /1 HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    send_text(scene->server, OK_EMPTY);
    client_gets(scene, "\r\n\r\n");
    send_text(scene->client, "GET /2 HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    close(scene->server);
    scene->server = -1;
    cr_assert_eq(receive(scene->client, scene->text, 1), 0, "nothing, not even a 502");
    scene_free(scene);
}

/* Bytes that the server adds to a response are nobody's, whenever they come. */
Test(http, surplus_of_a_response_is_not_the_next_one)
{
    static const char surplus[] = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
    for (int later = 0; later < 2; later++) {
        struct scene *scene = scene_new(by_host);
        send_text(scene->client, "GET /1 HTTP/1.1\r\n" HEADERS "\r\n");
        server_gets(scene, "\r\n\r\n");
        char response[256];
        snprintf(response, sizeof(response), OK_EMPTY "%s", later ? "" : surplus);
        send_text(scene->server, response);
        client_gets(scene, "\r\n\r\n");
        if (later) {
            send_text(scene->server, surplus);
            end_of(scene->server); /* our side is closed on it */
        }
        close(scene->server);
        scene->server = -1;
        send_text(scene->client, "GET /2 HTTP/1.1\r\n" HEADERS "\r\n");
        cr_assert_not_null(strstr(server_gets(scene, "\r\n\r\n"), "GET /2"));
        send_text(scene->server, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood");
        cr_assert_not_null(strstr(client_gets(scene, "good"), "good"));
        scene_free(scene);
    }
}

/* Two requests at once, and a surplus behind the first response: it does not answer the second. */
Test(http, surplus_does_not_answer_a_pipelined_request)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET /1 HTTP/1.1\r\n" HEADERS "\r\n"
                             "GET /2 HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    send_text(scene->server, OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
    int second = accept_one(scene->listener);
    send_text(second, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood");
    cr_assert_null(strstr(client_gets(scene, "good"), "evil"));
    close(second);
    scene_free(scene);
}

Test(http, unlogged_requests_are_not_sent)
{
    struct scene scene = {.server = -1};
    char byte;
    scene.rig = rig_new(&(struct rig_options){.rules = by_address, .log_path = "/dev/full"});
    scene.listener = listen_on(SERVER, &scene.port);
    scene.client = rig_connect(scene.rig, SERVER, scene.port);
    send_text(scene.client, "GET / HTTP/1.1\r\n" HEADERS "\r\n");
    cr_assert_eq(end_of(scene.client), END_RST);
    scene.server = accept_one(scene.listener);
    cr_assert_eq(receive(scene.server, &byte, 1), 0);
    close(scene.client);
    close(scene.server);
    close(scene.listener);
    rig_free(scene.rig);
}

/* A client that closes its half after the request still gets the response. */
Test(http, half_close_after_the_request)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET / HTTP/1.1\r\n" HEADERS "\r\n");
    shutdown(scene->client, SHUT_WR);
    server_gets(scene, "\r\n\r\n");
    send_text(scene->server, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood");
    cr_assert_not_null(strstr(client_gets(scene, "good"), "good"));
    cr_assert_eq(end_of(scene->client), END_FIN);
    scene_free(scene);
}

/* Many bytes either way, in chunks and by length, arrive as they were sent. */
Test(http, large_bodies)
{
    enum { SIZE = 4 << 20 };
    static char sent[SIZE], got[SIZE];
    char head[128];
    for (size_t i = 0; i < SIZE; i++)
        sent[i] = (char)(i * 31 + (i >> 12));
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "GET / HTTP/1.1\r\n" HEADERS "\r\n");
    server_gets(scene, "\r\n\r\n");
    if (fork() == 0) {
        snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", SIZE);
        send_text(scene->server, head);
        send_all(scene->server, sent, SIZE);
        _exit(0);
    }
    client_gets(scene, "\r\n\r\n");
    cr_assert_eq(receive(scene->client, got, SIZE), SIZE);
    cr_assert(memcmp(sent, got, SIZE) == 0);
    scene_free(scene);
}

/* A chunked body that breaks off is not one that ends: the server never sees it whole. */
static const char *const broken_chunks[] = {
    "3\r\nabcd\r\n0\r\n\r\n",
    "3\nabc\n0\n\n",
    "0x3\r\nabc\r\n0\r\n\r\n",
    "3 \r\nabc\r\n0\r\n\r\n",
    "-3\r\nabc\r\n0\r\n\r\n",
    "ffffffffffffffff3\r\nabc\r\n0\r\n\r\n",
    "3;\nx\r\nabc\r\n0\r\n\r\n",
    "3\r\nabc0\r\n\r\n",
    "\r\n3\r\nabc\r\n0\r\n\r\n",
    "0\r\nX: y\n\r\n",
    "0\r\n X: y\r\n\r\n",
    "0\r\nContent_Length: 5\r\n\r\n",
    "0\r\nGET /secret HTTP/1.1\r\n\r\n",
};

Test(http, broken_chunks_end_the_request)
{
    for (size_t i = 0; i < sizeof(broken_chunks) / sizeof(*broken_chunks); i++) {
        struct scene *scene = scene_new(by_host);
        send_text(scene->client,
                  "POST / HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked\r\n\r\n");
        server_gets(scene, "\r\n\r\n");
        send_text(scene->client, broken_chunks[i]);
        receive_until(scene->server, scene->text, sizeof(scene->text), "0\r\n\r\n");
        cr_expect_null(strstr(scene->text, "0\r\n\r\n"), "row %zu: %s", i, scene->text);
        json_t *log = rig_stop(scene->rig);
        cr_expect_str_eq(line_text(log_line(log, "error", 0), "error"), "request_malformed",
                         "row %zu", i);
        scene_free(scene);
    }
}

Test(http, trailers_go_both_ways)
{
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "POST / HTTP/1.1\r\n" HEADERS "TE: trailers, deflate\r\n"
                             "Connection: TE\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "4\r\nbody\r\n0\r\nX-Sum: 1\r\nHost: other.example\r\n\r\n");
    cr_assert_not_null(
        strstr(server_gets(scene, "\r\n\r\n"), "TE: trailers\r\nConnection: TE\r\n\r\n"), "%s",
        scene->text);
    cr_assert_str_eq(server_gets(scene, "\r\n\r\n"), "4\r\nbody\r\n0\r\nX-Sum: 1\r\n\r\n");
    send_text(scene->server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "2\r\nok\r\n0\r\nX-Time: 2\r\nSet-Cookie: a\r\n\r\n");
    client_gets(scene, "\r\n\r\n");
    cr_assert_str_eq(client_gets(scene, "\r\n\r\n"), "2\r\nok\r\n0\r\nX-Time: 2\r\n\r\n");
    send_text(scene->client, "GET /next HTTP/1.1\r\n" HEADERS "\r\n");
    cr_assert_not_null(strstr(server_gets(scene, "\r\n\r\n"), "GET /next"), "they end the message");
    scene_free(scene);
}

/* Trailers may come in any pieces, and behind them the next request. */
Test(http, trailers_in_pieces)
{
    static const char body[] =
        "4\r\nbody\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\nGET /2 HTTP/1.1\r\n" HEADERS "\r\n";
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, "POST /1 HTTP/1.1\r\n" HEADERS "Transfer-Encoding: chunked\r\n\r\n");
    for (size_t i = 0; i < sizeof(body) - 1; i++) {
        send_all(scene->client, body + i, 1);
        usleep(500); /* so that most pieces come by themselves */
    }
    server_gets(scene, "\r\n\r\n");
    server_gets(scene, "\r\n\r\n");
    cr_assert_not_null(strstr(scene->text, "0\r\nX-Sum: 1\r\nY: 2\r\n\r\n"), "%s", scene->text);
    send_text(scene->server, OK_EMPTY);
    cr_assert_not_null(strstr(server_gets(scene, "\r\n\r\n"), "GET /2"));
    scene_free(scene);
}

/* A server may take the body of a GET for a request: where all requests are allowed, it may. */
Test(http, a_get_with_a_body_needs_the_whole_host)
{
    static const char request[] =
        "GET /public HTTP/1.1\r\n" HEADERS "Content-Length: 4\r\n\r\nbody";
    struct scene *scene = scene_new(by_host);
    send_text(scene->client, request);
    cr_assert_not_null(strstr(server_gets(scene, "body"), "Content-Length: 4\r\n\r\nbody"));
    scene_free(scene);

    scene = scene_new(by_url);
    send_text(scene->client, request);
    client_is_refused(scene);
    cr_assert(nobody_connects(scene->listener));
    json_t *log = rig_stop(scene->rig);
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "error"), "unexpected_body");
    scene_free(scene);
}
