/*
 * Diagnostics, as they are told.
 *
 * A document of up to SMALL_BYTES is checked whole with every change. In a larger policy the errors
 * are kept up to date piece by piece (lang/rules/pieces.h) and told at once, together with the
 * warnings of the last whole check that the edits left alone; when the typing has paused the text
 * is checked whole, beside, and what comes out replaces all of it. So what is shown of a document
 * that has settled is what a fresh check says of it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/checker.h"
#include "lsp/internal.h"

#define SMALL_BYTES (96 * 1024)
#define SETTLE_MS 150

bool publish_pushes(const struct server *server)
{
    switch (server->settings.diagnostics) {
    case DIAGNOSTICS_PULL:
        return false;
    case DIAGNOSTICS_AUTO:
        return !server->client.pulls_diagnostics;
    case DIAGNOSTICS_PUSH:
    case DIAGNOSTICS_BOTH:
        break;
    }
    return true;
}

/* ---- one diagnostic ---- */

/* Rules, headers and comments that do nothing. */
static bool is_unnecessary(enum diagnostic_code code)
{
    switch (code) {
    case DIAGNOSTIC_RULE_DUPLICATE:
    case DIAGNOSTIC_RULE_SHADOWED:
    case DIAGNOSTIC_RULE_REDUNDANT:
    case DIAGNOSTIC_RULE_PASSED_THROUGH:
    case DIAGNOSTIC_HEADER_UNUSED:
    case DIAGNOSTIC_SILENCE_UNUSED:
        return true;
    default:
        return false;
    }
}

/* "https://.../diagnostics.md#e0101-text-too-large": the heading as Markdown readers name it. */
const char *publish_page(struct arena *arena, const char *docs, enum diagnostic_code code)
{
    const struct diagnostic_info *info = &diagnostic_infos[code];
    char *link = arena_printf(arena, "%s#%s %s", docs, info->code, info->title);
    char *to = link + strlen(docs) + 1;

    for (const char *from = to; *from; from++) {
        if (isalnum((unsigned char)*from) || *from == '-')
            *to++ = (char)tolower((unsigned char)*from);
        else if (*from == ' ')
            *to++ = '-';
    }
    *to = '\0';
    return link;
}

/* Where the places of diagnostics lie: an open document's text, or a file's. */
struct place_in {
    struct server *server;
    const char *uri;
    const struct text *text;
};

static void out_span(const struct place_in *in, struct out *out, struct span span)
{
    out_text_range(out, in->text, in->server->client.encoding, span);
}

static void out_related(const struct place_in *in, struct out *out, const struct diagnostic *item)
{
    out_key(out, "relatedInformation");
    out_array(out);
    for (uint32_t i = 1; i < item->span_count; i++) {
        out_object(out);
        out_key(out, "location");
        out_object(out);
        out_key_text(out, "uri", in->uri);
        out_key(out, "range");
        out_span(in, out, item->spans[i].span);
        out_end_object(out);
        out_key_text(out, "message", item->spans[i].label);
        out_end_object(out);
    }
    out_end_array(out);
}

void publish_diagnostic(struct server *server, const char *uri, const struct text *text,
                        const struct diagnostic *item, struct out *out)
{
    const struct place_in in = {server, uri, text};
    const struct span nowhere = {0, 0};

    out_object(out);
    out_key(out, "range");
    out_span(&in, out, item->span_count ? item->spans[0].span : nowhere);
    out_key_int(out, "severity", item->severity == SEVERITY_ERROR ? 1 : 2);
    out_key_text(out, "code", diagnostic_infos[item->code].code);
    if (server->client.code_descriptions && *server->settings.docs) {
        out_key(out, "codeDescription");
        out_object(out);
        out_key_text(out, "href",
                     publish_page(&server->scratch, server->settings.docs, item->code));
        out_end_object(out);
    }
    out_key_text(out, "source", "egress");
    out_key_text(out, "message", item->message);
    if (server->client.unnecessary_tag && is_unnecessary(item->code)) {
        out_key(out, "tags");
        out_literal(out, "[1]");
    }
    if (server->client.related_information && item->span_count > 1)
        out_related(&in, out, item);
    out_end_object(out);
}

/* ---- all of a text ---- */

static void out_rest(struct out *out, uint32_t rest)
{
    out_object(out);
    out_key(out, "range");
    out_literal(out,
                "{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":0}}");
    out_key_int(out, "severity", 3);
    out_key_text(out, "source", "egress");
    out_key(out, "message");
    out_format(out, "%u more problems are not shown; `egress-policy check` lists them", rest);
    out_end_object(out);
}

void publish_analysis_items(struct server *server, const char *uri, const struct text *text,
                            const struct diagnostics *found, struct out *out)
{
    const uint32_t max = server->settings.problems_max;
    uint32_t errors = 0, warnings, shown_errors = 0, shown_warnings = 0;

    for (uint32_t i = 0; i < found->count; i++)
        errors += found->items[i].severity == SEVERITY_ERROR;
    /* Errors come first where there is no room for all. */
    errors = errors < max ? errors : max;
    warnings = max - errors;
    out_array(out);
    for (uint32_t i = 0; i < found->count; i++) {
        bool is_error = found->items[i].severity == SEVERITY_ERROR;

        if (is_error ? shown_errors == errors : shown_warnings == warnings)
            continue;
        shown_errors += is_error;
        shown_warnings += !is_error;
        publish_diagnostic(server, uri, text, &found->items[i], out);
    }
    if (found->count + found->dropped > shown_errors + shown_warnings)
        out_rest(out, found->count + found->dropped - shown_errors - shown_warnings);
    out_end_array(out);
}

/* ---- documents ---- */

static bool is_small(const struct document *document)
{
    return document->text.len <= SMALL_BYTES;
}

bool document_is_settled(const struct document *document)
{
    return document->analysis && document->analysed == document->change;
}

static void take_analysis(struct document *document, struct analysis *analysis, uint64_t change)
{
    analysis_free(document->analysis);
    analysis_free(document->quick);
    document->quick = NULL;
    document->analysis = analysis;
    document->analysed = change;
    document->edit_count = 0;
    document->edits_overflow = false;
}

struct analysis *document_checked(struct server *server, struct document *document)
{
    if (!document_is_settled(document))
        take_analysis(document,
                      analysis_new(document->text.bytes, document->text.len, document->kind,
                                   &server->settings),
                      document->change);
    document->used = ++server->documents.changes;
    return document->analysis;
}

static struct analysis *quick_analysis(struct server *server, struct document *document)
{
    struct settings settings = server->settings; /* borrowed, but for one */

    if (document->quick && document->quick_of == document->change)
        return document->quick;
    settings.lint = false;
    analysis_free(document->quick);
    document->quick =
        analysis_new(document->text.bytes, document->text.len, document->kind, &settings);
    document->quick_of = document->change;
    return document->quick;
}

struct analysis *document_analysis(struct server *server, struct document *document)
{
    if (is_small(document) || !server->checker || document_is_settled(document))
        return document_checked(server, document);
    document->used = ++server->documents.changes;
    return quick_analysis(server, document);
}

/* A diagnostic of the last whole check, at the place that it has now. */
static void add_followed(const struct document *document, const struct diagnostic *item,
                         struct diagnostics *found)
{
    struct diagnostic copy = *item;

    copy.fix_count = 0;
    for (uint32_t i = 0; i < copy.span_count; i++)
        if (!document_follow(document, &copy.spans[i].span))
            return;
    diagnostic_copy(found, &copy);
}

/* What can be said at once of a large document that is being edited. */
static void find_at_once(struct server *server, struct document *document, struct arena *arena,
                         struct diagnostics *found)
{
    uint32_t max = server->settings.problems_max;
    bool in_pieces = document->pieces != NULL;

    *found = (struct diagnostics){.arena = arena};
    if (in_pieces)
        found->dropped = pieces_errors(document->pieces, max, found) - found->count;
    for (uint32_t i = 0; document->analysis && i < document->analysis->diagnostics.count; i++) {
        const struct diagnostic *item = &document->analysis->diagnostics.items[i];

        if (found->count == 2 * max)
            break;
        if (!in_pieces || item->severity != SEVERITY_ERROR)
            add_followed(document, item, found);
    }
    diagnostics_sort(found);
}

static void cut_into_pieces(struct server *server, struct document *document)
{
    if (!document->pieces && document->kind == DOCUMENT_POLICY && !document->lost &&
        document->text.len <= SOURCE_SIZE_MAX_BYTES)
        document->pieces =
            pieces_new(document->text.bytes, document->text.len, &server->piece_options);
}

void publish_items(struct server *server, struct document *document, struct out *out)
{
    struct diagnostics found;
    struct arena arena = {0};

    if (document->lost) {
        out_array(out);
        out_end_array(out);
        return;
    }
    if (is_small(document) || !server->checker)
        document_checked(server, document);
    if (document_is_settled(document)) {
        publish_analysis_items(server, document->uri, &document->text,
                               &document->analysis->diagnostics, out);
        return;
    }
    cut_into_pieces(server, document);
    find_at_once(server, document, &arena, &found);
    publish_analysis_items(server, document->uri, &document->text, &found, out);
    arena_free(&arena);
    /* A pause in the typing, but for the first time. */
    document->settle_at =
        server->host.now_ms(server->host.context) + (document->analysis ? SETTLE_MS : 0);
    if (!document->settle_at)
        document->settle_at = 1;
}

static void publish(struct server *server, struct document *document)
{
    struct out *out = message_notification(server, "textDocument/publishDiagnostics");

    out_object(out);
    out_key_text(out, "uri", document->uri);
    out_key_int(out, "version", document->version);
    out_key(out, "diagnostics");
    publish_items(server, document, out);
    out_end_object(out);
    message_send(server);
}

void publish_nothing(struct server *server, const char *uri)
{
    struct out *out;

    if (!publish_pushes(server))
        return;
    out = message_notification(server, "textDocument/publishDiagnostics");
    out_object(out);
    out_key_text(out, "uri", uri);
    out_key(out, "diagnostics");
    out_literal(out, "[]");
    out_end_object(out);
    message_send(server);
}

/* ---- what is due ---- */

/* The check that ended is of a document that may have gone on since. */
static bool take_result(struct server *server)
{
    struct checker_result result;
    struct document *document;

    if (!server->checker || !checker_take(server->checker, &result))
        return false;
    document = documents_find(&server->documents, result.uri);
    free(result.uri);
    if (!document || document->change != result.change || document_is_settled(document)) {
        if (document)
            document->checking = false;
        analysis_free(result.analysis);
        return true;
    }
    take_analysis(document, result.analysis, result.change);
    document->checking = false;
    document->settle_at = 0;
    document->due = true;
    if (!publish_pushes(server) && server->client.refreshes_diagnostics)
        message_refresh(server, "workspace/diagnostic/refresh");
    return true;
}

static bool settle(struct server *server, struct document *document)
{
    if (!document->settle_at || document->checking ||
        document->settle_at > server->host.now_ms(server->host.context))
        return false;
    if (document_is_settled(document)) {
        document->settle_at = 0;
        document->due = true;
        return true;
    }
    document->checking =
        checker_start(server->checker, document->uri, document->change, document->text.bytes,
                      document->text.len, document->kind, &server->settings);
    return document->checking;
}

bool publish_step(struct server *server)
{
    if (take_result(server))
        return true;
    for (uint32_t i = 0; i < server->documents.count; i++) {
        struct document *document = server->documents.items[i];

        if (!document->due)
            continue;
        document->due = false;
        if (publish_pushes(server))
            publish(server, document);
        return true;
    }
    for (uint32_t i = 0; server->checker && i < server->documents.count; i++)
        if (settle(server, server->documents.items[i]))
            return true;
    return false;
}

int publish_wait_ms(const struct server *server)
{
    uint64_t now = server->host.now_ms(server->host.context);
    int wait = -1;

    for (uint32_t i = 0; i < server->documents.count; i++) {
        const struct document *document = server->documents.items[i];
        uint64_t left;

        /* While something else is checked its end wakes us. */
        if (!document->settle_at || document->checking)
            continue;
        left = document->settle_at > now ? document->settle_at - now : SETTLE_MS;
        if (wait < 0 || left < (uint64_t)wait)
            wait = (int)left;
    }
    return wait;
}
