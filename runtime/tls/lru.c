#include "runtime/tls/lru.h"

#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

struct entry {
    LIST_ENTRY(entry) chain;
    TAILQ_ENTRY(entry) age;
    void *value;
    char key[];
};

LIST_HEAD(chain, entry);

struct lru {
    void (*drop)(void *value);
    TAILQ_HEAD(ages, entry) newest_first;
    uint32_t count, max, seed;
    uint32_t mask; /* of chains */
    struct chain chains[];
};

static struct chain *chain_of(struct lru *lru, const char *key)
{
    uint32_t hash = 2166136261u ^ lru->seed; /* FNV-1a */
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 16777619u;
    return &lru->chains[(hash ^ hash >> 16) & lru->mask];
}

struct lru *lru_new(uint32_t max, uint32_t seed, void (*drop)(void *value))
{
    uint32_t chains = 16;
    while (chains < max && chains < 1u << 20)
        chains *= 2;
    struct lru *lru = calloc(1, sizeof(*lru) + chains * sizeof(*lru->chains));
    if (!lru)
        return NULL;
    lru->max = max ? max : 1;
    lru->mask = chains - 1;
    lru->seed = seed;
    lru->drop = drop;
    TAILQ_INIT(&lru->newest_first);
    return lru;
}

static void remove_entry(struct lru *lru, struct entry *entry)
{
    LIST_REMOVE(entry, chain);
    TAILQ_REMOVE(&lru->newest_first, entry, age);
    lru->count--;
    lru->drop(entry->value);
    free(entry);
}

void lru_free(struct lru *lru)
{
    if (!lru)
        return;
    while (!TAILQ_EMPTY(&lru->newest_first))
        remove_entry(lru, TAILQ_FIRST(&lru->newest_first));
    free(lru);
}

static struct entry *find(struct lru *lru, const char *key)
{
    struct entry *entry;
    LIST_FOREACH(entry, chain_of(lru, key), chain)
    if (strcmp(entry->key, key) == 0)
        return entry;
    return NULL;
}

void *lru_get(struct lru *lru, const char *key)
{
    struct entry *entry = find(lru, key);
    if (!entry)
        return NULL;
    TAILQ_REMOVE(&lru->newest_first, entry, age);
    TAILQ_INSERT_HEAD(&lru->newest_first, entry, age);
    return entry->value;
}

bool lru_put(struct lru *lru, const char *key, void *value)
{
    size_t size = strlen(key) + 1;
    struct entry *entry = malloc(sizeof(*entry) + size);
    if (!entry) {
        lru->drop(value);
        return false;
    }
    lru_remove(lru, key);
    if (lru->count == lru->max)
        remove_entry(lru, TAILQ_LAST(&lru->newest_first, ages));
    entry->value = value;
    memcpy(entry->key, key, size);
    LIST_INSERT_HEAD(chain_of(lru, key), entry, chain);
    TAILQ_INSERT_HEAD(&lru->newest_first, entry, age);
    lru->count++;
    return true;
}

void lru_remove(struct lru *lru, const char *key)
{
    struct entry *entry = find(lru, key);
    if (entry)
        remove_entry(lru, entry);
}

size_t lru_count(const struct lru *lru)
{
    return lru->count;
}
