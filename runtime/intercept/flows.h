/*
 * Entries of connection tracking that a run leaves: flows that were redirected to its listeners. A
 * later run whose program is given the same source port towards the same server would meet them and
 * be led to a listener that is no more, which its own rules refuse: for up to two minutes.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_FLOWS_H
#define EGRESS_RUNTIME_INTERCEPT_FLOWS_H

#include <stdint.h>

/* Removes the entries redirected to these ports of 127.0.0.1; port 0 is none. 0 or -errno. */
__attribute__((warn_unused_result)) int flows_forget(uint16_t tcp_port, uint16_t dns_port);

/*
 * Removes the entries whose connection mark is `mark` in the bits of `mask`: flows of datagrams
 * that were let go. Their next packets are new ones, to be judged. 0 or -errno.
 */
__attribute__((warn_unused_result)) int flows_forget_marked(uint32_t mark, uint32_t mask);

/* Removes the entry of one flow of datagrams, host byte order. 0 or -errno; -ENOENT: there is none.
 */
__attribute__((warn_unused_result)) int flows_forget_datagrams(uint32_t src_ip, uint16_t src_port,
                                                               uint32_t dst_ip, uint16_t dst_port);

#endif
