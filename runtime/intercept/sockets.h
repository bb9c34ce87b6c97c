/*
 * The sockets that a guarded cgroup leaves in the kernel when its processes are gone. A connection
 * that was closed with bytes still to be acknowledged goes on without any process and sends them
 * again, for minutes. Once the redirect is away, such a packet would go where it was first meant to
 * go: seen here, the kernel stops translating addresses when the last nat chain is removed, even
 * those of connections that began redirected. So every socket goes before the rules do, as do those
 * that were handed to a process outside.
 *
 * By sock_diag(7): a dump filtered by cgroup (Linux 5.9), and SOCK_DESTROY of what it shows.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_SOCKETS_H
#define EGRESS_RUNTIME_INTERCEPT_SOCKETS_H

/*
 * Ends every TCP and UDP socket of that cgroup (not of those below it), in this network namespace,
 * and waits until none is left that could send. 0 as well where the cgroup does not exist.
 * -ETIMEDOUT: the rules must stay. -EOPNOTSUPP: the kernel cannot tell which they are.
 */
__attribute__((warn_unused_result)) int cgroup_sockets_end(const char *path, int timeout_ms);

/* Can the kernel list sockets by cgroup? 0 or -errno. */
__attribute__((warn_unused_result)) int cgroup_sockets_possible(void);

#endif
