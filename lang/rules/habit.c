#include "lang/rules/habit.h"

#include <string.h>
#include <strings.h>

#include "lang/syntax/comment.h"

/* ---- words ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

bool habit_is(const struct habit_line *line, struct span text, const char *word)
{
    return strlen(word) == span_len(text) &&
           !strncasecmp(line->analysis->text + text.start, word, span_len(text));
}

int habit_find(const struct habit_line *line, struct span text, const char *const *list)
{
    for (int i = 0; list[i]; i++)
        if (habit_is(line, text, list[i]))
            return i;
    return -1;
}

char habit_first(const struct habit_line *line, struct span text)
{
    return line->analysis->text[text.start];
}

char habit_last(const struct habit_line *line, struct span text)
{
    return line->analysis->text[text.end - 1];
}

bool habit_has(const struct habit_line *line, struct span text, char byte)
{
    return memchr(line->analysis->text + text.start, byte, span_len(text)) != NULL;
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte && strchr(".*_-", byte));
}

bool habit_is_name(const struct habit_line *line, struct span text)
{
    for (uint32_t i = text.start; i < text.end; i++)
        if (!is_name_byte(line->analysis->text[i]))
            return false;
    return habit_has(line, text, '.');
}

bool habit_is_target(const struct habit_line *line, struct span text)
{
    const char *at = line->analysis->text + text.start;
    struct span name = text;

    if (*at == '/' || memmem(at, span_len(text), "://", 3))
        return true;
    name.end = name.start + (uint32_t)strcspn(at, ":/ \t\r\n");
    name.end = name.end < text.end ? name.end : text.end;
    return span_len(name) && habit_is_name(line, name);
}

struct span habit_from(const struct habit_line *line, uint32_t word)
{
    return (struct span){line->words[word].start, line->span.end};
}

static bool is_attribute(const struct habit_line *line, struct span word)
{
    return habit_has(line, word, '=') && habit_first(line, word) >= 'a' &&
           habit_first(line, word) <= 'z';
}

static bool is_flag(const struct habit_line *line, struct span word)
{
    return habit_is(line, word, "passthrough") || habit_is(line, word, "insecure");
}

static struct diagnostic *say(const struct habit_line *line, enum diagnostic_code code,
                              struct span span, const char *message)
{
    return analysis_say(line->analysis, code, span, "%s", message);
}

/* Everything in front of the word goes. */
static void remove_up_to(struct diagnostic *diagnostic, const struct habit_line *line,
                         uint32_t word, const char *title)
{
    diagnostic_fix(diagnostic, (struct span){line->span.start, line->words[word].start}, "", title);
    diagnostic_sure(diagnostic);
}

static void remove_line(struct diagnostic *diagnostic, const struct habit_line *line)
{
    diagnostic_fix(diagnostic, line->span, "", "remove the line");
}

/* ---- firewalls ---- */

static struct span without_colon(const struct habit_line *line, struct span word)
{
    if (span_len(word) > 1 && habit_last(line, word) == ':')
        word.end--;
    return word;
}

static bool habit_allow(const struct habit_line *line)
{
    static const char *const verbs[] = {"allow", "accept", "permit", "allowed", NULL};
    static const char *const all[] = {"all", "any", "everything", "*", NULL};
    struct span verb = without_colon(line, line->words[0]);
    struct diagnostic *diagnostic;

    if (habit_find(line, verb, verbs) < 0)
        return false;
    if (line->count > 1 && habit_find(line, line->words[1], all) >= 0) {
        say(line, DIAGNOSTIC_ALLOW_OR_DENY, line->span,
            "no rule allows everything; `0.0.0.0/0:*` allows every TCP connection");
        return true;
    }
    diagnostic = analysis_say(line->analysis, DIAGNOSTIC_ALLOW_OR_DENY, line->words[0],
                              "there is no `%s`: every rule allows, and is its target alone",
                              analysis_quote(line->analysis, verb));
    if (line->count > 1)
        remove_up_to(diagnostic, line, 1,
                     arena_printf(line->analysis->arena, "write `%s`",
                                  analysis_quote(line->analysis, habit_from(line, 1))));
    return true;
}

static bool habit_deny(const struct habit_line *line)
{
    static const char *const verbs[] = {"deny",   "block",  "reject", "drop",
                                        "refuse", "forbid", "denied", NULL};
    struct span verb = without_colon(line, line->words[0]);
    struct diagnostic *diagnostic;

    if (habit_first(line, verb) == '!' && span_len(line->span) > 1)
        verb.end = verb.start + 1;
    else if (habit_find(line, verb, verbs) < 0)
        return false;
    diagnostic =
        analysis_say(line->analysis, DIAGNOSTIC_ALLOW_OR_DENY, verb,
                     "there is no `%s`: what no rule allows is refused; if a rule allows too much, "
                     "write that one more narrowly",
                     analysis_quote(line->analysis, verb));
    remove_line(diagnostic, line);
    return true;
}

/* ---- YAML ---- */

static bool habit_list_item(const struct habit_line *line)
{
    if (line->count < 2 || !habit_is(line, line->words[0], "-"))
        return false;
    remove_up_to(say(line, DIAGNOSTIC_UNEXPECTED_CHARACTER, line->words[0],
                     "a rule has no `-` in front: each line is one"),
                 line, 1, "remove `-`");
    return true;
}

static bool habit_yaml_key(const struct habit_line *line)
{
    const char *text = line->analysis->text;
    struct span key = line->words[0];

    if (span_len(key) < 2 || habit_last(line, key) != ':')
        return false;
    key.end--;
    if (habit_is(line, key, "dns"))
        return false;
    for (uint32_t i = key.start; i < key.end; i++)
        if (!is_name_byte(text[i]) || text[i] == '.' || text[i] == '*')
            return false;
    analysis_say(line->analysis, DIAGNOSTIC_SYNTAX, line->words[0],
                 "`%s:` looks like YAML; here stand rules alone, and workflows are in files named "
                 "`*.yml` or `*.yaml`",
                 analysis_quote(line->analysis, key));
    return true;
}

/* "./policy.egress": what other actions take. */
static bool habit_file_name(const struct habit_line *line)
{
    const char *text = line->analysis->text + line->words[0].start;

    if (line->count > 1 || (strncmp(text, "./", 2) != 0 && strncmp(text, "../", 3) != 0 &&
                            strncmp(text, "~/", 2) != 0))
        return false;
    say(line, DIAGNOSTIC_SYNTAX, line->words[0],
        "here stand the rules themselves, not the name of a file with them");
    return true;
}

/* ---- comments and separators ---- */

static bool habit_comment(const struct habit_line *line)
{
    static const char *const marks[] = {"//", "--", ";", "/*", "REM", NULL};

    for (uint32_t i = 0; i < line->count; i++) {
        struct span word = line->words[i], mark = word;
        struct diagnostic *diagnostic;

        if (habit_first(line, word) == ';')
            mark.end = mark.start + 1;
        else if (habit_find(line, word, marks) < 0)
            continue;
        diagnostic = analysis_say(line->analysis, DIAGNOSTIC_UNEXPECTED_CHARACTER, mark,
                                  "a comment starts with `#`, not with `%s`",
                                  analysis_quote(line->analysis, mark));
        analysis_fix_surely(line->analysis, diagnostic, mark, "#");
        return true;
    }
    return false;
}

static bool refuse_separator(const struct habit_line *line, struct span separator, bool is_last)
{
    struct diagnostic *diagnostic;

    if (is_last) {
        diagnostic = analysis_say(line->analysis, DIAGNOSTIC_UNEXPECTED_CHARACTER, separator,
                                  "a rule ends with its line, without `%s`",
                                  analysis_quote(line->analysis, separator));
        diagnostic_fix(diagnostic, separator, "", "remove it");
        diagnostic_sure(diagnostic);
        return true;
    }
    diagnostic = say(line, DIAGNOSTIC_SEVERAL_TARGETS, separator,
                     "targets are not listed with `,`: one rule per line");
    separator.end += (uint32_t)strspn(line->analysis->text + separator.end, " \t");
    diagnostic_fix(diagnostic, separator, "\n", "write each on a line of its own");
    return true;
}

/* "a.example,", "a.example, b.example", "a.example,b.example" */
static bool habit_separator(const struct habit_line *line)
{
    const char *text = line->analysis->text;

    for (uint32_t i = 0; i < line->count; i++) {
        struct span word = line->words[i], name = word;
        bool is_last = i + 1 == line->count && !line->cut;

        if (habit_has(line, word, '='))
            return false;
        name.end = name.start + (uint32_t)strcspn(text + name.start, ",; \t\r\n");
        if (name.end >= word.end || !habit_is_target(line, name))
            continue;
        if (name.end + 1 < word.end) {
            struct span next = {name.end + 1, word.end};

            return text[name.end] == ',' && habit_is_target(line, next) &&
                   refuse_separator(line, (struct span){name.end, name.end + 1}, false);
        }
        if (!is_last && !habit_is_target(line, line->words[i + 1]))
            return false;
        return refuse_separator(line, (struct span){name.end, name.end + 1}, is_last);
    }
    return false;
}

/* The second word that can only be a target; count: there is none. */
static uint32_t second_target(const struct habit_line *line)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < line->count; i++) {
        struct span word = line->words[i];

        if (habit_last(line, word) == '=')
            return line->count; /* what follows was to be its value */
        if (!is_attribute(line, word) && habit_is_target(line, word) && found++)
            return i;
    }
    return line->count;
}

static bool is_methods(const struct habit_line *line, struct span word)
{
    const char *text = line->analysis->text + word.start;

    return method_bit(text, strcspn(text, "|, \t\r\n")) != 0;
}

/* "a.example b.example", "https://a.example/x GET https://b.example/y" */
static bool habit_second_target(const struct habit_line *line)
{
    uint32_t second = second_target(line), first = 0;
    struct diagnostic *diagnostic;

    if (second == line->count)
        return false;
    while (!habit_is_target(line, line->words[first]))
        first++;
    diagnostic = say(line, DIAGNOSTIC_SEVERAL_TARGETS, line->words[second],
                     "a second target: one rule per line");
    diagnostic_label(diagnostic, line->words[first], "the first");
    if (second > 1 && is_methods(line, line->words[second - 1]))
        second--;
    diagnostic_fix(diagnostic,
                   (struct span){line->words[second - 1].end, line->words[second].start}, "\n",
                   "write it on a line of its own");
    return true;
}

/* ---- methods ---- */

/* A list of methods with whatever between them: where it ends, and how many. */
static uint32_t scan_methods(const struct habit_line *line, uint32_t at, uint32_t *ret_end,
                             const char **ret_joined)
{
    const char *text = line->analysis->text, *joined = "";
    uint32_t count = 0, end = at;

    for (;;) {
        uint32_t stop = at;

        while (stop < line->span.end && is_name_byte(text[stop]) && text[stop] != '.')
            stop++;
        if (!method_bit(text + at, stop - at))
            break;
        joined = arena_printf(line->analysis->arena, "%s%s%.*s", joined, count ? "|" : "",
                              (int)(stop - at), text + at);
        end = stop;
        count++;
        for (at = stop; at < line->span.end && strchr(" \t,/|", text[at]);)
            at++;
    }
    *ret_end = end;
    *ret_joined = joined;
    return count;
}

static const char *upper_copy(const struct habit_line *line, const char *text)
{
    char *copy = arena_strndup(line->analysis->arena, text, strlen(text));

    for (char *at = copy; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at -= 'a' - 'A';
    return copy;
}

/* "GET POST https://...", "GET, POST ...", "GET/POST ..." */
static bool habit_method_list(const struct habit_line *line)
{
    struct span list = {line->span.start, 0};
    const char *joined;

    if (scan_methods(line, list.start, &list.end, &joined) < 2 || list.end == line->span.end ||
        !is_blank(line->analysis->text[list.end]))
        return false;
    joined = upper_copy(line, joined);
    if (habit_is(line, list, joined))
        return false;
    analysis_fix_surely(
        line->analysis,
        say(line, DIAGNOSTIC_METHOD_UNKNOWN, list, "methods are joined by `|`, without blanks"),
        list, joined);
    return true;
}

/* "https://... GET" */
static bool habit_methods_behind(const struct habit_line *line)
{
    struct span target = line->words[0], methods;
    struct diagnostic *diagnostic;
    const char *joined, *fixed;

    if (line->count < 2 || !habit_is_target(line, target) || habit_is_name(line, target))
        return false;
    methods.start = line->words[1].start;
    if (!scan_methods(line, methods.start, &methods.end, &joined) ||
        second_target(line) < line->count)
        return false;
    diagnostic =
        say(line, DIAGNOSTIC_METHOD_PLACE, methods, "methods stand in front of the URL or path");
    fixed = arena_printf(line->analysis->arena, "%s %s", upper_copy(line, joined),
                         analysis_copy(line->analysis, target));
    analysis_fix_surely(line->analysis, diagnostic, (struct span){target.start, methods.end},
                        fixed);
    return true;
}

static bool habit_any_method(const struct habit_line *line)
{
    static const char *const any[] = {"any", "all", NULL};

    if (line->count < 2 || habit_find(line, line->words[0], any) < 0 ||
        !habit_is_target(line, line->words[1]) || habit_is_name(line, line->words[1]))
        return false;
    analysis_fix_surely(
        line->analysis,
        say(line, DIAGNOSTIC_METHOD_UNKNOWN, line->words[0], "any method is written `*`"),
        line->words[0], "*");
    return true;
}

/* ---- flags and attributes ---- */

/* "exe=/x github.com", "passthrough github.com" */
static bool habit_target_behind(const struct habit_line *line)
{
    struct span target = line->words[line->count - 1], front;
    const char *moved;

    if (line->count < 2 || line->cut || !habit_is_target(line, target) ||
        is_attribute(line, target))
        return false;
    for (uint32_t i = 0; i + 1 < line->count; i++)
        if (!is_attribute(line, line->words[i]) && !is_flag(line, line->words[i]))
            return false;
    front = (struct span){line->span.start, line->words[line->count - 2].end};
    moved = arena_printf(line->analysis->arena, "%s %s", analysis_copy(line->analysis, target),
                         analysis_copy(line->analysis, front));
    analysis_fix_surely(line->analysis,
                        say(line, DIAGNOSTIC_TARGET_MISSING, front,
                            "the target stands first, flags and attributes behind it"),
                        line->span, moved);
    return true;
}

/* "exe=/opt/my tool", "arg='a b'": the value from its start to the last word that is part of it. */
static bool habit_loose_value(const struct habit_line *line)
{
    const char *text = line->analysis->text;

    for (uint32_t i = 1; i + 1 < line->count; i++) {
        struct span value = line->words[i], inner;
        struct diagnostic *diagnostic;
        const char *copy;
        bool single;

        if (!is_attribute(line, value))
            continue;
        value.start =
            (uint32_t)((const char *)memchr(text + value.start, '=', span_len(value)) - text) + 1;
        if (value.start == value.end || strchr("\"`", text[value.start]) ||
            is_attribute(line, line->words[i + 1]) || is_flag(line, line->words[i + 1]) ||
            habit_is_target(line, line->words[i + 1]))
            continue;
        single = text[value.start] == '\'';
        while (i + 1 < line->count && !is_attribute(line, line->words[i + 1]) &&
               !(single && text[value.end - 1] == '\''))
            value.end = line->words[++i].end;
        inner = value;
        if (single && text[inner.end - 1] == '\'' && span_len(inner) > 1)
            inner = (struct span){inner.start + 1, inner.end - 1};
        if (habit_has(line, inner, '"') || habit_has(line, inner, '`'))
            return false;
        diagnostic = say(line, DIAGNOSTIC_ATTRIBUTE_VALUE, value,
                         single ? "single quotes do not hold a value together"
                                : "a value with blanks needs quotes");
        copy = analysis_copy(line->analysis, inner);
        analysis_fix(line->analysis, diagnostic, value,
                     arena_printf(line->analysis->arena, "\"%s\"", copy));
        analysis_fix(line->analysis, diagnostic, value,
                     arena_printf(line->analysis->arena, "`%s`", copy));
        return true;
    }
    return false;
}

/* ---- variables ---- */

static const struct {
    const char *written, *meant;
} variables[] = {
    {"${{github.repository}}", "{owner}/{repo}"},
    {"${{github.repository_owner}}", "{owner}"},
    {"${{github.event.repository.name}}", "{repo}"},
    {"${{github.event.repository.owner.login}}", "{owner}"},
    {"$GITHUB_REPOSITORY", "{owner}/{repo}"},
    {"${GITHUB_REPOSITORY}", "{owner}/{repo}"},
    {"$GITHUB_REPOSITORY_OWNER", "{owner}"},
    {"${GITHUB_REPOSITORY_OWNER}", "{owner}"},
};

static bool same_without_blanks(const char *text, uint32_t len, const char *other)
{
    for (uint32_t i = 0; i < len; i++) {
        if (is_blank(text[i]))
            continue;
        if (*other != text[i])
            return false;
        other++;
    }
    return *other == '\0';
}

/* Where what starts with '$' ends: at its braces, or behind its name. */
static uint32_t variable_end(const char *text, uint32_t at, uint32_t end)
{
    const char *closing = !strncmp(text + at, "${{", 3)  ? "}}"
                          : !strncmp(text + at, "${", 2) ? "}"
                                                         : NULL;
    const char *found =
        closing ? memmem(text + at, end - at, closing, strlen(closing)) : text + at + 1;

    if (!found)
        return end;
    if (closing)
        return (uint32_t)(found - text) + (uint32_t)strlen(closing);
    for (at++; at < end && (is_name_byte(text[at]) && !strchr(".*-", text[at]));)
        at++;
    return at;
}

/* "$OWNER", "${repo}" */
static void fix_variable(const struct habit_line *line, struct diagnostic *diagnostic,
                         struct span variable)
{
    static const char *const names[] = {"owner", "repo"};
    const char *text = line->analysis->text;
    const char *near;
    struct span name = variable;

    while (name.start < name.end && strchr("${ ", text[name.start]))
        name.start++;
    while (name.end > name.start && strchr("} ", text[name.end - 1]))
        name.end--;
    near = nearest_name(text + name.start, span_len(name), names, 2);
    if (near)
        analysis_fix(line->analysis, diagnostic, variable,
                     arena_printf(line->analysis->arena, "{%s}", near));
}

static bool habit_variable(const struct habit_line *line)
{
    const char *text = line->analysis->text;
    const char *dollar = memchr(text + line->span.start, '$', span_len(line->span));
    struct diagnostic *diagnostic;
    struct span variable;

    if (!dollar)
        return false;
    variable.start = (uint32_t)(dollar - text);
    variable.end = variable_end(text, variable.start, line->span.end);
    if (span_len(variable) < 2)
        return false;
    diagnostic = analysis_say(line->analysis, DIAGNOSTIC_PLACEHOLDER_UNKNOWN, variable,
                              "`%s` is not replaced here; there are `{owner}` and `{repo}`",
                              analysis_quote(line->analysis, variable));
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        if (same_without_blanks(dollar, span_len(variable), variables[i].written))
            analysis_fix_surely(line->analysis, diagnostic, variable, variables[i].meant);
    if (!diagnostic->fix_count)
        fix_variable(line, diagnostic, variable);
    return true;
}

/* "{ownr}", "{Repository}", in what is no value */
static bool habit_placeholder(const struct habit_line *line)
{
    static const char *const names[] = {"{owner}", "{repo}"};
    static const struct {
        const char *start, *meant;
    } starts[] = {{"{own", "{owner}"}, {"{org", "{owner}"}, {"{user", "{owner}"},
                  {"{rep", "{repo}"},  {"{name", "{repo}"}, {"{project", "{repo}"}};
    const char *text = line->analysis->text, *near;
    struct diagnostic *diagnostic;
    struct span name = {0};

    for (uint32_t i = 0; i < line->count && !name.end; i++) {
        const char *open = is_attribute(line, line->words[i])
                               ? NULL
                               : memchr(text + line->words[i].start, '{', span_len(line->words[i]));
        if (open)
            name = (struct span){(uint32_t)(open - text), line->words[i].end};
    }
    if (!name.end)
        return false;
    for (uint32_t i = name.start; i < name.end; i++)
        if (text[i] == '}')
            name.end = i + 1;
    diagnostic = analysis_say(line->analysis, DIAGNOSTIC_PLACEHOLDER_UNKNOWN, name,
                              "`%s` is not a placeholder; there are `{owner}` and `{repo}`",
                              analysis_quote(line->analysis, name));
    near = nearest_name(text + name.start, span_len(name), names, 2);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0] && !near; i++)
        if (!strncasecmp(text + name.start, starts[i].start, strlen(starts[i].start)))
            near = starts[i].meant;
    if (near)
        analysis_fix(line->analysis, diagnostic, name, near);
    return true;
}

/* ---- all of them ---- */

/* The first that recognises a line has it. */
static bool (*const habits[])(const struct habit_line *) = {
    habit_allow,         habit_deny,        habit_list_item,      habit_comment,
    habit_yaml_key,      habit_file_name,   habit_variable,       habit_placeholder,
    habit_quoted_target, habit_method_list, habit_methods_behind, habit_any_method,
    habit_scheme,        habit_slashes,     habit_loose_ports,    habit_separator,
    habit_second_target, habit_two_ports,   habit_target_behind,  habit_loose_value,
};

static bool split(struct analysis *analysis, uint32_t at, struct habit_line *ret_line)
{
    const char *text = analysis->text;
    struct habit_line line = {.analysis = analysis, .span = {at, at}};

    while (line.span.start > 0 && text[line.span.start - 1] != '\n')
        line.span.start--;
    line.span.end = at + (uint32_t)strcspn(text + at, "\r\n");
    line.span.end = comment_start(text, line.span);
    for (uint32_t i = line.span.start; i < line.span.end;) {
        uint32_t start = i;

        while (i < line.span.end && !is_blank(text[i]))
            i++;
        line.cut = i > start && line.count == HABIT_WORDS_MAX;
        if (line.cut)
            break;
        if (i > start)
            line.words[line.count++] = (struct span){start, i};
        while (i < line.span.end && is_blank(text[i]))
            i++;
    }
    /* Headers are like nothing elsewhere. */
    if (!line.count || text[line.words[0].start] == '[')
        return false;
    line.at = at;
    line.span.start = line.words[0].start;
    while (is_blank(text[line.span.end - 1]))
        line.span.end--;
    *ret_line = line;
    return true;
}

/* Errors of characters are what they are, whatever the line was to say. */
static bool is_about_words(const struct diagnostic *diagnostic)
{
    return diagnostic->severity == SEVERITY_ERROR && diagnostic->span_count &&
           !(diagnostic->code >= DIAGNOSTIC_TEXT_TOO_LARGE &&
             diagnostic->code <= DIAGNOSTIC_NON_ASCII) &&
           diagnostic->code != DIAGNOSTIC_UNCLOSED_QUOTE;
}

void habits_explain(struct analysis *analysis, uint32_t first)
{
    struct diagnostics own = {.arena = analysis->arena};
    struct analysis apart = *analysis;
    struct habit_line line;

    apart.diagnostics = &own;
    for (uint32_t i = first; i < analysis->diagnostics->count; i++) {
        struct diagnostic *item = &analysis->diagnostics->items[i];

        if (!is_about_words(item) || !split(&apart, item->spans[0].span.start, &line))
            continue;
        for (size_t k = 0; k < sizeof habits / sizeof habits[0] && !own.count; k++)
            habits[k](&line);
        if (own.count)
            *item = own.items[0];
        own = (struct diagnostics){.arena = analysis->arena};
    }
}
