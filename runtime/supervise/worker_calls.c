#include "runtime/supervise/worker_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/prctl.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <ucontext.h>
#include <unistd.h>

#ifndef SYS_SECCOMP
#define SYS_SECCOMP 1 /* asm-generic/siginfo.h; glibc does not name it */
#endif

#define LOW_32 0xffffffffu /* the kernel reads an int; what stands above it is the caller's */
#define SOCK_TYPE_MASK 0xfu
#define COMPLAINTS_MAX 20 /* lines; an intruder must not flood the terminal */
#define THREAD_FLAGS (CLONE_VM | CLONE_THREAD | CLONE_SIGHAND)

static const int whole[] = {
#define WORKER_CALL(name) SCMP_SYS(name),
#include "runtime/supervise/worker_calls.def"
#undef WORKER_CALL
};

/* Allowed, but only with arguments that allow_conditions lists. */
static const int conditional[] = {
    SCMP_SYS(socket), SCMP_SYS(mmap),  SCMP_SYS(mprotect),   SCMP_SYS(clone),  SCMP_SYS(fcntl),
    SCMP_SYS(ioctl),  SCMP_SYS(prctl), SCMP_SYS(newfstatat), SCMP_SYS(tgkill), SCMP_SYS(prlimit64),
};

/* The C library asks for these by itself, and does without. */
static const struct {
    int call, error;
} quiet[] = {
    {SCMP_SYS(open), EACCES},     {SCMP_SYS(openat), EACCES},         {SCMP_SYS(access), EACCES},
    {SCMP_SYS(readlink), EACCES}, {SCMP_SYS(clone3), ENOSYS}, /* its flags cannot be looked at */
    {SCMP_SYS(statx), ENOSYS},    {SCMP_SYS(io_uring_setup), ENOSYS},
};

static const int deadly[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(mount),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static bool in(const int *calls, size_t count, int number)
{
    for (size_t i = 0; i < count; i++)
        if (calls[i] == number)
            return true;
    return false;
}

bool worker_calls_has(int number)
{
    return in(whole, COUNT(whole), number) || in(conditional, COUNT(conditional), number);
}

bool worker_calls_is_deadly(int number)
{
    return in(deadly, COUNT(deadly), number);
}

/* --- the filter --- */

static int allow(scmp_filter_ctx filter, int call, unsigned count, const struct scmp_arg_cmp *when)
{
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, count, when);
}

/* TCP and UDP over IPv4, and nothing that looks like them (MPTCP, ICMP datagrams, UDP-Lite). */
static int allow_sockets(scmp_filter_ctx filter)
{
    static const struct {
        uint32_t type, protocol;
    } kinds[] = {
        {SOCK_STREAM, 0}, {SOCK_STREAM, IPPROTO_TCP}, {SOCK_DGRAM, 0}, {SOCK_DGRAM, IPPROTO_UDP}};
    int error = 0;

    for (size_t i = 0; !error && i < COUNT(kinds); i++) {
        const struct scmp_arg_cmp when[] = {
            SCMP_A0(SCMP_CMP_MASKED_EQ, LOW_32, AF_INET),
            SCMP_A1(SCMP_CMP_MASKED_EQ, SOCK_TYPE_MASK, kinds[i].type),
            SCMP_A2(SCMP_CMP_MASKED_EQ, LOW_32, kinds[i].protocol),
        };

        error = allow(filter, SCMP_SYS(socket), 3, when);
    }
    return error ? error
                 : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                    SCMP_A0(SCMP_CMP_MASKED_EQ, LOW_32, AF_INET6));
}

/* Memory that is both written and executed, or becomes it, is what an intruder needs first. */
static int allow_memory(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp not_executable = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    int error = allow(filter, SCMP_SYS(mmap), 1, &not_executable);

    return error ? error : allow(filter, SCMP_SYS(mprotect), 1, &not_executable);
}

/* Threads, no processes. */
static int allow_threads(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp thread = SCMP_A0(SCMP_CMP_MASKED_EQ, THREAD_FLAGS, THREAD_FLAGS);
    const struct scmp_arg_cmp itself = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0);
    int error = allow(filter, SCMP_SYS(clone), 1, &thread);

    return error ? error : allow(filter, SCMP_SYS(tgkill), 1, &itself); /* abort(3) */
}

/* One value of one argument each. */
static int allow_values(scmp_filter_ctx filter)
{
    static const struct {
        int call;
        unsigned argument;
        uint32_t value;
    } values[] = {
        {SCMP_SYS(fcntl), 1, F_GETFD},     {SCMP_SYS(fcntl), 1, F_SETFD},
        {SCMP_SYS(fcntl), 1, F_GETFL},     {SCMP_SYS(fcntl), 1, F_SETFL},
        {SCMP_SYS(fcntl), 1, F_GET_SEALS}, {SCMP_SYS(fcntl), 1, F_DUPFD_CLOEXEC},
        {SCMP_SYS(ioctl), 1, FIONREAD},    {SCMP_SYS(ioctl), 1, FIONBIO},
        {SCMP_SYS(prctl), 0, PR_SET_NAME}, {SCMP_SYS(newfstatat), 3, AT_EMPTY_PATH},
    };
    int error = 0;

    for (size_t i = 0; !error && i < COUNT(values); i++) {
        const struct scmp_arg_cmp when =
            SCMP_CMP(values[i].argument, SCMP_CMP_MASKED_EQ, LOW_32, values[i].value);

        error = allow(filter, values[i].call, 1, &when);
    }
    return error;
}

static int allow_conditions(scmp_filter_ctx filter)
{
    /* Its own limits may be read: of no other process, and not set. */
    const struct scmp_arg_cmp read_own_limit[] = {SCMP_A0(SCMP_CMP_MASKED_EQ, LOW_32, 0),
                                                  SCMP_A2(SCMP_CMP_EQ, 0, 0)};
    int error = allow_sockets(filter);

    if (!error)
        error = allow_memory(filter);
    if (!error)
        error = allow_threads(filter);
    if (!error)
        error = allow_values(filter);
    return error ? error : allow(filter, SCMP_SYS(prlimit64), 2, read_own_limit);
}

static int fill(scmp_filter_ctx filter)
{
    int error = allow_conditions(filter);

    for (size_t i = 0; !error && i < COUNT(whole); i++)
        error = allow(filter, whole[i], 0, NULL);
    for (size_t i = 0; !error && i < COUNT(quiet); i++)
        error =
            seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)quiet[i].error), quiet[i].call, 0);
    for (size_t i = 0; !error && i < COUNT(deadly); i++)
        error = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    return error;
}

/* --- what is refused aloud --- */

static void set_result(ucontext_t *context, long result)
{
#if defined(__x86_64__)
    context->uc_mcontext.gregs[REG_RAX] = result;
#elif defined(__aarch64__)
    context->uc_mcontext.regs[0] = (unsigned long)result;
#else
#error "how a system call's result is set on this machine"
#endif
}

/* The call was not carried out; it looks to its caller as if it had failed. */
static void refused(int signo, siginfo_t *info, void *context)
{
    static volatile sig_atomic_t complaints;
    char line[] = "egress-run: the worker was refused system call 0000\n";
    int error = errno;

    (void)signo;
    if (info->si_code != SYS_SECCOMP)
        return; /* sent by somebody */
    for (int at = sizeof(line) - 3, number = info->si_syscall; number > 0 && line[at] == '0';
         at--, number /= 10)
        line[at] = (char)('0' + number % 10);
    if (complaints < COMPLAINTS_MAX) {
        complaints++;
        if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
            error = errno; /* nobody is left to be told */
    }
    set_result(context, -EPERM);
    errno = error;
}

static int complain_aloud(void)
{
    struct sigaction action = {.sa_sigaction = refused, .sa_flags = SA_SIGINFO | SA_NODEFER};

    sigemptyset(&action.sa_mask);
    return sigaction(SIGSYS, &action, NULL) ? -errno : 0;
}

int worker_calls_restrict(void)
{
    scmp_filter_ctx filter;
    int error = complain_aloud();

    if (error)
        return error;
    filter = seccomp_init(SCMP_ACT_TRAP);
    if (!filter)
        return -ENOMEM;
    error = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (!error)
        error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    if (!error)
        error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 0); /* it is set, or this fails */
    if (!error)
        error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree, not a list */
    if (!error)
        error = fill(filter);
    if (!error)
        error = seccomp_load(filter);
    seccomp_release(filter);
    return error;
}
