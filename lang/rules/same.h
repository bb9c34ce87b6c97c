/* Whether parts of two rules are the same: written alike, not only of the same effect. */
#ifndef EGRESS_LANG_RULES_SAME_H
#define EGRESS_LANG_RULES_SAME_H

#include <stdbool.h>

#include "lang/rules/rule.h"

bool same_text(const char *a, const char *b); /* NULL is the same as NULL only */
bool same_host(const struct host_pattern *a, const struct host_pattern *b);
bool same_ports(const struct port_list *a, const struct port_list *b);
bool same_path(const struct path_pattern *a, const struct path_pattern *b);

#endif
