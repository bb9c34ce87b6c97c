/*
 * flow_list: what the worker remembers of flows of datagrams: what became of the last packet that
 * it was shown. Bounded: the flow that has been quiet longest makes room. Forgetting one costs a
 * line in the log at most, for the kernel keeps what was decided.
 */
#ifndef EGRESS_RUNTIME_UDP_FLOW_LIST_H
#define EGRESS_RUNTIME_UDP_FLOW_LIST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>
#include <sys/types.h>

#include "runtime/wire/quic.h"

#define FLOW_HELD_MAX 8 /* datagrams of a hello that is not complete */

struct process_facts;

/* As the process made it; host byte order. */
struct flow_ends {
    uint32_t src_ip, dst_ip;
    uint16_t src_port, dst_port;
};

enum flow_state { FLOW_NEW, FLOW_ALLOWED, FLOW_REFUSED };

struct udp_flow {
    TAILQ_ENTRY(udp_flow) by_age; /* the one used last comes last */
    LIST_ENTRY(udp_flow) in_bucket;
    struct flow_ends ends;
    enum flow_state state;
    /* QUIC: what its first packets said, NULL where it is none; owned. */
    struct quic_hello *quic;
    /* Those that wait for the rest of the hello, until deadline_ms; 0: none does. */
    uint64_t held[FLOW_HELD_MAX];
    uint32_t held_count;
    int64_t deadline_ms;
    LIST_ENTRY(udp_flow) in_waiting;
    pid_t pid;                     /* while they wait: whose it is, */
    struct process_facts *process; /* owned, of who_facts_copy */
    int64_t logged_ms;             /* when its refusal was last written down */
};

struct flow_list;

/* A flow is about to be forgotten: what it holds is to be answered and given back. */
typedef void (*flow_forgotten)(struct udp_flow *flow, void *context);

/* At most `max` flows. NULL on lack of memory. */
struct flow_list *flow_list_new(uint32_t max, flow_forgotten forgotten, void *context);
void flow_list_free(struct flow_list *list); /* NULL is fine */

/* The flow, made new if it is not remembered. NULL on lack of memory. */
struct udp_flow *flow_list_get(struct flow_list *list, const struct flow_ends *ends);

#endif
