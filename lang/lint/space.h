/*
 * The rules of a policy as sets of events, and which of them an event lies in. This is the language
 * reference's "What is asked of a policy" taken apart into planes: in a plane every rule is one
 * product of independent conditions, and an event's answer is yes where some rule's set has it.
 *
 * Ownership: the ruleset is borrowed; everything made is arena memory.
 */
#ifndef EGRESS_LANG_LINT_SPACE_H
#define EGRESS_LANG_LINT_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/lint/pattern.h"
#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

enum plane {
    PLANE_TCP,         /* may this connection be made? */
    PLANE_UDP,         /* this datagram? */
    PLANE_HTTP,        /* this request? */
    PLANE_NAME,        /* may this name be resolved, whatever the resolver? */
    PLANE_PASSTHROUGH, /* is this connection passed through? */
    PLANE_INSECURE,    /* is the certificate left unchecked, or not looked at? */
    PLANE_COUNT
};

/* A rule's conditions as patterns; made when first needed. */
struct shape {
    bool made;
    const struct pattern *host;              /* NULL: none */
    const struct pattern *path;              /* NULL: none */
    const struct pattern *const *attributes; /* as many as the rule has */
};

/*
 * What was lately made of something in memory, by its address: rules under a header share values,
 * and whole lists of them. One place for each; the later one has it.
 */
#define SPACE_MADE_PLACES 4096 /* a power of two */

struct made {
    const void *from;
    const void *pattern;
};

struct space {
    struct arena *arena;
    const struct ruleset *rules;
    struct shape *shapes;
    struct made *made;     /* of values: a pattern; of lists of attributes: a list of patterns */
    bool *removed;         /* rules that are taken as not there */
    uint32_t free_address; /* in no address rule, if there is one */
    uint16_t free_port;    /* named by no rule, if there is one */
    uint32_t args_max;     /* no rule names an argv[N] from here on */
    uint64_t work;         /* steps so far: a rule tried, a character matched, about as costly */
    uint64_t work_max;     /* 0: no limit */
};

void space_init(struct space *space, struct arena *arena, const struct ruleset *rules);

const struct shape *space_shape(struct space *space, uint32_t rule);

/* Does the rule say anything in that plane? */
bool space_concerns(enum plane plane, const struct rule *rule);

/* The limit of work is reached: time to say "unknown". */
static inline bool space_is_tired(const struct space *space)
{
    return space->work_max && space->work >= space->work_max;
}

/* Is the event in the rule's set? Facts as a matcher is given them; `removed` does not matter. */
bool space_matches(struct space *space, enum plane plane, uint32_t rule, const struct facts *facts);

static inline bool rule_is_url(const struct rule *rule)
{
    return rule->kind == RULE_URL || rule->kind == RULE_PATH;
}

static inline bool rule_is_address(const struct rule *rule)
{
    return rule->kind == RULE_IP || rule->kind == RULE_CIDR;
}

static inline bool rule_is_host(const struct rule *rule)
{
    return rule->kind == RULE_HOST || rule->kind == RULE_WILDCARD_HOST;
}

static inline bool rule_is_dns(const struct rule *rule)
{
    return rule->kind == RULE_DNS_HOST || rule->kind == RULE_DNS_WILDCARD_HOST;
}

static inline uint32_t prefix_mask(uint8_t prefix_len)
{
    return prefix_len ? UINT32_MAX << (32 - prefix_len) : 0;
}

#endif
