/* SEARCH: all of thousands of texts that stand somewhere in one text, found in one reading. */
#include <string.h>

#include "lang/vm/run.h"

/* One reading of one text. */
struct reading {
    struct run *run;
    const struct search_index *index;
    uint32_t path;
    bool found_any; /* run->found is of this reading */
};

/* Once an output was run, so were the ones behind it. */
static bool take_output(struct reading *reading, uint32_t output)
{
    uint64_t *found = reading->run->found;
    uint64_t bit = UINT64_C(1) << (output % 64);

    if (!reading->found_any) {
        memset(found, 0, (reading->index->output_count + 63) / 64 * sizeof(*found));
        reading->found_any = true;
    }
    if (found[output / 64] & bit)
        return false;
    found[output / 64] |= bit;
    return true;
}

static void run_outputs(struct reading *reading, uint32_t output)
{
    const struct search_output *outputs =
        reading->run->image->search_outputs + reading->index->first_output;

    for (; output != OUTPUT_NONE && take_output(reading, output); output = outputs[output].next) {
        reading->run->steps++;
        run_target(reading->run, outputs[output].program, reading->path);
    }
}

static void read_text(struct run *run, uint32_t number, struct text text, uint32_t path)
{
    struct reading reading = {run, &run->image->search_indexes[number], path, false};
    const struct search_state *states = run->image->search_states + reading.index->first_state;
    uint32_t state = 0, steps = 0;

    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.start[i];
        uint32_t next = states[state].base + byte;

        for (; states[next].before != state && states[state].depth > 0;
             next = states[state].base + byte) {
            state = states[state].fallback;
            steps++;
        }
        steps++;
        if (states[next].before != state)
            continue;
        state = next;
        if (states[state].output != OUTPUT_NONE)
            run_outputs(&reading, states[state].output);
    }
    run->steps += steps;
}

void run_search(struct run *run, const struct instruction *instruction, uint32_t path,
                const char *path_text)
{
    if (!slot_is_each_argument(run, instruction->slot)) {
        struct text text = slot_text(run, instruction->slot, path_text);
        if (text.start)
            read_text(run, instruction->operand, text, path);
        return;
    }
    for (uint32_t i = 0; i < argument_count(run); i++) {
        run->argument = text_of(run->facts->process->argv[i]);
        run->steps++;
        read_text(run, instruction->operand, run->argument, path);
    }
}
