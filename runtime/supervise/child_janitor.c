#include "runtime/supervise/child_janitor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "runtime/log/log.h"
#include "runtime/supervise/message.h"

#define GOODBYE 'B'
#define TOOLS_TIMEOUT_MS 30000 /* longer than any tool may run */
#define END_TRIES 10           /* a second apart */

int lifeline_open(struct lifeline *ret)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK))
        return -errno;
    if (fcntl(ends[1], F_SETFD, 0)) {
        close(ends[0]);
        close(ends[1]);
        return -errno;
    }
    *ret = (struct lifeline){.read_fd = ends[0], .write_fd = ends[1]};
    return 0;
}

void lifeline_close(struct lifeline *lifeline)
{
    if (lifeline->read_fd >= 0)
        close(lifeline->read_fd);
    if (lifeline->write_fd >= 0)
        close(lifeline->write_fd);
    *lifeline = (struct lifeline){-1, -1};
}

void janitor_dismiss(const struct lifeline *lifeline)
{
    const char byte = GOODBYE;

    if (write(lifeline->write_fd, &byte, 1) < 0)
        return; /* full or broken: then it finds nothing to do */
}

enum news { NEWS_NONE, NEWS_GOODBYE, NEWS_ALL_GONE };

static enum news read_news(int fd)
{
    char byte;
    ssize_t n = read(fd, &byte, 1);

    return n > 0 ? NEWS_GOODBYE : n == 0 ? NEWS_ALL_GONE : NEWS_NONE;
}

/* Until the supervisor has said goodbye, died (pidfd), or died with all of its tools. */
static enum news wait_for_news(int lifeline, int supervisor)
{
    for (;;) {
        struct pollfd fds[] = {{.fd = lifeline, .events = POLLIN},
                               {.fd = supervisor, .events = POLLIN}};
        enum news news;

        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return NEWS_NONE;
        news = read_news(lifeline);
        if (news != NEWS_NONE || fds[1].revents)
            return news;
    }
}

static void wait_for_tools(int lifeline)
{
    struct pollfd end = {.fd = lifeline, .events = POLLIN};

    while (read_news(lifeline) != NEWS_ALL_GONE)
        if (poll(&end, 1, TOOLS_TIMEOUT_MS) == 0)
            return;
}

static void end_run(const struct run *run)
{
    const struct timespec second = {.tv_sec = 1};
    char why[512];

    for (int try = 0; try < END_TRIES; try++) {
        if (run_end(run, why, sizeof(why)) == 0)
            return;
        nanosleep(&second, NULL);
    }
    say("%s; egress-run --cleanup will try again", why);
}

static void write_down(int log_fd)
{
    struct log *log = log_fd >= 0 && log_repair(log_fd) == 0 ? log_new(log_fd, NULL) : NULL;
    struct log_event event = {
        .type = LOG_ERROR,
        .error = "supervisor_died",
        .reason = "egress-run was killed; the guarded processes were ended",
    };

    if (log && log_write(log, &event))
        say("cannot write the log");
    log_free(log);
}

static int watch(const struct run *run, int lifeline, int supervisor, int log_fd)
{
    enum news news = wait_for_news(lifeline, supervisor);

    if (news == NEWS_GOODBYE)
        return 0;
    /* At once, and not for the last time: a tool or a child may still be on its way. */
    if (guard_cgroup_kill(run->paths.guarded, 0) || news != NEWS_ALL_GONE)
        wait_for_tools(lifeline);
    end_run(run);
    write_down(log_fd);
    return 0;
}

static void leave_terminal(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    sigset_t all;

    setsid();
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        close(null);
    }
    if (chdir("/"))
        return; /* it only keeps a directory busy */
}

pid_t janitor_start(const struct run *run, const struct lifeline *lifeline, int log_fd)
{
    int supervisor = (int)syscall(SYS_pidfd_open, getpid(), 0);
    pid_t pid;

    if (supervisor < 0)
        return -errno;
    pid = fork();
    if (pid < 0)
        pid = -errno;
    if (pid == 0) {
        close(lifeline->write_fd);
        prctl(PR_SET_NAME, "egress-janitor", 0, 0, 0);
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); /* and nor do the tools that it runs */
        leave_terminal();
        _exit(watch(run, lifeline->read_fd, supervisor, log_fd));
    }
    close(supervisor);
    return pid;
}
