#include "lang/analyze/table.h"

#include <stdlib.h>
#include <string.h>

static uint32_t slot_count(const struct table *table)
{
    return table->max * 4;
}

void table_init(struct table *table, size_t entry_bytes, uint32_t max)
{
    *table = (struct table){.entry_bytes = entry_bytes, .max = max};
    table->entries = calloc(max, entry_bytes);
    table->slots = calloc(slot_count(table), sizeof *table->slots);
    table->hashes = calloc(max, sizeof *table->hashes);
    if (!table->entries || !table->slots || !table->hashes)
        abort();
}

void table_clear(struct table *table)
{
    arena_free(&table->arena);
    free(table->entries);
    free(table->slots);
    free(table->hashes);
}

uint64_t table_hash(uint64_t hash, const char *text, size_t len_bytes)
{
    while (len_bytes >= 8) {
        uint64_t word;

        memcpy(&word, text, 8);
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
        text += 8;
        len_bytes -= 8;
    }
    for (; len_bytes; len_bytes--)
        hash = (hash ^ (unsigned char)*text++) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

void *table_find(struct table *table, uint64_t hash,
                 bool (*same)(const void *entry, const void *key), const void *key, bool *ret_new)
{
    uint32_t slots = slot_count(table);

    *ret_new = false;
    for (uint32_t slot = (uint32_t)(hash >> 16) % slots;; slot = (slot + 1) % slots) {
        uint32_t number = table->slots[slot];
        char *entry = table->entries + (number ? number - 1 : table->count) * table->entry_bytes;

        if (number && (table->hashes[number - 1] != hash || !same(entry, key)))
            continue;
        if (number)
            return entry;
        if (table->count == table->max)
            return NULL;
        *ret_new = true;
        table->hashes[table->count] = hash;
        table->slots[slot] = ++table->count;
        return entry;
    }
}
