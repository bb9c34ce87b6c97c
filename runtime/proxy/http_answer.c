/* Our own answers to requests: refusals and bad gateways, with a text that a person understands. */
#include <stdio.h>
#include <string.h>

#include "runtime/proxy/conn.h"

static const char *status_text(uint16_t status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 408:
        return "Request Timeout";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Bad Gateway";
    }
}

/* Bytes that may be shown: what a client or an environment wrote is not to forge lines. */
static void show(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            *text = '?';
}

/* Who, what, why: a person reads this. */
size_t http_explain(const struct conn *conn, uint16_t status, const char *reason, char *text,
                    size_t size)
{
    const struct process_facts *process = conn->process;
    const char *url = conn->url ? conn->url : "(not understood)";
    char what[1024], who[512];
    snprintf(what, sizeof(what), "%s %.*s", conn->http->method, (int)strcspn(url, "?#"), url);
    snprintf(who, sizeof(who), "%s (pid %d)",
             process && process->exe ? process->exe : "an unknown process", (int)conn->flow.pid);
    show(what);
    show(who);
    int len = snprintf(text, size,
                       "egress: this request was %s\n\nrequest: %s\nprocess: %s\nreason:  %s\n",
                       status == 403 ? "refused" : "not answered", what, who, reason);
    return len < (int)size ? (size_t)len : size - 1;
}

void http_answer(struct conn *conn, uint16_t status, const char *reason)
{
    struct http *http = conn->http;
    char text[HTTP_EXPLAIN_MAX];
    size_t len = http_explain(conn, status, reason, text, sizeof(text));
    /* What follows a refused request can only be read if it is known where that ends. */
    bool goes_on = status == 403 && http->keeps_alive && !http->has_body && !conn->client.eof;
    bool to_head = strcmp(http->method, "HEAD") == 0;
    evbuffer_add_printf(conn->client.out,
                        "HTTP/1.1 %u %s\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        "Content-Length: %zu\r\nCache-Control: no-store\r\n%s\r\n%s",
                        status, status_text(status), len,
                        !goes_on           ? "Connection: close\r\n"
                        : http->minor == 0 ? "Connection: keep-alive\r\n"
                                           : "",
                        to_head ? "" : text);
    if (!goes_on) {
        conn_enter(conn, CONN_LINGER);
        return;
    }
    evbuffer_drain(conn->client.in, http->request_scan.head_len);
    conn_enter(conn, CONN_HTTP_HEAD);
}
