/*
 * A language server in memory, for tests: what it sends is kept as text, its clock stands still
 * unless moved, and it sees no files.
 */
#ifndef EGRESS_TESTS_SUPPORT_LANGUAGE_SERVER_H
#define EGRESS_TESTS_SUPPORT_LANGUAGE_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "lsp/out.h"
#include "lsp/server.h"

struct language_server {
    struct server *server;
    struct out sent; /* all messages so far, frames and all */
    uint64_t now_ms;
};

/* `threads`: checks of large documents run beside, as in the program. */
void language_server_start(struct language_server *ls, bool threads);
void language_server_end(struct language_server *ls);

/* A body, in a frame; then everything is done that can be. */
void language_server_say(struct language_server *ls, const char *body, size_t len);
__attribute__((format(printf, 2, 3))) void language_server_sayf(struct language_server *ls,
                                                                const char *format, ...);

/* initialize and initialized, with that object of capabilities. */
void language_server_initialize(struct language_server *ls, const char *capabilities);
void language_server_open(struct language_server *ls, const char *uri, const char *language,
                          const char *text, size_t len);

/* Forgets what was sent. */
void language_server_forget(struct language_server *ls);

/* The body of the last message sent that has `method` in it, or NULL; good until more is sent. */
const char *language_server_last(struct language_server *ls, const char *method, size_t *ret_len);

#endif
