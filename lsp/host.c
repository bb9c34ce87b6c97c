#include "lsp/host.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "lsp/out.h"
#include "lsp/server.h"

/* A client that does not read what it asked for is not served until it does. */
#define UNSENT_MAX_BYTES ((size_t)4 * 1024 * 1024)

/* So much of what it sends is read while it waits: the largest message, and a part of the next. */
#define BACKLOG_MAX_BYTES ((size_t)101 * 1024 * 1024)

struct host {
    int in;
    int out;
    int process; /* a pidfd of the client's process; -1: none */
    struct out unsent;
    size_t sent; /* of it */
    bool gone;   /* the client takes nothing more */
    struct server *server;
};

/* ---- what the server asks of the world ---- */

static void send_bytes(void *context, const char *bytes, size_t len)
{
    struct host *host = context;

    if (!host->gone)
        out_raw(&host->unsent, bytes, len);
}

static uint64_t now_ms(void *context)
{
    struct timespec now;

    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Only what is a file: a FIFO or a device would keep us waiting. */
static int open_file(const char *path, size_t max_bytes, size_t *ret_len)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    int result = 0;

    if (fd < 0)
        return -errno;
    if (fstat(fd, &status) < 0)
        result = -errno;
    else if (!S_ISREG(status.st_mode))
        result = -EINVAL;
    else if ((uint64_t)status.st_size > max_bytes)
        result = -EFBIG;
    if (result) {
        close(fd);
        return result;
    }
    *ret_len = (size_t)status.st_size;
    return fd;
}

static int read_file(void *context, const char *path, size_t max_bytes, char **ret_bytes,
                     size_t *ret_len)
{
    size_t size = 0, len = 0;
    int fd = open_file(path, max_bytes, &size);
    char *bytes;

    (void)context;
    if (fd < 0)
        return fd;
    bytes = malloc(size + 1);
    if (!bytes)
        abort();
    while (len < size) {
        ssize_t got = read(fd, bytes + len, size - len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    close(fd);
    bytes[len] = '\0';
    *ret_bytes = bytes;
    *ret_len = len;
    return 0;
}

static int no_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Links are not followed: they lead in circles, and out of the folder. */
static int read_folder(void *context, const char *path,
                       void (*each)(void *argument, const struct server_entry *entry),
                       void *argument)
{
    struct dirent **entries;
    int count = scandir(path, &entries, no_dots, alphasort);

    (void)context;
    if (count < 0)
        return -errno;
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_type == DT_DIR || entries[i]->d_type == DT_REG)
            each(argument,
                 &(struct server_entry){entries[i]->d_name, entries[i]->d_type == DT_DIR});
        free(entries[i]);
    }
    free(entries);
    return 0;
}

static void watch_process(void *context, int64_t pid)
{
    struct host *host = context;

    if (host->process < 0 && pid > 0 && pid <= INT32_MAX)
        host->process = (int)syscall(SYS_pidfd_open, (pid_t)pid, 0);
    /* A process that is not there is not watched: it may live in another container. */
}

/* ---- the line ---- */

static void write_some(struct host *host)
{
    while (host->sent < host->unsent.len) {
        ssize_t put =
            write(host->out, host->unsent.bytes + host->sent, host->unsent.len - host->sent);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno == EAGAIN)
            return;
        if (put < 0) {
            host->gone = true;
            break;
        }
        host->sent += (size_t)put;
    }
    host->sent = 0;
    if (host->unsent.capacity > UNSENT_MAX_BYTES)
        out_free(&host->unsent);
    out_cut(&host->unsent, 0, false);
}

/* False: the line is closed. */
static bool read_some(struct host *host)
{
    char buffer[64 * 1024];
    ssize_t got = read(host->in, buffer, sizeof buffer);

    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    server_feed(host->server, buffer, (size_t)got);
    return got > 0;
}

static size_t unsent(const struct host *host)
{
    return host->unsent.len - host->sent;
}

/* One thing; false: there is nothing to do, or nobody takes what came of it. */
static bool work(struct host *host)
{
    bool did = unsent(host) < UNSENT_MAX_BYTES && server_step(host->server);

    write_some(host);
    return did && !host->gone;
}

/* Reads what is there; if nothing is to be done meanwhile, waits. False: the client is gone. */
static bool listen_to(struct host *host, bool waits)
{
    bool is_full = unsent(host) >= UNSENT_MAX_BYTES;
    bool reads = server_backlog(host->server) < BACKLOG_MAX_BYTES;
    struct pollfd fds[] = {
        {reads ? host->in : -1, POLLIN, 0},
        {unsent(host) ? host->out : -1, POLLOUT, 0},
        {host->process, POLLIN, 0},
        {is_full ? -1 : server_wake_fd(host->server), POLLIN, 0},
    };
    int timeout = !waits ? 0 : is_full ? -1 : server_wait_ms(host->server);

    if (poll(fds, 4, timeout) < 0)
        return errno == EINTR;
    if (fds[2].revents & POLLIN)
        return false;
    if (fds[1].revents)
        write_some(host);
    if (fds[0].revents)
        return read_some(host);
    return true;
}

/* What was answered last should still arrive, if somebody reads it. */
static void drain(struct host *host)
{
    struct pollfd out = {host->out, POLLOUT, 0};

    while (!host->gone && unsent(host) && poll(&out, 1, 1000) > 0)
        write_some(host);
}

int host_serve(int in, int out, const struct settings *settings)
{
    struct host host = {.in = in, .out = out, .process = -1};
    const struct server_host callbacks = {
        .context = &host,
        .send = send_bytes,
        .now_ms = now_ms,
        .read_file = read_file,
        .read_folder = read_folder,
        .watch_process = watch_process,
        .threads = true,
    };
    int code;

    signal(SIGPIPE, SIG_IGN);
    fcntl(in, F_SETFL, fcntl(in, F_GETFL) | O_NONBLOCK);
    fcntl(out, F_SETFL, fcntl(out, F_GETFL) | O_NONBLOCK);
    host.server = server_new(&callbacks, settings);
    while (!server_ended(host.server) && !host.gone) {
        bool did = work(&host);

        if (!server_ended(host.server) && !host.gone && !listen_to(&host, !did))
            break;
    }
    server_hang_up(host.server);
    while (!host.gone && unsent(&host) < UNSENT_MAX_BYTES && server_step(host.server))
        ;
    drain(&host);
    code = server_exit_code(host.server);
    server_free(host.server);
    out_free(&host.unsent);
    if (host.process >= 0)
        close(host.process);
    return code;
}
