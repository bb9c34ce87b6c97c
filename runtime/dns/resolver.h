/*
 * resolver: the worker's own look-ups, with the machine's resolvers and hosts file. They answer one
 * question only: does the name that a client claims belong to the address it connects to? A query
 * is seen by others, so it is sent only where the caller permits it: as if the client had asked.
 * Names of the hosts file need none.
 *
 * Answers are remembered, look-ups bounded in number and rate (runtime/limits.def). The hosts file
 * and resolv.conf are read once, by resolver_new.
 */
#ifndef EGRESS_RUNTIME_DNS_RESOLVER_H
#define EGRESS_RUNTIME_DNS_RESOLVER_H

#include <event2/event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/limits.h"

struct resolver;
struct resolver_request;

/* May a query for `name` go to this resolver? Asked when one would really be sent. Host byte order.
 */
typedef bool (*resolver_permit)(uint32_t ip, uint16_t port, const char *name, void *context);

/* IPv4 addresses, host byte order. count 0: there are none, or they could not be had. */
typedef void (*resolver_callback)(const uint32_t *addresses, size_t count, void *context);

/*
 * `nameserver` ("ADDRESS:PORT") instead of the machine's configuration, or NULL. The base and the
 * limits are borrowed. NULL on lack of memory.
 */
struct resolver *resolver_new(struct event_base *base, const struct limits *limits,
                              const char *nameserver);

/*
 * Requests that are still out are dropped without a call. Takes one turn of the loop: the owners of
 * other events on it must still be there, or their events gone.
 */
void resolver_free(struct resolver *resolver);

/*
 * `name` in lower case. The first resolver that `permit` says yes to is asked. The callback comes
 * later, once, from the loop. NULL when the look-up cannot be made (not permitted, limits, lack of
 * memory): the name is then not established.
 */
struct resolver_request *resolver_ask(struct resolver *resolver, const char *name,
                                      resolver_permit permit, resolver_callback callback,
                                      void *context);

/* The asker is going away. NULL is fine. */
void resolver_cancel(struct resolver_request *request);

#endif
