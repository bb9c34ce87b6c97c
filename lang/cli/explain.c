/* egress-policy explain: what a diagnostic means. */
#include <stdio.h>
#include <string.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/pages.h"

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy explain: %s; `egress-policy explain --help` tells more\n", what);
    return EXIT_USAGE;
}

static enum exit_code explain_code(enum diagnostic_code code, bool is_known, const char *word)
{
    if (!is_known) {
        fprintf(stderr,
                "egress-policy explain: there is no code `%s`; `egress-policy check --codes` lists "
                "all\n",
                word);
        return EXIT_USAGE;
    }
    cli_print_page(stdout, code);
    return EXIT_OK;
}

static enum exit_code run(int argc, char **argv)
{
    static const struct option long_options[] = {{0}};
    enum diagnostic_code code = DIAGNOSTIC_CODE_COUNT;
    bool is_known = false;

    if (getopt_long(argc, argv, "", long_options, NULL) != -1)
        return EXIT_USAGE;
    if (argc - optind == 1 && cli_is_code(argv[optind], &code, &is_known))
        return explain_code(code, is_known, argv[optind]);
    return usage_error("a CODE is needed, such as E0102");
}

const struct command command_explain = {
    .name = "explain",
    .summary = "say what an error or a warning means",
    .usage =
        "usage: egress-policy explain CODE\n"
        "\n"
        "Says what the code of an error or a warning means, and why, with a wrong and a right\n"
        "example: `egress-policy explain E0102`. Exit: 0 fine, 2 there is no such code.\n",
    .run = run,
};
