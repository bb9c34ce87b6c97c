/*
 * decide: the questions a runtime has, answered from a matcher and from what names are bound to
 * which addresses. No sockets, no /proc, no clock of its own: a replay of a log decides as the
 * runtime did.
 *
 * Where to start: decide_ask. It turns one event into the matcher's questions (one for each name
 * that counts) and keeps the answer with the lowest rule.
 *
 *   claim        what a peer says of itself (SNI, Host, :authority). Opens nothing.
 *   bound        an allowed DNS answer gave this name for this address, and its time is not up.
 *   established  bound, or proved by a verified certificate: may open host rules.
 */
#ifndef EGRESS_LANG_DECIDE_DECIDE_H
#define EGRESS_LANG_DECIDE_DECIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/vm/facts.h"

/* Anything that can answer one question: an image (image_ask) or the reference matcher. */
struct matcher {
    struct verdict (*ask)(const void *policy, enum question question, const struct facts *facts);
    const void *policy;
};

#define DECIDE_ADDRESSES_MAX                                                                       \
    10000                   /* addresses that have names; the one nearest its end goes first */
#define DECIDE_NAMES_MAX 64 /* names an address, likewise */
#define DECIDE_TTL_MIN_S 60
#define DECIDE_TTL_MAX_S 3600

struct decide;

/* NULL on lack of memory. The matcher's policy is borrowed. */
struct decide *decide_new(struct matcher matcher);
void decide_free(struct decide *decide);

/* Another policy, at once; bindings stay. */
void decide_set_matcher(struct decide *decide, struct matcher matcher);

/*
 * One event. Strings are borrowed for the call; NULL is unknown. Host byte order.
 *
 * A request's URL names its host, so it is asked about that host alone. With `claimed` it is only
 * a claim: then host and URL rules hear of it only while it is bound to dst_ip (an address, while
 * it is dst_ip), or is `host`.
 */
struct decide_event {
    enum question question;
    uint32_t dst_ip;
    uint16_t dst_port;
    const char *host;    /* an established name (certificate, or a log's word for it) */
    const char *claimed; /* SNI or Host: counts only while bound to dst_ip */
    bool named;         /* the kind of traffic says its own name (TLS): other bound names are out */
    const char *url;    /* HTTP: absolute URL; its host is established, unless `claimed` is set */
    const char *method; /* HTTP */
    const char *name;   /* DNS: the queried name */
    const struct process_facts *process;
};

/* now_ms: any monotonic clock, the same one decide_bind is given. */
struct verdict decide_ask(struct decide *decide, const struct decide_event *event, int64_t now_ms);

/* An allowed answer: `name` has address `ip` for ttl_s seconds (clamped to the limits above). */
void decide_bind(struct decide *decide, const char *name, uint32_t ip, uint32_t ttl_s,
                 int64_t now_ms);

bool decide_is_bound(const struct decide *decide, const char *name, uint32_t ip, int64_t now_ms);

/* Up to `max` names bound to `ip`, borrowed until the next decide_bind. Returns how many. */
size_t decide_names(const struct decide *decide, uint32_t ip, int64_t now_ms, const char **names,
                    size_t max);

#endif
