/* Whom the control socket believes: by cgroup, user and ancestry. Needs root to be several users.
 */
#include "runtime/control/peer.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define USER 54321
#define OTHER_USER 54322
#define NO_SUCH_CGROUP "/egress-nowhere/guarded"

Test(peer, cgroups_below_are_within)
{
    static const struct {
        const char *path;
        bool within;
    } cases[] = {
        {"/egress-a/guarded", true},
        {"/egress-a/guarded/below", true},
        {"/egress-a/guarded2", false},
        {"/egress-a", false},
        {"/", false},
        {"", false},
        {"/egress-b/guarded", false},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        cr_assert_eq(control_cgroup_within(cases[i].path, "/egress-a/guarded"), cases[i].within,
                     "%s", cases[i].path);
}

/* A socket whose other end is a child of this process that runs as `uid`. */
static int ask_as(uid_t uid, pid_t *ret)
{
    int fds[2];

    /* The kernel notes who makes a pair, so the child makes it, and passes one end up. */
    int up[2];
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, up), 0);
    *ret = fork();
    cr_assert_geq(*ret, 0);
    if (*ret == 0) {
        char byte = 0;
        union {
            char bytes[CMSG_SPACE(sizeof(int))];
            struct cmsghdr align;
        } control = {0};
        struct iovec iov = {.iov_base = &byte, .iov_len = 1};
        struct msghdr message = {.msg_iov = &iov,
                                 .msg_iovlen = 1,
                                 .msg_control = control.bytes,
                                 .msg_controllen = sizeof(control.bytes)};
        if (setresuid(uid, uid, uid) || socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
            _exit(1);
        control.align = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(&control.align), &fds[0], sizeof(int));
        (void)!sendmsg(up[0], &message, 0);
        pause();
        _exit(0);
    }
    char byte;
    int fd;
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec iov = {.iov_base = &byte, .iov_len = 1};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    cr_assert_eq(recvmsg(up[1], &message, 0), 1);
    memcpy(&fd, CMSG_DATA(&control.align), sizeof(fd));
    close(up[0]);
    close(up[1]);
    return fd;
}

static void end(pid_t pid, int fd)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(fd);
}

Test(peer, users_and_ancestors)
{
    /* `supervisor`: a process beside the one that asks, so that it is no ancestor of it. */
    pid_t beside, asker;
    int fd;

    if (getuid() != 0)
        cr_skip_test("needs root");
    beside = fork();
    if (beside == 0) {
        pause();
        _exit(0);
    }
    struct control_trust trust = {.guarded = NO_SUCH_CGROUP, .supervisor = beside, .uid = getuid()};
    control_trust_find_starter(&trust); /* this process */
    cr_assert_eq(trust.starter, getpid());

    fd = ask_as(0, &asker);
    cr_assert_null(control_distrust(&trust, fd), "root");
    end(asker, fd);

    trust.uid = USER;
    fd = ask_as(USER, &asker);
    cr_assert_null(control_distrust(&trust, fd), "the user, below the process that started it");
    trust.start_ticks++;
    cr_assert_not_null(control_distrust(&trust, fd), "another process of the same number");
    trust.start_ticks--;
    trust.starter = beside;
    cr_assert_not_null(control_distrust(&trust, fd), "not below it");
    trust.starter = getpid();
    trust.supervisor = getpid();
    cr_assert_not_null(control_distrust(&trust, fd), "a child of the supervisor's");
    trust.supervisor = beside;
    trust.guarded = "";
    cr_assert_not_null(control_distrust(&trust, fd), "in the guarded cgroup");
    trust.guarded = NO_SUCH_CGROUP;
    trust.uid = 0;
    cr_assert_not_null(control_distrust(&trust, fd), "a run that root itself started");
    trust.uid = OTHER_USER;
    cr_assert_not_null(control_distrust(&trust, fd), "another user");
    trust.uid = USER;
    kill(asker, SIGKILL);
    waitpid(asker, NULL, 0);
    cr_assert_not_null(control_distrust(&trust, fd), "gone");
    close(fd);
    kill(beside, SIGKILL);
    waitpid(beside, NULL, 0);
}
