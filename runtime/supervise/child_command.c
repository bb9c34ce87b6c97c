#include "runtime/supervise/child_command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/supervise/confine.h"
#include "runtime/supervise/message.h"
#include "runtime/supervise/privilege.h"

static void restore_signals(const struct signal_state *signals)
{
    signal(SIGPIPE, signals->pipe_ignored ? SIG_IGN : SIG_DFL);
    signal(SIGCHLD, signals->child_ignored ? SIG_IGN : SIG_DFL);
    sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

/* The user's own, and nothing by which a program would think that it is still under sudo. */
static int set_environment(const struct command_user *user)
{
    static const char *const gone[] = {"SUDO_UID", "SUDO_GID", "SUDO_USER", "SUDO_COMMAND"};

    for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++)
        unsetenv(gone[i]);
    if (!user->name)
        return 0;
    if (setenv("USER", user->name, 1) || setenv("LOGNAME", user->name, 1) ||
        setenv("HOME", user->home, 1))
        return -errno;
    return 0;
}

static _Noreturn void execute(const struct command_setup *setup, pid_t supervisor)
{
    struct identity identity = {
        .uid = setup->user->uid,
        .gid = setup->user->gid,
        .groups = setup->user->groups,
        .group_count = setup->user->group_count,
        .allow_new_privs = setup->allow_new_privs,
    };
    const char *name = setup->argv[0];
    int error = close_from(STDERR_FILENO + 1);

    if (!error)
        error = trust_dress(setup->trust);
    if (!error)
        error = set_environment(setup->user);
    if (!error && !setup->audit)
        error = confine_calls();
    if (!error)
        error = become(&identity);
    if (!error)
        error = die_with(supervisor);
    if (error) {
        say("cannot prepare the command: %s", strerror(-error));
        _exit(EXIT_CANNOT_EXECUTE);
    }
    restore_signals(setup->signals);
    execvp(name, setup->argv);
    error = errno;
    say("cannot run %s: %s", name, strerror(error));
    _exit(error == ENOENT || error == ENOTDIR ? EXIT_NOT_FOUND : EXIT_CANNOT_EXECUTE);
}

pid_t command_start(const struct command_setup *setup)
{
    pid_t supervisor = getpid();
    pid_t pid = fork_into_cgroup(setup->cgroup_fd);

    if (pid == 0)
        execute(setup, supervisor);
    return pid;
}
