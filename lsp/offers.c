#include "lsp/offers.h"

#include <string.h>
#include <strings.h>

#include "lsp/handlers.h"
#include "lsp/word.h"
#include "lsp/workspace.h"

const char *offers_typed(const struct completing *completing, uint32_t *ret_len)
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
    if (completing->count == OFFERS_MAX) {
        completing->more = true;
        return false;
    }
    completing->labels[completing->count++] = label;
    return true;
}

/* What is typed so far, in the file. */
static struct span place_of(const struct completing *completing)
{
    const struct spot *spot = &completing->spot;

    return completing->fresh ? span_of(spot->file, spot->file)
                             : part_to_file(spot->part, span_of(completing->start, spot->text));
}

/* `label` is what comes to stand there. `rank`: the lower, the higher up. */
void offer(struct completing *completing, int kind, int rank, const char *label, const char *detail)
{
    struct out *out = completing->out;
    uint32_t len;
    const char *prefix = offers_typed(completing, &len);

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
    out_edit(completing->server, out, completing->spot.document, place_of(completing), label,
             strlen(label));
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
    return completing->fresh || part != completing->spot.part ||
           syntax->span.start > completing->spot.text || syntax->span.end < completing->spot.text;
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
void offer_hosts(struct completing *completing, const char *ahead)
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

void offer_paths(struct completing *completing)
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

void offer_values(struct completing *completing, const char *key)
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

void offer_words(struct completing *completing, enum dictionary_kind kind, int rank)
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

void offer_keys(struct completing *completing)
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

/* The word in front of what is typed, if that is the target; "": there are others behind it. */
static const char *target_before(const struct completing *completing)
{
    const char *text =
        copy(completing, completing->spot.part, span_of(completing->line.start, completing->start));
    char *target = arena_strndup(&completing->server->scratch, text, strlen(text));
    size_t len;

    target += strspn(target, " \t");
    if (!target[strcspn(target, ".:/{ \t")] || strchr(" \t", target[strcspn(target, ".:/{ \t")])) {
        target += strcspn(target, " \t"); /* methods */
        target += strspn(target, " \t");
    }
    len = strcspn(target, " \t");
    if (target[len + strspn(target + len, " \t")])
        return "";
    target[len] = '\0';
    return target;
}

/* Flags stand between the target and the attributes, one at most, and not with every target. */
static void offer_flags(struct completing *completing)
{
    const char *target = target_before(completing);
    bool address = target[strspn(target, "0123456789.")] == '\0' ||
                   strchr(":/", target[strspn(target, "0123456789.")]) != NULL;

    if (!*target || !strncasecmp(target, "dns:", 4))
        return;
    for (size_t i = 0; i < dictionary_word_count; i++) {
        const struct dictionary_word *word = &dictionary_words[i];

        if (word->kind == DICTIONARY_FLAG &&
            (strcmp(word->word, "passthrough") != 0 || (!address && !strstr(target, "://"))))
            offer(completing, ITEM_KEYWORD, 0, word->word, word->detail);
    }
}

/* A comment would take what follows out of the rule. */
static bool ends_line(const struct completing *completing)
{
    const struct part *part = completing->spot.part;
    uint32_t end = part_text_line(part, completing->spot.text).end;
    const char *rest = copy(completing, part, span_of(completing->spot.text, end));

    return !rest[strspn(rest, " \t\r")];
}

void offer_items(struct completing *completing)
{
    offer_flags(completing);
    offer_keys(completing);
    if (ends_line(completing))
        offer(completing, ITEM_KEYWORD, 5, "# egress: allow ", "silence a warning on this line");
}

void offer_ports(struct completing *completing)
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
