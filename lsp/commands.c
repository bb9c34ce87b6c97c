/*
 * workspace/executeCommand.
 *
 *     egress.explain [uri, position]          the rule there, in words: Markdown
 *     egress.explain [uri, position, true]    the same, and the client shows it as a message
 *
 * Lenses ask for the second: clients do nothing with what comes of a lens's command.
 *
 *     egress.ask [uri, position, event, attributes...]   what the policy there says to an event
 *
 * An event is what `egress-policy explain` takes ("POST https://h/x", "h:22", "dns:h"), and an
 * attribute is of the process that asks: "exe=/usr/bin/curl".
 */
#include <string.h>

#include "lang/explain/asked.h"
#include "lang/explain/explain.h"
#include "lsp/explain.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

#define ARGUMENTS_MAX 64

static void show(struct server *server, const char *text)
{
    struct out *out = message_notification(server, "window/showMessage");

    out_object(out);
    out_key_int(out, "type", MESSAGE_INFO);
    out_key_text(out, "message", text);
    out_end_object(out);
    message_send(server);
}

/* The first two arguments of every command. False after server_fail. */
static bool find_spot(struct server *server, const json_t *arguments, struct spot *ret_spot)
{
    const char *uri = json_string_value(json_array_get(arguments, 0));
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;
    struct text_place place;

    if (!document || document->lost || !json_read_place(json_array_get(arguments, 1), &place)) {
        server_fail(server, RPC_INVALID_PARAMS, "a command takes an open document and a position");
        return false;
    }
    *ret_spot = spot_at(document, document_analysis(server, document),
                        text_offset(&document->text, server->client.encoding, place));
    return true;
}

static enum answer explain(struct server *server, const json_t *arguments, struct out *out)
{
    const char *text;
    struct spot spot;

    if (!find_spot(server, arguments, &spot))
        return FAILED;
    if (!spot.part || spot.line == NO_INDEX || spot.part->lines[spot.line].rule == NO_INDEX)
        return server_fail(server, LSP_REQUEST_FAILED, "there is no rule");
    text =
        explain_rule(&server->scratch, spot.analysis, spot.part, spot.part->lines[spot.line].rule);
    if (json_is_true(json_array_get(arguments, 2)))
        show(server, text);
    out_text(out, text);
    return ANSWERED;
}

/* ---- events ---- */

static bool read_attribute(struct process_facts *process, const char **argv, const char *text)
{
    const struct {
        const char *key;
        const char **fact;
    } facts[] = {{"exe=", &process->exe},
                 {"cgroup=", &process->cgroup},
                 {"step=", &process->step},
                 {"action=", &process->action},
                 {"image=", &process->image}};

    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        if (strncmp(text, facts[i].key, strlen(facts[i].key)) != 0)
            continue;
        *facts[i].fact = text + strlen(facts[i].key);
        return true;
    }
    if (strncmp(text, "arg=", 4) != 0 || process->argc == ARGUMENTS_MAX)
        return false;
    argv[process->argc++] = text + 4;
    process->argv = argv;
    return true;
}

static const char *rule_place(struct server *server, const struct spot *spot, uint32_t number)
{
    const struct rule *rule = &spot->part->rules.rules[number];
    struct span file = part_to_file(spot->part, rule->span);

    if (!rule->line)
        return arena_printf(&server->scratch, "the defaults: `%s`", rule->text);
    return arena_printf(&server->scratch, "line %u: `%s`",
                        source_position(&spot->analysis->source, file.start).line, rule->text);
}

static const char *tell_nears(struct server *server, const struct spot *spot, const char *text,
                              const struct explain_nears *nears)
{
    for (uint32_t i = 0; i < nears->count; i++) {
        const struct explain_near *near = &nears->items[i];

        text =
            arena_printf(&server->scratch, "%s\n- %s", text, rule_place(server, spot, near->rule));
        for (uint32_t k = 0; k < near->failed_count; k++)
            text = arena_printf(&server->scratch, "%s%s %s", text, k ? "," : ":",
                                near->failed[k].text);
    }
    return text;
}

static const char *tell(struct server *server, const struct spot *spot, const struct asked *asked,
                        const struct explanation *why)
{
    const char *text;

    if (why->verdict.allow)
        return arena_printf(&server->scratch, "**Allowed**%s: `%s`, by %s",
                            why->verdict.inspect_only ? " for inspection of its requests" : "",
                            asked->text, rule_place(server, spot, (uint32_t)why->verdict.rule));
    text = arena_printf(&server->scratch, "**Refused**: `%s`. %s", asked->text,
                        why->near.count || why->near_resolvers.count ? "Nearest are"
                                                                     : "No rule is near.");
    text = tell_nears(server, spot, text, &why->near);
    return tell_nears(server, spot, text, &why->near_resolvers);
}

static const char *ask_policy(struct server *server, const struct spot *spot, struct asked *asked)
{
    const struct ruleset *rules = &spot->part->rules;
    struct explainer *explainer = explainer_new(rules, &server->scratch);
    struct explain_options options = {.near_max = 3};
    struct explanation why;

    if (asked->question == QUESTION_DNS)
        asked_choose_resolver(rules, asked);
    options.address_unknown = asked->address_unknown;
    if (asked->address_unknown)
        asked->facts.dst_ip = explainer_free_address(explainer);
    explain_ask(explainer, asked->question, &asked->facts, &options, &server->scratch, &why);
    return tell(server, spot, asked, &why);
}

static enum answer ask(struct server *server, const json_t *arguments, struct out *out)
{
    const char *event = json_string_value(json_array_get(arguments, 2)), *wrong;
    const char *argv[ARGUMENTS_MAX];
    struct process_facts process = {0};
    struct asked asked;
    struct spot spot;

    if (!find_spot(server, arguments, &spot))
        return FAILED;
    if (!event || !spot.part)
        return server_fail(server, RPC_INVALID_PARAMS, "no event, or no policy there");
    for (size_t i = 3; i < json_array_size(arguments); i++) {
        const char *text = json_string_value(json_array_get(arguments, i));

        if (!text || !read_attribute(&process, argv, text))
            return server_fail(server, RPC_INVALID_PARAMS, "not an attribute of a process");
    }
    wrong = asked_from_text(&server->scratch, event, &asked);
    if (wrong)
        return server_fail(server, RPC_INVALID_PARAMS, wrong);
    asked.facts.process = &process;
    out_text(out, ask_policy(server, &spot, &asked));
    return ANSWERED;
}

enum answer commands_execute(struct server *server, const json_t *params, struct out *out)
{
    const char *command = json_text(params, "command");

    if (command && !strcmp(command, "egress.explain"))
        return explain(server, json_object_get(params, "arguments"), out);
    if (command && !strcmp(command, "egress.ask"))
        return ask(server, json_object_get(params, "arguments"), out);
    return server_fail(server, RPC_INVALID_PARAMS, "no such command");
}
