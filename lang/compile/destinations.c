/* Destinations: a program for every node of the host trie and for every prefix. */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

static uint32_t build_labels(struct compilation *c, const struct vector *labels)
{
    struct choice *choices = ARENA_ARRAY(c->arena, struct choice, (size_t)labels->count + 1);

    for (uint32_t i = 0; i < labels->count; i++) {
        const struct label_group *label = VECTOR_AT(labels, struct label_group, i);
        choices[i] = (struct choice){label->glob, group_program(c, label->group)};
    }
    return choices_build(c, SLOT_LABEL, SLOT_LABEL, choices, labels->count);
}

static void build_host(struct compilation *c, uint32_t number)
{
    struct host_build *node = VECTOR_AT(&c->hosts, struct host_build, number);
    uint32_t none = group_program(c, node->exact);
    uint32_t subdomains = group_program(c, node->subdomains);
    uint32_t one = graph_also(c, build_labels(c, &node->labels), subdomains);
    uint32_t more = graph_also(c, build_labels(c, &node->sub_labels), subdomains);

    node->fronts = (none != TARGET_END ? FRONT_NONE : 0) | (one != TARGET_END ? FRONT_ONE : 0) |
                   (more != TARGET_END ? FRONT_MORE : 0);
    uint32_t some = none != TARGET_END ? none : one != TARGET_END ? one : more;
    if ((none == TARGET_END || none == some) && (one == TARGET_END || one == some) &&
        (more == TARGET_END || more == some))
        node->program = some;
    else
        node->program = graph_add(
            c, (struct instruction){.opcode = OP_FRONT, .operand = more, .yes = none, .no = one},
            NULL, 0);
}

static int compare_prefixes(const void *a_void, const void *b_void)
{
    const struct address_build *a = a_void, *b = b_void;

    if (a->address != b->address)
        return a->address < b->address ? -1 : 1;
    return a->prefix_len < b->prefix_len ? -1 : a->prefix_len > b->prefix_len;
}

static bool contains(const struct address_build *outer, const struct address_build *inner)
{
    uint32_t mask = outer->prefix_len ? UINT32_MAX << (32 - outer->prefix_len) : 0;

    return outer->prefix_len <= inner->prefix_len && (inner->address & mask) == outer->address;
}

/* Sorted, a prefix stands behind those that contain it: its parent is the last that does. */
static void build_addresses(struct compilation *c)
{
    struct address_build *nodes = c->addresses.items;

    qsort(nodes + 1, c->addresses.count - 1, sizeof(*nodes), compare_prefixes);
    for (uint32_t i = 1; i < c->addresses.count; i++) {
        uint32_t parent = i - 1;
        while (parent != 0 && !contains(&nodes[parent], &nodes[i]))
            parent = nodes[parent].parent;
        nodes[i].parent = parent;
        nodes[i].program = group_program(c, nodes[i].group);
    }
}

void destinations_make(struct compilation *c)
{
    for (uint32_t i = 1; i < c->hosts.count; i++)
        build_host(c, i);
    build_addresses(c);
}

static void blame_group(const struct compilation *c, uint32_t number)
{
    if (number == GROUP_NONE)
        return;
    const struct group *group = VECTOR_AT(&c->groups, struct group, number);

    for (uint32_t i = 0; i < group->rules.count; i++) {
        if (c->report->blamed_count < COMPILE_BLAMED_MAX)
            c->report->blamed[c->report->blamed_count] = *VECTOR_AT(&group->rules, uint32_t, i);
        c->report->blamed_count++;
    }
}

void destinations_blame(const struct compilation *c, uint32_t host, uint32_t address)
{
    const struct host_build *node = VECTOR_AT(&c->hosts, struct host_build, host);

    blame_group(c, node->exact);
    blame_group(c, node->subdomains);
    for (uint32_t i = 0; i < node->labels.count; i++)
        blame_group(c, VECTOR_AT(&node->labels, struct label_group, i)->group);
    for (uint32_t i = 0; i < node->sub_labels.count; i++)
        blame_group(c, VECTOR_AT(&node->sub_labels, struct label_group, i)->group);
    blame_group(c, VECTOR_AT(&c->addresses, struct address_build, address)->group);
}
