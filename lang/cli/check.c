/* egress-policy check: every error of one or more policies. */
#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"

static enum exit_code run(int argc, char **argv)
{
    struct cli_policy_options options = {.placeholders_may_stay = true};
    static const struct option long_options[] = {CLI_POLICY_OPTIONS, {0}};
    enum exit_code result = EXIT_OK;
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1)
        if (!cli_policy_option(&options, option, optarg))
            return EXIT_USAGE;
    for (int i = optind; i < argc; i++) {
        struct cli_policy *policy = cli_policy_load(argv[i], &options);

        if (!policy)
            return EXIT_USAGE;
        cli_report_text(stderr, policy);
        if (!policy->ok)
            result = EXIT_FINDINGS;
        cli_policy_free(policy);
    }
    return result;
}

const struct command command_check = {
    .name = "check",
    .summary = "report every error and warning",
    .usage = "usage: egress-policy check [OPTIONS] FILE...\n\noptions:\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
