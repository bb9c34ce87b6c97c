#include "runtime/http2/head.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *name, *value;
};

static struct http1_slice slice(const char *text)
{
    return (struct http1_slice){text, strlen(text)};
}

static struct http2_head *head_of(const struct line *lines)
{
    struct http2_head *head = http2_head_new();
    cr_assert_not_null(head);
    for (; lines->name; lines++)
        http2_head_add(head, slice(lines->name), slice(lines->value), false);
    return head;
}

#define LINES(...) ((const struct line[]){__VA_ARGS__, {0}})
#define REQUEST                                                                                    \
    {":method", "GET"}, {":scheme", "https"}, {":authority", "A.example:8443"},                    \
    {                                                                                              \
        ":path", "/x?y"                                                                            \
    }

Test(head, of_a_request)
{
    struct http1_request request;
    char text[1024];
    struct http2_head *head = head_of(LINES(REQUEST, {"host", "a.example:8443"}, {"te", "trailers"},
                                            {"x", "1"}, {"cookie", "a"}));
    cr_assert_eq(http2_head_request(head, "https", true, &request).status, 0);
    cr_assert_str_eq(request.host, "a.example");
    cr_assert_eq(request.port, 8443);
    cr_assert_eq(request.framing, HTTP1_NO_BODY);
    cr_assert(request.fields.takes_trailers);
    text[http1_request_write(&request, (struct http1_connection){0}, text)] = '\0';
    cr_assert_str_eq(text, "GET /x?y HTTP/1.1\r\nHost: a.example:8443\r\nx: 1\r\ncookie: a\r\nTE: "
                           "trailers\r\nConnection: TE\r\n\r\n");
    free(head);
}

Test(head, of_requests_that_are_refused)
{
    const struct {
        const struct line *lines;
        const char *scheme;
        bool ends;
        uint16_t status;
    } rows[] = {
        {LINES(REQUEST), "http", true, 400},
        {LINES(REQUEST, {":protocol", "websocket"}), "https", false, 501},
        {LINES(REQUEST, {":path", "/twice"}), "https", true, 400},
        {LINES(REQUEST, {":odd", ""}), "https", true, 400},
        {LINES(REQUEST, {"content-length", "3"}), "https", true, 400},
        {LINES(REQUEST, {"host", "b.example:8443"}), "https", true, 400},
        {LINES(REQUEST, {"transfer-encoding", "chunked"}), "https", false, 400},
        {LINES(REQUEST, {"connection", "x"}), "https", true, 400},
        {LINES(REQUEST, {"x", "a\r\nb"}), "https", true, 400},
        {LINES(REQUEST, {"X", "a"}), "https", true, 400},
        {LINES(REQUEST, {"content_length", "3"}), "https", false, 400},
        {LINES(REQUEST, {"expect", "a miracle"}), "https", false, 417},
        {LINES({":method", "CONNECT"}, {":authority", "a.example"}), "https", false, 400},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct http1_request request;
        struct http2_head *head = head_of(rows[i].lines);
        struct http1_error error = http2_head_request(head, rows[i].scheme, rows[i].ends, &request);
        cr_expect_eq(error.status, rows[i].status, "row %zu: %u %s", i, error.status,
                     error.reason ? error.reason : "");
        free(head);
    }
}

Test(head, is_bounded)
{
    struct http1_request request;
    static char value[1024];
    memset(value, 'x', sizeof(value) - 1);
    struct http2_head *head = head_of(LINES(REQUEST));
    for (size_t i = 0; i < HTTP2_HEAD_MAX / (sizeof(value) - 1) + 1; i++)
        http2_head_add(head, slice("x"), slice(value), false);
    cr_assert_eq(http2_head_request(head, "https", true, &request).status, 431);
    http2_head_clear(head);
    for (size_t i = 0; i < HTTP1_FIELDS_MAX + 1; i++)
        http2_head_add(head, slice("x"), slice("y"), false);
    cr_assert_eq(http2_head_request(head, "https", true, &request).status, 431);
    free(head);
}

Test(head, copies_stand_alone)
{
    struct http1_request request;
    struct http2_head *head = head_of(LINES(REQUEST, {"x", "1"}));
    struct http2_head *copy = http2_head_copy(head);
    memset(head, 0xaa, sizeof(*head) + HTTP2_HEAD_MAX);
    free(head);
    cr_assert_eq(http2_head_request(copy, "https", true, &request).status, 0);
    cr_assert(http1_slice_is(request.path, "/x?y"));
    cr_assert(http1_slice_is(request.fields.list[0].value, "1"));
    free(copy);
}

Test(head, of_responses)
{
    const struct {
        const struct line *lines;
        bool to_head, ends;
        uint16_t error;
        enum http1_framing framing;
    } rows[] = {
        {LINES({":status", "200"}), false, false, 0, HTTP1_CHUNKED},
        {LINES({":status", "200"}), false, true, 0, HTTP1_UNTIL_CLOSE},
        {LINES({":status", "200"}, {"content-length", "5"}), false, false, 0, HTTP1_LENGTH},
        {LINES({":status", "200"}, {"content-length", "5"}), true, true, 0, HTTP1_NO_BODY},
        {LINES({":status", "204"}), false, true, 0, HTTP1_NO_BODY},
        {LINES({":status", "304"}, {"content-length", "5"}), false, true, 0, HTTP1_NO_BODY},
        {LINES({":status", "20"}), false, true, 502, 0},
        {LINES({":status", "2x0"}), false, true, 502, 0},
        {LINES({":status", "099"}), false, true, 502, 0},
        {LINES({"x", "y"}), false, true, 502, 0},
        {LINES({":status", "200"}, {"upgrade", "x"}), false, false, 502, 0},
        {LINES({":status", "200"}, {"x", "a\nb"}), false, false, 502, 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct http1_response response;
        struct http2_head *head = head_of(rows[i].lines);
        struct http1_error error =
            http2_head_response(head, rows[i].to_head, rows[i].ends, &response);
        cr_expect_eq(error.status, rows[i].error, "row %zu: %u", i, error.status);
        if (!error.status)
            cr_expect_eq(response.framing, rows[i].framing, "row %zu", i);
        free(head);
    }
}

Test(head, of_trailers)
{
    struct http2_head *head = head_of(
        LINES({"grpc-status", "0"}, {"content-length", "5"}, {"host", "x"}, {"Trailer", "y"}));
    cr_assert_eq(http2_head_trailers(head).status, 0);
    for (size_t i = 0; i < head->fields.count; i++)
        cr_expect_eq(head->fields.list[i].drop, i > 0, "field %zu", i);
    http2_head_add(head, slice("x"), slice("a\r\nb"), false);
    cr_assert_neq(http2_head_trailers(head).status, 0);
    free(head);
}
