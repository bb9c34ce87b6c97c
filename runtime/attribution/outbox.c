#include "runtime/attribution/outbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct outbox_letter {
    struct outbox_letter *next;
    size_t size;
    char message[];
};

/* 0, -EAGAIN when there is no room, another -errno. */
static int send_now(int fd, const void *message, size_t size)
{
    for (;;) {
        if (send(fd, message, size, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0)
            return 0;
        if (errno == EINTR)
            continue;
        return errno == EWOULDBLOCK ? -EAGAIN : errno == ECONNRESET ? -EPIPE : -errno;
    }
}

static int keep(struct outbox *outbox, const void *message, size_t size)
{
    if (outbox->count == OUTBOX_MAX || outbox->bytes + size > OUTBOX_BYTES_MAX)
        return -EPROTO;
    struct outbox_letter *letter = malloc(sizeof(*letter) + size);
    if (!letter)
        return -ENOMEM;
    letter->next = NULL;
    letter->size = size;
    memcpy(letter->message, message, size);
    if (outbox->tail)
        outbox->tail->next = letter;
    else
        outbox->head = letter;
    outbox->tail = letter;
    outbox->count++;
    outbox->bytes += size;
    return 0;
}

int outbox_send(struct outbox *outbox, int fd, const void *message, size_t size)
{
    int error = outbox->head ? -EAGAIN : send_now(fd, message, size);
    return error == -EAGAIN ? keep(outbox, message, size) : error;
}

static void drop_head(struct outbox *outbox)
{
    struct outbox_letter *letter = outbox->head;
    outbox->head = letter->next;
    if (!outbox->head)
        outbox->tail = NULL;
    outbox->count--;
    outbox->bytes -= letter->size;
    free(letter);
}

int outbox_flush(struct outbox *outbox, int fd)
{
    while (outbox->head) {
        int error = send_now(fd, outbox->head->message, outbox->head->size);
        if (error)
            return error == -EAGAIN ? 0 : error;
        drop_head(outbox);
    }
    return 0;
}

void outbox_clear(struct outbox *outbox)
{
    while (outbox->head)
        drop_head(outbox);
}
