/*
 * Opening the log so that neither the guarded user can write to it, nor a link that somebody left
 * can lead root's writes elsewhere.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_LOG_FILE_H
#define EGRESS_RUNTIME_SUPERVISE_LOG_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "runtime/supervise/user.h"

struct log_file {
    int fd;           /* O_APPEND, close-on-exec; owned */
    const char *made; /* the path, if there was no such file before; borrowed */
};

/* `path` NULL: nowhere; "-": standard output. 0, or -errno with a sentence. */
__attribute__((warn_unused_result)) int log_file_open(const char *path,
                                                      const struct command_user *user,
                                                      struct log_file *ret, char *error,
                                                      size_t error_size);

/* `keep` false: a run that did not start leaves no file behind that was not there before. */
void log_file_close(struct log_file *log, bool keep);

#endif
