#include "runtime/udp/gate_wire.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

static const char *const argv[] = {"dig", "x"};

static struct gate_datagram sample(void)
{
    return (struct gate_datagram){
        .id = 77,
        .who = {.status = WHO_FOUND,
                .src_ip = 1,
                .src_port = 2,
                .dst_ip = 3,
                .dst_port = 4,
                .pid = 5,
                .process = {.exe = "/usr/bin/dig", .argv = argv, .argc = 2, .cgroup = "/g"}},
        .payload = (const uint8_t *)"payload",
        .payload_len = 7,
    };
}

Test(gate_wire, there_and_back)
{
    static char buffer[GATE_MESSAGE_MAX];
    struct gate_datagram in = sample(), out;
    struct wire_argv space = {0};
    long size = gate_held_encode(buffer, sizeof(buffer), &in);
    cr_assert_gt(size, 0);
    cr_assert_eq(gate_held_decode(buffer, (size_t)size, &space, &out), 0);
    cr_expect_eq(out.id, 77);
    cr_expect_eq(out.who.dst_port, 4);
    cr_expect_str_eq(out.who.process.exe, "/usr/bin/dig");
    cr_expect_str_eq(out.who.process.argv[1], "x");
    cr_expect_eq(out.payload_len, 7);
    cr_expect_arr_eq(out.payload, "payload", 7);
    wire_argv_free(&space);
}

/* Cut anywhere, or with a byte more, it is no message. */
Test(gate_wire, broken_messages_are_refused)
{
    static char buffer[GATE_MESSAGE_MAX];
    struct gate_datagram in = sample(), out;
    struct wire_argv space = {0};
    long size = gate_held_encode(buffer, sizeof(buffer), &in);
    for (long len = 0; len < size; len++)
        cr_expect_eq(gate_held_decode(buffer, (size_t)len, &space, &out), -EPROTO, "%ld", len);
    cr_expect_eq(gate_held_decode(buffer, (size_t)size + 1, &space, &out), -EPROTO);
    for (size_t at = 0; at < sizeof(struct gate_held); at++) {
        buffer[at] ^= 0x40;
        cr_expect_eq(gate_held_decode(buffer, (size_t)size, &space, &out), -EPROTO, "byte %zu", at);
        buffer[at] ^= 0x40;
    }
    wire_argv_free(&space);
}

Test(gate_wire, long_payloads_are_cut_and_long_facts_left_out)
{
    static char buffer[GATE_MESSAGE_MAX];
    static uint8_t payload[3 * GATE_PAYLOAD_MAX];
    static char exe[WIRE_MESSAGE_MAX];
    struct gate_datagram in = sample(), out;
    struct wire_argv space = {0};
    in.payload = payload;
    in.payload_len = sizeof(payload);
    memset(exe, 'x', sizeof(exe) - 1);
    in.who.process.exe = exe;
    long size = gate_held_encode(buffer, 8192, &in);
    cr_assert_gt(size, 0);
    cr_assert_eq(gate_held_decode(buffer, (size_t)size, &space, &out), 0);
    cr_expect_eq(out.payload_len, GATE_PAYLOAD_MAX);
    cr_expect_eq(out.who.status, WHO_NO_PROCESS);
    cr_expect_null(out.who.process.exe);
    cr_expect_eq(out.who.pid, 5);
    wire_argv_free(&space);
}

Test(gate_wire, verdicts)
{
    struct gate_verdict verdict;
    enum gate_answer answer;
    uint64_t id;
    gate_verdict_encode(&verdict, 9, GATE_ALLOW_NAMED);
    cr_assert_eq(gate_verdict_decode(&verdict, sizeof(verdict), &id, &answer), 0);
    cr_expect_eq(id, 9);
    cr_expect_eq(answer, GATE_ALLOW_NAMED);
    cr_expect_eq(gate_verdict_decode(&verdict, sizeof(verdict) - 1, &id, &answer), -EPROTO);
    verdict.answer = GATE_ANSWER_COUNT;
    cr_expect_eq(gate_verdict_decode(&verdict, sizeof(verdict), &id, &answer), -EPROTO);
    gate_verdict_encode(&verdict, 9, GATE_ALLOW);
    verdict.zero[1] = 1;
    cr_expect_eq(gate_verdict_decode(&verdict, sizeof(verdict), &id, &answer), -EPROTO);
}
