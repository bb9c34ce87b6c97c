#include "runtime/worker/worker.h"

#include <errno.h>
#include <event2/event.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "lang/decide/decide.h"
#include "runtime/attribution/who.h"
#include "runtime/dns/dns.h"
#include "runtime/dns/resolver.h"
#include "runtime/limits.h"
#include "runtime/log/log.h"
#include "runtime/proxy/proxy.h"
#include "runtime/udp/judge.h"

#define DESCRIPTORS_RESERVED 64 /* beside those of connections and queries */
#define DRAIN_MAX_MS 10000      /* at the end, for what is under way, */
#define DRAIN_STUCK_MS 2000     /* and as long as it gets less */
#define DRAIN_STEP_MS 1
#define DRAIN_CALM 2 /* looks in a row that found nothing to do */

struct worker {
    struct limits limits;
    struct event_base *base;
    struct event *stop, *answers, *drain;
    const struct worker_config *config;
    int64_t drain_end_ms, drain_moved_ms; /* CLOCK_MONOTONIC */
    uint64_t drain_seen;                  /* what the counters said then */
    unsigned calm;
    struct decide *decide;
    struct who_client *who;
    struct log *log;
    struct resolver *resolver;
    struct dns *dns;
    struct proxy *proxy;
    struct judge *judge;
    int result;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Does anything wait to be taken from the listeners, or is a connection still open? */
static bool busy(const struct worker *worker, const struct proxy_counters *counters)
{
    struct pollfd waiting[] = {{.fd = worker->config->tcp_listener, .events = POLLIN},
                               {.fd = worker->config->dns_socket, .events = POLLIN},
                               {.fd = worker->config->udp_fd, .events = POLLIN}};
    return counters->open > 0 || poll(waiting, 3, 0) > 0;
}

static void on_drain(evutil_socket_t fd, short what, void *context)
{
    struct worker *worker = context;
    struct proxy_counters counters;
    int64_t now = now_ms();
    (void)fd;
    (void)what;
    proxy_counters(worker->proxy, &counters);
    worker->calm = busy(worker, &counters) ? 0 : worker->calm + 1;
    /* Each connection that is taken or ended changes the difference. */
    if (2 * counters.accepted - counters.open != worker->drain_seen)
        worker->drain_moved_ms = now;
    worker->drain_seen = 2 * counters.accepted - counters.open;
    if (worker->calm >= DRAIN_CALM || now >= worker->drain_end_ms ||
        now - worker->drain_moved_ms >= DRAIN_STUCK_MS)
        event_base_loopbreak(worker->base);
}

/*
 * The guarded programs are gone; what they did last is still to be decided and written down, and
 * bytes that were allowed are still on their way.
 */
static void begin_drain(struct worker *worker)
{
    const struct timeval step = {.tv_usec = DRAIN_STEP_MS * 1000};
    event_del(worker->stop);
    worker->drain_moved_ms = now_ms();
    worker->drain_end_ms = worker->drain_moved_ms + DRAIN_MAX_MS;
    if (event_add(worker->drain, &step))
        event_base_loopbreak(worker->base);
}

static struct verdict ask_image(const void *image, enum question question,
                                const struct facts *facts)
{
    return image_ask(image, question, facts);
}

static void report(const struct worker *worker, enum worker_report_kind kind)
{
    struct worker_report report = {.kind = kind};
    struct proxy_counters counters;
    struct log_health health;
    proxy_counters(worker->proxy, &counters);
    log_health(worker->log, &health);
    report.log_error = health.error;
    report.log_lost = health.lost;
    report.accepted = counters.accepted;
    report.open = counters.open;
    report.buffered_bytes = counters.buffered_bytes;
    /* A supervisor that does not read is about to end, or us with it. */
    (void)!send(worker->config->stop_fd, &report, sizeof(report), MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* In one step: there is no question that half of each policy answers. */
static void change_policy(struct worker *worker, int fd)
{
    const struct worker_config *config = worker->config;
    const struct image *image =
        fd >= 0 && config->adopt ? config->adopt(fd, config->context) : NULL;
    if (fd >= 0)
        close(fd);
    if (!image) {
        report(worker, WORKER_REPORT_POLICY_BAD);
        return;
    }
    decide_set_matcher(worker->decide, (struct matcher){.ask = ask_image, .policy = image});
    log_set_image(worker->log, image);
    dns_set_policy(worker->dns, image);
    proxy_set_policy(worker->proxy, image);
    report(worker, WORKER_REPORT_POLICY);
}

/* One byte, and with some a descriptor. 0 at the end, -1 when none is waiting. */
static int receive_order(int fd, char *ret_order, int *ret_fd)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec iov = {.iov_base = ret_order, .iov_len = 1};
    struct msghdr message = {.msg_iov = &iov,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    ssize_t n = recvmsg(fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    struct cmsghdr *header = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    *ret_fd = -1;
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(ret_fd, CMSG_DATA(header), sizeof(*ret_fd));
    return n < 0 && (errno == EAGAIN || errno == EINTR) ? -1 : n > 0;
}

static void on_order(evutil_socket_t fd, short what, void *context)
{
    struct worker *worker = context;
    char order;
    int passed, got = receive_order(fd, &order, &passed);
    (void)what;
    if (got == 0)
        begin_drain(worker);
    else if (got > 0 && order == WORKER_ORDER_POLICY)
        change_policy(worker, passed);
    else if (got > 0 && order == WORKER_ORDER_STATE)
        report(worker, WORKER_REPORT_STATE);
}

static void on_answers(evutil_socket_t fd, short what, void *context)
{
    struct worker *worker = context;
    int error = who_client_readable(worker->who);
    (void)fd;
    (void)what;
    if (error) {
        worker->result = error;
        event_base_loopbreak(worker->base);
    }
}

static bool names_address(const void *image, uint32_t ip, const struct process_facts *process)
{
    return image_names_address(image, ip, process);
}

/* Two descriptors a connection, one a query: no more than the process may open. */
static void fit_to_descriptors(struct limits *limits)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files))
        return;
    files.rlim_cur = files.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &files))
        return;
    rlim_t taken = DESCRIPTORS_RESERVED + limits->dns_queries + 2 * limits->dns_streams;
    rlim_t room = files.rlim_cur > taken ? (files.rlim_cur - taken) / 2 : 1;
    if (limits->connections > room)
        limits->connections = (uint32_t)room;
}

static struct event_base *make_base(void)
{
    struct event_base *base = NULL;
    struct event_config *config = event_config_new();
    if (!config)
        return NULL;
    /* One epoll_ctl a turn for an event that is removed and added again. */
    event_config_set_flag(config, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST);
    event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
    base = event_base_new_with_config(config);
    event_config_free(config);
    return base;
}

/* false on lack of memory; what was made stays for worker_close. */
static bool open_rooms(struct worker *worker, const struct worker_config *config)
{
    const struct matcher matcher = {.ask = ask_image, .policy = config->image};
    worker->base = make_base();
    worker->decide = decide_new(matcher);
    worker->who = who_client_new(config->who_fd);
    worker->log = log_new(config->log_fd, config->image);
    if (!worker->base || !worker->decide || !worker->who || !worker->log)
        return false;
    if (config->log_changed)
        log_on_change(worker->log, config->log_changed, config->context);
    worker->resolver = resolver_new(worker->base, &worker->limits, NULL);
    const struct dns_config dns = {.base = worker->base,
                                   .decide = worker->decide,
                                   .who = worker->who,
                                   .log = worker->log,
                                   .limits = &worker->limits,
                                   .names_address = names_address,
                                   .policy = config->image,
                                   .audit = config->audit,
                                   .socket = config->dns_socket};
    worker->dns = dns_new(&dns);
    const struct proxy_config proxy = {.base = worker->base,
                                       .image = config->image,
                                       .decide = worker->decide,
                                       .who = worker->who,
                                       .log = worker->log,
                                       .limits = &worker->limits,
                                       .dns = worker->dns,
                                       .resolver = worker->resolver,
                                       .tls = config->tls,
                                       .audit = config->audit,
                                       .listener = config->tcp_listener};
    worker->proxy = worker->dns ? proxy_new(&proxy) : NULL;
    const struct judge_config judge = {.base = worker->base,
                                       .decide = worker->decide,
                                       .log = worker->log,
                                       .limits = &worker->limits,
                                       .fd = config->udp_fd};
    worker->judge = judge_new(&judge);
    return worker->resolver && worker->proxy && worker->judge;
}

static bool watch(struct worker *worker, const struct worker_config *config)
{
    worker->stop = event_new(worker->base, config->stop_fd, EV_READ | EV_PERSIST, on_order, worker);
    worker->answers =
        event_new(worker->base, config->who_fd, EV_READ | EV_PERSIST, on_answers, worker);
    worker->drain = event_new(worker->base, -1, EV_PERSIST, on_drain, worker);
    return worker->stop && worker->answers && worker->drain && event_add(worker->stop, NULL) == 0 &&
           event_add(worker->answers, NULL) == 0;
}

/* Our own events first, connections next: they hold requests of the other rooms. */
static void close_rooms(struct worker *worker)
{
    if (worker->stop)
        event_free(worker->stop);
    if (worker->answers)
        event_free(worker->answers);
    if (worker->drain)
        event_free(worker->drain);
    judge_free(worker->judge);
    proxy_free(worker->proxy);
    dns_free(worker->dns);
    resolver_free(worker->resolver);
    who_client_free(worker->who);
    log_free(worker->log);
    decide_free(worker->decide);
    if (worker->base)
        event_base_free(worker->base);
}

int worker_run(const struct worker_config *config)
{
    struct worker worker = {.limits = config->limits, .config = config};
    signal(SIGPIPE, SIG_IGN);
    fit_to_descriptors(&worker.limits);
    if (!open_rooms(&worker, config) || !watch(&worker, config))
        worker.result = -ENOMEM;
    else if (config->ready)
        worker.result = config->ready(config->context);
    if (!worker.result && event_base_dispatch(worker.base) < 0)
        worker.result = -EIO;
    close_rooms(&worker);
    return worker.result;
}
