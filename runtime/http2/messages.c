#include "runtime/http2/messages.h"

#include <stdio.h>
#include <string.h>

#include "runtime/http2/internal.h"

#define EXTRA_FIELDS 8 /* pseudo-fields, content-length, te */
#define AUTHORITY_MAX (NAME_SIZE + 8)

/* A header block that is being put together; what it points to outlives it. */
struct block {
    nghttp2_nv list[HTTP1_FIELDS_MAX + EXTRA_FIELDS];
    size_t count;
    char authority[AUTHORITY_MAX], length[24], status[8];
};

static void put(struct block *block, const char *name, struct http1_slice value)
{
    block->list[block->count++] = (nghttp2_nv){.name = (uint8_t *)name,
                                               .namelen = strlen(name),
                                               .value = (uint8_t *)value.at,
                                               .valuelen = value.len};
}

static void put_text(struct block *block, const char *name, const char *value)
{
    put(block, name, (struct http1_slice){value, strlen(value)});
}

/* nghttp2 writes names in lower case. */
static void put_fields(struct block *block, const struct http1_fields *fields)
{
    for (size_t i = 0; i < fields->count; i++) {
        const struct http1_field *field = &fields->list[i];
        if (field->drop)
            continue;
        block->list[block->count++] =
            (nghttp2_nv){.name = (uint8_t *)field->name.at,
                         .namelen = field->name.len,
                         .value = (uint8_t *)field->value.at,
                         .valuelen = field->value.len,
                         .flags = field->never_index ? NGHTTP2_NV_FLAG_NO_INDEX : 0};
    }
}

static void put_length(struct block *block, const struct http1_fields *fields)
{
    if (!fields->has_length)
        return;
    int len =
        snprintf(block->length, sizeof(block->length), "%llu", (unsigned long long)fields->length);
    put(block, "content-length", (struct http1_slice){block->length, (size_t)len});
}

static void put_authority(struct block *block, const struct http1_request *request)
{
    int len = request->port
                  ? snprintf(block->authority, sizeof(block->authority), "%s:%u", request->host,
                             request->port)
                  : snprintf(block->authority, sizeof(block->authority), "%s", request->host);
    put(block, ":authority", (struct http1_slice){block->authority, (size_t)len});
}

bool http2_submit_request(struct http2 *http2, const struct http1_request *request,
                          const char *scheme, struct http2_body *body, void *stream,
                          int32_t *ret_id)
{
    struct block block;
    block.count = 0;
    put(&block, ":method", request->method);
    if (request->target != HTTP1_AUTHORITY)
        put_text(&block, ":scheme", scheme);
    if (request->has_host)
        put_authority(&block, request);
    if (request->target != HTTP1_AUTHORITY)
        put(&block, ":path", request->path);
    put_fields(&block, &request->fields);
    put_length(&block, &request->fields);
    if (request->fields.takes_trailers)
        put_text(&block, "te", "trailers");
    nghttp2_data_provider provider = http2_provider(body);
    int32_t id = nghttp2_submit_request(http2->session, NULL, block.list, block.count,
                                        body ? &provider : NULL, stream);
    if (id < 0)
        return false;
    *ret_id = id;
    return true;
}

static void put_status(struct block *block, uint16_t status)
{
    int len = snprintf(block->status, sizeof(block->status), "%03u", status);
    put(block, ":status", (struct http1_slice){block->status, (size_t)len});
}

bool http2_submit_response(struct http2 *http2, int32_t id, const struct http1_response *response,
                           struct http2_body *body)
{
    struct block block;
    block.count = 0;
    put_status(&block, response->status);
    put_fields(&block, &response->fields);
    if (response->status < 200)
        return nghttp2_submit_headers(http2->session, NGHTTP2_FLAG_NONE, id, NULL, block.list,
                                      block.count, NULL) >= 0;
    put_length(&block, &response->fields);
    nghttp2_data_provider provider = http2_provider(body);
    return nghttp2_submit_response(http2->session, id, block.list, block.count,
                                   body ? &provider : NULL) == 0;
}

bool http2_submit_answer(struct http2 *http2, int32_t id, uint16_t status, size_t length,
                         struct http2_body *body)
{
    struct block block;
    const struct http1_fields fields = {.has_length = true, .length = length};
    block.count = 0;
    put_status(&block, status);
    put_text(&block, "content-type", "text/plain; charset=utf-8");
    put_text(&block, "cache-control", "no-store");
    put_length(&block, &fields);
    nghttp2_data_provider provider = http2_provider(body);
    return nghttp2_submit_response(http2->session, id, block.list, block.count,
                                   body ? &provider : NULL) == 0;
}

int http2_submit_trailers(struct http2 *http2, int32_t id, const struct http1_fields *fields)
{
    struct block block;
    block.count = 0;
    put_fields(&block, fields);
    return nghttp2_submit_trailer(http2->session, id, block.list, block.count);
}
