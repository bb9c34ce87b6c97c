/*
 * programs: the BPF objects of bpf/, loaded and attached. Everything of libbpf's is given back once
 * they are: what stays is a handful of descriptors, and the programs live as long as those.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_PROGRAMS_H
#define EGRESS_RUNTIME_ATTRIBUTION_PROGRAMS_H

#include <stddef.h>

#include "bpf/record.h"
#include "runtime/attribution/attribution.h"

#define PROGRAMS_MAX 16

struct programs {
    int events_fd;
    int tcp_flows_fd;
    int udp_flows_fd;
    int datagrams_fd; /* -1: this backend does not mark datagrams */
    int udp_senders_fd, udp_passes_fd, udp_closed_fd;
    struct record_counters *counters; /* mapped, shared with the kernel */
    int links[PROGRAMS_MAX];
    int link_count;
};

#define PROGRAMS_NONE                                                                              \
    ((struct programs){.events_fd = -1,                                                            \
                       .tcp_flows_fd = -1,                                                         \
                       .udp_flows_fd = -1,                                                         \
                       .datagrams_fd = -1,                                                         \
                       .udp_senders_fd = -1,                                                       \
                       .udp_passes_fd = -1,                                                        \
                       .udp_closed_fd = -1})

/*
 * All or nothing. -errno and a sentence in `error`; -EOPNOTSUPP when this kernel does not offer
 * what the backend needs, so that another may be tried.
 */
__attribute__((warn_unused_result)) int programs_load(enum attribution_backend backend,
                                                      const struct record_config *config,
                                                      int cgroup_fd, struct programs *ret,
                                                      char *error, size_t error_size);
void programs_unload(struct programs *programs);

#endif
