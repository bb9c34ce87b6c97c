#include "runtime/attribution/proc_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int open_proc(uint32_t pid, const char *name)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%" PRIu32 "/%s", pid, name);
    return open(path, O_RDONLY | O_CLOEXEC);
}

/* Reads up to `size` bytes; -errno. */
static ssize_t read_proc(uint32_t pid, const char *name, char *buffer, size_t size)
{
    int fd = open_proc(pid, name);
    if (fd < 0)
        return -errno;
    size_t length = 0;
    ssize_t got = 0;
    while (length < size && (got = read(fd, buffer + length, size - length)) > 0)
        length += (size_t)got;
    int error = -errno;
    close(fd);
    return got < 0 ? error : (ssize_t)length;
}

/* The second field, the name in parentheses, may itself hold blanks and parentheses. */
bool proc_parse_start(const char *text, uint64_t *ret_ticks)
{
    const char *at = strrchr(text, ')');
    for (int field = 2; at && field < 22; field++) {
        at = strchr(at + 1, ' ');
    }
    if (!at)
        return false;
    char *end;
    errno = 0;
    unsigned long long ticks = strtoull(at + 1, &end, 10);
    if (end == at + 1 || errno || (*end && *end != ' ' && *end != '\n'))
        return false;
    *ret_ticks = ticks;
    return true;
}

int proc_start_ticks(uint32_t pid, uint64_t *ret_ticks)
{
    char text[1024];
    ssize_t length = read_proc(pid, "stat", text, sizeof(text) - 1);
    if (length < 0)
        return length == -ENOENT ? -ESRCH : (int)length;
    text[length] = 0;
    return proc_parse_start(text, ret_ticks) ? 0 : -ESRCH;
}

static bool same_link(const char *a, const char *b)
{
    char one[64], two[64];
    ssize_t length = readlink(a, one, sizeof(one));
    return length > 0 && length == readlink(b, two, sizeof(two)) &&
           memcmp(one, two, (size_t)length) == 0;
}

/* A path means nothing in another mount namespace, and a file that is gone had any name. */
static bool read_exe(uint32_t pid, char *path, size_t size)
{
    char link[64], ns[64];
    snprintf(ns, sizeof(ns), "/proc/%" PRIu32 "/ns/mnt", pid);
    snprintf(link, sizeof(link), "/proc/%" PRIu32 "/exe", pid);
    static const char gone[] = " (deleted)";
    ssize_t length = readlink(link, path, size - 1);
    if (!same_link(ns, "/proc/self/ns/mnt") || length <= 0 || (size_t)length >= size - 1)
        return false;
    path[length] = 0;
    size_t tail = sizeof(gone) - 1;
    return path[0] == '/' && ((size_t)length < tail || strcmp(path + length - tail, gone) != 0);
}

struct process_image *proc_read_image(uint32_t pid)
{
    char path[EXE_BYTES_MAX + 1];
    char *argv = malloc(ARGV_BYTES_MAX + 1);
    if (!argv)
        return NULL;
    bool exe_known = read_exe(pid, path, sizeof(path));
    ssize_t length = read_proc(pid, "cmdline", argv, ARGV_BYTES_MAX + 1);
    if (length < 0 || length > ARGV_BYTES_MAX)
        length = 0;
    struct process_image *image = process_image_new(exe_known ? path : NULL, argv, (size_t)length);
    free(argv);
    return image;
}
