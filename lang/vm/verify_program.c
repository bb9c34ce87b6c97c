/*
 * Instructions, from the last to the first: each leads forward only, so that what it leads to is
 * checked, and its cost known, before itself.
 */
#include "lang/vm/verify_internal.h"

bool check_target(struct verifier *verifier, const void *where, uint32_t target, uint32_t after)
{
    const struct image *image = verifier->image;

    if (is_rule(target) && (target & ~TARGET_RULE) >= image->rules_count)
        return refuse(verifier, where, "no such rule");
    if (!is_rule(target) && target != TARGET_END &&
        (target <= after || target >= image->instructions_count))
        return refuse(verifier, where, "a target that does not lead forward");
    return true;
}

/* A slot of switch_slots or segment_slots, if instruction `scope` is one that looks there. */
static bool add_case(struct verifier *verifier, const void *where, uint32_t number, uint32_t scope,
                     uint32_t target, bool segment)
{
    const struct image *image = verifier->image;

    if (scope == SLOT_EMPTY)
        return true;
    if (scope >= image->instructions_count)
        return refuse(verifier, where, "a case of no instruction");
    enum opcode opcode = image->instructions[scope].opcode;
    if (segment ? opcode != OP_SEGMENTS : (opcode != OP_SWITCH && opcode != OP_ARGUMENTS))
        return refuse(verifier, where, "a case of an instruction that has none");
    if (!check_target(verifier, where, target, scope))
        return false;
    if (!is_rule(target) && target != TARGET_END) {
        verifier->cases.next[number] = verifier->cases.first[target];
        verifier->cases.first[target] = number;
    }
    return true;
}

static bool list_cases(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    for (uint32_t i = 0; i < image->instructions_count; i++)
        verifier->cases.first[i] = NO_SLOT;
    for (uint32_t i = 0; i < image->switch_slots_count; i++) {
        const struct switch_slot *slot = &image->switch_slots[i];
        if (!add_case(verifier, slot, i, slot->scope, slot->target, false))
            return false;
    }
    for (uint32_t i = 0; i < image->segment_slots_count; i++) {
        const struct text_slot *slot = &image->segment_slots[i];
        if (!add_case(verifier, slot, image->switch_slots_count + i, slot->scope, slot->value,
                      true))
            return false;
    }
    return true;
}

/* Tells the instructions that have `number` as a case what it costs. */
static void report_case(struct verifier *verifier, uint32_t number)
{
    const struct image *image = verifier->image;

    for (uint32_t slot = verifier->cases.first[number]; slot != NO_SLOT;
         slot = verifier->cases.next[slot]) {
        uint32_t scope = slot < image->switch_slots_count
                             ? image->switch_slots[slot].scope
                             : image->segment_slots[slot - image->switch_slots_count].scope;
        verifier->case_costs[scope] = worse(verifier->case_costs[scope], verifier->costs[number]);
    }
}

/* The run of cases in front of the one that was handed out last. */
static bool check_ports(struct verifier *verifier, uint32_t number,
                        const struct instruction *instruction, struct cost *cost)
{
    const struct image *image = verifier->image;
    uint32_t count = (uint32_t)instruction->aux + 1;

    if (count > verifier->next_port || instruction->operand != verifier->next_port - count)
        return refuse(verifier, instruction, "cases of ports do not lie where they must");
    verifier->next_port -= count;
    for (uint32_t i = 0; i < count; i++) {
        const struct port_case *port = &image->ports[instruction->operand + i];
        if (port->key > KEY_MAX || (i > 0 && port->key <= port[-1].key))
            return refuse(verifier, port, "ports are not sorted");
        if (!check_target(verifier, port, port->target, number))
            return false;
        *cost = worse(*cost, cost_of(verifier, port->target));
    }
    *cost = add_steps(*cost, 1 + bits(count));
    return true;
}

static bool check_glob(struct verifier *verifier, const struct instruction *instruction,
                       struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);
    bool may_be_noted = fact != NULL;

    if (!fact && instruction->slot < SLOT_ARGUMENT)
        return refuse(verifier, instruction, "no such fact");
    if (instruction->operand >= image->globs_count)
        return refuse(verifier, instruction, "no such glob");
    if (instruction->aux != NOTE_NONE &&
        (!may_be_noted || instruction->aux >= image->header->notes))
        return refuse(verifier, instruction, "no place for that note");
    uint32_t steps = verifier->glob_costs[instruction->operand];
    if (is_each_argument(fact))
        cost->steps_per_argument = clamp(cost->steps_per_argument + steps);
    else
        *cost = add_steps(*cost, steps);
    return true;
}

static bool check_arguments(struct verifier *verifier, uint32_t number,
                            const struct instruction *instruction, struct cost *cost)
{
    struct cost cases = verifier->case_costs[number];

    if (!is_each_argument(fact_of(verifier->image, instruction)))
        return refuse(verifier, instruction, "no such fact");
    if (is_open_ended(cases))
        return refuse(verifier, instruction, "arguments within arguments");
    cost->steps_per_argument = clamp(cost->steps_per_argument + cases.steps + 2);
    cost->stack = larger(cost->stack, cases.stack);
    return true;
}

static bool check_literal(struct verifier *verifier, const struct instruction *instruction,
                          struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);

    if (!fact)
        return refuse(verifier, instruction, "no such fact");
    if (instruction->operand >= image->literal_slots_count)
        return refuse(verifier, instruction, "no such literal");
    /* One to look the fact up, the first time that it is asked for. */
    if (is_each_argument(fact))
        cost->steps_per_argument = clamp(cost->steps_per_argument + 2);
    else
        *cost = add_steps(*cost, 1);
    return true;
}

static bool check_switch(struct verifier *verifier, uint32_t number,
                         const struct instruction *instruction, struct cost *cost)
{
    const struct fact_slot *fact = fact_of(verifier->image, instruction);

    if (!fact || is_each_argument(fact))
        return refuse(verifier, instruction, "no such fact");
    *cost = add_steps(worse(*cost, verifier->case_costs[number]), 2);
    return true;
}

static bool check_also(struct verifier *verifier, const struct instruction *instruction,
                       struct cost *cost)
{
    struct cost now = cost_of(verifier, instruction->yes);
    struct cost later = cost_of(verifier, instruction->no);

    *cost = both(now, later);
    cost->stack = larger(clamp(now.stack + 1), later.stack);
    return true;
}

/* What an opcode demands beyond its targets; *cost comes in as the worst of them. */
static bool check_operation(struct verifier *verifier, uint32_t number,
                            const struct instruction *instruction, struct cost *cost)
{
    switch ((enum opcode)instruction->opcode) {
    case OP_END:
        return number == 0 || refuse(verifier, instruction, "END in the midst of a program");
    case OP_MATCH:
        if (instruction->operand >= verifier->image->rules_count ||
            instruction->aux >= 1 << LANE_COUNT)
            return refuse(verifier, instruction, "no such rule or lane");
        return true;
    case OP_ALSO:
        return check_also(verifier, instruction, cost);
    case OP_PORT:
        return (instruction->operand <= KEY_MAX && instruction->aux <= 1) ||
               refuse(verifier, instruction, "no such port");
    case OP_PORTS:
        return check_ports(verifier, number, instruction, cost);
    case OP_LITERAL:
        return check_literal(verifier, instruction, cost);
    case OP_SWITCH:
        return check_switch(verifier, number, instruction, cost);
    case OP_ARGUMENTS:
        return check_arguments(verifier, number, instruction, cost);
    case OP_GLOB:
        return check_glob(verifier, instruction, cost);
    case OP_AFFIXES:
        return check_affixes(verifier, number, instruction, cost);
    case OP_SEARCH:
        return check_search(verifier, number, instruction, cost);
    case OP_SCHEME:
        return instruction->operand <= SCHEME_HTTPS ||
               refuse(verifier, instruction, "no such scheme");
    case OP_SEGMENTS:
        *cost = add_steps(worse(*cost, verifier->case_costs[number]), 1);
        return true;
    case OP_ASK:
    case OP_FRONT:
    case OP_CGROUP:
    case OP_METHOD:
    case OP_SEGMENT:
    case OP_PATH_END:
        return true;
    case OP_COUNT:
        break;
    }
    return refuse(verifier, instruction, "unknown opcode %u", instruction->opcode);
}

enum field { FIELD_0, FIELD_T, FIELD_V };

static const struct {
    uint8_t yes, no, also;
} fields[OP_COUNT] = {
#define OPCODE(name, yes, no, also, what) [OP_##name] = {FIELD_##yes, FIELD_##no, FIELD_##also},
#include "lang/vm/opcodes.def"
#undef OPCODE
};

static bool check_field(struct verifier *verifier, const struct instruction *instruction,
                        uint32_t number, enum field field, uint32_t value, struct cost *cost)
{
    if (field == FIELD_0)
        return value == 0 || refuse(verifier, instruction, "an unused field is not zero");
    if (field == FIELD_V)
        return true;
    if (!check_target(verifier, instruction, value, number))
        return false;
    *cost = worse(*cost, cost_of(verifier, value));
    return true;
}

static bool check_instruction(struct verifier *verifier, uint32_t number)
{
    const struct instruction *instruction = &verifier->image->instructions[number];
    uint8_t opcode = instruction->opcode;
    struct cost cost = {0};

    if (opcode >= OP_COUNT)
        return refuse(verifier, instruction, "unknown opcode %u", opcode);
    if (!check_field(verifier, instruction, number, fields[opcode].yes, instruction->yes, &cost) ||
        !check_field(verifier, instruction, number, fields[opcode].no, instruction->no, &cost) ||
        !check_field(verifier, instruction, number, fields[opcode].also, instruction->operand,
                     &cost) ||
        !check_operation(verifier, number, instruction, &cost))
        return false;
    verifier->costs[number] = add_steps(cost, number ? 1 : 0);
    report_case(verifier, number);
    return true;
}

bool check_instructions(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    if (image->instructions_count == 0 || image->instructions_count >= TARGET_RULE)
        return refuse(verifier, image->instructions, "no instructions, or too many");
    if (image->instructions[0].opcode != OP_END)
        return refuse(verifier, image->instructions, "the first instruction is not END");
    if (image->header->notes > IMAGE_NOTES_MAX)
        return refuse(verifier, &image->header->notes, "too many notes");
    if (!list_cases(verifier))
        return false;
    verifier->next_port = image->ports_count;
    verifier->next_affix = image->affix_indexes_count;
    verifier->next_search = image->search_indexes_count;
    for (uint32_t i = image->instructions_count; i-- > 0;)
        if (!check_instruction(verifier, i))
            return false;
    if (verifier->next_port != 0 || verifier->next_affix != 0 || verifier->next_search != 0)
        return refuse(verifier, image->ports, "cases that belong to no instruction");
    return true;
}
