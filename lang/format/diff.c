#include "lang/format/diff.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CONTEXT 3

struct line {
    const char *start;
    size_t len_bytes; /* with its line end */
};

struct lines {
    struct line *items;
    size_t count;
};

/* ' ' both have it, '-' only the old text, '+' only the new one. */
struct edit {
    char kind;
    struct line line;
};

static struct lines split(const char *text, size_t len_bytes)
{
    struct lines lines = {0};
    const char *end = text + len_bytes;
    size_t count = 1;

    for (const char *c = text; c < end; c++)
        count += *c == '\n';
    lines.items = malloc(count * sizeof *lines.items);
    if (!lines.items)
        abort();
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *next = newline ? newline + 1 : end;

        lines.items[lines.count++] = (struct line){text, (size_t)(next - text)};
        text = next;
    }
    return lines;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool alike(struct line a, struct line b)
{
    size_t i = 0, j = 0;

    for (;;) {
        while (i < a.len_bytes && is_blank(a.start[i]))
            i++;
        while (j < b.len_bytes && is_blank(b.start[j]))
            j++;
        if (i == a.len_bytes || j == b.len_bytes)
            return i == a.len_bytes && j == b.len_bytes;
        if (toupper((unsigned char)a.start[i++]) != toupper((unsigned char)b.start[j++]))
            return false;
    }
}

static bool equal(struct line a, struct line b)
{
    return a.len_bytes == b.len_bytes && !memcmp(a.start, b.start, a.len_bytes);
}

#define AHEAD_MAX 64 /* lines looked ahead for where the texts meet again */

/* How many lines of each text to pass over until they meet again: the fewest; false if none. */
static bool meet_again(const struct lines *a, size_t i, const struct lines *b, size_t j,
                       size_t *ret_from_a, size_t *ret_from_b)
{
    for (size_t sum = 1; sum <= AHEAD_MAX; sum++) {
        for (size_t from_b = 0; from_b <= sum; from_b++) {
            size_t from_a = sum - from_b;

            if (i + from_a < a->count && j + from_b < b->count &&
                equal(a->items[i + from_a], b->items[j + from_b])) {
                *ret_from_a = from_a;
                *ret_from_b = from_b;
                return true;
            }
        }
    }
    return false;
}

/* Room for both texts' lines. Returns how many edits there are. */
static size_t compare(const struct lines *a, const struct lines *b, struct edit *edits)
{
    size_t i = 0, j = 0, count = 0;

    while (i < a->count || j < b->count) {
        size_t from_a, from_b;
        bool paired = i < a->count && j < b->count && alike(a->items[i], b->items[j]);

        if (paired && equal(a->items[i], b->items[j])) {
            edits[count++] = (struct edit){' ', a->items[i]};
            i++, j++;
            continue;
        }
        if (paired || !meet_again(a, i, b, j, &from_a, &from_b)) {
            from_a = i < a->count;
            from_b = j < b->count;
        }
        while (from_a-- > 0)
            edits[count++] = (struct edit){'-', a->items[i++]};
        while (from_b-- > 0)
            edits[count++] = (struct edit){'+', b->items[j++]};
    }
    return count;
}

/* In a run of changes, what goes stands before what comes. */
static void group(struct edit *edits, size_t count)
{
    struct edit *sorted = malloc((count + 1) * sizeof *sorted);

    if (!sorted)
        abort();
    for (size_t start = 0; start < count;) {
        size_t end = start, to = 0;

        while (end < count && edits[end].kind != ' ')
            end++;
        for (const char *kind = "-+"; *kind; kind++)
            for (size_t i = start; i < end; i++)
                if (edits[i].kind == *kind)
                    sorted[to++] = edits[i];
        memcpy(edits + start, sorted, to * sizeof *sorted);
        start = end + 1;
    }
    free(sorted);
}

/* Nothing of a text may reach a terminal as a command. */
static void print_line(FILE *out, const struct edit *edit, bool colour)
{
    const char *start = !colour ? "" : edit->kind == '-' ? "\033[31m" : "\033[32m";
    size_t len = edit->line.len_bytes;
    bool whole = len > 0 && edit->line.start[len - 1] == '\n';

    if (edit->kind == ' ')
        start = "";
    fprintf(out, "%s%c", start, edit->kind);
    for (size_t i = 0; i < len - whole; i++) {
        unsigned char c = (unsigned char)edit->line.start[i];

        if (colour && c < 0x20 && c != '\t')
            fprintf(out, "^%c", c + 0x40);
        else
            fputc(c, out);
    }
    fprintf(out, "%s\n%s", *start ? "\033[0m" : "", whole ? "" : "\\ No newline at end of file\n");
}

static void print_hunk(FILE *out, const struct edit *edits, size_t start, size_t end, size_t a,
                       size_t b, bool colour)
{
    size_t a_count = 0, b_count = 0;

    for (size_t i = start; i < end; i++) {
        a_count += edits[i].kind != '+';
        b_count += edits[i].kind != '-';
    }
    fprintf(out, "%s@@ -%zu,%zu +%zu,%zu @@%s\n", colour ? "\033[36m" : "", a + (a_count > 0),
            a_count, b + (b_count > 0), b_count, colour ? "\033[0m" : "");
    for (size_t i = start; i < end; i++)
        print_line(out, &edits[i], colour);
}

/* Edits that are printed: changes, and those near one. The caller frees it. */
static bool *choose_shown(const struct edit *edits, size_t count)
{
    bool *shown = calloc(count + 1, sizeof *shown);

    if (!shown)
        abort();
    for (size_t i = 0; i < count; i++) {
        size_t start = i > CONTEXT ? i - CONTEXT : 0;

        if (edits[i].kind != ' ')
            for (size_t j = start; j < count && j <= i + CONTEXT; j++)
                shown[j] = true;
    }
    return shown;
}

static void print_hunks(FILE *out, const struct edit *edits, size_t count, bool colour)
{
    bool *shown = choose_shown(edits, count);
    size_t a = 0, b = 0; /* lines of each text before `i` */

    for (size_t i = 0; i < count;) {
        size_t end = i;

        while (end < count && shown[end])
            end++;
        if (end > i)
            print_hunk(out, edits, i, end, a, b, colour);
        for (end = end > i ? end : i + 1; i < end; i++) {
            a += edits[i].kind != '+';
            b += edits[i].kind != '-';
        }
    }
    free(shown);
}

bool format_diff(FILE *out, const char *name, const char *old_text, size_t old_len,
                 const char *new_text, size_t new_len, bool colour)
{
    struct lines a = split(old_text, old_len), b = split(new_text, new_len);
    struct edit *edits = malloc((a.count + b.count + 1) * sizeof *edits);
    bool different = old_len != new_len || memcmp(old_text, new_text, old_len) != 0;
    size_t count;

    if (!edits)
        abort();
    if (different) {
        count = compare(&a, &b, edits);
        group(edits, count);
        fprintf(out, "--- %s\n+++ %s\n", name, name);
        print_hunks(out, edits, count, colour);
    }
    free(a.items);
    free(b.items);
    free(edits);
    return different;
}
