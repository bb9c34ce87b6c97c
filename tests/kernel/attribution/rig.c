#include "tests/kernel/attribution/rig.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SO_RCVMARK
#define SO_RCVMARK 75
#endif

int rig_shell(const char *format, ...)
{
    char command[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof(command), format, arguments);
    va_end(arguments);
    return system(command);
}

const char *rig_actor_path(void)
{
    static char path[512];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 32);
    cr_assert_gt(length, 0);
    path[length] = 0;
    strcpy(strrchr(path, '/') + 1, "attribution_actor");
    return path;
}

static void find_cgroup_mount(char *ret, size_t size)
{
    FILE *mounts = fopen("/proc/self/mounts", "r");
    char line[1024], at[256], type[64];
    ret[0] = 0;
    while (mounts && fgets(line, sizeof(line), mounts))
        if (sscanf(line, "%*s %255s %63s", at, type) == 2 && strcmp(type, "cgroup2") == 0)
            snprintf(ret, size, "%s", at);
    if (mounts)
        fclose(mounts);
    cr_assert_neq(ret[0], 0, "no cgroup v2");
}

static int bound_socket(int type, uint16_t *ret_port)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(here);
    int fd = socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    cr_assert_geq(fd, 0);
    cr_assert_eq(bind(fd, (void *)&here, sizeof(here)), 0);
    cr_assert_eq(getsockname(fd, (void *)&here, &size), 0);
    *ret_port = ntohs(here.sin_port);
    return fd;
}

static void open_listeners(struct rig *rig)
{
    int one = 1, room = 32 << 20;
    rig->tcp_fd = bound_socket(SOCK_STREAM, &rig->tcp_port);
    rig->udp_fd = bound_socket(SOCK_DGRAM, &rig->udp_port);
    cr_assert_eq(who_mark_listener(rig->tcp_fd), 0);
    cr_assert_eq(listen(rig->tcp_fd, 4096), 0);
    setsockopt(rig->tcp_fd, IPPROTO_TCP, 23 /* TCP_FASTOPEN */, &(int){16}, sizeof(int));
    cr_assert_eq(setsockopt(rig->udp_fd, IPPROTO_IP, IP_PKTINFO, &one, sizeof(one)), 0);
    cr_assert_eq(setsockopt(rig->udp_fd, SOL_SOCKET, SO_RCVMARK, &one, sizeof(one)), 0);
    setsockopt(rig->udp_fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
}

static void make_network(struct rig *rig)
{
    cr_assert_eq(unshare(CLONE_NEWNET), 0);
    int failed = rig_shell("ip link set lo up && ip link add v0 type veth peer name v1 && "
                           "ip addr add " SOURCE_IP "/24 dev v0 && "
                           "ip addr add " SECOND_IP "/24 dev v0 && ip link set v0 up && "
                           "ip link set v1 up && ip route add default via 198.51.100.254 && "
                           "sysctl -qw net.ipv4.ping_group_range='0 2147483647' "
                           "net.ipv4.tcp_fastopen=1027 net.core.somaxconn=4096 "
                           "net.ipv4.ip_local_port_range='10000 60999'");
    cr_assert_eq(failed, 0);
    open_listeners(rig);
    const char *path = rig->cgroup_name + 1;
    failed = rig_shell("iptables -t nat -A OUTPUT -m cgroup --path '%s' -p tcp ! -d 127.0.0.0/8 "
                       "-j REDIRECT --to-ports %d && "
                       "iptables -t nat -A OUTPUT -m cgroup --path '%s' -p udp --dport 53 "
                       "-j REDIRECT --to-ports %d",
                       path, rig->tcp_port, path, rig->udp_port);
    cr_assert_eq(failed, 0);
}

static void make_cgroup(struct rig *rig)
{
    find_cgroup_mount(rig->mount, sizeof(rig->mount));
    snprintf(rig->cgroup_name, sizeof(rig->cgroup_name), "/egress-attribution-test-%d", getpid());
    snprintf(rig->cgroup, sizeof(rig->cgroup), "%s%s", rig->mount, rig->cgroup_name);
    cr_assert_eq(mkdir(rig->cgroup, 0755), 0);
    rig->cgroup_fd = open(rig->cgroup, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    cr_assert_geq(rig->cgroup_fd, 0);
}

static void on_refused(const struct attribution_refusal *refusal, void *context)
{
    struct rig *rig = context;
    if (rig->refusals < 32)
        snprintf(rig->refused[rig->refusals], sizeof(rig->refused[0]), "%s (%s)", refusal->reason,
                 refusal->process && refusal->process->exe ? refusal->process->exe : "?");
    rig->refusals++;
}

struct rig *rig_new(const struct attribution_config *config)
{
    return rig_new_with(config, -1);
}

static void start_before(struct rig *rig, int go_fd)
{
    if (go_fd < 0)
        return;
    char path[64], name[16] = "", number[16];
    snprintf(number, sizeof(number), "%d", go_fd);
    pid_t child = rig_act(rig, "wait", number, "before");
    snprintf(path, sizeof(path), "/proc/%d/comm", child);
    while (strncmp(name, "attribution_act", 15) != 0) { /* it has executed the actor */
        int fd = open(path, O_RDONLY);
        if (read(fd, name, sizeof(name) - 1) < 0)
            cr_assert_fail("no child");
        close(fd);
    }
}

struct rig *rig_new_with(const struct attribution_config *given, int go_fd)
{
    if (geteuid() != 0)
        cr_skip_test("needs root");
    struct rig *rig = calloc(1, sizeof(*rig));
    struct rlimit files = {65536, 65536};
    setrlimit(RLIMIT_NOFILE, &files);
    make_cgroup(rig);
    make_network(rig);
    start_before(rig, go_fd);

    char error[256] = "";
    struct attribution_config config = given ? *given : (struct attribution_config){0};
    config.cgroup_fd = rig->cgroup_fd;
    config.cgroup_root = rig->mount;
    config.refused = on_refused;
    config.refused_context = rig;
    const char *backend = getenv("EGRESS_TEST_BACKEND");
    if (backend && strcmp(backend, "kprobe") == 0)
        config.backend = CHOOSE_KPROBE;
    int code = attribution_new(&config, &rig->attribution, error, sizeof(error));
    if (code) {
        rmdir(rig->cgroup);
        cr_assert_fail("attribution_new: %s", error);
    }
    cr_assert_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, rig->pair),
                 0);
    rig->client = who_client_new(rig->pair[1]);
    return rig;
}

void rig_free(struct rig *rig)
{
    if (!rig)
        return;
    who_client_free(rig->client);
    attribution_free(rig->attribution);
    for (int i = 0; i < rig->arrival_count; i++) {
        who_facts_free(rig->arrivals[i].process);
        if (rig->arrivals[i].fd > 0)
            close(rig->arrivals[i].fd);
    }
    free(rig->arrivals);
    for (int i = 0; i < 2; i++)
        close(rig->pair[i]);
    close(rig->cgroup_fd);
    close(rig->tcp_fd);
    close(rig->udp_fd);
    rig_shell("echo 1 > '%s/cgroup.kill'", rig->cgroup);
    for (int tries = 0; rmdir(rig->cgroup) && errno == EBUSY && tries < 1000; tries++)
        usleep(1000); /* the last member is still on its way out */
    free(rig);
}

pid_t rig_run(struct rig *rig, const char *path, const char *const *argv)
{
    char procs[600];
    snprintf(procs, sizeof(procs), "%s/cgroup.procs", rig->cgroup);
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) {
        int fd = open(procs, O_WRONLY);
        if (fd < 0 || write(fd, "0", 1) != 1)
            _exit(120);
        close(fd);
        execv(path, (char *const *)(uintptr_t)argv);
        _exit(121);
    }
    rig->running++;
    return child;
}

pid_t rig_start(struct rig *rig, const char *const *arguments)
{
    const char *argv[16] = {"actor"};
    for (int i = 0; arguments[i] && i < 14; i++)
        argv[i + 1] = arguments[i];
    return rig_run(rig, rig_actor_path(), argv);
}

/* The list of arrivals moves when it grows, so a callback is given its place in the list. */
struct place {
    struct rig *rig;
    int index;
};

static void on_answer(const struct who_answer *answer, void *context)
{
    struct place *place = context;
    struct rig *rig = place->rig;
    struct arrival *arrival = &rig->arrivals[place->index];
    free(place);
    arrival->answered = true;
    arrival->answer = *answer;
    arrival->process = who_facts_copy(&answer->process);
    rig->waiting--;
    if (rig->greet && arrival->fd > 0)
        send(arrival->fd, "!", 1, MSG_NOSIGNAL);
}

static void ask(struct rig *rig, int index)
{
    struct place *place = malloc(sizeof(*place));
    *place = (struct place){rig, index};
    cr_assert_not_null(
        who_client_ask(rig->client, &rig->arrivals[index].question, on_answer, place));
    rig->waiting++;
}

static struct arrival *arrive(struct rig *rig)
{
    if (rig->arrival_count == rig->arrival_room) {
        rig->arrival_room = rig->arrival_room ? rig->arrival_room * 2 : 64;
        rig->arrivals = realloc(rig->arrivals, (size_t)rig->arrival_room * sizeof(*rig->arrivals));
        cr_assert_not_null(rig->arrivals);
    }
    struct arrival *arrival = &rig->arrivals[rig->arrival_count++];
    *arrival = (struct arrival){0};
    return arrival;
}

static bool take_tcp(struct rig *rig)
{
    /* A client that is gone already has no getpeername: what accept says is what counts. */
    struct sockaddr_in peer, local;
    socklen_t size = sizeof(peer);
    int fd = accept4(rig->tcp_fd, (void *)&peer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0)
        return false;
    getsockname(fd, (void *)&local, &size);
    struct arrival *arrival = arrive(rig);
    arrival->fd = fd;
    arrival->question = (struct who_question){
        .protocol = IPPROTO_TCP,
        .peer_ip = ntohl(peer.sin_addr.s_addr),
        .peer_port = ntohs(peer.sin_port),
        .local_ip = ntohl(local.sin_addr.s_addr),
        .local_port = ntohs(local.sin_port),
        .mark = who_connection_mark(fd),
    };
    if (!rig->hold_asking)
        ask(rig, rig->arrival_count - 1);
    return true;
}

static bool take_udp(struct rig *rig)
{
    struct sockaddr_in peer;
    char text[128], control[256];
    struct iovec data = {text, sizeof(text) - 1};
    struct msghdr message = {.msg_name = &peer,
                             .msg_namelen = sizeof(peer),
                             .msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = control,
                             .msg_controllen = sizeof(control)};
    ssize_t length = recvmsg(rig->udp_fd, &message, 0);
    if (length < 0)
        return false;
    struct arrival *arrival = arrive(rig);
    arrival->question = (struct who_question){
        .protocol = IPPROTO_UDP,
        .peer_ip = ntohl(peer.sin_addr.s_addr),
        .peer_port = ntohs(peer.sin_port),
        .local_port = rig->udp_port,
    };
    for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        struct in_pktinfo info;
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_MARK)
            memcpy(&arrival->question.mark, CMSG_DATA(part), sizeof(uint32_t));
        if (part->cmsg_level != IPPROTO_IP || part->cmsg_type != IP_PKTINFO)
            continue;
        memcpy(&info, CMSG_DATA(part), sizeof(info));
        arrival->question.local_ip = ntohl(info.ipi_addr.s_addr);
    }
    text[length] = 0;
    snprintf(arrival->said, sizeof(arrival->said), "%s", text);
    if (!rig->hold_asking)
        ask(rig, rig->arrival_count - 1);
    return true;
}

void rig_ask_held(struct rig *rig)
{
    rig->hold_asking = false;
    for (int i = 0; i < rig->arrival_count; i++)
        if (!rig->arrivals[i].answered)
            ask(rig, i);
}

static void reap(struct rig *rig)
{
    int status;
    while (rig->running && waitpid(-1, &status, WNOHANG) > 0) {
        rig->running--;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            rig->actor_failures++;
    }
}

bool rig_step(struct rig *rig, int timeout_ms)
{
    struct pollfd fds[] = {
        {.fd = rig->tcp_fd, .events = POLLIN},
        {.fd = rig->udp_fd, .events = POLLIN},
        {.fd = rig->pair[0], .events = POLLIN},
        {.fd = rig->pair[1], .events = POLLIN},
        {.fd = attribution_event_fd(rig->attribution), .events = POLLIN},
    };
    int ready = poll(fds, 5, timeout_ms);
    bool happened = false;
    if (fds[0].revents)
        for (int room = 64; room > 0 && take_tcp(rig); room--)
            happened = true;
    if (fds[1].revents)
        for (int room = 64; room > 0 && take_udp(rig); room--)
            happened = true;
    if (ready > 0 && fds[4].revents)
        attribution_poll(rig->attribution);
    if (fds[2].revents) {
        cr_assert_eq(attribution_serve(rig->attribution, rig->pair[0]), 0);
        happened = true;
    }
    if (fds[3].revents) {
        cr_assert_eq(who_client_readable(rig->client), 0);
        happened = true;
    }
    reap(rig);
    return happened;
}

void rig_settle(struct rig *rig)
{
    int quiet = 0;
    for (int rounds = 0; quiet < 5; rounds++) {
        cr_assert_lt(rounds, 2000000, "never settles");
        bool happened = rig_step(rig, rig->running ? 20 : 10);
        quiet = happened || rig->running || (rig->waiting && !rig->hold_asking) ? 0 : quiet + 1;
    }
}

void rig_settle_quickly(struct rig *rig)
{
    while (rig->running)
        rig_step(rig, 20);
}

/* TCP payload is read late: it is the test's word for what is right, not part of the question. */
static void read_said(struct arrival *arrival)
{
    if (arrival->question.protocol != IPPROTO_TCP || arrival->said[0])
        return;
    ssize_t length = recv(arrival->fd, arrival->said, sizeof(arrival->said) - 1, 0);
    arrival->said[length > 0 ? length : 0] = 0;
}

const char *rig_wrong(const struct rig *rig, const struct arrival *arrival)
{
    static char text[512];
    char tag[64] = "?";
    int pid = 0;
    read_said((struct arrival *)(uintptr_t)arrival);
    const struct process_facts *process = arrival->process;
    if (!arrival->answered)
        return "no answer";
    if (arrival->answer.status != WHO_FOUND) {
        snprintf(text, sizeof(text), "status %d for '%s'", arrival->answer.status, arrival->said);
        return text;
    }
    sscanf(arrival->said, "%63s %d", tag, &pid);
    const char *last = process->argc ? process->argv[process->argc - 1] : "(no argv)";
    uint32_t target = arrival->question.protocol == IPPROTO_TCP ? TARGET_IP : RESOLVER_IP;
    uint16_t port = arrival->question.protocol == IPPROTO_TCP ? 80 : 53;
    if (strcmp(last, tag) != 0 || arrival->answer.pid != pid) {
        snprintf(text, sizeof(text), "'%s' was said to be '%s' of %d", arrival->said, last,
                 arrival->answer.pid);
        return text;
    }
    if (!process->exe || strcmp(process->exe, rig_actor_path()) != 0)
        return process->exe ? process->exe : "exe unknown";
    if (!process->cgroup || strcmp(process->cgroup, rig->cgroup_name) != 0)
        return process->cgroup ? process->cgroup : "cgroup unknown";
    if (arrival->answer.dst_ip != target || arrival->answer.dst_port != port)
        return "another destination";
    return NULL;
}

void rig_expect_all_right(struct rig *rig, int count)
{
    int wrong = 0;
    cr_expect_eq(rig->arrival_count, count, "%d of %d arrived", rig->arrival_count, count);
    cr_expect_eq(rig->actor_failures, 0, "%d actors failed", rig->actor_failures);
    for (int i = 0; i < rig->arrival_count; i++) {
        const char *what = rig_wrong(rig, &rig->arrivals[i]);
        if (what && wrong++ < 10)
            cr_expect(false, "arrival %d: %s", i, what);
    }
    cr_expect_eq(wrong, 0, "%d of %d wrong", wrong, rig->arrival_count);
}
