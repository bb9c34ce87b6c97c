/* The client's documents: opened, changed, closed. */
#include "lsp/handlers.h"

void sync_did_open(struct server *server, const json_t *params)
{
    const json_t *item = json_object_get(params, "textDocument");
    const json_t *text = json_object_get(item, "text");
    const char *uri = json_text(item, "uri"), *language = json_text(item, "languageId");
    struct document *document;

    if (!uri || !json_is_string(text)) {
        server_log(server, MESSAGE_ERROR, "textDocument/didOpen without a uri or a text");
        return;
    }
    document = documents_open(&server->documents, uri, language ? language : "",
                              json_integer_value(json_object_get(item, "version")),
                              json_string_value(text), json_string_length(text));
    if (!document)
        server_log(server, MESSAGE_ERROR, "%.200s: more than %d documents are open", uri,
                   DOCUMENTS_MAX);
    else if (document->lost)
        server_log(server, MESSAGE_ERROR, "%.200s: too large to be looked at", uri);
}

void sync_did_change(struct server *server, const json_t *params)
{
    const json_t *item = json_object_get(params, "textDocument");
    const json_t *version = json_object_get(item, "version");
    const char *uri = json_text(item, "uri");
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;
    bool was_lost;

    if (!document) {
        server_log(server, MESSAGE_ERROR, "textDocument/didChange of a document that is not open");
        return;
    }
    was_lost = document->lost;
    documents_change(&server->documents, document, server->client.encoding,
                     json_object_get(params, "contentChanges"));
    /* A version that does not grow is the client's mistake, and no reason to lose its text. */
    if (json_is_integer(version))
        document->version = json_integer_value(version);
    if (document->lost && !was_lost)
        server_log(server, MESSAGE_ERROR,
                   "%.200s: a change that cannot be followed; open the document again", uri);
}

void sync_did_close(struct server *server, const json_t *params)
{
    const char *uri = json_string_value(json_at(params, "textDocument", "uri", NULL));
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;

    if (!document)
        return;
    documents_close(&server->documents, document);
    publish_nothing(server, uri);
}

/* The text is known already; a job may have run since the log was read. */
void sync_did_save(struct server *server, const json_t *params)
{
    (void)params;
    if (!server->settings.log)
        return;
    lenses_forget(server);
    if (server->client.refreshes_lenses)
        message_refresh(server, "workspace/codeLens/refresh");
}
