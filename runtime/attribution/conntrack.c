#include "runtime/attribution/conntrack.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <stdlib.h>
#include <sys/socket.h>

struct conntrack {
    struct mnl_socket *socket;
    uint32_t port_id;
    uint32_t sequence;
    char buffer[8192];
};

/* One direction of an entry. Host byte order. */
struct tuple {
    uint32_t src_ip;
    uint32_t dst_ip;
    uint16_t src_port;
    uint16_t dst_port;
    uint8_t protocol;
};

struct entry {
    struct tuple original;
    struct tuple reply;
    uint32_t status;
};

static void put_tuple(struct nlmsghdr *message, uint16_t type, const struct tuple *tuple)
{
    struct nlattr *whole = mnl_attr_nest_start(message, type);
    struct nlattr *ip = mnl_attr_nest_start(message, CTA_TUPLE_IP);
    mnl_attr_put_u32(message, CTA_IP_V4_SRC, htonl(tuple->src_ip));
    mnl_attr_put_u32(message, CTA_IP_V4_DST, htonl(tuple->dst_ip));
    mnl_attr_nest_end(message, ip);
    struct nlattr *protocol = mnl_attr_nest_start(message, CTA_TUPLE_PROTO);
    mnl_attr_put_u8(message, CTA_PROTO_NUM, tuple->protocol);
    mnl_attr_put_u16(message, CTA_PROTO_SRC_PORT, htons(tuple->src_port));
    mnl_attr_put_u16(message, CTA_PROTO_DST_PORT, htons(tuple->dst_port));
    mnl_attr_nest_end(message, protocol);
    mnl_attr_nest_end(message, whole);
}

static bool at_least(const struct nlattr *attribute, size_t size)
{
    return mnl_attr_get_payload_len(attribute) >= size;
}

static int take_ip(const struct nlattr *attribute, void *context)
{
    struct tuple *tuple = context;
    uint16_t type = mnl_attr_get_type(attribute);
    if (type == CTA_IP_V4_SRC && at_least(attribute, 4))
        tuple->src_ip = ntohl(mnl_attr_get_u32(attribute));
    else if (type == CTA_IP_V4_DST && at_least(attribute, 4))
        tuple->dst_ip = ntohl(mnl_attr_get_u32(attribute));
    return MNL_CB_OK;
}

static int take_protocol(const struct nlattr *attribute, void *context)
{
    struct tuple *tuple = context;
    uint16_t type = mnl_attr_get_type(attribute);
    if (type == CTA_PROTO_NUM && at_least(attribute, 1))
        tuple->protocol = mnl_attr_get_u8(attribute);
    else if (type == CTA_PROTO_SRC_PORT && at_least(attribute, 2))
        tuple->src_port = ntohs(mnl_attr_get_u16(attribute));
    else if (type == CTA_PROTO_DST_PORT && at_least(attribute, 2))
        tuple->dst_port = ntohs(mnl_attr_get_u16(attribute));
    return MNL_CB_OK;
}

static int take_tuple(const struct nlattr *attribute, void *context)
{
    uint16_t type = mnl_attr_get_type(attribute);
    if (type == CTA_TUPLE_IP)
        return mnl_attr_parse_nested(attribute, take_ip, context);
    if (type == CTA_TUPLE_PROTO)
        return mnl_attr_parse_nested(attribute, take_protocol, context);
    return MNL_CB_OK;
}

static int take_entry(const struct nlattr *attribute, void *context)
{
    struct entry *entry = context;
    uint16_t type = mnl_attr_get_type(attribute);
    if (type == CTA_TUPLE_ORIG)
        return mnl_attr_parse_nested(attribute, take_tuple, &entry->original);
    if (type == CTA_TUPLE_REPLY)
        return mnl_attr_parse_nested(attribute, take_tuple, &entry->reply);
    if (type == CTA_STATUS && at_least(attribute, 4))
        entry->status = ntohl(mnl_attr_get_u32(attribute));
    return MNL_CB_OK;
}

static int take_message(const struct nlmsghdr *message, void *context)
{
    return mnl_attr_parse(message, sizeof(struct nfgenmsg), take_entry, context);
}

/* The entry one of whose directions is `reply`. 0 or -errno. */
static int get_entry(struct conntrack *conntrack, const struct tuple *reply, struct entry *ret)
{
    struct nlmsghdr *message = mnl_nlmsg_put_header(conntrack->buffer);
    message->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET;
    message->nlmsg_flags = NLM_F_REQUEST;
    message->nlmsg_seq = ++conntrack->sequence;
    struct nfgenmsg *generic = mnl_nlmsg_put_extra_header(message, sizeof(*generic));
    generic->nfgen_family = AF_INET;
    generic->version = NFNETLINK_V0;
    put_tuple(message, CTA_TUPLE_REPLY, reply);
    if (mnl_socket_sendto(conntrack->socket, message, message->nlmsg_len) < 0)
        return -errno;
    for (;;) {
        ssize_t size = recv(mnl_socket_get_fd(conntrack->socket), conntrack->buffer,
                            sizeof(conntrack->buffer), MSG_DONTWAIT);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return -errno;
        const struct nlmsghdr *answer = (const struct nlmsghdr *)(const void *)conntrack->buffer;
        if (!mnl_nlmsg_ok(answer, (int)size) || answer->nlmsg_seq != conntrack->sequence)
            continue; /* a late answer to a question that failed */
        if (mnl_cb_run(conntrack->buffer, (size_t)size, conntrack->sequence, conntrack->port_id,
                       take_message, ret) < 0)
            return -errno;
        return 0;
    }
}

/* A question that no flow can answer: does the kernel know what is being asked? */
static int probe(struct conntrack *conntrack)
{
    struct tuple none = {.protocol = IPPROTO_TCP};
    struct entry entry = {0};
    int error = get_entry(conntrack, &none, &entry);
    return error == -ENOENT ? 0 : error;
}

int conntrack_open(struct conntrack **ret)
{
    struct conntrack *conntrack = calloc(1, sizeof(*conntrack));
    if (!conntrack)
        return -ENOMEM;
    conntrack->socket = mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC);
    int error = 0;
    if (!conntrack->socket || mnl_socket_bind(conntrack->socket, 0, MNL_SOCKET_AUTOPID) < 0)
        error = -errno;
    if (!error) {
        conntrack->port_id = mnl_socket_get_portid(conntrack->socket);
        error = probe(conntrack);
    }
    if (error) {
        conntrack_close(conntrack);
        return error;
    }
    *ret = conntrack;
    return 0;
}

void conntrack_close(struct conntrack *conntrack)
{
    if (!conntrack)
        return;
    if (conntrack->socket)
        mnl_socket_close(conntrack->socket);
    free(conntrack);
}

int conntrack_original(struct conntrack *conntrack, const struct who_question *question,
                       struct flow_key *ret)
{
    struct tuple reply = {
        .src_ip = question->local_ip,
        .dst_ip = question->peer_ip,
        .src_port = question->local_port,
        .dst_port = question->peer_port,
        .protocol = question->protocol,
    };
    struct entry entry = {0};
    int error = get_entry(conntrack, &reply, &entry);
    if (error)
        return error;
    /* The kernel looks in both directions: only an answer that comes back our way is ours. */
    const struct tuple *got = &entry.reply, *original = &entry.original;
    bool ours = got->src_ip == reply.src_ip && got->src_port == reply.src_port &&
                got->dst_ip == reply.dst_ip && got->dst_port == reply.dst_port &&
                got->protocol == reply.protocol && original->protocol == reply.protocol;
    bool moved = original->dst_ip != got->src_ip || original->dst_port != got->src_port;
    if (!ours || !moved || !(entry.status & IPS_DST_NAT))
        return -ENOENT;
    *ret = (struct flow_key){
        .src_ip = original->src_ip,
        .dst_ip = original->dst_ip,
        .src_port = original->src_port,
        .dst_port = original->dst_port,
        .protocol = original->protocol,
    };
    return 0;
}
