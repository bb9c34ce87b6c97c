#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/hello.h"
#include "tests/unit/hello_bytes.h"

static struct hello *feed(const uint8_t *bytes, size_t len, size_t split)
{
    struct hello *hello = calloc(1, sizeof(*hello));
    cr_assert_not_null(hello);
    hello_feed(hello, bytes, split);
    hello_feed(hello, bytes + split, len - split);
    return hello;
}

Test(hello, reads_the_name_wherever_it_is_split)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    size_t len = hello_bytes(bytes, "WWW.Example.com");
    for (size_t split = 0; split <= len; split++) {
        struct hello *hello = feed(bytes, len, split);
        cr_assert_eq(hello->status, HELLO_DONE, "split at %zu: %s", split, hello->error);
        cr_assert(hello->has_name);
        cr_assert_str_eq(hello->name, "www.example.com");
        cr_assert_not(hello->encrypted);
        free(hello);
    }
}

Test(hello, byte_by_byte)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    size_t len = hello_bytes(bytes, "a.example");
    struct hello *hello = calloc(1, sizeof(*hello));
    for (size_t i = 0; i < len; i++)
        cr_assert_eq(hello_feed(hello, bytes + i, 1), i + 1 < len ? HELLO_MORE : HELLO_DONE);
    cr_assert_eq(hello_feed(hello, bytes, len), HELLO_DONE, "later bytes are not looked at");
    free(hello);
}

/* The message of `bytes` (one record) again, in records of `size` bytes. Returns the length. */
static size_t in_records(const uint8_t *bytes, size_t len, size_t size, uint8_t *out)
{
    size_t out_len = 0;
    for (size_t at = 5; at < len; at += size) {
        size_t part = len - at < size ? len - at : size;
        out[out_len++] = 22;
        out[out_len++] = 3;
        out[out_len++] = 3;
        out[out_len++] = (uint8_t)(part >> 8);
        out[out_len++] = (uint8_t)part;
        memcpy(out + out_len, bytes + at, part);
        out_len += part;
    }
    return out_len;
}

Test(hello, in_records_of_any_size)
{
    uint8_t bytes[HELLO_BYTES_MAX], records[HELLO_BYTES_MAX * 6];
    size_t len = hello_bytes(bytes, "a.example");
    for (size_t size = 1; size < len; size++) {
        size_t records_len = in_records(bytes, len, size, records);
        struct hello *hello = feed(records, records_len, records_len / 2);
        cr_assert_eq(hello->status, HELLO_DONE, "records of %zu: %s", size, hello->error);
        cr_assert_str_eq(hello->name, "a.example");
        free(hello);
    }
}

Test(hello, without_a_name)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    size_t len = hello_bytes(bytes, NULL);
    struct hello *hello = feed(bytes, len, len);
    cr_assert_eq(hello->status, HELLO_DONE);
    cr_assert_not(hello->has_name);
    free(hello);
}

Test(hello, encrypted_is_noticed)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    size_t len = hello_bytes_encrypted(bytes, "outer.example");
    struct hello *hello = feed(bytes, len, len);
    cr_assert_eq(hello->status, HELLO_DONE);
    cr_assert(hello->encrypted);
    free(hello);
}

/* One change each to a good hello for "a.example" that makes it bad. */
enum { RECORD = 0, MESSAGE = 5, EXTENSIONS = 52 };
static const struct {
    const char *what;
    size_t at;
    uint8_t value;
} spoilt[] = {
    {"record type", RECORD, 23},
    {"record version", RECORD + 1, 2},
    {"record too long", RECORD + 3, 0x50},
    {"message type", MESSAGE, 2},
    {"message huge", MESSAGE + 1, 1},
    {"message longer than its record says", MESSAGE + 2, 0x40},
    {"session id too long", MESSAGE + 38, 33},
    {"odd cipher suites", MESSAGE + 40, 3},
    {"no compression", MESSAGE + 45, 0},
    {"extensions too short", EXTENSIONS + 1, 4},
    {"extensions too long", EXTENSIONS + 1, 200},
    {"extension twice", EXTENSIONS + 11, 10},
    {"extension too long", EXTENSIONS + 5, 200},
    {"name list length", EXTENSIONS + 15, 99},
    {"name type", EXTENSIONS + 16, 1},
    {"name length", EXTENSIONS + 18, 8},
    {"name has a NUL", EXTENSIONS + 20, 0},
    {"name has a blank", EXTENSIONS + 20, ' '},
    {"name ends badly", EXTENSIONS + 27, '.'},
};

Test(hello, spoilt)
{
    for (size_t i = 0; i < sizeof(spoilt) / sizeof(*spoilt); i++) {
        uint8_t bytes[HELLO_BYTES_MAX] = {0};
        size_t len = hello_bytes(bytes, "a.example");
        bytes[spoilt[i].at] = spoilt[i].value;
        struct hello *hello = feed(bytes, len, len);
        cr_expect_neq(hello->status, HELLO_DONE, "%s", spoilt[i].what);
        free(hello);
    }
}

Test(hello, refusals_have_reasons)
{
    static const struct {
        const char *what;
        uint8_t bytes[12];
        size_t len;
    } rows[] = {
        {"empty record", {22, 3, 1, 0, 0}, 5},
        {"other record", {22, 3, 1, 0, 1, 1, 21, 3, 1, 0, 2}, 11},
        {"other message", {22, 3, 1, 0, 4, 2, 0, 0, 0}, 9},
        {"goes on in its record", {22, 3, 1, 0, 5, 1, 0, 0, 0, 0}, 10},
        {"empty message", {22, 3, 1, 0, 4, 1, 0, 0, 0}, 9},
        {"too large", {22, 3, 1, 0, 4, 1, 0, 0x40, 0}, 9},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct hello *hello = feed(rows[i].bytes, rows[i].len, 0);
        cr_expect_eq(hello->status, HELLO_BAD, "%s", rows[i].what);
        cr_expect_not_null(hello->error, "%s", rows[i].what);
        free(hello);
    }
}

/* A good hello whose record has one more byte than it. */
Test(hello, its_record_ends_with_it)
{
    uint8_t bytes[HELLO_BYTES_MAX] = {0};
    size_t len = hello_bytes(bytes, "a.example");
    bytes[4]++;
    for (size_t given = len; given <= len + 1; given++) {
        struct hello *hello = feed(bytes, given, 0);
        cr_assert_eq(hello->status, HELLO_BAD);
        free(hello);
    }
}

Test(hello, many_tiny_records_are_refused)
{
    uint8_t record[] = {22, 3, 1, 0, 1, 0};
    uint8_t first[] = {22, 3, 1, 0, 4, 1, 0, 8, 0};
    struct hello *hello = calloc(1, sizeof(*hello));
    hello_feed(hello, first, sizeof(first));
    for (int i = 0; i < HELLO_RECORDS_MAX && hello->status == HELLO_MORE; i++)
        hello_feed(hello, record, sizeof(record));
    cr_assert_eq(hello->status, HELLO_BAD);
    free(hello);
}

/* The largest hello that is taken, and one byte more. */
Test(hello, size_is_bounded)
{
    static uint8_t filler[HELLO_MAX];
    for (uint32_t len = HELLO_MAX - 4; len <= HELLO_MAX - 3; len++) {
        struct hello *hello = calloc(1, sizeof(*hello));
        uint8_t start[] = {22, 3, 1, 0x40, 0, 1, 0, (uint8_t)(len >> 8), (uint8_t)len};
        hello_feed(hello, start, sizeof(start));
        cr_expect_eq(hello->status, len <= HELLO_MAX - 4 ? HELLO_MORE : HELLO_BAD);
        hello_feed(hello, filler, sizeof(filler) - 4);
        cr_expect_eq(hello->status, HELLO_BAD, "zeros are no hello");
        free(hello);
    }
}

static const struct {
    const char *body;
    size_t len;
    bool good, http1, http2;
} protocols[] = {
    {"\0\x0c\x02h2\x08http/1.1", 14, true, true, true},
    {"\0\x09\x08http/1.1", 11, true, true, false},
    {"\0\x03\x02h2", 5, true, false, true},
    {"\0\x0b\x0apostgresql", 13, true, false, false},
    {"\0\x04\x03h2c", 6, true, false, false},
    {"\0\x03\x02H2", 5, true, false, false},
    {"\0\0", 2, false, false, false},         /* an empty list */
    {"\0\x01\0", 3, false, false, false},     /* an empty name */
    {"\0\x04\x02h2", 5, false, false, false}, /* longer than it is */
    {"\0\x02\x02h2", 5, false, false, false}, /* shorter */
    {"\0\x03\x03h2", 5, false, false, false}, /* a name that is cut off */
    {"", 0, false, false, false},
};

Test(hello, which_protocols_it_offers)
{
    for (size_t i = 0; i < sizeof(protocols) / sizeof(*protocols); i++) {
        uint8_t bytes[HELLO_BYTES_MAX];
        size_t len = hello_write(bytes, "a.example", false, protocols[i].body, protocols[i].len);
        struct hello *hello = feed(bytes, len, len);
        cr_expect_eq(hello->status, protocols[i].good ? HELLO_DONE : HELLO_BAD, "row %zu", i);
        if (protocols[i].good) {
            cr_expect_eq(hello->offers_http1, protocols[i].http1, "row %zu", i);
            cr_expect_eq(hello->offers_http2, protocols[i].http2, "row %zu", i);
        }
        free(hello);
    }
}
