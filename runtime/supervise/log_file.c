#include "runtime/supervise/log_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/supervise/message.h"

#define FLAGS (O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
#define MODE 0644

/* What is given by descriptor was the caller's before: /dev/stderr, /dev/fd/63, "-". */
static bool is_device(const char *path)
{
    return strncmp(path, "/dev/", 5) == 0;
}

/* Symbolic links are followed in /dev alone, which is root's. */
static int open_path(const char *path, struct log_file *ret)
{
    int nofollow = is_device(path) ? 0 : O_NOFOLLOW;
    int fd = open(path, FLAGS | O_CREAT | O_EXCL | O_NOFOLLOW, MODE);

    ret->made = fd >= 0;
    if (fd < 0 && errno == EEXIST)
        fd = open(path, FLAGS | nofollow);
    ret->fd = fd;
    return fd < 0 ? -errno : 0;
}

static bool in_groups(const struct command_user *user, gid_t gid)
{
    for (int i = 0; i < user->group_count; i++)
        if (user->groups[i] == gid)
            return true;
    return user->gid == gid;
}

static bool user_may_write(const struct stat *status, const struct command_user *user)
{
    if (user->uid == 0)
        return false; /* of root nothing can be kept */
    return status->st_uid == user->uid || (status->st_mode & S_IWOTH) ||
           ((status->st_mode & S_IWGRP) && in_groups(user, status->st_gid));
}

int log_file_open(const char *path, const struct command_user *user, struct log_file *ret,
                  char *error, size_t error_size)
{
    struct log_file log = {.fd = -1};
    struct stat status;
    int result = 0;

    if (!path)
        path = "/dev/null";
    if (strcmp(path, "-") == 0) {
        log.fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
        result = log.fd < 0 ? -errno : 0;
    } else {
        result = open_path(path, &log);
    }
    if (result) {
        snprintf(error, error_size,
                 result == -ELOOP ? "the log %s is a symbolic link, which may lead anywhere: name"
                                    " the file itself"
                                  : "cannot open the log %s: %s",
                 path, strerror(-result));
        return result;
    }
    if (fstat(log.fd, &status) == 0 && S_ISREG(status.st_mode) && strcmp(path, "-") != 0 &&
        !is_device(path))
        log.path = path;
    if (log.path && user_may_write(&status, user)) {
        snprintf(error, error_size,
                 "the command could rewrite the log %s, which it may write: remove the file, or"
                 " name another",
                 path);
        log_file_close(&log, false);
        return -EPERM;
    }
    *ret = log;
    return 0;
}

bool log_file_replaced(const struct log_file *log)
{
    struct stat ours, named;

    if (!log->path || fstat(log->fd, &ours))
        return false;
    return lstat(log->path, &named) != 0 || ours.st_dev != named.st_dev ||
           ours.st_ino != named.st_ino;
}

void say_log_health(const struct log_health *health, void *unused)
{
    (void)unused;
    if (health->error)
        say("the log cannot be written: %s; what cannot be written down is refused",
            strerror(-health->error));
    else
        say("the log can be written again; %llu lines are missing",
            (unsigned long long)health->lost);
}

void log_file_close(struct log_file *log, bool keep)
{
    struct stat status;

    if (log->fd < 0)
        return;
    if (!keep && log->made && log->path && fstat(log->fd, &status) == 0 && status.st_size == 0)
        unlink(log->path);
    close(log->fd);
    *log = (struct log_file){.fd = -1};
}
