/* A rule's line and its context to a struct rule. */
#include <string.h>
#include <strings.h>

#include "lang/rules/analysis.h"

static bool has_dot(const struct analysis *analysis, struct span span)
{
    return memchr(analysis->text + span.start, '.', span_len(span)) != NULL;
}

static bool is_protocol(const struct analysis *analysis, struct span slash)
{
    const char *text = analysis->text + slash.start;

    return span_len(slash) == 4 && (!memcmp(text, "/tcp", 4) || !memcmp(text, "/udp", 4));
}

/* ---- words in front of the target ---- */

static bool refuse_second_target(struct analysis *analysis, struct span first, struct span second)
{
    struct diagnostic *diagnostic = analysis_say(analysis, DIAGNOSTIC_SEVERAL_TARGETS, second,
                                                 "a second target: one rule per line");

    diagnostic_label(diagnostic, first, "the first");
    return false;
}

static bool refuse_word(struct analysis *analysis, struct span word)
{
    static const char *const flags[] = {
#define FLAG(key, word) word,
#include "lang/rules/words.def"
    };
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_UNEXPECTED_WORD, word,
                     "unexpected `%s`: behind the target stand `passthrough` or `insecure`, then "
                     "`key=value`",
                     analysis_quote(analysis, word));
    const char *near = nearest_name(analysis->text + word.start, span_len(word), flags, 2);

    if (near)
        analysis_fix(analysis, diagnostic, word, near);
    return false;
}

/*
 * The grammar takes two words in a row for a method and a target. Here the first is no method: says
 * which of the two is the mistake.
 */
static bool refuse_odd_word(struct analysis *analysis, const struct syntax_line *line)
{
    struct span first = line->methods->first->span, second = line->target->span;
    struct method_set ignored;

    if (!has_dot(analysis, first))
        return methods_parse(analysis, line->methods, &ignored);
    if (line->target->kind == TARGET_NAME && !has_dot(analysis, line->target->name))
        return refuse_word(analysis, second);
    return refuse_second_target(analysis, first, second);
}

static bool check_methods(struct analysis *analysis, const struct syntax_line *line)
{
    struct span first = line->methods->first->span;
    const char *text = analysis->text + first.start;
    struct method_set methods;
    struct diagnostic *diagnostic;

    if (!method_bit(text, span_len(first)) && *text != '*')
        return refuse_odd_word(analysis, line);
    if (!methods_parse(analysis, line->methods, &methods))
        return false;
    if (line->target->kind == TARGET_URL || line->target->kind == TARGET_PATH)
        return true;
    diagnostic = analysis_say(analysis, DIAGNOSTIC_METHOD_PLACE, line->methods->span,
                              "only URLs and paths have methods");
    if (line->target->kind == TARGET_NAME && !span_len(line->target->slash) && !line->target->ports)
        analysis_fix(analysis, diagnostic, line->target->span,
                     arena_printf(analysis->arena, "https://%s/*",
                                  analysis_copy(analysis, line->target->span)));
    return false;
}

/* ---- targets ---- */

static bool refuse_slash(struct analysis *analysis, const struct syntax_target *target)
{
    struct span whole = {target->name.start, target->slash.end};
    struct diagnostic *diagnostic;

    if (is_protocol(analysis, target->slash)) {
        diagnostic =
            analysis_say(analysis, DIAGNOSTIC_PROTOCOL_WITHOUT_PORT, target->slash,
                         "`%s` needs a port in front", analysis_quote(analysis, target->slash));
        diagnostic_fix(diagnostic, (struct span){target->slash.start, target->slash.start}, ":443",
                       "write `:443` in front, or another port");
        return false;
    }
    diagnostic = analysis_say(analysis, DIAGNOSTIC_SCHEME_MISSING, whole,
                              "a rule with a path needs a scheme");
    if (!target->ports)
        analysis_fix(analysis, diagnostic, whole,
                     arena_printf(analysis->arena, "https://%s", analysis_copy(analysis, whole)));
    return false;
}

static bool build_ports(struct analysis *analysis, const struct syntax_ports *ports,
                        const struct context *context, struct rule *rule)
{
    rule->ports = context->ports;
    rule->protocol = context->protocol;
    if (!ports)
        return true;
    if (!ports_parse(analysis, ports->list, &rule->ports))
        return false;
    return !span_len(ports->protocol) || protocol_parse(analysis, ports->protocol, &rule->protocol);
}

static void warn_of_host_bits(struct analysis *analysis, struct span block, uint32_t address,
                              uint8_t prefix_len)
{
    struct diagnostic *diagnostic = analysis_say(
        analysis, DIAGNOSTIC_HOST_BITS, block,
        "`%s` has bits set behind its mask; they do not count", analysis_quote(analysis, block));

    analysis_fix_surely(analysis, diagnostic, block,
                        arena_printf(analysis->arena, "%u.%u.%u.%u/%u", address >> 24,
                                     address >> 16 & 255, address >> 8 & 255, address & 255,
                                     prefix_len));
}

static bool build_address(struct analysis *analysis, const struct syntax_target *target,
                          struct rule *rule)
{
    struct span block = {target->name.start, target->slash.end};
    uint32_t address, mask;

    if (!address_parse(analysis, target->name, &address))
        return false;
    rule->kind = RULE_IP;
    rule->prefix_len = 32;
    if (span_len(target->slash)) {
        if (is_protocol(analysis, target->slash))
            return refuse_slash(analysis, target);
        if (!mask_parse(analysis, target->slash, &rule->prefix_len))
            return false;
        rule->kind = RULE_CIDR;
    }
    mask = rule->prefix_len ? UINT32_MAX << (32 - rule->prefix_len) : 0;
    rule->address = address & mask;
    if (rule->address != address)
        warn_of_host_bits(analysis, block, rule->address, rule->prefix_len);
    return true;
}

static bool build_name(struct analysis *analysis, const struct syntax_target *target,
                       const struct context *context, struct rule *rule)
{
    struct span written = {target->name.start,
                           span_len(target->slash) ? target->slash.end : target->name.end};

    rule->target = analysis_copy(analysis, written);
    if (target->ports && !strcasecmp(rule->target, "dns")) {
        analysis_fix_surely(analysis,
                            analysis_say(analysis, DIAGNOSTIC_DNS_TARGET, target->name,
                                         "`dns:` is written in lower case, with a name behind it"),
                            target->name, "dns");
        return false;
    }
    if (address_like(analysis->text + target->name.start, span_len(target->name))) {
        if (!build_address(analysis, target, rule))
            return false;
    } else {
        if (!host_parse(analysis, target->name, &rule->host))
            return false;
        if (span_len(target->slash))
            return refuse_slash(analysis, target);
        rule->kind = rule->host.form == HOST_EXACT ? RULE_HOST : RULE_WILDCARD_HOST;
    }
    return build_ports(analysis, target->ports, context, rule);
}

static bool refuse_dns(struct analysis *analysis, const struct syntax_target *target)
{
    struct span name = target->name, rest = {name.end, target->span.end};
    struct diagnostic *diagnostic;

    if (!span_len(name)) {
        analysis_say(analysis, DIAGNOSTIC_DNS_TARGET, target->span,
                     "a name is missing behind `dns:`");
    } else if (span_len(rest)) {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_DNS_TARGET, rest,
                                  "`dns:` takes a name and nothing else: it is about no port");
        diagnostic_fix(
            diagnostic, rest, "",
            arena_printf(analysis->arena, "remove `%s`", analysis_quote(analysis, rest)));
    } else {
        analysis_say(analysis, DIAGNOSTIC_DNS_TARGET, name,
                     "`dns:` takes a name, and `%s` is an address", analysis_quote(analysis, name));
    }
    return false;
}

static bool build_dns(struct analysis *analysis, const struct syntax_target *target,
                      const struct context *context, struct rule *rule)
{
    struct span name = target->name;

    if (!span_len(name) || address_like(analysis->text + name.start, span_len(name)))
        return refuse_dns(analysis, target);
    if (!host_parse(analysis, name, &rule->host))
        return false;
    if (target->span.end != name.end)
        return refuse_dns(analysis, target);
    rule->kind = rule->host.form == HOST_EXACT ? RULE_DNS_HOST : RULE_DNS_WILDCARD_HOST;
    rule->target = analysis_copy(analysis, name);
    return build_ports(analysis, NULL, context, rule);
}

static bool refuse_missing_path(struct analysis *analysis, struct span url,
                                const struct location *location, bool has_methods)
{
    const char *written = analysis_copy(analysis, url);
    const char *host = strstr(written, "://") + 3;
    bool needs_port = location->scheme == SCHEME_HTTP && !strchr(host, ':');
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_URL_PATH_MISSING, url, "a URL rule needs a path");

    diagnostic_fix(diagnostic, url, arena_printf(analysis->arena, "%s/*", written),
                   arena_printf(analysis->arena, "write `%s/*` for every path", written));
    if (has_methods)
        return false;
    host = arena_printf(analysis->arena, "%s%s", host, needs_port ? ":80" : "");
    diagnostic_fix(diagnostic, url, host,
                   arena_printf(analysis->arena, "write `%s` for the connection as a whole", host));
    return false;
}

static void use_location(const struct location *location, struct rule *rule)
{
    rule->scheme = location->scheme;
    rule->host = location->host;
    rule->ports = location->ports;
    rule->protocol = PROTOCOL_TCP;
}

static bool build_url(struct analysis *analysis, const struct syntax_line *line, struct rule *rule)
{
    const struct syntax_target *target = line->target;
    struct location location;

    if (!location_parse_url(analysis, target->span, &location))
        return false;
    if (!location.has_path)
        return refuse_missing_path(analysis, target->span, &location, line->methods != NULL);
    rule->kind = RULE_URL;
    rule->target = analysis_copy(analysis, target->span);
    use_location(&location, rule);
    return location_join(analysis, NULL, &location.path, target->span, &rule->path);
}

static bool build_path(struct analysis *analysis, const struct syntax_target *target,
                       const struct context *context, struct rule *rule)
{
    struct segment_list path;

    if (!location_parse_path(analysis, target->span, &path))
        return false;
    if (!context->base) {
        /* Under a header that is wrong the header is the mistake, and has been reported. */
        if (!context->unknown)
            analysis_say(analysis, DIAGNOSTIC_PATH_WITHOUT_BASE, target->span,
                         "a path needs a URL header above it, such as `[https://example.com]`");
        return false;
    }
    rule->kind = RULE_PATH;
    rule->target = analysis_copy(analysis, target->span);
    rule->url_base = context->base_text;
    use_location(context->base, rule);
    return location_join(analysis, &context->base->path, &path, target->span, &rule->path);
}

static bool build_target(struct analysis *analysis, const struct syntax_line *line,
                         const struct context *context, struct rule *rule)
{
    const struct syntax_target *target = line->target;

    switch (target->kind) {
    case TARGET_NAME:
        return build_name(analysis, target, context, rule);
    case TARGET_DNS:
        return build_dns(analysis, target, context, rule);
    case TARGET_URL:
        return build_url(analysis, line, rule);
    case TARGET_PATH:
        return build_path(analysis, target, context, rule);
    case TARGET_STAR:
        return host_parse(analysis, (struct span){target->span.start, target->span.start + 1},
                          &rule->host);
    }
    return false;
}

/* ---- methods, flags, attributes ---- */

static bool build_methods(struct analysis *analysis, const struct syntax_line *line,
                          const struct context *context, struct rule *rule)
{
    struct method_set methods = context->methods;

    if (rule->kind != RULE_URL && rule->kind != RULE_PATH)
        return true;
    if (line->methods && !methods_parse(analysis, line->methods, &methods))
        return false;
    rule->methods = methods.bits;
    rule->methods_text = methods.text;
    return true;
}

static bool flag_allowed(enum rule_flag flag, enum rule_kind kind)
{
    switch (flag) {
    case FLAG_PASSTHROUGH:
        return kind == RULE_HOST || kind == RULE_WILDCARD_HOST;
    case FLAG_INSECURE:
        return kind != RULE_DNS_HOST && kind != RULE_DNS_WILDCARD_HOST;
    case FLAG_NONE:
        break;
    }
    return true;
}

static bool refuse_flag(struct analysis *analysis, const struct syntax_line *line,
                        enum rule_flag flag, struct span place, bool inherited)
{
    struct diagnostic *diagnostic;

    if (inherited) {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_FLAG_PLACE, line->target->span,
                                  "`%s`, set by the header, is not allowed on this kind of rule",
                                  flag_name(flag));
        diagnostic_label(diagnostic, place, "set here");
    } else {
        analysis_say(analysis, DIAGNOSTIC_FLAG_PLACE, place,
                     flag == FLAG_PASSTHROUGH
                         ? "`%s` is allowed on host and wildcard host rules only"
                         : "`%s` is not allowed on `dns:` rules: they open no connection",
                     flag_name(flag));
    }
    return false;
}

static bool build_flag(struct analysis *analysis, const struct syntax_line *line,
                       const struct item_set *own, const struct context *context, struct rule *rule)
{
    bool inherited = own->flag == FLAG_NONE;
    enum rule_flag flag = inherited ? context->items.flag : own->flag;

    if (!inherited && context->items.flag != FLAG_NONE && context->items.flag != flag) {
        struct diagnostic *diagnostic =
            analysis_say(analysis, DIAGNOSTIC_FLAG_BOTH, own->flag_span,
                         "`%s` here and `%s` from the header exclude each other", flag_name(flag),
                         flag_name(context->items.flag));

        diagnostic_label(diagnostic, context->items.flag_span, "set here");
        return false;
    }
    if (!flag_allowed(flag, rule->kind))
        return refuse_flag(analysis, line, flag,
                           inherited ? context->items.flag_span : own->flag_span, inherited);
    rule->passthrough = flag == FLAG_PASSTHROUGH;
    rule->insecure = flag == FLAG_INSECURE;
    return true;
}

bool rule_build(struct analysis *analysis, const struct syntax_line *line,
                const struct context *context, struct rule *ret_rule)
{
    struct rule rule = {0};
    struct item_set own, merged;

    if (line->methods && !check_methods(analysis, line))
        return false;
    if (!build_target(analysis, line, context, &rule) ||
        !build_methods(analysis, line, context, &rule) ||
        !items_parse(analysis, line->items, &own) ||
        !build_flag(analysis, line, &own, context, &rule) ||
        !attributes_merge(analysis, &context->items, &own, line->span, &merged))
        return false;
    rule.attributes = merged.attributes;
    rule.attribute_count = merged.attribute_count;
    *ret_rule = rule;
    return true;
}
