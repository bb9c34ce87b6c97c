/*
 * Opening the log so that neither the guarded user can write to it, nor a link that somebody left
 * can lead root's writes elsewhere.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_LOG_FILE_H
#define EGRESS_RUNTIME_SUPERVISE_LOG_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "runtime/log/log.h"
#include "runtime/supervise/user.h"

struct log_file {
    int fd;           /* O_APPEND, close-on-exec; owned */
    const char *path; /* of a regular file, else NULL; borrowed */
    bool made;        /* there was no such file before */
};

/* `path` NULL: nowhere; "-": standard output. 0, or -errno with a sentence. */
__attribute__((warn_unused_result)) int log_file_open(const char *path,
                                                      const struct command_user *user,
                                                      struct log_file *ret, char *error,
                                                      size_t error_size);

/*
 * Does the path lead to another file than the one that is written? Whoever may write to the
 * directory can put one of his own there, though not change ours.
 */
bool log_file_replaced(const struct log_file *log);

/* Says on standard error that the log cannot be written, or can be again: for log_on_change. */
void say_log_health(const struct log_health *health, void *unused);

/* `keep` false: a run that did not start leaves no file behind that was not there before. */
void log_file_close(struct log_file *log, bool keep);

#endif
