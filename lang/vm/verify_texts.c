/* Strings, patterns, and the tables that hold texts. */
#include "lang/vm/utf8.h"
#include "lang/vm/verify_internal.h"

#define SEARCH_STEPS 4 /* what looking through a text takes, beside a comparison at its edge */

static bool check_strings(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    if (image->strings_count == 0 || image->strings[image->strings_count - 1] != '\0')
        return refuse(verifier, image->strings, "the strings do not end in a NUL");
    if (image->header->options >= image->strings_count)
        return refuse(verifier, &image->header->options, "no such text");
    if (image->rules_count >= TARGET_RULE)
        return refuse(verifier, image->rules, "too many rules");
    for (uint32_t i = 0; i < image->rules_count; i++)
        if (image->rules[i].text >= image->strings_count)
            return refuse(verifier, &image->rules[i], "no such text");
    return true;
}

static bool check_ranges(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    for (uint32_t i = 0; i < image->ranges_count; i++) {
        const struct code_range *range = &image->ranges[i];
        if (range->first > range->last || range->last > UTF8_LAST)
            return refuse(verifier, range, "a range of characters is none");
    }
    return true;
}

/* The piece's elements, which must be those from *next_element on, and their ranges likewise. */
static bool check_elements(struct verifier *verifier, const struct glob_piece *piece,
                           uint32_t *next_element, uint32_t *next_range, uint32_t *cost)
{
    const struct image *image = verifier->image;

    if (piece->start != *next_element || piece->count > image->elements_count - *next_element ||
        piece->count == 0 || piece->count > IMAGE_PIECE_MAX)
        return refuse(verifier, piece, "elements of a piece do not lie where they must");
    for (uint32_t i = 0; i < piece->count; i++) {
        const struct glob_element *element = &image->elements[piece->start + i];
        bool is_set = element->kind == ELEMENT_SET || element->kind == ELEMENT_NOT_SET;

        if (element->kind > ELEMENT_NOT_SET || (!is_set && element->count != 0))
            return refuse(verifier, element, "unknown element of a piece");
        if (is_set &&
            (element->value != *next_range || element->count > image->ranges_count - *next_range))
            return refuse(verifier, element, "ranges of a set do not lie where they must");
        *next_range += element->count;
        *cost = clamp(*cost + 1 + clamp(element->count));
    }
    *next_element += piece->count;
    return true;
}

static bool check_globs(struct verifier *verifier)
{
    const struct image *image = verifier->image;
    uint32_t next_piece = 0, next_element = 0, next_range = 0;

    for (uint32_t i = 0; i < image->globs_count; i++) {
        const struct glob *glob = &image->globs[i];
        uint32_t cost = 1;

        if (glob->first_piece != next_piece || glob->piece_count == 0 ||
            glob->piece_count > image->pieces_count - next_piece)
            return refuse(verifier, glob, "pieces of a glob do not lie where they must");
        next_piece += glob->piece_count;
        for (uint32_t p = glob->first_piece; p < next_piece; p++) {
            const struct glob_piece *piece = &image->pieces[p];

            bool searched = p != glob->first_piece && p + 1 != next_piece;
            cost = clamp(cost + (searched ? SEARCH_STEPS : 1));
            if (piece->is_plain > 1)
                return refuse(verifier, piece, "unknown kind of piece");
            if (piece->is_plain && !text_lies_inside(image, piece->start, piece->count))
                return refuse(verifier, piece, "no such text");
            if (!piece->is_plain &&
                !check_elements(verifier, piece, &next_element, &next_range, &cost))
                return false;
        }
        verifier->glob_costs[i] = cost;
    }
    if (next_piece != image->pieces_count || next_element != image->elements_count ||
        next_range != image->ranges_count)
        return refuse(verifier, image->pieces, "parts of patterns that belong to none");
    return true;
}

/* Hash tables. */

static bool check_seeds(struct verifier *verifier, const void *slots, uint32_t slot_count,
                        uint32_t seed_count)
{
    if ((slot_count == 0) != (seed_count == 0) || (seed_count & (seed_count - 1)) != 0)
        return refuse(verifier, slots, "a table without its seeds");
    return true;
}

static bool check_text_slots(struct verifier *verifier, const struct text_slot *slots,
                             uint32_t slot_count, uint32_t seed_count)
{
    for (uint32_t i = 0; i < slot_count; i++)
        if (slots[i].scope != SLOT_EMPTY &&
            !text_lies_inside(verifier->image, slots[i].text, slots[i].len_bytes))
            return refuse(verifier, &slots[i], "no such text");
    return check_seeds(verifier, slots, slot_count, seed_count);
}

static bool check_facts(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    if (image->fact_slots_count > IMAGE_FACTS_MAX)
        return refuse(verifier, image->fact_slots, "too many facts");
    for (uint32_t i = 0; i < image->fact_slots_count; i++) {
        const struct fact_slot *slot = &image->fact_slots[i];
        if (slot->key >= ATTRIBUTE_KEY_COUNT || (slot->key != ATTRIBUTE_ARG_AT && slot->index != 0))
            return refuse(verifier, slot, "unknown fact");
    }
    for (uint32_t i = 0; i < image->literal_slots_count; i++) {
        const struct text_slot *slot = &image->literal_slots[i];
        if (slot->scope != SLOT_EMPTY && slot->scope >= ATTRIBUTE_KEY_COUNT)
            return refuse(verifier, slot, "unknown attribute");
    }
    return true;
}

bool check_texts(struct verifier *verifier)
{
    return check_strings(verifier) && check_ranges(verifier) && check_globs(verifier);
}

bool check_tables(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    return check_text_slots(verifier, image->literal_slots, image->literal_slots_count,
                            image->literal_seeds_count) &&
           check_text_slots(verifier, image->segment_slots, image->segment_slots_count,
                            image->segment_seeds_count) &&
           check_seeds(verifier, image->host_slots, image->host_slots_count,
                       image->host_seeds_count) &&
           check_seeds(verifier, image->switch_slots, image->switch_slots_count,
                       image->switch_seeds_count) &&
           check_seeds(verifier, image->affix_slots, image->affix_slots_count,
                       image->affix_seeds_count) &&
           check_facts(verifier);
}
