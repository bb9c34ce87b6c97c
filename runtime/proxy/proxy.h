/*
 * proxy: the guarded set's TCP connections. Each is matched with the process that made it, read far
 * enough to know what it is (TLS, HTTP/1, anything else), asked of the policy, and then relayed,
 * intercepted (TLS) or refused. HTTP, plain or intercepted, is asked request by request.
 *
 * Where to start: conn.h has the states of a connection and says which file has each; conn.c steps
 * through them; judge.c asks the policy; side.c moves bytes.
 */
#ifndef EGRESS_RUNTIME_PROXY_PROXY_H
#define EGRESS_RUNTIME_PROXY_PROXY_H

#include <event2/event.h>

#include "lang/decide/decide.h"
#include "lang/vm/image.h"
#include "runtime/attribution/who.h"
#include "runtime/dns/dns.h"
#include "runtime/dns/resolver.h"
#include "runtime/limits.h"
#include "runtime/log/log.h"
#include "runtime/tls/tls.h"

/* All borrowed, and to outlive the struct proxy. */
struct proxy_config {
    struct event_base *base;
    const struct image *image; /* for rule texts in refusals; may be NULL */
    struct decide *decide;
    struct who_client *who;
    struct log *log;
    const struct limits *limits;
    struct dns *dns;           /* takes what goes to port 53 */
    struct resolver *resolver; /* NULL: no own look-ups, claims are never established */
    struct tls *tls;           /* NULL: TLS is passed on as it comes, or refused */
    int listener;              /* listening TCP; made non-blocking */
    bool audit;                /* write denials down, and let through */
};

struct proxy;

/* Begins to accept. NULL on lack of memory. SIGPIPE must be ignored in this process. */
struct proxy *proxy_new(const struct proxy_config *config);

/* Sends what the sockets take at once, then ends every connection. NULL is fine. */
void proxy_free(struct proxy *proxy);

/*
 * Another policy: each question from now on is asked of it. Connections whose bytes are being
 * relayed stay, and so do those of HTTP, whose next request is asked anew; what is just being
 * decided, or connected to, is reset, for it was decided by the other.
 */
void proxy_set_policy(struct proxy *proxy, const struct image *image);

/* For tests and the log's stop line. */
struct proxy_counters {
    uint64_t accepted, open, buffered_bytes;
};
void proxy_counters(const struct proxy *proxy, struct proxy_counters *ret);

#endif
