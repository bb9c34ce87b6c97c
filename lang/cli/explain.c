/* egress-policy explain: what a diagnostic means, and why a policy answers as it does. */
#include <stdio.h>
#include <string.h>

#include "lang/cli/commands.h"
#include "lang/cli/explain_event.h"
#include "lang/cli/load.h"
#include "lang/cli/pages.h"
#include "lang/source/pages.h"

static enum exit_code explain_code(enum diagnostic_code code, bool is_known, const char *word)
{
    if (!is_known) {
        const char *near = diagnostic_nearest(word, strlen(word));

        fprintf(stderr, "egress-policy explain: there is no code `%s`; ", word);
        if (near)
            fprintf(stderr, "did you mean `%s`?\n", near);
        else
            fputs("`egress-policy check --codes` lists all\n", stderr);
        return EXIT_USAGE;
    }
    cli_print_page(stdout, code);
    return EXIT_OK;
}

static enum exit_code run(int argc, char **argv)
{
    enum diagnostic_code code = DIAGNOSTIC_CODE_COUNT;
    bool is_known = false;

    if (argc == 2 && cli_is_code(argv[1], &code, &is_known))
        return explain_code(code, is_known, argv[1]);
    return cli_explain_events(argc, argv);
}

const struct command command_explain = {
    .name = "explain",
    .summary = "say why a policy answers so, or what a code means",
    .usage =
        "usage: egress-policy explain CODE\n"
        "       egress-policy explain [OPTIONS] POLICY EVENT\n"
        "       egress-policy explain [OPTIONS] POLICY --log FILE [--line N | --all]\n"
        "       egress-policy explain [OPTIONS] POLICY --rule N\n"
        "\n"
        "Of a CODE: what an error or a warning means, with a wrong and a right example. Of an\n"
        "EVENT: whether the policy allows it and by which rule; if not, the nearest rules and the\n"
        "condition of each that fails. An EVENT is one of\n"
        "\n"
        "  'POST https://api.github.com/x'   a request; GET where no method is given\n"
        "  github.com:22, 192.0.2.1:53/udp   a connection; port 443 and tcp where none is given\n"
        "  dns:example.com                   a query; --resolver says of which resolver\n"
        "\n"
        "With --log the events are those of a log: those that are refused, one line, or all. With\n"
        "--rule it is an event that only the rule on that line allows, as one line of JSON.\n"
        "Exit: 0 allowed, 1 denied, or no such event, 2 usage or I/O, or an error in the policy.\n"
        "\n"
        "the process:\n"
        "  --exe PATH         --cgroup PATH      --step ID          --action OWNER/REPO\n"
        "  --image NAME       --arg TEXT         repeatable: argv, from its first element on\n"
        "the destination:\n"
        "  --ip ADDRESS       what the host's name stands for\n"
        "  --resolver ADDR    of a query, perhaps with :PORT; default: one that is allowed\n"
        "other options:\n"
        "  --near N           how many rules to tell of; default 3\n"
        "  --json             one JSON object an event\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
