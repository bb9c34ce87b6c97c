#include "lang/format/format.h"

#include <ctype.h>
#include <string.h>

#include "lang/format/same.h"
#include "lang/rules/placeholder.h"
#include "lang/rules/policy.h"
#include "lang/source/source.h"
#include "lang/syntax/syntax.h"

/* Blank lines in a row that stay. */
#define BLANK_LINES_MAX 2

struct output {
    char *text;
    size_t len_bytes;
    size_t size_bytes; /* always enough: see output_new */
};

struct formatter {
    struct arena *arena;
    const struct format_options *options;
    struct source source;
    const char *line_end;            /* "\n" or "\r\n" */
    const bool *errors;              /* by line, from 1 */
    const struct syntax_line **tree; /* by line; NULL: no rule and no header */
    struct output output;
};

/* ---- output ---- */

/* A line grows by its line end at most, and by a blank in front of its comment. */
static struct output output_new(struct arena *arena, const struct source *source)
{
    size_t size = (size_t)source->len_bytes + 8 * (size_t)source->line_count + 8;

    return (struct output){arena_alloc(arena, size), 0, size};
}

static void put(struct output *output, const char *text, size_t len_bytes)
{
    memcpy(output->text + output->len_bytes, text, len_bytes);
    output->len_bytes += len_bytes;
}

static void put_char(struct output *output, char c)
{
    output->text[output->len_bytes++] = c;
}

static void put_span(struct formatter *formatter, struct span span)
{
    put(&formatter->output, formatter->source.text + span.start, span.end - span.start);
}

static void put_upper(struct formatter *formatter, struct span span)
{
    for (uint32_t i = span.start; i < span.end; i++)
        put_char(&formatter->output, (char)toupper((unsigned char)formatter->source.text[i]));
}

/* ---- lines ---- */

static void put_items(struct formatter *formatter, const struct syntax_items *items, bool behind)
{
    for (const struct syntax_item *item = items ? items->first : NULL; item; item = item->next) {
        if (behind)
            put_char(&formatter->output, ' ');
        put_span(formatter, item->span);
        behind = true;
    }
}

static void put_rule(struct formatter *formatter, const struct syntax_line *line)
{
    if (line->methods) {
        put_upper(formatter, line->methods->span);
        put_char(&formatter->output, ' ');
    }
    put_span(formatter, line->target->span);
    put_items(formatter, line->items, true);
}

static void put_header(struct formatter *formatter, const struct syntax_line *line)
{
    struct output *output = &formatter->output;
    size_t start;

    put_char(output, '[');
    start = output->len_bytes;
    if (line->methods)
        put_upper(formatter, line->methods->span);
    if (line->target || line->ports) {
        if (output->len_bytes > start)
            put_char(output, ' ');
        put_span(formatter, line->target ? line->target->span : line->ports_span);
    }
    put_items(formatter, line->items, output->len_bytes > start);
    put_char(output, ']');
}

static uint32_t skip_blanks(const struct source *source, uint32_t at, uint32_t end)
{
    while (at < end && (source->text[at] == ' ' || source->text[at] == '\t'))
        at++;
    return at;
}

static struct span trimmed(const struct source *source, struct span span)
{
    span.start = skip_blanks(source, span.start, span.end);
    while (span.end > span.start &&
           (source->text[span.end - 1] == ' ' || source->text[span.end - 1] == '\t'))
        span.end--;
    return span;
}

/* A line without an error: a rule or a header, a comment, or both. */
static void put_good_line(struct formatter *formatter, struct span line,
                          const struct syntax_line *tree)
{
    struct span rest = line;

    if (tree) {
        if (tree->kind == LINE_HEADER)
            put_header(formatter, tree);
        else
            put_rule(formatter, tree);
        rest.start = tree->span.end;
    }
    rest = trimmed(&formatter->source, rest);
    if (rest.start < rest.end && tree)
        put(&formatter->output, "  ", 2);
    put_span(formatter, rest);
    put(&formatter->output, formatter->line_end, strlen(formatter->line_end));
}

/* With its line end, whichever that is. */
static void put_as_it_is(struct formatter *formatter, uint32_t number)
{
    const struct source *source = &formatter->source;
    uint32_t end = number < source->line_count ? source->line_starts[number] : source->len_bytes;

    put_span(formatter, (struct span){source->line_starts[number - 1], end});
}

static bool is_fixed(const struct format_options *options, struct span line)
{
    uint32_t low = 0, high = options->fixed_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (options->fixed[middle].end <= line.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < options->fixed_count && options->fixed[low].start < line.end;
}

static bool in_range(const struct format_options *options, uint32_t line)
{
    return !options->last_line || (line >= options->first_line && line <= options->last_line);
}

static bool is_blank(const struct source *source, uint32_t number)
{
    struct span line = source_line(source, number);

    return skip_blanks(source, line.start, line.end) == line.end;
}

/* Does the blank line stay? Those at the start and at the end go, and the third in a row. */
static bool keeps_blank(const struct formatter *formatter, uint32_t number, uint32_t last)
{
    uint32_t before = 0;

    while (before < number - 1 && before < BLANK_LINES_MAX &&
           is_blank(&formatter->source, number - 1 - before) &&
           in_range(formatter->options, number - 1 - before))
        before++;
    return number < last && before < BLANK_LINES_MAX && before + 1 < number;
}

/* The last line that is not blank; 0 if all are. */
static uint32_t last_line(const struct source *source)
{
    uint32_t last = source->line_count;

    while (last > 0 && is_blank(source, last))
        last--;
    return last;
}

static void put_line(struct formatter *formatter, uint32_t number, uint32_t last)
{
    struct span line = source_line(&formatter->source, number);
    bool fixed = is_fixed(formatter->options, line);

    if (!in_range(formatter->options, number) || formatter->errors[number] || fixed)
        put_as_it_is(formatter, number);
    else if (!is_blank(&formatter->source, number))
        put_good_line(formatter, line, formatter->tree[number]);
    else if (keeps_blank(formatter, number, last))
        put(&formatter->output, formatter->line_end, strlen(formatter->line_end));
}

/* ---- the whole text ---- */

/* Of the first line that is not blank: it stays, whatever becomes of the others. */
static const char *usual_line_end(const struct source *source)
{
    for (uint32_t number = 1; number < source->line_count; number++) {
        struct span line = source_line(source, number);

        if (!is_blank(source, number))
            return source->text[line.end] == '\r' ? "\r\n" : "\n";
    }
    return "\n";
}

static const bool *error_lines(struct formatter *formatter, const struct diagnostics *found,
                               uint32_t *ret_count)
{
    bool *errors = ARENA_ARRAY(formatter->arena, bool, (size_t)formatter->source.line_count + 2);

    *ret_count = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];
        struct span line_span;
        uint32_t line;

        if (item->severity != SEVERITY_ERROR || !item->span_count)
            continue;
        line = source_position(&formatter->source, item->spans[0].span.start).line;
        line_span = source_line(&formatter->source, line);
        *ret_count += !errors[line] && !is_fixed(formatter->options, line_span);
        errors[line] = true;
    }
    return errors;
}

/* Places in the expanded text are those of the text: a name of the same length stands in for each
 * placeholder. */
static bool read_tree(struct formatter *formatter)
{
    const struct source *source = &formatter->source;
    struct diagnostics ignored = {.arena = formatter->arena};
    struct expansion expansion;
    struct syntax_tree tree;

    if (!placeholders_expand(formatter->arena, source->text, source->len_bytes, NULL,
                             SOURCE_SIZE_MAX_BYTES, &expansion) ||
        expansion.len_bytes != source->len_bytes)
        return false;
    syntax_parse(expansion.text, expansion.len_bytes, formatter->arena, &ignored, &tree);
    formatter->tree =
        ARENA_ARRAY(formatter->arena, const struct syntax_line *, (size_t)source->line_count + 2);
    for (const struct syntax_line *line = tree.first; line; line = line->next)
        if (line->kind != LINE_BAD_HEADER)
            formatter->tree[source_position(source, line->span.start).line] = line;
    return true;
}

/* A line that is no error is a rule, a header, a comment or blank; anything else stays untouched.
 */
static void distrust_the_rest(struct formatter *formatter, bool *errors)
{
    const struct source *source = &formatter->source;

    for (uint32_t number = 1; number <= source->line_count; number++) {
        struct span line = source_line(source, number);
        uint32_t at = skip_blanks(source, line.start, line.end);

        if (!formatter->tree[number] && at < line.end && source->text[at] != '#')
            errors[number] = true;
    }
}

static void put_all(struct formatter *formatter)
{
    uint32_t last = last_line(&formatter->source);

    for (uint32_t number = 1; number <= formatter->source.line_count; number++)
        put_line(formatter, number, last);
    formatter->output.text[formatter->output.len_bytes] = '\0';
}

static bool reads_the_same(struct formatter *formatter, const struct diagnostics *found,
                           const struct ruleset *rules)
{
    const struct output *output = &formatter->output;
    struct diagnostics again = {.arena = formatter->arena};
    struct ruleset new_rules;
    struct source source;

    policy_parse(output->text, output->len_bytes,
                 &(struct policy_options){.placeholders_may_stay = true}, formatter->arena, &again,
                 &new_rules);
    if (again.count != found->count || !same_rules(rules, &new_rules))
        return false;
    for (uint32_t i = 0; i < found->count; i++)
        if (found->items[i].code != again.items[i].code)
            return false;
    source_init(&source, formatter->arena, "", output->text, output->len_bytes);
    return same_comments(&formatter->source, &source);
}

bool format_policy(struct arena *arena, const char *text, size_t len_bytes,
                   const struct format_options *options, struct format_result *ret_result,
                   const char **ret_reason)
{
    struct formatter formatter = {.arena = arena, .options = options};
    struct diagnostics found = {.arena = arena};
    struct ruleset rules;
    uint32_t count;

    if (!source_fits(text, len_bytes)) {
        *ret_reason = "the text is larger than a policy may be";
        return false;
    }
    source_init(&formatter.source, arena, "", text, len_bytes);
    policy_parse(text, len_bytes, &(struct policy_options){.placeholders_may_stay = true}, arena,
                 &found, &rules);
    if (found.dropped || !read_tree(&formatter)) {
        *ret_reason = "there are too many errors to tell which lines are good";
        return false;
    }
    formatter.errors = error_lines(&formatter, &found, &count);
    distrust_the_rest(&formatter, (bool *)formatter.errors);
    formatter.line_end = usual_line_end(&formatter.source);
    formatter.output = output_new(arena, &formatter.source);
    put_all(&formatter);
    if (!reads_the_same(&formatter, &found, &rules)) {
        *ret_reason = "the result would not be the same policy; this is a fault of the formatter";
        return false;
    }
    *ret_result = (struct format_result){
        .text = formatter.output.text,
        .len_bytes = formatter.output.len_bytes,
        .changed = formatter.output.len_bytes != len_bytes ||
                   memcmp(formatter.output.text, text, len_bytes) != 0,
        .error_lines = count,
    };
    return true;
}
