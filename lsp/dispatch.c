/* Everything that is answered. docs/language-server.md has the same list, and a test compares. */
#include <string.h>

#include "lsp/handlers.h"

static const struct {
    const char *method;
    request_handler handler;
} requests[] = {
    {"initialize", lifecycle_initialize},
    {"shutdown", lifecycle_shutdown},
    {"textDocument/formatting", format_document},
    {"textDocument/rangeFormatting", format_range},
    {"textDocument/onTypeFormatting", format_on_type},
};

static const struct {
    const char *method;
    notification_handler handler;
} notifications[] = {
    {"initialized", lifecycle_initialized},
    {"textDocument/didOpen", sync_did_open},
    {"textDocument/didChange", sync_did_change},
    {"textDocument/didClose", sync_did_close},
    {"workspace/didChangeConfiguration", lifecycle_did_change_configuration},
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
