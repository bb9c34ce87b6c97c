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
NOTIFICATION(sync_did_save);

/* format.c */
REQUEST(format_document);
REQUEST(format_range);
REQUEST(format_on_type);

/* hover.c, complete.c, navigate.c */
REQUEST(hover);
REQUEST(complete_items);
REQUEST(complete_resolve);
REQUEST(navigate_definition);
REQUEST(navigate_references);
REQUEST(navigate_highlight);
REQUEST(navigate_prepare_rename);
REQUEST(navigate_rename);
REQUEST(navigate_linked_editing);

/* signature.c */
REQUEST(signature_help);

/* symbols.c, tokens.c, structure.c, links.c, hints.c, lenses.c */
REQUEST(symbols_document);
REQUEST(tokens_full);
REQUEST(tokens_delta);
REQUEST(tokens_range);
REQUEST(structure_folding);
REQUEST(structure_selection);
REQUEST(links_document);
REQUEST(hints_document);
REQUEST(hints_resolve);
REQUEST(lenses_document);
REQUEST(lenses_resolve);

/* actions.c, commands.c */
REQUEST(actions_document);
REQUEST(commands_execute);

/* pull.c */
REQUEST(pull_document);
REQUEST(pull_workspace);
NOTIFICATION(pull_cancel_progress);

/* workspace.c */
REQUEST(workspace_symbol);
REQUEST(workspace_will_change_files);
NOTIFICATION(workspace_did_change_folders);
NOTIFICATION(workspace_did_change_watched_files);

#endif
