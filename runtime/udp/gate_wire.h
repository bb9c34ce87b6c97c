/*
 * gate_wire: the two messages between the broker, who holds datagrams, and the worker, who judges
 * them; one SOCK_SEQPACKET message each. Integers in host order, as both are one build.
 *
 *   held      struct gate_held, then an answer of who_wire.h (facts_bytes), then the datagram's
 *             payload (payload_bytes, cut at GATE_PAYLOAD_MAX): bytes that the broker never looked
 * at verdict   struct gate_verdict
 *
 * Either end believes nothing it has not checked. Pure.
 */
#ifndef EGRESS_RUNTIME_UDP_GATE_WIRE_H
#define EGRESS_RUNTIME_UDP_GATE_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/attribution/who_wire.h"

#define GATE_HELD_MAGIC 0x646c6568u    /* "held" */
#define GATE_VERDICT_MAGIC 0x67647564u /* "dudg" */

/* What the worker is shown of a datagram: all of any that begins a connection of QUIC. */
#define GATE_PAYLOAD_MAX 2048
#define GATE_MESSAGE_MAX (WIRE_MESSAGE_MAX + GATE_PAYLOAD_MAX + 64)

struct gate_held {
    uint32_t magic;
    uint32_t size_bytes; /* of the whole message */
    uint64_t id;
    uint32_t facts_bytes;
    uint32_t payload_bytes;
};
_Static_assert(sizeof(struct gate_held) == 24, "no hidden padding");

enum gate_answer {
    GATE_REFUSE,      /* answered with an ICMP error; of a flow that was let go, too */
    GATE_ALLOW,       /* the flow goes on in the kernel */
    GATE_ALLOW_NAMED, /* likewise, but packets that could begin a connection of QUIC are held anew
                       */
    GATE_ANSWER_COUNT
};

struct gate_verdict {
    uint32_t magic;
    uint8_t answer; /* enum gate_answer */
    uint8_t zero[3];
    uint64_t id;
};
_Static_assert(sizeof(struct gate_verdict) == 16, "no hidden padding");

/* A held datagram as the worker sees it. `payload` is borrowed from the message. */
struct gate_datagram {
    uint64_t id;
    struct who_answer who; /* strings borrowed from the message, argv from the decoder's array */
    const uint8_t *payload;
    size_t payload_len;
};

/* Returns the length written, or -EMSGSIZE. Facts that do not fit are left out whole. */
__attribute__((warn_unused_result)) long gate_held_encode(void *buffer, size_t size,
                                                          const struct gate_datagram *datagram);

/* 0, -EPROTO or -ENOMEM. */
__attribute__((warn_unused_result)) int gate_held_decode(const void *message, size_t size,
                                                         struct wire_argv *argv,
                                                         struct gate_datagram *ret);

void gate_verdict_encode(struct gate_verdict *ret, uint64_t id, enum gate_answer answer);
/* 0 or -EPROTO. */
__attribute__((warn_unused_result)) int gate_verdict_decode(const void *message, size_t size,
                                                            uint64_t *ret_id,
                                                            enum gate_answer *ret_answer);

#endif
