/*
 * The supervisor: sets a run up, all or nothing, watches over it, and takes it down. It is the
 * broker, too: it answers the worker's questions about processes, and never reads a byte that came
 * from the network.
 *
 *   egress-run (root) ---- janitor (root): does the taking down if the supervisor is killed
 *      |        |
 *      |        +--------- worker (own uid, own cgroup): reads the guarded traffic, decides
 *      +------------------ command (the user, guarded cgroup)
 *
 * The command is in our process group and session, as with env(1): the terminal's signals reach it
 * by themselves, and only what is sent to us by kill(2) is passed on.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_SUPERVISOR_H
#define EGRESS_RUNTIME_SUPERVISE_SUPERVISOR_H

#include "runtime/supervise/child_command.h"
#include "runtime/supervise/options.h"

/* The exit status of egress-run. Signals are as `signals` says until then. */
int supervise(const struct options *options, const struct signal_state *signals);

#endif
