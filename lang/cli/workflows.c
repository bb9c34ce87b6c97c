#include "lang/cli/workflows.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/cli/lint.h"
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
                                const struct cli_policy_options *cli_options,
                                const struct policy_options *options, bool first)
{
    struct diagnostics found = {.arena = &policy->arena};
    struct ruleset rules;

    policy_parse(one->text, one->text_len, options, &policy->arena, &found, &rules);
    cli_lint(cli_options, one->text, one->text_len, &rules, &found);
    workflow_place_diagnostics(one, &found);
    workflow_place_rules(one, &policy->source, &rules);
    workflow_say_expressions(one, !options->placeholders_may_stay, &policy->diagnostics);
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

void cli_say_no_policy(const char *command, const char *where)
{
    fprintf(stderr, "egress-policy %s: no policy in %s; `--uses` says which steps have one\n",
            command, where);
}

/* ---- which of them ---- */

static const char *job_name(const struct workflow_job *job)
{
    return job->id ? job->id : "runs"; /* a composite action */
}

/* What `--at` says of a use: JOB, JOB/N with N from 1, or JOB/ID. */
static bool use_is_at(const struct workflow *workflow, const struct workflow_use *use,
                      const char *at)
{
    const struct workflow_job *job = &workflow->jobs[use->job];
    const char *id = job->steps[use->step].id;
    size_t len = strlen(job_name(job));
    char number[16];

    if (strncmp(at, job_name(job), len) != 0)
        return false;
    if (at[len] != '/')
        return at[len] == '\0';
    snprintf(number, sizeof number, "%u", use->step + 1);
    return !strcmp(at + len + 1, number) || (id && !strcmp(at + len + 1, id));
}

/* The policies that are meant, in the order of the file. */
static uint32_t choose(struct arena *arena, const struct workflow *workflow, const char *at,
                       const struct workflow_policy ***ret_chosen)
{
    const struct workflow_policy **chosen =
        ARENA_ARRAY(arena, const struct workflow_policy *, workflow->policy_count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < workflow->policy_count; i++) {
        const struct workflow_policy *one = &workflow->policies[i];
        bool meant = at == NULL;

        for (uint32_t k = 0; k < one->use_count && !meant; k++)
            meant = use_is_at(workflow, &one->uses[k], at);
        if (meant)
            chosen[count++] = one;
    }
    *ret_chosen = chosen;
    return count;
}

static void say_several(struct cli_policy *policy, const struct workflow *workflow,
                        const struct workflow_policy *const *chosen, uint32_t count)
{
    struct diagnostic *diagnostic = NULL;

    for (uint32_t i = 0; i < count && i < DIAGNOSTIC_SPANS_MAX; i++) {
        const struct workflow_use *use = &chosen[i]->uses[0];
        const char *label = arena_printf(&policy->arena, "`--at %s/%u`",
                                         job_name(&workflow->jobs[use->job]), use->step + 1);

        if (diagnostic)
            diagnostic_label(diagnostic, use->key, label);
        else
            diagnostic = diagnostic_add(&policy->diagnostics, DIAGNOSTIC_POLICY_COUNT, use->key,
                                        "%u policies stand here; say which one is meant", count);
        diagnostic->spans[i].label = label;
    }
}

/* A command that needs the one policy there is cannot guess which is meant. */
static bool check_count(struct cli_policy *policy, const struct cli_policy_options *options,
                        const struct workflow *workflow,
                        const struct workflow_policy *const *chosen, uint32_t count)
{
    if (count > 1 && !options->several_policies)
        say_several(policy, workflow, chosen, count);
    else if (count == 0 && options->at)
        diagnostic_add_global(&policy->diagnostics, DIAGNOSTIC_POLICY_COUNT,
                              "no step of this file at `%.100s` has a policy", options->at);
    else if (count == 0 && !options->several_policies)
        diagnostic_add_global(
            &policy->diagnostics, DIAGNOSTIC_POLICY_COUNT,
            "no step of this file has a policy; `--uses` says which steps have one");
    else
        return true;
    return false;
}

void cli_workflow_parse(struct cli_policy *policy, const struct cli_policy_options *options,
                        const struct policy_options *parse_options)
{
    struct workflow_options workflow_options = {.uses = options->uses};
    const struct workflow_policy **chosen;
    struct workflow workflow;
    struct ruleset *parts;
    uint32_t count;

    workflow_read(&policy->arena, policy->source.text, policy->source.len_bytes, &workflow_options,
                  &policy->diagnostics, &workflow);
    count = choose(&policy->arena, &workflow, options->at, &chosen);
    if (!check_count(policy, options, &workflow, chosen, count))
        count = 0; /* of policies nobody asked for nothing more is said */
    parts = ARENA_ARRAY(&policy->arena, struct ruleset, count);
    for (uint32_t i = 0; i < count; i++)
        parts[i] = parse_one(policy, chosen[i], options, parse_options, i == 0);
    policy->rules = join_rules(&policy->arena, parts, count);
    policy->policy_count = count;
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
