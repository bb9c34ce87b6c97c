/*
 * conn: one connection of the guarded set, from the accept to its end. Internal to this room.
 *
 *              +-> DNS (another room)
 *   WHO -------+-> FIRST --> HELLO ----+--> RESOLVE --+--> CONNECT --> RELAY
 *    |               |                 |     ^        |      ^  |
 *    |               v                 |     |        |      |  v
 *    |         SILENT, AHEAD ----------+  HTTP_HEAD --+------+ HTTP_EXCHANGE
 *    |                                       |  ^-----------------+
 *    +----> reset      HTTP2                 +--> LINGER
 *
 * TLS that is intercepted goes from CONNECT to SERVER_TLS and CLIENT_TLS, and on to HTTP_HEAD or
 * HTTP2, or by way of TLS_FIRST to RELAY. A server that is connected again for a later request goes
 * through SERVER_TLS to HTTP_EXCHANGE.
 *
 * The state says what is awaited. conn_step is given every input and hands it to the state's own
 * function, which may enter another state; the new state's function then runs with INPUT_ENTER.
 * Nothing is freed inside a step: conn_end closes the sockets and queues the memory.
 */
#ifndef EGRESS_RUNTIME_PROXY_CONN_H
#define EGRESS_RUNTIME_PROXY_CONN_H

#include <sys/queue.h>

#include "runtime/proxy/proxy.h"
#include "runtime/proxy/side.h"
#include "runtime/wire/hello.h"
#include "runtime/wire/hello_watch.h"
#include "runtime/wire/http1.h"
#include "runtime/wire/http1_body.h"

enum conn_state {
    /* first.c */
    CONN_WHO,    /* awaits: whose connection it is */
    CONN_FIRST,  /* the client's first bytes */
    CONN_SILENT, /* them still: it has been silent, and raw bytes would be refused */
    CONN_AHEAD, /* either side's first bytes; the server is being connected meanwhile, for raw bytes
                   to it are allowed */
    CONN_HELLO, /* the rest of a TLS hello */
    /* connect.c */
    CONN_RESOLVE, /* our own look-up of the name that the client claims */
    CONN_CONNECT, /* the server */
    /* intercept.c */
    CONN_SERVER_TLS, /* the handshake with the server */
    CONN_CLIENT_TLS, /* the one with the client */
    CONN_TLS_FIRST,  /* the first bytes inside TLS, where no protocol was agreed on */
    /* relay.c */
    CONN_RELAY, /* either side's next bytes */
    /* http_head.c, http_exchange.c */
    CONN_HTTP_HEAD,     /* a request's head */
    CONN_HTTP_EXCHANGE, /* the rest of the request, and the response */
    /* http2.c */
    CONN_HTTP2, /* frames of either side, with many requests at once */
    /* conn.c */
    CONN_LINGER, /* the client to read our last words and close */
    CONN_ENDED,  /* nothing: to be freed */
    CONN_STATE_COUNT
};

enum conn_input {
    INPUT_ENTER, /* the state was just entered */
    INPUT_CLIENT_READABLE,
    INPUT_CLIENT_WRITABLE,
    INPUT_SERVER_READABLE,
    INPUT_SERVER_WRITABLE,
    INPUT_WHO,
    INPUT_RESOLVED,
    INPUT_TIMEOUT,
};

/* What the client turned out to speak. */
enum conn_kind { KIND_UNKNOWN, KIND_RAW, KIND_TLS, KIND_HTTP };

/* How the name that the client claims (SNI, Host) stands. */
enum conn_claim {
    CLAIM_NONE,
    CLAIM_MADE,       /* counts only where the name is bound to the destination */
    CLAIM_RESOLVED,   /* our own look-up found the destination among its addresses */
    CLAIM_UNRESOLVED, /* it did not */
    CLAIM_PROVED,     /* the server's certificate, verified, covers the name */
};

/* TLS that ends here. */
struct intercept {
    char name[NAME_SIZE]; /* of the server: what the hello said, or the destination's address */
    bool is_established;  /* the name was bound to the address, or looked up, before */
    bool offers_http1, offers_http2; /* the client, by ALPN */
    bool encrypted;                  /* its hello is */
    bool has_place;                  /* among the handshakes under way */
    bool is_ready;                   /* both handshakes are done */
    enum tls_protocol protocol;      /* that was agreed on, with both */
    struct verdict verdict;          /* on the hello: allowed, or for inspection only */
    char *failure; /* owned; why the server cannot be used, for a client that asks all the same */
};

/* The HTTP exchange under way. */
struct http {
    struct http1_scan request_scan, response_scan;
    struct http1_body request_body, response_body;
    char method[HTTP1_METHOD_MAX + 1];
    uint8_t minor;       /* of the client's HTTP/1.x */
    bool keeps_alive;    /* the client wants to send another request */
    bool has_body;       /* of the request */
    bool is_connect;     /* CONNECT, and it was forwarded */
    bool may_upgrade;    /* an Upgrade was forwarded */
    bool request_done;   /* the request has been passed on whole */
    bool response_begun; /* the final response's head has been passed on */
    bool response_done;
    bool closes;        /* the client's connection ends with this response */
    bool server_closes; /* the server's does */
    bool server_used;   /* an earlier request went over this connection to the server */
    uint32_t interim;   /* 1xx responses so far */
    uint32_t requests;  /* on this client connection */
};

struct conn {
    LIST_ENTRY(conn) link;
    struct proxy *proxy;
    enum conn_state state;
    bool entered; /* by the step that is running */
    enum conn_kind kind;
    struct side client, server;

    struct event timer;
    int64_t deadline_ms; /* of the state */
    uint32_t idle_ms;    /* not 0: the deadline is that long after the last bytes */

    struct who_request *who;
    struct who_answer flow; /* its process pointer is not used */
    struct who_question local;
    struct process_facts *process; /* owned; NULL: unknown */

    bool by_address;   /* an address rule allows this destination, whatever is said to it */
    bool written_down; /* the connection (of HTTP: some request) has its line in the log */
    bool let_through;  /* audit mode: denied, and written down as such; a request, or all of it */
    enum conn_claim claim;
    char *claimed; /* owned */
    char *url;     /* owned; HTTP: of the request under way */
    struct verdict verdict;
    struct resolver_request *lookup;

    struct hello *hello; /* HELLO only */
    size_t hello_bytes;  /* of client.in: the hello that was asked about */
    /* RELAY: what the client sends is looked at for a while, see relay.c. At most one of the two.
     */
    struct evbuffer *first_line; /* as far as it has come */
    struct hello_watch *hello_watch;
    struct http *http;           /* owned; KIND_HTTP */
    struct http2_conn *http2;    /* owned; state HTTP2, then `http` is about the request at hand */
    struct intercept *intercept; /* owned; NULL: what comes is passed on as it is */
    uint32_t lingered;           /* bytes thrown away in LINGER */
    size_t counted;              /* bytes of ours in proxy->buffered_bytes */
};

struct proxy {
    struct proxy_config config;
    struct event *acceptable;
    struct event *resume; /* accepting again after descriptors ran out */
    struct event *reap;   /* frees what has ended */
    LIST_HEAD(, conn) conns;
    LIST_HEAD(, conn) ended;
    uint64_t accepted;
    uint32_t open;
    uint32_t handshakes; /* under way */
    uint64_t buffered_bytes;
    int64_t complained_ms;
    struct http1_request request;   /* scratch: valid within a step */
    struct http1_response response; /* scratch, likewise */
    struct http2_head *spare_head;  /* owned; see runtime/http2/session.h */
};

int64_t proxy_now_ms(void);

/* ---- conn.c ---- */

/* Takes over `fd`. NULL on lack of memory (the fd is closed). */
struct conn *conn_new(struct proxy *proxy, int fd, const struct who_question *local);
void conn_free(struct conn *conn);
void conn_step(struct conn *conn, enum conn_input input);
void conn_enter(struct conn *conn, enum conn_state state);

/* Takes over `fd`, a socket that is connected to the destination or being connected. */
void conn_open_server(struct conn *conn, int fd, bool connected);

/* Ends the connection with RST on both sides, or in order. */
void conn_abort(struct conn *conn);
void conn_end(struct conn *conn);

/* The state's deadline: from now, or (`idle`) from the last bytes. */
void conn_deadline(struct conn *conn, uint32_t ms, bool idle);
void conn_touch(struct conn *conn); /* bytes have moved */

/* How much each direction may hold now. */
size_t conn_buffer_limit(const struct conn *conn);

/* ---- judge.c ---- */

/* Fills in destination and process, and asks. */
struct verdict conn_ask(const struct conn *conn, struct decide_event event);
/* About bytes that say no name: any name bound to the address counts. */
struct verdict conn_ask_raw(const struct conn *conn);
/* By address alone: no name counts. */
struct verdict conn_ask_address(const struct conn *conn);
/* Allowed, and not only for inspection. */
bool conn_allows(struct verdict verdict);

/* Sets what the client claims; NULL for nothing. false on lack of memory. */
bool conn_claims(struct conn *conn, const char *name);

/* Why something is denied: a word of runtime/log/errors.def (NULL: by the policy), and a text. */
struct conn_denial {
    const char *error;
    uint16_t status; /* that a request is answered with; 0: 403 */
    char reason[NAME_SIZE + 128];
};

enum conn_outcome {
    OUTCOME_ALLOWED,
    OUTCOME_LOOK_UP, /* the claimed name is to be looked up; ask again when that is done */
    OUTCOME_DENIED,
};

/* Asks the policy about what the client wants, claim and URL included. Sets conn->verdict. */
enum conn_outcome conn_decide(struct conn *conn, struct conn_denial *ret_denial);

/* The same; then connects, looks up or refuses. */
void conn_judge(struct conn *conn);

/* The hello is encrypted, and is to be passed on as it is. */
void conn_refuse_encrypted(struct conn *conn);

/* Refuses what was decided to be denied. */
void conn_deny(struct conn *conn, const struct conn_denial *denial);

/* Denies for a reason that is not a rule's, then refuses as the kind of traffic wants it. */
void conn_refuse(struct conn *conn, const char *error, const char *reason);

/* ---- audit.c ---- */

/* After a denial was written down: true where it is let through all the same, by way of CONNECT. */
bool audit_passes(struct conn *conn);
bool audit_passes_raw(struct conn *conn); /* likewise, as bytes that nobody looks at any more */

/* Does what was written down as trouble not matter? */
bool audit_ignores(const struct conn *conn);

/* ---- record.c ---- */

/* Is what the client claims true of the destination, as far as we can know? */
bool conn_claim_holds(const struct conn *conn);

/* Writes the line of what was decided. false: it could not be written, so nothing is allowed (in
 * audit mode true all the same). */
bool conn_write_down(struct conn *conn, const char *error, const char *reason);

/* After that line: what went wrong, for what ends now. */
void conn_write_trouble(struct conn *conn, const char *error, const char *reason);

/* ---- first.c ---- */

void first_step_who(struct conn *conn, enum conn_input input);
void first_step(struct conn *conn, enum conn_input input);
void first_step_silent(struct conn *conn, enum conn_input input);
void first_step_ahead(struct conn *conn, enum conn_input input);
void first_step_hello(struct conn *conn, enum conn_input input);

/* ---- connect.c ---- */

void connect_step_resolve(struct conn *conn, enum conn_input input);
void connect_step(struct conn *conn, enum conn_input input);

/* Begins to connect the server's side. false, with errno set, if that failed at once. */
bool connect_start(struct conn *conn);
int connect_error(struct conn *conn); /* of a socket that has become writable; 0: connected */

/* For a look-up of the claimed name: may this resolver be asked, and what its answer makes of the
 * claim. */
bool connect_may_look_up(uint32_t ip, uint16_t port, const char *name, const struct conn *conn);
enum conn_claim connect_looked_up(const struct conn *conn, const uint32_t *addresses, size_t count);

/* A word of runtime/log/errors.def. */
const char *connect_error_word(int error);

/* The server cannot be used, though the policy allows it. */
void conn_unreachable(struct conn *conn, int error);

/* ---- intercept.c ---- */

/* Keeps of the hello what interception needs. false on lack of memory. */
bool intercept_begin(struct conn *conn);
void intercept_drop(struct conn *conn); /* it will not be intercepted, or ends */

/* The verdict on the hello allows it: goes on to both handshakes. */
void intercept_start(struct conn *conn);
void intercept_give_place(struct conn *conn);

/* May a request name that host (NULL: none)? Then the claim is settled, too. */
bool intercept_settle_authority(struct conn *conn, const char *host);

/*
 * Why no request will be passed on, though the handshake with the client was done, to tell it so;
 * NULL: there is a server.
 */
const char *intercept_failure(const struct conn *conn);

/* The client ends without having asked for anything: its line, if there is none, and the end. */
void intercept_write_unspoken(struct conn *conn);
void intercept_end_unspoken(struct conn *conn);

/* Are other bytes than requests allowed inside? */
bool intercept_allows_raw(const struct conn *conn);

void intercept_step_server(struct conn *conn, enum conn_input input);
void intercept_step_client(struct conn *conn, enum conn_input input);
void intercept_step_first(struct conn *conn, enum conn_input input);

/* ---- relay.c ---- */

/* What was allowed is written down, then passed on: enters RELAY, or ends the connection. */
void relay_begin(struct conn *conn);
void relay_step(struct conn *conn, enum conn_input input);
void relay_drop_guards(struct conn *conn);

/* ---- http_head.c ---- */

void http_begin(struct conn *conn);

/* Nothing is known of the next request yet. */
void http_forget(struct conn *conn);

/* Sets what is asked and written down of a request: method, URL, claim. false: no memory. */
bool http_note(struct conn *conn, const struct http1_request *request);

/* conn_decide for the request that was noted. */
enum conn_outcome http_decide(struct conn *conn, const struct http1_request *request,
                              struct conn_denial *ret_denial);

void http_step_head(struct conn *conn, enum conn_input input);

/* ---- http2.c ---- */

void http2_begin(struct conn *conn);
void http2_step(struct conn *conn, enum conn_input input);
bool http2_reads_client(const struct conn *conn);
bool http2_reads_server(const struct conn *conn);
bool http2_writes_client(const struct conn *conn);
bool http2_writes_server(const struct conn *conn);
size_t http2_held_bytes(const struct conn *conn);
void http2_cancel(struct conn *conn); /* no call comes any more */
void http2_close(struct conn *conn);  /* frees conn->http2 */

/* ---- http_exchange.c ---- */

/* The request was allowed and the server is there. */
void http_forward(struct conn *conn);
void http_step_exchange(struct conn *conn, enum conn_input input);

/* ---- http_answer.c ---- */

/* Answers the request under way with a refusal, a bad gateway, ... and goes on or lingers. */
void http_answer(struct conn *conn, uint16_t status, const char *reason);

/* Writes the text of such an answer, about the request that was noted. Returns its length. */
size_t http_explain(const struct conn *conn, uint16_t status, const char *reason, char *text,
                    size_t size);
#define HTTP_EXPLAIN_MAX 2048

#endif
