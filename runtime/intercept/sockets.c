#include "runtime/intercept/sockets.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "runtime/intercept/netlink.h"

#define STEP_MS 2
/* TIME_WAIT sockets hold nothing to send, and belong to no cgroup any more. */
#define STATES (~(1u << TCP_TIME_WAIT))

static const struct kind {
    uint8_t family, protocol;
} kinds[] = {
    {AF_INET, IPPROTO_TCP},
    {AF_INET6, IPPROTO_TCP},
    {AF_INET, IPPROTO_UDP},
    {AF_INET6, IPPROTO_UDP},
};

/* "Is it of this cgroup?", in the language of inet_diag: one jump, with an operand of 8 bytes. */
struct cgroup_filter {
    struct inet_diag_bc_op op;
    uint64_t id;
} __attribute__((packed));

struct found {
    struct inet_diag_sockid *ids;
    size_t count, room;
    bool loud; /* one that can still send was among them */
    bool no_memory;
};

static int remember(struct found *found, const struct inet_diag_sockid *id)
{
    if (found->count == found->room) {
        size_t room = found->room ? found->room * 2 : 64;
        struct inet_diag_sockid *ids = reallocarray(found->ids, room, sizeof(*ids));

        if (!ids) {
            found->no_memory = true;
            return MNL_CB_ERROR;
        }
        found->ids = ids;
        found->room = room;
    }
    found->ids[found->count++] = *id;
    return MNL_CB_OK;
}

static uint32_t bytes_queued(const struct nlmsghdr *header)
{
    const struct nlattr *attribute;

    mnl_attr_for_each(attribute, header, sizeof(struct inet_diag_msg))
    {
        const uint32_t *memory = mnl_attr_get_payload(attribute);

        if (mnl_attr_get_type(attribute) == INET_DIAG_SKMEMINFO &&
            mnl_attr_get_payload_len(attribute) >= (SK_MEMINFO_WMEM_QUEUED + 1) * sizeof(*memory))
            return memory[SK_MEMINFO_WMEM_QUEUED];
    }
    return UINT32_MAX;
}

/*
 * Before Linux 6.12, SOCK_DESTROY of a connection that no process holds takes all it had to send
 * away from it and leaves the rest. Such a one, without an inode and with an empty queue, is mute.
 */
static int read_socket(const struct nlmsghdr *header, void *data)
{
    const struct inet_diag_msg *socket = mnl_nlmsg_get_payload(header);
    struct found *found = data;

    if (socket->idiag_inode != 0 || bytes_queued(header) != 0)
        found->loud = true;
    return remember(found, &socket->id);
}

static struct nlmsghdr *question(void *buffer, uint16_t type, uint16_t flags,
                                 const struct kind *kind, struct inet_diag_req_v2 **ret)
{
    struct nlmsghdr *header = netlink_question(buffer, type, flags);

    *ret = mnl_nlmsg_put_extra_header(header, sizeof(**ret));
    (*ret)->sdiag_family = kind->family;
    (*ret)->sdiag_protocol = kind->protocol;
    (*ret)->idiag_states = STATES;
    return header;
}

static int list(struct mnl_socket *netlink, const struct kind *kind, uint64_t cgroup,
                struct found *found)
{
    char buffer[512];
    struct inet_diag_req_v2 *request;
    struct nlmsghdr *header = question(buffer, SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, kind, &request);
    const struct cgroup_filter filter = {
        .op = {.code = INET_DIAG_BC_CGROUP_COND,
               .yes = sizeof(filter),
               .no = sizeof(filter) + sizeof(struct inet_diag_bc_op)},
        .id = cgroup,
    };

    request->idiag_ext = 1 << (INET_DIAG_SKMEMINFO - 1);
    mnl_attr_put(header, INET_DIAG_REQ_BYTECODE, sizeof(filter), &filter);
    return netlink_ask(netlink, header, read_socket, found);
}

static int destroy(struct mnl_socket *netlink, const struct kind *kind,
                   const struct inet_diag_sockid *id)
{
    char buffer[512];
    struct inet_diag_req_v2 *request;
    struct nlmsghdr *header = question(buffer, SOCK_DESTROY, NLM_F_ACK, kind, &request);

    request->id = *id;
    return netlink_ask(netlink, header, NULL, NULL);
}

/* One look at all of them, ending what is seen. *ret_loud: something was there that could send. */
static int sweep(struct mnl_socket *netlink, uint64_t cgroup, bool *ret_loud)
{
    *ret_loud = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        struct found found = {0};
        int error = list(netlink, &kinds[i], cgroup, &found);

        if (found.no_memory)
            error = -ENOMEM;
        /* A kernel without IPv6, or without a module for a kind of socket, has none of that kind.
         */
        if (error == -ENOENT && kinds[i].family == AF_INET6)
            error = 0;
        /* What cannot be destroyed (-EOPNOTSUPP) is waited for. */
        for (size_t j = 0; !error && j < found.count; j++)
            (void)!destroy(netlink, &kinds[i], &found.ids[j]);
        *ret_loud |= found.loud;
        free(found.ids);
        if (error)
            return error == -EINTR ? 0 : error;
    }
    return 0;
}

int cgroup_sockets_end(const char *path, int timeout_ms)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000};
    struct mnl_socket *netlink;
    struct stat status;
    bool loud = true;
    int error;

    if (stat(path, &status))
        return errno == ENOENT ? 0 : -errno;
    error = netlink_open(NETLINK_SOCK_DIAG, &netlink);
    if (error)
        return error;
    /* The inode of a cgroup's directory is the cgroup's id. */
    for (int waited_ms = 0; !error && loud; waited_ms += STEP_MS) {
        error = sweep(netlink, status.st_ino, &loud);
        if (!error && loud && waited_ms > timeout_ms)
            error = -ETIMEDOUT;
        else if (!error && loud && waited_ms > 0)
            nanosleep(&step, NULL);
    }
    mnl_socket_close(netlink);
    return error == -EINVAL ? -EOPNOTSUPP : error;
}

int cgroup_sockets_possible(void)
{
    struct mnl_socket *netlink = NULL;
    int error = netlink_open(NETLINK_SOCK_DIAG, &netlink);

    for (size_t i = 0; !error && i < sizeof(kinds) / sizeof(*kinds); i++) {
        struct found found = {0};

        error = list(netlink, &kinds[i], 1, &found); /* 1: the root cgroup's */
        if (error == -ENOENT && kinds[i].family == AF_INET6)
            error = 0;
        free(found.ids);
    }
    if (netlink)
        mnl_socket_close(netlink);
    return error == -EINVAL ? -EOPNOTSUPP : error;
}
