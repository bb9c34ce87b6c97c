#include "lang/rules/same.h"

#include <string.h>

bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

bool same_host(const struct host_pattern *a, const struct host_pattern *b)
{
    return a->form == b->form && a->address == b->address && same_text(a->label, b->label) &&
           same_text(a->suffix, b->suffix);
}

bool same_ports(const struct port_list *a, const struct port_list *b)
{
    return a->count == b->count &&
           (!a->count || !memcmp(a->ports, b->ports, a->count * sizeof *a->ports));
}

bool same_path(const struct path_pattern *a, const struct path_pattern *b)
{
    if (a->count != b->count || a->any_tail != b->any_tail)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (strcmp(a->segments[i], b->segments[i]) != 0)
            return false;
    return true;
}
