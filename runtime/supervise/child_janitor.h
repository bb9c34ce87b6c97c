/*
 * The janitor: a small process that outlives a supervisor that was killed, and then does what it
 * cannot do any more: ends the guarded processes, and only when the last is gone takes the rules
 * away.
 *
 * It holds the reading end of a pipe. The writing end is the supervisor's and that of the tools it
 * runs (iptables-restore), so the end of the pipe says that none of them is left who could still
 * install something. A byte in it says that the supervisor has cleaned up itself.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_CHILD_JANITOR_H
#define EGRESS_RUNTIME_SUPERVISE_CHILD_JANITOR_H

#include <sys/types.h>

#include "runtime/supervise/run.h"

/* Both ends are the supervisor's, who may need to start another janitor. The writing end is not
 * close-on-exec: programs executed must inherit or close it. */
struct lifeline {
    int read_fd;
    int write_fd;
};

__attribute__((warn_unused_result)) int lifeline_open(struct lifeline *ret);
void lifeline_close(struct lifeline *lifeline);

/* The pid, or -errno. log_fd: -1 or the log to leave a line in. */
__attribute__((warn_unused_result)) pid_t
janitor_start(const struct run *run, const struct lifeline *lifeline, int log_fd);

/* Tells it that there is nothing left to do; it ends. */
void janitor_dismiss(const struct lifeline *lifeline);

#endif
