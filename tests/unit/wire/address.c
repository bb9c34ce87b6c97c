#include "runtime/wire/address.h"

#include <criterion/criterion.h>
#include <string.h>

#define IP(a, b, c, d) ((uint32_t)(a) << 24 | (b) << 16 | (c) << 8 | (d))

/* The first and the last of each block, and their neighbours. */
Test(address, special_blocks)
{
    static const struct {
        uint32_t ip;
        const char *word; /* in what is said of it; NULL: an ordinary address */
    } rows[] = {
        {IP(0, 0, 0, 0), "this machine"},
        {IP(0, 255, 255, 255), "this machine"},
        {IP(1, 0, 0, 0), NULL},
        {IP(9, 255, 255, 255), NULL},
        {IP(10, 0, 0, 0), "private"},
        {IP(10, 255, 255, 255), "private"},
        {IP(11, 0, 0, 0), NULL},
        {IP(100, 63, 255, 255), NULL},
        {IP(100, 64, 0, 0), "NAT"},
        {IP(100, 127, 255, 255), "NAT"},
        {IP(100, 128, 0, 0), NULL},
        {IP(126, 255, 255, 255), NULL},
        {IP(127, 0, 0, 1), "loopback"},
        {IP(127, 255, 255, 255), "loopback"},
        {IP(128, 0, 0, 0), NULL},
        {IP(169, 253, 255, 255), NULL},
        {IP(169, 254, 169, 254), "link-local"},
        {IP(169, 255, 0, 0), NULL},
        {IP(172, 15, 255, 255), NULL},
        {IP(172, 16, 0, 0), "private"},
        {IP(172, 31, 255, 255), "private"},
        {IP(172, 32, 0, 0), NULL},
        {IP(192, 0, 0, 170), "reserved"},
        {IP(192, 0, 1, 0), NULL},
        {IP(192, 167, 255, 255), NULL},
        {IP(192, 168, 0, 0), "private"},
        {IP(192, 168, 255, 255), "private"},
        {IP(192, 169, 0, 0), NULL},
        {IP(198, 17, 255, 255), NULL},
        {IP(198, 18, 0, 0), "benchmarks"},
        {IP(198, 19, 255, 255), "benchmarks"},
        {IP(198, 20, 0, 0), NULL},
        {IP(203, 0, 113, 10), NULL},
        {IP(223, 255, 255, 255), NULL},
        {IP(224, 0, 0, 251), "multicast"},
        {IP(239, 255, 255, 255), "multicast"},
        {IP(240, 0, 0, 1), "reserved"},
        {IP(255, 255, 255, 255), "reserved"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *what = address_special(rows[i].ip);
        if (rows[i].word)
            cr_expect(what && strstr(what, rows[i].word), "%08x: %s", rows[i].ip, what);
        else
            cr_expect_null(what, "%08x: %s", rows[i].ip, what);
    }
}
