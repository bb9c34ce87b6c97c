/*
 * Diagnostics for people and machines. None of these opens a file: the text is in memory, as it was
 * when it was parsed.
 *
 * Lines and columns count from 1, ends are exclusive. Columns are in bytes in text and JSON, in
 * Unicode code points in GitHub annotations and in SARIF (which says so).
 */
#ifndef EGRESS_LANG_CLI_REPORT_H
#define EGRESS_LANG_CLI_REPORT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "lang/cli/load.h"

/*
 * `file:line:col: error[E0102]: what`, the line with a caret, labelled places, and the fix. In
 * colour where `out` is a terminal and NO_COLOR is not set.
 */
void cli_report_text(FILE *out, const struct cli_policy *policy);

/* Workflow commands that GitHub shows beside the lines of a change. */
void cli_report_github(FILE *out, const struct cli_policy *policy);

/* The "diagnostics" array of `rules --format json`. A new reference. */
json_t *cli_report_json(const struct cli_policy *policy);

/*
 * SARIF 2.1.0, one run. cli_sarif_new is the whole document without results; each policy adds its
 * own. A new reference.
 */
json_t *cli_sarif_new(void);
void cli_sarif_add(json_t *sarif, const struct cli_policy *policy);
/* Notes in the run that a file's fixes have been applied, or could be. */
void cli_sarif_note_fixed(json_t *sarif, const char *path, unsigned count, bool could);

/* A JSON string of any bytes: what is not UTF-8 becomes U+FFFD. */
json_t *cli_json_text(const char *text);

#endif
