/*
 * workspace/executeCommand.
 *
 *     egress.explain [uri, position]          the rule there, in words: Markdown
 *     egress.explain [uri, position, true]    the same, and the client shows it as a message
 *
 * Lenses ask for the second: clients do nothing with what comes of a lens's command.
 */
#include <string.h>

#include "lsp/explain.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

static void show(struct server *server, const char *text)
{
    struct out *out = message_notification(server, "window/showMessage");

    out_object(out);
    out_key_int(out, "type", MESSAGE_INFO);
    out_key_text(out, "message", text);
    out_end_object(out);
    message_send(server);
}

static enum answer explain(struct server *server, const json_t *arguments, struct out *out)
{
    const char *uri = json_string_value(json_array_get(arguments, 0)), *text;
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;
    struct text_place place;
    struct spot spot;

    if (!document || document->lost || !json_read_place(json_array_get(arguments, 1), &place))
        return server_fail(server, RPC_INVALID_PARAMS,
                           "egress.explain takes an open document and a position");
    spot = spot_at(document, document_analysis(server, document),
                   text_offset(&document->text, server->client.encoding, place));
    if (!spot.part || spot.line == NO_INDEX || spot.part->lines[spot.line].rule == NO_INDEX)
        return server_fail(server, LSP_REQUEST_FAILED, "there is no rule");
    text =
        explain_rule(&server->scratch, spot.analysis, spot.part, spot.part->lines[spot.line].rule);
    if (json_is_true(json_array_get(arguments, 2)))
        show(server, text);
    out_text(out, text);
    return ANSWERED;
}

enum answer commands_execute(struct server *server, const json_t *params, struct out *out)
{
    const char *command = json_text(params, "command");

    if (command && !strcmp(command, "egress.explain"))
        return explain(server, json_object_get(params, "arguments"), out);
    return server_fail(server, RPC_INVALID_PARAMS, "no such command");
}
