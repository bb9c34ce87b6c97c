/*
 * outbox: answers for one end of a who pair that its buffer has no room for yet, in order. Bounded:
 * an asker that asks more than it may is not listened to.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_OUTBOX_H
#define EGRESS_RUNTIME_ATTRIBUTION_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

#define OUTBOX_MAX 32768 /* letters: as many questions as a who_client has waiting */
#define OUTBOX_BYTES_MAX (32u << 20)

struct outbox_letter;

struct outbox {
    struct outbox_letter *head;
    struct outbox_letter *tail;
    size_t count;
    size_t bytes;
};

/* Sends at once, or keeps a copy. 0 or -errno: -EPIPE, -EPROTO (too many), -ENOMEM. */
__attribute__((warn_unused_result)) int outbox_send(struct outbox *outbox, int fd,
                                                    const void *message, size_t size);

/* Sends what waits, as far as there is room. 0 or -errno. */
__attribute__((warn_unused_result)) int outbox_flush(struct outbox *outbox, int fd);

void outbox_clear(struct outbox *outbox);

#endif
