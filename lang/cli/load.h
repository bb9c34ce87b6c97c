/*
 * What the subcommands share: reading a FILE or `-`, the options that say how a policy is to be
 * read, and loading one.
 *
 *     struct cli_policy_options options = {0};
 *     static const struct option long_options[] = {CLI_POLICY_OPTIONS, {"output", ...}, {0}};
 *     while ((option = getopt_long(argc, argv, "+o:", long_options, NULL)) != -1) {
 *         if (cli_policy_option(&options, option, optarg))
 *             continue;
 *         switch (option) { ... default: return EXIT_USAGE; }
 *     }
 *     struct cli_policy *policy = cli_policy_load(path, &options);
 *     if (!policy)
 *         return EXIT_USAGE;       // said why on stderr
 *     cli_report_text(stderr, policy);
 *     if (!policy->ok) ...         // errors: nothing may be enforced
 *     cli_policy_free(policy);
 */
#ifndef EGRESS_LANG_CLI_LOAD_H
#define EGRESS_LANG_CLI_LOAD_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "lang/rules/policy.h"
#include "lang/source/source.h"

#define CLI_SCOPE_MAX 16

/* Values for getopt_long, out of the way of letters. */
enum {
    CLI_OPTION_REPO = 0x1000,
    CLI_OPTION_DEFAULTS,
    CLI_OPTION_SCOPE,
    CLI_OPTION_USES,
    CLI_OPTION_AT,
    CLI_OPTION_STDIN_NAME,
    CLI_OPTION_OWN
};

#define CLI_POLICY_OPTIONS                                                                         \
    {"repo", required_argument, NULL, CLI_OPTION_REPO},                                            \
        {"defaults", required_argument, NULL, CLI_OPTION_DEFAULTS},                                \
        {"uses", required_argument, NULL, CLI_OPTION_USES},                                        \
        {"at", required_argument, NULL, CLI_OPTION_AT},                                            \
        {"stdin-name", required_argument, NULL, CLI_OPTION_STDIN_NAME},                            \
    {                                                                                              \
        "scope", required_argument, NULL, CLI_OPTION_SCOPE                                         \
    }

#define CLI_POLICY_OPTIONS_USAGE                                                                   \
    "  --repo OWNER/REPO  value of {owner} and {repo}; default: GITHUB_REPOSITORY\n"               \
    "  --defaults NAME    put a named set of rules in front; `gha`: GitHub-hosted runners\n"       \
    "  --scope KEY=VALUE  attribute of every rule that gives none of that key; repeatable\n"       \
    "  --uses GLOB        in a workflow: steps that take a policy; default: */egress, ./PATH\n"    \
    "  --at JOB[/STEP]    in a workflow: only the policy there; STEP is a number from 1 or an "    \
    "id\n"                                                                                         \
    "  --stdin-name NAME  what `-` is called; *.yml and *.yaml are workflows\n"

struct cli_policy_options {
    const char *repo;
    const char *defaults;
    const char *scope[CLI_SCOPE_MAX];
    uint32_t scope_count;
    const char *uses;           /* which steps of a workflow; lang/workflow/workflow.h */
    const char *stdin_name;     /* what `-` is called; NULL: <stdin>, a policy */
    const char *at;             /* which of them: JOB, JOB/N, JOB/ID; NULL: all */
    bool placeholders_may_stay; /* set by commands that only look; expressions of workflows too */
    bool several_policies;      /* set by commands that take all policies of a workflow */
    bool without_values;        /* {owner} and {repo} stay as they are, whatever `repo` says */
    bool lint;                  /* set by commands that judge: warnings of lang/lint, too */
};

/* true: the option was one of CLI_POLICY_OPTIONS. Too many --scope: false, after saying so. */
bool cli_policy_option(struct cli_policy_options *options, int option, const char *value);

/*
 * One policy, read and parsed. Owns everything in it. Of a workflow (a file named *.yml or *.yaml)
 * it is all its policies, with places in the workflow; unless the command takes several it is an
 * error if there is not exactly one.
 */
struct cli_policy {
    struct arena arena;
    struct source source; /* the text as it is in the file */
    struct diagnostics diagnostics;
    struct ruleset rules;
    uint32_t policy_count; /* 1, but for workflows */
    bool ok;               /* no errors */
};

/*
 * path `-` is standard input, by the name that the options give it. NULL where it cannot be read,
 * after a sentence on stderr. The value of {owner} and {repo} falls back to the environment's
 * GITHUB_REPOSITORY.
 */
struct cli_policy *cli_policy_load(const char *path, const struct cli_policy_options *options);

/* What a FILE is called: the path, or `stdin_name`. */
const char *cli_name(const char *path, const struct cli_policy_options *options);

/* The same of a text in memory, which is copied. At most SOURCE_SIZE_MAX_BYTES. Never NULL. */
struct cli_policy *cli_policy_of_text(const char *path, const char *text, size_t len_bytes,
                                      const struct cli_policy_options *options);
void cli_policy_free(struct cli_policy *policy);

/* What an errno of reading means here, in words; static. */
const char *cli_read_error(int error);

/*
 * The whole of a file or `-` as arena memory with a NUL behind it. 0 or -errno; -EFBIG beyond
 * max_bytes. Special files are read to their end.
 */
__attribute__((warn_unused_result)) int cli_read(const char *path, size_t max_bytes,
                                                 struct arena *arena, char **ret_text,
                                                 size_t *ret_len_bytes);

#endif
