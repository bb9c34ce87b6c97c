/* Targets as other tools write them. */
#include <string.h>
#include <strings.h>

#include "lang/rules/habit.h"

static const char *copy(const struct habit_line *line, struct span text)
{
    return analysis_copy(line->analysis, text);
}

/* ---- quotes ---- */

/* "'github.com'", in quotes of any kind, with a comma behind it or not. */
bool habit_quoted_target(const struct habit_line *line)
{
    struct span word = line->words[0], inner;
    char quote = habit_first(line, word);
    struct diagnostic *diagnostic;

    inner = (struct span){word.start + 1, word.end};
    if (!strchr("\"'`", quote) || span_len(word) < 3)
        return false;
    if (strchr(",;", habit_last(line, word)))
        inner.end--;
    if (habit_last(line, (struct span){0, inner.end}) != quote)
        return false;
    inner.end--;
    if (inner.end <= inner.start || habit_has(line, inner, quote))
        return false;
    diagnostic = analysis_say(line->analysis, DIAGNOSTIC_UNEXPECTED_CHARACTER, word,
                              "a target is written without quotes");
    analysis_fix_surely(line->analysis, diagnostic, word, copy(line, inner));
    return true;
}

/* ---- schemes ---- */

/* What a scheme says of the connection; port 0: nothing. */
static const struct service {
    const char *scheme;
    uint16_t port;
    bool udp;
} services[] = {
    {"tcp", 0, false},           {"udp", 0, true},       {"ssh", 22, false},
    {"sftp", 22, false},         {"git", 9418, false},   {"git+ssh", 22, false},
    {"dns", 53, true},           {"tls", 443, false},    {"ssl", 443, false},
    {"postgres", 5432, false},   {"mysql", 3306, false}, {"redis", 6379, false},
    {"postgresql", 5432, false},
};

static const struct service *find_service(const struct habit_line *line, struct span scheme)
{
    for (size_t i = 0; i < sizeof services / sizeof services[0]; i++)
        if (habit_is(line, scheme, services[i].scheme))
            return &services[i];
    return NULL;
}

/* The authority of a URL, without a user. */
static struct span host_and_port(const struct habit_line *line, struct span word, uint32_t start)
{
    const char *text = line->analysis->text;
    struct span authority = {start, start};
    const char *user;

    while (authority.end < word.end && !strchr("/?#\\", text[authority.end]))
        authority.end++;
    user = memrchr(text + authority.start, '@', span_len(authority));
    if (user)
        authority.start = (uint32_t)(user - text) + 1;
    return authority;
}

static bool refuse_service(const struct habit_line *line, const struct service *service,
                           struct span scheme, uint32_t behind)
{
    struct span word = line->words[0], authority = host_and_port(line, word, behind);
    bool has_port = habit_has(line, authority, ':');
    struct diagnostic *diagnostic;
    const char *rule;

    diagnostic =
        analysis_say(line->analysis, DIAGNOSTIC_URL_SCHEME, scheme,
                     "`%s` is not a scheme of URL rules; a connection is written `HOST:PORT%s`",
                     analysis_quote(line->analysis, scheme), service->udp ? "/udp" : "");
    if (!span_len(authority) || (!has_port && !service->port))
        return true;
    rule = copy(line, authority);
    if (!has_port)
        rule = arena_printf(line->analysis->arena, "%s:%u", rule, service->port);
    rule = arena_printf(line->analysis->arena, "%s%s", rule, service->udp ? "/udp" : "");
    analysis_fix(line->analysis, diagnostic, word, rule);
    if (authority.end + 1 >= word.end)
        diagnostic_sure(diagnostic);
    return true;
}

/* "tcp://host:22", "ssh://git@host/x", "*://host/x", "//host/x" */
bool habit_scheme(const struct habit_line *line)
{
    const char *text = line->analysis->text;
    struct span word = line->words[0], scheme = word;
    const char *found = memmem(text + word.start, span_len(word), "//", 2);
    const struct service *service;
    uint32_t behind;

    if (!found)
        return false;
    behind = (uint32_t)(found - text) + 2;
    scheme.end = behind - 2;
    if (scheme.end > scheme.start && text[scheme.end - 1] == ':')
        scheme.end--;
    else if (span_len(scheme) || !memchr(found + 2, '.', word.end - behind))
        return false;
    service = find_service(line, scheme);
    if (service)
        return refuse_service(line, service, scheme, behind);
    if (span_len(scheme) && !habit_has(line, scheme, '*'))
        return false;
    analysis_fix(line->analysis,
                 analysis_say(line->analysis, DIAGNOSTIC_URL_SCHEME,
                              (struct span){word.start, behind},
                              "a URL names one scheme: `https://` or `http://`"),
                 (struct span){word.start, behind}, "https://");
    return true;
}

/* "https:/host", "https//host", "https:\\host" */
bool habit_slashes(const struct habit_line *line)
{
    const char *text = line->analysis->text;

    for (uint32_t i = 0; i < line->count; i++) {
        struct span word = line->words[i], mark;
        uint32_t scheme_len = !strncasecmp(text + word.start, "https", 5)  ? 5
                              : !strncasecmp(text + word.start, "http", 4) ? 4
                                                                           : 0;

        mark.start = word.start + scheme_len;
        if (!scheme_len || mark.start >= word.end)
            continue;
        mark.end = mark.start + (uint32_t)strspn(text + mark.start, ":;/\\");
        if (mark.end == mark.start || mark.end >= word.end || habit_is(line, mark, "://") ||
            !memchr(text + mark.end, '.', word.end - mark.end))
            continue;
        analysis_fix_surely(
            line->analysis,
            analysis_say(line->analysis, DIAGNOSTIC_URL_SCHEME, (struct span){word.start, mark.end},
                         "a URL starts with `https://` or `http://`"),
            (struct span){word.start, mark.end}, scheme_len == 5 ? "https://" : "http://");
        return true;
    }
    return false;
}

/* ---- ports ---- */

/* "8.8.8.8", "53" and "udp", each found once, in whatever order and with whatever between them. */
struct loose {
    struct span target, ports, protocol;
};

static bool is_ports(const struct habit_line *line, struct span text)
{
    bool digit = false;

    for (uint32_t i = text.start; i < text.end; i++) {
        char byte = line->analysis->text[i];

        digit |= byte >= '0' && byte <= '9';
        if (!(byte >= '0' && byte <= '9') && byte != '|')
            return false;
    }
    return digit;
}

static bool is_protocol(const struct habit_line *line, struct span text)
{
    return habit_is(line, text, "tcp") || habit_is(line, text, "udp");
}

static bool is_mask(const struct habit_line *line, struct span piece, struct span before)
{
    return span_len(before) && before.end + 1 == piece.start && is_ports(line, piece) &&
           line->analysis->text[before.end] == '/';
}

static bool take(struct span *place, struct span piece)
{
    if (span_len(*place))
        return false;
    *place = piece;
    return true;
}

static bool take_piece(const struct habit_line *line, struct span piece, struct loose *loose)
{
    if (is_mask(line, piece, loose->target)) {
        loose->target.end = piece.end;
        return true;
    }
    if (is_ports(line, piece))
        return take(&loose->ports, piece);
    if (is_protocol(line, piece))
        return take(&loose->protocol, piece);
    return habit_is_name(line, piece) && take(&loose->target, piece);
}

/* The pieces of a word, between ':' and '/'. */
static bool take_word(const struct habit_line *line, struct span word, struct loose *loose)
{
    const char *text = line->analysis->text;

    if (habit_is(line, word, "->") || habit_is(line, word, "=>"))
        return true;
    for (uint32_t at = word.start; at < word.end;) {
        struct span piece = {at, at};

        while (piece.end < word.end && text[piece.end] != ':' && text[piece.end] != '/')
            piece.end++;
        if (span_len(piece) && !take_piece(line, piece, loose))
            return false;
        at = piece.end + 1;
    }
    return true;
}

static const char *canonical(const struct habit_line *line, const struct loose *loose)
{
    struct arena *arena = line->analysis->arena;
    char *protocol;

    if (!span_len(loose->protocol))
        return arena_printf(arena, "%s:%s", copy(line, loose->target), copy(line, loose->ports));
    protocol = analysis_copy(line->analysis, loose->protocol);
    for (char *at = protocol; *at; at++)
        *at |= 0x20;
    return arena_printf(arena, "%s:%s/%s", copy(line, loose->target), copy(line, loose->ports),
                        protocol);
}

/* "github.com 22", "8.8.8.8:53 udp", "udp 8.8.8.8 53", "github.com : 22" */
bool habit_loose_ports(const struct habit_line *line)
{
    struct loose loose = {0};
    struct span place = line->span, wrong;
    uint32_t count = 0;

    while (count < line->count && take_word(line, line->words[count], &loose))
        place.end = line->words[count++].end;
    /* Flags and attributes may follow, and nothing else. */
    if (count < 2 || !span_len(loose.target) ||
        (!span_len(loose.ports) && !span_len(loose.protocol)) ||
        (count < line->count && !habit_has(line, line->words[count], '=') &&
         !habit_is(line, line->words[count], "passthrough") &&
         !habit_is(line, line->words[count], "insecure")))
        return false;
    if (!span_len(loose.ports)) {
        analysis_say(line->analysis, DIAGNOSTIC_PROTOCOL_WITHOUT_PORT, loose.protocol,
                     "a protocol needs a port: `%s:PORT/%s`", copy(line, loose.target),
                     copy(line, loose.protocol));
        return true;
    }
    wrong = place;
    if (line->at > place.start && line->at < place.end)
        wrong.start = line->at;
    analysis_fix_surely(line->analysis,
                        analysis_say(line->analysis, DIAGNOSTIC_BLANK_INSIDE, wrong,
                                     "target, port and protocol are one word, in this order: "
                                     "`HOST:PORT/PROTOCOL`"),
                        place, canonical(line, &loose));
    return true;
}

/* "github.com:443:80" */
bool habit_two_ports(const struct habit_line *line)
{
    const char *text = line->analysis->text;
    struct span word = line->words[0], second;
    const char *first = memchr(text + word.start, ':', span_len(word)), *colon;
    struct diagnostic *diagnostic;

    if (!first || !habit_is_name(line, (struct span){word.start, (uint32_t)(first - text)}))
        return false;
    colon = first + 1 + strspn(first + 1, "0123456789|");
    if (colon == first + 1 || colon >= text + word.end || *colon != ':' ||
        !is_ports(line, (struct span){(uint32_t)(colon - text) + 1, word.end}))
        return false;
    second = (struct span){(uint32_t)(colon - text), (uint32_t)(colon - text) + 1};
    diagnostic = analysis_say(line->analysis, DIAGNOSTIC_PORT_SYNTAX, second,
                              "a rule has one `:`; several ports are joined by `|`");
    analysis_fix(line->analysis, diagnostic, second, "|");
    return true;
}
