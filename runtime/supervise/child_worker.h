/*
 * The worker as a process: how the supervisor starts one, and what egress-run does when it is
 * executed as one.
 *
 * It is executed, not only forked: its memory holds nothing of the supervisor's (BPF maps, the
 * caller's environment), and the addresses of a worker that a hostile peer crashed tell nothing of
 * the next one's. Descriptors go over at fixed numbers; all others are closed.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_CHILD_WORKER_H
#define EGRESS_RUNTIME_SUPERVISE_CHILD_WORKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "runtime/supervise/listeners.h"
#include "runtime/tls/authority.h"
#include "runtime/worker/worker.h"

struct worker_child {
    pid_t pid;   /* 0: none runs */
    int who_fd;  /* the broker's end of the who pair; non-blocking, owned */
    int udp_fd;  /* likewise, of datagrams to be judged */
    int stop_fd; /* its writing side closed: stop; readable once it is ready; owned */
};

struct worker_setup {
    int cgroup_fd;
    uid_t uid;
    const struct listeners *listeners;
    int log_fd;
    int policy_fd;
    const char *const *limits;         /* "NAME=NUMBER" each, NULL-terminated */
    int roots_fd;                      /* sealed memory: authorities that servers are verified by */
    const struct authority *authority; /* handed over once it has started */
    bool audit;
};

/* 0 or -errno. The child is not ready yet: worker_wait_ready. */
__attribute__((warn_unused_result)) int worker_start(const struct worker_setup *setup,
                                                     struct worker_child *ret);

/* 0 once it has given up its privileges and loaded the policy; -ETIMEDOUT, -EPIPE if it died. */
__attribute__((warn_unused_result)) int worker_wait_ready(const struct worker_child *worker,
                                                          int timeout_ms);

/* Orders; their answers come as reports, unless the worker dies. 0 or -errno. */
__attribute__((warn_unused_result)) int worker_ask_state(const struct worker_child *worker);
__attribute__((warn_unused_result)) int worker_give_policy(const struct worker_child *worker,
                                                           int policy_fd);

/* false: none is waiting. */
bool worker_read_report(const struct worker_child *worker, struct worker_report *ret);

/* Asks it to finish and end; it may still have questions. */
void worker_ask_stop(const struct worker_child *worker);

/* Closes our ends, and forgets the process. */
void worker_forget(struct worker_child *worker);

/* argv[1] of an execution as a worker. Not for people. */
#define WORKER_ARGUMENT "--internal-worker"

/* The worker's main. The exit status. */
int worker_main(int argc, char **argv);

#endif
