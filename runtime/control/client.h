/*
 * egress-run ctl: asks a run, and shows its answer.
 */
#ifndef EGRESS_RUNTIME_CONTROL_CLIENT_H
#define EGRESS_RUNTIME_CONTROL_CLIENT_H

/* The words after "ctl". The exit status: 0 fine; 1 the run is not well, or refuses; 2 usage, or it
 * cannot be asked. */
int control_client(int argc, char **argv);

extern const char control_help[];

#endif
