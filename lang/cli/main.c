/* egress-policy: the table of subcommands, and what is common to all of them. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lang/cli/commands.h"
#include "lang/source/suggest.h"

static const struct command *const commands[] = {
    &command_check,   &command_fmt,     &command_compile, &command_disasm, &command_eval,
    &command_explain, &command_analyze, &command_rules,   &command_test,
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static void print_help(FILE *out)
{
    fputs("usage: egress-policy COMMAND [OPTIONS] [FILE...]\n"
          "\n"
          "Writes, checks and compiles policies that say which process may reach what outside.\n"
          "\n"
          "commands:\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n"
          "`egress-policy COMMAND --help` tells more. FILE may be `-` for standard input.\n",
          out);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    return NULL;
}

/* --help and --version are answered wherever they stand before "--". */
static bool has_option(int argc, char **argv, const char *name)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (!strcmp(argv[i], name))
            return true;
    return false;
}

/* Output that did not arrive is an I/O error even if the command was content. */
static int finish(enum exit_code code)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("egress-policy: standard output");
        return EXIT_USAGE;
    }
    return code;
}

/*
 * A file that is opened must not take the place of a standard stream that is closed: what is meant
 * for the stream would go into the file. These can be neither read nor written.
 */
static bool hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", (fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) | O_NOCTTY) != fd)
            return false;
    return true;
}

static enum exit_code run_command(const struct command *command, int argc, char **argv)
{
    char name[64];

    if (has_option(argc, argv, "--help") || has_option(argc, argv, "-h")) {
        fputs(command->usage, stdout);
        return EXIT_OK;
    }
    if (has_option(argc, argv, "--version")) {
        puts("egress-policy " EGRESS_VERSION);
        return EXIT_OK;
    }
    /* What getopt puts in front of its complaints. */
    snprintf(name, sizeof name, "egress-policy %s", command->name);
    argv[0] = name;
    return command->run(argc, argv);
}

static void refuse_command(const char *name)
{
    const char *names[COMMAND_COUNT], *near;

    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i]->name;
    near = nearest_name(name, strlen(name), names, COMMAND_COUNT);
    if (near)
        fprintf(stderr, "egress-policy: no command `%s`; did you mean `%s`?\n", name, near);
    else
        fprintf(stderr, "egress-policy: no command `%s`; `egress-policy --help` lists them\n",
                name);
}

int main(int argc, char **argv)
{
    const struct command *command;

    if (!hold_standard_streams())
        return EXIT_USAGE;
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        print_help(stdout);
        return finish(EXIT_OK);
    }
    if (!strcmp(argv[1], "--version")) {
        puts("egress-policy " EGRESS_VERSION);
        return finish(EXIT_OK);
    }
    command = find_command(argv[1]);
    if (!command) {
        refuse_command(argv[1]);
        return EXIT_USAGE;
    }
    return finish(run_command(command, argc - 1, argv + 1));
}
