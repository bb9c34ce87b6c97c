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
    int64_t logged_ms; /* when its refusal was last written down */
};

struct flow_list;

/* At most `max` flows. NULL on lack of memory. */
struct flow_list *flow_list_new(uint32_t max);
void flow_list_free(struct flow_list *list); /* NULL is fine */

/* The flow, made new if it is not remembered. NULL on lack of memory. */
struct udp_flow *flow_list_get(struct flow_list *list, const struct flow_ends *ends);

#endif
