/* egress-run: what is asked for, and what must be right about the process before anything else. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/control/client.h"
#include "runtime/supervise/child_worker.h"
#include "runtime/supervise/message.h"
#include "runtime/supervise/options.h"
#include "runtime/supervise/privilege.h"
#include "runtime/supervise/run.h"
#include "runtime/supervise/supervisor.h"

/* Descriptors 0 to 2 are open, so that nothing of ours gets their numbers. */
static bool open_standard_descriptors(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (fd >= 0 && fd <= STDERR_FILENO && fcntl(fd, F_SETFD, 0) == 0);
    if (fd > STDERR_FILENO)
        close(fd);
    return fd >= 0;
}

/* A socket was made by somebody outside of the guarded cgroup, so no rule would see its packets. */
static bool is_network_socket(int fd)
{
    int domain;
    socklen_t len = sizeof(domain);

    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) == 0 && domain != AF_UNIX;
}

static bool standard_descriptors_may_pass(bool audit)
{
    static const char *const names[] = {"input", "output", "error"};

    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (is_network_socket(fd)) {
            say("%sstandard %s is a network socket, which the command could use unguarded",
                audit ? "warning: " : "", names[fd]);
            if (!audit)
                return false;
        }
    return true;
}

/* SIGPIPE is an error to us, and children are ours to wait for; the command gets back what was. */
static void settle_signals(struct signal_state *ret)
{
    sigprocmask(SIG_SETMASK, NULL, &ret->mask);
    ret->pipe_ignored = signal(SIGPIPE, SIG_IGN) == SIG_IGN;
    ret->child_ignored = signal(SIGCHLD, SIG_DFL) == SIG_IGN;
}

static int clean_up(void)
{
    char why[MESSAGE_MAX];
    unsigned cleaned = 0;

    if (geteuid() != 0) {
        say("must be started by root, for instance with sudo");
        return EXIT_CANNOT;
    }
    if (run_clean_stale(&cleaned, why, sizeof(why))) {
        say("%s", why);
        return EXIT_CANNOT;
    }
    printf("cleaned up after %u killed run%s\n", cleaned, cleaned == 1 ? "" : "s");
    return fflush(stdout) == 0 ? 0 : EXIT_CANNOT;
}

static int print(const char *text)
{
    return fputs(text, stdout) >= 0 && fflush(stdout) == 0 ? 0 : EXIT_CANNOT;
}

int main(int argc, char **argv)
{
    struct options options;
    struct signal_state signals;
    char why[MESSAGE_MAX];

    if (argc > 1 && strcmp(argv[1], WORKER_ARGUMENT) == 0)
        return worker_main(argc, argv);
    if (argc > 1 && strcmp(argv[1], "ctl") == 0)
        return control_client(argc - 1, argv + 1);
    if (!options_parse(argc, argv, &options, why, sizeof(why))) {
        say("%s (--help tells more)", why);
        return EXIT_CANNOT;
    }
    if (options.action == ACTION_HELP)
        return print(options_help);
    if (options.action == ACTION_VERSION)
        return print("egress-run " EGRESS_VERSION "\n");
    if (!open_standard_descriptors() || close_from_on_exec(STDERR_FILENO + 1)) {
        say("cannot set up descriptors: %s", strerror(errno));
        return EXIT_CANNOT;
    }
    settle_signals(&signals);
    if (options.action == ACTION_CLEANUP)
        return clean_up();
    if (!standard_descriptors_may_pass(options.audit))
        return EXIT_CANNOT;
    return supervise(&options, &signals);
}
