/*
 * Completion: what may stand at the cursor, from the line in front of it. A line that is being
 * written is rarely right, so the text is looked at, not the tree.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/lint/hosts.h"
#include "lang/syntax/comment.h"
#include "lsp/handlers.h"
#include "lsp/offers.h"
#include "lsp/word.h"

/* ---- where the cursor is ---- */

static bool is_method(const char *word, size_t len)
{
    size_t first = 0;

    while (first < len && word[first] != '|')
        first++;
    return len && dictionary_find(DICTIONARY_METHOD, word, first) != NULL;
}

/* Sets `start` behind the last of some characters in what is typed; false: there is none. */
static bool start_behind(struct completing *completing, const char *characters)
{
    const char *text = completing->spot.part->text;

    for (uint32_t at = completing->spot.text; at > completing->start; at--)
        if (strchr(characters, text[at - 1])) {
            completing->start = at;
            return true;
        }
    return false;
}

static bool starts_with(const struct completing *completing, const char *what)
{
    uint32_t len;
    const char *text = offers_typed(completing, &len);

    return len >= strlen(what) && !strncasecmp(text, what, strlen(what));
}

static bool has(const struct completing *completing, const char *what)
{
    uint32_t len;
    const char *text = offers_typed(completing, &len);

    return memmem(text, len, what, strlen(what)) != NULL;
}

/* Behind a `|` another port, else all of them. */
static void offer_more_ports(struct completing *completing)
{
    start_behind(completing, "|");
    offer_ports(completing);
}

/* Behind methods stands a URL or a path. */
static void complete_target(struct completing *completing, bool methods)
{
    if (starts_with(completing, "/")) {
        offer_paths(completing);
    } else if (has(completing, "://")) {
        offer_hosts(completing, starts_with(completing, "http:") ? "http://" : "https://");
    } else if (starts_with(completing, "dns:")) {
        offer_hosts(completing, "dns:");
    } else if (has(completing, ":")) {
        start_behind(completing, ":");
        if (start_behind(completing, "/"))
            offer_words(completing, DICTIONARY_PROTOCOL, 0);
        else
            offer_more_ports(completing);
    } else {
        offer_paths(completing);
        offer_hosts(completing, methods ? "https://" : "");
        offer(completing, ITEM_KEYWORD, 4, "https://", "a URL rule: looks at requests");
        if (!methods)
            offer(completing, ITEM_KEYWORD, 4, "dns:", "allows resolving a name, no connection");
    }
}

static void complete_first(struct completing *completing)
{
    uint32_t len;
    const char *text = offers_typed(completing, &len);

    if (memchr(text, '|', len) && is_method(text, len)) {
        start_behind(completing, "|");
        offer_words(completing, DICTIONARY_METHOD, 0);
        return;
    }
    complete_target(completing, false);
    if (len == 0 || (isalpha((unsigned char)*text) && !memchr(text, ':', len)))
        offer_words(completing, DICTIONARY_METHOD, 1);
    if (len == 0) {
        offer(completing, ITEM_KEYWORD, 4, "[", "a header for the lines below");
        offer(completing, ITEM_KEYWORD, 5, "# egress: allow ",
              "silence a warning of the next line");
        offer(completing, ITEM_KEYWORD, 5, "# egress: allow-file ",
              "silence a warning in this policy");
    }
}

static void complete_header(struct completing *completing, bool first)
{
    uint32_t len;
    const char *text = offers_typed(completing, &len);

    if (starts_with(completing, ":")) {
        start_behind(completing, ":|");
        if (start_behind(completing, "/"))
            offer_words(completing, DICTIONARY_PROTOCOL, 0);
        else
            offer_ports(completing);
        return;
    }
    if (memchr(text, '|', len)) {
        start_behind(completing, "|");
        offer_words(completing, DICTIONARY_METHOD, 0);
        return;
    }
    if (first) {
        offer_words(completing, DICTIONARY_METHOD, 1);
        offer_hosts(completing, "https://");
        offer(completing, ITEM_KEYWORD, 1, ":53/udp", "resolvers");
    }
    offer_words(completing, DICTIONARY_FLAG, 1);
    offer_keys(completing);
}

static void complete_comment(struct completing *completing)
{
    if (!has(completing, "egress:")) {
        offer(completing, ITEM_KEYWORD, 1, "# egress: allow ", "silence a warning");
        return;
    }
    start_behind(completing, " ,");
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        if (diagnostic_infos[i].severity == SEVERITY_WARNING)
            offer(completing, ITEM_CONSTANT, 1, diagnostic_infos[i].code,
                  diagnostic_infos[i].title);
}

/* "key=": the key, if what is typed is the value of one. */
static const char *key_here(struct completing *completing)
{
    uint32_t len;
    const char *text = offers_typed(completing, &len);
    const char *equals = memchr(text, '=', len);
    const char *key;

    if (!equals || equals == text)
        return NULL;
    for (const char *at = text; at < equals; at++)
        if (!isalnum((unsigned char)*at) && !strchr("[]_", *at))
            return NULL;
    key = arena_strndup(&completing->server->scratch, text, (size_t)(equals - text));
    completing->start += (uint32_t)(equals - text) + 1;
    if (completing->start < completing->spot.text &&
        strchr("\"`", completing->spot.part->text[completing->start]))
        completing->start++;
    return key;
}

/* The words in front of what is typed: how many, and whether the first are methods. */
static uint32_t words_before(const struct completing *completing, uint32_t from, bool *ret_methods)
{
    const char *text = completing->spot.part->text;
    uint32_t count = 0, at = from;

    *ret_methods = false;
    while (at < completing->start) {
        uint32_t start = at;

        while (at < completing->start && !strchr(" \t", text[at]))
            at++;
        if (at > start && !count++)
            *ret_methods = is_method(text + start, at - start);
        at++;
    }
    return count;
}

static void complete_line(struct completing *completing)
{
    const char *text = completing->spot.part->text;
    uint32_t first = completing->line.start, before;
    bool header, methods;
    const char *key;

    while (first < completing->spot.text && strchr(" \t", text[first]))
        first++;
    header = first < completing->spot.text && text[first] == '[';
    first += header;
    for (completing->start = completing->spot.text;
         completing->start > first && !strchr(" \t", text[completing->start - 1]);)
        completing->start--;
    before = words_before(completing, first, &methods);
    if (has(completing, "{")) {
        start_behind(completing, "{");
        completing->start--;
        offer_words(completing, DICTIONARY_PLACEHOLDER, 0);
    } else if ((key = key_here(completing))) {
        offer_values(completing, key);
    } else if (header) {
        complete_header(completing, before == 0);
    } else if (before == 0) {
        complete_first(completing);
    } else if (before == 1 && methods) {
        complete_target(completing, true);
    } else {
        offer_items(completing);
    }
}

/* ---- blank lines of YAML ---- */

static uint32_t column_of(const struct text *text, uint32_t offset)
{
    return offset - text->lines[text_line(text, offset)];
}

static bool is_blank(const struct text *text, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        if (!strchr(" \t\r\n", text->bytes[i]))
            return false;
    return true;
}

static bool is_block(const struct part *part)
{
    return part->policy &&
           (part->policy->style == WORKFLOW_LITERAL || part->policy->style == WORKFLOW_FOLDED);
}

/* Behind the last byte of a block that is not blank; of an empty one, behind its indicator's line.
 */
static uint32_t end_of_block(const struct text *text, const struct part *part)
{
    uint32_t len = part->len;

    while (len > 0 && strchr(" \t\r\n", part->text[len - 1]))
        len--;
    return len > 0 ? part_to_file(part, span_of(len - 1, len)).end
                   : text_line_span(text, text_line(text, part->policy->span.start)).end;
}

/*
 * What is typed in a blank line below a block belongs to it if it stands farther in than the
 * block's key. YAML takes the line for nothing until then.
 */
static bool find_block_above(struct completing *completing)
{
    const struct text *text = &completing->spot.document->text;
    struct analysis *analysis = completing->spot.analysis;
    uint32_t file = completing->spot.file;

    for (uint32_t i = analysis->kind == DOCUMENT_WORKFLOW ? analysis->part_count : 0; i-- > 0;) {
        struct part *part = &analysis->parts[i];

        if (part->policy->span.start >= file)
            continue;
        if (!is_block(part) || end_of_block(text, part) > file ||
            text_line(text, end_of_block(text, part)) == text_line(text, file) ||
            !is_blank(text, end_of_block(text, part), file) ||
            !is_blank(text, file, text_line_span(text, text_line(text, file)).end))
            return false;
        analysis_lines(analysis, part);
        completing->spot.part = part;
        completing->spot.text = completing->start = part->len;
        completing->spot.line = NO_INDEX;
        completing->fresh = true;
        return true;
    }
    return false;
}

/* In a block, but not as far in as its text has to be. */
static bool is_too_far_out(const struct completing *completing)
{
    const struct part *part = completing->spot.part;
    const struct text *text = &completing->spot.document->text;

    return is_block(part) && column_of(text, completing->spot.file) <=
                                 column_of(text, part->policy->uses[0].key.start);
}

/* On a line below the last one of a block. */
static bool stands_behind(const struct completing *completing)
{
    const struct part *part = completing->spot.part;
    const struct text *text = &completing->spot.document->text;

    return is_block(part) &&
           text_line(text, completing->spot.file) > text_line(text, end_of_block(text, part));
}

/* At the colon of a key without a value: what is typed there becomes part of the key. */
static bool stands_at_colon(const struct completing *completing)
{
    const struct part *part = completing->spot.part;
    uint32_t file = completing->spot.file;

    return part->policy && !part->len && !is_block(part) && file > 0 &&
           completing->spot.document->text.bytes[file - 1] == ':';
}

static bool find_place(struct completing *completing)
{
    if ((!completing->spot.part || stands_behind(completing)) && !find_block_above(completing))
        return false;
    return !is_too_far_out(completing) && !stands_at_colon(completing);
}

static void complete(struct completing *completing)
{
    const struct part *part = completing->spot.part;
    struct span line = part_text_line(part, completing->spot.text);
    uint32_t comment = comment_start(part->text, line);

    completing->line =
        completing->fresh ? span_of(part->len, part->len) : span_of(line.start, comment);
    if (completing->fresh) {
        complete_first(completing);
    } else if (comment < completing->spot.text) {
        completing->start = comment;
        complete_comment(completing);
    } else {
        complete_line(completing);
    }
}

enum answer complete_items(struct server *server, const json_t *params, struct out *out)
{
    struct completing completing = {.server = server, .out = out};

    if (!asked_spot(server, params, &completing.spot))
        return FAILED;
    completing.labels = ARENA_ARRAY(&server->scratch, const char *, OFFERS_MAX);
    out_object(out);
    out_key(out, "items");
    out_array(out);
    if (find_place(&completing))
        complete(&completing);
    out_end_array(out);
    out_key_bool(out, "isIncomplete", completing.more);
    out_end_object(out);
    return ANSWERED;
}

/* ---- resolve ---- */

static const char *documentation(struct arena *arena, const char *label)
{
    const struct dictionary_word *word = NULL;
    size_t len = strcspn(label, "=");
    const char *upload;
    char *host;

    for (int kind = DICTIONARY_ATTRIBUTE; kind <= DICTIONARY_PROTOCOL && !word; kind++)
        word = dictionary_find((enum dictionary_kind)kind, label, len);
    if (word)
        return word->text;
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        if (!strcmp(diagnostic_infos[i].code, label))
            return diagnostic_infos[i].explanation;
    host = arena_strndup(arena, label, strlen(label));
    for (size_t i = 0; i < dictionary_service_count; i++) {
        if (strcmp(dictionary_services[i].name, host) != 0)
            continue;
        upload = hosts_upload(host);
        return upload ? arena_printf(arena, "%s.\n\nAnyone with an account can send there: %s.",
                                     dictionary_services[i].what, upload)
                      : dictionary_services[i].what;
    }
    return NULL;
}

/* The item as it came, with its documentation. */
enum answer complete_resolve(struct server *server, const json_t *params, struct out *out)
{
    const char *label = json_text(params, "label");
    const char *text = label ? documentation(&server->scratch, label) : NULL;
    json_t *item;
    char *bytes;

    if (!label)
        return server_fail(server, RPC_INVALID_PARAMS, "not an item");
    item = json_deep_copy(params);
    if (text)
        json_object_set_new(item, "documentation",
                            json_pack("{s:s,s:s}", "kind", "markdown", "value", text));
    bytes = json_dumps(item, JSON_COMPACT);
    if (!bytes)
        abort();
    out_json(out, bytes, strlen(bytes));
    free(bytes);
    json_decref(item);
    return ANSWERED;
}
