/* The worker's side of UDP, with a broker played by the test. */
#include "runtime/udp/judge.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "runtime/udp/flow_list.h"
#include "runtime/udp/gate_wire.h"
#include "tests/unit/hello_bytes.h"
#include "tests/unit/quic_bytes.h"

#define SERVER 0xcb00710au /* 203.0.113.10 */

/* Port 1: by address. Port 443: by the name www.example. */
static struct verdict ask(const void *policy, enum question question, const struct facts *facts)
{
    (void)policy;
    if (question == QUESTION_UDP && facts->dst_ip == SERVER && facts->dst_port == 1)
        return (struct verdict){.allow = true, .rule = 0};
    if (question == QUESTION_UDP && facts->host && strcmp(facts->host, "www.example") == 0 &&
        facts->dst_port == 443)
        return (struct verdict){.allow = true, .rule = 1};
    return (struct verdict){.rule = -1};
}

struct scene {
    struct event_base *base;
    struct decide *decide;
    struct log *log;
    struct limits limits;
    struct judge *judge;
    int broker, worker, log_fd;
    uint64_t id;
};

static struct scene *scene_new(const char *log_path)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    char path[] = "/tmp/egress-judge-XXXXXX";
    int pair[2];
    cr_assert_not_null(scene);
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    scene->broker = pair[0];
    scene->worker = pair[1];
    scene->log_fd = log_path ? open(log_path, O_WRONLY | O_APPEND) : mkostemp(path, O_APPEND);
    if (!log_path)
        unlink(path);
    scene->limits = limits_default();
    scene->base = event_base_new();
    scene->decide = decide_new((struct matcher){ask, NULL});
    scene->log = log_new(scene->log_fd, NULL);
    scene->judge = judge_new(&(struct judge_config){.base = scene->base,
                                                    .decide = scene->decide,
                                                    .log = scene->log,
                                                    .limits = &scene->limits,
                                                    .fd = scene->worker});
    cr_assert_not_null(scene->judge);
    return scene;
}

static void scene_free(struct scene *scene)
{
    judge_free(scene->judge);
    log_free(scene->log);
    decide_free(scene->decide);
    event_base_free(scene->base);
    close(scene->broker);
    close(scene->worker);
    close(scene->log_fd);
    free(scene);
}

static void show(struct scene *scene, enum who_status status, uint16_t port, const void *payload,
                 size_t payload_len)
{
    static char message[GATE_MESSAGE_MAX];
    const struct gate_datagram datagram = {
        .id = ++scene->id,
        .who = {.status = status,
                .src_port = 5000,
                .dst_ip = SERVER,
                .dst_port = port,
                .pid = 42,
                .process = {.exe = "/usr/bin/x"}},
        .payload = payload,
        .payload_len = payload_len,
    };
    long size = gate_held_encode(message, sizeof(message), &datagram);
    cr_assert_eq(send(scene->broker, message, (size_t)size, 0), size);
    event_base_loop(scene->base, EVLOOP_ONCE);
}

/* The next answer, and to which datagram; -1: there is none. */
static int next_answer(struct scene *scene, uint64_t *ret_id)
{
    struct gate_verdict verdict;
    enum gate_answer answer;
    ssize_t n = recv(scene->broker, &verdict, sizeof(verdict), MSG_DONTWAIT);
    if (n < 0)
        return -1;
    cr_assert_eq(gate_verdict_decode(&verdict, (size_t)n, ret_id, &answer), 0);
    return (int)answer;
}

static enum gate_answer judge(struct scene *scene, enum who_status status, uint16_t port,
                              const char *payload)
{
    uint64_t id;
    show(scene, status, port, payload, strlen(payload));
    int answer = next_answer(scene, &id);
    cr_assert(answer >= 0 && id == scene->id);
    return (enum gate_answer)answer;
}

static size_t log_lines(const struct scene *scene, json_t **ret_last)
{
    char text[16384];
    ssize_t n = pread(scene->log_fd, text, sizeof(text) - 1, 0);
    size_t count = 0;
    text[n > 0 ? n : 0] = '\0';
    *ret_last = NULL;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), count++) {
        json_decref(*ret_last);
        *ret_last = json_loads(line, 0, NULL);
    }
    return count;
}

static const char *field(json_t *line, const char *name)
{
    const char *text = json_string_value(json_object_get(line, name));
    return text ? text : "";
}

static void bind_name(struct scene *scene, const char *name)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    decide_bind(scene->decide, name, SERVER, 3600, (int64_t)now.tv_sec * 1000);
}

Test(judge, answers)
{
    static const struct {
        const char *bound;
        enum who_status status;
        uint16_t port;
        const char *payload;
        enum gate_answer answer;
        const char *policy, *host, *error;
    } rows[] = {
        {NULL, WHO_FOUND, 1, "x", GATE_ALLOW, "allow", "", ""},
        {NULL, WHO_FOUND, 1, "\xc0 looks like QUIC", GATE_ALLOW, "allow", "", ""},
        {NULL, WHO_NO_PROCESS, 1, "x", GATE_ALLOW, "allow", "", ""},
        {NULL, WHO_LOST, 1, "x", GATE_REFUSE, "deny", "", "attribution_lost"},
        {NULL, WHO_FOUND, 2, "x", GATE_REFUSE, "deny", "", ""},
        {NULL, WHO_FOUND, 443, "x", GATE_REFUSE, "deny", "", ""},
        {"www.example", WHO_FOUND, 443, "x", GATE_ALLOW_NAMED, "allow", "www.example", ""},
        {"www.example", WHO_FOUND, 443, "", GATE_ALLOW_NAMED, "allow", "www.example", ""},
        {"other.example", WHO_FOUND, 443, "x", GATE_REFUSE, "deny", "", ""},
        {"www.example", WHO_FOUND, 443, "\xc0garbage", GATE_REFUSE, "deny", "", "quic_unreadable"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene *scene = scene_new(NULL);
        json_t *line;
        if (rows[i].bound)
            bind_name(scene, rows[i].bound);
        cr_expect_eq(judge(scene, rows[i].status, rows[i].port, rows[i].payload), rows[i].answer,
                     "row %zu", i);
        cr_expect_eq(log_lines(scene, &line), 1);
        cr_expect_str_eq(field(line, "type"), "udp");
        cr_expect_str_eq(field(line, "policy"), rows[i].policy, "row %zu", i);
        cr_expect_str_eq(field(line, "host"), rows[i].host, "row %zu", i);
        cr_expect_str_eq(field(line, "error"), rows[i].error, "row %zu", i);
        json_decref(line);
        scene_free(scene);
    }
}

Test(judge, a_flow_has_one_line_a_decision)
{
    struct scene *scene = scene_new(NULL);
    json_t *line;
    for (int i = 0; i < 5; i++)
        cr_expect_eq(judge(scene, WHO_FOUND, 443, "x"), GATE_REFUSE);
    cr_expect_eq(log_lines(scene, &line), 1);
    json_decref(line);
    bind_name(scene, "www.example"); /* now it is another matter */
    for (int i = 0; i < 5; i++)
        cr_expect_eq(judge(scene, WHO_FOUND, 443, "x"), GATE_ALLOW_NAMED);
    cr_expect_eq(log_lines(scene, &line), 2);
    json_decref(line);
    scene_free(scene);
}

Test(judge, what_cannot_be_written_down_is_refused)
{
    struct scene *scene = scene_new("/dev/full");
    cr_expect_eq(judge(scene, WHO_FOUND, 1, "x"), GATE_REFUSE);
    cr_expect_eq(judge(scene, WHO_FOUND, 1, "x"), GATE_REFUSE);
    scene_free(scene);
}

/* ---- QUIC ---- */

static const uint8_t connection[2][8] = {{1, 1, 1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 2, 2, 2}};

/* Part `part` of `parts` of a hello for `name`, as a datagram to port 443. */
static void show_initial(struct scene *scene, int which, const char *name, size_t part,
                         size_t parts)
{
    uint8_t hello[HELLO_BYTES_MAX];
    size_t len = hello_bytes(hello, name) - 5, from = len * part / parts;
    size_t size = len * (part + 1) / parts - from;
    struct quic_bytes datagram = {.len = 0}, frames = {.len = 0};
    quic_put_crypto(&frames, from, hello + 5 + from, size);
    quic_put_initial(&datagram, QUIC_V1, connection[which], connection[which], (uint32_t)part,
                     &frames);
    show(scene, WHO_FOUND, 443, datagram.bytes, datagram.len);
}

static void expect(struct scene *scene, enum gate_answer answer, uint64_t id)
{
    uint64_t got = 0;
    cr_expect_eq(next_answer(scene, &got), (int)answer);
    cr_expect_eq(got, id);
}

Test(judge, quic_is_judged_by_its_name)
{
    static const struct {
        const char *bound, *hello;
        enum gate_answer answer;
        const char *host, *name, *error;
    } rows[] = {
        {"www.example", "www.example", GATE_ALLOW_NAMED, "www.example", "", ""},
        {NULL, "www.example", GATE_REFUSE, "", "www.example", "claim_not_established"},
        {"other.example", "www.example", GATE_REFUSE, "", "www.example", "claim_not_established"},
        {"www.example", "evil.example", GATE_REFUSE, "", "evil.example", ""},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene *scene = scene_new(NULL);
        json_t *line;
        if (rows[i].bound)
            bind_name(scene, rows[i].bound);
        show_initial(scene, 0, rows[i].hello, 0, 1);
        expect(scene, rows[i].answer, 1);
        cr_expect_eq(log_lines(scene, &line), 1);
        cr_expect_str_eq(field(line, "host"), rows[i].host, "row %zu", i);
        cr_expect_str_eq(field(line, "name"), rows[i].name, "row %zu", i);
        cr_expect_str_eq(field(line, "error"), rows[i].error, "row %zu", i);
        json_decref(line);
        scene_free(scene);
    }
}

Test(judge, a_hello_in_several_datagrams_is_held)
{
    struct scene *scene = scene_new(NULL);
    json_t *line;
    bind_name(scene, "www.example");
    show_initial(scene, 0, "www.example", 0, 3);
    show_initial(scene, 0, "www.example", 2, 3);
    uint64_t id;
    cr_expect_eq(next_answer(scene, &id), -1);
    show_initial(scene, 0, "www.example", 1, 3);
    for (uint64_t i = 1; i <= 3; i++)
        expect(scene, GATE_ALLOW_NAMED, i);
    cr_expect_eq(log_lines(scene, &line), 1);
    json_decref(line);
    /* Another connection on the same ports is judged by its own name. */
    show_initial(scene, 1, "evil.example", 0, 1);
    expect(scene, GATE_REFUSE, 4);
    cr_expect_eq(log_lines(scene, &line), 2);
    json_decref(line);
    scene_free(scene);
}

/* Pieces of one hello must not leave behind the answer to another. */
Test(judge, an_allowed_hello_frees_no_pieces_of_another)
{
    struct scene *scene = scene_new(NULL);
    bind_name(scene, "www.example");
    show_initial(scene, 1, "evil.example", 0, 2);
    show_initial(scene, 0, "www.example", 0, 1);
    expect(scene, GATE_REFUSE, 1);
    expect(scene, GATE_ALLOW_NAMED, 2);
    scene_free(scene);
}

Test(judge, what_is_held_is_bounded_in_number_and_time)
{
    struct scene *scene = scene_new(NULL);
    json_t *line;
    uint64_t id;
    scene->limits.quic_hello_ms = 60;
    show_initial(scene, 0, "www.example", 0, 2);
    for (int i = 0; i < 20 && lseek(scene->log_fd, 0, SEEK_END) == 0; i++)
        event_base_loop(scene->base, EVLOOP_ONCE);
    expect(scene, GATE_REFUSE, 1);
    cr_expect_eq(log_lines(scene, &line), 1);
    cr_expect_str_eq(field(line, "error"), "quic_unreadable");
    cr_expect_str_eq(field(line, "exe"), "/usr/bin/x");
    json_decref(line);
    scene->limits.quic_hello_ms = 60000;
    for (size_t i = 0; i < FLOW_HELD_MAX; i++)
        show_initial(scene, 0, "www.example", 0, 2);
    cr_expect_eq(next_answer(scene, &id), -1);
    show_initial(scene, 0, "www.example", 0, 2);
    for (uint64_t i = 2; i <= FLOW_HELD_MAX + 2; i++)
        expect(scene, GATE_REFUSE, i);
    scene_free(scene);
}
