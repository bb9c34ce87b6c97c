#include "runtime/limits.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    size_t offset;
} known[] = {
#define LIMIT(name, value, meaning) {#name, offsetof(struct limits, name)},
#include "runtime/limits.def"
#undef LIMIT
};

static bool read_number(const char *text, uint32_t *ret)
{
    uint64_t value = 0;
    if (!*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > 10)
        return false;
    for (; *text; text++)
        value = value * 10 + (uint64_t)(*text - '0');
    *ret = (uint32_t)value;
    return value <= INT32_MAX;
}

bool limits_set(struct limits *limits, const char *setting)
{
    const char *equals = strchr(setting, '=');
    uint32_t value;
    if (!equals || !read_number(equals + 1, &value))
        return false;
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        size_t len = strlen(known[i].name);
        if (len != (size_t)(equals - setting) || memcmp(known[i].name, setting, len) != 0)
            continue;
        memcpy((char *)limits + known[i].offset, &value, sizeof(value));
        return true;
    }
    return false;
}
