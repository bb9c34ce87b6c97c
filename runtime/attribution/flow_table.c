#include "runtime/attribution/flow_table.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>

#define SWEEP_BATCH 1024
#define UDP_IDLE_NS 10000000000ull /* a datagram waits for its answer no longer than that */
#define TCP_CLOSED_NS 60000000000ull
#define CROWDED_NS CONTEST_NS /* both, when a table is half full */

int flow_table_init(struct flow_table *table, const struct programs *programs)
{
    *table = (struct flow_table){
        .tcp_fd = programs->tcp_flows_fd,
        .udp_fd = programs->udp_flows_fd,
        .datagrams_fd = programs->datagrams_fd,
        .counters = programs->counters,
    };
    table->answered = calloc(ANSWERED_SLOTS, sizeof(*table->answered));
    return table->answered ? 0 : -ENOMEM;
}

void flow_table_close(struct flow_table *table)
{
    free(table->answered);
    table->answered = NULL;
}

static bool settled(const struct answered *answered, uint64_t serial, uint64_t sends)
{
    const struct answered *slot = &answered[serial % ANSWERED_SLOTS];
    return serial && slot->serial == serial && slot->count >= sends;
}

static void note_answer(struct answered *answered, uint64_t serial)
{
    struct answered *slot = &answered[serial % ANSWERED_SLOTS];
    if (slot->serial != serial)
        *slot = (struct answered){.serial = serial};
    slot->count++;
}

static bool recent(uint64_t then_ns, uint64_t now_ns)
{
    return now_ns < then_ns + CONTEST_NS;
}

bool flow_contested(const struct flow *flow, const struct answered *answered, uint64_t now_ns)
{
    return flow->before_ns && recent(flow->before_ns, now_ns) &&
           !settled(answered, flow->before_serial, flow->before_sends);
}

bool flow_stale(const struct flow_key *key, const struct flow *flow, bool crowded, uint64_t now_ns)
{
    if (key->protocol != IPPROTO_TCP)
        return now_ns > flow->last_ns + (crowded ? CROWDED_NS : UDP_IDLE_NS);
    return flow->closed_ns && now_ns > flow->closed_ns + (crowded ? CROWDED_NS : TCP_CLOSED_NS);
}

/* A copy may meet the kernel replacing the entry; then the next one is whole. */
static bool read_flow(int fd, const struct flow_key *key, bool take, struct flow *ret)
{
    for (int tries = 0; tries < 3; tries++) {
        int error =
            take ? bpf_map_lookup_and_delete_elem(fd, key, ret) : bpf_map_lookup_elem(fd, key, ret);
        if (error)
            return false;
        if (ret->serial == ret->serial_end)
            return true;
    }
    return false;
}

/* The sequence number makes the key this connection's alone: nothing can be contested. */
static bool ask_tcp(struct flow_table *table, const struct flow_key *key, struct flow *ret)
{
    if (!key->sequence || !read_flow(table->tcp_fd, key, true, ret))
        return false;
    __atomic_fetch_sub(&table->counters->tcp_fill, 1, __ATOMIC_RELAXED);
    return true;
}

/* Another socket on the same port, bound to another address, is as good as an owner before. */
static bool rivals(const struct flow_table *table, const struct flow *flow,
                   const struct flow *other, uint64_t now_ns)
{
    return recent(other->last_ns, now_ns) &&
           !settled(table->answered, other->serial, other->sends) &&
           (flow->image.tgid != other->image.tgid ||
            flow->image.start_ns != other->image.start_ns ||
            flow->image.exec_id != other->image.exec_id);
}

static bool ask_udp(struct flow_table *table, const struct flow_key *key, uint64_t now_ns,
                    struct flow *ret)
{
    struct flow_key any = *key;
    struct flow bound, unbound;
    any.src_ip = 0;
    bool has_bound = read_flow(table->udp_fd, key, false, &bound);
    bool has_unbound = read_flow(table->udp_fd, &any, false, &unbound);
    if (!has_bound && !has_unbound)
        return false;
    bool newer_bound = has_bound && (!has_unbound || bound.last_ns >= unbound.last_ns);
    const struct flow *flow = newer_bound ? &bound : &unbound;
    const struct flow *other = newer_bound ? &unbound : &bound;
    bool certain = !flow_contested(flow, table->answered, now_ns) &&
                   !(has_bound && has_unbound && rivals(table, flow, other, now_ns));
    note_answer(table->answered, flow->serial);
    *ret = *flow;
    return certain;
}

bool datagram_answers(const struct datagram *datagram, const struct who_question *question)
{
    const struct flow_key *key = &datagram->key;
    return question->mark && datagram->token == question->mark &&
           datagram->token_end == question->mark && key->protocol == question->protocol &&
           key->src_ip == question->peer_ip && key->src_port == question->peer_port &&
           key->dst_ip == question->local_ip && key->dst_port == question->local_port;
}

bool flow_table_ask_mark(const struct flow_table *table, const struct who_question *question,
                         struct flow *ret)
{
    struct datagram datagram;
    uint32_t index = question->mark & (DATAGRAMS_MAX - 1);
    if (bpf_map_lookup_elem(table->datagrams_fd, &index, &datagram) ||
        !datagram_answers(&datagram, question))
        return false;
    *ret = (struct flow){.image = datagram.image, .cgroup_id = datagram.cgroup_id};
    return true;
}

bool flow_table_ask(struct flow_table *table, const struct flow_key *key, uint64_t now_ns,
                    struct flow *ret)
{
    return key->protocol == IPPROTO_TCP ? ask_tcp(table, key, ret)
                                        : ask_udp(table, key, now_ns, ret);
}

/* What was used again between the look and the deletion goes back. */
static void drop(int fd, const struct flow_key *key, const struct flow *seen, int64_t *fill)
{
    struct flow gone;
    if (bpf_map_lookup_and_delete_elem(fd, key, &gone))
        return;
    if (gone.serial == seen->serial && gone.last_ns == seen->last_ns) {
        __atomic_fetch_sub(fill, 1, __ATOMIC_RELAXED);
        return;
    }
    /* EEXIST: the kernel has made a newer entry meanwhile, and counted it. */
    if (bpf_map_update_elem(fd, key, &gone, BPF_NOEXIST))
        __atomic_fetch_sub(fill, 1, __ATOMIC_RELAXED);
}

struct batch {
    struct flow_key keys[SWEEP_BATCH];
    struct flow flows[SWEEP_BATCH];
};

/* The next entries of a table. 0: more follow; -ENOENT: that was the last of it; another -errno. */
static int sweep_some(struct flow_table *table, int fd, int64_t *fill, uint64_t now_ns)
{
    static const int64_t half[] = {TCP_FLOWS_MAX / 2, UDP_FLOWS_MAX / 2};
    bool crowded = *fill > half[fd == table->udp_fd];
    struct batch *batch = malloc(sizeof(*batch));
    uint32_t count = SWEEP_BATCH, next = 0;
    if (!batch)
        return -ENOMEM;
    int error = bpf_map_lookup_batch(fd, table->resume ? &table->cursor : NULL, &next, batch->keys,
                                     batch->flows, &count, NULL);
    if (error && error != -ENOENT)
        count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (flow_stale(&batch->keys[i], &batch->flows[i], crowded, now_ns))
            drop(fd, &batch->keys[i], &batch->flows[i], fill);
        else
            table->kept++;
    }
    free(batch);
    table->resume = !error;
    table->cursor = next;
    return error;
}

/* Processors that enter one flow at once count it twice. After a whole round the count is known. */
static void correct_fill(const struct flow_table *table, int64_t *fill)
{
    int64_t excess = __atomic_load_n(fill, __ATOMIC_RELAXED) - table->kept;
    __atomic_fetch_sub(fill, excess, __ATOMIC_RELAXED);
}

bool flow_table_sweep(struct flow_table *table, uint64_t now_ns)
{
    struct record_counters *counters = table->counters;
    int fd = table->tcp_next ? table->tcp_fd : table->udp_fd;
    int64_t *fill = table->tcp_next ? &counters->tcp_fill : &counters->udp_fill;
    int error = *fill > 0 ? sweep_some(table, fd, fill, now_ns) : -EAGAIN;
    if (error == -ENOENT)
        correct_fill(table, fill);
    if (error) { /* the other one's turn */
        table->resume = false;
        table->kept = 0;
        table->tcp_next = !table->tcp_next;
    }
    return counters->tcp_fill > 0 || counters->udp_fill > 0;
}
