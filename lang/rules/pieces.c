#include "lang/rules/pieces.h"

#include <stdlib.h>
#include <string.h>

/* A piece ends with the line in which it reaches this: parsed in some 100 us. */
#define PIECE_BYTES 8192

struct bytes {
    char *text; /* malloc'ed; NULL: no header */
    uint32_t len;
};

struct piece {
    uint32_t len;              /* bytes of the text */
    struct bytes above;        /* the header line that holds at its start */
    struct span own_header;    /* of its last header line, from the piece's start; empty: none */
    struct bytes below;        /* the header line that holds at its end */
    struct arena arena;        /* of the errors */
    struct diagnostics errors; /* places in the piece behind a copy of `above` and a line end */
};

struct pieces {
    const struct policy_options *options;
    struct piece **items;
    uint32_t count;
    uint32_t capacity;
    uint64_t work;
};

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

/* ---- headers ---- */

static struct bytes bytes_copy(const char *text, uint32_t len)
{
    struct bytes copy = {must(malloc((size_t)len + 1)), len};

    memcpy(copy.text, text, len);
    return copy;
}

static struct bytes bytes_like(const struct bytes *other)
{
    return other->text ? bytes_copy(other->text, other->len) : (struct bytes){0};
}

static bool bytes_same(const struct bytes *a, const struct bytes *b)
{
    return !a->text == !b->text && a->len == b->len &&
           (!a->len || !memcmp(a->text, b->text, a->len));
}

/* As the lexer sees it: a line that starts with '[' sets a context, or makes it unknown. */
static bool is_header(const char *line, const char *end)
{
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    return line < end && *line == '[';
}

static struct span last_header(const char *text, uint32_t len)
{
    struct span found = {0, 0};

    for (uint32_t at = 0; at < len;) {
        const char *newline = memchr(text + at, '\n', len - at);
        uint32_t end = newline ? (uint32_t)(newline - text) : len;

        if (is_header(text + at, text + end))
            found = (struct span){at, end};
        at = end + 1;
    }
    return found;
}

/* ---- one piece ---- */

static void piece_clear(struct piece *piece)
{
    free(piece->above.text);
    free(piece->below.text);
    arena_free(&piece->arena);
}

static void piece_free(struct piece *piece)
{
    piece_clear(piece);
    free(piece);
}

static const char *keep(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

/* A diagnostic with its texts in another arena. */
static struct diagnostic copy_of(struct arena *arena, const struct diagnostic *from)
{
    struct diagnostic copy = *from;

    copy.message = keep(arena, from->message);
    for (uint32_t i = 0; i < copy.span_count; i++)
        copy.spans[i].label = keep(arena, copy.spans[i].label);
    for (uint32_t i = 0; i < copy.fix_count; i++) {
        copy.fixes[i].replacement = keep(arena, copy.fixes[i].replacement);
        copy.fixes[i].title = keep(arena, copy.fixes[i].title);
    }
    return copy;
}

static uint32_t prefix_len(const struct piece *piece)
{
    return piece->above.text ? piece->above.len + 1 : 0;
}

/* What is wrong with the header itself is said where it stands. */
static void keep_errors(struct piece *piece, const struct diagnostics *found)
{
    piece->errors = (struct diagnostics){.arena = &piece->arena};
    for (uint32_t i = 0; i < found->count; i++) {
        const struct diagnostic *item = &found->items[i];
        struct diagnostic copy;

        if (item->severity != SEVERITY_ERROR || !item->span_count ||
            item->spans[0].span.start < prefix_len(piece))
            continue;
        copy = copy_of(&piece->arena, item);
        diagnostic_copy(&piece->errors, &copy);
    }
}

static void piece_parse(struct pieces *pieces, struct piece *piece, const char *text)
{
    struct arena scratch = {0};
    struct diagnostics found = {.arena = &scratch};
    uint32_t prefix = prefix_len(piece);
    char *made = arena_alloc(&scratch, (size_t)prefix + piece->len + 1);
    struct policy_options options = *pieces->options;
    struct ruleset rules;

    if (prefix) {
        memcpy(made, piece->above.text, piece->above.len);
        made[prefix - 1] = '\n';
    }
    memcpy(made + prefix, text, piece->len);
    options.defaults = NULL;
    policy_parse(made, (size_t)prefix + piece->len, &options, &scratch, &found, &rules);
    arena_free(&piece->arena);
    keep_errors(piece, &found);
    arena_free(&scratch);
    pieces->work += prefix + piece->len;
}

/* The piece behind a header: parsed again if that is another one than before. */
static void piece_set(struct pieces *pieces, struct piece *piece, const struct bytes *above,
                      const char *text)
{
    free(piece->above.text);
    free(piece->below.text);
    piece->above = bytes_like(above);
    piece->own_header = last_header(text, piece->len);
    piece->below = piece->own_header.end
                       ? bytes_copy(text + piece->own_header.start,
                                    piece->own_header.end - piece->own_header.start)
                       : bytes_like(above);
    piece_parse(pieces, piece, text);
}

/* ---- all of them ---- */

/* The end of a piece that starts at `start`. */
static uint32_t cut(const char *text, uint32_t start, uint32_t end)
{
    const char *newline;

    if (end - start <= PIECE_BYTES)
        return end;
    newline = memchr(text + start + PIECE_BYTES - 1, '\n', end - start - PIECE_BYTES + 1);
    return newline ? (uint32_t)(newline + 1 - text) : end;
}

static void reserve(struct pieces *pieces, uint32_t count)
{
    if (count <= pieces->capacity)
        return;
    pieces->capacity = count + count / 2 + 16;
    pieces->items = must(realloc(pieces->items, sizeof(struct piece *) * pieces->capacity));
}

/* Puts `count` empty pieces in place of `removed` ones. */
static void splice(struct pieces *pieces, uint32_t at, uint32_t removed, uint32_t count)
{
    uint32_t tail = pieces->count - at - removed;

    for (uint32_t i = 0; i < removed; i++)
        piece_free(pieces->items[at + i]);
    reserve(pieces, pieces->count - removed + count);
    if (tail)
        memmove(pieces->items + at + count, pieces->items + at + removed,
                sizeof(struct piece *) * tail);
    for (uint32_t i = 0; i < count; i++)
        pieces->items[at + i] = must(calloc(1, sizeof(struct piece)));
    pieces->count = at + count + tail;
}

static uint32_t count_cuts(const char *text, uint32_t start, uint32_t end)
{
    uint32_t count = 0;

    while (start < end) {
        start = cut(text, start, end);
        count++;
    }
    return count;
}

/* The pieces from `first` on whose header has become another one. */
static void carry_on(struct pieces *pieces, const char *text, uint32_t first, uint32_t start)
{
    for (uint32_t i = first; i < pieces->count; i++) {
        const struct bytes none = {0};
        const struct bytes *above = i ? &pieces->items[i - 1]->below : &none;

        if (bytes_same(&pieces->items[i]->above, above))
            return;
        piece_set(pieces, pieces->items[i], above, text + start);
        start += pieces->items[i]->len;
    }
}

/* Bytes [start, end) of the text in place of `removed` pieces. */
static void replace(struct pieces *pieces, const char *text, uint32_t at, uint32_t removed,
                    uint32_t start, uint32_t end)
{
    uint32_t count = count_cuts(text, start, end);
    const struct bytes none = {0};

    splice(pieces, at, removed, count);
    for (uint32_t i = at; i < at + count; i++) {
        uint32_t next = cut(text, start, end);

        pieces->items[i]->len = next - start;
        piece_set(pieces, pieces->items[i], i ? &pieces->items[i - 1]->below : &none, text + start);
        start = next;
    }
    carry_on(pieces, text, at + count, start);
}

struct pieces *pieces_new(const char *text, uint32_t len_bytes,
                          const struct policy_options *options)
{
    struct pieces *pieces = must(calloc(1, sizeof *pieces));

    pieces->options = options;
    replace(pieces, text, 0, 0, 0, len_bytes);
    return pieces;
}

void pieces_free(struct pieces *pieces)
{
    if (!pieces)
        return;
    for (uint32_t i = 0; i < pieces->count; i++)
        piece_free(pieces->items[i]);
    free(pieces->items);
    free(pieces);
}

/* The piece that byte `offset` is in; the last one for the end of the text. */
static uint32_t piece_at(const struct pieces *pieces, uint32_t offset, uint32_t *ret_start)
{
    uint32_t start = 0, i = 0;

    while (i + 1 < pieces->count && start + pieces->items[i]->len <= offset)
        start += pieces->items[i++]->len;
    *ret_start = start;
    return i;
}

void pieces_edit(struct pieces *pieces, const char *text, uint32_t len_bytes, struct span old,
                 uint32_t new_len_bytes)
{
    uint32_t start, last_start, first, last, end;

    if (!pieces->count) {
        replace(pieces, text, 0, 0, 0, len_bytes);
        return;
    }
    first = piece_at(pieces, old.start, &start);
    last = piece_at(pieces, old.end, &last_start);
    end = last_start + pieces->items[last]->len - (old.end - old.start) + new_len_bytes;
    replace(pieces, text, first, last - first + 1, start, end);
}

/* ---- what is wrong ---- */

struct placing {
    uint32_t prefix; /* bytes of the copied header and its line end */
    uint32_t start;  /* of the piece in the text */
    uint32_t header; /* of the header that was copied */
};

static struct span placed(const struct placing *placing, struct span span)
{
    uint32_t shift = span.start < placing->prefix ? placing->header : placing->start;
    uint32_t from = span.start < placing->prefix ? 0 : placing->prefix;

    return (struct span){span.start - from + shift, span.end - from + shift};
}

static void add_error(const struct placing *placing, const struct diagnostic *error,
                      struct diagnostics *found)
{
    struct diagnostic copy = copy_of(found->arena, error);

    for (uint32_t i = 0; i < copy.span_count; i++)
        copy.spans[i].span = placed(placing, copy.spans[i].span);
    for (uint32_t i = 0; i < copy.fix_count; i++)
        copy.fixes[i].span = placed(placing, copy.fixes[i].span);
    diagnostic_copy(found, &copy);
}

uint32_t pieces_errors(const struct pieces *pieces, uint32_t max, struct diagnostics *ret_found)
{
    struct placing placing = {0};
    uint32_t count = 0;

    for (uint32_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = pieces->items[i];

        placing.prefix = prefix_len(piece);
        for (uint32_t k = 0; k < piece->errors.count; k++)
            if (count + k < max)
                add_error(&placing, &piece->errors.items[k], ret_found);
        count += piece->errors.count + piece->errors.dropped;
        if (piece->own_header.end)
            placing.header = placing.start + piece->own_header.start;
        placing.start += piece->len;
    }
    return count;
}

uint64_t pieces_work(const struct pieces *pieces)
{
    return pieces->work;
}
