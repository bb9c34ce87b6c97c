#include "runtime/udp/flow_list.h"

#include <stdlib.h>

#define BUCKETS 4096 /* a power of two */

struct flow_list {
    uint32_t max, count;
    flow_forgotten forgotten;
    void *context;
    TAILQ_HEAD(flows_by_age, udp_flow) by_age;
    LIST_HEAD(, udp_flow) buckets[BUCKETS];
};

struct flow_list *flow_list_new(uint32_t max, flow_forgotten forgotten, void *context)
{
    struct flow_list *list = calloc(1, sizeof(*list));
    if (!list)
        return NULL;
    list->max = max ? max : 1;
    list->forgotten = forgotten;
    list->context = context;
    TAILQ_INIT(&list->by_age);
    for (uint32_t i = 0; i < BUCKETS; i++)
        LIST_INIT(&list->buckets[i]);
    return list;
}

static void drop(struct flow_list *list, struct udp_flow *flow)
{
    list->forgotten(flow, list->context);
    TAILQ_REMOVE(&list->by_age, flow, by_age);
    LIST_REMOVE(flow, in_bucket);
    list->count--;
    free(flow);
}

void flow_list_free(struct flow_list *list)
{
    if (!list)
        return;
    while (!TAILQ_EMPTY(&list->by_age))
        drop(list, TAILQ_FIRST(&list->by_age));
    free(list);
}

static bool same(const struct flow_ends *a, const struct flow_ends *b)
{
    return a->src_ip == b->src_ip && a->dst_ip == b->dst_ip && a->src_port == b->src_port &&
           a->dst_port == b->dst_port;
}

/* Who chooses many ends that lie in one bucket makes long ways for himself, up to `max`. */
static uint32_t bucket_of(const struct flow_ends *ends)
{
    uint64_t mix =
        ((uint64_t)ends->dst_ip << 32 | (uint32_t)ends->src_port << 16 | ends->dst_port) ^
        (uint64_t)ends->src_ip << 11;
    mix *= 0x9e3779b97f4a7c15u;
    return (uint32_t)(mix >> 40) & (BUCKETS - 1);
}

struct udp_flow *flow_list_get(struct flow_list *list, const struct flow_ends *ends)
{
    uint32_t bucket = bucket_of(ends);
    struct udp_flow *flow;
    LIST_FOREACH(flow, &list->buckets[bucket], in_bucket)
    if (same(&flow->ends, ends)) {
        TAILQ_REMOVE(&list->by_age, flow, by_age);
        TAILQ_INSERT_TAIL(&list->by_age, flow, by_age);
        return flow;
    }
    if (list->count >= list->max)
        drop(list, TAILQ_FIRST(&list->by_age));
    flow = calloc(1, sizeof(*flow));
    if (!flow)
        return NULL;
    flow->ends = *ends;
    TAILQ_INSERT_TAIL(&list->by_age, flow, by_age);
    LIST_INSERT_HEAD(&list->buckets[bucket], flow, in_bucket);
    list->count++;
    return flow;
}
