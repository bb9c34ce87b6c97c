/*
 * intercept: the guarded cgroup, and the netfilter rules that bring its traffic to our listeners
 * and refuse the rest. Chains are our own, named after the run, installed in one
 * iptables-restore --noflush per family and removed the same way; nothing of anybody else's is
 * touched. Everything here needs root. Paths are relative to the cgroup namespace's root where
 * they are given to netfilter, absolute elsewhere.
 *
 * Where to start: rules.h says what the rules are and why. The order that keeps traffic closed is
 * the caller's to hold:
 *
 *   start  guard_cgroups_create, redirect_install, only then the first guarded process
 *   end    guard_cgroup_kill(guarded), guard_sockets_end, redirect_remove, guard_cgroups_remove
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_INTERCEPT_H
#define EGRESS_RUNTIME_INTERCEPT_INTERCEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define RUN_ID_MAX 16 /* with the NUL; lower-case letters and digits, unique on the machine */

/*
 * Finds the cgroup v2 mount (unified or hybrid). Where none is to be seen (`ip netns exec` takes
 * /sys away) it mounts one that is attached nowhere and answers /proc/self/fd/N; that descriptor,
 * close-on-exec, stays open in the process and in those it forks. 0 or -errno.
 */
__attribute__((warn_unused_result)) int cgroup_mount_point(char *ret_path, size_t size);

/* Where one run lives: <mount>/egress-<id>/guarded for the command, .../worker for the worker. */
struct guard_paths {
    char mount[256];
    char run[320];
    char guarded[384];
    char worker[384];
    char netfilter[384]; /* `run` as netfilter wants it: "egress-<id>", perhaps with more before */
};

/* The paths a run of that id has; makes nothing but, perhaps, the mount. */
__attribute__((warn_unused_result)) int guard_paths_of(const char *run_id, struct guard_paths *ret);

__attribute__((warn_unused_result)) int guard_cgroups_create(const char *run_id,
                                                             struct guard_paths *ret);

/*
 * Kills every process in the cgroup and below it, and waits until none is left. 0 also where the
 * cgroup does not exist; -ETIMEDOUT where a process would not die: then the rules must stay.
 */
__attribute__((warn_unused_result)) int guard_cgroup_kill(const char *path, int timeout_ms);

/*
 * Ends the sockets that processes of the cgroup, or of those below it, made in this network
 * namespace: sockets.h says why. 0 also where there is none; -ETIMEDOUT where one can still send:
 * then the rules must stay.
 */
__attribute__((warn_unused_result)) int guard_sockets_end(const char *path, int timeout_ms);

/* Kills what is left in them (guarded first), waits for it, removes them. Idempotent. */
int guard_cgroups_remove(const struct guard_paths *paths);

struct redirect_config {
    const char *run_id;
    const char *run_path; /* guard_paths.netfilter */
    uint16_t tcp_port;    /* 127.0.0.1 listener for every TCP connection */
    uint16_t dns_port;    /* 127.0.0.1 UDP socket for port 53 */
    uint16_t zone;        /* of connection tracking, the worker's own; not 0. Also the number of the
                             queue of datagrams */
    bool audit;           /* redirect what the worker is to see, and refuse nothing */
};

/*
 * Marks of this run, told from those of others by the zone, which no other run has. Of packets:
 * what was decided about a held datagram, from its verdict to the filter table. Of connections:
 * what is to become of the flow's next ones.
 */
enum udp_mark { UDP_MARK_ALLOWED = 1, UDP_MARK_NAMED, UDP_MARK_REFUSED };
#define UDP_MARK_RUN 0xffff0000u /* the bits that tell the run */
static inline uint32_t udp_mark(uint16_t zone, enum udp_mark mark)
{
    return (uint32_t)zone << 16 | (uint32_t)mark;
}

/* Are the tools there, and what the end needs of the kernel? Changes nothing. 0, or -errno with a
 * sentence in `error`. */
__attribute__((warn_unused_result)) int redirect_possible(char *error, size_t error_size);

/*
 * All or nothing, atomically: when it returns 0 everything is enforced, else nothing was changed.
 * -errno with a sentence in `error`.
 */
__attribute__((warn_unused_result)) int redirect_install(const struct redirect_config *config,
                                                         char *error, size_t error_size);

/*
 * Is everything there that redirect_install made, and nothing more of the run's? 0, -ENOENT where
 * somebody has changed it, another -errno with a sentence where that cannot be told.
 */
__attribute__((warn_unused_result)) int redirect_check(const struct redirect_config *config,
                                                       char *error, size_t error_size);

/* Is iptables here the older one, whose rules are not nf_tables'? */
bool redirect_is_old(void);

/*
 * A number that changes whenever anybody changes rules of this network namespace (nf_tables).
 * -errno where there is none: rules of the older iptables leave it as it is.
 */
__attribute__((warn_unused_result)) int redirect_generation(uint32_t *ret);

/*
 * Removes what redirect_install made for this run, if anything. Idempotent. -errno with a sentence
 * in `error`; some of the run's rules may then remain.
 */
__attribute__((warn_unused_result)) int redirect_remove(const char *run_id, char *error,
                                                        size_t error_size);

#endif
