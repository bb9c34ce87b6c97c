#include "lsp/describe.h"

#include <string.h>

#include "lang/reference/reference.h"
#include "lang/rules/names.h"

static bool is_url(const struct rule *rule)
{
    return rule->kind == RULE_URL || rule->kind == RULE_PATH;
}

static bool is_address(const struct rule *rule)
{
    return rule->kind == RULE_IP || rule->kind == RULE_CIDR;
}

static bool is_dns(const struct rule *rule)
{
    return rule->kind == RULE_DNS_HOST || rule->kind == RULE_DNS_WILDCARD_HOST;
}

static const char *address_text(struct arena *arena, uint32_t address)
{
    return arena_printf(arena, "%u.%u.%u.%u", address >> 24, address >> 16 & 255,
                        address >> 8 & 255, address & 255);
}

/* ---- ports ---- */

static const char *port_numbers(struct arena *arena, const struct port_list *ports,
                                const char *joint)
{
    const char *text = "";

    for (uint32_t i = 0; i < ports->count; i++)
        text = arena_printf(arena, "%s%s%u", text, i ? joint : "", ports->ports[i]);
    return ports->count ? text : "*";
}

const char *describe_ports_short(struct arena *arena, const struct rule *rule)
{
    return arena_printf(arena, ":%s/%s", port_numbers(arena, &rule->ports, "|"),
                        protocol_name(rule->protocol));
}

const char *describe_ports(struct arena *arena, const struct rule *rule)
{
    const char *protocol = rule->protocol == PROTOCOL_UDP ? "UDP" : "TCP";

    if (!rule->ports.count)
        return arena_printf(arena, "any port over %s", protocol);
    return arena_printf(arena, "port%s %s over %s", rule->ports.count > 1 ? "s" : "",
                        port_numbers(arena, &rule->ports, " or "), protocol);
}

/* ---- what is allowed ---- */

static const char *host_words(struct arena *arena, const struct host_pattern *host)
{
    switch (host->form) {
    case HOST_EXACT:
        return arena_printf(arena, "`%s`, and no name below it", host->suffix);
    case HOST_SUBDOMAINS:
        return arena_printf(arena, "any name below `%s`, however deep, and not `%s` itself",
                            host->suffix, host->suffix);
    case HOST_LABEL:
        return arena_printf(arena, "names of one label like `%s` right below `%s`", host->label,
                            host->suffix);
    case HOST_SUBDOMAINS_LABEL:
        return arena_printf(arena, "any name below a label like `%s` right below `%s`", host->label,
                            host->suffix);
    case HOST_ADDRESS:
        break;
    }
    return arena_printf(arena, "`%s`", address_text(arena, host->address));
}

/* Without the `*` at its end. */
static const char *path_text(struct arena *arena, const struct path_pattern *path)
{
    const char *text = "";

    for (uint32_t i = 0; i < path->count; i++)
        text = arena_printf(arena, "%s/%s", text, path->segments[i]);
    return text;
}

static const char *path_words(struct arena *arena, const struct path_pattern *path)
{
    const char *text = path_text(arena, path);

    if (path->any_tail)
        return *text ? arena_printf(arena, "for `%s` and everything below it", text)
                     : "for any path";
    return arena_printf(arena, "for the path `%s`", *text ? text : "/");
}

static const char *request_words(struct arena *arena, const struct rule *rule)
{
    return arena_printf(
        arena, "%s requests over %s to %s, %s, %s",
        strcmp(rule->methods_text, "*") ? arena_printf(arena, "`%s`", rule->methods_text) : "Any",
        rule->scheme == SCHEME_HTTPS ? "https" : "http", host_words(arena, &rule->host),
        describe_ports(arena, rule), path_words(arena, &rule->path));
}

static const char *address_words(struct arena *arena, const struct rule *rule)
{
    uint32_t last = rule->address | (rule->prefix_len == 32 ? 0 : UINT32_MAX >> rule->prefix_len);

    if (rule->prefix_len == 32)
        return arena_printf(arena, "the address `%s`", address_text(arena, rule->address));
    return arena_printf(arena, "the %llu addresses from `%s` to `%s`",
                        1ULL << (32 - rule->prefix_len), address_text(arena, rule->address),
                        address_text(arena, last));
}

static const char *allowance(struct arena *arena, const struct rule *rule)
{
    if (is_url(rule))
        return arena_printf(arena, "%s.", request_words(arena, rule));
    if (is_dns(rule))
        return arena_printf(arena, "Resolving %s. No connection.", host_words(arena, &rule->host));
    if (is_address(rule))
        return arena_printf(arena, "%s to %s, %s%s.",
                            rule->protocol == PROTOCOL_UDP ? "Datagrams" : "Connections",
                            address_words(arena, rule), describe_ports(arena, rule),
                            rule->protocol == PROTOCOL_UDP
                                ? "; queries to a resolver there, for names that other rules name"
                                : "");
    return arena_printf(arena, "%s to %s, %s.",
                        rule->protocol == PROTOCOL_UDP ? "Datagrams" : "Connections",
                        host_words(arena, &rule->host), describe_ports(arena, rule));
}

/* ---- to whom ---- */

static const char *attribute_words(struct arena *arena, const struct attribute *attribute)
{
    static const char *const facts[ATTRIBUTE_KEY_COUNT] = {
        [ATTRIBUTE_EXE] = "the executable",        [ATTRIBUTE_ARG] = "some argument",
        [ATTRIBUTE_ARG_AT] = "argument",           [ATTRIBUTE_CGROUP] = "the cgroup",
        [ATTRIBUTE_STEP] = "the workflow step",    [ATTRIBUTE_ACTION] = "the action",
        [ATTRIBUTE_IMAGE] = "the container image",
    };
    const char *fact = facts[attribute->key];

    if (attribute->key == ATTRIBUTE_ARG_AT)
        fact = arena_printf(arena, "argument %u", attribute->index);
    if (attribute->match == MATCH_CGROUP_DOCKER)
        return arena_printf(arena, "%s contains `docker`", fact);
    if (attribute->match == MATCH_CGROUP_HOST)
        return arena_printf(arena, "%s does not contain `docker`", fact);
    if (attribute->match == MATCH_LITERAL || !strpbrk(attribute->value, "*?["))
        return arena_printf(arena, "%s is `%s`", fact, attribute->value);
    return arena_printf(arena, "%s is like `%s`", fact, attribute->value);
}

static const char *who(struct arena *arena, const struct rule *rule)
{
    const char *text = "";

    if (!rule->attribute_count)
        return "From any process.";
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        text = arena_printf(arena, "%s%s%s", text,
                            i == 0                           ? ""
                            : i + 1 == rule->attribute_count ? " and "
                                                             : ", ",
                            attribute_words(arena, &rule->attributes[i]));
    return arena_printf(arena, "From processes of which %s.", text);
}

const char *describe_rule(struct arena *arena, const struct rule *rule)
{
    const char *text = arena_printf(arena, "%s\n\n%s", allowance(arena, rule), who(arena, rule));

    if (rule->passthrough)
        text = arena_printf(arena, "%s TLS is passed through: nobody looks at the requests.", text);
    if (rule->insecure)
        text = arena_printf(arena, "%s The server's certificate is not verified.", text);
    if (!is_address(rule) && !is_dns(rule))
        text = arena_printf(arena, "%s The name may be resolved, too.", text);
    return text;
}

/* ---- examples ---- */

/* One text that a glob matches: the shortest, more or less. */
static const char *sample(struct arena *arena, const char *pattern, const char *star)
{
    char *text = arena_alloc(arena, strlen(pattern) * (strlen(star) + 1) + 1), *out = text;

    for (const char *at = pattern; *at; at++) {
        const char *end = *at == '[' ? strchr(at + 2, ']') : NULL;

        if (*at == '*') {
            out = stpcpy(out, star);
        } else if (*at == '?') {
            *out++ = 'a';
        } else if (end && at[1] != '!') {
            *out++ = at[1];
            at = end;
        } else {
            *out++ = *at;
        }
    }
    *out = '\0';
    return text;
}

static const char *host_sample(struct arena *arena, const struct host_pattern *host)
{
    switch (host->form) {
    case HOST_EXACT:
        return host->suffix;
    case HOST_SUBDOMAINS:
        return arena_printf(arena, "www.%s", host->suffix);
    case HOST_LABEL:
        return arena_printf(arena, "%s.%s", sample(arena, host->label, "1"), host->suffix);
    case HOST_SUBDOMAINS_LABEL:
        return arena_printf(arena, "a.%s.%s", sample(arena, host->label, "1"), host->suffix);
    case HOST_ADDRESS:
        break;
    }
    return address_text(arena, host->address);
}

static const char *path_sample(struct arena *arena, const struct path_pattern *path)
{
    const char *text = "";

    for (uint32_t i = 0; i < path->count; i++)
        text = arena_printf(arena, "%s/%s", text, sample(arena, path->segments[i], "x"));
    if (path->any_tail)
        text = arena_printf(arena, "%s/x", text);
    return *text ? text : "/";
}

static uint32_t first_method(const struct rule *rule)
{
    return rule->methods == METHOD_ANY ? METHOD_GET : rule->methods & -rule->methods;
}

static const char *method_name(uint32_t bit)
{
#define METHOD(name)                                                                               \
    if (bit == METHOD_##name)                                                                      \
        return #name;
#include "lang/rules/methods.def"
#undef METHOD
    return "GET";
}

static void set_process(struct arena *arena, const struct rule *rule, struct process_facts *process)
{
    const char **argv = ARENA_ARRAY(arena, const char *, 64);

    *process = (struct process_facts){.argv = argv};
    for (uint32_t i = 0; i < rule->attribute_count; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        const char *value = attribute->match == MATCH_LITERAL
                                ? attribute->value
                                : sample(arena, attribute->value, "x");
        uint32_t index = attribute->key == ATTRIBUTE_ARG ? 63 : attribute->index;

        if (attribute->match == MATCH_CGROUP_DOCKER)
            value = "/docker/1";
        if (attribute->match == MATCH_CGROUP_HOST)
            value = "/user.slice";
        if (attribute->key == ATTRIBUTE_EXE)
            process->exe = value;
        else if (attribute->key == ATTRIBUTE_CGROUP)
            process->cgroup = value;
        else if (attribute->key == ATTRIBUTE_STEP)
            process->step = value;
        else if (attribute->key == ATTRIBUTE_ACTION)
            process->action = value;
        else if (attribute->key == ATTRIBUTE_IMAGE)
            process->image = value;
        else if (index < 64)
            argv[index] = value;
    }
    for (uint32_t i = 0; i < 64; i++)
        if (argv[i])
            process->argc = i + 1;
    for (uint32_t i = 0; i < process->argc; i++)
        argv[i] = argv[i] ? argv[i] : "";
}

static void set_request(struct arena *arena, const struct rule *rule, uint16_t port,
                        struct describe_example *example)
{
    uint16_t usual = rule->scheme == SCHEME_HTTPS ? 443 : 80;
    uint32_t method = first_method(rule);

    example->question = QUESTION_HTTP;
    example->facts.host = host_sample(arena, &rule->host);
    example->facts.scheme = rule->scheme;
    example->facts.path = path_sample(arena, &rule->path);
    example->facts.method = method;
    example->text =
        arena_printf(arena, "%s %s://%s%s%s", method_name(method),
                     rule->scheme == SCHEME_HTTPS ? "https" : "http", example->facts.host,
                     port == usual ? "" : arena_printf(arena, ":%u", port), example->facts.path);
}

bool describe_example(struct arena *arena, const struct rule *rule,
                      struct describe_example *ret_example)
{
    uint16_t usual = is_url(rule) && rule->scheme == SCHEME_HTTP ? 80 : 443;
    uint16_t port = rule->ports.count ? rule->ports.ports[0] : usual;
    const char *protocol = protocol_name(rule->protocol);

    *ret_example = (struct describe_example){0};
    if (is_dns(rule))
        return false;
    ret_example->facts.dst_port = port;
    ret_example->facts.dst_ip = is_address(rule) ? rule->address : 0;
    set_process(arena, rule, &ret_example->process);
    if (is_url(rule)) {
        set_request(arena, rule, port, ret_example);
        return true;
    }
    ret_example->question = rule->protocol == PROTOCOL_UDP ? QUESTION_UDP : QUESTION_TCP;
    if (is_address(rule)) {
        ret_example->text =
            arena_printf(arena, "%s %s:%u", protocol, address_text(arena, rule->address), port);
        return true;
    }
    ret_example->facts.host = host_sample(arena, &rule->host);
    ret_example->text = arena_printf(arena, "%s %s:%u", protocol, ret_example->facts.host, port);
    return true;
}

const char *describe_counterexample(struct arena *arena, const struct rule *rule)
{
    switch (rule->kind) {
    case RULE_HOST:
        return arena_printf(arena, "`www.%s`", rule->host.suffix);
    case RULE_WILDCARD_HOST:
    case RULE_DNS_WILDCARD_HOST:
        return rule->host.form == HOST_LABEL
                   ? arena_printf(arena, "`x.%s`", host_sample(arena, &rule->host))
                   : arena_printf(arena, "`%s`", rule->host.suffix);
    case RULE_URL:
    case RULE_PATH:
        if (!rule->path.any_tail && rule->path.count)
            return arena_printf(arena, "the path `%s/x`", path_sample(arena, &rule->path));
        return NULL;
    default:
        return NULL;
    }
}

bool describe_matches(const struct rule *rule, const struct describe_example *example)
{
    struct rule copy = *rule;
    const struct ruleset one = {&copy, 1};
    struct facts facts = example->facts;

    facts.process = &example->process;
    return reference_ask(&one, example->question, &facts).allow;
}
