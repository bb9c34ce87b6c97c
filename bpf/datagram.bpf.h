/*
 * Who sent a datagram. The mark goes from the egress hook to the listener because a redirected
 * packet travels over loopback as it is, and nothing there reads or changes marks.
 */
#ifndef EGRESS_BPF_DATAGRAM_BPF_H
#define EGRESS_BPF_DATAGRAM_BPF_H

#include "common.bpf.h"

/* The last datagrams, by their marks. */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, DATAGRAMS_MAX);
    __type(key, __u32);
    __type(value, struct datagram);
} datagrams SEC(".maps");

/*
 * Gives the packet a mark by which its listener can ask for the sender: the caller here, as a
 * datagram leaves in its sender's context. Ports alone would not do: two programs may use one port
 * in short succession, or share it.
 */
static __always_inline void mark_datagram(struct __sk_buff *skb, const struct flow_key *key)
{
    __u32 token = __sync_fetch_and_add(&counters.datagrams, 1) + 1;
    if (!token) /* once in 2^32: 0 is no mark */
        token = __sync_fetch_and_add(&counters.datagrams, 1) + 1;
    __u32 index = token & (DATAGRAMS_MAX - 1);
    struct datagram *datagram = bpf_map_lookup_elem(&datagrams, &index);
    skb->mark = token;
    COUNT(flows);
    if (!datagram)
        return;
    __sync_lock_test_and_set(&datagram->token, 0);
    datagram->key = *key;
    current_image(&datagram->image);
    datagram->cgroup_id = current_cgroup_id();
    datagram->token_end = token;
    __sync_lock_test_and_set(&datagram->token, token);
}

#endif
