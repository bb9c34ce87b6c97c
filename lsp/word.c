#include "lsp/word.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "lang/syntax/comment.h"

bool span_says(const char *text, struct span span, const char *word)
{
    return span_size(span) == strlen(word) && !memcmp(text + span.start, word, span_size(span));
}

static bool holds(struct span span, uint32_t offset)
{
    return span.end > span.start && span.start <= offset && offset <= span.end;
}

/* ---- targets ---- */

static uint32_t find(const char *text, uint32_t at, uint32_t end, const char *stops)
{
    while (at < end && !strchr(stops, text[at]))
        at++;
    return at;
}

struct target_parts target_parts(const char *text, const struct syntax_target *target)
{
    struct target_parts parts = {0};
    uint32_t at = target->span.start, end = target->span.end, host_end;
    const char *colon;

    if (target->kind == TARGET_PATH || target->kind == TARGET_STAR) {
        if (target->kind == TARGET_PATH)
            parts.path = target->span;
        return parts;
    }
    if (target->kind != TARGET_URL) {
        parts.host = target->name;
        if (target->ports)
            parts.ports = target->ports->list->span;
        return parts;
    }
    colon = memmem(text + at, end - at, "://", 3);
    if (!colon)
        return parts;
    parts.scheme = span_of(at, (uint32_t)(colon - text));
    at = parts.scheme.end + 3;
    host_end = find(text, at, end, "/:");
    parts.host = span_of(at, host_end);
    at = host_end;
    if (at < end && text[at] == ':') {
        host_end = find(text, at + 1, end, "/");
        parts.ports = span_of(at + 1, host_end);
        at = host_end;
    }
    parts.path = span_of(at, end);
    return parts;
}

/* ---- words ---- */

/* A diagnostic's code around the offset: a letter and four digits. */
static bool code_at(const char *text, struct span line, uint32_t offset, struct span *ret_span)
{
    uint32_t start = offset, end = offset;

    while (start > line.start && isalnum((unsigned char)text[start - 1]))
        start--;
    while (end < line.end && isalnum((unsigned char)text[end]))
        end++;
    *ret_span = span_of(start, end);
    if (end - start != 5 || (text[start] != 'E' && text[start] != 'W'))
        return false;
    for (uint32_t i = start + 1; i < end; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return true;
}

static bool placeholder_at(const char *text, struct span line, uint32_t offset,
                           struct span *ret_span)
{
    static const char *const names[] = {"{owner}", "{repo}"};

    for (int i = 0; i < 2; i++) {
        size_t len = strlen(names[i]);

        for (uint32_t at = line.start; at + len <= line.end; at++) {
            *ret_span = span_of(at, at + (uint32_t)len);
            if (holds(*ret_span, offset) && !memcmp(text + at, names[i], len))
                return true;
        }
    }
    return false;
}

static struct word word_in_list(const struct syntax_words *list, enum word_kind kind,
                                uint32_t offset)
{
    for (const struct syntax_word *word = list ? list->first : NULL; word; word = word->next)
        if (holds(word->span, offset))
            return (struct word){kind, word->span, NULL};
    return (struct word){0};
}

static struct word word_in_ports(const struct syntax_ports *ports, uint32_t offset)
{
    struct word word = word_in_list(ports ? ports->list : NULL, WORD_PORT, offset);

    if (!word.kind && ports && holds(ports->protocol, offset))
        word = (struct word){WORD_PROTOCOL, ports->protocol, NULL};
    return word;
}

static struct word word_in_target(const char *text, const struct syntax_target *target,
                                  uint32_t offset)
{
    struct target_parts parts;
    struct word word;

    if (!target || !holds(target->span, offset))
        return (struct word){0};
    word = word_in_ports(target->ports, offset);
    if (word.kind)
        return word;
    parts = target_parts(text, target);
    if (holds(parts.host, offset))
        return (struct word){WORD_HOST, parts.host, NULL};
    if (holds(parts.ports, offset))
        return (struct word){WORD_PORT, parts.ports, NULL};
    if (target->kind == TARGET_PATH)
        return (struct word){WORD_PATH, target->span, NULL};
    return (struct word){target->kind == TARGET_URL ? WORD_URL : WORD_HOST, target->span, NULL};
}

static struct word word_in_items(const struct syntax_items *items, uint32_t offset)
{
    for (const struct syntax_item *item = items ? items->first : NULL; item; item = item->next) {
        if (!holds(item->span, offset))
            continue;
        if (item->kind != ITEM_ATTRIBUTE)
            return (struct word){WORD_FLAG, item->span, item};
        return offset > item->key.end ? (struct word){WORD_VALUE, item->value, item}
                                      : (struct word){WORD_KEY, item->key, item};
    }
    return (struct word){0};
}

struct word word_at(const struct part *part, uint32_t line, uint32_t offset)
{
    struct span text_line = part_text_line(part, offset), span;
    uint32_t comment = comment_start(part->text, text_line);
    const struct syntax_line *syntax;
    struct word word;

    if (offset > comment || (offset == comment && comment < text_line.end))
        return code_at(part->text, text_line, offset, &span)
                   ? (struct word){WORD_CODE, span, NULL}
                   : (struct word){WORD_COMMENT, span_of(comment, text_line.end), NULL};
    if (placeholder_at(part->text, span_of(text_line.start, comment), offset, &span))
        return (struct word){WORD_PLACEHOLDER, span, NULL};
    if (line == NO_INDEX)
        return (struct word){0};
    syntax = part->lines[line].syntax;
    word = word_in_items(syntax->items, offset);
    if (!word.kind)
        word = word_in_target(part->text, syntax->target, offset);
    if (!word.kind)
        word = word_in_list(syntax->methods, WORD_METHOD, offset);
    if (!word.kind)
        word = word_in_ports(syntax->ports, offset);
    if (!word.kind && syntax->kind == LINE_HEADER && holds(syntax->span, offset))
        word = (struct word){WORD_BRACKET, syntax->span, NULL};
    return word;
}

/* ---- things ---- */

struct thing thing_of(const struct part *part, const struct word *word)
{
    struct thing thing = {.part = part, .name = word->span};

    switch (word->kind) {
    case WORD_HOST:
        thing.kind = THING_HOST;
        break;
    case WORD_PLACEHOLDER:
        thing.kind = THING_PLACEHOLDER;
        break;
    case WORD_KEY:
    case WORD_VALUE:
        thing.kind = THING_ATTRIBUTE;
        thing.key = word->item->key;
        thing.name = word->item->value;
        break;
    default:
        break;
    }
    return thing;
}

struct search {
    const struct part *part;
    const struct thing *thing;
    void (*each)(void *context, const struct part *part, struct span span);
    void *context;
};

static bool same_text(const struct search *search, struct span span, struct span other,
                      bool any_case)
{
    const char *a = search->part->text + span.start;
    const char *b = search->thing->part->text + other.start;
    uint32_t len = span_size(span);

    return len == span_size(other) && (any_case ? !strncasecmp(a, b, len) : !memcmp(a, b, len));
}

static void report(const struct search *search, struct span span)
{
    search->each(search->context, search->part, span);
}

static void search_attributes(const struct search *search, const struct syntax_line *line)
{
    const struct syntax_item *item = line->items ? line->items->first : NULL;

    for (; item; item = item->next)
        if (item->kind == ITEM_ATTRIBUTE &&
            same_text(search, item->key, search->thing->key, false) &&
            same_text(search, item->value, search->thing->name, false))
            report(search, item->value);
}

static void search_hosts(const struct search *search, const struct syntax_line *line)
{
    struct target_parts parts;

    if (!line->target)
        return;
    parts = target_parts(search->part->text, line->target);
    if (span_size(parts.host) && same_text(search, parts.host, search->thing->name, true))
        report(search, parts.host);
}

static void search_placeholders(const struct search *search, const struct syntax_line *line)
{
    uint32_t len = span_size(search->thing->name);

    for (uint32_t at = line->span.start; at + len <= line->span.end; at++)
        if (same_text(search, span_of(at, at + len), search->thing->name, false))
            report(search, span_of(at, at + len));
}

void thing_each(const struct part *part, const struct thing *thing,
                void (*each)(void *context, const struct part *part, struct span span),
                void *context)
{
    const struct search search = {part, thing, each, context};

    for (uint32_t i = 0; i < part->line_count; i++) {
        const struct syntax_line *line = part->lines[i].syntax;

        if (thing->kind == THING_ATTRIBUTE)
            search_attributes(&search, line);
        else if (thing->kind == THING_HOST)
            search_hosts(&search, line);
        else if (thing->kind == THING_PLACEHOLDER)
            search_placeholders(&search, line);
    }
}
