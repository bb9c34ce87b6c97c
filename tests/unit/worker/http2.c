/* HTTP/2 without TLS through the worker: streams are asked one by one, and none harms another. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/wire/http1.h"
#include "tests/support/http2_raw.h"
#include "tests/unit/worker/rig.h"

#define SERVER IP(127, 0, 0, 3)
#define END NGHTTP2_FLAG_END_STREAM

static const struct rig_rule by_host[] = {{.host = "good.example"}, {0}};
static const struct rig_rule by_url[] = {{.host = "good.example", .path = "/public"}, {0}};

#define STREAMS_MAX 16

/* What the client has got on a stream: the last head and the last piece of the body. */
struct seen {
    char head[1024], body[4096];
    bool ended;
};

struct scene {
    struct rig *rig;
    int listener, client_fd, server_fd;
    uint16_t port;
    struct raw client, server;
    struct raw_frame frame;
    struct seen seen[STREAMS_MAX];
};

static struct scene *scene_tuned(const struct rig_rule *rules, void (*tune)(struct limits *))
{
    struct scene *scene = calloc(1, sizeof(*scene));
    cr_assert_not_null(scene);
    scene->rig = rig_new(&(struct rig_options){.rules = rules, .tune = tune});
    rig_bind(scene->rig, "good.example", SERVER);
    rig_bind(scene->rig, "other.example", SERVER);
    scene->listener = listen_on(SERVER, &scene->port);
    scene->client_fd = rig_connect(scene->rig, SERVER, scene->port);
    scene->server_fd = -1;
    raw_open(&scene->client, scene->client_fd, true);
    return scene;
}

static struct scene *scene_new(const struct rig_rule *rules)
{
    return scene_tuned(rules, NULL);
}

static void scene_free(struct scene *scene)
{
    raw_close(&scene->client);
    raw_close(&scene->server);
    close(scene->client_fd);
    if (scene->server_fd >= 0)
        close(scene->server_fd);
    close(scene->listener);
    rig_free(scene->rig);
    free(scene);
}

/* The proxy connects; its preface and settings are read. */
static void server_up(struct scene *scene)
{
    char preface[NGHTTP2_CLIENT_MAGIC_LEN + 1] = "";
    scene->server_fd = accept_one(scene->listener);
    receive(scene->server_fd, preface, NGHTTP2_CLIENT_MAGIC_LEN);
    cr_assert_str_eq(preface, NGHTTP2_CLIENT_MAGIC);
    raw_open(&scene->server, scene->server_fd, false);
}

static const struct raw_frame *server_gets(struct scene *scene, uint8_t type, int32_t id)
{
    if (scene->server_fd < 0)
        server_up(scene);
    cr_assert(raw_wait(&scene->server, type, id, &scene->frame), "no frame %u on %d", type, id);
    return &scene->frame;
}

static const struct raw_frame *client_gets(struct scene *scene, uint8_t type, int32_t id)
{
    cr_assert(raw_wait(&scene->client, type, id, &scene->frame), "no frame %u on %d", type, id);
    return &scene->frame;
}

#define REQUEST(method, path)                                                                      \
    {":method", method, 0}, {":scheme", "http", 0}, {":authority", "good.example", 0},             \
    {                                                                                              \
        ":path", path, 0                                                                           \
    }
#define GET(path) FIELDS(REQUEST("GET", path))
#define OK FIELDS({":status", "200", 0})

/* Reads until the stream has ended, and keeps what comes of the others meanwhile. */
static const struct seen *client_gets_all(struct scene *scene, int32_t id)
{
    struct raw_frame *frame = &scene->frame;
    while (!scene->seen[id].ended) {
        cr_assert(raw_read(&scene->client, frame), "stream %d does not end", id);
        if (frame->id >= STREAMS_MAX)
            continue;
        struct seen *seen = &scene->seen[frame->id];
        if (frame->type == NGHTTP2_HEADERS)
            snprintf(seen->head, sizeof(seen->head), "%.*s", (int)sizeof(seen->head) - 1,
                     frame->text);
        if (frame->type == NGHTTP2_DATA)
            snprintf(seen->body, sizeof(seen->body), "%.*s", (int)sizeof(seen->body) - 1,
                     frame->text);
        seen->ended |=
            frame->type == NGHTTP2_RST_STREAM ||
            ((frame->type == NGHTTP2_HEADERS || frame->type == NGHTTP2_DATA) && frame->flags & END);
    }
    return &scene->seen[id];
}

static void client_is_refused(struct scene *scene, int32_t id, const char *status)
{
    char wanted[32];
    const struct seen *seen = client_gets_all(scene, id);
    snprintf(wanted, sizeof(wanted), ":status: %s\n", status);
    cr_assert_not_null(strstr(seen->head, wanted), "%s", seen->head);
    cr_assert_not_null(strstr(seen->body, "egress: this request was"), "%s", seen->body);
}

Test(http2, a_request_and_its_response)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, END,
                FIELDS(REQUEST("GET", "/a?q=1"), {"accept", "*/*", 0}, {"te", "trailers", 0},
                       {"cookie", "a=1", 0}, {"cookie", "b=2", 0}));
    const struct raw_frame *request = server_gets(scene, NGHTTP2_HEADERS, 1);
    cr_assert_str_eq(request->text, ":method: GET\n:scheme: http\n:authority: good.example\n"
                                    ":path: /a?q=1\naccept: */*\ncookie: a=1\ncookie: b=2\n"
                                    "te: trailers\n");
    cr_assert(request->flags & END);
    raw_headers(&scene->server, 1, 0, FIELDS({":status", "103", 0}, {"link", "x", 0}));
    raw_headers(&scene->server, 1, 0, FIELDS({":status", "200", 0}, {"x", "y", 0}));
    raw_data(&scene->server, 1, 0, "body");
    raw_headers(&scene->server, 1, END, FIELDS({"grpc-status", "0", 0}, {"set-cookie", "9", 0}));
    cr_assert_str_eq(client_gets(scene, NGHTTP2_HEADERS, 1)->text, ":status: 103\nlink: x\n");
    cr_assert_str_eq(client_gets(scene, NGHTTP2_HEADERS, 1)->text, ":status: 200\nx: y\n");
    cr_assert_str_eq(client_gets(scene, NGHTTP2_DATA, 1)->text, "body");
    const struct raw_frame *trailers = client_gets(scene, NGHTTP2_HEADERS, 1);
    cr_assert_str_eq(trailers->text, "grpc-status: 0\n", "%s", trailers->text);
    cr_assert(trailers->flags & END);
    json_t *log = rig_stop(scene->rig);
    char url[64];
    snprintf(url, sizeof(url), "http://good.example:%u/a", scene->port);
    cr_assert_eq(log_count(log, "http"), 1);
    cr_assert_eq(log_count(log, "error"), 0);
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "url"), url);
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "policy"), "allow");
    scene_free(scene);
}

Test(http2, bodies_and_trailers_go_up)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(
        &scene->client, 1, 0,
        FIELDS(REQUEST("POST", "/up"), {"content-length", "8", 0}, {"expect", "100-continue", 0}));
    cr_assert_not_null(strstr(server_gets(scene, NGHTTP2_HEADERS, 1)->text, "content-length: 8\n"));
    raw_headers(&scene->server, 1, 0, FIELDS({":status", "100", 0}));
    cr_assert_str_eq(client_gets(scene, NGHTTP2_HEADERS, 1)->text, ":status: 100\n");
    raw_data(&scene->client, 1, 0, "some");
    cr_assert_str_eq(server_gets(scene, NGHTTP2_DATA, 1)->text, "some", "it is not waited for");
    raw_data(&scene->client, 1, 0, "more");
    raw_headers(&scene->client, 1, END, FIELDS({"x-sum", "1", 0}));
    cr_assert_str_eq(server_gets(scene, NGHTTP2_DATA, 1)->text, "more");
    const struct raw_frame *trailers = server_gets(scene, NGHTTP2_HEADERS, 1);
    cr_assert_str_eq(trailers->text, "x-sum: 1\n");
    cr_assert(trailers->flags & END);
    raw_headers(&scene->server, 1, END, FIELDS({":status", "204", 0}));
    cr_assert(client_gets(scene, NGHTTP2_HEADERS, 1)->flags & END);
    scene_free(scene);
}

Test(http2, each_stream_is_asked)
{
    struct scene *scene = scene_new(by_url);
    raw_headers(&scene->client, 1, END, GET("/public/1"));
    raw_headers(&scene->client, 3, END, GET("/secret"));
    raw_headers(&scene->client, 5, END, FIELDS(REQUEST("POST", "/public/2")));
    raw_headers(&scene->client, 7, END,
                FIELDS({":method", "GET", 0}, {":scheme", "http", 0},
                       {":authority", "other.example", 0}, {":path", "/public/3", 0}));
    raw_headers(&scene->client, 9, END, GET("/public/4"));
    cr_assert_not_null(strstr(server_gets(scene, NGHTTP2_HEADERS, 1)->text, "/public/1"));
    cr_assert_not_null(strstr(server_gets(scene, NGHTTP2_HEADERS, 3)->text, "/public/4"));
    for (int32_t id = 3; id <= 7; id += 2)
        client_is_refused(scene, id, "403");
    raw_headers(&scene->server, 1, END, OK);
    raw_headers(&scene->server, 3, END, OK);
    client_gets(scene, NGHTTP2_HEADERS, 1);
    client_gets(scene, NGHTTP2_HEADERS, 9);
    json_t *log = rig_stop(scene->rig);
    size_t allowed = 0;
    for (size_t i = 0; i < log_count(log, "http"); i++)
        allowed += strcmp(line_text(log_line(log, "http", i), "policy"), "allow") == 0;
    cr_assert_eq(log_count(log, "http"), 5);
    cr_assert_eq(allowed, 2);
    scene_free(scene);
}

/* A refused request's body is read over, and the stream then ended. */
Test(http2, a_refused_body_does_not_matter)
{
    struct scene *scene = scene_new(by_url);
    raw_headers(&scene->client, 1, 0, FIELDS(REQUEST("POST", "/secret")));
    raw_data(&scene->client, 1, 0, "GET /secret HTTP/1.1\r\n\r\n");
    client_is_refused(scene, 1, "403");
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_NO_ERROR);
    raw_headers(&scene->client, 3, END, GET("/public"));
    cr_assert_not_null(strstr(server_gets(scene, NGHTTP2_HEADERS, 1)->text, "/public"));
    scene_free(scene);
}

/* ---- what must not be believed ---- */

#define GOOD(...) FIELDS(REQUEST("GET", "/public"), __VA_ARGS__)
#define PSEUDO(m, s, a, p)                                                                         \
    FIELDS({":method", m, 0}, {":scheme", s, 0}, {":authority", a, 0}, {":path", p, 0})

Test(http2, malformed_requests_go_nowhere)
{
    const struct raw_field *const rows[] = {
        /* smuggling into HTTP/1 behind us */
        GOOD({"x", "a\r\nhost: other.example", 0}),
        GOOD({"x", "a\nb", 0}),
        GOOD({"x", "a\rb", 0}),
        GOOD({"x", "a\0b", 3}),
        GOOD({"x", " a", 0}),
        GOOD({"x", "a\t", 0}),
        GOOD({"x", "\x7f", 0}),
        GOOD({"x\r\ny", "a", 0}),
        GOOD({"x y", "a", 0}),
        GOOD({"x:y", "a", 0}),
        GOOD({"", "a", 0}),
        GOOD({"X-Upper", "a", 0}),
        GOOD({"transfer-encoding", "chunked", 0}),
        GOOD({"connection", "close", 0}),
        GOOD({"keep-alive", "5", 0}),
        GOOD({"proxy-connection", "close", 0}),
        GOOD({"upgrade", "websocket", 0}),
        GOOD({"te", "gzip", 0}),
        GOOD({"content_length", "5", 0}),
        GOOD({"transfer_encoding", "chunked", 0}),
        /* lengths */
        GOOD({"content-length", "5", 0}),
        GOOD({"content-length", "0", 0}, {"content-length", "5", 0}),
        GOOD({"content-length", "-1", 0}),
        GOOD({"content-length", "+0", 0}),
        GOOD({"content-length", "0x0", 0}),
        GOOD({"content-length", "", 0}),
        GOOD({"content-length", "99999999999999999999", 0}),
        /* whom and what it is for */
        GOOD({"host", "other.example", 0}),
        GOOD({"host", "good.example", 0}, {"host", "good.example", 0}),
        GOOD({"host", "", 0}),
        GOOD({":path", "/secret", 0}),
        GOOD({":status", "200", 0}),
        GOOD({":protocol", "websocket", 0}),
        GOOD({":unknown", "x", 0}),
        GOOD({"x", "a", 0}, {":scheme", "http", 0}),
        GOOD({"expect", "something", 0}),
        PSEUDO("GET", "http", "good.example", "/public secret"),
        PSEUDO("GET", "http", "good.example", "/public HTTP/1.1\r\nHost: other.example\r\n\r\n"),
        PSEUDO("GET", "http", "good.example", "/public#part"),
        PSEUDO("GET", "http", "good.example", "/pub\xc3\xbc"),
        PSEUDO("GET", "http", "good.example", "public"),
        PSEUDO("GET", "http", "good.example", ""),
        PSEUDO("GET", "http", "good.example", "*"),
        PSEUDO("GET", "http", "good.example", "http://good.example/public"),
        PSEUDO("GET", "http", "good.example,other.example", "/public"),
        PSEUDO("GET", "http", "user@good.example", "/public"),
        PSEUDO("GET", "http", "good.example other.example", "/public"),
        PSEUDO("GET", "http", "good.example:80:90", "/public"),
        PSEUDO("GET", "http", "good.example:0", "/public"),
        PSEUDO("GET", "http", "[::1]", "/public"),
        PSEUDO("GET", "http", "", "/public"),
        PSEUDO("GET", "https", "good.example", "/public"),
        PSEUDO("GET", "file", "good.example", "/public"),
        PSEUDO("get", "http", "good.example", "/public"),
        PSEUDO("GET /public HTTP/1.1\r\n", "http", "good.example", "/public"),
        PSEUDO("", "http", "good.example", "/public"),
        FIELDS({":method", "GET", 0}, {":scheme", "http", 0}, {":path", "/public", 0}),
        FIELDS({":method", "GET", 0}, {":path", "/public", 0}, {"host", "good.example", 0}),
        FIELDS({":scheme", "http", 0}, {":path", "/public", 0}, {"host", "good.example", 0}),
        FIELDS({":method", "CONNECT", 0}, {":authority", "good.example", 0}),
        FIELDS({"x", "no pseudo-fields at all", 0}),
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene *scene = scene_new(by_url);
        struct raw_frame *frame = &scene->frame;
        raw_headers(&scene->client, 1, END, rows[i]);
        bool refused = false;
        while (!refused && raw_read(&scene->client, frame))
            refused = (frame->type == NGHTTP2_HEADERS && frame->id == 1 &&
                       strncmp(frame->text, ":status: 4", 10) == 0) ||
                      (frame->type == NGHTTP2_HEADERS && frame->id == 1 &&
                       strncmp(frame->text, ":status: 5", 10) == 0) ||
                      (frame->type == NGHTTP2_RST_STREAM && frame->id == 1) ||
                      frame->type == NGHTTP2_GOAWAY;
        cr_expect(refused, "row %zu is not refused", i);
        cr_expect(nobody_connects(scene->listener), "row %zu reached the server", i);
        json_t *log = rig_stop(scene->rig);
        cr_expect_eq(log_count(log, "http"), 1, "row %zu", i);
        cr_expect_str_eq(line_text(log_line(log, "http", 0), "policy"), "deny", "row %zu", i);
        scene_free(scene);
    }
}

/* The body is longer or shorter than said: the server hears of it at once, and never of the rest.
 */
Test(http2, bodies_that_are_not_their_length)
{
    static const char *const bodies[] = {"more than it said", "x"};
    for (size_t i = 0; i < 2; i++) {
        struct scene *scene = scene_new(by_host);
        raw_headers(&scene->client, 1, 0,
                    FIELDS(REQUEST("POST", "/up"), {"content-length", "4", 0}));
        server_gets(scene, NGHTTP2_HEADERS, 1);
        raw_data(&scene->client, 1, END, bodies[i]);
        cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_PROTOCOL_ERROR);
        do
            cr_assert(raw_read(&scene->server, &scene->frame));
        while (scene->frame.type != NGHTTP2_RST_STREAM && scene->frame.type != NGHTTP2_DATA);
        if (scene->frame.type == NGHTTP2_DATA) {
            cr_assert_not(scene->frame.flags & END, "the server would take it for whole");
            server_gets(scene, NGHTTP2_RST_STREAM, 1);
        }
        json_t *log = rig_stop(scene->rig);
        cr_expect_str_eq(line_text(log_line(log, "error", 0), "error"), "request_malformed");
        scene_free(scene);
    }
}

/* The rest of it is read together with its head, before the server is there. */
Test(http2, a_request_that_turns_out_malformed_at_once_has_a_line)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, 0, FIELDS(REQUEST("POST", "/"), {"content-length", "4", 0}));
    raw_data(&scene->client, 1, END, "more than it said");
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_PROTOCOL_ERROR);
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "http"), 1);
    scene_free(scene);
}

/* ---- responses ---- */

Test(http2, broken_responses_are_bad_gateways)
{
    const struct raw_field *const rows[] = {
        FIELDS({":status", "200", 0}, {"x", "a\r\nset-cookie: b", 0}),
        FIELDS({":status", "200", 0}, {"X", "a", 0}),
        FIELDS({":status", "200", 0}, {"transfer-encoding", "chunked", 0}),
        FIELDS({":status", "200", 0}, {"connection", "close", 0}),
        FIELDS({":status", "2000", 0}),
        FIELDS({":status", "abc", 0}),
        FIELDS({":status", "101", 0}),
        FIELDS({"x", "no status", 0}),
        FIELDS({":status", "200", 0}, {"content-length", "5", 0}),
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene *scene = scene_new(by_host);
        raw_headers(&scene->client, 1, END, GET("/"));
        server_gets(scene, NGHTTP2_HEADERS, 1);
        raw_headers(&scene->server, 1, END, rows[i]);
        bool failed = false;
        while (!failed && raw_read(&scene->client, &scene->frame))
            failed = scene->frame.id == 1 && (scene->frame.type == NGHTTP2_RST_STREAM ||
                                              strncmp(scene->frame.text, ":status: 502", 12) == 0);
        cr_expect(failed, "row %zu", i);
        cr_expect_eq(log_count(rig_stop(scene->rig), "error"), 1, "row %zu", i);
        scene_free(scene);
    }
}

Test(http2, answers_to_head_have_a_length_and_no_body)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, END, FIELDS(REQUEST("HEAD", "/")));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, END, FIELDS({":status", "200", 0}, {"content-length", "9", 0}));
    const struct raw_frame *head = client_gets(scene, NGHTTP2_HEADERS, 1);
    cr_assert_str_eq(head->text, ":status: 200\ncontent-length: 9\n");
    cr_assert(head->flags & END);
    scene_free(scene);
}

Test(http2, nobody_listens)
{
    struct scene *scene = scene_new(by_host);
    close(scene->listener);
    raw_headers(&scene->client, 1, END, GET("/1"));
    raw_headers(&scene->client, 3, END, GET("/2"));
    client_is_refused(scene, 1, "502");
    client_is_refused(scene, 3, "502");
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "http"), 2);
    for (size_t i = 0; i < 2; i++) {
        cr_assert_str_eq(line_text(log_line(log, "http", i), "policy"), "allow");
        cr_assert_str_eq(line_text(log_line(log, "http", i), "error"), "upstream_refused");
    }
    scene->listener = dup(0);
    scene_free(scene);
}

Test(http2, unlogged_requests_are_not_sent)
{
    struct scene scene = {.server_fd = -1};
    scene.rig = rig_new(&(struct rig_options){.rules = by_host, .log_path = "/dev/full"});
    rig_bind(scene.rig, "good.example", SERVER);
    scene.listener = listen_on(SERVER, &scene.port);
    scene.client_fd = rig_connect(scene.rig, SERVER, scene.port);
    raw_open(&scene.client, scene.client_fd, true);
    raw_headers(&scene.client, 1, END, GET("/"));
    client_gets(&scene, NGHTTP2_RST_STREAM, 1);
    server_up(&scene);
    shutdown(scene.client_fd, SHUT_WR);
    while (raw_read(&scene.server, &scene.frame))
        cr_assert_neq(scene.frame.type, NGHTTP2_HEADERS);
    raw_close(&scene.client);
    raw_close(&scene.server);
    close(scene.client_fd);
    close(scene.server_fd);
    close(scene.listener);
    rig_free(scene.rig);
}

/* ---- ends ---- */

Test(http2, resets_go_both_ways)
{
    struct scene *scene = scene_new(by_host);
    for (int32_t id = 1; id <= 5; id += 2)
        raw_headers(&scene->client, id, 0, FIELDS(REQUEST("POST", "/")));
    server_gets(scene, NGHTTP2_HEADERS, 5);
    raw_code(&scene->client, NGHTTP2_RST_STREAM, 1, NGHTTP2_CANCEL);
    cr_assert_eq(server_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_CANCEL);
    raw_code(&scene->server, NGHTTP2_RST_STREAM, 3, NGHTTP2_REFUSED_STREAM);
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 3)->code, NGHTTP2_REFUSED_STREAM);
    raw_data(&scene->client, 5, END, "goes on");
    cr_assert_str_eq(server_gets(scene, NGHTTP2_DATA, 5)->text, "goes on");
    scene_free(scene);
}

/* The server's whole response, then its word that the rest of the request is not wanted. */
Test(http2, an_early_response_is_heard_before_the_reset)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, 0, FIELDS(REQUEST("POST", "/")));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, 0, FIELDS({":status", "413", 0}));
    raw_data(&scene->server, 1, END, "too large");
    raw_code(&scene->server, NGHTTP2_RST_STREAM, 1, NGHTTP2_NO_ERROR);
    cr_assert_str_eq(client_gets(scene, NGHTTP2_HEADERS, 1)->text, ":status: 413\n");
    cr_assert_str_eq(client_gets(scene, NGHTTP2_DATA, 1)->text, "too large");
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_NO_ERROR);
    scene_free(scene);
}

Test(http2, goaway_of_the_server_reaches_the_client)
{
    struct scene *scene = scene_new(by_host);
    for (int32_t id = 1; id <= 5; id += 2)
        raw_headers(&scene->client, id, END, GET("/"));
    server_gets(scene, NGHTTP2_HEADERS, 5);
    raw_goaway(&scene->server, 3, NGHTTP2_NO_ERROR);
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 5)->code, NGHTTP2_REFUSED_STREAM,
                 "it was not looked at, and may be asked again");
    raw_headers(&scene->server, 1, END, OK);
    raw_headers(&scene->server, 3, END, OK);
    client_gets(scene, NGHTTP2_HEADERS, 1);
    client_gets(scene, NGHTTP2_HEADERS, 3);
    cr_assert_eq(end_of(scene->client_fd), END_FIN);
    scene_free(scene);
}

Test(http2, a_server_that_closes_fails_what_is_open)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, END, GET("/1"));
    raw_headers(&scene->client, 3, END, GET("/2"));
    server_gets(scene, NGHTTP2_HEADERS, 3);
    raw_headers(&scene->server, 1, 0, OK);
    client_gets(scene, NGHTTP2_HEADERS, 1);
    close(scene->server_fd);
    scene->server_fd = -1;
    bool reset = false, answered = false;
    while (raw_read(&scene->client, &scene->frame)) {
        reset |= scene->frame.type == NGHTTP2_RST_STREAM && scene->frame.id == 1;
        answered |= strncmp(scene->frame.text, ":status: 502", 12) == 0;
    }
    cr_assert(reset && answered);
    cr_assert_eq(log_count(rig_stop(scene->rig), "error"), 2);
    scene_free(scene);
}

Test(http2, a_client_that_closes_ends_the_server_side)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, END, GET("/1"));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, END, OK);
    client_gets(scene, NGHTTP2_HEADERS, 1);
    close(scene->client_fd);
    scene->client_fd = dup(0);
    cr_assert_eq(server_gets(scene, NGHTTP2_GOAWAY, 0)->code, NGHTTP2_NO_ERROR);
    cr_assert_eq(end_of(scene->server_fd), END_FIN);
    scene_free(scene);
}

/* It says so before it closes, as it should: that is no trouble. */
Test(http2, goaway_of_the_client_is_an_orderly_end)
{
    struct scene *scene = scene_new(by_host);
    raw_headers(&scene->client, 1, END, GET("/1"));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, END, OK);
    client_gets(scene, NGHTTP2_HEADERS, 1);
    raw_goaway(&scene->client, 0, NGHTTP2_NO_ERROR);
    cr_assert_eq(end_of(scene->client_fd), END_FIN);
    shutdown(scene->client_fd, SHUT_WR);
    end_of(scene->server_fd);
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "http"), 1);
    cr_assert_eq(log_count(log, "error"), 0);
    scene_free(scene);
}

Test(http2, a_connection_without_a_request_is_written_down)
{
    struct scene *scene = scene_new(by_host);
    client_gets(scene, NGHTTP2_SETTINGS, 0);
    raw_goaway(&scene->client, 0, NGHTTP2_NO_ERROR);
    close(scene->client_fd);
    scene->client_fd = dup(0);
    struct proxy_counters counters;
    do
        rig_counters(scene->rig, &counters);
    while (counters.open);
    json_t *log = rig_stop(scene->rig);
    cr_assert_eq(log_count(log, "http"), 1);
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "error"), "client_closed");
    scene_free(scene);
}

/* ---- flow control ---- */

/* The server takes nothing: the client may send a window, and no more. */
Test(http2, a_window_opens_only_when_the_other_side_takes)
{
    enum { WINDOW = 65535, PIECE = 16000 };
    static char piece[PIECE + 1];
    struct scene *scene = scene_new(by_host);
    memset(piece, 'x', PIECE);
    raw_headers(&scene->client, 1, 0, FIELDS(REQUEST("POST", "/")));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    size_t sent = 0, got = 0;
    for (; sent + PIECE <= 2 * WINDOW; sent += PIECE)
        if (sent + PIECE <= WINDOW)
            raw_data(&scene->client, 1, 0, piece);
        else
            break;
    while (got < sent) /* the server's window is the first one, too, so all of this may pass */
        got += server_gets(scene, NGHTTP2_DATA, 1)->len;
    uint32_t opened = client_gets(scene, NGHTTP2_WINDOW_UPDATE, 1)->code;
    cr_assert_leq(opened, WINDOW + WINDOW, "no more than went on, and what the window may grow by");

    /* Now the server's window is used up but for a little: what comes stays here, unacknowledged.
     */
    raw_data(&scene->client, 1, 0, piece);
    size_t more = server_gets(scene, NGHTTP2_DATA, 1)->len;
    cr_assert_leq(got + more, WINDOW);
    raw_code(&scene->server, NGHTTP2_WINDOW_UPDATE, 1, WINDOW);
    raw_code(&scene->server, NGHTTP2_WINDOW_UPDATE, 0, WINDOW);
    cr_assert_eq(server_gets(scene, NGHTTP2_DATA, 1)->len, PIECE - more);
    scene_free(scene);
}

static void stall_soon(struct limits *limits)
{
    limits->http2_stall_ms = 200;
}

/* A client that opens no window costs a window's bytes, for a while. */
Test(http2, a_client_that_takes_nothing_is_given_up)
{
    static const uint8_t no_window[] = {0, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 0, 0, 0, 0};
    struct scene *scene = scene_tuned(by_host, stall_soon);
    raw_send(&scene->client, NGHTTP2_SETTINGS, 0, 0, no_window, sizeof(no_window));
    raw_headers(&scene->client, 1, END, GET("/"));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, 0, OK);
    raw_data(&scene->server, 1, 0, "never taken");
    cr_assert_eq(server_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_CANCEL);
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 1)->code, NGHTTP2_CANCEL);
    json_t *log = rig_stop(scene->rig);
    cr_assert_str_eq(line_text(log_line(log, "error", 0), "error"), "http2_stalled");
    scene_free(scene);
}

/* ---- floods ---- */

static void few_frames(struct limits *limits)
{
    limits->http2_budget = 100;
    limits->http2_budget_per_s = 1;
    limits->http2_streams = 10;
}

static void flood_pings(struct raw *raw, int32_t id)
{
    (void)id;
    raw_send(raw, NGHTTP2_PING, 0, 0, "12345678", 8);
}

static void flood_settings(struct raw *raw, int32_t id)
{
    (void)id;
    raw_send(raw, NGHTTP2_SETTINGS, 0, 0, NULL, 0);
}

static void flood_empty_data(struct raw *raw, int32_t id)
{
    (void)id;
    raw_send(raw, NGHTTP2_DATA, 0, 1, NULL, 0);
}

static void flood_priorities(struct raw *raw, int32_t id)
{
    raw_send(raw, NGHTTP2_PRIORITY, 0, id, "\0\0\0\0\0", 5);
}

static void flood_windows(struct raw *raw, int32_t id)
{
    (void)id;
    raw_code(raw, NGHTTP2_WINDOW_UPDATE, 0, 1);
}

static void flood_unknown(struct raw *raw, int32_t id)
{
    (void)id;
    raw_send(raw, 200, 0, 0, NULL, 0);
}

static void flood_resets(struct raw *raw, int32_t id)
{
    raw_headers(raw, id, END, GET("/"));
    raw_code(raw, NGHTTP2_RST_STREAM, id, NGHTTP2_CANCEL);
}

/* Streams that it makes the proxy reset. */
static void flood_made_resets(struct raw *raw, int32_t id)
{
    raw_headers(raw, id, 0, FIELDS(REQUEST("POST", "/")));
    raw_code(raw, NGHTTP2_WINDOW_UPDATE, id, INT32_MAX);
}

Test(http2, floods_are_ended)
{
    static const struct {
        const char *name;
        void (*send)(struct raw *raw, int32_t id);
    } rows[] = {
        {"pings", flood_pings},           {"settings", flood_settings},
        {"empty data", flood_empty_data}, {"priorities", flood_priorities},
        {"windows", flood_windows},       {"unknown", flood_unknown},
        {"resets", flood_resets},         {"made resets", flood_made_resets},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene *scene = scene_tuned(by_host, few_frames);
        raw_headers(&scene->client, 1, 0, FIELDS(REQUEST("POST", "/")));
        for (int32_t n = 1; n <= 120; n++)
            rows[i].send(&scene->client, 1 + 2 * n);
        cr_expect_eq(client_gets(scene, NGHTTP2_GOAWAY, 0)->code, NGHTTP2_ENHANCE_YOUR_CALM, "%s",
                     rows[i].name);
        while (raw_read(&scene->client, &scene->frame))
            ;
        json_t *log = rig_stop(scene->rig);
        bool told = false;
        for (size_t n = 0; n < json_array_size(log); n++)
            told |= strcmp(line_text(json_array_get(log, n), "error"), "http2_flood") == 0;
        cr_expect(told, "%s", rows[i].name);
        scene_free(scene);
    }
}

/* Useful frames pay for the ones that are not: a long transfer may have as many as it needs. */
Test(http2, transfers_earn_their_frames)
{
    enum { TIMES = 400 };
    struct scene *scene = scene_tuned(by_host, few_frames);
    raw_headers(&scene->client, 1, 0, FIELDS(REQUEST("POST", "/")));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, 0, OK);
    for (int i = 0; i < TIMES; i++) {
        raw_data(&scene->client, 1, 0, "x");
        cr_assert_str_eq(server_gets(scene, NGHTTP2_DATA, 1)->text, "x");
        raw_data(&scene->server, 1, 0, "y");
        cr_assert_str_eq(client_gets(scene, NGHTTP2_DATA, 1)->text, "y");
        raw_code(&scene->client, NGHTTP2_WINDOW_UPDATE, 1, 1);
        raw_code(&scene->client, NGHTTP2_WINDOW_UPDATE, 0, 1);
    }
    scene_free(scene);
}

Test(http2, a_head_without_end_is_not_kept)
{
    static char value[16000];
    struct scene *scene = scene_new(by_host);
    static uint8_t block[RAW_BLOCK_MAX];
    memset(value, 'x', sizeof(value) - 1);
    size_t len = raw_block(GET("/"), block);
    raw_send(&scene->client, NGHTTP2_HEADERS, 0, 1, block, len);
    len = raw_block(FIELDS({"x", value, 0}), block);
    for (int i = 0; i < 100; i++)
        raw_send(&scene->client, NGHTTP2_CONTINUATION, 0, 1, block, len);
    client_gets(scene, NGHTTP2_GOAWAY, 0);
    while (raw_read(&scene->client, &scene->frame))
        ;
    cr_assert(nobody_connects(scene->listener));
    scene_free(scene);
}

static void impatient(struct limits *limits)
{
    limits->http_head_ms = 200;
    limits->http_idle_ms = 200;
}

Test(http2, slow_heads_and_idle_connections_end)
{
    static uint8_t block[RAW_BLOCK_MAX];
    struct scene *scene = scene_tuned(by_host, impatient);
    size_t len = raw_block(GET("/"), block);
    raw_send(&scene->client, NGHTTP2_HEADERS, 0, 1, block, len);
    client_gets(scene, NGHTTP2_GOAWAY, 0);
    json_t *log = rig_stop(scene->rig);
    cr_assert_str_eq(line_text(log_line(log, "http", 0), "error"), "request_malformed");
    scene_free(scene);

    scene = scene_tuned(by_host, impatient);
    raw_headers(&scene->client, 1, END, GET("/"));
    server_gets(scene, NGHTTP2_HEADERS, 1);
    raw_headers(&scene->server, 1, END, OK);
    client_gets(scene, NGHTTP2_HEADERS, 1);
    cr_assert_eq(client_gets(scene, NGHTTP2_GOAWAY, 0)->code, NGHTTP2_NO_ERROR);
    cr_assert_eq(end_of(scene->client_fd), END_FIN);
    scene_free(scene);
}

static void two_streams(struct limits *limits)
{
    limits->http2_streams = 2;
}

Test(http2, more_streams_than_allowed_are_put_off)
{
    struct scene *scene = scene_tuned(by_host, two_streams);
    for (int32_t id = 1; id <= 5; id += 2)
        raw_headers(&scene->client, id, END, GET("/"));
    server_gets(scene, NGHTTP2_HEADERS, 3);
    cr_assert_eq(client_gets(scene, NGHTTP2_RST_STREAM, 5)->code, NGHTTP2_REFUSED_STREAM);
    scene_free(scene);
}

Test(http2, too_large_heads_are_answered)
{
    static char value[HTTP1_HEAD_MAX];
    struct scene *scene = scene_new(by_host);
    static uint8_t block[RAW_BLOCK_MAX];
    memset(value, 'x', sizeof(value) - 1);
    size_t len = raw_block(FIELDS(REQUEST("GET", "/"), {"x", value, 0}), block);
    for (size_t at = 0, piece; at < len; at += piece) {
        piece = len - at < 16384 ? len - at : 16384;
        raw_send(&scene->client, at ? NGHTTP2_CONTINUATION : NGHTTP2_HEADERS,
                 (at ? 0 : END) | (at + piece == len ? NGHTTP2_FLAG_END_HEADERS : 0), 1, block + at,
                 piece);
    }
    client_is_refused(scene, 1, "431");
    cr_assert(nobody_connects(scene->listener));
    scene_free(scene);
}
