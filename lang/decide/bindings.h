/*
 * bindings: which names are bound to which addresses, and until when. Bounded on every side, since
 * hostile DNS answers feed it: DECIDE_ADDRESSES_MAX addresses, DECIDE_NAMES_MAX names each; what is
 * nearest its end goes first. Times are milliseconds of the caller's monotonic clock.
 *
 * Names are kept lower case, without a trailing dot. An address that is full of names or a table
 * that is full of addresses never refuses a new binding: it forgets an old one.
 */
#ifndef EGRESS_LANG_DECIDE_BINDINGS_H
#define EGRESS_LANG_DECIDE_BINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bindings;

/* NULL on lack of memory. bindings_free(NULL) is fine. */
struct bindings *bindings_new(void);
void bindings_free(struct bindings *bindings);

/* On lack of memory the name simply stays unbound, which refuses more, never less. */
void bindings_add(struct bindings *bindings, const char *name, uint32_t ip, int64_t end_ms,
                  int64_t now_ms);

bool bindings_has(const struct bindings *bindings, const char *name, uint32_t ip, int64_t now_ms);

/* Writes up to `max` living names of `ip`, borrowed until the next bindings_add. */
size_t bindings_names(const struct bindings *bindings, uint32_t ip, int64_t now_ms,
                      const char **names, size_t max);

/* Addresses held, ended ones that were not yet swept included. */
size_t bindings_count(const struct bindings *bindings);

#endif
