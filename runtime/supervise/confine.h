/*
 * Calls that the command does not have, by a seccomp filter that all its children inherit. It is no
 * sandbox: it takes away ways out that neither the cgroup's BPF programs nor netfilter see.
 *
 *   sockets of other families than UNIX, IPv4, IPv6 and netlink (vsock, Bluetooth, packet, XDP,
 * ...): EAFNOSUPPORT, as from a kernel without them io_uring, by which a socket can be made without
 * a call: ENOSYS, so that programs fall back TIOCSTI and TIOCLINUX, by which a command types into
 * the terminal of the shell that called us: EPERM the one call of 32-bit programs that hides its
 * arguments (socketcall): ENOSYS; they have others
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_CONFINE_H
#define EGRESS_RUNTIME_SUPERVISE_CONFINE_H

/* For this process and its children, for ever. While still root, or with no_new_privs. 0 or -errno.
 */
__attribute__((warn_unused_result)) int confine_calls(void);

#endif
