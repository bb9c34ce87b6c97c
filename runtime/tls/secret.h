/*
 * secret: memory for keys. It is locked (never in swap), left out of core dumps, and zero in a
 * forked child; it is wiped before it is given back.
 */
#ifndef EGRESS_RUNTIME_TLS_SECRET_H
#define EGRESS_RUNTIME_TLS_SECRET_H

#include <stddef.h>

/* Zeros. NULL, with errno set, if any of the above cannot be had. At most a few pages: they count
 * against RLIMIT_MEMLOCK. */
void *secret_alloc(size_t len_bytes);
void secret_free(void *secret, size_t len_bytes); /* NULL is fine */

#endif
