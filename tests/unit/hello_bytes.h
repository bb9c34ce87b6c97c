/*
 * hello_bytes: TLS hellos for tests, as OpenSSL and browsers send them in the parts that matter.
 */
#ifndef EGRESS_TESTS_UNIT_HELLO_BYTES_H
#define EGRESS_TESTS_UNIT_HELLO_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HELLO_BYTES_MAX 2048

struct hello_writer {
    uint8_t *bytes;
    size_t len;
};

static inline void hello_put(struct hello_writer *writer, size_t size, uint32_t value)
{
    while (size-- > 0)
        writer->bytes[writer->len++] = (uint8_t)(value >> 8 * size);
}

static inline void hello_put_name(struct hello_writer *writer, const char *name)
{
    size_t len = strlen(name);
    hello_put(writer, 2, 0);
    hello_put(writer, 2, (uint32_t)len + 5);
    hello_put(writer, 2, (uint32_t)len + 3);
    hello_put(writer, 1, 0);
    hello_put(writer, 2, (uint32_t)len);
    memcpy(writer->bytes + writer->len, name, len);
    writer->len += len;
}

static inline void hello_put_length(uint8_t *at, size_t size, size_t value)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (uint8_t)(value >> 8 * (size - 1 - i));
}

/* A handshake message in one record; `protocols` is the body of an ALPN extension, or NULL. Returns
 * the length. */
static inline size_t hello_write(uint8_t bytes[HELLO_BYTES_MAX], const char *name, bool encrypted,
                                 const void *protocols, size_t protocols_len)
{
    struct hello_writer writer = {.bytes = bytes};
    memset(bytes, 0, 5); /* the record's header, see below */
    writer.len = 5;
    hello_put(&writer, 4, 1u << 24); /* client_hello */
    hello_put(&writer, 2, 0x0303);
    for (int i = 0; i < 32; i++)
        hello_put(&writer, 1, (uint32_t)i * 5);
    hello_put(&writer, 1, 0); /* session */
    hello_put(&writer, 2, 4); /* cipher suites */
    hello_put(&writer, 4, 0x13011302);
    hello_put(&writer, 2, 0x0100); /* compression: none */
    size_t extensions = writer.len;
    hello_put(&writer, 2, 0);
    hello_put(&writer, 2, 0x000a); /* supported_groups */
    hello_put(&writer, 2, 4);
    hello_put(&writer, 4, 0x0002001d);
    if (name)
        hello_put_name(&writer, name);
    if (encrypted) {
        hello_put(&writer, 2, 0xfe0d);
        hello_put(&writer, 2, 8);
        hello_put(&writer, 4, 0x00000100);
        hello_put(&writer, 4, 0x01020304);
    }
    if (protocols) {
        hello_put(&writer, 2, 16);
        hello_put(&writer, 2, (uint32_t)protocols_len);
        memcpy(bytes + writer.len, protocols, protocols_len);
        writer.len += protocols_len;
    }
    hello_put_length(bytes + extensions, 2, writer.len - extensions - 2);
    hello_put_length(bytes + 6, 3, writer.len - 9);
    bytes[0] = 22;
    bytes[1] = 3;
    bytes[2] = 1;
    hello_put_length(bytes + 3, 2, writer.len - 5);
    return writer.len;
}

static inline size_t hello_bytes(uint8_t bytes[HELLO_BYTES_MAX], const char *name)
{
    return hello_write(bytes, name, false, NULL, 0);
}

static inline size_t hello_bytes_encrypted(uint8_t bytes[HELLO_BYTES_MAX], const char *name)
{
    return hello_write(bytes, name, true, NULL, 0);
}

#endif
