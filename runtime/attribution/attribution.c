#include "runtime/attribution/attribution.h"

#include <errno.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "runtime/attribution/cgroup_names.h"
#include "runtime/attribution/conntrack.h"
#include "runtime/attribution/event_ring.h"
#include "runtime/attribution/flow_table.h"
#include "runtime/attribution/outbox.h"
#include "runtime/attribution/probe.h"
#include "runtime/attribution/proc_reader.h"
#include "runtime/attribution/process_table.h"
#include "runtime/attribution/programs.h"
#include "runtime/attribution/udp_senders.h"
#include "runtime/attribution/who_wire.h"

#define LATE_MAX 1024            /* questions whose process event is still being written */
#define LATE_WAIT_NS 50000000ull /* how long they wait for it */
#define SENDER_WAIT_NS 2000000   /* for an event that another processor is writing */
#define LATE_TICK_NS 1000000     /* and how often they look */
#define CHECK_EVERY_NS 10000000000ull
#define SWEEP_TICK_NS 250000000 /* while the kernel's tables hold anything */

/* A question whose flow is known and whose process is not, yet. */
struct late {
    uint64_t id;
    uint64_t give_up_ns;
    struct flow_key key;
    struct flow flow;
};

struct attribution {
    enum attribution_backend backend;
    struct programs programs;
    struct event_ring ring;
    struct flow_table flows;
    struct process_table *processes;
    struct conntrack *conntrack;
    struct cgroup_names *cgroups;
    struct udp_senders *senders;
    void (*rested)(const struct attribution_datagram *datagram, void *context);
    void *rested_context;
    bool passes_held; /* some flows of datagrams may leave */
    bool by_ports;    /* datagrams carry no marks on this kernel */
    attribution_refused refused;
    void *refused_context;
    uint64_t attached_ns; /* processes older than this were never told of: /proc is asked */

    int epoll_fd; /* the ring, the timer, and the asker's end while it is full */
    int timer_fd;
    long timer_ns; /* what the timer is set to; 0: off */

    int who_fd; /* the pair the outbox and the late questions belong to; -1: none */
    bool who_watched;
    struct outbox outbox;
    struct late late[LATE_MAX];
    size_t late_count;

    uint64_t dropped; /* events, when the records were last checked */
    uint64_t checked_ns;

    uint64_t answered;
    uint64_t unattributed;
    char message[WIRE_MESSAGE_MAX];
};

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Events */

static void on_exec(struct attribution *attribution, const struct event_exec *exec, size_t size)
{
    struct process_image *image = NULL;
    if (process_table_has_room(attribution->processes, size))
        image = process_image_from_exec(exec, size);
    process_table_exec(attribution->processes, &exec->event.image, image, exec->event.time_ns);
}

static const char *refusal_reason(uint32_t refusal)
{
    static const char *const reasons[REFUSAL_COUNT] = {
        [REFUSED_SOCKET] = "only TCP and UDP sockets are allowed",
        [REFUSED_IPV6] = "IPv6 is not allowed",
        [REFUSED_PACKET] = "a packet that is neither TCP nor UDP over IPv4",
        [REFUSED_DETOUR] = "a packet that was not redirected",
        [REFUSED_FULL] = "too many connections at once",
    };
    return refusal < REFUSAL_COUNT ? reasons[refusal] : "refused";
}

static struct process_facts facts_of(const struct process_image *image, const char *cgroup)
{
    struct process_facts facts = {.cgroup = cgroup};
    if (image) {
        facts.exe = image->exe;
        facts.argv = image->argc ? image->argv : NULL;
        facts.argc = image->argc;
    }
    return facts;
}

static void on_refused(struct attribution *attribution, const struct event_refused *event)
{
    if (!attribution->refused)
        return;
    const struct process_image *image =
        process_table_find(attribution->processes, &event->event.image);
    struct process_facts facts = facts_of(image, NULL);
    struct attribution_refusal refusal = {
        .reason = refusal_reason(event->refusal),
        .pid = (pid_t)event->event.image.tgid,
        .start_time_ns = event->event.image.start_ns,
        .process = image ? &facts : NULL,
        .family = event->family,
        .protocol = event->protocol,
        .dst_ip = event->dst_ip,
        .dst_port = (uint16_t)event->dst_port,
    };
    attribution->refused(&refusal, attribution->refused_context);
}

static void on_cgroup(struct attribution *attribution, const struct event_cgroup *made, size_t size)
{
    const char *path = (const char *)(made + 1);
    if (size > sizeof(*made) && memchr(path, 0, size - sizeof(*made)))
        cgroup_names_add(attribution->cgroups, made->cgroup_id, path);
}

/* The ring rounds sizes up to nothing, so each event is exactly as long as its kind is. */
static void on_event(const void *bytes, size_t size, void *context)
{
    struct attribution *attribution = context;
    struct process_table *processes = attribution->processes;
    const struct event *event = bytes;
    if (size < sizeof(*event))
        return;
    switch (event->kind) {
    case EVENT_EXEC:
        if (size >= sizeof(struct event_exec))
            on_exec(attribution, bytes, size);
        break;
    case EVENT_FORK:
        if (size >= sizeof(struct event_fork))
            process_table_fork(processes, &event->image,
                               &((const struct event_fork *)bytes)->parent, event->time_ns);
        break;
    case EVENT_EXIT:
        process_table_exit(processes, &event->image, event->time_ns);
        break;
    case EVENT_CGROUP:
        if (size >= sizeof(struct event_cgroup))
            on_cgroup(attribution, bytes, size);
        break;
    case EVENT_REFUSED:
        if (size >= sizeof(struct event_refused))
            on_refused(attribution, bytes);
        break;
    default: /* EVENT_FULL: being woken is all it is for */
        break;
    }
}

static bool drain(struct attribution *attribution)
{
    return event_ring_drain(&attribution->ring, on_event, attribution);
}

/* The timer, and the wish to be told when the asker has room again */

static void set_timer(struct attribution *attribution, long interval_ns)
{
    if (attribution->timer_ns == interval_ns)
        return;
    struct itimerspec spec = {.it_interval.tv_nsec = interval_ns, .it_value.tv_nsec = interval_ns};
    if (timerfd_settime(attribution->timer_fd, 0, &spec, NULL) == 0)
        attribution->timer_ns = interval_ns;
}

static void watch_asker(struct attribution *attribution, bool want)
{
    if (want == attribution->who_watched)
        return;
    struct epoll_event event = {.events = EPOLLOUT, .data.fd = attribution->who_fd};
    int operation = want ? EPOLL_CTL_ADD : EPOLL_CTL_DEL;
    if (epoll_ctl(attribution->epoll_fd, operation, attribution->who_fd, &event) == 0)
        attribution->who_watched = want;
}

static void set_wakeups(struct attribution *attribution)
{
    const struct record_counters *counters = attribution->programs.counters;
    bool held = __atomic_load_n(&counters->tcp_fill, __ATOMIC_RELAXED) > 0 ||
                __atomic_load_n(&counters->udp_fill, __ATOMIC_RELAXED) > 0 ||
                attribution->passes_held;
    set_timer(attribution, attribution->late_count ? LATE_TICK_NS : held ? SWEEP_TICK_NS : 0);
    watch_asker(attribution, attribution->outbox.head != NULL);
}

/* Answers */

static int reply(struct attribution *attribution, const struct who_answer *answer, uint64_t id)
{
    long size = wire_answer_encode(attribution->message, sizeof(attribution->message), answer, id);
    if (size < 0) {
        struct who_answer bare = *answer;
        bare.status = WHO_NO_PROCESS;
        bare.process = (struct process_facts){0};
        size = wire_answer_encode(attribution->message, sizeof(attribution->message), &bare, id);
    }
    if (answer->status == WHO_FOUND)
        attribution->answered++;
    else
        attribution->unattributed++;
    return outbox_send(&attribution->outbox, attribution->who_fd, attribution->message,
                       (size_t)size);
}

static struct who_answer answer_for(const struct flow_key *key)
{
    return (struct who_answer){
        .status = WHO_NO_PROCESS,
        .src_ip = key->src_ip,
        .src_port = key->src_port,
        .dst_ip = key->dst_ip,
        .dst_port = key->dst_port,
    };
}

/* A process that ran before we came, of which no event has told anything since. */
static const struct process_image *look_in_proc(struct attribution *attribution,
                                                const struct flow *flow)
{
    const struct image_id *id = &flow->image;
    if (id->start_ns >= attribution->attached_ns ||
        __atomic_load_n(&attribution->programs.counters->events_dropped, __ATOMIC_RELAXED) ||
        process_table_knows(attribution->processes, id->tgid, id->start_ns))
        return NULL;
    struct process_image *image = probe_process(id->tgid, id->start_ns);
    if (!image)
        return NULL;
    process_table_adopt(attribution->processes, id->tgid, id->start_ns, image, now_ns());
    drain(attribution); /* an exec during the reading takes it away again */
    return process_table_find(attribution->processes, id);
}

static bool is_known(struct attribution *attribution, const struct flow *flow)
{
    return process_table_find(attribution->processes, &flow->image) ||
           look_in_proc(attribution, flow);
}

static void fill_answer(struct attribution *attribution, const struct flow *flow,
                        struct who_answer *ret)
{
    const struct process_image *image = process_table_find(attribution->processes, &flow->image);
    ret->pid = (pid_t)flow->image.tgid;
    ret->start_time_ns = flow->image.start_ns;
    if (image) {
        ret->status = WHO_FOUND;
        ret->process = facts_of(image, cgroup_names_find(attribution->cgroups, flow->cgroup_id));
    }
}

static int reply_flow(struct attribution *attribution, const struct flow_key *key,
                      const struct flow *flow, uint64_t id)
{
    struct who_answer answer = answer_for(key);
    fill_answer(attribution, flow, &answer);
    return reply(attribution, &answer, id);
}

static bool find_flow(struct attribution *attribution, const struct who_question *question,
                      const struct flow_key *key, struct flow *ret)
{
    bool marked = question->protocol == IPPROTO_UDP && !attribution->by_ports;
    return marked ? flow_table_ask_mark(&attribution->flows, question, ret)
                  : flow_table_ask(&attribution->flows, key, now_ns(), ret);
}

static int ask(struct attribution *attribution, const struct who_question *question, uint64_t id)
{
    struct flow_key key;
    struct flow flow;
    int error = conntrack_original(attribution->conntrack, question, &key);
    if (error) {
        struct who_answer none = {.status = error == -ENOENT ? WHO_NO_FLOW : WHO_LOST};
        return reply(attribution, &none, id);
    }
    if (question->protocol == IPPROTO_TCP)
        key.sequence = question->mark;
    if (!find_flow(attribution, question, &key, &flow)) {
        struct who_answer nobody = answer_for(&key);
        return reply(attribution, &nobody, id);
    }
    /* The event that names the process was written before its packet left, and is seen here
     * unless another processor is in the middle of writing one that comes before it. */
    bool all_seen = drain(attribution);
    if (is_known(attribution, &flow) || all_seen || attribution->late_count == LATE_MAX)
        return reply_flow(attribution, &key, &flow, id);
    attribution->late[attribution->late_count++] =
        (struct late){.id = id, .give_up_ns = now_ns() + LATE_WAIT_NS, .key = key, .flow = flow};
    return 0;
}

static int answer_late(struct attribution *attribution)
{
    if (!attribution->late_count)
        return 0;
    bool all_seen = drain(attribution);
    uint64_t now = now_ns();
    size_t kept = 0;
    int error = 0;
    for (size_t i = 0; i < attribution->late_count; i++) {
        struct late *late = &attribution->late[i];
        bool done = all_seen || now >= late->give_up_ns || is_known(attribution, &late->flow);
        if (!done)
            attribution->late[kept++] = *late;
        else if (!error)
            error = reply_flow(attribution, &late->key, &late->flow, late->id);
    }
    attribution->late_count = kept;
    return error;
}

/* Datagrams that are held */

/* Until no event is in the middle of being written, or it takes too long. */
static void drain_patiently(struct attribution *attribution)
{
    uint64_t give_up_ns = now_ns() + SENDER_WAIT_NS;
    while (!drain(attribution) && now_ns() < give_up_ns)
        sched_yield();
}

void attribution_find_sender(struct attribution *attribution, struct attribution_datagram *datagram,
                             struct who_answer *ret)
{
    const struct flow_key key = {
        .src_ip = datagram->src_ip,
        .dst_ip = datagram->dst_ip,
        .src_port = datagram->src_port,
        .dst_port = datagram->dst_port,
        .protocol = IPPROTO_UDP,
    };
    struct udp_target target;
    struct udp_sender sender;
    *ret = answer_for(&key);
    if (!udp_senders_find(attribution->senders, &key, &target, &sender)) {
        ret->status = WHO_LOST;
        attribution->unattributed++;
        return;
    }
    datagram->socket = target.cookie;
    const struct flow flow = {.image = sender.image, .cgroup_id = sender.cgroup_id};
    drain_patiently(attribution);
    if (is_known(attribution, &flow)) {
        attribution->answered++;
        fill_answer(attribution, &flow, ret);
    } else {
        attribution->unattributed++;
    }
}

int attribution_let_pass(struct attribution *attribution,
                         const struct attribution_datagram *datagram, bool named)
{
    const struct udp_target target = {
        .cookie = datagram->socket, .dst_ip = datagram->dst_ip, .dst_port = datagram->dst_port};
    const struct flow_key key = {.src_ip = datagram->src_ip, .src_port = datagram->src_port};
    attribution->passes_held = true;
    set_wakeups(attribution);
    return udp_senders_pass(attribution->senders, &target, &key, named, now_ns());
}

int attribution_stop_passing(struct attribution *attribution)
{
    return udp_senders_end_all(attribution->senders);
}

static void on_rested(const struct udp_target *target, const struct udp_pass *pass, void *context)
{
    const struct attribution *attribution = context;
    const struct attribution_datagram datagram = {
        .src_ip = pass->src_ip,
        .dst_ip = target->dst_ip,
        .src_port = pass->src_port,
        .dst_port = target->dst_port,
        .socket = target->cookie,
    };
    if (attribution->rested)
        attribution->rested(&datagram, attribution->rested_context);
}

static void forget_asker(struct attribution *attribution)
{
    watch_asker(attribution, false);
    outbox_clear(&attribution->outbox);
    attribution->late_count = 0;
    attribution->who_fd = -1;
    attribution->who_watched = false;
}

static int serve_all(struct attribution *attribution)
{
    for (;;) {
        char message[sizeof(struct wire_question) + 1];
        ssize_t size = recv(attribution->who_fd, message, sizeof(message), MSG_DONTWAIT);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return 0;
        if (size <= 0)
            return size == 0 || errno == ECONNRESET ? -EPIPE : -errno;
        struct who_question question;
        uint64_t id;
        int error = wire_question_decode(message, (size_t)size, &question, &id);
        if (!error)
            error = ask(attribution, &question, id);
        if (error)
            return error;
    }
}

int attribution_serve(struct attribution *attribution, int who_fd)
{
    if (attribution->who_fd != who_fd) {
        forget_asker(attribution);
        attribution->who_fd = who_fd;
    }
    drain(attribution);
    int error = answer_late(attribution);
    if (!error)
        error = outbox_flush(&attribution->outbox, who_fd);
    if (!error)
        error = serve_all(attribution);
    if (error)
        forget_asker(attribution);
    set_wakeups(attribution);
    return error;
}

static bool still_runs(uint32_t tgid, uint64_t start_ns, void *context)
{
    uint64_t ticks;
    (void)context;
    return proc_start_ticks(tgid, &ticks) == 0 && ticks == start_ns / PROC_TICK_NS;
}

/* An exit whose event was dropped would keep its record for ever. */
static void make_up_for_drops(struct attribution *attribution)
{
    uint64_t dropped =
        __atomic_load_n(&attribution->programs.counters->events_dropped, __ATOMIC_RELAXED);
    uint64_t now = now_ns();
    if (dropped == attribution->dropped || now < attribution->checked_ns + CHECK_EVERY_NS)
        return;
    attribution->dropped = dropped;
    attribution->checked_ns = now;
    process_table_check(attribution->processes, still_runs, NULL, now);
}

void attribution_poll(struct attribution *attribution)
{
    uint64_t expirations;
    if (read(attribution->timer_fd, &expirations, sizeof(expirations)) < 0 && errno != EAGAIN)
        attribution->timer_ns = -1; /* to be set again */
    drain(attribution);
    /* A broken pair is found out by attribution_serve, which says so. */
    int error = answer_late(attribution);
    if (!error && attribution->who_fd >= 0)
        error = outbox_flush(&attribution->outbox, attribution->who_fd);
    if (error)
        outbox_clear(&attribution->outbox);
    flow_table_sweep(&attribution->flows, now_ns());
    attribution->passes_held =
        udp_senders_sweep(attribution->senders, now_ns(), on_rested, attribution);
    process_table_expire(attribution->processes, now_ns());
    make_up_for_drops(attribution);
    set_wakeups(attribution);
}

/* Start and end */

static int open_wakeups(struct attribution *attribution)
{
    attribution->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    attribution->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (attribution->epoll_fd < 0 || attribution->timer_fd < 0)
        return -errno;
    int fds[] = {attribution->timer_fd, attribution->programs.events_fd};
    for (size_t i = 0; i < 2; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fds[i]};
        if (epoll_ctl(attribution->epoll_fd, EPOLL_CTL_ADD, fds[i], &event))
            return -errno;
    }
    return 0;
}

static void adopt(uint32_t pid, uint64_t start_ns, struct process_image *image, void *context)
{
    struct attribution *attribution = context;
    process_table_adopt(attribution->processes, pid, start_ns, image, now_ns());
}

static int build(struct attribution *attribution, const struct attribution_config *config,
                 char *error, size_t error_size)
{
    struct record_config record;
    int code = probe_machine(config, &record, error, error_size);
    if (code)
        return code;
    code = conntrack_open(&attribution->conntrack);
    if (code) {
        snprintf(error, error_size,
                 "connection tracking cannot be asked (%s): this kernel needs nf_conntrack_netlink "
                 "(CONFIG_NF_CT_NETLINK)",
                 strerror(-code));
        return code;
    }
    code = cgroup_names_open(config->cgroup_root, &attribution->cgroups);
    if (code) {
        snprintf(error, error_size, "cgroup v2 cannot be read at %s: %s", config->cgroup_root,
                 strerror(-code));
        return code;
    }
    code = probe_backend(config->backend, &record, config->cgroup_fd, &attribution->backend,
                         &attribution->programs, error, error_size);
    if (code)
        return code;
    code = udp_senders_open(&attribution->programs, &attribution->senders);
    if (code) {
        snprintf(
            error, error_size,
            "sockets cannot be looked up (%s): this kernel needs udp_diag (CONFIG_INET_UDP_DIAG)",
            strerror(-code));
        return code;
    }
    attribution->by_ports = record.by_ports;
    attribution->attached_ns = now_ns();
    attribution->processes = process_table_new();
    code = attribution->processes ? 0 : -ENOMEM;
    if (!code)
        code = event_ring_open(attribution->programs.events_fd, &attribution->ring);
    if (!code)
        code = flow_table_init(&attribution->flows, &attribution->programs);
    if (!code)
        code = open_wakeups(attribution);
    if (!code)
        code = probe_running(config->cgroup_fd, adopt, attribution);
    if (code)
        snprintf(error, error_size, "attribution cannot be set up: %s", strerror(-code));
    return code;
}

int attribution_new(const struct attribution_config *config, struct attribution **ret, char *error,
                    size_t error_size)
{
    struct attribution *attribution = calloc(1, sizeof(*attribution));
    if (!attribution) {
        snprintf(error, error_size, "out of memory");
        return -ENOMEM;
    }
    attribution->programs = PROGRAMS_NONE;
    attribution->epoll_fd = attribution->timer_fd = attribution->who_fd = -1;
    attribution->refused = config->refused;
    attribution->refused_context = config->refused_context;
    attribution->rested = config->rested;
    attribution->rested_context = config->rested_context;
    int code = build(attribution, config, error, error_size);
    if (code) {
        attribution_free(attribution);
        return code;
    }
    *ret = attribution;
    return 0;
}

void attribution_free(struct attribution *attribution)
{
    if (!attribution)
        return;
    if (attribution->epoll_fd >= 0)
        close(attribution->epoll_fd);
    if (attribution->timer_fd >= 0)
        close(attribution->timer_fd);
    outbox_clear(&attribution->outbox);
    udp_senders_close(attribution->senders);
    event_ring_close(&attribution->ring);
    programs_unload(&attribution->programs);
    flow_table_close(&attribution->flows);
    process_table_free(attribution->processes);
    cgroup_names_close(attribution->cgroups);
    conntrack_close(attribution->conntrack);
    free(attribution);
}

enum attribution_backend attribution_backend(const struct attribution *attribution)
{
    return attribution->backend;
}

const char *attribution_backend_name(enum attribution_backend backend)
{
    return backend == BACKEND_KPROBE ? "kprobe" : "cgroup";
}

int attribution_event_fd(const struct attribution *attribution)
{
    return attribution->epoll_fd;
}

void attribution_counters(const struct attribution *attribution, struct attribution_counters *ret)
{
    const struct record_counters *counters = attribution->programs.counters;
    *ret = (struct attribution_counters){
        .flows = __atomic_load_n(&counters->flows, __ATOMIC_RELAXED),
        .answered = attribution->answered,
        .unattributed = attribution->unattributed,
        .events_dropped = __atomic_load_n(&counters->events_dropped, __ATOMIC_RELAXED),
    };
    for (int i = 0; i < REFUSAL_COUNT; i++)
        ret->refused_by_hook += __atomic_load_n(&counters->refused[i], __ATOMIC_RELAXED);
}
