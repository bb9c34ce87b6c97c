/* Everything that is answered. docs/language-server.md has the same list, and a test compares. */
#include <string.h>

#include "lsp/handlers.h"

static const struct {
    const char *method;
    request_handler handler;
} requests[] = {
    {"initialize", lifecycle_initialize},
    {"shutdown", lifecycle_shutdown},
    {"codeLens/resolve", lenses_resolve},
    {"completionItem/resolve", complete_resolve},
    {"inlayHint/resolve", hints_resolve},
    {"textDocument/codeAction", actions_document},
    {"textDocument/codeLens", lenses_document},
    {"textDocument/completion", complete_items},
    {"textDocument/definition", navigate_definition},
    {"textDocument/diagnostic", pull_document},
    {"textDocument/documentHighlight", navigate_highlight},
    {"textDocument/documentLink", links_document},
    {"textDocument/documentSymbol", symbols_document},
    {"textDocument/foldingRange", structure_folding},
    {"textDocument/formatting", format_document},
    {"textDocument/hover", hover},
    {"textDocument/inlayHint", hints_document},
    {"textDocument/linkedEditingRange", navigate_linked_editing},
    {"textDocument/onTypeFormatting", format_on_type},
    {"textDocument/prepareRename", navigate_prepare_rename},
    {"textDocument/rangeFormatting", format_range},
    {"textDocument/references", navigate_references},
    {"textDocument/rename", navigate_rename},
    {"textDocument/selectionRange", structure_selection},
    {"textDocument/semanticTokens/full", tokens_full},
    {"textDocument/semanticTokens/full/delta", tokens_delta},
    {"textDocument/semanticTokens/range", tokens_range},
    {"textDocument/signatureHelp", signature_help},
    {"workspace/diagnostic", pull_workspace},
    {"workspace/executeCommand", commands_execute},
    {"workspace/symbol", workspace_symbol},
    {"workspace/willDeleteFiles", workspace_will_change_files},
    {"workspace/willRenameFiles", workspace_will_change_files},
};

static const struct {
    const char *method;
    notification_handler handler;
} notifications[] = {
    {"initialized", lifecycle_initialized},
    {"textDocument/didOpen", sync_did_open},
    {"textDocument/didChange", sync_did_change},
    {"textDocument/didClose", sync_did_close},
    {"textDocument/didSave", sync_did_save},
    {"window/workDoneProgress/cancel", pull_cancel_progress},
    {"workspace/didChangeConfiguration", lifecycle_did_change_configuration},
    {"workspace/didChangeWatchedFiles", workspace_did_change_watched_files},
    {"workspace/didChangeWorkspaceFolders", workspace_did_change_folders},
    {"workspace/didCreateFiles", workspace_did_change_watched_files},
    {"workspace/didDeleteFiles", workspace_did_change_watched_files},
    {"workspace/didRenameFiles", workspace_did_change_watched_files},
};

request_handler dispatch_request(const char *method)
{
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++)
        if (!strcmp(requests[i].method, method))
            return requests[i].handler;
    return NULL;
}

notification_handler dispatch_notification(const char *method)
{
    for (size_t i = 0; i < sizeof notifications / sizeof notifications[0]; i++)
        if (!strcmp(notifications[i].method, method))
            return notifications[i].handler;
    return NULL;
}
