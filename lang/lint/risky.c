/* Rules that allow more than their author may think. One warning a rule and fault, the gravest. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lint/hosts.h"
#include "lang/lint/internal.h"
#include "lang/lint/space.h"

struct risky {
    struct lint *lint;
    const char **exact_hosts; /* sorted: those that some rule names */
    uint32_t exact_host_count;
};

__attribute__((format(printf, 4, 5))) static struct diagnostic *say(const struct risky *risky,
                                                                    enum diagnostic_code code,
                                                                    const struct rule *rule,
                                                                    const char *format, ...)
{
    char *message;
    va_list arguments;

    va_start(arguments, format);
    if (vasprintf(&message, format, arguments) < 0)
        abort();
    va_end(arguments);
    struct diagnostic *diagnostic =
        diagnostic_add(risky->lint->diagnostics, code, rule->span, "%s", message);
    free(message);
    return diagnostic;
}

static bool is_wildcard(const struct rule *rule)
{
    return !rule_is_address(rule) && rule->host.form != HOST_EXACT &&
           rule->host.form != HOST_ADDRESS;
}

static bool has_port(const struct rule *rule, uint16_t port)
{
    for (uint32_t i = 0; i < rule->ports.count; i++)
        if (rule->ports.ports[i] == port)
            return true;
    return false;
}

/* ---- names ---- */

/* A domain as it is bought: one label under a public suffix. */
static bool is_registrable(const char *name)
{
    const char *dot = strchr(name, '.');

    return dot && hosts_is_public_suffix(dot + 1) && !hosts_is_public_suffix(name);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool named_exactly(const struct risky *risky, const char *host)
{
    return bsearch(&host, risky->exact_hosts, risky->exact_host_count, sizeof host, by_text);
}

static bool warn_of_name(const struct risky *risky, const struct rule *rule)
{
    const char *suffix = rule->host.suffix, *whose;

    if (!is_wildcard(rule))
        return false;
    if (hosts_is_public_suffix(suffix)) {
        say(risky, DIAGNOSTIC_WILDCARD_OF_SUFFIX, rule,
            "anyone can buy a name under `%s`: this allows all of them", suffix);
        return true;
    }
    whose = hosts_shared(suffix);
    if (whose) {
        say(risky, DIAGNOSTIC_WILDCARD_OF_SHARED_HOST, rule,
            "anyone can get a name under `%s`: this allows %s", suffix, whose);
        return true;
    }
    return false;
}

static void warn_of_apex(const struct risky *risky, const struct rule *rule)
{
    const char *suffix = rule->host.suffix;

    if (rule->kind != RULE_WILDCARD_HOST || rule->host.form != HOST_SUBDOMAINS ||
        !is_registrable(suffix) || named_exactly(risky, suffix))
        return;
    say(risky, DIAGNOSTIC_WILDCARD_WITHOUT_APEX, rule,
        "`*.%s` does not match `%s` itself, and no rule does", suffix, suffix);
}

/* ---- what can be sent ---- */

/* A connection, or a request that is made to carry something. */
static bool may_send(const struct rule *rule)
{
    if (rule_is_url(rule))
        return rule->methods & ~(uint32_t)(METHOD_GET | METHOD_HEAD | METHOD_OPTIONS);
    return rule_is_host(rule);
}

static void warn_of_upload(const struct risky *risky, const struct rule *rule)
{
    const char *what = may_send(rule) && rule->host.suffix ? hosts_upload(rule->host.suffix) : NULL;

    if (!what)
        return;
    if (rule_is_url(rule) && rule->methods == METHOD_ANY)
        say(risky, DIAGNOSTIC_ANY_METHOD, rule,
            "every method on a host that anyone can write to (%s)", what);
    else if (!rule->attribute_count)
        say(risky, DIAGNOSTIC_UPLOAD_UNSCOPED, rule,
            "any process may send to `%s`, and anyone can receive there (%s)", rule->host.suffix,
            what);
}

static void warn_of_plain_http(const struct risky *risky, const struct rule *rule)
{
    if (rule_is_url(rule) && rule->scheme == SCHEME_HTTP && rule->host.form != HOST_ADDRESS)
        say(risky, DIAGNOSTIC_PLAIN_HTTP, rule,
            "plain http: whoever is on the way can read it, and answer for `%s`",
            rule->host.suffix);
    else if (rule_is_host(rule) && rule->protocol == PROTOCOL_TCP && has_port(rule, 80))
        say(risky, DIAGNOSTIC_PLAIN_HTTP, rule,
            "port 80 is plain http: whoever is on the way can read it, and answer for `%s`",
            rule->host.suffix);
}

/* ---- addresses ---- */

struct range {
    uint32_t address;
    uint8_t prefix_len;
    const char *what;
};

static const struct range local_ranges[] = {
    {0xa9fe0000, 16, "link-local: where clouds answer with credentials of the machine"},
    {0xa83f8110, 32, "the host of an Azure machine, which answers with its secrets"},
    {0x64646464, 32, "a cloud's metadata service, which answers with credentials"},
    {0x0a000000, 8, "private: other machines of the network the job runs in"},
    {0xac100000, 12, "private: other machines of the network the job runs in"},
    {0xc0a80000, 16, "private: other machines of the network the job runs in"},
    {0x64400000, 10, "shared address space: other machines of the provider's network"},
};

static const struct range *local_range(uint32_t address, uint8_t prefix_len)
{
    for (size_t i = 0; i < sizeof local_ranges / sizeof local_ranges[0]; i++) {
        const struct range *range = &local_ranges[i];

        if (prefix_len >= range->prefix_len &&
            (address & prefix_mask(range->prefix_len)) == range->address)
            return range;
    }
    return NULL;
}

static bool is_resolver(const struct rule *rule)
{
    return rule->protocol == PROTOCOL_UDP && rule->ports.count == 1 && has_port(rule, 53);
}

static void warn_of_address(const struct risky *risky, const struct rule *rule)
{
    bool url = rule_is_url(rule) && rule->host.form == HOST_ADDRESS;
    uint32_t address = url ? rule->host.address : rule->address;
    uint8_t prefix_len = url ? 32 : rule->prefix_len;
    const struct range *local;

    if (!url && !rule_is_address(rule))
        return;
    if (prefix_len < 8 || (prefix_len <= 16 && !rule->ports.count)) {
        say(risky, DIAGNOSTIC_BROAD_ADDRESSES, rule, "this allows %s%llu addresses",
            rule->ports.count ? "" : "any port of ", 1ULL << (32 - prefix_len));
        return;
    }
    local = local_range(address, prefix_len);
    if (local && !rule->attribute_count && !is_resolver(rule))
        say(risky, DIAGNOSTIC_LOCAL_TARGET, rule, "%s", local->what);
}

/* ---- processes ---- */

static bool starts_with(const char *text, size_t len, const char *start)
{
    return len >= strlen(start) && !memcmp(text, start, strlen(start));
}

/* Why a process of one's own could match it; NULL: it could not. */
static const char *weakness_of_path(const struct attribute *attribute)
{
    static const char *const writable[] = {"/tmp/",  "/var/tmp/",  "/dev/shm/",
                                           "/home/", "/run/user/", "/proc/"};
    const char *path = attribute->value;
    size_t len = attribute->match == MATCH_GLOB ? strcspn(path, "*?[") : strlen(path);

    while (len > 0 && path[len - 1] != '/')
        len--;
    if (len <= 1)
        return "in no directory";
    for (size_t i = 0; i < sizeof writable / sizeof writable[0]; i++)
        if (starts_with(path, len, writable[i]))
            return "in a directory that the job can write to";
    return NULL;
}

static bool is_weak(const struct attribute *attribute)
{
    if (attribute->key == ATTRIBUTE_ARG || attribute->key == ATTRIBUTE_ARG_AT)
        return true;
    if (attribute->key == ATTRIBUTE_EXE)
        return weakness_of_path(attribute) != NULL;
    return attribute->match == MATCH_GLOB && !attribute->value[strspn(attribute->value, "*")];
}

static const struct attribute *find_exe(const struct rule *rule)
{
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        if (rule->attributes[i].key == ATTRIBUTE_EXE)
            return &rule->attributes[i];
    return NULL;
}

static void warn_of_copies(const struct risky *risky, const struct rule *rule)
{
    const struct attribute *exe = find_exe(rule);

    for (uint32_t i = 0; i < rule->attribute_count; i++)
        if (!is_weak(&rule->attributes[i]))
            return;
    if (!rule->attribute_count)
        return;
    if (exe)
        say(risky, DIAGNOSTIC_COPIED_PROGRAM, rule,
            "`exe=%s` is %s: a copy of any program can have that name", exe->value,
            weakness_of_path(exe));
    else
        say(risky, DIAGNOSTIC_COPIED_PROGRAM, rule,
            "any program can be started with these arguments");
}

/* ---- all of them ---- */

static void collect_exact_hosts(struct risky *risky)
{
    const struct ruleset *rules = risky->lint->rules;

    risky->exact_hosts = ARENA_ARRAY(risky->lint->arena, const char *, rules->count + 1);
    for (uint32_t i = 0; i < rules->count; i++)
        if (!rule_is_address(&rules->rules[i]) && rules->rules[i].host.form == HOST_EXACT)
            risky->exact_hosts[risky->exact_host_count++] = rules->rules[i].host.suffix;
    qsort(risky->exact_hosts, risky->exact_host_count, sizeof *risky->exact_hosts, by_text);
}

void lint_risky(struct lint *lint, const bool *redundant)
{
    struct risky risky = {.lint = lint};

    collect_exact_hosts(&risky);
    for (uint32_t i = 0; i < lint->rules->count; i++) {
        const struct rule *rule = &lint->rules->rules[i];

        if (!rule->line || redundant[i])
            continue;
        if (!warn_of_name(&risky, rule)) {
            warn_of_apex(&risky, rule);
            warn_of_upload(&risky, rule);
        }
        warn_of_plain_http(&risky, rule);
        warn_of_address(&risky, rule);
        warn_of_copies(&risky, rule);
    }
}
