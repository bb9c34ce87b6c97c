#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/hello_watch.h"
#include "tests/unit/hello_bytes.h"

/* A client's records behind its first hello. */
struct stream {
    uint8_t bytes[8 * HELLO_BYTES_MAX];
    size_t len;
};

static void add(struct stream *stream, const void *bytes, size_t len)
{
    memcpy(stream->bytes + stream->len, bytes, len);
    stream->len += len;
}

static void add_record(struct stream *stream, uint8_t type, size_t len)
{
    const uint8_t header[] = {type, 3, 3, (uint8_t)(len >> 8), (uint8_t)len};
    add(stream, header, sizeof(header));
    memset(stream->bytes + stream->len, 0xee, len);
    stream->len += len;
}

static void add_hello(struct stream *stream, const char *name)
{
    uint8_t bytes[HELLO_BYTES_MAX];
    add(stream, bytes, hello_bytes(bytes, name));
}

/*
 * Feeds the stream in pieces of `size`, as the relay does: what is passed on is gone. Returns the
 * last status; *ret_passed bytes went on before it was told.
 */
static enum hello_watch_status feed(const char *name, const struct stream *stream, size_t size,
                                    size_t *ret_passed)
{
    struct hello_watch *watch = hello_watch_new(name);
    enum hello_watch_status status = HELLO_WATCH_ON;
    size_t start = 0, end = 0;
    while (status == HELLO_WATCH_ON && end < stream->len) {
        size_t pass;
        end = stream->len - end < size ? stream->len : end + size;
        status = hello_watch_client(watch, stream->bytes + start, end - start, &pass);
        if (status == HELLO_WATCH_ON)
            start += pass;
    }
    *ret_passed = start;
    hello_watch_free(watch);
    return status;
}

#define FIRST "good.example"

static void second_hello(struct stream *stream, const char *name)
{
    add_record(stream, 20, 1);  /* for old middleboxes */
    add_record(stream, 23, 70); /* early data */
    add_hello(stream, name);
}

static const struct {
    const char *first, *second;
    enum hello_watch_status status;
} names[] = {
    {FIRST, FIRST, HELLO_WATCH_OFF},
    {FIRST, "GOOD.example", HELLO_WATCH_OFF},
    {FIRST, "evil.example", HELLO_WATCH_BAD},
    {FIRST, NULL, HELLO_WATCH_BAD},
    {NULL, NULL, HELLO_WATCH_OFF},
    {NULL, FIRST, HELLO_WATCH_BAD},
};

Test(hello_watch, second_hello_must_name_the_same)
{
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct stream stream = {0};
        second_hello(&stream, names[i].second);
        for (size_t size = 1; size <= stream.len; size++) {
            size_t passed;
            cr_assert_eq(feed(names[i].first, &stream, size, &passed), names[i].status,
                         "row %zu in pieces of %zu", i, size);
            cr_assert_leq(passed, 6 + 75, "nothing of the second hello before it is whole");
        }
    }
}

Test(hello_watch, records_that_are_no_hello_pass)
{
    struct stream stream = {0};
    add_record(&stream, 20, 1);
    add_record(&stream, 21, 2);
    add_record(&stream, 23, 1000);
    for (size_t size = 1; size <= stream.len; size += 7) {
        size_t passed;
        cr_assert_eq(feed(FIRST, &stream, size, &passed), HELLO_WATCH_ON);
        cr_assert_geq(passed + 5, stream.len);
    }
}

Test(hello_watch, another_handshake_message_ends_it)
{
    static const uint8_t key_exchange[] = {22, 3, 3, 0, 8, 16, 0, 0, 4, 1, 2, 3, 4};
    struct stream stream = {0};
    size_t passed;
    add(&stream, key_exchange, sizeof(key_exchange));
    cr_assert_eq(feed(FIRST, &stream, 3, &passed), HELLO_WATCH_OFF);
}

Test(hello_watch, what_is_no_record_is_refused)
{
    struct stream stream = {0};
    size_t passed;
    add(&stream, "GET / HTTP/1.1\r\n", 16);
    cr_assert_eq(feed(FIRST, &stream, 16, &passed), HELLO_WATCH_BAD);
}

/* ---- what the server answers ---- */

static size_t answer_bytes(uint8_t *out, uint8_t type, bool retry)
{
    static const uint8_t random[] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11,
                                     0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
                                     0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e,
                                     0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};
    memset(out, 0, 100);
    memcpy(out, (uint8_t[]){type, 3, 3, 0, 95, 2, 0, 0, 91, 3, 3}, 11);
    memcpy(out + 11, random, sizeof(random));
    out[12] ^= retry ? 0 : 1;
    return 100;
}

Test(hello_watch, goes_on_while_the_server_may_ask_again)
{
    uint8_t answer[100];
    for (size_t split = 1; split <= 100; split++) {
        for (int retry = 0; retry < 2; retry++) {
            struct hello_watch *watch = hello_watch_new(FIRST);
            size_t len = answer_bytes(answer, 22, retry);
            bool on = hello_watch_server(watch, answer, split);
            if (on && split < len)
                on = hello_watch_server(watch, answer + split, len - split);
            cr_assert_eq(on, retry, "split at %zu", split);
            hello_watch_free(watch);
        }
    }
}

Test(hello_watch, an_alert_is_no_answer)
{
    uint8_t answer[100];
    struct hello_watch *watch = hello_watch_new(NULL);
    cr_assert(hello_watch_server(watch, answer, answer_bytes(answer, 21, false)));
    hello_watch_free(watch);
}
