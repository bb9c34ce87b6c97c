/* Diagnostics as a compiler would print them. */
#include <string.h>

#include "lang/cli/report.h"
#include "lang/cli/write.h"
#include "lang/source/utf8.h"

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

/* Prints one column for each character; returns how many. */
static uint32_t print_safely(FILE *out, const char *text, size_t len_bytes)
{
    uint32_t columns = 0;

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
        columns++;
    }
    return columns;
}

static uint32_t count_columns(const char *text, size_t len_bytes)
{
    uint32_t columns = 0;

    while (len_bytes) {
        uint32_t codepoint;
        size_t size = utf8_decode(text, len_bytes, &codepoint);

        size = size ? size : 1;
        text += size;
        len_bytes -= size;
        columns++;
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

static void print_place(FILE *out, const struct style *style, const struct source *source,
                        const struct diagnostic_span *place, bool primary)
{
    struct position at = source_position(source, place->span.start);
    struct span line = source_line(source, at.line), window, marked;
    uint32_t lead, width;

    marked.start = place->span.start < line.end ? place->span.start : line.end;
    window = window_of(source, line, marked.start);
    marked.end = place->span.end < window.end ? place->span.end : window.end;
    fprintf(out, "%s%5u |%s %s", style->note, at.line, style->reset,
            window.start > line.start ? "..." : "");
    print_safely(out, source->text + window.start, window.end - window.start);
    fprintf(out, "%s\n%s      |%s ", window.end < line.end ? "..." : "", style->note, style->reset);
    lead = count_columns(source->text + window.start, marked.start - window.start);
    width = marked.end > marked.start
                ? count_columns(source->text + marked.start, marked.end - marked.start)
                : 1;
    repeat(out, ' ', lead + (window.start > line.start ? 3 : 0));
    fputs(primary ? style->place : style->note, out);
    repeat(out, primary ? '^' : '-', width);
    if (*place->label)
        fprintf(out, " %s", place->label);
    fprintf(out, "%s\n", style->reset);
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
        print_place(out, style, source, &diagnostic->spans[i], i == 0);
    print_fixes(out, style, diagnostic);
}

void cli_report_text(FILE *out, const struct cli_policy *policy)
{
    const struct style *style = choose_style(out);
    const struct diagnostics *list = &policy->diagnostics;

    for (uint32_t i = 0; i < list->count; i++)
        print_one(out, style, &policy->source, &list->items[i]);
    if (list->dropped)
        fprintf(out, "%s: %u more errors and warnings are not shown\n", policy->source.name,
                list->dropped);
}
