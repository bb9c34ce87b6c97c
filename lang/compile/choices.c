/*
 * Many globs on one text. A few are simply tried. More are found by what is plain in them: those
 * that start (or end) in plain text are kept under it in an index of affixes, so that only those
 * whose affix the text has are tried; the others are tried always.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

/* Up to so many, trying each is cheaper than looking affixes up. */
#define TRIED_MAX 5

/* Longer ones are left to the globs themselves: every length of an index costs a step. */
#define AFFIX_LEN_MAX_BYTES 512

struct affix {
    uint32_t text;
    uint32_t len_bytes;
    uint32_t number; /* of its bucket; AFFIX_ROOT: none to go by */
    bool is_suffix;
    bool is_all; /* the glob asks no more than this affix */
};

static uint32_t try_glob(struct compilation *c, uint32_t slot, const struct choice *choice)
{
    if (choice->ref == TARGET_END)
        return TARGET_END;
    return graph_add(c,
                     (struct instruction){.opcode = OP_GLOB,
                                          .slot = (uint8_t)slot,
                                          .aux = NOTE_NONE,
                                          .operand = choice->glob,
                                          .yes = choice->ref},
                     NULL, 0);
}

static const char *string_at(const struct compilation *c, uint32_t offset)
{
    return (const char *)c->strings.bytes.items + offset;
}

/* Numbers for affixes, and how many globs have each. */
struct census {
    struct map map;
    uint32_t *counts;
    uint32_t count;
};

static uint32_t count_affix(struct compilation *c, struct census *census, const struct affix *affix)
{
    bool is_new;
    struct map_key key = {affix->is_suffix, 0, string_at(c, affix->text), affix->len_bytes};
    uint32_t number = map_find(c->arena, &census->map, key, census->count, &is_new);

    census->count += is_new;
    census->counts[number]++;
    return number;
}

static bool is_usable(const struct affix *affix)
{
    return affix->len_bytes > 0 && affix->len_bytes <= AFFIX_LEN_MAX_BYTES;
}

/* Of the plain start and the plain end, the one that fewer globs share. */
static void pick_affixes(struct compilation *c, const struct choice *choices, uint32_t count,
                         struct affix *picked)
{
    struct census census = {.counts = ARENA_ARRAY(c->arena, uint32_t, 2 * (size_t)count)};
    struct affix *suffixes = ARENA_ARRAY(c->arena, struct affix, count);

    for (uint32_t i = 0; i < count; i++) {
        struct affix *prefix = &picked[i], *suffix = &suffixes[i];
        prefix->text = glob_prefix(c, choices[i].glob, &prefix->len_bytes, &prefix->is_all);
        suffix->text = glob_suffix(c, choices[i].glob, &suffix->len_bytes, &suffix->is_all);
        suffix->is_suffix = true;
        prefix->number = is_usable(prefix) ? count_affix(c, &census, prefix) : AFFIX_ROOT;
        suffix->number = is_usable(suffix) ? count_affix(c, &census, suffix) : AFFIX_ROOT;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (suffixes[i].number == AFFIX_ROOT)
            continue;
        if (picked[i].number == AFFIX_ROOT ||
            census.counts[suffixes[i].number] < census.counts[picked[i].number])
            picked[i] = suffixes[i];
    }
}

/* By kind, then by affix: those of one affix lie together, in the order they came in. */
struct sorted_choice {
    struct affix affix;
    struct choice choice;
    uint32_t order;
};

static int compare_sorted(const void *a_void, const void *b_void)
{
    const struct sorted_choice *a = a_void, *b = b_void;

    if (a->affix.number != b->affix.number)
        return a->affix.number < b->affix.number ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static struct sorted_choice *sort_choices(struct compilation *c, const struct choice *choices,
                                          uint32_t count)
{
    struct affix *affixes = ARENA_ARRAY(c->arena, struct affix, count);
    struct sorted_choice *sorted = ARENA_ARRAY(c->arena, struct sorted_choice, count);

    pick_affixes(c, choices, count, affixes);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (struct sorted_choice){affixes[i], choices[i], i};
    qsort(sorted, count, sizeof(*sorted), compare_sorted);
    return sorted;
}

/* The cases of the index of prefixes, or of suffixes, and the instruction that looks there. */
static uint32_t add_index(struct compilation *c, uint32_t slot, uint32_t checked_slot,
                          const struct sorted_choice *sorted, uint32_t count, bool suffixes,
                          uint32_t otherwise)
{
    struct vector cases = {0};

    for (uint32_t i = 0; i < count;) {
        const struct affix *affix = &sorted[i].affix;
        uint32_t program = TARGET_END, first = i;

        for (; i < count && sorted[i].affix.number == affix->number; i++)
            program =
                graph_also(c, program,
                           sorted[i].affix.is_all ? sorted[i].choice.ref
                                                  : try_glob(c, checked_slot, &sorted[i].choice));
        if (affix->number == AFFIX_ROOT || sorted[first].affix.is_suffix != suffixes)
            continue;
        *(struct graph_case *)vector_push(c->arena, &cases, sizeof(struct graph_case)) =
            (struct graph_case){affix->text, affix->len_bytes, program};
    }
    if (cases.count == 0)
        return otherwise;
    return graph_add(
        c,
        (struct instruction){
            .opcode = OP_AFFIXES, .slot = (uint8_t)slot, .aux = suffixes, .no = otherwise},
        cases.items, cases.count);
}

uint32_t choices_build(struct compilation *c, uint32_t slot, uint32_t checked_slot,
                       struct choice *choices, uint32_t count)
{
    uint32_t program = TARGET_END;

    if (count <= TRIED_MAX) {
        for (uint32_t i = 0; i < count; i++)
            program = graph_also(c, program, try_glob(c, slot, &choices[i]));
        return program;
    }
    struct sorted_choice *sorted = sort_choices(c, choices, count);

    for (uint32_t i = 0; i < count; i++)
        if (sorted[i].affix.number == AFFIX_ROOT)
            program = graph_also(c, program, try_glob(c, slot, &sorted[i].choice));
    program = add_index(c, slot, checked_slot, sorted, count, true, program);
    return add_index(c, slot, checked_slot, sorted, count, false, program);
}
