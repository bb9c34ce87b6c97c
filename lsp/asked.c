/* What a request is about: its document, the place in it, and how places are told. */
#include <string.h>

#include "lsp/internal.h"

struct document *asked_document(struct server *server, const json_t *params)
{
    const char *uri = json_string_value(json_at(params, "textDocument", "uri", NULL));
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;

    if (!uri)
        server_fail(server, RPC_INVALID_PARAMS, "no `textDocument.uri`");
    else if (!document)
        server_fail(server, RPC_INVALID_PARAMS, "the document is not open");
    else if (document->lost)
        server_fail(server, LSP_REQUEST_FAILED, "the document's text is not known");
    else
        return document;
    return NULL;
}

struct spot spot_at(struct document *document, struct analysis *analysis, uint32_t file)
{
    struct spot spot = {.document = document, .analysis = analysis, .file = file, .line = NO_INDEX};

    spot.part = analysis_part_at(analysis, file, &spot.text);
    if (spot.part) {
        analysis_lines(analysis, spot.part);
        spot.line = part_line_at(spot.part, spot.text);
    }
    return spot;
}

bool asked_spot(struct server *server, const json_t *params, struct spot *ret_spot)
{
    struct document *document = asked_document(server, params);
    struct text_place place;

    if (!document)
        return false;
    if (!json_read_place(json_object_get(params, "position"), &place)) {
        server_fail(server, RPC_INVALID_PARAMS, "no `position`");
        return false;
    }
    *ret_spot = spot_at(document, document_analysis(server, document),
                        text_offset(&document->text, server->client.encoding, place));
    return true;
}

bool asked_range(struct server *server, const json_t *params, const struct document *document,
                 struct span *ret_span)
{
    const json_t *range = json_object_get(params, "range");
    struct text_place start, end;

    if (!json_read_place(json_object_get(range, "start"), &start) ||
        !json_read_place(json_object_get(range, "end"), &end)) {
        server_fail(server, RPC_INVALID_PARAMS, "no `range`");
        return false;
    }
    ret_span->start = text_offset(&document->text, server->client.encoding, start);
    ret_span->end = text_offset(&document->text, server->client.encoding, end);
    if (ret_span->end < ret_span->start)
        ret_span->end = ret_span->start;
    return true;
}

static void out_place_of(struct out *out, struct text_place place)
{
    out_object(out);
    out_key_int(out, "line", place.line);
    out_key_int(out, "character", place.character);
    out_end_object(out);
}

void out_text_range(struct out *out, const struct text *text, enum text_encoding encoding,
                    struct span span)
{
    out_object(out);
    out_key(out, "start");
    out_place_of(out, text_place(text, encoding, span.start));
    out_key(out, "end");
    out_place_of(out, text_place(text, encoding, span.end));
    out_end_object(out);
}

void out_place(struct server *server, struct out *out, const struct document *document,
               uint32_t file)
{
    out_place_of(out, text_place(&document->text, server->client.encoding, file));
}

void out_range(struct server *server, struct out *out, const struct document *document,
               struct span file)
{
    out_text_range(out, &document->text, server->client.encoding, file);
}

void out_part_range(struct server *server, struct out *out, const struct document *document,
                    const struct part *part, struct span text)
{
    out_range(server, out, document, part_to_file(part, text));
}

void out_location(struct server *server, struct out *out, const struct document *document,
                  struct span file)
{
    out_object(out);
    out_key_text(out, "uri", document->uri);
    out_key(out, "range");
    out_range(server, out, document, file);
    out_end_object(out);
}

void out_edit(struct server *server, struct out *out, const struct document *document,
              struct span file, const char *text, size_t len_bytes)
{
    out_object(out);
    out_key(out, "range");
    out_range(server, out, document, file);
    out_key(out, "newText");
    out_text_len(out, text, len_bytes);
    out_end_object(out);
}

void out_markdown(struct out *out, const char *text)
{
    out_object(out);
    out_key_text(out, "kind", "markdown");
    out_key_text(out, "value", text);
    out_end_object(out);
}
