/* `check --fix`: the fixes of a file's diagnostics, applied. */
#ifndef EGRESS_LANG_CLI_FIX_H
#define EGRESS_LANG_CLI_FIX_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "lang/cli/load.h"

struct cli_fixing {
    bool guesses; /* also fixes that are likely, not sure */
    bool diff;    /* say what would change, and write nothing */
    bool machine; /* a program reads the report: no sentences, and places in the file as it is */
};

struct cli_fixed {
    uint32_t applied;
    uint32_t left_out; /* they would have made another error */
};

/*
 * Writes the fixed text: of a file into it, of `-` to `out`; with `diff` the difference to `out`.
 * Then *ret_policy is what is left to say of it; to machines, with `diff`, what there is to say
 * before. False, after a sentence on stderr, where the file cannot be read or written.
 */
bool cli_fix(const char *path, const struct cli_policy_options *options,
             const struct cli_fixing *fixing, FILE *out, struct cli_policy **ret_policy,
             struct cli_fixed *ret_fixed);

#endif
