/*
 * What the files of this room share. See dns.h.
 */
#ifndef EGRESS_RUNTIME_DNS_INTERNAL_H
#define EGRESS_RUNTIME_DNS_INTERNAL_H

#include <sys/queue.h>

#include "runtime/dns/budget.h"
#include "runtime/dns/dns.h"
#include "runtime/wire/dns_message.h"

struct datagram;
struct stream;

struct dns {
    struct dns_config config;
    struct event *readable;
    LIST_HEAD(, datagram) datagrams;
    uint32_t datagram_count;
    LIST_HEAD(, stream) streams;
    uint32_t stream_count;
    struct budget *budget;
    int64_t complained_ms;            /* when too many queries were last written down */
    uint8_t in[DNS_MESSAGE_MAX];      /* scratch: a message as received */
    uint8_t out[DNS_MESSAGE_MAX + 2]; /* scratch: one to be sent */
};

/* Whose query it is and where it was going. `process` is owned by whoever holds the asker. */
struct asker {
    struct who_answer flow; /* its process pointer is not used */
    struct process_facts *process;
};

int64_t dns_now_ms(void);

/* ---- query.c: what becomes of a query ---- */

/*
 * Asks, writes down, and says what to do: true, send it to the resolver (in audit mode always);
 * false, answer it now with *ret_rcode and no records.
 */
bool query_ask(struct dns *dns, const struct asker *asker, const struct dns_query *query,
               enum dns_rcode *ret_rcode);

/* A query that could not be read; `query` holds what could. To be answered with problem->rcode. */
void query_malformed(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                     const struct dns_problem *problem);

/* Somebody who is not of the guarded set, or about whom nothing can be learnt. */
void query_stranger(struct dns *dns, const struct who_question *flow, const struct who_answer *who);

/*
 * Binds and writes down the answer. false: the client is not to have it, and *ret_rcode instead; it
 * cannot be written down, or names an address that no public name has.
 */
bool query_answered(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                    const struct dns_answer *answer, enum dns_rcode *ret_rcode);

/* No usable answer came: `error` for a machine, `reason` for a person. */
void query_failed(struct dns *dns, const struct asker *asker, const struct dns_query *query,
                  const char *error, const char *reason);

/* ---- exchange.c: one query to a resolver ---- */

struct exchange;

/*
 * `message` is the answer as the client is to have it, in dns->out + 2 (so that a length fits in
 * front); NULL if none came, `error` and `reason` then say why.
 */
struct exchange_result {
    const uint8_t *message;
    size_t len;
    struct dns_answer answer;
    const char *error;
    const char *reason;
};
typedef void (*exchange_callback)(const struct exchange_result *result, void *context);

/*
 * Sends `query` (copied) to the resolver, over TCP or UDP. answer_max: what the client takes. The
 * callback comes once, from the loop, and the exchange is gone then. NULL: could not be sent.
 */
struct exchange *exchange_new(struct dns *dns, uint32_t ip, uint16_t port,
                              const struct dns_query *query, bool over_tcp, size_t answer_max,
                              exchange_callback callback, void *context);
void exchange_cancel(struct exchange *exchange); /* NULL is fine */

/* ---- datagram.c, stream.c ---- */

void datagrams_read(evutil_socket_t fd, short what, void *dns);
void datagram_free(struct datagram *datagram);
void stream_free(struct stream *stream);

#endif
