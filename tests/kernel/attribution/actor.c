/*
 * actor: the guarded program of the attribution tests. One way of making connections, then exit. It
 * sends what the answer must say of it: its last argument and its pid.
 *
 *   actor WAY [WAY's arguments] TAG
 *
 * Exit status 0: done. 1: a call failed that should not have. For `refused`, what was not refused
 * is printed.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define TARGET "203.0.113.7"
#define TARGET_PORT 80
#define RESOLVER "203.0.113.53"

static const char *tag;

static void die(const char *what)
{
    fprintf(stderr, "actor %s: %s: %s\n", tag, what, strerror(errno));
    _exit(1);
}

static int check(int result, const char *what)
{
    if (result < 0)
        die(what);
    return result;
}

static struct sockaddr_in address(const char *ip, int port)
{
    struct sockaddr_in result = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    inet_pton(AF_INET, ip, &result.sin_addr);
    return result;
}

static struct sockaddr_in6 mapped(const char *ip, int port)
{
    struct sockaddr_in6 result = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    char text[64];
    snprintf(text, sizeof(text), "::ffff:%s", ip);
    inet_pton(AF_INET6, text, &result.sin6_addr);
    return result;
}

/* What a listener reads: who it should be told it was. */
static int identity(char *buffer, size_t size)
{
    return snprintf(buffer, size, "%s %ld\n", tag, (long)syscall(SYS_getpid));
}

static void say(int fd)
{
    char text[128];
    int length = identity(text, sizeof(text));
    if (send(fd, text, (size_t)length, MSG_NOSIGNAL) != length)
        die("send");
}

static int tcp_socket(int family)
{
    return check(socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
}

static void connect_to(int fd, const char *ip, int port)
{
    struct sockaddr_in to = address(ip, port);
    check(connect(fd, (struct sockaddr *)&to, sizeof(to)), "connect");
}

static void set(int fd, int level, int option, int value)
{
    check(setsockopt(fd, level, option, &value, sizeof(value)), "setsockopt");
}

static void reset_and_close(int fd)
{
    struct linger linger = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    close(fd);
}

static void way_tcp(char **arguments)
{
    for (int left = atoi(arguments[0]); left > 0; left--) {
        int fd = tcp_socket(AF_INET);
        connect_to(fd, TARGET, TARGET_PORT);
        say(fd);
        close(fd);
    }
}

static void way_tcp_mapped(char **arguments)
{
    (void)arguments;
    struct sockaddr_in6 to = mapped(TARGET, TARGET_PORT);
    int fd = tcp_socket(AF_INET6);
    check(connect(fd, (struct sockaddr *)&to, sizeof(to)), "connect");
    say(fd);
    close(fd);
}

/* From a port of its own choice, given back at once so that the next one can have it. */
static void way_tcp_bound(char **arguments)
{
    struct sockaddr_in from = address("0.0.0.0", atoi(arguments[0]));
    int fd = tcp_socket(AF_INET);
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    set(fd, SOL_SOCKET, SO_REUSEPORT, 1);
    check(bind(fd, (struct sockaddr *)&from, sizeof(from)), "bind");
    connect_to(fd, TARGET, TARGET_PORT);
    say(fd);
    char byte;
    recv(fd, &byte, 1, 0); /* the listener has answered */
    reset_and_close(fd);
}

/* The same, but leaves before anybody can have asked. */
static void way_tcp_abandon(char **arguments)
{
    struct sockaddr_in from = address("0.0.0.0", atoi(arguments[0]));
    int fd = tcp_socket(AF_INET);
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    check(bind(fd, (struct sockaddr *)&from, sizeof(from)), "bind");
    connect_to(fd, TARGET, TARGET_PORT);
    say(fd);
    reset_and_close(fd);
}

static void way_fastopen(char **arguments)
{
    (void)arguments;
    struct sockaddr_in to = address(TARGET, TARGET_PORT);
    char text[128];
    int length = identity(text, sizeof(text));
    int fd = tcp_socket(AF_INET);
    check((int)sendto(fd, text, (size_t)length, MSG_FASTOPEN, (struct sockaddr *)&to, sizeof(to)),
          "sendto fast open");
    close(fd);
}

static void way_fastopen_connect(char **arguments)
{
    (void)arguments;
    int fd = tcp_socket(AF_INET);
    set(fd, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, 1);
    connect_to(fd, TARGET, TARGET_PORT);
    say(fd);
    close(fd);
}

static void exec_self(char **arguments)
{
    execv("/proc/self/exe", arguments);
    die("exec");
}

/* Connects, then becomes another program while the connection waits to be asked for. */
static void way_exec_in_place(char **arguments)
{
    int fd = tcp_socket(AF_INET);
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    connect_to(fd, TARGET, TARGET_PORT);
    say(fd);
    check(fcntl(fd, F_SETFD, 0), "fcntl");
    exec_self((char *[]){"actor", "tcp", "1", arguments[0], NULL});
}

static void *exec_from_thread(void *argument)
{
    exec_self((char *[]){"actor", "tcp", "1", argument, NULL});
    return NULL;
}

static void *connect_from_thread(void *argument)
{
    (void)argument;
    way_tcp((char *[]){"1"});
    return NULL;
}

/* A thread connects, another one then executes: pid and start stay those of the process. */
static void way_threads(char **arguments)
{
    pthread_t thread;
    pthread_create(&thread, NULL, connect_from_thread, NULL);
    pthread_join(thread, NULL);
    pthread_create(&thread, NULL, exec_from_thread, arguments[0]);
    for (;;)
        pause();
}

/* A child that never executes anything has the image of its parent. */
static void way_fork(char **arguments)
{
    for (int left = atoi(arguments[0]); left > 0; left--) {
        pid_t child = check(fork(), "fork");
        if (child == 0) {
            way_tcp((char *[]){"1"});
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
}

static void way_udp(char **arguments)
{
    struct sockaddr_in to = address(RESOLVER, 53);
    char text[128];
    int length = identity(text, sizeof(text));
    for (int left = atoi(arguments[0]); left > 0; left--) {
        int fd = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
        check((int)sendto(fd, text, (size_t)length, 0, (struct sockaddr *)&to, sizeof(to)),
              "sendto");
        close(fd);
    }
}

static void way_udp_connected(char **arguments)
{
    for (int left = atoi(arguments[0]); left > 0; left--) {
        int fd = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
        connect_to(fd, RESOLVER, 53);
        say(fd);
        say(fd); /* as resolvers do: A and AAAA */
        close(fd);
    }
}

static void way_udp_bound(char **arguments)
{
    struct sockaddr_in from = address(arguments[0], atoi(arguments[1]));
    struct sockaddr_in to = address(RESOLVER, 53);
    char text[128];
    int length = identity(text, sizeof(text));
    int fd = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    check(bind(fd, (struct sockaddr *)&from, sizeof(from)), "bind");
    check((int)sendto(fd, text, (size_t)length, 0, (struct sockaddr *)&to, sizeof(to)), "sendto");
    close(fd);
}

/* Source address of each datagram by IP_PKTINFO. */
static void way_udp_pktinfo(char **arguments)
{
    struct sockaddr_in to = address(RESOLVER, 53);
    char text[128];
    struct iovec data = {text, (size_t)identity(text, sizeof(text))};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(struct in_pktinfo))];
    } control = {0};
    struct msghdr message = {.msg_name = &to,
                             .msg_namelen = sizeof(to),
                             .msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    control.header.cmsg_level = IPPROTO_IP;
    control.header.cmsg_type = IP_PKTINFO;
    control.header.cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
    struct in_pktinfo info = {.ipi_spec_dst = address(arguments[0], 0).sin_addr};
    memcpy(CMSG_DATA(&control.header), &info, sizeof(info));
    int fd = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
    check((int)sendmsg(fd, &message, 0), "sendmsg");
    close(fd);
}

static void way_udp_mapped(char **arguments)
{
    struct sockaddr_in6 to = mapped(RESOLVER, 53);
    char text[128];
    int length = identity(text, sizeof(text));
    int fd = check(socket(AF_INET6, SOCK_DGRAM, 0), "socket");
    if (arguments[0] && strcmp(arguments[0], "connect") == 0) {
        check(connect(fd, (struct sockaddr *)&to, sizeof(to)), "connect");
        say(fd);
    } else {
        check((int)sendto(fd, text, (size_t)length, 0, (struct sockaddr *)&to, sizeof(to)),
              "sendto");
    }
    close(fd);
}

/* A connected socket that a child, having become another program, sends on. */
static void way_udp_handed_on(char **arguments)
{
    int fd = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
    connect_to(fd, RESOLVER, 53);
    check(dup2(fd, 9), "dup2");
    exec_self((char *[]){"actor", "udp-on-9", arguments[0], NULL});
}

static void way_udp_on_9(char **arguments)
{
    (void)arguments;
    say(9);
}

static void uring_connect(int fd, const struct sockaddr *to, unsigned length, unsigned flags)
{
    struct io_uring_params params = {.flags = flags, .sq_thread_idle = 100};
    int ring = check((int)syscall(SYS_io_uring_setup, 4, &params), "io_uring_setup");
    size_t sq_size = params.sq_off.array + params.sq_entries * sizeof(unsigned);
    size_t cq_size = params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe);
    char *sq = mmap(NULL, sq_size > cq_size ? sq_size : cq_size, PROT_READ | PROT_WRITE, MAP_SHARED,
                    ring, IORING_OFF_SQ_RING);
    struct io_uring_sqe *sqe = mmap(NULL, params.sq_entries * sizeof(*sqe), PROT_READ | PROT_WRITE,
                                    MAP_SHARED, ring, (long)IORING_OFF_SQES);
    if (sq == MAP_FAILED || sqe == MAP_FAILED)
        die("mmap");
    *sqe = (struct io_uring_sqe){.opcode = IORING_OP_CONNECT,
                                 .fd = fd,
                                 .addr = (unsigned long)to,
                                 .off = length,
                                 .flags = IOSQE_ASYNC};
    *(unsigned *)(void *)(sq + params.sq_off.array) = 0;
    __atomic_store_n((unsigned *)(void *)(sq + params.sq_off.tail), 1, __ATOMIC_RELEASE);
    unsigned enter = IORING_ENTER_GETEVENTS | (flags ? IORING_ENTER_SQ_WAKEUP : 0);
    check((int)syscall(SYS_io_uring_enter, ring, 1, 1, enter, NULL, 0), "io_uring_enter");
    struct io_uring_cqe *cqe = (void *)(sq + params.cq_off.cqes);
    if (cqe->res < 0) {
        errno = -cqe->res;
        die("connect by io_uring");
    }
    close(ring);
}

static void way_uring(char **arguments)
{
    struct sockaddr_in to = address(TARGET, TARGET_PORT);
    int fd = tcp_socket(AF_INET);
    uring_connect(fd, (struct sockaddr *)&to, sizeof(to),
                  strcmp(arguments[0], "poll") == 0 ? IORING_SETUP_SQPOLL : 0);
    say(fd);
    close(fd);
}

static void way_after(char **arguments)
{
    usleep((unsigned)(atof(arguments[0]) * 1e6));
    way_tcp((char *[]){"1"});
}

/* Writes over its own arguments before it connects. */
static void way_forget(char **arguments)
{
    memset(arguments[0], 'z', strlen(arguments[0]));
    memcpy(arguments[-1], "FORGET", 6);
    way_tcp((char *[]){"1"});
}

/* Datagrams to one address after another. What is refused for lack of room is sent again. */
static void way_flood(char **arguments)
{
    int fd = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
    for (int i = 0; i < atoi(arguments[0]); i++) {
        struct sockaddr_in to = address("127.1.0.0", 1000 + i % 30000);
        to.sin_addr.s_addr = htonl(0x7f010000u + (uint32_t)i / 30000);
        if (sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) < 0 && errno != EPERM &&
            errno != ECONNREFUSED)
            die("flood");
    }
    close(fd);
}

/* Nothing redirects us: a datagram is EPERM, a connection comes to nothing. */
static void way_no_way_out(char **arguments)
{
    (void)arguments;
    struct sockaddr_in to = address(RESOLVER, 53);
    int udp = check(socket(AF_INET, SOCK_DGRAM, 0), "socket");
    if (sendto(udp, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) >= 0 || errno != EPERM)
        die("a datagram was let out");
    check(connect(udp, (struct sockaddr *)&to, sizeof(to)), "connect");
    if (send(udp, "x", 1, 0) >= 0 || errno != EPERM)
        die("a connected datagram was let out");
    int tcp = check(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
    connect(tcp, (struct sockaddr *)&to, sizeof(to));
    close(tcp);
}

/* One client is greeted. */
static void way_serve(char **arguments)
{
    struct sockaddr_in here = address("0.0.0.0", atoi(arguments[0]));
    int fd = tcp_socket(AF_INET);
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    check(bind(fd, (struct sockaddr *)&here, sizeof(here)), "bind");
    check(listen(fd, 1), "listen");
    int client = check(accept(fd, NULL, NULL), "accept");
    check((int)send(client, "hi", 2, 0), "send");
    close(client);
    close(fd);
}

/* Waits for a word on a descriptor, then connects, lets a child connect, and executes. */
static void way_wait(char **arguments)
{
    char byte;
    if (read(atoi(arguments[0]), &byte, 1) != 1)
        die("read");
    way_tcp((char *[]){"1"});
    way_fork((char *[]){"1"});
    exec_self((char *[]){"actor", "tcp", "1", "then", NULL});
}

/* To a port of the loopback address itself, as an attacker would that looks for the listener. */
static void way_straight(char **arguments)
{
    int fd = tcp_socket(AF_INET);
    connect_to(fd, arguments[0], atoi(arguments[1]));
    say(fd);
    close(fd);
}

static void way_idle(char **arguments)
{
    (void)arguments;
}

/* Other kinds of sockets: each must be EPERM, or not exist on this kernel at all. */
static bool absent(int error)
{
    return error == EPROTONOSUPPORT || error == ESOCKTNOSUPPORT || error == EAFNOSUPPORT ||
           error == EINVAL;
}

static void expect_refused(const char *what, int result)
{
    if (result >= 0 || (errno != EPERM && !absent(errno)))
        printf("%s: %s\n", what, result >= 0 ? "allowed" : strerror(errno));
    else
        printf("refused %s\n", errno == EPERM ? what : "by absence");
    if (result >= 0)
        close(result);
}

static void way_refused(char **arguments)
{
    (void)arguments;
    static const struct {
        const char *what;
        int family, type, protocol;
    } kinds[] = {
        {"raw", AF_INET, SOCK_RAW, IPPROTO_RAW},
        {"raw icmp", AF_INET, SOCK_RAW, IPPROTO_ICMP},
        {"raw tcp", AF_INET, SOCK_RAW, IPPROTO_TCP},
        {"raw v6", AF_INET6, SOCK_RAW, IPPROTO_RAW},
        {"raw icmpv6", AF_INET6, SOCK_RAW, IPPROTO_ICMPV6},
        {"ping", AF_INET, SOCK_DGRAM, IPPROTO_ICMP},
        {"ping v6", AF_INET6, SOCK_DGRAM, IPPROTO_ICMPV6},
        {"UDP-Lite", AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE},
        {"SCTP", AF_INET, SOCK_STREAM, IPPROTO_SCTP},
        {"SCTP packets", AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP},
        {"DCCP", AF_INET, SOCK_DCCP, IPPROTO_DCCP},
        {"MPTCP", AF_INET, SOCK_STREAM, 262},
        {"MPTCP v6", AF_INET6, SOCK_STREAM, 262},
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        expect_refused(kinds[i].what, socket(kinds[i].family, kinds[i].type, kinds[i].protocol));

    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(80)};
    inet_pton(AF_INET6, "2001:db8::1", &v6.sin6_addr);
    struct sockaddr_in6 home = {.sin6_family = AF_INET6, .sin6_port = htons(80)};
    home.sin6_addr = in6addr_loopback;
    struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons(80)};
    int tcp = tcp_socket(AF_INET6), udp = socket(AF_INET6, SOCK_DGRAM, 0);
    expect_refused("connect tcp v6", connect(tcp, (void *)&v6, sizeof(v6)));
    expect_refused("connect tcp ::1", connect(tcp, (void *)&home, sizeof(home)));
    expect_refused("connect tcp ::", connect(tcp, (void *)&any, sizeof(any)));
    expect_refused("connect udp v6", connect(udp, (void *)&v6, sizeof(v6)));
    expect_refused("sendto udp v6", (int)sendto(udp, "x", 1, 0, (void *)&v6, sizeof(v6)));
    expect_refused("sendto udp ::1", (int)sendto(udp, "x", 1, 0, (void *)&home, sizeof(home)));
    expect_refused("fast open v6", (int)sendto(tcp, "x", 1, MSG_FASTOPEN, (void *)&v6, sizeof(v6)));
}

static const struct {
    const char *name;
    void (*go)(char **arguments);
} ways[] = {
    {"tcp", way_tcp},
    {"tcp-mapped", way_tcp_mapped},
    {"tcp-bound", way_tcp_bound},
    {"tcp-abandon", way_tcp_abandon},
    {"fastopen", way_fastopen},
    {"fastopen-connect", way_fastopen_connect},
    {"exec-in-place", way_exec_in_place},
    {"threads", way_threads},
    {"fork", way_fork},
    {"udp", way_udp},
    {"udp-connected", way_udp_connected},
    {"udp-bound", way_udp_bound},
    {"udp-pktinfo", way_udp_pktinfo},
    {"udp-mapped", way_udp_mapped},
    {"udp-handed-on", way_udp_handed_on},
    {"udp-on-9", way_udp_on_9},
    {"uring", way_uring},
    {"after", way_after},
    {"forget", way_forget},
    {"flood", way_flood},
    {"no-way-out", way_no_way_out},
    {"serve", way_serve},
    {"wait", way_wait},
    {"straight", way_straight},
    {"idle", way_idle},
    {"refused", way_refused},
};

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    tag = argv[argc - 1];
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        if (strcmp(ways[i].name, argv[1]) != 0)
            continue;
        ways[i].go(argv + 2);
        return 0;
    }
    return 2;
}
