#include "runtime/supervise/run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/intercept/flows.h"
#include "runtime/intercept/paths.h"
#include "runtime/intercept/rules.h"
#include "runtime/intercept/tables.h"
#include "runtime/supervise/user.h"

#define STATE_DIR "/run/egress"
#define STATE_MODE 0711
#define ENTRY_SUFFIX ".run"
#define FILES_SUFFIX ".files"
#define LOCK_TIMEOUT_MS 30000 /* somebody else cleans up a run whose processes are slow to die */
#define KILL_TIMEOUT_MS 10000
#define SOCKETS_TIMEOUT_MS 5000
#define ZONE_MIN 0x1000 /* others who use zones count from 1 */
#define ID_BYTES 6

static int own_netns(ino_t *ret)
{
    struct stat status;

    if (stat("/proc/self/ns/net", &status))
        return -errno;
    *ret = status.st_ino;
    return 0;
}

/* --- the directory --- */

static int lock_with_timeout(int fd)
{
    const struct timespec step = {.tv_nsec = 5000000};

    for (int waited_ms = 0; waited_ms < LOCK_TIMEOUT_MS; waited_ms += 5) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return 0;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return -errno;
        nanosleep(&step, NULL);
    }
    return -ETIMEDOUT;
}

/* A directory may be removed between its opening and its locking; then it is not the one. */
static bool still_there(int fd)
{
    struct stat opened, named;

    return fstat(fd, &opened) == 0 && stat(STATE_DIR, &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

static bool is_ours(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && status.st_uid == 0 && !(status.st_mode & 022);
}

static int state_lock(int *ret_dir)
{
    for (;;) {
        int error = mkdir(STATE_DIR, STATE_MODE) && errno != EEXIST ? -errno : 0;
        int fd = error ? -1 : open(STATE_DIR, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

        if (!error && fd < 0) {
            if (errno == ENOENT)
                continue;
            error = -errno;
        }
        if (!error && !is_ours(fd))
            error = -EPERM;
        if (!error && fchmod(fd, STATE_MODE)) /* whatever our umask is */
            error = -errno;
        if (!error)
            error = lock_with_timeout(fd);
        if (!error && still_there(fd)) {
            *ret_dir = fd;
            return 0;
        }
        if (fd >= 0)
            close(fd);
        if (error)
            return error;
    }
}

static void state_unlock(int dir)
{
    rmdir(STATE_DIR); /* only if it is empty */
    close(dir);
}

/* --- entries --- */

/* What an entry says. */
struct entry {
    uintmax_t netns;
    unsigned worker_uid, missing_tables, zone, tcp_port, dns_port;
};

#define ENTRY_FORMAT                                                                               \
    "netns=%ju\nworker_uid=%u\nmissing_tables=%u\nzone=%u\ntcp_port=%u\ndns_port=%u\n"

static int entry_write(int fd, const struct entry *entry)
{
    char text[192];
    int len = snprintf(text, sizeof(text), ENTRY_FORMAT, entry->netns, entry->worker_uid,
                       entry->missing_tables, entry->zone, entry->tcp_port, entry->dns_port);
    ssize_t n = pwrite(fd, text, (size_t)len, 0);

    return n == len ? 0 : n < 0 ? -errno : -EIO;
}

/* A killed start may have left an empty entry: then nothing was changed but what it is named for.
 */
static struct entry entry_read(int fd)
{
    char text[192];
    struct entry entry = {0};
    ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

    text[n > 0 ? n : 0] = '\0';
    sscanf(text, ENTRY_FORMAT, &entry.netns, &entry.worker_uid, &entry.missing_tables, &entry.zone,
           &entry.tcp_port, &entry.dns_port);
    return entry;
}

static void run_from_entry(int fd, struct run *run)
{
    struct entry entry = entry_read(fd);

    run->netns = (ino_t)entry.netns;
    run->worker_uid = entry.worker_uid;
    run->missing_tables = entry.missing_tables & TABLE_ALL;
    run->zone = (uint16_t)entry.zone;
}

static int write_run(const struct run *run, uint16_t tcp_port, uint16_t dns_port)
{
    const struct entry entry = {
        .netns = run->netns,
        .worker_uid = run->worker_uid,
        .missing_tables = run->missing_tables,
        .zone = run->zone,
        .tcp_port = tcp_port,
        .dns_port = dns_port,
    };

    return entry_write(run->entry_fd, &entry);
}

int run_note_ports(const struct run *run, uint16_t tcp_port, uint16_t dns_port)
{
    return write_run(run, tcp_port, dns_port);
}

static void entry_name(const char *id, char *ret, size_t size)
{
    snprintf(ret, size, "%s" ENTRY_SUFFIX, id);
}

/* Calls visit for every entry, its file open, until it says true. */
static bool entries(int dir, bool (*visit)(int dir, int fd, struct run *run, void *context),
                    void *context)
{
    int copy = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = copy >= 0 ? fdopendir(copy) : NULL;
    struct dirent *entry;
    bool stop = false;

    if (!stream && copy >= 0)
        close(copy);
    while (stream && !stop && (entry = readdir(stream)) != NULL) {
        struct run run = {.entry_fd = -1};
        char *suffix = strstr(entry->d_name, ENTRY_SUFFIX);
        int fd;

        if (!suffix || strcmp(suffix, ENTRY_SUFFIX) != 0)
            continue;
        snprintf(run.id, sizeof(run.id), "%.*s", (int)(suffix - entry->d_name), entry->d_name);
        fd = openat(dir, entry->d_name, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0 || !run_id_valid(run.id)) {
            if (fd >= 0)
                close(fd);
            continue;
        }
        run_from_entry(fd, &run);
        stop = visit(dir, fd, &run, context);
        close(fd);
    }
    if (stream)
        closedir(stream);
    return stop;
}

void run_control_path(const struct run *run, char *ret, size_t size)
{
    snprintf(ret, size, STATE_DIR "/%s.ctl", run->id);
}

/* --- tables made by runs, per network namespace --- */

static void tables_name(ino_t netns, char *ret, size_t size)
{
    snprintf(ret, size, "%ju.tables", (uintmax_t)netns);
}

static unsigned tables_noted(int dir, ino_t netns)
{
    char name[64], text[16] = "";
    int fd;

    tables_name(netns, name, sizeof(name));
    fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return 0;
    if (read(fd, text, sizeof(text) - 1) < 0)
        text[0] = '\0';
    close(fd);
    return (unsigned)strtoul(text, NULL, 10) & TABLE_ALL;
}

static void tables_note(int dir, ino_t netns, unsigned tables)
{
    char name[64], text[16];
    int fd, len;

    tables_name(netns, name, sizeof(name));
    if (tables == 0) {
        unlinkat(dir, name, 0);
        return;
    }
    fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    len = snprintf(text, sizeof(text), "%u", tables);
    /* Lost, it leaves an empty table behind: nothing worth failing for. */
    if (fd >= 0 && write(fd, text, (size_t)len) != len)
        unlinkat(dir, name, 0);
    if (fd >= 0)
        close(fd);
}

static bool is_other_of_netns(int dir, int fd, struct run *run, void *context)
{
    const struct run *own = context;

    (void)dir, (void)fd;
    return run->netns == own->netns && strcmp(run->id, own->id) != 0;
}

static void tables_end(int dir, const struct run *run)
{
    unsigned made = run->missing_tables | tables_noted(dir, run->netns);
    struct run own = *run;

    tables_remove_unused(made);
    /*
     * Those in use are another run's to remove, or somebody else's for good. A run that has begun
     * and has no rules yet makes those again that just went: they stay noted for it, too.
     */
    tables_note(dir, run->netns, entries(dir, is_other_of_netns, &own) ? made : 0);
}

/* --- the directory of a run --- */

int run_make_directory(const struct run *run, char *ret, size_t size)
{
    int n = snprintf(ret, size, STATE_DIR "/%s" FILES_SUFFIX, run->id);

    if (n < 0 || (size_t)n >= size)
        return -ENAMETOOLONG;
    return mkdir(ret, 0755) || chmod(ret, 0755) ? -errno : 0;
}

/* It holds files only. */
static int remove_directory(int dir, const struct run *run)
{
    char name[RUN_ID_MAX + sizeof(FILES_SUFFIX)];
    struct dirent *entry;
    DIR *stream;
    int fd;

    snprintf(name, sizeof(name), "%s" FILES_SUFFIX, run->id);
    fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    stream = fd >= 0 ? fdopendir(fd) : NULL;
    if (!stream) {
        int error = errno == ENOENT ? 0 : -errno;

        if (fd >= 0)
            close(fd);
        return error;
    }
    while ((entry = readdir(stream)) != NULL)
        if (entry->d_name[0] != '.')
            unlinkat(fd, entry->d_name, 0);
    closedir(stream);
    return unlinkat(dir, name, AT_REMOVEDIR) ? -errno : 0;
}

/* --- the end of a run --- */

static int remove_rules(int dir, const struct run *run, char *error, size_t error_size)
{
    int result = guard_sockets_end(run->paths.guarded, SOCKETS_TIMEOUT_MS);

    if (result) {
        snprintf(error, error_size, "cannot end the sockets of the command: %s", strerror(-result));
        return result;
    }
    result = redirect_remove(run->id, error, error_size);
    if (!result) {
        struct entry entry = entry_read(run->entry_fd);

        tables_end(dir, run);
        /* They would go by themselves: no reason to call the end a failure. */
        (void)!flows_forget((uint16_t)entry.tcp_port, (uint16_t)entry.dns_port);
        if (entry.zone)
            (void)!flows_forget_marked(udp_mark((uint16_t)entry.zone, 0), UDP_MARK_RUN);
    }
    return result;
}

/* In a child that enters the namespace, so that we stay in ours. */
static int remove_rules_in(int netns_fd, int dir, const struct run *run, char *error,
                           size_t error_size)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        char ignored[256];

        if (setns(netns_fd, CLONE_NEWNET))
            _exit(1);
        _exit(remove_rules(dir, run, ignored, sizeof(ignored)) ? 1 : 0);
    }
    if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
        snprintf(error, error_size, "cannot remove the rules of run %s in its network namespace",
                 run->id);
        return -EIO;
    }
    return 0;
}

static int netns_of(const char *path, ino_t wanted)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd >= 0 && fstat(fd, &status) == 0 && status.st_ino == wanted)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* A descriptor of the namespace, found through who is in it or through its name; -1 if it is gone
 * (its rules with it). */
static int netns_find(ino_t wanted)
{
    static const struct {
        const char *dir, *file;
    } places[] = {{"/proc", "/ns/net"}, {"/run/netns", ""}};
    int found = -1;

    for (size_t i = 0; i < 2 && found < 0; i++) {
        DIR *stream = opendir(places[i].dir);
        struct dirent *entry;

        while (stream && found < 0 && (entry = readdir(stream)) != NULL) {
            char path[512];

            if (entry->d_name[0] == '.')
                continue;
            snprintf(path, sizeof(path), "%s/%s%s", places[i].dir, entry->d_name, places[i].file);
            found = netns_of(path, wanted);
        }
        if (stream)
            closedir(stream);
    }
    return found;
}

/* The directory is locked. `netns_fd` is where the rules are, -1 for our own namespace. */
static int end_locked(int dir, const struct run *run, int netns_fd, bool netns_gone, char *error,
                      size_t error_size)
{
    char name[RUN_ID_MAX + sizeof(ENTRY_SUFFIX)], control[64];
    int result = 0;

    if (!netns_gone)
        result = netns_fd < 0 ? remove_rules(dir, run, error, error_size)
                              : remove_rules_in(netns_fd, dir, run, error, error_size);
    else
        tables_note(dir, run->netns, 0);
    if (!result) {
        result = guard_cgroups_remove(&run->paths);
        if (result)
            snprintf(error, error_size, "cannot remove the cgroup %s: %s", run->paths.run,
                     strerror(-result));
    }
    if (!result) {
        result = remove_directory(dir, run);
        if (result)
            snprintf(error, error_size, "cannot remove " STATE_DIR "/%s" FILES_SUFFIX ": %s",
                     run->id, strerror(-result));
    }
    if (!result) {
        run_control_path(run, control, sizeof(control));
        unlink(control);
        entry_name(run->id, name, sizeof(name));
        if (unlinkat(dir, name, 0) && errno != ENOENT) {
            result = -errno;
            snprintf(error, error_size, "cannot remove " STATE_DIR "/%s: %s", name,
                     strerror(-result));
        }
    }
    return result;
}

static int kill_processes(const struct run *run, char *error, size_t error_size)
{
    int result = guard_cgroup_kill(run->paths.guarded, KILL_TIMEOUT_MS);

    if (!result)
        result = guard_cgroup_kill(run->paths.worker, KILL_TIMEOUT_MS);
    if (result)
        snprintf(error, error_size, "cannot end the processes in %s: %s", run->paths.run,
                 strerror(-result));
    return result;
}

static int lock_or_say(int *ret_dir, char *error, size_t error_size)
{
    int result = state_lock(ret_dir);

    if (result == -EPERM)
        snprintf(error, error_size, STATE_DIR " is not root's alone: remove it");
    else if (result)
        snprintf(error, error_size, "cannot lock " STATE_DIR ": %s", strerror(-result));
    return result;
}

int run_end(const struct run *run, char *error, size_t error_size)
{
    int dir;
    int result = kill_processes(run, error, error_size);

    if (result)
        return result;
    result = lock_or_say(&dir, error, error_size);
    if (result)
        return result;
    result = end_locked(dir, run, -1, false, error, error_size);
    state_unlock(dir);
    return result;
}

/* --- stale runs --- */

struct cleaning {
    ino_t netns; /* ours */
    unsigned cleaned;
    int result;
    char *error;
    size_t error_size;
};

static bool clean_one(int dir, int fd, struct run *run, void *context)
{
    struct cleaning *cleaning = context;
    int netns_fd = -1;
    int result;

    if (flock(fd, LOCK_EX | LOCK_NB))
        return false; /* somebody lives who answers for it */
    run->entry_fd = fd;
    result = guard_paths_of(run->id, &run->paths);
    if (result)
        snprintf(cleaning->error, cleaning->error_size, "cannot find the cgroup v2 mount: %s",
                 strerror(-result));
    if (!result && run->netns != 0 && run->netns != cleaning->netns)
        netns_fd = netns_find(run->netns); /* before its processes die */
    if (!result)
        result = kill_processes(run, cleaning->error, cleaning->error_size);
    if (!result)
        result = end_locked(dir, run, netns_fd,
                            run->netns == 0 || (run->netns != cleaning->netns && netns_fd < 0),
                            cleaning->error, cleaning->error_size);
    if (netns_fd >= 0)
        close(netns_fd);
    cleaning->cleaned += result == 0;
    if (result)
        cleaning->result = result;
    return false;
}

static int clean_stale(int dir, unsigned *ret_cleaned, char *error, size_t error_size)
{
    struct cleaning cleaning = {.error = error, .error_size = error_size};
    int result = own_netns(&cleaning.netns);

    if (result) {
        snprintf(error, error_size, "cannot tell the network namespace: %s", strerror(-result));
        return result;
    }
    entries(dir, clean_one, &cleaning);
    if (ret_cleaned)
        *ret_cleaned = cleaning.cleaned;
    return cleaning.result;
}

int run_clean_stale(unsigned *ret_cleaned, char *error, size_t error_size)
{
    int dir;
    int result = lock_or_say(&dir, error, error_size);

    if (result)
        return result;
    result = clean_stale(dir, ret_cleaned, error, error_size);
    state_unlock(dir);
    return result;
}

/* --- the beginning of a run --- */

static int new_id(char ret[RUN_ID_MAX])
{
    static const char alphabet[32] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char bytes[ID_BYTES + 2];

    if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
        return -EIO;
    for (size_t i = 0; i < sizeof(bytes); i++)
        ret[i] = alphabet[bytes[i] % sizeof(alphabet)];
    ret[sizeof(bytes)] = '\0';
    return 0;
}

static bool has_uid(int dir, int fd, struct run *run, void *context)
{
    (void)dir, (void)fd;
    return run->worker_uid == *(uid_t *)context;
}

static bool uid_taken(uid_t uid, void *context)
{
    return entries(*(int *)context, has_uid, &uid);
}

static bool has_zone(int dir, int fd, struct run *run, void *context)
{
    (void)dir, (void)fd;
    return run->zone == *(uint16_t *)context;
}

static int choose_zone(int dir, uint16_t *ret)
{
    uint16_t zone;

    do
        if (getrandom(&zone, sizeof(zone), 0) != sizeof(zone))
            return -EIO;
    while (zone < ZONE_MIN || entries(dir, has_zone, &zone));
    *ret = zone;
    return 0;
}

static int entry_create(int dir, struct run *run)
{
    char name[RUN_ID_MAX + sizeof(ENTRY_SUFFIX)];
    int error;

    entry_name(run->id, name, sizeof(name));
    run->entry_fd = openat(dir, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (run->entry_fd < 0)
        return -errno;
    error = flock(run->entry_fd, LOCK_EX | LOCK_NB) ? -errno : 0;
    if (!error)
        error = write_run(run, 0, 0);
    if (error) {
        unlinkat(dir, name, 0);
        close(run->entry_fd);
        run->entry_fd = -1;
    }
    return error;
}

static int begin_locked(int dir, struct run *run, char *error, size_t error_size)
{
    int result = own_netns(&run->netns);

    if (!result)
        result = new_id(run->id);
    if (!result) {
        result = guard_paths_of(run->id, &run->paths);
        if (result) {
            snprintf(error, error_size, "cannot use cgroup v2, which egress-run needs: %s",
                     strerror(-result));
            return result;
        }
    }
    if (!result) {
        run->worker_uid = user_unused(uid_taken, &dir);
        result = run->worker_uid == 0 ? -ENOSPC : 0;
    }
    if (!result)
        result = choose_zone(dir, &run->zone);
    if (!result) {
        run->missing_tables = tables_missing();
        result = entry_create(dir, run);
    }
    if (result)
        snprintf(error, error_size, "cannot enter the run in " STATE_DIR ": %s", strerror(-result));
    else if (run->missing_tables)
        tables_note(dir, run->netns, run->missing_tables | tables_noted(dir, run->netns));
    return result;
}

int run_begin(struct run *ret, unsigned *ret_cleaned, char *error, size_t error_size)
{
    struct run run = {.entry_fd = -1};
    int dir;
    int result = lock_or_say(&dir, error, error_size);

    if (result)
        return result;
    /* Stale runs stay closed where they cannot be cleaned up; they do not concern this one. */
    if (clean_stale(dir, ret_cleaned, error, error_size))
        *error = '\0';
    result = begin_locked(dir, &run, error, error_size);
    state_unlock(dir);
    if (!result)
        *ret = run;
    return result;
}
