/*
 * TLS hellos and first bytes. The same bytes in one piece and in two must be read the same; and
 * what begins as a hello is never told to be something else.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/hello.h"
#include "runtime/wire/hello_watch.h"
#include "runtime/wire/sniff.h"

static void require(int condition)
{
    if (!condition)
        abort();
}

/* The bytes as what follows a first hello: the same verdict in one piece and in two. */
static enum hello_watch_status watch(const uint8_t *bytes, size_t split, size_t len)
{
    struct hello_watch *watch = hello_watch_new("www.example.com");
    size_t pass = 0;
    enum hello_watch_status status = hello_watch_client(watch, bytes, split, &pass);
    require(pass <= split);
    if (status == HELLO_WATCH_ON && split < len)
        status = hello_watch_client(watch, bytes + pass, len - pass, &pass);
    hello_watch_server(watch, bytes, split);
    hello_watch_server(watch, bytes + split, len - split);
    hello_watch_free(watch);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t split = data[0] % size; /* the first byte of the input, not of the stream */
    const uint8_t *bytes = data + 1;
    size_t len = size - 1;
    struct hello *whole = calloc(1, sizeof(*whole));
    struct hello *parts = calloc(1, sizeof(*parts));
    hello_feed(whole, bytes, len);
    hello_feed(parts, bytes, split);
    hello_feed(parts, bytes + split, len - split);
    require(whole->status == parts->status);
    require(whole->has_name == parts->has_name && whole->encrypted == parts->encrypted);
    require(strcmp(whole->name, parts->name) == 0);
    require((whole->error != NULL) == (whole->status == HELLO_BAD));
    if (whole->status == HELLO_DONE && whole->has_name) {
        char again[NAME_SIZE];
        require(name_host(whole->name, strlen(whole->name), again));
        require(strcmp(whole->name, again) == 0);
    }
    require(watch(bytes, split, len) == watch(bytes, len, len));
    enum sniff told = sniff((const char *)bytes, split), now = sniff((const char *)bytes, len);
    require(told == SNIFF_MORE || told == now);
    require(whole->status != HELLO_DONE || now == SNIFF_TLS);
    free(whole);
    free(parts);
    return 0;
}
