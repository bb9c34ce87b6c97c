/*
 * A subcommand of egress-policy. Each lives in a file of its own and exports one of these; main.c
 * holds the table. A new one needs its file, a line in commands.h, a line in the table, and its
 * file's name in CMakeLists.txt.
 */
#ifndef EGRESS_LANG_CLI_COMMAND_H
#define EGRESS_LANG_CLI_COMMAND_H

/* How the program ends , for every command. */
enum exit_code {
    EXIT_OK = 0,
    EXIT_FINDINGS = 1, /* errors in a policy, or denials */
    EXIT_USAGE = 2,    /* a wrong command line, or a file that cannot be read or written */
};

struct command {
    const char *name;
    const char *summary; /* one line of `egress-policy --help` */
    const char *usage;   /* what `egress-policy NAME --help` prints */

    /* argv[0] is "egress-policy NAME". --help and --version have been dealt with. */
    enum exit_code (*run)(int argc, char **argv);
};

#endif
