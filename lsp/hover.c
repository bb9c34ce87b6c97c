/* textDocument/hover: what is under the cursor, in words. */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/compile.h"
#include "lang/lint/hosts.h"
#include "lang/source/pages.h"
#include "lsp/describe.h"
#include "lsp/dictionary.h"
#include "lsp/explain.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

#define SHOWN_MAX 5         /* other rules that are named */
#define COMPILED_MAX 2000   /* rules of a policy that is compiled to tell of a rule's cost */
#define COMPARED_MAX 200000 /* rules that are compared with an example */

static const char *copy(struct arena *arena, const char *text, struct span span)
{
    return arena_strndup(arena, text + span.start, span_size(span));
}

/* In a workflow the lines are those of the file. */
static uint32_t line_number(const struct analysis *analysis, const struct part *part,
                            uint32_t offset)
{
    struct span file = part_to_file(part, span_of(offset, offset));

    return source_position(&analysis->source, file.start).line;
}

/* ---- rules ---- */

static const char *others(struct arena *arena, struct analysis *analysis, const struct part *part,
                          uint32_t own, const struct describe_example *example)
{
    const struct ruleset *rules = &part->rules;
    const char *text = "";
    uint32_t count = 0;

    for (uint32_t i = 0; i < rules->count && i < COMPARED_MAX; i++) {
        const struct rule *rule = &rules->rules[i];

        if (i == own || !describe_matches(rule, example))
            continue;
        if (++count > SHOWN_MAX)
            continue;
        text = rule->line ? arena_printf(arena, "%s\n- line %u: `%s`", text,
                                         line_number(analysis, part, rule->span.start), rule->text)
                          : arena_printf(arena, "%s\n- the defaults: `%s`", text, rule->text);
    }
    if (count > SHOWN_MAX)
        text = arena_printf(arena, "%s\n- and %u more", text, count - SHOWN_MAX);
    return count ? arena_printf(arena, "\n\nThat example is also allowed by%s", text) : "";
}

/* How much larger the rule makes the image: measured, by compiling without it. */
static const char *cost(struct arena *arena, const struct part *part, uint32_t own)
{
    const struct compile_options options = {0};
    struct ruleset rest = {.rules = ARENA_ARRAY(arena, struct rule, part->rules.count)};
    struct compile_report report;
    size_t with, without;
    void *image;

    if (part->rules.count > COMPILED_MAX ||
        compile_rules(&part->rules, &options, &image, &with, &report) != 0)
        return "";
    free(image);
    for (uint32_t i = 0; i < part->rules.count; i++)
        if (i != own)
            rest.rules[rest.count++] = part->rules.rules[i];
    if (compile_rules(&rest, &options, &image, &without, &report) != 0)
        return "";
    free(image);
    return arena_printf(arena, "\n\nCosts %zd bytes of the compiled image.",
                        (ssize_t)with - (ssize_t)without);
}

const char *explain_rule(struct arena *arena, struct analysis *analysis, const struct part *part,
                         uint32_t number)
{
    const struct rule *rule = &part->rules.rules[number];
    const char *text = arena_printf(arena, "**%s**\n\n%s", "Allowed", describe_rule(arena, rule));
    const char *counterexample = describe_counterexample(arena, rule);
    struct describe_example example;
    bool has_example = describe_example(arena, rule, &example);

    if (has_example)
        text = arena_printf(arena, "%s\n\nFor example: `%s`.", text, example.text);
    if (counterexample)
        text =
            arena_printf(arena, "%s%sNot: %s.", text, has_example ? " " : "\n\n", counterexample);
    if (has_example)
        text = arena_printf(arena, "%s%s", text, others(arena, analysis, part, number, &example));
    return arena_printf(arena, "%s%s", text, cost(arena, part, number));
}

/* ---- headers ---- */

static const char *about_header(struct arena *arena, const struct analysis *analysis,
                                const struct part *part, uint32_t number)
{
    const struct line *line = &part->lines[number];
    uint32_t rules = line->last - number;
    uint32_t last = part->lines[line->last].syntax->span.start;

    if (line->syntax->kind == LINE_BAD_HEADER)
        return "A header with an error in it: what it sets for the lines below is not known.";
    if (span_says(part->text, line->syntax->span, "[]"))
        return "Goes back to the defaults: port 443 over TCP, `GET|HEAD`, any process.";
    if (!rules)
        return "A header. No rule follows that it could set anything for.";
    return arena_printf(arena,
                        "A header: what it sets holds for the %u rule%s below, down to line %u, "
                        "where they do not say otherwise themselves. The next header replaces all "
                        "of it.",
                        rules, rules == 1 ? "" : "s", line_number(analysis, part, last));
}

/* ---- words ---- */

static const char *about_word(struct arena *arena, enum dictionary_kind kind, const char *text,
                              struct span span)
{
    const struct dictionary_word *word = dictionary_find(kind, text + span.start, span_size(span));

    return word ? arena_printf(arena, "**%s** (%s)\n\n%s", word->word, word->detail, word->text)
                : NULL;
}

static const char *about_code(struct arena *arena, const struct server *server, const char *text,
                              struct span span)
{
    enum diagnostic_code code;
    const char *page;

    if (!diagnostic_find(copy(arena, text, span), &code))
        return NULL;
    page = arena_printf(arena, "**%s**: %s\n\n%s\n\n%s", diagnostic_infos[code].code,
                        diagnostic_infos[code].title, diagnostic_infos[code].explanation,
                        diagnostic_pages[code].why);
    if (!*server->settings.docs)
        return page;
    return arena_printf(arena, "%s\n\n[More](%s)", page,
                        publish_page(arena, server->settings.docs, code));
}

static const char *about_placeholder(struct arena *arena, const struct server *server,
                                     const char *text, struct span span)
{
    const char *repo = server->settings.repo, *slash = repo ? strchr(repo, '/') : NULL;
    const char *about = about_word(arena, DICTIONARY_PLACEHOLDER, text, span);

    if (!slash || !about)
        return about;
    return span_says(text, span, "{owner}")
               ? arena_printf(arena, "%s\n\nHere: `%.*s`", about, (int)(slash - repo), repo)
               : arena_printf(arena, "%s\n\nHere: `%s`", about, slash + 1);
}

/* What is known of the host, where the rule is about one. */
static const char *about_host(struct arena *arena, const char *text, struct span span)
{
    char *host = arena_strndup(arena, text + span.start, span_size(span));
    const char *shared, *upload, *about = "";

    for (char *c = host; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c += 'a' - 'A';
    for (size_t i = 0; i < dictionary_service_count; i++)
        if (!strcmp(dictionary_services[i].name, host))
            about = arena_printf(arena, "\n\n%s.", dictionary_services[i].what);
    upload = hosts_upload(host);
    shared = !strncmp(host, "*.", 2) ? hosts_shared(host + 2) : NULL;
    if (upload)
        about =
            arena_printf(arena, "%s\n\nAnyone with an account can send there: %s.", about, upload);
    if (shared)
        about = arena_printf(arena, "%s\n\nUnder this name are %s.", about, shared);
    return about;
}

static const char *about_attribute(struct arena *arena, const char *text, const struct word *word)
{
    const struct syntax_item *item = word->item;
    const char *about = about_word(arena, DICTIONARY_ATTRIBUTE, text, item->key);
    const char *value = copy(arena, text, item->value);
    const char *reading = item->quoting == SYNTAX_DOUBLE ? "exactly, byte for byte"
                          : strpbrk(value, "*?[")
                              ? "as a pattern: `*` is any run of characters, `?` any one"
                              : "as it is written";

    return about ? arena_printf(arena, "%s\n\n`%s` is compared %s.", about, value, reading) : NULL;
}

static const char *about_rule_or_header(struct arena *arena, const struct spot *spot)
{
    const struct line *line;

    if (spot->line == NO_INDEX)
        return NULL;
    line = &spot->part->lines[spot->line];
    if (line->rule != NO_INDEX)
        return explain_rule(arena, spot->analysis, spot->part, line->rule);
    return line->syntax->kind == LINE_RULE
               ? NULL
               : about_header(arena, spot->analysis, spot->part, spot->line);
}

static const char *about(struct server *server, const struct spot *spot, const struct word *word)
{
    struct arena *arena = &server->scratch;
    const char *text = spot->part->text, *rule;

    switch (word->kind) {
    case WORD_CODE:
        return about_code(arena, server, text, word->span);
    case WORD_METHOD:
        return about_word(arena, DICTIONARY_METHOD, text, word->span);
    case WORD_FLAG:
        return about_word(arena, DICTIONARY_FLAG, text, word->span);
    case WORD_PROTOCOL:
        return about_word(arena, DICTIONARY_PROTOCOL, text,
                          span_of(word->span.start + 1, word->span.end));
    case WORD_PLACEHOLDER:
        return about_placeholder(arena, server, text, word->span);
    case WORD_KEY:
    case WORD_VALUE:
        return about_attribute(arena, text, word);
    case WORD_NONE:
    case WORD_COMMENT:
        return NULL;
    case WORD_HOST:
        rule = about_rule_or_header(arena, spot);
        return rule ? arena_printf(arena, "%s%s", rule, about_host(arena, text, word->span)) : NULL;
    case WORD_URL:
    case WORD_PATH:
    case WORD_PORT:
    case WORD_BRACKET:
        break;
    }
    return about_rule_or_header(arena, spot);
}

enum answer hover(struct server *server, const json_t *params, struct out *out)
{
    const char *text = NULL;
    struct spot spot;
    struct word word;

    if (!asked_spot(server, params, &spot))
        return FAILED;
    if (spot.part) {
        word = word_at(spot.part, spot.line, spot.text);
        text = about(server, &spot, &word);
    }
    if (!text) {
        out_null(out);
        return ANSWERED;
    }
    out_object(out);
    out_key(out, "contents");
    out_markdown(out, text);
    out_key(out, "range");
    out_part_range(server, out, spot.document, spot.part, word.span);
    out_end_object(out);
    return ANSWERED;
}
