/* Frames, in pieces of every size; what is no frame. */
#include <criterion/criterion.h>
#include <string.h>

#include "lsp/rpc.h"

static const char two[] = "Content-Length: 2\r\n\r\n{}"
                          "Content-Type: x\r\ncontent-length:  4 \r\n\r\nnull"
                          "Content-Length: 0\n\n";

Test(rpc, pieces)
{
    for (size_t size = 1; size < sizeof two; size++) {
        struct rpc_reader reader = {0};
        const char *body;
        size_t len, bodies = 0, total = 0;

        for (size_t at = 0; at < sizeof two - 1; at += size) {
            rpc_feed(&reader, two + at, sizeof two - 1 - at < size ? sizeof two - 1 - at : size);
            while (rpc_next(&reader, &body, &len) == RPC_BODY) {
                bodies++;
                total += len;
            }
        }
        cr_assert_eq(bodies, 3, "in pieces of %zu: %zu", size, bodies);
        cr_assert_eq(total, 6);
        cr_assert_eq(rpc_waiting(&reader), 0);
        rpc_free(&reader);
    }
}

static const char *const broken[] = {
    "\r\n\r\n",
    "Content-Length\r\n\r\n",
    "Content-Length: x\r\n\r\n",
    "Content-Length: -1\r\n\r\n",
    "Content-Length: 1 2\r\n\r\n",
    "Content-Length: 99999999999999999999\r\n\r\n",
    "Content-Length: 1\r\nContent-Length: 1\r\n\r\n",
    "Content-Type: x\r\n\r\n",
    ": 1\r\n\r\n",
    "{\"jsonrpc\": \"2.0\"}\n\n",
};

Test(rpc, no_header)
{
    const char *body;
    size_t len;

    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct rpc_reader reader = {0};

        rpc_feed(&reader, broken[i], strlen(broken[i]));
        cr_expect_eq(rpc_next(&reader, &body, &len), RPC_BROKEN, "%s", broken[i]);
        rpc_feed(&reader, two, sizeof two - 1);
        cr_expect_eq(rpc_next(&reader, &body, &len), RPC_BROKEN);
        cr_expect_eq(rpc_waiting(&reader), 0);
        rpc_free(&reader);
    }
}

/* A header that never ends is not waited for. */
Test(rpc, endless_header)
{
    struct rpc_reader reader = {0};
    const char *body;
    size_t len, fed = 0;

    while (rpc_next(&reader, &body, &len) == RPC_MORE && fed < 1 << 20) {
        rpc_feed(&reader, "X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", 59);
        fed += 59;
    }
    cr_assert_lt(fed, RPC_HEADER_MAX_BYTES + 200);
    rpc_free(&reader);
}

/* A gigabyte is announced, passed over as it comes, and what follows is read. */
Test(rpc, too_large)
{
    static char block[1 << 20];
    struct rpc_reader reader = {0};
    const char header[] = "Content-Length: 1073741824\r\n\r\n";
    const char *body;
    size_t len;

    rpc_feed(&reader, header, sizeof header - 1);
    cr_assert_eq(rpc_next(&reader, &body, &len), RPC_TOO_LARGE);
    for (int i = 0; i < 1024; i++) {
        rpc_feed(&reader, block, sizeof block);
        cr_assert_eq(rpc_next(&reader, &body, &len), RPC_MORE);
        cr_assert_lt(reader.capacity, 1 << 20);
    }
    rpc_feed(&reader, two, sizeof two - 1);
    cr_assert_eq(rpc_next(&reader, &body, &len), RPC_BODY);
    cr_assert_eq(len, 2);
    rpc_free(&reader);
}

static const struct {
    const char *from, *to;
} surrogates[] = {
    {"\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\""},
    {"\"\\ud83d\"", "\"\\ufffd\""},
    {"\"\\ude00\\ud83d\"", "\"\\ufffd\\ufffd\""},
    {"\"\\uD83Dx\\uDE00\"", "\"\\ufffdx\\ufffd\""},
    {"\"\\\\ud83d\"", "\"\\\\ud83d\""},
    {"\"\\ud8\"", "\"\\ud8\""},
    {"\\", "\\"},
};

Test(rpc, surrogates)
{
    for (size_t i = 0; i < sizeof surrogates / sizeof surrogates[0]; i++) {
        char text[64];
        bool changes = strcmp(surrogates[i].from, surrogates[i].to) != 0;

        strcpy(text, surrogates[i].from);
        cr_expect_eq(rpc_mend_surrogates(text, strlen(text)), changes, "%zu", i);
        cr_expect_str_eq(text, surrogates[i].to);
    }
}
