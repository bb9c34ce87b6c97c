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
#include "lsp/dictionary.h"
#include "lsp/handlers.h"
#include "lsp/word.h"
#include "lsp/workspace.h"

#define ITEMS_MAX 400

/* CompletionItemKind of LSP. */
enum {
    ITEM_FIELD = 5,
    ITEM_MODULE = 9,
    ITEM_VALUE = 12,
    ITEM_KEYWORD = 14,
    ITEM_FILE = 17,
    ITEM_CONSTANT = 21,
    ITEM_EVENT = 23
};

struct completing {
    struct server *server;
    struct spot spot;
    struct out *out;
    struct span line;    /* of the part's text, up to the comment */
    uint32_t start;      /* what is typed so far: [start, spot.text) */
    const char **labels; /* given already */
    uint32_t count;
    bool more; /* there would be more than ITEMS_MAX */
};

static const char *typed(const struct completing *completing, uint32_t *ret_len)
{
    *ret_len = completing->spot.text - completing->start;
    return completing->spot.part->text + completing->start;
}

/* ---- items ---- */

static bool is_new(struct completing *completing, const char *label)
{
    for (uint32_t i = 0; i < completing->count; i++)
        if (!strcmp(completing->labels[i], label))
            return false;
    if (completing->count == ITEMS_MAX) {
        completing->more = true;
        return false;
    }
    completing->labels[completing->count++] = label;
    return true;
}

/* `label` is what comes to stand there. `rank`: the lower, the higher up. */
static void offer(struct completing *completing, int kind, int rank, const char *label,
                  const char *detail)
{
    struct out *out = completing->out;
    uint32_t len;
    const char *prefix = typed(completing, &len);

    if (strncasecmp(label, prefix, len) != 0 || !is_new(completing, label))
        return;
    out_object(out);
    out_key_text(out, "label", label);
    out_key_int(out, "kind", kind);
    if (detail)
        out_key_text(out, "detail", detail);
    out_key(out, "sortText");
    out_format(out, "%d%s", rank, label);
    out_key_text(out, "filterText", label);
    out_key(out, "textEdit");
    out_edit(completing->server, out, completing->spot.document,
             part_to_file(completing->spot.part, span_of(completing->start, completing->spot.text)),
             label, strlen(label));
    out_end_object(out);
}

static char *copy(const struct completing *completing, const struct part *part, struct span span)
{
    return arena_strndup(&completing->server->scratch, part->text + span.start, span_size(span));
}

/* ---- what is known from the documents ---- */

/* Calls `each` for every rule and header of the open documents, this one first. */
static void each_line(struct completing *completing,
                      void (*each)(struct completing *completing, const struct part *part,
                                   const struct line *line, const char *argument),
                      const char *argument)
{
    struct documents *documents = &completing->server->documents;

    for (uint32_t d = 0; d <= documents->count; d++) {
        struct document *document = d ? documents->items[d - 1] : completing->spot.document;
        struct analysis *analysis;

        if (document->lost || (d && document == completing->spot.document))
            continue;
        analysis = document_analysis(completing->server, document);
        for (uint32_t i = 0; i < analysis->part_count; i++) {
            struct part *part = &analysis->parts[i];

            analysis_lines(analysis, part);
            for (uint32_t k = 0; k < part->line_count && !completing->more; k++)
                each(completing, part, &part->lines[k], argument);
        }
    }
}

/* Hosts of lines that are right, and not the one that is being written. */
static bool is_a_model(const struct completing *completing, const struct part *part,
                       const struct line *line)
{
    const struct syntax_line *syntax = line->syntax;

    if (!syntax->target || (syntax->kind == LINE_RULE && line->rule == NO_INDEX))
        return false;
    return part != completing->spot.part || syntax->span.start > completing->spot.text ||
           syntax->span.end < completing->spot.text;
}

static void offer_host_of(struct completing *completing, const struct part *part,
                          const struct line *line, const char *ahead)
{
    struct span host;

    if (!is_a_model(completing, part, line) || span_size(line->syntax->target->slash))
        return;
    host = target_parts(part->text, line->syntax->target).host;
    if (span_size(host))
        offer(
            completing, ITEM_MODULE, 2,
            arena_printf(&completing->server->scratch, "%s%s", ahead, copy(completing, part, host)),
            "from a policy that is open");
}

/* With what stands in front of hosts here: "", "https://", "dns:". */
static void offer_hosts(struct completing *completing, const char *ahead)
{
    each_line(completing, offer_host_of, ahead);
    for (size_t i = 0; i < dictionary_service_count; i++)
        offer(
            completing, ITEM_MODULE, 3,
            arena_printf(&completing->server->scratch, "%s%s", ahead, dictionary_services[i].name),
            dictionary_services[i].what);
}

/* Paths of other rules below the same header, or of URLs that start as it does. */
static void offer_path_of(struct completing *completing, const struct part *part,
                          const struct line *line, const char *base)
{
    const struct syntax_target *target = line->syntax->target;
    const struct rule *rule;
    size_t len = strlen(base);

    if (line->rule == NO_INDEX || !is_a_model(completing, part, line))
        return;
    rule = &part->rules.rules[line->rule];
    if (target->kind == TARGET_PATH && rule->url_base && !strcmp(rule->url_base, base))
        offer(completing, ITEM_FILE, 2, copy(completing, part, target->span),
              "below the same header");
    else if (target->kind == TARGET_URL && !strncmp(rule->target, base, len) &&
             rule->target[len] == '/')
        offer(completing, ITEM_FILE, 2, rule->target + len, "of a URL in a policy that is open");
}

/* The URL of the header that holds at the cursor; NULL: none. */
static const char *base_here(const struct completing *completing)
{
    const struct part *part = completing->spot.part;
    const char *base = NULL;

    for (uint32_t i = 0; i < part->line_count; i++) {
        const struct syntax_line *line = part->lines[i].syntax;

        if (line->span.start >= completing->spot.text)
            break;
        if (line->kind == LINE_RULE)
            continue;
        base = line->kind == LINE_HEADER && line->target && line->target->kind == TARGET_URL
                   ? copy(completing, part, line->target->span)
                   : NULL;
    }
    return base;
}

static void offer_paths(struct completing *completing)
{
    const char *base = base_here(completing);

    if (!base)
        return;
    each_line(completing, offer_path_of, base);
    if (strstr(base, "api.github.com") && !strstr(base, "/repos"))
        offer(completing, ITEM_FILE, 3, "/repos/{owner}/{repo}/*", "this repository");
    offer(completing, ITEM_FILE, 4, "/*", "any path below the header's URL");
}

/* ---- values of attributes ---- */

static void offer_value_of(struct completing *completing, const struct part *part,
                           const struct line *line, const char *key)
{
    const struct syntax_item *item = line->syntax->items ? line->syntax->items->first : NULL;

    for (; item; item = item->next)
        if (item->kind == ITEM_ATTRIBUTE && span_says(part->text, item->key, key) &&
            item->quoting == SYNTAX_BARE && item->value.end != completing->spot.text)
            offer(completing, ITEM_VALUE, 2, copy(completing, part, item->value),
                  "from a policy that is open");
}

static void offer_step_id(void *context, const struct workspace_step *found)
{
    struct completing *completing = context;
    struct arena *arena = &completing->server->scratch;
    const struct workflow_step *step = found->step;
    const char *what = step->name ? step->name : step->uses;

    if (step->id)
        offer(completing, ITEM_EVENT, 1, arena_strndup(arena, step->id, strlen(step->id)),
              what ? arena_strndup(arena, what, strlen(what)) : "a step of the workflow");
}

/* owner/repo of what the steps use; those of this repository and images have none. */
static void offer_action(void *context, const struct workspace_step *found)
{
    struct completing *completing = context;
    const char *uses = found->step->uses, *slash = uses ? strchr(uses, '/') : NULL;

    if (!slash || uses[0] == '.' || !strncmp(uses, "docker:", 7))
        return;
    offer(completing, ITEM_EVENT, 1,
          arena_strndup(&completing->server->scratch, uses,
                        (size_t)(slash - uses) + 1 + strcspn(slash + 1, "@/")),
          "used by the workflow");
}

static void offer_values(struct completing *completing, const char *key)
{
    if (!strcmp(key, "step"))
        workspace_steps(completing->server, completing->spot.document, offer_step_id, completing);
    if (!strcmp(key, "action"))
        workspace_steps(completing->server, completing->spot.document, offer_action, completing);
    if (!strcmp(key, "cgroup")) {
        offer(completing, ITEM_CONSTANT, 1, "@docker", "processes in containers");
        offer(completing, ITEM_CONSTANT, 1, "@host", "processes outside of containers");
    }
    each_line(completing, offer_value_of, key);
    for (size_t i = 0; !strcmp(key, "exe") && i < dictionary_program_count; i++)
        offer(completing, ITEM_FILE, 3, dictionary_programs[i].name, dictionary_programs[i].what);
}

/* ---- words ---- */

static void offer_words(struct completing *completing, enum dictionary_kind kind, int rank)
{
    for (size_t i = 0; i < dictionary_word_count; i++)
        if (dictionary_words[i].kind == kind)
            offer(completing, ITEM_KEYWORD, rank, dictionary_words[i].word,
                  dictionary_words[i].detail);
}

/* A key that the line has is not offered again. */
static bool line_has_key(const struct completing *completing, const char *key)
{
    const char *line = copy(completing, completing->spot.part, completing->line);
    const char *found = strstr(line, key);

    return found && (found == line || strchr(" \t[", found[-1]));
}

static void offer_keys(struct completing *completing)
{
    for (size_t i = 0; i < dictionary_word_count; i++) {
        const struct dictionary_word *word = &dictionary_words[i];
        const char *key = !strcmp(word->word, "arg[N]") ? "arg[1]=" : word->word;

        if (word->kind != DICTIONARY_ATTRIBUTE)
            continue;
        if (key == word->word)
            key = arena_printf(&completing->server->scratch, "%s=", word->word);
        if (!line_has_key(completing, key))
            offer(completing, ITEM_FIELD, 1, key, word->detail);
    }
}

static void offer_items(struct completing *completing)
{
    offer_words(completing, DICTIONARY_FLAG, 0);
    offer_keys(completing);
    offer(completing, ITEM_KEYWORD, 5, "# egress: allow ", "silence a warning on this line");
}

static void offer_ports(struct completing *completing)
{
    static const struct {
        const char *ports, *what;
    } usual[] = {{"443", "https"},    {"80", "http"},     {"80|443", "http and https"},
                 {"53/udp", "DNS"},   {"22", "ssh"},      {"*", "any port"},
                 {"443/udp", "QUIC"}, {"123/udp", "NTP"}, {"5432", "PostgreSQL"},
                 {"3306", "MySQL"},   {"6379", "Redis"},  {"9418", "git"}};

    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        offer(completing, ITEM_CONSTANT, 1, usual[i].ports, usual[i].what);
}

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
    const char *text = typed(completing, &len);

    return len >= strlen(what) && !strncasecmp(text, what, strlen(what));
}

static bool has(const struct completing *completing, const char *what)
{
    uint32_t len;
    const char *text = typed(completing, &len);

    return memmem(text, len, what, strlen(what)) != NULL;
}

/* Behind a `|` another port, else all of them. */
static void offer_more_ports(struct completing *completing)
{
    start_behind(completing, "|");
    offer_ports(completing);
}

static void complete_target(struct completing *completing)
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
        offer_hosts(completing, "");
        offer(completing, ITEM_KEYWORD, 4, "https://", "a URL rule: looks at requests");
        offer(completing, ITEM_KEYWORD, 4, "dns:", "allows resolving a name, no connection");
    }
}

static void complete_first(struct completing *completing)
{
    uint32_t len;
    const char *text = typed(completing, &len);

    if (memchr(text, '|', len) && is_method(text, len)) {
        start_behind(completing, "|");
        offer_words(completing, DICTIONARY_METHOD, 0);
        return;
    }
    complete_target(completing);
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
    const char *text = typed(completing, &len);

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
    const char *text = typed(completing, &len);
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
        complete_target(completing);
    } else {
        offer_items(completing);
    }
}

static void complete(struct completing *completing)
{
    const struct part *part = completing->spot.part;
    struct span line = part_text_line(part, completing->spot.text);
    uint32_t comment = comment_start(part->text, line);

    completing->line = span_of(line.start, comment);
    if (comment < completing->spot.text) {
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
    completing.labels = ARENA_ARRAY(&server->scratch, const char *, ITEMS_MAX);
    out_object(out);
    out_key(out, "items");
    out_array(out);
    if (completing.spot.part)
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
