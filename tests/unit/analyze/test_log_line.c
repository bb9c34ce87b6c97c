/* Log lines: what the readers take, what they refuse, and that they agree. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/analyze/internal.h"
#include "lang/analyze/log_line.h"
#include "tests/support/generate.h"
#include "tests/support/same_log_line.h"

static const char full[] =
    "{\"ts\":\"2026-01-02T03:04:05.678Z\",\"type\":\"https\",\"dst_ip\":\"192.0.2.1\","
    "\"dst_port\":443,\"src_port\":40000,\"policy\":\"deny\",\"rule\":{\"line\":3,\"text\":\"a "
    "\\\"b\\\"\"},\"pid\":77,\"exe\":\"/usr/bin/curl\",\"cmdline\":[\"curl\",\"-s\",\"a\\nb\"],"
    "\"cgroup\":\"/x\",\"step\":\"s\",\"action\":\"a/b\",\"image\":\"i\",\"url\":\"https://"
    "h.example/"
    "x\",\"method\":\"PUT\",\"host\":\"h.example\",\"name\":\"n\",\"passthrough\":true,"
    "\"insecure\":true,\"error\":\"e\",\"reason\":\"r\"}";

Test(log_line, every_field)
{
    struct log_reader *reader = log_reader_new();
    struct log_line line;

    cr_assert(log_line_read_fast(reader, full, strlen(full), &line));
    cr_expect_eq(line.type, LOG_LINE_HTTPS);
    cr_expect_eq(line.policy, LOG_POLICY_DENY);
    cr_expect(line.has_time);
    cr_expect_eq(line.time_ms, INT64_C(1767323045678));
    cr_expect_eq(line.dst_ip, 0xc0000201);
    cr_expect_eq(line.dst_port, 443);
    cr_expect_str_eq(line.process.exe, "/usr/bin/curl");
    cr_assert_eq(line.process.argc, 3);
    cr_expect_str_eq(line.process.argv[2], "a\nb");
    cr_expect_str_eq(line.process.cgroup, "/x");
    cr_expect_str_eq(line.process.step, "s");
    cr_expect_str_eq(line.process.action, "a/b");
    cr_expect_str_eq(line.process.image, "i");
    cr_expect_str_eq(line.url, "https://h.example/x");
    cr_expect_str_eq(line.method, "PUT");
    cr_expect_str_eq(line.host, "h.example");
    cr_expect_str_eq(line.name, "n");
    log_reader_free(reader);
}

/* Whether the line is one, and whether the fast reader should know it. */
static const struct {
    const char *text;
    bool good;
    bool fast;
} cases[] = {
    {"{\"type\":\"start\"}", true, true},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"dst_port\":0}", true, true},
    {"{\"type\":\"dns_response\",\"name\":\"a\",\"answers\":[\"1.2.3.4\"],\"ttl\":1}", true, true},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", true,
     true},
    {"{\"type\":\"error\",\"error\":\"e\",\"reason\":\"\"}", true, true},

    /* JSON all the same */
    {" { \"type\" : \"start\" } ", true, false},
    {"{\"dst_ip\":\"1.2.3.4\",\"type\":\"tcp\"}", true, false},
    {"{\"type\":\"start\",\"new\":[1,{\"a\":null}]}", true, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"\\u00e9\xc3\xa9\"}", true, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":null}", true, false},
    {"{\"ts\":\"yesterday\",\"type\":\"start\"}", true, true},
    {"{\"type\":\"dns_response\",\"answers\":[\"::1\",\"1.2.3.4\"]}", true, false},
    {"{\"type\":\"start\",\"cmdline\":[]}", true, false},

    /* no line of a log */
    {"", false, false},
    {"{}", false, false},
    {"null", false, false},
    {"[]", false, false},
    {"{\"type\":\"tcp\"", false, false},
    {"{\"type\":\"start\"}x", false, false},
    {"{\"type\":\"start\",}", false, false},
    {"{\"type\":\"start\",\"type\":\"start\"}", false, false},
    {"{\"type\":\"other\"}", false, false},
    {"{\"type\":1}", false, false},
    {"{\"type\":\"tcp\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.256\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"01.2.3.4\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"dst_port\":65536}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"dst_port\":01}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"dst_port\":1.0}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"policy\":\"maybe\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"\n\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"\xff\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"\\x\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"\\u0000\"}", false, false},
    {"{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"cmdline\":[1]}", false, false},
    {"{\"type\":\"dns\",\"dst_ip\":\"1.2.3.4\"}", false, false},
};

Test(log_line, cases)
{
    struct log_reader *reader = log_reader_new();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].text, *wrong = NULL;
        struct log_line line;

        cr_expect_eq(log_line_read_fast(reader, text, strlen(text), &line), cases[i].fast, "%s",
                     text);
        cr_expect_eq(log_line_read(reader, text, strlen(text), &line, &wrong), cases[i].good,
                     "%s: %s", text, wrong ? wrong : "");
    }
    log_reader_free(reader);
}

Test(log_line, long_lines_take_the_exact_way)
{
    struct log_reader *reader = log_reader_new();
    size_t size = 100000;
    char *text = malloc(size + 64);
    int start = sprintf(text, "{\"type\":\"tcp\",\"dst_ip\":\"1.2.3.4\",\"exe\":\"");
    struct log_line line;
    const char *wrong;

    memset(text + start, 'x', size);
    strcpy(text + start + size, "\"}");
    cr_assert(log_line_read(reader, text, strlen(text), &line, &wrong));
    cr_expect_eq(strlen(line.process.exe), size);
    free(text);
    log_reader_free(reader);
}

Test(log_line, times)
{
    static const struct {
        const char *text;
        int64_t ms; /* -1: none */
    } times[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T00:00:00.001Z", 1},
        {"2000-02-29T23:59:59.999Z", INT64_C(951868799999)},
        {"2026-12-31T23:59:59Z", INT64_C(1798761599000)},
        {"2100-02-29T00:00:00Z", -1},
        {"2026-13-01T00:00:00Z", -1},
        {"2026-04-31T00:00:00Z", -1},
        {"2026-01-01T24:00:00Z", -1},
        {"2026-01-01T00:00:00+01:00", -1},
        {"2026-01-01 00:00:00Z", -1},
        {"2026-01-01T00:00:00", -1},
        {"", -1},
    };

    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        int64_t ms = -1;

        cr_expect_eq(log_time(times[i].text, strlen(times[i].text), &ms), times[i].ms != -1, "%s",
                     times[i].text);
        cr_expect_eq(ms, times[i].ms, "%s", times[i].text);
    }
}

/* Damages a line here and there; what the fast reader still takes, the exact one reads alike. */
Test(log_line, readers_agree)
{
    static const char bytes[] = "{}[]\",:\\/0123456789.truefalsn \xc3\xa9\x01u";
    struct log_reader *fast = log_reader_new(), *exact = log_reader_new();
    struct random random = {.state = 11};
    uint32_t taken = 0;

    for (int round = 0; round < 200000; round++) {
        char text[sizeof full];
        size_t len = sizeof full - 1;
        uint32_t changes = random_below(&random, 3);
        struct log_line a, b;
        const char *wrong;

        memcpy(text, full, sizeof full);
        for (uint32_t i = 0; i < changes; i++) {
            uint32_t at = random_below(&random, (uint32_t)len);

            if (random_below(&random, 3))
                text[at] = bytes[random_below(&random, sizeof bytes - 1)];
            else
                memmove(text + at, text + at + 1, len-- - at);
        }
        if (!log_line_read_fast(fast, text, len, &a))
            continue;
        taken++;
        cr_assert(log_line_read_exact(exact, text, len, &b, &wrong), "%s: %s", text, wrong);
        cr_assert(same_log_line(&a, &b), "%s", text);
    }
    cr_expect_gt(taken, 50000);
    log_reader_free(fast);
    log_reader_free(exact);
}
