/*
 * What guarded processes may not do at all: anything that is not TCP or UDP over IPv4. Refused
 * where it is asked for, so that the program sees EPERM at once; the last hook sees every packet
 * and so catches whatever found a way round the others.
 */
#ifndef EGRESS_BPF_REFUSE_BPF_H
#define EGRESS_BPF_REFUSE_BPF_H

#include "common.bpf.h"
#include "udp.bpf.h"

#define ETH_P_IP 0x0800
#define LOOPBACK_INDEX 1 /* in every network namespace */
#define SOCK_STREAM 1
#define SOCK_DGRAM 2

static __always_inline bool v4_mapped(const struct bpf_sock_addr *address)
{
    return address->user_ip6[0] == 0 && address->user_ip6[1] == 0 &&
           address->user_ip6[2] == bpf_htonl(0xffff);
}

static __always_inline int refuse_address(const struct bpf_sock_addr *address, enum refusal refusal)
{
    struct refused_call call = {
        .refusal = refusal,
        .family = address->user_family,
        .type = address->type,
        .protocol = address->protocol,
        .dst_port = bpf_ntohs((__u16)address->user_port),
    };
    return refuse(&call);
}

/* AF_INET and AF_INET6 sockets alone come here: other families have no hook, see docs. */
SEC("cgroup/sock_create")
int sock_create(struct bpf_sock *sock)
{
    bool tcp = sock->type == SOCK_STREAM && sock->protocol == IP_TCP;
    bool udp = sock->type == SOCK_DGRAM && sock->protocol == IP_UDP;
    if (tcp || udp)
        return ALLOW;
    struct refused_call call = {
        .refusal = REFUSED_SOCKET,
        .family = sock->family,
        .type = sock->type,
        .protocol = sock->protocol,
    };
    return refuse(&call);
}

struct ip4_header {
    __u8 version_length;
    __u8 tos;
    __u16 total_bytes;
    __u16 id;
    __u16 fragment;
    __u8 ttl;
    __u8 protocol;
    __u16 checksum;
    __u32 source;
    __u32 destination;
};

/* What stays on this machine may be on its way to a listener of ours, and is marked for it. */
static __always_inline bool is_for_listeners(const struct __sk_buff *skb,
                                             const struct flow_key *key)
{
    return key->protocol == IP_UDP && (config.allow_detour || skb->ifindex == LOOPBACK_INDEX);
}

/*
 * Runs after NAT and routing: what a redirect has taken in hand goes to the loopback device by now,
 * and so do answers to clients on this machine. Tells the packet's addresses and ports.
 */
static __always_inline int judge_packet(struct __sk_buff *skb, struct flow_key *ret)
{
    struct ip4_header header = {};
    __u16 ports[2] = {};
    struct refused_call call = {.refusal = REFUSED_PACKET};
    if (skb->protocol != bpf_htons(ETH_P_IP) || bpf_skb_load_bytes(skb, 0, &header, sizeof(header)))
        return refuse(&call);
    call.family = AF_INET;
    call.protocol = header.protocol;
    call.dst_ip = bpf_ntohl(header.destination);
    if (header.protocol != IP_TCP && header.protocol != IP_UDP)
        return refuse(&call);
    if (bpf_skb_load_bytes(skb, (header.version_length & 15) * 4, ports, sizeof(ports)))
        return refuse(&call);
    call.dst_port = bpf_ntohs(ports[1]);
    *ret = (struct flow_key){
        .src_ip = bpf_ntohl(header.source),
        .dst_ip = call.dst_ip,
        .src_port = bpf_ntohs(ports[0]),
        .dst_port = call.dst_port,
        .protocol = header.protocol,
    };
    if (config.allow_detour || skb->ifindex == LOOPBACK_INDEX)
        return ALLOW;
    if (header.protocol == IP_UDP && udp_passes_out(skb, ret, (header.version_length & 15) * 4))
        return ALLOW;
    call.refusal = REFUSED_DETOUR;
    return refuse(&call);
}

#endif
