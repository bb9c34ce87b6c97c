#include "runtime/intercept/netlink.h"

#include <errno.h>
#include <sys/socket.h>

#define ANSWER_MAX 32768 /* what the kernel puts into one part of a dump, at most */

int netlink_open(int bus, struct mnl_socket **ret)
{
    struct mnl_socket *netlink = mnl_socket_open2(bus, SOCK_CLOEXEC);

    if (!netlink)
        return -errno;
    if (mnl_socket_bind(netlink, 0, MNL_SOCKET_AUTOPID) < 0) {
        int error = -errno;

        mnl_socket_close(netlink);
        return error;
    }
    *ret = netlink;
    return 0;
}

struct nlmsghdr *netlink_question(void *buffer, uint16_t type, uint16_t flags)
{
    struct nlmsghdr *header = mnl_nlmsg_put_header(buffer);

    header->nlmsg_type = type;
    header->nlmsg_flags = NLM_F_REQUEST | flags;
    header->nlmsg_seq = NETLINK_SEQUENCE;
    return header;
}

int netlink_ask(struct mnl_socket *netlink, const struct nlmsghdr *question, mnl_cb_t callback,
                void *data)
{
    char buffer[ANSWER_MAX];
    int run = MNL_CB_OK;

    if (mnl_socket_sendto(netlink, question, question->nlmsg_len) < 0)
        return -errno;
    while (run > MNL_CB_STOP) {
        ssize_t len = mnl_socket_recvfrom(netlink, buffer, sizeof(buffer));

        if (len < 0)
            return -errno;
        run = mnl_cb_run(buffer, (size_t)len, NETLINK_SEQUENCE, mnl_socket_get_portid(netlink),
                         callback, data);
    }
    return run < 0 ? -errno : 0;
}
