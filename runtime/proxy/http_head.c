/* HTTP_HEAD: a request is read, understood and asked about. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/proxy/conn.h"

void http_begin(struct conn *conn)
{
    conn->kind = KIND_HTTP;
    conn->http = calloc(1, sizeof(*conn->http));
    if (conn->http)
        conn_enter(conn, CONN_HTTP_HEAD);
    else
        conn_abort(conn);
}

void http_forget(struct conn *conn)
{
    struct http *http = conn->http;
    *http = (struct http){.server_used = http->server_used, .requests = http->requests};
    free(conn->url);
    conn->url = NULL;
    conn_claims(conn, NULL);
    conn->verdict = (struct verdict){.rule = -1};
    conn->let_through = false;
}

static uint16_t usual_port(const struct conn *conn)
{
    return conn->intercept ? 443 : 80;
}

/* The URL that is asked and written down: "http://host:port/path", the port where it is not usual.
 */
static char *url_of(const struct conn *conn, const struct http1_request *request)
{
    char address[INET_ADDRSTRLEN], port[8] = "";
    char *url = NULL;
    struct in_addr in = {.s_addr = htonl(conn->flow.dst_ip)};
    uint16_t number = request->port ? request->port : conn->flow.dst_port;
    inet_ntop(AF_INET, &in, address, sizeof(address));
    if (number != usual_port(conn))
        snprintf(port, sizeof(port), ":%u", number);
    bool has_path = request->target == HTTP1_ORIGIN || request->target == HTTP1_ABSOLUTE;
    if (asprintf(&url, "%s://%s%s%s%.*s", conn->intercept ? "https" : "http",
                 request->has_host ? request->host : address, port,
                 has_path && !request->path_needs_slash ? "" : "/",
                 has_path ? (int)request->path.len : 0, has_path ? request->path.at : "") < 0)
        return NULL;
    return url;
}

bool http_note(struct conn *conn, const struct http1_request *request)
{
    struct http *http = conn->http;
    const struct http1_fields *fields = &request->fields;
    memcpy(http->method, request->method.at, request->method.len);
    http->method[request->method.len] = '\0';
    http->minor = request->minor;
    http->keeps_alive = request->minor ? !fields->close : fields->keep_alive && !fields->close;
    http->has_body = request->framing != HTTP1_NO_BODY;
    http->is_connect = request->target == HTTP1_AUTHORITY;
    free(conn->url);
    conn->url = url_of(conn, request);
    return conn->url && conn_claims(conn, request->has_host ? request->host : NULL);
}

static enum conn_outcome denied(struct conn *conn, const char *error, const char *reason,
                                struct conn_denial *ret_denial)
{
    conn->verdict = (struct verdict){.rule = -1};
    *ret_denial = (struct conn_denial){.error = error};
    snprintf(ret_denial->reason, sizeof(ret_denial->reason), "%s", reason);
    return OUTCOME_DENIED;
}

/*
 * A tunnel through a proxy that the destination is: raw bytes to it must be allowed, and to where
 * it leads. The proxy, which the policy trusts with that, looks the target's name up.
 */
static enum conn_outcome decide_tunnel(struct conn *conn, const struct http1_request *request,
                                       struct conn_denial *ret_denial)
{
    struct verdict verdict = conn_ask_raw(conn);
    if (conn_allows(verdict)) {
        const struct decide_event target = {
            .question = QUESTION_TCP,
            .dst_ip = request->host_ip,
            .dst_port = request->port,
            .host = request->host_is_address ? NULL : request->host,
            .named = true,
            .process = conn->process,
        };
        verdict = decide_ask(conn->proxy->config.decide, &target, proxy_now_ms());
    }
    if (!verdict.allow)
        return denied(conn, NULL,
                      "a tunnel needs a rule for this proxy and one for where the tunnel leads",
                      ret_denial);
    conn->verdict = verdict;
    return OUTCOME_ALLOWED;
}

/* The request names another port than it goes to: only an address rule does not care. */
static bool port_differs(const struct conn *conn, const struct http1_request *request)
{
    uint16_t port = request->port;
    if (!port && request->target == HTTP1_ABSOLUTE)
        port = usual_port(conn);
    return port && port != conn->flow.dst_port;
}

/*
 * Inside TLS a request is for the server that was verified. Clients that speak to a server by its
 * own name use the origin form.
 */
static bool inside_is_right(struct conn *conn, const struct http1_request *request)
{
    return request->target != HTTP1_ABSOLUTE &&
           intercept_settle_authority(conn, request->has_host ? request->host : NULL);
}

enum conn_outcome http_decide(struct conn *conn, const struct http1_request *request,
                              struct conn_denial *ret_denial)
{
    if (request->target == HTTP1_AUTHORITY)
        return decide_tunnel(conn, request, ret_denial);
    if (conn->intercept && !inside_is_right(conn, request)) {
        denied(conn, "authority_mismatch",
               "the server's certificate does not cover the host that the request names",
               ret_denial);
        ret_denial->status = 421;
        return OUTCOME_DENIED;
    }
    if (port_differs(conn, request) && !conn->by_address)
        return denied(conn, "port_differs", "the request names another port than it was sent to",
                      ret_denial);
    return conn_decide(conn, ret_denial);
}

static void judge_request(struct conn *conn, const struct http1_request *request)
{
    struct conn_denial denial;
    if (!http_note(conn, request)) {
        conn_abort(conn);
        return;
    }
    if (intercept_failure(conn)) {
        conn->http->keeps_alive = false;
        http_answer(conn, 502, intercept_failure(conn));
        return;
    }
    switch (http_decide(conn, request, &denial)) {
    case OUTCOME_ALLOWED:
        conn_enter(conn, CONN_CONNECT);
        return;
    case OUTCOME_LOOK_UP:
        conn_enter(conn, CONN_RESOLVE);
        return;
    case OUTCOME_DENIED:
        conn_deny(conn, &denial);
        return;
    }
}

static void refuse_malformed(struct conn *conn, struct http1_error error)
{
    conn->http->keeps_alive = false;
    conn->verdict = (struct verdict){.rule = -1};
    (void)conn_write_down(conn, "request_malformed", error.reason);
    if (audit_passes_raw(conn))
        return;
    http_answer(conn, error.status, error.reason);
}

static void take_head(struct conn *conn)
{
    struct http *http = conn->http;
    struct http1_request *request = &conn->proxy->request;
    size_t len = evbuffer_get_length(conn->client.in);
    const char *bytes = (const char *)evbuffer_pullup(conn->client.in, -1);
    struct http1_error error;
    switch (http1_scan(&http->request_scan, bytes, len)) {
    case HTTP1_SCAN_MORE:
        return;
    case HTTP1_SCAN_BAD:
        refuse_malformed(conn, http->request_scan.error);
        return;
    case HTTP1_SCAN_DONE:
        error = http1_request_read(bytes, http->request_scan.head_len, request);
        if (error.status)
            refuse_malformed(conn, error);
        else
            judge_request(conn, request);
        return;
    }
}

/* Is there a request of which no line tells yet? */
static bool in_head(const struct conn *conn)
{
    return evbuffer_get_length(conn->client.in) > 0 || !conn->written_down;
}

/* The client closes, or says nothing more, where a request would begin. */
static void end_of_requests(struct conn *conn)
{
    static const struct http1_error unfinished = {408, "the request's head was not finished"};
    if (conn->intercept && evbuffer_get_length(conn->client.in) == 0 && !conn->written_down)
        intercept_end_unspoken(conn);
    else if (in_head(conn))
        refuse_malformed(conn, unfinished);
    else if (side_unsent(&conn->client))
        conn_enter(conn, CONN_LINGER);
    else
        conn_end(conn);
}

static void end_by_reset(struct conn *conn)
{
    if (in_head(conn))
        (void)conn_write_down(conn, "client_closed", "it was reset in the middle of a request");
    conn_abort(conn);
}

/* Between requests the server has nothing to say: a close is noted, anything else is its last. */
static void watch_idle_server(struct conn *conn)
{
    struct side *server = &conn->server;
    if (side_read(server, server->in, conn_buffer_limit(conn)) != IO_NONE)
        side_close(server, false);
}

void http_step_head(struct conn *conn, enum conn_input input)
{
    struct side *client = &conn->client;
    const struct limits *limits = conn->proxy->config.limits;
    bool was_idle = evbuffer_get_length(client->in) == 0;
    enum io_status status = IO_NONE;
    switch (input) {
    case INPUT_ENTER:
        http_forget(conn);
        conn_deadline(conn, was_idle ? limits->http_idle_ms : limits->http_head_ms, false);
        break;
    case INPUT_CLIENT_READABLE:
        status = side_read(client, client->in, conn_buffer_limit(conn));
        if (status == IO_SOME && was_idle)
            conn_deadline(conn, limits->http_head_ms, false);
        break;
    case INPUT_SERVER_READABLE:
        watch_idle_server(conn);
        break;
    case INPUT_TIMEOUT:
        status = IO_EOF;
        break;
    default:
        break;
    }
    if (status == IO_FAILED || side_flush(client) == IO_FAILED) {
        end_by_reset(conn);
        return;
    }
    /* Answers that the client does not read hold back the requests behind them. */
    if (status != IO_EOF && evbuffer_get_length(client->in) &&
        side_unsent(client) < conn_buffer_limit(conn))
        take_head(conn);
    if (conn->state == CONN_HTTP_HEAD && !conn->entered && (status == IO_EOF || client->eof))
        end_of_requests(conn);
}
