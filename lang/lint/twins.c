#include "lang/lint/twins.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lint/space.h"
#include "lang/rules/same.h"

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15) ^ hash >> 29;
}

static uint64_t mix_bytes(uint64_t hash, const void *bytes, size_t len_bytes)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < len_bytes; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
    return mix(hash, len_bytes);
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
    return text ? mix_bytes(hash, text, strlen(text)) : mix(hash, 1);
}

/* The kind as far as it matters. */
static int sort_of(const struct rule *rule)
{
    return rule_is_url(rule) ? 0 : rule_is_address(rule) ? 1 : rule_is_dns(rule) ? 2 : 3;
}

static uint64_t hash_of(const struct rule *rule)
{
    uint64_t hash = mix((uint64_t)sort_of(rule), rule->host.form);

    hash = mix_text(mix_text(hash, rule->host.label), rule->host.suffix);
    hash = mix(mix(hash, rule->host.address), rule->address);
    hash = mix_bytes(hash, rule->ports.ports, rule->ports.count * sizeof *rule->ports.ports);
    for (uint32_t i = 0; i < rule->path.count; i++)
        hash = mix_text(hash, rule->path.segments[i]);
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        hash = mix_text(mix(hash, rule->attributes[i].key), rule->attributes[i].value);
    hash = mix(mix(hash, rule->methods), rule->prefix_len);
    hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93); /* all bits count in the low ones */
    return hash ^ hash >> 32;
}

static bool same_process(const struct rule *a, const struct rule *b)
{
    if (a->attribute_count != b->attribute_count)
        return false;
    for (uint32_t i = 0; i < a->attribute_count; i++) {
        const struct attribute *x = &a->attributes[i], *y = &b->attributes[i];

        if (x->key != y->key || x->index != y->index || x->match != y->match ||
            strcmp(x->value, y->value) != 0)
            return false;
    }
    return true;
}

static bool same_rule(const struct rule *a, const struct rule *b)
{
    return sort_of(a) == sort_of(b) && a->protocol == b->protocol && a->scheme == b->scheme &&
           a->address == b->address && a->prefix_len == b->prefix_len && a->methods == b->methods &&
           a->passthrough == b->passthrough && a->insecure == b->insecure &&
           same_host(&a->host, &b->host) && same_ports(&a->ports, &b->ports) &&
           same_path(&a->path, &b->path) && same_process(a, b);
}

struct slot {
    uint64_t hash;
    uint32_t rule; /* + 1; 0: free */
};

const uint32_t *twins_find(const struct ruleset *rules, struct arena *arena)
{
    uint32_t *firsts = ARENA_ARRAY(arena, uint32_t, rules->count + 1);
    size_t mask = 15;
    struct slot *slots;

    while (mask < 2 * (size_t)rules->count)
        mask = 2 * mask + 1;
    slots = calloc(mask + 1, sizeof *slots);
    if (!slots)
        abort();
    for (uint32_t i = 0; i < rules->count; i++) {
        uint64_t hash = hash_of(&rules->rules[i]);
        size_t at = hash & mask;

        while (slots[at].rule && (slots[at].hash != hash ||
                                  !same_rule(&rules->rules[slots[at].rule - 1], &rules->rules[i])))
            at = (at + 1) & mask;
        if (!slots[at].rule)
            slots[at] = (struct slot){hash, i + 1};
        firsts[i] = slots[at].rule - 1;
    }
    free(slots);
    return firsts;
}
