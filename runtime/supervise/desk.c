/* The control socket's requests, answered: runtime/control/server.h. What the worker has to say
 * comes later, as a report; a worker that says nothing in time is not well. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/intercept/flows.h"
#include "runtime/intercept/intercept.h"
#include "runtime/supervise/message.h"
#include "runtime/supervise/supervisor_internal.h"
#include "runtime/supervise/user.h"

#define STATE_MS 1000   /* for the worker to say how it is */
#define RELOAD_MS 10000 /* for it to take another policy */

static struct timeval time_of(int ms)
{
    return (struct timeval){.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
}

/* --- status --- */

static json_t *processes_of(const struct supervisor *s)
{
    return json_pack("{s:i,s:i,s:i,s:i}", "supervisor", (int)getpid(), "worker", (int)s->worker.pid,
                     "janitor", (int)s->janitor, "command", (int)s->command);
}

static json_t *counters_of(const struct supervisor *s, const struct worker_report *worker)
{
    struct attribution_counters counters;

    attribution_counters(s->attribution, &counters);
    return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "flows", (json_int_t)counters.flows,
                     "answered", (json_int_t)counters.answered, "unattributed",
                     (json_int_t)counters.unattributed, "events_dropped",
                     (json_int_t)counters.events_dropped, "refused_in_kernel",
                     (json_int_t)counters.refused_by_hook, "connections",
                     (json_int_t)(worker ? worker->accepted : 0), "open",
                     (json_int_t)(worker ? worker->open : 0));
}

static json_t *log_of(const struct supervisor *s, const struct worker_report *worker)
{
    struct log_health own;
    int error;

    log_health(s->log, &own);
    error = own.error ? own.error : worker ? worker->log_error : 0;
    return json_pack("{s:b,s:I,s:s}", "writable", error == 0, "lost",
                     (json_int_t)(own.lost + (worker ? worker->log_lost : 0)), "error",
                     error ? strerror(-error) : "");
}

/* NULL: it is well. */
static const char *illness(const struct supervisor *s, const struct worker_report *worker)
{
    struct log_health own;

    log_health(s->log, &own);
    if (s->worker.pid == 0)
        return "there is no worker at the moment; guarded traffic is refused";
    if (!worker)
        return "the worker does not answer; guarded traffic is refused";
    if (s->janitor == 0)
        return "there is no janitor at the moment";
    if (own.error || worker->log_error)
        return "the log cannot be written; what cannot be written down is refused";
    return NULL;
}

/* `worker` NULL: it has not said how it is. */
static json_t *status_of(const struct supervisor *s, const struct worker_report *worker)
{
    char digest[POLICY_DIGEST_MAX];
    const char *ill = illness(s, worker);

    policy_digest(&s->policy, digest);
    return json_pack("{s:b,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:{s:s,s:i},s:o,s:o}", "ok", 1, "health",
                     ill ? "bad" : "good", "reason", ill ? ill : "", "run", s->run.id, "mode",
                     s->options->audit ? "audit" : "enforce", "backend",
                     attribution_backend_name(attribution_backend(s->attribution)), "policy",
                     digest, "processes", processes_of(s), "rules", "state",
                     s->watch.looked ? "in place" : "installed", "restored", (int)s->watch.restored,
                     "log", log_of(s, worker), "counters", counters_of(s, worker));
}

static void answer_status(struct supervisor *s, const struct worker_report *worker)
{
    struct desk *desk = &s->desk;

    event_del(desk->status_late);
    while (desk->status_count > 0)
        control_answer(desk->status[--desk->status_count], status_of(s, worker));
}

static void on_status_late(evutil_socket_t fd, short what, void *context)
{
    (void)fd, (void)what;
    answer_status(context, NULL);
}

static void ask_status(struct supervisor *s, struct control_call *call)
{
    const struct timeval patience = time_of(STATE_MS);
    struct desk *desk = &s->desk;

    desk->status[desk->status_count++] = call;
    if (desk->status_count > 1)
        return; /* the worker has been asked */
    if (worker_ask_state(&s->worker) || event_add(desk->status_late, &patience))
        answer_status(s, NULL);
}

/* --- reload --- */

static void end_reload(struct supervisor *s, const char *why)
{
    struct desk *desk = &s->desk;
    struct control_call *call = desk->reload;

    event_del(desk->reload_late);
    desk->reload = NULL;
    if (why) {
        policy_close(&desk->reload_policy);
        control_answer_error(call, why);
    } else {
        char digest[POLICY_DIGEST_MAX];

        policy_digest(&s->policy, digest);
        control_answer(call, json_pack("{s:b,s:s}", "ok", 1, "policy", digest));
    }
}

/* Flows of datagrams that were let go pass in the kernel: their next packets are judged anew. */
static void judge_flows_anew(struct supervisor *s)
{
    int error = attribution_stop_passing(s->attribution);

    if (!error)
        error = flows_forget_marked(udp_mark(s->run.zone, 0), UDP_MARK_RUN);
    if (error)
        supervisor_end_closed(
            s, "flows of datagrams that the policy before allowed cannot be stopped");
}

/* The worker decides by it already; another one that is started will, too. */
static void take_policy(struct supervisor *s)
{
    char digest[POLICY_DIGEST_MAX], reason[128];
    const struct log_event event = {.type = LOG_START, .reason = reason};

    log_set_image(s->log, s->desk.reload_policy.image);
    policy_close(&s->policy);
    s->policy = s->desk.reload_policy;
    s->desk.reload_policy = (struct policy){.fd = -1};
    policy_digest(&s->policy, digest);
    snprintf(reason, sizeof(reason), "another policy from here on: %s", digest);
    (void)!log_write(s->log, &event); /* what cannot be written down is refused by the worker */
    say("%s", reason);
    judge_flows_anew(s);
    end_reload(s, NULL);
}

/* It may yet take it: a worker that is started anew has the policy that stays. */
static void on_reload_late(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;

    (void)fd, (void)what;
    if (s->worker.pid > 0)
        kill(s->worker.pid, SIGKILL);
    end_reload(s, "the worker did not take the policy in time; the one before stays");
}

/* A file, so that reading it cannot wait for anybody. */
static int open_given(int fd, struct policy *ret, char *error, size_t size)
{
    struct stat status;
    char path[40];

    if (fstat(fd, &status) || !S_ISREG(status.st_mode)) {
        snprintf(error, size, "the policy is no regular file");
        return -EINVAL;
    }
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    return policy_open(path, ret, error, size);
}

static void begin_reload(struct supervisor *s, struct control_call *call, int policy_fd)
{
    const struct timeval patience = time_of(RELOAD_MS);
    struct desk *desk = &s->desk;

    if (desk->reload) {
        control_answer_error(call, "another policy is being loaded");
        return;
    }
    if (open_given(policy_fd, &desk->reload_policy, s->error, sizeof(s->error))) {
        control_answer_error(call, s->error);
        return;
    }
    desk->reload = call;
    if (worker_give_policy(&s->worker, desk->reload_policy.fd) ||
        event_add(desk->reload_late, &patience))
        end_reload(s, "there is no worker at the moment; the policy before stays");
}

/* --- the desk --- */

static void asked(struct control_call *call, enum control_verb verb, int policy_fd, void *context)
{
    struct supervisor *s = context;

    switch (verb) {
    case CONTROL_STATUS:
        ask_status(s, call);
        return;
    case CONTROL_RELOAD:
        begin_reload(s, call, policy_fd);
        return;
    case CONTROL_SHUTDOWN:
        control_answer(call, json_pack("{s:b}", "ok", 1));
        say("ended by way of the control socket");
        supervisor_end(s, 128 + SIGTERM);
        return;
    default:
        control_answer_error(call, "there is no such request");
    }
}

static void refused(pid_t pid, const char *why, void *context)
{
    struct supervisor *s = context;
    char reason[160];
    const struct log_event event = {
        .type = LOG_ERROR, .pid = pid, .error = "control_refused", .reason = reason};

    snprintf(reason, sizeof(reason), "the control socket was asked, and did not listen: %s", why);
    (void)!log_write(s->log, &event); /* it is refused all the same */
}

void desk_report(struct supervisor *s, const struct worker_report *report)
{
    bool reloading = s->desk.reload != NULL;

    if (report->kind == WORKER_REPORT_STATE)
        answer_status(s, report);
    else if (report->kind == WORKER_REPORT_POLICY && reloading)
        take_policy(s);
    else if (report->kind == WORKER_REPORT_POLICY_BAD && reloading)
        end_reload(s, "the worker could not load the policy; the one before stays");
}

void desk_worker_ended(struct supervisor *s)
{
    if (s->desk.status_count > 0)
        answer_status(s, NULL);
    if (s->desk.reload)
        end_reload(s, "the worker ended; the policy before stays");
}

static uid_t starting_user(void)
{
    const char *text = getenv("SUDO_UID");
    uid_t uid;

    return text && user_parse_id(text, strlen(text), &uid) ? uid : 0;
}

int desk_open(struct supervisor *s)
{
    struct desk *desk = &s->desk;
    const struct control_handlers handlers = {.asked = asked, .refused = refused, .context = s};

    snprintf(desk->guarded, sizeof(desk->guarded), "/%s/guarded", s->run.paths.netfilter);
    desk->trust = (struct control_trust){
        .guarded = desk->guarded, .supervisor = getpid(), .uid = starting_user()};
    if (desk->trust.uid != 0)
        control_trust_find_starter(&desk->trust);
    if (s->options->control)
        snprintf(desk->path, sizeof(desk->path), "%s", s->options->control);
    else
        run_control_path(&s->run, desk->path, sizeof(desk->path));
    desk->status_late = event_new(s->base, -1, 0, on_status_late, s);
    desk->reload_late = event_new(s->base, -1, 0, on_reload_late, s);
    if (!desk->status_late || !desk->reload_late)
        return -ENOMEM;
    return control_server_new(desk->path, s->base, &desk->trust, &handlers, &desk->server);
}

void desk_close(struct supervisor *s)
{
    struct desk *desk = &s->desk;

    control_server_free(desk->server);
    policy_close(&desk->reload_policy);
    desk->server = NULL;
    desk->status_count = 0;
    desk->reload = NULL;
    if (desk->status_late)
        event_free(desk->status_late);
    if (desk->reload_late)
        event_free(desk->reload_late);
    desk->status_late = desk->reload_late = NULL;
}
