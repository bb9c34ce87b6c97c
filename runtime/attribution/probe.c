#include "runtime/attribution/probe.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "runtime/attribution/proc_reader.h"
#include "runtime/attribution/process_table.h"

#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE 71
#endif

#ifndef SO_RCVMARK
#define SO_RCVMARK 75
#endif

#define BTF_PATH "/sys/kernel/btf/vmlinux"

/* 0 where the kernel (before 5.14) does not say: then flows of all namespaces are remembered. */
static uint64_t netns_cookie(void)
{
    uint64_t cookie = 0;
    socklen_t size = sizeof(cookie);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return 0;
    if (getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size))
        cookie = 0;
    close(fd);
    return cookie;
}

static bool has_marks(void)
{
    const int on = 1;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool has = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_RCVMARK, &on, sizeof(on)) == 0;
    if (fd >= 0)
        close(fd);
    return has;
}

int probe_machine(const struct attribution_config *config, struct record_config *ret, char *error,
                  size_t error_size)
{
    struct statfs fs;
    struct stat user_ns;
    if (geteuid() != 0) {
        snprintf(error, error_size, "attribution loads BPF programs: run it as root");
        return -EPERM;
    }
    if (access(BTF_PATH, R_OK)) {
        snprintf(error, error_size,
                 "this kernel does not describe its types: " BTF_PATH
                 " is missing (CONFIG_DEBUG_INFO_BTF)");
        return -EOPNOTSUPP;
    }
    if (fstatfs(config->cgroup_fd, &fs) || fs.f_type != CGROUP2_SUPER_MAGIC) {
        snprintf(error, error_size, "the guarded cgroup is not a directory of cgroup v2");
        return -EINVAL;
    }
    if (stat("/proc/self/ns/user", &user_ns)) {
        int code = -errno;
        snprintf(error, error_size, "/proc cannot be read: %s", strerror(errno));
        return code;
    }
    *ret = (struct record_config){
        .netns_cookie = netns_cookie(),
        .user_ns = (uint32_t)user_ns.st_ino,
        .allow_detour = config->allow_detour,
        .by_ports = config->ignore_marks || !has_marks(),
        .audit = config->audit,
    };
    return 0;
}

size_t probe_order(enum attribution_choice choice, enum attribution_backend ret[2])
{
    size_t count = 0;
    if (choice != CHOOSE_KPROBE)
        ret[count++] = BACKEND_CGROUP;
    if (choice != CHOOSE_CGROUP)
        ret[count++] = BACKEND_KPROBE;
    return count;
}

int probe_backend(enum attribution_choice choice, const struct record_config *record, int cgroup_fd,
                  enum attribution_backend *ret_backend, struct programs *ret, char *error,
                  size_t error_size)
{
    enum attribution_backend order[2];
    size_t count = probe_order(choice, order);
    int code = -EINVAL;
    for (size_t i = 0; i < count; i++) {
        /* The first one's complaint is the one to be heard: it is the one to be mended. */
        char later[256];
        char *sentence = i == 0 ? error : later;
        size_t size = i == 0 ? error_size : sizeof(later);
        int tried = programs_load(order[i], record, cgroup_fd, ret, sentence, size);
        if (i == 0 || tried == 0)
            code = tried;
        if (tried == 0) {
            *ret_backend = order[i];
            return 0;
        }
        if (tried != -EOPNOTSUPP)
            break;
    }
    return code;
}

struct process_image *probe_process(uint32_t pid, uint64_t start_ns)
{
    uint64_t before, after;
    if (proc_start_ticks(pid, &before) || before != start_ns / PROC_TICK_NS)
        return NULL;
    struct process_image *image = proc_read_image(pid);
    if (image && (proc_start_ticks(pid, &after) || after != before)) {
        process_image_release(image);
        return NULL;
    }
    return image;
}

static void found_pid(uint32_t pid, probe_found found, void *context)
{
    uint64_t ticks;
    if (proc_start_ticks(pid, &ticks))
        return;
    uint64_t start_ns = ticks * PROC_TICK_NS;
    struct process_image *image = probe_process(pid, start_ns);
    if (image)
        found(pid, start_ns, image, context);
}

static int list_processes(int directory, probe_found found, void *context)
{
    int fd = openat(directory, "cgroup.procs", O_RDONLY | O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (!file) {
        int error = -errno;
        if (fd >= 0)
            close(fd);
        return error == -ENOENT ? 0 : error;
    }
    unsigned pid;
    while (fscanf(file, "%u", &pid) == 1)
        if (pid)
            found_pid(pid, found, context);
    fclose(file); /* a threaded cgroup cannot be read; its processes are listed at its root */
    return 0;
}

/* `directory` becomes ours. */
static int list_tree(int directory, probe_found found, void *context)
{
    int error = list_processes(directory, found, context);
    DIR *listing = fdopendir(directory);
    if (!listing) {
        int code = -errno;
        close(directory);
        return code;
    }
    struct dirent *entry;
    while (!error && (entry = readdir(listing))) {
        if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
            continue;
        int child = openat(dirfd(listing), entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (child >= 0)
            error = list_tree(child, found, context);
    }
    closedir(listing);
    return error;
}

int probe_running(int cgroup_fd, probe_found found, void *context)
{
    int directory = openat(cgroup_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return directory < 0 ? -errno : list_tree(directory, found, context);
}
