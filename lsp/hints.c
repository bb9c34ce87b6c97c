/* Inlay hints: what a rule has without saying so: port, protocol, methods, base, attributes. */
#include <stdlib.h>
#include <string.h>

#include "lang/rules/names.h"
#include "lsp/describe.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

struct hinting {
    struct server *server;
    const struct document *document;
    const struct analysis *analysis;
    const struct part *part;
    struct out *out;
};

/* What its tooltip is made of, when it is asked for: the header's place, or none. */
static void out_origin(const struct hinting *hinting, const struct line *header)
{
    struct out *out = hinting->out;

    out_key(out, "data");
    out_object(out);
    out_key_text(out, "uri", hinting->document->uri);
    if (header) {
        out_key(out, "header");
        out_place(hinting->server, out, hinting->document,
                  part_to_file(hinting->part, header->syntax->span).start);
    }
    out_end_object(out);
}

/* What a hint says can be written there, if YAML lets it: a port's ':' has no blank behind it. */
static void out_hint(const struct hinting *hinting, uint32_t text, const char *label,
                     const struct line *header, bool blank_before, bool blank_behind)
{
    struct span file = part_to_file(hinting->part, span_of(text, text));
    const char *written = arena_printf(&hinting->server->scratch, "%s%s%s", blank_before ? " " : "",
                                       label, blank_behind ? " " : "");
    struct out *out = hinting->out;

    out_object(out);
    out_key(out, "position");
    out_place(hinting->server, out, hinting->document, file.start);
    out_key_text(out, "label", label);
    out_origin(hinting, header);
    out_key_bool(out, "paddingLeft", blank_before);
    out_key_bool(out, "paddingRight", blank_behind);
    if (part_takes(hinting->part, label[0] == ':' ? label + 1 : label)) {
        out_key(out, "textEdits");
        out_array(out);
        out_edit(hinting->server, out, hinting->document, file, written, strlen(written));
        out_end_array(out);
    }
    out_end_object(out);
}

static bool has_key(const struct hinting *hinting, const struct syntax_line *line, const char *name)
{
    const struct syntax_item *item = line->items ? line->items->first : NULL;

    for (; item; item = item->next)
        if (item->kind == ITEM_ATTRIBUTE && span_says(hinting->part->text, item->key, name))
            return true;
    return false;
}

static const char *attribute_text(struct arena *arena, const struct attribute *attribute)
{
    static const char *const quotes[] = {
        [QUOTING_BARE] = "", [QUOTING_BACKTICK] = "`", [QUOTING_DOUBLE] = "\""};
    char name[RULE_ATTRIBUTE_NAME_MAX];
    const char *quote = quotes[attribute->quoting];

    return arena_printf(arena, "%s=%s%s%s", rule_attribute_name(attribute, name), quote,
                        attribute->value, quote);
}

static const struct line *header_in_force(const struct hinting *hinting, const struct line *line)
{
    return line->header == NO_INDEX ? NULL : &hinting->part->lines[line->header];
}

static bool hint_default(const struct hinting *hinting)
{
    return hinting->server->settings.hints == HINTS_ALL;
}

static const struct syntax_line *header_of(const struct hinting *hinting, const struct line *line)
{
    return line->header == NO_INDEX ? NULL : hinting->part->lines[line->header].syntax;
}

static void hint_ports(const struct hinting *hinting, const struct line *line,
                       const struct rule *rule)
{
    const struct syntax_target *target = line->syntax->target;
    const struct syntax_line *header = header_of(hinting, line);
    bool inherits = header && (header->ports || header->target);

    if (target->kind != TARGET_NAME || (!inherits && !hint_default(hinting)))
        return;
    if (!target->ports)
        out_hint(hinting, target->span.end, describe_ports_short(&hinting->server->scratch, rule),
                 inherits ? header_in_force(hinting, line) : NULL, false, false);
    else if (!span_size(target->ports->protocol))
        out_hint(hinting, target->span.end,
                 arena_printf(&hinting->server->scratch, "/%s", protocol_name(rule->protocol)),
                 inherits ? header_in_force(hinting, line) : NULL, false, false);
}

static void hint_methods(const struct hinting *hinting, const struct line *line,
                         const struct rule *rule)
{
    const struct syntax_line *header = header_of(hinting, line);
    bool inherits = header && header->methods;

    if (rule->methods_text && !line->syntax->methods && (inherits || hint_default(hinting)))
        out_hint(hinting, line->syntax->target->span.start, rule->methods_text,
                 inherits ? header_in_force(hinting, line) : NULL, false, true);
}

/* Not to be written there as it is: the path would become a URL. */
static void hint_base(const struct hinting *hinting, const struct line *line,
                      const struct rule *rule)
{
    struct out *out = hinting->out;
    struct span file;

    if (!rule->url_base)
        return;
    file = part_to_file(hinting->part, line->syntax->target->span);
    out_object(out);
    out_key(out, "position");
    out_place(hinting->server, out, hinting->document, file.start);
    out_key_text(out, "label", rule->url_base);
    out_origin(hinting, header_in_force(hinting, line));
    out_end_object(out);
}

static void hint_attributes(const struct hinting *hinting, const struct line *line,
                            const struct rule *rule)
{
    const struct syntax_line *header = header_of(hinting, line);
    char name[RULE_ATTRIBUTE_NAME_MAX];

    for (uint32_t i = 0; i < rule->attribute_count; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        const char *key = rule_attribute_name(attribute, name);

        if (!has_key(hinting, line->syntax, key))
            out_hint(hinting, line->syntax->span.end,
                     attribute_text(&hinting->server->scratch, attribute),
                     header && has_key(hinting, header, key) ? header_in_force(hinting, line)
                                                             : NULL,
                     true, false);
    }
}

static void hint_line(const struct hinting *hinting, const struct line *line)
{
    const struct rule *rule = &hinting->part->rules.rules[line->rule];

    hint_methods(hinting, line, rule);
    hint_base(hinting, line, rule);
    hint_ports(hinting, line, rule);
    hint_attributes(hinting, line, rule);
}

enum answer hints_document(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct hinting hinting = {.server = server, .document = document, .out = out};
    struct analysis *analysis;
    struct span range;

    if (!document || !asked_range(server, params, document, &range))
        return FAILED;
    analysis = document_analysis(server, document);
    hinting.analysis = analysis;
    out_array(out);
    for (uint32_t i = 0; i < analysis->part_count && server->settings.hints != HINTS_OFF; i++) {
        analysis_lines(analysis, &analysis->parts[i]);
        hinting.part = &analysis->parts[i];
        for (uint32_t k = 0; k < hinting.part->line_count; k++) {
            const struct line *line = &hinting.part->lines[k];
            struct span file = part_to_file(hinting.part, line->syntax->span);

            if (line->rule != NO_INDEX && file.end >= range.start && file.start <= range.end)
                hint_line(&hinting, line);
        }
    }
    out_end_array(out);
    return ANSWERED;
}

static const char *origin(struct server *server, const json_t *data)
{
    const char *uri = json_text(data, "uri");
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;
    struct text_place place;
    struct span line;
    uint32_t at;

    if (!document || document->lost)
        return NULL;
    if (!json_read_place(json_object_get(data, "header"), &place))
        return "The default, or the scope in the settings.";
    at = text_offset(&document->text, server->client.encoding, place);
    line = text_line_span(&document->text, text_line(&document->text, at));
    return arena_printf(&server->scratch, "From the header on line %u: `%.*s`", place.line + 1,
                        (int)(line.end - at), document->text.bytes + at);
}

/* The hint as it came, with where it comes from. */
enum answer hints_resolve(struct server *server, const json_t *params, struct out *out)
{
    const char *text = origin(server, json_object_get(params, "data"));
    json_t *hint;
    char *bytes;

    if (!json_object_get(params, "label") || !text)
        return server_fail(server, RPC_INVALID_PARAMS, "not a hint of an open document");
    hint = json_deep_copy(params);
    json_object_set_new(hint, "tooltip", json_pack("{s:s,s:s}", "kind", "markdown", "value", text));
    bytes = json_dumps(hint, JSON_COMPACT);
    if (!bytes)
        abort();
    out_json(out, bytes, strlen(bytes));
    free(bytes);
    json_decref(hint);
    return ANSWERED;
}
