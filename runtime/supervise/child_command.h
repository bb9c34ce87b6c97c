/*
 * The guarded command: born in the guarded cgroup, as the user it is for, with nothing of ours.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_CHILD_COMMAND_H
#define EGRESS_RUNTIME_SUPERVISE_CHILD_COMMAND_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "runtime/supervise/trust.h"
#include "runtime/supervise/user.h"

#define EXIT_CANNOT_EXECUTE 126 /* as env(1) and shells do */
#define EXIT_NOT_FOUND 127

/* Signals as we were started with them; the command gets them back. */
struct signal_state {
    sigset_t mask;
    bool pipe_ignored;
    bool child_ignored;
};

struct command_setup {
    int cgroup_fd;
    const struct command_user *user;
    bool allow_new_privs;
    bool audit; /* it keeps all its system calls */
    const struct signal_state *signals;
    const struct trust *trust;
    char *const *argv;
};

/*
 * The pid, or -errno. Where the program cannot be executed the child says so and ends with one of
 * the statuses above. It is killed when we end.
 */
__attribute__((warn_unused_result)) pid_t command_start(const struct command_setup *setup);

#endif
