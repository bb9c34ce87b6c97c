/* initialize, initialized, shutdown, and what is configured. */
#include <string.h>

#include "lsp/handlers.h"
#include "lsp/workspace.h"

/* ---- what the client can do ---- */

static bool says(const json_t *value)
{
    return json_is_true(value);
}

/* The server's choice among what the client offers: bytes need no counting. */
static enum text_encoding choose_encoding(const json_t *offered)
{
    if (json_list_has(offered, "utf-8"))
        return TEXT_UTF8;
    if (json_list_has(offered, "utf-16") || !json_list_has(offered, "utf-32"))
        return TEXT_UTF16;
    return TEXT_UTF32;
}

static void read_diagnostics(struct client *client, const json_t *document)
{
    const json_t *publish = json_object_get(document, "publishDiagnostics");
    const json_t *pull = json_object_get(document, "diagnostic");

    client->pulls_diagnostics = json_is_object(pull);
    client->related_information = says(json_object_get(publish, "relatedInformation")) ||
                                  says(json_object_get(pull, "relatedInformation"));
    client->code_descriptions = says(json_object_get(publish, "codeDescriptionSupport")) ||
                                says(json_object_get(pull, "codeDescriptionSupport"));
    client->unnecessary_tag = json_is_object(json_object_get(publish, "tagSupport")) ||
                              json_is_object(json_object_get(pull, "tagSupport"));
}

static void read_client(struct client *client, const json_t *capabilities)
{
    const json_t *document = json_object_get(capabilities, "textDocument");
    const json_t *workspace = json_object_get(capabilities, "workspace");

    client->encoding = choose_encoding(json_at(capabilities, "general", "positionEncodings", NULL));
    read_diagnostics(client, document);
    client->hierarchical_symbols =
        says(json_at(document, "documentSymbol", "hierarchicalDocumentSymbolSupport", NULL));
    client->refreshes_diagnostics = says(json_at(workspace, "diagnostics", "refreshSupport", NULL));
    client->refreshes_lenses = says(json_at(workspace, "codeLens", "refreshSupport", NULL));
    client->refreshes_hints = says(json_at(workspace, "inlayHint", "refreshSupport", NULL));
    client->configuration = says(json_object_get(workspace, "configuration"));
    client->watches_files =
        says(json_at(workspace, "didChangeWatchedFiles", "dynamicRegistration", NULL));
    client->progress = says(json_at(capabilities, "window", "workDoneProgress", NULL));
}

/* ---- settings ---- */

static void settings_changed(struct server *server)
{
    struct documents *documents = &server->documents;

    server->settings_number++;
    server->piece_options = settings_policy_options(&server->settings);
    for (uint32_t i = 0; i < documents->count; i++) {
        pieces_free(documents->items[i]->pieces);
        documents->items[i]->pieces = NULL;
        documents_touch(documents, documents->items[i]);
    }
    lenses_forget(server);
}

/* What the client shows is out of date. */
static void refresh(struct server *server)
{
    if (server->client.refreshes_diagnostics)
        message_refresh(server, "workspace/diagnostic/refresh");
    if (server->client.refreshes_lenses)
        message_refresh(server, "workspace/codeLens/refresh");
    if (server->client.refreshes_hints)
        message_refresh(server, "workspace/inlayHint/refresh");
}

void lifecycle_configure(struct server *server, const json_t *object)
{
    const json_t *section = json_object_get(object, "egress");

    settings_free(&server->settings);
    settings_copy(&server->settings, &server->given);
    settings_read(&server->settings, section ? section : object);
    settings_changed(server);
}

static void ask_for_configuration(struct server *server)
{
    struct out *out =
        message_request(server, "workspace/configuration", &server->configuration_request);

    out_object(out);
    out_key(out, "items");
    out_literal(out, "[{\"section\":\"egress\"}]");
    out_end_object(out);
    message_send(server);
}

void lifecycle_did_change_configuration(struct server *server, const json_t *params)
{
    if (server->client.configuration)
        ask_for_configuration(server);
    else
        lifecycle_configure(server, json_object_get(params, "settings"));
    if (!server->client.configuration)
        refresh(server);
}

void lifecycle_response(struct server *server, const json_t *message)
{
    json_int_t id = json_integer_value(json_object_get(message, "id"));

    if (id && id == server->configuration_request) {
        server->configuration_request = 0;
        lifecycle_configure(server, json_array_get(json_object_get(message, "result"), 0));
        refresh(server);
    }
}

/* ---- initialize ---- */

#define FILES                                                                                      \
    "{\"filters\":[{\"scheme\":\"file\",\"pattern\":{\"glob\":\"**/*.{egress,yml,yaml}\"}}]}"

/* The legend of tokens has the order of enum token_type in tokens.c. */
static const char capabilities[] =
    "\"textDocumentSync\":{\"openClose\":true,\"change\":2,\"save\":true},"
    "\"hoverProvider\":true,"
    "\"completionProvider\":{\"triggerCharacters\":[\"=\",\"/"
    "\",\":\",\"[\",\"{\",\"|\",\"@\",\".\"],"
    "\"resolveProvider\":true},"
    "\"definitionProvider\":true,"
    "\"referencesProvider\":true,"
    "\"documentHighlightProvider\":true,"
    "\"renameProvider\":{\"prepareProvider\":true},"
    "\"documentSymbolProvider\":true,"
    "\"workspaceSymbolProvider\":true,"
    "\"codeActionProvider\":{\"codeActionKinds\":"
    "[\"quickfix\",\"refactor.rewrite\",\"source.fixAll.egress\"]},"
    "\"codeLensProvider\":{\"resolveProvider\":true},"
    "\"documentLinkProvider\":{},"
    "\"foldingRangeProvider\":true,"
    "\"selectionRangeProvider\":true,"
    "\"inlayHintProvider\":{\"resolveProvider\":true},"
    "\"linkedEditingRangeProvider\":true,"
    "\"signatureHelpProvider\":{},"
    "\"semanticTokensProvider\":{\"legend\":{\"tokenTypes\":[\"comment\",\"namespace\",\"method\","
    "\"type\",\"string\",\"number\",\"keyword\",\"property\",\"regexp\",\"macro\",\"decorator\"],"
    "\"tokenModifiers\":[]},\"range\":true,\"full\":{\"delta\":true}},"
    "\"documentFormattingProvider\":true,"
    "\"documentRangeFormattingProvider\":true,"
    "\"documentOnTypeFormattingProvider\":{\"firstTriggerCharacter\":\"\\n\"},"
    "\"executeCommandProvider\":{\"commands\":[\"egress.explain\",\"egress.ask\"]},"
    "\"workspace\":{\"workspaceFolders\":{\"supported\":true,\"changeNotifications\":true},"
    "\"fileOperations\":{\"didCreate\":" FILES ",\"didRename\":" FILES ",\"didDelete\":" FILES
    ",\"willRename\":" FILES ",\"willDelete\":" FILES "}}";

static const char pull_capability[] =
    "\"diagnosticProvider\":{\"identifier\":\"egress\",\"interFileDependencies\":false,"
    "\"workspaceDiagnostics\":true,\"workDoneProgress\":true}";

static void out_capabilities(const struct server *server, struct out *out)
{
    static const char *const encodings[] = {"utf-8", "utf-16", "utf-32"};

    out_object(out);
    out_key_text(out, "positionEncoding", encodings[server->client.encoding]);
    out_literal(out, capabilities);
    if (server->settings.diagnostics != DIAGNOSTICS_PUSH)
        out_literal(out, pull_capability);
    out_end_object(out);
}

enum answer lifecycle_initialize(struct server *server, const json_t *params, struct out *out)
{
    const json_t *process = json_object_get(params, "processId");

    if (!json_is_object(params))
        return server_fail(server, RPC_INVALID_PARAMS, "no parameters");
    server->state = STATE_RUNNING;
    read_client(&server->client, json_object_get(params, "capabilities"));
    lifecycle_configure(server, json_object_get(params, "initializationOptions"));
    workspace_read_folders(server, params);
    if (json_is_integer(process) && server->host.watch_process)
        server->host.watch_process(server->host.context, json_integer_value(process));
    out_object(out);
    out_key(out, "capabilities");
    out_capabilities(server, out);
    out_key(out, "serverInfo");
    out_object(out);
    out_key_text(out, "name", "egress-lsp");
    out_key_text(out, "version", EGRESS_VERSION);
    out_end_object(out);
    out_end_object(out);
    return ANSWERED;
}

/* Policies and workflows on disk, and the log. */
static void watch_files(struct server *server)
{
    struct out *out = message_request(server, "client/registerCapability", NULL);

    out_object(out);
    out_key(out, "registrations");
    out_array(out);
    out_object(out);
    out_key_text(out, "id", "files");
    out_key_text(out, "method", "workspace/didChangeWatchedFiles");
    out_key(out, "registerOptions");
    out_object(out);
    out_key(out, "watchers");
    out_array(out);
    out_literal(out, "{\"globPattern\":\"**/*.egress\"}");
    out_literal(out, "{\"globPattern\":\"**/*.{yml,yaml}\"}");
    if (server->settings.log) {
        out_object(out);
        out_key_text(out, "globPattern", server->settings.log);
        out_end_object(out);
    }
    out_end_array(out);
    out_end_object(out);
    out_end_object(out);
    out_end_array(out);
    out_end_object(out);
    message_send(server);
}

void lifecycle_initialized(struct server *server, const json_t *params)
{
    (void)params;
    if (server->client.watches_files)
        watch_files(server);
    if (server->client.configuration)
        ask_for_configuration(server);
}

enum answer lifecycle_shutdown(struct server *server, const json_t *params, struct out *out)
{
    (void)params;
    server->state = STATE_SHUTDOWN;
    out_null(out);
    return ANSWERED;
}
