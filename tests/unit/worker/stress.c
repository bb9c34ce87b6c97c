/*
 * Many connections at once, whose ends do whatever a seed tells them: send pieces of requests,
 * hellos and noise, read or not, close, half-close, reset. What is checked is what must hold after
 * any of it: nothing crashes or leaks (with sanitizers), everything ends, memory comes back, and
 * every connection has its line.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/http2_raw.h"
#include "tests/unit/hello_bytes.h"
#include "tests/unit/worker/rig.h"

#define SERVER IP(127, 0, 0, 7)
#define PAIRS 40 /* at once */
#define ROUNDS 25

struct actor {
    int fd;
    bool is_server;
    uint32_t moves;
    int32_t stream; /* HTTP/2: the last that was begun */
};

/* How both ends speak. */
struct manner {
    void (*greet)(struct actor *actor); /* may be NULL */
    void (*say)(struct actor *actor);
};

static uint32_t random_state;

static uint32_t draw(uint32_t below)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)random_state * below >> 32);
}

static const char *const client_lines[] = {
    "GET / HTTP/1.1\r\nHost: good.example\r\n\r\n",
    "GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: good.example\r\nContent-Length: 10\r\n\r\n0123456789",
    "POST / HTTP/1.1\r\nHost: good.example\r\nTransfer-Encoding: chunked\r\n\r\n",
    "5\r\nhello\r\n",
    "0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: good.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "HEAD / HTTP/1.0\r\nHost: good.example\r\n\r\n",
    "GE",
    "\r\n",
    "\x01\x02\x03",
    "SSH-2.0-x\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
};

static const char *const server_lines[] = {
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\n\r\nuntil the end",
    "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 500",
    "220 hello\r\n",
    "\x16\x03\x03",
};

static void send_some(const struct actor *actor, const void *bytes, size_t len)
{
    (void)!send(actor->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void say_anything(struct actor *actor)
{
    static char bulk[50000];
    uint8_t hello[HELLO_BYTES_MAX];
    const char *const *lines = actor->is_server ? server_lines : client_lines;
    size_t count = actor->is_server ? sizeof(server_lines) / sizeof(*server_lines)
                                    : sizeof(client_lines) / sizeof(*client_lines);
    const void *bytes = lines[draw((uint32_t)count)];
    size_t len = strlen(bytes);
    if (draw(10) == 0) {
        bytes = bulk;
        len = draw(sizeof(bulk));
    } else if (!actor->is_server && draw(4) == 0) {
        len = hello_bytes(hello, draw(2) ? "good.example" : "evil.example");
        bytes = hello;
    }
    if (len > 1 && draw(4) == 0)
        len = 1 + draw((uint32_t)len - 1);
    send_some(actor, bytes, len);
}

/* ---- HTTP/2 ---- */

static void send_frame(struct actor *actor, uint8_t type, uint8_t flags, int32_t id,
                       const void *payload, size_t len)
{
    static uint8_t frame[9 + 16384];
    const uint8_t head[] = {
        (uint8_t)(len >> 16), (uint8_t)(len >> 8), (uint8_t)len,       type,       flags,
        (uint8_t)(id >> 24),  (uint8_t)(id >> 16), (uint8_t)(id >> 8), (uint8_t)id};
    memcpy(frame, head, sizeof(head));
    if (len)
        memcpy(frame + sizeof(head), payload, len);
    send_some(actor, frame, sizeof(head) + (draw(50) ? len : draw((uint32_t)len + 1)));
}

static void greet_http2(struct actor *actor)
{
    /* Windows of all sizes, so that bytes wait on either side. */
    const uint8_t windows[] = {
        0, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 0, (uint8_t)draw(2), (uint8_t)draw(256), 0};
    if (!actor->is_server)
        send_some(actor, NGHTTP2_CLIENT_MAGIC, NGHTTP2_CLIENT_MAGIC_LEN);
    send_frame(actor, NGHTTP2_SETTINGS, 0, 0, windows, draw(2) ? sizeof(windows) : 0);
}

/* One that has been begun, most of the time: frames on others end the connection. */
static int32_t some_stream(const struct actor *actor)
{
    if (draw(50) == 0)
        return (int32_t)draw(100);
    if (actor->is_server)
        return draw(3) ? 1 : 3;
    return actor->stream ? 1 + 2 * (int32_t)draw((uint32_t)actor->stream / 2) : 1;
}

static void say_headers(struct actor *actor)
{
    static uint8_t block[RAW_BLOCK_MAX];
    static const char *const hosts[] = {"bad host", "evil.example", "good.example"};
    static const char *const methods[] = {"get", "HEAD", "POST", "GET"};
    static const char *const statuses[] = {"200", "200", "204", "103", "101", "502"};
    size_t len;
    uint8_t flags = NGHTTP2_FLAG_END_HEADERS | (draw(2) ? NGHTTP2_FLAG_END_STREAM : 0);
    if (actor->is_server) {
        len = raw_block(FIELDS({":status", statuses[draw(6)], 0}, {"x", "y", 0}), block);
        send_frame(actor, NGHTTP2_HEADERS, flags, some_stream(actor), block, len);
        return;
    }
    len = raw_block(
        FIELDS({":method", methods[draw(20) ? 1 + draw(3) : 0], 0}, {":scheme", "http", 0},
               {":authority", hosts[draw(20) ? 1 + (draw(4) > 0) : 0], 0}, {":path", "/", 0}),
        block);
    actor->stream += 2;
    send_frame(actor, NGHTTP2_HEADERS, flags, actor->stream - 1, block, len);
}

static void say_http2(struct actor *actor)
{
    static uint8_t bulk[16384];
    static const uint8_t number[8] = {0, 0, 0, 8, 0, 0, 0, 0};
    uint8_t window[] = {0, 0, (uint8_t)draw(256), 1};
    int32_t id = some_stream(actor);
    if (!actor->is_server && actor->stream == 0) {
        say_headers(actor);
        return;
    }
    switch (draw(16)) {
    case 0:
        send_frame(actor, NGHTTP2_RST_STREAM, 0, id, number, 4);
        break;
    case 1:
        send_frame(actor, NGHTTP2_SETTINGS, draw(2), 0, NULL, 0);
        break;
    case 2:
        send_frame(actor, NGHTTP2_WINDOW_UPDATE, 0, draw(2) ? id : 0, window, sizeof(window));
        break;
    case 3:
        send_frame(actor, NGHTTP2_PING, 0, 0, number, 8);
        break;
    case 4:
        send_frame(actor, draw(4) ? NGHTTP2_PING : NGHTTP2_GOAWAY, 0, 0, number, 8);
        break;
    case 5:
    case 6:
    case 7:
    case 8:
        send_frame(actor, NGHTTP2_DATA, draw(4) ? 0 : NGHTTP2_FLAG_END_STREAM, id, bulk,
                   draw(sizeof(bulk)));
        break;
    default:
        say_headers(actor);
        break;
    }
}

/* ---- what they do ---- */

static void finish(struct actor *actor, bool reset)
{
    static const struct linger now = {.l_onoff = 1};
    if (reset)
        setsockopt(actor->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    close(actor->fd);
    actor->fd = -1;
}

static void move(struct actor *actor, const struct manner *manner)
{
    static char bytes[65536];
    if (actor->fd < 0)
        return;
    if (++actor->moves > 30) {
        finish(actor, draw(2));
        return;
    }
    switch (draw(12)) {
    case 0:
        shutdown(actor->fd, SHUT_WR);
        break;
    case 1:
        finish(actor, draw(2));
        break;
    case 2:
    case 3:
    case 4:
        (void)!recv(actor->fd, bytes, 1 + draw(sizeof(bytes) - 1), MSG_DONTWAIT);
        break;
    default:
        manner->say(actor);
        break;
    }
}

static void meet(struct actor *actor, struct actor as, const struct manner *manner)
{
    *actor = as;
    if (manner->greet)
        manner->greet(actor);
}

/* Takes whoever has come, if anybody has. */
static void take_new(int listener, struct actor *servers, const struct manner *manner)
{
    int fd;
    while ((fd = accept(listener, NULL, NULL)) >= 0) {
        size_t i = 0;
        while (i < PAIRS && servers[i].fd >= 0)
            i++;
        if (i == PAIRS)
            close(fd);
        else
            meet(&servers[i], (struct actor){.fd = fd, .is_server = true}, manner);
    }
}

static void quick(struct limits *limits)
{
    limits->silence_ms = 5;
    limits->silence_deny_ms = 5;
    limits->first_bytes_ms = 20;
    limits->hello_ms = 20;
    limits->http_head_ms = 20;
    limits->http_idle_ms = 50;
    limits->linger_ms = 20;
    limits->relay_idle_ms = 200;
    limits->http2_stall_ms = 100;
}

static void play(uint32_t seed, const struct rig_rule *rules, const struct manner *manner)
{
    struct actor clients[PAIRS], servers[PAIRS];
    struct proxy_counters counters;
    uint16_t port;
    struct rig *rig = rig_new(&(struct rig_options){.rules = rules, .tune = quick});
    rig_bind(rig, "good.example", SERVER);
    rig_bind(rig, "evil.example", SERVER);
    int listener = listen_on(SERVER, &port);
    fcntl(listener, F_SETFL, O_NONBLOCK);
    random_state = seed;
    size_t opened = 0;
    for (size_t i = 0; i < PAIRS; i++)
        clients[i] = servers[i] = (struct actor){.fd = -1};
    for (size_t turn = 0; turn < PAIRS * ROUNDS; turn++) {
        size_t i = draw(PAIRS);
        if (clients[i].fd < 0 && draw(3) == 0) {
            meet(&clients[i], (struct actor){.fd = rig_connect(rig, SERVER, port)}, manner);
            opened++;
        }
        move(&clients[i], manner);
        take_new(listener, servers, manner);
        move(&servers[draw(PAIRS)], manner);
    }
    for (size_t i = 0; i < PAIRS; i++) {
        if (clients[i].fd >= 0)
            finish(&clients[i], draw(2));
        if (servers[i].fd >= 0)
            finish(&servers[i], draw(2));
    }
    /* Everything ends by itself: the longest wait is relay_idle_ms. */
    for (int i = 0; i < 100; i++) {
        take_new(listener, servers, manner);
        for (size_t s = 0; s < PAIRS; s++)
            if (servers[s].fd >= 0)
                finish(&servers[s], false);
        rig_counters(rig, &counters);
        if (counters.accepted == opened && counters.open == 0)
            break;
        usleep(20000);
    }
    cr_expect_eq(counters.open, 0, "seed %u: %zu left", seed, (size_t)counters.open);
    json_t *log = rig_stop(rig);
    size_t lines = log_count(log, "tcp") + log_count(log, "https") + log_count(log, "http");
    cr_expect_geq(lines, opened, "seed %u: %zu lines of %zu connections", seed, lines, opened);
    close(listener);
    rig_free(rig);
}

static void play_for_a_while(const struct manner *manner)
{
    static const struct rig_rule by_host[] = {{.host = "good.example"}, {0}};
    static const struct rig_rule by_address[] = {{.ip = SERVER}, {0}};
    const char *seconds = getenv("EGRESS_STRESS_SECONDS");
    struct timespec start, now;
    uint32_t seed = getenv("EGRESS_STRESS_SEED") ? (uint32_t)atoi(getenv("EGRESS_STRESS_SEED")) : 1;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do {
        play(seed, seed % 2 ? by_host : by_address, manner);
        seed++;
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (now.tv_sec - start.tv_sec < (seconds ? atoi(seconds) : 3));
}

Test(stress, anything_may_happen)
{
    play_for_a_while(&(struct manner){.say = say_anything});
}

Test(stress, anything_may_happen_in_http2)
{
    play_for_a_while(&(struct manner){.greet = greet_http2, .say = say_http2});
}
