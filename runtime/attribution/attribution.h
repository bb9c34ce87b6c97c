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
#include <sys/types.h>

#include "lang/vm/facts.h"
#include "runtime/attribution/who.h"

struct attribution;

enum attribution_backend { BACKEND_CGROUP, BACKEND_KPROBE };

/* CHOOSE_BEST tries cgroup, then kprobe. */
enum attribution_choice { CHOOSE_BEST, CHOOSE_CGROUP, CHOOSE_KPROBE };

/* A socket, connect, send or packet that the kernel side refused: for the log. */
struct attribution_refusal {
    const char *reason; /* a sentence's worth, static */
    pid_t pid;
    uint64_t start_time_ns;
    const struct process_facts *process; /* NULL: not known */
    uint16_t family;                     /* AF_*; 0: not known */
    uint32_t protocol;                   /* IPPROTO_*; 0: not known */
    uint32_t dst_ip;                     /* host byte order; 0: none, or no IPv4 one */
    uint16_t dst_port;
};

/* A datagram that netfilter holds: how it will leave, and when known the flow that it belongs to.
 */
struct attribution_datagram {
    uint32_t src_ip, dst_ip; /* host byte order */
    uint16_t src_port, dst_port;
    uint64_t socket; /* 0: not known */
};

/* Called from attribution_poll and attribution_serve; everything in it is borrowed. */
typedef void (*attribution_refused)(const struct attribution_refusal *refusal, void *context);

struct attribution_config {
    int cgroup_fd;           /* directory of the guarded cgroup; borrowed for the call */
    const char *cgroup_root; /* mount point of cgroup v2, to turn ids into paths; borrowed */

    /* The rest may stay zero. */
    enum attribution_choice backend;
    /*
     * By default a packet of the guarded set that would leave the machine is dropped: the redirects
     * take all traffic to local listeners, so it has found a way round them. True: let it out.
     */
    bool allow_detour;
    bool audit;        /* let through what would be refused, and tell it as such */
    bool ignore_marks; /* as on a kernel before 5.19: ask for datagrams by their ports */
    /*
     * A flow of datagrams that may not leave any more because it has rested: what netfilter
     * remembers of it must go as well. Called from attribution_poll. May be NULL.
     */
    void (*rested)(const struct attribution_datagram *datagram, void *context);
    void *rested_context;
    attribution_refused refused; /* at most ten a second, the others are only counted */
    void *refused_context;
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

/* Readable when attribution_poll has something to do. Borrowed. */
int attribution_event_fd(const struct attribution *attribution);
void attribution_poll(struct attribution *attribution);

/*
 * Serves the questions waiting on the broker's end of a who pair (one pair at a time). 0, -EPIPE
 * when the worker is gone, another -errno when the pair is broken. Never blocks: an answer that
 * cannot be given or sent yet follows from attribution_poll.
 */
int attribution_serve(struct attribution *attribution, int who_fd);

/*
 * Whose it is: WHO_FOUND, WHO_NO_PROCESS or WHO_LOST (then nobody's, and not to be let go). What
 * *ret points to is valid until the next call of this room.
 */
void attribution_find_sender(struct attribution *attribution, struct attribution_datagram *datagram,
                             struct who_answer *ret);

/*
 * `named`: but none that could begin a connection of QUIC, unless netfilter has held it.
 * Packets of this flow may leave the machine from now on, until it rests for minutes. 0, -ENOSPC
 * when there are too many, another -errno.
 */
__attribute__((warn_unused_result)) int
attribution_let_pass(struct attribution *attribution, const struct attribution_datagram *datagram,
                     bool named);

/* No flow may leave any more: each is to be judged again. 0 or -errno. */
__attribute__((warn_unused_result)) int attribution_stop_passing(struct attribution *attribution);

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
