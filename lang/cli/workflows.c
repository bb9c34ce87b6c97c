#include "lang/cli/workflows.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lang/workflow/workflow.h"

static const char workflow_folder[] = ".github/workflows";

/* ---- all policies of a file as one ---- */

/* What was found in one text, moved to the list of the whole file. What has no place (an option
   that is wrong) is the same for every policy, and said once. */
static void append_diagnostics(struct diagnostics *all, const struct diagnostics *found, bool first)
{
    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];

        if (item->span_count || first)
            diagnostic_copy(all, item);
    }
    all->dropped += found->dropped;
}

static struct ruleset parse_one(struct cli_policy *policy, const struct workflow_policy *one,
                                const struct policy_options *options, bool first)
{
    struct diagnostics found = {.arena = &policy->arena};
    struct ruleset rules;

    policy_parse(one->text, one->text_len, options, &policy->arena, &found, &rules);
    workflow_place_diagnostics(one, &found);
    workflow_place_rules(one, &policy->source, &rules);
    append_diagnostics(&policy->diagnostics, &found, first);
    return rules;
}

static struct ruleset join_rules(struct arena *arena, const struct ruleset *parts, uint32_t count)
{
    struct ruleset all = {0};

    for (uint32_t i = 0; i < count; i++)
        all.count += parts[i].count;
    all.rules = ARENA_ARRAY(arena, struct rule, all.count);
    for (uint32_t i = 0, at = 0; i < count; at += parts[i++].count)
        if (parts[i].count)
            memcpy(all.rules + at, parts[i].rules, parts[i].count * sizeof *all.rules);
    return all;
}

/* A command that needs the one policy there is cannot guess which is meant. */
static void check_count(struct cli_policy *policy, const struct workflow *workflow)
{
    struct diagnostic *diagnostic;

    if (workflow->policy_count == 1)
        return;
    if (workflow->policy_count == 0) {
        diagnostic_add_global(&policy->diagnostics, DIAGNOSTIC_POLICY_COUNT,
                              "no step of this file has a policy");
        return;
    }
    diagnostic = diagnostic_add(
        &policy->diagnostics, DIAGNOSTIC_POLICY_COUNT, workflow->policies[1].uses[0].key,
        "this file has %u policies, and one is needed", workflow->policy_count);
    diagnostic_label(diagnostic, workflow->policies[0].uses[0].key, "first here");
}

void cli_workflow_parse(struct cli_policy *policy, const struct cli_policy_options *options,
                        const struct policy_options *parse_options)
{
    struct workflow_options workflow_options = {
        .uses = options->uses,
        .expressions_are_errors = !options->placeholders_may_stay,
    };
    struct workflow workflow;
    struct ruleset *parts;

    workflow_read(&policy->arena, policy->source.text, policy->source.len_bytes, &workflow_options,
                  &policy->diagnostics, &workflow);
    policy->policy_count = workflow.policy_count;
    if (!options->several_policies)
        check_count(policy, &workflow);
    parts = ARENA_ARRAY(&policy->arena, struct ruleset, workflow.policy_count);
    for (uint32_t i = 0; i < workflow.policy_count; i++)
        parts[i] = parse_one(policy, &workflow.policies[i], parse_options, i == 0);
    policy->rules = join_rules(&policy->arena, parts, workflow.policy_count);
    diagnostics_sort(&policy->diagnostics);
    policy->ok = policy->diagnostics.error_count == 0;
}

/* ---- the repository's workflows ---- */

static int is_workflow(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && workflow_file_name(entry->d_name);
}

int cli_workflow_files(struct arena *arena, char ***ret_paths, int *ret_count)
{
    struct dirent **entries;
    int count = scandir(workflow_folder, &entries, is_workflow, alphasort);
    char **paths;

    if (count < 0)
        return -errno;
    paths = ARENA_ARRAY(arena, char *, (size_t)count);
    for (int i = 0; i < count; i++) {
        paths[i] = arena_printf(arena, "%s/%s", workflow_folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    *ret_paths = paths;
    *ret_count = count;
    return 0;
}
