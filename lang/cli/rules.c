/* egress-policy rules: the typed rules of a policy. */
#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"

static enum exit_code run(int argc, char **argv)
{
    (void)argc, (void)argv;
    fputs("egress-policy rules: not here yet\n", stderr);
    return EXIT_USAGE;
}

const struct command command_rules = {
    .name = "rules",
    .summary = "list the rules as they were understood",
    .usage = "usage: egress-policy rules [OPTIONS] FILE\n\noptions:\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
