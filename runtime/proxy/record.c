/* What is written down of a connection: one line, and one more if there is trouble later. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/proxy/conn.h"

static enum log_type type_of(const struct conn *conn)
{
    switch (conn->kind) {
    case KIND_TLS:
        return LOG_HTTPS;
    case KIND_HTTP:
        return conn->intercept ? LOG_HTTPS : LOG_HTTP;
    default:
        return LOG_TCP;
    }
}

bool conn_claim_holds(const struct conn *conn)
{
    uint32_t dst_ip = conn->flow.dst_ip, ip;
    if (conn->claim == CLAIM_NONE)
        return false;
    if (name_address(conn->claimed, strlen(conn->claimed), &ip))
        return ip == dst_ip;
    return conn->claim == CLAIM_RESOLVED || conn->claim == CLAIM_PROVED ||
           decide_is_bound(conn->proxy->config.decide, conn->claimed, dst_ip, proxy_now_ms());
}

static void address_text(uint32_t ip, char text[INET_ADDRSTRLEN])
{
    struct in_addr in = {.s_addr = htonl(ip)};
    inet_ntop(AF_INET, &in, text, INET_ADDRSTRLEN);
}

/*
 * A host and a URL in the log are taken as true by whoever reads it. A name that is only claimed is
 * written as such, and a URL with it gets the address as its host.
 */
static char *url_of_address(const struct conn *conn)
{
    char address[INET_ADDRSTRLEN];
    char *url = NULL;
    int scheme_len = (int)(strstr(conn->url, "://") - conn->url);
    const char *path = strchr(conn->url + scheme_len + sizeof("://") - 1, '/');
    address_text(conn->flow.dst_ip, address);
    if (asprintf(&url, "%.*s://%s:%u%s", scheme_len, conn->url, address, conn->flow.dst_port,
                 path ? path : "") < 0)
        return NULL;
    return url;
}

/*
 * Bytes that say no name: the bound name whose rule decided, or else one that the address has.
 * Borrowed until the next binding.
 */
static const char *bound_name(const struct conn *conn)
{
    const char *names[DECIDE_NAMES_MAX];
    size_t count = decide_names(conn->proxy->config.decide, conn->flow.dst_ip, proxy_now_ms(),
                                names, DECIDE_NAMES_MAX);
    for (size_t i = 0; conn->verdict.allow && i < count; i++) {
        const struct decide_event event = {
            .question = QUESTION_TCP, .host = names[i], .named = true};
        if (conn_ask(conn, event).rule == conn->verdict.rule)
            return names[i];
    }
    return count ? names[0] : NULL;
}

/* The names of the line: at most one of the two. An address that holds is in dst_ip already. */
static void put_names(const struct conn *conn, struct log_event *event)
{
    uint32_t ip;
    if (conn->claim == CLAIM_NONE)
        event->host = event->type == LOG_TCP ? bound_name(conn) : NULL;
    else if (!conn_claim_holds(conn))
        event->name = conn->claimed;
    else if (!name_address(conn->claimed, strlen(conn->claimed), &ip))
        event->host = conn->claimed;
}

bool conn_write_down(struct conn *conn, const char *error, const char *reason)
{
    struct log_event event = {
        .type = type_of(conn),
        .dst_ip = conn->flow.dst_ip,
        .dst_port = conn->flow.dst_port,
        .src_port = conn->flow.src_port,
        .verdict = &conn->verdict,
        .pid = conn->flow.pid,
        .process = conn->process,
        .url = conn->url,
        .method = conn->http && conn->http->method[0] ? conn->http->method : NULL,
        .error = error,
        .reason = reason,
    };
    put_names(conn, &event);
    char *url = conn->url && event.name ? url_of_address(conn) : NULL;
    if (url)
        event.url = url;
    bool written = log_write(conn->proxy->config.log, &event) == 0;
    free(url);
    conn->written_down = true;
    return written || audit_ignores(conn);
}

void conn_write_trouble(struct conn *conn, const char *error, const char *reason)
{
    struct log_event event = {.type = LOG_ERROR,
                              .dst_ip = conn->flow.dst_ip,
                              .dst_port = conn->flow.dst_port,
                              .src_port = conn->flow.src_port,
                              .pid = conn->flow.pid,
                              .process = conn->process,
                              .error = error,
                              .reason = reason};
    put_names(conn, &event);
    (void)!log_write(conn->proxy->config.log, &event); /* what is in trouble ends either way */
}
