/* Messages: out of the stream into the queue, from the queue to their handlers, and back. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/checker.h"
#include "lsp/internal.h"
#include "lsp/lenses.h"
#include "lsp/pull.h"
#include "lsp/workspace.h"

struct server *server_new(const struct server_host *host, const struct settings *settings)
{
    struct server *server = calloc(1, sizeof *server);

    if (!server)
        abort();
    server->host = *host;
    settings_copy(&server->given, settings);
    settings_copy(&server->settings, settings);
    server->exit_code = 1; /* until "shutdown" and "exit" */
    server->client.encoding = TEXT_UTF16;
    server->workspace = workspace_new();
    server->pulls = pulls_new();
    server->checker = host->threads ? checker_new() : NULL;
    return server;
}

void server_free(struct server *server)
{
    if (!server)
        return;
    checker_free(server->checker);
    while (server->queue_count) {
        json_decref(server->queue[server->queue_first].json);
        server->queue_first = (server->queue_first + 1) % QUEUE_MAX;
        server->queue_count--;
    }
    rpc_free(&server->reader);
    out_free(&server->body);
    out_free(&server->frame);
    documents_free(&server->documents);
    workspace_free(server->workspace);
    pulls_free(server->pulls);
    lens_log_free(server->log);
    settings_free(&server->given);
    settings_free(&server->settings);
    arena_free(&server->scratch);
    free(server);
}

enum answer server_fail(struct server *server, int code, const char *text)
{
    server->failure = code;
    server->failure_text = text;
    return FAILED;
}

/* ---- messages out ---- */

static struct out *begin_message(struct server *server)
{
    struct out *out = &server->body;

    out_cut(out, 0, false);
    out_object(out);
    out_key_text(out, "jsonrpc", "2.0");
    return out;
}

void message_send(struct server *server)
{
    char header[64];
    int len;

    out_end_object(&server->body);
    out_cut(&server->frame, 0, false);
    len = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", server->body.len);
    out_raw(&server->frame, header, (size_t)len);
    out_raw(&server->frame, server->body.bytes, server->body.len);
    server->host.send(server->host.context, server->frame.bytes, server->frame.len);
}

struct out *message_notification(struct server *server, const char *method)
{
    struct out *out = begin_message(server);

    out_key_text(out, "method", method);
    out_key(out, "params");
    return out;
}

struct out *message_request(struct server *server, const char *method, int64_t *ret_number)
{
    struct out *out = begin_message(server);

    out_key_int(out, "id", ++server->last_request);
    if (ret_number)
        *ret_number = server->last_request;
    out_key_text(out, "method", method);
    out_key(out, "params");
    return out;
}

void message_refresh(struct server *server, const char *method)
{
    struct out *out = begin_message(server);

    out_key_int(out, "id", ++server->last_request);
    out_key_text(out, "method", method);
    message_send(server);
}

void out_id(struct out *out, const json_t *id)
{
    if (json_is_string(id))
        out_text_len(out, json_string_value(id), json_string_length(id));
    else if (json_is_integer(id))
        out_int(out, json_integer_value(id));
    else
        out_null(out);
}

struct out *message_response(struct server *server, const json_t *id)
{
    struct out *out = begin_message(server);

    out_key(out, "id");
    out_id(out, id);
    out_key(out, "result");
    return out;
}

void message_failure(struct server *server, const json_t *id, int code, const char *text)
{
    struct out *out = begin_message(server);

    out_key(out, "id");
    out_id(out, id);
    out_key(out, "error");
    out_object(out);
    out_key_int(out, "code", code);
    out_key_text(out, "message", text);
    out_end_object(out);
    message_send(server);
}

void server_log(struct server *server, int type, const char *format, ...)
{
    struct out *out = message_notification(server, "window/logMessage");
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    out_object(out);
    out_key_int(out, "type", type);
    out_key_text(out, "message", text);
    out_end_object(out);
    message_send(server);
}

/* ---- requests and notifications ---- */

static void answer(struct server *server, const json_t *id, request_handler handler,
                   const json_t *params)
{
    /* A handler may itself send messages while it works; its answer is written apart. */
    struct out result = {0};
    enum answer answer;
    struct out *out;

    server->request_id = id;
    answer = handler(server, params, &result);
    server->request_id = NULL;
    if (answer == ANSWERED) {
        out = message_response(server, id);
        out_json(out, result.bytes, result.len);
        message_send(server);
    } else if (answer == FAILED) {
        message_failure(server, id, server->failure, server->failure_text);
    }
    out_free(&result);
}

static void handle_request(struct server *server, const json_t *id, const char *method,
                           const json_t *params)
{
    request_handler handler = dispatch_request(method);
    bool initializes = !strcmp(method, "initialize");

    if (server->state == STATE_NEW && !initializes)
        message_failure(server, id, RPC_NOT_INITIALIZED, "the server is not initialized");
    else if (server->state == STATE_SHUTDOWN)
        message_failure(server, id, RPC_INVALID_REQUEST, "the server is shut down");
    else if (server->state == STATE_RUNNING && initializes)
        message_failure(server, id, RPC_INVALID_REQUEST, "the server is initialized already");
    else if (!handler)
        message_failure(server, id, RPC_METHOD_NOT_FOUND, "no such method");
    else
        answer(server, id, handler, params);
}

static void end(struct server *server, int exit_code)
{
    server->state = STATE_ENDED;
    server->exit_code = exit_code;
}

static void handle_notification(struct server *server, const char *method, const json_t *params)
{
    notification_handler handler = dispatch_notification(method);

    if (!strcmp(method, "exit"))
        end(server, server->state == STATE_SHUTDOWN ? 0 : 1);
    else if (server->state == STATE_RUNNING && handler)
        handler(server, params);
}

static bool is_id(const json_t *id)
{
    return json_is_string(id) || json_is_integer(id);
}

static void handle(struct server *server, const json_t *json, bool cancelled)
{
    const json_t *id = json_object_get(json, "id"), *params = json_object_get(json, "params");
    const char *method = json_text(json, "method");

    if (!json_is_object(json) || (id && !is_id(id) && !json_is_null(id)))
        message_failure(server, NULL, RPC_INVALID_REQUEST, "not a request");
    else if (method && is_id(id) && cancelled)
        message_failure(server, id, LSP_REQUEST_CANCELLED, "cancelled");
    else if (method && id)
        handle_request(server, id, method, params);
    else if (method)
        handle_notification(server, method, params);
    else if (id && (json_object_get(json, "result") || json_object_get(json, "error")))
        lifecycle_response(server, json);
    else
        message_failure(server, id, RPC_INVALID_REQUEST, "no method");
}

/* ---- messages in ---- */

static struct message *queued(struct server *server, uint32_t i)
{
    return &server->queue[(server->queue_first + i) % QUEUE_MAX];
}

static bool same_id(const json_t *a, const json_t *b)
{
    return a && b && json_equal(a, b);
}

/* Requests that still wait are found here; those that go on in steps, in their job. */
static void cancel(struct server *server, const json_t *json)
{
    const json_t *id = json_at(json, "params", "id", NULL);

    for (uint32_t i = 0; i < server->queue_count; i++) {
        struct message *message = queued(server, i);

        if (same_id(json_object_get(message->json, "id"), id) &&
            json_object_get(message->json, "method"))
            message->cancelled = true;
    }
    pull_cancel(server, id);
}

static json_t *read_body(const char *body, size_t len)
{
    json_t *json = json_loadb(body, len, JSON_ALLOW_NUL, NULL);
    char *mended;

    if (json)
        return json;
    mended = malloc(len + 1);
    if (!mended)
        abort();
    memcpy(mended, body, len);
    if (rpc_mend_surrogates(mended, len))
        json = json_loadb(mended, len, JSON_ALLOW_NUL, NULL);
    free(mended);
    return json;
}

static void enqueue(struct server *server, const char *body, size_t len)
{
    json_t *json = read_body(body, len);
    const char *method = json_text(json, "method");

    if (!json) {
        message_failure(server, NULL, RPC_PARSE_ERROR, "the message is not JSON");
        return;
    }
    if (method && !strcmp(method, "$/cancelRequest")) {
        cancel(server, json);
        json_decref(json);
        return;
    }
    server->queue_count++;
    *queued(server, server->queue_count - 1) = (struct message){json, false};
}

/* All that is there, so that a cancellation is seen before what it is about. */
static void fill_queue(struct server *server)
{
    while (server->queue_count < QUEUE_MAX) {
        const char *body;
        size_t len;

        switch (rpc_next(&server->reader, &body, &len)) {
        case RPC_BODY:
            enqueue(server, body, len);
            break;
        case RPC_TOO_LARGE:
            message_failure(server, NULL, RPC_INVALID_REQUEST, "the message is too large");
            break;
        case RPC_BROKEN:
            if (server->queue_count == 0) {
                message_failure(server, NULL, RPC_PARSE_ERROR, "not a header of a message");
                end(server, 1);
            }
            return;
        case RPC_MORE:
            return;
        }
    }
}

static void handle_next(struct server *server)
{
    struct message message = *queued(server, 0);

    server->queue_first = (server->queue_first + 1) % QUEUE_MAX;
    server->queue_count--;
    handle(server, message.json, message.cancelled);
    json_decref(message.json);
    arena_free(&server->scratch);
    documents_trim(&server->documents);
}

bool server_step(struct server *server)
{
    if (server->state == STATE_ENDED)
        return false;
    fill_queue(server);
    if (server->state == STATE_ENDED)
        return false;
    if (server->queue_count) {
        handle_next(server);
        return true;
    }
    if (server->hung_up) {
        end(server, server->state == STATE_SHUTDOWN ? 0 : 1);
        return false;
    }
    if (server->state != STATE_RUNNING)
        return false;
    if (publish_step(server) || pull_step(server)) {
        arena_free(&server->scratch);
        documents_trim(&server->documents);
        return true;
    }
    return false;
}

void server_feed(struct server *server, const char *bytes, size_t len)
{
    rpc_feed(&server->reader, bytes, len);
}

void server_hang_up(struct server *server)
{
    server->hung_up = true;
}

size_t server_backlog(const struct server *server)
{
    return rpc_waiting(&server->reader);
}

int server_wait_ms(const struct server *server)
{
    return server->state == STATE_RUNNING ? publish_wait_ms(server) : -1;
}

int server_wake_fd(const struct server *server)
{
    return server->checker ? checker_fd(server->checker) : -1;
}

bool server_ended(const struct server *server)
{
    return server->state == STATE_ENDED;
}

int server_exit_code(const struct server *server)
{
    return server->exit_code;
}
