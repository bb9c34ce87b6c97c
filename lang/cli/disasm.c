/* egress-policy disasm: what is in an image. */
#include <stdio.h>
#include <string.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/compile/disasm.h"

enum { OPTION_DOT = CLI_OPTION_OWN, OPTION_TABLES };

static enum exit_code run(int argc, char **argv)
{
    static const struct option long_options[] = {
        {"dot", no_argument, NULL, OPTION_DOT}, {"tables", no_argument, NULL, OPTION_TABLES}, {0}};
    struct image_error error;
    struct image *image;
    bool dot = false;
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == OPTION_TABLES) {
            disasm_tables(stdout);
            return EXIT_OK;
        }
        if (option != OPTION_DOT)
            return EXIT_USAGE;
        dot = true;
    }
    if (argc - optind != 1) {
        fputs("egress-policy disasm: one FILE is needed\n", stderr);
        return EXIT_USAGE;
    }
    if (image_open(argv[optind], &image, &error) < 0) {
        fprintf(stderr, "egress-policy disasm: %s: %s", argv[optind], error.message);
        if (error.offset_bytes)
            fprintf(stderr, " (at byte %llu)", (unsigned long long)error.offset_bytes);
        fputc('\n', stderr);
        return EXIT_USAGE;
    }
    if (dot)
        disasm_dot(stdout, image);
    else
        disasm_text(stdout, image);
    image_free(image);
    return EXIT_OK;
}

const struct command command_disasm = {
    .name = "disasm",
    .summary = "list what is in a compiled image",
    .usage =
        "usage: egress-policy disasm [--dot] FILE | --tables\n"
        "\n"
        "Verifies an image, then lists its header, its rules, where names and addresses lead,\n"
        "and every instruction: @N is instruction N, `end` no (further) match.\n"
        "\n"
        "options:\n"
        "  --dot              the decision graph for dot(1)\n",
    .run = run,
};
