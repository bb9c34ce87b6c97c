/* Every call that is not on the list fails under the filter, and what the worker lives on works. */
#include "runtime/supervise/worker_calls.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUMBERS 512 /* above the last call of any kernel yet, and below the x32 ones */
#define UNPRIVILEGED 65534

static bool confine(void)
{
    int null = open("/dev/null", O_WRONLY);

    dup2(null, STDERR_FILENO); /* its complaints */
    if (getuid() == 0 && setresuid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED))
        return false;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && worker_calls_restrict() == 0;
}

/* The wait status of a child that runs `inside` under the filter and ends with what it returns. */
static int under_filter(int (*inside)(int argument), int argument)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0)
        _exit(confine() ? inside(argument) : 99);
    cr_assert_gt(pid, 0);
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    return status;
}

static bool quietly(int error)
{
    return error == EPERM || error == EACCES || error == ENOSYS;
}

/* Calls of the kernel's own trampolines (uretprobe, uprobe), which it lets pass every filter
 * (Linux 6.14) and ends whoever else makes them. */
static bool is_trampoline(int number)
{
#ifdef __x86_64__
    return number == 335 || number == 336;
#else
    (void)number;
    return false;
#endif
}

/* 0, or 1 and the number by way of the pipe. */
static int try_all(int report)
{
    for (int number = 0; number < NUMBERS; number++) {
        if (worker_calls_has(number) || worker_calls_is_deadly(number) || is_trampoline(number))
            continue;
        if (syscall(number, 0, 0, 0, 0, 0, 0) != -1 || !quietly(errno)) {
            (void)!write(report, &number, sizeof(number));
            return 1;
        }
    }
    return 0;
}

Test(worker_calls, every_call_off_the_list_fails)
{
    int report[2], number = -1, status;

    cr_assert_eq(pipe(report), 0);
    fcntl(report[0], F_SETFL, O_NONBLOCK);
    status = under_filter(try_all, report[1]);
    (void)!read(report[0], &number, sizeof(number));
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %#x, call %d", status, number);
}

static int try_one(int number)
{
    syscall(number, 0, 0, 0, 0, 0, 0);
    return 0;
}

Test(worker_calls, those_of_an_intruder_end_it)
{
    int tried = 0;

    for (int number = 0; number < NUMBERS; number++) {
        int status;

        if (!worker_calls_is_deadly(number))
            continue;
        tried++;
        status = under_filter(try_one, number);
        cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS, "call %d: status %#x", number,
                  status);
    }
    cr_assert_geq(tried, 15);
}

static int foreign_instruction_set(int unused)
{
    (void)unused;
#ifdef __x86_64__
    syscall(0x40000000 + SYS_getpid); /* x32 */
#else
    raise(SIGSYS);
#endif
    return 0;
}

Test(worker_calls, other_instruction_sets_end_it)
{
    int status = under_filter(foreign_instruction_set, 0);

    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS, "status %#x", status);
}

/* Arguments that a call on the list must not have. */
static const struct refused {
    const char *what;
    long number, a, b, c, d;
    int error;
} refused[] = {
    {"a raw socket", SYS_socket, AF_INET, SOCK_RAW, IPPROTO_ICMP, 0, EPERM},
    {"a ping socket", SYS_socket, AF_INET, SOCK_DGRAM, IPPROTO_ICMP, 0, EPERM},
    {"MPTCP", SYS_socket, AF_INET, SOCK_STREAM, 262, 0, EPERM},
    {"IPv6", SYS_socket, AF_INET6, SOCK_STREAM, 0, 0, EAFNOSUPPORT},
    {"a UNIX socket", SYS_socket, AF_UNIX, SOCK_STREAM, 0, 0, EPERM},
    {"netlink", SYS_socket, AF_NETLINK, SOCK_RAW, 0, 0, EPERM},
    {"executable memory", SYS_mmap, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
     EPERM},
    {"memory made executable", SYS_mprotect, 0, 4096, PROT_EXEC, 0, EPERM},
    {"a process", SYS_clone, SIGCHLD, 0, 0, 0, EPERM},
    {"a process that shares memory", SYS_clone, CLONE_VM | SIGCHLD, 0, 0, 0, EPERM},
    {"another's signal", SYS_tgkill, 1, 1, 0, 0, EPERM},
    {"typing into a terminal", SYS_ioctl, 0, TIOCSTI, 0, 0, EPERM},
    {"core dumps on", SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, EPERM},
    {"a file's state by name", SYS_newfstatat, AT_FDCWD, (intptr_t) "/etc/passwd", 0, 0, EPERM},
    {"another's limits", SYS_prlimit64, 1, 0, 0, 0, EPERM},
    {"its own limits", SYS_prlimit64, 0, 0, (intptr_t)refused, 0, EPERM},
    {"a lock on a file", SYS_fcntl, 0, F_SETLK, 0, 0, EPERM},
};

static int try_refused(int index)
{
    const struct refused *r = &refused[index];

    return syscall(r->number, r->a, r->b, r->c, r->d, -1, 0) == -1 && errno == r->error ? 0 : 1;
}

Test(worker_calls, arguments_are_looked_at)
{
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        int status = under_filter(try_refused, (int)i);

        cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: %#x", refused[i].what,
                  status);
    }
}

static void *work(void *argument)
{
    *(int *)argument = 7;
    return malloc(1 << 20);
}

/* 0, or the number of the step that failed. */
static int live(int pipe_end)
{
    char byte = 1, big[4096];
    int result = 0, pair = epoll_create1(EPOLL_CLOEXEC);
    struct stat status;
    struct sockaddr_in nowhere = {.sin_family = AF_INET};
    pthread_t thread;
    void *memory;

    if (pthread_create(&thread, NULL, work, &result) || pthread_join(thread, &memory) ||
        result != 7)
        return 1;
    free(memory);
    if (mlock(big, sizeof(big)) || munlock(big, sizeof(big)))
        return 2;
    memory = mmap(NULL, 1 << 16, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || madvise(memory, 1 << 16, MADV_DONTDUMP) || munmap(memory, 1 << 16))
        return 3;
    if (pair < 0 || fstat(pipe_end, &status) || getrandom(big, 16, 0) != 16)
        return 4;
    for (int type = SOCK_STREAM; type <= SOCK_DGRAM; type++) {
        int fd = socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

        if (fd < 0 || close(fd))
            return 5;
        fd = socket(AF_INET, type, type == SOCK_STREAM ? IPPROTO_TCP : IPPROTO_UDP);
        connect(fd, (struct sockaddr *)&nowhere, sizeof(nowhere));
        if (fd < 0 || errno == EPERM)
            return 6;
    }
    return write(pipe_end, &byte, 1) == 1 ? 0 : 7;
}

Test(worker_calls, what_the_worker_lives_on_works)
{
    int ends[2], status;

    cr_assert_eq(pipe(ends), 0);
    status = under_filter(live, ends[1]);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "step %d (%#x)", WEXITSTATUS(status),
              status);
}

static int abort_inside(int unused)
{
    (void)unused;
    abort();
}

Test(worker_calls, it_can_abort)
{
    int status = under_filter(abort_inside, 0);

    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "status %#x", status);
}
