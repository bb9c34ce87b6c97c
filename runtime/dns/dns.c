#include <errno.h>
#include <event2/util.h>
#include <stdlib.h>
#include <sys/random.h>

#include "runtime/dns/internal.h"

struct dns *dns_new(const struct dns_config *config)
{
    struct dns *dns = calloc(1, sizeof(*dns));
    if (!dns)
        return NULL;
    uint64_t seed;
    dns->config = *config;
    LIST_INIT(&dns->datagrams);
    LIST_INIT(&dns->streams);
    evutil_make_socket_nonblocking(config->socket);
    dns->readable =
        event_new(config->base, config->socket, EV_READ | EV_PERSIST, datagrams_read, dns);
    if (getrandom(&seed, sizeof(seed), 0) == sizeof(seed))
        dns->budget = budget_new(config->limits, seed);
    if (!dns->budget || !dns->readable || event_add(dns->readable, NULL)) {
        dns_free(dns);
        return NULL;
    }
    return dns;
}

void dns_set_policy(struct dns *dns, const void *policy)
{
    uint64_t seed;
    struct budget *budget = NULL;
    if (getrandom(&seed, sizeof(seed), 0) == sizeof(seed))
        budget = budget_new(dns->config.limits, seed);
    dns->config.policy = policy;
    if (!budget)
        return; /* what the other policy's rules have left is an allowance, too */
    budget_free(dns->budget);
    dns->budget = budget;
}

void dns_free(struct dns *dns)
{
    if (!dns)
        return;
    while (!LIST_EMPTY(&dns->datagrams))
        datagram_free(LIST_FIRST(&dns->datagrams));
    while (!LIST_EMPTY(&dns->streams))
        stream_free(LIST_FIRST(&dns->streams));
    if (dns->readable)
        event_free(dns->readable);
    budget_free(dns->budget);
    free(dns);
}
