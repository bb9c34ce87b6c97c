/*
 * limits: every bound of the worker in one place, by name (runtime/limits.def).
 */
#ifndef EGRESS_RUNTIME_LIMITS_H
#define EGRESS_RUNTIME_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

struct limits {
#define LIMIT(name, value, meaning) uint32_t name;
#include "runtime/limits.def"
#undef LIMIT
};

static inline struct limits limits_default(void)
{
    return (struct limits){
#define LIMIT(name, value, meaning) .name = value,
#include "runtime/limits.def"
#undef LIMIT
    };
}

/* "NAME=NUMBER", as --limit has it, NAME one of limits.def. false, and nothing set, for all else.
 */
bool limits_set(struct limits *limits, const char *setting);

#endif
