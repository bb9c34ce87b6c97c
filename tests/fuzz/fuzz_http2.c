/*
 * HTTP/2 sessions on bytes of a hostile peer. The first byte says which role they meet, and into
 * what pieces the rest falls. Whatever comes:
 *
 *   a stream is heard of once, ends at most once, and is not heard of after that;
 *   no more waits than the windows that were opened;
 *   a request that is believed says the same when it is written as HTTP/1 and read again.
 */
#include <stdlib.h>
#include <string.h>

#include "runtime/http2/messages.h"
#include "runtime/http2/session.h"

#define STREAMS_MAX 64
#define WINDOW 131072
#define OUT_LIMIT 16384
#define PREFACE "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            abort();                                                                               \
    } while (0)

struct stream {
    int32_t id;
    struct http2_body body; /* what came, and goes back */
    bool ended, closed;
};

struct owner {
    struct http2 *http2;
    struct stream *streams[STREAMS_MAX];
    size_t count;
    size_t waiting;
};

static struct stream *add_stream(struct owner *owner, int32_t id)
{
    if (owner->count == STREAMS_MAX)
        return NULL;
    struct stream *stream = calloc(1, sizeof(*stream));
    stream->id = id;
    stream->body = (struct http2_body){.bytes = evbuffer_new(), .stream = stream};
    owner->streams[owner->count++] = stream;
    return stream;
}

static bool same(struct http1_slice a, struct http1_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* A reader of HTTP/1 sees one request, and this one. */
static void check_downgrade(const struct http1_request *request)
{
    static char text[2 * HTTP2_HEAD_MAX + HTTP1_WRITE_EXTRA];
    static struct http1_request again;
    struct http1_scan scan = {0};
    size_t len = http1_request_write(request, (struct http1_connection){0}, text);
    if (http1_scan(&scan, text, len) != HTTP1_SCAN_DONE) {
        CHECK(scan.error.status == 431);
        return;
    }
    CHECK(scan.head_len == len);
    CHECK(http1_request_read(text, len, &again).status == 0);
    CHECK(same(request->method, again.method));
    CHECK(request->target == HTTP1_AUTHORITY || same(request->path, again.path));
    CHECK(strcmp(request->host, again.host) == 0 && request->port == again.port);
    CHECK(request->target == HTTP1_AUTHORITY || request->framing == again.framing);
    CHECK(request->fields.length == again.fields.length);
}

static void *on_request(void *context, int32_t id, const struct http2_head *head, bool ends)
{
    static struct http1_request request;
    struct owner *owner = context;
    struct stream *stream = add_stream(owner, id);
    if (!stream) {
        http2_reset(owner->http2, id, HTTP2_REFUSED_STREAM);
        return NULL;
    }
    stream->ended = ends;
    stream->body.ended = ends;
    struct http1_error error = http2_head_request(head, "http", ends, &request);
    if (error.status) {
        http2_submit_answer(owner->http2, id, error.status, 0, NULL);
        http2_stop(owner->http2, id, &stream->body);
        return stream;
    }
    check_downgrade(&request);
    const struct http1_response response = {.status = 200};
    http2_submit_response(owner->http2, id, &response, &stream->body);
    return stream;
}

static void on_response(void *owner, void *context, const struct http2_head *head, bool ends)
{
    static struct http1_response response;
    struct stream *stream = context;
    (void)owner;
    CHECK(!stream->ended && !stream->closed);
    (void)http2_head_response(head, false, ends, &response);
    stream->ended = ends;
}

static void on_data(void *context, void *of, const uint8_t *bytes, size_t len)
{
    struct owner *owner = context;
    struct stream *stream = of;
    CHECK(!stream->ended && !stream->closed);
    evbuffer_add(stream->body.bytes, bytes, len);
    owner->waiting += len;
    CHECK(owner->waiting <= WINDOW);
    http2_resume(owner->http2, stream->id, &stream->body);
}

static void on_end(void *context, void *of, struct http2_head *trailers)
{
    struct owner *owner = context;
    struct stream *stream = of;
    CHECK(!stream->ended && !stream->closed);
    stream->ended = stream->body.ended = true;
    if (trailers && http2_head_trailers(trailers).status == 0)
        stream->body.trailers = http2_head_copy(trailers);
    http2_resume(owner->http2, stream->id, &stream->body);
}

static void on_taken(void *context, void *of, size_t len)
{
    struct owner *owner = context;
    struct stream *stream = of;
    owner->waiting -= len;
    http2_consumed(owner->http2, stream->id, &stream->body, len);
}

static void on_closed(void *context, void *of, uint32_t code)
{
    struct owner *owner = context;
    struct stream *stream = of;
    (void)code;
    CHECK(!stream->closed);
    stream->closed = true;
    size_t len = evbuffer_get_length(stream->body.bytes);
    evbuffer_drain(stream->body.bytes, len);
    owner->waiting -= len;
    http2_consumed(owner->http2, stream->id, NULL, len);
}

static void on_malformed(void *context, const struct http2_head *head, const char *reason)
{
    (void)context;
    CHECK(head && reason);
}

static void on_goaway(void *context, uint32_t code)
{
    (void)context;
    (void)code;
}

static const struct http2_events events = {.request = on_request,
                                           .response = on_response,
                                           .data = on_data,
                                           .end = on_end,
                                           .taken = on_taken,
                                           .closed = on_closed,
                                           .malformed = on_malformed,
                                           .goaway = on_goaway};

static void ask(struct owner *owner, bool has_body)
{
    static const struct http1_request request = {
        .method = {"POST", 4}, .path = {"/", 1}, .has_host = true, .host = "a.example"};
    struct stream *stream = add_stream(owner, 0);
    if (!http2_submit_request(owner->http2, &request, "http", has_body ? &stream->body : NULL,
                              stream, &stream->id))
        abort();
}

static void feed(struct owner *owner, const uint8_t *bytes, size_t len, size_t piece)
{
    struct evbuffer *in = evbuffer_new(), *out = evbuffer_new();
    bool open = true;
    while (open && len) {
        size_t part = piece < len ? piece : len;
        evbuffer_add(in, bytes, part);
        bytes += part;
        len -= part;
        open = http2_receive(owner->http2, in, 0);
        CHECK(evbuffer_get_length(in) == 0);
        open &= http2_send(owner->http2, out, OUT_LIMIT);
        evbuffer_drain(out, evbuffer_get_length(out));
    }
    evbuffer_free(in);
    evbuffer_free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t pieces[] = {1, 7, 100, 4096, SIZE_MAX};
    struct http2_head *spare = NULL;
    struct owner owner = {0};
    if (size < 1)
        return 0;
    bool is_server = data[0] & 1;
    size_t piece = pieces[(data[0] >> 1) % (sizeof(pieces) / sizeof(*pieces))];
    const struct http2_config config = {.role = is_server ? HTTP2_SERVER : HTTP2_CLIENT,
                                        .events = &events,
                                        .owner = &owner,
                                        .spare = &spare,
                                        .streams = 16,
                                        .window = WINDOW,
                                        .stream_window = WINDOW,
                                        .budget = 500,
                                        .budget_per_s = 100};
    owner.http2 = http2_new(&config, 0);
    if (is_server)
        feed(&owner, (const uint8_t *)PREFACE, sizeof(PREFACE) - 1, SIZE_MAX);
    for (int i = 0; !is_server && i < 3; i++)
        ask(&owner, i);
    feed(&owner, data + 1, size - 1, piece);
    http2_free(owner.http2);
    for (size_t i = 0; i < owner.count; i++) {
        evbuffer_free(owner.streams[i]->body.bytes);
        free(owner.streams[i]->body.trailers);
        free(owner.streams[i]);
    }
    free(spare);
    return 0;
}
