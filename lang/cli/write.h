/* What the subcommands write: files in one step, and colour only where it is wanted. */
#ifndef EGRESS_LANG_CLI_WRITE_H
#define EGRESS_LANG_CLI_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * Puts another text into a file that there is. In one step: whoever reads the file sees it before
 * or after. Links are followed; mode and, where that is allowed, owner stay. 0 or -errno.
 */
__attribute__((warn_unused_result)) int cli_write(const char *path, const char *text,
                                                  size_t len_bytes);

/* `out` is a terminal, and NO_COLOR is not set. */
bool cli_wants_colour(FILE *out);

#endif
