#include "runtime/supervise/privilege.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1u << 2)
#endif

#define CAPABILITIES_MAX 64

static int move_into_cgroup(int cgroup_fd)
{
    int procs = openat(cgroup_fd, "cgroup.procs", O_WRONLY | O_CLOEXEC);
    int error = procs < 0 || write(procs, "0", 1) != 1 ? -errno : 0;

    if (procs >= 0)
        close(procs);
    return error;
}

pid_t fork_into_cgroup(int cgroup_fd)
{
    struct clone_args arguments = {
        .flags = CLONE_INTO_CGROUP,
        .exit_signal = SIGCHLD,
        .cgroup = (uint64_t)cgroup_fd,
    };
    pid_t pid = (pid_t)syscall(SYS_clone3, &arguments, sizeof(arguments));

    if (pid >= 0)
        return pid;
    if (errno != ENOSYS && errno != E2BIG && errno != EINVAL && errno != EPERM)
        return -errno;
    pid = fork();
    if (pid == 0 && move_into_cgroup(cgroup_fd))
        _exit(126);
    return pid < 0 ? -errno : pid;
}

static int drop_bounding_set(void)
{
    for (unsigned long capability = 0; capability < CAPABILITIES_MAX; capability++)
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)) {
            if (errno == EINVAL)
                return 0; /* one more than the kernel knows */
            return -errno;
        }
    return 0;
}

static int clear_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2] = {0};

    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) && errno != EINVAL)
        return -errno;
    return syscall(SYS_capset, &header, data) ? -errno : 0;
}

int become(const struct identity *identity)
{
    bool root = identity->uid == 0;
    int error = 0;

    if (!root && !identity->allow_new_privs)
        error = drop_bounding_set();
    if (error)
        return error;
    if (setgroups((size_t)identity->group_count, identity->groups) ||
        setresgid(identity->gid, identity->gid, identity->gid) ||
        setresuid(identity->uid, identity->uid, identity->uid))
        return -errno;
    if (!root)
        error = clear_capabilities();
    if (!error && !identity->allow_new_privs && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        error = -errno;
    /* Not believed until it is seen. */
    if (!error && !root && (setuid(0) == 0 || getuid() != identity->uid))
        error = -EPERM;
    return error;
}

int die_with(pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))
        return -errno;
    return getppid() == parent ? 0 : -ESRCH;
}

/* By hand, where close_range is missing or too old for the flag. */
static int close_listed(int first, bool on_exec)
{
    DIR *dir = opendir("/proc/self/fd");
    struct dirent *entry;

    if (!dir)
        return -errno;
    while ((entry = readdir(dir)) != NULL) {
        int fd = atoi(entry->d_name);

        if (entry->d_name[0] == '.' || fd < first || fd == dirfd(dir))
            continue;
        if (on_exec)
            fcntl(fd, F_SETFD, FD_CLOEXEC);
        else
            close(fd);
    }
    closedir(dir);
    return 0;
}

int close_from(int first)
{
    if (syscall(SYS_close_range, first, ~0u, 0) == 0)
        return 0;
    return close_listed(first, false);
}

int close_from_on_exec(int first)
{
    if (syscall(SYS_close_range, first, ~0u, CLOSE_RANGE_CLOEXEC) == 0)
        return 0;
    return close_listed(first, true);
}
