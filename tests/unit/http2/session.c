/* A client's session and a server's, and a wire of two buffers between them. */
#include "runtime/http2/session.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/http2/messages.h"

#define WINDOW 65535
#define STREAMS_MAX 8

struct end;

struct stream {
    struct end *end;
    int32_t id;
    char path[64], status[4];
    struct http2_body out;
    struct evbuffer *in;
    bool heard, ended, trailers, closed;
    uint32_t code;
};

struct end {
    struct http2 *http2;
    struct evbuffer *wire; /* what it has sent */
    struct stream streams[STREAMS_MAX];
    size_t count, taken;
    uint32_t goaways, malformed;
    bool holds; /* received bytes are not said to be consumed */
};

struct pair {
    struct http2_head *spare;
    struct end client, server;
};

static struct stream *add_stream(struct end *end, int32_t id)
{
    cr_assert_lt(end->count, STREAMS_MAX);
    struct stream *stream = &end->streams[end->count++];
    *stream = (struct stream){
        .end = end, .id = id, .in = evbuffer_new(), .out = {.bytes = evbuffer_new()}};
    stream->out.stream = stream;
    return stream;
}

static void copy(char *to, size_t size, struct http1_slice from)
{
    snprintf(to, size, "%.*s", (int)from.len, from.at);
}

static void *on_request(void *owner, int32_t id, const struct http2_head *head, bool ends)
{
    struct stream *stream = add_stream(owner, id);
    copy(stream->path, sizeof(stream->path), head->path);
    stream->heard = true;
    stream->ended = ends;
    return stream;
}

static void on_response(void *owner, void *context, const struct http2_head *head, bool ends)
{
    struct stream *stream = context;
    (void)owner;
    copy(stream->status, sizeof(stream->status), head->status);
    stream->heard = true;
    stream->ended = ends;
}

static void on_data(void *owner, void *context, const uint8_t *bytes, size_t len)
{
    struct end *end = owner;
    struct stream *stream = context;
    evbuffer_add(stream->in, bytes, len);
    if (!end->holds)
        http2_consumed(end->http2, stream->id, NULL, len);
}

static void on_end(void *owner, void *context, struct http2_head *trailers)
{
    struct stream *stream = context;
    (void)owner;
    stream->ended = true;
    stream->trailers = trailers != NULL;
}

static void on_taken(void *owner, void *context, size_t len)
{
    struct end *end = owner;
    (void)context;
    end->taken += len;
}

static void on_closed(void *owner, void *context, uint32_t code)
{
    struct stream *stream = context;
    (void)owner;
    cr_assert_not(stream->closed, "closed twice");
    stream->closed = true;
    stream->code = code;
}

static void on_malformed(void *owner, const struct http2_head *head, const char *reason)
{
    (void)head;
    (void)reason;
    ((struct end *)owner)->malformed++;
}

static void on_goaway(void *owner, uint32_t code)
{
    (void)code;
    ((struct end *)owner)->goaways++;
}

static const struct http2_events events = {.request = on_request,
                                           .response = on_response,
                                           .data = on_data,
                                           .end = on_end,
                                           .taken = on_taken,
                                           .closed = on_closed,
                                           .malformed = on_malformed,
                                           .goaway = on_goaway};

static void end_open(struct pair *pair, struct end *end, enum http2_role role)
{
    const struct http2_config config = {.role = role,
                                        .events = &events,
                                        .owner = end,
                                        .spare = &pair->spare,
                                        .streams = 100,
                                        .window = 4 * WINDOW,
                                        .stream_window = 4 * WINDOW,
                                        .budget = 1000};
    end->http2 = http2_new(&config, 0);
    end->wire = evbuffer_new();
    cr_assert_not_null(end->http2);
}

static void end_close(struct end *end)
{
    http2_free(end->http2);
    evbuffer_free(end->wire);
    for (size_t i = 0; i < end->count; i++) {
        evbuffer_free(end->streams[i].in);
        evbuffer_free(end->streams[i].out.bytes);
    }
}

static struct pair *pair_new(void)
{
    struct pair *pair = calloc(1, sizeof(*pair));
    end_open(pair, &pair->client, HTTP2_CLIENT);
    end_open(pair, &pair->server, HTTP2_SERVER);
    return pair;
}

static void pair_free(struct pair *pair)
{
    end_close(&pair->client);
    end_close(&pair->server);
    free(pair->spare);
    free(pair);
}

/* One way, in pieces of at most `piece` bytes. */
static bool carry(struct end *from, struct end *to, size_t piece)
{
    struct evbuffer *part = evbuffer_new();
    bool moved = false, good = true;
    good &= http2_send(from->http2, from->wire, 100000);
    while (evbuffer_get_length(from->wire)) {
        evbuffer_remove_buffer(from->wire, part, piece);
        http2_receive(to->http2, part, 0);
        cr_assert_eq(evbuffer_get_length(part), 0, "all is taken");
        moved = true;
    }
    evbuffer_free(part);
    cr_assert(good);
    return moved;
}

static void settle(struct pair *pair, size_t piece)
{
    bool moved = true;
    while (moved) {
        moved = carry(&pair->client, &pair->server, piece);
        moved |= carry(&pair->server, &pair->client, piece);
    }
}

#define SLICE(text) ((struct http1_slice){text, sizeof(text) - 1})

static struct stream *ask(struct pair *pair, const char *path, bool has_body)
{
    struct http1_request request = {.method = SLICE("POST"),
                                    .path = {path, strlen(path)},
                                    .has_host = true,
                                    .host = "a.example"};
    struct stream *stream = add_stream(&pair->client, 0);
    cr_assert(http2_submit_request(pair->client.http2, &request, "http",
                                   has_body ? &stream->out : NULL, stream, &stream->id));
    return stream;
}

static void reply(struct pair *pair, struct stream *stream, uint16_t status, bool has_body)
{
    const struct http1_response response = {.status = status};
    cr_assert(http2_submit_response(pair->server.http2, stream->id, &response,
                                    has_body ? &stream->out : NULL));
}

static struct http2_head *trailers_of(const char *name)
{
    struct http2_head *head = http2_head_new();
    http2_head_add(head, (struct http1_slice){name, strlen(name)}, SLICE("0"), false);
    return head;
}

Test(session, message_both_ways_however_the_bytes_come)
{
    for (size_t piece = 1; piece < 100; piece = piece * 3 + 1) {
        struct pair *pair = pair_new();
        struct stream *asked = ask(pair, "/path", true);
        evbuffer_add(asked->out.bytes, "question", 8);
        settle(pair, piece);
        struct stream *got = &pair->server.streams[0];
        cr_assert_eq(pair->server.count, 1);
        cr_assert_str_eq(got->path, "/path");
        cr_assert_eq(evbuffer_get_length(got->in), 8);
        cr_assert_not(got->ended);
        asked->out.ended = true;
        asked->out.trailers = trailers_of("x-sum");
        http2_resume(pair->client.http2, asked->id, &asked->out);
        settle(pair, piece);
        cr_assert(got->ended && got->trailers);
        reply(pair, got, 103, false);
        settle(pair, piece);
        cr_assert_str_eq(asked->status, "103");
        cr_assert_not(asked->ended);
        reply(pair, got, 200, false);
        settle(pair, piece);
        cr_assert_str_eq(asked->status, "200");
        cr_assert(asked->ended && asked->closed && got->closed);
        cr_assert_eq(asked->code, HTTP2_NO_ERROR);
        free(asked->out.trailers);
        pair_free(pair);
    }
}

/* What is not consumed is not asked for again, of the stream and of the connection. */
Test(session, unconsumed_bytes_close_the_window)
{
    struct pair *pair = pair_new();
    static char bytes[3 * WINDOW];
    pair->server.holds = true;
    struct stream *asked = ask(pair, "/", true);
    evbuffer_add(asked->out.bytes, bytes, sizeof(bytes));
    settle(pair, 10000);
    struct stream *got = &pair->server.streams[0];
    cr_assert_eq(evbuffer_get_length(got->in), WINDOW);
    cr_assert_eq(pair->client.taken, WINDOW);
    evbuffer_drain(got->in, 40000);
    http2_consumed(pair->server.http2, got->id, NULL, 40000);
    settle(pair, 10000);
    cr_assert_eq(evbuffer_get_length(got->in), WINDOW);
    pair_free(pair);
}

/* A stream whose bytes go on gets a larger window; one whose bytes wait does not. */
Test(session, windows_grow_while_bytes_go_on)
{
    for (int waits = 0; waits < 2; waits++) {
        struct pair *pair = pair_new();
        static char bytes[8 * WINDOW];
        pair->server.holds = true;
        struct stream *asked = ask(pair, "/", true);
        evbuffer_add(asked->out.bytes, bytes, sizeof(bytes));
        settle(pair, 10000);
        struct stream *got = &pair->server.streams[0];
        struct http2_body body = {.bytes = evbuffer_new()};
        if (waits)
            evbuffer_add(body.bytes, bytes, WINDOW);
        evbuffer_drain(got->in, WINDOW);
        http2_consumed(pair->server.http2, got->id, &body, WINDOW);
        settle(pair, 10000);
        cr_assert_eq(evbuffer_get_length(got->in), waits ? WINDOW : 2 * WINDOW);
        evbuffer_free(body.bytes);
        pair_free(pair);
    }
}

Test(session, sending_stops_at_the_limit)
{
    struct pair *pair = pair_new();
    static char bytes[WINDOW];
    struct stream *asked = ask(pair, "/", true);
    evbuffer_add(asked->out.bytes, bytes, sizeof(bytes));
    settle(pair, 10000);
    cr_assert_eq(pair->client.taken, WINDOW);
    struct stream *more = ask(pair, "/2", true);
    evbuffer_add(more->out.bytes, bytes, sizeof(bytes));
    cr_assert(http2_send(pair->client.http2, pair->client.wire, 20000));
    cr_assert_leq(evbuffer_get_length(pair->client.wire), 20000 + 16384 + 9);
    cr_assert(http2_wants_send(pair->client.http2));
    settle(pair, 10000);
    cr_assert_eq(pair->client.taken, 2 * WINDOW);
    pair_free(pair);
}

Test(session, a_stop_comes_behind_the_response)
{
    struct pair *pair = pair_new();
    struct stream *asked = ask(pair, "/", true);
    settle(pair, 10000);
    struct stream *got = &pair->server.streams[0];
    evbuffer_add(got->out.bytes, "no", 2);
    got->out.ended = true;
    reply(pair, got, 403, true);
    http2_stop(pair->server.http2, got->id, &got->out);
    settle(pair, 10000);
    cr_assert_str_eq(asked->status, "403");
    cr_assert(asked->ended);
    cr_assert_eq(evbuffer_get_length(asked->in), 2);
    cr_assert(asked->closed && got->closed);
    cr_assert_eq(asked->code, HTTP2_NO_ERROR);
    pair_free(pair);
}

Test(session, goaway_lets_open_streams_end)
{
    struct pair *pair = pair_new();
    struct stream *asked = ask(pair, "/", false);
    settle(pair, 10000);
    http2_goaway(pair->server.http2, HTTP2_NO_ERROR);
    settle(pair, 10000);
    cr_assert_eq(pair->client.goaways, 1);
    reply(pair, &pair->server.streams[0], 200, false);
    settle(pair, 10000);
    cr_assert(asked->ended);
    cr_assert_null(http2_failure(pair->server.http2));
    pair_free(pair);
}

/* Bytes that are no HTTP/2 at all, to either role. */
Test(session, nonsense_fails_the_connection)
{
    static const char nonsense[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    for (int to_server = 0; to_server < 2; to_server++) {
        struct pair *pair = pair_new();
        struct end *end = to_server ? &pair->server : &pair->client;
        evbuffer_add(end->wire, nonsense, sizeof(nonsense) - 1);
        struct evbuffer *in = evbuffer_new();
        evbuffer_add_buffer(in, end->wire);
        http2_receive(end->http2, in, 0);
        http2_send(end->http2, end->wire, 100000);
        cr_assert_not_null(http2_failure(end->http2));
        cr_assert_not(http2_is_flood(end->http2));
        evbuffer_free(in);
        pair_free(pair);
    }
}
