/* The pages of diagnostics (lang/source/pages.h), for a terminal and as docs/diagnostics.md. */
#ifndef EGRESS_LANG_CLI_PAGES_H
#define EGRESS_LANG_CLI_PAGES_H

#include <stdbool.h>
#include <stdio.h>

#include "lang/source/diagnostic.h"

void cli_print_page(FILE *out, enum diagnostic_code code);

/* All of them, as Markdown. */
void cli_print_pages(FILE *out);

/*
 * Whether a word is meant as a code: a letter and four digits. Then *ret_known says if there is
 * such a one.
 */
bool cli_is_code(const char *word, enum diagnostic_code *ret_code, bool *ret_known);

#endif
