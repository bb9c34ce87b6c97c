/* Once a second: are the rules in place, and what was refused in the kernel meanwhile? */
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "runtime/supervise/message.h"
#include "runtime/supervise/supervisor_internal.h"

/* --- refusals in the kernel --- */

static enum log_type log_type_of(uint32_t protocol)
{
    return protocol == IPPROTO_TCP ? LOG_TCP : protocol == IPPROTO_UDP ? LOG_UDP : LOG_ERROR;
}

/* What the kernel side refused never reaches the worker, so it is written down here. */
void watch_refusal(const struct attribution_refusal *refusal, void *context)
{
    struct supervisor *s = context;
    const struct verdict denied = {.rule = -1};
    const struct log_event event = {
        .type = log_type_of(refusal->protocol),
        .dst_ip = refusal->dst_ip,
        .dst_port = refusal->dst_port,
        .verdict = &denied,
        .pid = refusal->pid,
        .process = refusal->process,
        .error = "refused_by_kernel",
        .reason = refusal->reason,
    };

    s->watch.told++;
    (void)!log_write(s->log, &event); /* it is refused all the same */
}

/* The kernel tells ten a second one by one; of the others, how many they were. */
static void sum_up_refusals(struct supervisor *s)
{
    struct attribution_counters counters;
    const struct verdict denied = {.rule = -1};
    char reason[128];
    const struct log_event event = {
        .type = LOG_ERROR, .verdict = &denied, .error = "refused_in_sum", .reason = reason};
    uint64_t accounted = s->watch.told + s->watch.refused;

    attribution_poll(s->attribution);
    attribution_counters(s->attribution, &counters);
    if (counters.refused_by_hook <= accounted)
        return;
    snprintf(reason, sizeof(reason),
             "%" PRIu64 " more sockets, sends or packets were refused in the kernel",
             counters.refused_by_hook - accounted);
    s->watch.refused += counters.refused_by_hook - accounted;
    (void)!log_write(s->log, &event); /* they are refused all the same */
}

/* --- rules --- */

/*
 * Somebody has removed or changed them. Until they are back the BPF programs refuse whatever would
 * leave the machine without a redirect.
 */
static void restore_rules(struct supervisor *s, const struct redirect_config *config)
{
    const struct log_event event = {
        .type = LOG_ERROR,
        .error = "rules_changed",
        .reason = "packet filter rules of this run were changed; they were put in place again",
    };

    if (!supervisor_may_restart(&s->watch.restarts)) {
        supervisor_end_closed(s, "somebody changes our packet filter rules again and again");
        return;
    }
    if (redirect_remove(config->run_id, s->error, sizeof(s->error)) ||
        redirect_install(config, s->error, sizeof(s->error))) {
        supervisor_end_closed(s, s->error);
        return;
    }
    s->watch.restored++;
    say("%s", event.reason);
    (void)!log_write(s->log, &event); /* nothing is let through by it */
}

static void check_rules(struct supervisor *s)
{
    const struct redirect_config config = supervisor_rules(s);
    uint32_t generation = 0;
    int error;

    if (!s->watch.looked)
        s->watch.old_iptables = redirect_is_old();
    s->watch.looked = true;
    /* Taken before the rules are read: what changes meanwhile is seen the next time. */
    if (!s->watch.old_iptables && redirect_generation(&generation) == 0 &&
        generation == s->watch.generation)
        return;
    error = redirect_check(&config, s->error, sizeof(s->error));
    if (error == -ENOENT) {
        restore_rules(s, &config);
        return;
    }
    if (error)
        say("%s", s->error); /* asked again in a second */
    else
        s->watch.generation = generation;
}

void watch_tick(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;

    (void)fd, (void)what;
    if (s->ended)
        return;
    sum_up_refusals(s);
    check_rules(s);
}
