/*
 * Runs one program of the system (iptables-restore, iptables-save) to its end, feeding its input
 * and gathering its output, with a time limit. The program is looked for in the absolute
 * directories of PATH that only root can write, and gets an environment of its own (PATH,
 * LC_ALL=C). It dies with us, and inherits the descriptors that are not close-on-exec: by the end
 * of one of those others see that it is gone.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_TOOL_H
#define EGRESS_RUNTIME_INTERCEPT_TOOL_H

#include <stddef.h>

#define TOOL_ERROR_MAX 512

struct tool_result {
    int status;                 /* as waitpid gives it */
    char *output;               /* a string, owned: free() */
    char error[TOOL_ERROR_MAX]; /* the first of what it said on standard error, blanks trimmed */
};

/* Where `name` is, or -ENOENT. */
__attribute__((warn_unused_result)) int tool_find(const char *name, char *ret_path, size_t size);

/*
 * argv[0] is the name; `input` a string or NULL. 0 when the program ran and ended by itself
 * (whatever its status), -ENOENT where there is none, -ETIMEDOUT, another -errno.
 */
__attribute__((warn_unused_result)) int tool_run(const char *const *argv, const char *input,
                                                 int timeout_ms, struct tool_result *ret);

#endif
