#include "runtime/udp/judge.h"

#include <errno.h>
#include <event2/util.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "runtime/udp/flow_list.h"
#include "runtime/udp/gate_wire.h"

#define BATCH 64          /* datagrams in one turn of the loop */
#define LONG_HEADER 0x80u /* of QUIC: what begins a connection has one (RFC 8999 section 5.1) */

struct judge {
    struct judge_config config;
    struct event *readable;
    struct flow_list *flows;
    struct wire_argv argv;
    char message[GATE_MESSAGE_MAX];
};

/* What is to be done with one datagram, and what the log says of it. */
struct judgement {
    enum gate_answer answer;
    struct verdict verdict;
    const char *host; /* borrowed: the bound name that counted */
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

static struct judgement judge_datagram(const struct judge *judge,
                                       const struct gate_datagram *datagram)
{
    if (datagram->who.status != WHO_FOUND && datagram->who.status != WHO_NO_PROCESS)
        return refusal("attribution_lost", "the process that sends could not be learnt");
    struct verdict verdict = ask(judge, datagram, false);
    if (verdict.allow)
        return (struct judgement){.answer = GATE_ALLOW, .verdict = verdict};
    if (begins_quic(datagram))
        return refusal("quic_unreadable", "it looks like QUIC, and names no server");
    verdict = ask(judge, datagram, true);
    if (verdict.allow)
        return (struct judgement){.answer = GATE_ALLOW_NAMED, .verdict = verdict};
    return refusal(NULL, "no rule of the policy allows it");
}

/* ---- answers ----------------------------------------------------------------------------- */

static void answer(const struct judge *judge, uint64_t id, enum gate_answer answer)
{
    struct gate_verdict verdict;
    gate_verdict_encode(&verdict, id, answer);
    /* One that cannot be sent stays held, and is dropped with the queue. */
    (void)!send(judge->config.fd, &verdict, sizeof(verdict), MSG_NOSIGNAL);
}

/* The name whose rule decided, or else one that the address has. */
static const char *name_that_counted(const struct judge *judge,
                                     const struct gate_datagram *datagram,
                                     const struct judgement *judgement)
{
    const char *names[DECIDE_NAMES_MAX];
    if (judgement->answer != GATE_ALLOW_NAMED)
        return NULL;
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
    struct judgement judgement = judge_datagram(judge, datagram);
    enum flow_state state = judgement.answer == GATE_REFUSE ? FLOW_REFUSED : FLOW_ALLOWED;
    if (!flow || needs_line(judge, flow, state)) {
        if (write_down(judge, datagram, &judgement))
            judgement.answer = GATE_REFUSE;
        else if (flow)
            *flow = (struct udp_flow){.by_age = flow->by_age,
                                      .in_bucket = flow->in_bucket,
                                      .ends = ends,
                                      .state = state,
                                      .logged_ms = now_ms()};
    }
    answer(judge, datagram->id, judgement.answer);
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
    judge->flows = flow_list_new(config->limits->udp_flows);
    evutil_make_socket_nonblocking(config->fd);
    judge->readable = event_new(config->base, config->fd, EV_READ | EV_PERSIST, on_readable, judge);
    if (!judge->flows || !judge->readable || event_add(judge->readable, NULL)) {
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
    wire_argv_free(&judge->argv);
    free(judge);
}
