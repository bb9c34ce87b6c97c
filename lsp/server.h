/*
 * The language server as a machine: bytes in, bytes out. It owns no socket, no clock and no file:
 * those are passed in (struct server_host), so that tests and fuzzing are deterministic.
 *
 *     server_feed(server, bytes, len);          whenever the client has sent something
 *     while (server_step(server)) ...           until it has nothing more to do
 *     poll for server_wait_ms(server)           then server_step again
 *     if (server_ended(server)) exit(server_exit_code(server));
 *
 * Where to start: dispatch.c has the table of everything that is answered, one file a family of
 * capabilities behind it; internal.h is what they share; documents.h and analysis.h what they ask.
 *
 * One thread, but for the checks of large documents (checker.h). A request is answered in the order
 * of arrival, except those of a whole workspace, which go on in small steps behind the others.
 */
#ifndef EGRESS_LSP_SERVER_H
#define EGRESS_LSP_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct settings;

/* A name in a folder. */
struct server_entry {
    const char *name;
    bool is_folder;
};

struct server_host {
    void *context;

    /* A whole message, header and all. What cannot be sent is lost: the client is gone. */
    void (*send)(void *context, const char *bytes, size_t len);

    /* Milliseconds of a clock that never goes back. */
    uint64_t (*now_ms)(void *context);

    /* A whole file, malloc'ed, with a NUL behind it. 0 or -errno; -EFBIG beyond max_bytes. */
    int (*read_file)(void *context, const char *path, size_t max_bytes, char **ret_bytes,
                     size_t *ret_len);

    /* Calls `each` for what is in a folder, in order of names, `.` and `..` apart. 0 or -errno. */
    int (*read_folder)(void *context, const char *path,
                       void (*each)(void *argument, const struct server_entry *entry),
                       void *argument);

    /* The client's process, to be watched; may be NULL. */
    void (*watch_process)(void *context, int64_t pid);

    bool threads; /* checks of large documents may run beside; server_wake_fd tells of them */
};

struct server;

/* The settings are copied: what the command line says. */
struct server *server_new(const struct server_host *host, const struct settings *settings);
void server_free(struct server *server);

void server_feed(struct server *server, const char *bytes, size_t len);

/* The client's end of the line is closed: what has arrived is answered, then it ends. */
void server_hang_up(struct server *server);

/* Does one thing; false: there is nothing to do before more arrives, or server_wait_ms. */
bool server_step(struct server *server);

/* Until something is due; -1: nothing is. */
int server_wait_ms(const struct server *server);

/* Readable when a check beside has ended; -1 without threads. */
int server_wake_fd(const struct server *server);

/* Bytes that have arrived and wait to be looked at. */
size_t server_backlog(const struct server *server);

bool server_ended(const struct server *server);

/* After "exit": 0 if "shutdown" came before, else 1. */
int server_exit_code(const struct server *server);

#endif
