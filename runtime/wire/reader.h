/*
 * reader: a place in a message of bytes in network order. `failed` once something asked for more
 * than there was; then everything reads as 0. Internal to this room.
 */
#ifndef EGRESS_RUNTIME_WIRE_READER_H
#define EGRESS_RUNTIME_WIRE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reader {
    const uint8_t *bytes;
    size_t len;
    size_t at;
    bool failed;
};

/* An integer of `size` bytes, at most 8. */
static inline uint64_t reader_take(struct reader *reader, size_t size)
{
    uint64_t value = 0;
    if (reader->failed || reader->len - reader->at < size) {
        reader->failed = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value = value << 8 | reader->bytes[reader->at++];
    return value;
}

#endif
