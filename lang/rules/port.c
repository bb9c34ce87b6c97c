/* Ports and protocols. */
#include <stdlib.h>
#include <string.h>

#include "lang/rules/analysis.h"

#define RANGE_LISTED_MAX 16 /* ports of a range that a fix lists */

static const uint16_t https_port[] = {443}, http_port[] = {80};
const struct port_list ports_https = {https_port, 1}, ports_http = {http_port, 1};

static const struct {
    const char *name;
    uint16_t port;
} services[] = {
    {"https", 443}, {"http", 80}, {"ssh", 22}, {"domain", 53}, {"dns", 53}, {"git", 9418},
};

/* "8000-8003" as a list, or NULL where it would be a long one. */
static const char *list_range(struct analysis *analysis, struct span word)
{
    char *end;
    const char *text = analysis_copy(analysis, word), *list = "";
    unsigned long first = strtoul(text, &end, 10), last;

    if (*end != '-' || first < 1)
        return NULL;
    last = strtoul(end + 1, &end, 10);
    if (*end || last < first || last > UINT16_MAX || last - first >= RANGE_LISTED_MAX)
        return NULL;
    for (unsigned long port = first; port <= last; port++)
        list = arena_printf(analysis->arena, "%s%s%lu", list, *list ? "|" : "", port);
    return list;
}

static bool refuse_range(struct analysis *analysis, struct span word)
{
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_PORT_SYNTAX, word,
                     "there are no ranges of ports: list them with `|`, or write `*`");
    const char *list = span_len(word) <= strlen("65535-65535") ? list_range(analysis, word) : NULL;

    if (list)
        analysis_fix_surely(analysis, diagnostic, word, list);
    return false;
}

static bool refuse_port(struct analysis *analysis, struct span word)
{
    const char *text = analysis->text + word.start;
    const char *dash = memchr(text, '-', span_len(word));
    struct diagnostic *diagnostic;

    if (!span_len(word)) {
        analysis_say(analysis, DIAGNOSTIC_PORT_SYNTAX, word, "a port is missing");
        return false;
    }
    if (dash && dash > text && dash < text + span_len(word) - 1)
        return refuse_range(analysis, word);
    diagnostic = analysis_say(analysis, DIAGNOSTIC_PORT_SYNTAX, word, "`%s` is not a port number",
                              analysis_quote(analysis, word));
    for (size_t i = 0; i < sizeof services / sizeof services[0]; i++)
        if (strlen(services[i].name) == span_len(word) &&
            !memcmp(services[i].name, text, span_len(word)))
            analysis_fix_surely(analysis, diagnostic, word,
                                arena_printf(analysis->arena, "%u", services[i].port));
    return false;
}

static bool parse_port(struct analysis *analysis, struct span word, uint16_t *ret_port)
{
    const char *text = analysis->text + word.start;
    uint32_t value = 0;

    if (!span_len(word))
        return refuse_port(analysis, word);
    for (uint32_t i = 0; i < span_len(word); i++) {
        if (text[i] < '0' || text[i] > '9')
            return refuse_port(analysis, word);
        if (value <= UINT16_MAX)
            value = value * 10 + (uint32_t)(text[i] - '0');
    }
    if (value > UINT16_MAX || !value) {
        analysis_say(analysis, DIAGNOSTIC_PORT_NUMBER, word,
                     value ? "port %s is over 65535" : "port %s does not exist",
                     analysis_quote(analysis, word));
        return false;
    }
    *ret_port = (uint16_t)value;
    return true;
}

static bool is_star(const struct analysis *analysis, struct span word)
{
    return span_len(word) == 1 && analysis->text[word.start] == '*';
}

bool ports_parse(struct analysis *analysis, const struct syntax_words *words,
                 struct port_list *ret_ports)
{
    uint32_t count = 0, at = 0;
    uint16_t *ports;

    if (words->first == words->last && is_star(analysis, words->first->span)) {
        *ret_ports = (struct port_list){NULL, 0};
        return true;
    }
    for (const struct syntax_word *word = words->first; word; word = word->next)
        count++;
    ports = ARENA_ARRAY(analysis->arena, uint16_t, count);
    for (const struct syntax_word *word = words->first; word; word = word->next) {
        if (is_star(analysis, word->span)) {
            analysis_fix(analysis,
                         analysis_say(analysis, DIAGNOSTIC_PORT_SYNTAX, word->span,
                                      "`*` means every port and stands alone"),
                         words->span, "*");
            return false;
        }
        if (!parse_port(analysis, word->span, &ports[at++]))
            return false;
    }
    *ret_ports = (struct port_list){ports, count};
    return true;
}

bool protocol_parse(struct analysis *analysis, struct span slash, enum protocol *ret_protocol)
{
    static const char *const names[] = {
#define PROTOCOL(key, word) [PROTOCOL_##key] = "/" word,
#include "lang/rules/words.def"
    };
    const char *text = analysis->text + slash.start;
    struct diagnostic *diagnostic;
    const char *near;

    for (int i = 0; i < 2; i++) {
        if (span_len(slash) == 4 && !memcmp(text, names[i], 4)) {
            *ret_protocol = i ? PROTOCOL_UDP : PROTOCOL_TCP;
            return true;
        }
    }
    diagnostic = analysis_say(analysis, DIAGNOSTIC_PROTOCOL, slash,
                              "`%s` is not a protocol; there are `/tcp` and `/udp`",
                              analysis_quote(analysis, slash));
    near = nearest_name(text, span_len(slash), names, 2);
    if (near)
        analysis_fix(analysis, diagnostic, slash, near);
    return false;
}
