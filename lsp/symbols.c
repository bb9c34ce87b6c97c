/* The outline of a document, and symbols of the workspace by name. */
#include <string.h>

#include "lsp/handlers.h"
#include "lsp/word.h"
#include "lsp/workspace.h"

/* SymbolKind of LSP. */
enum {
    SYMBOL_MODULE = 2,
    SYMBOL_NAMESPACE = 3,
    SYMBOL_METHOD = 6,
    SYMBOL_CONSTANT = 14,
    SYMBOL_KEY = 20,
    SYMBOL_INTERFACE = 11
};

static int kind_of(const struct syntax_line *line)
{
    if (line->kind != LINE_RULE)
        return SYMBOL_NAMESPACE;
    if (!line->target)
        return SYMBOL_CONSTANT;
    switch (line->target->kind) {
    case TARGET_URL:
    case TARGET_PATH:
        return SYMBOL_METHOD;
    case TARGET_DNS:
        return SYMBOL_KEY;
    default:
        return SYMBOL_INTERFACE;
    }
}

/* The name of a rule is its target, with methods; of a header its whole. */
static struct span name_of(const struct syntax_line *line)
{
    if (line->kind != LINE_RULE || !line->target)
        return line->span;
    return span_of(line->methods ? line->methods->span.start : line->target->span.start,
                   line->target->span.end);
}

struct outline {
    struct server *server;
    const struct document *document;
    struct out *out;
};

/* Up to the children, which the caller writes, or not. */
static void begin_symbol(const struct outline *outline, const struct part *part, uint32_t number,
                         uint32_t last)
{
    const struct syntax_line *line = part->lines[number].syntax;
    struct span name = name_of(line);
    struct span all = span_of(line->span.start, part->lines[last].syntax->span.end);
    struct out *out = outline->out;

    out_object(out);
    out_key(out, "name");
    out_text_len(out, part->text + name.start, span_size(name));
    if (line->items && line->items->first && line->kind == LINE_RULE) {
        out_key(out, "detail");
        out_text_len(out, part->text + line->items->first->span.start,
                     line->items->last->span.end - line->items->first->span.start);
    }
    out_key_int(out, "kind", kind_of(line));
    out_key(out, "range");
    out_part_range(outline->server, out, outline->document, part, all);
    out_key(out, "selectionRange");
    out_part_range(outline->server, out, outline->document, part, name);
}

static void out_lines(const struct outline *outline, const struct part *part)
{
    struct out *out = outline->out;

    for (uint32_t i = 0; i < part->line_count; i++) {
        uint32_t last = part->lines[i].last;

        begin_symbol(outline, part, i, last);
        if (last > i) {
            out_key(out, "children");
            out_array(out);
            while (i < last) {
                i++;
                begin_symbol(outline, part, i, i);
                out_end_object(out);
            }
            out_end_array(out);
        }
        out_end_object(out);
    }
}

static const char *step_name(const struct workflow *workflow, const struct workflow_use *use)
{
    const struct workflow_step *step = &workflow->jobs[use->job].steps[use->step];

    return step->name ? step->name : step->id ? step->id : step->uses ? step->uses : "policy";
}

static void out_part(const struct outline *outline, const struct analysis *analysis,
                     const struct part *part)
{
    struct out *out = outline->out;

    if (!part->policy) {
        out_lines(outline, part);
        return;
    }
    out_object(out);
    out_key_text(out, "name", step_name(&analysis->workflow, &part->policy->uses[0]));
    out_key_text(out, "detail", "policy");
    out_key_int(out, "kind", SYMBOL_MODULE);
    out_key(out, "range");
    out_range(outline->server, out, outline->document, part->policy->span);
    out_key(out, "selectionRange");
    out_range(outline->server, out, outline->document, part->policy->span);
    out_key(out, "children");
    out_array(out);
    out_lines(outline, part);
    out_end_array(out);
    out_end_object(out);
}

/* SymbolInformation, for clients without trees. */
static void out_flat(struct server *server, struct out *out, const char *uri,
                     const struct text *text, const struct part *part, const char *query)
{
    for (uint32_t i = 0; i < part->line_count; i++) {
        const struct syntax_line *line = part->lines[i].syntax;
        struct span name = name_of(line);
        const char *label =
            arena_strndup(&server->scratch, part->text + name.start, span_size(name));

        if (query && !strcasestr(label, query))
            continue;
        out_object(out);
        out_key_text(out, "name", label);
        out_key_int(out, "kind", kind_of(line));
        out_key(out, "location");
        out_object(out);
        out_key_text(out, "uri", uri);
        out_key(out, "range");
        out_text_range(out, text, server->client.encoding, part_to_file(part, line->span));
        out_end_object(out);
        out_end_object(out);
    }
}

enum answer symbols_document(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct outline outline = {server, document, out};
    struct analysis *analysis;

    if (!document)
        return FAILED;
    analysis = document_analysis(server, document);
    out_array(out);
    for (uint32_t i = 0; i < analysis->part_count; i++) {
        struct part *part = &analysis->parts[i];

        analysis_lines(analysis, part);
        if (server->client.hierarchical_symbols)
            out_part(&outline, analysis, part);
        else
            out_flat(server, out, document->uri, &document->text, part, NULL);
    }
    out_end_array(out);
    return ANSWERED;
}

void symbols_out_found(struct server *server, struct out *out, const char *uri,
                       const struct text *text, struct analysis *analysis, const char *query)
{
    for (uint32_t i = 0; i < analysis->part_count; i++) {
        analysis_lines(analysis, &analysis->parts[i]);
        out_flat(server, out, uri, text, &analysis->parts[i], query);
    }
}
