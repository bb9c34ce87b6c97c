/*
 * One decision, while it is made: what ask.c (questions and destinations), program.c (the
 * instructions), run_facts.c (what is known of the process), affixes.c and search.c (many patterns
 * at once) share. All of it believes the image (verify.c) and bounds only what comes with the
 * facts.
 */
#ifndef EGRESS_LANG_VM_RUN_H
#define EGRESS_LANG_VM_RUN_H

#include "lang/vm/hash.h"
#include "lang/vm/image_internal.h"

#define LABEL_MAX_BYTES 63
#define ARGUMENTS_KEPT 64 /* literals of so many arguments are looked up once only */

#define LITERAL_NONE UINT32_MAX
#define NODE_NONE UINT32_MAX

/* start is NULL where it is unknown. */
struct text {
    const char *start;
    uint32_t len;
};

/* A way to go when the present one is at its end. */
struct aside {
    uint32_t target;
    uint32_t path; /* offset of the next segment */
};

/* Little of it is initialised: what a program does not ask for costs nothing. */
struct run {
    const struct image *image;
    const struct facts *facts;
    uint32_t asked; /* ASK_* */
    uint32_t key;
    uint32_t best[LANE_COUNT]; /* UINT32_MAX: none */
    uint64_t steps;

    uint32_t front;    /* FRONT_*: labels in front of the suffix that is being run */
    struct text label; /* the nearest of them, as it came */
    char lower_label[LABEL_MAX_BYTES];
    struct text argument; /* below AFFIXES and SEARCH */

    bool docker_asked, in_docker;
    uint64_t literals_known; /* bit per fact slot */
    uint64_t texts_known;    /* likewise */
    uint32_t arguments_known;
    uint32_t stack_len;
    uint32_t literals[IMAGE_FACTS_MAX];
    struct text texts[IMAGE_FACTS_MAX];
    uint32_t argument_literals[ARGUMENTS_KEPT];
    struct aside stack[IMAGE_STACK_MAX];
    uint64_t noted[IMAGE_NOTES_MAX / 64];
    uint64_t notes[IMAGE_NOTES_MAX / 64];
    uint64_t found[IMAGE_OUTPUTS_MAX / 64]; /* by SEARCH, in the text that it reads */
};

/* program.c: runs one way to its end, and every way that it put aside. `path` is the offset of the
 * next segment. */
void run_program(struct run *run, uint32_t target, uint32_t path);

static inline void run_match(struct run *run, enum lane lane, uint32_t rule)
{
    if (rule < run->best[lane])
        run->best[lane] = rule;
}

/* As run_program, without the call where a target is a rule, or nothing. */
static inline void run_target(struct run *run, uint32_t target, uint32_t path)
{
    if (target & TARGET_RULE)
        run_match(run, LANE_VERDICT, target & ~TARGET_RULE);
    else if (target != TARGET_END)
        run_program(run, target, path);
}

static inline void run_aside(struct run *run, uint32_t target, uint32_t path)
{
    run->stack[run->stack_len++] = (struct aside){target, path};
}

/* run_facts.c. */

struct text text_of(const char *string);

/* The text of a fact slot that is one text. */
struct text fact_text(struct run *run, uint32_t slot);

/* The same for every slot; `path`: what is left of it, or NULL. */
struct text slot_text(struct run *run, uint32_t slot, const char *path);

/* The literal that a fact, or an argument, is; LITERAL_NONE. */
uint32_t fact_literal(struct run *run, uint32_t slot);
uint32_t argument_literal(struct run *run, uint32_t number);

/* Arguments are facts of their own: is the slot all of them? */
bool slot_is_each_argument(const struct run *run, uint32_t slot);

static inline uint32_t argument_count(const struct run *run)
{
    return run->facts->process ? run->facts->process->argc : 0;
}

/* Up to the next '/', or the end. */
struct text segment_at(const char *path);

/* Is the process in a container of docker's? Only where its cgroup is known. */
bool run_in_docker(struct run *run);

/* The slot of (scope, text) in a table of texts, or NULL. */
const struct text_slot *find_text(const struct run *run, const struct text_slot *slots,
                                  uint32_t slot_count, const uint16_t *seeds, uint32_t seed_count,
                                  uint32_t scope, struct text text);

/* affixes.c: AFFIXES. Where the slot is one text, its affixes are put aside; where it is every
 * argument, those of each are run. */
void run_affixes(struct run *run, const struct instruction *instruction, uint32_t path,
                 const char *path_text);

/* search.c: SEARCH. */
void run_search(struct run *run, const struct instruction *instruction, uint32_t path,
                const char *path_text);

#endif
