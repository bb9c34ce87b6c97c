/* The order of backends, start times out of /proc, answers that wait for room. */
#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/attribution/outbox.h"
#include "runtime/attribution/probe.h"
#include "runtime/attribution/proc_reader.h"

Test(probe, order_of_backends)
{
    enum attribution_backend order[2];
    cr_assert_eq(probe_order(CHOOSE_BEST, order), 2);
    cr_expect_eq(order[0], BACKEND_CGROUP);
    cr_expect_eq(order[1], BACKEND_KPROBE);
    cr_assert_eq(probe_order(CHOOSE_CGROUP, order), 1);
    cr_expect_eq(order[0], BACKEND_CGROUP);
    cr_assert_eq(probe_order(CHOOSE_KPROBE, order), 1);
    cr_expect_eq(order[0], BACKEND_KPROBE);
    cr_expect_str_eq(attribution_backend_name(BACKEND_CGROUP), "cgroup");
    cr_expect_str_eq(attribution_backend_name(BACKEND_KPROBE), "kprobe");
}

static const struct {
    const char *text;
    bool good;
    uint64_t ticks;
} stats[] = {
    {"7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20 21\n", true, 4711},
    {"7 (a) (b) S 9) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 12\n", true, 12},
    {"7 () S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 18446744073709551615 1", true,
     UINT64_MAX},
    {"7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 18446744073709551616 1", false, 0},
    {"7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", false, 0},
    {"7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 x", false, 0},
    {"7 (a) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 12x 3", false, 0},
    {"no parentheses", false, 0},
    {"", false, 0},
};

Test(proc_reader, start_times)
{
    for (size_t i = 0; i < sizeof(stats) / sizeof(stats[0]); i++) {
        uint64_t ticks = 0;
        cr_expect_eq(proc_parse_start(stats[i].text, &ticks), stats[i].good, "%s", stats[i].text);
        cr_expect_eq(ticks, stats[i].ticks, "%s", stats[i].text);
    }
}

Test(proc_reader, finds_itself)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
    cr_assert_gt(length, 0);
    path[length] = 0;
    struct process_image *image = proc_read_image((uint32_t)getpid());
    cr_assert_not_null(image);
    cr_expect_str_eq(image->exe, path);
    cr_expect_geq(image->argc, 1);
    process_image_release(image);
    uint64_t ticks;
    cr_expect_eq(proc_start_ticks((uint32_t)getpid(), &ticks), 0);
    cr_expect_null(probe_process((uint32_t)getpid(), (ticks + 1) * 10000000), "another start");
}

Test(outbox, keeps_order_when_there_is_no_room)
{
    int pair[2], sent = 0, taken = 0, number;
    struct outbox outbox = {0};
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    while (outbox.count < 100) {
        cr_assert_eq(outbox_send(&outbox, pair[0], &sent, sizeof(sent)), 0);
        sent++;
    }
    cr_expect_gt(sent, 100);
    while (taken < sent) {
        ssize_t size = recv(pair[1], &number, sizeof(number), MSG_DONTWAIT);
        if (size < 0) {
            cr_assert_gt(outbox.count, 0);
            cr_assert_eq(outbox_flush(&outbox, pair[0]), 0);
            continue;
        }
        cr_assert_eq(number, taken);
        taken++;
    }
    cr_expect_eq(outbox.count, 0);
    close(pair[0]);
    close(pair[1]);
}

Test(outbox, has_limits)
{
    int pair[2], error = 0;
    struct outbox outbox = {0};
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    for (int i = 0; i < 3 * OUTBOX_MAX && !error; i++)
        error = outbox_send(&outbox, pair[0], &i, sizeof(i));
    cr_expect_eq(error, -EPROTO);
    cr_expect_eq(outbox.count, OUTBOX_MAX);
    outbox_clear(&outbox);
    static char letter[49152];
    for (error = 0; !error;)
        error = outbox_send(&outbox, pair[0], letter, sizeof(letter));
    cr_expect_eq(error, -EPROTO);
    cr_expect_leq(outbox.bytes, OUTBOX_BYTES_MAX);
    close(pair[1]);
    cr_expect_eq(outbox_flush(&outbox, pair[0]), -EPIPE);
    outbox_clear(&outbox);
    cr_expect_eq(outbox.count, 0);
    cr_expect_eq(outbox.bytes, 0);
    cr_expect_eq(outbox_send(&outbox, pair[0], &error, sizeof(error)), -EPIPE);
    close(pair[0]);
}
