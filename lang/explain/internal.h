/* Inside lang/explain. */
#ifndef EGRESS_LANG_EXPLAIN_INTERNAL_H
#define EGRESS_LANG_EXPLAIN_INTERNAL_H

#include "lang/explain/explain.h"
#include "lang/lint/space.h"

/* What is asked of a rule. DNS is two of these. */
enum role { ROLE_CONNECTION, ROLE_REQUEST, ROLE_NAME, ROLE_RESOLVER };

struct asking {
    enum role role;
    enum question question;
    const struct facts *facts;
    bool address_unknown;
    struct space *space; /* patterns of the rules */
    struct arena *arena;
};

#define FAILED_MAX (8 + 32)

/* Writes the conditions of the rule that fail; room for FAILED_MAX. */
uint32_t conditions_failed(struct asking *asking, uint32_t rule, struct explain_condition *failed);

/* The same without texts: which kinds fail (bits of 1 << kind), and how many conditions. */
struct failure {
    uint32_t kinds;
    uint32_t count;
};

struct failure conditions_count(struct asking *asking, uint32_t rule);

/* How unlike the rule's target is: 0 it matches, up to UNLIKE_MAX near enough to tell of. */
#define UNLIKE_MAX 8
#define UNLIKE_ALIEN 255

uint32_t target_unlike(const struct asking *asking, uint32_t rule);

#endif
