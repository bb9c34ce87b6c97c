/*
 * The documents that are open in the client: their text as the client has it, and the analysis of
 * it.
 *
 * Invariant: a document's text is the client's. An edit that names places outside of it is done at
 * the nearest place, as LSP asks for; one that cannot be read at all makes the document lost, and
 * of a lost one nothing is said until it is sent whole again.
 *
 * Bounded: DOCUMENTS_MAX of them, DOCUMENTS_MAX_BYTES of text in all. What is beyond is lost, too.
 */
#ifndef EGRESS_LSP_DOCUMENTS_H
#define EGRESS_LSP_DOCUMENTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/pieces.h"
#include "lsp/analysis.h"
#include "lsp/text.h"

#define DOCUMENTS_MAX 4096
#define DOCUMENTS_MAX_BYTES ((uint64_t)256 * 1024 * 1024)

/* The most that one text may grow to; far beyond what is read as a policy. */
#define DOCUMENT_MAX_BYTES ((uint32_t)64 * 1024 * 1024)

/* An edit since the last analysis: bytes [start, old_end) became [start, new_end). */
struct edit {
    uint32_t start;
    uint32_t old_end;
    uint32_t new_end;
};

#define EDITS_MAX 256

/* What a client was last told of tokens, for the differences. */
struct told_tokens {
    uint64_t id;
    uint32_t *data; /* malloc'ed */
    uint32_t count;
};

struct document {
    char *uri;
    enum document_kind kind;
    int64_t version;
    struct text text;
    bool lost;

    struct analysis *analysis; /* the last one, of `analysed`; NULL: none yet */
    uint64_t change;           /* counts edits and changes of settings */
    uint64_t analysed;         /* the change that the analysis is of */
    uint64_t used;             /* when the analysis was last asked for, counted */
    struct analysis *quick; /* of a large document that has not settled: without lints; or NULL */
    uint64_t quick_of;      /* the change that it is of */
    struct edit edits[EDITS_MAX]; /* since then */
    uint32_t edit_count;
    bool edits_overflow; /* there were more: places of the old analysis mean nothing */

    struct pieces *pieces; /* of a large policy: its errors, kept up to date; else NULL */

    bool due;           /* diagnostics are to be told */
    uint64_t settle_at; /* when a large document is checked whole; 0: it is, or is being */
    bool checking;      /* a check beside is under way */
    struct told_tokens tokens;
};

struct documents {
    struct document **items;
    uint32_t count;
    uint32_t capacity;
    uint64_t bytes;
    uint64_t changes; /* the last number given to a change */
};

void documents_free(struct documents *documents);
struct document *documents_find(const struct documents *documents, const char *uri);

/* A new one, or the one of that name with a new text. NULL: there are too many. */
struct document *documents_open(struct documents *documents, const char *uri, const char *language,
                                int64_t version, const char *bytes, size_t len);
void documents_close(struct documents *documents, struct document *document);

/* `contentChanges` in order; the document is lost where they are no such thing. */
void documents_change(struct documents *documents, struct document *document,
                      enum text_encoding encoding, const json_t *changes);

/* Its analysis is of another time: settings have changed. */
void documents_touch(struct documents *documents, struct document *document);

/*
 * Gives up analyses but for the ANALYSES_MAX used last; they are made again when they are asked
 * for. Not to be called while one is in use.
 */
#define ANALYSES_MAX 64
void documents_trim(struct documents *documents);

/* A place of the last analysis in the text as it is now; false: it was edited itself. */
bool document_follow(const struct document *document, struct span *span);

#endif
