/*
 * event_ring: the reading end of a BPF ring buffer. The layout is the kernel's
 * (kernel/bpf/ringbuf.c, Documentation/bpf/ringbuf.rst): a page with the reader's position, one
 * with the writers', then the data twice in a row. Each record has an 8-byte head: its length with
 * a busy and a discard bit.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_EVENT_RING_H
#define EGRESS_RUNTIME_ATTRIBUTION_EVENT_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct event_ring {
    uint64_t *consumer;       /* ours to move */
    const uint64_t *producer; /* the kernel's */
    const char *data;
    size_t size_bytes; /* a power of two */
};

/* Maps the ring of map `fd`. 0 or -errno. */
__attribute__((warn_unused_result)) int event_ring_open(int fd, struct event_ring *ret);
void event_ring_close(struct event_ring *ring);

typedef void (*event_ring_reader)(const void *event, size_t size, void *context);

/*
 * Hands over every finished record, in order. True: the ring is empty. False: a record is being
 * written at this moment, and what is behind it cannot be seen yet.
 */
bool event_ring_drain(struct event_ring *ring, event_ring_reader reader, void *context);

#endif
