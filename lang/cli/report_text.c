/* Diagnostics as a compiler would print them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/cli/report.h"
#include "lang/cli/write.h"
#include "lang/source/utf8.h"
#include "lang/source/width.h"

/* Of a long line only a window around the place is shown. */
#define WINDOW_BYTES 120
#define WINDOW_LEAD_BYTES 40

struct style {
    const char *error, *warning, *bold, *place, *note, *fix, *reset;
};

static const struct style plain = {"", "", "", "", "", "", ""};
static const struct style colour = {"\033[1;31m", "\033[1;33m", "\033[1m", "\033[1;31m",
                                    "\033[36m",   "\033[32m",   "\033[0m"};

static const struct style *choose_style(FILE *out)
{
    return cli_wants_colour(out) ? &colour : &plain;
}

/* Nothing of a hostile text may reach a terminal as a command or change the order of a line. */
static bool is_printable(uint32_t codepoint)
{
    return codepoint >= 0x20 && !(codepoint >= 0x7F && codepoint <= 0x9F) &&
           !(codepoint >= 0x200E && codepoint <= 0x200F) &&
           !(codepoint >= 0x2028 && codepoint <= 0x202E) &&
           !(codepoint >= 0x2066 && codepoint <= 0x2069) && codepoint != 0x061C &&
           codepoint != 0xFEFF;
}

/* Columns that a character takes as print_safely prints it. */
static uint32_t shown_width(const char *text, size_t len_bytes, size_t *ret_size)
{
    uint32_t codepoint;
    size_t size = utf8_decode(text, len_bytes, &codepoint);

    *ret_size = size ? size : 1;
    return size && is_printable(codepoint) ? width_of(codepoint) : 1;
}

static void print_safely(FILE *out, const char *text, size_t len_bytes)
{
    while (len_bytes) {
        uint32_t codepoint;
        size_t size = utf8_decode(text, len_bytes, &codepoint);

        if (size && codepoint == '\t')
            fputc(' ', out);
        else if (size && is_printable(codepoint))
            fwrite(text, 1, size, out);
        else
            fputs("\xEF\xBF\xBD", out);
        size = size ? size : 1;
        text += size;
        len_bytes -= size;
    }
}

static uint32_t count_columns(const char *text, size_t len_bytes)
{
    uint32_t columns = 0;

    while (len_bytes) {
        size_t size;

        columns += shown_width(text, len_bytes, &size);
        text += size;
        len_bytes -= size;
    }
    return columns;
}

/* The part of a line to show, cut between characters. */
static struct span window_of(const struct source *source, struct span line, uint32_t at)
{
    struct span window = line;

    if (line.end - line.start <= WINDOW_BYTES)
        return window;
    if (at - line.start > WINDOW_LEAD_BYTES)
        window.start = at - WINDOW_LEAD_BYTES;
    if (window.end - window.start > WINDOW_BYTES)
        window.end = window.start + WINDOW_BYTES;
    while (window.start < at && ((unsigned char)source->text[window.start] & 0xC0) == 0x80)
        window.start++;
    while (window.end < line.end && ((unsigned char)source->text[window.end] & 0xC0) == 0x80)
        window.end++;
    return window;
}

static void repeat(FILE *out, char byte, uint32_t count)
{
    while (count--)
        fputc(byte, out);
}

/* A place within the line that is shown: columns from its start. */
struct mark {
    uint32_t start, end;
    bool primary;
    const char *label;
};

struct marks {
    struct mark items[DIAGNOSTIC_SPANS_MAX];
    uint32_t count; /* by column */
};

static struct mark mark_in(const struct source *source, struct span line, struct span window,
                           const struct diagnostic_span *place, bool primary)
{
    uint32_t start = place->span.start < line.end ? place->span.start : line.end;
    uint32_t end = place->span.end < window.end ? place->span.end : window.end;
    uint32_t lead = window.start > line.start ? 3 : 0; /* for "..." */
    struct mark mark = {.primary = primary, .label = place->label};

    mark.start = lead + count_columns(source->text + window.start, start - window.start);
    mark.end = mark.start + (end > start ? count_columns(source->text + start, end - start) : 0);
    if (mark.end == mark.start)
        mark.end++;
    return mark;
}

/* False where it would cover another. */
static bool add_mark(struct marks *marks, struct mark mark)
{
    uint32_t at = 0;

    while (at < marks->count && marks->items[at].start < mark.start)
        at++;
    if ((at > 0 && marks->items[at - 1].end > mark.start) ||
        (at < marks->count && mark.end > marks->items[at].start))
        return false;
    memmove(marks->items + at + 1, marks->items + at, (marks->count - at) * sizeof mark);
    marks->items[at] = mark;
    marks->count++;
    return true;
}

static void begin_marks(FILE *out, const struct style *style)
{
    fprintf(out, "%s      |%s ", style->note, style->reset);
}

static void print_label(FILE *out, const struct style *style, const struct mark *mark)
{
    fputs(mark->primary ? style->place : style->note, out);
    print_safely(out, mark->label, strlen(mark->label));
    fputs(style->reset, out);
}

/* One row of marks, the last one's label behind it; the other labels below, right to left. */
static void print_marks(FILE *out, const struct style *style, const struct marks *marks)
{
    uint32_t column = 0;

    begin_marks(out, style);
    for (uint32_t i = 0; i < marks->count; i++) {
        const struct mark *mark = &marks->items[i];

        repeat(out, ' ', mark->start - column);
        fputs(mark->primary ? style->place : style->note, out);
        repeat(out, mark->primary ? '^' : '-', mark->end - mark->start);
        fputs(style->reset, out);
        column = mark->end;
    }
    if (*marks->items[marks->count - 1].label) {
        fputc(' ', out);
        print_label(out, style, &marks->items[marks->count - 1]);
    }
    fputc('\n', out);
    for (uint32_t i = marks->count - 1; i-- > 0;) {
        if (!*marks->items[i].label)
            continue;
        begin_marks(out, style);
        repeat(out, ' ', marks->items[i].start);
        print_label(out, style, &marks->items[i]);
        fputc('\n', out);
    }
}

static void print_line(FILE *out, const struct style *style, const struct source *source,
                       uint32_t number, struct span line, struct span window)
{
    fprintf(out, "%s%5u |%s %s", style->note, number, style->reset,
            window.start > line.start ? "..." : "");
    print_safely(out, source->text + window.start, window.end - window.start);
    fprintf(out, "%s\n", window.end < line.end ? "..." : "");
}

/* Prints the line of a place, with marks for all places on it that are not printed yet. */
static void print_places(FILE *out, const struct style *style, const struct source *source,
                         const struct diagnostic *diagnostic, uint32_t first, bool *printed)
{
    const struct diagnostic_span *spans = diagnostic->spans;
    uint32_t number = source_position(source, spans[first].span.start).line;
    struct span line = source_line(source, number), window;
    struct marks marks = {0};
    uint32_t at = spans[first].span.start;

    window = window_of(source, line, at < line.end ? at : line.end);
    for (uint32_t i = first; i < diagnostic->span_count; i++) {
        struct span span = spans[i].span;
        bool here = source_position(source, span.start).line == number &&
                    span.start >= window.start &&
                    (span.start < window.end || i == first || window.end == line.end);

        if (!printed[i] && here && add_mark(&marks, mark_in(source, line, window, &spans[i], !i)))
            printed[i] = true;
    }
    print_line(out, style, source, number, line, window);
    print_marks(out, style, &marks);
}

static void print_fixes(FILE *out, const struct style *style, const struct diagnostic *diagnostic)
{
    for (uint32_t i = 0; i < diagnostic->fix_count; i++) {
        fprintf(out, "      %s%s%s ", style->fix, i ? "or: " : "fix:", style->reset);
        print_safely(out, diagnostic->fixes[i].title, strlen(diagnostic->fixes[i].title));
        fputc('\n', out);
    }
}

static void print_one(FILE *out, const struct style *style, const struct source *source,
                      const struct diagnostic *diagnostic)
{
    bool is_error = diagnostic->severity == SEVERITY_ERROR;
    bool printed[DIAGNOSTIC_SPANS_MAX] = {false};

    fputs(style->bold, out);
    print_safely(out, source->name, strlen(source->name));
    if (diagnostic->span_count) {
        struct position at = source_position(source, diagnostic->spans[0].span.start);

        fprintf(out, ":%u:%u", at.line, at.column);
    }
    fprintf(out, ": %s%s%s[%s]%s: ", style->reset, is_error ? style->error : style->warning,
            severity_name(diagnostic->severity), diagnostic_infos[diagnostic->code].code,
            style->reset);
    print_safely(out, diagnostic->message, strlen(diagnostic->message));
    fputc('\n', out);
    for (uint32_t i = 0; i < diagnostic->span_count; i++)
        if (!printed[i])
            print_places(out, style, source, diagnostic, i, printed);
    print_fixes(out, style, diagnostic);
}

/* Standard error has no buffer of its own, and a report is made of many small pieces. */
#define PIECES_BYTES 65536

static void pass_on(FILE *pieces, char *const *text, const size_t *len, FILE *out)
{
    fflush(pieces);
    fwrite(*text, 1, *len, out);
    rewind(pieces);
}

void cli_report_text(FILE *out, const struct cli_policy *policy)
{
    const struct style *style = choose_style(out);
    const struct diagnostics *list = &policy->diagnostics;
    char *text = NULL;
    size_t len = 0;
    FILE *pieces = open_memstream(&text, &len);
    FILE *to = pieces ? pieces : out;

    for (uint32_t i = 0; i < list->count; i++) {
        print_one(to, style, &policy->source, &list->items[i]);
        if (pieces && ftell(pieces) >= PIECES_BYTES)
            pass_on(pieces, &text, &len, out);
    }
    if (list->dropped)
        fprintf(to, "%s: %u more errors and warnings are not shown\n", policy->source.name,
                list->dropped);
    if (pieces) {
        pass_on(pieces, &text, &len, out);
        fclose(pieces);
        free(text);
    }
}
