/*
 * attribution: which process made which connection. Loads and attaches the BPF programs of bpf/ to
 * one cgroup (and everything below it), keeps the table of processes that exec, fork and exit
 * events feed, and answers who.h's questions. Needs root; runs in the broker.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_ATTRIBUTION_H
#define EGRESS_RUNTIME_ATTRIBUTION_ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct attribution;

enum attribution_backend { BACKEND_CGROUP, BACKEND_KPROBE };

struct attribution_config {
    int cgroup_fd;           /* directory of the guarded cgroup; borrowed for the call */
    const char *cgroup_root; /* mount point of cgroup v2, to turn ids into paths; borrowed */
};

/*
 * Probes, loads, attaches: all or nothing. On failure -errno and a sentence in `error` that names
 * what is missing and what to do. Links live as long as the process: nothing is pinned.
 */
__attribute__((warn_unused_result)) int attribution_new(const struct attribution_config *config,
                                                        struct attribution **ret, char *error,
                                                        size_t error_size);
void attribution_free(struct attribution *attribution);

enum attribution_backend attribution_backend(const struct attribution *attribution);
const char *attribution_backend_name(enum attribution_backend backend);

/* Readable when process events wait; attribution_poll drains them. Borrowed. */
int attribution_event_fd(const struct attribution *attribution);
void attribution_poll(struct attribution *attribution);

/* Serves the questions waiting on the broker's end of a who pair. 0, -EPIPE when the worker is
 * gone, another -errno when the pair is broken. Never blocks. */
int attribution_serve(struct attribution *attribution, int who_fd);

/* What was counted since the start, for the log's stop line and tests. */
struct attribution_counters {
    uint64_t flows;           /* flows recorded by the kernel side */
    uint64_t answered;        /* questions answered with a process */
    uint64_t unattributed;    /* questions whose process was not known */
    uint64_t events_dropped;  /* process events the ring had no room for */
    uint64_t refused_by_hook; /* sockets, connects and sends refused in the kernel */
};
void attribution_counters(const struct attribution *attribution, struct attribution_counters *ret);

#endif
