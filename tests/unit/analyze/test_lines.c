/* Lines of a file in bounded memory. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lang/analyze/lines.h"

static int file_of(const char *text, size_t len)
{
    int fd = memfd_create("lines", 0);

    cr_assert_eq(write(fd, text, len), (ssize_t)len);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

Test(lines, splits)
{
    static const char text[] = "a\n\nb\r\n\r\nc d";
    static const char *const wanted[] = {"a", "", "b", "", "c d"};
    int fd = file_of(text, sizeof text - 1);
    struct lines *lines = lines_new(fd);
    const char *line;
    size_t len;

    for (size_t i = 0; i < 5; i++) {
        cr_assert_eq(lines_next(lines, &line, &len), 1);
        cr_expect_eq(len, strlen(wanted[i]));
        cr_expect_arr_eq(line, wanted[i], len);
        cr_expect_eq(lines_number(lines), i + 1);
    }
    cr_expect_eq(lines_next(lines, &line, &len), 0);
    cr_expect_eq(lines_next(lines, &line, &len), 0);
    cr_expect_eq(lines_bytes(lines), sizeof text - 1);
    lines_free(lines);
    close(fd);
}

Test(lines, long_ones_are_passed_over)
{
    size_t long_len = 3 * LINES_MAX_BYTES + 17, fine_len = LINES_MAX_BYTES;
    char *text = malloc(long_len + fine_len + 8), *at = text;
    struct lines *lines;
    const char *line;
    size_t len;
    int fd;

    memset(at, 'x', long_len), at += long_len;
    memcpy(at, "\n", 1), at += 1;
    memset(at, 'y', fine_len), at += fine_len;
    memcpy(at, "\nz", 2), at += 2;
    fd = file_of(text, (size_t)(at - text));
    lines = lines_new(fd);
    cr_expect_eq(lines_next(lines, &line, &len), -EMSGSIZE);
    cr_expect_eq(lines_next(lines, &line, &len), 1);
    cr_expect_eq(len, fine_len);
    cr_expect_eq(lines_number(lines), 2);
    cr_expect_eq(lines_next(lines, &line, &len), 1);
    cr_expect_eq(len, 1);
    cr_expect_eq(*line, 'z');
    cr_expect_eq(lines_next(lines, &line, &len), 0);
    lines_free(lines);
    close(fd);
    free(text);
}

Test(lines, errors)
{
    struct lines *lines = lines_new(-1);
    const char *line;
    size_t len;

    cr_expect_eq(lines_next(lines, &line, &len), -EBADF);
    lines_free(lines);
}
