#include <stdio.h>
#include <time.h>

#include "runtime/dns/internal.h"

int64_t dns_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct log_event event_of(enum log_type type, const struct asker *asker,
                                 const struct dns_query *query)
{
    return (struct log_event){
        .type = type,
        .dst_ip = asker->flow.dst_ip,
        .dst_port = asker->flow.dst_port,
        .src_port = asker->flow.src_port,
        .pid = asker->flow.pid,
        .process = asker->process,
        .name = query->name[0] ? query->name : NULL,
    };
}

/* What a query of an allowed name comes to, by its type. */
enum treatment {
    FORWARD,
    ANSWER_EMPTY, /* there is no such record: what the guarded set could not use anyway */
    REFUSE,
};

/*
 * AAAA: IPv6 does not leave this machine. HTTPS and SVCB: they may carry keys that hide the
 * server's name from us, and addresses. Of the other types those that programs look up are passed
 * on; the rest (NULL, ANY, transfers, private types, ...) would be a channel and little else.
 */
static enum treatment treatment_of(uint16_t type)
{
    switch (type) {
    case DNS_A:
    case DNS_NS:
    case DNS_CNAME:
    case DNS_SOA:
    case DNS_PTR:
    case DNS_MX:
    case DNS_TXT:
    case DNS_SRV:
    case DNS_NAPTR:
    case DNS_CAA:
        return FORWARD;
    case DNS_AAAA:
    case DNS_HTTPS:
    case DNS_SVCB:
        return ANSWER_EMPTY;
    default:
        return REFUSE;
    }
}

/* Fills in what an allowed query's line says of its type. */
static void note_treatment(struct log_event *event, enum treatment treatment, uint16_t type,
                           char *reason, size_t size)
{
    char buffer[16];
    if (treatment == FORWARD)
        return;
    if (treatment == REFUSE)
        event->error = "type_not_forwarded";
    snprintf(reason, size,
             treatment == REFUSE ? "queries of type %s are not passed on"
                                 : "queries of type %s are answered as if there were no record",
             dns_type_name(type, buffer));
    event->reason = reason;
}

bool query_ask(struct dns *dns, const struct asker *asker, const struct dns_query *query,
               enum dns_rcode *ret_rcode)
{
    const struct decide_event question = {
        .question = QUESTION_DNS,
        .dst_ip = asker->flow.dst_ip,
        .dst_port = asker->flow.dst_port,
        .name = query->name,
        .process = asker->process,
    };
    struct verdict verdict = decide_ask(dns->config.decide, &question, dns_now_ms());
    enum treatment treatment = treatment_of(query->type);
    struct log_event event = event_of(LOG_DNS, asker, query);
    char reason[80];
    event.verdict = &verdict;
    if (verdict.allow)
        note_treatment(&event, treatment, query->type, reason, sizeof(reason));
    else
        event.reason = "no rule allows this name through this resolver";
    *ret_rcode = verdict.allow && treatment == ANSWER_EMPTY ? DNS_NOERROR : DNS_REFUSED;
    if (log_write(dns->config.log, &event)) {
        *ret_rcode = DNS_REFUSED;
        return false;
    }
    return verdict.allow && treatment == FORWARD;
}

void query_malformed(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                     const struct dns_problem *problem)
{
    static const struct verdict denied = {.rule = -1};
    struct log_event event = event_of(LOG_DNS, asker, query);
    event.verdict = &denied;
    event.error = "query_malformed";
    event.reason = problem->reason;
    (void)!log_write(dns->config.log, &event); /* refused either way */
}

void query_stranger(struct dns *dns, const struct who_question *flow, const struct who_answer *who)
{
    static const struct verdict denied = {.rule = -1};
    bool direct = who->status == WHO_NO_FLOW;
    const struct log_event event = {
        .type = LOG_DNS,
        .dst_ip = flow->local_ip,
        .dst_port = flow->local_port,
        .src_port = flow->peer_port,
        .verdict = &denied,
        .error = direct ? "not_redirected" : "attribution_lost",
        .reason = direct ? "the query came straight to the proxy's own socket"
                         : "the process that asks could not be learnt",
    };
    (void)!log_write(dns->config.log, &event); /* refused either way */
}

/*
 * May this address be given to the guarded set as one of this name? The place for refusing private,
 * loopback and link-local addresses of public names.
 */
static bool address_acceptable(const struct dns_query *query, uint32_t ip)
{
    (void)query;
    (void)ip;
    return true;
}

bool query_answered(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                    const struct dns_answer *answer)
{
    int64_t now = dns_now_ms();
    struct log_event event = event_of(LOG_DNS_RESPONSE, asker, query);
    if (query->type != DNS_A || answer->address_count == 0)
        return true; /* binds nothing: the query's own line says all */
    event.answers = answer->addresses;
    event.answer_count = answer->address_count;
    event.ttl_s = answer->ttl_s;
    if (log_write(dns->config.log, &event))
        return false;
    for (size_t i = 0; i < answer->address_count; i++)
        if (address_acceptable(query, answer->addresses[i]))
            decide_bind(dns->config.decide, query->name, answer->addresses[i], answer->ttl_s, now);
    return true;
}

void query_failed(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                  const char *error, const char *reason)
{
    struct log_event event = event_of(LOG_DNS_RESPONSE, asker, query);
    event.error = error;
    event.reason = reason;
    (void)!log_write(dns->config.log, &event); /* the client gets SERVFAIL either way */
}
