#include "lang/lint/index.h"

#include <stdlib.h>
#include <string.h>

#define LEAF_RULES 8 /* that few are tried one by one */
#define DEPTH_MAX 12
#define SAMPLE_RULES 32 /* looked at to choose a split */
#define GOOD_COST 0.05  /* share of the rules left to look at that is not worth bettering */
#define POOR_COST 0.9

enum feature_kind {
    FEATURE_LABEL,       /* of the host, counted from the last */
    FEATURE_LABEL_START, /* its first len_bytes */
    FEATURE_PREFIX,      /* of the address, of len_bytes * 8 bits */
    FEATURE_PORT,
    FEATURE_SEGMENT,
    FEATURE_SEGMENT_START,
    FEATURE_ATTRIBUTE, /* number: enum attribute_key */
    FEATURE_ATTRIBUTE_START,
    FEATURE_ATTRIBUTE_END,
    FEATURE_ARGUMENT, /* argv[number] */
};

struct feature {
    uint8_t kind;
    uint8_t number;
    uint8_t len_bytes;
};

static const struct feature name_features[] = {
    {FEATURE_LABEL, 1, 0},
    {FEATURE_LABEL, 2, 0},
    {FEATURE_LABEL, 3, 0},
    {FEATURE_LABEL, 0, 0},
    {FEATURE_LABEL, 4, 0},
    {FEATURE_LABEL_START, 1, 2},
    {FEATURE_LABEL_START, 2, 2},
    {FEATURE_LABEL_START, 3, 2},
    {FEATURE_LABEL_START, 4, 2},
    {FEATURE_LABEL_START, 2, 6},
    {FEATURE_LABEL_START, 3, 6},
    {FEATURE_LABEL_START, 4, 6},
    {FEATURE_ATTRIBUTE, ATTRIBUTE_EXE, 0},
    {FEATURE_ATTRIBUTE, ATTRIBUTE_ARG, 0},
    {FEATURE_ATTRIBUTE, ATTRIBUTE_CGROUP, 0},
    {FEATURE_ATTRIBUTE, ATTRIBUTE_STEP, 0},
    {FEATURE_ATTRIBUTE, ATTRIBUTE_ACTION, 0},
    {FEATURE_ATTRIBUTE, ATTRIBUTE_IMAGE, 0},
    {FEATURE_ARGUMENT, 0, 0},
    {FEATURE_ARGUMENT, 1, 0},
    {FEATURE_ATTRIBUTE_START, ATTRIBUTE_EXE, 8},
    {FEATURE_ATTRIBUTE_START, ATTRIBUTE_EXE, 16},
    {FEATURE_ATTRIBUTE_END, ATTRIBUTE_EXE, 3},
    {FEATURE_ATTRIBUTE_END, ATTRIBUTE_EXE, 8},
    {FEATURE_ATTRIBUTE_START, ATTRIBUTE_CGROUP, 16},
    {FEATURE_ATTRIBUTE_END, ATTRIBUTE_CGROUP, 8},
    {FEATURE_ATTRIBUTE_START, ATTRIBUTE_STEP, 4},
    {FEATURE_ATTRIBUTE_START, ATTRIBUTE_ACTION, 8},
    {FEATURE_ATTRIBUTE_START, ATTRIBUTE_IMAGE, 12},
};

static const struct feature other_features[] = {
    {FEATURE_PREFIX, 0, 4},        {FEATURE_PREFIX, 0, 3},        {FEATURE_PREFIX, 0, 2},
    {FEATURE_PREFIX, 0, 1},        {FEATURE_PORT, 0, 0},          {FEATURE_SEGMENT, 0, 0},
    {FEATURE_SEGMENT, 1, 0},       {FEATURE_SEGMENT, 2, 0},       {FEATURE_SEGMENT, 3, 0},
    {FEATURE_SEGMENT, 4, 0},       {FEATURE_SEGMENT_START, 0, 3}, {FEATURE_SEGMENT_START, 1, 3},
    {FEATURE_SEGMENT_START, 2, 3}, {FEATURE_SEGMENT_START, 2, 6},
};

#define NAME_FEATURES (sizeof name_features / sizeof name_features[0])
#define OTHER_FEATURES (sizeof other_features / sizeof other_features[0])

/* Values are hashes. Two texts that collide only cost a look at a rule that does not match. */
struct value {
    bool known; /* the rule says it literally; the event has it */
    uint64_t hash;
};

struct branch {
    uint64_t hash;
    const struct index_node *node;
};

struct index_node {
    const uint32_t *rules; /* a leaf's; NULL: a split */
    uint32_t count;        /* of rules, or of branches */
    struct feature feature;
    const struct branch *branches;   /* by hash */
    const struct index_node *silent; /* rules that say nothing of it; NULL: none */
};

#define NONE_HASH UINT64_C(1) /* "there is no such label": as much a value as any */

static struct value unknown(void)
{
    return (struct value){0};
}

static struct value number_value(uint64_t number)
{
    return (struct value){true, (number + 2) * UINT64_C(0x9e3779b97f4a7c15)};
}

static struct value text_value(const char *text, size_t len_bytes)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < len_bytes; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return (struct value){true, hash | 2};
}

static struct value none_value(void)
{
    return (struct value){true, NONE_HASH};
}

static struct value start_value(const char *text, size_t text_len, size_t len_bytes)
{
    return text_len < len_bytes ? unknown() : text_value(text, len_bytes);
}

struct text {
    const char *start; /* NULL: there is none */
    size_t len_bytes;
};

static struct text label_from_end(const char *host, uint32_t number)
{
    const char *end = host + strlen(host);

    for (;;) {
        const char *start = end;

        while (start > host && start[-1] != '.')
            start--;
        if (number-- == 0)
            return (struct text){start, (size_t)(end - start)};
        if (start == host)
            return (struct text){0};
        end = start - 1;
    }
}

static struct text segment_of(const char *path, uint32_t number)
{
    for (;;) {
        const char *start = path + 1;
        size_t len = path[0] ? strcspn(start, "/") : 0;

        if (!len)
            return (struct text){0};
        if (number-- == 0)
            return (struct text){start, len};
        path = start + len;
    }
}

static uint32_t label_count(const char *host)
{
    uint32_t count = 1;

    for (; *host; host++)
        count += *host == '.';
    return count;
}

/* Labels that a rule's host says; those in front of them are its wildcards. */
static struct value host_value(const struct rule *rule, const struct shape *shape,
                               const struct feature *feature)
{
    bool start = feature->kind == FEATURE_LABEL_START;
    const char *host = shape->host->literal ? shape->host->literal : rule->host.suffix;
    struct text label = label_from_end(host, feature->number);

    if (label.start)
        return start ? start_value(label.start, label.len_bytes, feature->len_bytes)
                     : text_value(label.start, label.len_bytes);
    if (shape->host->literal)
        return start ? unknown() : none_value();
    if (!start || !rule->host.label || feature->number != label_count(host))
        return unknown();
    return start_value(rule->host.label, strcspn(rule->host.label, "*"), feature->len_bytes);
}

static struct value segment_value(const struct rule *rule, const struct feature *feature)
{
    const char *segment;

    if (feature->number >= rule->path.count)
        return rule->path.any_tail || feature->kind == FEATURE_SEGMENT_START ? unknown()
                                                                             : none_value();
    segment = rule->path.segments[feature->number];
    if (feature->kind == FEATURE_SEGMENT_START)
        return start_value(segment, strcspn(segment, "*"), feature->len_bytes);
    return strchr(segment, '*') ? unknown() : text_value(segment, strlen(segment));
}

static struct value attribute_value(const struct attribute *attribute,
                                    const struct pattern *pattern, const struct feature *feature)
{
    const char *text = attribute->value;
    size_t len = strlen(text);
    size_t from = len;

    if (pattern->negated || attribute->match == MATCH_CGROUP_DOCKER)
        return unknown();
    if (feature->kind == FEATURE_ATTRIBUTE || feature->kind == FEATURE_ARGUMENT)
        return pattern->literal ? text_value(text, len) : unknown();
    if (feature->kind == FEATURE_ATTRIBUTE_START)
        return start_value(text, pattern->literal ? len : strcspn(text, "*?["), feature->len_bytes);
    while (from > 0 && (pattern->literal || !strchr("*?[]", text[from - 1])))
        from--;
    return len - from < feature->len_bytes
               ? unknown()
               : text_value(text + len - feature->len_bytes, feature->len_bytes);
}

static struct value process_value(const struct rule *rule, const struct shape *shape,
                                  const struct feature *feature)
{
    for (uint32_t i = 0; i < rule->attribute_count; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        bool same = feature->kind == FEATURE_ARGUMENT
                        ? attribute->key == ATTRIBUTE_ARG_AT && attribute->index == feature->number
                        : attribute->key == feature->number;

        if (same)
            return attribute_value(attribute, shape->attributes[i], feature);
    }
    return unknown();
}

static struct value rule_value(struct space *space, uint32_t number, const struct feature *feature)
{
    const struct rule *rule = &space->rules->rules[number];

    switch ((enum feature_kind)feature->kind) {
    case FEATURE_LABEL:
    case FEATURE_LABEL_START:
        return rule_is_address(rule) ? unknown()
                                     : host_value(rule, space_shape(space, number), feature);
    case FEATURE_PREFIX:
        return rule_is_address(rule) && rule->prefix_len >= feature->len_bytes * 8
                   ? number_value(rule->address >> (32 - feature->len_bytes * 8))
                   : unknown();
    case FEATURE_PORT:
        return rule->ports.count == 1 ? number_value(rule->ports.ports[0]) : unknown();
    case FEATURE_SEGMENT:
    case FEATURE_SEGMENT_START:
        return rule_is_url(rule) ? segment_value(rule, feature) : unknown();
    case FEATURE_ATTRIBUTE:
    case FEATURE_ATTRIBUTE_START:
    case FEATURE_ATTRIBUTE_END:
    case FEATURE_ARGUMENT:
        return rule->attribute_count ? process_value(rule, space_shape(space, number), feature)
                                     : unknown();
    }
    return unknown();
}

/* How many rules a query would have to look at on the average, as a share of all. */
static double cost(struct space *space, const uint32_t *rules, uint32_t count,
                   const struct feature *feature)
{
    uint64_t hashes[SAMPLE_RULES];
    uint32_t sample = count < SAMPLE_RULES ? count : SAMPLE_RULES;
    uint32_t said = 0, pairs = 0;

    for (uint32_t i = 0; i < sample; i++) {
        struct value value = rule_value(space, rules[(uint64_t)i * count / sample], feature);

        if (!value.known)
            continue;
        for (uint32_t j = 0; j < said; j++)
            pairs += hashes[j] == value.hash;
        hashes[said++] = value.hash;
    }
    return (double)(sample - said) / sample + 2.0 * pairs / ((double)sample * sample);
}

struct builder {
    struct space *space;
    bool names_only;
};

static bool choose_feature(const struct builder *builder, const uint32_t *rules, uint32_t count,
                           struct feature *ret_feature)
{
    size_t feature_count = NAME_FEATURES + (builder->names_only ? 0 : OTHER_FEATURES);
    double best = POOR_COST;

    for (size_t i = 0; i < feature_count && best > GOOD_COST; i++) {
        const struct feature *feature =
            i < NAME_FEATURES ? &name_features[i] : &other_features[i - NAME_FEATURES];
        double own = cost(builder->space, rules, count, feature);

        if (own < best) {
            best = own;
            *ret_feature = *feature;
        }
    }
    return best < POOR_COST;
}

struct item {
    uint64_t hash;
    uint32_t rule;
};

static int by_hash(const void *a, const void *b)
{
    const struct item *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static const struct index_node *build(const struct builder *builder, const uint32_t *rules,
                                      uint32_t count, uint32_t depth);

static const struct index_node *make_leaf(struct arena *arena, const uint32_t *rules,
                                          uint32_t count)
{
    struct index_node *node = ARENA_NEW(arena, struct index_node);
    uint32_t *own = ARENA_ARRAY(arena, uint32_t, count ? count : 1);

    memcpy(own, rules, count * sizeof *rules);
    node->rules = own;
    node->count = count;
    return node;
}

static const struct index_node *make_split(const struct builder *builder, struct item *items,
                                           uint32_t said, uint32_t *silent, uint32_t silent_count,
                                           const struct feature *feature, uint32_t depth)
{
    struct arena *arena = builder->space->arena;
    struct index_node *node = ARENA_NEW(arena, struct index_node);
    uint32_t *group = malloc(sizeof *group * (said ? said : 1));
    struct branch *branches;
    uint32_t values = 0;

    if (!group)
        abort();
    qsort(items, said, sizeof *items, by_hash);
    for (uint32_t i = 0; i < said; i++)
        values += i == 0 || items[i].hash != items[i - 1].hash;
    branches = ARENA_ARRAY(arena, struct branch, values ? values : 1);
    for (uint32_t i = 0; i < said;) {
        uint64_t hash = items[i].hash;
        uint32_t count = 0;

        for (; i < said && items[i].hash == hash; i++)
            group[count++] = items[i].rule;
        branches[node->count++] = (struct branch){hash, build(builder, group, count, depth + 1)};
    }
    node->feature = *feature;
    node->branches = branches;
    node->silent = silent_count ? build(builder, silent, silent_count, depth + 1) : NULL;
    free(group);
    return node;
}

static const struct index_node *build(const struct builder *builder, const uint32_t *rules,
                                      uint32_t count, uint32_t depth)
{
    const struct index_node *node;
    struct feature feature = {0};
    struct item *items;
    uint32_t *silent;
    uint32_t said = 0, silent_count = 0;

    if (count <= LEAF_RULES || depth == DEPTH_MAX ||
        !choose_feature(builder, rules, count, &feature))
        return make_leaf(builder->space->arena, rules, count);
    items = malloc(count * sizeof *items);
    silent = malloc(count * sizeof *silent);
    if (!items || !silent)
        abort();
    for (uint32_t i = 0; i < count; i++) {
        struct value value = rule_value(builder->space, rules[i], &feature);

        if (value.known)
            items[said++] = (struct item){value.hash, rules[i]};
        else
            silent[silent_count++] = rules[i];
    }
    node = make_split(builder, items, said, silent, silent_count, &feature, depth);
    free(items);
    free(silent);
    return node;
}

static const struct index_node *build_tree(struct space *space, bool names_only)
{
    const struct builder builder = {space, names_only};
    uint32_t *rules = malloc(sizeof *rules * (space->rules->count + 1));
    const struct index_node *root;
    uint32_t count = 0;

    if (!rules)
        abort();
    for (uint32_t i = 0; i < space->rules->count; i++) {
        const struct rule *rule = &space->rules->rules[i];

        if (space->removed[i])
            continue;
        if (names_only ? space_concerns(PLANE_NAME, rule) : !rule_is_dns(rule))
            rules[count++] = i;
    }
    root = build(&builder, rules, count, 0);
    free(rules);
    return root;
}

void index_init(struct index *index, struct space *space)
{
    *index = (struct index){.space = space, .connections = build_tree(space, false)};
}

struct query {
    struct index *index;
    enum plane plane;
    const struct facts *facts;
    uint32_t except;
    uint32_t *rules;
    uint32_t count;
    uint32_t max;
};

static struct value text_feature(const struct feature *feature, struct text text, bool is_start)
{
    if (!text.start)
        return is_start ? unknown() : none_value();
    return is_start ? start_value(text.start, text.len_bytes, feature->len_bytes)
                    : text_value(text.start, text.len_bytes);
}

static struct value fact_value(const struct feature *feature, const char *fact)
{
    size_t len = fact ? strlen(fact) : 0;

    if (!fact || len < feature->len_bytes)
        return unknown();
    if (feature->kind == FEATURE_ATTRIBUTE_START)
        return text_value(fact, feature->len_bytes);
    if (feature->kind == FEATURE_ATTRIBUTE_END)
        return text_value(fact + len - feature->len_bytes, feature->len_bytes);
    return text_value(fact, len);
}

static const char *process_fact(const struct process_facts *process, uint8_t key)
{
    switch ((enum attribute_key)key) {
    case ATTRIBUTE_EXE:
        return process->exe;
    case ATTRIBUTE_CGROUP:
        return process->cgroup;
    case ATTRIBUTE_STEP:
        return process->step;
    case ATTRIBUTE_ACTION:
        return process->action;
    case ATTRIBUTE_IMAGE:
        return process->image;
    case ATTRIBUTE_ARG:
    case ATTRIBUTE_ARG_AT:
    case ATTRIBUTE_KEY_COUNT:
        break;
    }
    return NULL;
}

static struct value event_value(const struct facts *facts, const struct feature *feature)
{
    const struct process_facts *process = facts->process;

    switch ((enum feature_kind)feature->kind) {
    case FEATURE_LABEL:
    case FEATURE_LABEL_START:
        return facts->host ? text_feature(feature, label_from_end(facts->host, feature->number),
                                          feature->kind == FEATURE_LABEL_START)
                           : unknown();
    case FEATURE_PREFIX:
        return number_value(facts->dst_ip >> (32 - feature->len_bytes * 8));
    case FEATURE_PORT:
        return number_value(facts->dst_port);
    case FEATURE_SEGMENT:
    case FEATURE_SEGMENT_START:
        return facts->path ? text_feature(feature, segment_of(facts->path, feature->number),
                                          feature->kind == FEATURE_SEGMENT_START)
                           : unknown();
    case FEATURE_ATTRIBUTE:
    case FEATURE_ATTRIBUTE_START:
    case FEATURE_ATTRIBUTE_END:
        return process ? fact_value(feature, process_fact(process, feature->number)) : unknown();
    case FEATURE_ARGUMENT:
        return process && feature->number < process->argc
                   ? fact_value(feature, process->argv[feature->number])
                   : unknown();
    }
    return unknown();
}

static void visit(struct query *query, const struct index_node *node);

static void visit_branch(struct query *query, const struct index_node *node, struct value value)
{
    uint32_t low = 0, high = node->count;

    if (!value.known)
        return;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (node->branches[middle].hash < value.hash)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < node->count && node->branches[low].hash == value.hash)
        visit(query, node->branches[low].node);
}

static void visit_all(struct query *query, const struct index_node *node)
{
    for (uint32_t i = 0; i < node->count && query->count < query->max; i++)
        visit(query, node->branches[i].node);
}

static void visit_leaf(struct query *query, const struct index_node *node)
{
    struct space *space = query->index->space;

    for (uint32_t i = 0; i < node->count && query->count < query->max; i++) {
        uint32_t rule = node->rules[i];

        if (rule != query->except && !space->removed[rule] &&
            space_matches(space, query->plane, rule, query->facts))
            query->rules[query->count++] = rule;
    }
}

static void visit(struct query *query, const struct index_node *node)
{
    const struct process_facts *process = query->facts->process;
    const struct feature *feature = &node->feature;
    bool paths_matter = query->plane == PLANE_HTTP;

    if (node->rules) {
        visit_leaf(query, node);
        return;
    }
    if (feature->kind == FEATURE_ATTRIBUTE && feature->number == ATTRIBUTE_ARG)
        for (uint32_t i = 0; process && i < process->argc; i++)
            visit_branch(query, node, text_value(process->argv[i], strlen(process->argv[i])));
    else if ((feature->kind == FEATURE_SEGMENT || feature->kind == FEATURE_SEGMENT_START) &&
             !paths_matter)
        visit_all(query, node);
    else
        visit_branch(query, node, event_value(query->facts, feature));
    if (node->silent && query->count < query->max)
        visit(query, node->silent);
}

uint32_t index_query(struct index *index, enum plane plane, const struct facts *facts,
                     uint32_t except, uint32_t *ret_rules, uint32_t max)
{
    struct query query = {index, plane, facts, except, ret_rules, 0, max};

    if (plane == PLANE_NAME && !index->names)
        index->names = build_tree(index->space, true);
    visit(&query, plane == PLANE_NAME ? index->names : index->connections);
    return query.count;
}
