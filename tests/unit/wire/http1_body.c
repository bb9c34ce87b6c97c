#include <criterion/criterion.h>
#include <string.h>

#include "runtime/wire/http1_body.h"

/* Reads `in`, given in pieces of `size` bytes; what the body holds goes to `out`. */
static enum http1_body_status read_all(struct http1_body *body, const char *in, size_t size,
                                       char *out, size_t *ret_rest)
{
    size_t len = strlen(in), at = 0, available = 0;
    *out = '\0';
    for (;;) {
        struct http1_slice data;
        size_t used;
        enum http1_body_status status =
            http1_body_next(body, in + at, available - at, &used, &data);
        at += used;
        strncat(out, data.len ? data.at : "", data.len);
        *ret_rest = len - at;
        if (status != HTTP1_BODY_DATA && status != HTTP1_BODY_MORE)
            return status;
        if (status == HTTP1_BODY_MORE && available == len)
            return status;
        if (status == HTTP1_BODY_MORE)
            available = len - available < size ? len : available + size;
    }
}

static const struct {
    const char *in;
    enum http1_body_status status;
    const char *out;
    size_t rest;
} chunked[] = {
    {"0\r\n\r\n", HTTP1_BODY_TRAILERS, "", 2},
    {"3\r\nabc\r\n0\r\n\r\nnext", HTTP1_BODY_TRAILERS, "abc", 6},
    {"3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n", HTTP1_BODY_TRAILERS, "abc0123456789", 2},
    {"3;ext=\"a b\"\r\nabc\r\n0;x\r\n\r\n", HTTP1_BODY_TRAILERS, "abc", 2},
    {"3\r\nab", HTTP1_BODY_MORE, "ab", 0},
    {"3\r\nabc\r\n", HTTP1_BODY_MORE, "abc", 0},
    {"", HTTP1_BODY_MORE, "", 0},
    {"\r\n", HTTP1_BODY_BAD, "", 0},
    {"3\nabc\r\n0\r\n\r\n", HTTP1_BODY_BAD, "", 0},
    {"3\r\nabc\n0\r\n\r\n", HTTP1_BODY_BAD, "abc", 0},
    {"3\r\nabcd\r\n0\r\n\r\n", HTTP1_BODY_BAD, "abc", 0},
    {" 3\r\nabc\r\n0\r\n\r\n", HTTP1_BODY_BAD, "", 0},
    {"3 \r\nabc\r\n0\r\n\r\n", HTTP1_BODY_BAD, "", 0},
    {"0x3\r\nabc\r\n0\r\n\r\n", HTTP1_BODY_BAD, "", 0},
    {"-1\r\n\r\n", HTTP1_BODY_BAD, "", 0},
    {"+3\r\nabc\r\n", HTTP1_BODY_BAD, "", 0},
    {"g\r\n", HTTP1_BODY_BAD, "", 0},
    {"1000000000000000\r\n", HTTP1_BODY_BAD, "", 0},
    {"3;\r\r\nabc", HTTP1_BODY_BAD, "", 0},
    {"3;a\nb\r\nabc", HTTP1_BODY_BAD, "", 0},
};

Test(http1_body, chunked_in_pieces_of_any_size)
{
    for (size_t i = 0; i < sizeof(chunked) / sizeof(*chunked); i++) {
        for (size_t size = 1; size <= 40; size++) {
            struct http1_body body;
            char out[128];
            size_t rest;
            http1_body_start(&body, HTTP1_CHUNKED, 0);
            enum http1_body_status status = read_all(&body, chunked[i].in, size, out, &rest);
            cr_expect_eq(status, chunked[i].status, "row %zu in pieces of %zu: %d", i, size,
                         status);
            cr_expect_str_eq(out, chunked[i].out, "row %zu in pieces of %zu: %s", i, size, out);
            if (status == HTTP1_BODY_TRAILERS)
                cr_expect_eq(rest, chunked[i].rest, "row %zu", i);
            if (status == HTTP1_BODY_BAD)
                cr_expect_not_null(body.error);
        }
    }
}

Test(http1_body, by_length)
{
    struct http1_body body;
    char out[64];
    size_t rest;
    http1_body_start(&body, HTTP1_LENGTH, 5);
    cr_expect_eq(read_all(&body, "12345next", 3, out, &rest), HTTP1_BODY_DONE);
    cr_expect_str_eq(out, "12345");
    cr_expect_eq(rest, 4);
    http1_body_start(&body, HTTP1_LENGTH, 5);
    cr_expect_eq(read_all(&body, "1234", 4, out, &rest), HTTP1_BODY_MORE);
    http1_body_start(&body, HTTP1_NO_BODY, 0);
    cr_expect_eq(read_all(&body, "next", 4, out, &rest), HTTP1_BODY_DONE);
    cr_expect_eq(rest, 4);
    http1_body_start(&body, HTTP1_UNTIL_CLOSE, 0);
    cr_expect_eq(read_all(&body, "everything", 4, out, &rest), HTTP1_BODY_MORE);
    cr_expect_str_eq(out, "everything");
}

Test(http1_body, lines_are_bounded)
{
    static char in[2 * HTTP1_CHUNK_LINE_MAX];
    struct http1_slice data;
    struct http1_body body;
    size_t used;
    memset(in, 'x', sizeof(in));
    memcpy(in, "0;", 2);
    http1_body_start(&body, HTTP1_CHUNKED, 0);
    cr_expect_eq(http1_body_next(&body, in, sizeof(in), &used, &data), HTTP1_BODY_BAD);
    /* Bad stays bad. */
    cr_expect_eq(http1_body_next(&body, "0\r\n\r\n", 5, &used, &data), HTTP1_BODY_BAD);
}

/* What goes on of a trailer section; NULL: it is refused. "": it is not whole. */
static const struct {
    const char *in, *out;
    size_t len;
} trailers[] = {
    {"\r\nnext", "0\r\n\r\n", 2},
    {"X-Sum: 1\r\n\r\n", "0\r\nX-Sum: 1\r\n\r\n", 12},
    {"A:\r\nB:  2 \r\n\r\nA: 3\r\n\r\n", "0\r\nA: \r\nB: 2\r\n\r\n", 14},
    {"Content-Length: 5\r\nHOST: x\r\nX: y\r\nSet-Cookie: z\r\nTransfer-Encoding: chunked\r\n\r\n",
     "0\r\nX: y\r\n\r\n", 79},
    {"", "", 0},
    {"\r", "", 0},
    {"X: y\r\n", "", 0},
    {"X: y\r\n\r", "", 0},
    {"\n", NULL, 0},
    {"X: y\n\r\n", NULL, 0},
    {"X: y\r\n\n", NULL, 0},
    {" X: folded\r\n\r\n", NULL, 0},
    {"X: y\r\n z\r\n\r\n", NULL, 0},
    {"No colon\r\n\r\n", NULL, 0},
    {"X : y\r\n\r\n", NULL, 0},
    {"X: \x01\r\n\r\n", NULL, 0},
    {"X: a\rb\r\n\r\n", NULL, 0},
    {": x\r\n\r\n", NULL, 0},
    {"Content_Length: 5\r\n\r\n", NULL, 0},
};

Test(http1_body, trailers)
{
    static struct http1_fields fields;
    for (size_t i = 0; i < sizeof(trailers) / sizeof(*trailers); i++) {
        char out[1024];
        size_t len = 0;
        const char *error = NULL;
        enum http1_scan_status status =
            http1_trailers_read(trailers[i].in, strlen(trailers[i].in), &fields, &len, &error);
        cr_expect_eq(status,
                     !trailers[i].out   ? HTTP1_SCAN_BAD
                     : *trailers[i].out ? HTTP1_SCAN_DONE
                                        : HTTP1_SCAN_MORE,
                     "row %zu: %d", i, status);
        if (status == HTTP1_SCAN_BAD)
            cr_expect_not_null(error);
        if (status != HTTP1_SCAN_DONE)
            continue;
        cr_expect_eq(len, trailers[i].len, "row %zu: %zu", i, len);
        out[http1_trailers_write(&fields, out)] = '\0';
        cr_expect_str_eq(out, trailers[i].out, "row %zu", i);
    }
}

Test(http1_body, trailers_are_bounded)
{
    static char in[HTTP1_TRAILERS_MAX + 10];
    static struct http1_fields fields;
    const char *error;
    size_t len;
    memset(in, 'x', sizeof(in));
    cr_expect_eq(http1_trailers_read(in, sizeof(in), &fields, &len, &error), HTTP1_SCAN_BAD);
    for (size_t i = 0; i + 5 <= sizeof(in); i += 5)
        memcpy(in + i, "X:y\r\n", 5);
    cr_expect_eq(http1_trailers_read(in, sizeof(in), &fields, &len, &error), HTTP1_SCAN_BAD);
}
