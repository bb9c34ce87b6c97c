/*
 * http1: HTTP/1.0 and 1.1 message heads (RFC 9110, RFC 9112), read strictly and written anew.
 *
 * A proxy that decides over requests must read them as the server behind it does. Whatever two
 * readers could take for different requests is refused here (RFC 9112 section 11.2), and what goes
 * on is never the bytes that came but a head written from what was understood.
 *
 * Where to start: http1_scan finds the end of a head; http1_request_read and http1_response_read
 * make sense of it; http1_request_write and http1_response_write put it together again.
 *
 * Slices are borrowed from the head that was read, which must outlive the struct.
 */
#ifndef EGRESS_RUNTIME_WIRE_HTTP1_H
#define EGRESS_RUNTIME_WIRE_HTTP1_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/wire/name.h"

#define HTTP1_HEAD_MAX 65536 /* bytes of a head; servers take 8 to 64 kB */
#define HTTP1_FIELDS_MAX 128
#define HTTP1_METHOD_MAX 32

struct http1_slice {
    const char *at;
    size_t len;
};

struct http1_field {
    struct http1_slice name, value;
    bool drop;        /* of this connection only, or written anew: does not go on */
    bool never_index; /* HTTP/2: compression must not remember the value (RFC 7541 section 7.1.3) */
};

/* How long the body is, RFC 9112 section 6.3. */
enum http1_framing {
    HTTP1_NO_BODY,
    HTTP1_LENGTH,
    HTTP1_CHUNKED,
    HTTP1_UNTIL_CLOSE, /* responses only */
};

/* What the fields say, of a request or a response. */
struct http1_fields {
    struct http1_field list[HTTP1_FIELDS_MAX];
    size_t count;
    bool has_length;
    uint64_t length;
    bool chunked;
    bool close;          /* Connection: close */
    bool keep_alive;     /* Connection: keep-alive, which only HTTP/1.0 needs */
    bool upgrade;        /* Connection: upgrade */
    bool takes_trailers; /* TE: trailers */
    struct http1_slice upgrade_to;
};

enum http1_target {
    HTTP1_ORIGIN,    /* /path?query */
    HTTP1_ABSOLUTE,  /* http://host/path?query */
    HTTP1_AUTHORITY, /* host:port, of CONNECT */
    HTTP1_ASTERISK,  /* *, of OPTIONS */
};

struct http1_request {
    struct http1_slice method;
    enum http1_target target;
    struct http1_slice path; /* with the query; "/" where the URL had none; "" for AUTHORITY */
    bool path_needs_slash;   /* absolute form, "http://host?query": `path` starts at the '?' */
    uint8_t minor;           /* HTTP/1.minor */
    bool has_host;
    bool host_is_address;
    char host[NAME_SIZE]; /* lower case name or dotted address */
    uint32_t host_ip;     /* host byte order; if host_is_address */
    uint16_t port;        /* 0: none given */
    bool expect_continue;
    enum http1_framing framing;
    struct http1_fields fields;
};

struct http1_response {
    uint8_t minor;
    uint16_t status;
    struct http1_slice reason;
    enum http1_framing framing;
    struct http1_fields fields;
};

/* Why a head was refused. status 0: none. For requests the status to answer with. */
struct http1_error {
    uint16_t status;
    const char *reason; /* for a person */
};

enum http1_scan_status { HTTP1_SCAN_MORE, HTTP1_SCAN_DONE, HTTP1_SCAN_BAD };

/* Zero-initialise for each head. */
struct http1_scan {
    size_t at;       /* bytes looked at so far */
    size_t head_len; /* DONE: length of the head with its empty line */
    struct http1_error error;
};

/* Looks for the end of the head that starts at `bytes`; linear over all calls for one head. */
enum http1_scan_status http1_scan(struct http1_scan *scan, const char *bytes, size_t len);

/* `head` is what http1_scan found. An error with status 0 is success. */
struct http1_error http1_request_read(const char *head, size_t head_len, struct http1_request *ret);

/* `to_head`: it answers a HEAD request. A 2xx answer to CONNECT is the caller's to see. */
struct http1_error http1_response_read(const char *head, size_t head_len, bool to_head,
                                       struct http1_response *ret);

/*
 * Heads that came in parts, as HTTP/2 brings them, made sense of as strictly. The caller has zeroed
 * *ret and put the fields (names in lower case, Host among them) in ret->fields. `ends`: no body
 * follows. A body without a length counts as chunked.
 */
struct http1_error http1_request_assemble(struct http1_slice method, struct http1_slice authority,
                                          struct http1_slice target, bool ends,
                                          struct http1_request *ret);
struct http1_error http1_response_assemble(struct http1_slice status, bool to_head, bool ends,
                                           struct http1_response *ret);

/*
 * The fields behind a body. Those that would change what the message is, or whose it is, do not go
 * on (RFC 9110 section 6.5.1).
 */
struct http1_error http1_trailers_assemble(struct http1_fields *fields);

/* A head written anew is at most this much longer than the one that was read. */
#define HTTP1_WRITE_EXTRA 512

/* How the connection that the head goes out on is to be used. */
struct http1_connection {
    bool close;      /* no other message follows */
    bool keep_alive; /* say so, for an HTTP/1.0 peer */
    bool upgrade;    /* let the Upgrade field pass */
};

/* Both return the length written to `out`, which has room for head_len + HTTP1_WRITE_EXTRA. */
size_t http1_request_write(const struct http1_request *request, struct http1_connection connection,
                           char *out);
size_t http1_response_write(const struct http1_response *response,
                            struct http1_connection connection, char *out);

bool http1_slice_is(struct http1_slice slice, const char *text); /* exactly */
bool http1_slice_is_nocase(struct http1_slice slice, const char *text);

#endif
