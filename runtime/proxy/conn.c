#include "runtime/proxy/conn.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/wire/sniff.h"

#define PORT_DNS 53
#define NEEDS_INSPECTION                                                                           \
    "only a URL rule allows this host, and requests inside TLS cannot be seen by this version"
#define NO_RULE "no rule of the policy allows it"

static void step_nothing(struct conn *conn, enum conn_input input)
{
    (void)conn;
    (void)input;
}

/* ---- lifetime and time ------------------------------------------------------------------- */

static void on_client_readable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_CLIENT_READABLE);
}

static void on_client_writable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_CLIENT_WRITABLE);
}

static void on_server_readable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_SERVER_READABLE);
}

static void on_server_writable(evutil_socket_t fd, short what, void *conn)
{
    (void)fd;
    (void)what;
    conn_step(conn, INPUT_SERVER_WRITABLE);
}

static void set_timer(struct conn *conn, int64_t ms)
{
    const struct timeval timeout = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    event_add(&conn->timer, &timeout);
}

/* Idle deadlines move with every byte; the timer is only set anew when it fires too early. */
static void on_timer(evutil_socket_t fd, short what, void *context)
{
    struct conn *conn = context;
    int64_t left_ms = conn->deadline_ms - proxy_now_ms();
    (void)fd;
    (void)what;
    if (left_ms > 0)
        set_timer(conn, left_ms);
    else
        conn_step(conn, INPUT_TIMEOUT);
}

void conn_deadline(struct conn *conn, uint32_t ms, bool idle)
{
    conn->deadline_ms = proxy_now_ms() + ms;
    conn->idle_ms = idle ? ms : 0;
    set_timer(conn, ms);
}

void conn_touch(struct conn *conn)
{
    if (conn->idle_ms)
        conn->deadline_ms = proxy_now_ms() + conn->idle_ms;
}

struct conn *conn_new(struct proxy *proxy, int fd, const struct who_question *local)
{
    static const int on = 1;
    struct event_base *base = proxy->config.base;
    struct conn *conn = calloc(1, sizeof(*conn));
    if (!conn) {
        close(fd);
        return NULL;
    }
    conn->proxy = proxy;
    conn->local = *local;
    conn->verdict.rule = -1;
    event_assign(&conn->timer, base, -1, 0, on_timer, conn);
    LIST_INSERT_HEAD(&proxy->conns, conn, link);
    proxy->open++;
    bool made = side_init(&conn->client);
    made = side_init(&conn->server) && made;
    side_open(&conn->client, base, fd, true, on_client_readable, on_client_writable, conn);
    if (!made) {
        conn_abort(conn);
        return NULL;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    return conn;
}

void conn_free(struct conn *conn)
{
    LIST_REMOVE(conn, link);
    side_destroy(&conn->client);
    side_destroy(&conn->server);
    who_facts_free(conn->process);
    free(conn->claimed);
    free(conn->url);
    if (conn->first_line)
        evbuffer_free(conn->first_line);
    hello_watch_free(conn->hello_watch);
    free(conn->hello);
    free(conn->http);
    free(conn);
}

/* Everything but the memory goes now. */
static void end(struct conn *conn, bool reset)
{
    struct proxy *proxy = conn->proxy;
    if (conn->state == CONN_ENDED)
        return;
    conn->state = CONN_ENDED;
    conn->entered = false;
    event_del(&conn->timer);
    who_request_cancel(conn->who);
    resolver_cancel(conn->lookup);
    conn->who = NULL;
    conn->lookup = NULL;
    if (conn->client.in && conn->client.out)
        side_close(&conn->client, reset);
    if (conn->server.in && conn->server.out)
        side_close(&conn->server, reset);
    proxy->buffered_bytes -= conn->counted;
    proxy->open--;
    LIST_REMOVE(conn, link);
    LIST_INSERT_HEAD(&proxy->ended, conn, link);
    event_active(proxy->reap, EV_TIMEOUT, 1);
}

void conn_abort(struct conn *conn)
{
    end(conn, true);
}

void conn_end(struct conn *conn)
{
    end(conn, false);
}

size_t conn_buffer_limit(const struct conn *conn)
{
    const struct limits *limits = conn->proxy->config.limits;
    bool low = conn->proxy->buffered_bytes > limits->buffered_bytes;
    return low ? limits->buffer_low_bytes : limits->buffer_bytes;
}

/* ---- what is written down ---------------------------------------------------------------- */

static struct verdict ask(const struct conn *conn, struct decide_event event)
{
    event.dst_ip = conn->flow.dst_ip;
    event.dst_port = conn->flow.dst_port;
    event.process = conn->process;
    return decide_ask(conn->proxy->config.decide, &event, proxy_now_ms());
}

static enum log_type type_of(const struct conn *conn)
{
    switch (conn->kind) {
    case KIND_TLS:
        return LOG_HTTPS;
    case KIND_HTTP:
        return LOG_HTTP;
    default:
        return LOG_TCP;
    }
}

/* Is what the client claims true of the destination, as far as we can know? */
static bool claim_holds(const struct conn *conn)
{
    uint32_t dst_ip = conn->flow.dst_ip, ip;
    if (conn->claim == CLAIM_NONE)
        return false;
    if (name_address(conn->claimed, strlen(conn->claimed), &ip))
        return ip == dst_ip;
    return conn->claim == CLAIM_RESOLVED ||
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
    const char *path = strchr(conn->url + sizeof("http://") - 1, '/');
    address_text(conn->flow.dst_ip, address);
    if (asprintf(&url, "http://%s:%u%s", address, conn->flow.dst_port, path ? path : "") < 0)
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
        if (ask(conn, event).rule == conn->verdict.rule)
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
    else if (!claim_holds(conn))
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
    return written;
}

/* Refuses. Whether or not it can be written down, nothing was let through. */
static void deny(struct conn *conn, const char *error, const char *reason)
{
    (void)conn_write_down(conn, error, reason);
    if (conn->kind == KIND_HTTP)
        http_answer(conn, 403, reason);
    else
        conn_abort(conn);
}

void conn_refuse(struct conn *conn, const char *error, const char *reason)
{
    conn->verdict = (struct verdict){.rule = -1};
    deny(conn, error, reason);
}

/* ---- questions --------------------------------------------------------------------------- */

/* Any name bound to the address counts: the bytes themselves say none. */
static struct verdict ask_raw(const struct conn *conn)
{
    return ask(conn, (struct decide_event){.question = QUESTION_TCP});
}

struct verdict conn_ask_address(const struct conn *conn)
{
    return ask(conn, (struct decide_event){.question = QUESTION_TCP, .named = true});
}

/* What the client wants, with `host` established (or NULL). */
static struct verdict ask_kind(const struct conn *conn, const char *host)
{
    if (conn->kind == KIND_RAW)
        return ask_raw(conn);
    return ask(conn, (struct decide_event){
                         .question = conn->kind == KIND_TLS ? QUESTION_TLS : QUESTION_HTTP,
                         .named = true,
                         .host = host,
                         .claimed = conn->claimed,
                         .url = conn->url,
                         .method = conn->http ? conn->http->method : NULL,
                     });
}

static bool allows(struct verdict verdict)
{
    return verdict.allow && !verdict.inspect_only;
}

bool conn_claims(struct conn *conn, const char *name)
{
    free(conn->claimed);
    conn->claimed = name ? strdup(name) : NULL;
    conn->claim = conn->claimed ? CLAIM_MADE : CLAIM_NONE;
    return !name || conn->claimed;
}

static void deny_by_policy(struct conn *conn, bool claim_would_help)
{
    char reason[NAME_SIZE + 128];
    conn->verdict.allow = false;
    conn->verdict.rule = -1;
    if (conn->verdict.inspect_only) {
        deny(conn, "needs_inspection", NEEDS_INSPECTION);
    } else if (claim_would_help) {
        snprintf(reason, sizeof(reason),
                 "it claims to be for %s, but this address was not found for that name",
                 conn->claimed);
        deny(conn, "claim_not_established", reason);
    } else if (conn->kind == KIND_TLS && !conn->claimed) {
        deny(conn, "no_server_name", "its hello names no server, and no rule allows the address");
    } else {
        deny(conn, NULL, NO_RULE);
    }
}

void conn_judge(struct conn *conn)
{
    const char *established = conn->claim == CLAIM_RESOLVED ? conn->claimed : NULL;
    struct verdict verdict = ask_kind(conn, established);
    conn->verdict = verdict;
    if (allows(verdict)) {
        conn_enter(conn, CONN_CONNECT);
        return;
    }
    /* Look a name up only if that can open something: look-ups are seen by others. */
    struct verdict helped = {.rule = -1};
    uint32_t ip;
    if (conn->claimed && !name_address(conn->claimed, strlen(conn->claimed), &ip))
        helped = ask_kind(conn, conn->claimed);
    if (allows(helped) && conn->claim == CLAIM_MADE && conn->proxy->config.resolver) {
        conn_enter(conn, CONN_RESOLVE);
        return;
    }
    conn->verdict.inspect_only = verdict.inspect_only || helped.inspect_only;
    deny_by_policy(conn, allows(helped));
}

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
    conn->by_address = allows(conn_ask_address(conn));
    conn_enter(conn, conn->by_address ? CONN_AHEAD : CONN_FIRST);
}

static void step_who(struct conn *conn, enum conn_input input)
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

/* ---- FIRST, AHEAD: what is it? ----------------------------------------------------------- */

/* The client has gone, or sends nothing any more, before it was clear what it wanted. */
static void end_unspoken(struct conn *conn)
{
    if (!conn->written_down) {
        conn->verdict = ask_raw(conn);
        conn->verdict.allow = allows(conn->verdict);
        if (!conn->verdict.allow)
            conn->verdict.rule = -1;
        (void)conn_write_down(conn, "client_closed", "it was closed before it said anything");
    }
    conn_abort(conn);
}

static void begin_http2(struct conn *conn)
{
    /* Its streams could be for any host: only what is allowed whatever it says may pass. */
    if (!conn->by_address) {
        conn_refuse(conn, "http2_cleartext",
                    "HTTP/2 without TLS: its requests cannot be seen by this version");
        return;
    }
    conn->kind = KIND_RAW;
    conn_judge(conn);
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
        begin_http2(conn);
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

static void step_first(struct conn *conn, enum conn_input input)
{
    const struct limits *limits = conn->proxy->config.limits;
    if (input == INPUT_ENTER) {
        conn_deadline(conn, limits->silence_ms, false);
    } else if (input == INPUT_CLIENT_READABLE) {
        read_first(conn, limits->silence_ms);
    } else if (input == INPUT_TIMEOUT && !allows(ask_raw(conn))) {
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
    struct verdict verdict = ask(conn, (struct decide_event){.question = QUESTION_TLS});
    bool hopeful = verdict.allow || verdict.inspect_only;
    return hopeful ? limits->first_bytes_ms : limits->silence_deny_ms;
}

static void step_silent(struct conn *conn, enum conn_input input)
{
    if (input == INPUT_ENTER)
        conn_deadline(conn, patience_ms(conn), false);
    else if (input == INPUT_CLIENT_READABLE)
        read_first(conn, patience_ms(conn));
    else if (input == INPUT_TIMEOUT)
        judge_beginning(conn);
}

static bool start_connecting(struct conn *conn);
static int connect_error(struct conn *conn);

/* Raw bytes are allowed: from now on only a client that speaks first is asked more. */
static void begin_ahead(struct conn *conn)
{
    conn->verdict = ask_raw(conn);
    conn_deadline(conn, conn->proxy->config.limits->connect_ms, false);
    if (!start_connecting(conn))
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

static void step_ahead(struct conn *conn, enum conn_input input)
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
    bool named = hello->has_name && !hello->encrypted;
    if (!conn_claims(conn, named ? hello->name : NULL)) {
        conn_abort(conn);
        return;
    }
    bool encrypted = hello->encrypted;
    conn->hello_bytes = hello->used_bytes;
    conn->hello_watch = conn->by_address ? NULL : hello_watch_new(conn->claimed);
    free(hello);
    conn->hello = NULL;
    if (!conn->by_address && !conn->hello_watch)
        conn_abort(conn);
    else if (encrypted && !conn->by_address)
        conn_refuse(conn, "hello_encrypted",
                    "an encrypted hello: the name of the server cannot be read");
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

static void step_hello(struct conn *conn, enum conn_input input)
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

/* ---- RESOLVE ----------------------------------------------------------------------------- */

static void on_resolved(const uint32_t *addresses, size_t count, void *context)
{
    struct conn *conn = context;
    conn->lookup = NULL;
    conn->claim = CLAIM_UNRESOLVED;
    for (size_t i = 0; i < count; i++)
        if (addresses[i] == conn->flow.dst_ip)
            conn->claim = CLAIM_RESOLVED;
    conn_step(conn, INPUT_RESOLVED);
}

static void step_resolve(struct conn *conn, enum conn_input input)
{
    const struct proxy_config *config = &conn->proxy->config;
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, config->limits->lookup_ms, false);
        conn->lookup = resolver_ask(config->resolver, conn->claimed, on_resolved, conn);
        if (conn->lookup)
            return;
        break;
    case INPUT_TIMEOUT:
        resolver_cancel(conn->lookup);
        conn->lookup = NULL;
        break;
    case INPUT_RESOLVED:
        conn_judge(conn);
        return;
    default:
        return;
    }
    conn->claim = CLAIM_UNRESOLVED;
    conn_judge(conn);
}

/* ---- CONNECT ----------------------------------------------------------------------------- */

/* false, with errno set, if it failed at once. */
static bool start_connecting(struct conn *conn)
{
    static const int on = 1;
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(conn->flow.dst_port),
                             .sin_addr.s_addr = htonl(conn->flow.dst_ip)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    bool connected = connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0;
    if (!connected && errno != EINPROGRESS) {
        int error = errno;
        close(fd);
        errno = error;
        return false;
    }
    side_open(&conn->server, conn->proxy->config.base, fd, connected, on_server_readable,
              on_server_writable, conn);
    if (conn->http)
        conn->http->server_used = false;
    return true;
}

static int connect_error(struct conn *conn)
{
    int error = 0;
    socklen_t len = sizeof(error);
    if (getsockopt(conn->server.fd, SOL_SOCKET, SO_ERROR, &error, &len))
        return errno;
    return error;
}

static const char *error_word(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return "upstream_refused";
    case ETIMEDOUT:
        return "upstream_timeout";
    case ECONNRESET:
        return "upstream_reset";
    default:
        return "upstream_unreachable";
    }
}

void conn_unreachable(struct conn *conn, int error)
{
    char reason[128];
    snprintf(reason, sizeof(reason), "the destination could not be reached: %s", strerror(error));
    (void)conn_write_down(conn, error_word(error), reason);
    side_close(&conn->server, true);
    if (conn->kind == KIND_HTTP)
        http_answer(conn, error == ETIMEDOUT ? 504 : 502, reason);
    else
        conn_abort(conn);
}

static void connected(struct conn *conn)
{
    conn->server.connected = true;
    if (conn->kind == KIND_HTTP)
        http_forward(conn);
    else
        relay_begin(conn);
}

static void step_connect(struct conn *conn, enum conn_input input)
{
    int error;
    switch (input) {
    case INPUT_ENTER:
        conn_deadline(conn, conn->proxy->config.limits->connect_ms, false);
        if (conn->server.fd < 0 && !start_connecting(conn))
            conn_unreachable(conn, errno);
        else if (conn->server.connected)
            connected(conn);
        return;
    case INPUT_SERVER_WRITABLE:
        error = connect_error(conn);
        if (error)
            conn_unreachable(conn, error);
        else
            connected(conn);
        return;
    case INPUT_TIMEOUT:
        conn_unreachable(conn, ETIMEDOUT);
        return;
    default:
        return;
    }
}

/* ---- LINGER ------------------------------------------------------------------------------ */

/*
 * Closing a socket with unread bytes resets it, and the client might never see the answer. So the
 * rest of what it sends is read and thrown away, for a while.
 */
static void step_linger(struct conn *conn, enum conn_input input)
{
    struct side *client = &conn->client;
    const struct limits *limits = conn->proxy->config.limits;
    enum io_status status = IO_NONE;
    bool had_finished = client->finished;
    if (input == INPUT_ENTER) {
        side_close(&conn->server, true);
        client->finish = true;
        conn_deadline(conn, limits->http_idle_ms, true);
    }
    if (input == INPUT_CLIENT_READABLE)
        status = side_read(client, client->in, limits->buffer_bytes);
    conn->lingered += (uint32_t)evbuffer_get_length(client->in);
    evbuffer_drain(client->in, evbuffer_get_length(client->in));
    if (input == INPUT_TIMEOUT || status == IO_FAILED || conn->lingered > limits->linger_bytes ||
        side_flush(client) == IO_FAILED) {
        conn_abort(conn);
        return;
    }
    if (input == INPUT_CLIENT_WRITABLE)
        conn_touch(conn);
    if (client->finished && client->eof)
        conn_end(conn);
    else if (client->finished && !had_finished)
        conn_deadline(conn, limits->linger_ms, false);
}

/* ---- the step ---------------------------------------------------------------------------- */

static void (*const steps[CONN_STATE_COUNT])(struct conn *, enum conn_input) = {
    [CONN_WHO] = step_who,
    [CONN_FIRST] = step_first,
    [CONN_SILENT] = step_silent,
    [CONN_AHEAD] = step_ahead,
    [CONN_HELLO] = step_hello,
    [CONN_RESOLVE] = step_resolve,
    [CONN_CONNECT] = step_connect,
    [CONN_RELAY] = relay_step,
    [CONN_HTTP_HEAD] = http_step_head,
    [CONN_HTTP_EXCHANGE] = http_step_exchange,
    [CONN_LINGER] = step_linger,
    [CONN_ENDED] = step_nothing,
};

void conn_enter(struct conn *conn, enum conn_state state)
{
    conn->state = state;
    conn->entered = true;
}

/* Which events does the state wait for? */
static void update_interest(struct conn *conn)
{
    struct side *client = &conn->client, *server = &conn->server;
    size_t limit = conn_buffer_limit(conn);
    bool client_writes = side_unsent(client) > 0, server_writes = side_unsent(server) > 0;
    bool client_fills = !client->eof && evbuffer_get_length(client->in) < limit;
    bool server_fills = !server->eof && evbuffer_get_length(server->in) < limit;
    switch (conn->state) {
    case CONN_FIRST:
    case CONN_SILENT:
    case CONN_HELLO:
        side_want(client, client_fills, false);
        break;
    case CONN_AHEAD:
        side_want(client, client_fills, false);
        side_want(server, server->connected, !server->connected);
        break;
    case CONN_CONNECT:
        side_want(client, false, false);
        side_want(server, false, true);
        break;
    case CONN_RELAY:
        side_want(client, client_fills && side_unsent(server) < limit, client_writes);
        side_want(server, !server->eof && side_unsent(client) < limit, server_writes);
        break;
    case CONN_HTTP_HEAD:
        side_want(client, client_fills, client_writes);
        side_want(server, server->connected && server_fills, false);
        break;
    case CONN_HTTP_EXCHANGE:
        side_want(client, client_fills, client_writes);
        side_want(server, server_fills && side_unsent(client) < limit, server_writes);
        break;
    case CONN_LINGER:
        side_want(client, !client->eof, client_writes);
        break;
    default:
        side_want(client, false, false);
        side_want(server, false, false);
        break;
    }
}

static void count_buffers(struct conn *conn)
{
    size_t now = evbuffer_get_length(conn->client.in) + evbuffer_get_length(conn->client.out) +
                 evbuffer_get_length(conn->server.in) + evbuffer_get_length(conn->server.out);
    conn->proxy->buffered_bytes += now;
    conn->proxy->buffered_bytes -= conn->counted;
    conn->counted = now;
}

void conn_step(struct conn *conn, enum conn_input input)
{
    do {
        conn->entered = false;
        steps[conn->state](conn, input);
        input = INPUT_ENTER;
    } while (conn->entered);
    if (conn->state == CONN_ENDED)
        return;
    count_buffers(conn);
    update_interest(conn);
}
