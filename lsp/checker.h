/*
 * Checks of large documents in a thread of their own, one at a time, so that typing never waits for
 * them. The thread gets copies of everything and gives back an analysis; nothing is shared while it
 * runs but the two slots below, under a lock.
 *
 * Ownership: what was handed in and not taken back is freed with the checker, which waits for a
 * check under way.
 */
#ifndef EGRESS_LSP_CHECKER_H
#define EGRESS_LSP_CHECKER_H

#include <stdbool.h>

#include "lsp/analysis.h"

struct checker;

/* NULL where there are no threads to be had. */
struct checker *checker_new(void);
void checker_free(struct checker *checker);

/* Readable while there is a result. */
int checker_fd(const struct checker *checker);

/* False: it is busy. `uri` and `change` come back with the result. */
bool checker_start(struct checker *checker, const char *uri, uint64_t change, const char *bytes,
                   size_t len, enum document_kind kind, const struct settings *settings);

struct checker_result {
    char *uri; /* malloc'ed; the taker's */
    uint64_t change;
    struct analysis *analysis; /* the taker's */
};

bool checker_take(struct checker *checker, struct checker_result *ret_result);

#endif
