/*
 * judge: the worker's side of UDP. Datagrams that the broker holds (gate.h) come over one socket;
 * each is asked of the policy with its process, written down, and answered: the flow goes on in the
 * kernel, or is refused.
 *
 * What decides (LANGUAGE, "What is asked of a policy"):
 *   - a rule by address: the flow goes on, and nothing of it is looked at again;
 *   - a datagram that begins a connection of QUIC: the server name in it, if it is bound to the
 *     address. Every datagram of such a flow that could begin another connection is held again;
 *   - any other: the names bound to the address. Those flows, too, are held again where they turn
 *     into QUIC, or they would be a way round its name.
 */
#ifndef EGRESS_RUNTIME_UDP_JUDGE_H
#define EGRESS_RUNTIME_UDP_JUDGE_H

#include <event2/event.h>

#include "lang/decide/decide.h"
#include "runtime/limits.h"
#include "runtime/log/log.h"

/* All borrowed, and to outlive the struct judge. */
struct judge_config {
    struct event_base *base;
    struct decide *decide;
    struct log *log;
    const struct limits *limits;
    int fd; /* SOCK_SEQPACKET to the broker; made non-blocking */
};

struct judge;

/* NULL on lack of memory. */
struct judge *judge_new(const struct judge_config *config);
/* What it still holds is refused. NULL is fine. */
void judge_free(struct judge *judge);

#endif
