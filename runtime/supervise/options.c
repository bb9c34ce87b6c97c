#include "runtime/supervise/options.h"

#include <getopt.h>
#include <stdio.h>

#include "runtime/limits.h"

const char options_help[] =
    "usage: egress-run --bytecode FILE [OPTION...] [--] COMMAND [ARG...]\n"
    "       egress-run ctl status|reload|shutdown [OPTION...]\n"
    "       egress-run --cleanup\n"
    "\n"
    "Runs a command, and lets it and all its children reach only what a policy allows.\n"
    "Must be started by root, for instance with sudo; the command runs as who called sudo.\n"
    "\n"
    "options:\n"
    "  --bytecode FILE    the policy, compiled by `egress-policy compile`\n"
    "  --log FILE         append one line of JSON for every connection; - is standard output\n"
    "  --ca-out FILE      write the certificate that intercepted connections are signed with\n"
    "  --upstream-ca FILE trust these authorities (PEM) for servers, beside the system's\n"
    "  --user USER        run the command as this user: a name, a number, or UID:GID\n"
    "  --limit NAME=N     set a limit of egress-run(1), such as dns_names_hourly\n"
    "  --keep-groups      keep groups that open a way round the guard, such as docker\n"
    "  --allow-new-privs  let the command gain privileges, for instance with sudo\n"
    "  --audit            let everything through, and log what the policy says of it\n"
    "  --control PATH     make the control socket there, for `egress-run ctl --control PATH`\n"
    "  --cleanup          remove what runs left behind that were killed, and do nothing else\n"
    "  --help             print this\n"
    "  --version          print the version\n"
    "\n"
    "The exit status is the command's, or 128 and the number of the signal that ended it;\n"
    "127 where there is no such command, 126 where it cannot be run, 2 where the guard cannot\n"
    "start or go on. What the command leaves running is killed when it ends.\n";

enum {
    OPTION_BYTECODE = 256,
    OPTION_LOG,
    OPTION_CA_OUT,
    OPTION_UPSTREAM_CA,
    OPTION_USER,
    OPTION_LIMIT,
    OPTION_KEEP_GROUPS,
    OPTION_ALLOW_NEW_PRIVS,
    OPTION_AUDIT,
    OPTION_CONTROL,
    OPTION_CLEANUP,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option long_options[] = {
    {"bytecode", required_argument, NULL, OPTION_BYTECODE},
    {"log", required_argument, NULL, OPTION_LOG},
    {"ca-out", required_argument, NULL, OPTION_CA_OUT},
    {"upstream-ca", required_argument, NULL, OPTION_UPSTREAM_CA},
    {"user", required_argument, NULL, OPTION_USER},
    {"limit", required_argument, NULL, OPTION_LIMIT},
    {"keep-groups", no_argument, NULL, OPTION_KEEP_GROUPS},
    {"allow-new-privs", no_argument, NULL, OPTION_ALLOW_NEW_PRIVS},
    {"audit", no_argument, NULL, OPTION_AUDIT},
    {"control", required_argument, NULL, OPTION_CONTROL},
    {"cleanup", no_argument, NULL, OPTION_CLEANUP},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {0},
};

static void take_limit(struct options *options, const char *setting)
{
    struct limits scratch;
    size_t count = 0;

    while (options->limits[count])
        count++;
    if (count < OPTION_LIMITS_MAX && limits_set(&scratch, setting))
        options->limits[count] = setting;
    else
        options->bad_limit = setting;
}

static void take(struct options *options, int option)
{
    switch (option) {
    case OPTION_BYTECODE:
        options->bytecode = optarg;
        break;
    case OPTION_LOG:
        options->log = optarg;
        break;
    case OPTION_CA_OUT:
        options->ca_out = optarg;
        break;
    case OPTION_UPSTREAM_CA:
        options->upstream_ca = optarg;
        break;
    case OPTION_USER:
        options->user = optarg;
        break;
    case OPTION_LIMIT:
        take_limit(options, optarg);
        break;
    case OPTION_KEEP_GROUPS:
        options->keep_groups = true;
        break;
    case OPTION_ALLOW_NEW_PRIVS:
        options->allow_new_privs = true;
        break;
    case OPTION_AUDIT:
        options->audit = true;
        break;
    case OPTION_CONTROL:
        options->control = optarg;
        break;
    case OPTION_CLEANUP:
        options->action = ACTION_CLEANUP;
        break;
    case OPTION_HELP:
        options->action = ACTION_HELP;
        break;
    case OPTION_VERSION:
        options->action = ACTION_VERSION;
        break;
    }
}

static const char *missing(const struct options *options)
{
    if (options->action == ACTION_CLEANUP)
        return options->command ? "--cleanup takes no command" : NULL;
    if (options->action != ACTION_RUN)
        return NULL;
    if (!options->bytecode)
        return "--bytecode FILE is missing: a policy compiled by `egress-policy compile`";
    if (!options->command)
        return "the command to run is missing";
    return NULL;
}

bool options_parse(int argc, char **argv, struct options *ret, char *error, size_t error_size)
{
    struct options options = {.action = ACTION_RUN};
    const char *what;
    int option;

    optind = 0; /* GNU: start afresh */
    opterr = 0;
    while ((option = getopt_long(argc, argv, "+:", long_options, NULL)) != -1) {
        if (option == '?' || option == ':') {
            snprintf(error, error_size,
                     option == '?' ? "there is no option %s" : "%s needs a value",
                     argv[optind - 1]);
            return false;
        }
        take(&options, option);
        if (options.bad_limit) {
            snprintf(error, error_size, "there is no limit \"%s\"", options.bad_limit);
            return false;
        }
        if (options.action == ACTION_HELP || options.action == ACTION_VERSION) {
            *ret = options;
            return true;
        }
    }
    if (optind < argc)
        options.command = argv + optind;
    what = missing(&options);
    if (what) {
        snprintf(error, error_size, "%s", what);
        return false;
    }
    *ret = options;
    return true;
}
