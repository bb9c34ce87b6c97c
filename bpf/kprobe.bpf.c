/*
 * Backend `kprobe`: flows are taken where the kernel is about to send, whoever made the socket.
 * What must be refused is refused by the same hooks of the guarded cgroup as in the other backend.
 */
#include "datagram.bpf.h"
#include "process.bpf.h"
#include "refuse.bpf.h"

static __always_inline bool foreign_netns(struct sock *sock)
{
    return config.netns_cookie &&
           BPF_CORE_READ(sock, __sk_common.skc_net.net, net_cookie) != config.netns_cookie;
}

static __always_inline struct flow_key key_of(struct sock *sock, __u8 protocol)
{
    return (struct flow_key){
        .src_ip = bpf_ntohl(BPF_CORE_READ(sock, __sk_common.skc_rcv_saddr)),
        .dst_ip = bpf_ntohl(BPF_CORE_READ(sock, __sk_common.skc_daddr)),
        .src_port = BPF_CORE_READ(sock, __sk_common.skc_num),
        .dst_port = bpf_ntohs(BPF_CORE_READ(sock, __sk_common.skc_dport)),
        .protocol = protocol,
    };
}

/* Ports and addresses are chosen by now; the SYN has not left. */
SEC("kprobe/tcp_connect")
int on_tcp_connect(struct pt_regs *registers)
{
    struct sock *sock = (struct sock *)ARGUMENT_1(registers);
    if (!current_is_guarded() || foreign_netns(sock))
        return 0;
    struct image_id image;
    current_image(&image);
    struct flow_key key = key_of(sock, IP_TCP);
    key.sequence = BPF_CORE_READ((struct tcp_sock *)sock, write_seq);
    if (counters.tcp_fill > TCP_FLOWS_MAX / 2)
        event_full();
    flow_write(&tcp_flows, &counters.tcp_fill, &key, &image, current_cgroup_id());
    /* Nothing tells when it is closed: its time runs from now. */
    struct flow *flow = bpf_map_lookup_elem(&tcp_flows, &key);
    if (flow)
        flow->closed_ns = flow->last_ns;
    return 0;
}

SEC("kprobe/udp_sendmsg")
int on_udp_sendmsg(struct pt_regs *registers)
{
    struct sock *sock = (struct sock *)ARGUMENT_1(registers);
    struct msghdr *message = (struct msghdr *)ARGUMENT_2(registers);
    if (!config.by_ports || !current_is_guarded() || foreign_netns(sock))
        return 0;
    struct flow_key key = key_of(sock, IP_UDP);
    struct sockaddr_in *name = BPF_CORE_READ(message, msg_name);
    if (name) {
        key.dst_ip = bpf_ntohl(BPF_CORE_READ(name, sin_addr.s_addr));
        key.dst_port = bpf_ntohs(BPF_CORE_READ(name, sin_port));
    }
    if (!key.dst_ip)
        key.dst_ip = key.src_ip ? key.src_ip : LOOPBACK;
    udp_flow_write(&key);
    return 0;
}

/* Datagrams that are to leave the machine are known by their sockets, as in the other backend. */
SEC("cgroup/connect4")
int connect4(struct bpf_sock_addr *address)
{
    if (address->protocol == IP_UDP)
        udp_note_connect(address);
    return ALLOW;
}

SEC("cgroup/sendmsg4")
int sendmsg4(struct bpf_sock_addr *address)
{
    udp_note_send(address);
    return ALLOW;
}

SEC("cgroup/connect6")
int connect6(struct bpf_sock_addr *address)
{
    if (!v4_mapped(address))
        return refuse_address(address, REFUSED_IPV6);
    if (address->protocol == IP_UDP)
        udp_note_connect6(address);
    return ALLOW;
}

SEC("cgroup/sendmsg6")
int sendmsg6(struct bpf_sock_addr *address)
{
    return refuse_address(address, REFUSED_IPV6);
}

SEC("cgroup_skb/egress")
int packet(struct __sk_buff *skb)
{
    struct flow_key key = {};
    int verdict = judge_packet(skb, &key);
    if (verdict == ALLOW && is_for_listeners(skb, &key))
        mark_datagram(skb, &key);
    return verdict;
}

char LICENSE[] SEC("license") = "GPL";
