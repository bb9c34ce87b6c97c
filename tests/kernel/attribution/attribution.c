/* Who made a connection, on a real kernel: every way of making one, and of hiding who did. */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/kernel/attribution/rig.h"

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void one_way(int expected, const char *const *arguments)
{
    struct rig *rig = rig_new(NULL);
    rig_start(rig, arguments);
    rig_settle(rig);
    rig_expect_all_right(rig, expected);
    rig_free(rig);
}
#define ONE_WAY(name, expected, ...)                                                               \
    Test(attribution, name)                                                                        \
    {                                                                                              \
        one_way(expected, (const char *const[]){__VA_ARGS__, NULL});                               \
    }

ONE_WAY(tcp, 1, "tcp", "1", "tag-a")
ONE_WAY(tcp_mapped, 1, "tcp-mapped", "tag-b")
ONE_WAY(tcp_bound, 1, "tcp-abandon", "4321", "tag-c")
ONE_WAY(fast_open, 1, "fastopen", "tag-d")
ONE_WAY(fast_open_by_connect, 1, "fastopen-connect", "tag-e")
ONE_WAY(exec_in_place, 2, "exec-in-place", "tag-g", "tag-f")
ONE_WAY(threads, 2, "threads", "tag-i", "tag-h")
ONE_WAY(forked_children, 20, "fork", "20", "tag-j")
ONE_WAY(udp, 3, "udp", "3", "tag-k")
ONE_WAY(udp_connected, 6, "udp-connected", "3", "tag-l")
ONE_WAY(udp_bound, 1, "udp-bound", SECOND_IP, "7777", "tag-m")
ONE_WAY(udp_pktinfo, 1, "udp-pktinfo", SECOND_IP, "tag-n")
ONE_WAY(udp_mapped, 1, "udp-mapped", "tag-o")
ONE_WAY(udp_mapped_connected, 1, "udp-mapped", "connect", "tag-p")
ONE_WAY(udp_handed_on, 1, "udp-handed-on", "tag-r", "tag-q")
ONE_WAY(io_uring, 1, "uring", "plain", "tag-s")
ONE_WAY(io_uring_polled, 1, "uring", "poll", "tag-t")

Test(attribution, ten_thousand_from_fifty_that_exit_at_once, .timeout = 120)
{
    struct rig *rig = rig_new(NULL);
    char tags[50][16];
    for (int i = 0; i < 50; i++) {
        snprintf(tags[i], sizeof(tags[i]), "p%d", i);
        rig_act(rig, "tcp", "200", tags[i]);
    }
    double start = now_ms();
    rig_settle(rig);
    fprintf(stderr, "10000 connections in %.0f ms\n", now_ms() - start);
    rig_expect_all_right(rig, 10000);
    struct attribution_counters counters;
    attribution_counters(rig->attribution, &counters);
    cr_expect_eq(counters.answered, 10000);
    cr_expect_eq(counters.unattributed, 0);
    cr_expect_eq(counters.events_dropped, 0);
    rig_free(rig);
}

Test(attribution, two_thousand_processes_of_one_connection, .timeout = 120)
{
    struct rig *rig = rig_new(NULL);
    for (int i = 0; i < 2000; i++) {
        char tag[16];
        snprintf(tag, sizeof(tag), "q%d", i);
        rig_act(rig, "tcp", "1", tag);
        while (rig->running >= 50)
            rig_step(rig, 5);
    }
    rig_settle(rig);
    rig_expect_all_right(rig, 2000);
    rig_free(rig);
}

Test(attribution, many_datagrams, .timeout = 60)
{
    struct rig *rig = rig_new(NULL);
    for (int i = 0; i < 50; i++) {
        char tag[16];
        snprintf(tag, sizeof(tag), "u%d", i);
        rig_act(rig, i % 2 ? "udp" : "udp-connected", "100", tag);
    }
    rig_settle(rig);
    rig_expect_all_right(rig, 25 * 100 + 25 * 200);
    rig_free(rig);
}

/* Twenty programs use one UDP port, one after the other, before any is asked for. */
static void share_a_port(bool unmarked)
{
    struct attribution_config config = {.ignore_marks = unmarked};
    struct rig *rig = rig_new(&config);
    rig->hold_asking = true;
    for (int i = 0; i < 20; i++) {
        char tag[16];
        snprintf(tag, sizeof(tag), "s%d", i);
        rig_act(rig, "udp-bound", "0.0.0.0", "7070", tag);
        rig_settle(rig);
    }
    rig_ask_held(rig);
    rig_settle(rig);
    if (!unmarked) {
        rig_expect_all_right(rig, 20);
    } else {
        cr_assert_eq(rig->arrival_count, 20);
        for (int i = 0; i < 20; i++)
            cr_expect_eq(rig->arrivals[i].answer.status, WHO_NO_PROCESS, "%d: status %d", i,
                         rig->arrivals[i].answer.status);
    }
    rig_free(rig);
}

Test(attribution, a_shared_udp_port)
{
    share_a_port(false);
}

Test(attribution, a_shared_udp_port_without_marks_is_nobodys)
{
    share_a_port(true);
}

static void unmarked_way(int expected, const char *const *arguments)
{
    struct attribution_config config = {.ignore_marks = true};
    struct rig *rig = rig_new(&config);
    rig_start(rig, arguments);
    rig_settle(rig);
    rig_expect_all_right(rig, expected);
    rig_free(rig);
}
#define UNMARKED_WAY(name, expected, ...)                                                          \
    Test(attribution, name)                                                                        \
    {                                                                                              \
        unmarked_way(expected, (const char *const[]){__VA_ARGS__, NULL});                          \
    }

UNMARKED_WAY(unmarked_udp, 3, "udp", "3", "tag-k")
UNMARKED_WAY(unmarked_udp_connected, 6, "udp-connected", "3", "tag-l")
UNMARKED_WAY(unmarked_udp_bound, 1, "udp-bound", SECOND_IP, "7777", "tag-m")
UNMARKED_WAY(unmarked_udp_pktinfo, 1, "udp-pktinfo", SECOND_IP, "tag-n")
UNMARKED_WAY(unmarked_udp_mapped, 1, "udp-mapped", "tag-o")
UNMARKED_WAY(unmarked_udp_mapped_connected, 1, "udp-mapped", "connect", "tag-p")
UNMARKED_WAY(unmarked_udp_handed_on, 1, "udp-handed-on", "tag-r", "tag-q")

/* The same source port again and again, each time from another process. */
Test(attribution, port_reuse, .timeout = 60)
{
    struct rig *rig = rig_new(NULL);
    rig->greet = true;
    for (int i = 0; i < 50; i++) {
        char tag[16];
        snprintf(tag, sizeof(tag), "r%d", i);
        rig_act(rig, "tcp-bound", "5555", tag);
        rig_settle(rig);
    }
    rig_expect_all_right(rig, 50);
    rig_free(rig);
}

/* A connection that was given up before it was asked for is not its successor's. */
Test(attribution, an_abandoned_connection_stays_its_own)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    for (int i = 0; i < 20; i++) {
        char tag[16];
        snprintf(tag, sizeof(tag), "a%d", i);
        rig_act(rig, "tcp-abandon", "6666", tag);
        rig_settle(rig);
    }
    rig_ask_held(rig);
    rig_settle(rig);
    rig_expect_all_right(rig, 20);
    rig_free(rig);
}

/* Without the connection's own mark (a SYN cookie) nobody is named. */
Test(attribution, an_unmarked_connection_is_nobodys)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    rig_act(rig, "tcp", "1", "t");
    rig_settle(rig);
    cr_assert_eq(rig->arrival_count, 1);
    rig->arrivals[0].question.mark = 0;
    rig_ask_held(rig);
    rig_settle(rig);
    cr_expect_eq(rig->arrivals[0].answer.status, WHO_NO_PROCESS);
    rig_free(rig);
}

/* The next process to be forked has the pid `pid`. */
static bool want_pid(pid_t pid)
{
    char text[16];
    int fd = open("/proc/sys/kernel/ns_last_pid", O_WRONLY);
    if (fd < 0)
        return false;
    int length = snprintf(text, sizeof(text), "%d", pid - 1);
    bool done = write(fd, text, (size_t)length) == length;
    close(fd);
    return done;
}

Test(attribution, pid_reuse)
{
    struct rig *rig = rig_new(NULL);
    rig->hold_asking = true;
    pid_t first = rig_act(rig, "tcp", "1", "first");
    rig_settle(rig);
    pid_t second = 0;
    for (int tries = 0; tries < 20 && second != first; tries++) {
        if (!want_pid(first))
            cr_skip_test("no ns_last_pid");
        second = rig_act(rig, "tcp", "1", "second");
        rig_settle(rig);
    }
    cr_assert_eq(first, second);
    rig_ask_held(rig);
    rig_settle(rig);
    rig_expect_all_right(rig, rig->arrival_count);
    cr_expect_geq(rig->arrival_count, 2);
    rig_free(rig);
}

Test(attribution, straight_to_the_listener_is_no_flow)
{
    struct rig *rig = rig_new(NULL);
    char port[8];
    snprintf(port, sizeof(port), "%d", rig->tcp_port);
    rig_act(rig, "straight", "127.0.0.1", port, "direct");
    rig_settle(rig);
    cr_assert_eq(rig->arrival_count, 1);
    cr_expect_eq(rig->arrivals[0].answer.status, WHO_NO_FLOW);
    rig_free(rig);
}

Test(attribution, an_unguarded_process_is_no_flow)
{
    struct rig *rig = rig_new(NULL);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(rig->tcp_port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    cr_assert_eq(connect(fd, (void *)&to, sizeof(to)), 0);
    rig_settle(rig);
    cr_assert_eq(rig->arrival_count, 1);
    cr_expect_eq(rig->arrivals[0].answer.status, WHO_NO_FLOW);
    close(fd);
    rig_free(rig);
}

/* Somebody else's redirect to our port: a flow, but of nobody we know. */
Test(attribution, a_foreign_redirect_has_no_process)
{
    struct rig *rig = rig_new(NULL);
    cr_assert_eq(rig_shell("iptables -t nat -A OUTPUT -p tcp -d 203.0.113.9 -j REDIRECT "
                           "--to-ports %d",
                           rig->tcp_port),
                 0);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = htonl(0xcb007109)};
    cr_assert_eq(connect(fd, (void *)&to, sizeof(to)), 0);
    rig_settle(rig);
    cr_assert_eq(rig->arrival_count, 1);
    cr_expect_eq(rig->arrivals[0].answer.status, WHO_NO_PROCESS);
    cr_expect_eq(rig->arrivals[0].answer.dst_ip, 0xcb007109);
    close(fd);
    rig_free(rig);
}

/* Every other kind of socket, and every IPv6 address, is EPERM to the program. */
Test(attribution, what_is_not_ipv4_tcp_or_udp_is_refused)
{
    struct rig *rig = rig_new(NULL);
    int out[2];
    cr_assert_eq(pipe(out), 0);
    int old = dup(1);
    dup2(out[1], 1);
    rig_act(rig, "refused", "tag-v");
    dup2(old, 1);
    close(old);
    close(out[1]);
    rig_settle(rig);
    FILE *lines = fdopen(out[0], "r");
    char line[128];
    int refused = 0, absent = 0;
    while (fgets(line, sizeof(line), lines)) {
        line[strcspn(line, "\n")] = 0;
        if (strcmp(line, "refused by absence") == 0)
            absent++;
        else if (strncmp(line, "refused ", 8) == 0)
            refused++;
        else
            cr_expect(false, "%s", line);
    }
    fclose(lines);
    cr_expect_eq(refused + absent, 20);
    cr_expect_geq(refused, 12, "%d were refused, %d do not exist here", refused, absent);
    cr_expect_eq(rig->arrival_count, 0);
    struct attribution_counters counters;
    attribution_counters(rig->attribution, &counters);
    cr_expect_geq(counters.refused_by_hook, (unsigned)refused);
    cr_expect_gt(rig->refusals, 0);
    cr_expect_leq(rig->refusals, 20, "the log is spared");
    cr_expect(strstr(rig->refused[0], "attribution_actor") != NULL, "%s", rig->refused[0]);
    rig_free(rig);
}
