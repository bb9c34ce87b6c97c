/*
 * Inside lang/lint: a pattern as a finite automaton. A set of places is a bit for each place, place
 * n standing before element n, the last one behind all of them; stars are stepped over at once.
 */
#ifndef EGRESS_LANG_LINT_AUTOMATON_H
#define EGRESS_LANG_LINT_AUTOMATON_H

#include "lang/lint/pattern.h"

static inline bool set_has(const struct pattern_set *set, uint32_t codepoint)
{
    return codepoint < 0x80 ? set->ascii[codepoint >> 6] >> (codepoint & 63) & 1 : set->others;
}

static inline bool element_has(const struct pattern *pattern, uint32_t number, uint32_t codepoint)
{
    const struct pattern_element *element = &pattern->elements[number];

    switch ((enum pattern_kind)element->kind) {
    case PATTERN_CHARACTER:
        return element->value == codepoint;
    case PATTERN_ANY:
        return true;
    case PATTERN_ANY_BUT:
        return element->value != codepoint;
    case PATTERN_SET:
        return set_has(&pattern->sets[element->value], codepoint);
    }
    return false;
}

/* Words of a set of places. */
static inline uint32_t pattern_words(const struct pattern *pattern)
{
    return pattern->count / 64 + 1;
}

static inline void pattern_add_place(const struct pattern *pattern, uint64_t *places,
                                     uint32_t place)
{
    for (;; place++) {
        places[place / 64] |= UINT64_C(1) << (place % 64);
        if (place == pattern->count || !pattern->elements[place].star)
            return;
    }
}

/* `places` is zeroed. */
static inline void pattern_start(const struct pattern *pattern, uint64_t *places)
{
    pattern_add_place(pattern, places, 0);
}

/* `next` is zeroed; `words` is pattern_words(). False if no place is left. */
static inline bool pattern_step(const struct pattern *pattern, uint32_t words,
                                const uint64_t *places, uint32_t codepoint, uint64_t *next)
{
    bool any = false;

    for (uint32_t word = 0; word < words; word++) {
        for (uint64_t bits = places[word]; bits; bits &= bits - 1) {
            uint32_t place = word * 64 + (uint32_t)__builtin_ctzll(bits);

            if (place == pattern->count || !element_has(pattern, place, codepoint))
                continue;
            pattern_add_place(pattern, next, place + !pattern->elements[place].star);
            any = true;
        }
    }
    return any;
}

static inline bool pattern_accepts(const struct pattern *pattern, const uint64_t *places)
{
    uint32_t last = pattern->count, early = pattern->early;

    return (places[last / 64] >> (last % 64) & 1) ||
           (early != UINT32_MAX && (places[early / 64] >> (early % 64) & 1));
}

#endif
