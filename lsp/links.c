/* Document links: URLs in comments, and codes in comments to this program. */
#include <ctype.h>
#include <string.h>

#include "lang/source/pages.h"
#include "lang/syntax/comment.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

struct linking {
    struct server *server;
    const struct document *document;
    const struct part *part;
    struct out *out;
};

static void out_link(const struct linking *linking, struct span span, const char *target,
                     const char *tooltip)
{
    struct out *out = linking->out;

    out_object(out);
    out_key(out, "range");
    out_part_range(linking->server, out, linking->document, linking->part, span);
    out_key_text(out, "target", target);
    if (tooltip)
        out_key_text(out, "tooltip", tooltip);
    out_end_object(out);
}

static bool ends_url(char byte)
{
    return isspace((unsigned char)byte) || strchr("<>\"`()[]", byte);
}

static void link_url(const struct linking *linking, uint32_t start, uint32_t line_end)
{
    const char *text = linking->part->text;
    uint32_t end = start;

    while (end < line_end && !ends_url(text[end]))
        end++;
    while (end > start && strchr(".,;:!?'", text[end - 1]))
        end--;
    out_link(linking, span_of(start, end),
             arena_strndup(&linking->server->scratch, text + start, end - start), NULL);
}

static void link_code(const struct linking *linking, uint32_t start)
{
    struct arena *arena = &linking->server->scratch;
    enum diagnostic_code code;

    if (!*linking->server->settings.docs ||
        !diagnostic_find(arena_strndup(arena, linking->part->text + start, 5), &code))
        return;
    out_link(linking, span_of(start, start + 5),
             publish_page(arena, linking->server->settings.docs, code),
             diagnostic_infos[code].title);
}

static bool is_code(const char *text, uint32_t at, uint32_t start, uint32_t end)
{
    if (end - at < 5 || (text[at] != 'E' && text[at] != 'W') ||
        (at > start && isalnum((unsigned char)text[at - 1])) ||
        (at + 5 < end && isalnum((unsigned char)text[at + 5])))
        return false;
    for (uint32_t i = at + 1; i < at + 5; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return true;
}

static bool is_url(const char *text, uint32_t at, uint32_t end)
{
    return (end - at > 8 && !memcmp(text + at, "https://", 8)) ||
           (end - at > 7 && !memcmp(text + at, "http://", 7));
}

static void link_comment(const struct linking *linking, struct span line)
{
    const char *text = linking->part->text;
    uint32_t start = comment_start(text, line);

    for (uint32_t at = start; at < line.end; at++) {
        if (is_code(text, at, start, line.end))
            link_code(linking, at);
        if (!is_url(text, at, line.end))
            continue;
        link_url(linking, at, line.end);
        while (at < line.end && !ends_url(text[at]))
            at++;
    }
}

enum answer links_document(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct linking linking = {.server = server, .document = document, .out = out};
    struct analysis *analysis;

    if (!document)
        return FAILED;
    analysis = document_analysis(server, document);
    out_array(out);
    for (uint32_t i = 0; i < analysis->part_count; i++) {
        linking.part = &analysis->parts[i];
        for (uint32_t line = 1; line <= linking.part->source.line_count; line++)
            link_comment(&linking, source_line(&linking.part->source, line));
    }
    out_end_array(out);
    return ANSWERED;
}
