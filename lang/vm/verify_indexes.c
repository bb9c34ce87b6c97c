/*
 * Many patterns at once: affixes, whose nodes are chains, and automata that read a text from its
 * first byte to its last.
 *
 * Why an automaton ends, and in how many steps: reading a byte leads to a state one deeper, or
 * first to ones that are less deep. What was never gained cannot be lost, so all ways back together
 * are no more than the bytes read: two steps a byte.
 */
#include <stdlib.h>

#include "lang/vm/verify_internal.h"

#define AUTOMATON_STEPS 2
#define LABEL_MAX_BYTES 63

/* All that an automaton can find may be counted as found once, where it is so little. */
#define FOUND_ONCE_MAX 256

struct affix_chain {
    struct cost cost;
    uint32_t length;
};

/* The nodes of one index; *ret_chain is the worst sum along parents, *ret_longest their number. */
static bool check_affix_nodes(struct verifier *verifier, uint32_t number,
                              const struct affix_index *index, struct cost *ret_chain,
                              uint32_t *ret_longest)
{
    const struct image *image = verifier->image;
    uint32_t end = index->first_node + index->node_count;
    struct affix_chain *chains = calloc((size_t)index->node_count + 1, sizeof(*chains));

    *ret_chain = (struct cost){0};
    *ret_longest = 0;
    if (!chains)
        return refuse(verifier, index, "out of memory");
    for (uint32_t i = index->first_node; i < end; i++) {
        const struct affix_node *node = &image->affix_nodes[i];
        bool has_parent = node->parent != AFFIX_ROOT;
        struct affix_chain chain = {{0}, 0};
        uint32_t before = 0;

        if (has_parent && (node->parent < index->first_node || node->parent >= i)) {
            free(chains);
            return refuse(verifier, node, "an affix whose parent does not stand before it");
        }
        if (has_parent) {
            chain = chains[node->parent - index->first_node];
            before = image->affix_nodes[node->parent].total_len_bytes;
        }
        if (node->len_bytes == 0 || before + node->len_bytes != node->total_len_bytes ||
            !text_lies_inside(image, node->text, node->len_bytes)) {
            free(chains);
            return refuse(verifier, node, "an affix whose lengths do not add up");
        }
        if (!check_target(verifier, node, node->program, number)) {
            free(chains);
            return false;
        }
        chain.cost = both(chain.cost, cost_of(verifier, node->program));
        chain.length++;
        chains[i - index->first_node] = chain;
        *ret_chain = worse(*ret_chain, chain.cost);
        *ret_longest = larger(*ret_longest, chain.length);
    }
    free(chains);
    return true;
}

/* The index in front of the one that was handed out last. */
bool check_affixes(struct verifier *verifier, uint32_t number,
                   const struct instruction *instruction, struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);
    struct cost chain;
    uint32_t longest;

    if (!fact && instruction->slot < SLOT_LABEL)
        return refuse(verifier, instruction, "no such fact");
    if (verifier->next_affix == 0 || instruction->operand != verifier->next_affix - 1)
        return refuse(verifier, instruction, "an index of affixes is not where it must be");
    const struct affix_index *index = &image->affix_indexes[--verifier->next_affix];
    if (!check_affix_nodes(verifier, number, index, &chain, &longest))
        return false;
    if (is_each_argument(fact)) {
        if (is_open_ended(chain))
            return refuse(verifier, instruction, "arguments within arguments");
        cost->steps_per_argument =
            clamp(cost->steps_per_argument + chain.steps + index->length_count + 1);
        cost->stack = larger(cost->stack, longest + chain.stack);
        return true;
    }
    *cost = both(*cost, chain);
    cost->stack = clamp(longest + cost->stack);
    *cost = add_steps(*cost, 1 + index->length_count);
    return true;
}

static bool check_affix_indexes(struct verifier *verifier)
{
    const struct image *image = verifier->image;
    uint32_t next_length = 0, next_node = 0;

    for (uint32_t i = 0; i < image->affix_indexes_count; i++) {
        const struct affix_index *index = &image->affix_indexes[i];
        if (index->first_length != next_length || index->first_node != next_node ||
            index->length_count > image->affix_lengths_count - next_length ||
            index->node_count > image->affix_nodes_count - next_node || index->kind > AFFIX_END)
            return refuse(verifier, index, "an index of affixes is not where it must be");
        next_length += index->length_count;
        next_node += index->node_count;
        for (uint32_t l = index->first_length + 1; l < next_length; l++)
            if (image->affix_lengths[l] <= image->affix_lengths[l - 1])
                return refuse(verifier, &image->affix_lengths[l], "lengths are not sorted");
    }
    if (next_length != image->affix_lengths_count || next_node != image->affix_nodes_count)
        return refuse(verifier, image->affix_nodes, "affixes that belong to no index");
    return true;
}

static bool check_affix_slots(struct verifier *verifier)
{
    const struct image *image = verifier->image;

    for (uint32_t i = 0; i < image->affix_slots_count; i++) {
        const struct affix_slot *slot = &image->affix_slots[i];
        if (slot->index == SLOT_EMPTY)
            continue;
        if (slot->index >= image->affix_indexes_count)
            return refuse(verifier, slot, "no such index");
        const struct affix_index *index = &image->affix_indexes[slot->index];
        if (slot->node < index->first_node || slot->node - index->first_node >= index->node_count)
            return refuse(verifier, slot, "no such affix");
    }
    return true;
}

/* Cells that nothing leads to are as empty as can be; the others are one deeper than what leads
 * there, and fall back to where less is deep. */
static bool check_state(struct verifier *verifier, const struct search_index *index,
                        uint32_t number)
{
    const struct search_state *states = verifier->image->search_states + index->first_state;
    const struct search_state *state = &states[number];
    bool is_empty = state->before == STATE_NONE;

    if (state->base > index->state_count - SEARCH_BYTES)
        return refuse(verifier, state, "a state that leads out of its automaton");
    if (is_empty ? state->depth != 0 || state->fallback != 0
                 : state->depth == 0 || state->before >= index->state_count ||
                       state->depth != states[state->before].depth + 1)
        return refuse(verifier, state, "a state that is not one deeper than the one before");
    if (!is_empty &&
        (state->fallback >= index->state_count || states[state->fallback].depth >= state->depth))
        return refuse(verifier, state, "a state that does not fall back");
    if (state->output != OUTPUT_NONE && state->output >= index->output_count)
        return refuse(verifier, state, "no such output");
    return true;
}

static bool check_search_indexes(struct verifier *verifier)
{
    const struct image *image = verifier->image;
    uint32_t next_state = 0, next_output = 0;

    for (uint32_t i = 0; i < image->search_indexes_count; i++) {
        const struct search_index *index = &image->search_indexes[i];
        if (index->first_state != next_state || index->first_output != next_output ||
            index->state_count > image->search_states_count - next_state ||
            index->output_count > image->search_outputs_count - next_output ||
            index->output_count > IMAGE_OUTPUTS_MAX || index->state_count < SEARCH_BYTES)
            return refuse(verifier, index, "an automaton is not where it must be");
        next_state += index->state_count;
        next_output += index->output_count;
        if (image->search_states[index->first_state].before != STATE_NONE)
            return refuse(verifier, index, "an automaton does not start at its root");
        for (uint32_t state = 0; state < index->state_count; state++)
            if (!check_state(verifier, index, state))
                return false;
    }
    if (next_state != image->search_states_count || next_output != image->search_outputs_count)
        return refuse(verifier, image->search_states, "states that belong to no automaton");
    return true;
}

/* What an automaton can find: at one byte, and all of it once. */
struct findings {
    struct cost at_once;
    struct cost all;
};

/* *ret_findings comes in as nothing. */
static bool check_outputs(struct verifier *verifier, uint32_t number,
                          const struct search_index *index, struct findings *ret_findings)
{
    const struct search_output *outputs = verifier->image->search_outputs + index->first_output;
    struct cost *chains = calloc((size_t)index->output_count + 1, sizeof(*chains));
    bool ok = true;

    if (!chains)
        return refuse(verifier, index, "out of memory");
    for (uint32_t i = 0; i < index->output_count && ok; i++) {
        const struct search_output *output = &outputs[i];
        struct cost own = {0};

        if (output->next != OUTPUT_NONE && output->next >= i)
            ok = refuse(verifier, output, "an output whose next one does not stand before it");
        else
            ok = check_target(verifier, output, output->program, number);
        if (!ok)
            break;
        own = add_steps(cost_of(verifier, output->program), 1);
        chains[i] = output->next == OUTPUT_NONE ? own : both(own, chains[output->next]);
        ret_findings->at_once = worse(ret_findings->at_once, chains[i]);
        ret_findings->all = both(ret_findings->all, own);
    }
    free(chains);
    return ok;
}

/* Of reading one text to its end, apart from its bytes; those are *ret_per_byte each. Each output
 * is run once a text at most, so the sum of all is a bound, too. */
static uint32_t cost_of_text(const struct findings *findings, uint32_t *ret_per_byte)
{
    if (findings->all.steps <= FOUND_ONCE_MAX) {
        *ret_per_byte = AUTOMATON_STEPS;
        return findings->all.steps;
    }
    *ret_per_byte = AUTOMATON_STEPS + findings->at_once.steps;
    return 0;
}

/* The automaton in front of the one that was handed out last. */
bool check_search(struct verifier *verifier, uint32_t number, const struct instruction *instruction,
                  struct cost *cost)
{
    const struct image *image = verifier->image;
    const struct fact_slot *fact = fact_of(image, instruction);
    struct findings findings = {0};
    uint32_t per_byte, steps;

    if (!fact && instruction->slot != SLOT_LABEL)
        return refuse(verifier, instruction, "no such fact");
    if (verifier->next_search == 0 || instruction->operand != verifier->next_search - 1)
        return refuse(verifier, instruction, "an automaton is not where it must be");
    if (!check_outputs(verifier, number, &image->search_indexes[--verifier->next_search],
                       &findings))
        return false;
    if (is_open_ended(findings.all) || findings.all.searches)
        return refuse(verifier, instruction, "a search within a search");
    steps = cost_of_text(&findings, &per_byte);
    cost->stack = larger(cost->stack, findings.all.stack);
    cost->searches = true;
    if (!fact) { /* a label is no fact of the process, but it is short */
        *cost = add_steps(*cost, steps + LABEL_MAX_BYTES * clamp(per_byte));
        return true;
    }
    cost->steps_per_byte = clamp(cost->steps_per_byte + per_byte);
    if (is_each_argument(fact))
        cost->steps_per_argument = clamp(cost->steps_per_argument + steps + 1);
    else
        *cost = add_steps(*cost, steps);
    return true;
}

bool check_indexes(struct verifier *verifier)
{
    return check_affix_indexes(verifier) && check_affix_slots(verifier) &&
           check_search_indexes(verifier);
}
