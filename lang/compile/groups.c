/*
 * Groups: the rules of one destination, and their program: what is asked, then the port, then the
 * lists of what is left.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

/* Rules for any port are merged into the lists of single ports while they are this few; beyond,
 * they are put aside, so that they are not copied into each. */
#define MERGED_MAX 8

/* Up to so many ports it is not worth it to remember their programs. */
#define REMEMBERED_MIN 8

#define ASK_CONNECTION (ASK_TCP | ASK_TLS | ASK_HTTP)
#define ASK_DATAGRAM (ASK_UDP | ASK_RESOLVER)

static bool is_url(const struct rule *rule)
{
    return rule->kind == RULE_URL || rule->kind == RULE_PATH;
}

static bool is_dns_only(const struct rule *rule)
{
    return rule->kind == RULE_DNS_HOST || rule->kind == RULE_DNS_WILDCARD_HOST;
}

static struct entry entry_of(const struct compilation *c, uint32_t rule, uint32_t lanes)
{
    const struct tests_of_rule *tests = &c->tests_of_rules[rule];

    return (struct entry){.rule = rule,
                          .lanes = lanes,
                          .remaining = (UINT64_C(1) << tests->count) - 1,
                          .tests = tests->tests,
                          .test_count = tests->count};
}

/* A list of rules, filled in source order. */
struct rule_list {
    uint32_t *rules;
    uint32_t count;
};

static struct rule_list rule_list_new(struct compilation *c, uint32_t max)
{
    return (struct rule_list){ARENA_ARRAY(c->arena, uint32_t, (size_t)max + 1), 0};
}

/* Both lists, in source order. */
static struct rule_list merge(struct compilation *c, const struct rule_list *a,
                              const struct rule_list *b)
{
    struct rule_list both = rule_list_new(c, a->count + b->count);
    uint32_t i = 0, j = 0;

    while (i < a->count || j < b->count) {
        bool first = j == b->count || (i < a->count && a->rules[i] < b->rules[j]);
        both.rules[both.count++] = first ? a->rules[i++] : b->rules[j++];
    }
    return both;
}

/* What a rule does for a question about a connection that has come to its port. */
static uint32_t lanes_for(const struct rule *rule, uint32_t asked)
{
    uint32_t lanes = 1u << LANE_VERDICT;

    if (is_url(rule)) /* the path is another matter, see paths.c */
        lanes = asked == ASK_TLS ? 1u << LANE_INSPECT : 0;
    if (asked == ASK_TCP || asked == ASK_UDP)
        return lanes;
    if (rule->passthrough)
        lanes |= 1u << LANE_PASSTHROUGH;
    if (rule->insecure)
        lanes |= 1u << LANE_INSECURE;
    return lanes;
}

static uint32_t build_for(struct compilation *c, const struct rule_list *list, uint32_t asked)
{
    struct entries entries = {ARENA_ARRAY(c->arena, struct entry, (size_t)list->count + 1), 0};

    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t lanes = lanes_for(&c->rules->rules[list->rules[i]], asked);
        if (lanes)
            entries.items[entries.count++] = entry_of(c, list->rules[i], lanes);
    }
    return list_build(c, entries);
}

static uint32_t build_paths(struct compilation *c, const struct rule_list *list)
{
    struct entries entries = {ARENA_ARRAY(c->arena, struct entry, (size_t)list->count + 1), 0};

    for (uint32_t i = 0; i < list->count; i++)
        if (is_url(&c->rules->rules[list->rules[i]]))
            entries.items[entries.count++] = entry_of(c, list->rules[i], 1u << LANE_VERDICT);
    if (entries.count == 0)
        return TARGET_END;
    return graph_branch(c, OP_ASK, ASK_PATH, 0, paths_build(c, entries), TARGET_END);
}

/* Rules whose protocol and port fit. */
static uint32_t build_port(struct compilation *c, const struct rule_list *list, bool udp)
{
    if (udp)
        return build_for(c, list, ASK_UDP);

    /* Where no rule differs between them these are one and the same node, and no branch is made.
     * Flags change nothing for a plain connection: its answer does not look at their lanes. */
    uint32_t any_path = build_for(c, list, ASK_HTTP);
    uint32_t http = graph_also(c, build_paths(c, list), any_path);
    uint32_t tls = build_for(c, list, ASK_TLS);
    bool has_url = false;

    for (uint32_t i = 0; i < list->count; i++)
        has_url |= is_url(&c->rules->rules[list->rules[i]]);
    uint32_t tcp = has_url ? build_for(c, list, ASK_TCP) : tls;

    return graph_branch(c, OP_ASK, ASK_HTTP, 0, http,
                        graph_branch(c, OP_ASK, ASK_TLS, 0, tls, tcp));
}

struct port_rule {
    uint32_t key;
    uint32_t rule;
};

static int compare_port_rules(const void *a_void, const void *b_void)
{
    const struct port_rule *a = a_void, *b = b_void;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

/* The rules of a group that one protocol is asked of: those for single ports, those for any. */
struct ports {
    struct vector single; /* of struct port_rule */
    struct rule_list any;
    bool udp;
};

static struct ports collect_ports(struct compilation *c, const struct group *group, bool udp)
{
    struct ports ports = {.udp = udp, .any = rule_list_new(c, group->rules.count)};

    for (uint32_t i = 0; i < group->rules.count; i++) {
        uint32_t number = *VECTOR_AT(&group->rules, uint32_t, i);
        const struct rule *rule = &c->rules->rules[number];

        if (is_dns_only(rule) || (rule->protocol == PROTOCOL_UDP) != udp)
            continue;
        if (rule->ports.count == 0)
            ports.any.rules[ports.any.count++] = number;
        for (uint32_t p = 0; p < rule->ports.count; p++)
            *(struct port_rule *)vector_push(c->arena, &ports.single, sizeof(struct port_rule)) =
                (struct port_rule){(udp ? KEY_UDP : KEY_TCP) + rule->ports.ports[p], number};
    }
    if (ports.single.count > 1)
        qsort(ports.single.items, ports.single.count, sizeof(struct port_rule), compare_port_rules);
    return ports;
}

/* The rules of `count` pairs that have one key, each once. */
static struct rule_list rules_of_key(struct compilation *c, const struct port_rule *pairs,
                                     uint32_t count)
{
    struct rule_list list = rule_list_new(c, count);

    for (uint32_t i = 0; i < count; i++)
        if (list.count == 0 || list.rules[list.count - 1] != pairs[i].rule)
            list.rules[list.count++] = pairs[i].rule;
    return list;
}

/* As build_port; of many ports that have the same rules, the first alone is any work. */
static uint32_t build_port_once(struct compilation *c, struct map *built,
                                const struct rule_list *list, const struct ports *ports)
{
    bool udp = ports->udp;

    if (ports->single.count <= REMEMBERED_MIN)
        return build_port(c, list, udp);

    struct map_key key = {list->count, 0, (const char *)list->rules,
                          list->count * (uint32_t)sizeof(*list->rules)};
    uint32_t ref = map_get(built, &key);
    bool is_new;

    if (ref != MAP_NONE)
        return ref;
    ref = build_port(c, list, udp);
    map_find(c->arena, built, key, ref, &is_new);
    return ref;
}

/* A case for every port that stands by itself. */
static struct vector build_cases(struct compilation *c, const struct ports *ports, bool merged)
{
    const struct port_rule *pairs = ports->single.items;
    struct vector cases = {0};
    struct map built = {0};

    for (uint32_t i = 0, end; i < ports->single.count; i = end) {
        for (end = i + 1; end < ports->single.count && pairs[end].key == pairs[i].key;)
            end++;
        struct rule_list list = rules_of_key(c, pairs + i, end - i);
        if (merged)
            list = merge(c, &list, &ports->any);
        *(struct graph_case *)vector_push(c->arena, &cases, sizeof(struct graph_case)) =
            (struct graph_case){.key = pairs[i].key,
                                .ref = build_port_once(c, &built, &list, ports)};
    }
    return cases;
}

static uint32_t build_ports(struct compilation *c, const struct ports *ports)
{
    bool merged = ports->any.count <= MERGED_MAX;
    uint32_t any = ports->any.count ? build_port(c, &ports->any, ports->udp) : TARGET_END;
    struct vector cases = build_cases(c, ports, merged);
    uint32_t otherwise = merged ? any : TARGET_END, program = otherwise;

    if (cases.count == 1) {
        const struct graph_case *only = VECTOR_AT(&cases, struct graph_case, 0);
        program = graph_branch(c, OP_PORT, 0, only->key, only->ref, otherwise);
    } else if (cases.count > 1) {
        program = graph_add(c, (struct instruction){.opcode = OP_PORTS, .no = otherwise},
                            cases.items, cases.count);
    }
    return merged ? program : graph_also(c, program, any);
}

/* Keeps a program for the questions of its protocol where the ports have not done that already. */
static uint32_t guard(struct compilation *c, const struct ports *ports, uint32_t program)
{
    if (ports->any.count == 0)
        return program;
    return graph_branch(c, OP_ASK, ports->udp ? ASK_DATAGRAM : ASK_CONNECTION, 0, program,
                        TARGET_END);
}

static uint32_t build_connections(struct compilation *c, const struct group *group)
{
    struct ports tcp = collect_ports(c, group, false), udp = collect_ports(c, group, true);
    uint32_t tcp_program = build_ports(c, &tcp), udp_program = build_ports(c, &udp);

    if (udp_program == TARGET_END)
        return guard(c, &tcp, tcp_program);
    if (tcp_program == TARGET_END)
        return guard(c, &udp, udp_program);
    return graph_branch(c, OP_ASK, ASK_DATAGRAM, 0, udp_program, tcp_program);
}

/* May the name be resolved: every rule that names it, whatever its port. */
static uint32_t build_name(struct compilation *c, const struct group *group)
{
    struct entries entries = {ARENA_ARRAY(c->arena, struct entry, (size_t)group->rules.count + 1),
                              group->rules.count};

    for (uint32_t i = 0; i < group->rules.count; i++)
        entries.items[i] = entry_of(c, *VECTOR_AT(&group->rules, uint32_t, i), 1u << LANE_VERDICT);
    return list_build(c, entries);
}

/* The most frequent program, one port for one host, is a single instruction. */
static bool is_one_port(const struct compilation *c, uint32_t program, uint32_t name)
{
    const struct graph_node *node = graph_node(c, program);

    return node && node->instruction.opcode == OP_PORT && node->instruction.aux == 0 &&
           node->instruction.yes == name && node->instruction.no == TARGET_END;
}

uint32_t group_program(struct compilation *c, uint32_t number)
{
    if (number == GROUP_NONE)
        return TARGET_END;
    const struct group *group = VECTOR_AT(&c->groups, struct group, number);
    uint32_t connections = build_connections(c, group);

    if (!group->has_name)
        return connections;
    uint32_t name = build_name(c, group);
    if (is_one_port(c, connections, name))
        return graph_branch(c, OP_PORT, 1, graph_node(c, connections)->instruction.operand, name,
                            TARGET_END);
    return graph_branch(c, OP_ASK, ASK_NAME, 0, name, connections);
}

/* Host nodes. */

static uint32_t host_child(struct compilation *c, uint32_t parent, const char *label, uint32_t len,
                           uint32_t rule)
{
    bool is_new;
    uint32_t number = map_find(c->arena, &c->host_map, (struct map_key){parent, 0, label, len},
                               c->hosts.count, &is_new);

    if (is_new)
        *(struct host_build *)vector_push(c->arena, &c->hosts, sizeof(struct host_build)) =
            (struct host_build){.parent = parent,
                                .label = rule == GROUP_NONE
                                             ? strings_intern(c->arena, &c->strings, label, len)
                                             : strings_intern_near(c->arena, &c->strings, c->rules,
                                                                   rule, label, len),
                                .label_len_bytes = len,
                                .exact = GROUP_NONE,
                                .subdomains = GROUP_NONE};
    return number;
}

/* The node of a suffix: its labels from the last on. */
static uint32_t host_node_of(struct compilation *c, const char *suffix, uint32_t rule)
{
    uint32_t node = 0, end = (uint32_t)strlen(suffix);

    while (end > 0) {
        uint32_t start = end;
        while (start > 0 && suffix[start - 1] != '.')
            start--;
        node = host_child(c, node, suffix + start, end - start, rule);
        end = start ? start - 1 : 0;
    }
    return node;
}

static uint32_t group_new(struct compilation *c, bool is_address, bool has_name)
{
    *(struct group *)vector_push(c->arena, &c->groups, sizeof(struct group)) =
        (struct group){.is_address = is_address, .has_name = has_name};
    return c->groups.count - 1;
}

/* The group of a pattern for the label in front of a node. */
static uint32_t label_group(struct compilation *c, uint32_t node, bool more, uint32_t glob)
{
    bool is_new;
    uint32_t group = map_find(c->arena, &c->label_map,
                              (struct map_key){node, glob, more ? "more" : "one", more ? 4 : 3},
                              c->groups.count, &is_new);

    if (!is_new)
        return group;
    struct host_build *host = VECTOR_AT(&c->hosts, struct host_build, node);
    *(struct label_group *)vector_push(c->arena, more ? &host->sub_labels : &host->labels,
                                       sizeof(struct label_group)) =
        (struct label_group){glob, group_new(c, false, true)};
    return group;
}

static uint32_t existing_or_new(struct compilation *c, uint32_t *group, bool has_name)
{
    if (*group == GROUP_NONE)
        *group = group_new(c, false, has_name);
    return *group;
}

static uint32_t host_group(struct compilation *c, uint32_t number)
{
    const struct host_pattern *host = &c->rules->rules[number].host;
    char address[sizeof("255.255.255.255")];

    if (host->form == HOST_ADDRESS) {
        snprintf(address, sizeof(address), "%u.%u.%u.%u", host->address >> 24,
                 host->address >> 16 & 255, host->address >> 8 & 255, host->address & 255);
        const char *text = arena_strndup(c->arena, address, strlen(address));
        uint32_t leaf = host_node_of(c, text, number);
        return existing_or_new(c, &VECTOR_AT(&c->hosts, struct host_build, leaf)->exact, false);
    }
    uint32_t glob = host->label ? glob_add(c, host->label, false, number) : 0;
    uint32_t leaf = host_node_of(c, host->suffix, number);
    struct host_build *node = VECTOR_AT(&c->hosts, struct host_build, leaf);
    switch (host->form) {
    case HOST_EXACT:
        return existing_or_new(c, &node->exact, true);
    case HOST_SUBDOMAINS:
        return existing_or_new(c, &node->subdomains, true);
    case HOST_LABEL:
        return label_group(c, leaf, false, glob);
    case HOST_SUBDOMAINS_LABEL:
        return label_group(c, leaf, true, glob);
    case HOST_ADDRESS:
        break;
    }
    return GROUP_NONE;
}

static uint32_t address_group(struct compilation *c, const struct rule *rule)
{
    uint32_t prefix_len = rule->kind == RULE_IP ? 32 : rule->prefix_len;
    bool is_new;
    uint32_t number =
        map_find(c->arena, &c->group_map, (struct map_key){rule->address, prefix_len, NULL, 0},
                 c->addresses.count, &is_new);

    if (is_new)
        *(struct address_build *)vector_push(c->arena, &c->addresses,
                                             sizeof(struct address_build)) = (struct address_build){
            .address = rule->address, .prefix_len = prefix_len, .group = group_new(c, true, false)};
    return VECTOR_AT(&c->addresses, struct address_build, number)->group;
}

void groups_make(struct compilation *c)
{
    *(struct host_build *)vector_push(c->arena, &c->hosts, sizeof(struct host_build)) =
        (struct host_build){.exact = GROUP_NONE, .subdomains = GROUP_NONE};
    *(struct address_build *)vector_push(c->arena, &c->addresses, sizeof(struct address_build)) =
        (struct address_build){.group = GROUP_NONE};
    for (uint32_t i = 0; i < c->rules->count; i++) {
        const struct rule *rule = &c->rules->rules[i];
        bool is_address = rule->kind == RULE_IP || rule->kind == RULE_CIDR;
        uint32_t number = is_address ? address_group(c, rule) : host_group(c, i);
        struct group *group = VECTOR_AT(&c->groups, struct group, number);
        *(uint32_t *)vector_push(c->arena, &group->rules, sizeof(uint32_t)) = i;
    }
}
