/* What the parts of a rule are called, in JSON and in messages. */
#ifndef EGRESS_LANG_RULES_NAMES_H
#define EGRESS_LANG_RULES_NAMES_H

#include "lang/rules/rule.h"

const char *rule_kind_name(enum rule_kind kind); /* "wildcard_host" */
const char *protocol_name(enum protocol protocol);

#define RULE_ATTRIBUTE_NAME_MAX 24

/* "exe", "arg[2]"; returns buffer. */
const char *rule_attribute_name(const struct attribute *attribute,
                                char buffer[RULE_ATTRIBUTE_NAME_MAX]);

#endif
