#include "lang/syntax/parse.h"

#include <assert.h>
#include <string.h>

#include "lang/source/source.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/syntax.h"

#define NOWHERE ((struct span){0, 0})

void parse_line(struct parse *parse, struct syntax_line *line)
{
    syntax_tree_add(parse->tree, line);
}

void parse_bad_header(struct parse *parse, struct span span)
{
    const struct syntax_line *last = parse->tree->last;

    /* A run of them is as good as one. */
    if (last && last->kind == LINE_BAD_HEADER)
        return;
    syntax_tree_add(parse->tree,
                    syntax_line_new(parse->arena, LINE_BAD_HEADER, span, NULL, NULL, NULL));
}

struct syntax_line *parse_rule(struct parse *parse, struct span span, struct syntax_words *methods,
                               struct syntax_target *target, struct syntax_items *items)
{
    /* An empty list of items sits at the end of the target, so the span needs no trimming. */
    return syntax_line_new(parse->arena, LINE_RULE, span, methods, target, items);
}

struct syntax_line *parse_header(struct parse *parse, struct span span,
                                 struct syntax_words *methods, struct syntax_target *target,
                                 struct syntax_items *items)
{
    return syntax_line_new(parse->arena, LINE_HEADER, span, methods, target, items);
}

struct syntax_line *parse_ports_header(struct parse *parse, struct span span,
                                       struct syntax_words *methods, struct span mark,
                                       struct syntax_ports *ports, struct syntax_items *items)
{
    struct syntax_line *line =
        syntax_line_new(parse->arena, LINE_HEADER, span, methods, NULL, items);

    line->ports = ports;
    line->ports_span = (struct span){mark.start, ports->span.end};
    return line;
}

struct syntax_words *parse_word(struct parse *parse, struct syntax_words *list, struct span word)
{
    return syntax_words_add(parse->arena, list, word);
}

struct syntax_ports *parse_ports(struct parse *parse, struct span span, struct syntax_words *list,
                                 struct span protocol)
{
    return syntax_ports_new(parse->arena, span, list, protocol);
}

struct syntax_target *parse_name(struct parse *parse, struct span name, struct span slash,
                                 struct syntax_ports *ports)
{
    return syntax_target_new(parse->arena, TARGET_NAME, name, slash, ports);
}

struct syntax_target *parse_dns(struct parse *parse, struct span word, struct span slash,
                                struct syntax_ports *ports)
{
    struct syntax_target *target = syntax_target_new(parse->arena, TARGET_DNS, word, slash, ports);

    target->name.start += sizeof "dns:" - 1;
    return target;
}

struct syntax_target *parse_locator(struct parse *parse, enum syntax_target_kind kind,
                                    struct span span)
{
    return syntax_target_new(parse->arena, kind, span, NOWHERE, NULL);
}

/* An item beyond the limit is not even made: NULL. */
static bool is_crowded(struct parse *parse, uint32_t at)
{
    if (at < parse->items_line_end)
        return parse->line_items++ >= SYNTAX_ITEMS_MAX;
    parse->items_line_end = (uint32_t)(parse->lexer.line_end - parse->lexer.text);
    parse->line_items = 1;
    return false;
}

struct syntax_item *parse_flag(struct parse *parse, enum syntax_item_kind kind, struct span span)
{
    if (is_crowded(parse, span.start))
        return NULL;
    return syntax_flag_new(parse->arena, kind, span);
}

struct syntax_item *parse_attribute(struct parse *parse, struct span key, struct parse_value value)
{
    if (is_crowded(parse, key.start))
        return NULL;
    return syntax_attribute_new(parse->arena, key, value.span, value.quoting);
}

struct syntax_items *parse_item(struct parse *parse, struct syntax_items *list,
                                struct syntax_item *item)
{
    if (!item || (list && list->count == SYNTAX_ITEMS_MAX))
        return list;
    return syntax_items_add(parse->arena, list, item);
}

static struct diagnostic *say(struct parse *parse, enum diagnostic_code code, struct span span,
                              const char *message)
{
    return diagnostic_add(parse->diagnostics, code, span, "%s", message);
}

/* What there is only one way to write right. */
static void say_and_fix(struct parse *parse, enum diagnostic_code code, struct span span,
                        const char *message, struct span place, const char *replacement,
                        const char *title)
{
    struct diagnostic *diagnostic = say(parse, code, span, message);

    diagnostic_fix(diagnostic, place, replacement, title);
    diagnostic_sure(diagnostic);
}

static bool is_line_end(int token)
{
    return token == NEWLINE || token == END;
}

static bool is_line_start(int before)
{
    return before == NEWLINE || !before;
}

static void unexpected_end(struct parse *parse, const struct parse_surprise *surprise)
{
    struct span at = {parse->end_before, parse->end_before};

    if (surprise->wants_port)
        say(parse, DIAGNOSTIC_PORT_SYNTAX, at, "a port is missing");
    else if (surprise->wants_bracket)
        say_and_fix(parse, DIAGNOSTIC_HEADER_UNCLOSED, at, "the header is not closed", at, "]",
                    "write `]`");
    else if (parse->before == METHOD || parse->before == STAR)
        say(parse, DIAGNOSTIC_TARGET_MISSING, at, "a URL or a path is missing behind the methods");
    else if (parse->before == PIPE)
        say(parse, DIAGNOSTIC_METHOD_UNKNOWN, at, "a method is missing behind `|`");
    else
        say(parse, DIAGNOSTIC_SYNTAX, at, "the line ends too early");
}

/* A word that could be a target, where the line has one already. */
static void unexpected_target(struct parse *parse, const struct parse_surprise *surprise)
{
    static const char flags_and_attributes[] =
        "unexpected word: behind the target stand `passthrough` or `insecure`, then `key=value`";

    if (surprise->token == PATH && surprise->span.end - surprise->span.start == 4 &&
        (!memcmp(parse->lexer.text + surprise->span.start, "/tcp", 4) ||
         !memcmp(parse->lexer.text + surprise->span.start, "/udp", 4)))
        say(parse, DIAGNOSTIC_BLANK_INSIDE, surprise->span,
            "the protocol follows the ports without a blank");
    else if (surprise->token == URL || surprise->token == DNS || surprise->token == PATH)
        say(parse, DIAGNOSTIC_SEVERAL_TARGETS, surprise->span,
            "a second target: one rule per line");
    else
        say(parse, DIAGNOSTIC_UNEXPECTED_WORD, surprise->span, flags_and_attributes);
}

/* Flags or attributes where a target should be. */
static void unexpected_item(struct parse *parse, const struct parse_surprise *surprise)
{
    if (parse->before == METHOD || parse->before == STAR)
        say(parse, DIAGNOSTIC_TARGET_MISSING, surprise->span,
            "a URL or a path is missing behind the methods");
    else
        say(parse, DIAGNOSTIC_TARGET_MISSING, surprise->span,
            "a target must stand in front; for the lines below, write a header: `[...]`");
}

static void unexpected_in_header(struct parse *parse, const struct parse_surprise *surprise)
{
    if (surprise->token == PORT_MARK || surprise->token == METHOD || surprise->token == STAR ||
        surprise->token == URL)
        say(parse, DIAGNOSTIC_HEADER_CONTENT, surprise->span,
            "a header sets one thing, and attributes");
    else
        diagnostic_add(parse->diagnostics, DIAGNOSTIC_HEADER_CONTENT, surprise->span,
                       "unexpected %s in a header", lexer_describe(surprise->token));
}

/* The word that ends at `end`, and whether it is the first of its line. */
static struct span word_before(const struct parse *parse, uint32_t end, bool *ret_is_first)
{
    const char *text = parse->lexer.text;
    uint32_t start = end, line;

    while (start > 0 && !strchr(" \t\n[:", text[start - 1]))
        start--;
    line = start;
    while (line > 0 && (text[line - 1] == ' ' || text[line - 1] == '\t'))
        line--;
    *ret_is_first = line == 0 || text[line - 1] == '\n';
    return (struct span){start, end};
}

/* "WORD:/": the start of a URL with a slash too few, or an attribute with the wrong sign. */
static void missing_port(struct parse *parse, const struct parse_surprise *surprise)
{
    struct span mark = {surprise->span.start - 1, surprise->span.start};
    const char *text = parse->lexer.text;
    struct span word;
    bool is_first;

    word = word_before(parse, mark.start, &is_first);
    if (word.end - word.start >= 4 && !memcmp(text + word.start, "http", 4))
        say(parse, DIAGNOSTIC_URL_SCHEME, surprise->span,
            "a URL starts with `https://` or `http://`, and is no part of another target");
    else if (!is_first && !memchr(text + word.start, '.', word.end - word.start))
        say_and_fix(parse, DIAGNOSTIC_UNEXPECTED_WORD, mark, "an attribute is written `key=value`",
                    mark, "=", "write `=`");
    else
        say(parse, DIAGNOSTIC_PORT_SYNTAX, surprise->span, "a port is missing");
}

static void unexpected_joint(struct parse *parse, const struct parse_surprise *surprise)
{
    if (surprise->wants_port && parse->before == COLON && surprise->token == SLASHED)
        missing_port(parse, surprise);
    else if (surprise->wants_port)
        say(parse, DIAGNOSTIC_PORT_SYNTAX, surprise->span, "a port is missing");
    else if (parse->before == METHOD && surprise->token == SLASHED)
        say_and_fix(parse, DIAGNOSTIC_BLANK_INSIDE, surprise->span,
                    "a blank belongs between methods and path",
                    (struct span){surprise->span.start, surprise->span.start}, " ", "add a blank");
    else if (surprise->token == COLON && !surprise->wants_target && parse->before != METHOD)
        say(parse, DIAGNOSTIC_PORT_SYNTAX, surprise->span,
            "more than one `:`; ports are joined by `|`");
    else
        diagnostic_add(parse->diagnostics, DIAGNOSTIC_SYNTAX, surprise->span, "unexpected %s",
                       surprise->token == SLASHED ? "`/`" : lexer_describe(surprise->token));
}

void parse_unexpected(struct parse *parse, const struct parse_surprise *surprise)
{
    int token = surprise->token;

    if (!is_line_end(token))
        lexer_skip_line(&parse->lexer);
    if (parse->before == RBRACKET)
        say(parse, DIAGNOSTIC_HEADER_TRAILING, surprise->span,
            "only a comment may stand behind a header");
    else if (is_line_end(token))
        unexpected_end(parse, surprise);
    else if (token == COLON || token == PIPE || token == SLASHED || surprise->wants_port)
        unexpected_joint(parse, surprise);
    else if (surprise->wants_bracket)
        unexpected_in_header(parse, surprise);
    else if (token == PORT_MARK && is_line_start(parse->before))
        say(parse, DIAGNOSTIC_TARGET_MISSING, surprise->span,
            "ports stand behind a target, or in a header: `[:443]`");
    else if (token == PORT_MARK)
        say(parse, DIAGNOSTIC_BLANK_INSIDE, surprise->span,
            "ports follow their target without a blank");
    else if (token == METHOD)
        say(parse, DIAGNOSTIC_METHOD_PLACE, surprise->span,
            "methods stand once, in front of a URL or path");
    else if (surprise->wants_target)
        unexpected_item(parse, surprise);
    else if (token == NAME || token == URL || token == DNS || token == PATH || token == STAR)
        unexpected_target(parse, surprise);
    else
        diagnostic_add(parse->diagnostics, DIAGNOSTIC_SYNTAX, surprise->span, "unexpected %s",
                       lexer_describe(token));
}

bool syntax_parse(const char *text, uint32_t len_bytes, struct arena *arena,
                  struct diagnostics *diagnostics, struct syntax_tree *ret_tree)
{
    uint32_t errors_before = diagnostics->error_count;
    struct parse parse = {.arena = arena, .diagnostics = diagnostics, .tree = ret_tree};

    assert(text[len_bytes] == '\0' && len_bytes <= SOURCE_SIZE_MAX_BYTES);
    *ret_tree = (struct syntax_tree){0};
    lexer_init(&parse.lexer, text, len_bytes, diagnostics);
    /* The parser's stack is of constant depth: every list of the grammar is left-recursive. */
    if (grammar_parse(&parse) != 0)
        return false;
    return diagnostics->error_count == errors_before;
}
