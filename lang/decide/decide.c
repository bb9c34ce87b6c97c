#include "lang/decide/decide.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/decide/bindings.h"
#include "lang/decide/url.h"

struct decide {
    struct matcher matcher;
    struct bindings *bindings;
};

/* A denial: what every failure here comes to. */
static const struct verdict denied = {.rule = -1};

struct decide *decide_new(struct matcher matcher)
{
    struct decide *decide = malloc(sizeof(*decide));

    if (!decide)
        return NULL;
    decide->matcher = matcher;
    decide->bindings = bindings_new();
    if (!decide->bindings) {
        free(decide);
        return NULL;
    }
    return decide;
}

void decide_free(struct decide *decide)
{
    if (!decide)
        return;
    bindings_free(decide->bindings);
    free(decide);
}

void decide_set_matcher(struct decide *decide, struct matcher matcher)
{
    decide->matcher = matcher;
}

void decide_bind(struct decide *decide, const char *name, uint32_t ip, uint32_t ttl_s,
                 int64_t now_ms)
{
    if (ttl_s < DECIDE_TTL_MIN_S)
        ttl_s = DECIDE_TTL_MIN_S;
    if (ttl_s > DECIDE_TTL_MAX_S)
        ttl_s = DECIDE_TTL_MAX_S;
    bindings_add(decide->bindings, name, ip, now_ms + (int64_t)ttl_s * 1000, now_ms);
}

bool decide_is_bound(const struct decide *decide, const char *name, uint32_t ip, int64_t now_ms)
{
    return bindings_has(decide->bindings, name, ip, now_ms);
}

size_t decide_names(const struct decide *decide, uint32_t ip, int64_t now_ms, const char **names,
                    size_t max)
{
    return bindings_names(decide->bindings, ip, now_ms, names, max);
}

/* True where `a` is the better answer: an allowance beats one for inspection only, that a denial,
 * and among equals the rule that stands first. */
static bool better(struct verdict a, struct verdict b)
{
    if (a.allow != b.allow)
        return a.allow;
    if (a.inspect_only != b.inspect_only)
        return b.inspect_only;
    return a.allow && a.rule < b.rule;
}

/* Two answers about one connection that has two names: the flags of both hold. */
static struct verdict join(struct verdict a, struct verdict b)
{
    struct verdict both = better(b, a) ? b : a;

    both.passthrough = a.passthrough || b.passthrough;
    both.insecure = (a.insecure || b.insecure) && !both.passthrough;
    return both;
}

static struct verdict ask_once(const struct decide *decide, enum question question,
                               struct facts facts, const char *host)
{
    char name[URL_HOST_MAX];

    /* A trailing dot is only the root (RFC 1034 section 3.1). */
    size_t len = host ? strlen(host) : 0;
    if (len > 1 && len <= sizeof(name) && host[len - 1] == '.') {
        memcpy(name, host, len - 1);
        name[len - 1] = '\0';
        host = name;
    }
    facts.host = host;
    return decide->matcher.ask(decide->matcher.policy, question, &facts);
}

/* TCP, TLS, UDP: once for each name that counts, or once without a name. */
static struct verdict ask_connection(const struct decide *decide, const struct decide_event *event,
                                     const struct facts *facts, int64_t now_ms)
{
    const char *names[DECIDE_NAMES_MAX + 2];
    size_t count = 0;

    if (event->host)
        names[count++] = event->host;
    if (event->claimed && decide_is_bound(decide, event->claimed, event->dst_ip, now_ms))
        names[count++] = event->claimed;
    if (!event->named)
        count += bindings_names(decide->bindings, event->dst_ip, now_ms, names + count,
                                DECIDE_NAMES_MAX);

    struct verdict verdict = ask_once(decide, event->question, *facts, count ? names[0] : NULL);
    for (size_t i = 1; i < count; i++)
        verdict = join(verdict, ask_once(decide, event->question, *facts, names[i]));
    return verdict;
}

/* May the URL's host open host and URL rules? A claim must be bound, or be the address itself. */
static bool url_host_counts(const struct decide *decide, const struct decide_event *event,
                            const struct url *url, int64_t now_ms)
{
    struct in_addr address;

    if (!event->claimed || (event->host && strcasecmp(event->host, url->host) == 0))
        return true;
    if (inet_pton(AF_INET, url->host, &address) == 1)
        return ntohl(address.s_addr) == event->dst_ip;
    return decide_is_bound(decide, url->host, event->dst_ip, now_ms);
}

static struct verdict ask_http(const struct decide *decide, const struct decide_event *event,
                               struct facts *facts, int64_t now_ms)
{
    char path[URL_PATH_MAX];
    struct url url;

    if (!event->url)
        return ask_once(decide, QUESTION_HTTP, *facts, event->host);
    if (!url_parse(event->url, &url))
        return denied;
    bool counts = url_host_counts(decide, event, &url, now_ms);

    facts->scheme = url.scheme;
    facts->method = event->method ? url_method(event->method) : METHOD_GET;
    if (counts && url_normalise_path(url.path, path, sizeof(path)))
        facts->path = path;
    return ask_once(decide, QUESTION_HTTP, *facts, counts ? url.host : NULL);
}

struct verdict decide_ask(struct decide *decide, const struct decide_event *event, int64_t now_ms)
{
    struct facts facts = {
        .dst_ip = event->dst_ip,
        .dst_port = event->dst_port,
        .process = event->process,
    };

    switch (event->question) {
    case QUESTION_HTTP:
        return ask_http(decide, event, &facts, now_ms);
    case QUESTION_DNS:
        return event->name ? ask_once(decide, QUESTION_DNS, facts, event->name) : denied;
    case QUESTION_TCP:
    case QUESTION_TLS:
    case QUESTION_UDP:
        return ask_connection(decide, event, &facts, now_ms);
    case QUESTION_COUNT:
        break;
    }
    return denied;
}
