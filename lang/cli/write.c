#include "lang/cli/write.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int cli_write(const char *path, const char *text, size_t len_bytes)
{
    char real[PATH_MAX], other[PATH_MAX + 16];
    struct stat info;
    int fd, result = 0;
    size_t done = 0;

    if (!realpath(path, real) || stat(real, &info))
        return -errno;
    snprintf(other, sizeof other, "%s.XXXXXX", real);
    fd = mkostemp(other, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    while (done < len_bytes && !result) {
        ssize_t n = write(fd, text + done, len_bytes - done);

        if (n < 0 && errno != EINTR)
            result = -errno;
        done += n > 0 ? (size_t)n : 0;
    }
    if (!result && (fchmod(fd, info.st_mode & 07777) || fsync(fd)))
        result = -errno;
    if (!result && fchown(fd, info.st_uid, info.st_gid) && errno != EPERM)
        result = -errno;
    if (close(fd) && !result)
        result = -errno;
    if (!result && rename(other, real))
        result = -errno;
    if (result)
        unlink(other);
    return result;
}

bool cli_wants_colour(FILE *out)
{
    const char *no_colour = getenv("NO_COLOR");

    return isatty(fileno(out)) && !(no_colour && *no_colour);
}
