#include "runtime/supervise/confine.h"

#include <errno.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define LOW_32                                                                                     \
    0xffffffffu /* the kernel reads an int; what stands above it is the caller's to set */

static int add_arch(scmp_filter_ctx filter, uint32_t arch)
{
    int error = seccomp_arch_add(filter, arch);

    return error == -EEXIST ? 0 : error;
}

/* The other instruction sets that programs of this machine may use. */
static int add_arches(scmp_filter_ctx filter)
{
#if defined(__x86_64__)
    int error = add_arch(filter, SCMP_ARCH_X86);

    return error ? error : add_arch(filter, SCMP_ARCH_X32);
#elif defined(__aarch64__)
    return add_arch(filter, SCMP_ARCH_ARM);
#else
    (void)filter;
    return 0;
#endif
}

static int refuse(scmp_filter_ctx filter, int call, int error)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)error), call, 0);
}

static int refuse_argument(scmp_filter_ctx filter, int call, struct scmp_arg_cmp argument,
                           int error)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)error), call, 1, argument);
}

static int refuse_families(scmp_filter_ctx filter, int call)
{
    static const uint32_t allowed[] = {AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
    size_t next = 0;
    int error = 0;

    for (uint32_t family = 0; !error && family < AF_NETLINK; family++) {
        if (family == allowed[next])
            next++;
        else
            error = refuse_argument(filter, call, SCMP_A0(SCMP_CMP_MASKED_EQ, LOW_32, family),
                                    EAFNOSUPPORT);
    }
    return error ? error
                 : refuse_argument(filter, call, SCMP_A0(SCMP_CMP_GT, AF_NETLINK, 0), EAFNOSUPPORT);
}

/*
 * A membership makes the kernel itself send a report of it (IGMP, MLD), with an address of the
 * caller's choice in it, from no socket and so past every other guard.
 */
static int refuse_memberships(scmp_filter_ctx filter)
{
    static const struct {
        uint32_t level, option;
    } joins[] = {
        {IPPROTO_IP, IP_ADD_MEMBERSHIP},  {IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP},
        {IPPROTO_IP, MCAST_JOIN_GROUP},   {IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP},
        {IPPROTO_IPV6, IPV6_JOIN_GROUP},  {IPPROTO_IPV6, IPV6_JOIN_ANYCAST},
        {IPPROTO_IPV6, MCAST_JOIN_GROUP}, {IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP},
    };
    int error = 0;

    for (size_t i = 0; !error && i < sizeof(joins) / sizeof(*joins); i++)
        error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(setsockopt), 2,
                                 SCMP_A1(SCMP_CMP_MASKED_EQ, LOW_32, joins[i].level),
                                 SCMP_A2(SCMP_CMP_MASKED_EQ, LOW_32, joins[i].option));
    return error;
}

static int fill(scmp_filter_ctx filter)
{
    static const struct {
        int call, error;
    } whole[] = {
        {SCMP_SYS(io_uring_setup), ENOSYS},
        {SCMP_SYS(io_uring_enter), ENOSYS},
        {SCMP_SYS(io_uring_register), ENOSYS},
        {SCMP_SYS(socketcall), ENOSYS},
        /* The kernel has root find the key, for a dns_resolver one by asking the network. */
        {SCMP_SYS(request_key), ENOSYS},
        /* A socket of another process is not of the guarded cgroup. */
        {SCMP_SYS(pidfd_getfd), EPERM},
    };
    static const uint32_t requests[] = {TIOCSTI, TIOCLINUX};
    int error = add_arches(filter);

    for (size_t i = 0; !error && i < sizeof(whole) / sizeof(*whole); i++)
        error = refuse(filter, whole[i].call, whole[i].error);
    for (size_t i = 0; !error && i < sizeof(requests) / sizeof(*requests); i++)
        error = refuse_argument(filter, SCMP_SYS(ioctl),
                                SCMP_A1(SCMP_CMP_MASKED_EQ, LOW_32, requests[i]), EPERM);
    if (!error)
        error = refuse_memberships(filter);
    return error ? error : refuse_families(filter, SCMP_SYS(socket));
}

int confine_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int error;

    if (!filter)
        return -ENOMEM;
    /* no_new_privs is decided elsewhere. */
    error = seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 0);
    if (!error)
        error = fill(filter);
    if (!error)
        error = seccomp_load(filter);
    seccomp_release(filter);
    return error;
}
