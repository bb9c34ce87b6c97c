#include "runtime/control/peer.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD 77 /* asm-generic/socket.h, since Linux 6.5 */
#endif

#define DEPTH_MAX 64 /* generations that are looked at */
#define NOT_KNOWN "the process that asks could not be told"

/* --- facts of /proc --- */

struct process {
    pid_t parent;
    uint64_t start_ticks;
    uid_t uid;
};

/* proc(5): the name in parentheses may hold anything, so fields are counted from the last ')'. */
static bool read_process(pid_t pid, struct process *ret)
{
    char path[64], text[1024];
    struct stat status;
    unsigned long long ticks;
    const char *rest;
    size_t len;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d", (int)pid);
    if (stat(path, &status))
        return false;
    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    file = fopen(path, "re");
    if (!file)
        return false;
    len = fread(text, 1, sizeof(text) - 1, file);
    fclose(file);
    text[len] = '\0';
    rest = strrchr(text, ')');
    if (!rest || sscanf(rest + 1,
                        " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d "
                        "%*d %llu",
                        &ret->parent, &ticks) != 2)
        return false;
    ret->start_ticks = ticks;
    ret->uid = status.st_uid;
    return true;
}

static bool read_cgroup(pid_t pid, char *ret, size_t size)
{
    char path[64], line[4096];
    bool found = false;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/cgroup", (int)pid);
    file = fopen(path, "re");
    while (file && !found && fgets(line, sizeof(line), file))
        if (strncmp(line, "0::", 3) == 0) {
            line[strcspn(line, "\n")] = '\0';
            found = (size_t)snprintf(ret, size, "%s", line + 3) < size;
        }
    if (file)
        fclose(file);
    return found;
}

bool control_cgroup_within(const char *path, const char *guarded)
{
    size_t len = strlen(guarded);

    return strncmp(path, guarded, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* --- ancestry --- */

void control_trust_find_starter(struct control_trust *trust)
{
    pid_t pid = trust->supervisor;
    struct process process;

    trust->starter = 0;
    for (int depth = 0; depth < DEPTH_MAX && read_process(pid, &process); depth++) {
        if (depth > 0 && process.uid == trust->uid) {
            trust->starter = pid;
            trust->start_ticks = process.start_ticks;
            return;
        }
        if (process.parent <= 1)
            return;
        pid = process.parent;
    }
}

/* By way of nobody who is ours. */
static bool descends_from_starter(const struct control_trust *trust, pid_t pid)
{
    struct process process;

    for (int depth = 0; depth < DEPTH_MAX && pid > 1; depth++) {
        if (pid == trust->supervisor || !read_process(pid, &process))
            return false;
        if (pid == trust->starter && process.start_ticks == trust->start_ticks)
            return true;
        pid = process.parent;
    }
    return false;
}

static bool is_child_of_ours(const struct control_trust *trust, pid_t pid)
{
    struct process process;

    for (int depth = 0; depth < DEPTH_MAX && pid > 1 && read_process(pid, &process); depth++) {
        if (process.parent == trust->supervisor)
            return true;
        pid = process.parent;
    }
    return false;
}

static const char *judge(const struct control_trust *trust, const struct ucred *peer)
{
    char cgroup[4096];

    if (!read_cgroup(peer->pid, cgroup, sizeof(cgroup)))
        return NOT_KNOWN;
    if (control_cgroup_within(cgroup, trust->guarded) || is_child_of_ours(trust, peer->pid))
        return "guarded processes have no say";
    if (peer->uid == 0)
        return NULL;
    if (trust->uid == 0 || peer->uid != trust->uid)
        return "only root, and the user who started the run, have a say";
    return trust->starter > 0 && descends_from_starter(trust, peer->pid)
               ? NULL
               : "it does not descend from the process that started the run";
}

/* --- who it is --- */

static int pidfd_of(int socket, pid_t pid)
{
    int fd;
    socklen_t len = sizeof(fd);

    if (getsockopt(socket, SOL_SOCKET, SO_PEERPIDFD, &fd, &len) == 0)
        return fd;
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

const char *control_distrust(const struct control_trust *trust, int socket)
{
    struct ucred peer;
    socklen_t len = sizeof(peer);
    const char *why;
    int pidfd;

    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &len) || peer.pid <= 0)
        return NOT_KNOWN;
    pidfd = pidfd_of(socket, peer.pid);
    if (pidfd < 0)
        return NOT_KNOWN;
    why = judge(trust, &peer);
    /* It still runs, so nobody else had its number while its facts were read. */
    struct pollfd ended = {.fd = pidfd, .events = POLLIN};
    if (poll(&ended, 1, 0) != 0)
        why = NOT_KNOWN;
    close(pidfd);
    return why;
}
