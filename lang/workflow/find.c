/*
 * Where policies stand: jobs.*.steps[*].with.policy of a workflow, runs.steps[*].with.policy of a
 * composite action. Aliases and merge keys are followed, under one budget of keys looked at.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/source/suggest.h"
#include "lang/workflow/grow.h"
#include "lang/workflow/scalar.h"
#include "lang/workflow/tree.h"
#include "lang/workflow/workflow.h"

/* A key and its value; the value as written, so perhaps an alias. */
struct pair {
    const struct node *key;
    const struct node *value;
};

struct pairs {
    struct pair *items;
    uint32_t count;
};

/* A policy in the making. */
struct found {
    struct workflow_policy policy;
    struct workflow_use *uses;
};

struct finder {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const char *bytes;
    struct workflow_options options;
    struct found *found;
    uint32_t found_count;
    uint32_t *policy_of; /* by node order: 1 + index into found, REFUSED, 0 for none yet */
    struct workflow_job *jobs;
    uint32_t job_count;
    uint32_t steps;
    uint32_t lookups;
    bool over_limit;
};

#define REFUSED UINT32_MAX

static void stop(struct finder *finder, struct span span, const char *message)
{
    if (!finder->over_limit)
        diagnostic_add(finder->diagnostics, DIAGNOSTIC_YAML_LIMIT, span, "%s", message);
    finder->over_limit = true;
}

/* --- keys --------------------------------------------------------------------------------- */

static bool key_is(const struct node *key, const char *name, bool any_case)
{
    size_t len = strlen(name);
    if (!key || key->kind != NODE_SCALAR || key->value_len != len)
        return false;
    return any_case ? strncasecmp(key->value, name, len) == 0 : memcmp(key->value, name, len) == 0;
}

static bool is_merge(const struct node *key)
{
    return key_is(key, "<<", false) && key->style == WORKFLOW_PLAIN;
}

static bool spend(struct finder *finder, const struct node *node)
{
    if (finder->lookups++ >= WORKFLOW_MAX_LOOKUPS)
        stop(finder, node->span, "the file's aliases and merges take too much work to follow");
    return !finder->over_limit;
}

static void look_up(struct finder *finder, const struct node *mapping, const char *name,
                    bool any_case, uint32_t merges, struct pairs *pairs);

/* The first of the merged mappings that has the key gives it. */
static void look_up_merged(struct finder *finder, const struct node *merged, const char *name,
                           bool any_case, uint32_t merges, struct pairs *pairs)
{
    merged = node_resolve(merged);
    if (!merged)
        return;
    if (merges == WORKFLOW_MAX_MERGES) {
        stop(finder, merged->span, "merge keys are nested too deeply");
        return;
    }
    if (merged->kind == NODE_MAPPING) {
        look_up(finder, merged, name, any_case, merges + 1, pairs);
    } else if (merged->kind == NODE_SEQUENCE) {
        for (const struct node *item = merged->child; item && pairs->count == 0; item = item->next)
            if (spend(finder, item) && node_resolve(item) &&
                node_resolve(item)->kind == NODE_MAPPING)
                look_up(finder, node_resolve(item), name, any_case, merges + 1, pairs);
    }
}

/* Every pair with that key: more than one if the key is duplicate, which is told elsewhere. */
static void look_up(struct finder *finder, const struct node *mapping, const char *name,
                    bool any_case, uint32_t merges, struct pairs *pairs)
{
    bool has_merge = false;
    if (!mapping || mapping->kind != NODE_MAPPING)
        return;
    for (const struct node *key = mapping->child; key && key->next; key = key->next->next) {
        if (!spend(finder, key))
            return;
        has_merge |= is_merge(key);
        if (key_is(node_resolve(key), name, any_case)) {
            pairs->items = GROW(finder->arena, pairs->items, pairs->count);
            pairs->items[pairs->count++] = (struct pair){key, key->next};
        }
    }
    if (!has_merge || pairs->count)
        return;
    for (const struct node *key = mapping->child; key && key->next; key = key->next->next)
        if (is_merge(key) && pairs->count == 0 && spend(finder, key))
            look_up_merged(finder, key->next, name, any_case, merges, pairs);
}

static struct pairs pairs_of(struct finder *finder, const struct node *mapping, const char *name)
{
    struct pairs pairs = {0};
    look_up(finder, node_resolve(mapping), name, false, 0, &pairs);
    return pairs;
}

static const char *text_of(struct finder *finder, const struct node *mapping, const char *name)
{
    struct pairs pairs = pairs_of(finder, mapping, name);
    const struct node *value = pairs.count ? node_resolve(pairs.items[0].value) : NULL;
    return value && value->kind == NODE_SCALAR ? value->value : NULL;
}

/* --- duplicate keys ----------------------------------------------------------------------- */

static int compare_keys(const void *left, const void *right)
{
    const struct node *a = *(const struct node *const *)left;
    const struct node *b = *(const struct node *const *)right;
    uint32_t len = a->value_len < b->value_len ? a->value_len : b->value_len;
    int order = memcmp(a->value, b->value, len);
    if (order == 0)
        order = (a->value_len > b->value_len) - (a->value_len < b->value_len);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool same_value(const struct node *a, const struct node *b)
{
    return a->value_len == b->value_len && memcmp(a->value, b->value, a->value_len) == 0;
}

static void tell_duplicate(struct finder *finder, const struct node *key, const struct node *first)
{
    struct diagnostic *diagnostic =
        diagnostic_add(finder->diagnostics, DIAGNOSTIC_YAML_DUPLICATE_KEY, key->span,
                       "the key `%.100s` stands twice in one mapping", key->value);
    diagnostic_label(diagnostic, first->span, "first here");
}

static void check_duplicates(struct finder *finder, const struct node **keys, uint32_t count)
{
    const struct node *first = NULL;
    qsort(keys, count, sizeof *keys, compare_keys);
    for (uint32_t i = 0; i < count; i++) {
        if (first && same_value(first, keys[i]))
            tell_duplicate(finder, keys[i], first);
        else
            first = keys[i];
    }
}

static void check_all_duplicates(struct finder *finder, const struct tree *tree)
{
    const struct node **keys = ARENA_ARRAY(finder->arena, const struct node *, tree->node_count);
    for (uint32_t i = 0; i < tree->node_count; i++) {
        uint32_t count = 0;
        if (tree->nodes[i]->kind != NODE_MAPPING)
            continue;
        for (const struct node *key = tree->nodes[i]->child; key;
             key = key->next ? key->next->next : NULL)
            if (key->kind == NODE_SCALAR)
                keys[count++] = key;
        check_duplicates(finder, keys, count);
    }
}

/* --- policies ----------------------------------------------------------------------------- */

/* Behind the `}}` that closes the `${{` at `at`, strings in single quotes skipped; 0 for none. */
static uint32_t expression_end(const char *text, uint32_t at, uint32_t len)
{
    bool quoted = false;
    for (at += 3; at < len; at++) {
        if (text[at] == '\'')
            quoted = !quoted;
        else if (!quoted && text[at] == '}' && at + 1 < len && text[at + 1] == '}')
            return at + 2;
    }
    return 0;
}

static void find_expressions(struct finder *finder, struct workflow_policy *policy)
{
    struct workflow_expression *expressions = NULL;
    uint32_t count = 0;
    for (uint32_t at = 0; at + 3 <= policy->text_len; at++) {
        if (memcmp(policy->text + at, "${{", 3) != 0)
            continue;
        uint32_t end = expression_end(policy->text, at, policy->text_len);
        struct span span = {at, end ? end : policy->text_len};
        expressions = GROW(finder->arena, expressions, count);
        expressions[count++] = (struct workflow_expression){span, end != 0};
        at = span.end - 1;
    }
    policy->expressions = expressions;
    policy->expression_count = count;
}

/* The policy that this scalar is, read once; NULL if its places cannot be told. */
static struct found *policy_of(struct finder *finder, const struct node *node)
{
    uint32_t *known = &finder->policy_of[node->order];
    if (*known)
        return *known == REFUSED ? NULL : &finder->found[*known - 1];
    struct scalar_source source = {.bytes = finder->bytes,
                                   .marks = node->span,
                                   .style = node->style,
                                   .value = node->value,
                                   .value_len = node->value_len};
    struct scalar scalar;
    struct scalar_refusal refusal;
    if (!scalar_read(finder->arena, &source, &scalar, &refusal)) {
        *known = REFUSED;
        diagnostic_add(finder->diagnostics, DIAGNOSTIC_POLICY_UNMAPPED, refusal.place,
                       "this policy cannot be checked: %s", refusal.reason);
        return NULL;
    }
    finder->found = GROW(finder->arena, finder->found, finder->found_count);
    struct found *found = &finder->found[finder->found_count++];
    *known = finder->found_count;
    *found = (struct found){.policy = {.text = node->value,
                                       .text_len = node->value_len,
                                       .style = node->style,
                                       .span = scalar.span,
                                       .map = scalar.map,
                                       .indent = scalar.indent}};
    find_expressions(finder, &found->policy);
    return found;
}

/*
 * A sequence of rules as the block that it should be, behind the key's `:`; NULL where it holds
 * what is not one line of text, or a comment would be lost.
 */
static const char *block_of(struct finder *finder, const struct node *key,
                            const struct node *sequence, struct span span)
{
    uint32_t line = key->span.start;
    const char *text = " |";
    while (line > 0 && finder->bytes[line - 1] != '\n')
        line--;
    int indent = (int)(key->span.start - line) + 2;
    if (memchr(finder->bytes + span.start, '#', span.end - span.start))
        return NULL;
    for (const struct node *item = sequence->child; item; item = item->next) {
        if (item->kind != NODE_SCALAR || !item->value_len || strpbrk(item->value, "\r\n") ||
            strchr(" \t", item->value[0]))
            return NULL;
        text = arena_printf(finder->arena, "%s\n%*s%s", text, indent, "", item->value);
    }
    return text;
}

static void refuse_collection(struct finder *finder, const struct pair *pair)
{
    const struct node *last = pair->value->child;
    struct diagnostic *diagnostic =
        diagnostic_add(finder->diagnostics, DIAGNOSTIC_POLICY_NOT_TEXT, pair->key->span,
                       "a policy is text, one rule a line; start it with `policy: |`");
    if (pair->value->kind != NODE_SEQUENCE || !last || finder->bytes[pair->key->span.end] != ':')
        return;
    while (last->next)
        last = last->next;
    bool flow = finder->bytes[pair->value->span.start] == '[';
    struct span span = {pair->key->span.end + 1, flow ? pair->value->span.end : last->span.end};
    const char *block = block_of(finder, pair->key, pair->value, span);
    if (block)
        diagnostic_fix(diagnostic, span, block, "write `policy: |`, and each rule on a line below");
}

static void add_policy(struct finder *finder, const struct pair *pair, uint32_t job, uint32_t step)
{
    const struct node *value = node_resolve(pair->value);
    if (!value)
        return; /* an alias that names nothing: told by the tree */
    if (value->kind != NODE_SCALAR) {
        refuse_collection(finder, pair);
        return;
    }
    struct found *found = policy_of(finder, value);
    if (!found)
        return;
    found->uses = GROW(finder->arena, found->uses, found->policy.use_count);
    found->uses[found->policy.use_count++] = (struct workflow_use){
        .job = job, .step = step, .key = pair->key->span, .at = pair->value->span};
}

/* --- steps and jobs ----------------------------------------------------------------------- */

/* A key of the mapping that `name` was meant by, or NULL: misspelt, or in another case. */
static const struct node *near_miss(struct finder *finder, const struct node *mapping,
                                    const char *name)
{
    if (!mapping || mapping->kind != NODE_MAPPING)
        return NULL;
    for (const struct node *key = mapping->child; key && key->next; key = key->next->next) {
        if (!spend(finder, key))
            return NULL;
        if (key->kind == NODE_SCALAR && nearest_name(key->value, key->value_len, &name, 1))
            return key;
    }
    return NULL;
}

static void tell_unread(struct finder *finder, const struct node *key, const char *name)
{
    struct diagnostic *diagnostic =
        diagnostic_add(finder->diagnostics, DIAGNOSTIC_POLICY_UNREAD, key->span,
                       "this step has no policy; `%.100s` may be meant for `%s`", key->value, name);
    if (key->style == WORKFLOW_PLAIN)
        diagnostic_fix(diagnostic, key->span, name,
                       arena_printf(finder->arena, "write `%s`", name));
}

/* A step without a policy: nothing is wrong with that, unless there is something like one. */
static void find_unread(struct finder *finder, const struct node *step, const struct pairs *inputs)
{
    struct pairs outside = pairs_of(finder, step, "policy");
    const struct node *key;
    if (outside.count) {
        diagnostic_add(finder->diagnostics, DIAGNOSTIC_POLICY_UNREAD, outside.items[0].key->span,
                       "`policy` is an input of the action: it stands below `with:`");
        return;
    }
    for (uint32_t i = 0; i < inputs->count; i++)
        if ((key = near_miss(finder, node_resolve(inputs->items[i].value), "policy")))
            tell_unread(finder, key, "policy");
    if (!inputs->count && (key = near_miss(finder, node_resolve(step), "with")))
        tell_unread(finder, key, "with");
}

static void find_in_step(struct finder *finder, const struct node *step, uint32_t job,
                         uint32_t index)
{
    struct pairs inputs = pairs_of(finder, step, "with");
    uint32_t found = 0;
    for (uint32_t i = 0; i < inputs.count; i++) {
        struct pairs policies = {0};
        /* GitHub takes the names of inputs in any case. */
        look_up(finder, node_resolve(inputs.items[i].value), "policy", true, 0, &policies);
        found += policies.count;
        for (uint32_t k = 0; k < policies.count; k++)
            add_policy(finder, &policies.items[k], job, index);
        for (uint32_t k = 1; k < policies.count; k++)
            if (!same_value(node_resolve(policies.items[0].key),
                            node_resolve(policies.items[k].key)))
                tell_duplicate(finder, policies.items[k].key, policies.items[0].key);
    }
    if (!found)
        find_unread(finder, step, &inputs);
}

static void read_steps(struct finder *finder, const struct node *id, const struct node *steps)
{
    struct workflow_step *read = NULL;
    uint32_t count = 0;
    steps = node_resolve(steps);
    if (!steps || steps->kind != NODE_SEQUENCE)
        return;
    finder->jobs = GROW(finder->arena, finder->jobs, finder->job_count);
    uint32_t job = finder->job_count++;
    for (const struct node *item = steps->child; item && !finder->over_limit; item = item->next) {
        if (finder->steps++ == WORKFLOW_MAX_STEPS) {
            stop(finder, item->span, "the file has too many steps");
            break;
        }
        struct workflow_step step = {.id = text_of(finder, item, "id"),
                                     .name = text_of(finder, item, "name"),
                                     .uses = text_of(finder, item, "uses"),
                                     .span = item->span};
        read = GROW(finder->arena, read, count);
        read[count++] = step;
        if (step.uses && workflow_uses_match(step.uses, finder->options.uses))
            find_in_step(finder, item, job, count - 1);
    }
    finder->jobs[job] = (struct workflow_job){.id = id ? id->value : NULL,
                                              .id_span = id ? id->span : (struct span){0, 0},
                                              .steps = read,
                                              .step_count = count};
}

static void read_jobs(struct finder *finder, const struct node *jobs, uint32_t merges)
{
    jobs = node_resolve(jobs);
    if (!jobs || jobs->kind != NODE_MAPPING || merges > WORKFLOW_MAX_MERGES)
        return;
    for (const struct node *key = jobs->child; key && key->next; key = key->next->next) {
        const struct node *id = node_resolve(key);
        if (!spend(finder, key))
            return;
        if (is_merge(key)) {
            read_jobs(finder, key->next, merges + 1);
            continue;
        }
        struct pairs steps = pairs_of(finder, key->next, "steps");
        for (uint32_t i = 0; i < steps.count && id && id->kind == NODE_SCALAR; i++)
            read_steps(finder, id, steps.items[i].value);
    }
}

static void read_document(struct finder *finder, const struct node *root)
{
    struct pairs jobs = pairs_of(finder, root, "jobs");
    struct pairs runs = pairs_of(finder, root, "runs");
    for (uint32_t i = 0; i < jobs.count; i++)
        read_jobs(finder, jobs.items[i].value, 0);
    for (uint32_t i = 0; i < runs.count; i++) {
        struct pairs steps = pairs_of(finder, runs.items[i].value, "steps");
        for (uint32_t k = 0; k < steps.count; k++)
            read_steps(finder, NULL, steps.items[k].value);
    }
}

static int compare_policies(const void *left, const void *right)
{
    const struct workflow_policy *a = left, *b = right;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static void give(struct finder *finder, struct workflow *ret_workflow)
{
    struct workflow_policy *policies =
        ARENA_ARRAY(finder->arena, struct workflow_policy, finder->found_count);
    for (uint32_t i = 0; i < finder->found_count; i++) {
        policies[i] = finder->found[i].policy;
        policies[i].uses = finder->found[i].uses;
    }
    qsort(policies, finder->found_count, sizeof *policies, compare_policies);
    *ret_workflow = (struct workflow){.policies = policies,
                                      .policy_count = finder->found_count,
                                      .jobs = finder->jobs,
                                      .job_count = finder->job_count};
}

bool workflow_read(struct arena *arena, const char *bytes, size_t len,
                   const struct workflow_options *options, struct diagnostics *diagnostics,
                   struct workflow *ret_workflow)
{
    struct finder finder = {.arena = arena,
                            .diagnostics = diagnostics,
                            .bytes = bytes,
                            .options = options ? *options : (struct workflow_options){0}};
    struct tree tree;
    *ret_workflow = (struct workflow){0};
    if (len > WORKFLOW_MAX_BYTES) {
        diagnostic_add_global(diagnostics, DIAGNOSTIC_YAML_LIMIT, "the file is larger than %d MiB",
                              WORKFLOW_MAX_BYTES >> 20);
        return false;
    }
    bool whole = tree_read(arena, bytes, (uint32_t)len, diagnostics, &tree);
    finder.policy_of = ARENA_ARRAY(arena, uint32_t, tree.node_count);
    check_all_duplicates(&finder, &tree);
    for (uint32_t i = 0; i < tree.root_count; i++)
        read_document(&finder, tree.roots[i]);
    give(&finder, ret_workflow);
    return whole && !finder.over_limit;
}
