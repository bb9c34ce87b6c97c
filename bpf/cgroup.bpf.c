/*
 * Backend `cgroup`: hooks of the guarded cgroup see each call in the caller's own context.
 *
 *   TCP   connect4/6 notes the caller on the socket; sockops knows the ports and the first sequence
 *         number before the SYN leaves.
 *   UDP   each datagram is marked on its way out, still in its sender's context. Where listeners
 *         cannot read marks, sendmsg4 sees unconnected sends with their ports; a connected socket
 *         has no port at connect4, so its packets are taken on their way out.
 */
#include "datagram.bpf.h"
#include "process.bpf.h"
#include "refuse.bpf.h"

/* On the socket itself: lives as long as it, costs no table, cannot be pushed out. */
struct owner {
    struct image_id image;
    __u64 cgroup_id;
    struct flow_key key; /* TCP: where its flow is, once the ports are known */
    __u64 serial;
};

struct {
    __uint(type, BPF_MAP_TYPE_SK_STORAGE);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, int);
    __type(value, struct owner);
} owners SEC(".maps");

static __always_inline bool foreign_netns(struct bpf_sock_addr *address)
{
    return config.netns_cookie && bpf_get_netns_cookie(address) != config.netns_cookie;
}

static __always_inline int note_connect(struct bpf_sock_addr *address)
{
    if (foreign_netns(address))
        return ALLOW; /* nothing redirects it, and it leads nowhere: see docs */
    bool tcp = address->protocol == IP_TCP;
    if (!tcp && address->protocol != IP_UDP)
        return refuse_address(address, REFUSED_SOCKET);
    if (tcp && counters.tcp_fill > TCP_FLOWS_MAX / 2)
        event_full();
    if (tcp && counters.tcp_fill > TCP_FLOWS_MAX - 1024)
        return refuse_address(address, REFUSED_FULL);
    struct bpf_sock *sock = address->sk;
    if (!sock)
        return refuse_address(address, REFUSED_FULL);
    struct owner *owner = bpf_sk_storage_get(&owners, sock, 0, BPF_SK_STORAGE_GET_F_CREATE);
    if (!owner)
        return refuse_address(address, REFUSED_FULL);
    current_image(&owner->image);
    owner->cgroup_id = current_cgroup_id();
    owner->serial = 0;
    return ALLOW;
}

SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *address)
{
    if (address->protocol == IP_UDP)
        udp_note_connect(address);
    return note_connect(address);
}

SEC("cgroup/connect6")
int connect6(struct bpf_sock_addr *address)
{
    if (!v4_mapped(address))
        return refuse_address(address, REFUSED_IPV6);
    if (address->protocol == IP_UDP)
        udp_note_connect6(address);
    return note_connect(address);
}

SEC("cgroup/sendmsg4")
int sendmsg4(struct bpf_sock_addr *address)
{
    if (foreign_netns(address))
        return ALLOW;
    struct bpf_sock *sock = address->sk;
    if (!sock || address->protocol != IP_UDP)
        return refuse_address(address, REFUSED_SOCKET);
    udp_note_send(address);
    if (!config.by_ports)
        return ALLOW;
    struct flow_key key = {
        .src_ip = bpf_ntohl(address->msg_src_ip4),
        .dst_ip = bpf_ntohl(address->user_ip4),
        .src_port = sock->src_port,
        .dst_port = bpf_ntohs((__u16)address->user_port),
        .protocol = IP_UDP,
    };
    if (!key.dst_ip) /* as the kernel reads it */
        key.dst_ip = key.src_ip ? key.src_ip : LOOPBACK;
    if (!key.src_port || !udp_flow_write(&key))
        return refuse_address(address, REFUSED_FULL);
    return ALLOW;
}

/* A v4-mapped destination never comes here: the kernel sends it down the IPv4 way. */
SEC("cgroup/sendmsg6")
int sendmsg6(struct bpf_sock_addr *address)
{
    return refuse_address(address, REFUSED_IPV6);
}

static __always_inline void tcp_syn(struct bpf_sock_ops *ops)
{
    struct bpf_sock *sock = ops->sk;
    struct owner *owner = sock ? bpf_sk_storage_get(&owners, sock, 0, 0) : NULL;
    struct tcp_sock *tcp = sock ? bpf_skc_to_tcp_sock(sock) : NULL;
    if (!owner || !tcp) {
        COUNT(flows_unknown);
        return;
    }
    struct flow_key key = {
        .src_ip = bpf_ntohl(ops->local_ip4),
        .dst_ip = bpf_ntohl(ops->remote_ip4),
        .src_port = ops->local_port,
        .dst_port = bpf_ntohl(ops->remote_port),
        .sequence = tcp->write_seq,
        .protocol = IP_TCP,
    };
    owner->key = key;
    owner->serial =
        flow_write(&tcp_flows, &counters.tcp_fill, &key, &owner->image, owner->cgroup_id);
    bpf_sock_ops_cb_flags_set(ops, ops->bpf_sock_ops_cb_flags | BPF_SOCK_OPS_STATE_CB_FLAG);
}

/* An answered flow is gone from the table; what is left of a closed one is swept later. */
static __always_inline void tcp_closed(struct bpf_sock_ops *ops)
{
    struct bpf_sock *sock = ops->sk;
    struct owner *owner = sock ? bpf_sk_storage_get(&owners, sock, 0, 0) : NULL;
    if (!owner || !owner->serial)
        return;
    struct flow_key key = owner->key;
    struct flow *flow = bpf_map_lookup_elem(&tcp_flows, &key);
    if (flow && flow->serial == owner->serial)
        flow->closed_ns = bpf_ktime_get_boot_ns();
}

SEC("sockops")
int tcp_life(struct bpf_sock_ops *ops)
{
    if (ops->op == BPF_SOCK_OPS_TCP_CONNECT_CB)
        tcp_syn(ops);
    else if (ops->op == BPF_SOCK_OPS_STATE_CB && ops->args[1] == BPF_TCP_CLOSE)
        tcp_closed(ops);
    return 1;
}

/* Where marks cannot be read: by ports and addresses of the socket, as NAT has changed the
 * packet's. */
static __always_inline bool note_connected(struct bpf_sock *sock)
{
    struct flow_key key = {
        .src_ip = bpf_ntohl(sock->src_ip4),
        .dst_ip = bpf_ntohl(sock->dst_ip4),
        .src_port = sock->src_port,
        .dst_port = bpf_ntohs(sock->dst_port),
        .protocol = IP_UDP,
    };
    return udp_flow_write(&key);
}

SEC("cgroup_skb/egress")
int packet(struct __sk_buff *skb)
{
    struct flow_key key = {};
    int verdict = judge_packet(skb, &key);
    if (verdict == REFUSE || !is_for_listeners(skb, &key))
        return verdict;
    mark_datagram(skb, &key);
    if (!config.by_ports)
        return ALLOW;
    struct bpf_sock *sock = skb->sk;
    if (sock)
        sock = bpf_sk_fullsock(sock);
    if (!sock || sock->protocol != IP_UDP || sock->state != BPF_TCP_ESTABLISHED)
        return ALLOW;
    /* Without an owner it was connected in another network namespace. */
    if (!bpf_sk_storage_get(&owners, sock, 0, 0) || note_connected(sock))
        return ALLOW;
    struct refused_call call = {.refusal = REFUSED_FULL, .family = AF_INET, .protocol = IP_UDP};
    return refuse(&call);
}

char LICENSE[] SEC("license") = "GPL";
