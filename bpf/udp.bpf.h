/*
 * Datagrams that are to leave the machine. A flow is a socket and a destination: who began it is
 * noted at connect or send, user space judges its first packet while netfilter holds it, and lets
 * the flow pass here. The key is the socket's cookie, so a packet of any other socket does not
 * pass, whatever addresses, ports and marks it bears.
 */
#ifndef EGRESS_BPF_UDP_BPF_H
#define EGRESS_BPF_UDP_BPF_H

#include "common.bpf.h"

/*
 * Flows that may come to be judged. Pushing out an entry too early makes nobody of its sender, and
 * nobody is refused.
 */
struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, UDP_SENDERS_MAX);
    __type(key, struct udp_target);
    __type(value, struct udp_sender);
} udp_senders SEC(".maps");

/* Written by user space alone, but for the time of the last packet. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, UDP_PASSES_MAX);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, struct udp_target);
    __type(value, struct udp_pass);
} udp_passes SEC(".maps");

/* Sockets that are gone, while the last packets of theirs may still wait to be judged. */
struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, UDP_CLOSED_MAX);
    __type(key, struct flow_key);
    __type(value, __u64);
} udp_closed SEC(".maps");

/* A connect or send of the caller's. `dst_ip` is not 0. */
static __always_inline void udp_note_sender(__u64 cookie, __u32 dst_ip, __u16 dst_port)
{
    struct udp_target target = {.cookie = cookie, .dst_ip = dst_ip, .dst_port = dst_port};
    struct udp_sender sender = {};
    if (bpf_map_lookup_elem(&udp_passes, &target))
        return;
    current_image(&sender.image);
    sender.cgroup_id = current_cgroup_id();
    bpf_map_update_elem(&udp_senders, &target, &sender, BPF_ANY);
}

/* As the kernel reads an address that is none. */
static __always_inline __u32 udp_destination(__u32 dst_ip, __u32 src_ip)
{
    return dst_ip ? dst_ip : src_ip ? src_ip : LOOPBACK;
}

static __always_inline void udp_note_connect(struct bpf_sock_addr *address)
{
    struct bpf_sock *sock = address->sk;
    if (sock)
        udp_note_sender(bpf_get_socket_cookie(address),
                        udp_destination(bpf_ntohl(address->user_ip4), bpf_ntohl(sock->src_ip4)),
                        bpf_ntohs((__u16)address->user_port));
}

static __always_inline void udp_note_connect6(struct bpf_sock_addr *address)
{
    udp_note_sender(bpf_get_socket_cookie(address), bpf_ntohl(address->user_ip6[3]),
                    bpf_ntohs((__u16)address->user_port));
}

static __always_inline void udp_note_send(struct bpf_sock_addr *address)
{
    udp_note_sender(bpf_get_socket_cookie(address),
                    udp_destination(bpf_ntohl(address->user_ip4), bpf_ntohl(address->msg_src_ip4)),
                    bpf_ntohs((__u16)address->user_port));
}

#define GSO_SEGMENTS_MAX 128 /* UDP_MAX_SEGMENTS of Linux 6.9; 64 before */
#define UDP_HEADER_BYTES 8
#define LONG_HEADER 0x80

/*
 * One send may be several datagrams (UDP_SEGMENT), of which netfilter's rules see the first. Could
 * a later one begin a connection of QUIC? Where packets are held they come one by one.
 */
static __always_inline bool hides_long_header(struct __sk_buff *skb, __u32 header_bytes)
{
    __u32 size = skb->gso_size, at = header_bytes + UDP_HEADER_BYTES;
    if (!size)
        return false;
    for (int i = 0; i < GSO_SEGMENTS_MAX; i++) {
        __u8 first = 0;
        at += size;
        if (at >= skb->len)
            return false;
        if (bpf_skb_load_bytes(skb, at, &first, 1) || first & LONG_HEADER)
            return true;
    }
    return true;
}

/* May this packet of this flow leave? */
static __always_inline bool udp_passes_out(struct __sk_buff *skb, const struct flow_key *key,
                                           __u32 header_bytes)
{
    struct udp_target target = {
        .cookie = bpf_get_socket_cookie(skb),
        .dst_ip = key->dst_ip,
        .dst_port = key->dst_port,
    };
    struct udp_pass *pass = bpf_map_lookup_elem(&udp_passes, &target);
    if (!pass || (pass->named && hides_long_header(skb, header_bytes)))
        return false;
    pass->last_ns = bpf_ktime_get_boot_ns();
    return true;
}

/* Runs as a socket is closed, before it can no longer be found by its addresses. */
SEC("cgroup/sock_release")
int sock_release(struct bpf_sock *context)
{
    struct sock *sock = (struct sock *)context;
    if (context->protocol != IP_UDP)
        return ALLOW;
    struct flow_key key = {
        .src_ip = bpf_ntohl(BPF_CORE_READ(sock, __sk_common.skc_rcv_saddr)),
        .dst_ip = bpf_ntohl(BPF_CORE_READ(sock, __sk_common.skc_daddr)),
        .src_port = BPF_CORE_READ(sock, __sk_common.skc_num),
        .dst_port = bpf_ntohs(BPF_CORE_READ(sock, __sk_common.skc_dport)),
        .protocol = IP_UDP,
    };
    __u64 cookie = bpf_get_socket_cookie(context);
    if (key.src_port)
        bpf_map_update_elem(&udp_closed, &key, &cookie, BPF_ANY);
    return ALLOW;
}

#endif
