/* `check --fix`: the fixes of a file's diagnostics, applied. */
#ifndef EGRESS_LANG_CLI_FIX_H
#define EGRESS_LANG_CLI_FIX_H

#include <stdbool.h>

#include "lang/cli/load.h"

struct cli_fixing {
    bool guesses; /* also fixes that are likely, not sure */
    bool diff;    /* print what would change, and write nothing */
};

/*
 * Writes the fixed text: of a file into it, of `-` to standard output; then *ret_policy is what is
 * left to say of it. With `diff` it is printed, and *ret_changed says whether there was something.
 * False, after a sentence on stderr, where the file cannot be read or written.
 */
bool cli_fix(const char *path, const struct cli_policy_options *options,
             const struct cli_fixing *fixing, struct cli_policy **ret_policy, bool *ret_changed);

#endif
