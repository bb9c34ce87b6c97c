/*
 * What every program uses: configuration, maps, who the caller is, how an event leaves, how a flow
 * is remembered.
 */
#ifndef EGRESS_BPF_COMMON_BPF_H
#define EGRESS_BPF_COMMON_BPF_H

#include "kernel.bpf.h"

#define AF_INET 2
#define AF_INET6 10
#define IP_TCP 6
#define IP_UDP 17
#define LOOPBACK 0x7f000001u

/* Verdicts of a cgroup hook. A refused call fails with EPERM. */
#define REFUSE 0
#define ALLOW 1

const volatile struct record_config config;
struct record_counters counters;

#define COUNT(field) __sync_fetch_and_add(&counters.field, 1)

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} events SEC(".maps");

/* The guarded cgroup, set before anything is attached. */
struct {
    __uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u32);
} guarded SEC(".maps");

/*
 * Plain tables, not LRU ones: a flood must not push out an entry that is still to be asked for.
 * What does not fit is refused; user space sweeps what is done with.
 */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, TCP_FLOWS_MAX);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, struct flow_key);
    __type(value, struct flow);
} tcp_flows SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, UDP_FLOWS_MAX);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, struct flow_key);
    __type(value, struct flow);
} udp_flows SEC(".maps");

/* Fields of two images compared one by one: a compiler's memcmp is no BPF helper. */
static __always_inline bool same_image(const struct image_id *a, const struct image_id *b)
{
    return a->tgid == b->tgid && a->start_ns == b->start_ns && a->exec_id == b->exec_id;
}

/* Threads carry their leader's start and, as exec ends all others, its exec_id. */
static __always_inline void image_of(struct task_struct *task, struct image_id *ret)
{
    struct task_struct *leader = BPF_CORE_READ(task, group_leader);
    ret->tgid = BPF_CORE_READ(task, tgid);
    ret->zero = 0;
    ret->start_ns = BPF_CORE_READ(leader, start_boottime);
    ret->exec_id = BPF_CORE_READ(leader, self_exec_id);
}

static __always_inline void current_image(struct image_id *ret)
{
    image_of((struct task_struct *)bpf_get_current_task(), ret);
}

/* The helper of that name is not offered to every hook before Linux 6.2. */
static __always_inline __u64 current_cgroup_id(void)
{
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    return BPF_CORE_READ(task, cgroups, dfl_cgrp, kn, id);
}

static __always_inline bool current_is_guarded(void)
{
    return bpf_current_task_under_cgroup(&guarded, 0) == 1;
}

static __always_inline void event_begin(struct event *event, enum event_kind kind, __u32 size)
{
    event->kind = kind;
    event->size_bytes = size;
    event->time_ns = bpf_ktime_get_boot_ns();
}

/*
 * Process events wake nobody until a quarter of the ring is used: user space drains it before every
 * answer anyway, and a build that forks all the time need not wake the broker each time.
 */
static __always_inline void event_send(void *event, __u64 size)
{
    __u64 used = bpf_ringbuf_query(&events, BPF_RB_AVAIL_DATA);
    __u64 flags = used > (1 << 18) ? BPF_RB_FORCE_WAKEUP : BPF_RB_NO_WAKEUP;
    if (bpf_ringbuf_output(&events, event, size, flags))
        COUNT(events_dropped);
}

/* Asks user space to sweep a table, at most every 10 ms. */
static __always_inline void event_full(void)
{
    __u64 now = bpf_ktime_get_boot_ns();
    if (now - counters.full_event_ns < 10000000)
        return;
    counters.full_event_ns = now;
    struct event event = {};
    event_begin(&event, EVENT_FULL, sizeof(event));
    if (bpf_ringbuf_output(&events, &event, sizeof(event), BPF_RB_FORCE_WAKEUP))
        COUNT(events_dropped);
}

struct refused_call {
    enum refusal refusal;
    __u16 family;
    __u8 type;
    __u32 protocol;
    __u32 dst_ip;
    __u32 dst_port;
};

/* Counts always; tells user space of ten a second, for the log. The verdict of the hook. */
static __always_inline int refuse(const struct refused_call *call)
{
    const int verdict = config.audit ? ALLOW : REFUSE;
    if (call->refusal < REFUSAL_COUNT)
        COUNT(refused[call->refusal]);
    __u64 now = bpf_ktime_get_boot_ns();
    if (now - counters.refused_event_ns > 1000000000) {
        counters.refused_event_ns = now;
        counters.refused_events = 0;
    }
    if (counters.refused_events >= 10)
        return verdict;
    counters.refused_events++;
    struct event_refused event = {
        .refusal = call->refusal,
        .family = call->family,
        .type = call->type,
        .protocol = call->protocol,
        .dst_ip = call->dst_ip,
        .dst_port = call->dst_port,
    };
    event_begin(&event.event, EVENT_REFUSED, sizeof(event));
    current_image(&event.event.image);
    if (bpf_ringbuf_output(&events, &event, sizeof(event), BPF_RB_FORCE_WAKEUP))
        COUNT(events_dropped);
    return verdict;
}

/* The owner that a new one takes over from, where that still matters. */
static __always_inline void remember_before(struct flow *flow, const struct flow *old, __u64 now)
{
    if (now - old->last_ns >= CONTEST_NS)
        return;
    bool twice = old->before_ns && now - old->before_ns < CONTEST_NS;
    flow->before_serial = twice ? 0 : old->serial;
    flow->before_sends = old->sends;
    flow->before_ns = old->last_ns;
}

/*
 * One connect or send: who did it is found under `key` from now on. Returns the serial, 0 when
 * there was no room.
 */
static __always_inline __u64 flow_write(void *table, int64_t *fill, const struct flow_key *key,
                                        const struct image_id *image, __u64 cgroup_id)
{
    __u64 now = bpf_ktime_get_boot_ns();
    struct flow *old = bpf_map_lookup_elem(table, key);
    COUNT(flows);
    if (old && same_image(&old->image, image) && old->cgroup_id == cgroup_id) {
        old->last_ns = now;
        old->closed_ns = 0;
        __sync_fetch_and_add(&old->sends, 1);
        return old->serial;
    }
    struct flow flow = {.image = *image, .cgroup_id = cgroup_id, .last_ns = now, .sends = 1};
    flow.serial = __sync_fetch_and_add(&counters.serial, 1) + 1;
    flow.serial_end = flow.serial;
    if (old)
        remember_before(&flow, old, now);
    if (bpf_map_update_elem(table, key, &flow, BPF_ANY)) {
        event_full();
        return 0;
    }
    if (!old)
        __sync_fetch_and_add(fill, 1);
    return flow.serial;
}

static __always_inline __u64 udp_flow_write(struct flow_key *key)
{
    struct image_id image;
    current_image(&image);
    if (counters.udp_fill > UDP_FLOWS_MAX / 2)
        event_full();
    return flow_write(&udp_flows, &counters.udp_fill, key, &image, current_cgroup_id());
}

#endif
