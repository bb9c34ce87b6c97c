/*
 * worker: the process that reads hostile bytes. One libevent loop over the listeners, the relayed
 * connections, DNS and the who pair. It is started without privilege (runtime/supervise does
 * that), owns no rule and no map, and when it dies guarded traffic meets nobody.
 */
#ifndef EGRESS_RUNTIME_WORKER_WORKER_H
#define EGRESS_RUNTIME_WORKER_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/vm/image.h"
#include "runtime/limits.h"
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
    int stop_fd;               /* readable or hung up: finish writing what is decided, and return */
    /*
     * Called once everything is open and every file is read, before the first byte from outside:
     * the place to give up what is not needed any more. Not 0: do not go on. May be NULL.
     */
    int (*ready)(void *context);
    void *ready_context;
};

/* Runs until stop_fd says so, or the broker is gone. 0 or -errno. All fds stay the caller's. */
__attribute__((warn_unused_result)) int worker_run(const struct worker_config *config);

#endif
