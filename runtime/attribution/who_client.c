#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "runtime/attribution/who.h"
#include "runtime/attribution/who_wire.h"

/*
 * Outstanding questions sit in slots; a question's id is its slot and the number of times that
 * slot has been used, so a late answer to a cancelled question finds nobody. What the socket
 * has no room for waits in order of asking: as the pair has questions in it then, cancelled ones
 * perhaps, an answer is sure to come, and with it the moment to send more.
 */
#define CLIENT_WAITING_MAX                                                                         \
    32768 /* a power of two, above the worker's limits of connections and queries */
#define NO_SLOT UINT32_MAX

struct who_request {
    struct who_client *client;
    who_callback callback;
    void *context;
    struct wire_question message;
    struct who_request *next_unsent;
    struct who_request *previous_unsent;
    bool unsent;
};

struct slot {
    struct who_request *request; /* NULL: free */
    uint32_t uses;
    uint32_t next_free;
};

struct who_client {
    int fd;
    int broken; /* 0, or the -errno that ended the pair */
    struct slot *slots;
    uint32_t slot_count;
    uint32_t first_free;
    uint32_t in_flight; /* questions sent and not answered, cancelled ones too */
    struct who_request *unsent_head;
    struct who_request *unsent_tail;
    struct wire_argv argv;
    char message[WIRE_MESSAGE_MAX];
};

struct who_client *who_client_new(int fd)
{
    struct who_client *client = calloc(1, sizeof(*client));
    if (!client)
        return NULL;
    client->fd = fd;
    client->first_free = NO_SLOT;
    return client;
}

static bool grow_slots(struct who_client *client)
{
    uint32_t count = client->slot_count ? client->slot_count * 2 : 64;
    if (count > CLIENT_WAITING_MAX)
        return false;
    struct slot *slots = realloc(client->slots, count * sizeof(*slots));
    if (!slots)
        return false;
    for (uint32_t i = client->slot_count; i < count; i++)
        slots[i] = (struct slot){.next_free = i + 1 < count ? i + 1 : NO_SLOT};
    client->first_free = client->slot_count;
    client->slots = slots;
    client->slot_count = count;
    return true;
}

static uint64_t take_slot(struct who_client *client, struct who_request *request)
{
    uint32_t index = client->first_free;
    struct slot *slot = &client->slots[index];
    client->first_free = slot->next_free;
    slot->request = request;
    slot->uses++;
    return (uint64_t)slot->uses << 32 | index;
}

static struct who_request *request_of(const struct who_client *client, uint64_t id)
{
    uint32_t index = (uint32_t)id;
    if (index >= client->slot_count || client->slots[index].uses != id >> 32)
        return NULL;
    return client->slots[index].request;
}

static void unsent_add(struct who_client *client, struct who_request *request)
{
    request->unsent = true;
    request->previous_unsent = client->unsent_tail;
    if (client->unsent_tail)
        client->unsent_tail->next_unsent = request;
    else
        client->unsent_head = request;
    client->unsent_tail = request;
}

static void unsent_remove(struct who_client *client, struct who_request *request)
{
    if (!request->unsent)
        return;
    struct who_request *next = request->next_unsent;
    struct who_request *previous = request->previous_unsent;
    *(previous ? &previous->next_unsent : &client->unsent_head) = next;
    *(next ? &next->previous_unsent : &client->unsent_tail) = previous;
    request->unsent = false;
    request->next_unsent = request->previous_unsent = NULL;
}

/* The request is out of every list afterwards; its memory is the caller's. */
static void detach(struct who_client *client, struct who_request *request)
{
    uint32_t index = (uint32_t)request->message.id;
    unsent_remove(client, request);
    client->slots[index].request = NULL;
    client->slots[index].next_free = client->first_free;
    client->first_free = index;
}

static int send_question(struct who_client *client, const struct who_request *request)
{
    for (;;) {
        ssize_t sent = send(client->fd, &request->message, sizeof(request->message),
                            MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent >= 0) {
            client->in_flight++;
            return 0;
        }
        if (errno != EINTR)
            return errno == EWOULDBLOCK ? -EAGAIN : -errno;
    }
}

/* Sends what waits, until the pair is full again. */
static int flush_unsent(struct who_client *client)
{
    while (client->unsent_head) {
        int error = send_question(client, client->unsent_head);
        if (error)
            return error == -EAGAIN ? 0 : error;
        unsent_remove(client, client->unsent_head);
    }
    return 0;
}

struct who_request *who_client_ask(struct who_client *client, const struct who_question *question,
                                   who_callback callback, void *context)
{
    if (client->broken || (client->first_free == NO_SLOT && !grow_slots(client)))
        return NULL;
    struct who_request *request = calloc(1, sizeof(*request));
    if (!request)
        return NULL;
    request->client = client;
    request->callback = callback;
    request->context = context;
    wire_question_encode(&request->message, question, take_slot(client, request));

    int error = client->unsent_head ? -EAGAIN : send_question(client, request);
    if (error == -EAGAIN && client->in_flight > 0) {
        unsent_add(client, request);
    } else if (error) {
        detach(client, request);
        free(request);
        return NULL;
    }
    return request;
}

void who_request_cancel(struct who_request *request)
{
    if (!request)
        return;
    detach(request->client, request);
    free(request);
}

static void finish(struct who_client *client, struct who_request *request,
                   const struct who_answer *answer)
{
    who_callback callback = request->callback;
    void *context = request->context;
    detach(client, request);
    free(request);
    callback(answer, context);
}

/* No answer will come any more: everybody who waits is told so, once. */
static int lose_all(struct who_client *client, int error)
{
    const struct who_answer lost = {.status = WHO_LOST};
    client->broken = error;
    for (uint32_t i = 0; i < client->slot_count; i++)
        if (client->slots[i].request)
            finish(client, client->slots[i].request, &lost);
    return error;
}

void who_client_free(struct who_client *client)
{
    if (!client)
        return;
    lose_all(client, -ECANCELED);
    wire_argv_free(&client->argv);
    free(client->slots);
    free(client);
}

static int take_answer(struct who_client *client, size_t size)
{
    struct who_answer answer;
    uint64_t id;
    int error = wire_answer_decode(client->message, size, &client->argv, &answer, &id);
    if (error)
        return error;
    struct who_request *request = request_of(client, id);
    if (client->in_flight == 0 || (request && request->unsent))
        return -EPROTO; /* an answer to what was never asked */
    client->in_flight--;
    if (request)
        finish(client, request, &answer);
    return flush_unsent(client);
}

int who_client_readable(struct who_client *client)
{
    if (client->broken)
        return client->broken;
    for (;;) {
        ssize_t size =
            recv(client->fd, client->message, sizeof(client->message), MSG_DONTWAIT | MSG_TRUNC);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return 0;
        if (size < 0)
            return lose_all(client, errno == ECONNRESET ? -EPIPE : -errno);
        if (size == 0)
            return lose_all(client, -EPIPE);
        if ((size_t)size > sizeof(client->message))
            return lose_all(client, -EPROTO);
        int error = take_answer(client, (size_t)size);
        if (error)
            return lose_all(client, error);
    }
}
