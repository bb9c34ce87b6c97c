#include "runtime/attribution/who_wire.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

void wire_question_encode(struct wire_question *ret, const struct who_question *question,
                          uint64_t id)
{
    *ret = (struct wire_question){
        .magic = WIRE_QUESTION_MAGIC,
        .protocol = question->protocol,
        .id = id,
        .peer_ip = question->peer_ip,
        .local_ip = question->local_ip,
        .peer_port = question->peer_port,
        .local_port = question->local_port,
        .mark = question->mark,
    };
}

int wire_question_decode(const void *message, size_t size, struct who_question *ret_question,
                         uint64_t *ret_id)
{
    struct wire_question wire;
    if (size != sizeof(wire))
        return -EPROTO;
    memcpy(&wire, message, sizeof(wire));
    bool zeros = !wire.zero[0] && !wire.zero[1] && !wire.zero[2];
    bool known = wire.protocol == IPPROTO_TCP || wire.protocol == IPPROTO_UDP;
    if (wire.magic != WIRE_QUESTION_MAGIC || !zeros || !known)
        return -EPROTO;
    *ret_question = (struct who_question){
        .protocol = wire.protocol,
        .peer_ip = wire.peer_ip,
        .peer_port = wire.peer_port,
        .local_ip = wire.local_ip,
        .local_port = wire.local_port,
        .mark = wire.mark,
    };
    *ret_id = wire.id;
    return 0;
}

/* The one place that says which fact is which bit. */
static const char **fact_slot(struct process_facts *facts, enum wire_fact fact)
{
    switch (fact) {
    case WIRE_EXE:
        return &facts->exe;
    case WIRE_CGROUP:
        return &facts->cgroup;
    case WIRE_STEP:
        return &facts->step;
    case WIRE_ACTION:
        return &facts->action;
    case WIRE_IMAGE:
        return &facts->image;
    case WIRE_FACT_COUNT:
        break;
    }
    return NULL;
}

struct writer {
    char *at;
    char *end;
};

static bool put(struct writer *writer, const char *string)
{
    size_t length = strlen(string) + 1;
    if ((size_t)(writer->end - writer->at) < length)
        return false;
    memcpy(writer->at, string, length);
    writer->at += length;
    return true;
}

long wire_answer_encode(void *buffer, size_t size, const struct who_answer *answer, uint64_t id)
{
    struct wire_answer wire = {
        .magic = WIRE_ANSWER_MAGIC,
        .id = id,
        .start_time_ns = answer->start_time_ns,
        .src_ip = answer->src_ip,
        .dst_ip = answer->dst_ip,
        .src_port = answer->src_port,
        .dst_port = answer->dst_port,
        .pid = answer->pid,
        .argc = answer->process.argc,
        .status = (uint8_t)answer->status,
    };
    if (size < sizeof(wire))
        return -EMSGSIZE;
    struct writer writer = {.at = (char *)buffer + sizeof(wire), .end = (char *)buffer + size};
    struct process_facts facts = answer->process;
    for (int fact = 0; fact < WIRE_FACT_COUNT; fact++) {
        const char *value = *fact_slot(&facts, (enum wire_fact)fact);
        if (!value)
            continue;
        wire.has |= (uint8_t)(1u << fact);
        if (!put(&writer, value))
            return -EMSGSIZE;
    }
    for (uint32_t i = 0; i < facts.argc; i++)
        if (!put(&writer, facts.argv[i]))
            return -EMSGSIZE;
    long length = writer.at - (char *)buffer;
    wire.size_bytes = (uint32_t)length;
    memcpy(buffer, &wire, sizeof(wire));
    return length;
}

void wire_argv_free(struct wire_argv *argv)
{
    free(argv->items);
    *argv = (struct wire_argv){0};
}

struct reader {
    const char *at;
    const char *end;
};

/* The next string, or NULL where no NUL is left to end one. */
static const char *take(struct reader *reader)
{
    size_t left = (size_t)(reader->end - reader->at);
    const char *nul = left ? memchr(reader->at, 0, left) : NULL;
    if (!nul)
        return NULL;
    const char *string = reader->at;
    reader->at = nul + 1;
    return string;
}

static int take_argv(struct reader *reader, uint32_t argc, struct wire_argv *argv)
{
    if (argc > (size_t)(reader->end - reader->at)) /* each takes a byte at least */
        return -EPROTO;
    if (argc > argv->capacity) {
        const char **grown = realloc(argv->items, argc * sizeof(*grown));
        if (!grown)
            return -ENOMEM;
        argv->items = grown;
        argv->capacity = argc;
    }
    for (uint32_t i = 0; i < argc; i++) {
        argv->items[i] = take(reader);
        if (!argv->items[i])
            return -EPROTO;
    }
    return 0;
}

int wire_answer_decode(const void *message, size_t size, struct wire_argv *argv,
                       struct who_answer *ret, uint64_t *ret_id)
{
    struct wire_answer wire;
    if (size < sizeof(wire))
        return -EPROTO;
    memcpy(&wire, message, sizeof(wire));
    if (wire.magic != WIRE_ANSWER_MAGIC || wire.size_bytes != size || wire.status > WHO_LOST ||
        wire.zero[0] || wire.zero[1] || wire.has >> WIRE_FACT_COUNT)
        return -EPROTO;

    struct reader reader = {(const char *)message + sizeof(wire), (const char *)message + size};
    struct process_facts facts = {0};
    for (int fact = 0; fact < WIRE_FACT_COUNT; fact++) {
        if (!(wire.has & 1u << fact))
            continue;
        const char *value = take(&reader);
        if (!value)
            return -EPROTO;
        *fact_slot(&facts, (enum wire_fact)fact) = value;
    }
    int error = take_argv(&reader, wire.argc, argv);
    if (error)
        return error;
    if (reader.at != reader.end)
        return -EPROTO;
    facts.argv = wire.argc ? argv->items : NULL;
    facts.argc = wire.argc;
    *ret = (struct who_answer){
        .status = (enum who_status)wire.status,
        .src_ip = wire.src_ip,
        .src_port = wire.src_port,
        .dst_ip = wire.dst_ip,
        .dst_port = wire.dst_port,
        .pid = wire.pid,
        .start_time_ns = wire.start_time_ns,
        .process = facts,
    };
    *ret_id = wire.id;
    return 0;
}
