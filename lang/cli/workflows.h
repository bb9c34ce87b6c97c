/*
 * Policies that stand in GitHub workflows and composite actions, for the commands: a file named
 * *.yml or *.yaml is one, and all its policies are loaded as one cli_policy whose places are those
 * of the file.
 */
#ifndef EGRESS_LANG_CLI_WORKFLOWS_H
#define EGRESS_LANG_CLI_WORKFLOWS_H

#include "lang/cli/load.h"

/*
 * Fills in diagnostics, rules, policy_count and ok of a policy whose source is a workflow. Rules
 * are those of all its policies, in the order of the file.
 */
void cli_workflow_parse(struct cli_policy *policy, const struct cli_policy_options *options,
                        const struct policy_options *parse_options);

/*
 * The workflows of the repository around the working directory: .github/workflows/ *.yml, *.yaml,
 * by name. 0, or -errno (-ENOENT: there is no such folder). `ret_paths` is arena memory.
 */
__attribute__((warn_unused_result)) int cli_workflow_files(struct arena *arena, char ***ret_paths,
                                                           int *ret_count);

/* On stderr, in the name of a command: silence would look like policies without faults. */
void cli_say_no_policy(const char *command, const char *where);

#endif
