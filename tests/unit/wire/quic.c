#include "runtime/wire/quic.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/hello_bytes.h"
#include "tests/unit/quic_bytes.h"

/* The connection ID of RFC 9001 appendix A and RFC 9369 appendix A. */
static const uint8_t id[8] = {0x83, 0x94, 0xc8, 0xf0, 0x3e, 0x51, 0x57, 0x08};
static const uint8_t other_id[8] = {1, 2, 3, 4, 5, 6, 7, 8};

static void unhex(const char *text, uint8_t *ret)
{
    for (; text[0] && text[1]; text += 2)
        *ret++ = (uint8_t)strtoul((char[]){text[0], text[1], 0}, NULL, 16);
}

/* RFC 9001 section A.1, RFC 9369 section A.1. */
Test(quic, keys)
{
    static const struct {
        uint32_t version;
        const char *key, *iv, *mask_key;
    } rows[] = {
        {QUIC_V1, "1f369613dd76d5467730efcbe3b1a22d", "fa044b2f42a3fd3b46fb255c",
         "9f50449e04a0e810283a1e9933adedd2"},
        {QUIC_V2, "8b1a0bc121284290a29e0971b5cd045d", "91f73e2351d8fa91660e909f",
         "45b95e15235d6f45a6b19cbcb0294ba9"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        uint8_t key[16], iv[12], mask_key[16], wanted[16];
        cr_assert(quic_client_keys(rows[i].version, id, sizeof(id), key, iv, mask_key));
        unhex(rows[i].key, wanted);
        cr_expect_arr_eq(key, wanted, 16, "row %zu", i);
        unhex(rows[i].iv, wanted);
        cr_expect_arr_eq(iv, wanted, 12, "row %zu", i);
        unhex(rows[i].mask_key, wanted);
        cr_expect_arr_eq(mask_key, wanted, 16, "row %zu", i);
    }
    uint8_t none[16];
    cr_expect_not(quic_client_keys(2, id, sizeof(id), none, none, none));
}

/* The handshake message of a hello, without its record. */
static size_t message(uint8_t bytes[HELLO_BYTES_MAX], const char *name)
{
    size_t len = hello_bytes(bytes, name);
    memmove(bytes, bytes + 5, len - 5);
    return len - 5;
}

static void add(struct quic_bytes *datagram, uint32_t version, uint32_t number, size_t offset,
                const uint8_t *data, size_t len)
{
    struct quic_bytes frames = {.len = 0};
    quic_put_crypto(&frames, offset, data, len);
    frames.len += 40; /* padding */
    quic_put_initial(datagram, version, id, id, number, &frames);
}

Test(quic, one_datagram)
{
    static const uint32_t numbers[] = {QUIC_V1, QUIC_V2};
    for (size_t i = 0; i < 2; i++) {
        uint8_t bytes[HELLO_BYTES_MAX];
        size_t len = message(bytes, "www.example");
        struct quic_bytes datagram = {.len = 0};
        struct quic_hello hello = {0};
        add(&datagram, numbers[i], 2, 0, bytes, len);
        cr_assert_eq(quic_feed(&hello, datagram.bytes, datagram.len), QUIC_DONE, "%s", hello.error);
        cr_expect(hello.has_name);
        cr_expect_str_eq(hello.name, "www.example");
        /* The same again is nothing new. */
        cr_expect_eq(quic_feed(&hello, datagram.bytes, datagram.len), QUIC_DONE);
    }
}

/* Two packets, in one datagram or two, in either order. */
Test(quic, split_hellos)
{
    for (int order = 0; order < 2; order++)
        for (int together = 0; together < 2; together++) {
            uint8_t bytes[HELLO_BYTES_MAX];
            size_t len = message(bytes, "www.example"), half = len / 2;
            struct quic_bytes datagrams[2] = {{.len = 0}, {.len = 0}};
            struct quic_hello hello = {0};
            enum quic_status status = QUIC_MORE;
            for (int part = 0; part < 2; part++) {
                size_t from = part == order ? 0 : half;
                struct quic_bytes *datagram = &datagrams[together ? 0 : part];
                add(datagram, QUIC_V1, (uint32_t)part, from, bytes + from,
                    from ? len - half : half);
                if (!together || part)
                    status = quic_feed(&hello, datagram->bytes, datagram->len);
                if (!together && !part)
                    cr_expect_eq(status, QUIC_MORE);
            }
            cr_expect_eq(status, QUIC_DONE, "order %d, together %d: %s", order, together,
                         hello.error);
            cr_expect_str_eq(hello.name, "www.example");
        }
}

Test(quic, what_two_could_read_differently_is_refused)
{
    uint8_t bytes[HELLO_BYTES_MAX], evil[HELLO_BYTES_MAX];
    size_t len = message(bytes, "www.example");
    message(evil, "bad.example");
    struct quic_bytes first = {.len = 0}, second = {.len = 0}, behind = {.len = 0};
    struct quic_hello hello = {0};
    add(&first, QUIC_V1, 0, 0, bytes, len);
    add(&second, QUIC_V1, 1, 0, evil, len);
    add(&behind, QUIC_V1, 1, len, evil, 20);
    cr_expect_eq(quic_feed(&hello, first.bytes, first.len), QUIC_DONE);
    struct quic_hello again = hello;
    cr_expect_eq(quic_feed(&hello, second.bytes, second.len), QUIC_BAD);
    cr_expect_eq(quic_feed(&again, behind.bytes, behind.len), QUIC_BAD);
}

Test(quic, other_connections_are_told_apart)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    size_t len = message(bytes, "www.example");
    struct quic_bytes first = {.len = 0}, other = {.len = 0}, later = {.len = 0}, ack = {.len = 0};
    struct quic_hello hello = {0};
    add(&first, QUIC_V1, 0, 0, bytes, len);
    struct quic_bytes frames = {.len = 0};
    quic_put_crypto(&frames, 0, bytes, len);
    quic_put_initial(&other, QUIC_V1, other_id, other_id, 0, &frames);
    /* Of the same connection, once the server has chosen an ID of its own. */
    quic_put(&ack, 5, 0x0200000000);
    ack.len += 20;
    quic_put_initial(&later, QUIC_V1, other_id, id, 1, &ack);
    cr_expect_eq(quic_feed(&hello, first.bytes, first.len), QUIC_DONE);
    cr_expect_eq(quic_feed(&hello, other.bytes, other.len), QUIC_FOREIGN);
    cr_expect_eq(quic_feed(&hello, later.bytes, later.len), QUIC_DONE);
    struct quic_hello fresh = {0};
    cr_expect_eq(quic_feed(&fresh, later.bytes, later.len), QUIC_FOREIGN);
}

/* Whatever byte is changed or cut, nothing is read that was not said. */
Test(quic, damaged_packets)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    size_t len = message(bytes, "www.example");
    struct quic_bytes whole = {.len = 0};
    add(&whole, QUIC_V1, 0, 0, bytes, len);
    for (size_t at = 0; at < whole.len; at++) {
        struct quic_bytes damaged = whole;
        struct quic_hello hello = {0}, cut = {0};
        damaged.bytes[at] ^= 1;
        cr_expect_neq(quic_feed(&hello, damaged.bytes, damaged.len), QUIC_DONE, "byte %zu", at);
        cr_expect_neq(quic_feed(&cut, whole.bytes, at), QUIC_DONE, "cut at %zu", at);
    }
}

Test(quic, versions_and_kinds)
{
    static const struct {
        const char *bytes;
        size_t len;
        enum quic_status status;
    } rows[] = {
        {"", 0, QUIC_FOREIGN},
        {"\x40 short header", 13, QUIC_FOREIGN},
        {"\xc0\0\0\0\2\0\0\0\0", 9, QUIC_BAD},                         /* unknown version */
        {"\xc0\0\0\0\0\0\0\0\0", 9, QUIC_BAD},                         /* version negotiation */
        {"\xf0\0\0\0\1\0\0\0\0", 9, QUIC_BAD},                         /* Retry */
        {"\xe0\0\0\0\1\0\0\1x", 9, QUIC_FOREIGN},                      /* Handshake */
        {"\xc0\0\0\0\1\x15zzzzzzzzzzzzzzzzzzzzz\0\0\0", 30, QUIC_BAD}, /* ID too long */
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct quic_hello hello = {0};
        cr_expect_eq(quic_feed(&hello, (const uint8_t *)rows[i].bytes, rows[i].len), rows[i].status,
                     "row %zu", i);
    }
}
