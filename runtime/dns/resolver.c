#include "runtime/dns/resolver.h"

#include <arpa/inet.h>
#include <event2/dns.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <time.h>

#include "runtime/dns/hosts.h"
#include "runtime/wire/name.h"

#define HOSTS_FILE "/etc/hosts"
#define RESOLV_CONF_FILE "/etc/resolv.conf"
#define ADDRESSES_MAX 32
#define SERVERS_MAX 3 /* as many as resolv.conf(5) may name */

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

/* Each has a base of its own, so that a query goes to the one that it is meant for. */
struct server {
    uint32_t ip;
    uint16_t port;
    struct evdns_base *dns;
};

struct resolver {
    struct event_base *base;
    struct hosts *hosts;
    struct server servers[SERVERS_MAX];
    size_t server_count;
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

static int add_server(struct resolver *resolver, const char *text)
{
    struct server *server = &resolver->servers[resolver->server_count];
    struct sockaddr_in address;
    int len = sizeof(address);
    if (resolver->server_count == SERVERS_MAX ||
        evutil_parse_sockaddr_port(text, (struct sockaddr *)&address, &len) ||
        address.sin_family != AF_INET)
        return 0;
    *server = (struct server){.ip = ntohl(address.sin_addr.s_addr),
                              .port = address.sin_port ? ntohs(address.sin_port) : 53,
                              .dns = evdns_base_new(resolver->base, 0)};
    if (!server->dns)
        return -1;
    resolver->server_count++;
    return evdns_base_nameserver_ip_add(server->dns, text);
}

/* Names are whole as they are claimed: no search list makes others of them. */
static int read_resolv_conf(struct resolver *resolver, const char *path)
{
    char line[1024], text[64];
    int error = 0;
    FILE *file = fopen(path, "re");
    while (file && !error && fgets(line, sizeof(line), file))
        if (sscanf(line, "nameserver %63s", text) == 1)
            error = add_server(resolver, text);
    if (file)
        fclose(file);
    return error;
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
    resolver->hosts = hosts_new(nameserver ? "/dev/null" : HOSTS_FILE);
    if (!resolver->cache || !resolver->hosts ||
        (nameserver ? add_server(resolver, nameserver)
                    : read_resolv_conf(resolver, RESOLV_CONF_FILE))) {
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
    for (size_t i = 0; i < resolver->server_count; i++)
        evdns_base_free(resolver->servers[i].dns, 1);
    event_base_loop(resolver->base, EVLOOP_NONBLOCK);
}

void resolver_free(struct resolver *resolver)
{
    if (!resolver)
        return;
    if (resolver->server_count)
        end_lookups(resolver);
    while (!LIST_EMPTY(&resolver->requests))
        request_free(LIST_FIRST(&resolver->requests));
    hosts_free(resolver->hosts);
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
static void begin(struct resolver_request *request, const struct server *server)
{
    struct evutil_addrinfo hints = {
        .ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_protocol = IPPROTO_TCP};
    request->leads = true;
    request->resolver->active++;
    evdns_getaddrinfo(server->dns, request->answer.name, NULL, &hints, on_answer, request);
}

static const struct server *choose_server(const struct resolver *resolver, const char *name,
                                          resolver_permit permit, void *context)
{
    for (size_t i = 0; i < resolver->server_count; i++)
        if (permit(resolver->servers[i].ip, resolver->servers[i].port, name, context))
            return &resolver->servers[i];
    return NULL;
}

static bool find_without_query(const struct resolver *resolver, const char *name,
                               struct answer *ret)
{
    const struct answer *cached = cache_find(resolver, name);
    *ret = (struct answer){0};
    strncpy(ret->name, name, sizeof(ret->name) - 1);
    ret->count = hosts_find(resolver->hosts, name, ret->addresses, ADDRESSES_MAX);
    if (ret->count == 0 && cached)
        *ret = *cached;
    return ret->count > 0 || cached;
}

struct resolver_request *resolver_ask(struct resolver *resolver, const char *name,
                                      resolver_permit permit, resolver_callback callback,
                                      void *context)
{
    struct answer known;
    const struct server *server = NULL;
    if (strlen(name) >= NAME_SIZE)
        return NULL;
    bool complete_now = find_without_query(resolver, name, &known);
    bool leads = !complete_now && !is_being_looked_up(resolver, name);
    if (leads && (resolver->active >= resolver->limits->lookups || !take_turn(resolver)))
        return NULL;
    if (leads && !(server = choose_server(resolver, name, permit, context)))
        return NULL;
    struct resolver_request *request = request_new(resolver, name);
    if (!request)
        return NULL;
    request->callback = callback;
    request->context = context;
    if (complete_now)
        complete(request, &known);
    else if (leads)
        begin(request, server);
    return request;
}

/* A look-up that is out stays out: others may wait for it, and what it finds is remembered. */
void resolver_cancel(struct resolver_request *request)
{
    if (request)
        request->callback = NULL;
}
