#include "lang/decide/bindings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/decide/decide.h"

#define BUCKETS 16384 /* a power of two above DECIDE_ADDRESSES_MAX: chains stay near one */
#define NAME_MAX_BYTES 253

struct binding {
    char *name;
    int64_t end_ms;
};

struct address {
    uint32_t ip;
    uint32_t heap_index;
    int64_t end_ms; /* the latest of its names' */
    struct address *next;
    uint32_t count;
    uint32_t capacity;
    struct binding *names;
};

/* heap: a binary min-heap over end_ms, so that the address nearest its end is heap[0]. */
struct bindings {
    struct address *buckets[BUCKETS];
    struct address *heap[DECIDE_ADDRESSES_MAX];
    uint32_t count;
};

static uint32_t bucket_of(uint32_t ip)
{
    return (uint32_t)((ip * UINT64_C(0x9e3779b97f4a7c15)) >> 40) & (BUCKETS - 1);
}

struct bindings *bindings_new(void)
{
    return calloc(1, sizeof(struct bindings));
}

static void address_free(struct address *address)
{
    for (uint32_t i = 0; i < address->count; i++)
        free(address->names[i].name);
    free(address->names);
    free(address);
}

void bindings_free(struct bindings *bindings)
{
    if (!bindings)
        return;
    for (uint32_t i = 0; i < bindings->count; i++)
        address_free(bindings->heap[i]);
    free(bindings);
}

static void heap_set(struct bindings *bindings, uint32_t index, struct address *address)
{
    bindings->heap[index] = address;
    address->heap_index = index;
}

static void heap_up(struct bindings *bindings, uint32_t index)
{
    struct address *moving = bindings->heap[index];

    while (index > 0) {
        uint32_t parent = (index - 1) / 2;
        if (bindings->heap[parent]->end_ms <= moving->end_ms)
            break;
        heap_set(bindings, index, bindings->heap[parent]);
        index = parent;
    }
    heap_set(bindings, index, moving);
}

static void heap_down(struct bindings *bindings, uint32_t index)
{
    struct address *moving = bindings->heap[index];

    for (;;) {
        uint32_t child = 2 * index + 1;
        if (child >= bindings->count)
            break;
        if (child + 1 < bindings->count &&
            bindings->heap[child + 1]->end_ms < bindings->heap[child]->end_ms)
            child++;
        if (moving->end_ms <= bindings->heap[child]->end_ms)
            break;
        heap_set(bindings, index, bindings->heap[child]);
        index = child;
    }
    heap_set(bindings, index, moving);
}

static struct address *find(const struct bindings *bindings, uint32_t ip)
{
    struct address *address = bindings->buckets[bucket_of(ip)];

    while (address && address->ip != ip)
        address = address->next;
    return address;
}

static void forget_nearest(struct bindings *bindings)
{
    struct address *address = bindings->heap[0];
    struct address **link = &bindings->buckets[bucket_of(address->ip)];

    while (*link != address)
        link = &(*link)->next;
    *link = address->next;

    struct address *last = bindings->heap[--bindings->count];
    if (last != address) {
        heap_set(bindings, 0, last);
        heap_down(bindings, 0);
    }
    address_free(address);
}

static struct address *insert(struct bindings *bindings, uint32_t ip, int64_t end_ms)
{
    struct address *address = calloc(1, sizeof(*address));

    if (!address)
        return NULL;
    if (bindings->count == DECIDE_ADDRESSES_MAX)
        forget_nearest(bindings);
    address->ip = ip;
    address->end_ms = end_ms;
    address->next = bindings->buckets[bucket_of(ip)];
    bindings->buckets[bucket_of(ip)] = address;
    heap_set(bindings, bindings->count++, address);
    heap_up(bindings, address->heap_index);
    return address;
}

static bool canonical_name(const char *name, char buffer[static NAME_MAX_BYTES + 1])
{
    size_t len = strlen(name);

    if (len > 0 && name[len - 1] == '.')
        len--;
    if (len == 0 || len > NAME_MAX_BYTES)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = name[i];
        buffer[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    buffer[len] = '\0';
    return true;
}

static bool grow(struct address *address)
{
    if (address->count < address->capacity)
        return true;
    uint32_t capacity = address->capacity ? 2 * address->capacity : 2;
    struct binding *names = realloc(address->names, capacity * sizeof(*names));

    if (!names)
        return false;
    address->names = names;
    address->capacity = capacity;
    return true;
}

static struct binding *nearest_name(struct address *address)
{
    struct binding *nearest = &address->names[0];

    for (uint32_t i = 1; i < address->count; i++)
        if (address->names[i].end_ms < nearest->end_ms)
            nearest = &address->names[i];
    return nearest;
}

/* A name that is there lives on at least as long as it would have. */
static void add_name(struct address *address, const char *name, int64_t end_ms)
{
    for (uint32_t i = 0; i < address->count; i++) {
        if (strcmp(address->names[i].name, name) == 0) {
            if (address->names[i].end_ms < end_ms)
                address->names[i].end_ms = end_ms;
            return;
        }
    }
    char *copy = strdup(name);

    if (!copy)
        return;
    struct binding *slot;
    if (address->count == DECIDE_NAMES_MAX) {
        slot = nearest_name(address);
        free(slot->name);
    } else if (grow(address)) {
        slot = &address->names[address->count++];
    } else {
        free(copy);
        return;
    }
    *slot = (struct binding){copy, end_ms};
}

void bindings_add(struct bindings *bindings, const char *name, uint32_t ip, int64_t end_ms,
                  int64_t now_ms)
{
    char canonical[NAME_MAX_BYTES + 1];

    if (!canonical_name(name, canonical))
        return;
    while (bindings->count > 0 && bindings->heap[0]->end_ms <= now_ms)
        forget_nearest(bindings);

    struct address *address = find(bindings, ip);
    if (!address)
        address = insert(bindings, ip, end_ms);
    if (!address)
        return;
    add_name(address, canonical, end_ms);
    if (address->end_ms < end_ms) {
        address->end_ms = end_ms;
        heap_down(bindings, address->heap_index);
    }
}

bool bindings_has(const struct bindings *bindings, const char *name, uint32_t ip, int64_t now_ms)
{
    const struct address *address = find(bindings, ip);
    char canonical[NAME_MAX_BYTES + 1];

    if (!address || !canonical_name(name, canonical))
        return false;
    for (uint32_t i = 0; i < address->count; i++)
        if (address->names[i].end_ms > now_ms && strcmp(address->names[i].name, canonical) == 0)
            return true;
    return false;
}

size_t bindings_names(const struct bindings *bindings, uint32_t ip, int64_t now_ms,
                      const char **names, size_t max)
{
    const struct address *address = find(bindings, ip);
    size_t count = 0;

    if (!address)
        return 0;
    for (uint32_t i = 0; i < address->count && count < max; i++)
        if (address->names[i].end_ms > now_ms)
            names[count++] = address->names[i].name;
    return count;
}

size_t bindings_count(const struct bindings *bindings)
{
    return bindings->count;
}
