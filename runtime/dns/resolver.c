#include "runtime/dns/resolver.h"

#include <arpa/inet.h>
#include <event2/dns.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <time.h>

#include "runtime/wire/name.h"

#define ADDRESSES_MAX 32

struct answer {
    char name[NAME_SIZE];
    int64_t until_ms;
    size_t count;
    uint32_t addresses[ADDRESSES_MAX];
};

/* The first request for a name leads: it has the look-up. Others for that name wait for it. */
struct resolver_request {
    LIST_ENTRY(resolver_request) link;
    struct resolver *resolver;
    struct event *deliver; /* made active when `answer` is complete */
    bool leads;
    bool complete;
    resolver_callback callback; /* NULL: cancelled */
    void *context;
    struct answer answer;
};

struct resolver {
    struct event_base *base;
    struct evdns_base *dns;
    const struct limits *limits;
    LIST_HEAD(, resolver_request) requests;
    uint32_t active; /* look-ups that are out */
    int64_t second;  /* the second that `begun` counts */
    uint32_t begun;
    struct answer *cache; /* limits->lookup_cache of them; until_ms 0: free */
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Without any resolver configured only the hosts file is left; that is no error. */
static int configure(struct resolver *resolver, const char *nameserver)
{
    resolver->dns = evdns_base_new(resolver->base, 0);
    if (!resolver->dns)
        return -1;
    if (nameserver)
        return evdns_base_nameserver_ip_add(resolver->dns, nameserver);
    /* Names are whole as they are claimed: no search list makes others of them. */
    evdns_base_resolv_conf_parse(resolver->dns, DNS_OPTIONS_ALL & ~DNS_OPTION_SEARCH,
                                 "/etc/resolv.conf");
    return 0;
}

struct resolver *resolver_new(struct event_base *base, const struct limits *limits,
                              const char *nameserver)
{
    struct resolver *resolver = calloc(1, sizeof(*resolver));
    if (!resolver)
        return NULL;
    resolver->base = base;
    resolver->limits = limits;
    LIST_INIT(&resolver->requests);
    resolver->cache = calloc(limits->lookup_cache, sizeof(*resolver->cache));
    if (!resolver->cache || configure(resolver, nameserver)) {
        resolver_free(resolver);
        return NULL;
    }
    return resolver;
}

static void request_free(struct resolver_request *request)
{
    LIST_REMOVE(request, link);
    event_free(request->deliver);
    free(request);
}

/* libevent frees a look-up only after its callback, which takes a turn of the loop. */
static void end_lookups(struct resolver *resolver)
{
    struct resolver_request *request;
    LIST_FOREACH(request, &resolver->requests, link)
    request->callback = NULL;
    evdns_base_free(resolver->dns, 1);
    event_base_loop(resolver->base, EVLOOP_NONBLOCK);
}

void resolver_free(struct resolver *resolver)
{
    if (!resolver)
        return;
    if (resolver->dns)
        end_lookups(resolver);
    while (!LIST_EMPTY(&resolver->requests))
        request_free(LIST_FIRST(&resolver->requests));
    free(resolver->cache);
    free(resolver);
}

static struct answer *cache_find(const struct resolver *resolver, const char *name)
{
    int64_t now = now_ms();
    for (uint32_t i = 0; i < resolver->limits->lookup_cache; i++) {
        struct answer *answer = &resolver->cache[i];
        if (answer->until_ms > now && strcmp(answer->name, name) == 0)
            return answer;
    }
    return NULL;
}

/* In place of the same name, or of the one nearest its end. */
static void cache_add(struct resolver *resolver, const struct answer *answer)
{
    struct answer *slot = &resolver->cache[0];
    for (uint32_t i = 0; i < resolver->limits->lookup_cache; i++) {
        struct answer *other = &resolver->cache[i];
        if (strcmp(other->name, answer->name) == 0) {
            slot = other;
            break;
        }
        if (other->until_ms < slot->until_ms)
            slot = other;
    }
    *slot = *answer;
}

static void on_deliver(evutil_socket_t fd, short what, void *context)
{
    struct resolver_request *request = context;
    resolver_callback callback = request->callback;
    void *callback_context = request->context;
    struct answer answer = request->answer;
    (void)fd;
    (void)what;
    request_free(request);
    if (callback)
        callback(answer.addresses, answer.count, callback_context);
}

static void add_address(struct answer *answer, const struct sockaddr *address)
{
    if (address->sa_family != AF_INET || answer->count == ADDRESSES_MAX)
        return;
    const struct sockaddr_in *in = (const struct sockaddr_in *)(const void *)address;
    answer->addresses[answer->count++] = ntohl(in->sin_addr.s_addr);
}

static void complete(struct resolver_request *request, const struct answer *answer)
{
    request->answer = *answer;
    request->complete = true;
    event_active(request->deliver, EV_TIMEOUT, 1);
}

/* May come from inside evdns_getaddrinfo, when the hosts file knows the name. */
static void on_answer(int error, struct evutil_addrinfo *list, void *context)
{
    struct resolver_request *leader = context, *request;
    struct resolver *resolver = leader->resolver;
    struct answer answer = leader->answer;
    for (struct evutil_addrinfo *item = error ? NULL : list; item; item = item->ai_next)
        add_address(&answer, item->ai_addr);
    if (list)
        evutil_freeaddrinfo(list);
    answer.until_ms = now_ms() + (answer.count ? resolver->limits->lookup_cache_ms
                                               : resolver->limits->lookup_cache_failed_ms);
    cache_add(resolver, &answer);
    resolver->active--;
    LIST_FOREACH(request, &resolver->requests, link)
    if (!request->complete && strcmp(request->answer.name, answer.name) == 0)
        complete(request, &answer);
}

static bool is_being_looked_up(const struct resolver *resolver, const char *name)
{
    const struct resolver_request *request;
    LIST_FOREACH(request, &resolver->requests, link)
    if (request->leads && !request->complete && strcmp(request->answer.name, name) == 0)
        return true;
    return false;
}

/* Are there look-ups left in this second? */
static bool take_turn(struct resolver *resolver)
{
    int64_t second = now_ms() / 1000;
    if (resolver->second != second) {
        resolver->second = second;
        resolver->begun = 0;
    }
    if (resolver->begun >= resolver->limits->lookups_per_s)
        return false;
    resolver->begun++;
    return true;
}

static struct resolver_request *request_new(struct resolver *resolver, const char *name)
{
    struct resolver_request *request = calloc(1, sizeof(*request));
    if (!request)
        return NULL;
    request->deliver = event_new(resolver->base, -1, 0, on_deliver, request);
    if (!request->deliver) {
        free(request);
        return NULL;
    }
    request->resolver = resolver;
    strncpy(request->answer.name, name, sizeof(request->answer.name) - 1);
    LIST_INSERT_HEAD(&resolver->requests, request, link);
    return request;
}

/* The look-up of a request that is to lead. */
static void begin(struct resolver_request *request)
{
    struct evutil_addrinfo hints = {
        .ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_protocol = IPPROTO_TCP};
    request->leads = true;
    request->resolver->active++;
    evdns_getaddrinfo(request->resolver->dns, request->answer.name, NULL, &hints, on_answer,
                      request);
}

struct resolver_request *resolver_ask(struct resolver *resolver, const char *name,
                                      resolver_callback callback, void *context)
{
    if (strlen(name) >= NAME_SIZE)
        return NULL;
    const struct answer *known = cache_find(resolver, name);
    bool leads = !known && !is_being_looked_up(resolver, name);
    if (leads && (resolver->active >= resolver->limits->lookups || !take_turn(resolver)))
        return NULL;
    struct resolver_request *request = request_new(resolver, name);
    if (!request)
        return NULL;
    request->callback = callback;
    request->context = context;
    if (known)
        complete(request, known);
    else if (leads)
        begin(request);
    return request;
}

/* A look-up that is out stays out: others may wait for it, and what it finds is remembered. */
void resolver_cancel(struct resolver_request *request)
{
    if (request)
        request->callback = NULL;
}
