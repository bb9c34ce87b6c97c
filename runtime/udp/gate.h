/*
 * gate: the broker's side of UDP. Takes the datagrams that netfilter holds (linux/netfilter/
 * nfnetlink_queue.h), learns whose each is, shows it to the worker, and does what the worker says.
 * Needs CAP_NET_ADMIN, which is why it is not in the worker; so it looks at no byte behind the IPv4
 * and UDP headers, which the kernel wrote.
 *
 * What is not answered is not let go: the queue has no bypass, drops what exceeds its length, and
 * without us all of it. docs/decisions/udp.md says why it is built so.
 */
#ifndef EGRESS_RUNTIME_UDP_GATE_H
#define EGRESS_RUNTIME_UDP_GATE_H

#include <event2/event.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/attribution/attribution.h"

struct gate;

/* Marks of packets and connections, as netfilter's rules of this run know them. */
struct gate_marks {
    uint32_t allowed, named, refused;
};

struct gate_config {
    uint16_t queue; /* number, nobody else's in this network namespace */
    struct gate_marks marks;
    struct attribution *attribution; /* borrowed */
    /* Something went wrong that no line of the worker's tells: a sentence. At most once a second.
     */
    void (*complain)(const char *sentence, void *context);
    void *context;
};

/* Binds the queue. 0, or -errno with a sentence in `error`. */
__attribute__((warn_unused_result)) int
gate_open(const struct gate_config *config, struct gate **ret, char *error, size_t error_size);
/* What is still held is dropped. NULL is fine. */
void gate_close(struct gate *gate);

/* Begins to take datagrams. 0 or -ENOMEM. */
__attribute__((warn_unused_result)) int gate_watch(struct gate *gate, struct event_base *base);

/*
 * The worker to show them to: our end of the pair, borrowed. -1: there is none; what the last one
 * has not answered is refused, and so is what comes. 0 or -ENOMEM.
 */
__attribute__((warn_unused_result)) int gate_set_worker(struct gate *gate, int fd);

struct gate_counters {
    uint64_t held, allowed, refused, unanswered /* for want of a worker, or of room */;
};
void gate_counters(const struct gate *gate, struct gate_counters *ret);

#endif
