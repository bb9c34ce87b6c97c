#include "runtime/wire/hello_watch.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/wire/hello.h"

#define RECORD_HEADER 5
#define CONTENT_CHANGE_CIPHER_SPEC 20
#define CONTENT_HANDSHAKE 22
#define CONTENT_APPLICATION 23 /* early data, which a retry makes void */
#define MESSAGE_CLIENT_HELLO 1
#define MESSAGE_SERVER_HELLO 2
/* Record header, message header, legacy_version, random: as much of the answer as has to be seen.
 */
#define ANSWER_RANDOM_AT (RECORD_HEADER + 4 + 2)
#define ANSWER_LEN (ANSWER_RANDOM_AT + 32)

/* The random of a ServerHello that is a HelloRetryRequest, RFC 8446 section 4.1.3. */
static const uint8_t retry_random[32] = {
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

struct hello_watch {
    bool named;
    char name[NAME_SIZE];
    uint8_t answer[ANSWER_LEN]; /* of the server, as far as it has come */
    size_t answer_len;
    uint32_t skip;       /* bytes left of a record that is no handshake */
    struct hello *again; /* the second hello, once it has begun */
    size_t fed;          /* of the bytes that wait: already in `again` */
};

struct hello_watch *hello_watch_new(const char *name)
{
    struct hello_watch *watch = calloc(1, sizeof(*watch));
    if (!watch)
        return NULL;
    watch->named = name != NULL;
    if (name)
        strncpy(watch->name, name, sizeof(watch->name) - 1);
    return watch;
}

void hello_watch_free(struct hello_watch *watch)
{
    if (!watch)
        return;
    free(watch->again);
    free(watch);
}

static bool is_retry(const uint8_t answer[ANSWER_LEN])
{
    return answer[RECORD_HEADER] == MESSAGE_SERVER_HELLO &&
           memcmp(answer + ANSWER_RANDOM_AT, retry_random, sizeof(retry_random)) == 0;
}

bool hello_watch_server(struct hello_watch *watch, const uint8_t *bytes, size_t len)
{
    size_t room = ANSWER_LEN - watch->answer_len;
    size_t n = len < room ? len : room;
    memcpy(watch->answer + watch->answer_len, bytes, n);
    watch->answer_len += n;
    /* What is no answer yet, such as an alert, decides nothing: then the watch just goes on. */
    return watch->answer_len < ANSWER_LEN || watch->answer[0] != CONTENT_HANDSHAKE ||
           is_retry(watch->answer);
}

static enum hello_watch_status compare(const struct hello_watch *watch)
{
    const struct hello *again = watch->again;
    bool same =
        again->has_name == watch->named && (!watch->named || strcmp(again->name, watch->name) == 0);
    return same ? HELLO_WATCH_OFF : HELLO_WATCH_BAD;
}

/* Everything from the start of the second hello's first record on waits until it is whole. */
static enum hello_watch_status feed_again(struct hello_watch *watch, const uint8_t *bytes,
                                          size_t len)
{
    if (!watch->again && !(watch->again = calloc(1, sizeof(*watch->again))))
        return HELLO_WATCH_BAD;
    enum hello_status status = hello_feed(watch->again, bytes + watch->fed, len - watch->fed);
    watch->fed = len;
    if (status == HELLO_DONE)
        return compare(watch);
    return status == HELLO_BAD || len > HELLO_WATCH_HOLD_MAX ? HELLO_WATCH_BAD : HELLO_WATCH_ON;
}

enum hello_watch_status hello_watch_client(struct hello_watch *watch, const uint8_t *bytes,
                                           size_t len, size_t *ret_pass)
{
    size_t at = 0;
    *ret_pass = 0;
    if (watch->again)
        return feed_again(watch, bytes, len);
    while (at < len) {
        size_t n = watch->skip < len - at ? watch->skip : len - at;
        watch->skip -= (uint32_t)n;
        at += n;
        *ret_pass = at;
        if (watch->skip || len - at < RECORD_HEADER)
            return HELLO_WATCH_ON;
        const uint8_t *record = bytes + at;
        uint32_t size = (uint32_t)record[3] << 8 | record[4];
        if (record[0] == CONTENT_HANDSHAKE) {
            if (len - at == RECORD_HEADER)
                return HELLO_WATCH_ON;
            /* Another message of the handshake: the server has answered, with TLS 1.2 or less. */
            if (size && record[RECORD_HEADER] != MESSAGE_CLIENT_HELLO)
                return HELLO_WATCH_OFF;
            return feed_again(watch, record, len - at);
        }
        if (record[0] < CONTENT_CHANGE_CIPHER_SPEC || record[0] > CONTENT_APPLICATION)
            return HELLO_WATCH_BAD;
        watch->skip = RECORD_HEADER + size;
    }
    return HELLO_WATCH_ON;
}
