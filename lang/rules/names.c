#include "lang/rules/names.h"

#include <stdio.h>

const char *rule_kind_name(enum rule_kind kind)
{
    static const char *const names[] = {
        [RULE_HOST] = "host",
        [RULE_WILDCARD_HOST] = "wildcard_host",
        [RULE_IP] = "ip",
        [RULE_CIDR] = "cidr",
        [RULE_URL] = "url",
        [RULE_PATH] = "path",
        [RULE_DNS_HOST] = "dns_host",
        [RULE_DNS_WILDCARD_HOST] = "dns_wildcard_host",
    };

    return names[kind];
}

const char *protocol_name(enum protocol protocol)
{
    static const char *const names[] = {
#define PROTOCOL(key, word) [PROTOCOL_##key] = word,
#include "lang/rules/words.def"
    };

    return names[protocol];
}

const char *rule_attribute_name(const struct attribute *attribute,
                                char buffer[RULE_ATTRIBUTE_NAME_MAX])
{
    static const char *const names[] = {
#define ATTRIBUTE(key, name) [ATTRIBUTE_##key] = name,
#include "lang/rules/attributes.def"
#undef ATTRIBUTE
    };

    if (attribute->key == ATTRIBUTE_ARG_AT)
        snprintf(buffer, RULE_ATTRIBUTE_NAME_MAX, "arg[%u]", attribute->index);
    else
        snprintf(buffer, RULE_ATTRIBUTE_NAME_MAX, "%s", names[attribute->key]);
    return buffer;
}
