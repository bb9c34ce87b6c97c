#include "runtime/wire/hello.h"

#include <string.h>

#define CONTENT_HANDSHAKE 22
#define VERSION_MAJOR 3
#define RECORD_MAX 16384
#define MESSAGE_CLIENT_HELLO 1
#define MESSAGE_HEADER 4
#define EXTENSION_SERVER_NAME 0
#define EXTENSION_ALPN 16
#define EXTENSION_ESNI 0xffce /* drafts of encrypted server names, before ECH */
#define EXTENSION_ECH 0xfe0d
#define NAME_TYPE_HOST 0
#define EXTENSIONS_MAX 128

/* What is left to read; `failed` once something asked for more than there was. */
struct cursor {
    const uint8_t *at;
    size_t left;
    bool failed;
};

static enum hello_status bad(struct hello *hello, const char *error)
{
    hello->error = error;
    return hello->status = HELLO_BAD;
}

/* `size` bytes as a number, most significant first. */
static uint32_t take_number(struct cursor *cursor, size_t size)
{
    uint32_t value = 0;
    if (cursor->left < size) {
        cursor->failed = true;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value = value << 8 | cursor->at[i];
    cursor->at += size;
    cursor->left -= size;
    return value;
}

static struct cursor take_bytes(struct cursor *cursor, size_t len)
{
    struct cursor part = {.at = cursor->at, .left = len};
    if (cursor->failed || cursor->left < len) {
        cursor->failed = true;
        return (struct cursor){.failed = true};
    }
    cursor->at += len;
    cursor->left -= len;
    return part;
}

/* A vector whose length stands in front of it in `size` bytes. */
static struct cursor take_vector(struct cursor *cursor, size_t size)
{
    return take_bytes(cursor, take_number(cursor, size));
}

static const char *read_server_name(struct hello *hello, struct cursor extension)
{
    struct cursor list = take_vector(&extension, 2);
    uint32_t type = take_number(&list, 1);
    struct cursor name = take_vector(&list, 2);
    if (list.failed || extension.left || list.left || type != NAME_TYPE_HOST)
        return "the server name extension is malformed";
    /* A dot at the end is not allowed here (RFC 6066), though it is in other places. */
    if (name.left == 0 || name.at[name.left - 1] == '.' ||
        !name_host((const char *)name.at, name.left, hello->name))
        return "the server name is not a host name";
    hello->has_name = true;
    return NULL;
}

static bool is_protocol(struct cursor protocol, const char *name)
{
    return protocol.left == strlen(name) && memcmp(protocol.at, name, protocol.left) == 0;
}

static const char *read_protocols(struct hello *hello, struct cursor extension)
{
    struct cursor list = take_vector(&extension, 2);
    if (list.failed || extension.left || list.left == 0)
        return "the list of protocols is malformed";
    while (list.left) {
        struct cursor protocol = take_vector(&list, 1);
        if (list.failed || protocol.left == 0)
            return "the list of protocols is malformed";
        hello->offers_http1 |= is_protocol(protocol, "http/1.1");
        hello->offers_http2 |= is_protocol(protocol, "h2");
    }
    return NULL;
}

static const char *read_extension(struct hello *hello, uint16_t type, struct cursor body)
{
    if (type == EXTENSION_SERVER_NAME)
        return read_server_name(hello, body);
    if (type == EXTENSION_ALPN)
        return read_protocols(hello, body);
    if (type == EXTENSION_ECH || type == EXTENSION_ESNI)
        hello->encrypted = true;
    return NULL;
}

static const char *read_extensions(struct hello *hello, struct cursor extensions)
{
    uint16_t seen[EXTENSIONS_MAX];
    size_t count = 0;
    while (extensions.left) {
        uint16_t type = (uint16_t)take_number(&extensions, 2);
        struct cursor body = take_vector(&extensions, 2);
        if (extensions.failed)
            return "an extension is cut short";
        if (count == EXTENSIONS_MAX)
            return "there are too many extensions";
        for (size_t i = 0; i < count; i++)
            if (seen[i] == type)
                return "an extension stands twice";
        seen[count++] = type;
        const char *error = read_extension(hello, type, body);
        if (error)
            return error;
    }
    return NULL;
}

static const char *read_message(struct hello *hello, struct cursor message)
{
    take_bytes(&message, 2 + 32); /* legacy_version, random */
    struct cursor session = take_vector(&message, 1);
    struct cursor ciphers = take_vector(&message, 2);
    struct cursor compression = take_vector(&message, 1);
    if (message.failed || session.left > 32 || ciphers.left == 0 || ciphers.left % 2 ||
        compression.left == 0)
        return "the hello is malformed";
    if (!message.left)
        return NULL; /* before TLS 1.2: no extensions at all */
    struct cursor extensions = take_vector(&message, 2);
    if (message.failed || message.left)
        return "the extensions do not fill the hello";
    return read_extensions(hello, extensions);
}

static bool message_complete(const struct hello *hello, uint32_t *ret_len)
{
    if (hello->message_len < MESSAGE_HEADER)
        return false;
    const uint8_t *m = hello->message;
    *ret_len = (uint32_t)m[1] << 16 | (uint32_t)m[2] << 8 | m[3];
    return hello->message_len >= MESSAGE_HEADER + *ret_len;
}

/* After each fragment: is the message whole, and what does it say? */
static enum hello_status check_message(struct hello *hello)
{
    uint32_t len = 0;
    if (hello->message_len && hello->message[0] != MESSAGE_CLIENT_HELLO)
        return bad(hello, "the first handshake message is not a hello");
    bool complete = message_complete(hello, &len);
    if (len > HELLO_MAX - MESSAGE_HEADER)
        return bad(hello, "the hello is too large");
    if (!complete)
        return HELLO_MORE;
    if (hello->record_left || hello->message_len > MESSAGE_HEADER + len)
        return bad(hello, "the hello's record goes on after it");
    struct cursor message = {.at = hello->message + MESSAGE_HEADER, .left = len};
    const char *error = read_message(hello, message);
    return error ? bad(hello, error) : (hello->status = HELLO_DONE);
}

static enum hello_status begin_record(struct hello *hello)
{
    const uint8_t *h = hello->header;
    uint16_t len = (uint16_t)(h[3] << 8 | h[4]);
    if (h[0] != CONTENT_HANDSHAKE || h[1] != VERSION_MAJOR)
        return bad(hello, "a record in the middle of the hello is not a handshake record");
    if (len == 0 || len > RECORD_MAX)
        return bad(hello, "a record has an impossible length");
    if (++hello->records > HELLO_RECORDS_MAX)
        return bad(hello, "the hello is split over too many records");
    hello->record_left = len;
    hello->header_len = 0;
    return HELLO_MORE;
}

/* Takes what it can of [bytes, bytes + len) and returns how much. */
static size_t feed_some(struct hello *hello, const uint8_t *bytes, size_t len)
{
    if (hello->record_left == 0) {
        size_t n = sizeof(hello->header) - hello->header_len;
        n = n < len ? n : len;
        memcpy(hello->header + hello->header_len, bytes, n);
        hello->header_len = (uint8_t)(hello->header_len + n);
        if (hello->header_len == sizeof(hello->header))
            begin_record(hello);
        return n;
    }
    size_t room = HELLO_MAX - hello->message_len;
    size_t n = hello->record_left < len ? hello->record_left : len;
    if (n > room) {
        bad(hello, "the hello is too large");
        return len;
    }
    memcpy(hello->message + hello->message_len, bytes, n);
    hello->message_len += (uint32_t)n;
    hello->record_left = (uint16_t)(hello->record_left - n);
    check_message(hello);
    return n;
}

enum hello_status hello_feed(struct hello *hello, const uint8_t *bytes, size_t len)
{
    while (len > 0 && hello->status == HELLO_MORE) {
        size_t n = feed_some(hello, bytes, len);
        hello->used_bytes += n;
        bytes += n;
        len -= n;
    }
    return hello->status;
}
