/* WHO, FIRST, SILENT, AHEAD, HELLO: whose connection it is, and what it is about. */
#include <errno.h>
#include <stdlib.h>

#include "runtime/proxy/conn.h"
#include "runtime/wire/sniff.h"

#define PORT_DNS 53

/* ---- WHO --------------------------------------------------------------------------------- */

static void on_who(const struct who_answer *answer, void *context)
{
    struct conn *conn = context;
    conn->who = NULL;
    conn->flow = *answer;
    conn->flow.process = (struct process_facts){0};
    if (answer->status == WHO_FOUND) {
        conn->process = who_facts_copy(&answer->process);
        if (!conn->process)
            conn->flow.status = WHO_LOST;
    }
    conn_step(conn, INPUT_WHO);
}

/* Nothing is known of the flow but our own end. */
static void refuse_stranger(struct conn *conn, const char *error, const char *reason)
{
    conn->flow = (struct who_answer){.src_port = conn->local.peer_port,
                                     .dst_ip = conn->local.local_ip,
                                     .dst_port = conn->local.local_port};
    conn_refuse(conn, error, reason);
}

static void hand_to_dns(struct conn *conn)
{
    int fd = conn->client.fd;
    struct process_facts *process = conn->process;
    side_want(&conn->client, false, false);
    conn->client.fd = -1;
    conn->process = NULL;
    dns_stream_open(conn->proxy->config.dns, fd, &conn->flow, process);
    conn_end(conn);
}

static void begin(struct conn *conn)
{
    if (conn->flow.dst_port == PORT_DNS && conn->proxy->config.dns) {
        hand_to_dns(conn);
        return;
    }
    conn->by_address = conn_allows(conn_ask_address(conn));
    conn_enter(conn, conn->by_address ? CONN_AHEAD : CONN_FIRST);
}

void first_step_who(struct conn *conn, enum conn_input input)
{
    const struct proxy_config *config = &conn->proxy->config;
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, config->limits->who_ms, false);
        conn->who = who_client_ask(config->who, &conn->local, on_who, conn);
        if (!conn->who)
            refuse_stranger(conn, "attribution_lost", "whose connection it is cannot be asked");
        return;
    case INPUT_WHO:
        if (conn->flow.status == WHO_NO_FLOW)
            refuse_stranger(conn, "not_redirected", "it came straight to the proxy's listener");
        else if (conn->flow.status == WHO_LOST)
            refuse_stranger(conn, "attribution_lost", "whose connection it is could not be learnt");
        else
            begin(conn);
        return;
    case INPUT_TIMEOUT:
        refuse_stranger(conn, "attribution_late", "whose connection it is was not learnt in time");
        return;
    default:
        return;
    }
}

/* ---- FIRST, SILENT ----------------------------------------------------------------------- */

/* The client has gone, or sends nothing any more, before it was clear what it wanted. */
static void end_unspoken(struct conn *conn)
{
    if (!conn->written_down) {
        conn->verdict = conn_ask_raw(conn);
        conn->verdict.allow = conn_allows(conn->verdict);
        if (!conn->verdict.allow)
            conn->verdict.rule = -1;
        (void)conn_write_down(conn, "client_closed", "it was closed before it said anything");
    }
    conn_abort(conn);
}

/* Looks at the client's first bytes; goes on if they are telling, or if (`final`) no more come. */
static void tell_apart(struct conn *conn, bool final)
{
    size_t len = evbuffer_get_length(conn->client.in);
    const char *bytes = (const char *)evbuffer_pullup(conn->client.in, -1);
    switch (sniff(bytes, len)) {
    case SNIFF_TLS:
        conn->kind = KIND_TLS;
        conn_enter(conn, CONN_HELLO);
        return;
    case SNIFF_HTTP1:
        http_begin(conn);
        return;
    case SNIFF_HTTP2:
        http2_begin(conn);
        return;
    case SNIFF_MORE:
        if (!final)
            return;
        break; /* too short to be TLS or HTTP */
    case SNIFF_RAW:
        break;
    }
    conn->kind = KIND_RAW;
    conn_judge(conn);
}

/* Reads what the client says first; `wait_ms` is how long it has to go on if that is not telling.
 */
static void read_first(struct conn *conn, uint32_t wait_ms)
{
    struct side *client = &conn->client;
    bool was_silent = evbuffer_get_length(client->in) == 0;
    switch (side_read(client, client->in, conn_buffer_limit(conn))) {
    case IO_SOME:
        if (was_silent)
            conn_deadline(conn, wait_ms, false);
        tell_apart(conn, false);
        return;
    case IO_EOF:
        tell_apart(conn, true);
        return;
    case IO_FAILED:
        end_unspoken(conn);
        return;
    case IO_NONE:
        return;
    }
}

/*
 * The client waits for an answer to what may be the beginning of an HTTP request. It passes as raw
 * bytes if those are allowed; but only as long as it does not go on to become one (see RELAY).
 */
static void judge_beginning(struct conn *conn)
{
    conn->kind = KIND_RAW;
    if (!conn->by_address && !(conn->first_line = evbuffer_new()))
        conn_abort(conn);
    else
        conn_judge(conn);
}

void first_step(struct conn *conn, enum conn_input input)
{
    const struct limits *limits = conn->proxy->config.limits;
    if (input == INPUT_ENTER) {
        conn_deadline(conn, limits->silence_ms, false);
    } else if (input == INPUT_CLIENT_READABLE) {
        read_first(conn, limits->silence_ms);
    } else if (input == INPUT_TIMEOUT && !conn_allows(conn_ask_raw(conn))) {
        conn_enter(conn, CONN_SILENT);
    } else if (input == INPUT_TIMEOUT && evbuffer_get_length(conn->client.in)) {
        judge_beginning(conn);
    } else if (input == INPUT_TIMEOUT) {
        conn_enter(conn, CONN_AHEAD);
    }
}

/* Is something that the client has yet to say likely to be allowed? The bound names tell. */
static uint32_t patience_ms(const struct conn *conn)
{
    const struct limits *limits = conn->proxy->config.limits;
    struct verdict verdict = conn_ask(conn, (struct decide_event){.question = QUESTION_TLS});
    bool hopeful = verdict.allow || verdict.inspect_only;
    return hopeful ? limits->first_bytes_ms : limits->silence_deny_ms;
}

void first_step_silent(struct conn *conn, enum conn_input input)
{
    if (input == INPUT_ENTER)
        conn_deadline(conn, patience_ms(conn), false);
    else if (input == INPUT_CLIENT_READABLE)
        read_first(conn, patience_ms(conn));
    else if (input == INPUT_TIMEOUT)
        judge_beginning(conn);
}

/* ---- AHEAD ------------------------------------------------------------------------------- */

/* Raw bytes are allowed: from now on only a client that speaks first is asked more. */
static void begin_ahead(struct conn *conn)
{
    conn->verdict = conn_ask_raw(conn);
    conn_deadline(conn, conn->proxy->config.limits->connect_ms, false);
    if (!connect_start(conn))
        conn_unreachable(conn, errno);
}

static void ahead_server_readable(struct conn *conn)
{
    struct side *server = &conn->server;
    switch (side_read(server, conn->client.out, conn_buffer_limit(conn))) {
    case IO_NONE:
        return;
    case IO_FAILED:
        conn_unreachable(conn, ECONNRESET);
        return;
    case IO_SOME:
    case IO_EOF:
        conn->kind = KIND_RAW;
        relay_begin(conn);
        return;
    }
}

static void ahead_server_writable(struct conn *conn)
{
    int error = connect_error(conn);
    if (error) {
        conn_unreachable(conn, error);
        return;
    }
    conn->server.connected = true;
    if (evbuffer_get_length(conn->client.in) == 0)
        conn_deadline(conn, conn->proxy->config.limits->relay_idle_ms, false);
}

static void ahead_timeout(struct conn *conn)
{
    if (evbuffer_get_length(conn->client.in))
        judge_beginning(conn);
    else if (conn->server.connected)
        end_unspoken(conn);
    else
        conn_unreachable(conn, ETIMEDOUT);
}

void first_step_ahead(struct conn *conn, enum conn_input input)
{
    const struct limits *limits = conn->proxy->config.limits;
    switch (input) {
    case INPUT_ENTER:
        begin_ahead(conn);
        return;
    case INPUT_CLIENT_READABLE:
        read_first(conn, limits->silence_ms);
        return;
    case INPUT_SERVER_READABLE:
        ahead_server_readable(conn);
        return;
    case INPUT_SERVER_WRITABLE:
        ahead_server_writable(conn);
        return;
    case INPUT_TIMEOUT:
        ahead_timeout(conn);
        return;
    default:
        return;
    }
}

/* ---- HELLO ------------------------------------------------------------------------------- */

/* Everything that has come in is looked at, and stays in the buffer to be passed on. */
static enum hello_status feed_hello(struct conn *conn, size_t seen)
{
    struct evbuffer *in = conn->client.in;
    size_t len = evbuffer_get_length(in);
    const uint8_t *bytes = evbuffer_pullup(in, -1);
    return hello_feed(conn->hello, bytes + seen, len - seen);
}

static void judge_hello(struct conn *conn)
{
    struct hello *hello = conn->hello;
    bool inspects = conn->proxy->config.tls != NULL;
    bool encrypted = hello->encrypted;
    /* The name outside of an encrypted hello tells nothing, unless it is for us to answer. */
    bool named = hello->has_name && (inspects || !encrypted);
    if (!conn_claims(conn, named ? hello->name : NULL) || (inspects && !intercept_begin(conn))) {
        conn_abort(conn);
        return;
    }
    conn->hello_bytes = hello->used_bytes;
    conn->hello_watch = conn->by_address ? NULL : hello_watch_new(conn->claimed);
    free(hello);
    conn->hello = NULL;
    if (!conn->by_address && !conn->hello_watch)
        conn_abort(conn);
    else if (encrypted && !inspects && !conn->by_address)
        conn_refuse_encrypted(conn);
    else
        conn_judge(conn);
}

static void take_hello(struct conn *conn, size_t seen)
{
    switch (feed_hello(conn, seen)) {
    case HELLO_MORE:
        return;
    case HELLO_DONE:
        judge_hello(conn);
        return;
    case HELLO_BAD:
        conn_refuse(conn, "hello_malformed", conn->hello->error);
        return;
    }
}

void first_step_hello(struct conn *conn, enum conn_input input)
{
    struct side *client = &conn->client;
    size_t seen = evbuffer_get_length(client->in);
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, conn->proxy->config.limits->hello_ms, false);
        conn->hello = calloc(1, sizeof(*conn->hello));
        if (conn->hello)
            take_hello(conn, 0);
        else
            conn_abort(conn);
        return;
    case INPUT_CLIENT_READABLE:
        switch (side_read(client, client->in, conn_buffer_limit(conn))) {
        case IO_SOME:
            take_hello(conn, seen);
            return;
        case IO_NONE:
            return;
        case IO_EOF:
        case IO_FAILED:
            conn_refuse(conn, "client_closed", "it was closed in the middle of its hello");
            return;
        }
        return;
    case INPUT_TIMEOUT:
        conn_refuse(conn, "hello_late", "its hello did not come in time");
        return;
    default:
        return;
    }
}
