/*
 * textDocument/codeAction: the fixes that diagnostics offer, all of them at once, and a few ways to
 * rewrite a rule. An action is an edit; nothing has to be resolved or executed.
 */
#include <string.h>
#include <strings.h>

#include "lang/fix/fix.h"
#include "lang/syntax/comment.h"
#include "lsp/handlers.h"
#include "lsp/word.h"
#include "lsp/workspace.h"

#define SCOPES_MAX 4 /* processes that are offered */

static const char kind_quickfix[] = "quickfix";
static const char kind_rewrite[] = "refactor.rewrite";
static const char kind_fix_all[] = "source.fixAll.egress";

struct acting {
    struct server *server;
    struct document *document;
    struct analysis *analysis;
    struct span range; /* of the file */
    const json_t *only;
    struct out *out;
};

/* Kinds are trees: "source" asks for "source.fixAll.egress", too. */
static bool is_asked(const struct acting *acting, const char *kind)
{
    const json_t *one;
    size_t i;

    if (!json_is_array(acting->only))
        return true;
    json_array_foreach(acting->only, i, one)
    {
        const char *wanted = json_string_value(one);
        size_t len = wanted ? strlen(wanted) : 0;

        if (wanted && !strncmp(kind, wanted, len) && (!len || !kind[len] || kind[len] == '.'))
            return true;
    }
    return false;
}

static bool is_asked_for_itself(const struct acting *acting, const char *kind)
{
    return json_is_array(acting->only) && is_asked(acting, kind);
}

/* ---- an action ---- */

/* Up to its edits, which the caller writes. */
static void begin_action(const struct acting *acting, const char *title, const char *kind,
                         const struct diagnostic *about, bool preferred)
{
    struct out *out = acting->out;

    out_object(out);
    out_key_text(out, "title", title);
    out_key_text(out, "kind", kind);
    if (about) {
        out_key(out, "diagnostics");
        out_array(out);
        publish_diagnostic(acting->server, acting->document->uri, &acting->document->text, about,
                           out);
        out_end_array(out);
    }
    if (preferred)
        out_key_bool(out, "isPreferred", true);
    out_key(out, "edit");
    out_object(out);
    out_key(out, "changes");
    out_object(out);
    out_key(out, acting->document->uri);
    out_array(out);
}

static void end_action(const struct acting *acting)
{
    struct out *out = acting->out;

    out_end_array(out);
    out_end_object(out);
    out_end_object(out);
    out_end_object(out);
}

static void out_file_edit(const struct acting *acting, struct span file, const char *text)
{
    out_edit(acting->server, acting->out, acting->document, file, text, strlen(text));
}

/* ---- fixes ---- */

/* By lines: a cursor anywhere in the line is about all that is wrong with it. */
static bool touches(const struct acting *acting, struct span span)
{
    const struct text *text = &acting->document->text;

    return text_line(text, span.start) <= text_line(text, acting->range.end) &&
           text_line(text, span.end) >= text_line(text, acting->range.start);
}

static bool is_about(const struct acting *acting, const struct diagnostic *item)
{
    return item->span_count && touches(acting, item->spans[0].span);
}

static void act_on_fixes(const struct acting *acting)
{
    const struct diagnostics *found = &acting->analysis->diagnostics;

    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];

        for (uint32_t k = 0; is_about(acting, item) && k < item->fix_count; k++) {
            const struct diagnostic_fix *fix = &item->fixes[k];

            begin_action(acting, fix->title, kind_quickfix, item, fix->sure);
            out_file_edit(acting, fix->span, fix->replacement);
            end_action(acting);
        }
    }
}

/* ---- all fixes ---- */

struct checking {
    enum document_kind kind;
    struct settings settings;
};

static const char *keep(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

static void check(void *context, struct arena *arena, const char *text, size_t len,
                  struct diagnostics *ret_found)
{
    const struct checking *checking = context;
    struct analysis *analysis = analysis_new(text, len, checking->kind, &checking->settings);
    const struct diagnostics *found = &analysis->diagnostics;

    *ret_found = (struct diagnostics){.arena = arena};
    for (uint32_t i = 0; i < found->count; i++) {
        struct diagnostic item = found->items[i];

        for (uint32_t k = 0; k < item.fix_count; k++)
            item.fixes[k].replacement = keep(arena, item.fixes[k].replacement);
        diagnostic_copy(ret_found, &item);
    }
    ret_found->error_count = found->error_count;
    ret_found->dropped = found->dropped;
    analysis_free(analysis);
}

static bool has_sure_fix(const struct acting *acting)
{
    const struct diagnostics *found = &acting->analysis->diagnostics;

    for (uint32_t i = 0; i < found->count; i++)
        for (uint32_t k = 0; k < found->items[i].fix_count; k++)
            if (found->items[i].fixes[k].sure)
                return true;
    return false;
}

/* As `egress-policy check --fix` would have it. */
static void act_on_all(const struct acting *acting)
{
    const struct text *text = &acting->document->text;
    struct checking checking = {acting->document->kind, acting->server->settings};
    const struct fix_checker checker = {check, &checking};
    const struct fix_options options = {0};
    struct arena arena = {0};
    struct fix_result fixed;

    if (!has_sure_fix(acting))
        return;
    checking.settings.repo = NULL; /* or it would be written in place of {owner} and {repo} */
    fix_text(&arena, text->bytes, text->len, &options, &checker, &fixed);
    if (fixed.applied) {
        begin_action(acting, "Fix all that is no guess", kind_fix_all, NULL, false);
        out_edits_between(acting->server, acting->out, acting->document, fixed.text,
                          fixed.len_bytes);
        end_action(acting);
    }
    arena_free(&arena);
}

/* ---- silence ---- */

/* Edits of other styles than these may mean something else in YAML. */
static bool is_free_to_edit(const struct part *part)
{
    return !part->policy || part->policy->style == WORKFLOW_LITERAL;
}

/* What a new line below or above the one at `offset` needs in front of it. */
static const char *line_break(const struct acting *acting, const struct part *part, uint32_t offset)
{
    const struct text *text = &acting->document->text;
    uint32_t end = part_to_file(part, part_text_line(part, offset)).end; /* YAML drops a '\r' */
    bool crlf = end < text->len && text->bytes[end] == '\r';
    uint32_t indent = part->policy ? part->policy->indent : 0;

    return arena_printf(&acting->server->scratch, "%s%*s", crlf ? "\r\n" : "\n", (int)indent, "");
}

static void silence(const struct acting *acting, const struct diagnostic *item,
                    const struct part *part, uint32_t offset)
{
    struct arena *arena = &acting->server->scratch;
    const char *code = diagnostic_infos[item->code].code, *edit;
    struct span line = part_text_line(part, offset);
    uint32_t comment = comment_start(part->text, line), at = line.end;
    const char *allow = memmem(part->text + comment, line.end - comment, "egress: allow ", 14);

    if (comment == line.end) {
        edit = arena_printf(arena, "%s# egress: allow %s",
                            line.end > line.start && part->text[line.end - 1] == ' ' ? "" : "  ",
                            code);
    } else if (allow) {
        edit = arena_printf(arena, ", %s", code);
    } else {
        at = line.start;
        edit = arena_printf(arena, "# egress: allow %s%s", code, line_break(acting, part, offset));
    }
    begin_action(acting, arena_printf(arena, "Silence %s here", code), kind_quickfix, item, false);
    out_file_edit(acting, part_to_file(part, span_of(at, at)), edit);
    end_action(acting);
}

static bool is_about_comments(enum diagnostic_code code)
{
    return code == DIAGNOSTIC_SILENCE_UNKNOWN || code == DIAGNOSTIC_SILENCE_UNUSED;
}

static void act_on_silence(const struct acting *acting)
{
    const struct diagnostics *found = &acting->analysis->diagnostics;

    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];
        struct part *part;
        uint32_t offset;

        if (item->severity == SEVERITY_ERROR || is_about_comments(item->code) ||
            !is_about(acting, item))
            continue;
        part = analysis_part_at(acting->analysis, item->spans[0].span.start, &offset);
        if (part && is_free_to_edit(part))
            silence(acting, item, part, offset);
    }
}

/* ---- rewriting a rule ---- */

/* A rule within the range. */
struct chosen {
    const struct part *part;
    const struct line *line;
    const struct rule *rule;
};

/* What the rule was blamed for, if with one of these codes: then a rewriting is a fix of that. */
static const struct diagnostic *blame(const struct acting *acting, const struct chosen *chosen,
                                      const enum diagnostic_code *codes, size_t count)
{
    const struct diagnostics *found = &acting->analysis->diagnostics;
    struct span file = part_to_file(chosen->part, chosen->line->syntax->span);

    for (uint32_t i = 0; i < found->count; i++)
        for (size_t k = 0; k < count; k++)
            if (found->items[i].code == codes[k] && found->items[i].span_count &&
                found->items[i].spans[0].span.start == file.start)
                return &found->items[i];
    return NULL;
}

/* As begin_action; false: nobody asked for that kind. */
static bool begin_rewriting(const struct acting *acting, const char *title,
                            const struct diagnostic *about)
{
    const char *kind = about ? kind_quickfix : kind_rewrite;

    if (!is_asked(acting, kind))
        return false;
    begin_action(acting, title, kind, about, false);
    return true;
}

static bool is_host(const struct rule *rule)
{
    return rule->kind == RULE_HOST || rule->kind == RULE_WILDCARD_HOST;
}

static bool has_rule(const struct part *part, const char *target)
{
    for (uint32_t i = 0; i < part->rules.count; i++)
        if (part->rules.rules[i].kind == RULE_HOST &&
            !strcasecmp(part->rules.rules[i].target, target))
            return true;
    return false;
}

/* `*.example.com` does not match `example.com`: the same rule for that, above. */
static void add_root_host(const struct acting *acting, const struct chosen *chosen)
{
    struct arena *arena = &acting->server->scratch;
    static const enum diagnostic_code codes[] = {DIAGNOSTIC_WILDCARD_WITHOUT_APEX};
    struct span target = chosen->line->syntax->target->name, rest;
    const char *host, *root; /* as written: placeholders stay */

    if (chosen->rule->kind != RULE_WILDCARD_HOST || chosen->rule->host.form != HOST_SUBDOMAINS ||
        !strchr(chosen->rule->host.suffix, '.') ||
        has_rule(chosen->part, chosen->rule->host.suffix))
        return;
    rest = span_of(target.end, chosen->line->syntax->span.end);
    host = arena_strndup(arena, chosen->part->text + target.start + 2, span_size(target) - 2);
    root =
        arena_printf(arena, "%s%.*s%s", host, (int)span_size(rest), chosen->part->text + rest.start,
                     line_break(acting, chosen->part, target.start));
    if (!begin_rewriting(acting, arena_printf(arena, "Add `%s` itself", host),
                         blame(acting, chosen, codes, 1)))
        return;
    out_file_edit(acting,
                  part_to_file(chosen->part, span_of(chosen->line->syntax->span.start,
                                                     chosen->line->syntax->span.start)),
                  root);
    end_action(acting);
}

static bool is_default_https(const struct rule *rule)
{
    return rule->protocol == PROTOCOL_TCP && rule->ports.count == 1 && rule->ports.ports[0] == 443;
}

/* Every path, to begin with; passthrough has no meaning there. */
static void make_url_rule(const struct acting *acting, const struct chosen *chosen)
{
    struct arena *arena = &acting->server->scratch;
    static const enum diagnostic_code codes[] = {DIAGNOSTIC_UPLOAD_UNSCOPED};
    const struct syntax_line *line = chosen->line->syntax;
    const char *url;

    if (!is_host(chosen->rule) || !is_default_https(chosen->rule) || chosen->rule->passthrough)
        return;
    url = arena_printf(arena, "https://%.*s/*", (int)span_size(line->target->name),
                       chosen->part->text + line->target->name.start);
    if (!begin_rewriting(acting, arena_printf(arena, "Look at requests: `%s`", url),
                         blame(acting, chosen, codes, 1)))
        return;
    out_file_edit(acting, part_to_file(chosen->part, line->target->span), url);
    end_action(acting);
}

struct scopes {
    const struct acting *acting;
    const struct chosen *chosen;
    const char *given[SCOPES_MAX];
    uint32_t count;
};

static void offer_scope(struct scopes *scopes, const char *attribute)
{
    static const enum diagnostic_code codes[] = {
        DIAGNOSTIC_UPLOAD_UNSCOPED, DIAGNOSTIC_LOCAL_TARGET, DIAGNOSTIC_WILDCARD_OF_SHARED_HOST};
    struct arena *arena = &scopes->acting->server->scratch;
    const struct syntax_line *line = scopes->chosen->line->syntax;

    for (uint32_t i = 0; i < scopes->count; i++)
        if (!strcmp(scopes->given[i], attribute))
            return;
    if (scopes->count == SCOPES_MAX)
        return;
    scopes->given[scopes->count++] = attribute;
    if (!begin_rewriting(scopes->acting, arena_printf(arena, "Only for `%s`", attribute),
                         blame(scopes->acting, scopes->chosen, codes, 3)))
        return;
    out_file_edit(scopes->acting,
                  part_to_file(scopes->chosen->part, span_of(line->span.end, line->span.end)),
                  arena_printf(arena, " %s", attribute));
    end_action(scopes->acting);
}

static void offer_step(void *context, const struct workspace_step *found)
{
    struct scopes *scopes = context;
    const char *id = found->step->id;

    if (id && !id[strcspn(id, " \t#]*?[\"`")])
        offer_scope(scopes, arena_printf(&scopes->acting->server->scratch, "step=%s", id));
}

/* Executables that the policy names elsewhere, then steps of the workflow. */
static void scope_to_process(const struct acting *acting, const struct chosen *chosen)
{
    struct scopes scopes = {acting, chosen, {0}, 0};
    const struct part *part = chosen->part;

    if (chosen->rule->attribute_count)
        return;
    for (uint32_t i = 0; i < part->line_count; i++) {
        const struct syntax_items *items = part->lines[i].syntax->items;

        for (const struct syntax_item *item = items ? items->first : NULL; item; item = item->next)
            if (item->kind == ITEM_ATTRIBUTE && item->quoting == SYNTAX_BARE &&
                span_says(part->text, item->key, "exe") && scopes.count < SCOPES_MAX / 2)
                offer_scope(&scopes,
                            arena_strndup(&acting->server->scratch, part->text + item->span.start,
                                          span_size(item->span)));
    }
    workspace_steps(acting->server, acting->document, offer_step, &scopes);
}

static void act_on_rules(const struct acting *acting)
{
    for (uint32_t i = 0; i < acting->analysis->part_count; i++) {
        struct part *part = &acting->analysis->parts[i];

        analysis_lines(acting->analysis, part);
        for (uint32_t k = 0; k < part->line_count && is_free_to_edit(part); k++) {
            struct chosen chosen = {part, &part->lines[k], NULL};
            struct span file = part_to_file(part, chosen.line->syntax->span);

            if (chosen.line->rule == NO_INDEX || !touches(acting, file))
                continue;
            chosen.rule = &part->rules.rules[chosen.line->rule];
            add_root_host(acting, &chosen);
            make_url_rule(acting, &chosen);
            scope_to_process(acting, &chosen);
        }
    }
}

/* Whether the range is a cursor or a few lines: for rules of a whole document no list helps. */
static bool is_narrow(const struct acting *acting)
{
    const struct text *text = &acting->document->text;

    return text_line(text, acting->range.end) - text_line(text, acting->range.start) < 20;
}

enum answer actions_document(struct server *server, const json_t *params, struct out *out)
{
    struct acting acting = {.server = server,
                            .document = asked_document(server, params),
                            .only = json_at(params, "context", "only", NULL),
                            .out = out};

    if (!acting.document || !asked_range(server, params, acting.document, &acting.range))
        return FAILED;
    acting.analysis = is_asked_for_itself(&acting, kind_fix_all)
                          ? document_checked(server, acting.document)
                          : document_analysis(server, acting.document);
    out_array(out);
    if (is_asked(&acting, kind_quickfix))
        act_on_fixes(&acting);
    if (is_narrow(&acting))
        act_on_rules(&acting);
    if (is_asked(&acting, kind_quickfix)) /* last: it mends nothing */
        act_on_silence(&acting);
    if (is_asked_for_itself(&acting, kind_fix_all))
        act_on_all(&acting);
    out_end_array(out);
    return ANSWERED;
}
