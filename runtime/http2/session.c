#include "runtime/http2/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/http2/internal.h"

#define WINDOW_FIRST NGHTTP2_INITIAL_WINDOW_SIZE
#define FIRST_UNKNOWN_TYPE (NGHTTP2_CONTINUATION + 1)
#define FRAME_HEAD_LEN 9 /* RFC 9113 section 4.1 */
#define HEADER_LIST_MAX (HTTP2_HEAD_MAX + 32 * HTTP1_FIELDS_MAX)

/* What frames cost and work earns, see budget.h. */
#define COST_FRAME 1
#define COST_STREAM 5 /* one that was begun for nothing, and SETTINGS, which are answered */
#define EARN_BYTES 1
#define EARN_SENT 4 /* windows are opened for what was sent */
#define EARN_STREAM 4

/* ---- failing ----------------------------------------------------------------------------- */

static void fail(struct http2 *http2, const char *why)
{
    if (!http2->failure[0])
        snprintf(http2->failure, sizeof(http2->failure), "%s", why);
}

static void spend(struct http2 *http2, uint32_t amount)
{
    if (http2_budget_spend(&http2->budget, amount) || http2->flooded)
        return;
    http2->flooded = true;
    fail(http2, "a flood of frames that carry nothing");
    nghttp2_session_terminate_session(http2->session, NGHTTP2_ENHANCE_YOUR_CALM);
}

/* ---- receiving: heads -------------------------------------------------------------------- */

static void *stream_of(struct http2 *http2, int32_t id)
{
    return nghttp2_session_get_stream_user_data(http2->session, id);
}

static int on_begin_frame(nghttp2_session *session, const nghttp2_frame_hd *hd, void *context)
{
    struct http2 *http2 = context;
    (void)session;
    switch (hd->type) {
    case NGHTTP2_HEADERS:
        break;
    case NGHTTP2_RST_STREAM:
    case NGHTTP2_SETTINGS:
        spend(http2, COST_STREAM);
        break;
    default:
        spend(http2, COST_FRAME);
        break;
    }
    return 0;
}

/* A head is large, and most connections are idle most of the time: one serves all. */
static struct http2_head *take_spare(struct http2 *http2)
{
    struct http2_head *head = *http2->config.spare;
    *http2->config.spare = NULL;
    return head ? head : http2_head_new();
}

static void give_spare(struct http2 *http2)
{
    if (*http2->config.spare)
        free(http2->head);
    else
        *http2->config.spare = http2->head;
    http2->head = NULL;
}

/* Frames of unknown types are counted as the others (on_begin_frame), and left alone. */
static int on_extension(nghttp2_session *session, void **payload, const nghttp2_frame_hd *hd,
                        void *context)
{
    (void)session;
    (void)payload;
    (void)hd;
    (void)context;
    return NGHTTP2_ERR_CANCEL;
}

static int on_begin_headers(nghttp2_session *session, const nghttp2_frame *frame, void *context)
{
    struct http2 *http2 = context;
    (void)session;
    (void)frame;
    if (!http2->head && !(http2->head = take_spare(http2)))
        return NGHTTP2_ERR_CALLBACK_FAILURE;
    http2_head_clear(http2->head);
    http2->in_head = true;
    return 0;
}

static int on_header(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name,
                     size_t name_len, const uint8_t *value, size_t value_len, uint8_t flags,
                     void *context)
{
    struct http2 *http2 = context;
    (void)session;
    (void)frame;
    http2_head_add(http2->head, (struct http1_slice){(const char *)name, name_len},
                   (struct http1_slice){(const char *)value, value_len},
                   flags & NGHTTP2_NV_FLAG_NO_INDEX);
    return 0;
}

/* nghttp2 would go on without the field. A server behind us might have read it. */
static int on_invalid_header(nghttp2_session *session, const nghttp2_frame *frame,
                             const uint8_t *name, size_t name_len, const uint8_t *value,
                             size_t value_len, uint8_t flags, void *context)
{
    struct http2 *http2 = context;
    (void)session;
    (void)frame;
    (void)name;
    (void)name_len;
    (void)value;
    (void)value_len;
    (void)flags;
    http2->head->wrong = "a field has characters that it must not have";
    return 0;
}

static void take_request(struct http2 *http2, const nghttp2_frame *frame, bool ends)
{
    int32_t id = frame->hd.stream_id;
    void *stream = http2->config.events->request(http2->config.owner, id, http2->head, ends);
    nghttp2_session_set_stream_user_data(http2->session, id, stream);
}

static void take_headers(struct http2 *http2, const nghttp2_frame *frame)
{
    const struct http2_events *events = http2->config.events;
    bool ends = frame->hd.flags & NGHTTP2_FLAG_END_STREAM;
    http2->in_head = false;
    if (frame->headers.cat == NGHTTP2_HCAT_REQUEST) {
        take_request(http2, frame, ends);
        return;
    }
    void *stream = stream_of(http2, frame->hd.stream_id);
    if (!stream)
        return;
    /* The final response behind an interim one is no HCAT_RESPONSE; trailers have no status. */
    if (http2->head->status.at)
        events->response(http2->config.owner, stream, http2->head, ends);
    else
        events->end(http2->config.owner, stream, http2->head);
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *context)
{
    struct http2 *http2 = context;
    const struct http2_events *events = http2->config.events;
    void *stream;
    switch (frame->hd.type) {
    case NGHTTP2_HEADERS:
        take_headers(http2, frame);
        break;
    case NGHTTP2_DATA:
        stream = stream_of(http2, frame->hd.stream_id);
        if (stream && frame->hd.flags & NGHTTP2_FLAG_END_STREAM)
            events->end(http2->config.owner, stream, NULL);
        break;
    case NGHTTP2_GOAWAY:
        events->goaway(http2->config.owner, frame->goaway.error_code);
        break;
    default:
        break;
    }
    (void)session;
    return 0;
}

/* A message that broke the rules; nghttp2 resets its stream, or ends the connection. */
static int on_invalid_frame(nghttp2_session *session, const nghttp2_frame *frame, int error,
                            void *context)
{
    struct http2 *http2 = context;
    bool is_request = http2->config.role == HTTP2_SERVER && http2->in_head &&
                      frame->hd.type == NGHTTP2_HEADERS && !stream_of(http2, frame->hd.stream_id);
    (void)session;
    http2->in_head = false;
    if (is_request)
        http2->config.events->malformed(http2->config.owner, http2->head, nghttp2_strerror(error));
    return 0;
}

/* ---- receiving: bodies and ends ---------------------------------------------------------- */

static int on_data(nghttp2_session *session, uint8_t flags, int32_t id, const uint8_t *bytes,
                   size_t len, void *context)
{
    struct http2 *http2 = context;
    void *stream = stream_of(http2, id);
    (void)flags;
    if (len)
        http2_budget_earn(&http2->budget, EARN_BYTES);
    if (stream)
        http2->config.events->data(http2->config.owner, stream, bytes, len);
    else
        nghttp2_session_consume(session, id, len);
    return 0;
}

static int on_stream_close(nghttp2_session *session, int32_t id, uint32_t code, void *context)
{
    struct http2 *http2 = context;
    void *stream = stream_of(http2, id);
    (void)session;
    if (code == NGHTTP2_NO_ERROR)
        http2_budget_earn(&http2->budget, EARN_STREAM);
    if (stream)
        http2->config.events->closed(http2->config.owner, stream, code);
    return 0;
}

bool http2_receive(struct http2 *http2, struct evbuffer *in, int64_t now_ms)
{
    struct evbuffer_iovec piece;
    http2_budget_refill(&http2->budget, now_ms);
    while (evbuffer_peek(in, -1, NULL, &piece, 1) > 0) {
        ssize_t n = nghttp2_session_mem_recv(http2->session, piece.iov_base, piece.iov_len);
        if (n < 0) {
            fail(http2, nghttp2_strerror((int)n));
            http2->flooded |= n == NGHTTP2_ERR_FLOODED;
            nghttp2_session_terminate_session(http2->session, n == NGHTTP2_ERR_FLOODED
                                                                  ? NGHTTP2_ENHANCE_YOUR_CALM
                                                                  : NGHTTP2_PROTOCOL_ERROR);
            evbuffer_drain(in, evbuffer_get_length(in));
            return false;
        }
        evbuffer_drain(in, (size_t)n);
    }
    if (http2->head && !http2->in_head)
        give_spare(http2);
    return nghttp2_session_want_read(http2->session);
}

/* ---- sending ----------------------------------------------------------------------------- */

static ssize_t read_body(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t len,
                         uint32_t *flags, nghttp2_data_source *source, void *context)
{
    struct http2 *http2 = context;
    struct http2_body *body = source->ptr;
    size_t have = evbuffer_get_length(body->bytes);
    (void)session;
    (void)buffer;
    if (have == 0 && !body->ended) {
        body->waits = true;
        return NGHTTP2_ERR_DEFERRED;
    }
    *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
    if (have > len)
        return (ssize_t)len;
    if (!body->ended)
        return (ssize_t)have;
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    if (body->trailers) {
        *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
        if (http2_submit_trailers(http2, id, &body->trailers->fields))
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }
    return (ssize_t)have;
}

static int send_data(nghttp2_session *session, nghttp2_frame *frame, const uint8_t *frame_head,
                     size_t len, nghttp2_data_source *source, void *context)
{
    struct http2 *http2 = context;
    struct http2_body *body = source->ptr;
    (void)session;
    if (evbuffer_get_length(http2->out) >= http2->limit)
        return NGHTTP2_ERR_WOULDBLOCK;
    if (evbuffer_add(http2->out, frame_head, FRAME_HEAD_LEN) ||
        evbuffer_remove_buffer(body->bytes, http2->out, len) != (int)len)
        return NGHTTP2_ERR_CALLBACK_FAILURE;
    if (len) {
        http2_budget_earn(&http2->budget, EARN_SENT);
        http2->config.events->taken(http2->config.owner, body->stream, len);
    }
    if (body->last && frame->hd.flags & NGHTTP2_FLAG_END_STREAM)
        http2_reset(http2, frame->hd.stream_id, NGHTTP2_NO_ERROR);
    return 0;
}

/* The peer made us reset a stream by breaking a rule: as cheap for it as doing so itself. */
static void spend_reset(struct http2 *http2, uint32_t code)
{
    switch (code) {
    case NGHTTP2_PROTOCOL_ERROR:
    case NGHTTP2_FLOW_CONTROL_ERROR:
    case NGHTTP2_STREAM_CLOSED:
    case NGHTTP2_FRAME_SIZE_ERROR:
        spend(http2, COST_STREAM);
        break;
    default:
        break;
    }
}

/* nghttp2 ends a connection that has broken a rule with GOAWAY, and says in it what was wrong. */
static void note_goaway(struct http2 *http2, const nghttp2_goaway *goaway)
{
    char reason[HTTP2_FAILURE_MAX];
    if (goaway->error_code == NGHTTP2_NO_ERROR)
        return;
    snprintf(reason, sizeof(reason), "%s%s%.*s", nghttp2_http2_strerror(goaway->error_code),
             goaway->opaque_data_len ? ": " : "", (int)goaway->opaque_data_len,
             goaway->opaque_data_len ? (const char *)goaway->opaque_data : "");
    http2->flooded |= goaway->error_code == NGHTTP2_ENHANCE_YOUR_CALM;
    fail(http2, reason);
}

static int on_sent(nghttp2_session *session, const nghttp2_frame *frame, void *context)
{
    (void)session;
    if (frame->hd.type == NGHTTP2_RST_STREAM)
        spend_reset(context, frame->rst_stream.error_code);
    else if (frame->hd.type == NGHTTP2_GOAWAY)
        note_goaway(context, &frame->goaway);
    return 0;
}

nghttp2_data_provider http2_provider(struct http2_body *body)
{
    if (body)
        body->waits = false;
    return (nghttp2_data_provider){.source.ptr = body, .read_callback = read_body};
}

bool http2_send(struct http2 *http2, struct evbuffer *out, size_t limit)
{
    const uint8_t *bytes;
    ssize_t n = 0;
    http2->out = out;
    http2->limit = limit;
    while (evbuffer_get_length(out) < limit &&
           (n = nghttp2_session_mem_send(http2->session, &bytes)) > 0)
        if (evbuffer_add(out, bytes, (size_t)n))
            n = NGHTTP2_ERR_NOMEM;
    http2->out = NULL;
    if (n < 0)
        fail(http2, nghttp2_strerror((int)n));
    return n >= 0;
}

bool http2_wants_send(const struct http2 *http2)
{
    return nghttp2_session_want_write(http2->session);
}

bool http2_is_over(const struct http2 *http2)
{
    return !nghttp2_session_want_read(http2->session) &&
           !nghttp2_session_want_write(http2->session);
}

const char *http2_failure(const struct http2 *http2)
{
    return http2->failure[0] ? http2->failure : NULL;
}

bool http2_is_flood(const struct http2 *http2)
{
    return http2->flooded;
}

bool http2_in_head(const struct http2 *http2)
{
    return http2->in_head;
}

void http2_resume(struct http2 *http2, int32_t id, struct http2_body *body)
{
    if (!body->waits)
        return;
    body->waits = false;
    nghttp2_session_resume_data(http2->session, id);
}

void http2_consumed(struct http2 *http2, int32_t id, struct http2_body *body, size_t len)
{
    nghttp2_session_consume(http2->session, id, len);
    if (!body || body->ended)
        return;
    if (body->window == 0)
        body->window = WINDOW_FIRST;
    body->grown += (uint32_t)len;
    if (body->grown < body->window)
        return;
    body->grown = 0;
    if (body->window >= http2->config.stream_window ||
        evbuffer_get_length(body->bytes) > body->window / 4)
        return;
    body->window *= 2;
    if (body->window > http2->config.stream_window)
        body->window = http2->config.stream_window;
    nghttp2_session_set_local_window_size(http2->session, NGHTTP2_FLAG_NONE, id,
                                          (int32_t)body->window);
}

void http2_stop(struct http2 *http2, int32_t id, struct http2_body *body)
{
    if (nghttp2_session_get_stream_local_close(http2->session, id) == 1)
        http2_reset(http2, id, NGHTTP2_NO_ERROR);
    else
        body->last = true;
}

void http2_reset(struct http2 *http2, int32_t id, uint32_t code)
{
    nghttp2_submit_rst_stream(http2->session, NGHTTP2_FLAG_NONE, id, code);
}

void http2_goaway(struct http2 *http2, uint32_t code)
{
    int32_t last = nghttp2_session_get_last_proc_stream_id(http2->session);
    nghttp2_submit_goaway(http2->session, NGHTTP2_FLAG_NONE, last, code, NULL, 0);
}

void http2_terminate(struct http2 *http2, uint32_t code)
{
    nghttp2_session_terminate_session(http2->session, code);
}

/* ---- lifetime ---------------------------------------------------------------------------- */

static void set_callbacks(nghttp2_session_callbacks *callbacks)
{
    nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, on_begin_frame);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_begin_headers);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_header);
    nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks, on_invalid_header);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks, on_invalid_frame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_data);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_stream_close);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, on_sent);
    nghttp2_session_callbacks_set_send_data_callback(callbacks, send_data);
    nghttp2_session_callbacks_set_unpack_extension_callback(callbacks, on_extension);
}

static bool open_session(struct http2 *http2)
{
    nghttp2_session_callbacks *callbacks = NULL;
    nghttp2_option *option = NULL;
    int error = nghttp2_session_callbacks_new(&callbacks);
    if (!error)
        error = nghttp2_option_new(&option);
    if (!error) {
        set_callbacks(callbacks);
        nghttp2_option_set_no_auto_window_update(option, 1);
        nghttp2_option_set_no_closed_streams(option, 1);
        nghttp2_option_set_max_reserved_remote_streams(option, 0);
        for (unsigned type = FIRST_UNKNOWN_TYPE; type <= UINT8_MAX; type++)
            nghttp2_option_set_user_recv_extension_type(option, (uint8_t)type);
        error = http2->config.role == HTTP2_SERVER
                    ? nghttp2_session_server_new2(&http2->session, callbacks, http2, option)
                    : nghttp2_session_client_new2(&http2->session, callbacks, http2, option);
    }
    nghttp2_option_del(option);
    nghttp2_session_callbacks_del(callbacks);
    return !error;
}

static bool say_settings(struct http2 *http2)
{
    const nghttp2_settings_entry server[] = {
        {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, http2->config.streams},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, HEADER_LIST_MAX},
        {NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1},
    };
    static const nghttp2_settings_entry client[] = {
        {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, HEADER_LIST_MAX},
    };
    bool is_server = http2->config.role == HTTP2_SERVER;
    size_t count = is_server ? sizeof(server) / sizeof(*server) : sizeof(client) / sizeof(*client);
    return nghttp2_submit_settings(http2->session, NGHTTP2_FLAG_NONE, is_server ? server : client,
                                   count) == 0 &&
           nghttp2_session_set_local_window_size(http2->session, NGHTTP2_FLAG_NONE, 0,
                                                 (int32_t)http2->config.window) == 0;
}

struct http2 *http2_new(const struct http2_config *config, int64_t now_ms)
{
    struct http2 *http2 = calloc(1, sizeof(*http2));
    if (!http2)
        return NULL;
    http2->config = *config;
    http2_budget_start(&http2->budget, config->budget, config->budget_per_s, now_ms);
    if (open_session(http2) && say_settings(http2))
        return http2;
    http2_free(http2);
    return NULL;
}

void http2_free(struct http2 *http2)
{
    if (!http2)
        return;
    nghttp2_session_del(http2->session);
    free(http2->head);
    free(http2);
}
