/*
 * resolver: the worker's own look-ups, with the machine's resolvers and hosts file. They answer one
 * question only: does the name that a client claims belong to the address it connects to? Callers
 * ask it only for names that the policy would allow, or claims would be a way to send data out.
 *
 * Answers are remembered, look-ups bounded in number and rate (runtime/limits.def). The hosts file
 * and resolv.conf are read once, by resolver_new.
 */
#ifndef EGRESS_RUNTIME_DNS_RESOLVER_H
#define EGRESS_RUNTIME_DNS_RESOLVER_H

#include <event2/event.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/limits.h"

struct resolver;
struct resolver_request;

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
 * The callback comes later, once, from the loop. NULL when the look-up cannot be made (limits, lack
 * of memory): the name is then not established.
 */
struct resolver_request *resolver_ask(struct resolver *resolver, const char *name,
                                      resolver_callback callback, void *context);

/* The asker is going away. NULL is fine. */
void resolver_cancel(struct resolver_request *request);

#endif
