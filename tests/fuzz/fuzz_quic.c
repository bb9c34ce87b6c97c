/*
 * First packets of QUIC. Chance seals nothing, so input that begins with an odd byte is frames, put
 * into two Initial packets here; other input is a datagram as it is. Feeding a datagram that said
 * something again says the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/quic_bytes.h"

#define FRAMES_MAX 900

static void require(int condition)
{
    if (!condition)
        abort();
}

static void feed(const uint8_t *bytes, size_t len)
{
    struct quic_hello *hello = calloc(1, sizeof(*hello));
    enum quic_status status = quic_feed(hello, bytes, len);
    require((status == QUIC_BAD) == (hello->error != NULL));
    if (status == QUIC_DONE) {
        char name[NAME_SIZE], again[NAME_SIZE];
        memcpy(name, hello->name, sizeof(name));
        require(!hello->has_name || name_host(name, strlen(name), again));
        require(quic_feed(hello, bytes, len) == QUIC_DONE);
        require(memcmp(name, hello->name, sizeof(name)) == 0);
    }
    free(hello);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t id[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    if (size == 0)
        return 0;
    if (!(data[0] & 1)) {
        feed(data + 1, size - 1);
        return 0;
    }
    struct quic_bytes datagram = {.len = 0}, parts[2] = {{.len = 0}, {.len = 0}};
    size_t len = size - 1 < 2 * FRAMES_MAX ? size - 1 : 2 * FRAMES_MAX;
    size_t split = len < FRAMES_MAX ? len : FRAMES_MAX;
    memcpy(parts[0].bytes, data + 1, split);
    parts[0].len = split;
    memcpy(parts[1].bytes, data + 1 + split, len - split);
    parts[1].len = len - split;
    uint32_t version = data[0] & 2 ? QUIC_V2 : QUIC_V1;
    for (uint32_t i = 0; i < 2; i++)
        if (parts[i].len)
            quic_put_initial(&datagram, version, id, id, i, &parts[i]);
    feed(datagram.bytes, datagram.len);
    return 0;
}
