/*
 * Calls that the command does not have, by a seccomp filter that all its children inherit. It is no
 * sandbox: it takes away ways out that neither the cgroup's BPF programs nor netfilter see.
 *
 * EAFNOSUPPORT: sockets of other families than UNIX, IPv4, IPv6 and netlink (vsock, Bluetooth,
 * packet, XDP, ...), as from a kernel without them.
 *
 * ENOSYS, so that programs fall back: io_uring, by which a socket can be made without a call; the
 * one call of 32-bit programs that hides its arguments (socketcall); request_key, for which the
 * kernel starts a helper as root that may ask the network.
 *
 * EPERM: TIOCSTI and TIOCLINUX, by which a command types into the terminal of the shell that called
 * us; joining a multicast group, of which the kernel tells the network in packets of its own;
 * pidfd_getfd, by which a socket is taken from a process that is not guarded.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_CONFINE_H
#define EGRESS_RUNTIME_SUPERVISE_CONFINE_H

/* For this process and its children, for ever. While still root, or with no_new_privs. 0 or -errno.
 */
__attribute__((warn_unused_result)) int confine_calls(void);

#endif
