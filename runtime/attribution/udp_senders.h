/*
 * udp_senders: whose a held datagram is, and which flows of datagrams may leave the machine. A flow
 * is a socket and a destination (bpf/record.h); the socket of a packet is found by its addresses,
 * over sock_diag (linux/inet_diag.h), or among those just closed. Finding the wrong one of two
 * sockets that share a port lets nothing out: the kernel side lets only the socket pass that was
 * judged.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_UDP_SENDERS_H
#define EGRESS_RUNTIME_ATTRIBUTION_UDP_SENDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/record.h"
#include "runtime/attribution/programs.h"

struct udp_senders;

/* 0 or -errno, also where this kernel has no sock_diag for UDP. The maps are borrowed. */
__attribute__((warn_unused_result)) int udp_senders_open(const struct programs *programs,
                                                         struct udp_senders **ret);
void udp_senders_close(struct udp_senders *senders);

/* false: nobody known. */
bool udp_senders_find(struct udp_senders *senders, const struct flow_key *packet,
                      struct udp_target *ret_target, struct udp_sender *ret_sender);

/* Lets the flow leave from now on; `named`: see struct udp_pass. 0, -ENOSPC when there are too
 * many, another -errno. */
__attribute__((warn_unused_result)) int udp_senders_pass(struct udp_senders *senders,
                                                         const struct udp_target *target,
                                                         const struct flow_key *packet, bool named,
                                                         uint64_t now_ns);

/* A flow that has not sent for a while; its next packet is to be judged again. */
typedef void (*udp_ended)(const struct udp_target *target, const struct udp_pass *pass,
                          void *context);

/* Looks at some hundred flows and ends those that rest. False: there are none at all. */
bool udp_senders_sweep(struct udp_senders *senders, uint64_t now_ns, udp_ended ended,
                       void *context);

/* Ends all. 0 or -errno. */
__attribute__((warn_unused_result)) int udp_senders_end_all(struct udp_senders *senders);

#endif
