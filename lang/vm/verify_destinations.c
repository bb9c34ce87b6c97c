/* Names and prefixes: parents stand before children, so a sweep knows what each way costs. */
#include <stdlib.h>

#include "lang/vm/verify_internal.h"

static struct chain extend(const struct verifier *verifier, const struct chain *parent,
                           uint32_t number, uint32_t program)
{
    struct cost own = cost_of(verifier, program);
    struct chain chain = *parent;

    chain.cost = add_steps(both(parent->cost, own), 1);
    if (own.steps >= chain.heaviest_cost.steps) {
        chain.heaviest_cost = own;
        chain.heaviest = number;
    }
    return chain;
}

/* The dearer one leads; each bound is the worst of both. */
static struct chain worse_chain(struct chain a, struct chain b)
{
    struct chain leading = b.cost.steps > a.cost.steps ? b : a;

    leading.cost = worse(a.cost, b.cost);
    return leading;
}

/* The slot of every node, by its number: each number from 1 on stands once. */
static bool list_hosts(struct verifier *verifier, uint32_t *slots, uint32_t *ret_count)
{
    const struct image *image = verifier->image;
    uint32_t count = 0;

    for (uint32_t i = 0; i < image->host_slots_count; i++)
        count += image->host_slots[i].parent != SLOT_EMPTY;
    for (uint32_t i = 0; i <= count; i++)
        slots[i] = NO_SLOT;
    for (uint32_t i = 0; i < image->host_slots_count; i++) {
        const struct host_slot *slot = &image->host_slots[i];
        if (slot->parent == SLOT_EMPTY)
            continue;
        if (slot->node == 0 || slot->node > count || slots[slot->node] != NO_SLOT)
            return refuse(verifier, slot, "labels are not numbered one by one");
        slots[slot->node] = i;
    }
    *ret_count = count;
    return true;
}

static bool check_hosts(struct verifier *verifier, struct chain *chains, uint32_t *slots,
                        struct chain *ret_worst)
{
    const struct image *image = verifier->image;
    uint32_t count = 0;

    if (!list_hosts(verifier, slots, &count))
        return false;
    chains[0] = (struct chain){0};
    *ret_worst = chains[0];
    for (uint32_t i = 1; i <= count; i++) {
        const struct host_slot *slot = &image->host_slots[slots[i]];

        if (slot->parent >= i)
            return refuse(verifier, slot, "a label whose parent does not stand before it");
        if (slot->fronts > (FRONT_NONE | FRONT_ONE | FRONT_MORE) || slot->zero != 0 ||
            !text_lies_inside(image, slot->label, slot->len_bytes))
            return refuse(verifier, slot, "no such label");
        if (!check_target(verifier, slot, slot->program, 0))
            return false;
        chains[i] = extend(verifier, &chains[slot->parent], i, slot->program);
        *ret_worst = worse_chain(*ret_worst, chains[i]);
    }
    ret_worst->cost = add_steps(ret_worst->cost, 1); /* the probe that finds nothing */
    return true;
}

/* The ranges below one top: sorted, and the first starts where the top does. */
static bool check_starts(struct verifier *verifier, uint32_t top, uint32_t top_bits)
{
    const struct image *image = verifier->image;
    uint32_t from = image->address_tops[top], to = image->address_tops[top + 1];

    if (from >= to || to > image->address_starts_count)
        return refuse(verifier, &image->address_tops[top], "ranges of addresses are not sorted");
    if (image->address_starts[from].first != (uint32_t)((uint64_t)top << (32 - top_bits)))
        return refuse(verifier, &image->address_starts[from], "addresses in no range");
    for (uint32_t i = from; i < to; i++) {
        const struct address_start *start = &image->address_starts[i];
        if (i > from && start->first <= start[-1].first)
            return refuse(verifier, start, "ranges of addresses are not sorted");
        if (start->node >= image->address_nodes_count)
            return refuse(verifier, start, "no such prefix");
    }
    return true;
}

static bool check_addresses(struct verifier *verifier, struct chain *chains,
                            struct chain *ret_worst)
{
    struct image *image = verifier->image;
    uint32_t top_bits = 0, widest = 0;

    if (image->address_nodes_count == 0 || image->address_nodes[0].program != TARGET_END)
        return refuse(verifier, image->address_nodes, "no root of addresses");
    chains[0] = (struct chain){0};
    *ret_worst = chains[0];
    for (uint32_t i = 1; i < image->address_nodes_count; i++) {
        const struct address_node *node = &image->address_nodes[i];

        if (node->parent >= i)
            return refuse(verifier, node, "a prefix whose parent does not stand before it");
        if (!check_target(verifier, node, node->program, 0))
            return false;
        chains[i] = extend(verifier, &chains[node->parent], i, node->program);
        *ret_worst = worse_chain(*ret_worst, chains[i]);
    }
    while (top_bits <= 16 && image->address_tops_count != (UINT32_C(1) << top_bits) + 1)
        top_bits++;
    if (top_bits > 16 || image->address_tops[0] != 0 ||
        image->address_tops[image->address_tops_count - 1] != image->address_starts_count)
        return refuse(verifier, image->address_tops, "the tops of addresses are not complete");
    for (uint32_t top = 0; top + 1 < image->address_tops_count; top++) {
        if (!check_starts(verifier, top, top_bits))
            return false;
        widest = larger(widest, image->address_tops[top + 1] - image->address_tops[top]);
    }
    image->address_top_bits = top_bits;
    image->address_halvings = bits(widest - 1);
    ret_worst->cost = add_steps(ret_worst->cost, 1 + bits(widest));
    return true;
}

bool check_destinations(struct verifier *verifier, struct chain *ret_host,
                        struct chain *ret_address)
{
    const struct image *image = verifier->image;
    uint32_t node_count = larger(image->host_slots_count, image->address_nodes_count);
    struct chain *chains = malloc(((size_t)node_count + 1) * sizeof(*chains));
    uint32_t *slots = malloc(((size_t)image->host_slots_count + 1) * sizeof(*slots));
    bool ok = chains && slots;

    if (!ok)
        refuse(verifier, NULL, "out of memory");
    ok = ok && check_hosts(verifier, chains, slots, ret_host) &&
         check_addresses(verifier, chains, ret_address);
    free(chains);
    free(slots);
    return ok;
}
