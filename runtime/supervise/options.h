/*
 * The command line of egress-run. Pure but for getopt's own state; strings are borrowed from argv.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_OPTIONS_H
#define EGRESS_RUNTIME_SUPERVISE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum action {
    ACTION_RUN,
    ACTION_CLEANUP,
    ACTION_HELP,
    ACTION_VERSION,
};

#define OPTION_LIMITS_MAX 32

struct options {
    enum action action;
    const char *bytecode; /* the compiled policy; "-": standard input */
    const char *log;      /* NULL: nowhere; "-": standard output */
    const char *ca_out;   /* where the authority's certificate goes; NULL: nowhere; "-": output */
    const char *upstream_ca; /* more authorities for servers, PEM; NULL: the system's alone */
    const char *control;     /* where the control socket is to be; NULL: in /run/egress */
    const char *user;        /* NULL: whoever called sudo */
    const char *limits[OPTION_LIMITS_MAX + 1]; /* "NAME=NUMBER", valid; NULL-terminated */
    const char *bad_limit;                     /* while parsing */
    bool keep_groups;
    bool allow_new_privs;
    bool audit;
    char **command; /* NULL-terminated, at least one; ACTION_RUN only */
};

/* false with a sentence in `error`. */
bool options_parse(int argc, char **argv, struct options *ret, char *error, size_t error_size);

extern const char options_help[];

#endif
