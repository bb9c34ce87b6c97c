/* Vectors, maps and strings of a compilation. */
#include <string.h>

#include "lang/compile/internal.h"
#include "lang/vm/hash.h"

void *vector_push(struct arena *arena, struct vector *vector, size_t size_bytes)
{
    if (vector->count == vector->capacity) {
        uint32_t capacity = vector->capacity ? 2 * vector->capacity : 2;
        void *items = arena_calloc(arena, capacity, size_bytes);

        if (vector->count)
            memcpy(items, vector->items, vector->count * size_bytes);
        vector->items = items;
        vector->capacity = capacity;
    }
    return (char *)vector->items + size_bytes * vector->count++;
}

struct map_item {
    struct map_key key;
    uint64_t hash;
    uint32_t number;
    bool used;
};

static uint64_t hash_key(const struct map_key *key)
{
    uint64_t hash = key->text ? hash_text(key->text, key->len_bytes) : 0;

    return hash_in_scope(hash, key->a, key->b);
}

static bool same_key(const struct map_key *a, const struct map_key *b)
{
    return a->a == b->a && a->b == b->b && a->len_bytes == b->len_bytes &&
           (a->len_bytes == 0 || memcmp(a->text, b->text, a->len_bytes) == 0);
}

static struct map_item *place(const struct map *map, const struct map_key *key, uint64_t hash)
{
    uint32_t i = (uint32_t)hash & (map->capacity - 1);

    while (map->items[i].used && (map->items[i].hash != hash || !same_key(&map->items[i].key, key)))
        i = (i + 1) & (map->capacity - 1);
    return &map->items[i];
}

static void grow(struct arena *arena, struct map *map)
{
    struct map larger = {.capacity = map->capacity ? 2 * map->capacity : 64, .count = map->count};

    larger.items = ARENA_ARRAY(arena, struct map_item, larger.capacity);
    for (uint32_t i = 0; i < map->capacity; i++)
        if (map->items[i].used)
            *place(&larger, &map->items[i].key, map->items[i].hash) = map->items[i];
    *map = larger;
}

uint32_t map_find(struct arena *arena, struct map *map, struct map_key key, uint32_t number,
                  bool *ret_new)
{
    uint64_t hash = hash_key(&key);

    if (2 * map->count >= map->capacity)
        grow(arena, map);
    struct map_item *item = place(map, &key, hash);

    *ret_new = !item->used;
    if (!item->used) {
        *item = (struct map_item){key, hash, number, true};
        map->count++;
    }
    return item->number;
}

uint32_t map_get(const struct map *map, const struct map_key *key)
{
    if (map->count == 0)
        return MAP_NONE;
    const struct map_item *item = place(map, key, hash_key(key));

    return item->used ? item->number : MAP_NONE;
}

static uint32_t append(struct arena *arena, struct strings *strings, const char *text, uint32_t len)
{
    uint32_t start = strings->bytes.count;

    for (uint32_t i = 0; i < len; i++)
        *(char *)vector_push(arena, &strings->bytes, 1) = text[i];
    *(char *)vector_push(arena, &strings->bytes, 1) = '\0';
    return start;
}

uint32_t strings_intern(struct arena *arena, struct strings *strings, const char *text,
                        uint32_t len)
{
    bool is_new;
    uint32_t start = map_find(arena, &strings->interned, (struct map_key){0, 0, text, len},
                              strings->bytes.count, &is_new);

    if (is_new)
        append(arena, strings, text, len);
    return start;
}

uint32_t strings_intern_near(struct arena *arena, struct strings *strings,
                             const struct ruleset *rules, uint32_t rule, const char *text,
                             uint32_t len)
{
    const char *near = rules->rules[rule].text;
    const char *found = near ? memmem(near, strlen(near), text, len) : NULL;

    if (!found)
        return strings_intern(arena, strings, text, len);
    bool is_new;
    return map_find(arena, &strings->interned, (struct map_key){0, 0, text, len},
                    strings->rule_texts[rule] + (uint32_t)(found - near), &is_new);
}
