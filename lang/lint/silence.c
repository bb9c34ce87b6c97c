/* Comments that silence warnings. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lint/lint.h"
#include "lang/source/pages.h"
#include "lang/syntax/comment.h"

/* One code in one comment. */
struct silencer {
    struct span span; /* the code in the text */
    enum diagnostic_code code;
    uint32_t line; /* that it is about; 0: the whole text */
    bool used;
};

struct silencers {
    struct silencer *items;
    uint32_t count;
    uint32_t capacity;
};

struct reader {
    const struct source *source;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct silencers silencers;
    bool report;      /* what is wrong with the comments themselves */
    uint32_t pending; /* first of those that wait for the next rule or header */
};

static uint32_t skip_blanks(const struct source *source, uint32_t at, uint32_t end)
{
    while (at < end && (source->text[at] == ' ' || source->text[at] == '\t'))
        at++;
    return at;
}

static bool skip_word(const struct source *source, uint32_t *at, uint32_t end, const char *word)
{
    size_t len = strlen(word);

    if (end - *at < len || memcmp(source->text + *at, word, len) != 0 ||
        (*at + len < end &&
         (isalnum((unsigned char)source->text[*at + len]) || source->text[*at + len] == '-')))
        return false;
    *at = skip_blanks(source, *at + (uint32_t)len, end);
    return true;
}

static bool find_code(const char *text, size_t len, enum diagnostic_code *ret_code)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        if (strlen(diagnostic_infos[i].code) == len &&
            !memcmp(diagnostic_infos[i].code, text, len)) {
            *ret_code = (enum diagnostic_code)i;
            return true;
        }
    }
    return false;
}

static void add_silencer(struct reader *reader, struct silencer silencer)
{
    struct silencers *list = &reader->silencers;

    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity ? 2 * list->capacity : 16;
        struct silencer *items = ARENA_ARRAY(reader->arena, struct silencer, capacity);

        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = silencer;
}

/* NULL where comments are not reported. */
__attribute__((format(printf, 3, 4))) static struct diagnostic *
complain(struct reader *reader, struct span span, const char *format, ...)
{
    char message[160];
    va_list arguments;

    if (!reader->report)
        return NULL;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return diagnostic_add(reader->diagnostics, DIAGNOSTIC_SILENCE_UNKNOWN, span, "%s", message);
}

static void refuse_code(struct reader *reader, struct span span)
{
    const char *text = reader->source->text + span.start;
    int len = (int)(span.end - span.start);
    const char *near = diagnostic_nearest(text, (size_t)len);
    struct diagnostic *diagnostic =
        complain(reader, span, "`%.*s` is no code of a warning", len > 40 ? 40 : len, text);

    if (diagnostic && near)
        diagnostic_fix(diagnostic, span, near,
                       arena_printf(reader->diagnostics->arena, "write `%s`", near));
}

static void read_code(struct reader *reader, struct span span, uint32_t line)
{
    const char *text = reader->source->text + span.start;
    int len = (int)(span.end - span.start);
    enum diagnostic_code code;

    if (!find_code(text, (size_t)len, &code))
        refuse_code(reader, span);
    else if (diagnostic_infos[code].severity == SEVERITY_ERROR)
        complain(reader, span, "`%.*s` is an error, and cannot be silenced", len, text);
    else
        add_silencer(reader, (struct silencer){span, code, line, false});
}

/* Codes up to what is none: a reason may follow. Returns how many words were taken for codes. */
static uint32_t read_codes(struct reader *reader, uint32_t at, uint32_t end, uint32_t line)
{
    const char *text = reader->source->text;
    uint32_t count = 0;

    for (;;) {
        uint32_t start;

        while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == ','))
            at++;
        start = at;
        while (at < end && isalnum((unsigned char)text[at]))
            at++;
        if (at == start || !strchr("WE", text[start]) || at - start < 2 ||
            !isdigit((unsigned char)text[start + 1]))
            return count;
        read_code(reader, (struct span){start, at}, line);
        count++;
    }
}

/* `line` is 0 in a comment on a line of its own: what it is about is not known yet. */
static void read_comment(struct reader *reader, uint32_t at, uint32_t end, uint32_t line)
{
    const struct source *source = reader->source;
    bool whole;
    uint32_t word;

    at = skip_blanks(source, at + 1, end);
    word = at;
    if (!skip_word(source, &at, end, "egress:"))
        return;
    whole = skip_word(source, &at, end, "allow-file");
    if (!whole && !skip_word(source, &at, end, "allow")) {
        complain(reader, (struct span){word, end},
                 "a comment to this program is `egress: allow CODE` or `egress: allow-file CODE`");
        return;
    }
    if (!read_codes(reader, at, end, whole ? 0 : line ? line : UINT32_MAX))
        complain(reader, (struct span){word, end}, "a code is missing, such as `W1201`");
}

/* Comments on lines of their own are about the next line that is a rule or header. */
static void settle_pending(struct reader *reader, uint32_t line)
{
    for (; reader->pending < reader->silencers.count; reader->pending++)
        if (reader->silencers.items[reader->pending].line == UINT32_MAX)
            reader->silencers.items[reader->pending].line = line;
}

static void read_line(struct reader *reader, uint32_t number)
{
    const struct source *source = reader->source;
    struct span line = source_line(source, number);
    uint32_t start = skip_blanks(source, line.start, line.end);
    uint32_t comment = comment_start(source->text, line);
    bool blank = start >= comment;

    if (!blank)
        settle_pending(reader, number);
    if (comment < line.end)
        read_comment(reader, comment, line.end, blank ? 0 : number);
    if (!blank)
        reader->pending = reader->silencers.count;
}

static int by_line_and_code(const void *a, const void *b)
{
    const struct silencer *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return x->code < y->code ? -1 : x->code > y->code;
}

static bool use_silencer(struct silencers *list, enum diagnostic_code code, uint32_t line)
{
    const struct silencer key = {.code = code, .line = line};
    struct silencer *found =
        list->count ? bsearch(&key, list->items, list->count, sizeof key, by_line_and_code) : NULL;

    if (found)
        found->used = true;
    return found != NULL;
}

static bool is_silenced(struct silencers *list, enum diagnostic_code code, uint32_t line)
{
    bool here = line && use_silencer(list, code, line);

    return use_silencer(list, code, 0) || here;
}

static uint32_t drop_silenced(struct reader *reader)
{
    struct diagnostics *list = reader->diagnostics;
    uint32_t kept = 0, dropped;

    for (uint32_t i = 0; i < list->count; i++) {
        const struct diagnostic *item = &list->items[i];
        uint32_t line =
            item->span_count ? source_position(reader->source, item->spans[0].span.start).line : 0;

        if (item->severity == SEVERITY_ERROR || !is_silenced(&reader->silencers, item->code, line))
            list->items[kept++] = *item;
    }
    dropped = list->count - kept;
    list->count = kept;
    if (dropped) /* the list takes what is behind its end for zeroed */
        memset(&list->items[kept], 0, dropped * sizeof *list->items);
    return dropped;
}

static void report_unused(struct reader *reader)
{
    for (uint32_t i = 0; i < reader->silencers.count; i++) {
        const struct silencer *silencer = &reader->silencers.items[i];

        if (!silencer->used)
            diagnostic_add(reader->diagnostics, DIAGNOSTIC_SILENCE_UNUSED, silencer->span,
                           "there is no warning %s %s", diagnostic_infos[silencer->code].code,
                           silencer->line ? "there to silence" : "in this text to silence");
    }
}

uint32_t lint_silence(const struct source *source, struct arena *arena, bool report,
                      struct diagnostics *diagnostics)
{
    struct reader reader = {
        .source = source, .arena = arena, .diagnostics = diagnostics, .report = report};
    uint32_t dropped;

    if (!memmem(source->text, source->len_bytes, "egress:", 7))
        return 0;
    for (uint32_t line = 1; line <= source->line_count; line++)
        read_line(&reader, line);
    if (reader.silencers.count)
        qsort(reader.silencers.items, reader.silencers.count, sizeof *reader.silencers.items,
              by_line_and_code);
    dropped = drop_silenced(&reader);
    if (report)
        report_unused(&reader);
    return dropped;
}
