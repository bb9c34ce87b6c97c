/*
 * The graph laid out as an image. Sections are built one by one, in the order in which each needs
 * the numbers of the ones before; then they are joined behind a header. The bounds and the digest
 * are the caller's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/internal.h"
#include "lang/vm/hash.h"

/* A table that is a ninth empty leaves the last keys room to be placed. */
#define SPARE_SLOTS(key_count) ((key_count) / 8 + 1)

/* So few keys find slots of their own by one seed for all, given room: one read less a look-up. */
#define ONE_BUCKET_MAX 64
#define ONE_BUCKET_SLOTS(key_count) (4 * (key_count))
#define SEEDS_MAX (UINT32_C(1) << 16)

struct writer {
    struct compilation *c;
    uint32_t hash_seed;
    struct vector sections[SECTION_COUNT];
    uint32_t *literal_slots; /* of each literal: the slot that numbers it */
    uint32_t *glob_numbers;  /* in the image, of each glob; MAP_NONE: not yet */
    bool failed;             /* a hash table could not be made */
};

#define PUT_COPY(writer, section, type, value)                                                     \
    (*(type *)vector_push((writer)->c->arena, &(writer)->sections[SECTION_##section],              \
                          sizeof(type)) = (value))
#define PUT(writer, section, type, ...) PUT_COPY(writer, section, type, ((type)__VA_ARGS__))

/* Perfect hashes (lang/vm/hash.h). */

struct table {
    const uint64_t *keys;
    uint32_t key_count;
    uint32_t slot_count;
    uint32_t bucket_count;
    uint32_t *slots; /* of each key */
    uint16_t *seeds; /* of each bucket */
};

/* The keys of one bucket after the other, the fullest bucket first. */
struct bucket_order {
    uint32_t *keys;
    uint32_t *starts; /* by bucket, and the end */
    uint32_t *buckets;
};

static struct bucket_order order_buckets(struct compilation *c, const struct table *table)
{
    struct bucket_order order = {
        ARENA_ARRAY(c->arena, uint32_t, (size_t)table->key_count + 1),
        ARENA_ARRAY(c->arena, uint32_t, (size_t)table->bucket_count + 2),
        ARENA_ARRAY(c->arena, uint32_t, (size_t)table->bucket_count + 1),
    };
    uint32_t *fill = ARENA_ARRAY(c->arena, uint32_t, (size_t)table->bucket_count + 1);
    uint32_t fullest = 0, next = 0;

    for (uint32_t i = 0; i < table->key_count; i++)
        order.starts[hash_bucket(table->keys[i], table->bucket_count) + 1]++;
    for (uint32_t b = 0; b < table->bucket_count; b++) {
        if (order.starts[b + 1] > fullest)
            fullest = order.starts[b + 1];
        order.starts[b + 1] += order.starts[b];
    }
    for (uint32_t i = 0; i < table->key_count; i++) {
        uint32_t bucket = hash_bucket(table->keys[i], table->bucket_count);
        order.keys[order.starts[bucket] + fill[bucket]++] = i;
    }
    for (uint32_t size = fullest; size > 0; size--)
        for (uint32_t b = 0; b < table->bucket_count; b++)
            if (fill[b] == size)
                order.buckets[next++] = b;
    order.buckets[next] = UINT32_MAX;
    return order;
}

/* Puts all keys of a bucket into free slots of their own, or none of them. */
static bool place_bucket(const struct table *table, const uint32_t *keys, uint32_t count,
                         uint16_t seed, bool *taken)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t slot = hash_slot(table->keys[keys[i]], seed, table->slot_count);
        if (taken[slot]) {
            while (i-- > 0)
                taken[table->slots[keys[i]]] = false;
            return false;
        }
        taken[slot] = true;
        table->slots[keys[i]] = slot;
    }
    return true;
}

static uint32_t slots_for(uint32_t key_count)
{
    if (key_count == 0)
        return 0;
    return key_count <= ONE_BUCKET_MAX ? ONE_BUCKET_SLOTS(key_count)
                                       : key_count + SPARE_SLOTS(key_count);
}

static uint32_t buckets_for(uint32_t key_count)
{
    uint32_t count = 1;

    if (key_count == 0)
        return 0;
    while (key_count > ONE_BUCKET_MAX && count <= key_count / HASH_KEYS_PER_BUCKET)
        count *= 2;
    return count;
}

/* False where two keys are equal, or luck has it; another hash_seed may then do. */
static bool make_table(struct compilation *c, const uint64_t *keys, uint32_t key_count,
                       struct table *ret_table)
{
    struct table table = {.keys = keys,
                          .key_count = key_count,
                          .slot_count = slots_for(key_count),
                          .bucket_count = buckets_for(key_count)};

    table.slots = ARENA_ARRAY(c->arena, uint32_t, (size_t)key_count + 1);
    table.seeds = ARENA_ARRAY(c->arena, uint16_t, (size_t)table.bucket_count + 1);
    bool *taken = ARENA_ARRAY(c->arena, bool, (size_t)table.slot_count + 1);
    struct bucket_order order = order_buckets(c, &table);

    for (uint32_t i = 0; i < table.bucket_count && order.buckets[i] != UINT32_MAX; i++) {
        uint32_t bucket = order.buckets[i], seed = 0;
        uint32_t start = order.starts[bucket], count = order.starts[bucket + 1] - start;
        while (seed < SEEDS_MAX &&
               !place_bucket(&table, order.keys + start, count, (uint16_t)seed, taken))
            seed++;
        if (seed == SEEDS_MAX)
            return false;
        table.seeds[bucket] = (uint16_t)seed;
    }
    *ret_table = table;
    return true;
}

static void put_seeds(struct writer *w, enum image_section section, const struct table *table)
{
    for (uint32_t i = 0; i < table->bucket_count; i++)
        *(uint16_t *)vector_push(w->c->arena, &w->sections[section], sizeof(uint16_t)) =
            table->seeds[i];
}

static const char *string_at(const struct writer *w, uint32_t offset)
{
    return (const char *)w->c->strings.bytes.items + offset;
}

/* A table of texts in scopes, and its two sections. The slots come back by key. */
static uint32_t *put_text_table(struct writer *w, enum image_section slots_section,
                                enum image_section seeds_section, const struct text_slot *slots,
                                uint32_t count)
{
    uint64_t *keys = ARENA_ARRAY(w->c->arena, uint64_t, (size_t)count + 1);
    struct table table;

    for (uint32_t i = 0; i < count; i++)
        keys[i] = hash_in_scope(hash_text(string_at(w, slots[i].text), slots[i].len_bytes),
                                slots[i].scope, w->hash_seed);
    if (!make_table(w->c, keys, count, &table)) {
        w->failed = true;
        return ARENA_ARRAY(w->c->arena, uint32_t, (size_t)count + 1);
    }
    for (uint32_t i = 0; i < table.slot_count; i++)
        *(struct text_slot *)vector_push(w->c->arena, &w->sections[slots_section],
                                         sizeof(struct text_slot)) =
            (struct text_slot){.scope = SLOT_EMPTY};
    for (uint32_t i = 0; i < count; i++)
        *VECTOR_AT(&w->sections[slots_section], struct text_slot, table.slots[i]) = slots[i];
    put_seeds(w, seeds_section, &table);
    return table.slots;
}

static void put_switch_table(struct writer *w, const struct switch_slot *slots, uint32_t count)
{
    uint64_t *keys = ARENA_ARRAY(w->c->arena, uint64_t, (size_t)count + 1);
    struct table table;

    for (uint32_t i = 0; i < count; i++)
        keys[i] = hash_in_scope(slots[i].literal, slots[i].scope, w->hash_seed);
    if (!make_table(w->c, keys, count, &table)) {
        w->failed = true;
        return;
    }
    for (uint32_t i = 0; i < table.slot_count; i++)
        PUT(w, switch_slots, struct switch_slot, {.scope = SLOT_EMPTY});
    for (uint32_t i = 0; i < count; i++)
        *VECTOR_AT(&w->sections[SECTION_switch_slots], struct switch_slot, table.slots[i]) =
            slots[i];
    put_seeds(w, SECTION_switch_seeds, &table);
}

/* Facts and patterns. */

static void put_literals(struct writer *w)
{
    const struct compilation *c = w->c;
    struct text_slot *slots =
        ARENA_ARRAY(c->arena, struct text_slot, (size_t)c->literals.count + 1);

    for (uint32_t i = 0; i < c->literals.count; i++) {
        const struct literal *literal = VECTOR_AT(&c->literals, struct literal, i);
        slots[i] = (struct text_slot){
            .scope = literal->key, .text = literal->text, .len_bytes = literal->len_bytes};
    }
    w->literal_slots =
        put_text_table(w, SECTION_literal_slots, SECTION_literal_seeds, slots, c->literals.count);
    for (uint32_t i = 0; i < c->facts.count; i++)
        PUT_COPY(w, fact_slots, struct fact_slot, *VECTOR_AT(&c->facts, struct fact_slot, i));
}

/* The elements of a piece, and the ranges of those that are sets. */
static void put_elements(struct writer *w, const struct piece_info *piece)
{
    const struct compilation *c = w->c;

    for (uint32_t i = 0; i < piece->element_count; i++) {
        struct glob_element element =
            *VECTOR_AT(&c->elements, struct glob_element, piece->first_element + i);
        uint32_t first = element.value;
        if (element.kind == ELEMENT_SET || element.kind == ELEMENT_NOT_SET)
            element.value = w->sections[SECTION_ranges].count;
        for (uint32_t r = 0; r < element.count; r++)
            PUT_COPY(w, ranges, struct code_range,
                     *VECTOR_AT(&c->ranges, struct code_range, first + r));
        PUT_COPY(w, elements, struct glob_element, element);
    }
}

/* The number of a glob in the image. Those that an affix stands for never get one. */
static uint32_t put_glob(struct writer *w, uint32_t number)
{
    const struct compilation *c = w->c;
    const struct glob_info *glob = VECTOR_AT(&c->globs, struct glob_info, number);

    if (w->glob_numbers[number] != MAP_NONE)
        return w->glob_numbers[number];
    w->glob_numbers[number] = w->sections[SECTION_globs].count;
    PUT(w, globs, struct glob, {w->sections[SECTION_pieces].count, glob->piece_count});
    for (uint32_t i = 0; i < glob->piece_count; i++) {
        const struct piece_info *piece =
            VECTOR_AT(&c->pieces, struct piece_info, glob->first_piece + i);
        if (piece->is_plain) {
            PUT(w, pieces, struct glob_piece, {piece->text, piece->len_bytes, 1});
        } else {
            PUT(w, pieces, struct glob_piece,
                {w->sections[SECTION_elements].count, piece->element_count, 0});
            put_elements(w, piece);
        }
    }
    return w->glob_numbers[number];
}

static void start_globs(struct writer *w)
{
    w->glob_numbers = ARENA_ARRAY(w->c->arena, uint32_t, (size_t)w->c->globs.count + 1);
    for (uint32_t i = 0; i < w->c->globs.count; i++)
        w->glob_numbers[i] = MAP_NONE;
}

/* Instructions. */

struct affix_case {
    const struct graph_case *item;
    const char *text;
};

static int compare_lengths(const void *a_void, const void *b_void)
{
    const struct affix_case *a = a_void, *b = b_void;
    uint32_t a_len = a->item->len_bytes, b_len = b->item->len_bytes;

    if (a_len != b_len)
        return a_len < b_len ? -1 : 1;
    return memcmp(a->text, b->text, a_len);
}

static uint64_t hash_affix(const char *text, uint32_t len, enum affix_kind kind)
{
    uint64_t hash = HASH_GROW_START;

    for (uint32_t i = 0; i < len; i++)
        hash = hash_grow(hash, kind == AFFIX_END ? text[len - 1 - i] : text[i]);
    return hash;
}

/* Nodes of all indexes by (index, affix), with the key of each for the hash table. */
struct affixes {
    struct map nodes;
    struct vector keys; /* of uint64_t */
};

/* The longest affix of the index that is shorter than this one, and a part of it. */
static uint32_t longest_parent(struct writer *w, struct affixes *affixes, uint32_t index,
                               const struct affix_case *affix, enum affix_kind kind,
                               uint32_t first_length)
{
    uint32_t len = affix->item->len_bytes;

    for (uint32_t i = w->sections[SECTION_affix_lengths].count; i-- > first_length;) {
        uint32_t shorter = *VECTOR_AT(&w->sections[SECTION_affix_lengths], uint16_t, i);
        if (shorter >= len)
            continue;
        const char *text = kind == AFFIX_END ? affix->text + len - shorter : affix->text;
        const struct map_key key = {index, 1, text, shorter};
        uint32_t node = map_get(&affixes->nodes, &key);
        if (node != MAP_NONE)
            return node;
    }
    return AFFIX_ROOT;
}

static void put_affixes(struct writer *w, struct affixes *affixes, const struct graph_node *node)
{
    struct compilation *c = w->c;
    uint32_t index = w->sections[SECTION_affix_indexes].count;
    enum affix_kind kind = node->instruction.aux;
    struct affix_index head = {.first_length = w->sections[SECTION_affix_lengths].count,
                               .first_node = w->sections[SECTION_affix_nodes].count,
                               .node_count = node->case_count,
                               .kind = kind};
    struct affix_case *cases = ARENA_ARRAY(c->arena, struct affix_case, node->case_count);

    for (uint32_t i = 0; i < node->case_count; i++) {
        cases[i].item = VECTOR_AT(&c->graph.cases, struct graph_case, node->first_case + i);
        cases[i].text = string_at(w, cases[i].item->key);
    }
    qsort(cases, node->case_count, sizeof(*cases), compare_lengths);
    for (uint32_t i = 0; i < node->case_count; i++) {
        uint32_t len = cases[i].item->len_bytes, number = head.first_node + i;
        uint32_t parent = longest_parent(w, affixes, index, &cases[i], kind, head.first_length);
        uint32_t before = parent == AFFIX_ROOT ? 0
                                               : VECTOR_AT(&w->sections[SECTION_affix_nodes],
                                                           struct affix_node, parent)
                                                     ->total_len_bytes;
        bool is_new;

        if (i == 0 || cases[i - 1].item->len_bytes != len)
            PUT(w, affix_lengths, uint16_t, (uint16_t)len);
        PUT(w, affix_nodes, struct affix_node,
            {.parent = parent,
             .text = cases[i].item->key + (kind == AFFIX_END ? 0 : before),
             .len_bytes = (uint16_t)(len - before),
             .total_len_bytes = (uint16_t)len,
             .program = graph_target(c, cases[i].item->ref)});
        map_find(c->arena, &affixes->nodes, (struct map_key){index, 1, cases[i].text, len}, number,
                 &is_new);
        *(uint64_t *)vector_push(c->arena, &affixes->keys, sizeof(uint64_t)) =
            hash_in_scope(hash_affix(cases[i].text, len, kind), index, w->hash_seed);
    }
    head.length_count = w->sections[SECTION_affix_lengths].count - head.first_length;
    PUT_COPY(w, affix_indexes, struct affix_index, head);
}

static void put_affix_slots(struct writer *w, const struct affixes *affixes)
{
    struct table table;
    uint32_t index = 0;

    if (!make_table(w->c, affixes->keys.items, affixes->keys.count, &table)) {
        w->failed = true;
        return;
    }
    for (uint32_t i = 0; i < table.slot_count; i++)
        PUT(w, affix_slots, struct affix_slot, {.index = SLOT_EMPTY});
    for (uint32_t i = 0; i < affixes->keys.count; i++) {
        const struct affix_index *head =
            VECTOR_AT(&w->sections[SECTION_affix_indexes], struct affix_index, index);
        while (i >= head->first_node + head->node_count) {
            head++;
            index++;
        }
        *VECTOR_AT(&w->sections[SECTION_affix_slots], struct affix_slot, table.slots[i]) =
            (struct affix_slot){index, i};
    }
    put_seeds(w, SECTION_affix_seeds, &table);
}

static void put_search(struct writer *w, const struct graph_node *node)
{
    struct compilation *c = w->c;
    struct search_build build = search_make(
        c, VECTOR_AT(&c->graph.cases, struct graph_case, node->first_case), node->case_count);

    PUT(w, search_indexes, struct search_index,
        {.first_state = w->sections[SECTION_search_states].count,
         .state_count = build.state_count,
         .first_output = w->sections[SECTION_search_outputs].count,
         .output_count = build.output_count});
    for (uint32_t i = 0; i < build.state_count; i++)
        PUT_COPY(w, search_states, struct search_state, build.states[i]);
    for (uint32_t i = 0; i < build.output_count; i++)
        PUT(w, search_outputs, struct search_output,
            {graph_target(c, build.outputs[i].program), build.outputs[i].next});
}

/* Notes are worth it for globs that stand in more than one instruction. */
struct notes {
    struct map uses; /* (slot, glob) -> number */
    uint32_t *counts;
    uint16_t *notes;
    uint32_t number_count;
    uint32_t note_count;
};

static bool is_noted_kind(const struct graph_node *node)
{
    return node->address && node->instruction.opcode == OP_GLOB &&
           node->instruction.slot < SLOT_ARGUMENT;
}

static uint32_t note_number(struct compilation *c, struct notes *notes,
                            const struct instruction *instruction)
{
    bool is_new;
    uint32_t number = map_find(c->arena, &notes->uses,
                               (struct map_key){instruction->slot, instruction->operand, NULL, 0},
                               notes->number_count, &is_new);

    notes->number_count += is_new;
    return number;
}

static struct notes make_notes(struct compilation *c)
{
    const struct vector *nodes = &c->graph.nodes;
    struct notes notes = {.counts = ARENA_ARRAY(c->arena, uint32_t, (size_t)nodes->count + 1),
                          .notes = ARENA_ARRAY(c->arena, uint16_t, (size_t)nodes->count + 1)};

    for (uint32_t i = 1; i < nodes->count; i++) {
        const struct graph_node *node = VECTOR_AT(nodes, struct graph_node, i);
        if (is_noted_kind(node))
            notes.counts[note_number(c, &notes, &node->instruction)]++;
    }
    for (uint32_t i = 0; i < notes.number_count; i++)
        notes.notes[i] = notes.counts[i] > 1 && notes.note_count < IMAGE_NOTES_MAX
                             ? (uint16_t)notes.note_count++
                             : NOTE_NONE;
    return notes;
}

struct instruction_writer {
    struct notes notes;
    struct affixes affixes;
    struct vector switches; /* of struct switch_slot */
    struct vector segments; /* of struct text_slot */
};

static void put_cases(struct writer *w, struct instruction_writer *iw,
                      const struct graph_node *node)
{
    struct compilation *c = w->c;

    for (uint32_t i = 0; i < node->case_count; i++) {
        const struct graph_case *item =
            VECTOR_AT(&c->graph.cases, struct graph_case, node->first_case + i);
        uint32_t target = graph_target(c, item->ref);

        switch (node->instruction.opcode) {
        case OP_PORTS:
            PUT(w, ports, struct port_case, {item->key, target});
            break;
        case OP_SWITCH:
        case OP_ARGUMENTS:
            *(struct switch_slot *)vector_push(c->arena, &iw->switches,
                                               sizeof(struct switch_slot)) =
                (struct switch_slot){node->address, w->literal_slots[item->key], target};
            break;
        case OP_SEGMENTS:
            *(struct text_slot *)vector_push(c->arena, &iw->segments, sizeof(struct text_slot)) =
                (struct text_slot){node->address, item->key, item->len_bytes, target};
            break;
        default:
            break;
        }
    }
}

static void put_instruction(struct writer *w, struct instruction_writer *iw,
                            const struct graph_node *node)
{
    struct compilation *c = w->c;
    struct instruction instruction = node->instruction;

    instruction.yes = graph_target(c, instruction.yes);
    instruction.no = graph_target(c, instruction.no);
    switch (instruction.opcode) {
    case OP_FRONT:
    case OP_CGROUP:
    case OP_SEGMENTS:
        instruction.operand = graph_target(c, instruction.operand);
        break;
    case OP_LITERAL:
        instruction.operand = w->literal_slots[instruction.operand];
        break;
    case OP_GLOB:
        if (is_noted_kind(node))
            instruction.aux = iw->notes.notes[note_number(c, &iw->notes, &node->instruction)];
        instruction.operand = put_glob(w, instruction.operand);
        break;
    case OP_PORTS:
        instruction.operand = w->sections[SECTION_ports].count;
        instruction.aux = (uint16_t)(node->case_count - 1);
        break;
    case OP_SEARCH:
        instruction.operand = w->sections[SECTION_search_indexes].count;
        put_search(w, node);
        break;
    case OP_AFFIXES:
        instruction.operand = w->sections[SECTION_affix_indexes].count;
        instruction.aux = 0;
        put_affixes(w, &iw->affixes, node);
        break;
    default:
        break;
    }
    put_cases(w, iw, node);
    PUT_COPY(w, instructions, struct instruction, instruction);
}

static uint32_t put_instructions(struct writer *w)
{
    struct compilation *c = w->c;
    struct instruction_writer iw = {.notes = make_notes(c)};

    PUT(w, instructions, struct instruction, {.opcode = OP_END});
    for (uint32_t i = c->graph.nodes.count; i-- > 1;) {
        const struct graph_node *node = VECTOR_AT(&c->graph.nodes, struct graph_node, i);
        if (node->address)
            put_instruction(w, &iw, node);
    }
    put_switch_table(w, iw.switches.items, iw.switches.count);
    put_text_table(w, SECTION_segment_slots, SECTION_segment_seeds, iw.segments.items,
                   iw.segments.count);
    put_affix_slots(w, &iw.affixes);
    return iw.notes.note_count;
}

/* Destinations. */

/* The hash of a node's whole name. */
static uint64_t hash_host(const struct writer *w, uint32_t node)
{
    char text[HASH_NAME_MAX_BYTES];
    struct hash_name name;
    uint32_t len = 0;

    for (; node != 0; node = VECTOR_AT(&w->c->hosts, struct host_build, node)->parent) {
        const struct host_build *host = VECTOR_AT(&w->c->hosts, struct host_build, node);
        if (len > 0 && len < sizeof(text))
            text[len++] = '.';
        if (host->label_len_bytes > sizeof(text) - len)
            return 0; /* longer than a name can be: nothing asks for it */
        memcpy(text + len, string_at(w, host->label), host->label_len_bytes);
        len += host->label_len_bytes;
    }
    hash_name_start(&name, text, len, w->hash_seed);
    return hash_name_end(&name, len);
}

static void put_hosts(struct writer *w)
{
    const struct compilation *c = w->c;
    uint64_t *hashes = ARENA_ARRAY(c->arena, uint64_t, c->hosts.count);
    struct table table;

    for (uint32_t i = 1; i < c->hosts.count; i++)
        hashes[i - 1] = hash_host(w, i);
    if (!make_table(w->c, hashes, c->hosts.count - 1, &table)) {
        w->failed = true;
        return;
    }
    for (uint32_t i = 0; i < table.slot_count; i++)
        PUT(w, host_slots, struct host_slot, {.parent = SLOT_EMPTY});
    for (uint32_t i = 1; i < c->hosts.count; i++) {
        const struct host_build *host = VECTOR_AT(&c->hosts, struct host_build, i);
        *VECTOR_AT(&w->sections[SECTION_host_slots], struct host_slot, table.slots[i - 1]) =
            (struct host_slot){.parent = host->parent,
                               .node = i,
                               .label = host->label,
                               .len_bytes = (uint8_t)host->label_len_bytes,
                               .fronts = (uint8_t)host->fronts,
                               .program = graph_target(c, host->program)};
    }
    put_seeds(w, SECTION_host_seeds, &table);
}

/* From `first` on, addresses lie in `node`, until the next start says otherwise. */
static void put_start(struct writer *w, uint32_t first, uint32_t node)
{
    struct vector *starts = &w->sections[SECTION_address_starts];
    struct address_start *last =
        starts->count ? VECTOR_AT(starts, struct address_start, starts->count - 1) : NULL;

    if (last && last->first == first)
        last->node = node;
    else
        PUT(w, address_starts, struct address_start, {first, node});
}

static uint64_t prefix_end(const struct address_build *prefix)
{
    return (uint64_t)prefix->address + (UINT64_C(1) << (32 - prefix->prefix_len));
}

/* Closes the prefixes that end before `until`; the innermost that is still open is returned. */
static uint32_t close_prefixes(struct writer *w, uint32_t open, uint64_t until)
{
    const struct address_build *nodes = w->c->addresses.items;

    while (open != 0 && prefix_end(&nodes[open]) <= until) {
        uint64_t end = prefix_end(&nodes[open]);
        open = nodes[open].parent;
        if (end <= UINT32_MAX)
            put_start(w, (uint32_t)end, open);
    }
    return open;
}

/* The starts cut at every multiple of 2^(32 - bits), so that each top has ranges of its own. */
static void put_tops(struct writer *w)
{
    struct vector cut = {0};
    const struct vector *starts = &w->sections[SECTION_address_starts];
    uint32_t bits = 0, next = 0, node = 0;

    while (bits < 16 && UINT32_C(2) << bits <= starts->count)
        bits++;
    for (uint32_t top = 0; top < UINT32_C(1) << bits; top++) {
        uint64_t from = (uint64_t)top << (32 - bits), to = (uint64_t)(top + 1) << (32 - bits);
        const struct address_start *start = VECTOR_AT(starts, struct address_start, next);

        PUT(w, address_tops, uint32_t, cut.count);
        if (next == starts->count || start->first != from)
            *(struct address_start *)vector_push(w->c->arena, &cut, sizeof(*start)) =
                (struct address_start){(uint32_t)from, node};
        for (; next < starts->count && start->first < to; next++, start++) {
            *(struct address_start *)vector_push(w->c->arena, &cut, sizeof(*start)) = *start;
            node = start->node;
        }
    }
    PUT(w, address_tops, uint32_t, cut.count);
    w->sections[SECTION_address_starts] = cut;
}

static void put_addresses(struct writer *w)
{
    const struct address_build *nodes = w->c->addresses.items;
    uint32_t open = 0;

    put_start(w, 0, 0);
    for (uint32_t i = 0; i < w->c->addresses.count; i++) {
        PUT(w, address_nodes, struct address_node,
            {nodes[i].parent, graph_target(w->c, nodes[i].program)});
        if (i == 0)
            continue;
        open = close_prefixes(w, open, nodes[i].address);
        put_start(w, nodes[i].address, i);
        open = i;
    }
    close_prefixes(w, open, UINT64_MAX);
    put_tops(w);
}

/* The whole. */

static void put_rules(struct writer *w)
{
    const struct ruleset *rules = w->c->rules;

    for (uint32_t i = 0; i < rules->count; i++)
        PUT(w, rules, struct source_rule,
            {w->c->strings.rule_texts[i], rules->rules[i].line, rules->rules[i].column});
}

static uint64_t align(uint64_t offset)
{
    return (offset + IMAGE_ALIGNMENT - 1) / IMAGE_ALIGNMENT * IMAGE_ALIGNMENT;
}

static void *join(struct writer *w, struct image_header *header, size_t *ret_len)
{
    static const uint32_t sizes[SECTION_COUNT] = {
#define SECTION(name, element, what) [SECTION_##name] = sizeof(element),
#include "lang/vm/sections.def"
#undef SECTION
    };
    uint64_t end = sizeof(*header);

    for (int i = 0; i < SECTION_COUNT; i++) {
        header->sections[i] = (struct image_extent){(uint32_t)align(end), w->sections[i].count};
        end = align(end) + (uint64_t)w->sections[i].count * sizes[i];
        if (end > IMAGE_LEN_MAX) {
            compilation_fail(w->c, UINT32_MAX, "the image would be larger than %u bytes",
                             IMAGE_LEN_MAX);
            return NULL;
        }
    }
    header->len_bytes = (uint32_t)end;
    char *bytes = aligned_alloc(IMAGE_ALIGNMENT, align(end));
    if (!bytes)
        abort(); /* as an arena does */
    memset(bytes, 0, align(end));
    memcpy(bytes, header, sizeof(*header));
    for (int i = 0; i < SECTION_COUNT; i++)
        if (w->sections[i].count)
            memcpy(bytes + header->sections[i].offset_bytes, w->sections[i].items,
                   (size_t)w->sections[i].count * sizes[i]);
    *ret_len = end;
    return bytes;
}

void *write_image(struct compilation *c, uint32_t hash_seed, size_t *ret_len_bytes)
{
    struct writer w = {.c = c, .hash_seed = hash_seed};
    struct image_header header = {.version = IMAGE_VERSION, .hash_seed = hash_seed};
    memcpy(header.magic, IMAGE_MAGIC, sizeof(header.magic));
    header.options = c->options_text;
    put_literals(&w);
    start_globs(&w);
    if (!w.failed)
        header.notes = put_instructions(&w);
    put_hosts(&w);
    put_addresses(&w);
    put_rules(&w);
    w.sections[SECTION_strings] = c->strings.bytes;
    if (w.failed)
        return NULL;
    return join(&w, &header, ret_len_bytes);
}
