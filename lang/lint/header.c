/* Headers that no rule takes anything from. */
#include <string.h>

#include "lang/lint/internal.h"
#include "lang/rules/placeholder.h"
#include "lang/syntax/comment.h"
#include "lang/syntax/syntax.h"

static uint32_t span_len(struct span span)
{
    return span.end - span.start;
}

/* What the rules below a header leave to it. */
struct use {
    const struct syntax_line *header;
    uint32_t rules;
    bool used;
};

static bool sets_anything(const struct syntax_line *header)
{
    return header->methods || header->target || header->ports || header->items;
}

static bool same_key(const char *text, const struct syntax_item *a, const struct syntax_item *b)
{
    return span_len(a->key) == span_len(b->key) &&
           !memcmp(text + a->key.start, text + b->key.start, span_len(a->key));
}

/* Does the rule give every attribute of the header itself? A flag is always inherited. */
static bool takes_items(const char *text, const struct syntax_line *header,
                        const struct syntax_line *rule)
{
    const struct syntax_item *own = rule->items ? rule->items->first : NULL;

    for (const struct syntax_item *item = header->items ? header->items->first : NULL; item;
         item = item->next) {
        const struct syntax_item *same = own;

        if (item->kind != ITEM_ATTRIBUTE)
            return true;
        while (same && (same->kind != ITEM_ATTRIBUTE || !same_key(text, item, same)))
            same = same->next;
        if (!same)
            return true;
    }
    return false;
}

static bool takes(const char *text, const struct syntax_line *header,
                  const struct syntax_line *rule)
{
    const struct syntax_target *target = rule->target;
    bool locator = target->kind == TARGET_URL || target->kind == TARGET_PATH;
    bool sets_port = header->ports || header->target;

    if (takes_items(text, header, rule))
        return true;
    if (header->methods && locator && !rule->methods)
        return true;
    if (header->target && target->kind == TARGET_PATH)
        return true;
    /* A rule's own port keeps the header's protocol. */
    return sets_port && target->kind == TARGET_NAME &&
           (!target->ports || !span_len(target->ports->protocol));
}

static bool is_blank(const struct source *source, struct span span)
{
    for (uint32_t i = span.start; i < span.end; i++)
        if (source->text[i] != ' ' && source->text[i] != '\t')
            return false;
    return true;
}

/*
 * Is there a line with an error between the header and `end`, the next one's offset? It may be what
 * the header is there for: an error, or in a workflow an expression.
 */
static bool has_unknown_line(const struct source *source, const struct syntax_line *header,
                             uint32_t end)
{
    const struct syntax_line *line = header->next;

    for (uint32_t number = source_position(source, header->span.start).line + 1;
         number <= source->line_count && source->line_starts[number - 1] < end; number++) {
        struct span span = source_line(source, number);

        while (line && line->span.start < span.start)
            line = line->next;
        if (line && line->span.start <= span.end)
            continue;
        if (!is_blank(source, (struct span){span.start, comment_start(source->text, span)}))
            return true;
    }
    return false;
}

/* `end`: of the lines that the header is for. */
static void finish(struct lint *lint, const struct use *use, uint32_t end)
{
    if (!use->header || use->used || use->header->kind != LINE_HEADER ||
        has_unknown_line(lint->source, use->header, end))
        return;
    if (!use->rules)
        diagnostic_add(lint->diagnostics, DIAGNOSTIC_HEADER_UNUSED, use->header->span,
                       "no rule stands below this header");
    else if (sets_anything(use->header))
        diagnostic_add(lint->diagnostics, DIAGNOSTIC_HEADER_UNUSED, use->header->span,
                       "no rule below takes anything from this header");
}

static bool has_header(const struct source *source)
{
    for (uint32_t i = 0; i < source->line_count; i++) {
        uint32_t at = source->line_starts[i];

        while (at < source->len_bytes && (source->text[at] == ' ' || source->text[at] == '\t'))
            at++;
        if (at < source->len_bytes && source->text[at] == '[')
            return true;
    }
    return false;
}

void lint_headers(struct lint *lint)
{
    const struct source *source = lint->source;
    struct diagnostics ignored = {.arena = lint->arena};
    struct expansion expansion;
    struct syntax_tree tree;
    struct use use = {0};

    if (!has_header(source) || source->len_bytes > SOURCE_SIZE_MAX_BYTES ||
        !placeholders_expand(lint->arena, source->text, source->len_bytes, NULL,
                             SOURCE_SIZE_MAX_BYTES, &expansion))
        return;
    syntax_parse(expansion.text, expansion.len_bytes, lint->arena, &ignored, &tree);
    for (const struct syntax_line *line = tree.first; line; line = line->next) {
        if (line->kind != LINE_RULE) {
            finish(lint, &use, line->span.start);
            use = (struct use){.header = line};
        } else if (use.header) {
            use.rules++;
            use.used = use.used || takes(expansion.text, use.header, line);
        }
    }
    finish(lint, &use, source->len_bytes);
}
