#include "tests/support/http2_raw.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define HEAD_LEN 9

static void put32(uint8_t *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* What the peer has closed on is not this file's to complain about. */
static void send_bytes(int fd, const void *bytes, size_t len)
{
    const char *at = bytes;
    while (len > 0) {
        ssize_t n = send(fd, at, len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        at += n;
        len -= (size_t)n;
    }
}

static bool read_bytes(int fd, uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = recv(fd, bytes, len, 0);
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

void raw_send(struct raw *raw, uint8_t type, uint8_t flags, int32_t id, const void *payload,
              size_t len)
{
    uint8_t *frame = malloc(HEAD_LEN + len);
    frame[0] = (uint8_t)(len >> 16);
    frame[1] = (uint8_t)(len >> 8);
    frame[2] = (uint8_t)len;
    frame[3] = type;
    frame[4] = flags;
    put32(frame + 5, (uint32_t)id);
    if (len)
        memcpy(frame + HEAD_LEN, payload, len);
    send_bytes(raw->fd, frame, HEAD_LEN + len);
    free(frame);
}

void raw_open(struct raw *raw, int fd, bool client)
{
    static const int on = 1;
    *raw = (struct raw){.fd = fd};
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    nghttp2_hd_inflate_new(&raw->inflater);
    if (client)
        send_bytes(fd, NGHTTP2_CLIENT_MAGIC, NGHTTP2_CLIENT_MAGIC_LEN);
    raw_send(raw, NGHTTP2_SETTINGS, 0, 0, NULL, 0);
}

void raw_close(struct raw *raw)
{
    if (raw->inflater)
        nghttp2_hd_inflate_del(raw->inflater);
    raw->inflater = NULL;
}

/* RFC 7541 section 5.1, with a prefix of 7 bits; section 5.2 without Huffman coding. */
static uint8_t *put_string(uint8_t *at, const char *text, size_t len)
{
    if (len < 127) {
        *at++ = (uint8_t)len;
    } else {
        size_t rest = len - 127;
        *at++ = 127;
        for (; rest >= 128; rest /= 128)
            *at++ = (uint8_t)(rest % 128 + 128);
        *at++ = (uint8_t)rest;
    }
    memcpy(at, text, len);
    return at + len;
}

size_t raw_block(const struct raw_field *fields, uint8_t block[RAW_BLOCK_MAX])
{
    uint8_t *at = block;
    for (; fields->name; fields++) {
        *at++ = 0;
        at = put_string(at, fields->name, strlen(fields->name));
        at = put_string(at, fields->value,
                        fields->value_len ? fields->value_len : strlen(fields->value));
    }
    return (size_t)(at - block);
}

void raw_headers(struct raw *raw, int32_t id, uint8_t flags, const struct raw_field *fields)
{
    static uint8_t block[RAW_BLOCK_MAX];
    size_t len = raw_block(fields, block);
    raw_send(raw, NGHTTP2_HEADERS, flags | NGHTTP2_FLAG_END_HEADERS, id, block, len);
}

void raw_data(struct raw *raw, int32_t id, uint8_t flags, const char *text)
{
    raw_send(raw, NGHTTP2_DATA, flags, id, text, strlen(text));
}

void raw_code(struct raw *raw, uint8_t type, int32_t id, uint32_t code)
{
    uint8_t payload[4];
    put32(payload, code);
    raw_send(raw, type, 0, id, payload, sizeof(payload));
}

void raw_goaway(struct raw *raw, int32_t last, uint32_t code)
{
    uint8_t payload[8];
    put32(payload, (uint32_t)last);
    put32(payload + 4, code);
    raw_send(raw, NGHTTP2_GOAWAY, 0, 0, payload, sizeof(payload));
}

/* Every block must be decoded, or the ones behind it make no sense. */
static void decode(struct raw *raw, struct raw_frame *frame)
{
    const uint8_t *at = frame->payload;
    size_t left = frame->len, used = 0;
    int flags = 0;
    if (frame->flags & NGHTTP2_FLAG_PRIORITY) {
        at += 5;
        left -= 5;
    }
    while (!(flags & NGHTTP2_HD_INFLATE_FINAL)) {
        nghttp2_nv nv;
        ssize_t n = nghttp2_hd_inflate_hd2(raw->inflater, &nv, &flags, at, left, 1);
        if (n < 0)
            return;
        at += n;
        left -= (size_t)n;
        if (flags & NGHTTP2_HD_INFLATE_EMIT)
            used += (size_t)snprintf(frame->text + used, sizeof(frame->text) - used, "%.*s: %.*s\n",
                                     (int)nv.namelen, (const char *)nv.name, (int)nv.valuelen,
                                     (const char *)nv.value);
        else if (n == 0)
            break;
    }
    nghttp2_hd_inflate_end_headers(raw->inflater);
}

bool raw_read(struct raw *raw, struct raw_frame *frame)
{
    uint8_t head[HEAD_LEN];
    if (!read_bytes(raw->fd, head, HEAD_LEN))
        return false;
    frame->len = (size_t)head[0] << 16 | (size_t)head[1] << 8 | head[2];
    frame->type = head[3];
    frame->flags = head[4];
    frame->id = (int32_t)(get32(head + 5) & 0x7fffffff);
    frame->text[0] = '\0';
    frame->code = 0;
    if (frame->len >= sizeof(frame->payload) || !read_bytes(raw->fd, frame->payload, frame->len))
        return false;
    if (frame->type == NGHTTP2_HEADERS)
        decode(raw, frame);
    if (frame->type == NGHTTP2_DATA) {
        memcpy(frame->text, frame->payload, frame->len);
        frame->text[frame->len] = '\0';
    }
    if (frame->type == NGHTTP2_RST_STREAM || frame->type == NGHTTP2_WINDOW_UPDATE)
        frame->code = get32(frame->payload);
    if (frame->type == NGHTTP2_GOAWAY)
        frame->code = get32(frame->payload + 4);
    return true;
}

bool raw_wait(struct raw *raw, uint8_t type, int32_t id, struct raw_frame *frame)
{
    while (raw_read(raw, frame))
        if (frame->type == type && frame->id == id)
            return true;
    return false;
}
