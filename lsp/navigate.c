/* Where a thing comes from, where else it stands, and giving it another name. */
#include <string.h>

#include "lang/rules/policy.h"
#include "lsp/handlers.h"
#include "lsp/word.h"
#include "lsp/workspace.h"

/* ---- places of a thing ---- */

struct places {
    struct server *server;
    struct document *document;
    struct out *out;
    const char *new_name; /* rename: else NULL */
    bool highlight;
    bool bare; /* ranges alone */
};

static void out_one_place(void *context, const struct part *part, struct span span)
{
    struct places *places = context;
    struct span file = part_to_file(part, span);

    if (places->new_name) {
        out_edit(places->server, places->out, places->document, file, places->new_name,
                 strlen(places->new_name));
    } else if (places->bare) {
        out_range(places->server, places->out, places->document, file);
    } else if (places->highlight) {
        out_object(places->out);
        out_key(places->out, "range");
        out_range(places->server, places->out, places->document, file);
        out_key_int(places->out, "kind", 1);
        out_end_object(places->out);
    } else {
        out_location(places->server, places->out, places->document, file);
    }
}

static void each_in_document(struct places *places, const struct thing *thing)
{
    struct analysis *analysis = document_analysis(places->server, places->document);

    for (uint32_t i = 0; i < analysis->part_count; i++) {
        analysis_lines(analysis, &analysis->parts[i]);
        thing_each(&analysis->parts[i], thing, out_one_place, places);
    }
}

/* A header with the rules that it holds for, or the rule's header with all of its. */
static void out_family(struct places *places, const struct part *part, uint32_t header,
                       bool with_header)
{
    if (with_header)
        out_one_place(places, part, part->lines[header].syntax->span);
    for (uint32_t i = header + 1; i <= part->lines[header].last; i++)
        out_one_place(places, part, part->lines[i].syntax->span);
}

static bool is_header(const struct spot *spot)
{
    return spot->line != NO_INDEX && spot->part->lines[spot->line].syntax->kind == LINE_HEADER;
}

/* ---- definition ---- */

static void out_header_of(struct places *places, const struct spot *spot)
{
    uint32_t header = spot->line == NO_INDEX ? NO_INDEX : spot->part->lines[spot->line].header;

    if (header != NO_INDEX)
        out_one_place(places, spot->part, spot->part->lines[header].syntax->span);
}

/* The steps of workflows that an attribute speaks of: by id, or by the action that they use. */
struct step_search {
    struct places *places;
    bool by_action;
    const char *value;
};

static bool is_meant(const struct step_search *search, const struct workflow_step *step)
{
    size_t len = strlen(search->value);

    if (!search->by_action)
        return step->id && !strcmp(step->id, search->value);
    return step->uses && !strncasecmp(step->uses, search->value, len) &&
           (step->uses[len] == '@' || step->uses[len] == '/' || !step->uses[len]);
}

static void out_step(void *context, const struct workspace_step *found)
{
    struct step_search *search = context;
    struct out *out = search->places->out;

    if (!is_meant(search, found->step))
        return;
    out_object(out);
    out_key_text(out, "uri", found->uri);
    out_key(out, "range");
    out_text_range(out, found->text, search->places->server->client.encoding, found->step->span);
    out_end_object(out);
}

static bool out_steps(struct places *places, const struct spot *spot, const struct word *word)
{
    struct step_search search = {.places = places};
    const char *text = spot->part->text;

    if (word->kind != WORD_VALUE && word->kind != WORD_KEY)
        return false;
    search.by_action = span_says(text, word->item->key, "action");
    if (!search.by_action && !span_says(text, word->item->key, "step"))
        return false;
    search.value = arena_strndup(&places->server->scratch, text + word->item->value.start,
                                 span_size(word->item->value));
    workspace_steps(places->server, spot->document, out_step, &search);
    return true;
}

enum answer navigate_definition(struct server *server, const json_t *params, struct out *out)
{
    struct places places = {.server = server, .out = out};
    struct spot spot;
    struct word word;

    if (!asked_spot(server, params, &spot))
        return FAILED;
    places.document = spot.document;
    out_array(out);
    if (spot.part) {
        word = word_at(spot.part, spot.line, spot.text);
        if (word.kind == WORD_PLACEHOLDER)
            workspace_out_origin(server, out);
        else if (!out_steps(&places, &spot, &word))
            out_header_of(&places, &spot);
    }
    out_end_array(out);
    return ANSWERED;
}

/* ---- references, highlights ---- */

enum answer navigate_references(struct server *server, const json_t *params, struct out *out)
{
    struct places places = {.server = server, .out = out};
    struct thing thing = {0};
    struct spot spot;
    struct word word;

    if (!asked_spot(server, params, &spot))
        return FAILED;
    places.document = spot.document;
    out_array(out);
    if (spot.part) {
        word = word_at(spot.part, spot.line, spot.text);
        thing = thing_of(spot.part, &word);
    }
    if (thing.kind && !(is_header(&spot) && thing.kind == THING_HOST)) {
        for (uint32_t i = 0; i < server->documents.count; i++) {
            places.document = server->documents.items[i];
            if (!places.document->lost)
                each_in_document(&places, &thing);
        }
    } else if (spot.part && is_header(&spot)) {
        out_family(&places, spot.part, spot.line,
                   json_is_true(json_at(params, "context", "includeDeclaration", NULL)));
    }
    out_end_array(out);
    return ANSWERED;
}

enum answer navigate_highlight(struct server *server, const json_t *params, struct out *out)
{
    struct places places = {.server = server, .out = out, .highlight = true};
    struct thing thing;
    struct spot spot;
    struct word word;

    if (!asked_spot(server, params, &spot))
        return FAILED;
    places.document = spot.document;
    out_array(out);
    if (spot.part) {
        word = word_at(spot.part, spot.line, spot.text);
        thing = thing_of(spot.part, &word);
        if (thing.kind)
            each_in_document(&places, &thing);
        else if (word.kind != WORD_COMMENT && is_header(&spot))
            out_family(&places, spot.part, spot.line, true);
    }
    out_end_array(out);
    return ANSWERED;
}

/* ---- rename ---- */

/* Hosts and the values of attributes; what a placeholder is called is not the author's choice. */
static bool find_renamed(struct server *server, const json_t *params, struct spot *ret_spot,
                         struct word *ret_word, struct thing *ret_thing)
{
    if (!asked_spot(server, params, ret_spot))
        return false;
    *ret_thing = (struct thing){0};
    if (ret_spot->part) {
        *ret_word = word_at(ret_spot->part, ret_spot->line, ret_spot->text);
        *ret_thing = thing_of(ret_spot->part, ret_word);
    }
    if (ret_thing->kind == THING_HOST || ret_thing->kind == THING_ATTRIBUTE)
        return true;
    server_fail(server, LSP_REQUEST_FAILED, "only hosts and values of attributes have names");
    return false;
}

enum answer navigate_prepare_rename(struct server *server, const json_t *params, struct out *out)
{
    struct thing thing;
    struct spot spot;
    struct word word;

    if (!find_renamed(server, params, &spot, &word, &thing))
        return FAILED;
    out_object(out);
    out_key(out, "range");
    out_part_range(server, out, spot.document, spot.part, thing.name);
    out_key(out, "placeholder");
    out_text_len(out, spot.part->text + thing.name.start, span_size(thing.name));
    out_end_object(out);
    return ANSWERED;
}

/* Where names stand, addresses often cannot: behind `dns:`, in front of `passthrough`. */
static bool is_address(const char *name, size_t len)
{
    size_t i = 0;

    while (i < len && strchr("0123456789.", name[i]))
        i++;
    return i == len;
}

/* Whether a rule with the new name in it is one, and still one of the same kind of word. */
static bool is_good_name(struct server *server, const struct spot *spot, const struct word *word,
                         const struct thing *thing, const char *name)
{
    const char *quote = "";
    struct policy_options options = {.placeholders_may_stay = true};
    struct diagnostics found = {.arena = &server->scratch};
    struct ruleset rules;
    const char *rule;

    if (!*name || strpbrk(name, "\r\n"))
        return false;
    for (uint32_t i = 0; i < spot->analysis->part_count; i++)
        if (!part_takes(&spot->analysis->parts[i], name))
            return false;
    if (thing->kind == THING_ATTRIBUTE) {
        quote = word->item->quoting == SYNTAX_DOUBLE     ? "\""
                : word->item->quoting == SYNTAX_BACKTICK ? "`"
                                                         : "";
        if (!*quote && strpbrk(name, "\"`"))
            return false;
        rule = arena_printf(&server->scratch, "example.com %.*s=%s%s%s", (int)span_size(thing->key),
                            spot->part->text + thing->key.start, quote, name, quote);
    } else {
        if (strpbrk(name, " \t:/#"))
            return false;
        rule = name;
    }
    return policy_parse(rule, strlen(rule), &options, &server->scratch, &found, &rules) &&
           rules.count == 1 &&
           rules.rules[0].attribute_count == (thing->kind == THING_ATTRIBUTE ? 1 : 0) &&
           (thing->kind != THING_HOST ||
            is_address(name, strlen(name)) ==
                is_address(thing->part->text + thing->name.start, span_size(thing->name)));
}

enum answer navigate_rename(struct server *server, const json_t *params, struct out *out)
{
    const char *name = json_text(params, "newName");
    struct places places = {.server = server, .out = out, .new_name = name};
    struct thing thing;
    struct spot spot;
    struct word word;

    if (!find_renamed(server, params, &spot, &word, &thing))
        return FAILED;
    if (!name || !is_good_name(server, &spot, &word, &thing, name))
        return server_fail(server, RPC_INVALID_PARAMS, "this cannot stand there");
    places.document = spot.document;
    out_object(out);
    out_key(out, "changes");
    out_object(out);
    out_key(out, spot.document->uri);
    out_array(out);
    each_in_document(&places, &thing);
    out_end_array(out);
    out_end_object(out);
    out_end_object(out);
    return ANSWERED;
}

/* ---- linked editing ---- */

/* The same host or value in the same policy; in quotes it may be written otherwise. */
enum answer navigate_linked_editing(struct server *server, const json_t *params, struct out *out)
{
    struct places places = {.server = server, .out = out, .bare = true};
    struct thing thing = {0};
    struct spot spot;
    struct word word;

    if (!asked_spot(server, params, &spot))
        return FAILED;
    if (spot.part) {
        word = word_at(spot.part, spot.line, spot.text);
        thing = thing_of(spot.part, &word);
    }
    if (thing.kind != THING_HOST && thing.kind != THING_ATTRIBUTE) {
        out_null(out);
        return ANSWERED;
    }
    places.document = spot.document;
    out_object(out);
    out_key(out, "ranges");
    out_array(out);
    thing_each(spot.part, &thing, out_one_place, &places);
    out_end_array(out);
    out_key_text(out, "wordPattern",
                 thing.kind == THING_HOST ? "[A-Za-z0-9.*_-]+" : "[^ \\t\"`#\\]]+");
    out_end_object(out);
    return ANSWERED;
}
