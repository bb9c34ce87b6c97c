/* The messages of a who pair: round trips, and what neither end may believe. */
#include <criterion/criterion.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/attribution/who_wire.h"

static const struct who_question QUESTION = {IPPROTO_TCP, 0x7f000001, 40000,
                                             0x7f000002,  3128,       0xfedcba98};
static const char *const ARGV[] = {"node", "", "--eval=a b", "\xff\xfe"};
static const struct who_answer ANSWER = {
    .status = WHO_FOUND,
    .src_ip = 0xc0000202,
    .src_port = 40000,
    .dst_ip = 0x08080808,
    .dst_port = 443,
    .pid = 4242,
    .start_time_ns = 1ull << 40,
    .process = {.exe = "/usr/bin/node", .argv = ARGV, .argc = 4, .cgroup = "/a/b", .image = "i:1"},
};

Test(wire_question, goes_round)
{
    struct wire_question wire;
    struct who_question question;
    uint64_t id;
    wire_question_encode(&wire, &QUESTION, 77);
    cr_assert_eq(wire_question_decode(&wire, sizeof(wire), &question, &id), 0);
    cr_expect_eq(id, 77);
    cr_expect_eq(question.protocol, IPPROTO_TCP);
    cr_expect_eq(question.peer_ip, QUESTION.peer_ip);
    cr_expect_eq(question.peer_port, QUESTION.peer_port);
    cr_expect_eq(question.local_ip, QUESTION.local_ip);
    cr_expect_eq(question.local_port, QUESTION.local_port);
    cr_expect_eq(question.mark, QUESTION.mark);
}

Test(wire_question, refuses_what_is_not_one)
{
    static const struct {
        const char *what;
        size_t offset;
        uint8_t value;
    } flips[] = {
        {"magic", 0, 0},
        {"protocol 0", offsetof(struct wire_question, protocol), 0},
        {"SCTP", offsetof(struct wire_question, protocol), IPPROTO_SCTP},
        {"padding", offsetof(struct wire_question, zero) + 2, 1},
    };
    struct who_question question;
    uint64_t id;
    for (size_t i = 0; i < sizeof(flips) / sizeof(flips[0]); i++) {
        unsigned char bytes[sizeof(struct wire_question)];
        wire_question_encode((struct wire_question *)(void *)bytes, &QUESTION, 1);
        bytes[flips[i].offset] = flips[i].value;
        cr_expect_eq(wire_question_decode(bytes, sizeof(bytes), &question, &id), -EPROTO, "%s",
                     flips[i].what);
    }
    struct wire_question pair[2];
    wire_question_encode(&pair[0], &QUESTION, 1);
    wire_question_encode(&pair[1], &QUESTION, 2);
    for (size_t size = 0; size <= sizeof(pair); size++)
        if (size != sizeof(pair[0]))
            cr_expect_eq(wire_question_decode(pair, size, &question, &id), -EPROTO, "%zu", size);
}

static size_t encode(char *buffer, size_t size, const struct who_answer *answer, uint64_t id)
{
    long length = wire_answer_encode(buffer, size, answer, id);
    cr_assert_gt(length, 0);
    return (size_t)length;
}

Test(wire_answer, goes_round)
{
    char buffer[512];
    size_t size = encode(buffer, sizeof(buffer), &ANSWER, 99);
    struct wire_argv argv = {0};
    struct who_answer answer;
    uint64_t id;
    cr_assert_eq(wire_answer_decode(buffer, size, &argv, &answer, &id), 0);
    cr_expect_eq(id, 99);
    cr_expect_eq(answer.status, WHO_FOUND);
    cr_expect_eq(answer.dst_ip, ANSWER.dst_ip);
    cr_expect_eq(answer.dst_port, ANSWER.dst_port);
    cr_expect_eq(answer.src_ip, ANSWER.src_ip);
    cr_expect_eq(answer.src_port, ANSWER.src_port);
    cr_expect_eq(answer.pid, ANSWER.pid);
    cr_expect_eq(answer.start_time_ns, ANSWER.start_time_ns);
    cr_expect_str_eq(answer.process.exe, "/usr/bin/node");
    cr_expect_str_eq(answer.process.cgroup, "/a/b");
    cr_expect_str_eq(answer.process.image, "i:1");
    cr_expect_null(answer.process.step);
    cr_expect_null(answer.process.action);
    cr_assert_eq(answer.process.argc, 4);
    for (int i = 0; i < 4; i++)
        cr_expect_str_eq(answer.process.argv[i], ARGV[i]);
    wire_argv_free(&argv);
}

Test(wire_answer, nothing_known_stays_unknown)
{
    struct who_answer none = {.status = WHO_NO_FLOW}, answer;
    char buffer[64];
    size_t size = encode(buffer, sizeof(buffer), &none, 1);
    struct wire_argv argv = {0};
    uint64_t id;
    cr_assert_eq(wire_answer_decode(buffer, size, &argv, &answer, &id), 0);
    cr_expect_eq(answer.status, WHO_NO_FLOW);
    cr_expect_null(answer.process.exe);
    cr_expect_null(answer.process.argv);
    cr_expect_eq(answer.process.argc, 0);
}

Test(wire_answer, what_does_not_fit_is_not_cut)
{
    char buffer[512];
    size_t size = encode(buffer, sizeof(buffer), &ANSWER, 1);
    for (size_t room = 0; room < size; room++)
        cr_expect_eq(wire_answer_encode(buffer, room, &ANSWER, 1), -EMSGSIZE, "%zu", room);
}

/* The buffer is exactly as long as the message, so that a read past it is seen by ASan. */
static int decode_copy(const char *bytes, size_t size)
{
    char *copy = malloc(size ? size : 1);
    memcpy(copy, bytes, size);
    struct wire_argv argv = {0};
    struct who_answer answer;
    uint64_t id;
    int error = wire_answer_decode(copy, size, &argv, &answer, &id);
    wire_argv_free(&argv);
    free(copy);
    return error;
}

Test(wire_answer, refuses_every_cut)
{
    char buffer[512];
    size_t size = encode(buffer, sizeof(buffer), &ANSWER, 1);
    for (size_t cut = 0; cut < size; cut++) {
        cr_expect_eq(decode_copy(buffer, cut), -EPROTO, "as it came, %zu", cut);
        char honest[512]; /* a header that says the cut length, too */
        memcpy(honest, buffer, cut);
        if (cut >= sizeof(struct wire_answer)) {
            uint32_t said = (uint32_t)cut;
            memcpy(honest + offsetof(struct wire_answer, size_bytes), &said, sizeof(said));
            cr_expect_eq(decode_copy(honest, cut), -EPROTO, "honest, %zu", cut);
        }
    }
}

Test(wire_answer, refuses_lies)
{
    static const struct {
        const char *what;
        size_t offset;
        uint32_t value;
        size_t width;
    } lies[] = {
        {"magic", 0, WIRE_QUESTION_MAGIC, 4},
        {"longer than it is", offsetof(struct wire_answer, size_bytes), 4096, 4},
        {"status", offsetof(struct wire_answer, status), WHO_LOST + 1, 1},
        {"a fact without a string", offsetof(struct wire_answer, has), 0x1f, 1},
        {"an unknown fact", offsetof(struct wire_answer, has), 0x93, 1},
        {"one argument too many", offsetof(struct wire_answer, argc), 5, 4},
        {"four thousand million arguments", offsetof(struct wire_answer, argc), UINT32_MAX, 4},
        {"one argument too few", offsetof(struct wire_answer, argc), 3, 4},
        {"padding", offsetof(struct wire_answer, zero), 1, 1},
    };
    for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
        char buffer[512];
        size_t size = encode(buffer, sizeof(buffer), &ANSWER, 1);
        memcpy(buffer + lies[i].offset, &lies[i].value, lies[i].width);
        cr_expect_eq(decode_copy(buffer, size), -EPROTO, "%s", lies[i].what);
    }
}

Test(who_facts, copy_stands_alone)
{
    struct process_facts *copy = who_facts_copy(&ANSWER.process);
    cr_assert_not_null(copy);
    cr_expect_str_eq(copy->exe, ANSWER.process.exe);
    cr_expect_neq(copy->exe, ANSWER.process.exe);
    cr_assert_eq(copy->argc, 4);
    cr_expect_str_eq(copy->argv[2], ARGV[2]);
    cr_expect_null(copy->step);
    who_facts_free(copy);
    who_facts_free(NULL);

    struct process_facts none = {0};
    copy = who_facts_copy(&none);
    cr_assert_not_null(copy);
    cr_expect_null(copy->exe);
    cr_expect_null(copy->argv);
    who_facts_free(copy);
}

struct syn_case {
    const char *what;
    uint8_t first; /* version and header length */
    size_t size;
    uint32_t sequence;
};

static const struct syn_case syns[] = {
    {"a SYN", 0x45, 60, 0x18191a1b},
    {"with IP options", 0x47, 68, 0x20212223},
    {"just long enough", 0x45, 28, 0x18191a1b},
    {"one byte short", 0x45, 27, 0},
    {"options one byte short", 0x46, 31, 0},
    {"nothing", 0x45, 0, 0},
    {"IPv6", 0x65, 60, 0},
    {"a header that is none", 0x44, 60, 0},
};

Test(who_socket, sequence_of_a_saved_syn)
{
    for (size_t i = 0; i < sizeof(syns) / sizeof(syns[0]); i++) {
        uint8_t *packet = malloc(syns[i].size + 1); /* exactly as long, so that ASan sees more */
        for (size_t at = 0; at < syns[i].size; at++)
            packet[at] = (uint8_t)at;
        if (syns[i].size)
            packet[0] = syns[i].first;
        uint8_t *exact = realloc(packet, syns[i].size ? syns[i].size : 1);
        cr_expect_eq(who_syn_sequence(exact, syns[i].size), syns[i].sequence, "%s", syns[i].what);
        free(exact);
    }
}

Test(who_socket, an_unconnected_socket_has_no_mark)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    cr_expect_eq(who_mark_listener(fd), 0);
    cr_expect_eq(who_connection_mark(fd), 0);
    cr_expect_eq(who_connection_mark(-1), 0);
    cr_expect_eq(who_mark_listener(-1), -EBADF);
    close(fd);
}
