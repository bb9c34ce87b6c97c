/* Inside lang/analyze: a bounded table from texts to entries of one size, in order of arrival. */
#ifndef EGRESS_LANG_ANALYZE_TABLE_H
#define EGRESS_LANG_ANALYZE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source/arena.h"

struct table {
    struct arena arena;
    char *entries; /* max of them */
    size_t entry_bytes;
    uint32_t count;
    uint32_t max;
    uint32_t *slots; /* entry numbers + 1 */
    uint64_t *hashes;
};

void table_init(struct table *table, size_t entry_bytes, uint32_t max);
void table_clear(struct table *table);

uint64_t table_hash(uint64_t hash, const char *text, size_t len_bytes);

/*
 * The entry that `same` takes for the key's, or a new one that is zeroed (*ret_new). NULL: the
 * table is full.
 */
void *table_find(struct table *table, uint64_t hash,
                 bool (*same)(const void *entry, const void *key), const void *key, bool *ret_new);

#endif
