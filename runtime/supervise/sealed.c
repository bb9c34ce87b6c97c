#include "runtime/supervise/sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define SEALS (F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)

int sealed_new(const char *name, int *ret_fd)
{
    int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd < 0)
        return -errno;
    *ret_fd = fd;
    return 0;
}

int sealed_add(int fd, const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t n = write(fd, at, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        at += n;
        len -= (size_t)n;
    }
    return 0;
}

int sealed_add_all(int fd, int from, size_t max)
{
    char buffer[65536];
    size_t total = 0;

    for (;;) {
        ssize_t n = read(from, buffer, sizeof(buffer));
        int error;

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? -errno : 0;
        total += (size_t)n;
        error = total > max ? -EFBIG : sealed_add(fd, buffer, (size_t)n);
        if (error)
            return error;
    }
}

int sealed_finish(int fd)
{
    return fcntl(fd, F_ADD_SEALS, SEALS) ? -errno : 0;
}

bool sealed_is(int fd)
{
    return (fcntl(fd, F_GET_SEALS) & SEALS) == SEALS;
}
