/*
 * http2_raw: HTTP/2 frames written and read one by one over a blocking socket, so that a test says
 * exactly what goes over the wire, right or wrong. Header blocks are written as literals without
 * Huffman coding or indexing (RFC 7541 section 6.2.2), so any byte may stand in a name or value.
 */
#ifndef EGRESS_TESTS_SUPPORT_HTTP2_RAW_H
#define EGRESS_TESTS_SUPPORT_HTTP2_RAW_H

#include <nghttp2/nghttp2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAW_PAYLOAD_MAX 65536
#define RAW_BLOCK_MAX 131072

struct raw_field {
    const char *name, *value;
    size_t value_len; /* 0: strlen(value) */
};

/* Ends with {0}. */
#define FIELDS(...) ((const struct raw_field[]){__VA_ARGS__, {0}})

struct raw {
    int fd;
    nghttp2_hd_inflater *inflater;
};

struct raw_frame {
    uint8_t type, flags;
    int32_t id;
    size_t len;
    uint8_t payload[RAW_PAYLOAD_MAX];
    char text[RAW_PAYLOAD_MAX]; /* of HEADERS: "name: value\n..."; of DATA: its bytes; NUL-ended */
    uint32_t code;              /* of RST_STREAM and GOAWAY; the increment of WINDOW_UPDATE */
};

/* Takes the socket, which stays the caller's. A client sends the preface; both send SETTINGS. */
void raw_open(struct raw *raw, int fd, bool client);
void raw_close(struct raw *raw);

void raw_send(struct raw *raw, uint8_t type, uint8_t flags, int32_t id, const void *payload,
              size_t len);
/* Returns the block's length. */
size_t raw_block(const struct raw_field *fields, uint8_t block[RAW_BLOCK_MAX]);
/* One HEADERS frame with END_HEADERS and `flags`. */
void raw_headers(struct raw *raw, int32_t id, uint8_t flags, const struct raw_field *fields);
void raw_data(struct raw *raw, int32_t id, uint8_t flags, const char *text);
void raw_code(struct raw *raw, uint8_t type, int32_t id, uint32_t code);
void raw_goaway(struct raw *raw, int32_t last, uint32_t code);

/* The next frame; false: the connection has ended (or nothing came in the socket's time). */
bool raw_read(struct raw *raw, struct raw_frame *frame);

/* Frames are read over until one of this type, on this stream. */
bool raw_wait(struct raw *raw, uint8_t type, int32_t id, struct raw_frame *frame);

#endif
