#include "runtime/attribution/cgroup_names.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLOTS 4096
#define FILEID_KERNFS 0xfe /* include/linux/exportfs.h */

struct name {
    uint64_t id;
    char *path;
};

struct cgroup_names {
    int mount_fd;
    size_t mount_length;
    char mount[4096]; /* as the kernel spells it */
    struct name slots[SLOTS];
};

int cgroup_names_open(const char *mount, struct cgroup_names **ret)
{
    struct cgroup_names *names = calloc(1, sizeof(*names));
    if (!names)
        return -ENOMEM;
    names->mount_fd = open(mount, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (names->mount_fd < 0 || !realpath(mount, names->mount)) {
        int error = -errno;
        cgroup_names_close(names);
        return error;
    }
    names->mount_length = strlen(names->mount);
    *ret = names;
    return 0;
}

void cgroup_names_close(struct cgroup_names *names)
{
    if (!names)
        return;
    for (size_t i = 0; i < SLOTS; i++)
        free(names->slots[i].path);
    if (names->mount_fd >= 0)
        close(names->mount_fd);
    free(names);
}

static struct name *slot_of(struct cgroup_names *names, uint64_t id)
{
    return &names->slots[(id * 0x9e3779b97f4a7c15ull) >> 52 & (SLOTS - 1)];
}

void cgroup_names_add(struct cgroup_names *names, uint64_t id, const char *path)
{
    struct name *slot = slot_of(names, id);
    char *copy = strdup(path);
    if (!copy)
        return;
    free(slot->path);
    *slot = (struct name){id, copy};
}

/* A kernfs file handle is the id itself. */
static int open_by_id(const struct cgroup_names *names, uint64_t id)
{
    struct {
        struct file_handle head;
        uint64_t id;
    } handle = {.head = {.handle_bytes = sizeof(id), .handle_type = FILEID_KERNFS}, .id = id};
    return open_by_handle_at(names->mount_fd, &handle.head, O_PATH | O_CLOEXEC);
}

static const char *look_up(struct cgroup_names *names, uint64_t id)
{
    char link[64], path[4096];
    int fd = open_by_id(names, id);
    if (fd < 0)
        return NULL;
    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof(path) - 1);
    close(fd);
    if (length < (ssize_t)names->mount_length || (size_t)length >= sizeof(path) - 1)
        return NULL;
    path[length] = 0;
    const char *below = path + names->mount_length;
    if (strncmp(path, names->mount, names->mount_length) != 0 || (*below && *below != '/'))
        return NULL;
    cgroup_names_add(names, id, *below ? below : "/");
    const struct name *slot = slot_of(names, id);
    return slot->id == id ? slot->path : NULL;
}

const char *cgroup_names_find(struct cgroup_names *names, uint64_t id)
{
    const struct name *slot = slot_of(names, id);
    return slot->path && slot->id == id ? slot->path : look_up(names, id);
}
