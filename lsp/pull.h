/*
 * Diagnostics that clients ask for: of a document, or of the whole workspace. The second goes on in
 * small steps behind other requests, with progress, in parts where the client takes them so, and
 * can be cancelled. At most four at once.
 */
#ifndef EGRESS_LSP_PULL_H
#define EGRESS_LSP_PULL_H

#include "lsp/internal.h"

struct pulls;
struct pulls *pulls_new(void);
void pulls_free(struct pulls *pulls);

/* One step of what goes on; false: nothing does. */
bool pull_step(struct server *server);

/* The request is not to be answered with a result. */
void pull_cancel(struct server *server, const json_t *id);

#endif
