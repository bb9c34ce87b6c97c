/*
 * A list of entries, in source order, becomes a program that notes the first one of each lane whose
 * tests hold. Three ways, the first that serves:
 *
 *   none left to test   the first such entry ends its lanes: nothing behind it can be the first.
 *   few                 a decision tree: test, and go on with what is then left, both ways. No test
 *                       stands twice on one way.
 *   many                split by one fact. Entries that want it to be some literal are one look-up,
 *                       each literal going on with its own; entries that do not ask for it are put
 *                       aside (ALSO) as a list of their own. So no entry is ever copied, and the
 *                       size of the program is linear in the entries, whatever they overlap.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"

/* A tree over entries with so many ways of being left over stays small. */
#define TREE_ENTRIES_MAX 4
#define TREE_SIZE_MAX 48

#define TEST_NONE UINT32_MAX

static const struct test *test_at(const struct compilation *c, uint32_t number)
{
    return VECTOR_AT(&c->tests, struct test, number);
}

static struct entries entries_new(struct compilation *c, uint32_t max)
{
    return (struct entries){ARENA_ARRAY(c->arena, struct entry, (size_t)max + 1), 0};
}

static void entries_add(struct entries *entries, const struct entry *entry)
{
    entries->items[entries->count++] = *entry;
}

static bool entry_has(const struct entry *entry, uint32_t i)
{
    return (entry->remaining >> i & 1) != 0;
}

/* The bit of a test in an entry that still has to make it, else 0. */
static uint64_t bit_of_test(const struct entry *entry, uint32_t test)
{
    for (uint32_t i = 0; i < entry->test_count; i++)
        if (entry->tests[i] == test && entry_has(entry, i))
            return UINT64_C(1) << i;
    return 0;
}

static bool is_each_argument(const struct compilation *c, const struct test *test)
{
    return test->kind != TEST_METHODS &&
           VECTOR_AT(&c->facts, struct fact_slot, test->slot)->key == ATTRIBUTE_ARG;
}

/* A fact that is one literal is no other. */
static bool excludes(const struct compilation *c, const struct test *holding,
                     const struct test *other)
{
    return holding->kind == TEST_LITERAL && other->kind == TEST_LITERAL &&
           holding->slot == other->slot && holding->value != other->value &&
           !is_each_argument(c, holding);
}

static bool is_excluded(const struct compilation *c, const struct test *holding,
                        const struct entry *entry)
{
    for (uint32_t i = 0; i < entry->test_count; i++)
        if (entry_has(entry, i) && excludes(c, holding, test_at(c, entry->tests[i])))
            return true;
    return false;
}

/* What is left of a list once a test is known to hold, or not to. */
static struct entries assume(struct compilation *c, const struct entries *list, uint32_t test,
                             bool holds)
{
    struct entries left = entries_new(c, list->count);

    for (uint32_t i = 0; i < list->count; i++) {
        struct entry entry = list->items[i];
        uint64_t bit = bit_of_test(&entry, test);

        if (bit && !holds)
            continue;
        if (holds && !bit && is_excluded(c, test_at(c, test), &entry))
            continue;
        entry.remaining &= ~bit;
        entries_add(&left, &entry);
    }
    return left;
}

static uint32_t first_test(const struct entry *entry)
{
    return entry->tests[__builtin_ctzll(entry->remaining)];
}

static uint32_t add_test(struct compilation *c, uint32_t number, uint32_t yes, uint32_t no)
{
    const struct test *test = test_at(c, number);
    struct instruction instruction = {
        .slot = (uint8_t)test->slot, .operand = test->value, .yes = yes, .no = no};

    if (yes == no)
        return yes;
    switch (test->kind) {
    case TEST_LITERAL:
        instruction.opcode = OP_LITERAL;
        break;
    case TEST_GLOB:
        instruction.opcode = OP_GLOB;
        instruction.aux = NOTE_NONE;
        break;
    case TEST_METHODS:
        return graph_branch(c, OP_METHOD, test->value, 0, yes, no);
    case TEST_DOCKER:
    case TEST_NOT_DOCKER:
        instruction = (struct instruction){.opcode = OP_CGROUP, .operand = no};
        instruction.yes = test->kind == TEST_DOCKER ? yes : no;
        instruction.no = test->kind == TEST_DOCKER ? no : yes;
        break;
    }
    return graph_add(c, instruction, NULL, 0);
}

static bool is_few(const struct entries *list)
{
    uint32_t size = 1;

    if (list->count > TREE_ENTRIES_MAX)
        return false;
    for (uint32_t i = 0; i < list->count; i++)
        size *= (uint32_t)__builtin_popcountll(list->items[i].remaining) + 1;
    return size <= TREE_SIZE_MAX;
}

static uint32_t build_tree(struct compilation *c, const struct entries *list)
{
    uint32_t test = first_test(&list->items[0]);
    uint32_t yes = list_build(c, assume(c, list, test, true));
    uint32_t no = list_build(c, assume(c, list, test, false));

    return add_test(c, test, yes, no);
}

/* Which fact, and which kind of test of it, to split a list by. */
struct split {
    enum test_kind kind;
    uint32_t slot;
};

static bool in_split(const struct split *split, const struct test *test)
{
    if (split->kind == TEST_GLOB)
        return test->slot == split->slot && test->kind != TEST_LITERAL &&
               test->kind != TEST_METHODS;
    return test->kind == split->kind && test->slot == split->slot;
}

/* The test of an entry by which it falls into the split, or TEST_NONE. */
static uint32_t test_in_split(const struct compilation *c, const struct split *split,
                              const struct entry *entry)
{
    for (uint32_t i = 0; i < entry->test_count; i++)
        if (entry_has(entry, i) && in_split(split, test_at(c, entry->tests[i])))
            return entry->tests[i];
    return TEST_NONE;
}

/*
 * Methods first, they are the cheapest; then the fact that most entries want as a literal, one that
 * is a single text before the arguments; then patterns of arguments, if they are many, since no
 * automaton may lead to a test of all arguments; then the fact that most entries have another test
 * of.
 */
static struct split pick_split(const struct compilation *c, const struct entries *list)
{
    uint32_t literals[IMAGE_FACTS_MAX] = {0}, others[IMAGE_FACTS_MAX] = {0};
    struct split split = {TEST_GLOB, 0};
    uint32_t most = 0;

    for (uint32_t e = 0; e < list->count; e++) {
        const struct entry *entry = &list->items[e];
        for (uint32_t i = 0; i < entry->test_count; i++) {
            const struct test *test = test_at(c, entry->tests[i]);
            if (!entry_has(entry, i))
                continue;
            if (test->kind == TEST_METHODS)
                return (struct split){TEST_METHODS, 0};
            (test->kind == TEST_LITERAL ? literals : others)[test->slot]++;
        }
    }
    for (int pass = 0; pass < 3; pass++) {
        for (uint32_t slot = 0; slot < c->facts.count; slot++) {
            const struct fact_slot *fact = VECTOR_AT(&c->facts, struct fact_slot, slot);
            uint32_t count = pass < 2 ? literals[slot] : others[slot];
            if (pass < 2 && (fact->key == ATTRIBUTE_ARG) != (pass == 1))
                continue;
            if (pass == 2 && fact->key == ATTRIBUTE_ARG && count > CHOICES_TRIED_MAX)
                return (struct split){TEST_GLOB, slot};
            if (count > most) {
                most = count;
                split = (struct split){pass < 2 ? TEST_LITERAL : TEST_GLOB, slot};
            }
        }
        if (most > 0)
            return split;
    }
    return split;
}

/* Entries that share the test by which they fall into a split, in source order. */
struct branch {
    uint32_t test;
    uint32_t order;
};

static int compare_branches(const void *a_void, const void *b_void)
{
    const struct branch *a = a_void, *b = b_void;

    if (a->test != b->test)
        return a->test < b->test ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* One distinct test of a split, and the program of the entries that have it. */
struct arm {
    uint32_t test;
    uint32_t ref;
};

/* The branches are sorted. */
static struct vector build_arms(struct compilation *c, const struct entries *list,
                                struct branch *branches, uint32_t count)
{
    struct vector arms = {0};

    for (uint32_t i = 0; i < count;) {
        uint32_t test = branches[i].test, end = i;
        while (end < count && branches[end].test == test)
            end++;
        struct entries arm = entries_new(c, end - i);
        for (; i < end; i++) {
            struct entry entry = list->items[branches[i].order];
            entry.remaining &= ~bit_of_test(&entry, test);
            entries_add(&arm, &entry);
        }
        *(struct arm *)vector_push(c->arena, &arms, sizeof(struct arm)) =
            (struct arm){test, list_build(c, arm)};
    }
    return arms;
}

/* One test after the other. */
static uint32_t join_tests(struct compilation *c, const struct vector *arms)
{
    uint32_t program = TARGET_END;

    for (uint32_t i = 0; i < arms->count; i++) {
        const struct arm *arm = VECTOR_AT(arms, struct arm, i);
        program = graph_also(c, program, add_test(c, arm->test, arm->ref, TARGET_END));
    }
    return program;
}

static uint32_t join_literals(struct compilation *c, uint32_t slot, const struct vector *arms)
{
    struct graph_case *cases = ARENA_ARRAY(c->arena, struct graph_case, arms->count);
    const struct fact_slot *fact = VECTOR_AT(&c->facts, struct fact_slot, slot);

    if (arms->count == 1)
        return join_tests(c, arms);
    for (uint32_t i = 0; i < arms->count; i++) {
        const struct arm *arm = VECTOR_AT(arms, struct arm, i);
        cases[i] = (struct graph_case){.key = test_at(c, arm->test)->value, .ref = arm->ref};
    }
    return graph_add(
        c,
        (struct instruction){.opcode = fact->key == ATTRIBUTE_ARG ? OP_ARGUMENTS : OP_SWITCH,
                             .slot = (uint8_t)slot},
        cases, arms->count);
}

static uint32_t join_others(struct compilation *c, uint32_t slot, const struct vector *arms)
{
    struct choice *choices = ARENA_ARRAY(c->arena, struct choice, arms->count);
    bool each = VECTOR_AT(&c->facts, struct fact_slot, slot)->key == ATTRIBUTE_ARG;
    uint32_t count = 0, program = TARGET_END;

    for (uint32_t i = 0; i < arms->count; i++) {
        const struct arm *arm = VECTOR_AT(arms, struct arm, i);
        if (test_at(c, arm->test)->kind == TEST_GLOB)
            choices[count++] = (struct choice){test_at(c, arm->test)->value, arm->ref};
        else
            program = graph_also(c, program, add_test(c, arm->test, arm->ref, TARGET_END));
    }
    return graph_also(c, program,
                      choices_build(c, slot, each ? SLOT_ARGUMENT : slot, choices, count));
}

static uint32_t distinct_tests(struct branch *branches, uint32_t count)
{
    uint32_t distinct = count > 0;

    qsort(branches, count, sizeof(*branches), compare_branches);
    for (uint32_t i = 1; i < count; i++)
        distinct += branches[i].test != branches[i - 1].test;
    return distinct;
}

/* Up to so many tests of all arguments may stand one after the other, if each has so many entries.
 */
#define SEPARATE_TESTS_MAX 64
#define SEPARATE_ENTRIES_MIN 8

/*
 * Are the arms best made each behind a test of its own? So it is with methods; and with arguments,
 * if the arms are few, or few and large: what is looked up argument by argument leads to programs
 * that are run argument by argument, in which no other fact may be searched.
 */
static bool are_separate(const struct compilation *c, const struct split *split, uint32_t distinct,
                         uint32_t count)
{
    if (split->kind == TEST_METHODS)
        return true;
    if (VECTOR_AT(&c->facts, struct fact_slot, split->slot)->key != ATTRIBUTE_ARG)
        return false;
    return distinct <= (split->kind == TEST_LITERAL ? 1 : CHOICES_TRIED_MAX) ||
           (distinct <= SEPARATE_TESTS_MAX && count / distinct >= SEPARATE_ENTRIES_MIN);
}

static uint32_t build_split(struct compilation *c, const struct entries *list)
{
    struct split split = pick_split(c, list);
    struct branch *branches = ARENA_ARRAY(c->arena, struct branch, list->count);
    struct entries rest = entries_new(c, list->count);
    uint32_t count = 0, program;

    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t test = test_in_split(c, &split, &list->items[i]);
        if (test == TEST_NONE)
            entries_add(&rest, &list->items[i]);
        else
            branches[count++] = (struct branch){test, i};
    }
    bool separate = are_separate(c, &split, distinct_tests(branches, count), count);
    bool each =
        !separate && VECTOR_AT(&c->facts, struct fact_slot, split.slot)->key == ATTRIBUTE_ARG;
    c->within_arguments += each;
    struct vector arms = build_arms(c, list, branches, count);
    c->within_arguments -= each;
    if (separate)
        program = join_tests(c, &arms);
    else if (split.kind == TEST_LITERAL)
        program = join_literals(c, split.slot, &arms);
    else
        program = join_others(c, split.slot, &arms);
    return graph_also(c, program, list_build(c, rest));
}

/* A rule that needs no test any more: noted, then on with `next`. */
static uint32_t add_match(struct compilation *c, uint32_t rule, uint32_t lanes, uint32_t next)
{
    if (lanes == 1u << LANE_VERDICT && next == TARGET_END)
        return TARGET_RULE | rule;
    return graph_add(c,
                     (struct instruction){
                         .opcode = OP_MATCH, .aux = (uint16_t)lanes, .operand = rule, .yes = next},
                     NULL, 0);
}

uint32_t list_build(struct compilation *c, struct entries list)
{
    struct entry matched[LANE_COUNT]; /* each ends one lane at least */
    struct entries tested = {0};
    uint32_t matched_count = 0, ended = 0, program = TARGET_END;

    for (uint32_t i = 0; i < list.count; i++) {
        struct entry entry = list.items[i];
        entry.lanes &= ~ended;
        if (entry.lanes == 0)
            continue;
        if (entry.remaining == 0) {
            ended |= entry.lanes;
            matched[matched_count++] = entry;
            continue;
        }
        if (!tested.items)
            tested = entries_new(c, list.count - i);
        entries_add(&tested, &entry);
    }
    if (tested.count > 0)
        program = is_few(&tested) ? build_tree(c, &tested) : build_split(c, &tested);
    while (matched_count-- > 0)
        program = add_match(c, matched[matched_count].rule, matched[matched_count].lanes, program);
    return program;
}
