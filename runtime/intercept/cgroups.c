#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/intercept/clock.h"
#include "runtime/intercept/intercept.h"
#include "runtime/intercept/paths.h"
#include "runtime/intercept/rules.h"
#include "runtime/intercept/sockets.h"

#define KILL_TIMEOUT_MS 10000
#define POLL_STEP_MS 20
#define DEPTH_MAX 64 /* of cgroups below ours that a guarded root may have made */

static bool fits(int printed, size_t size)
{
    return printed >= 0 && (size_t)printed < size;
}

int guard_paths_of(const char *run_id, struct guard_paths *ret)
{
    struct guard_paths paths;
    char root[sizeof(paths.netfilter) / 2];
    const char *above;
    int error;

    if (!run_id_valid(run_id))
        return -EINVAL;
    error = cgroup_mount_find(paths.mount, sizeof(paths.mount), root, sizeof(root));
    if (error)
        return error;
    above = strcmp(root, "/") == 0 ? "" : root;
    if (!fits(snprintf(paths.run, sizeof(paths.run), "%s/egress-%s", paths.mount, run_id),
              sizeof(paths.run)) ||
        !fits(snprintf(paths.guarded, sizeof(paths.guarded), "%s/guarded", paths.run),
              sizeof(paths.guarded)) ||
        !fits(snprintf(paths.worker, sizeof(paths.worker), "%s/worker", paths.run),
              sizeof(paths.worker)) ||
        !fits(snprintf(paths.netfilter, sizeof(paths.netfilter), "%s%segress-%s",
                       above[0] == '/' ? above + 1 : above, *above ? "/" : "", run_id),
              sizeof(paths.netfilter)))
        return -ENAMETOOLONG;
    *ret = paths;
    return 0;
}

int guard_cgroups_create(const char *run_id, struct guard_paths *ret)
{
    struct guard_paths paths;
    const char *made[3];
    size_t count = 0;
    int error = guard_paths_of(run_id, &paths);

    if (error)
        return error;
    const char *const wanted[] = {paths.run, paths.guarded, paths.worker};
    for (; count < 3; count++) {
        if (mkdir(wanted[count], 0755)) {
            error = -errno;
            break;
        }
        made[count] = wanted[count];
    }
    if (error) {
        while (count > 0)
            rmdir(made[--count]);
        return error;
    }
    *ret = paths;
    return 0;
}

/* Calls visit for every cgroup below `path`, deepest first, and then for `path`. */
static void walk(const char *path, void (*visit)(const char *path, void *context), void *context,
                 unsigned depth)
{
    DIR *dir = depth < DEPTH_MAX ? opendir(path) : NULL;
    struct dirent *entry;

    while (dir && (entry = readdir(dir)) != NULL) {
        char below[4096];

        if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
            continue;
        if (fits(snprintf(below, sizeof(below), "%s/%s", path, entry->d_name), sizeof(below)))
            walk(below, visit, context, depth + 1);
    }
    if (dir)
        closedir(dir);
    visit(path, context);
}

static void kill_members(const char *path, void *context)
{
    char procs[4096];
    char *text;

    (void)context;
    snprintf(procs, sizeof(procs), "%s/cgroup.procs", path);
    if (file_read(procs, &text))
        return;
    for (char *line = text; *line; line += strcspn(line, "\n") + 1) {
        long pid = strtol(line, NULL, 10);

        if (pid > 0)
            kill((pid_t)pid, SIGKILL);
    }
    free(text);
}

/* cgroup.kill (Linux 5.14), or by hand: freezing first, so that nobody forks away from us. */
static void kill_once(const char *path)
{
    char file[4096];

    snprintf(file, sizeof(file), "%s/cgroup.kill", path);
    if (file_write(file, "1") == 0)
        return;
    snprintf(file, sizeof(file), "%s/cgroup.freeze", path);
    if (file_write(file, "1") == 0) {
        walk(path, kill_members, NULL, 0);
        if (file_write(file, "0") == 0)
            return;
    }
    walk(path, kill_members, NULL, 0);
}

/* cgroup.events has a line "populated 0" once no process is left, here or below. */
static bool populated(int events)
{
    char text[256];
    ssize_t n = pread(events, text, sizeof(text) - 1, 0);

    if (n < 0)
        return errno != ENODEV; /* the cgroup has been removed */
    text[n] = '\0';
    return strstr(text, "populated 0") == NULL;
}

int guard_cgroup_kill(const char *path, int timeout_ms)
{
    char file[4096];
    int64_t deadline_ms = monotonic_ms() + timeout_ms;
    int events;
    int error = 0;

    snprintf(file, sizeof(file), "%s/cgroup.events", path);
    events = open(file, O_RDONLY | O_CLOEXEC);
    if (events < 0)
        return errno == ENOENT ? 0 : -errno;
    while (populated(events)) {
        struct pollfd changed = {.fd = events, .events = POLLPRI};

        kill_once(path);
        if (!populated(events))
            break;
        if (monotonic_ms() >= deadline_ms) {
            error = -ETIMEDOUT;
            break;
        }
        poll(&changed, 1, POLL_STEP_MS);
    }
    close(events);
    return error;
}

static void remove_one(const char *path, void *context)
{
    (void)context;
    rmdir(path);
}

struct ending {
    int timeout_ms;
    int error;
};

static void end_sockets(const char *path, void *context)
{
    struct ending *ending = context;

    if (!ending->error)
        ending->error = cgroup_sockets_end(path, ending->timeout_ms);
}

int guard_sockets_end(const char *path, int timeout_ms)
{
    struct ending ending = {.timeout_ms = timeout_ms};

    walk(path, end_sockets, &ending, 0);
    return ending.error;
}

static int remove_tree(const char *path)
{
    int64_t deadline_ms = monotonic_ms() + 1000;

    /* A cgroup stays busy for a moment after its last process is gone. */
    for (;;) {
        walk(path, remove_one, NULL, 0);
        if (access(path, F_OK) && errno == ENOENT)
            return 0;
        if (monotonic_ms() >= deadline_ms)
            return -EBUSY;
        usleep(1000);
    }
}

int guard_cgroups_remove(const struct guard_paths *paths)
{
    int error;

    if (access(paths->run, F_OK) && errno == ENOENT)
        return 0;
    error = guard_cgroup_kill(paths->guarded, KILL_TIMEOUT_MS);
    if (!error)
        error = guard_cgroup_kill(paths->run, KILL_TIMEOUT_MS);
    return error ? error : remove_tree(paths->run);
}
