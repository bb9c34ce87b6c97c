/*
 * What the parts of the verifier share. Each checks sections that need only what the ones before it
 * have checked, in the order of check_sections in verify.c:
 *
 *   verify_texts.c         strings, patterns, facts, literals, and that each table has its seeds
 *   verify_indexes.c       affixes and automata: many patterns at once
 *   verify_program.c       instructions and their cases, from the last one on
 *   verify_destinations.c  names and prefixes, and what a way through them costs
 *
 * Every check_* returns false where it refused, and the verifier's error says why.
 */
#ifndef EGRESS_LANG_VM_VERIFY_INTERNAL_H
#define EGRESS_LANG_VM_VERIFY_INTERNAL_H

#include <stdbool.h>

#include "lang/vm/image_internal.h"

#define COST_MAX (UINT32_C(1) << 24) /* far above any limit: sums of a few stay below 2^32 */
#define NO_SLOT UINT32_MAX

/* The worst that can happen from some place on. */
struct cost {
    uint32_t steps;
    uint32_t steps_per_argument;
    uint32_t steps_per_byte;
    uint32_t stack;
    bool searches; /* some way reads a text with an automaton */
};

/* The slots whose target is an instruction, listed by that instruction: its cost is theirs. */
struct case_list {
    uint32_t *first; /* by instruction */
    uint32_t *next;  /* by slot: those of segment_slots follow those of switch_slots */
};

struct verifier {
    struct image *image;
    struct image_error *error;
    uint32_t *glob_costs;
    struct cost *costs;      /* by instruction: of running it and what follows */
    struct cost *case_costs; /* by instruction: the worst of its cases in hash tables */
    struct case_list cases;
    struct image_bounds *measured; /* NULL: compare with the header */
    uint32_t next_port;            /* runs are handed out from the end, as instructions are read */
    uint32_t next_affix;           /* likewise */
    uint32_t next_search;          /* likewise */
};

/* Always false, so that a check may end in it. `where`: in the image, or NULL. */
__attribute__((format(printf, 3, 4))) bool refuse(struct verifier *verifier, const void *where,
                                                  const char *format, ...);

/* Costs. */

static inline uint32_t clamp(uint32_t value)
{
    return value < COST_MAX ? value : COST_MAX;
}

static inline uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static inline uint32_t bits(uint32_t value)
{
    return value ? 32 - (uint32_t)__builtin_clz(value) : 0;
}

static inline struct cost worse(struct cost a, struct cost b)
{
    return (struct cost){larger(a.steps, b.steps),
                         larger(a.steps_per_argument, b.steps_per_argument),
                         larger(a.steps_per_byte, b.steps_per_byte), larger(a.stack, b.stack),
                         a.searches || b.searches};
}

/* Both, one after the other, with nothing of the first left when the second begins. */
static inline struct cost both(struct cost a, struct cost b)
{
    return (struct cost){clamp(a.steps + b.steps),
                         clamp(a.steps_per_argument + b.steps_per_argument),
                         clamp(a.steps_per_byte + b.steps_per_byte), larger(a.stack, b.stack),
                         a.searches || b.searches};
}

static inline struct cost add_steps(struct cost cost, uint32_t steps)
{
    cost.steps = clamp(cost.steps + clamp(steps));
    return cost;
}

/* What the facts can make longer may stand there once, not within itself. */
static inline bool is_open_ended(struct cost cost)
{
    return cost.steps_per_argument != 0 || cost.steps_per_byte != 0;
}

/* Targets. */

static inline bool is_rule(uint32_t target)
{
    return (target & TARGET_RULE) != 0;
}

/* Of running a target that is behind what is being checked, so that its cost is known. */
static inline struct cost cost_of(const struct verifier *verifier, uint32_t target)
{
    if (is_rule(target) || target == TARGET_END)
        return (struct cost){0};
    return verifier->costs[target];
}

/* A target of something that stands in front of all instructions from `after` + 1 on. */
bool check_target(struct verifier *verifier, const void *where, uint32_t target, uint32_t after);

/* Facts. */

/* The fact of an instruction's slot, or NULL: another slot, or none. */
static inline const struct fact_slot *fact_of(const struct image *image,
                                              const struct instruction *instruction)
{
    return instruction->slot < image->fact_slots_count ? &image->fact_slots[instruction->slot]
                                                       : NULL;
}

static inline bool is_each_argument(const struct fact_slot *fact)
{
    return fact && fact->key == ATTRIBUTE_ARG;
}

static inline bool text_lies_inside(const struct image *image, uint32_t text, uint64_t len)
{
    return (uint64_t)text + len <= image->strings_count;
}

/* The parts. */

bool check_texts(struct verifier *verifier);
bool check_tables(struct verifier *verifier);
bool check_indexes(struct verifier *verifier);

/* AFFIXES and SEARCH; *cost comes in as that of what follows. */
bool check_affixes(struct verifier *verifier, uint32_t number,
                   const struct instruction *instruction, struct cost *cost);
bool check_search(struct verifier *verifier, uint32_t number, const struct instruction *instruction,
                  struct cost *cost);

bool check_instructions(struct verifier *verifier);

/* The worst sum of costs from a node out, where it is, and which node on that way costs most. */
struct chain {
    struct cost cost;
    struct cost heaviest_cost;
    uint32_t heaviest;
};

bool check_destinations(struct verifier *verifier, struct chain *ret_host,
                        struct chain *ret_address);

#endif
