#include "lang/lint/space.h"

#include <string.h>

/* Documentation's address and the first dynamic port: what a reader takes for an example. */
#define PREFERRED_ADDRESS UINT32_C(0xcb00710a) /* 203.0.113.10, RFC 5737 */
#define PREFERRED_PORT 49152

#define PORTS_PER_STEP 16 /* so many cost about as much as a step of a pattern */

static uint32_t covered_up_to(const struct ruleset *rules, uint32_t address)
{
    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];
        uint32_t mask = prefix_mask(rule->prefix_len);

        if (rule_is_address(rule) && (address & mask) == rule->address)
            return rule->address | ~mask;
    }
    return 0;
}

/* An address in no rule. Some tries, then whatever comes; only speed depends on it. */
static uint32_t free_address(const struct ruleset *rules)
{
    uint32_t address = PREFERRED_ADDRESS;

    for (int tries = 0; tries < 64; tries++) {
        uint32_t last = covered_up_to(rules, address);

        if (!last)
            return address;
        address = last + 1 ? last + 1 : UINT32_C(0x01000001);
    }
    return PREFERRED_ADDRESS;
}

static uint16_t free_port(struct arena *arena, const struct ruleset *rules)
{
    bool *named = ARENA_ARRAY(arena, bool, 65536);

    for (uint32_t i = 0; i < rules->count; i++)
        for (uint32_t j = 0; j < rules->rules[i].ports.count; j++)
            named[rules->rules[i].ports.ports[j]] = true;
    for (uint32_t port = PREFERRED_PORT; port < 65536; port++)
        if (!named[port])
            return (uint16_t)port;
    return PREFERRED_PORT;
}

static uint32_t args_max(const struct ruleset *rules)
{
    uint32_t max = 0;

    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];

        for (uint32_t j = 0; j < rule->attribute_count; j++)
            if (rule->attributes[j].key == ATTRIBUTE_ARG_AT && rule->attributes[j].index >= max)
                max = rule->attributes[j].index + 1;
    }
    return max;
}

void space_init(struct space *space, struct arena *arena, const struct ruleset *rules)
{
    *space = (struct space){
        .arena = arena,
        .rules = rules,
        .shapes = ARENA_ARRAY(arena, struct shape, rules->count ? rules->count : 1),
        .made = ARENA_ARRAY(arena, struct made, SPACE_MADE_PLACES),
        .removed = ARENA_ARRAY(arena, bool, rules->count ? rules->count : 1),
        .free_address = free_address(rules),
        .free_port = free_port(arena, rules),
        .args_max = args_max(rules),
    };
}

static struct made *place_of(struct space *space, const void *from)
{
    uint64_t hash = (uintptr_t)from * UINT64_C(0x9e3779b97f4a7c15);

    return &space->made[(hash >> 32) % SPACE_MADE_PLACES];
}

static const struct pattern *attribute_pattern(struct space *space,
                                               const struct attribute *attribute)
{
    struct made *made = place_of(space, attribute->value);

    if (made->from != attribute->value)
        *made = (struct made){attribute->value, pattern_of_attribute(space->arena, attribute)};
    return made->pattern;
}

static const struct pattern *const *attribute_patterns(struct space *space, const struct rule *rule)
{
    struct made *made = place_of(space, rule->attributes);
    const struct pattern **patterns;

    if (made->from == rule->attributes)
        return made->pattern;
    patterns = ARENA_ARRAY(space->arena, const struct pattern *, rule->attribute_count);
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        patterns[i] = attribute_pattern(space, &rule->attributes[i]);
    *made = (struct made){rule->attributes, patterns};
    return patterns;
}

const struct shape *space_shape(struct space *space, uint32_t number)
{
    const struct rule *rule = &space->rules->rules[number];
    struct shape *shape = &space->shapes[number];

    if (shape->made)
        return shape;
    shape->made = true;
    if (!rule_is_address(rule))
        shape->host = pattern_of_host(space->arena, &rule->host);
    if (rule_is_url(rule))
        shape->path = pattern_of_path(space->arena, &rule->path);
    if (rule->attribute_count)
        shape->attributes = attribute_patterns(space, rule);
    return shape;
}

bool space_concerns(enum plane plane, const struct rule *rule)
{
    bool connects = rule_is_host(rule) || rule_is_address(rule);
    bool tcp = connects && rule->protocol == PROTOCOL_TCP;

    switch (plane) {
    case PLANE_TCP:
        return tcp;
    case PLANE_UDP:
        return connects && !tcp;
    case PLANE_HTTP:
        return tcp || rule_is_url(rule);
    case PLANE_NAME:
        return !rule_is_address(rule) && rule->host.form != HOST_ADDRESS;
    case PLANE_PASSTHROUGH:
        return tcp && rule->passthrough;
    case PLANE_INSECURE:
        return (tcp || rule_is_url(rule)) && (rule->insecure || rule->passthrough);
    case PLANE_COUNT:
        break;
    }
    return false;
}

static bool port_matches(const struct port_list *ports, uint16_t port)
{
    for (uint32_t i = 0; i < ports->count; i++)
        if (ports->ports[i] == port)
            return true;
    return ports->count == 0;
}

static bool some_arg_matches(struct space *space, const struct pattern *pattern,
                             const struct process_facts *process)
{
    for (uint32_t i = 0; i < process->argc; i++)
        if (pattern_matches_counting(pattern, process->argv[i], &space->work))
            return true;
    return false;
}

static bool attribute_matches(struct space *space, const struct attribute *attribute,
                              const struct pattern *pattern, const struct process_facts *process)
{
    const char *fact = NULL;

    switch (attribute->key) {
    case ATTRIBUTE_EXE:
        fact = process->exe;
        break;
    case ATTRIBUTE_ARG:
        return some_arg_matches(space, pattern, process);
    case ATTRIBUTE_ARG_AT:
        fact = attribute->index < process->argc ? process->argv[attribute->index] : NULL;
        break;
    case ATTRIBUTE_CGROUP:
        fact = process->cgroup;
        break;
    case ATTRIBUTE_STEP:
        fact = process->step;
        break;
    case ATTRIBUTE_ACTION:
        fact = process->action;
        break;
    case ATTRIBUTE_IMAGE:
        fact = process->image;
        break;
    case ATTRIBUTE_KEY_COUNT:
        break;
    }
    return fact && pattern_matches_counting(pattern, fact, &space->work);
}

static bool process_matches(struct space *space, const struct rule *rule, const struct shape *shape,
                            const struct process_facts *process)
{
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        if (!process ||
            !attribute_matches(space, &rule->attributes[i], shape->attributes[i], process))
            return false;
    return true;
}

static bool request_matches(struct space *space, const struct rule *rule, const struct shape *shape,
                            const struct facts *facts)
{
    return facts->scheme == rule->scheme && (facts->method & rule->methods) && facts->path &&
           pattern_matches_counting(shape->path, facts->path, &space->work);
}

bool space_matches(struct space *space, enum plane plane, uint32_t number,
                   const struct facts *facts)
{
    const struct rule *rule = &space->rules->rules[number];
    const struct shape *shape;

    space->work++;
    if (!space_concerns(plane, rule))
        return false;
    space->work += rule->ports.count / PORTS_PER_STEP;
    if (plane != PLANE_NAME && !port_matches(&rule->ports, facts->dst_port))
        return false;
    if (rule_is_address(rule) && (facts->dst_ip & prefix_mask(rule->prefix_len)) != rule->address)
        return false;
    shape = space_shape(space, number);
    if (shape->host &&
        (!facts->host || !pattern_matches_counting(shape->host, facts->host, &space->work)))
        return false;
    if (plane == PLANE_HTTP && rule_is_url(rule) && !request_matches(space, rule, shape, facts))
        return false;
    return process_matches(space, rule, shape, facts->process);
}
