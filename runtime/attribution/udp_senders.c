#include "runtime/attribution/udp_senders.h"

#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

/* Longer than connection tracking remembers a flow that does not send (180 s). */
#define IDLE_NS 300000000000ull
#define CROWDED_IDLE_NS 60000000000ull /* when half of the room is taken */
#define SWEEP_BATCH 512

struct udp_senders {
    int senders_fd, passes_fd, closed_fd;
    struct mnl_socket *socket;
    uint32_t sequence;
    int64_t count; /* of passes; never too low */
    bool resume;
    uint32_t cursor;
    int64_t kept; /* by the sweep under way */
};

/* Answers to earlier questions are passed over: each question is answered as it is sent. */
static int receive_cookie(struct udp_senders *senders, uint64_t *ret)
{
    char buffer[1024];
    for (;;) {
        ssize_t size =
            recv(mnl_socket_get_fd(senders->socket), buffer, sizeof(buffer), MSG_DONTWAIT);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return -errno;
        const struct nlmsghdr *header = (const struct nlmsghdr *)(const void *)buffer;
        if (!mnl_nlmsg_ok(header, (int)size) || header->nlmsg_seq != senders->sequence)
            continue;
        if (header->nlmsg_type == NLMSG_ERROR) {
            const struct nlmsgerr *error = mnl_nlmsg_get_payload(header);
            return mnl_nlmsg_get_payload_len(header) >= sizeof(*error) && error->error
                       ? error->error
                       : -EPROTO;
        }
        const struct inet_diag_msg *found = mnl_nlmsg_get_payload(header);
        if (mnl_nlmsg_get_payload_len(header) < sizeof(*found))
            return -EPROTO;
        *ret = (uint64_t)found->id.idiag_cookie[1] << 32 | found->id.idiag_cookie[0];
        return 0;
    }
}

/* The socket that would receive an answer to the packet: "source" is the other side's, for the
 * kernel reads it so for UDP. */
static int socket_cookie(struct udp_senders *senders, const struct flow_key *packet, uint64_t *ret)
{
    char buffer[256];
    struct nlmsghdr *header = mnl_nlmsg_put_header(buffer);
    header->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    header->nlmsg_flags = NLM_F_REQUEST;
    header->nlmsg_seq = ++senders->sequence;
    struct inet_diag_req_v2 *request = mnl_nlmsg_put_extra_header(header, sizeof(*request));
    request->sdiag_family = AF_INET;
    request->sdiag_protocol = IPPROTO_UDP;
    request->idiag_states = ~0u;
    request->id.idiag_src[0] = htonl(packet->dst_ip);
    request->id.idiag_sport = htons(packet->dst_port);
    request->id.idiag_dst[0] = htonl(packet->src_ip);
    request->id.idiag_dport = htons(packet->src_port);
    request->id.idiag_cookie[0] = request->id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (mnl_socket_sendto(senders->socket, header, header->nlmsg_len) < 0)
        return -errno;
    return receive_cookie(senders, ret);
}

static bool find_sender(struct udp_senders *senders, const struct flow_key *packet, uint64_t cookie,
                        struct udp_target *ret_target, struct udp_sender *ret_sender)
{
    *ret_target = (struct udp_target){
        .cookie = cookie, .dst_ip = packet->dst_ip, .dst_port = packet->dst_port};
    return bpf_map_lookup_elem(senders->senders_fd, ret_target, ret_sender) == 0;
}

/* Connected sockets are remembered with both ends, others with their own, or with the port alone.
 */
static bool find_closed(struct udp_senders *senders, const struct flow_key *packet,
                        struct udp_target *ret_target, struct udp_sender *ret_sender)
{
    struct flow_key keys[] = {*packet, *packet, *packet};
    keys[1].dst_ip = keys[2].dst_ip = keys[2].src_ip = 0;
    keys[1].dst_port = keys[2].dst_port = 0;
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        uint64_t cookie;
        if (bpf_map_lookup_elem(senders->closed_fd, &keys[i], &cookie) == 0 &&
            find_sender(senders, packet, cookie, ret_target, ret_sender))
            return true;
    }
    return false;
}

bool udp_senders_find(struct udp_senders *senders, const struct flow_key *packet,
                      struct udp_target *ret_target, struct udp_sender *ret_sender)
{
    uint64_t cookie;
    if (socket_cookie(senders, packet, &cookie) == 0 &&
        find_sender(senders, packet, cookie, ret_target, ret_sender))
        return true;
    return find_closed(senders, packet, ret_target, ret_sender);
}

int udp_senders_pass(struct udp_senders *senders, const struct udp_target *target,
                     const struct flow_key *packet, bool named, uint64_t now_ns)
{
    const struct udp_pass pass = {
        .named = named, .last_ns = now_ns, .src_ip = packet->src_ip, .src_port = packet->src_port};
    if (bpf_map_update_elem(senders->passes_fd, target, &pass, BPF_NOEXIST) == 0) {
        senders->count++;
        return 0;
    }
    if (errno == EEXIST && bpf_map_update_elem(senders->passes_fd, target, &pass, BPF_ANY) == 0)
        return 0;
    return errno == E2BIG ? -ENOSPC : -errno;
}

struct batch {
    struct udp_target targets[SWEEP_BATCH];
    struct udp_pass passes[SWEEP_BATCH];
};

static void end_idle(struct udp_senders *senders, const struct batch *batch, uint32_t count,
                     uint64_t now_ns, udp_ended ended, void *context)
{
    bool crowded = senders->count > UDP_PASSES_MAX / 2;
    uint64_t idle_ns = crowded ? CROWDED_IDLE_NS : IDLE_NS;
    for (uint32_t i = 0; i < count; i++) {
        const struct udp_target *target = &batch->targets[i];
        if (now_ns < batch->passes[i].last_ns + idle_ns) {
            senders->kept++;
        } else if (bpf_map_delete_elem(senders->passes_fd, target) == 0) {
            senders->count--;
            ended(target, &batch->passes[i], context);
        }
    }
}

bool udp_senders_sweep(struct udp_senders *senders, uint64_t now_ns, udp_ended ended, void *context)
{
    struct batch batch;
    uint32_t count = SWEEP_BATCH, next = 0;
    if (senders->count == 0)
        return false;
    int error = bpf_map_lookup_batch(senders->passes_fd, senders->resume ? &senders->cursor : NULL,
                                     &next, batch.targets, batch.passes, &count, NULL);
    if (!error || error == -ENOENT)
        end_idle(senders, &batch, count, now_ns, ended, context);
    if (error == -ENOENT && senders->kept < senders->count)
        senders->count = senders->kept; /* whatever else took some away */
    senders->resume = !error;
    senders->cursor = next;
    if (error)
        senders->kept = 0;
    return senders->count > 0;
}

int udp_senders_end_all(struct udp_senders *senders)
{
    struct udp_target target;
    while (bpf_map_get_next_key(senders->passes_fd, NULL, &target) == 0)
        if (bpf_map_delete_elem(senders->passes_fd, &target) && errno != ENOENT)
            return -errno;
    senders->count = 0;
    return 0;
}

int udp_senders_open(const struct programs *programs, struct udp_senders **ret)
{
    struct udp_senders *senders = calloc(1, sizeof(*senders));
    const struct flow_key none = {
        .src_ip = INADDR_LOOPBACK, .src_port = 1, .protocol = IPPROTO_UDP};
    uint64_t cookie;
    if (!senders)
        return -ENOMEM;
    *senders = (struct udp_senders){.senders_fd = programs->udp_senders_fd,
                                    .passes_fd = programs->udp_passes_fd,
                                    .closed_fd = programs->udp_closed_fd,
                                    .socket = mnl_socket_open2(NETLINK_SOCK_DIAG, SOCK_CLOEXEC)};
    int error = senders->socket && mnl_socket_bind(senders->socket, 0, MNL_SOCKET_AUTOPID) == 0
                    ? socket_cookie(senders, &none, &cookie)
                    : -errno;
    if (error && error != -ENOENT) { /* which is the answer to a good question */
        udp_senders_close(senders);
        return error;
    }
    *ret = senders;
    return 0;
}

void udp_senders_close(struct udp_senders *senders)
{
    if (!senders)
        return;
    if (senders->socket)
        mnl_socket_close(senders->socket);
    free(senders);
}
