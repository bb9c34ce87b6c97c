/*
 * leaf: certificates of our authority for the names that clients ask for, made when first needed.
 * One key serves them all, so that a certificate costs one signature (README of the room's tests
 * and docs/interception.md have the figures): it is made where it is needed, on the loop.
 *
 * A leaf has the one name that the client asked for. More (those of the server's certificate) would
 * let a client send requests for other hosts over a connection that was made for this one.
 */
#ifndef EGRESS_RUNTIME_TLS_LEAF_H
#define EGRESS_RUNTIME_TLS_LEAF_H

#include <openssl/types.h>
#include <stdint.h>
#include <time.h>

#include "runtime/tls/authority.h"

#define LEAF_DAYS 30       /* clients take at most 398 */
#define LEAF_FRESH_S 86400 /* a kept one with less time left is made anew */

struct leaf_maker;

/* Remembers `kept` certificates. The authority is not needed any more after this. NULL on failure.
 */
struct leaf_maker *leaf_maker_new(const struct authority *authority, uint32_t kept, uint32_t seed);
void leaf_maker_free(struct leaf_maker *maker); /* NULL is fine */

/* For a host name or an IPv4 address in text. Borrowed until the next call; NULL on failure. */
X509 *leaf_for(struct leaf_maker *maker, const char *name, time_t now);

EVP_PKEY *leaf_key(const struct leaf_maker *maker); /* of all of them; borrowed */

#endif
