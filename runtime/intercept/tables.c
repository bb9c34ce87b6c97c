#include "runtime/intercept/tables.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "runtime/intercept/netlink.h"

#define ATTRIBUTES_MAX 32
#define TRIES 5 /* somebody else may change the tables while we look */

static const struct known_table {
    unsigned bit;
    uint8_t family;
    const char *name;
} known_tables[] = {
    {TABLE_IP_NAT, NFPROTO_IPV4, "nat"},        {TABLE_IP_FILTER, NFPROTO_IPV4, "filter"},
    {TABLE_IP6_FILTER, NFPROTO_IPV6, "filter"}, {TABLE_IP_RAW, NFPROTO_IPV4, "raw"},
    {TABLE_IP_MANGLE, NFPROTO_IPV4, "mangle"},
};

static struct nlmsghdr *message(void *buffer, uint16_t type, uint16_t flags, uint8_t family,
                                uint16_t resource)
{
    struct nlmsghdr *header = netlink_question(buffer, type, flags);
    struct nfgenmsg *generic = mnl_nlmsg_put_extra_header(header, sizeof(*generic));

    generic->nfgen_family = family;
    generic->version = NFNETLINK_V0;
    generic->res_id = htons(resource);
    return header;
}

static uint16_t nft_type(uint16_t type)
{
    return (uint16_t)(NFNL_SUBSYS_NFTABLES << 8 | type);
}

static int collect(const struct nlattr *attribute, void *data)
{
    const struct nlattr **attributes = data;
    uint16_t type = mnl_attr_get_type(attribute);

    if (type < ATTRIBUTES_MAX)
        attributes[type] = attribute;
    return MNL_CB_OK;
}

static int read_generation(const struct nlmsghdr *header, void *data)
{
    const struct nlattr *attributes[ATTRIBUTES_MAX] = {0};
    uint32_t *generation = data;

    mnl_attr_parse(header, sizeof(struct nfgenmsg), collect, attributes);
    if (attributes[NFTA_GEN_ID])
        *generation = ntohl(mnl_attr_get_u32(attributes[NFTA_GEN_ID]));
    return MNL_CB_OK;
}

/* What is known of a table. Its objects: chains, sets, flow tables, stateful objects. */
struct survey {
    const struct known_table *table;
    bool exists;
    bool in_use;
    uint32_t objects;
    uint32_t chains;
};

static bool named(const struct nlattr *attribute, const char *name)
{
    return attribute && strcmp(mnl_attr_get_str(attribute), name) == 0;
}

static int read_table(const struct nlmsghdr *header, void *data)
{
    const struct nlattr *attributes[ATTRIBUTES_MAX] = {0};
    struct survey *survey = data;

    mnl_attr_parse(header, sizeof(struct nfgenmsg), collect, attributes);
    if (!named(attributes[NFTA_TABLE_NAME], survey->table->name))
        return MNL_CB_OK;
    survey->exists = true;
    if (attributes[NFTA_TABLE_USE])
        survey->objects = ntohl(mnl_attr_get_u32(attributes[NFTA_TABLE_USE]));
    return MNL_CB_OK;
}

static int read_chain(const struct nlmsghdr *header, void *data)
{
    const struct nlattr *attributes[ATTRIBUTES_MAX] = {0};
    struct survey *survey = data;
    bool idle;

    mnl_attr_parse(header, sizeof(struct nfgenmsg), collect, attributes);
    if (!named(attributes[NFTA_CHAIN_TABLE], survey->table->name))
        return MNL_CB_OK;
    survey->chains++;
    idle = attributes[NFTA_CHAIN_HOOK] && attributes[NFTA_CHAIN_POLICY] &&
           ntohl(mnl_attr_get_u32(attributes[NFTA_CHAIN_POLICY])) == NF_ACCEPT &&
           attributes[NFTA_CHAIN_USE] && ntohl(mnl_attr_get_u32(attributes[NFTA_CHAIN_USE])) == 0;
    survey->in_use |= !idle;
    return MNL_CB_OK;
}

static int look(struct mnl_socket *netlink, struct survey *survey)
{
    char buffer[512];
    int error = netlink_ask(
        netlink, message(buffer, nft_type(NFT_MSG_GETTABLE), NLM_F_DUMP, survey->table->family, 0),
        read_table, survey);

    if (!error && survey->exists)
        error = netlink_ask(
            netlink,
            message(buffer, nft_type(NFT_MSG_GETCHAIN), NLM_F_DUMP, survey->table->family, 0),
            read_chain, survey);
    return error;
}

/* One transaction, valid only if nothing has changed since `generation`. */
static int delete_table(struct mnl_socket *netlink, const struct known_table *table,
                        uint32_t generation)
{
    char buffer[1024];
    char answer[1024];
    struct nlmsghdr *begin, *delete, *end;
    ssize_t len;

    begin = message(buffer, NFNL_MSG_BATCH_BEGIN, 0, NFPROTO_UNSPEC, NFNL_SUBSYS_NFTABLES);
    mnl_attr_put_u32(begin, NFNL_BATCH_GENID, htonl(generation));
    delete =
        message(buffer + begin->nlmsg_len, nft_type(NFT_MSG_DELTABLE), NLM_F_ACK, table->family, 0);
    mnl_attr_put_strz(delete, NFTA_TABLE_NAME, table->name);
    end = message((char *)delete + delete->nlmsg_len, NFNL_MSG_BATCH_END, 0, NFPROTO_UNSPEC,
                  NFNL_SUBSYS_NFTABLES);
    len = (char *)end + end->nlmsg_len - buffer;
    if (mnl_socket_sendto(netlink, buffer, (size_t)len) < 0)
        return -errno;
    len = mnl_socket_recvfrom(netlink, answer, sizeof(answer));
    if (len < 0)
        return -errno;
    /* Either the acknowledgement of the deletion or the refusal of the batch's beginning. */
    return mnl_cb_run(answer, (size_t)len, 0, 0, NULL, NULL) < 0 ? -errno : 0;
}

unsigned tables_missing(void)
{
    struct mnl_socket *netlink;
    unsigned missing = 0;

    if (netlink_open(NETLINK_NETFILTER, &netlink))
        return 0;
    for (size_t i = 0; i < sizeof(known_tables) / sizeof(*known_tables); i++) {
        struct survey survey = {.table = &known_tables[i]};

        if (look(netlink, &survey) == 0 && !survey.exists)
            missing |= survey.table->bit;
    }
    mnl_socket_close(netlink);
    return missing;
}

static void remove_if_unused(struct mnl_socket *netlink, const struct known_table *table)
{
    for (int try = 0; try < TRIES; try++) {
        struct survey survey = {.table = table};
        uint32_t generation = 0;
        char buffer[512];
        int error = netlink_ask(
            netlink, message(buffer, nft_type(NFT_MSG_GETGEN), NLM_F_ACK, NFPROTO_UNSPEC, 0),
            read_generation, &generation);

        if (!error)
            error = look(netlink, &survey);
        if (error && error != -EINTR)
            return;
        if (!error && !survey.exists)
            return;
        if (!error && (survey.in_use || survey.chains != survey.objects || generation == 0))
            return;
        if (!error && delete_table(netlink, table, generation) == 0)
            return;
    }
}

void tables_remove_unused(unsigned tables)
{
    struct mnl_socket *netlink;

    if (tables == 0 || netlink_open(NETLINK_NETFILTER, &netlink))
        return;
    for (size_t i = 0; i < sizeof(known_tables) / sizeof(*known_tables); i++)
        if (tables & known_tables[i].bit)
            remove_if_unused(netlink, &known_tables[i]);
    mnl_socket_close(netlink);
}
