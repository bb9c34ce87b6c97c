/* What stands behind a target: flags and attributes. */
#include <string.h>
#include <strings.h>

#include "lang/rules/analysis.h"
#include "lang/rules/names.h"

static const char *const key_names[] = {
#define ATTRIBUTE(key, name) [ATTRIBUTE_##key] = name,
#include "lang/rules/attributes.def"
#undef ATTRIBUTE
};

static const char *const cgroup_names[] = {
#define CGROUP_NAME(key, word) word,
#include "lang/rules/words.def"
};

static const char *const flag_names[] = {
    [FLAG_NONE] = "",
#define FLAG(key, word) [FLAG_##key] = word,
#include "lang/rules/words.def"
};

const char *flag_name(enum rule_flag flag)
{
    return flag_names[flag];
}

const struct attribute *attribute_find(const struct attribute *attributes, uint32_t count,
                                       const struct attribute *like)
{
    for (uint32_t i = 0; i < count; i++)
        if (attributes[i].key == like->key && attributes[i].index == like->index)
            return &attributes[i];
    return NULL;
}

/* ---- keys ---- */

/* What other programs call an attribute, and what is none but stands elsewhere. */
static const struct {
    const char *key, *meant, *instead;
} strangers[] = {
    {"process", "exe", NULL},
    {"program", "exe", NULL},
    {"binary", "exe", NULL},
    {"path", "exe", NULL},
    {"executable", "exe", NULL},
    {"command", "exe", NULL},
    {"args", "arg", NULL},
    {"argv", "arg", NULL},
    {"cmdline", "arg", NULL},
    {"container", "image", NULL},
    {"uses", "action", NULL},
    {"port", NULL, "ports follow the target: `HOST:PORT`"},
    {"ports", NULL, "ports follow the target: `HOST:80|443`"},
    {"proto", NULL, "the protocol follows the ports: `HOST:PORT/udp`"},
    {"protocol", NULL, "the protocol follows the ports: `HOST:PORT/udp`"},
    {"method", NULL, "methods stand in front of a URL: `GET|POST https://...`"},
    {"methods", NULL, "methods stand in front of a URL: `GET|POST https://...`"},
    {"user", NULL, "a rule cannot name a user"},
    {"uid", NULL, "a rule cannot name a user"},
    {"pid", NULL, "processes come and go; name the program: `exe=/usr/bin/...`"},
};

static int find_stranger(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (strlen(strangers[i].key) == len && !strncasecmp(strangers[i].key, text, len))
            return (int)i;
    return -1;
}

static bool refuse_key(struct analysis *analysis, struct span key, struct span name)
{
    int stranger = find_stranger(analysis->text + name.start, span_len(name));
    const char *instead = stranger < 0 ? NULL : strangers[stranger].instead;
    struct diagnostic *diagnostic;
    const char *near;

    diagnostic =
        analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_KEY, key,
                     instead ? "there is no attribute `%s`: %s" : "there is no attribute `%s`%s",
                     analysis_quote(analysis, key), instead ? instead : "");
    if (stranger >= 0) {
        if (strangers[stranger].meant)
            analysis_fix(analysis, diagnostic, name, strangers[stranger].meant);
        return false;
    }
    near = nearest_name(analysis->text + name.start, span_len(name), key_names,
                        sizeof key_names / sizeof key_names[0]);
    if (near && strcmp(near, key_names[ATTRIBUTE_ARG_AT]) != 0)
        analysis_fix(analysis, diagnostic, name, near);
    return false;
}

static bool refuse_index(struct analysis *analysis, struct span key, struct span index)
{
    if (!span_len(index))
        analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_INDEX, key, "the argument number is missing");
    else
        analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_INDEX, index,
                     "`%s` is not an argument number from 0 to %d", analysis_quote(analysis, index),
                     RULE_ARG_INDEX_MAX);
    return false;
}

static bool parse_index(struct analysis *analysis, struct span key, struct span index,
                        uint32_t *ret_index)
{
    const char *text = analysis->text + index.start;
    uint32_t value = 0;

    if (!span_len(index) || span_len(index) > 5 || (span_len(index) > 1 && *text == '0'))
        return refuse_index(analysis, key, index);
    for (uint32_t i = 0; i < span_len(index); i++) {
        if (text[i] < '0' || text[i] > '9')
            return refuse_index(analysis, key, index);
        value = value * 10 + (uint32_t)(text[i] - '0');
    }
    if (value > RULE_ARG_INDEX_MAX)
        return refuse_index(analysis, key, index);
    *ret_index = value;
    return true;
}

static bool parse_key(struct analysis *analysis, struct span key, struct attribute *attribute)
{
    const char *text = analysis->text + key.start;
    const char *bracket = memchr(text, '[', span_len(key));
    uint32_t len = bracket ? (uint32_t)(bracket - text) : span_len(key);
    struct span name = {key.start, key.start + len};

    for (int i = 0; i < ATTRIBUTE_KEY_COUNT; i++) {
        if (strlen(key_names[i]) != len || memcmp(key_names[i], text, len) != 0)
            continue;
        if (!bracket) {
            attribute->key = (enum attribute_key)i;
            return true;
        }
        if (i != ATTRIBUTE_ARG) {
            analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_KEY, key,
                         "only `arg` takes a number: `%s` does not", key_names[i]);
            return false;
        }
        attribute->key = ATTRIBUTE_ARG_AT;
        return parse_index(analysis, key, (struct span){name.end + 1, key.end - 1},
                           &attribute->index);
    }
    return refuse_key(analysis, key, name);
}

/* ---- values ---- */

static bool refuse_set(struct analysis *analysis, struct span set, const char *why)
{
    analysis_say(analysis, DIAGNOSTIC_GLOB, set, "%s", why);
    return false;
}

/* The characters of a set, between '[' or "[!" and ']'. */
static bool check_set(struct analysis *analysis, struct span set, struct span inner)
{
    const unsigned char *text = (const unsigned char *)analysis->text;

    if (!span_len(inner))
        return refuse_set(analysis, set, "an empty set matches nothing");
    for (uint32_t i = inner.start; i < inner.end; i++) {
        if (text[i] >= 0x80)
            return refuse_set(analysis, set, "a set holds ASCII characters only");
        if (i + 2 < inner.end && text[i + 1] == '-') {
            if (text[i] > text[i + 2])
                return refuse_set(analysis, set, "a range goes from the lower to the higher");
            i += text[i + 2] < 0x80 ? 2 : 0;
        }
    }
    return true;
}

static bool check_glob(struct analysis *analysis, struct span value, enum syntax_quoting quoting)
{
    const char *text = analysis->text;

    for (uint32_t i = value.start; i < value.end; i++) {
        struct span inner;
        uint32_t end;

        if (text[i] != '[')
            continue;
        for (end = i + 1; end < value.end && text[end] != ']';)
            end++;
        if (end == value.end)
            return refuse_set(analysis, (struct span){i, value.end},
                              quoting == SYNTAX_BARE
                                  ? "a set needs backticks around the value"
                                  : "the set is not closed; double quotes make `[` ordinary");
        inner = (struct span){i + 1, end};
        if (text[inner.start] == '!')
            inner.start++;
        if (!check_set(analysis, (struct span){i, end + 1}, inner))
            return false;
        i = end;
    }
    return true;
}

static void warn_of_quotes(struct analysis *analysis, struct span value)
{
    struct span inner = {value.start + 1, value.end - 1};
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_VALUE_ODD, value,
                     "single quotes do not quote: they are part of this value");
    const char *copy = analysis_copy(analysis, inner);

    analysis_fix(analysis, diagnostic, value, arena_printf(analysis->arena, "\"%s\"", copy));
    analysis_fix(analysis, diagnostic, value, arena_printf(analysis->arena, "`%s`", copy));
}

static void warn_of_separator(struct analysis *analysis, struct span last)
{
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_VALUE_ODD, last,
                     "this `%s` is part of the value; attributes are separated by blanks alone",
                     analysis_quote(analysis, last));

    diagnostic_fix(diagnostic, last, "", "remove it");
}

/* "{ownr}": what was to be a placeholder and is none. Other braces are legal, and often meant. */
static void warn_of_braces(struct analysis *analysis, struct span value)
{
    static const char *const names[] = {"{owner}", "{repo}"};
    const char *text = analysis->text;

    for (uint32_t i = value.start; i < value.end; i++) {
        struct span name = {i, i};
        const char *near;

        if (text[i] != '{')
            continue;
        while (name.end < value.end && text[name.end] != '}')
            name.end++;
        if (name.end++ == value.end)
            return;
        near = nearest_name(text + i, span_len(name), names, 2);
        if (near) {
            analysis_fix(analysis,
                         analysis_say(analysis, DIAGNOSTIC_VALUE_ODD, name,
                                      "`%s` is not a placeholder, but part of the value",
                                      analysis_quote(analysis, name)),
                         name, near);
            return;
        }
    }
}

/* A value that is legal and hardly meant. */
static void warn_of_value(struct analysis *analysis, const struct syntax_item *item)
{
    struct span value = item->value;
    char first = analysis->text[value.start], last = analysis->text[value.end - 1];

    if (item->quoting == SYNTAX_BARE && first == '\'' && last == '\'' && span_len(value) > 2)
        warn_of_quotes(analysis, value);
    else if (item->quoting == SYNTAX_BARE && (last == ',' || last == ';') && span_len(value) > 1)
        warn_of_separator(analysis, (struct span){value.end - 1, value.end});
    else
        warn_of_braces(analysis, value);
}

static bool parse_cgroup_name(struct analysis *analysis, struct span value,
                              struct attribute *attribute)
{
    const char *text = analysis->text + value.start;
    struct diagnostic *diagnostic;
    const char *near;

    for (int i = 0; i < 2; i++) {
        if (strlen(cgroup_names[i]) == span_len(value) &&
            !memcmp(cgroup_names[i], text, span_len(value))) {
            attribute->match = i ? MATCH_CGROUP_HOST : MATCH_CGROUP_DOCKER;
            return true;
        }
    }
    diagnostic = analysis_say(analysis, DIAGNOSTIC_CGROUP_NAME, value,
                              "`%s` is no name for cgroups; there are `@docker` and `@host`",
                              analysis_quote(analysis, value));
    near = nearest_name(text, span_len(value), cgroup_names, 2);
    if (near)
        analysis_fix(analysis, diagnostic, value, near);
    return false;
}

static bool parse_value(struct analysis *analysis, const struct syntax_item *item,
                        struct attribute *attribute)
{
    static const enum attribute_quoting quotings[] = {
        [SYNTAX_BARE] = QUOTING_BARE,
        [SYNTAX_BACKTICK] = QUOTING_BACKTICK,
        [SYNTAX_DOUBLE] = QUOTING_DOUBLE,
    };

    attribute->quoting = quotings[item->quoting];
    attribute->value = analysis_copy(analysis, item->value);
    attribute->match = MATCH_GLOB;
    if (span_len(item->value))
        warn_of_value(analysis, item);
    if (item->quoting == SYNTAX_DOUBLE) {
        attribute->match = MATCH_LITERAL;
        return true;
    }
    if (item->quoting == SYNTAX_BARE && attribute->key == ATTRIBUTE_CGROUP &&
        attribute->value[0] == '@')
        return parse_cgroup_name(analysis, item->value, attribute);
    return check_glob(analysis, item->value, item->quoting);
}

/* ---- the list ---- */

static bool refuse_order(struct analysis *analysis, const struct syntax_items *items,
                         const struct syntax_item *flag)
{
    struct span first = items->first->span, moved = {items->first->span.start, flag->span.end};
    struct diagnostic *diagnostic;
    uint32_t end = flag->span.start;

    while (end > first.start && (analysis->text[end - 1] == ' ' || analysis->text[end - 1] == '\t'))
        end--;
    diagnostic = analysis_say(analysis, DIAGNOSTIC_FLAG_ORDER, flag->span,
                              "`%s` stands in front of the attributes",
                              analysis_quote(analysis, flag->span));
    diagnostic_fix(diagnostic, moved,
                   arena_printf(analysis->arena, "%s %s", analysis_copy(analysis, flag->span),
                                analysis_copy(analysis, (struct span){first.start, end})),
                   "move it in front of them");
    diagnostic_sure(diagnostic);
    return false;
}

static bool add_flag(struct analysis *analysis, const struct syntax_items *items,
                     const struct syntax_item *item, struct item_set *set)
{
    enum rule_flag flag = item->kind == ITEM_INSECURE ? FLAG_INSECURE : FLAG_PASSTHROUGH;
    struct diagnostic *diagnostic;

    if (set->flag == flag) {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_FLAG_TWICE, item->span, "`%s` stands twice",
                                  flag_name(flag));
        diagnostic_label(diagnostic, set->flag_span, "first here");
        return false;
    }
    if (set->flag != FLAG_NONE) {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_FLAG_BOTH, item->span,
                                  "`passthrough` and `insecure` exclude each other");
        diagnostic_label(diagnostic, set->flag_span, "the other one");
        return false;
    }
    if (set->attribute_count)
        return refuse_order(analysis, items, item);
    set->flag = flag;
    set->flag_span = item->span;
    return true;
}

static bool add_attribute(struct analysis *analysis, const struct syntax_item *item,
                          struct attribute *attributes, uint32_t *count)
{
    struct attribute attribute = {.span = item->span};
    char name[RULE_ATTRIBUTE_NAME_MAX];
    const struct attribute *other;

    if (!parse_key(analysis, item->key, &attribute))
        return false;
    other = attribute_find(attributes, *count, &attribute);
    if (other) {
        struct diagnostic *diagnostic =
            analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_TWICE, item->span, "`%s` stands twice",
                         rule_attribute_name(&attribute, name));

        diagnostic_label(diagnostic, other->span, "first here");
        return false;
    }
    if (!parse_value(analysis, item, &attribute))
        return false;
    if (*count == RULE_ATTRIBUTES_MAX) {
        analysis_say(analysis, DIAGNOSTIC_ATTRIBUTE_LIMIT, item->span, "more than %d attributes",
                     RULE_ATTRIBUTES_MAX);
        return false;
    }
    attributes[(*count)++] = attribute;
    return true;
}

static uint32_t count_attributes(const struct syntax_items *items)
{
    uint32_t count = 0;

    for (const struct syntax_item *item = items->first; item; item = item->next)
        count += item->kind == ITEM_ATTRIBUTE;
    return count < RULE_ATTRIBUTES_MAX ? count : RULE_ATTRIBUTES_MAX;
}

bool items_parse(struct analysis *analysis, const struct syntax_items *items,
                 struct item_set *ret_items)
{
    struct item_set set = {0};
    struct attribute *attributes;

    if (!items) {
        *ret_items = set;
        return true;
    }
    attributes = ARENA_ARRAY(analysis->arena, struct attribute, count_attributes(items));
    set.attributes = attributes;
    for (const struct syntax_item *item = items->first; item; item = item->next) {
        bool fine = item->kind == ITEM_ATTRIBUTE
                        ? add_attribute(analysis, item, attributes, &set.attribute_count)
                        : add_flag(analysis, items, item, &set);

        if (!fine)
            return false;
    }
    *ret_items = set;
    return true;
}
