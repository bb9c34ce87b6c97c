/*
 * conntrack: asks the kernel's connection tracking what a redirected flow was before the redirect.
 * One request, one answer, over ctnetlink (linux/netfilter/nfnetlink_conntrack.h); the kernel has
 * answered by the time the request is sent, so nothing here waits.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_CONNTRACK_H
#define EGRESS_RUNTIME_ATTRIBUTION_CONNTRACK_H

#include <stdint.h>

#include "bpf/record.h"
#include "runtime/attribution/who.h"

struct conntrack;

/* 0 or -errno, also where this kernel has no ctnetlink. */
__attribute__((warn_unused_result)) int conntrack_open(struct conntrack **ret);
void conntrack_close(struct conntrack *conntrack);

/*
 * The flow as it was made. -ENOENT: there is no such flow, or nobody redirected it. Another -errno:
 * the kernel did not answer.
 */
__attribute__((warn_unused_result)) int conntrack_original(struct conntrack *conntrack,
                                                           const struct who_question *question,
                                                           struct flow_key *ret);

#endif
