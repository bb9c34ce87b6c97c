#include "runtime/supervise/supervisor.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/intercept/flows.h"
#include "runtime/supervise/listeners.h"
#include "runtime/supervise/message.h"
#include "runtime/supervise/supervisor_internal.h"

#define WORKER_READY_MS 10000
#define WORKER_STOP_MS 12000 /* longer than it gives itself */
#define CHILD_END_MS 3000
#define GUARDED_STOP_MS 10000
#define RESTARTS_MAX                                                                               \
    5 /* of a worker or janitor within RESTARTS_WINDOW_S; then the run ends closed */
#define RESTARTS_WINDOW_S 60
#define RESTART_DELAY_MS 20 /* doubled each time */
#define TICK_S 1

__attribute__((format(printf, 3, 4))) static int fail(struct supervisor *s, int error,
                                                      const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(s->error, sizeof(s->error), format, arguments);
    va_end(arguments);
    return error;
}

/* --- setting up: each step names what it cannot do in s->error --- */

static int open_policy(struct supervisor *s)
{
    return policy_open(s->options->bytecode, &s->policy, s->error, sizeof(s->error));
}

static int be_root(struct supervisor *s)
{
    if (geteuid() != 0 || getuid() != 0)
        return fail(s, -EPERM, "must be started by root, for instance with sudo");
    return 0;
}

static int find_user(struct supervisor *s)
{
    const struct user_wish wish = {
        .user = s->options->user,
        .sudo_uid = getenv("SUDO_UID"),
        .sudo_gid = getenv("SUDO_GID"),
        .keep_groups = s->options->keep_groups,
    };
    int error = user_resolve(&wish, &s->user, s->error, sizeof(s->error));

    if (error)
        return error;
    if (s->user.uid == 0)
        say("warning: the command runs as root and can undo the guard");
    if (s->user.dropped[0])
        say("the command is not in these groups, by which it could go round the guard: %s"
            " (--keep-groups keeps them)",
            s->user.dropped);
    if (s->options->allow_new_privs && s->user.uid != 0)
        say("warning: the command may gain privileges, and with them undo the guard");
    return 0;
}

static int open_log(struct supervisor *s)
{
    int error = log_file_open(s->options->log, &s->user, &s->log_file, s->error, sizeof(s->error));

    if (error)
        return error;
    s->log = log_new(s->log_file.fd, s->policy.image);
    if (!s->log)
        return fail(s, -ENOMEM, "not enough memory");
    log_on_change(s->log, say_log_health, NULL);
    return 0;
}

static int open_trust(struct supervisor *s)
{
    /* From here on there is a key in our memory. */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
        return fail(s, -errno, "cannot protect memory: %s", strerror(errno));
    int error = trust_open(s->options->upstream_ca, &s->trust, s->error, sizeof(s->error));

    if (!error && !s->trust.system_bundle && !s->options->upstream_ca)
        say("warning: this system has no certificate authorities, so no server can be verified:"
            " install ca-certificates, or use --upstream-ca");
    return error;
}

static int publish_trust(struct supervisor *s)
{
    return trust_publish(&s->trust, &s->run, s->options->ca_out, s->error, sizeof(s->error));
}

static int find_tools(struct supervisor *s)
{
    return redirect_possible(s->error, sizeof(s->error));
}

/* From here on signals wait in signal_fd. One that was ignored stays so: nohup(1). */
static int take_signals(struct supervisor *s)
{
    static const int wanted[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGCHLD};
    sigset_t mask;

    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
        struct sigaction now;

        if (sigaction(wanted[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&mask, wanted[i]);
    }
    s->signal_fd = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    /* What the command leaves behind becomes ours, so that nothing of it remains, not a zombie. */
    if (s->signal_fd < 0 || sigprocmask(SIG_BLOCK, &mask, NULL) ||
        prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
        return fail(s, -errno, "cannot take signals: %s", strerror(errno));
    return 0;
}

static int begin_run(struct supervisor *s)
{
    unsigned cleaned = 0;
    int error = run_begin(&s->run, &cleaned, s->error, sizeof(s->error));

    if (cleaned > 0)
        say("cleaned up after %u killed run%s", cleaned, cleaned == 1 ? "" : "s");
    s->run_begun = error == 0;
    return error;
}

static int start_janitor(struct supervisor *s)
{
    pid_t pid;
    int error = s->lifeline.read_fd < 0 ? lifeline_open(&s->lifeline) : 0;

    if (error)
        return fail(s, error, "cannot make a pipe: %s", strerror(-error));
    pid = janitor_start(&s->run, &s->lifeline, s->log_file.fd);
    if (pid < 0)
        return fail(s, pid, "cannot start the janitor: %s", strerror(-pid));
    s->janitor = pid;
    return 0;
}

static int make_cgroups(struct supervisor *s)
{
    struct guard_paths paths;
    int error = guard_cgroups_create(s->run.id, &paths);

    if (error)
        return fail(s, error, "cannot make the cgroup %s: %s", s->run.paths.run, strerror(-error));
    s->guarded_cgroup = open(s->run.paths.guarded, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    s->worker_cgroup = open(s->run.paths.worker, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (s->guarded_cgroup < 0 || s->worker_cgroup < 0)
        return fail(s, -errno, "cannot open the cgroup %s: %s", s->run.paths.run, strerror(errno));
    return 0;
}

static int open_listeners(struct supervisor *s)
{
    int error = listeners_open(&s->listeners);

    if (!error)
        error = run_note_ports(&s->run, s->listeners.tcp_port, s->listeners.dns_port);
    return error ? fail(s, error, "cannot listen on 127.0.0.1: %s", strerror(-error)) : 0;
}

static int start_worker(struct supervisor *s)
{
    const struct worker_setup setup = {
        .cgroup_fd = s->worker_cgroup,
        .uid = s->run.worker_uid,
        .listeners = &s->listeners,
        .log_fd = s->log_file.fd,
        .policy_fd = s->policy.fd,
        .limits = s->options->limits,
        .roots_fd = s->trust.roots_fd,
        .authority = s->trust.authority,
        .audit = s->options->audit,
    };
    int error = worker_start(&setup, &s->worker);

    return error ? fail(s, error, "cannot start the worker: %s", strerror(-error)) : 0;
}

/* Netfilter must hold its next packet, or the kernel side would refuse it without a question. */
static void flow_rested(const struct attribution_datagram *datagram, void *context)
{
    (void)context;
    (void)!flows_forget_datagrams(datagram->src_ip, datagram->src_port, datagram->dst_ip,
                                  datagram->dst_port); /* most have gone by themselves */
}

static int attach_attribution(struct supervisor *s)
{
    const struct attribution_config config = {
        .cgroup_fd = s->guarded_cgroup,
        .cgroup_root = s->run.paths.mount,
        .rested = flow_rested,
        .audit = s->options->audit,
        .refused = watch_refusal,
        .refused_context = s,
    };

    return attribution_new(&config, &s->attribution, s->error, sizeof(s->error));
}

static void gate_complains(const char *sentence, void *context)
{
    struct supervisor *s = context;
    const struct log_event event = {.type = LOG_ERROR, .error = "udp_busy", .reason = sentence};

    (void)!log_write(s->log, &event); /* what it is about is refused all the same */
}

static int open_gate(struct supervisor *s)
{
    const struct gate_config config = {
        .queue = s->run.zone,
        .marks =
            {
                .allowed = udp_mark(s->run.zone, UDP_MARK_ALLOWED),
                .named = udp_mark(s->run.zone, UDP_MARK_NAMED),
                .refused = udp_mark(s->run.zone, UDP_MARK_REFUSED),
            },
        .attribution = s->attribution,
        .complain = gate_complains,
        .context = s,
    };

    return gate_open(&config, &s->gate, s->error, sizeof(s->error));
}

struct redirect_config supervisor_rules(const struct supervisor *s)
{
    return (struct redirect_config){
        .run_id = s->run.id,
        .run_path = s->run.paths.netfilter,
        .tcp_port = s->listeners.tcp_port,
        .dns_port = s->listeners.dns_port,
        .zone = s->run.zone,
        .audit = s->options->audit,
    };
}

static int install_rules(struct supervisor *s)
{
    const struct redirect_config config = supervisor_rules(s);

    return redirect_install(&config, s->error, sizeof(s->error));
}

static int await_worker(struct supervisor *s)
{
    int error = worker_wait_ready(&s->worker, WORKER_READY_MS);

    return error ? fail(s, error, "the worker did not start: %s",
                        error == -EPIPE ? "it ended" : strerror(-error))
                 : 0;
}

static int log_start(struct supervisor *s)
{
    char digest[POLICY_DIGEST_MAX], reason[256];
    uint32_t argc = 0;
    int error;

    if (s->options->audit)
        say("audit: nothing is refused");

    while (s->options->command[argc])
        argc++;
    policy_digest(&s->policy, digest);
    snprintf(reason, sizeof(reason),
             "egress-run " EGRESS_VERSION ", policy %s, backend %s, uid %u%s", digest,
             attribution_backend_name(attribution_backend(s->attribution)), (unsigned)s->user.uid,
             s->options->audit ? ", audit" : "");
    const struct process_facts facts = {
        .argv = (const char *const *)s->options->command,
        .argc = argc,
    };
    const struct log_event event = {.type = LOG_START, .process = &facts, .reason = reason};

    error = log_write(s->log, &event);
    return error ? fail(s, error, "cannot write the log: %s", strerror(-error)) : 0;
}

static int start_command(struct supervisor *s)
{
    const struct command_setup setup = {
        .cgroup_fd = s->guarded_cgroup,
        .user = &s->user,
        .allow_new_privs = s->options->allow_new_privs,
        .audit = s->options->audit,
        .signals = s->signals,
        .trust = &s->trust,
        .argv = s->options->command,
    };
    pid_t pid = command_start(&setup);

    if (pid < 0)
        return fail(s, pid, "cannot start the command: %s", strerror(-pid));
    s->command = pid;
    return 0;
}

/*
 * The supervisor and what it starts from now on (tools of netfilter, another janitor or worker)
 * gain nothing by executing a file, and nobody looks into its memory. Last, for the command may
 * have been given more.
 */
static int give_up_more(struct supervisor *s)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
        return fail(s, -errno, "cannot give up privileges: %s", strerror(errno));
    return 0;
}

static int make_loop(struct supervisor *s);
static int open_desk(struct supervisor *s);

/* The worker starts while BPF programs load; the command starts when all the rest stands. */
static int (*const steps[])(struct supervisor *s) = {
    /* nothing of the machine is changed */
    open_policy,
    be_root,
    find_user,
    find_tools,
    open_log,
    open_trust,
    take_signals,
    /* from here on there is something to take down */
    begin_run,
    start_janitor,
    make_cgroups,
    open_listeners,
    start_worker,
    attach_attribution,
    open_gate,
    install_rules,
    publish_trust,
    await_worker,
    make_loop,
    open_desk,
    log_start,
    start_command,
    give_up_more,
};

/* A signal that came while setting up ends it. Its number, or 0. */
static int interruption(struct supervisor *s)
{
    struct signalfd_siginfo info;

    while (s->signal_fd >= 0 && read(s->signal_fd, &info, sizeof(info)) == sizeof(info))
        if (info.ssi_signo == SIGHUP || info.ssi_signo == SIGINT || info.ssi_signo == SIGQUIT ||
            info.ssi_signo == SIGTERM)
            return (int)info.ssi_signo;
    return 0;
}

static int set_up(struct supervisor *s)
{
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
        int signo = interruption(s);

        if (signo) {
            s->exit_status = 128 + signo;
            return -EINTR;
        }
        if (steps[i](s)) {
            say("%s", s->error);
            s->exit_status = EXIT_CANNOT;
            return -ECANCELED;
        }
    }
    return 0;
}

/* --- while it runs --- */

void supervisor_end(struct supervisor *s, int exit_status)
{
    if (s->ended)
        return; /* what is waited for now is the worker */
    s->exit_status = exit_status;
    s->ended = true;
    if (s->base)
        event_base_loopbreak(s->base);
}

void supervisor_end_closed(struct supervisor *s, const char *why)
{
    const struct log_event event = {.type = LOG_ERROR, .error = "guard_failed", .reason = why};

    say("%s; ending the command", why);
    if (log_write(s->log, &event))
        say("cannot write the log");
    supervisor_end(s, EXIT_CANNOT);
}

static time_t now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

bool supervisor_may_restart(struct restarts *restarts)
{
    time_t now = now_s();

    if (now - restarts->window_start_s > RESTARTS_WINDOW_S)
        *restarts = (struct restarts){.window_start_s = now};
    return ++restarts->count <= RESTARTS_MAX;
}

static void watch_worker(struct supervisor *s);

static void restart_worker(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;

    (void)fd, (void)what;
    if (s->ended)
        return;
    if (start_worker(s))
        supervisor_end_closed(s, s->error);
    else
        watch_worker(s);
}

static void describe(int status, char *ret, size_t size)
{
    if (WIFSIGNALED(status))
        snprintf(ret, size, "was ended by signal %d", WTERMSIG(status));
    else
        snprintf(ret, size, "ended with status %d", WEXITSTATUS(status));
}

static void worker_ended(struct supervisor *s, int status)
{
    struct timeval delay = {0};
    char how[64], text[160];

    if (s->on_question)
        event_free(s->on_question);
    (void)!gate_set_worker(s->gate, -1);
    if (s->on_report)
        event_free(s->on_report);
    s->on_question = s->on_report = NULL;
    desk_worker_ended(s);
    worker_forget(&s->worker);
    if (s->ended) {
        event_base_loopbreak(s->base);
        return;
    }
    describe(status, how, sizeof(how));
    if (log_repair(s->log_file.fd) || !supervisor_may_restart(&s->worker_restarts)) {
        snprintf(text, sizeof(text), "the worker %s, and cannot be started again", how);
        supervisor_end_closed(s, text);
        return;
    }
    say("the worker %s; starting another", how);
    delay.tv_usec = (RESTART_DELAY_MS * 1000) << (s->worker_restarts.count - 1);
    if (event_base_once(s->base, -1, EV_TIMEOUT, restart_worker, s, &delay))
        supervisor_end_closed(s, "not enough memory");
}

static void janitor_ended(struct supervisor *s)
{
    s->janitor = 0;
    if (!supervisor_may_restart(&s->janitor_restarts))
        supervisor_end_closed(s, "the janitor ends again and again");
    else if (start_janitor(s))
        supervisor_end_closed(s, s->error);
}

/* As shells do: the job is stopped as a whole, and goes on as a whole. */
static void command_stopped(struct supervisor *s)
{
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (terminal < 0)
        return;
    close(terminal);
    raise(SIGSTOP);
    kill(s->command, SIGCONT);
}

static void reap(struct supervisor *s)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0) {
        if (WIFSTOPPED(status)) {
            if (pid == s->command)
                command_stopped(s);
        } else if (pid == s->command) {
            s->command = 0;
            supervisor_end(s, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
        } else if (pid == s->worker.pid) {
            worker_ended(s, status);
        } else if (pid == s->janitor) {
            janitor_ended(s);
        }
    }
}

static void signal_arrived(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;
    struct signalfd_siginfo info;

    (void)what;
    while (read(fd, &info, sizeof(info)) == sizeof(info)) {
        if (info.ssi_signo == SIGCHLD)
            reap(s);
        /* The kernel's own went to the whole process group, the command included. */
        else if (info.ssi_code <= 0 && s->command > 0)
            kill(s->command, (int)info.ssi_signo);
    }
}

static void question_arrived(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;
    int error = attribution_serve(s->attribution, fd);

    (void)what;
    if (!error)
        return;
    event_del(s->on_question);
    /* A worker that breaks the protocol is not believed any more; SIGCHLD brings the rest. */
    if (error != -EPIPE && s->worker.pid > 0)
        kill(s->worker.pid, SIGKILL);
}

static void process_event(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;

    (void)fd, (void)what;
    attribution_poll(s->attribution);
}

static struct event *watch(struct supervisor *s, int fd, event_callback_fn callback)
{
    struct event *event = event_new(s->base, fd, EV_READ | EV_PERSIST, callback, s);

    if (event && event_add(event, NULL)) {
        event_free(event);
        event = NULL;
    }
    return event;
}

static void report_arrived(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;
    struct worker_report report;

    (void)fd, (void)what;
    if (worker_read_report(&s->worker, &report))
        desk_report(s, &report);
    else
        event_del(s->on_report); /* it has closed its end: SIGCHLD brings the rest */
}

static void watch_worker(struct supervisor *s)
{
    s->on_question = watch(s, s->worker.who_fd, question_arrived);
    s->on_report = watch(s, s->worker.stop_fd, report_arrived);
    if (!s->on_question || !s->on_report || gate_set_worker(s->gate, s->worker.udp_fd))
        supervisor_end_closed(s, "not enough memory");
}

static int make_loop(struct supervisor *s)
{
    s->base = event_base_new();
    return s->base ? 0 : fail(s, -ENOMEM, "not enough memory");
}

static int open_desk(struct supervisor *s)
{
    int error = desk_open(s);

    return error ? fail(s, error, "cannot make the control socket %s: %s", s->desk.path,
                        strerror(-error))
                 : 0;
}

static bool start_ticking(struct supervisor *s)
{
    const struct timeval second = {.tv_sec = TICK_S};

    s->on_tick = event_new(s->base, -1, EV_PERSIST, watch_tick, s);
    return s->on_tick && event_add(s->on_tick, &second) == 0;
}

static void run_loop(struct supervisor *s)
{
    int process_fd = attribution_event_fd(s->attribution);

    if (gate_watch(s->gate, s->base)) {
        supervisor_end_closed(s, "not enough memory");
        return;
    }
    watch_worker(s);
    s->on_signal = watch(s, s->signal_fd, signal_arrived);
    s->on_process = process_fd >= 0 ? watch(s, process_fd, process_event) : NULL;
    if (!s->on_signal || (process_fd >= 0 && !s->on_process) || !start_ticking(s))
        supervisor_end_closed(s, "not enough memory");
    /* What ended while setting up went on has had its signal read by `interruption`. */
    if (!s->ended)
        reap(s);
    while (!s->ended && event_base_loop(s->base, EVLOOP_ONCE) == 0)
        ;
    if (!s->ended)
        supervisor_end_closed(s, "the event loop failed");
}

static void free_events(struct supervisor *s)
{
    struct event *const events[] = {s->on_signal, s->on_question, s->on_process, s->on_report,
                                    s->on_tick};

    for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
        if (events[i])
            event_free(events[i]);
    if (s->base)
        event_base_free(s->base);
}

/* --- taking down: reverse order, from any step on --- */

/* false if it did not end in time. */
static bool wait_child(pid_t pid, int timeout_ms)
{
    const struct timespec step = {.tv_nsec = 1000000};

    for (int waited_ms = 0; waited_ms <= timeout_ms; waited_ms++) {
        if (waitpid(pid, NULL, WNOHANG) != 0)
            return true;
        nanosleep(&step, NULL);
    }
    return false;
}

static void stop_time_is_up(evutil_socket_t fd, short what, void *context)
{
    struct supervisor *s = context;

    (void)fd, (void)what;
    event_base_loopbreak(s->base);
}

/* Its last questions are answered: what the command did just before it ended is written down. */
static void let_worker_finish(struct supervisor *s)
{
    const struct timeval limit = {.tv_sec = WORKER_STOP_MS / 1000};

    worker_ask_stop(&s->worker);
    if (event_base_once(s->base, -1, EV_TIMEOUT, stop_time_is_up, s, &limit) == 0)
        event_base_dispatch(s->base);
}

static void stop_worker(struct supervisor *s, bool started)
{
    if (s->worker.pid > 0 && started)
        let_worker_finish(s);
    if (s->worker.pid == 0)
        return;
    if (started)
        say("the worker does not stop; killing it");
    kill(s->worker.pid, SIGKILL);
    wait_child(s->worker.pid, CHILD_END_MS);
    worker_forget(&s->worker);
    if (log_repair(s->log_file.fd))
        say("cannot repair the log");
}

static void log_stop(struct supervisor *s)
{
    struct attribution_counters counters;
    struct gate_counters datagrams;
    char reason[384];
    struct log_event event = {.type = LOG_STOP, .reason = reason};

    attribution_counters(s->attribution, &counters);
    gate_counters(s->gate, &datagrams);
    snprintf(reason, sizeof(reason),
             "exit status %d; flows %" PRIu64 ", answered %" PRIu64 ", unattributed %" PRIu64
             ", events dropped %" PRIu64 ", refused in the kernel %" PRIu64
             "; datagrams held %" PRIu64 ", refused %" PRIu64 ", unanswered %" PRIu64,
             s->exit_status, counters.flows, counters.answered, counters.unattributed,
             counters.events_dropped, counters.refused_by_hook, datagrams.held, datagrams.refused,
             datagrams.unanswered);
    if (log_write(s->log, &event))
        say("cannot write the log");
}

static void close_fd(int fd)
{
    if (fd >= 0)
        close(fd);
}

/* The janitor stays where something could not be removed: it tries again when we are gone. */
static void end_run(struct supervisor *s)
{
    if (!s->run_begun)
        return;
    if (run_end(&s->run, s->error, sizeof(s->error))) {
        say("%s", s->error);
        s->exit_status = EXIT_CANNOT;
        return;
    }
    if (s->janitor > 0) {
        janitor_dismiss(&s->lifeline);
        if (!wait_child(s->janitor, CHILD_END_MS))
            kill(s->janitor, SIGKILL);
    }
}

static void reap_leftovers(void)
{
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
}

static void take_down(struct supervisor *s, bool started)
{
    /* Before the worker stops: while there are guarded processes there is somebody to answer. */
    if (s->guarded_cgroup >= 0 && guard_cgroup_kill(s->run.paths.guarded, GUARDED_STOP_MS))
        say("a process of the command does not end");
    desk_close(s);
    stop_worker(s, started);
    if (started)
        log_stop(s);
    if (log_file_replaced(&s->log_file))
        say("warning: %s is not the log of this run any more: it was moved, removed or replaced",
            s->log_file.path);
    /* With nobody at the other end, connections that are still open end by a reset. */
    listeners_close(&s->listeners);
    end_run(s);
    gate_close(s->gate);
    attribution_free(s->attribution);
    reap_leftovers();
    free_events(s);
    lifeline_close(&s->lifeline);
    close_fd(s->guarded_cgroup);
    close_fd(s->worker_cgroup);
    close_fd(s->run.entry_fd);
    close_fd(s->signal_fd);
    log_free(s->log);
    log_file_close(&s->log_file, started);
    trust_close(&s->trust);
    user_free(&s->user);
    policy_close(&s->policy);
}

int supervise(const struct options *options, const struct signal_state *signals)
{
    struct supervisor s = {
        .options = options,
        .signals = signals,
        .policy.fd = -1,
        .desk.reload_policy.fd = -1,
        .log_file.fd = -1,
        .trust.roots_fd = -1,
        .signal_fd = -1,
        .run.entry_fd = -1,
        .lifeline = {-1, -1},
        .guarded_cgroup = -1,
        .worker_cgroup = -1,
        .listeners = {.tcp = -1, .dns = -1},
    };
    bool started = set_up(&s) == 0;

    if (started)
        run_loop(&s);
    take_down(&s, started);
    return s.exit_status;
}
