/* file: URIs and paths (RFC 8089, RFC 3986). Results are arena memory. */
#ifndef EGRESS_LSP_URI_H
#define EGRESS_LSP_URI_H

#include "lang/source/arena.h"

/* NULL: not a file of this machine. */
const char *uri_to_path(struct arena *arena, const char *uri);
const char *uri_of_path(struct arena *arena, const char *path);

#endif
