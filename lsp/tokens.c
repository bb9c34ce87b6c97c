/*
 * Semantic tokens: full, as a difference to the last ones, and of a range. Numbers are written by
 * hand into a list first, five a token (LSP 3.17, "Semantic Tokens"), then told.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/syntax/comment.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

/* The order of the legend in lifecycle.c. */
enum token_type {
    TOKEN_COMMENT,
    TOKEN_NAMESPACE, /* brackets of headers */
    TOKEN_METHOD,
    TOKEN_TYPE,      /* hosts, addresses */
    TOKEN_STRING,    /* paths, schemes */
    TOKEN_NUMBER,    /* ports */
    TOKEN_KEYWORD,   /* flags, protocols */
    TOKEN_PROPERTY,  /* keys */
    TOKEN_REGEXP,    /* values */
    TOKEN_MACRO,     /* placeholders */
    TOKEN_DECORATOR, /* codes in comments to this program */
};

struct tokens {
    struct server *server;
    const struct document *document;
    const struct part *part;
    struct span range; /* of the file */
    uint32_t *data;
    uint32_t count;
    uint32_t capacity;
    struct text_place last;
};

static void put(struct tokens *tokens, uint32_t number)
{
    if (tokens->count == tokens->capacity) {
        tokens->capacity = tokens->capacity ? 2 * tokens->capacity : 256;
        tokens->data = realloc(tokens->data, sizeof *tokens->data * tokens->capacity);
        if (!tokens->data)
            abort();
    }
    tokens->data[tokens->count++] = number;
}

static void add_plain(struct tokens *tokens, enum token_type type, struct span text)
{
    struct span file = part_to_file(tokens->part, text);
    enum text_encoding encoding = tokens->server->client.encoding;
    struct text_place place;
    uint32_t len;

    if (file.end <= file.start || file.end < tokens->range.start || file.start > tokens->range.end)
        return;
    place = text_place(&tokens->document->text, encoding, file.start);
    /* What a folded or wrapped scalar has on several lines is not one token. */
    if (place.line != text_line(&tokens->document->text, file.end - 1) ||
        (tokens->count && place.line == tokens->last.line &&
         place.character <= tokens->last.character))
        return;
    len =
        text_characters(encoding, tokens->document->text.bytes + file.start, file.end - file.start);
    put(tokens, place.line - tokens->last.line);
    put(tokens, place.line == tokens->last.line ? place.character - tokens->last.character
                                                : place.character);
    put(tokens, len);
    put(tokens, type);
    put(tokens, 0);
    tokens->last = place;
}

/* A word, of which the placeholders are another kind. */
static void add(struct tokens *tokens, enum token_type type, struct span span)
{
    static const char *const names[] = {"{owner}", "{repo}"};
    const char *text = tokens->part->text;
    uint32_t start = span.start;

    for (uint32_t at = span.start; at < span.end; at++) {
        for (int i = 0; i < 2; i++) {
            uint32_t len = (uint32_t)strlen(names[i]);

            if (at + len > span.end || memcmp(text + at, names[i], len) != 0)
                continue;
            add_plain(tokens, type, span_of(start, at));
            add_plain(tokens, TOKEN_MACRO, span_of(at, at + len));
            start = at + len;
            at = start - 1;
            break;
        }
    }
    add_plain(tokens, type, span_of(start, span.end));
}

static void add_list(struct tokens *tokens, enum token_type type, const struct syntax_words *list)
{
    for (const struct syntax_word *word = list ? list->first : NULL; word; word = word->next)
        add(tokens, type, word->span);
}

static void add_ports(struct tokens *tokens, const struct syntax_ports *ports)
{
    if (!ports)
        return;
    add_list(tokens, TOKEN_NUMBER, ports->list);
    if (span_size(ports->protocol))
        add(tokens, TOKEN_KEYWORD, span_of(ports->protocol.start + 1, ports->protocol.end));
}

static void add_target(struct tokens *tokens, const struct syntax_target *target)
{
    struct target_parts parts;

    if (!target)
        return;
    parts = target_parts(tokens->part->text, target);
    if (target->kind == TARGET_DNS)
        add(tokens, TOKEN_KEYWORD, span_of(target->span.start, target->name.start - 1));
    add(tokens, TOKEN_STRING, parts.scheme);
    add(tokens, TOKEN_TYPE, parts.host);
    if (target->kind == TARGET_NAME && span_size(target->slash))
        add(tokens, TOKEN_NUMBER, span_of(target->slash.start + 1, target->slash.end));
    if (target->kind == TARGET_URL)
        add(tokens, TOKEN_NUMBER, parts.ports);
    add_ports(tokens, target->ports);
    add(tokens, TOKEN_STRING, parts.path);
}

static void add_items(struct tokens *tokens, const struct syntax_items *items)
{
    for (const struct syntax_item *item = items ? items->first : NULL; item; item = item->next) {
        if (item->kind != ITEM_ATTRIBUTE) {
            add(tokens, TOKEN_KEYWORD, item->span);
            continue;
        }
        add(tokens, TOKEN_PROPERTY, item->key);
        add(tokens, item->quoting == SYNTAX_DOUBLE ? TOKEN_STRING : TOKEN_REGEXP, item->value);
    }
}

static void add_line(struct tokens *tokens, const struct syntax_line *line)
{
    bool header = line->kind == LINE_HEADER;

    if (line->kind == LINE_BAD_HEADER)
        return;
    if (header)
        add_plain(tokens, TOKEN_NAMESPACE, span_of(line->span.start, line->span.start + 1));
    add_list(tokens, TOKEN_METHOD, line->methods);
    add_target(tokens, line->target);
    add_ports(tokens, line->ports);
    add_items(tokens, line->items);
    if (header)
        add_plain(tokens, TOKEN_NAMESPACE, span_of(line->span.end - 1, line->span.end));
}

static void add_comment(struct tokens *tokens, struct span line)
{
    const char *text = tokens->part->text;
    uint32_t start = comment_start(text, line);
    const char *marker = memmem(text + start, line.end - start, "egress:", 7);

    if (!marker) {
        add_plain(tokens, TOKEN_COMMENT, span_of(start, line.end));
        return;
    }
    add_plain(tokens, TOKEN_COMMENT, span_of(start, (uint32_t)(marker - text)));
    add_plain(tokens, TOKEN_DECORATOR, span_of((uint32_t)(marker - text), line.end));
}

static void add_part(struct tokens *tokens, const struct part *part)
{
    uint32_t next = 0;

    tokens->part = part;
    for (uint32_t number = 1; number <= part->source.line_count; number++) {
        struct span line = source_line(&part->source, number);

        if (next < part->line_count && part->lines[next].syntax->span.start >= line.start &&
            part->lines[next].syntax->span.start <= line.end)
            add_line(tokens, part->lines[next++].syntax);
        add_comment(tokens, line);
    }
}

static void collect(struct tokens *tokens, struct document *document)
{
    struct analysis *analysis = document_analysis(tokens->server, document);

    tokens->document = document;
    for (uint32_t i = 0; i < analysis->part_count; i++) {
        analysis_lines(analysis, &analysis->parts[i]);
        add_part(tokens, &analysis->parts[i]);
    }
}

/* ---- answers ---- */

static void out_numbers(struct out *out, const uint32_t *data, uint32_t count)
{
    out_array(out);
    for (uint32_t i = 0; i < count; i++)
        out_int(out, data[i]);
    out_end_array(out);
}

/* Keeps what is told, for the next difference; the name of it. */
static void keep(struct tokens *tokens, struct document *document, struct out *out)
{
    char name[24];

    free(document->tokens.data);
    document->tokens =
        (struct told_tokens){++tokens->server->token_results, tokens->data, tokens->count};
    snprintf(name, sizeof name, "%llu", (unsigned long long)document->tokens.id);
    out_key_text(out, "resultId", name);
}

static enum answer answer_full(struct tokens *tokens, struct document *document, struct out *out)
{
    out_object(out);
    out_key(out, "data");
    out_numbers(out, tokens->data, tokens->count);
    keep(tokens, document, out);
    out_end_object(out);
    return ANSWERED;
}

enum answer tokens_full(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct tokens tokens = {.server = server, .range = {0, UINT32_MAX}};

    if (!document)
        return FAILED;
    collect(&tokens, document);
    return answer_full(&tokens, document, out);
}

/* One edit: what is the same at both ends is left out, whole tokens at a time. */
static void out_difference(const struct told_tokens *old, const struct tokens *new, struct out *out)
{
    uint32_t head = 0, tail = 0, shorter = old->count < new->count ? old->count : new->count;

    while (head < shorter && old->data[head] == new->data[head])
        head++;
    head -= head % 5;
    while (tail < shorter - head &&
           old->data[old->count - 1 - tail] == new->data[new->count - 1 - tail])
        tail++;
    tail -= tail % 5;
    out_array(out);
    if (head + tail < old->count || head + tail < new->count) {
        out_object(out);
        out_key_int(out, "start", head);
        out_key_int(out, "deleteCount", old->count - head - tail);
        out_key(out, "data");
        out_numbers(out, new->data + head, new->count - head - tail);
        out_end_object(out);
    }
    out_end_array(out);
}

enum answer tokens_delta(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    const char *previous = json_text(params, "previousResultId");
    struct tokens tokens = {.server = server, .range = {0, UINT32_MAX}};

    if (!document)
        return FAILED;
    collect(&tokens, document);
    if (!previous || !document->tokens.id || strtoull(previous, NULL, 10) != document->tokens.id)
        return answer_full(&tokens, document, out);
    out_object(out);
    out_key(out, "edits");
    out_difference(&document->tokens, &tokens, out);
    keep(&tokens, document, out);
    out_end_object(out);
    return ANSWERED;
}

enum answer tokens_range(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct tokens tokens = {.server = server};

    if (!document || !asked_range(server, params, document, &tokens.range))
        return FAILED;
    collect(&tokens, document);
    out_object(out);
    out_key(out, "data");
    out_numbers(out, tokens.data, tokens.count);
    out_end_object(out);
    free(tokens.data);
    return ANSWERED;
}
