#include "runtime/intercept/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX (8u << 20) /* a mountinfo of ten thousand mounts is 2 MB */

static int read_all(int fd, char **ret_text)
{
    size_t size = 4096, used = 0;
    char *text = malloc(size);

    while (text) {
        ssize_t n = read(fd, text + used, size - used - 1);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            if (n == 0) {
                text[used] = '\0';
                *ret_text = text;
                return 0;
            }
            int error = -errno;
            free(text);
            return error;
        }
        used += (size_t)n;
        if (used + 1 == size) {
            char *more = size < FILE_MAX ? realloc(text, size * 2) : NULL;

            if (!more)
                break;
            text = more;
            size *= 2;
        }
    }
    free(text);
    return -ENOMEM;
}

int file_read(const char *path, char **ret_text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int error;

    if (fd < 0)
        return -errno;
    error = read_all(fd, ret_text);
    close(fd);
    return error;
}

int file_write(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    size_t len = strlen(text);
    ssize_t n;
    int error = 0;

    if (fd < 0)
        return -errno;
    n = write(fd, text, len);
    if (n < 0)
        error = -errno;
    else if ((size_t)n != len)
        error = -EIO;
    close(fd);
    return error;
}
