#include "lang/vm/glob.h"

#include <string.h>

#include "lang/vm/image_internal.h"
#include "lang/vm/utf8.h"

#define WORDS (IMAGE_PIECE_MAX / 64)
#define ASCII 128

static bool in_ranges(const struct image *image, const struct glob_element *set, uint32_t code)
{
    for (uint32_t i = 0; i < set->count; i++) {
        const struct code_range *range = &image->ranges[set->value + i];
        if (code >= range->first && code <= range->last)
            return true;
    }
    return false;
}

static bool element_matches(const struct image *image, const struct glob_element *element,
                            uint32_t code)
{
    switch ((enum element_kind)element->kind) {
    case ELEMENT_ONE:
        return code == element->value;
    case ELEMENT_ANY:
        return true;
    case ELEMENT_SET:
        return in_ranges(image, element, code);
    case ELEMENT_NOT_SET:
        return !in_ranges(image, element, code);
    }
    return false;
}

/* The piece at the very start of the text; its bytes are taken off. */
static bool take_first(const struct image *image, const struct glob_piece *piece, const char **text,
                       size_t *len)
{
    if (piece->is_plain) {
        if (piece->count > *len || memcmp(image->strings + piece->start, *text, piece->count) != 0)
            return false;
        *text += piece->count;
        *len -= piece->count;
        return true;
    }
    for (uint32_t i = 0; i < piece->count; i++) {
        size_t used;
        if (*len == 0)
            return false;
        uint32_t code = utf8_read(*text, *len, &used);
        if (!element_matches(image, &image->elements[piece->start + i], code))
            return false;
        *text += used;
        *len -= used;
    }
    return true;
}

/* The last character of a text that is not empty. */
static uint32_t read_back(const char *text, size_t len, size_t *ret_len)
{
    for (size_t back = 1; back <= 4 && back <= len; back++) {
        uint32_t code = utf8_read(text + len - back, back, ret_len);
        if (*ret_len == back && code < UTF8_STRAY)
            return code;
    }
    *ret_len = 1;
    return UTF8_STRAY + (unsigned char)text[len - 1];
}

static bool take_last(const struct image *image, const struct glob_piece *piece, const char *text,
                      size_t *len)
{
    if (piece->is_plain) {
        if (piece->count > *len ||
            memcmp(image->strings + piece->start, text + *len - piece->count, piece->count) != 0)
            return false;
        *len -= piece->count;
        return true;
    }
    for (uint32_t i = piece->count; i-- > 0;) {
        size_t used;
        if (*len == 0)
            return false;
        uint32_t code = read_back(text, *len, &used);
        if (!element_matches(image, &image->elements[piece->start + i], code))
            return false;
        *len -= used;
    }
    return true;
}

/* Pieces of so few elements are compared wherever they may start: the masks below are more work. */
#define COMPARED_MAX 8

static bool take_short(const struct image *image, const struct glob_piece *piece, const char **text,
                       size_t *len)
{
    const struct glob_element *first = &image->elements[piece->start];
    bool is_byte = first->kind == ELEMENT_ONE && first->value < ASCII;

    while (*len > 0) {
        const char *start = is_byte ? memchr(*text, (int)first->value, *len) : *text;
        size_t used;
        if (!start)
            return false;
        *len -= (size_t)(start - *text);
        *text = start;
        const char *rest = *text;
        size_t rest_len = *len;
        if (take_first(image, piece, &rest, &rest_len)) {
            *text = rest;
            *len = rest_len;
            return true;
        }
        utf8_read(*text, *len, &used);
        *text += used;
        *len -= used;
    }
    return false;
}

/* For each ASCII character, the elements it matches, one bit each. */
struct masks {
    uint64_t of[ASCII][WORDS];
};

static void mask_element(const struct image *image, const struct glob_element *element, uint32_t i,
                         struct masks *masks)
{
    uint64_t bit = UINT64_C(1) << (i % 64);
    uint32_t word = i / 64;

    if (element->kind == ELEMENT_ONE) {
        if (element->value < ASCII)
            masks->of[element->value][word] |= bit;
        return;
    }
    for (uint32_t code = 0; element->kind != ELEMENT_SET && code < ASCII; code++)
        masks->of[code][word] |= bit;
    if (element->kind == ELEMENT_ANY)
        return;
    for (uint32_t r = 0; r < element->count; r++) {
        const struct code_range *range = &image->ranges[element->value + r];
        for (uint32_t code = range->first; code <= range->last && code < ASCII; code++) {
            if (element->kind == ELEMENT_SET)
                masks->of[code][word] |= bit;
            else
                masks->of[code][word] &= ~bit;
        }
    }
}

static void mask_of(const struct image *image, const struct glob_piece *piece, uint32_t code,
                    uint64_t mask[WORDS])
{
    memset(mask, 0, WORDS * sizeof(*mask));
    for (uint32_t i = 0; i < piece->count; i++)
        if (element_matches(image, &image->elements[piece->start + i], code))
            mask[i / 64] |= UINT64_C(1) << (i % 64);
}

/*
 * The first place in the text where the piece stands (Baeza-Yates and Gonnet, "A new approach to
 * text searching", 1992): bit i of the state says that elements 0 to i match what was just read.
 */
static bool take_elements(const struct image *image, const struct glob_piece *piece,
                          const char **text, size_t *len)
{
    uint32_t words = (piece->count + 63) / 64;
    uint64_t last_bit = UINT64_C(1) << ((piece->count - 1) % 64);
    uint64_t state[WORDS] = {0};
    uint64_t other[WORDS];
    struct masks masks;

    memset(&masks, 0, sizeof(masks));
    for (uint32_t i = 0; i < piece->count; i++)
        mask_element(image, &image->elements[piece->start + i], i, &masks);
    while (*len > 0) {
        size_t used;
        uint32_t code = utf8_read(*text, *len, &used);
        const uint64_t *mask = other;
        uint64_t carry = 1;

        if (code < ASCII)
            mask = masks.of[code];
        else
            mask_of(image, piece, code, other);
        for (uint32_t w = 0; w < words; w++) {
            uint64_t next_carry = state[w] >> 63;
            state[w] = (state[w] << 1 | carry) & mask[w];
            carry = next_carry;
        }
        *text += used;
        *len -= used;
        if (state[words - 1] & last_bit)
            return true;
    }
    return false;
}

static bool take_next(const struct image *image, const struct glob_piece *piece, const char **text,
                      size_t *len)
{
    if (piece->count == 0)
        return true;
    if (!piece->is_plain)
        return piece->count <= COMPARED_MAX ? take_short(image, piece, text, len)
                                            : take_elements(image, piece, text, len);

    const char *found = memmem(*text, *len, image->strings + piece->start, piece->count);
    if (!found)
        return false;
    found += piece->count;
    *len -= (size_t)(found - *text);
    *text = found;
    return true;
}

bool glob_match(const struct image *image, uint32_t number, const char *text, size_t len)
{
    const struct glob *glob = &image->globs[number];
    const struct glob_piece *pieces = &image->pieces[glob->first_piece];
    uint32_t last = glob->piece_count - 1;

    if (!take_first(image, &pieces[0], &text, &len))
        return false;
    if (last == 0)
        return len == 0;
    if (!take_last(image, &pieces[last], text, &len))
        return false;
    for (uint32_t i = 1; i < last; i++)
        if (!take_next(image, &pieces[i], &text, &len))
            return false;
    return true;
}
