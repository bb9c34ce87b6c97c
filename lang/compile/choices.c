/*
 * Many globs on one text. A few are simply tried. More are found by what is plain in them: those
 * that start (or end) in plain text are kept under it in an index of affixes, so that only those
 * whose affix the text has are tried. Those that have no such edge, or share it with many, are kept
 * under the rarest part of what is plain in them, in an automaton that finds all parts in one
 * reading of the text; a glob that asks for nothing but a text somewhere is that text, and need not
 * be tried. What has nothing plain in it is tried always.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

/* Longer ones are left to the globs themselves: every length of an index costs a step. */
#define AFFIX_LEN_MAX_BYTES 512

/* A part is a state of the automaton for each byte: this tells globs apart well enough. A glob that
 * is one text is kept whole for so long. */
#define PART_MAX_BYTES 8
#define WHOLE_MAX_BYTES 256

/* As an edge, what more globs share than this tells them apart badly; a part that more share costs
 * as much as trying them. */
#define SHARED_MAX 8
#define PART_SHARED_MAX 16

/* Where in the text what a glob is found by stands. */
enum found_by { BY_START = AFFIX_START, BY_END = AFFIX_END, BY_PART };

struct affix {
    uint32_t text;
    uint32_t len_bytes;
    uint32_t number; /* of its bucket; AFFIX_ROOT: none to go by */
    enum found_by kind;
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
    struct vector counts; /* of uint32_t */
};

static uint32_t *count_of(const struct census *census, uint32_t number)
{
    return VECTOR_AT(&census->counts, uint32_t, number);
}

static struct map_key key_of(const struct compilation *c, const struct affix *affix)
{
    return (struct map_key){affix->kind, 0, string_at(c, affix->text), affix->len_bytes};
}

static uint32_t count_affix(struct compilation *c, struct census *census, const struct affix *affix)
{
    bool is_new;
    uint32_t number =
        map_find(c->arena, &census->map, key_of(c, affix), census->counts.count, &is_new);

    if (is_new)
        vector_push(c->arena, &census->counts, sizeof(uint32_t));
    ++*count_of(census, number);
    return number;
}

static bool is_usable(const struct affix *affix)
{
    return affix->len_bytes > 0 && affix->len_bytes <= AFFIX_LEN_MAX_BYTES;
}

/* Of the plain start and the plain end, the one that fewer globs share. */
static void pick_edges(struct compilation *c, struct census *census, const struct choice *choices,
                       uint32_t count, struct affix *picked)
{
    struct affix *ends = ARENA_ARRAY(c->arena, struct affix, count);

    for (uint32_t i = 0; i < count; i++) {
        struct affix *start = &picked[i], *end = &ends[i];
        *start = (struct affix){.kind = BY_START};
        *end = (struct affix){.kind = BY_END};
        start->text = glob_prefix(c, choices[i].glob, &start->len_bytes, &start->is_all);
        end->text = glob_suffix(c, choices[i].glob, &end->len_bytes, &end->is_all);
        start->number = is_usable(start) ? count_affix(c, census, start) : AFFIX_ROOT;
        end->number = is_usable(end) ? count_affix(c, census, end) : AFFIX_ROOT;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (ends[i].number == AFFIX_ROOT)
            continue;
        if (picked[i].number == AFFIX_ROOT ||
            *count_of(census, ends[i].number) < *count_of(census, picked[i].number))
            picked[i] = ends[i];
    }
}

/* The parts by which a glob may be found, one after the other. */
struct part_walk {
    struct plain_walk plain;
    struct affix rest; /* of the plain text: where the next part starts */
};

static bool next_part(struct compilation *c, uint32_t glob, struct part_walk *walk,
                      struct affix *ret_part)
{
    struct affix *rest = &walk->rest;

    if (rest->len_bytes == 0 &&
        !glob_next_plain(c, glob, &walk->plain, &rest->text, &rest->len_bytes, &rest->is_all))
        return false;
    *ret_part = *rest;
    ret_part->kind = BY_PART;
    if (rest->is_all && rest->len_bytes <= WHOLE_MAX_BYTES) {
        rest->len_bytes = 0;
        return true;
    }
    rest->is_all = ret_part->is_all = false;
    if (rest->len_bytes <= PART_MAX_BYTES) {
        rest->len_bytes = 0;
        return true;
    }
    ret_part->len_bytes = PART_MAX_BYTES;
    rest->text++;
    rest->len_bytes--;
    return true;
}

static void count_parts(struct compilation *c, struct census *census, uint32_t glob)
{
    struct part_walk walk = {0};
    struct affix part;

    while (next_part(c, glob, &walk, &part))
        count_affix(c, census, &part);
}

/* The part that the fewest globs have, if it is rare. A whole glob is as rare as it can be. */
static bool rarest_part(struct compilation *c, const struct census *census, uint32_t glob,
                        struct affix *ret_part)
{
    struct part_walk walk = {0};
    uint32_t least = PART_SHARED_MAX + 1;
    struct affix part;

    while (next_part(c, glob, &walk, &part)) {
        const struct map_key key = key_of(c, &part);
        uint32_t count;

        part.number = map_get(&census->map, &key);
        count = part.is_all ? 1 : *count_of(census, part.number);
        if (count > least || (count == least && part.len_bytes <= ret_part->len_bytes))
            continue;
        least = count;
        *ret_part = part;
    }
    return least <= PART_SHARED_MAX;
}

/* A glob whose edges say little: it may be found by some part of it. */
static bool wants_part(const struct compilation *c, const struct census *census,
                       const struct choice *choice, const struct affix *picked)
{
    return !graph_scans(c, choice->ref) && picked->kind != BY_PART && !picked->is_all &&
           (picked->number == AFFIX_ROOT || *count_of(census, picked->number) > SHARED_MAX);
}

static void pick_parts(struct compilation *c, struct census *census, const struct choice *choices,
                       uint32_t count, struct affix *picked)
{
    uint32_t wanting = 0;

    for (uint32_t i = 0; i < count; i++)
        wanting += wants_part(c, census, &choices[i], &picked[i]);
    if (wanting <= CHOICES_TRIED_MAX)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (wants_part(c, census, &choices[i], &picked[i]))
            count_parts(c, census, choices[i].glob);
    for (uint32_t i = 0; i < count; i++) {
        struct affix part = {0};
        if (wants_part(c, census, &choices[i], &picked[i]) &&
            rarest_part(c, census, choices[i].glob, &part))
            picked[i] = part;
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
                                          uint32_t count, bool may_search)
{
    struct census census = {0};
    struct affix *affixes = ARENA_ARRAY(c->arena, struct affix, count);
    struct sorted_choice *sorted = ARENA_ARRAY(c->arena, struct sorted_choice, count);

    pick_edges(c, &census, choices, count, affixes);
    if (may_search)
        pick_parts(c, &census, choices, count, affixes);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (struct sorted_choice){affixes[i], choices[i], i};
    qsort(sorted, count, sizeof(*sorted), compare_sorted);
    return sorted;
}

/* The cases of one kind, and the instruction that looks among them. */
static uint32_t add_cases(struct compilation *c, uint32_t slot, const struct vector *cases,
                          enum found_by kind, uint32_t otherwise)
{
    const struct graph_case *items = cases->items;
    struct instruction instruction = {.opcode = kind == BY_PART ? OP_SEARCH : OP_AFFIXES,
                                      .slot = (uint8_t)slot,
                                      .aux = kind == BY_PART ? 0 : (uint16_t)kind};

    for (uint32_t first = 0; first < cases->count; first += IMAGE_OUTPUTS_MAX) {
        uint32_t count = cases->count - first;
        instruction.no = otherwise;
        otherwise = graph_add(c, instruction, items + first,
                              count < IMAGE_OUTPUTS_MAX ? count : IMAGE_OUTPUTS_MAX);
    }
    return otherwise;
}

static uint32_t add_index(struct compilation *c, uint32_t slot, uint32_t checked_slot,
                          const struct sorted_choice *sorted, uint32_t count, enum found_by kind,
                          uint32_t otherwise)
{
    struct vector cases = {0};

    for (uint32_t i = 0, end; i < count; i = end) {
        const struct affix *affix = &sorted[i].affix;
        uint32_t program = TARGET_END;

        for (end = i + 1; end < count && sorted[end].affix.number == affix->number;)
            end++;
        if (affix->number == AFFIX_ROOT || affix->kind != kind)
            continue;
        for (uint32_t n = i; n < end; n++)
            program =
                graph_also(c, program,
                           sorted[n].affix.is_all ? sorted[n].choice.ref
                                                  : try_glob(c, checked_slot, &sorted[n].choice));
        *(struct graph_case *)vector_push(c->arena, &cases, sizeof(struct graph_case)) =
            (struct graph_case){affix->text, affix->len_bytes, program};
    }
    return add_cases(c, slot, &cases, kind, otherwise);
}

/* Every fact may be read by an automaton, but not once more for each argument; of what is none, a
 * label is short. */
static bool may_search(const struct compilation *c, uint32_t slot)
{
    return (slot < SLOT_ARGUMENT || slot == SLOT_LABEL) && c->within_arguments == 0;
}

uint32_t choices_build(struct compilation *c, uint32_t slot, uint32_t checked_slot,
                       struct choice *choices, uint32_t count)
{
    uint32_t program = TARGET_END;

    if (count <= CHOICES_TRIED_MAX) {
        for (uint32_t i = 0; i < count; i++)
            program = graph_also(c, program, try_glob(c, slot, &choices[i]));
        return program;
    }
    struct sorted_choice *sorted = sort_choices(c, choices, count, may_search(c, slot));

    for (uint32_t i = 0; i < count; i++)
        if (sorted[i].affix.number == AFFIX_ROOT)
            program = graph_also(c, program, try_glob(c, slot, &sorted[i].choice));
    for (int kind = BY_PART; kind >= BY_START; kind--)
        program = add_index(c, slot, checked_slot, sorted, count, (enum found_by)kind, program);
    return program;
}
