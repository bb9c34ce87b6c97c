/*
 * The interpreter's loop. Every target leads forward (verify.c), so every way ends; what is put
 * aside is gone when the present way is at its end.
 */
#include <string.h>

#include "lang/vm/glob.h"
#include "lang/vm/run.h"

/* The target of a SWITCH or ARGUMENTS for a literal; false where it has no such case. */
static bool find_case(const struct run *run, uint32_t scope, uint32_t literal, uint32_t *target)
{
    const struct image *image = run->image;

    if (literal == LITERAL_NONE || image->switch_slots_count == 0)
        return false;
    uint64_t key = hash_in_scope(literal, scope, image->hash_seed);
    const struct switch_slot *slot = &image->switch_slots[hash_slot(
        key, hash_seed_of(key, image->switch_seeds, image->switch_seeds_count),
        image->switch_slots_count)];

    if (slot->scope != scope || slot->literal != literal)
        return false;
    *target = slot->target;
    return true;
}

static bool is_literal(struct run *run, const struct instruction *instruction)
{
    if (!slot_is_each_argument(run, instruction->slot))
        return fact_literal(run, instruction->slot) == instruction->operand;
    for (uint32_t i = 0; i < argument_count(run); i++) {
        run->steps++;
        if (argument_literal(run, i) == instruction->operand)
            return true;
    }
    return false;
}

static bool some_argument_matches(struct run *run, uint32_t glob)
{
    for (uint32_t i = 0; i < argument_count(run); i++) {
        struct text text = text_of(run->facts->process->argv[i]);
        run->steps++;
        if (glob_match(run->image, glob, text.start, text.len))
            return true;
    }
    return false;
}

static bool glob_holds(struct run *run, const struct instruction *instruction, const char *path)
{
    const struct image *image = run->image;
    uint32_t slot = instruction->slot;

    run->steps++;
    if (slot_is_each_argument(run, slot))
        return some_argument_matches(run, instruction->operand);
    struct text text = slot_text(run, slot, path);
    return text.start && glob_match(image, instruction->operand, text.start, text.len);
}

/* As glob_holds, but what stands in several places is matched once and noted. */
static bool glob_holds_noted(struct run *run, const struct instruction *instruction,
                             const char *path)
{
    uint32_t word = instruction->aux / 64;
    uint64_t bit = UINT64_C(1) << (instruction->aux % 64);

    if (instruction->aux == NOTE_NONE)
        return glob_holds(run, instruction, path);
    if (!(run->noted[word] & bit)) {
        run->noted[word] |= bit;
        if (glob_holds(run, instruction, path))
            run->notes[word] |= bit;
        else
            run->notes[word] &= ~bit;
    }
    return (run->notes[word] & bit) != 0;
}

static void match_lanes(struct run *run, uint32_t lanes, uint32_t rule)
{
    for (uint32_t lane = 0; lane < LANE_COUNT; lane++)
        if (lanes & 1u << lane)
            run_match(run, lane, rule);
}

static uint32_t find_port(struct run *run, const struct instruction *instruction)
{
    const struct port_case *cases = &run->image->ports[instruction->operand];
    uint32_t low = 0, high = (uint32_t)instruction->aux + 1;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        run->steps++;
        if (cases[middle].key == run->key)
            return cases[middle].target;
        if (cases[middle].key < run->key)
            low = middle + 1;
        else
            high = middle;
    }
    return instruction->no;
}

static void run_arguments(struct run *run, uint32_t number, uint32_t path)
{
    uint32_t target;

    for (uint32_t i = 0; i < argument_count(run); i++) {
        run->steps++;
        if (find_case(run, number, argument_literal(run, i), &target))
            run_target(run, target, path);
    }
}

static uint32_t step_over(const char *path, uint32_t at, uint32_t len)
{
    return at + len + (path[at + len] == '/');
}

static uint32_t find_segment(struct run *run, uint32_t number,
                             const struct instruction *instruction, uint32_t *path)
{
    const struct image *image = run->image;
    const char *text = run->facts->path;

    if (!text || !text[*path])
        return instruction->no;
    struct text segment = segment_at(text + *path);
    const struct text_slot *slot =
        find_text(run, image->segment_slots, image->segment_slots_count, image->segment_seeds,
                  image->segment_seeds_count, number, segment);

    run->steps++;
    if (!slot)
        return instruction->operand;
    *path = step_over(text, *path, segment.len);
    return slot->value;
}

static uint32_t front_target(const struct run *run, const struct instruction *instruction)
{
    if (run->front == FRONT_NONE)
        return instruction->yes;
    return run->front == FRONT_ONE ? instruction->no : instruction->operand;
}

static uint32_t cgroup_target(struct run *run, const struct instruction *instruction)
{
    const struct process_facts *process = run->facts->process;

    if (!process || !process->cgroup)
        return instruction->operand;
    return run_in_docker(run) ? instruction->yes : instruction->no;
}

void run_program(struct run *run, uint32_t target, uint32_t path)
{
    const struct instruction *instructions = run->image->instructions;
    const char *path_text = run->facts->path;
    uint32_t base = run->stack_len;

    for (;;) {
        if (target & TARGET_RULE)
            run_match(run, LANE_VERDICT, target & ~TARGET_RULE);
        if (target == TARGET_END || (target & TARGET_RULE)) {
            if (run->stack_len == base)
                return;
            target = run->stack[--run->stack_len].target;
            path = run->stack[run->stack_len].path;
            continue;
        }
        const struct instruction *instruction = &instructions[target];
        const char *rest = path_text ? path_text + path : NULL;
        bool holds;

        run->steps++;
        switch ((enum opcode)instruction->opcode) {
        case OP_MATCH:
            match_lanes(run, instruction->aux, instruction->operand);
            target = instruction->yes;
            continue;
        case OP_ALSO:
            run_aside(run, instruction->no, path);
            target = instruction->yes;
            continue;
        case OP_PORTS:
            target = find_port(run, instruction);
            continue;
        case OP_FRONT:
            target = front_target(run, instruction);
            continue;
        case OP_SWITCH:
            run->steps++;
            if (!find_case(run, target, fact_literal(run, instruction->slot), &target))
                target = instruction->no;
            continue;
        case OP_ARGUMENTS:
            run_arguments(run, target, path);
            target = instruction->no;
            continue;
        case OP_AFFIXES:
            run_affixes(run, instruction, path, rest);
            target = instruction->no;
            continue;
        case OP_SEARCH:
            run_search(run, instruction, path, rest);
            target = instruction->no;
            continue;
        case OP_CGROUP:
            target = cgroup_target(run, instruction);
            continue;
        case OP_SEGMENTS:
            target = find_segment(run, target, instruction, &path);
            continue;
        case OP_ASK:
            holds = (run->asked & instruction->aux) != 0;
            break;
        case OP_PORT:
            holds = run->key == instruction->operand || (instruction->aux && run->key == KEY_NAME);
            break;
        case OP_LITERAL:
            holds = is_literal(run, instruction);
            break;
        case OP_GLOB:
            holds = glob_holds_noted(run, instruction, rest);
            break;
        case OP_METHOD:
            holds = (run->facts->method & instruction->aux) != 0;
            break;
        case OP_SCHEME:
            holds = run->facts->scheme == instruction->operand;
            break;
        case OP_SEGMENT:
            holds = rest && *rest;
            if (holds)
                path = step_over(path_text, path, segment_at(rest).len);
            break;
        case OP_PATH_END:
            holds = rest && !*rest;
            break;
        case OP_END:
        case OP_COUNT:
        default:
            target = TARGET_END;
            continue;
        }
        target = holds ? instruction->yes : instruction->no;
    }
}
