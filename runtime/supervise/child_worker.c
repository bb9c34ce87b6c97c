#include "runtime/supervise/child_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runtime/supervise/log_file.h"
#include "runtime/supervise/message.h"
#include "runtime/supervise/options.h"
#include "runtime/supervise/policy.h"
#include "runtime/supervise/privilege.h"
#include "runtime/supervise/user.h"
#include "runtime/supervise/worker_calls.h"
#include "runtime/tls/tls.h"
#include "runtime/worker/worker.h"

#define OPEN_FILES_MAX 65536 /* two descriptors a relayed connection */
#define TASKS_MAX 16         /* its uid is nobody else's: threads of its own, and no children */
/* Bytes of memory that are never written to disk: the secure heap, and some keys beside it. */
#define LOCKED_MAX (AUTHORITY_HEAP_MOST_BYTES + (1 << 20))
#define AUDIT "audit" /* the fifth word of its command line: this or the next */
#define ENFORCE "enforce"
#define LIMITS_AT 5 /* in argv: settings of limits, to its end */

/* Where an executed worker finds its descriptors. */
enum { FD_TCP = 3, FD_DNS, FD_UDP, FD_WHO, FD_LOG, FD_STOP, FD_POLICY, FD_ROOTS, FD_COUNT };

/* --- the supervisor's side --- */

/* Each has our end and the worker's. */
struct pairs {
    int who[2], udp[2], stop[2];
};

/* Moves fds[i] to FD_TCP + i, whatever numbers they have now. */
static int arrange(const int fds[FD_COUNT - FD_TCP])
{
    int high[FD_COUNT - FD_TCP];

    for (int i = 0; i < FD_COUNT - FD_TCP; i++) {
        high[i] = fcntl(fds[i], F_DUPFD, 2 * FD_COUNT);
        if (high[i] < 0)
            return -errno;
    }
    for (int i = 0; i < FD_COUNT - FD_TCP; i++)
        if (dup2(high[i], FD_TCP + i) < 0)
            return -errno;
    return close_from(FD_COUNT);
}

static int no_standard_input(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
        return -errno;
    return 0;
}

static _Noreturn void execute(const struct worker_setup *setup, const struct pairs *pairs,
                              pid_t supervisor)
{
    const int fds[] = {setup->listeners->tcp, setup->listeners->dns, pairs->udp[1],
                       pairs->who[1],         setup->log_fd,         pairs->stop[1],
                       setup->policy_fd,      setup->roots_fd};
    char uid[16], parent[16];
    const char *argv[LIMITS_AT + OPTION_LIMITS_MAX + 1] = {"egress-worker", WORKER_ARGUMENT, uid,
                                                           parent, setup->audit ? AUDIT : ENFORCE};
    char *const environment[] = {NULL};
    sigset_t none;

    for (size_t i = 0; i < OPTION_LIMITS_MAX && setup->limits[i]; i++)
        argv[LIMITS_AT + i] = setup->limits[i];
    snprintf(uid, sizeof(uid), "%u", (unsigned)setup->uid);
    snprintf(parent, sizeof(parent), "%d", (int)supervisor);
    sigemptyset(&none);
    setsid(); /* what is typed at the terminal is not for it */
    if (no_standard_input() == 0 && arrange(fds) == 0 && chdir("/") == 0 &&
        sigprocmask(SIG_SETMASK, &none, NULL) == 0)
        execve("/proc/self/exe", (char *const *)(uintptr_t)argv, environment);
    say("cannot start the worker: %s", strerror(errno));
    _exit(EXIT_CANNOT);
}

static void pairs_close(struct pairs *pairs, int end)
{
    int *const all[] = {pairs->who, pairs->udp, pairs->stop};

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        if (all[i][end] >= 0)
            close(all[i][end]);
}

static int pairs_open(struct pairs *ret)
{
    int *const all[] = {ret->who, ret->udp, ret->stop};

    *ret = (struct pairs){{-1, -1}, {-1, -1}, {-1, -1}};
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, all[i])) {
            int error = -errno;

            pairs_close(ret, 0);
            pairs_close(ret, 1);
            return error;
        }
    return 0;
}

int worker_start(const struct worker_setup *setup, struct worker_child *ret)
{
    struct pairs pairs;
    pid_t supervisor = getpid();
    int error = pairs_open(&pairs);
    pid_t pid;

    if (error)
        return error;
    pid = fork_into_cgroup(setup->cgroup_fd);
    if (pid == 0)
        execute(setup, &pairs, supervisor);
    pairs_close(&pairs, 1);
    if (pid < 0) {
        pairs_close(&pairs, 0);
        return pid;
    }
    *ret = (struct worker_child){
        .pid = pid, .who_fd = pairs.who[0], .udp_fd = pairs.udp[0], .stop_fd = pairs.stop[0]};
    /* It waits there until the worker reads it. If it has died, SIGCHLD tells. */
    if (send(pairs.stop[0], setup->authority, sizeof(*setup->authority), MSG_NOSIGNAL) < 0 &&
        errno != EPIPE)
        return -errno;
    return 0;
}

int worker_wait_ready(const struct worker_child *worker, int timeout_ms)
{
    struct pollfd ready = {.fd = worker->stop_fd, .events = POLLIN};
    struct worker_report report;
    int n;

    do
        n = poll(&ready, 1, timeout_ms);
    while (n < 0 && errno == EINTR);
    if (n <= 0)
        return n < 0 ? -errno : -ETIMEDOUT;
    return worker_read_report(worker, &report) && report.kind == WORKER_REPORT_READY ? 0 : -EPIPE;
}

bool worker_read_report(const struct worker_child *worker, struct worker_report *ret)
{
    return recv(worker->stop_fd, ret, sizeof(*ret), MSG_DONTWAIT) == sizeof(*ret);
}

static int order(const struct worker_child *worker, char word, int fd)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    struct iovec iov = {.iov_base = &word, .iov_len = 1};
    struct msghdr message = {.msg_iov = &iov, .msg_iovlen = 1};

    if (worker->pid == 0)
        return -ESRCH;
    if (fd >= 0) {
        struct cmsghdr *header = &control.align;

        message.msg_control = control.bytes;
        message.msg_controllen = sizeof(control.bytes);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &fd, sizeof(fd));
    }
    return sendmsg(worker->stop_fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL) == 1 ? 0 : -errno;
}

int worker_ask_state(const struct worker_child *worker)
{
    return order(worker, WORKER_ORDER_STATE, -1);
}

int worker_give_policy(const struct worker_child *worker, int policy_fd)
{
    return order(worker, WORKER_ORDER_POLICY, policy_fd);
}

void worker_ask_stop(const struct worker_child *worker)
{
    shutdown(worker->stop_fd, SHUT_WR);
}

void worker_forget(struct worker_child *worker)
{
    if (worker->pid == 0)
        return;
    close(worker->who_fd);
    close(worker->udp_fd);
    close(worker->stop_fd);
    *worker = (struct worker_child){.who_fd = -1, .udp_fd = -1, .stop_fd = -1};
}

/* --- the worker's side --- */

/* The last two, so that what it is made to do stays its own trouble. */
static int set_limits(void)
{
    static const struct {
        int resource;
        rlim_t most;
    } limits[] = {{RLIMIT_CORE, 0}, {RLIMIT_NPROC, TASKS_MAX}, {RLIMIT_MEMLOCK, LOCKED_MAX}};

    for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
        struct rlimit limit;

        if (getrlimit(limits[i].resource, &limit))
            return -errno;
        if (limit.rlim_max > limits[i].most) /* never upwards: a root may not be allowed to */
            limit.rlim_max = limits[i].most;
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(limits[i].resource, &limit))
            return -errno;
    }
    return 0;
}

/* As many as we want, or as many as a root without CAP_SYS_RESOURCE may have. */
static int raise_open_files(void)
{
    struct rlimit limit = {OPEN_FILES_MAX, OPEN_FILES_MAX};

    if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
        return 0;
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return -errno;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_NOFILE, &limit) ? -errno : 0;
}

static int give_up_privileges(uid_t uid, pid_t supervisor)
{
    struct identity identity = {.uid = uid, .gid = (gid_t)uid};
    int error = set_limits();

    if (!error)
        error = raise_open_files();
    if (!error)
        error = become(&identity);
    if (!error)
        error = die_with(supervisor);
    if (!error && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
        error = -errno;
    return error;
}

static bool fds_look_right(void)
{
    struct stat status;

    for (int fd = FD_TCP; fd < FD_COUNT; fd++)
        if (fstat(fd, &status))
            return false;
    return true;
}

/* Everything that reads what a peer sent comes after this. */
static int ready(void *context)
{
    const struct worker_report report = {.kind = WORKER_REPORT_READY};
    int error;

    (void)context;
    tzset(); /* gmtime(3) would read a file for it */
    error = worker_calls_restrict();
    if (error)
        say("the worker cannot give up its system calls: %s", strerror(-error));
    else if (send(FD_STOP, &report, sizeof(report), MSG_NOSIGNAL) != sizeof(report))
        error = -EPIPE;
    return error;
}

/* The one before is kept until another comes: something may still name a rule of it. */
struct policies {
    struct policy now, before;
};

static const struct image *adopt(int fd, void *context)
{
    struct policies *policies = context;
    struct policy policy;
    char why[256];

    if (policy_adopt(fd, &policy, why, sizeof(why))) {
        say("the worker cannot load the policy: %s", why);
        return NULL;
    }
    policy_close(&policies->before);
    policies->before = policies->now;
    policies->now = policy;
    return policy.image;
}

static bool take_limits(char **settings, struct limits *ret)
{
    *ret = limits_default();
    for (; *settings; settings++)
        if (!limits_set(ret, *settings))
            return false;
    return true;
}

/* The key is wiped from here as soon as OpenSSL has its own. */
static struct authority *receive_authority(void)
{
    struct pollfd readable = {.fd = FD_STOP, .events = POLLIN};
    struct authority *authority = authority_blank();

    if (authority && poll(&readable, 1, -1) == 1 &&
        recv(FD_STOP, authority, sizeof(*authority), 0) == sizeof(*authority))
        return authority;
    authority_free(authority);
    return NULL;
}

static struct tls *make_tls(const struct limits *limits)
{
    struct stat status;
    void *roots = NULL;
    struct tls *tls = NULL;
    struct authority *authority = receive_authority();

    if (authority && fstat(FD_ROOTS, &status) == 0 && status.st_size > 0)
        roots = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, FD_ROOTS, 0);
    if (authority && roots != MAP_FAILED) {
        const struct tls_config config = {
            .authority = authority,
            .roots = roots,
            .roots_len = roots ? (size_t)status.st_size : 0,
            .limits = limits,
        };

        tls = tls_new(&config);
    }
    if (roots && roots != MAP_FAILED)
        munmap(roots, (size_t)status.st_size);
    authority_free(authority);
    close(FD_ROOTS);
    return tls;
}

static int run(const struct limits *limits, bool audit)
{
    struct policies policies = {.now.fd = -1, .before.fd = -1};
    struct tls *tls;
    struct worker_config config = {
        .limits = *limits,
        .tcp_listener = FD_TCP,
        .dns_socket = FD_DNS,
        .udp_fd = FD_UDP,
        .who_fd = FD_WHO,
        .log_fd = FD_LOG,
        .stop_fd = FD_STOP,
        .audit = audit,
        .ready = ready,
        .adopt = adopt,
        .log_changed = say_log_health,
        .context = &policies,
    };
    char why[256];
    int error;

    if (policy_adopt(FD_POLICY, &policies.now, why, sizeof(why))) {
        say("the worker cannot load the policy: %s", why);
        return EXIT_CANNOT;
    }
    config.image = policies.now.image;
    tls = make_tls(limits);
    if (!tls) {
        say("the worker cannot set up TLS");
        policy_close(&policies.now);
        return EXIT_CANNOT;
    }
    config.tls = tls;
    error = worker_run(&config);
    tls_free(tls);
    policy_close(&policies.before);
    policy_close(&policies.now);
    if (error && error != -EPIPE)
        say("the worker stopped: %s", strerror(-error));
    return error ? EXIT_CANNOT : 0;
}

int worker_main(int argc, char **argv)
{
    uid_t uid, supervisor;
    struct limits limits;
    int error;

    if (argc < LIMITS_AT || !take_limits(argv + LIMITS_AT, &limits) ||
        !user_parse_id(argv[2], strlen(argv[2]), &uid) || uid == 0 ||
        !user_parse_id(argv[3], strlen(argv[3]), &supervisor) || !fds_look_right()) {
        say(WORKER_ARGUMENT " is for egress-run itself");
        return EXIT_CANNOT;
    }
    prctl(PR_SET_NAME, "egress-worker", 0, 0, 0);
    signal(SIGPIPE, SIG_IGN);
    error = authority_prepare_memory(
        limits.connections); /* while there is no limit to what may be locked */
    if (!error)
        error = give_up_privileges(uid, (pid_t)supervisor);
    if (error) {
        say("the worker cannot give up its privileges: %s", strerror(-error));
        return EXIT_CANNOT;
    }
    return run(&limits, strcmp(argv[4], AUDIT) == 0);
}
