/*
 * worker: the process that reads hostile bytes. One libevent loop over the listeners, the relayed
 * connections, DNS and the who pair. It is started without privilege (runtime/supervise does
 * that), owns no rule and no map, and when it dies guarded traffic meets nobody.
 */
#ifndef EGRESS_RUNTIME_WORKER_WORKER_H
#define EGRESS_RUNTIME_WORKER_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/vm/image.h"
#include "runtime/limits.h"
#include "runtime/log/log.h"
#include "runtime/tls/tls.h"

struct worker_config {
    struct limits limits;      /* see limits_default */
    const struct image *image; /* verified, borrowed */
    int tcp_listener;          /* listening, 127.0.0.1; original port 53 means DNS over TCP */
    int dns_socket;            /* bound UDP, 127.0.0.1, IP_PKTINFO on */
    int udp_fd;                /* SOCK_SEQPACKET to the broker: datagrams to be judged */
    int who_fd;                /* SOCK_SEQPACKET to the broker */
    int log_fd;                /* O_APPEND; lines are written whole */
    struct tls *tls;           /* borrowed; NULL: TLS is not intercepted */
    bool audit;                /* write down what the policy says, and let everything through */
    int stop_fd; /* SOCK_SEQPACKET to the supervisor: orders, reports; its end: stop, see below */
    /*
     * Called once everything is open and every file is read, before the first byte from outside:
     * the place to give up what is not needed any more. Not 0: do not go on. May be NULL.
     */
    int (*ready)(void *context);
    /* The verified policy of that descriptor, which is to live as long as this or another that
     * comes after it; NULL: it is none. */
    const struct image *(*adopt)(int fd, void *context);
    /* The log cannot be written, or can be again. May be NULL. */
    void (*log_changed)(const struct log_health *health, void *context);
    void *context; /* of these */
};

/*
 * Messages over stop_fd. The supervisor's are one byte, a policy with a descriptor; the worker
 * answers each with its report. When the supervisor's side ends, the worker finishes what is
 * decided, and returns.
 */
#define WORKER_ORDER_STATE 'S'
#define WORKER_ORDER_POLICY 'P'

enum worker_report_kind {
    WORKER_REPORT_READY = 'R', /* by itself, once */
    WORKER_REPORT_STATE = 'S',
    WORKER_REPORT_POLICY = 'P', /* every decision from now on is made by it */
    WORKER_REPORT_POLICY_BAD = 'X',
};

struct worker_report {
    uint32_t kind;
    int32_t log_error; /* the rest: STATE. -errno; 0: the log can be written */
    uint64_t log_lost; /* lines */
    uint64_t accepted, open, buffered_bytes;
};
_Static_assert(sizeof(struct worker_report) == 40, "no hidden padding");

/* Runs until stop_fd says so, or the broker is gone. 0 or -errno. All fds stay the caller's. */
__attribute__((warn_unused_result)) int worker_run(const struct worker_config *config);

#endif
