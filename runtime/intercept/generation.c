/* The generation of nf_tables: linux/netfilter/nf_tables.h, NFT_MSG_GETGEN. */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <sys/socket.h>
#include <time.h>

#include "runtime/intercept/intercept.h"

static int take_attribute(const struct nlattr *attribute, void *context)
{
    uint32_t *generation = context;

    if (mnl_attr_get_type(attribute) == NFTA_GEN_ID)
        *generation = ntohl(mnl_attr_get_u32(attribute));
    return MNL_CB_OK;
}

static int take_answer(const struct nlmsghdr *header, void *context)
{
    return mnl_attr_parse(header, sizeof(struct nfgenmsg), take_attribute, context);
}

static int ask(struct mnl_socket *socket, uint32_t *ret)
{
    char buffer[MNL_SOCKET_BUFFER_SIZE];
    struct nlmsghdr *header = mnl_nlmsg_put_header(buffer);
    struct nfgenmsg *message;
    ssize_t n;

    header->nlmsg_type = NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETGEN;
    header->nlmsg_flags = NLM_F_REQUEST;
    message = mnl_nlmsg_put_extra_header(header, sizeof(*message));
    message->nfgen_family = AF_UNSPEC;
    message->version = NFNETLINK_V0;
    if (mnl_socket_sendto(socket, header, header->nlmsg_len) < 0)
        return -errno;
    n = mnl_socket_recvfrom(socket, buffer, sizeof(buffer));
    if (n < 0)
        return -errno;
    return mnl_cb_run(buffer, (size_t)n, 0, mnl_socket_get_portid(socket), take_answer, ret) < 0
               ? -errno
               : 0;
}

int redirect_generation(uint32_t *ret)
{
    const struct timeval patience = {.tv_sec = 1};
    struct mnl_socket *socket = mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC);
    uint32_t generation = 0;
    int error;

    if (!socket)
        return -errno;
    setsockopt(mnl_socket_get_fd(socket), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    error = mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) ? -errno : ask(socket, &generation);
    mnl_socket_close(socket);
    if (!error && generation == 0)
        error = -ENOENT;
    if (!error)
        *ret = generation;
    return error;
}
