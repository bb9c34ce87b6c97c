/*
 * Questions to the kernel over netlink, on top of libmnl: one message out, and every message of the
 * answer to a callback.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_NETLINK_H
#define EGRESS_RUNTIME_INTERCEPT_NETLINK_H

#include <libmnl/libmnl.h>

#define NETLINK_SEQUENCE 1 /* of every question: one is under way at a time */

/* `bus` is NETLINK_NETFILTER, NETLINK_SOCK_DIAG, ... 0 or -errno; mnl_socket_close ends it. */
__attribute__((warn_unused_result)) int netlink_open(int bus, struct mnl_socket **ret);

/* An empty question: libmnl's header at `buffer`, to which the caller adds. */
struct nlmsghdr *netlink_question(void *buffer, uint16_t type, uint16_t flags);

/* 0, or -errno of the kernel's answer or of the way to it. `callback` may be NULL. */
__attribute__((warn_unused_result)) int netlink_ask(struct mnl_socket *netlink,
                                                    const struct nlmsghdr *question,
                                                    mnl_cb_t callback, void *data);

#endif
