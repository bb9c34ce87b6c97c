/* Hostnames and their wildcard forms. */
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "lang/rules/analysis.h"

#define HOST_MAX_BYTES 253 /* RFC 1035, as text */
#define LABEL_MAX_BYTES 63

struct label {
    struct span span;
    bool star; /* has a '*' in it */
    bool bare; /* is nothing but '*' */
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_label_character(char byte)
{
    return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '*';
}

static bool refuse_label_character(struct analysis *analysis, uint32_t at)
{
    struct span span = {at, at + 1};

    analysis_say(analysis, DIAGNOSTIC_HOST_LABEL, span, "`%c` is not legal in a hostname",
                 analysis->text[at]);
    return false;
}

static bool refuse_empty_label(struct analysis *analysis, struct span name, struct span label)
{
    struct diagnostic *diagnostic;

    if (label.end == name.end && label.start > name.start) {
        struct span dot = {label.start - 1, label.start};

        diagnostic =
            analysis_say(analysis, DIAGNOSTIC_HOST_LABEL, dot, "a hostname does not end in a dot");
        diagnostic_fix(diagnostic, dot, "", "remove the dot");
        diagnostic_sure(diagnostic);
        return false;
    }
    diagnostic = analysis_say(
        analysis, DIAGNOSTIC_HOST_LABEL, (struct span){label.start, label.start + 1},
        label.start == name.start ? "a hostname does not start with a dot" : "two dots in a row");
    if (label.start == name.start && name.end > name.start + 1)
        diagnostic_fix(diagnostic, (struct span){label.start, label.start}, "*",
                       "write `*` in front, for every name below it");
    return false;
}

static bool check_label(struct analysis *analysis, struct span name, struct label *label)
{
    const char *text = analysis->text;
    struct span span = label->span;
    uint32_t stars = 0;

    if (!span_len(span))
        return refuse_empty_label(analysis, name, span);
    for (uint32_t i = span.start; i < span.end; i++) {
        if (text[i] == '{')
            return placeholder_refuse(analysis, (struct span){i, name.end});
        if (!is_label_character(text[i]))
            return refuse_label_character(analysis, i);
        stars += text[i] == '*';
    }
    if (text[span.start] == '-' || text[span.end - 1] == '-') {
        analysis_say(analysis, DIAGNOSTIC_HOST_LABEL, span,
                     "the label `%s` starts or ends with a hyphen", analysis_quote(analysis, span));
        return false;
    }
    if (span_len(span) > LABEL_MAX_BYTES) {
        analysis_say(analysis, DIAGNOSTIC_HOST_LABEL, span, "a label of %u characters; at most %d",
                     span_len(span), LABEL_MAX_BYTES);
        return false;
    }
    label->star = stars > 0;
    label->bare = stars == span_len(span);
    return true;
}

static struct span label_at(const struct analysis *analysis, struct span name, uint32_t start)
{
    uint32_t end = start;

    while (end < name.end && analysis->text[end] != '.')
        end++;
    return (struct span){start, end};
}

static bool only(const struct analysis *analysis, struct span span, const char *bytes)
{
    for (uint32_t i = span.start; i < span.end; i++)
        if (!strchr(bytes, analysis->text[i]))
            return false;
    return true;
}

/* "10.1.*" or "10.1.*.*": the block that is meant is obvious. */
static void refuse_address_wildcard(struct analysis *analysis, struct span name,
                                    const struct label *label)
{
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_WILDCARD_PLACE, label->span,
                     "addresses have no wildcards; write a block, such as `10.0.0.0/8`");
    struct span numbers = {name.start, label->span.start};
    uint32_t count = 0, address;
    const char *block;

    if (!only(analysis, (struct span){label->span.start, name.end}, ".*") ||
        !only(analysis, numbers, "0123456789."))
        return;
    for (uint32_t i = numbers.start; i < numbers.end; i++)
        count += analysis->text[i] == '.';
    if (!count || count > 3)
        return;
    block = arena_printf(analysis->arena, "%s%s", analysis_copy(analysis, numbers),
                         &"0.0.0.0"[2 * count]);
    if (inet_pton(AF_INET, block, &address) == 1)
        analysis_fix(analysis, diagnostic, name,
                     arena_printf(analysis->arena, "%s/%u", block, 8 * count));
}

static bool refuse_wildcard(struct analysis *analysis, struct span name, const struct label *label,
                            bool is_first_pair)
{
    if (only(analysis, name, "0123456789.*") && !only(analysis, name, ".*"))
        refuse_address_wildcard(analysis, name, label);
    else if (is_first_pair && label->bare)
        analysis_say(analysis, DIAGNOSTIC_WILDCARD_PLACE, label->span,
                     "behind `*.` the second label needs more than `*`");
    else if (label->span.end == name.end)
        analysis_say(analysis, DIAGNOSTIC_WILDCARD_PLACE, label->span,
                     "the last label cannot be a wildcard");
    else
        analysis_say(analysis, DIAGNOSTIC_WILDCARD_PLACE, label->span,
                     "`*` is legal in the first label, or in the first two as `*.name*`");
    return false;
}

/*
 * Looks at every label, left to right. ret_pattern: the last label with a star (0 or 1), or -1.
 */
static bool check_labels(struct analysis *analysis, struct span name, uint32_t *ret_count,
                         int *ret_pattern, struct label ret_first[2])
{
    uint32_t at = name.start, count = 0;
    struct label first[2] = {0};
    int pattern = -1;

    for (;; count++) {
        struct label label = {.span = label_at(analysis, name, at)};
        bool second;

        if (!check_label(analysis, name, &label))
            return false;
        second = count == 1 && first[0].star && first[0].bare;
        if (label.star && count > 0 && (!second || label.bare || label.span.end == name.end))
            return refuse_wildcard(analysis, name, &label, second && label.bare);
        if (label.star && label.bare && span_len(label.span) > 1) {
            struct diagnostic *diagnostic =
                analysis_say(analysis, DIAGNOSTIC_WILDCARD_PLACE, label.span,
                             "`*` alone stands for one or more labels already");

            analysis_fix_surely(analysis, diagnostic, label.span, "*");
            return false;
        }
        if (label.star)
            pattern = (int)count;
        if (count < 2)
            first[count] = label;
        if (label.span.end == name.end)
            break;
        at = label.span.end + 1;
    }
    *ret_count = count + 1;
    *ret_pattern = pattern;
    memcpy(ret_first, first, sizeof first);
    return true;
}

static const char *lower_copy(struct analysis *analysis, struct span span)
{
    char *text = analysis_copy(analysis, span);

    for (char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at += 'a' - 'A';
    return text;
}

static bool refuse_short(struct analysis *analysis, struct span name)
{
    const char *text = analysis->text + name.start;
    bool star = memchr(text, '*', span_len(name)) != NULL;
    struct diagnostic *diagnostic =
        analysis_say(analysis, DIAGNOSTIC_HOST_TOO_SHORT, name,
                     star ? "`%s` needs a domain behind it, such as `.example.com`"
                          : "`%s` is not a full hostname: it has one label",
                     analysis_quote(analysis, name));

    if (span_len(name) == strlen("localhost") && !strncasecmp(text, "localhost", span_len(name)))
        analysis_fix(analysis, diagnostic, name, "127.0.0.1");
    return false;
}

static bool check_end(struct analysis *analysis, struct span name, uint32_t count)
{
    uint32_t start = name.end;
    struct span last;

    while (start > name.start && analysis->text[start - 1] != '.')
        start--;
    last = (struct span){start, name.end};
    if (count < 2)
        return refuse_short(analysis, name);
    if (only(analysis, name, "0123456789.-")) {
        analysis_say(analysis, DIAGNOSTIC_ADDRESS, name,
                     "there are no ranges of addresses; write a block, such as `10.0.0.0/8`");
        return false;
    }
    if (!is_letter(analysis->text[start])) {
        analysis_say(analysis, DIAGNOSTIC_HOST_LAST_LABEL, last,
                     "the last label, `%s`, does not start with a letter",
                     analysis_quote(analysis, last));
        return false;
    }
    if (span_len(name) > HOST_MAX_BYTES) {
        analysis_say(analysis, DIAGNOSTIC_HOST_TOO_LONG, name,
                     "a hostname of %u characters; at most %d", span_len(name), HOST_MAX_BYTES);
        return false;
    }
    return true;
}

static bool refuse_bare(struct analysis *analysis, struct span name)
{
    analysis_say(analysis, DIAGNOSTIC_WILDCARD_BARE, name,
                 "`*` alone is no target; write `*.example.com`, or `0.0.0.0/0` for every address");
    return false;
}

bool host_parse(struct analysis *analysis, struct span name, struct host_pattern *ret_host)
{
    struct host_pattern host = {0};
    struct label first[2];
    uint32_t count;
    int pattern;

    if (only(analysis, name, "*"))
        return refuse_bare(analysis, name);
    if (!check_labels(analysis, name, &count, &pattern, first) || !check_end(analysis, name, count))
        return false;
    if (pattern < 0) {
        host.form = HOST_EXACT;
        host.suffix = lower_copy(analysis, name);
    } else {
        const struct label *last = &first[pattern];

        host.form = last->bare ? HOST_SUBDOMAINS : pattern ? HOST_SUBDOMAINS_LABEL : HOST_LABEL;
        host.label = last->bare ? NULL : lower_copy(analysis, last->span);
        host.suffix = lower_copy(analysis, (struct span){last->span.end + 1, name.end});
    }
    *ret_host = host;
    return true;
}
