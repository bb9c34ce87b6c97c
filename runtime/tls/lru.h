/*
 * lru: a table from text to something, of bounded size. What has not been asked for longest goes
 * first.
 */
#ifndef EGRESS_RUNTIME_TLS_LRU_H
#define EGRESS_RUNTIME_TLS_LRU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lru;

/* At most `max` entries, at least one. `drop` frees a value. `seed`: random, so that nobody can
 * choose keys that collide. NULL on lack of memory. */
struct lru *lru_new(uint32_t max, uint32_t seed, void (*drop)(void *value));
void lru_free(struct lru *lru); /* NULL is fine; drops every value */

/* Borrowed until the next lru_put or lru_remove; NULL: none. */
void *lru_get(struct lru *lru, const char *key);

/* Takes over `value`, which replaces what the key had. false on lack of memory: it is dropped. */
bool lru_put(struct lru *lru, const char *key, void *value);

void lru_remove(struct lru *lru, const char *key);
size_t lru_count(const struct lru *lru);

#endif
