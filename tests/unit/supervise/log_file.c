#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/supervise/log_file.h"

static char directory[64];
static char path[128];
static char why[256];

static void set_up(void)
{
    strcpy(directory, "/tmp/egress-log-file-XXXXXX");
    cr_assert(mkdtemp(directory));
    snprintf(path, sizeof(path), "%s/log", directory);
    umask(022);
}

static void tear_down(void)
{
    unlink(path);
    rmdir(directory);
}

static const struct command_user somebody = {.uid = 4000000001u, .gid = 4000000001u};

TestSuite(log_file, .init = set_up, .fini = tear_down);

Test(log_file, is_made_and_unmade)
{
    struct log_file log;

    cr_assert_eq(log_file_open(path, &somebody, &log, why, sizeof(why)), 0);
    cr_assert(fcntl(log.fd, F_GETFL) & O_APPEND);
    cr_assert(fcntl(log.fd, F_GETFD) & FD_CLOEXEC);
    cr_assert_eq(access(path, F_OK), 0);
    log_file_close(&log, false);
    cr_assert_neq(access(path, F_OK), 0, "a run that did not start leaves nothing");

    cr_assert_eq(log_file_open(path, &somebody, &log, why, sizeof(why)), 0);
    log_file_close(&log, true);
    cr_assert_eq(log_file_open(path, &somebody, &log, why, sizeof(why)), 0);
    log_file_close(&log, false);
    cr_assert_eq(access(path, F_OK), 0, "what was there stays");
}

Test(log_file, tells_when_another_stands_in_its_place)
{
    struct log_file log;
    int fd;

    cr_assert_eq(log_file_open(path, &somebody, &log, why, sizeof(why)), 0);
    cr_assert_not(log_file_replaced(&log));
    cr_assert_eq(unlink(path), 0);
    cr_assert(log_file_replaced(&log));
    fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    close(fd);
    cr_assert(log_file_replaced(&log));
    log_file_close(&log, true);
    cr_assert_eq(log_file_open(NULL, &somebody, &log, why, sizeof(why)), 0);
    cr_assert_not(log_file_replaced(&log));
    log_file_close(&log, true);
}

Test(log_file, is_not_a_link)
{
    struct log_file log;

    cr_assert_eq(symlink("elsewhere", path), 0);
    cr_assert_eq(log_file_open(path, &somebody, &log, why, sizeof(why)), -ELOOP);
    cr_assert(strstr(why, "symbolic link"), "%s", why);
}

Test(log_file, is_not_the_commands_to_write)
{
    static const struct {
        mode_t mode;
        int error;
    } cases[] = {{0644, 0}, {0600, 0}, {0646, -EPERM}, {0664, 0}};
    struct log_file log;
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    struct command_user owner = {.uid = getuid(), .gid = 1};

    close(fd);
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        cr_assert_eq(chmod(path, cases[i].mode), 0);
        cr_assert_eq(log_file_open(path, &somebody, &log, why, sizeof(why)), cases[i].error,
                     "mode %o", (unsigned)cases[i].mode);
        if (!cases[i].error)
            log_file_close(&log, true);
    }
    if (owner.uid != 0)
        cr_assert_eq(log_file_open(path, &owner, &log, why, sizeof(why)), -EPERM);
}

Test(log_file, may_be_nothing_or_standard_output)
{
    struct log_file log;

    cr_assert_eq(log_file_open(NULL, &somebody, &log, why, sizeof(why)), 0);
    log_file_close(&log, true);
    cr_assert_eq(log_file_open("-", &somebody, &log, why, sizeof(why)), 0);
    cr_assert_gt(log.fd, 2);
    log_file_close(&log, false);
    cr_assert_eq(log_file_open("/no/such/directory/log", &somebody, &log, why, sizeof(why)),
                 -ENOENT);
}
