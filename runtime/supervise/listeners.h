/*
 * The two sockets guarded traffic is redirected to. They are the supervisor's, so that they outlive
 * a worker: connections made while there is none wait for the next one.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_LISTENERS_H
#define EGRESS_RUNTIME_SUPERVISE_LISTENERS_H

#include <stdint.h>

struct listeners {
    int tcp; /* listening on 127.0.0.1; non-blocking, close-on-exec */
    int dns; /* UDP, likewise, with IP_PKTINFO */
    uint16_t tcp_port;
    uint16_t dns_port;
};

/* 0 or -errno. */
__attribute__((warn_unused_result)) int listeners_open(struct listeners *ret);
void listeners_close(struct listeners *listeners);

#endif
