#include "runtime/udp/gate_wire.h"

#include <errno.h>
#include <string.h>

static long encode_facts(char *buffer, size_t size, const struct gate_datagram *datagram)
{
    long written = wire_answer_encode(buffer, size, &datagram->who, datagram->id);
    if (written != -EMSGSIZE)
        return written;
    struct who_answer bare = datagram->who;
    bare.status = WHO_NO_PROCESS;
    bare.process = (struct process_facts){0};
    return wire_answer_encode(buffer, size, &bare, datagram->id);
}

long gate_held_encode(void *buffer, size_t size, const struct gate_datagram *datagram)
{
    struct gate_held header = {.magic = GATE_HELD_MAGIC, .id = datagram->id};
    size_t payload_len =
        datagram->payload_len < GATE_PAYLOAD_MAX ? datagram->payload_len : GATE_PAYLOAD_MAX;
    if (size < sizeof(header) + payload_len)
        return -EMSGSIZE;
    char *facts = (char *)buffer + sizeof(header);
    long facts_bytes = encode_facts(facts, size - sizeof(header) - payload_len, datagram);
    if (facts_bytes < 0)
        return facts_bytes;
    if (payload_len)
        memcpy(facts + facts_bytes, datagram->payload, payload_len);
    header.facts_bytes = (uint32_t)facts_bytes;
    header.payload_bytes = (uint32_t)payload_len;
    header.size_bytes = (uint32_t)(sizeof(header) + (size_t)facts_bytes + payload_len);
    memcpy(buffer, &header, sizeof(header));
    return header.size_bytes;
}

int gate_held_decode(const void *message, size_t size, struct wire_argv *argv,
                     struct gate_datagram *ret)
{
    struct gate_held header;
    uint64_t id;
    if (size < sizeof(header))
        return -EPROTO;
    memcpy(&header, message, sizeof(header));
    if (header.magic != GATE_HELD_MAGIC || header.size_bytes != size ||
        header.facts_bytes > size - sizeof(header) ||
        header.payload_bytes != size - sizeof(header) - header.facts_bytes)
        return -EPROTO;
    const char *facts = (const char *)message + sizeof(header);
    *ret = (struct gate_datagram){.id = header.id,
                                  .payload = (const uint8_t *)facts + header.facts_bytes,
                                  .payload_len = header.payload_bytes};
    int error = wire_answer_decode(facts, header.facts_bytes, argv, &ret->who, &id);
    return error ? error : id == header.id ? 0 : -EPROTO;
}

void gate_verdict_encode(struct gate_verdict *ret, uint64_t id, enum gate_answer answer)
{
    *ret = (struct gate_verdict){.magic = GATE_VERDICT_MAGIC, .answer = (uint8_t)answer, .id = id};
}

int gate_verdict_decode(const void *message, size_t size, uint64_t *ret_id,
                        enum gate_answer *ret_answer)
{
    struct gate_verdict verdict;
    if (size != sizeof(verdict))
        return -EPROTO;
    memcpy(&verdict, message, sizeof(verdict));
    if (verdict.magic != GATE_VERDICT_MAGIC || verdict.answer >= GATE_ANSWER_COUNT ||
        verdict.zero[0] || verdict.zero[1] || verdict.zero[2])
        return -EPROTO;
    *ret_id = verdict.id;
    *ret_answer = (enum gate_answer)verdict.answer;
    return 0;
}
