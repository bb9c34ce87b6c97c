/* Floods, detours, broken askers, and machines that lack something. */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/attribution/who_wire.h"
#include "tests/kernel/attribution/rig.h"

/* An emulated machine: less of everything, and times mean nothing. */
static bool is_slow(void)
{
    return getenv("EGRESS_TEST_SLOW") != NULL;
}

static struct attribution_counters counters_of(const struct rig *rig)
{
    struct attribution_counters counters;
    attribution_counters(rig->attribution, &counters);
    return counters;
}

/* 200,000 datagrams that nobody asks for: one that waits is not pushed out, and there is room. */
Test(limits, a_flood_pushes_nothing_out, .timeout = 120)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    rig_act(rig, "tcp", "1", "waits");
    rig_settle(rig);
    rig_act(rig, "flood", is_slow() ? "20000" : "200000", "flood");
    rig_settle_quickly(rig);
    rig_ask_held(rig);
    rig_settle(rig);
    rig_act(rig, "udp", "1", "after");
    rig_act(rig, "tcp", "1", "after");
    rig_settle(rig);
    rig_expect_all_right(rig, 3);
    rig_free(rig);
}

/* By ports the table can be full: what finds no room is refused, until the flood has aged. */
Test(limits, a_flood_by_ports_pushes_nothing_out, .timeout = 120)
{
    struct attribution_config config = {.ignore_marks = true};
    struct rig *rig = rig_new(&config);
    rig->hold_asking = true;
    rig_act(rig, "tcp", "1", "waits");
    rig_settle(rig);
    rig_act(rig, "flood", is_slow() ? "20000" : "200000", "flood");
    rig_settle_quickly(rig);
    rig_ask_held(rig);
    rig_settle(rig);
    rig_expect_all_right(rig, 1);
    for (int tries = 0; tries < 100 && rig->arrival_count < 2; tries++) {
        rig->actor_failures = 0;
        rig_act(rig, "udp", "1", "after");
        rig_settle(rig);
    }
    rig_expect_all_right(rig, 2);
    rig_free(rig);
}

/* A datagram that waits while 16,384 others pass is nobody's, not another's. */
Test(limits, a_forgotten_mark_is_nobodys, .timeout = 60)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    rig_act(rig, "udp", "1", "waits");
    rig_settle(rig);
    rig_act(rig, "flood", "17000", "flood");
    rig_settle_quickly(rig);
    rig_ask_held(rig);
    rig_settle(rig);
    cr_assert_eq(rig->arrival_count, 1);
    cr_expect_eq(rig->arrivals[0].answer.status, WHO_NO_PROCESS);
    rig_free(rig);
}

/* 8,000 short programs from four shells: the ring holds what happens between two looks at it. */
Test(limits, a_storm_of_processes_drops_no_event, .timeout = 120)
{
    struct rig *rig = rig_new(NULL);
    for (int i = 0; i < 4; i++)
        rig_run(rig, "/bin/sh",
                (const char *const[]){"sh", "-c",
                                      "i=0; while [ $i -lt 2000 ]; do /bin/true; i=$((i+1)); done",
                                      NULL});
    rig_act(rig, "fork", "20", "t");
    rig_settle(rig);
    rig_expect_all_right(rig, 20);
    cr_expect_eq(counters_of(rig).events_dropped, 0);
    rig_free(rig);
}

/* The rules are gone, or a flow goes round them: nothing leaves. */
Test(limits, what_is_not_redirected_is_dropped)
{
    struct rig *rig = rig_new(NULL);
    cr_assert_eq(rig_shell("iptables -t nat -F OUTPUT"), 0);
    rig_act(rig, "no-way-out", "t");
    rig_settle(rig);
    cr_expect_eq(rig->actor_failures, 0);
    cr_expect_gt(counters_of(rig).refused_by_hook, 0);
    cr_expect_eq(rig->arrival_count, 0);
    rig_free(rig);
}

/* A guarded server answers a client on this machine, whatever local address that uses. */
Test(limits, answers_within_the_machine_pass)
{
    struct rig *rig = rig_new(NULL);
    rig_act(rig, "serve", "8123", "t");
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8123)};
    inet_pton(AF_INET, SOURCE_IP, &to.sin_addr);
    int fd = -1;
    for (int tries = 0; tries < 1000 && fd < 0; tries++) {
        fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (connect(fd, (void *)&to, sizeof(to)) == 0)
            break;
        close(fd);
        fd = -1;
        rig_step(rig, 5);
    }
    cr_assert_geq(fd, 0, "the server's answer did not come");
    char text[8];
    cr_expect_eq(recv(fd, text, sizeof(text), 0), 2);
    close(fd);
    rig_settle(rig);
    cr_expect_eq(counters_of(rig).refused_by_hook, 0);
    rig_free(rig);
}

Test(limits, detours_can_be_allowed)
{
    struct attribution_config config = {.allow_detour = true};
    struct rig *rig = rig_new(&config);
    cr_assert_eq(rig_shell("iptables -t nat -F OUTPUT"), 0);
    rig_act(rig, "no-way-out", "t");
    rig_settle(rig);
    cr_expect_eq(rig->actor_failures, 1, "the datagram was sent");
    cr_expect_eq(counters_of(rig).refused_by_hook, 0);
    rig_free(rig);
}

Test(limits, an_asker_that_talks_nonsense_is_broken)
{
    struct rig *rig = rig_new(NULL);
    int pair[2];
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, pair), 0);
    cr_assert_eq(send(pair[1], "nonsense", 8, 0), 8);
    cr_expect_eq(attribution_serve(rig->attribution, pair[0]), -EPROTO);
    close(pair[1]);
    cr_expect_eq(attribution_serve(rig->attribution, pair[0]), -EPIPE);
    close(pair[0]);
    rig_act(rig, "tcp", "1", "t"); /* another asker is served as before */
    rig_settle(rig);
    rig_expect_all_right(rig, 1);
    rig_free(rig);
}

/* An asker that does not listen: the broker neither blocks nor grows without end. */
Test(limits, an_asker_that_does_not_read)
{
    struct rig *rig = rig_new(NULL);
    int pair[2], error = 0;
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, pair), 0);
    struct who_question question = {.protocol = IPPROTO_TCP, .peer_ip = 1, .local_ip = 2};
    for (uint64_t id = 0; id < 100000 && !error; id++) {
        struct wire_question wire;
        wire_question_encode(&wire, &question, id);
        if (send(pair[1], &wire, sizeof(wire), 0) < 0)
            cr_assert_eq(errno, EAGAIN);
        error = attribution_serve(rig->attribution, pair[0]);
    }
    cr_expect_eq(error, -EPROTO);
    close(pair[0]);
    close(pair[1]);
    rig_act(rig, "tcp", "1", "t");
    rig_settle(rig);
    rig_expect_all_right(rig, 1);
    rig_free(rig);
}

/* An asker that reads late gets every answer. */
Test(limits, an_asker_that_reads_late)
{
    struct rig *rig = rig_new(NULL);
    int pair[2], got = 0;
    enum { ASKED = 3000 };
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, pair), 0);
    struct who_question question = {.protocol = IPPROTO_TCP, .peer_ip = 1, .local_ip = 2};
    for (uint64_t id = 0; id < ASKED; id++) {
        struct wire_question wire;
        wire_question_encode(&wire, &question, id);
        cr_assert_eq(send(pair[1], &wire, sizeof(wire), 0), (ssize_t)sizeof(wire));
        cr_assert_eq(attribution_serve(rig->attribution, pair[0]), 0);
    }
    struct wire_argv argv = {0};
    while (got < ASKED) {
        char buffer[256];
        struct who_answer answer;
        uint64_t id;
        ssize_t size = recv(pair[1], buffer, sizeof(buffer), 0);
        if (size < 0) {
            rig_step(rig, 100); /* the event fd says that there is room */
            continue;
        }
        cr_assert_eq(wire_answer_decode(buffer, (size_t)size, &argv, &answer, &id), 0);
        cr_assert_eq(id, (uint64_t)got);
        cr_assert_eq(answer.status, WHO_NO_FLOW);
        got++;
    }
    wire_argv_free(&argv);
    close(pair[0]);
    close(pair[1]);
    rig_free(rig);
}

static int start_error(const struct attribution_config *config, char *error, size_t size)
{
    struct attribution *attribution = NULL;
    int code = attribution_new(config, &attribution, error, size);
    cr_expect_null(attribution);
    cr_expect_lt(code, 0);
    return code;
}

Test(limits, errors_are_sentences)
{
    if (geteuid() != 0)
        cr_skip_test("needs root");
    char error[256];
    int tmp = open("/tmp", O_RDONLY | O_DIRECTORY);
    struct attribution_config config = {.cgroup_fd = tmp, .cgroup_root = "/tmp"};
    start_error(&config, error, sizeof(error));
    cr_expect_str_eq(error, "the guarded cgroup is not a directory of cgroup v2");
    cr_assert_eq(seteuid(65534), 0);
    start_error(&config, error, sizeof(error));
    cr_assert_eq(seteuid(0), 0);
    cr_expect_str_eq(error, "attribution loads BPF programs: run it as root");
    close(tmp);
}

/* Where the kernel has no kprobes, asking for them says so, and the best choice does without. */
Test(limits, the_best_backend_is_chosen)
{
    struct rig *rig = rig_new(NULL);
    if (getenv("EGRESS_TEST_BACKEND"))
        cr_skip_test("a backend was asked for");
    cr_expect_eq(attribution_backend(rig->attribution), BACKEND_CGROUP);
    char error[256] = "";
    struct attribution *other = NULL;
    struct attribution_config config = {
        .cgroup_fd = rig->cgroup_fd, .cgroup_root = rig->mount, .backend = CHOOSE_KPROBE};
    int code = attribution_new(&config, &other, error, sizeof(error));
    if (code == 0) {
        cr_expect_eq(attribution_backend(other), BACKEND_KPROBE);
        attribution_free(other);
    } else {
        cr_expect_eq(code, -EOPNOTSUPP);
        cr_expect(strstr(error, "CONFIG_KPROBES") != NULL, "%s", error);
    }
    rig_free(rig);
}

/* How long answers take: 4,000 connections that wait are asked for at once. */
Test(limits, answers_are_quick)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    for (int i = 0; i < 20; i++)
        rig_act(rig, "tcp", "200", "t");
    rig_settle(rig);
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    rig_ask_held(rig);
    while (rig->waiting)
        rig_step(rig, 100);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double us =
        ((double)(b.tv_sec - a.tv_sec) * 1e6 + (double)(b.tv_nsec - a.tv_nsec) / 1e3) / 4000;
    fprintf(stderr, "%.1f us of CPU an answer, both ends\n", us);
    rig_expect_all_right(rig, 4000);
    if (!is_slow())
        cr_expect_lt(us, 100);
    rig_free(rig);
}

static long resident_kb(void)
{
    long kb = 0;
    char line[128];
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof(line), status))
        sscanf(line, "VmRSS: %ld", &kb);
    if (status)
        fclose(status);
    return kb;
}

Test(limits, start_is_quick_and_small)
{
    struct rig *rig = rig_new(NULL);
    attribution_free(rig->attribution);
    struct attribution_config config = {.cgroup_fd = rig->cgroup_fd, .cgroup_root = rig->mount};
    double best_ms = 1e9;
    long kb = 0;
    for (int i = 0; i < 5; i++) {
        char error[256];
        struct timespec a, b;
        long before = resident_kb();
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
        int code = attribution_new(&config, &rig->attribution, error, sizeof(error));
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
        kb = resident_kb() - before;
        cr_assert_eq(code, 0, "%s", error);
        double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
        best_ms = ms < best_ms ? ms : best_ms;
        if (i < 4)
            attribution_free(rig->attribution);
    }
    fprintf(stderr, "attribution_new: %.1f ms of CPU, %ld kB more resident\n", best_ms, kb);
    if (!is_slow())
        cr_expect_lt(best_ms, 60);
#ifndef __SANITIZE_ADDRESS__
    cr_expect_lt(kb, 6000);
#endif
    rig_free(rig);
}
