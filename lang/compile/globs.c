/*
 * Globs taken apart: LANGUAGE.md, "Attributes". '*' is any run of characters, '?' one character,
 * [abc], [a-z], [!a] one of a set. A '[' that nothing closes is itself; a ']' right behind "[" or
 * "[!" is a member. In labels and paths only '*' is special.
 */
#include <string.h>

#include "lang/compile/internal.h"
#include "lang/vm/utf8.h"

bool glob_is_literal(const char *text)
{
    return !strpbrk(text, "*?[");
}

/* The ']' of the set that starts at `text` (its '['), or NULL. */
static const char *set_end(const char *text)
{
    const char *at = text + 1;

    if (*at == '!')
        at++;
    if (*at == ']')
        at++;
    return strchr(at, ']');
}

static void add_range(struct compilation *c, uint32_t first, uint32_t last)
{
    if (first <= last)
        *(struct code_range *)vector_push(c->arena, &c->ranges, sizeof(struct code_range)) =
            (struct code_range){first, last};
}

static struct glob_element read_set(struct compilation *c, const char *text, const char *end)
{
    struct glob_element element = {.kind = ELEMENT_SET, .value = c->ranges.count};
    const char *at = text + 1;

    if (*at == '!') {
        element.kind = ELEMENT_NOT_SET;
        at++;
    }
    while (at < end) {
        size_t used;
        uint32_t first = utf8_read(at, (size_t)(end - at), &used);
        at += used;
        if (at + 1 < end && *at == '-') {
            uint32_t last = utf8_read(at + 1, (size_t)(end - at - 1), &used);
            add_range(c, first, last);
            at += 1 + used;
        } else {
            add_range(c, first, first);
        }
    }
    element.count = c->ranges.count - element.value;
    return element;
}

/* The element at `text`; its length in bytes in *ret_used. */
static struct glob_element read_element(struct compilation *c, const char *text, bool attribute,
                                        size_t *ret_used)
{
    const char *end;

    if (attribute && *text == '?') {
        *ret_used = 1;
        return (struct glob_element){.kind = ELEMENT_ANY};
    }
    if (attribute && *text == '[' && (end = set_end(text)) != NULL) {
        *ret_used = (size_t)(end - text) + 1;
        return read_set(c, text, end);
    }
    return (struct glob_element){.kind = ELEMENT_ONE,
                                 .value = utf8_read(text, strlen(text), ret_used)};
}

/* Up to the next star, or the end. */
static const char *read_piece(struct compilation *c, const char *text, bool attribute,
                              uint32_t rule)
{
    struct piece_info piece = {.is_plain = true, .first_element = c->elements.count};
    const char *start = text;

    while (*text && *text != '*') {
        size_t used;
        struct glob_element element = read_element(c, text, attribute, &used);

        if (element.kind != ELEMENT_ONE || element.value >= UTF8_STRAY)
            piece.is_plain = false;
        *(struct glob_element *)vector_push(c->arena, &c->elements, sizeof(element)) = element;
        text += used;
    }
    if (piece.is_plain) {
        c->elements.count = piece.first_element; /* elements of plain text are not needed */
        piece.len_bytes = (uint32_t)(text - start);
        piece.text =
            strings_intern_near(c->arena, &c->strings, c->rules, rule, start, piece.len_bytes);
    } else {
        piece.element_count = c->elements.count - piece.first_element;
        if (piece.element_count > IMAGE_PIECE_MAX)
            compilation_fail(c, rule,
                             "more than %d characters between two `*` of a pattern with "
                             "`?` or sets",
                             IMAGE_PIECE_MAX);
    }
    *(struct piece_info *)vector_push(c->arena, &c->pieces, sizeof(piece)) = piece;
    return text;
}

uint32_t glob_add(struct compilation *c, const char *text, bool attribute, uint32_t rule)
{
    struct map_key key = {attribute, 0, text, (uint32_t)strlen(text)};
    struct glob_info glob = {.first_piece = c->pieces.count};
    bool is_new;
    uint32_t number = map_find(c->arena, &c->glob_map, key, c->globs.count, &is_new);

    if (!is_new)
        return number;
    for (;;) {
        text = read_piece(c, text, attribute, rule);
        if (!*text)
            break;
        while (*text == '*' && text[1] == '*')
            text++; /* two stars are one */
        text++;
    }
    glob.piece_count = c->pieces.count - glob.first_piece;
    *(struct glob_info *)vector_push(c->arena, &c->globs, sizeof(glob)) = glob;
    return number;
}

static uint32_t edge(const struct compilation *c, uint32_t number, bool last, uint32_t *ret_len,
                     bool *ret_all)
{
    const struct glob_info *glob = VECTOR_AT(&c->globs, struct glob_info, number);
    const struct piece_info *first = VECTOR_AT(&c->pieces, struct piece_info, glob->first_piece);
    const struct piece_info *piece = last ? first + glob->piece_count - 1 : first;
    const struct piece_info *other = last ? first : first + glob->piece_count - 1;

    *ret_len = piece->is_plain ? piece->len_bytes : 0;
    *ret_all =
        piece->is_plain && glob->piece_count == 2 && other->is_plain && other->len_bytes == 0;
    return piece->is_plain ? piece->text : 0;
}

uint32_t glob_prefix(const struct compilation *c, uint32_t glob, uint32_t *ret_len, bool *ret_all)
{
    return edge(c, glob, false, ret_len, ret_all);
}

uint32_t glob_suffix(const struct compilation *c, uint32_t glob, uint32_t *ret_len, bool *ret_all)
{
    return edge(c, glob, true, ret_len, ret_all);
}

/* UTF-8 (RFC 3629), or the byte that a stray one stands for; the length. */
static uint32_t put_utf8(uint32_t code, char bytes[4])
{
    if (code >= UTF8_STRAY || code < 0x80) {
        bytes[0] = (char)(code >= UTF8_STRAY ? code - UTF8_STRAY : code);
        return 1;
    }
    uint32_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (uint32_t i = len; i-- > 1; code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3f));
    bytes[0] = (char)(0xf00 >> len | code);
    return len;
}

/* The next run of elements that are one character each; 0 bytes where there is none. */
static uint32_t plain_elements(struct compilation *c, const struct piece_info *piece,
                               uint32_t *element, uint32_t *ret_text)
{
    char text[4 * IMAGE_PIECE_MAX];
    uint32_t len = 0;

    for (; *element < piece->element_count; ++*element) {
        const struct glob_element *at =
            VECTOR_AT(&c->elements, struct glob_element, piece->first_element + *element);
        if (at->kind == ELEMENT_ONE && len + 4 <= sizeof(text))
            len += put_utf8(at->value, text + len);
        else if (len > 0)
            break;
    }
    if (len == 0)
        return 0;
    /* The map of strings borrows what it is given for as long as it lives. */
    *ret_text = strings_intern(c->arena, &c->strings, arena_strndup(c->arena, text, len), len);
    return len;
}

bool glob_next_plain(struct compilation *c, uint32_t number, struct plain_walk *walk,
                     uint32_t *ret_text, uint32_t *ret_len, bool *ret_all)
{
    const struct glob_info *glob = VECTOR_AT(&c->globs, struct glob_info, number);
    const struct piece_info *pieces = VECTOR_AT(&c->pieces, struct piece_info, glob->first_piece);

    for (; walk->piece < glob->piece_count; walk->piece++, walk->element = 0) {
        const struct piece_info *piece = &pieces[walk->piece];
        *ret_all = false;
        if (!piece->is_plain) {
            *ret_len = plain_elements(c, piece, &walk->element, ret_text);
            if (*ret_len > 0)
                return true;
        } else if (walk->element == 0 && piece->len_bytes > 0) {
            *ret_text = piece->text;
            *ret_len = piece->len_bytes;
            *ret_all = glob->piece_count == 3 && walk->piece == 1 && pieces[0].is_plain &&
                       pieces[0].len_bytes == 0 && pieces[2].is_plain && pieces[2].len_bytes == 0;
            walk->element = 1;
            return true;
        }
    }
    return false;
}
