/* How alike a rule's target is to the event's. */
#include <stdlib.h>
#include <string.h>

#include "lang/explain/internal.h"

/* Labels that two names have in common, from the last one on. */
static uint32_t common_labels(const char *a, const char *b)
{
    size_t i = strlen(a), j = strlen(b);
    uint32_t count = 0;

    while (i > 0 && j > 0 && (a[i - 1] | 32) == (b[j - 1] | 32)) {
        i--, j--;
        count += a[i] == '.';
    }
    return count + ((i == 0 && (j == 0 || b[j - 1] == '.')) || (j == 0 && a[i - 1] == '.'));
}

static uint32_t label_count(const char *name)
{
    uint32_t count = 1;

    for (; *name; name++)
        count += *name == '.';
    return count;
}

#define EDIT_MAX 80

/* Characters changed, added or left out; EDIT_MAX for names that are longer. */
static uint32_t edits(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    uint32_t row[EDIT_MAX + 1];

    if (a_len >= EDIT_MAX || b_len >= EDIT_MAX)
        return EDIT_MAX;
    for (uint32_t j = 0; j <= b_len; j++)
        row[j] = j;
    for (uint32_t i = 1; i <= a_len; i++) {
        uint32_t diagonal = row[0];

        row[0] = i;
        for (uint32_t j = 1; j <= b_len; j++) {
            uint32_t change = diagonal + ((a[i - 1] | 32) != (b[j - 1] | 32));
            uint32_t other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;

            diagonal = row[j];
            row[j] = change < other ? change : other;
        }
    }
    return row[b_len];
}

/* Below the same name of two labels or more, or a slip of the pen. */
static uint32_t host_unlike(const struct host_pattern *pattern, const char *host)
{
    const char *suffix = pattern->suffix;
    uint32_t common, distance;

    if (!suffix || !host)
        return UNLIKE_ALIEN;
    common = common_labels(suffix, host);
    if (common >= 2) {
        uint32_t rest = label_count(suffix) + label_count(host) - 2 * common;

        return rest < UNLIKE_MAX ? 1 + rest : UNLIKE_MAX;
    }
    distance = edits(suffix, host);
    return distance <= 2 && strlen(host) > 5 ? 3 + distance : UNLIKE_ALIEN;
}

static uint32_t address_unlike(const struct rule *rule, uint32_t address)
{
    uint32_t difference = (rule->address ^ address) & prefix_mask(rule->prefix_len);
    uint32_t common = difference ? (uint32_t)__builtin_clz(difference) : 32;

    if (!difference)
        return 0;
    return common >= 24 ? 1 : common >= 16 ? 3 : common >= 8 ? 6 : UNLIKE_ALIEN;
}

uint32_t target_unlike(const struct asking *asking, uint32_t number)
{
    const struct rule *rule = &asking->space->rules->rules[number];
    const struct facts *facts = asking->facts;

    /* Any resolver is as near as another; so is any block when the address is not known. */
    if (rule_is_address(rule) && (asking->role == ROLE_RESOLVER || asking->address_unknown))
        return asking->role == ROLE_RESOLVER ? 1 : UNLIKE_ALIEN;
    if (rule_is_address(rule))
        return address_unlike(rule, facts->dst_ip);
    if (rule->host.form == HOST_ADDRESS)
        return rule->host.address == facts->dst_ip ? 1 : UNLIKE_ALIEN;
    return host_unlike(&rule->host, facts->host);
}
