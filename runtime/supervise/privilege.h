/*
 * What a process of a run gives up, and how one is born in a cgroup. All of it in the process
 * itself; there is no way back.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_PRIVILEGE_H
#define EGRESS_RUNTIME_SUPERVISE_PRIVILEGE_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * fork, with the child in that cgroup from its first instruction (clone3, Linux 5.7). Where the
 * kernel cannot, the child moves itself before this returns in it, and ends if it cannot. 0 in the
 * child, -errno.
 */
__attribute__((warn_unused_result)) pid_t fork_into_cgroup(int cgroup_fd);

struct identity {
    uid_t uid;
    gid_t gid;
    const gid_t *groups; /* supplementary; borrowed */
    int group_count;
    bool allow_new_privs; /* else no program it executes gives it more than it has */
};

/*
 * Becomes that user. For others than root every capability goes: effective, permitted, inheritable,
 * ambient and, unless it may gain new ones, the bounding set. 0 or -errno.
 */
__attribute__((warn_unused_result)) int become(const struct identity *identity);

/* Killed when `parent` ends. 0, or -ESRCH when it already has. After become: it is reset there. */
__attribute__((warn_unused_result)) int die_with(pid_t parent);

/* Every descriptor from this one on. 0 or -errno. */
__attribute__((warn_unused_result)) int close_from(int first);

/* close_from, but only when another program is executed. */
__attribute__((warn_unused_result)) int close_from_on_exec(int first);

#endif
