#include "runtime/http2/head.h"

#include <stdlib.h>
#include <string.h>

struct http2_head *http2_head_new(void)
{
    struct http2_head *head = malloc(sizeof(*head) + HTTP2_HEAD_MAX);
    if (!head)
        return NULL;
    head->room = HTTP2_HEAD_MAX;
    http2_head_clear(head);
    return head;
}

/* All but the list and the bytes, which are large. */
static void clear_fields(struct http1_fields *fields)
{
    size_t list = sizeof(fields->list);
    memset((char *)fields + list, 0, sizeof(*fields) - list);
}

void http2_head_clear(struct http2_head *head)
{
    memset(head, 0, offsetof(struct http2_head, fields));
    clear_fields(&head->fields);
    head->wrong = NULL;
    head->too_large = false;
    head->used = 0;
}

static struct http1_slice keep(struct http2_head *head, struct http1_slice text)
{
    char *at = head->bytes + head->used;
    memcpy(at, text.at, text.len);
    head->used += text.len;
    return (struct http1_slice){at, text.len};
}

/* The slice of a pseudo-field; the decoder has seen to it that each comes once, and first. */
static struct http1_slice *pseudo(struct http2_head *head, struct http1_slice name)
{
    if (http1_slice_is(name, ":method"))
        return &head->method;
    if (http1_slice_is(name, ":scheme"))
        return &head->scheme;
    if (http1_slice_is(name, ":authority"))
        return &head->authority;
    if (http1_slice_is(name, ":path"))
        return &head->path;
    if (http1_slice_is(name, ":status"))
        return &head->status;
    return http1_slice_is(name, ":protocol") ? &head->protocol : NULL;
}

void http2_head_add(struct http2_head *head, struct http1_slice name, struct http1_slice value,
                    bool never_index)
{
    if (head->used + name.len + value.len > head->room || head->fields.count == HTTP1_FIELDS_MAX) {
        head->too_large = true;
        return;
    }
    if (name.len && name.at[0] == ':') {
        struct http1_slice *to = pseudo(head, name);
        if (!to || to->at)
            head->wrong = "a pseudo-field that is unknown, or there twice";
        else
            *to = keep(head, value);
        return;
    }
    head->fields.list[head->fields.count++] = (struct http1_field){
        .name = keep(head, name), .value = keep(head, value), .never_index = never_index};
}

static void rebase(struct http1_slice *slice, const char *from, const char *to)
{
    if (slice->at)
        slice->at = to + (slice->at - from);
}

struct http2_head *http2_head_copy(const struct http2_head *head)
{
    struct http2_head *copy = malloc(sizeof(*copy) + head->used);
    if (!copy)
        return NULL;
    memcpy(copy, head, sizeof(*copy) + head->used);
    copy->room = head->used;
    struct http1_slice *const slices[] = {&copy->method, &copy->scheme, &copy->authority,
                                          &copy->path,   &copy->status, &copy->protocol};
    for (size_t i = 0; i < sizeof(slices) / sizeof(*slices); i++)
        rebase(slices[i], head->bytes, copy->bytes);
    for (size_t i = 0; i < copy->fields.count; i++) {
        rebase(&copy->fields.list[i].name, head->bytes, copy->bytes);
        rebase(&copy->fields.list[i].value, head->bytes, copy->bytes);
    }
    return copy;
}

static void copy_fields(const struct http1_fields *from, struct http1_fields *to)
{
    clear_fields(to);
    to->count = from->count;
    memcpy(to->list, from->list, from->count * sizeof(*from->list));
}

static struct http1_error bad(uint16_t status, const char *reason)
{
    return (struct http1_error){.status = status, .reason = reason};
}

static struct http1_error check(const struct http2_head *head)
{
    if (head->too_large)
        return bad(431, "the head is too large");
    return head->wrong ? bad(400, head->wrong) : bad(0, NULL);
}

struct http1_error http2_head_request(const struct http2_head *head, const char *scheme, bool ends,
                                      struct http1_request *ret)
{
    struct http1_error error = check(head);
    memset(ret, 0, offsetof(struct http1_request, fields));
    copy_fields(&head->fields, &ret->fields);
    if (error.status)
        return error;
    if (head->protocol.at)
        return bad(501, "extended CONNECT is not offered");
    if (head->scheme.at && !http1_slice_is(head->scheme, scheme))
        return bad(400, "the scheme is not the connection's");
    return http1_request_assemble(head->method, head->authority, head->path, ends, ret);
}

struct http1_error http2_head_response(const struct http2_head *head, bool to_head, bool ends,
                                       struct http1_response *ret)
{
    struct http1_error error = check(head);
    memset(ret, 0, offsetof(struct http1_response, fields));
    copy_fields(&head->fields, &ret->fields);
    if (error.status)
        return bad(502, error.reason);
    return http1_response_assemble(head->status, to_head, ends, ret);
}

struct http1_error http2_head_trailers(struct http2_head *head)
{
    struct http1_error error = check(head);
    return error.status ? error : http1_trailers_assemble(&head->fields);
}
