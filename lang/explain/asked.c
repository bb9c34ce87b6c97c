#include "lang/explain/asked.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/reference/reference.h"

static const char *address_text(struct arena *arena, uint32_t ip)
{
    return arena_printf(arena, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
}

static bool read_port(const char *text, uint16_t *ret_port)
{
    char *end;
    unsigned long port = strtoul(text, &end, 10);

    if (!isdigit((unsigned char)*text) || *end || port == 0 || port > UINT16_MAX)
        return false;
    *ret_port = (uint16_t)port;
    return true;
}

bool asked_address(const char *text, uint32_t *ret_ip, uint16_t *ret_port)
{
    const char *colon = ret_port ? strchr(text, ':') : NULL;
    size_t len = colon ? (size_t)(colon - text) : strlen(text);
    struct in_addr address;
    char copy[16];

    if (len >= sizeof copy || (colon && !read_port(colon + 1, ret_port)))
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    if (inet_pton(AF_INET, copy, &address) != 1)
        return false;
    *ret_ip = ntohl(address.s_addr);
    return true;
}

/* ---- requests ---- */

/* The URL's host is taken as established. */
static const char *ask_request(struct arena *arena, const char *method, const char *text,
                               struct asked *asked)
{
    struct url *url = ARENA_NEW(arena, struct url);
    char *path = arena_alloc(arena, URL_PATH_MAX);

    if (!url_parse(text, url))
        return "this is no URL of http or https";
    asked->question = QUESTION_HTTP;
    asked->facts.host = url->host;
    asked->facts.scheme = url->scheme;
    asked->facts.method = url_method(method);
    asked->facts.path = url_normalise_path(url->path, path, URL_PATH_MAX) ? path : NULL;
    asked->facts.dst_port = url->port;
    asked->address_unknown = !asked_address(url->host, &asked->facts.dst_ip, NULL);
    asked->text = arena_printf(arena, "%s %s", method, text);
    return NULL;
}

/* "POST https://..." or "https://...". */
static const char *request_from_text(struct arena *arena, const char *text, struct asked *asked)
{
    size_t word = strcspn(text, " \t");
    const char *rest = text + word + strspn(text + word, " \t");
    char *method;

    if (!*rest)
        return ask_request(arena, "GET", text, asked);
    method = arena_strndup(arena, text, word);
    for (char *c = method; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return ask_request(arena, method, rest, asked);
}

/* ---- queries and connections ---- */

static const char *ask_query(struct arena *arena, const char *name, struct asked *asked)
{
    if (!*name)
        return "a name is missing behind `dns:`";
    asked->question = QUESTION_DNS;
    asked->facts.host = name;
    asked->facts.dst_port = 53;
    asked->address_unknown = true;
    asked->text = arena_printf(arena, "dns:%s", name);
    return NULL;
}

static bool is_name(const char *text)
{
    return *text && !text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-._")];
}

/* HOST[:PORT[/PROTO]], of which the copy is taken apart. */
static const char *ask_connection(struct arena *arena, const char *text, struct asked *asked)
{
    char *host = arena_strndup(arena, text, strlen(text));
    char *slash = strchr(host, '/'), *colon;
    bool udp = slash && !strcmp(slash, "/udp");

    if (slash && !udp && strcmp(slash, "/tcp") != 0)
        return "behind the port stands `/tcp` or `/udp`; a URL needs its scheme";
    if (slash)
        *slash = '\0';
    colon = strchr(host, ':');
    asked->facts.dst_port = 443;
    if (colon && !read_port(colon + 1, &asked->facts.dst_port))
        return "a port is a number from 1 to 65535";
    if (colon)
        *colon = '\0';
    if (!is_name(host))
        return "this is neither a URL, a name, nor an address";
    asked->address_unknown = !asked_address(host, &asked->facts.dst_ip, NULL);
    asked->facts.host = asked->address_unknown ? host : NULL;
    asked->question = udp                                                      ? QUESTION_UDP
                      : asked->address_unknown && asked->facts.dst_port == 443 ? QUESTION_TLS
                                                                               : QUESTION_TCP;
    asked->text = arena_printf(arena, "%s %s:%u",
                               udp                               ? "udp"
                               : asked->question == QUESTION_TLS ? "tls"
                                                                 : "tcp",
                               host, asked->facts.dst_port);
    return NULL;
}

const char *asked_from_text(struct arena *arena, const char *text, struct asked *ret_asked)
{
    struct asked asked = {0};
    const char *wrong;

    text += strspn(text, " \t");
    if (strstr(text, "://"))
        wrong = request_from_text(arena, text, &asked);
    else if (!strncasecmp(text, "dns:", 4))
        wrong = ask_query(arena, text + 4, &asked);
    else
        wrong = ask_connection(arena, text, &asked);
    if (!wrong)
        *ret_asked = asked;
    return wrong;
}

void asked_choose_resolver(const struct ruleset *rules, struct asked *asked)
{
    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];
        struct facts facts = {.dst_ip = rule->address, .process = asked->facts.process};

        if ((rule->kind != RULE_IP && rule->kind != RULE_CIDR) || rule->protocol != PROTOCOL_UDP)
            continue;
        facts.dst_port = rule->ports.count ? rule->ports.ports[0] : 53;
        if (!reference_ask(rules, QUESTION_UDP, &facts).allow)
            continue;
        asked->facts.dst_ip = facts.dst_ip;
        asked->facts.dst_port = facts.dst_port;
        asked->address_unknown = false;
        return;
    }
}

/* ---- logs ---- */

static const char *connection_text(struct arena *arena, const char *kind, const char *host,
                                   const struct log_line *line)
{
    const char *address = address_text(arena, line->dst_ip);

    return host ? arena_printf(arena, "%s %s:%u (%s)", kind, host, line->dst_port, address)
                : arena_printf(arena, "%s %s:%u", kind, address, line->dst_port);
}

static const char *log_connection(struct arena *arena, const struct log_line *line,
                                  const char *host, struct asked *asked)
{
    static const struct {
        enum question question;
        const char *kind;
    } kinds[] = {
        [LOG_LINE_HTTP] = {QUESTION_HTTP, "http"},
        [LOG_LINE_HTTPS] = {QUESTION_TLS, "tls"},
        [LOG_LINE_TCP] = {QUESTION_TCP, "tcp"},
        [LOG_LINE_UDP] = {QUESTION_UDP, "udp"},
    };

    asked->question = kinds[line->type].question;
    asked->facts.host = line->host ? line->host : host;
    asked->text = connection_text(arena, kinds[line->type].kind, asked->facts.host, line);
    return NULL;
}

const char *asked_from_log(struct arena *arena, const struct log_line *line, const char *host,
                           struct asked *ret_asked)
{
    struct asked asked = {0};
    const char *wrong;

    if (line->type == LOG_LINE_DNS)
        wrong = ask_query(arena, line->name, &asked);
    else if (line->url)
        wrong = ask_request(arena, line->method ? line->method : "GET", line->url, &asked);
    else
        wrong = log_connection(arena, line, host, &asked);
    if (wrong)
        return wrong;
    asked.address_unknown = false;
    asked.facts.dst_ip = line->dst_ip;
    /* The connection's own port counts, whatever the URL says. */
    asked.facts.dst_port = line->dst_port;
    asked.facts.process = &line->process;
    *ret_asked = asked;
    return NULL;
}
