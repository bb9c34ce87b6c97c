#include "runtime/udp/judge.h"

#include <errno.h>
#include <event2/util.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "runtime/udp/flow_list.h"
#include "runtime/udp/gate_wire.h"

#define BATCH 64 /* datagrams in one turn of the loop */
#define TICK_MS 50
#define LONG_HEADER 0x80u /* of QUIC: what begins a connection has one (RFC 8999 section 5.1) */

struct judge {
    struct judge_config config;
    struct event *readable;
    struct flow_list *flows;
    struct event *late; /* runs while flows wait for the rest of a hello */
    LIST_HEAD(, udp_flow) waiting;
    struct wire_argv argv;
    char message[GATE_MESSAGE_MAX];
};

/* What is to be done with one datagram, and what the log says of it. */
struct judgement {
    enum gate_answer answer;
    struct verdict verdict;
    bool wait;        /* for more of it: no answer yet */
    const char *host; /* borrowed: the bound name that counted */
    const char *name; /* borrowed: one that was claimed, and did not */
    const char *error, *reason;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- questions --------------------------------------------------------------------------- */

static const struct process_facts *facts_of(const struct gate_datagram *datagram)
{
    return datagram->who.status == WHO_FOUND ? &datagram->who.process : NULL;
}

static struct verdict ask(const struct judge *judge, const struct gate_datagram *datagram,
                          bool by_name)
{
    const struct decide_event event = {
        .question = QUESTION_UDP,
        .dst_ip = datagram->who.dst_ip,
        .dst_port = datagram->who.dst_port,
        .named = !by_name,
        .process = facts_of(datagram),
    };
    return decide_ask(judge->config.decide, &event, now_ms());
}

static bool begins_quic(const struct gate_datagram *datagram)
{
    return datagram->payload_len > 0 && datagram->payload[0] & LONG_HEADER;
}

static struct judgement refusal(const char *error, const char *reason)
{
    return (struct judgement){
        .answer = GATE_REFUSE, .verdict.rule = -1, .error = error, .reason = reason};
}

/* ---- answers ----------------------------------------------------------------------------- */

static void answer(const struct judge *judge, uint64_t id, enum gate_answer answer)
{
    struct gate_verdict verdict;
    gate_verdict_encode(&verdict, id, answer);
    /* One that cannot be sent stays held, and is dropped with the queue. */
    (void)!send(judge->config.fd, &verdict, sizeof(verdict), MSG_NOSIGNAL);
}

static void set_timer(struct judge *judge)
{
    const struct timeval tick = {.tv_usec = TICK_MS * 1000};
    if (LIST_EMPTY(&judge->waiting))
        event_del(judge->late);
    else if (!event_pending(judge->late, EV_TIMEOUT, NULL))
        event_add(judge->late, &tick);
}

/* Answers what waits for the rest of the hello, if anything does. */
static void answer_held(struct judge *judge, struct udp_flow *flow, enum gate_answer with)
{
    for (uint32_t i = 0; i < flow->held_count; i++)
        answer(judge, flow->held[i], with);
    if (flow->held_count)
        LIST_REMOVE(flow, in_waiting);
    flow->held_count = 0;
    who_facts_free(flow->process);
    flow->process = NULL;
    set_timer(judge);
}

static void forget(struct udp_flow *flow, void *context)
{
    answer_held(context, flow, GATE_REFUSE);
    free(flow->quic);
    flow->quic = NULL;
}

/* false: too many, or no memory. */
static bool hold(struct judge *judge, struct udp_flow *flow, const struct gate_datagram *datagram)
{
    if (flow->held_count == FLOW_HELD_MAX)
        return false;
    if (flow->held_count == 0) {
        flow->deadline_ms = now_ms() + judge->config.limits->quic_hello_ms;
        flow->pid = datagram->who.pid;
        flow->process = facts_of(datagram) ? who_facts_copy(&datagram->who.process) : NULL;
        LIST_INSERT_HEAD(&judge->waiting, flow, in_waiting);
    }
    flow->held[flow->held_count++] = datagram->id;
    set_timer(judge);
    return true;
}

/* ---- QUIC -------------------------------------------------------------------------------- */

/* Reads on, or anew where it is another connection: what waits then waits in vain. */
static enum quic_status read_quic(struct judge *judge, struct udp_flow *flow,
                                  const struct gate_datagram *datagram, const char **ret_error)
{
    enum quic_status status = QUIC_FOREIGN;
    if (flow->quic)
        status = quic_feed(flow->quic, datagram->payload, datagram->payload_len);
    if (status == QUIC_FOREIGN) {
        struct quic_hello *fresh = calloc(1, sizeof(*fresh));
        if (fresh)
            status = quic_feed(fresh, datagram->payload, datagram->payload_len);
        if (status == QUIC_FOREIGN) {
            free(fresh);
            *ret_error = "its packets are of no connection that was seen to begin";
            return status;
        }
        answer_held(judge, flow, GATE_REFUSE);
        free(flow->quic);
        flow->quic = fresh;
        flow->state = FLOW_NEW;
    }
    if (status == QUIC_BAD) {
        *ret_error = flow->quic->error;
        free(flow->quic);
        flow->quic = NULL;
    }
    return status;
}

/* A name in a hello is a claim: it counts while the address is bound to it. */
static struct judgement judge_name(const struct judge *judge, const struct gate_datagram *datagram,
                                   const struct quic_hello *quic)
{
    struct decide_event event = {
        .question = QUESTION_UDP,
        .dst_ip = datagram->who.dst_ip,
        .dst_port = datagram->who.dst_port,
        .claimed = quic->name,
        .named = true,
        .process = facts_of(datagram),
    };
    if (quic->encrypted)
        return refusal("hello_encrypted", "its hello is encrypted: the name cannot be read");
    if (!quic->has_name)
        return refusal("no_server_name", "its hello names no server");
    struct verdict verdict = decide_ask(judge->config.decide, &event, now_ms());
    if (verdict.allow)
        return (struct judgement){
            .answer = GATE_ALLOW_NAMED, .verdict = verdict, .host = quic->name};
    event.host = quic->name;
    struct judgement refused =
        decide_ask(judge->config.decide, &event, now_ms()).allow
            ? refusal("claim_not_established",
                      "the name in its hello is allowed, but this address is not bound to it")
            : refusal(NULL, "no rule of the policy allows it");
    refused.name = quic->name;
    return refused;
}

static struct judgement judge_quic(struct judge *judge, struct udp_flow *flow,
                                   const struct gate_datagram *datagram)
{
    const char *error = "there is no memory to read its hello";
    switch (flow ? read_quic(judge, flow, datagram, &error) : QUIC_BAD) {
    case QUIC_DONE:
        return judge_name(judge, datagram, flow->quic);
    case QUIC_MORE:
        if (hold(judge, flow, datagram))
            return (struct judgement){.answer = GATE_REFUSE, .wait = true, .verdict.rule = -1};
        error = "its hello is in more datagrams than are held";
        break;
    case QUIC_BAD:
    case QUIC_FOREIGN:
        break;
    }
    return refusal("quic_unreadable", error);
}

static struct judgement judge_datagram(struct judge *judge, struct udp_flow *flow,
                                       const struct gate_datagram *datagram)
{
    if (datagram->who.status != WHO_FOUND && datagram->who.status != WHO_NO_PROCESS)
        return refusal("attribution_lost", "the process that sends could not be learnt");
    struct verdict verdict = ask(judge, datagram, false);
    if (verdict.allow)
        return (struct judgement){.answer = GATE_ALLOW, .verdict = verdict};
    if (begins_quic(datagram))
        return judge_quic(judge, flow, datagram);
    verdict = ask(judge, datagram, true);
    if (verdict.allow)
        return (struct judgement){.answer = GATE_ALLOW_NAMED, .verdict = verdict};
    return refusal(NULL, "no rule of the policy allows it");
}

/* ---- the log ----------------------------------------------------------------------------- */

/* The name whose rule decided, or else one that the address has. */
static const char *name_that_counted(const struct judge *judge,
                                     const struct gate_datagram *datagram,
                                     const struct judgement *judgement)
{
    const char *names[DECIDE_NAMES_MAX];
    if (judgement->host || judgement->answer != GATE_ALLOW_NAMED)
        return judgement->host;
    size_t count =
        decide_names(judge->config.decide, datagram->who.dst_ip, now_ms(), names, DECIDE_NAMES_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct decide_event event = {
            .question = QUESTION_UDP,
            .dst_ip = datagram->who.dst_ip,
            .dst_port = datagram->who.dst_port,
            .host = names[i],
            .named = true,
            .process = facts_of(datagram),
        };
        struct verdict verdict = decide_ask(judge->config.decide, &event, now_ms());
        if (verdict.allow && verdict.rule == judgement->verdict.rule)
            return names[i];
    }
    return count ? names[0] : NULL;
}

static int write_down(const struct judge *judge, const struct gate_datagram *datagram,
                      const struct judgement *judgement)
{
    const struct who_answer *who = &datagram->who;
    const struct log_event event = {
        .type = LOG_UDP,
        .dst_ip = who->dst_ip,
        .dst_port = who->dst_port,
        .src_port = who->src_port,
        .verdict = &judgement->verdict,
        .pid = who->pid,
        .process = facts_of(datagram),
        .host = name_that_counted(judge, datagram, judgement),
        .name = judgement->name,
        .error = judgement->error,
        .reason = judgement->reason,
    };
    return log_write(judge->config.log, &event);
}

/* A flow has one line, and another when it is decided otherwise, or is refused for long. */
static bool needs_line(const struct judge *judge, const struct udp_flow *flow,
                       enum flow_state state)
{
    if (flow->state != state)
        return true;
    return state == FLOW_REFUSED &&
           now_ms() - flow->logged_ms >= (int64_t)judge->config.limits->udp_refused_ms;
}

static void take(struct judge *judge, const struct gate_datagram *datagram)
{
    const struct who_answer *who = &datagram->who;
    const struct flow_ends ends = {.src_ip = who->src_ip,
                                   .dst_ip = who->dst_ip,
                                   .src_port = who->src_port,
                                   .dst_port = who->dst_port};
    struct udp_flow *flow = flow_list_get(judge->flows, &ends);
    struct judgement judgement = judge_datagram(judge, flow, datagram);
    enum flow_state state = judgement.answer == GATE_REFUSE ? FLOW_REFUSED : FLOW_ALLOWED;
    if (judgement.wait)
        return;
    if (!flow || needs_line(judge, flow, state)) {
        if (write_down(judge, datagram, &judgement)) {
            judgement.answer = GATE_REFUSE;
        } else if (flow) {
            flow->state = state;
            flow->logged_ms = now_ms();
        }
    }
    if (flow)
        answer_held(judge, flow, judgement.answer); /* the ones before it come first */
    answer(judge, datagram->id, judgement.answer);
}

/* The rest of the hello did not come. */
static void give_up(struct judge *judge, struct udp_flow *flow)
{
    static const struct verdict denied = {.rule = -1};
    const struct log_event event = {
        .type = LOG_UDP,
        .dst_ip = flow->ends.dst_ip,
        .dst_port = flow->ends.dst_port,
        .src_port = flow->ends.src_port,
        .verdict = &denied,
        .pid = flow->pid,
        .process = flow->process,
        .error = "quic_unreadable",
        .reason = "the rest of its hello did not come in time",
    };
    (void)!log_write(judge->config.log, &event); /* refused either way */
    flow->state = FLOW_REFUSED;
    flow->logged_ms = now_ms();
    forget(flow, judge);
}

static void on_late(evutil_socket_t fd, short what, void *context)
{
    struct judge *judge = context;
    int64_t now = now_ms();
    (void)fd;
    (void)what;
    for (struct udp_flow *flow = LIST_FIRST(&judge->waiting), *next; flow; flow = next) {
        next = LIST_NEXT(flow, in_waiting);
        if (now >= flow->deadline_ms)
            give_up(judge, flow);
    }
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
    struct judge *judge = context;
    (void)what;
    for (int i = 0; i < BATCH; i++) {
        struct gate_datagram datagram;
        ssize_t size = recv(fd, judge->message, sizeof(judge->message), MSG_DONTWAIT);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return;
        if (size == 0 || gate_held_decode(judge->message, (size_t)size, &judge->argv, &datagram)) {
            event_del(judge->readable); /* the broker is gone; who_client says so to the loop */
            return;
        }
        take(judge, &datagram);
    }
}

/* ---- start and end ----------------------------------------------------------------------- */

struct judge *judge_new(const struct judge_config *config)
{
    struct judge *judge = calloc(1, sizeof(*judge));
    if (!judge)
        return NULL;
    judge->config = *config;
    LIST_INIT(&judge->waiting);
    judge->flows = flow_list_new(config->limits->udp_flows, forget, judge);
    evutil_make_socket_nonblocking(config->fd);
    judge->readable = event_new(config->base, config->fd, EV_READ | EV_PERSIST, on_readable, judge);
    judge->late = event_new(config->base, -1, EV_PERSIST, on_late, judge);
    if (!judge->flows || !judge->readable || !judge->late || event_add(judge->readable, NULL)) {
        judge_free(judge);
        return NULL;
    }
    return judge;
}

void judge_free(struct judge *judge)
{
    if (!judge)
        return;
    if (judge->readable)
        event_free(judge->readable);
    flow_list_free(judge->flows);
    if (judge->late)
        event_free(judge->late);
    wire_argv_free(&judge->argv);
    free(judge);
}
