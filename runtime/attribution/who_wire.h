/*
 * who_wire: the two messages of a who pair as bytes. Both ends are the same build on the same
 * machine, so integers are in host order; each message still says what it is and how long, and
 * either end believes nothing it has not checked.
 *
 *   question   struct wire_question, nothing behind it
 *   answer     struct wire_answer, then NUL-ended strings: the facts whose bit is set in `has`,
 *              in the order of enum wire_fact, then argv[0..argc-1]
 *
 * Pure: no descriptors, no allocation except the decoder's growing argv array.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_WHO_WIRE_H
#define EGRESS_RUNTIME_ATTRIBUTION_WHO_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/attribution/who.h"

#define WIRE_QUESTION_MAGIC 0x3f6f6877u /* "who?" */
#define WIRE_ANSWER_MAGIC 0x216f6877u   /* "who!" */

/* Path, argv and cgroup at their limits (bpf/process.h), and room for the rest. */
#define WIRE_MESSAGE_MAX 49152

enum wire_fact { WIRE_EXE, WIRE_CGROUP, WIRE_STEP, WIRE_ACTION, WIRE_IMAGE, WIRE_FACT_COUNT };

struct wire_question {
    uint32_t magic;
    uint8_t protocol;
    uint8_t zero[3];
    uint64_t id;
    uint32_t peer_ip;
    uint32_t local_ip;
    uint16_t peer_port;
    uint16_t local_port;
    uint32_t mark;
};
_Static_assert(sizeof(struct wire_question) == 32, "no hidden padding");

struct wire_answer {
    uint32_t magic;
    uint32_t size_bytes; /* of the whole message */
    uint64_t id;
    uint64_t start_time_ns;
    uint32_t src_ip;
    uint32_t dst_ip;
    uint16_t src_port;
    uint16_t dst_port;
    int32_t pid;
    uint32_t argc;
    uint8_t status; /* enum who_status */
    uint8_t has;    /* bit 1 << enum wire_fact */
    uint8_t zero[2];
};
_Static_assert(sizeof(struct wire_answer) == 48, "no hidden padding");

void wire_question_encode(struct wire_question *ret, const struct who_question *question,
                          uint64_t id);

/* 0, or -EPROTO for anything that is not a whole, well-formed question. */
__attribute__((warn_unused_result)) int wire_question_decode(const void *message, size_t size,
                                                             struct who_question *ret_question,
                                                             uint64_t *ret_id);

/*
 * Returns the length written, or -EMSGSIZE when it does not fit. Facts are never cut: an answer
 * that does not fit is to be sent again without them.
 */
__attribute__((warn_unused_result)) long
wire_answer_encode(void *buffer, size_t size, const struct who_answer *answer, uint64_t id);

/* Where a decoded answer's argv lies. Zero-initialise; wire_argv_free when done. */
struct wire_argv {
    const char **items;
    size_t capacity;
};
void wire_argv_free(struct wire_argv *argv);

/*
 * 0, -EPROTO or -ENOMEM. Strings in `ret` point into `message`, its argv into `argv`: both must
 * outlive it.
 */
__attribute__((warn_unused_result)) int wire_answer_decode(const void *message, size_t size,
                                                           struct wire_argv *argv,
                                                           struct who_answer *ret,
                                                           uint64_t *ret_id);

#endif
