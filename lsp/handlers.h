/* Inside lsp/: every request and notification, by the file that answers it. */
#ifndef EGRESS_LSP_HANDLERS_H
#define EGRESS_LSP_HANDLERS_H

#include "lsp/internal.h"

#define REQUEST(name) enum answer name(struct server *server, const json_t *params, struct out *out)
#define NOTIFICATION(name) void name(struct server *server, const json_t *params)

/* lifecycle.c */
REQUEST(lifecycle_initialize);
REQUEST(lifecycle_shutdown);
NOTIFICATION(lifecycle_initialized);
NOTIFICATION(lifecycle_did_change_configuration);

/* sync.c */
NOTIFICATION(sync_did_open);
NOTIFICATION(sync_did_change);
NOTIFICATION(sync_did_close);

/* format.c */
REQUEST(format_document);
REQUEST(format_range);
REQUEST(format_on_type);

#endif
