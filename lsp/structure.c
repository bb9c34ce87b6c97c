/* Folding ranges and selection ranges: how a text hangs together. */
#include <string.h>

#include "lang/syntax/comment.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

/* ---- folding ---- */

struct folding {
    struct server *server;
    const struct document *document;
    const struct part *part;
    struct out *out;
};

/* Lines of the part, from 1. */
static void out_fold(const struct folding *folding, uint32_t first, uint32_t last, const char *kind)
{
    const struct text *text = &folding->document->text;
    struct span a = part_to_file(folding->part, source_line(&folding->part->source, first));
    struct span b = part_to_file(folding->part, source_line(&folding->part->source, last));
    uint32_t from = text_line(text, a.start), to = text_line(text, b.start);

    if (to <= from)
        return;
    out_object(folding->out);
    out_key_int(folding->out, "startLine", from);
    out_key_int(folding->out, "endLine", to);
    out_key_text(folding->out, "kind", kind);
    out_end_object(folding->out);
}

static bool is_comment(const struct part *part, uint32_t line)
{
    struct span span = source_line(&part->source, line);

    while (span.start < span.end && strchr(" \t", part->text[span.start]))
        span.start++;
    return span.start < span.end && part->text[span.start] == '#';
}

static void fold_comments(const struct folding *folding)
{
    uint32_t count = folding->part->source.line_count;

    for (uint32_t line = 1; line <= count; line++) {
        uint32_t first = line;

        while (line <= count && is_comment(folding->part, line))
            line++;
        if (line > first + 1)
            out_fold(folding, first, line - 1, "comment");
    }
}

static void fold_headers(const struct folding *folding)
{
    const struct part *part = folding->part;

    for (uint32_t i = 0; i < part->line_count; i++) {
        const struct line *line = &part->lines[i];

        if (line->syntax->kind == LINE_RULE || line->last == i)
            continue;
        out_fold(folding, source_position(&part->source, line->syntax->span.start).line,
                 source_position(&part->source, part->lines[line->last].syntax->span.start).line,
                 "region");
    }
}

enum answer structure_folding(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct folding folding = {.server = server, .document = document, .out = out};
    struct analysis *analysis;

    if (!document)
        return FAILED;
    analysis = document_analysis(server, document);
    out_array(out);
    for (uint32_t i = 0; i < analysis->part_count; i++) {
        analysis_lines(analysis, &analysis->parts[i]);
        folding.part = &analysis->parts[i];
        fold_headers(&folding);
        fold_comments(&folding);
    }
    out_end_array(out);
    return ANSWERED;
}

/* ---- selection ---- */

#define SPANS_MAX 8

/* Spans of the file around a place, each larger than the one before. */
struct spans {
    struct span items[SPANS_MAX];
    uint32_t count;
};

static void widen(struct spans *spans, struct span span)
{
    struct span last = spans->count ? spans->items[spans->count - 1] : span_of(0, 0);

    if (spans->count &&
        (span.start > last.start || span.end < last.end || span_size(span) == span_size(last)))
        return;
    if (spans->count < SPANS_MAX)
        spans->items[spans->count++] = span;
}

/* The header above, its rules, and all between. */
static struct span section(const struct part *part, uint32_t line)
{
    uint32_t header = part->lines[line].header == NO_INDEX ? line : part->lines[line].header;

    return span_of(part->lines[header].syntax->span.start,
                   part->lines[part->lines[header].last].syntax->span.end);
}

static void spans_around(const struct spot *spot, struct spans *spans)
{
    const struct part *part = spot->part;
    struct word word = word_at(part, spot->line, spot->text);

    if (word.kind)
        widen(spans, part_to_file(part, word.span));
    if (word.item)
        widen(spans, part_to_file(part, word.item->span));
    if (spot->line != NO_INDEX) {
        const struct syntax_line *line = part->lines[spot->line].syntax;

        if (line->target && line->target->span.start <= spot->text &&
            spot->text <= line->target->span.end)
            widen(spans, part_to_file(part, line->target->span));
        widen(spans, part_to_file(part, line->span));
    }
    widen(spans, part_to_file(part, part_text_line(part, spot->text)));
    if (spot->line != NO_INDEX)
        widen(spans, part_to_file(part, section(part, spot->line)));
    widen(spans, part_to_file(part, span_of(0, part->len)));
}

static void out_selection(struct server *server, struct out *out, const struct document *document,
                          const struct spans *spans)
{
    for (uint32_t i = 0; i < spans->count; i++) {
        if (i)
            out_key(out, "parent");
        out_object(out);
        out_key(out, "range");
        out_range(server, out, document, spans->items[i]);
    }
    for (uint32_t i = 0; i < spans->count; i++)
        out_end_object(out);
}

enum answer structure_selection(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    const json_t *places = json_object_get(params, "positions"), *one;
    struct analysis *analysis;
    size_t i;

    if (!document)
        return FAILED;
    analysis = document_analysis(server, document);
    out_array(out);
    json_array_foreach(places, i, one)
    {
        struct spans spans = {0};
        struct text_place place;
        struct spot spot;

        if (!json_read_place(one, &place))
            return server_fail(server, RPC_INVALID_PARAMS, "not a position");
        spot = spot_at(document, analysis,
                       text_offset(&document->text, server->client.encoding, place));
        if (spot.part)
            spans_around(&spot, &spans);
        if (!spans.count)
            widen(&spans, span_of(spot.file, spot.file));
        out_selection(server, out, document, &spans);
    }
    out_end_array(out);
    return ANSWERED;
}
