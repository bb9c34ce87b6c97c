#include "runtime/intercept/mount.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "runtime/intercept/intercept.h"
#include "runtime/intercept/paths.h"

/* The n-th blank-separated field of a line, from 0. */
static bool field(const char *line, size_t line_len, unsigned n, const char **ret, size_t *ret_len)
{
    const char *end = line + line_len;

    for (; line < end; n--) {
        const char *blank = memchr(line, ' ', (size_t)(end - line));
        size_t len = blank ? (size_t)(blank - line) : (size_t)(end - line);

        if (n == 0) {
            *ret = line;
            *ret_len = len;
            return true;
        }
        line += len + 1;
    }
    return false;
}

static bool octal(const char *text)
{
    return text[0] >= '0' && text[0] <= '3' && text[1] >= '0' && text[1] <= '7' && text[2] >= '0' &&
           text[2] <= '7';
}

static int unescape(const char *text, size_t len, char *ret, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < len; i++) {
        char c = text[i];

        if (c == '\\' && i + 3 < len && octal(text + i + 1)) {
            c = (char)((text[i + 1] - '0') << 6 | (text[i + 2] - '0') << 3 | (text[i + 3] - '0'));
            i += 3;
        }
        if (used + 1 >= size)
            return -ENOSPC;
        ret[used++] = c;
    }
    ret[used] = '\0';
    return 0;
}

/* "... optional fields - TYPE source options": the type follows the lone hyphen. */
static bool is_cgroup2(const char *line, size_t len)
{
    static const char marker[] = " - cgroup2 ";

    return memmem(line, len, marker, sizeof(marker) - 1) != NULL;
}

int cgroup_mount_parse(const char *mountinfo, char *ret_point, size_t point_size, char *ret_root,
                       size_t root_size)
{
    const char *found = NULL;
    const char *root, *point;
    size_t found_len = 0, root_len, point_len;
    int error;

    for (const char *line = mountinfo; *line;) {
        size_t len = strcspn(line, "\n");

        if (is_cgroup2(line, len)) {
            found = line;
            found_len = len;
        }
        line += len + (line[len] == '\n');
    }
    if (!found || !field(found, found_len, 3, &root, &root_len) ||
        !field(found, found_len, 4, &point, &point_len))
        return -ENOENT;
    error = unescape(root, root_len, ret_root, root_size);
    return error ? error : unescape(point, point_len, ret_point, point_size);
}

static bool is_cgroup2_mount(const char *path)
{
    struct statfs fs;

    return statfs(path, &fs) == 0 && fs.f_type == CGROUP2_SUPER_MAGIC;
}

/* A cgroup2 mount that stands nowhere in the tree; alive as long as its descriptor. */
static int detached_mount(char *ret_path, size_t size)
{
    int fs = (int)syscall(SYS_fsopen, "cgroup2", 1u /* FSOPEN_CLOEXEC */);
    int mount = -1;
    int error = 0;

    if (fs < 0)
        return -errno;
    if (syscall(SYS_fsconfig, fs, 6u /* FSCONFIG_CMD_CREATE */, NULL, NULL, 0))
        error = -errno;
    if (!error) {
        mount = (int)syscall(SYS_fsmount, fs, 1u /* FSMOUNT_CLOEXEC */, 0u);
        error = mount < 0 ? -errno : 0;
    }
    close(fs);
    if (error)
        return error;
    snprintf(ret_path, size, "/proc/self/fd/%d", mount);
    return 0;
}

int cgroup_mount_find(char *ret_path, size_t size, char *ret_root, size_t root_size)
{
    char *mountinfo;
    int error = file_read("/proc/self/mountinfo", &mountinfo);

    if (error)
        return error;
    error = cgroup_mount_parse(mountinfo, ret_path, size, ret_root, root_size);
    free(mountinfo);
    if (error == 0 && is_cgroup2_mount(ret_path))
        return 0;
    /* None, or something else has been mounted over it. A mount of our own shows all we may see. */
    if (root_size < 2)
        return -ENOSPC;
    strcpy(ret_root, "/");
    return detached_mount(ret_path, size);
}

int cgroup_mount_point(char *ret_path, size_t size)
{
    char root[256];

    return cgroup_mount_find(ret_path, size, root, sizeof(root));
}
