/*
 * A run, as what outlives its processes: a name, an entry in /run/egress, cgroups, netfilter rules.
 *
 * The entry /run/egress/<id>.run is written before anything is changed and removed last. It is
 * held locked (flock) by the supervisor and its janitor through one open file description, which
 * the kernel releases when the last of them is gone, however it went. So a run is stale exactly
 * when its lock can be taken: no guess by pid, name or age. The directory itself is locked for the
 * short while that entries are made, judged or removed; it goes with the last entry. Others than
 * root may pass through it, to the directory of a run, and see nothing else.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_RUN_H
#define EGRESS_RUNTIME_SUPERVISE_RUN_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "runtime/intercept/intercept.h"

#define RUN_PATH_MAX 64

struct run {
    char id[RUN_ID_MAX];
    struct guard_paths paths;
    int entry_fd;            /* the locked entry; close-on-exec */
    uid_t worker_uid;        /* no other run has it */
    uint16_t zone;           /* of connection tracking, likewise */
    ino_t netns;             /* of the network namespace that the rules are in */
    unsigned missing_tables; /* of that namespace, when the run began: tables.h */
};

/*
 * Cleans up stale runs, then enters a new one. 0, or -errno with a sentence. How many were cleaned
 * up goes to *ret_cleaned if that is not NULL.
 */
__attribute__((warn_unused_result)) int run_begin(struct run *ret, unsigned *ret_cleaned,
                                                  char *error, size_t error_size);

/* Where the run's control socket is, unless another place is asked for; run_end removes it. */
void run_control_path(const struct run *run, char *ret, size_t size);

/* Notes the listeners' ports, for run_end. 0 or -errno. */
__attribute__((warn_unused_result)) int run_note_ports(const struct run *run, uint16_t tcp_port,
                                                       uint16_t dns_port);

/*
 * Makes the run's own directory, for files that others may read; it goes with the run. Its path
 * goes to `ret`. 0 or -errno.
 */
__attribute__((warn_unused_result)) int run_make_directory(const struct run *run, char *ret,
                                                           size_t size);

/*
 * Takes away all that the run has, in the order that keeps traffic closed: guarded processes,
 * worker, sockets, rules, cgroups, entry. Idempotent, by whoever comes first. -errno with a
 * sentence: then the entry remains, and what could not be removed is removed by the next start or
 * --cleanup.
 */
__attribute__((warn_unused_result)) int run_end(const struct run *run, char *error,
                                                size_t error_size);

/* Cleans up stale runs only. 0, or -errno with a sentence about the last that could not be. */
__attribute__((warn_unused_result)) int run_clean_stale(unsigned *ret_cleaned, char *error,
                                                        size_t error_size);

#endif
