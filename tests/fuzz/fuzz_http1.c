/*
 * HTTP/1 messages. A head that is taken must, written anew, be read as the same again and be
 * written the same; a body must be the same in one piece and in two; and nothing that is read as a
 * request may have been taken for raw bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/http1.h"
#include "runtime/wire/http1_body.h"
#include "runtime/wire/sniff.h"

static void require(int condition)
{
    if (!condition)
        abort();
}

static int same(struct http1_slice a, struct http1_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static void check_request(const char *bytes, size_t len, size_t head_len)
{
    static struct http1_request first, second;
    static const struct http1_connection plain = {0};
    if (http1_request_read(bytes, head_len, &first).status)
        return;
    require(sniff(bytes, len) == SNIFF_HTTP1 || len >= SNIFF_MAX);
    char *once = malloc(head_len + HTTP1_WRITE_EXTRA);
    size_t once_len = http1_request_write(&first, plain, once);
    require(once_len <= head_len + HTTP1_WRITE_EXTRA);
    struct http1_scan scan = {0};
    if (once_len < HTTP1_HEAD_MAX) {
        require(http1_scan(&scan, once, once_len) == HTTP1_SCAN_DONE);
        require(scan.head_len == once_len);
        require(http1_request_read(once, once_len, &second).status == 0);
        require(same(first.method, second.method) && first.target == second.target);
        require(first.framing == second.framing && first.minor == second.minor);
        require(first.fields.length == second.fields.length);
        require(strcmp(first.host, second.host) == 0 && first.port == second.port);
        char *twice = malloc(once_len + HTTP1_WRITE_EXTRA);
        size_t twice_len = http1_request_write(&second, plain, twice);
        require(once_len == twice_len && memcmp(once, twice, once_len) == 0);
        free(twice);
    }
    free(once);
}

static void check_response(const char *bytes, size_t head_len)
{
    static struct http1_response first, second;
    static const struct http1_connection plain = {0};
    if (http1_response_read(bytes, head_len, false, &first).status)
        return;
    char *once = malloc(head_len + HTTP1_WRITE_EXTRA);
    size_t once_len = http1_response_write(&first, plain, once);
    require(once_len <= head_len + HTTP1_WRITE_EXTRA);
    require(http1_response_read(once, once_len, false, &second).status == 0);
    require(first.status == second.status && first.framing == second.framing);
    free(once);
}

struct body_text {
    char *bytes;
    size_t len;
    size_t rest; /* of the input, that is not of the body */
    enum http1_body_status status;
};

static void read_body(struct http1_body *body, const char *bytes, size_t len,
                      struct body_text *text)
{
    struct http1_slice data;
    size_t used;
    do {
        text->status = http1_body_next(body, bytes, len, &used, &data);
        require(used <= len && data.len <= used);
        if (data.len)
            memcpy(text->bytes + text->len, data.at, data.len);
        text->len += data.len;
        bytes += used;
        len -= used;
    } while (text->status == HTTP1_BODY_DATA && len > 0);
    text->rest = len;
}

/* What goes on of trailers is read as the same again, and then changes no more. */
static void check_trailers(const char *bytes, size_t len)
{
    static struct http1_fields first, second;
    size_t used, used_again;
    const char *error;
    if (http1_trailers_read(bytes, len, &first, &used, &error) != HTTP1_SCAN_DONE)
        return;
    char *once = malloc(used + HTTP1_WRITE_EXTRA), *twice;
    size_t once_len = http1_trailers_write(&first, once);
    require(once_len <= used + HTTP1_WRITE_EXTRA && memcmp(once, "0\r\n", 3) == 0);
    if (once_len - 3 <= HTTP1_TRAILERS_MAX) {
        require(http1_trailers_read(once + 3, once_len - 3, &second, &used_again, &error) ==
                HTTP1_SCAN_DONE);
        require(used_again == once_len - 3);
        twice = malloc(used_again + HTTP1_WRITE_EXTRA);
        require(http1_trailers_write(&second, twice) == once_len);
        require(memcmp(once, twice, once_len) == 0);
        free(twice);
    }
    free(once);
}

static void check_body(const char *bytes, size_t len, size_t split)
{
    struct http1_body body;
    struct body_text whole = {.bytes = malloc(len + 1)}, parts = {.bytes = malloc(len + 1)};
    http1_body_start(&body, HTTP1_CHUNKED, 0);
    read_body(&body, bytes, len, &whole);
    http1_body_start(&body, HTTP1_CHUNKED, 0);
    read_body(&body, bytes, split, &parts);
    size_t rest = parts.rest;
    if (parts.status != HTTP1_BODY_TRAILERS && parts.status != HTTP1_BODY_BAD) {
        require(rest == 0);
        read_body(&body, bytes + split, len - split, &parts);
    } else {
        parts.rest += len - split;
    }
    require((whole.status == HTTP1_BODY_BAD) == (parts.status == HTTP1_BODY_BAD));
    require((whole.status == HTTP1_BODY_TRAILERS) == (parts.status == HTTP1_BODY_TRAILERS));
    require(whole.len == parts.len && memcmp(whole.bytes, parts.bytes, whole.len) == 0);
    if (whole.status == HTTP1_BODY_TRAILERS) {
        require(whole.rest == parts.rest);
        check_trailers(bytes + len - whole.rest, whole.rest);
    }
    free(whole.bytes);
    free(parts.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t split = (size_t)(data[0] << 8 | data[1]) % (size - 1);
    const char *bytes = (const char *)data + 2;
    size_t len = size - 2;
    struct http1_scan whole = {0}, parts = {0};
    enum http1_scan_status status = http1_scan(&whole, bytes, len);
    enum http1_scan_status early = http1_scan(&parts, bytes, split);
    if (early == HTTP1_SCAN_MORE)
        early = http1_scan(&parts, bytes, len);
    require(early == status && parts.head_len == whole.head_len);
    size_t body_at = 0;
    if (status == HTTP1_SCAN_DONE) {
        check_request(bytes, len, whole.head_len);
        check_response(bytes, whole.head_len);
        body_at = whole.head_len;
    }
    check_body(bytes + body_at, len - body_at, split > body_at ? split - body_at : 0);
    return 0;
}
