#include <stdio.h>
#include <time.h>

#include "runtime/dns/internal.h"
#include "runtime/wire/address.h"

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

static struct verdict ask_policy(struct dns *dns, uint32_t resolver_ip, uint16_t resolver_port,
                                 const char *name, const struct process_facts *process)
{
    const struct decide_event question = {
        .question = QUESTION_DNS,
        .dst_ip = resolver_ip,
        .dst_port = resolver_port,
        .name = name,
        .process = process,
    };
    return decide_ask(dns->config.decide, &question, dns_now_ms());
}

/* What exceeds the budget of the rule that allows it is not sent. */
static bool within_budget(struct dns *dns, const struct verdict *verdict, const char *name,
                          struct log_event *event)
{
    static const char *const reasons[] = {
        [BUDGET_NAMES] = "more different names were asked for under this rule than its budget has",
        [BUDGET_BYTES] = "longer names were asked for under this rule than its budget has room for",
        [BUDGET_QUERIES] = "more queries were made under this rule than its budget has",
        [BUDGET_MEMORY] = "there is no memory to count what is asked for under this rule",
    };
    enum budget_verdict kept = budget_take(dns->budget, verdict->rule, name, dns_now_ms());
    if (kept == BUDGET_KEPT)
        return true;
    event->error = "dns_budget";
    event->reason = reasons[kept];
    return false;
}

bool query_ask(struct dns *dns, const struct asker *asker, const struct dns_query *query,
               enum dns_rcode *ret_rcode)
{
    struct verdict verdict =
        ask_policy(dns, asker->flow.dst_ip, asker->flow.dst_port, query->name, asker->process);
    enum treatment treatment = treatment_of(query->type);
    struct log_event event = event_of(LOG_DNS, asker, query);
    char reason[80];
    event.verdict = &verdict;
    if (dns->config.audit)
        treatment = FORWARD;
    if (verdict.allow)
        note_treatment(&event, treatment, query->type, reason, sizeof(reason));
    else
        event.reason = "no rule allows this name through this resolver";
    *ret_rcode = verdict.allow && treatment == ANSWER_EMPTY ? DNS_NOERROR : DNS_REFUSED;
    bool sent =
        verdict.allow && treatment == FORWARD && within_budget(dns, &verdict, query->name, &event);
    bool written = log_write(dns->config.log, &event) == 0;
    if (!written)
        *ret_rcode = DNS_REFUSED;
    return dns->config.audit || (written && sent);
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

bool dns_address_acceptable(const struct dns *dns, uint32_t ip, const struct process_facts *process,
                            const char **ret_reason)
{
    const struct dns_config *config = &dns->config;
    *ret_reason = address_special(ip);
    return !*ret_reason ||
           (config->names_address && config->names_address(config->policy, ip, process));
}

bool dns_lookup_allowed(struct dns *dns, uint32_t resolver_ip, uint16_t resolver_port,
                        const char *name, const struct process_facts *process)
{
    struct verdict verdict = ask_policy(dns, resolver_ip, resolver_port, name, process);
    return verdict.allow &&
           budget_take(dns->budget, verdict.rule, name, dns_now_ms()) == BUDGET_KEPT;
}

/* The first address that no public name has, and why; false where there is none. */
static bool names_odd_address(const struct dns *dns, const struct asker *asker,
                              const struct dns_answer *answer, uint32_t *ret_ip,
                              const char **ret_what)
{
    for (size_t i = 0; i < answer->address_count; i++) {
        *ret_ip = answer->addresses[i];
        if (!dns_address_acceptable(dns, *ret_ip, asker->process, ret_what))
            return true;
    }
    return false;
}

/* A name may have a public address now and a private one a moment later (DNS rebinding). */
static void refuse_odd_address(struct dns *dns, struct log_event *event, uint32_t ip,
                               const char *what)
{
    char reason[128];
    snprintf(reason, sizeof(reason),
             "the answer names %u.%u.%u.%u, %s that no rule by address allows", ip >> 24,
             ip >> 16 & 255, ip >> 8 & 255, ip & 255, what);
    event->error = "answer_not_public";
    event->reason = reason;
    (void)!log_write(dns->config.log, event); /* refused either way */
}

bool query_answered(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                    const struct dns_answer *answer, enum dns_rcode *ret_rcode)
{
    int64_t now = dns_now_ms();
    struct log_event event = event_of(LOG_DNS_RESPONSE, asker, query);
    const char *what;
    uint32_t ip;
    if (query->type != DNS_A || answer->address_count == 0)
        return true; /* binds nothing: the query's own line says all */
    if (names_odd_address(dns, asker, answer, &ip, &what)) {
        refuse_odd_address(dns, &event, ip, what);
        *ret_rcode = DNS_REFUSED;
        return dns->config.audit;
    }
    event.answers = answer->addresses;
    event.answer_count = answer->address_count;
    event.ttl_s = answer->ttl_s;
    if (log_write(dns->config.log, &event) && !dns->config.audit) {
        *ret_rcode = DNS_SERVFAIL;
        return false;
    }
    for (size_t i = 0; i < answer->address_count; i++)
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
