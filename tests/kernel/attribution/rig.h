/*
 * The rig of the attribution tests: a guarded cgroup and a network namespace of our own, a real
 * redirect into a TCP listener and a UDP socket, the broker's side under test, and a record of what
 * was asked and answered. The namespace goes with the test process; the cgroup is removed.
 */
#ifndef EGRESS_TESTS_KERNEL_ATTRIBUTION_RIG_H
#define EGRESS_TESTS_KERNEL_ATTRIBUTION_RIG_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "runtime/attribution/attribution.h"
#include "runtime/attribution/who.h"

#define SOURCE_IP "198.51.100.1"
#define SECOND_IP "198.51.100.2"
#define TARGET_IP 0xcb007107u   /* 203.0.113.7 */
#define RESOLVER_IP 0xcb007135u /* 203.0.113.53 */

/* One connection or datagram that reached us. */
struct arrival {
    int fd; /* TCP */
    struct who_question question;
    char said[128]; /* what the actor says of itself: "TAG PID" */
    bool answered;
    struct who_answer answer;
    struct process_facts *process; /* a copy */
};

struct rig {
    char mount[256];       /* of cgroup v2 */
    char cgroup[512];      /* absolute */
    char cgroup_name[128]; /* as an answer names it */
    int cgroup_fd;
    int tcp_fd;
    int udp_fd;
    uint16_t tcp_port;
    uint16_t udp_port;
    int pair[2]; /* broker, worker */
    struct attribution *attribution;
    struct who_client *client;
    struct arrival *arrivals;
    int arrival_count;
    int arrival_room;
    int waiting; /* questions not answered yet */
    int running; /* actors */
    int actor_failures;
    bool greet;       /* send a byte to each TCP client once it has been answered */
    bool hold_asking; /* accept, but do not ask yet */
    int refusals;     /* events seen */
    char refused[32][160];
};

/* Skips the test where it cannot run (no root). `config` may be NULL. */
struct rig *rig_new(const struct attribution_config *config);
/* The same, with an actor in the cgroup that waits for a word on `go_fd` before it is guarded. */
struct rig *rig_new_with(const struct attribution_config *config, int go_fd);
void rig_free(struct rig *rig);

/* Starts `actor ARGUMENTS...` in the guarded cgroup; NULL-ended, without the program's name. */
pid_t rig_start(struct rig *rig, const char *const *arguments);
#define rig_act(rig, ...) rig_start(rig, (const char *const[]){__VA_ARGS__, NULL})

/* The same with a program of the caller's. */
pid_t rig_run(struct rig *rig, const char *path, const char *const *argv);

/* Serves until every actor has ended, nothing more arrives and every question is answered. */
void rig_settle(struct rig *rig);

/* The same, without waiting for what the guarded processes may still have under way. */
void rig_settle_quickly(struct rig *rig);

/* Asks for the arrivals that were held back. */
void rig_ask_held(struct rig *rig);

/* One look round: accepts, receives, serves. True when something happened. */
bool rig_step(struct rig *rig, int timeout_ms);

/* What is wrong with an arrival's answer; NULL: nothing. */
const char *rig_wrong(const struct rig *rig, const struct arrival *arrival);

/* Fails the test unless there were `count` arrivals, each rightly attributed. */
void rig_expect_all_right(struct rig *rig, int count);

const char *rig_actor_path(void);
int rig_shell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
