/*
 * dns: the guarded set's queries, over UDP and TCP, whatever resolver they were meant for. Each is
 * asked of the policy, written anew, sent to the resolver that the client chose, and its checked
 * answer written anew for the client; addresses of allowed names are bound to them (lang/decide).
 *
 * Where to start: query.c says what becomes of a query; datagram.c and stream.c are its two ways
 * in, exchange.c the way out.
 */
#ifndef EGRESS_RUNTIME_DNS_DNS_H
#define EGRESS_RUNTIME_DNS_DNS_H

#include <event2/event.h>
#include <stdbool.h>

#include "lang/decide/decide.h"
#include "runtime/attribution/who.h"
#include "runtime/limits.h"
#include "runtime/log/log.h"

/* All borrowed, and to outlive the struct dns. */
struct dns_config {
    struct event_base *base;
    struct decide *decide;
    struct who_client *who;
    struct log *log;
    const struct limits *limits;
    /* Does a rule by address allow this process this address, at whatever port? NULL: none does. */
    bool (*names_address)(const void *policy, uint32_t ip, const struct process_facts *process);
    const void *policy;
    bool audit; /* write down what the policy refuses, and forward it */
    int socket; /* bound UDP, IP_PKTINFO on, SO_RCVMARK where there is one; made non-blocking */
};

struct dns;

/* NULL on lack of memory. */
struct dns *dns_new(const struct dns_config *config);
/* Ends all queries; nothing is answered any more. NULL is fine. */
void dns_free(struct dns *dns);

/* Another policy, as `policy` of the configuration; its rules begin with whole budgets. */
void dns_set_policy(struct dns *dns, const void *policy);

/*
 * A connection of the guarded set to port 53 of somewhere. Takes over `fd` and `process` (of
 * who_facts_copy, may be NULL), also when it must refuse them.
 */
void dns_stream_open(struct dns *dns, int fd, const struct who_answer *flow,
                     struct process_facts *process);

/*
 * Is `ip` to be believed as an address of a name? Not a private one and the like, unless a rule by
 * address allows it to the process. *ret_reason: why not, a sentence's worth, static.
 */
bool dns_address_acceptable(const struct dns *dns, uint32_t ip, const struct process_facts *process,
                            const char **ret_reason);

/*
 * May the worker itself ask this resolver for `name`, which the process claims? As if the process
 * asked: it takes a rule for the resolver and one for the name, and it costs of the same budget.
 */
bool dns_lookup_allowed(struct dns *dns, uint32_t resolver_ip, uint16_t resolver_port,
                        const char *name, const struct process_facts *process);

#endif
