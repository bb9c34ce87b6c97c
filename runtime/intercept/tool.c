#include "runtime/intercept/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/intercept/clock.h"

#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
#define OUTPUT_MAX                                                                                 \
    (64u << 20) /* iptables-save of a machine with a hundred thousand rules: 10 MB                 \
                 */

static const char *search_path(void)
{
    const char *path = getenv("PATH");

    return path ? path : DEFAULT_PATH;
}

static bool roots_alone(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && status.st_uid == 0 &&
           !(status.st_mode & (S_IWGRP | S_IWOTH));
}

/* Where others may put a program, or change it, it is not root's to run. */
static bool trusted(const char *path, const char *dir, int dir_len)
{
    char directory[PATH_MAX];
    int printed = snprintf(directory, sizeof(directory), "%.*s", dir_len, dir);

    return printed > 0 && (size_t)printed < sizeof(directory) && access(path, X_OK) == 0 &&
           roots_alone(path) && roots_alone(directory);
}

int tool_find(const char *name, char *ret_path, size_t size)
{
    for (const char *dir = search_path(); *dir;) {
        int len = (int)strcspn(dir, ":");

        /* A relative directory would be the caller's to choose, and we are root. */
        if (dir[0] == '/') {
            int printed = snprintf(ret_path, size, "%.*s/%s", len, dir, name);

            if (printed > 0 && (size_t)printed < size && trusted(ret_path, dir, len))
                return 0;
        }
        dir += len + (dir[len] == ':');
    }
    return -ENOENT;
}

/* Our ends of the three pipes of a running tool. */
struct tool_pipes {
    int in, out, err;
    const char *input; /* what is still to be written */
    size_t input_len;
    FILE *output;
    size_t output_len;
    size_t error_len;
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void feed(struct tool_pipes *pipes)
{
    ssize_t n = send(pipes->in, pipes->input, pipes->input_len, MSG_NOSIGNAL);

    if (n > 0) {
        pipes->input += n;
        pipes->input_len -= (size_t)n;
    }
    if (pipes->input_len == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_fd(&pipes->in);
}

static void drain_output(struct tool_pipes *pipes)
{
    char buffer[16384];
    ssize_t n = read(pipes->out, buffer, sizeof(buffer));

    if (n > 0 && pipes->output_len < OUTPUT_MAX) {
        fwrite(buffer, 1, (size_t)n, pipes->output);
        pipes->output_len += (size_t)n;
    } else if (n >= 0 || (errno != EAGAIN && errno != EINTR)) {
        close_fd(&pipes->out);
    }
}

static void drain_error(struct tool_pipes *pipes, struct tool_result *result)
{
    char buffer[512];
    ssize_t n = read(pipes->err, buffer, sizeof(buffer));

    for (ssize_t i = 0; i < n && pipes->error_len + 1 < sizeof(result->error); i++)
        result->error[pipes->error_len++] = buffer[i];
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_fd(&pipes->err);
}

static int converse(struct tool_pipes *pipes, struct tool_result *result, int timeout_ms)
{
    int64_t deadline_ms = monotonic_ms() + timeout_ms;

    while (pipes->in >= 0 || pipes->out >= 0 || pipes->err >= 0) {
        struct pollfd fds[] = {
            {.fd = pipes->in, .events = POLLOUT},
            {.fd = pipes->out, .events = POLLIN},
            {.fd = pipes->err, .events = POLLIN},
        };
        int64_t left_ms = deadline_ms - monotonic_ms();

        if (left_ms <= 0)
            return -ETIMEDOUT;
        if (poll(fds, 3, (int)left_ms) < 0 && errno != EINTR)
            return -errno;
        if (fds[0].revents)
            feed(pipes);
        if (fds[1].revents)
            drain_output(pipes);
        if (fds[2].revents)
            drain_error(pipes, result);
    }
    return 0;
}

/* In the child: nothing here may allocate. */
static _Noreturn void execute(const char *path, const char *const *argv, pid_t parent, int in,
                              int out, int err)
{
    static char path_variable[PATH_MAX + 8];
    char *const environment[] = {path_variable, (char[]){"LC_ALL=C"}, NULL};

    snprintf(path_variable, sizeof(path_variable), "PATH=%s", search_path());
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent)
        _exit(127);
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        _exit(127);
    signal(SIGPIPE, SIG_DFL);
    execve(path, (char *const *)argv, environment);
    _exit(127);
}

static int make_pipes(int ret[6])
{
    for (int i = 0; i < 6; i++)
        ret[i] = -1;
    /* A socket for its input: writing to one that has gone is an error here, not a signal. */
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ret))
        return -errno;
    for (int i = 1; i < 3; i++)
        if (pipe2(ret + 2 * i, O_CLOEXEC))
            return -errno;
    return 0;
}

static void trim(char *text)
{
    size_t len = strlen(text);

    while (len > 0 && strchr(" \t\r\n", text[len - 1]))
        text[--len] = '\0';
    for (; *text; text++)
        if (*text == '\n')
            *text = ' ';
}

static int run_child(const char *path, const char *const *argv, int fds[6],
                     struct tool_pipes *pipes, int timeout_ms, struct tool_result *result)
{
    pid_t parent = getpid();
    pid_t pid = fork();
    int error;

    if (pid < 0)
        return -errno;
    if (pid == 0)
        execute(path, argv, parent, fds[0], fds[3], fds[5]);
    close_fd(&fds[0]);
    close_fd(&fds[3]);
    close_fd(&fds[5]);
    fcntl(fds[1], F_SETFL, O_NONBLOCK);
    pipes->in = fds[1];
    pipes->out = fds[2];
    pipes->err = fds[4];
    fds[1] = fds[2] = fds[4] = -1;
    if (pipes->input_len == 0)
        close_fd(&pipes->in);
    error = converse(pipes, result, timeout_ms);
    close_fd(&pipes->in);
    close_fd(&pipes->out);
    close_fd(&pipes->err);
    if (error)
        kill(pid, SIGKILL);
    while (waitpid(pid, &result->status, 0) < 0)
        if (errno != EINTR)
            return -errno;
    return error;
}

int tool_run(const char *const *argv, const char *input, int timeout_ms, struct tool_result *ret)
{
    struct tool_result result = {0};
    struct tool_pipes pipes = {.in = -1, .out = -1, .err = -1, .input = input};
    char path[PATH_MAX];
    size_t output_len;
    int fds[6];
    int error = tool_find(argv[0], path, sizeof(path));

    if (error)
        return error;
    pipes.input_len = input ? strlen(input) : 0;
    pipes.output = open_memstream(&result.output, &output_len);
    if (!pipes.output)
        return -ENOMEM;
    error = make_pipes(fds);
    if (!error)
        error = run_child(path, argv, fds, &pipes, timeout_ms, &result);
    for (int i = 0; i < 6; i++)
        close_fd(&fds[i]);
    if (fclose(pipes.output) && !error)
        error = -ENOMEM;
    if (error) {
        free(result.output);
        return error;
    }
    trim(result.error);
    *ret = result;
    return 0;
}
