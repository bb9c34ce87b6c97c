/*
 * Diagnostics for people and machines. Every format is one function over the policies that were
 * looked at; none of them opens a file: the text is in memory, as it was when it was parsed.
 */
#ifndef EGRESS_LANG_CLI_REPORT_H
#define EGRESS_LANG_CLI_REPORT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "lang/cli/load.h"

/* `file:line:col: error[E0102]: what`, the line with a caret, labelled places, and the fix. */
void cli_report_text(FILE *out, const struct cli_policy *policy);

/* The "diagnostics" array of DESIGN.md section 8. A new reference. */
json_t *cli_report_json(const struct cli_policy *policy);

#endif
