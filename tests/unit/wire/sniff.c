#include <criterion/criterion.h>
#include <string.h>

#include "runtime/wire/sniff.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
    const char *bytes;
    size_t len;
    enum sniff sniff;
} rows[] = {
    {BYTES(""), SNIFF_MORE},
    {BYTES("\x16"), SNIFF_TLS},
    {BYTES("\x16\x03\x01"), SNIFF_TLS},
    {BYTES("\x16\xff"), SNIFF_TLS},             /* the parser refuses it: it is not raw */
    {BYTES("\x80\x2e\x01\x03\x01"), SNIFF_RAW}, /* SSL 2 has no name to read */
    {BYTES("GET "), SNIFF_HTTP1},
    {BYTES("get /x"), SNIFF_HTTP1},
    {BYTES("GET\t/"), SNIFF_HTTP1},
    {BYTES("\r\nGET / HTTP/1.1\r\n"), SNIFF_HTTP1},
    {BYTES("\n\n\n  GET /"), SNIFF_HTTP1},
    {BYTES("\r\n"), SNIFF_MORE},
    {BYTES("GE"), SNIFF_MORE},
    {BYTES("GETX /"), SNIFF_MORE},
    {BYTES("GETX / HTTP/1.1\r\n"), SNIFF_HTTP1},
    {BYTES("BREW pot HTTP/1.0\r\n"), SNIFF_HTTP1},
    {BYTES("brew pot http/9"), SNIFF_HTTP1},
    {BYTES("PRI"), SNIFF_MORE},
    {BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r"), SNIFF_MORE},
    {BYTES("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), SNIFF_HTTP2},
    {BYTES("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"), SNIFF_HTTP1},
    {BYTES("SSH-2.0-OpenSSH_9.2\r\n"), SNIFF_RAW},
    {BYTES("PING\r\n"), SNIFF_RAW},
    {BYTES("SET key value\r\n"), SNIFF_RAW},
    {BYTES("EHLO localhost\r\n"), SNIFF_RAW},
    {BYTES("0032git-upload-pack /project.git\0host=x\0"), SNIFF_RAW},
    {BYTES("DESCRIBE rtsp://x/ RTSP/1.0\r\n"), SNIFF_RAW},
    {BYTES("\0\0\0\x08\x04\xd2\x16\x2f"), SNIFF_RAW},
    {BYTES("*1\r\n$4\r\nPING\r\n"), SNIFF_RAW},
    {BYTES("{\"json\":1}\n"), SNIFF_RAW},
    {BYTES("\xef\xbb\xbfGET / HTTP/1.1"), SNIFF_RAW},
};

Test(sniff, first_bytes)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        cr_expect_eq(sniff(rows[i].bytes, rows[i].len), rows[i].sniff, "row %zu: %s", i,
                     rows[i].bytes);
}

/* Once told, more bytes do not change it; and while undecided, it never goes back. */
Test(sniff, is_stable)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        enum sniff told = SNIFF_MORE;
        for (size_t len = 0; len <= rows[i].len; len++) {
            enum sniff now = sniff(rows[i].bytes, len);
            if (told != SNIFF_MORE)
                cr_expect_eq(now, told, "row %zu at %zu", i, len);
            told = now;
        }
    }
}

Test(sniff, does_not_wait_for_ever)
{
    static char bytes[SNIFF_MAX];
    static const char fillers[] = "A \n";
    for (size_t i = 0; i < sizeof(fillers) - 1; i++) {
        memset(bytes, fillers[i], sizeof(bytes));
        cr_expect_neq(sniff(bytes, sizeof(bytes)), SNIFF_MORE, "filler %zu", i);
    }
    memset(bytes, 'x', sizeof(bytes));
    memcpy(bytes, "FOO ", 4);
    cr_expect_eq(sniff(bytes, sizeof(bytes)), SNIFF_RAW);
}
