/*
 * Whom the control socket believes. The kernel says who is at the other end (SO_PEERCRED, and a
 * pidfd that holds the process fast while its facts are read); neither a path nor anything that the
 * peer says of itself counts, for guarded code can set those.
 *
 *   - Nobody in the guarded cgroup, and no child of the supervisor's, whatever user it runs as.
 *   - root.
 *   - The user who started the run, from a process that descends from the one that started it: the
 *     same shell, script or job.
 *
 * What it does not prove: where the kernel lets processes of one user trace each other, guarded
 * code of that user can make such a process its own (docs/threat-model.md).
 */
#ifndef EGRESS_RUNTIME_CONTROL_PEER_H
#define EGRESS_RUNTIME_CONTROL_PEER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct control_trust {
    const char *guarded; /* the guarded cgroup as /proc/PID/cgroup names it; borrowed */
    pid_t supervisor;
    uid_t uid;            /* who started the run; 0: root alone is believed */
    pid_t starter;        /* the nearest ancestor of the supervisor that runs as that user */
    uint64_t start_ticks; /* when it started: with the pid, a process for ever */
};

/* Fills in starter and start_ticks from uid and the ancestry of `supervisor`; 0 where there is
 * none.
 */
void control_trust_find_starter(struct control_trust *trust);

/* NULL: believed. Else why not, a static sentence. */
const char *control_distrust(const struct control_trust *trust, int socket);

/* Pure. Is `path` the cgroup `guarded` or one below it? */
bool control_cgroup_within(const char *path, const char *guarded);

#endif
