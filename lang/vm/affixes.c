/* AFFIXES: of many patterns on one text, those are tried whose plain start or end it has. */
#include <string.h>

#include "lang/vm/run.h"

static uint32_t find_affix_node(const struct run *run, uint32_t number, uint64_t hash)
{
    const struct image *image = run->image;

    if (image->affix_slots_count == 0)
        return NODE_NONE;
    uint64_t key = hash_in_scope(hash, number, image->hash_seed);
    const struct affix_slot *slot = &image->affix_slots[hash_slot(
        key, hash_seed_of(key, image->affix_seeds, image->affix_seeds_count),
        image->affix_slots_count)];

    return slot->index == number ? slot->node : NODE_NONE;
}

/*
 * Puts the program of every affix of `text` aside. The affixes that match are a chain: each has the
 * one before as its parent, so only what it adds is compared.
 */
static void put_affixes_aside(struct run *run, uint32_t number, struct text text, uint32_t path)
{
    const struct image *image = run->image;
    const struct affix_index *index = &image->affix_indexes[number];
    uint64_t hash = HASH_GROW_START;
    uint32_t last = AFFIX_ROOT, read = 0;

    for (uint32_t i = 0; i < index->length_count; i++) {
        uint32_t len = image->affix_lengths[index->first_length + i];
        if (len > text.len)
            return;
        for (; read < len; read++)
            hash = hash_grow(hash, index->kind == AFFIX_END ? text.start[text.len - 1 - read]
                                                            : text.start[read]);
        run->steps++;
        uint32_t number_of_node = find_affix_node(run, number, hash);
        if (number_of_node == NODE_NONE)
            continue;
        const struct affix_node *node = &image->affix_nodes[number_of_node];
        if (node->parent != last || node->total_len_bytes != len)
            continue;
        const char *added = index->kind == AFFIX_END ? text.start + text.len - len
                                                     : text.start + len - node->len_bytes;
        if (memcmp(image->strings + node->text, added, node->len_bytes) != 0)
            continue;
        run_aside(run, node->program, path);
        last = number_of_node;
    }
}

static void run_affixes_of_arguments(struct run *run, uint32_t number, uint32_t path)
{
    for (uint32_t i = 0; i < argument_count(run); i++) {
        run->argument = text_of(run->facts->process->argv[i]);
        run->steps++;
        uint32_t base = run->stack_len;
        put_affixes_aside(run, number, run->argument, path);
        while (run->stack_len > base) {
            struct aside way = run->stack[--run->stack_len];
            run_target(run, way.target, way.path);
        }
    }
}

void run_affixes(struct run *run, const struct instruction *instruction, uint32_t path,
                 const char *path_text)
{
    uint32_t slot = instruction->slot;

    if (slot_is_each_argument(run, slot)) {
        run_affixes_of_arguments(run, instruction->operand, path);
        return;
    }
    struct text text = slot_text(run, slot, path_text);
    if (text.start)
        put_affixes_aside(run, instruction->operand, text, path);
}
