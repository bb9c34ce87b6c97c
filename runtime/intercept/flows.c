#include "runtime/intercept/flows.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/intercept/netlink.h"

#define MESSAGE_MAX 1024
#define REQUESTS_MAX 100000 /* more than that go by themselves, in time */

/* What is to be removed: the messages that do it, gathered before the first is sent. */
struct removals {
    uint16_t tcp_port, dns_port;
    char *messages; /* count of them, each padded to MESSAGE_MAX */
    size_t count, room;
    bool failed;
};

struct attributes {
    const struct nlattr *of[CTA_MAX + 1];
};

static int collect(const struct nlattr *attribute, void *data)
{
    struct attributes *attributes = data;
    uint16_t type = mnl_attr_get_type(attribute);

    if (type <= CTA_MAX)
        attributes->of[type] = attribute;
    return MNL_CB_OK;
}

static const struct nlattr *nested(const struct nlattr *parent, uint16_t type)
{
    const struct nlattr *attribute;

    if (!parent)
        return NULL;
    mnl_attr_for_each_nested(attribute,
                             parent) if (mnl_attr_get_type(attribute) == type) return attribute;
    return NULL;
}

/* Answers come from 127.0.0.1 and the listener's port. */
static bool was_redirected(const struct nlattr *reply, const struct removals *removals)
{
    const struct nlattr *source = nested(nested(reply, CTA_TUPLE_IP), CTA_IP_V4_SRC);
    const struct nlattr *protocol = nested(reply, CTA_TUPLE_PROTO);
    const struct nlattr *number = nested(protocol, CTA_PROTO_NUM);
    const struct nlattr *port = nested(protocol, CTA_PROTO_SRC_PORT);
    uint16_t wanted;

    if (!source || !number || !port || mnl_attr_get_u32(source) != htonl(INADDR_LOOPBACK))
        return false;
    wanted = mnl_attr_get_u8(number) == IPPROTO_TCP   ? removals->tcp_port
             : mnl_attr_get_u8(number) == IPPROTO_UDP ? removals->dns_port
                                                      : 0;
    return wanted != 0 && ntohs(mnl_attr_get_u16(port)) == wanted;
}

static struct nlmsghdr *question(void *buffer, uint16_t type, uint16_t flags)
{
    struct nlmsghdr *header =
        netlink_question(buffer, (uint16_t)(NFNL_SUBSYS_CTNETLINK << 8 | type), flags);
    struct nfgenmsg *generic = mnl_nlmsg_put_extra_header(header, sizeof(*generic));

    generic->nfgen_family = AF_INET;
    generic->version = NFNETLINK_V0;
    return header;
}

static char *room_for_one(struct removals *removals)
{
    if (removals->count == removals->room) {
        size_t room = removals->room ? removals->room * 2 : 64;
        char *messages = reallocarray(removals->messages, room, MESSAGE_MAX);

        if (!messages)
            return NULL;
        removals->messages = messages;
        removals->room = room;
    }
    return removals->messages + removals->count * MESSAGE_MAX;
}

static void copy(struct nlmsghdr *header, const struct nlattr *attribute)
{
    if (attribute)
        mnl_attr_put(header, attribute->nla_type, mnl_attr_get_payload_len(attribute),
                     mnl_attr_get_payload(attribute));
}

static int read_flow(const struct nlmsghdr *header, void *data)
{
    struct removals *removals = data;
    struct attributes attributes = {0};
    struct nlmsghdr *removal;
    char *room;

    mnl_attr_parse(header, sizeof(struct nfgenmsg), collect, &attributes);
    if (!was_redirected(attributes.of[CTA_TUPLE_REPLY], removals) ||
        removals->count >= REQUESTS_MAX)
        return MNL_CB_OK;
    room = room_for_one(removals);
    if (!room) {
        removals->failed = true;
        return MNL_CB_OK;
    }
    removal = question(room, IPCTNL_MSG_CT_DELETE, NLM_F_ACK);
    copy(removal, attributes.of[CTA_TUPLE_ORIG]);
    copy(removal, attributes.of[CTA_ZONE]);
    copy(removal, attributes.of[CTA_ID]); /* that entry, not one that has taken its place */
    removals->count++;
    return MNL_CB_OK;
}

int flows_forget(uint16_t tcp_port, uint16_t dns_port)
{
    struct removals removals = {.tcp_port = tcp_port, .dns_port = dns_port};
    struct mnl_socket *netlink;
    char buffer[MESSAGE_MAX];
    int error = netlink_open(NETLINK_NETFILTER, &netlink);

    if (error)
        return error;
    error =
        netlink_ask(netlink, question(buffer, IPCTNL_MSG_CT_GET, NLM_F_DUMP), read_flow, &removals);
    /* One that has gone meanwhile (-ENOENT) is as good as removed. */
    for (size_t i = 0; i < removals.count; i++)
        (void)!netlink_ask(netlink, (struct nlmsghdr *)(removals.messages + i * MESSAGE_MAX), NULL,
                           NULL);
    free(removals.messages);
    mnl_socket_close(netlink);
    return error ? error : removals.failed ? -ENOMEM : 0;
}

static int ask_once(struct nlmsghdr *header)
{
    struct mnl_socket *netlink;
    int error = netlink_open(NETLINK_NETFILTER, &netlink);

    if (error)
        return error;
    error = netlink_ask(netlink, header, NULL, NULL);
    mnl_socket_close(netlink);
    return error;
}

int flows_forget_marked(uint32_t mark, uint32_t mask)
{
    char buffer[MESSAGE_MAX];
    struct nlmsghdr *header = question(buffer, IPCTNL_MSG_CT_DELETE, NLM_F_ACK);

    mnl_attr_put_u32(header, CTA_MARK, htonl(mark));
    mnl_attr_put_u32(header, CTA_MARK_MASK, htonl(mask));
    return ask_once(header);
}

int flows_forget_datagrams(uint32_t src_ip, uint16_t src_port, uint32_t dst_ip, uint16_t dst_port)
{
    char buffer[MESSAGE_MAX];
    struct nlmsghdr *header = question(buffer, IPCTNL_MSG_CT_DELETE, NLM_F_ACK);
    struct nlattr *tuple = mnl_attr_nest_start(header, CTA_TUPLE_ORIG);
    struct nlattr *part = mnl_attr_nest_start(header, CTA_TUPLE_IP);

    mnl_attr_put_u32(header, CTA_IP_V4_SRC, htonl(src_ip));
    mnl_attr_put_u32(header, CTA_IP_V4_DST, htonl(dst_ip));
    mnl_attr_nest_end(header, part);
    part = mnl_attr_nest_start(header, CTA_TUPLE_PROTO);
    mnl_attr_put_u8(header, CTA_PROTO_NUM, IPPROTO_UDP);
    mnl_attr_put_u16(header, CTA_PROTO_SRC_PORT, htons(src_port));
    mnl_attr_put_u16(header, CTA_PROTO_DST_PORT, htons(dst_port));
    mnl_attr_nest_end(header, part);
    mnl_attr_nest_end(header, tuple);
    return ask_once(header);
}
