/* The conditions of a rule, one by one, against an event. */
#include <string.h>

#include "lang/explain/internal.h"
#include "lang/rules/names.h"

/* Either counts or tells: `failed` NULL only counts. */
struct teller {
    struct asking *asking;
    const struct rule *rule;
    const struct shape *shape;
    struct explain_condition *failed;
    struct failure failure;
};

static const char *const kind_names[] = {
    [CONDITION_KIND] = "kind",           [CONDITION_HOST] = "host",
    [CONDITION_ADDRESS] = "address",     [CONDITION_PROTOCOL] = "protocol",
    [CONDITION_PORT] = "port",           [CONDITION_SCHEME] = "scheme",
    [CONDITION_METHOD] = "method",       [CONDITION_PATH] = "path",
    [CONDITION_ATTRIBUTE] = "attribute",
};

static struct explain_condition *fail(struct teller *teller, enum explain_condition_kind kind)
{
    struct explain_condition *condition = NULL;

    if (teller->failed) {
        condition = &teller->failed[teller->failure.count];
        *condition = (struct explain_condition){.kind = kind, .name = kind_names[kind]};
    }
    teller->failure.kinds |= 1u << kind;
    teller->failure.count++;
    return condition;
}

#define TELL(teller, ...) arena_printf((teller)->asking->arena, __VA_ARGS__)

static const char *address_text(struct teller *teller, uint32_t address)
{
    return TELL(teller, "%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
                address & 255);
}

/* ---- sorts of rules ---- */

/* Why this sort of rule is not asked; NULL: it is. */
static const char *out_of_question(const struct asking *asking, const struct rule *rule)
{
    switch (asking->role) {
    case ROLE_CONNECTION:
        if (rule_is_dns(rule))
            return "a `dns:` rule allows resolving the name and no connection";
        if (rule_is_url(rule))
            return asking->question == QUESTION_UDP ? "a URL rule is about TCP"
                   : asking->question == QUESTION_TCP
                       ? "a URL rule allows requests, not connections of another kind"
                       : NULL;
        break;
    case ROLE_REQUEST:
        if (rule_is_dns(rule))
            return "a `dns:` rule allows resolving the name and no connection";
        break;
    case ROLE_NAME:
        if (rule_is_address(rule) || rule->host.form == HOST_ADDRESS)
            return "an address is no name";
        break;
    case ROLE_RESOLVER:
        if (!rule_is_address(rule))
            return "a resolver is allowed by its address";
        break;
    }
    return NULL;
}

static void check_kind(struct teller *teller)
{
    const char *why = out_of_question(teller->asking, teller->rule);
    struct explain_condition *condition;

    if (!why || !(condition = fail(teller, CONDITION_KIND)))
        return;
    condition->wanted = rule_kind_name(teller->rule->kind);
    condition->text = why;
}

/* ---- targets ---- */

static const char *host_text(struct teller *teller)
{
    const struct host_pattern *host = &teller->rule->host;

    switch (host->form) {
    case HOST_EXACT:
        return host->suffix;
    case HOST_SUBDOMAINS:
        return TELL(teller, "*.%s", host->suffix);
    case HOST_LABEL:
        return TELL(teller, "%s.%s", host->label, host->suffix);
    case HOST_SUBDOMAINS_LABEL:
        return TELL(teller, "*.%s.%s", host->label, host->suffix);
    case HOST_ADDRESS:
        return address_text(teller, host->address);
    }
    return "";
}

static void tell_host(struct teller *teller, struct explain_condition *condition)
{
    const char *host = teller->asking->facts->host;
    const struct host_pattern *pattern = &teller->rule->host;

    condition->wanted = host_text(teller);
    condition->got = host;
    if (!host)
        condition->text = TELL(teller, "no name is known for the address, and the rule wants `%s`",
                               condition->wanted);
    else if (pattern->form == HOST_SUBDOMAINS && !strcasecmp(host, pattern->suffix))
        condition->text = TELL(teller, "`*.%s` matches names below `%s`, not that name itself",
                               pattern->suffix, pattern->suffix);
    else if (pattern->form == HOST_EXACT && strlen(host) > strlen(pattern->suffix) &&
             !strcasecmp(host + strlen(host) - strlen(pattern->suffix), pattern->suffix) &&
             host[strlen(host) - strlen(pattern->suffix) - 1] == '.')
        condition->text = TELL(teller, "`%s` is below `%s`, which matches that name alone", host,
                               pattern->suffix);
    else
        condition->text = TELL(teller, "the host is `%s`, not `%s`", host, condition->wanted);
}

static void check_target(struct teller *teller)
{
    const struct facts *facts = teller->asking->facts;
    const struct rule *rule = teller->rule;
    struct explain_condition *condition;

    if (rule_is_address(rule)) {
        if ((facts->dst_ip & prefix_mask(rule->prefix_len)) == rule->address ||
            !(condition = fail(teller, CONDITION_ADDRESS)))
            return;
        condition->wanted = rule->target;
        if (teller->asking->address_unknown) {
            condition->text =
                TELL(teller, "the address is not known, and the rule wants %s", rule->target);
            return;
        }
        condition->got = address_text(teller, facts->dst_ip);
        condition->text = TELL(teller, "the address is %s, not %s%s", condition->got,
                               rule->kind == RULE_CIDR ? "in " : "", rule->target);
        return;
    }
    if (facts->host && pattern_matches(teller->shape->host, facts->host))
        return;
    if ((condition = fail(teller, CONDITION_HOST)))
        tell_host(teller, condition);
}

/* ---- protocol and port ---- */

static const char *ports_text(struct teller *teller)
{
    const struct port_list *ports = &teller->rule->ports;
    const char *text = ports->count ? "" : "*";

    for (uint32_t i = 0; i < ports->count && i < 20; i++)
        text = TELL(teller, "%s%s%u", text, i ? "|" : "", ports->ports[i]);
    return ports->count > 20 ? TELL(teller, "%s|...", text) : text;
}

static bool has_port(const struct port_list *ports, uint16_t port)
{
    for (uint32_t i = 0; i < ports->count; i++)
        if (ports->ports[i] == port)
            return true;
    return ports->count == 0;
}

static void check_protocol(struct teller *teller)
{
    const struct asking *asking = teller->asking;
    bool udp = asking->role == ROLE_RESOLVER || asking->question == QUESTION_UDP;
    struct explain_condition *condition;

    if (rule_is_url(teller->rule) || rule_is_dns(teller->rule) ||
        (teller->rule->protocol == PROTOCOL_UDP) == udp ||
        !(condition = fail(teller, CONDITION_PROTOCOL)))
        return;
    condition->wanted = protocol_name(teller->rule->protocol);
    condition->got = udp ? "udp" : "tcp";
    condition->text =
        TELL(teller, "the rule is about %s, and this is %s", condition->wanted, condition->got);
}

static void check_port(struct teller *teller)
{
    const struct facts *facts = teller->asking->facts;
    struct explain_condition *condition;

    if (rule_is_dns(teller->rule) || has_port(&teller->rule->ports, facts->dst_port) ||
        !(condition = fail(teller, CONDITION_PORT)))
        return;
    condition->wanted = ports_text(teller);
    condition->got = TELL(teller, "%u", facts->dst_port);
    condition->text = TELL(teller, "the port is %s, not %s", condition->got, condition->wanted);
}

/* ---- requests ---- */

static const char *method_text(uint32_t method)
{
    static const char *const names[] = {"GET",    "HEAD",  "POST",    "PUT",
                                        "DELETE", "PATCH", "OPTIONS", "another one"};

    return method ? names[__builtin_ctz(method)] : "another one";
}

static void check_scheme(struct teller *teller)
{
    struct explain_condition *condition;

    if (teller->rule->scheme == teller->asking->facts->scheme ||
        !(condition = fail(teller, CONDITION_SCHEME)))
        return;
    condition->wanted = teller->rule->scheme == SCHEME_HTTPS ? "https" : "http";
    condition->got = teller->rule->scheme == SCHEME_HTTPS ? "http" : "https";
    condition->text = TELL(teller, "the scheme is %s, not %s", condition->got, condition->wanted);
}

static void check_method(struct teller *teller)
{
    struct explain_condition *condition;

    if ((teller->rule->methods & teller->asking->facts->method) ||
        !(condition = fail(teller, CONDITION_METHOD)))
        return;
    condition->wanted = teller->rule->methods_text;
    condition->got = method_text(teller->asking->facts->method);
    condition->text = TELL(teller, "the method is %s, not %s", condition->got, condition->wanted);
}

static const char *path_text(struct teller *teller)
{
    const struct path_pattern *path = &teller->rule->path;
    const char *text = path->count || path->any_tail ? "" : "/";

    for (uint32_t i = 0; i < path->count; i++)
        text = TELL(teller, "%s/%s", text, path->segments[i]);
    return path->any_tail ? TELL(teller, "%s/*", text) : text;
}

static void check_path(struct teller *teller)
{
    const char *path = teller->asking->facts->path;
    struct explain_condition *condition;

    if ((path && pattern_matches(teller->shape->path, path)) ||
        !(condition = fail(teller, CONDITION_PATH)))
        return;
    condition->wanted = path_text(teller);
    condition->got = path;
    condition->text = path ? TELL(teller, "the path is `%s`, not `%s`", path, condition->wanted)
                           : "the path cannot be read in one way only, so no URL rule matches it";
}

/* ---- processes ---- */

static const char *fact_of(const struct process_facts *process, const struct attribute *attribute)
{
    switch (attribute->key) {
    case ATTRIBUTE_EXE:
        return process->exe;
    case ATTRIBUTE_ARG_AT:
        return attribute->index < process->argc ? process->argv[attribute->index] : NULL;
    case ATTRIBUTE_CGROUP:
        return process->cgroup;
    case ATTRIBUTE_STEP:
        return process->step;
    case ATTRIBUTE_ACTION:
        return process->action;
    case ATTRIBUTE_IMAGE:
        return process->image;
    case ATTRIBUTE_ARG:
    case ATTRIBUTE_KEY_COUNT:
        break;
    }
    return NULL;
}

static bool attribute_matches(const struct attribute *attribute, const struct pattern *pattern,
                              const struct process_facts *process)
{
    const char *fact;

    if (attribute->key != ATTRIBUTE_ARG) {
        fact = fact_of(process, attribute);
        return fact && pattern_matches(pattern, fact);
    }
    for (uint32_t i = 0; i < process->argc; i++)
        if (pattern_matches(pattern, process->argv[i]))
            return true;
    return false;
}

static const char *arguments_text(struct teller *teller, const struct process_facts *process)
{
    const char *text = "";

    if (!process->argc)
        return NULL;
    for (uint32_t i = 0; i < process->argc && i < 8; i++)
        text = TELL(teller, "%s%s%s", text, i ? " " : "", process->argv[i]);
    return process->argc > 8 ? TELL(teller, "%s ...", text) : text;
}

static void tell_attribute(struct teller *teller, const struct attribute *attribute,
                           const struct process_facts *process, struct explain_condition *condition)
{
    char name[RULE_ATTRIBUTE_NAME_MAX];

    condition->name = TELL(teller, "%s", rule_attribute_name(attribute, name));
    condition->wanted = attribute->value;
    condition->got = attribute->key == ATTRIBUTE_ARG ? arguments_text(teller, process)
                                                     : fact_of(process, attribute);
    if (!condition->got)
        condition->text = TELL(teller, "%s is not known, and the rule wants `%s`", condition->name,
                               condition->wanted);
    else if (attribute->key == ATTRIBUTE_ARG)
        condition->text =
            TELL(teller, "no argument is `%s` (they are: %s)", condition->wanted, condition->got);
    else
        condition->text = TELL(teller, "%s is `%s`, not `%s`", condition->name, condition->got,
                               condition->wanted);
}

static void check_attributes(struct teller *teller)
{
    static const struct process_facts nobody = {0};
    const struct process_facts *process = teller->asking->facts->process;
    const struct rule *rule = teller->rule;

    if (!process)
        process = &nobody;
    for (uint32_t i = 0; i < rule->attribute_count; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        struct explain_condition *condition;

        if (!attribute_matches(attribute, teller->shape->attributes[i], process) &&
            (condition = fail(teller, CONDITION_ATTRIBUTE)))
            tell_attribute(teller, attribute, process, condition);
    }
}

/* ---- all of them ---- */

static void check_all(struct teller *teller)
{
    enum role role = teller->asking->role;

    check_kind(teller);
    check_target(teller);
    if (role != ROLE_NAME) {
        check_protocol(teller);
        check_port(teller);
    }
    if (role == ROLE_REQUEST && rule_is_url(teller->rule)) {
        check_scheme(teller);
        check_method(teller);
        check_path(teller);
    }
    check_attributes(teller);
}

static struct teller teller_new(struct asking *asking, uint32_t rule,
                                struct explain_condition *failed)
{
    return (struct teller){
        .asking = asking,
        .rule = &asking->space->rules->rules[rule],
        .shape = space_shape(asking->space, rule),
        .failed = failed,
    };
}

uint32_t conditions_failed(struct asking *asking, uint32_t rule, struct explain_condition *failed)
{
    struct teller teller = teller_new(asking, rule, failed);

    check_all(&teller);
    return teller.failure.count;
}

struct failure conditions_count(struct asking *asking, uint32_t rule)
{
    struct teller teller = teller_new(asking, rule, NULL);

    check_all(&teller);
    return teller.failure;
}
