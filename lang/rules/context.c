/* Headers, and what the lines below them inherit. */
#include <string.h>

#include "lang/rules/analysis.h"

struct context context_default(const struct item_set *scope)
{
    return (struct context){
        .ports = ports_https,
        .protocol = PROTOCOL_TCP,
        .methods = {METHOD_GET | METHOD_HEAD, "GET|HEAD"},
        .items = *scope,
    };
}

bool attributes_merge(struct analysis *analysis, const struct item_set *inherited,
                      const struct item_set *own, struct span place, struct item_set *ret_merged)
{
    struct attribute merged[2 * RULE_ATTRIBUTES_MAX], *copy;
    uint32_t count = 0;

    if (!own->attribute_count || !inherited->attribute_count) {
        const struct item_set *only = own->attribute_count ? own : inherited;

        ret_merged->attributes = only->attributes;
        ret_merged->attribute_count = only->attribute_count;
        return true;
    }
    for (uint32_t i = 0; i < inherited->attribute_count; i++)
        if (!attribute_find(own->attributes, own->attribute_count, &inherited->attributes[i]))
            merged[count++] = inherited->attributes[i];
    for (uint32_t i = 0; i < own->attribute_count; i++)
        merged[count++] = own->attributes[i];
    if (count > RULE_ATTRIBUTES_MAX) {
        analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_LIMIT, place,
                     "%u attributes, those of the header included; at most %d", count,
                     RULE_ATTRIBUTES_MAX);
        return false;
    }
    copy = ARENA_ARRAY(analysis->arena, struct attribute, count);
    memcpy(copy, merged, count * sizeof *copy);
    ret_merged->attributes = copy;
    ret_merged->attribute_count = count;
    return true;
}

static bool all_digits(const struct analysis *analysis, struct span span)
{
    for (uint32_t i = span.start; i < span.end; i++)
        if (!strchr("0123456789|*", analysis->text[i]))
            return false;
    return true;
}

/* "[80|443]": the grammar takes that for methods. */
static bool refuse_bare_ports(struct analysis *analysis, struct span span)
{
    struct span front = {span.start, span.start};
    struct diagnostic *diagnostic =

        analysis_say(analysis, DIAGNOSTIC_PORT_SYNTAX, span, "ports in a header start with `:`");
    diagnostic_fix(diagnostic, front, ":", "write `:` in front");
    diagnostic_sure(diagnostic);
    return false;
}

static const char *nearest_header_word(const char *text, size_t len)
{
    static const char *const flags[] = {
#define FLAG(key, word) word,
#include "lang/rules/words.def"
    };
    const char *near = nearest_name(text, len, flags, 2);

    return near ? near : nearest_method(text, len);
}

/* A host or an address, which may have been meant as the base of the paths below it. */
static bool refuse_rule(struct analysis *analysis, const struct syntax_target *target)
{
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_HEADER_TARGET, target->span,
                     "`%s` is a rule of its own; a header sets what the lines below it share",
                     analysis_quote(analysis, target->span));

    if (target->kind == TARGET_NAME && !span_len(target->slash))
        analysis_fix(
            analysis, diagnostic, target->span,
            arena_printf(analysis->arena, "https://%s", analysis_copy(analysis, target->span)));
    return false;
}

static bool refuse_name(struct analysis *analysis, const struct syntax_target *target)
{
    const char *text = analysis->text + target->name.start;
    size_t len = span_len(target->name);
    struct diagnostic *diagnostic;
    const char *near;

    if (all_digits(analysis, target->name))
        return refuse_bare_ports(analysis, target->span);
    if (memchr(text, '.', len))
        return refuse_rule(analysis, target);
    diagnostic = analysis_say(analysis, DIAGNOSTIC_HEADER_TARGET, target->span,
                              "`%s` is nothing that a header can set",
                              analysis_quote(analysis, target->span));
    near = nearest_header_word(text, len);
    if (near)
        analysis_fix(analysis, diagnostic, target->span, near);
    return false;
}

static bool refuse_path(struct analysis *analysis, struct span path)
{
    const char *text = analysis->text + path.start;

    if (span_len(path) == 4 && (!memcmp(text, "/tcp", 4) || !memcmp(text, "/udp", 4))) {
        struct span front = {path.start, path.start};

        diagnostic_fix(analysis_say(analysis, DIAGNOSTIC_PROTOCOL_WITHOUT_PORT, path,
                                    "`%s` needs a port in front", analysis_quote(analysis, path)),
                       front, ":443", "write `:443` in front, or another port");
        return false;
    }
    analysis_say(analysis, DIAGNOSTIC_HEADER_TARGET, path,
                 "a path is a rule; a header takes the URL it is relative to: `[https://host]`");
    return false;
}

static bool refuse_target(struct analysis *analysis, const struct syntax_target *target)
{
    if (target->kind == TARGET_NAME)
        return refuse_name(analysis, target);
    if (target->kind == TARGET_PATH)
        return refuse_path(analysis, target->span);
    return refuse_rule(analysis, target);
}

static bool refuse_content(struct analysis *analysis, struct span span)
{
    analysis_say(analysis, DIAGNOSTIC_HEADER_CONTENT, span,
                 "a header sets one thing, and attributes; this belongs on the rules");
    return false;
}

static bool set_base(struct analysis *analysis, const struct syntax_target *target,
                     struct context *context)
{
    struct location *base = ARENA_NEW(analysis->arena, struct location);
    struct path_pattern joined;

    if (!location_parse_url(analysis, target->span, base) ||
        !location_join(analysis, NULL, &base->path, target->span, &joined))
        return false;
    /* Back to a list: what was the tail is an inner segment once a path follows. */
    base->path.segments = joined.segments;
    base->path.count = joined.count + joined.any_tail;
    base->path.has_dots = false;
    context->base = base;
    context->base_text = analysis_copy(analysis, target->span);
    context->ports = base->ports;
    return true;
}

/* Sets what stands first in the header, and says where it stands. */
static bool set_content(struct analysis *analysis, const struct syntax_line *line,
                        struct context *context, struct span *ret_content)
{
    const struct syntax_target *target = line->target;

    if (line->methods) {
        if (span_len(line->methods->span) > 1 && all_digits(analysis, line->methods->span))
            return refuse_bare_ports(analysis, line->methods->span);
        if (!methods_parse(analysis, line->methods, &context->methods))
            return false;
        *ret_content = line->methods->span;
    }
    if (target) {
        if (target->kind != TARGET_URL)
            return refuse_target(analysis, target);
        if (span_len(*ret_content))
            return refuse_content(analysis, target->span);
        *ret_content = target->span;
        return set_base(analysis, target, context);
    }
    if (line->ports) {
        if (span_len(*ret_content))
            return refuse_content(analysis, line->ports_span);
        *ret_content = line->ports_span;
        if (!ports_parse(analysis, line->ports->list, &context->ports))
            return false;
        if (span_len(line->ports->protocol))
            return protocol_parse(analysis, line->ports->protocol, &context->protocol);
    }
    return true;
}

bool context_from_header(struct analysis *analysis, const struct syntax_line *line,
                         const struct item_set *scope, struct context *ret_context)
{
    struct context context = context_default(scope);
    struct span content = NOWHERE;
    struct item_set own;

    context.header = line->span;
    if (!set_content(analysis, line, &context, &content) ||
        !items_parse(analysis, line->items, &own))
        return false;
    if (own.flag != FLAG_NONE && span_len(content))
        return refuse_content(analysis, own.flag_span);
    if (!attributes_merge(analysis, scope, &own, line->span, &context.items))
        return false;
    context.items.flag = own.flag;
    context.items.flag_span = own.flag_span;
    *ret_context = context;
    return true;
}
