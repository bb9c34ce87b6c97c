#include "lang/format/same.h"

#include <string.h>

#include "lang/rules/same.h"
#include "lang/syntax/comment.h"

static bool same_attributes(const struct rule *a, const struct rule *b)
{
    if (a->attribute_count != b->attribute_count)
        return false;
    for (uint32_t i = 0; i < a->attribute_count; i++) {
        const struct attribute *x = &a->attributes[i], *y = &b->attributes[i];

        if (x->key != y->key || x->index != y->index || x->match != y->match ||
            x->quoting != y->quoting || strcmp(x->value, y->value) != 0)
            return false;
    }
    return true;
}

static bool same_rule(const struct rule *a, const struct rule *b)
{
    return a->kind == b->kind && a->protocol == b->protocol && same_text(a->target, b->target) &&
           same_host(&a->host, &b->host) && a->address == b->address &&
           a->prefix_len == b->prefix_len && same_ports(&a->ports, &b->ports) &&
           a->scheme == b->scheme && same_path(&a->path, &b->path) &&
           same_text(a->url_base, b->url_base) && a->methods == b->methods &&
           same_text(a->methods_text, b->methods_text) && same_attributes(a, b) &&
           a->passthrough == b->passthrough && a->insecure == b->insecure;
}

bool same_rules(const struct ruleset *a, const struct ruleset *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_rule(&a->rules[i], &b->rules[i]))
            return false;
    return true;
}

/* The next comment from *line on, which is moved behind it. False: no more. */
static bool next_comment(const struct source *source, uint32_t *line, struct span *ret_span)
{
    while (*line <= source->line_count) {
        struct span span = source_line(source, (*line)++);
        uint32_t start = comment_start(source->text, span);

        if (start == span.end)
            continue;
        while (span.end > start && strchr(" \t\r", source->text[span.end - 1]))
            span.end--;
        *ret_span = (struct span){start, span.end};
        return true;
    }
    return false;
}

bool same_comments(const struct source *a, const struct source *b)
{
    uint32_t a_line = 1, b_line = 1;

    for (;;) {
        struct span x = {0}, y = {0};
        bool more = next_comment(a, &a_line, &x);

        if (more != next_comment(b, &b_line, &y))
            return false;
        if (!more)
            return true;
        if (x.end - x.start != y.end - y.start ||
            memcmp(a->text + x.start, b->text + y.start, x.end - x.start) != 0)
            return false;
    }
}
