#include "lang/reference/reference.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "lang/vm/utf8.h"

/* Globs. */

static uint32_t next_character(const char **text)
{
    size_t used;
    uint32_t code = utf8_read(*text, strlen(*text), &used);

    *text += used;
    return code;
}

/* The set at *pattern (its '['), which is stepped over; false, and no step, where it is none. */
static bool match_set(const char **pattern, uint32_t character, bool *matches)
{
    const char *at = *pattern + 1;
    bool negated = *at == '!', found = false;

    if (negated)
        at++;
    const char *end = *at ? strchr(at + 1, ']') : NULL; /* the first may itself be ']' */
    if (!end)
        return false;
    while (at < end) {
        uint32_t first = next_character(&at), last = first;
        if (*at == '-' && at + 1 < end) {
            at++;
            last = next_character(&at);
        }
        found |= character >= first && character <= last;
    }
    *pattern = end + 1;
    *matches = found != negated;
    return true;
}

/* One element of the pattern that is no star against one character; both are stepped over. */
static bool match_one(const char **pattern, const char **text)
{
    uint32_t character = next_character(text);
    bool matches;

    if (**pattern == '?') {
        ++*pattern;
        return true;
    }
    if (**pattern == '[' && match_set(pattern, character, &matches))
        return matches;
    return next_character(pattern) == character;
}

bool reference_glob(const char *pattern, const char *text)
{
    const char *star = NULL, *from = NULL; /* the last star, and what it has eaten up to */

    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            from = text;
            continue;
        }
        if (*pattern && match_one(&pattern, &text))
            continue;
        if (!star)
            return false;
        next_character(&from);
        pattern = star;
        text = from;
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

/* Only '*' is special in labels and path segments. */
static bool match_stars(const char *pattern, const char *text, size_t len)
{
    if (*pattern == '\0')
        return len == 0;
    if (*pattern == '*') {
        for (size_t eaten = 0; eaten <= len; eaten++)
            if (match_stars(pattern + 1, text + eaten, len - eaten))
                return true;
        return false;
    }
    return len > 0 && *pattern == *text && match_stars(pattern + 1, text + 1, len - 1);
}

/* Hosts. */

static bool is_name(const char *host)
{
    size_t label = 0;

    if (strlen(host) > 253)
        return false;
    for (;; host++) {
        if (*host != '.' && *host != '\0') {
            label++;
            continue;
        }
        if (label == 0 || label > 63)
            return false;
        if (*host == '\0')
            return true;
        label = 0;
    }
}

/* Where `.suffix` starts in host, or NULL. */
static const char *before_suffix(const char *host, const char *suffix)
{
    size_t host_len = strlen(host), suffix_len = strlen(suffix);

    if (host_len < suffix_len + 2)
        return NULL;
    const char *at = host + host_len - suffix_len;

    return at[-1] == '.' && strcasecmp(at, suffix) == 0 ? at - 1 : NULL;
}

static bool match_label(const char *pattern, const char *label, size_t len)
{
    char lower[64];

    for (size_t i = 0; i < len; i++)
        lower[i] = (char)(label[i] >= 'A' && label[i] <= 'Z' ? label[i] + 32 : label[i]);
    return match_stars(pattern, lower, len);
}

static bool host_matches(const struct host_pattern *pattern, const char *host)
{
    char address[16];

    if (!host || !is_name(host))
        return false;
    if (pattern->form == HOST_ADDRESS) {
        snprintf(address, sizeof(address), "%u.%u.%u.%u", pattern->address >> 24,
                 pattern->address >> 16 & 255, pattern->address >> 8 & 255, pattern->address & 255);
        return strcmp(host, address) == 0;
    }
    if (pattern->form == HOST_EXACT)
        return strcasecmp(host, pattern->suffix) == 0;

    const char *end = before_suffix(host, pattern->suffix);
    if (!end || pattern->form == HOST_SUBDOMAINS)
        return end != NULL;
    const char *dot = memrchr(host, '.', (size_t)(end - host));
    const char *label = dot ? dot + 1 : host;
    if ((dot != NULL) != (pattern->form == HOST_SUBDOMAINS_LABEL))
        return false;
    return match_label(pattern->label, label, (size_t)(end - label));
}

/* Paths. */

static bool path_matches(const struct path_pattern *pattern, const char *path)
{
    uint32_t i = 0;

    if (!path)
        return false;
    while (*path == '/')
        path++;
    for (; i < pattern->count && *path; i++) {
        size_t len = strcspn(path, "/");
        if (strcmp(pattern->segments[i], "*") != 0 && !match_stars(pattern->segments[i], path, len))
            return false;
        path += len;
        if (*path == '/')
            path++;
    }
    return i == pattern->count && (*path == '\0' || pattern->any_tail);
}

/* Attributes. */

static bool value_matches(const struct attribute *attribute, const char *fact)
{
    if (!fact)
        return false;
    switch (attribute->match) {
    case MATCH_GLOB:
        return reference_glob(attribute->value, fact);
    case MATCH_LITERAL:
        return strcmp(attribute->value, fact) == 0;
    case MATCH_CGROUP_DOCKER:
        return strcasestr(fact, "docker") != NULL;
    case MATCH_CGROUP_HOST:
        return strcasestr(fact, "docker") == NULL;
    }
    return false;
}

static bool some_argument_matches(const struct attribute *attribute,
                                  const struct process_facts *process)
{
    for (uint32_t i = 0; i < process->argc; i++)
        if (value_matches(attribute, process->argv[i]))
            return true;
    return false;
}

static bool attribute_matches(const struct attribute *attribute,
                              const struct process_facts *process)
{
    if (!process)
        return false;
    switch (attribute->key) {
    case ATTRIBUTE_EXE:
        return value_matches(attribute, process->exe);
    case ATTRIBUTE_ARG:
        return some_argument_matches(attribute, process);
    case ATTRIBUTE_ARG_AT:
        return attribute->index < process->argc &&
               value_matches(attribute, process->argv[attribute->index]);
    case ATTRIBUTE_CGROUP:
        return value_matches(attribute, process->cgroup);
    case ATTRIBUTE_STEP:
        return value_matches(attribute, process->step);
    case ATTRIBUTE_ACTION:
        return value_matches(attribute, process->action);
    case ATTRIBUTE_IMAGE:
        return value_matches(attribute, process->image);
    case ATTRIBUTE_KEY_COUNT:
        break;
    }
    return false;
}

static bool attributes_match(const struct rule *rule, const struct facts *facts)
{
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        if (!attribute_matches(&rule->attributes[i], facts->process))
            return false;
    return true;
}

/* Rules. */

static bool port_matches(const struct rule *rule, uint16_t port)
{
    for (uint32_t i = 0; i < rule->ports.count; i++)
        if (rule->ports.ports[i] == port)
            return true;
    return rule->ports.count == 0;
}

static bool is_url(const struct rule *rule)
{
    return rule->kind == RULE_URL || rule->kind == RULE_PATH;
}

static bool address_matches(const struct rule *rule, uint32_t address)
{
    uint32_t len = rule->kind == RULE_IP ? 32 : rule->prefix_len;
    uint32_t mask = len ? UINT32_MAX << (32 - len) : 0;

    return (address & mask) == (rule->address & mask);
}

/* A host, address or CIDR rule for the connection itself. */
static bool connection_matches(const struct rule *rule, enum protocol protocol,
                               const struct facts *facts)
{
    if (rule->protocol != protocol || !port_matches(rule, facts->dst_port) ||
        !attributes_match(rule, facts))
        return false;
    switch (rule->kind) {
    case RULE_HOST:
    case RULE_WILDCARD_HOST:
        return host_matches(&rule->host, facts->host);
    case RULE_IP:
    case RULE_CIDR:
        return address_matches(rule, facts->dst_ip);
    case RULE_URL:
    case RULE_PATH:
    case RULE_DNS_HOST:
    case RULE_DNS_WILDCARD_HOST:
        break;
    }
    return false;
}

/* A URL rule, as far as a TLS hello tells: host, port, attributes. */
static bool url_host_matches(const struct rule *rule, const struct facts *facts)
{
    return is_url(rule) && port_matches(rule, facts->dst_port) &&
           host_matches(&rule->host, facts->host) && attributes_match(rule, facts);
}

static bool request_matches(const struct rule *rule, const struct facts *facts)
{
    return url_host_matches(rule, facts) && rule->scheme == facts->scheme &&
           (rule->methods & facts->method) != 0 && path_matches(&rule->path, facts->path);
}

static bool resolver_matches(const struct rule *rule, const struct facts *facts)
{
    return (rule->kind == RULE_IP || rule->kind == RULE_CIDR) &&
           connection_matches(rule, PROTOCOL_UDP, facts);
}

static bool name_matches(const struct rule *rule, const struct facts *facts)
{
    return rule->kind != RULE_IP && rule->kind != RULE_CIDR && rule->host.form != HOST_ADDRESS &&
           host_matches(&rule->host, facts->host) && attributes_match(rule, facts);
}

/* Questions. */

typedef bool (*rule_test)(const struct rule *rule, const struct facts *facts);

static bool tcp_matches(const struct rule *rule, const struct facts *facts)
{
    return connection_matches(rule, PROTOCOL_TCP, facts);
}

static bool udp_matches(const struct rule *rule, const struct facts *facts)
{
    return connection_matches(rule, PROTOCOL_UDP, facts);
}

static bool http_matches(const struct rule *rule, const struct facts *facts)
{
    return tcp_matches(rule, facts) || request_matches(rule, facts);
}

static bool passthrough_matches(const struct rule *rule, const struct facts *facts)
{
    return rule->passthrough && tcp_matches(rule, facts);
}

static bool insecure_matches(const struct rule *rule, const struct facts *facts)
{
    return rule->insecure && (tcp_matches(rule, facts) || url_host_matches(rule, facts));
}

static int32_t first(const struct ruleset *rules, rule_test matches, const struct facts *facts)
{
    for (uint32_t i = 0; i < rules->count; i++)
        if (matches(&rules->rules[i], facts))
            return (int32_t)i;
    return -1;
}

static struct verdict answer(int32_t rule)
{
    return (struct verdict){.allow = rule >= 0, .rule = rule};
}

static struct verdict ask_tls(const struct ruleset *rules, const struct facts *facts)
{
    struct verdict verdict = answer(first(rules, tcp_matches, facts));

    if (!verdict.allow) {
        verdict = answer(first(rules, url_host_matches, facts));
        verdict.inspect_only = verdict.allow;
    }
    verdict.passthrough = first(rules, passthrough_matches, facts) >= 0;
    verdict.insecure = !verdict.passthrough && first(rules, insecure_matches, facts) >= 0;
    return verdict;
}

static struct verdict ask_http(const struct ruleset *rules, const struct facts *facts)
{
    struct verdict verdict = answer(first(rules, http_matches, facts));

    verdict.insecure = verdict.allow && first(rules, passthrough_matches, facts) < 0 &&
                       first(rules, insecure_matches, facts) >= 0;
    return verdict;
}

struct verdict reference_ask(const void *policy, enum question question, const struct facts *facts)
{
    const struct ruleset *rules = policy;

    switch (question) {
    case QUESTION_TCP:
        return answer(first(rules, tcp_matches, facts));
    case QUESTION_TLS:
        return ask_tls(rules, facts);
    case QUESTION_HTTP:
        return ask_http(rules, facts);
    case QUESTION_DNS:
        if (first(rules, resolver_matches, facts) < 0)
            return answer(-1);
        return answer(first(rules, name_matches, facts));
    case QUESTION_UDP:
        return answer(first(rules, udp_matches, facts));
    case QUESTION_COUNT:
        break;
    }
    return answer(-1);
}
