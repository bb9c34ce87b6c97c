/*
 * http2_conn: an HTTP/2 connection of the guarded set. Internal to http2*.c.
 *
 *    client's socket                                            server's socket
 *         |  in                                                      |  in
 *         v                                                          v
 *      client session --- request ---> stream ---> request --- server session
 *      (we are the       up: its body waits here               (we are the client
 *       server of it)    down: the response's body               of it)
 *         |                                                          |
 *         v  out                                                     v  out
 *
 * Each request is asked of the policy by itself. It is refused on its own stream, or goes on as a
 * stream of the one connection to the server, which is opened for the first that is allowed.
 *
 * A stream lives until it is closed on both sides. Sessions call back from within http2_receive and
 * http2_send; nothing of the connection is ended there, only noted for the step to see.
 */
#ifndef EGRESS_RUNTIME_PROXY_HTTP2_CONN_H
#define EGRESS_RUNTIME_PROXY_HTTP2_CONN_H

#include "runtime/http2/messages.h"
#include "runtime/http2/session.h"
#include "runtime/proxy/conn.h"

enum stream_state {
    STREAM_LOOK_UP,   /* awaits: the look-up of the name that it claims */
    STREAM_CONNECT,   /* allowed; awaits the server */
    STREAM_FORWARDED, /* the server's response */
    STREAM_ANSWERED,  /* that our answer is sent */
};

struct stream {
    TAILQ_ENTRY(stream) link;
    struct conn *conn;
    enum stream_state state;
    int32_t client_id, server_id;  /* server_id 0: none yet */
    bool client_open, server_open; /* on that session */
    bool ends;                     /* the request has no body */
    bool to_head;
    bool request_done;   /* it has come whole */
    bool response_begun; /* the final response's head has been passed on */
    uint32_t interim;
    int64_t moved_ms; /* when a byte or head of it went on */
    struct http2_body up, down;
    struct http2_head *head; /* owned; LOOK_UP, CONNECT: the request */
    bool looking;            /* counted in http2_conn.looking */
    struct resolver_request *lookup;
    enum conn_claim claim;
    struct verdict verdict;
    bool let_through; /* as in struct conn */
};

/* What the connection's deadline is about. */
enum http2_wait {
    WAIT_NOTHING,
    WAIT_REQUEST,
    WAIT_HEAD,
    WAIT_LOOK_UP,
    WAIT_CONNECT,
    WAIT_STREAMS,
};

TAILQ_HEAD(stream_list, stream);

struct http2_conn {
    struct http2 *client;
    struct http2 *server;       /* NULL: no connection yet */
    struct stream_list streams; /* oldest first */
    struct stream_list spare;   /* closed ones, for the next requests */
    uint32_t stream_count, spare_count;
    uint32_t looking;  /* streams that await a look-up */
    size_t held_bytes; /* in the bodies of all streams */
    int64_t now_ms;    /* of the step */
    enum http2_wait wait;
    bool wants_server; /* a stream awaits it */
    bool connecting;
    bool client_over; /* its session takes no more */
    bool draining;    /* the server takes no more streams, so neither do we */
    bool leaving;     /* as draining, and the client has been told */
};

/* ---- http2_streams.c ---- */

extern const struct http2_events http2_client_events, http2_server_events;

/* The server's session is there: requests that await it go. */
void streams_forward(struct conn *conn);

/* Those that await the server get `status`; a line is written of each. */
void streams_unreachable(struct conn *conn, int error);

/* The server's session is gone: what it has not answered whole fails. */
void streams_lose_server(struct conn *conn, const char *error, const char *reason);

/* Asks again about those whose look-up has come to an end. */
void streams_judge_resolved(struct conn *conn);

/* They have had their time. */
void streams_stop_looking(struct conn *conn);

/* Resets what has waited too long. */
void streams_check(struct conn *conn);

/* Cancels look-ups. */
void streams_cancel(struct conn *conn);

void streams_free(struct conn *conn);

const char *http2_scheme(const struct conn *conn);

#endif
