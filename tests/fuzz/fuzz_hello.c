/*
 * TLS hellos and first bytes. The same bytes in one piece and in two must be read the same; and
 * what begins as a hello is never told to be something else.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/hello.h"
#include "runtime/wire/sniff.h"

static void require(int condition)
{
    if (!condition)
        abort();
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
    enum sniff told = sniff((const char *)bytes, split), now = sniff((const char *)bytes, len);
    require(told == SNIFF_MORE || told == now);
    require(whole->status != HELLO_DONE || now == SNIFF_TLS);
    free(whole);
    free(parts);
    return 0;
}
