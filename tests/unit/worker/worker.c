/* worker_run itself, over a compiled policy: it begins, decides, and ends when it is told to. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lang/compile/compile.h"
#include "lang/rules/policy.h"
#include "runtime/attribution/who_wire.h"
#include "runtime/worker/worker.h"
#include "tests/unit/worker/rig.h"

#define SERVER IP(127, 0, 0, 8)
#define POLICY "# one line of comment\n127.0.0.8:*\n"

struct scene {
    struct image *image;
    void *bytes;
    struct worker_config config;
    int gate_fd;
    int broker_fd, stop_fd, server;
    uint16_t listener_port, server_port;
    pthread_t worker;
    int result;
};

static void load_policy(struct scene *scene)
{
    const struct policy_options options = {0};
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct ruleset rules;
    struct compile_report report;
    struct image_error error;
    size_t len;
    cr_assert(policy_parse(POLICY, strlen(POLICY), &options, &arena, &diagnostics, &rules));
    cr_assert_eq(compile_rules(&rules, &(struct compile_options){0}, &scene->bytes, &len, &report),
                 0, "%s", report.message);
    cr_assert_eq(image_load(scene->bytes, len, &scene->image, &error), 0, "%s", error.message);
    arena_free(&arena);
}

static void *run(void *context)
{
    struct scene *scene = context;
    scene->result = worker_run(&scene->config);
    return NULL;
}

static struct scene *scene_new(void)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    char path[] = "/tmp/egress-worker-XXXXXX";
    int who[2], udp[2], stop[2];
    load_policy(scene);
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, who), 0);
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, udp), 0);
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, stop), 0);
    fcntl(who[0], F_SETFL, O_NONBLOCK);
    scene->broker_fd = who[1];
    scene->gate_fd = udp[1];
    scene->stop_fd = stop[1];
    scene->server = listen_on(SERVER, &scene->server_port);
    scene->config = (struct worker_config){
        .limits = limits_default(),
        .image = scene->image,
        .tcp_listener = listen_on(INADDR_LOOPBACK, &scene->listener_port),
        .dns_socket = socket(AF_INET, SOCK_DGRAM, 0),
        .udp_fd = udp[0],
        .who_fd = who[0],
        .log_fd = mkostemp(path, O_APPEND),
        .stop_fd = stop[0],
    };
    unlink(path);
    cr_assert_eq(pthread_create(&scene->worker, NULL, run, scene), 0);
    return scene;
}

/* Waits for the worker to end. */
static int scene_result(struct scene *scene)
{
    pthread_join(scene->worker, NULL);
    return scene->result;
}

static void scene_free(struct scene *scene)
{
    const struct worker_config *config = &scene->config;
    const int fds[] = {config->tcp_listener, config->dns_socket, config->who_fd,  config->udp_fd,
                       scene->gate_fd,       config->log_fd,     config->stop_fd, scene->broker_fd,
                       scene->stop_fd,       scene->server};
    for (size_t i = 0; i < sizeof(fds) / sizeof(*fds); i++)
        close(fds[i]);
    image_free(scene->image);
    free(scene->bytes);
    free(scene);
}

static int connect_to_worker(const struct scene *scene)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(scene->listener_port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    cr_assert_eq(connect(fd, (struct sockaddr *)&to, sizeof(to)), 0);
    return fd;
}

/* Plays the broker for one question. */
static void answer(const struct scene *scene, uint32_t dst_ip)
{
    char message[WIRE_MESSAGE_MAX];
    struct who_question question;
    uint64_t id;
    ssize_t n = recv(scene->broker_fd, message, sizeof(message), 0);
    cr_assert(n > 0);
    cr_assert_eq(wire_question_decode(message, (size_t)n, &question, &id), 0);
    const struct who_answer found = {.status = WHO_FOUND,
                                     .src_ip = question.peer_ip,
                                     .src_port = question.peer_port,
                                     .dst_ip = dst_ip,
                                     .dst_port = scene->server_port,
                                     .pid = 7};
    long len = wire_answer_encode(message, sizeof(message), &found, id);
    cr_assert_eq(send(scene->broker_fd, message, (size_t)len, 0), len);
}

Test(worker, decides_and_stops)
{
    char text[4096] = {0};
    struct scene *scene = scene_new();
    int refused = connect_to_worker(scene);
    answer(scene, IP(127, 0, 0, 9));
    send_text(refused, "\x01");
    cr_assert_eq(end_of(refused), END_RST);
    int allowed = connect_to_worker(scene);
    answer(scene, SERVER);
    send_text(allowed, "\x01hello");
    int peer = accept_one(scene->server);
    cr_assert_eq(receive(peer, text, 6), 6);
    shutdown(scene->stop_fd, SHUT_WR);
    cr_assert_eq(scene_result(scene), 0);
    cr_assert_eq(end_of(allowed), END_RST, "connections end with the run");
    memset(text, 0, sizeof(text));
    cr_assert(pread(scene->config.log_fd, text, sizeof(text) - 1, 0) > 0);
    cr_assert_not_null(strstr(text, "\"rule\":{\"line\":2,\"text\":\"127.0.0.8:*\"}"), "%s", text);
    close(refused);
    close(allowed);
    close(peer);
    scene_free(scene);
}

Test(worker, ends_when_the_broker_is_gone)
{
    struct scene *scene = scene_new();
    int client = connect_to_worker(scene);
    char message[256];
    cr_assert(recv(scene->broker_fd, message, sizeof(message), 0) > 0);
    shutdown(scene->broker_fd, SHUT_RDWR);
    cr_assert_eq(scene_result(scene), -EPIPE);
    cr_assert_eq(end_of(client), END_RST);
    close(client);
    scene_free(scene);
}
