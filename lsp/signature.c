/* textDocument/signatureHelp: what a line is made of, and which part of it is being written. */
#include <string.h>

#include "lang/syntax/comment.h"
#include "lsp/dictionary.h"
#include "lsp/handlers.h"
#include "lsp/word.h"

/* A form of line, and its parts in order; what each part is for. */
struct form {
    const char *label;
    struct {
        const char *label; /* stands in the form's label */
        const char *text;
    } parts[5];
};

enum { PART_METHODS, PART_TARGET, PART_PORTS, PART_FLAG, PART_ATTRIBUTES };

static const struct form rule_form = {
    "[METHODS] TARGET[:PORTS[/PROTOCOL]] [passthrough | insecure] [key=value ...]",
    {{"[METHODS]", "In front of a URL or a path: `GET|POST`, or `*`. Without: those of the header, "
                   "else `GET|HEAD`."},
     {"TARGET", "A name, `*.name`, an address, a block, a URL, a path below a URL header, or "
                "`dns:name`."},
     {"[:PORTS[/PROTOCOL]]", "`:443`, `:80|443`, `:*`, `:53/udp`. Without: those of the header, "
                             "else `:443/tcp`."},
     {"[passthrough | insecure]", "Do not look into TLS, or do not verify the server."},
     {"[key=value ...]", "Which process: `exe`, `arg`, `arg[N]`, `cgroup`, `step`, `action`, "
                         "`image`. All must match."}},
};

static const struct form header_form = {
    "[METHODS | URL | :PORTS[/PROTOCOL] | passthrough | insecure  key=value ...]",
    {{"METHODS", "For the URL and path rules below."},
     {"URL", "What the paths below are relative to."},
     {":PORTS[/PROTOCOL]", "For the hosts and addresses below."},
     {"passthrough | insecure", "For the rules below."},
     {"key=value ...", "Which process, for the rules below."}},
};

static bool is_method(const char *word, uint32_t len)
{
    uint32_t first = 0;

    while (first < len && word[first] != '|')
        first++;
    return dictionary_find(DICTIONARY_METHOD, word, first) != NULL;
}

/* Which part a word is, or is becoming. */
static int part_of(const char *word, uint32_t len, bool first, bool behind_methods)
{
    const char *scheme = memmem(word, len, "://", 3);
    const char *host = scheme ? scheme + 3 : word;

    if (memchr(word, '=', len))
        return PART_ATTRIBUTES;
    if (dictionary_find(DICTIONARY_FLAG, word, len))
        return PART_FLAG;
    if (!first && !behind_methods)
        return PART_FLAG;
    if (first && is_method(word, len))
        return PART_METHODS;
    return memchr(host, ':', (size_t)(word + len - host)) && strncasecmp(word, "dns:", 4) != 0
               ? PART_PORTS
               : PART_TARGET;
}

/* The part at the cursor, by the words in front of it. */
static int active_part(const char *text, uint32_t at, uint32_t cursor)
{
    int part = PART_TARGET;
    bool first = true, behind_methods = false;

    while (at < cursor) {
        uint32_t start = at;

        while (at < cursor && !strchr(" \t", text[at]))
            at++;
        part = part_of(text + start, at - start, first, behind_methods);
        behind_methods = first && part == PART_METHODS;
        first = false;
        if (at == cursor)
            return part;
        while (at < cursor && strchr(" \t", text[at]))
            at++;
        if (at == cursor) /* a word that is about to begin */
            return part == PART_METHODS                           ? PART_TARGET
                   : part == PART_FLAG || part == PART_ATTRIBUTES ? PART_ATTRIBUTES
                                                                  : PART_FLAG;
    }
    return part;
}

static void out_form(struct out *out, const struct form *form, int active)
{
    out_object(out);
    out_key(out, "signatures"), out_array(out), out_object(out);
    out_key_text(out, "label", form->label);
    out_key(out, "parameters"), out_array(out);
    for (size_t i = 0; i < sizeof form->parts / sizeof form->parts[0]; i++) {
        out_object(out);
        out_key_text(out, "label", form->parts[i].label);
        out_key(out, "documentation");
        out_markdown(out, form->parts[i].text);
        out_end_object(out);
    }
    out_end_array(out), out_end_object(out), out_end_array(out);
    out_key_int(out, "activeSignature", 0);
    out_key_int(out, "activeParameter", active);
    out_end_object(out);
}

enum answer signature_help(struct server *server, const json_t *params, struct out *out)
{
    struct spot spot;
    struct span line;
    const char *text;
    uint32_t at;

    if (!asked_spot(server, params, &spot))
        return FAILED;
    text = spot.part ? spot.part->text : NULL;
    line = text ? part_text_line(spot.part, spot.text) : span_of(0, 0);
    if (!text || spot.text > comment_start(text, line)) {
        out_null(out);
        return ANSWERED;
    }
    at = line.start;
    while (at < spot.text && strchr(" \t", text[at]))
        at++;
    if (at < spot.text && text[at] == '[')
        out_form(out, &header_form, active_part(text, at + 1, spot.text));
    else
        out_form(out, &rule_form, active_part(text, at, spot.text));
    return ANSWERED;
}
