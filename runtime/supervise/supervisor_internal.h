/*
 * What the files of the supervisor share: supervisor.c sets up, runs and takes down, watch.c looks
 * once a second whether all is still in place, desk.c serves the control socket.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_SUPERVISOR_INTERNAL_H
#define EGRESS_RUNTIME_SUPERVISE_SUPERVISOR_INTERNAL_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "runtime/attribution/attribution.h"
#include "runtime/control/server.h"
#include "runtime/log/log.h"
#include "runtime/supervise/child_janitor.h"
#include "runtime/supervise/child_worker.h"
#include "runtime/supervise/log_file.h"
#include "runtime/supervise/policy.h"
#include "runtime/supervise/run.h"
#include "runtime/supervise/supervisor.h"
#include "runtime/supervise/trust.h"
#include "runtime/udp/gate.h"

#define DESK_CALLS_MAX 8 /* as many as the control socket takes at once */

/* How often a child has been started again lately. */
struct restarts {
    unsigned count;
    time_t window_start_s; /* CLOCK_MONOTONIC */
};

/* Rules and refusals, looked at once a second. */
struct watch {
    uint32_t generation; /* of nf_tables, when the rules were last seen to be right; 0: not yet */
    bool old_iptables;   /* its rules have no generation */
    bool looked;
    unsigned restored;
    struct restarts restarts;
    uint64_t told, refused; /* refusals with a line of their own; all that were summed up */
};

/* Calls of the control socket that wait for the worker. */
struct desk {
    struct control_server *server;
    struct control_trust trust;
    char path[128], guarded[400];
    struct control_call *status[DESK_CALLS_MAX];
    size_t status_count;
    struct event *status_late;
    struct control_call *reload; /* NULL: none is under way */
    struct policy reload_policy;
    struct event *reload_late;
};

struct supervisor {
    const struct options *options;
    const struct signal_state *signals;

    /* Before anything of the machine is changed. */
    struct policy policy;
    struct command_user user;
    struct log_file log_file;
    struct log *log;
    struct trust trust;
    int signal_fd;

    /* The machine. */
    struct run run;
    bool run_begun;
    struct lifeline lifeline;
    pid_t janitor;
    int guarded_cgroup;
    int worker_cgroup;
    struct listeners listeners;
    struct worker_child worker;
    struct attribution *attribution;
    struct gate *gate;
    pid_t command;

    /* While it runs. */
    struct event_base *base;
    struct event *on_signal;
    struct event *on_question;
    struct event *on_process;
    struct event *on_restart;
    struct event *on_report;
    struct event *on_tick;
    struct restarts worker_restarts;
    struct restarts janitor_restarts;
    struct watch watch;
    struct desk desk;
    bool ended;      /* the command has, or the run must */
    int exit_status; /* what egress-run answers with */

    char error[MESSAGE_MAX];
};

/* false: too often. */
bool supervisor_may_restart(struct restarts *restarts);

/* The run ends, in order. */
void supervisor_end(struct supervisor *s, int exit_status);

/* What cannot go on being guarded does not go on. */
void supervisor_end_closed(struct supervisor *s, const char *why);

struct redirect_config supervisor_rules(const struct supervisor *s);

/* Refusals that are told one by one: attribution_config.refused. */
void watch_refusal(const struct attribution_refusal *refusal, void *context);
void watch_tick(evutil_socket_t fd, short what, void *context);

/* 0 or -errno. */
__attribute__((warn_unused_result)) int desk_open(struct supervisor *s);
void desk_close(struct supervisor *s);
void desk_report(struct supervisor *s, const struct worker_report *report);
void desk_worker_ended(struct supervisor *s);

#endif
