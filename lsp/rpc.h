/*
 * The frames of the base protocol (LSP 3.17, "Base Protocol"): header fields, an empty line, and a
 * body of Content-Length bytes of JSON. Bytes come in pieces of any size; bodies come out whole.
 *
 * Bounded: a header is at most RPC_HEADER_MAX_BYTES, a body RPC_BODY_MAX_BYTES. A larger body is
 * passed over as it arrives, without being kept. After a header that cannot be read nobody knows
 * where the next one starts, so nothing more is read.
 */
#ifndef EGRESS_LSP_RPC_H
#define EGRESS_LSP_RPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RPC_HEADER_MAX_BYTES 8192

/* The largest policy, every byte of it written as \u00XX. */
#define RPC_BODY_MAX_BYTES ((size_t)100 * 1024 * 1024)

enum rpc_result {
    RPC_MORE,      /* no whole body yet */
    RPC_BODY,      /* one; good until the next call */
    RPC_TOO_LARGE, /* one was announced that will be passed over; said once */
    RPC_BROKEN,    /* not a header */
};

/* Zeroed: at the start of a stream. */
struct rpc_reader {
    char *bytes; /* malloc'ed */
    size_t start;
    size_t end;
    size_t capacity;
    uint64_t passing_over; /* bytes of a body that is too large, still to come */
    bool broken;
};

void rpc_feed(struct rpc_reader *reader, const char *bytes, size_t len);
enum rpc_result rpc_next(struct rpc_reader *reader, const char **ret_body, size_t *ret_len);
void rpc_free(struct rpc_reader *reader);

/* Bytes that wait: for whoever decides whether to read on. */
static inline size_t rpc_waiting(const struct rpc_reader *reader)
{
    return reader->end - reader->start;
}

/*
 * Halves of surrogate pairs that stand alone ("\ud83d"), as an editor writes them that counts in
 * UTF-16, are no text; they become "\ufffd", which is as long. In place; false: there were none.
 */
bool rpc_mend_surrogates(char *body, size_t len);

#endif
