#include "runtime/wire/address.h"

#include <stddef.h>

#define BLOCK(a, b, c, bits) ((uint32_t)(a) << 24 | (b) << 16 | (c) << 8), (bits)

static const struct {
    uint32_t first;
    int bits;
    const char *what;
} blocks[] = {
    {BLOCK(0, 0, 0, 8), "an address of this machine"}, /* connecting to it is connecting to lo */
    {BLOCK(10, 0, 0, 8), "a private address"},
    {BLOCK(100, 64, 0, 10), "an address behind carrier-grade NAT"},
    {BLOCK(127, 0, 0, 8), "a loopback address"},
    {BLOCK(169, 254, 0, 16), "a link-local address"},
    {BLOCK(172, 16, 0, 12), "a private address"},
    {BLOCK(192, 0, 0, 24), "a reserved address"},
    {BLOCK(192, 168, 0, 16), "a private address"},
    {BLOCK(198, 18, 0, 15), "an address for benchmarks"},
    {BLOCK(224, 0, 0, 4), "a multicast address"},
    {BLOCK(240, 0, 0, 4), "a reserved address"},
};

const char *address_special(uint32_t ip)
{
    for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
        if (((ip ^ blocks[i].first) >> (32 - blocks[i].bits)) == 0)
            return blocks[i].what;
    return NULL;
}
