#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/http1.h"

#define END "\r\n\r\n"
#define HOST "Host: a.example\r\n"

static struct http1_request request;
static struct http1_response response;

/* Status 0: taken; else why not. */
static int read_request(const char *head, size_t len)
{
    struct http1_scan scan = {0};
    enum http1_scan_status status = http1_scan(&scan, head, len);
    if (status == HTTP1_SCAN_BAD)
        return scan.error.status;
    if (status == HTTP1_SCAN_MORE)
        return -1;
    return http1_request_read(head, scan.head_len, &request).status;
}

static const struct {
    const char *head;
    int status;
} heads[] = {
    /* request lines */
    {"GET / HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET / HTTP/1.0\r\n\r\n", 0},
    {"M-SEARCH / HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET  / HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET /  HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET\t/ HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET / HTTP/1.1 \r\n" HOST "\r\n", 505},
    {"GET / HTTP/1.2\r\n" HOST "\r\n", 505},
    {"GET / HTTP/1.10\r\n" HOST "\r\n", 505},
    {"GET / HTTP/2.0\r\n" HOST "\r\n", 505},
    {"GET / http/1.1\r\n" HOST "\r\n", 400},
    {"GET / XTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET /\r\n" HOST "\r\n", 400},
    {"GET\r\n\r\n", 400},
    {" GET / HTTP/1.1\r\n" HOST "\r\n", 400},
    {"\r\nGET / HTTP/1.1\r\n" HOST "\r\n", 400},
    {"G(T / HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GETGETGETGETGETGETGETGETGETGETGET / HTTP/1.1\r\n" HOST "\r\n", 400},
    /* targets */
    {"GET /a/b?c=d&e HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET a HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET * HTTP/1.1\r\n" HOST "\r\n", 400},
    {"OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 0},
    {"get / HTTP/1.1\r\n" HOST "\r\n", 400},
    {"Post / HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET /a#b HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET /a\x7f HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET /\xc0\xaf HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET /\x01 HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET http://a.example/x HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET HTTP://A.example HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET http://a.example:80/ HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET http://a.example?q HTTP/1.1\r\n" HOST "\r\n", 0},
    {"GET http://b.example/ HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET http://a.example:81/ HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET http://x@a.example/ HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET http:///x HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET http:a.example/x HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET https://a.example/ HTTP/1.1\r\n" HOST "\r\n", 400},
    {"GET //b.example/x HTTP/1.1\r\n" HOST "\r\n", 0}, /* a path that starts with // */
    {"CONNECT a.example:443 HTTP/1.1\r\n" HOST "\r\n", 0},
    {"CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443" END, 0},
    {"CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:80" END, 400},
    {"CONNECT a.example HTTP/1.1\r\n" HOST "\r\n", 400},
    {"CONNECT /x HTTP/1.1\r\n" HOST "\r\n", 400},
    {"CONNECT a.example:443 HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\n", 400},
    /* Host */
    {"GET / HTTP/1.1\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost:" END, 400},
    {"GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400},
    {"GET / HTTP/1.0\r\n" HOST HOST "\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a.example, b.example" END, 400},
    {"GET / HTTP/1.1\r\nHost: a.example/x" END, 400},
    {"GET / HTTP/1.1\r\nHost: a.example:" END, 400},
    {"GET / HTTP/1.1\r\nHost: a.example:99999" END, 400},
    {"GET / HTTP/1.1\r\nHost: a.example:80:80" END, 400},
    {"GET / HTTP/1.1\r\nHost: x@a.example" END, 400},
    {"GET / HTTP/1.1\r\nHost: a b" END, 400},
    {"GET / HTTP/1.1\r\nHost: [::1]" END, 400},
    {"GET / HTTP/1.1\r\nHost: 127.0.0.1:8080" END, 0},
    {"GET / HTTP/1.1\r\nHost: 127.1" END, 400},
    {"GET / HTTP/1.1\r\nHOST: A.EXAMPLE." END, 0},
    {"GET / HTTP/1.1\r\nHost : a.example" END, 400},
    {"GET / HTTP/1.1\r\n Host: a.example" END, 400},
    {"GET / HTTP/1.1\r\n" HOST "X-Host: b.example" END, 0},
    {"GET / HTTP/1.1\r\n" HOST "Ho st: b.example" END, 400},
    /* lines */
    {"GET / HTTP/1.1\n" HOST "\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a.example\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X: a\rb\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X: a\r\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X: a\r\n b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X: a\r\n\tb\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST ": x\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X\x01: x\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X: \x01\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "X: a\tb\xff\r\n\r\n", 0},
    {"GET / HTTP/1.1\r\n" HOST "X:\r\n\r\n", 0},
    /* lengths */
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", 0},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 999999999999999999\r\n\r\n", 0},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 9999999999999999999\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: +1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 0x1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 1 1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 1,1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nContent-length: 2\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content_Length: 1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Transfer_Encoding: chunked\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length : 1\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", 0},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: CHUNKED\r\n\r\n", 0},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\tchunked \r\n\r\n", 0},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
     400},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: identity\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked, identity\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: \"chunked\"\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked;x\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding:\r\n\r\n", 501},
    {"POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: \x0b"
     "chunked\r\n\r\n",
     400},
    {"POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", 400},
    /* the connection's fields */
    {"GET / HTTP/1.1\r\n" HOST "Connection: close, X-A ,, y\r\n\r\n", 0},
    {"GET / HTTP/1.1\r\n" HOST "Connection: host\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "Connection: keep-alive, Content-Length\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "Connection: transfer-encoding\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "Connection: a b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\n" HOST "Upgrade: a\r\nUpgrade: b\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\n" HOST "Expect: 100-continue\r\n\r\n", 0},
    {"POST / HTTP/1.1\r\n" HOST "Expect: 200-ok\r\n\r\n", 417},
    {"POST / HTTP/1.0\r\n" HOST "Expect: 100-continue\r\n\r\n", 417},
};

Test(http1, requests)
{
    for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
        cr_expect_eq(read_request(heads[i].head, strlen(heads[i].head)), heads[i].status, "%s: %d",
                     heads[i].head, read_request(heads[i].head, strlen(heads[i].head)));
}

Test(http1, a_nul_is_refused_wherever_it_is)
{
    static const char head[] = "GET /x HTTP/1.1\r\nHost: a.example\r\nX: y\r\n\r\n";
    for (size_t i = 0; i < sizeof(head) - 1; i++) {
        char copy[sizeof(head)];
        memcpy(copy, head, sizeof(head));
        copy[i] = '\0';
        cr_expect_eq(read_request(copy, sizeof(head) - 1), 400, "at %zu", i);
    }
}

/* A head that comes in pieces is found at the same place, and each byte is looked at once. */
Test(http1, scan_in_pieces)
{
    static const char head[] = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\nGET /next";
    size_t head_len = strstr(head, "\r\n\r\n") + 4 - head;
    struct http1_scan scan = {0};
    for (size_t len = 0; len < head_len; len++)
        cr_assert_eq(http1_scan(&scan, head, len), HTTP1_SCAN_MORE, "after %zu bytes", len);
    cr_assert_eq(http1_scan(&scan, head, sizeof(head) - 1), HTTP1_SCAN_DONE);
    cr_assert_eq(scan.head_len, head_len);
}

Test(http1, heads_are_bounded)
{
    static char head[HTTP1_HEAD_MAX + 100];
    struct http1_scan scan = {0};
    memset(head, 'x', sizeof(head));
    cr_expect_eq(http1_scan(&scan, head, HTTP1_HEAD_MAX - 1), HTTP1_SCAN_MORE);
    cr_expect_eq(http1_scan(&scan, head, sizeof(head)), HTTP1_SCAN_BAD);
    cr_expect_eq(scan.error.status, 431);
    size_t len = (size_t)sprintf(head, "GET / HTTP/1.1\r\n" HOST);
    for (int i = 0; i < HTTP1_FIELDS_MAX; i++)
        len += (size_t)sprintf(head + len, "X-%d: y\r\n", i);
    len += (size_t)sprintf(head + len, "\r\n");
    cr_expect_eq(read_request(head, len), 431);
}

static const struct {
    const char *head, *out;
    struct http1_connection connection;
} written[] = {
    {"GET /a?b HTTP/1.1\r\nX:  y \r\nhost:\tA.example:8080 \r\nZ:w\r\n\r\n",
     "GET /a?b HTTP/1.1\r\nHost: a.example:8080\r\nX: y\r\nZ: w\r\n\r\n",
     {0}},
    {"GET http://A.Example?b HTTP/1.1\r\nHost: a.example\r\n\r\n",
     "GET http://a.example/?b HTTP/1.1\r\nHost: a.example\r\n\r\n",
     {0}},
    {"GET http://a.example HTTP/1.0\r\n\r\n",
     "GET http://a.example/ HTTP/1.0\r\nHost: a.example\r\nConnection: close\r\n\r\n",
     {.close = true}},
    {"POST / HTTP/1.1\r\n" HOST "Content-Length: 007\r\nA: b\r\n\r\n",
     "POST / HTTP/1.1\r\n" HOST "A: b\r\nContent-Length: 7\r\n\r\n",
     {0}},
    {"POST / HTTP/1.1\r\n" HOST "transfer-encoding: CHUNKED\r\nTrailer: x\r\nTE: y\r\n\r\n",
     "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n",
     {0}},
    {"GET / HTTP/1.1\r\n" HOST "X-A: 1\r\nConnection: x-a, Keep-Alive\r\nKeep-Alive: 3\r\n"
     "Proxy-Connection: x\r\nProxy-Authorization: y\r\n\r\n",
     "GET / HTTP/1.1\r\n" HOST "Proxy-Authorization: y\r\n\r\n",
     {0}},
    {"GET / HTTP/1.1\r\n" HOST "Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
     "GET / HTTP/1.1\r\n" HOST "\r\n",
     {0}},
    {"GET / HTTP/1.1\r\n" HOST "Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
     "GET / HTTP/1.1\r\n" HOST "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
     {.upgrade = true}},
    {"GET / HTTP/1.0\r\n\r\n",
     "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
     {.keep_alive = true}},
    {"CONNECT A.example:443 HTTP/1.1\r\n" HOST "\r\n",
     "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n",
     {0}},
    {"OPTIONS * HTTP/1.1\r\n" HOST "\r\n", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", {0}},
};

Test(http1, requests_written_anew)
{
    for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
        size_t len = strlen(written[i].head);
        char out[4096] = {0};
        cr_assert_eq(read_request(written[i].head, len), 0, "row %zu", i);
        size_t out_len = http1_request_write(&request, written[i].connection, out);
        cr_expect_leq(out_len, len + HTTP1_WRITE_EXTRA);
        cr_expect_str_eq(out, written[i].out, "row %zu: %s", i, out);
        /* What is written is read as the same again. */
        cr_expect_eq(read_request(out, out_len), 0, "row %zu", i);
    }
}

static const struct {
    const char *head;
    bool to_head;
    int status; /* 0: taken */
    enum http1_framing framing;
} responses[] = {
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", false, 0, HTTP1_LENGTH},
    {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false, 0, HTTP1_NO_BODY},
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", true, 0, HTTP1_NO_BODY},
    {"HTTP/1.1 200\r\n\r\n", false, 0, HTTP1_UNTIL_CLOSE},
    {"HTTP/1.0 200 OK\r\n\r\n", false, 0, HTTP1_UNTIL_CLOSE},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", false, 0, HTTP1_CHUNKED},
    {"HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n", false, 0, HTTP1_NO_BODY},
    {"HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n", false, 0, HTTP1_NO_BODY},
    {"HTTP/1.1 100 Continue\r\n\r\n", false, 0, HTTP1_NO_BODY},
    {"HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\n", false, 502, 0},
    {"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 099 OK\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 2000 OK\r\n\r\n", false, 502, 0},
    {"HTTP/1.1 abc OK\r\n\r\n", false, 502, 0},
    {"HTTP/2 200 OK\r\n\r\n", false, 502, 0},
    {"ICY 200 OK\r\n\r\n", false, 502, 0},
};

Test(http1, responses)
{
    for (size_t i = 0; i < sizeof(responses) / sizeof(*responses); i++) {
        const char *head = responses[i].head;
        struct http1_error error =
            http1_response_read(head, strlen(head), responses[i].to_head, &response);
        cr_expect_eq(error.status, responses[i].status, "%s: %d", head, error.status);
        if (!error.status)
            cr_expect_eq(response.framing, responses[i].framing, "%s", head);
    }
}

Test(http1, responses_written_anew)
{
    static const char head[] = "HTTP/1.0 404 Not  there\r\nServer: x\r\nConnection: close\r\n"
                               "Content-Length: 3\r\n\r\n";
    char out[1024] = {0};
    cr_assert_eq(http1_response_read(head, sizeof(head) - 1, false, &response).status, 0);
    http1_response_write(&response, (struct http1_connection){0}, out);
    cr_assert_str_eq(out, "HTTP/1.1 404 Not  there\r\nServer: x\r\nContent-Length: 3\r\n\r\n");
}
