/* One lie at a time: each is refused, and by the check that is there for it. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "lang/compile/compile.h"
#include "lang/rules/policy.h"
#include "lang/vm/image_internal.h"
#include "tests/support/mutate.h"

static const char policy_text[] =
    "a.com:80|443\n*.a.com:22\n10.0.0.0/8:53/udp\n10.1.0.0/16\n"
    "https://api.a.com/x/*/y step=`b[a-c]?`\nhttps://api.a.com/z insecure\n"
    "b.com exe=/1\nb.com exe=/2\nb.com exe=/3\nb.com exe=/4\nb.com exe=/5\n"
    "b.com exe=/o/1/*\nb.com exe=/o/2/*\nb.com exe=/o/22/*\nb.com exe=*/t\nb.com exe=*/u\n"
    "b.com exe=/p/*\nc.com arg=1\nc.com arg=2\nc.com arg=3\nc.com arg=4\nc.com arg=5 exe=/q*\n"
    "d.com exe=*aaa*\nd.com exe=*bbb*\nd.com exe=*ccc*\nd.com exe=*ddd*\nd.com exe=*eee*\n"
    "d.com exe=*fff*\n";

/* An image whose sections can be written to. */
struct victim {
    struct image_header *header;
    size_t len;
#define SECTION(name, element, what) element *name;
#include "lang/vm/sections.def"
#undef SECTION
};

static struct victim victim_new(void)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct policy_options policy_options = {0};
    struct compile_options options = {0};
    struct compile_report report;
    struct ruleset rules;
    struct victim victim;
    void *bytes;

    cr_assert(policy_parse(policy_text, strlen(policy_text), &policy_options, &arena, &diagnostics,
                           &rules));
    cr_assert_eq(compile_rules(&rules, &options, &bytes, &victim.len, &report), 0, "%s",
                 report.message);
    victim.header = bytes;
#define SECTION(name, element, what)                                                               \
    victim.name = (void *)((char *)bytes + victim.header->sections[SECTION_##name].offset_bytes);
#include "lang/vm/sections.def"
#undef SECTION
    arena_free(&arena);
    return victim;
}

static uint32_t count_of(const struct victim *v, enum image_section section)
{
    return v->header->sections[section].count;
}

static struct instruction *find(struct victim *v, enum opcode opcode)
{
    for (uint32_t i = 0; i < count_of(v, SECTION_instructions); i++)
        if (v->instructions[i].opcode == opcode)
            return &v->instructions[i];
    cr_assert_fail("no instruction %d in the image", opcode);
    return NULL;
}

static struct host_slot *find_host(struct victim *v, uint32_t node)
{
    for (uint32_t i = 0; i < count_of(v, SECTION_host_slots); i++)
        if (v->host_slots[i].parent != SLOT_EMPTY && v->host_slots[i].node == node)
            return &v->host_slots[i];
    cr_assert_fail("no host %u in the image", node);
    return NULL;
}

static struct switch_slot *find_case(struct victim *v, enum opcode opcode)
{
    for (uint32_t i = 0; i < count_of(v, SECTION_switch_slots); i++)
        if (v->switch_slots[i].scope != SLOT_EMPTY &&
            v->instructions[v->switch_slots[i].scope].opcode == opcode)
            return &v->switch_slots[i];
    cr_assert_fail("no case in the image");
    return NULL;
}

static struct affix_index *find_index(struct victim *v, enum affix_kind kind)
{
    for (uint32_t i = 0; i < count_of(v, SECTION_affix_indexes); i++)
        if (v->affix_indexes[i].kind == kind)
            return &v->affix_indexes[i];
    cr_assert_fail("no index of that kind");
    return NULL;
}

/* A state of the first automaton, right behind its root or where nothing leads to. */
static struct search_state *find_before(struct victim *v, uint32_t before)
{
    for (uint32_t i = 1; i < v->search_indexes[0].state_count; i++)
        if (v->search_states[i].before == before)
            return &v->search_states[i];
    cr_assert_fail("no such state");
    return NULL;
}

static struct search_state *find_state(struct victim *v)
{
    return find_before(v, 0);
}

static struct search_state *find_empty_state(struct victim *v)
{
    return find_before(v, STATE_NONE);
}

#define LIE(name, statement)                                                                       \
    static void lie_##name(struct victim *v)                                                       \
    {                                                                                              \
        statement;                                                                                 \
    }

LIE(magic, v->header->magic[1] = 'X')
LIE(len, v->header->len_bytes -= 16)
LIE(extent, v->header->sections[SECTION_ports].offset_bytes += 16)
LIE(count, v->header->sections[SECTION_rules].count++)
LIE(huge_count, v->header->sections[SECTION_rules].count = UINT32_MAX)
LIE(strings_end, v->strings[count_of(v, SECTION_strings) - 1] = 'x')
LIE(options, v->header->options = count_of(v, SECTION_strings))
LIE(rule_text, v->rules[0].text = count_of(v, SECTION_strings))
LIE(back, find(v, OP_PORT)->yes = 1)
LIE(itself, find(v, OP_ALSO)->yes = (uint32_t)(find(v, OP_ALSO) - v->instructions))
LIE(out, find(v, OP_ALSO)->no = count_of(v, SECTION_instructions))
LIE(no_rule, find(v, OP_PORT)->yes = TARGET_RULE | count_of(v, SECTION_rules))
LIE(opcode, find(v, OP_ALSO)->opcode = OP_COUNT)
LIE(end_inside, find(v, OP_PATH_END)->opcode = OP_END)
LIE(first, v->instructions[0].opcode = OP_MATCH)
LIE(unused, find(v, OP_SWITCH)->yes = 0x80000000)
LIE(port, find(v, OP_PORT)->operand = KEY_MAX + 1)
LIE(ports_run, find(v, OP_PORTS)->operand++)
LIE(ports_count, find(v, OP_PORTS)->aux = UINT16_MAX)
LIE(ports_order, v->ports[1].key = v->ports[0].key)
LIE(lane, find(v, OP_MATCH)->aux = 1 << LANE_COUNT)
LIE(match_rule, find(v, OP_MATCH)->operand = count_of(v, SECTION_rules))
LIE(fact, find(v, OP_SWITCH)->slot = (uint8_t)count_of(v, SECTION_fact_slots))
LIE(fact_key, v->fact_slots[0].key = ATTRIBUTE_KEY_COUNT)
LIE(glob, find(v, OP_GLOB)->operand = count_of(v, SECTION_globs))
LIE(note, find(v, OP_GLOB)->aux = (uint16_t)v->header->notes)
LIE(notes, v->header->notes = IMAGE_NOTES_MAX + 1)
LIE(scheme, find(v, OP_SCHEME)->operand = 2)
LIE(case_scope, find_case(v, OP_SWITCH)->scope = count_of(v, SECTION_instructions))
LIE(case_kind, find_case(v, OP_SWITCH)->scope = 1)
LIE(case_back, find_case(v, OP_SWITCH)->target = 1)
LIE(host_parent, find_host(v, 2)->parent = 2)
LIE(host_number, find_host(v, 2)->node = 1)
LIE(host_label, find_host(v, 2)->label = count_of(v, SECTION_strings))
LIE(host_fronts, find_host(v, 2)->fronts = 8)
LIE(host_program, find_host(v, 2)->program = count_of(v, SECTION_instructions))
LIE(host_seeds, v->header->sections[SECTION_host_seeds].count = 0)
LIE(prefix_parent, v->address_nodes[1].parent = 1)
LIE(prefix_root, v->address_nodes[0].program = TARGET_RULE)
LIE(start_node, v->address_starts[0].node = count_of(v, SECTION_address_nodes))
LIE(start_order, v->address_starts[1].first = UINT32_MAX)
LIE(start_first, v->address_starts[0].first = 1)
LIE(tops, v->address_tops[1] = 0)
LIE(literal_text, v->literal_slots[0] = ((struct text_slot){.scope = 0, .text = UINT32_MAX}))
LIE(literal_key, v->literal_slots[0] = ((struct text_slot){.scope = ATTRIBUTE_KEY_COUNT}))
LIE(pieces, v->globs[0].first_piece++)
LIE(piece_count, v->globs[0].piece_count = UINT32_MAX)
LIE(piece_kind, v->pieces[0].is_plain = 2)
LIE(element, v->elements[0].kind = ELEMENT_NOT_SET + 1)
LIE(range, v->ranges[0].last = 0)
LIE(affix_kind, v->affix_indexes[0].kind = AFFIX_END + 1)
LIE(affix_run, v->affix_indexes[0].first_node++)
LIE(affix_length, v->affix_lengths[find_index(v, AFFIX_START)->first_length + 1] = 0)
LIE(affix_len, v->affix_nodes[0].len_bytes++)
LIE(affix_parent, v->affix_nodes[0].parent = 0)
LIE(affix_slot, v->affix_slots[0] = ((struct affix_slot){0, UINT32_MAX}))
LIE(affix_owner, find(v, OP_AFFIXES)->operand++)
LIE(search_run, v->search_indexes[0].first_state++)
LIE(search_small, v->search_indexes[0].state_count = SEARCH_BYTES - 1)
LIE(search_outputs, v->search_indexes[0].output_count = UINT32_MAX)
LIE(search_root, v->search_states[0].before = 1)
LIE(search_base, v->search_states[0].base = v->search_indexes[0].state_count - SEARCH_BYTES + 1)
LIE(search_before, find_state(v)->before = v->search_indexes[0].state_count)
LIE(search_depth, find_state(v)->depth++)
LIE(search_fallback, find_state(v)->fallback = (uint32_t)(find_state(v) - v->search_states))
LIE(search_far, find_state(v)->fallback = v->search_indexes[0].state_count)
LIE(search_empty, find_empty_state(v)->depth = 1)
LIE(search_output, find_state(v)->output = v->search_indexes[0].output_count)
LIE(search_next, v->search_outputs[0].next = 0)
LIE(search_program, v->search_outputs[0].program = 1)
LIE(search_owner, find(v, OP_SEARCH)->operand++)
LIE(search_fact, find(v, OP_SEARCH)->slot = SLOT_SEGMENT)

/* The last byte before a section that does not start where the one before it ends. */
static void lie_gap(struct victim *v)
{
    uint32_t end = sizeof(*v->header);

    for (int i = 0; i < SECTION_COUNT; i++) {
        uint32_t start = v->header->sections[i].offset_bytes;
        if (start != end) {
            ((char *)v->header)[start - 1] = 1;
            return;
        }
        end = start + v->header->sections[i].count * image_element_sizes[i];
    }
}

/* The case of an argument leads to a test of all arguments. */
static void lie_nested(struct victim *v)
{
    struct switch_slot *slot = find_case(v, OP_ARGUMENTS);
    struct instruction *last = &v->instructions[count_of(v, SECTION_instructions) - 1];

    *last = (struct instruction){
        .opcode = OP_LITERAL, .slot = v->instructions[slot->scope].slot, .yes = TARGET_RULE};
    slot->target = (uint32_t)(last - v->instructions);
}

/* What is found in a text leads to a test of all arguments. */
static void lie_search_nested(struct victim *v)
{
    struct instruction *last = &v->instructions[count_of(v, SECTION_instructions) - 1];

    *last = (struct instruction){
        .opcode = OP_LITERAL, .slot = find(v, OP_ARGUMENTS)->slot, .yes = TARGET_RULE};
    v->search_outputs[0].program = (uint32_t)(last - v->instructions);
}

Test(verify, every_lie_is_found)
{
    static const struct {
        const char *name;
        void (*lie)(struct victim *victim);
        const char *says;
    } lies[] = {
#define FOUND(name, says) {#name, lie_##name, says}
        FOUND(magic, "not an image"),
        FOUND(len, "cut off"),
        FOUND(extent, "does not lie where it must"),
        FOUND(count, "lie where it must"),
        FOUND(huge_count, "lie where it must"),
        FOUND(gap, "not zero"),
        FOUND(strings_end, "end in a NUL"),
        FOUND(options, "no such text"),
        FOUND(rule_text, "no such text"),
        FOUND(back, "forward"),
        FOUND(itself, "forward"),
        FOUND(out, "forward"),
        FOUND(no_rule, "no such rule"),
        FOUND(opcode, "unknown opcode"),
        FOUND(end_inside, ""),
        FOUND(first, "END"),
        FOUND(unused, "unused"),
        FOUND(port, "no such port"),
        FOUND(ports_run, "where they must"),
        FOUND(ports_count, "where they must"),
        FOUND(ports_order, "not sorted"),
        FOUND(lane, "rule or lane"),
        FOUND(match_rule, "rule or lane"),
        FOUND(fact, "no such fact"),
        FOUND(fact_key, "unknown fact"),
        FOUND(glob, "no such glob"),
        FOUND(note, "note"),
        FOUND(notes, "notes"),
        FOUND(scheme, "no such scheme"),
        FOUND(case_scope, "no instruction"),
        FOUND(case_kind, "has none"),
        FOUND(case_back, "forward"),
        FOUND(host_parent, "parent"),
        FOUND(host_number, "numbered"),
        FOUND(host_label, "no such label"),
        FOUND(host_fronts, "no such label"),
        FOUND(host_program, "forward"),
        FOUND(host_seeds, ""),
        FOUND(prefix_parent, "parent"),
        FOUND(prefix_root, "root"),
        FOUND(start_node, "no such prefix"),
        FOUND(start_order, ""),
        FOUND(start_first, "in no range"),
        FOUND(tops, "sorted"),
        FOUND(literal_text, "no such text"),
        FOUND(literal_key, "unknown attribute"),
        FOUND(pieces, "where they must"),
        FOUND(piece_count, "where they must"),
        FOUND(piece_kind, "unknown kind"),
        FOUND(element, "unknown element"),
        FOUND(range, "a range"),
        FOUND(affix_kind, "where it must"),
        FOUND(affix_run, "where it must"),
        FOUND(affix_length, "not sorted"),
        FOUND(affix_len, "add up"),
        FOUND(affix_parent, "parent"),
        FOUND(affix_slot, "no such affix"),
        FOUND(affix_owner, "where it must"),
        FOUND(search_run, "where it must"),
        FOUND(search_small, "where it must"),
        FOUND(search_outputs, "where it must"),
        FOUND(search_root, "at its root"),
        FOUND(search_base, "out of its automaton"),
        FOUND(search_before, "one deeper"),
        FOUND(search_depth, "one deeper"),
        FOUND(search_fallback, "fall back"),
        FOUND(search_far, "fall back"),
        FOUND(search_empty, "one deeper"),
        FOUND(search_output, "no such output"),
        FOUND(search_next, "stand before it"),
        FOUND(search_program, "forward"),
        FOUND(search_owner, "where it must"),
        FOUND(search_fact, "no such fact"),
        FOUND(search_nested, "within"),
        FOUND(nested, "within"),
#undef FOUND
    };

    for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
        struct victim victim = victim_new();
        struct image_error error = {0};
        struct image *image = NULL;

        lies[i].lie(&victim);
        mutate_seal((uint8_t *)victim.header, victim.len);
        int r = image_load(victim.header, victim.len, &image, &error);
        cr_expect_lt(r, 0, "%s was not found", lies[i].name);
        if (r < 0)
            cr_expect(strstr(error.message, lies[i].says), "%s: %s", lies[i].name, error.message);
        else
            image_free(image);
        free(victim.header);
    }
}
