/*
 * Inside lsp/: the server's state, and what the families of capabilities share. There are no
 * globals; everything hangs on struct server.
 *
 * A request's handler appends one JSON value to *out and returns ANSWERED, or FAILED after
 * server_fail; what it appended is then taken back. DEFERRED: the answer comes later, from a job.
 */
#ifndef EGRESS_LSP_INTERNAL_H
#define EGRESS_LSP_INTERNAL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lsp/analysis.h"
#include "lsp/documents.h"
#include "lsp/json.h"
#include "lsp/out.h"
#include "lsp/rpc.h"
#include "lsp/server.h"
#include "lsp/settings.h"
#include "lsp/text.h"

/* Codes of errors: JSON-RPC 2.0 and LSP 3.17, "Response Message". */
enum {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
    RPC_NOT_INITIALIZED = -32002,
    LSP_REQUEST_FAILED = -32803,
    LSP_REQUEST_CANCELLED = -32800,
};

enum server_state {
    STATE_NEW, /* waits for "initialize" */
    STATE_RUNNING,
    STATE_SHUTDOWN, /* waits for "exit" */
    STATE_ENDED,
};

/* What the client said that it can do. */
struct client {
    enum text_encoding encoding;
    bool pulls_diagnostics;
    bool refreshes_diagnostics;
    bool related_information;
    bool code_descriptions;
    bool unnecessary_tag;
    bool hierarchical_symbols;
    bool progress;
    bool configuration;
    bool watches_files;
    bool refreshes_lenses;
    bool refreshes_hints;
};

#define QUEUE_MAX 256

struct message {
    json_t *json;
    bool cancelled;
};

struct checker;
struct workspace;
struct pulls;
struct lens_log;

struct server {
    struct server_host host;
    enum server_state state;
    int exit_code;
    bool hung_up; /* nothing more will arrive */

    struct rpc_reader reader;
    struct message queue[QUEUE_MAX]; /* a ring */
    uint32_t queue_first;
    uint32_t queue_count;
    struct out body;               /* of the message being written */
    struct out frame;              /* the same with its header */
    int64_t last_request;          /* number of the last request to the client */
    int64_t configuration_request; /* the one whose answer is awaited; 0: none */

    struct client client;
    struct settings given;    /* by the command line */
    struct settings settings; /* with the client's */
    struct documents documents;
    struct workspace *workspace;
    struct pulls *pulls;                 /* diagnoses of the workspace under way */
    struct lens_log *log;                /* NULL: not read yet */
    uint64_t settings_number;            /* counts changes of them */
    struct policy_options piece_options; /* of `settings`; documents' pieces borrow it */
    struct checker *checker;             /* NULL without threads */
    uint64_t token_results;              /* the last resultId given */

    const json_t *request_id; /* of the request being answered, borrowed */
    int failure;
    const char *failure_text; /* static, or in `scratch` */
    struct arena scratch;     /* of the message being handled */
};

enum answer { ANSWERED, FAILED, DEFERRED };

typedef enum answer (*request_handler)(struct server *server, const json_t *params,
                                       struct out *out);
typedef void (*notification_handler)(struct server *server, const json_t *params);

/* text: static, or memory of server->scratch. */
enum answer server_fail(struct server *server, int code, const char *text);

/* ---- dispatch.c ---- */

request_handler dispatch_request(const char *method);
notification_handler dispatch_notification(const char *method);

/* ---- messages to the client (server.c) ---- */

/* A notification or request up to its params, which the caller writes; then message_send. */
struct out *message_notification(struct server *server, const char *method);
struct out *message_request(struct server *server, const char *method, int64_t *ret_number);
struct out *message_response(struct server *server, const json_t *id);
void message_failure(struct server *server, const json_t *id, int code, const char *text);
void message_send(struct server *server);

/* A request without parameters whose answer says nothing. */
void message_refresh(struct server *server, const char *method);

/* Message types of window/logMessage and showMessage. */
enum { MESSAGE_ERROR = 1, MESSAGE_WARNING, MESSAGE_INFO, MESSAGE_LOG };

__attribute__((format(printf, 3, 4))) void server_log(struct server *server, int type,
                                                      const char *format, ...);

/* An id (number or text) as a value. */
void out_id(struct out *out, const json_t *id);

/* ---- lifecycle.c ---- */

/* The settings as the command line gives them, with an object of the client's over them. */
void lifecycle_configure(struct server *server, const json_t *object);
void lifecycle_response(struct server *server, const json_t *message);

/* ---- documents and places (asked.c) ---- */

/* The document that `textDocument` names; NULL after server_fail. */
struct document *asked_document(struct server *server, const json_t *params);

/*
 * Its analysis, of the text as it is now. Of a large document that has not settled it may lack
 * lints; document_checked never does, and may take its time.
 */
struct analysis *document_analysis(struct server *server, struct document *document);
struct analysis *document_checked(struct server *server, struct document *document);

/* What a position points at. */
struct spot {
    struct document *document;
    struct analysis *analysis;
    uint32_t file;     /* offset in the document */
    struct part *part; /* NULL: no policy stands there; its lines are there */
    uint32_t text;     /* offset in the part */
    uint32_t line;     /* index into part->lines; NO_INDEX: neither rule nor header */
};

/* False after server_fail. */
bool asked_spot(struct server *server, const json_t *params, struct spot *ret_spot);
struct spot spot_at(struct document *document, struct analysis *analysis, uint32_t file);

/* The span that params' "range" is. False after server_fail. */
bool asked_range(struct server *server, const json_t *params, const struct document *document,
                 struct span *ret_span);

/* A Range of any text; of a span of the document, or of a part of it. */
void out_text_range(struct out *out, const struct text *text, enum text_encoding encoding,
                    struct span span);
void out_range(struct server *server, struct out *out, const struct document *document,
               struct span file);
void out_part_range(struct server *server, struct out *out, const struct document *document,
                    const struct part *part, struct span text);
void out_place(struct server *server, struct out *out, const struct document *document,
               uint32_t file);

/* {uri, range} */
void out_location(struct server *server, struct out *out, const struct document *document,
                  struct span file);

/* {range, newText} */
void out_edit(struct server *server, struct out *out, const struct document *document,
              struct span file, const char *text, size_t len_bytes);

/* {kind: markdown, value} */
void out_markdown(struct out *out, const char *text);

/* ---- publish.c ---- */

bool publish_step(struct server *server);
int publish_wait_ms(const struct server *server);
void publish_nothing(struct server *server, const char *uri);

/* The items of a document whose analysis is of now, or as it is shown until then. */
void publish_items(struct server *server, struct document *document, struct out *out);
void publish_analysis_items(struct server *server, const char *uri, const struct text *text,
                            const struct diagnostics *found, struct out *out);
bool publish_pushes(const struct server *server);

/* Its analysis is of the text as it is now. */
bool document_is_settled(const struct document *document);

/* One Diagnostic, with places in `text`. */
void publish_diagnostic(struct server *server, const char *uri, const struct text *text,
                        const struct diagnostic *item, struct out *out);

/* The link to a code's page, under `docs`. */
const char *publish_page(struct arena *arena, const char *docs, enum diagnostic_code code);

/* ---- lenses.c ---- */

/* The log may have changed. */
void lenses_forget(struct server *server);

/* ---- symbols.c ---- */

/* SymbolInformation of all that is called like `query`, in an open array. */
void symbols_out_found(struct server *server, struct out *out, const char *uri,
                       const struct text *text, struct analysis *analysis, const char *query);

/* ---- format.c ---- */

/* Edits that make `to` of `from`, line by line, as items of an open array. `from` is the text's. */
void out_edits_between(struct server *server, struct out *out, const struct document *document,
                       const char *to, size_t to_len);

#endif
