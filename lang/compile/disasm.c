#include "lang/compile/disasm.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lang/vm/image_internal.h"

/* What is printed of one image. */
struct listing {
    FILE *out;
    const struct image *image;
    bool dot;
    const struct host_slot **hosts; /* by node; 0 is NULL */
    uint32_t host_count;
};

static const char *const opcode_names[OP_COUNT] = {
#define OPCODE(name, yes, no, also, what) [OP_##name] = #name,
#include "lang/vm/opcodes.def"
#undef OPCODE
};

static const char *const section_names[SECTION_COUNT] = {
#define SECTION(name, element, what) [SECTION_##name] = #name,
#include "lang/vm/sections.def"
#undef SECTION
};

static const char *const section_notes[SECTION_COUNT] = {
#define SECTION(name, element, what) [SECTION_##name] = what,
#include "lang/vm/sections.def"
#undef SECTION
};

/* Bits and their names, in order; the last one has no name. */
struct bit_name {
    uint32_t bit;
    const char *name;
};

static const struct bit_name ask_names[] = {
    {ASK_TCP, "tcp"},   {ASK_TLS, "tls"},           {ASK_HTTP, "http"}, {ASK_UDP, "udp"},
    {ASK_NAME, "name"}, {ASK_RESOLVER, "resolver"}, {ASK_PATH, "path"}, {0, NULL}};

static const struct bit_name method_names[] = {
    {METHOD_GET, "GET"},         {METHOD_HEAD, "HEAD"},     {METHOD_POST, "POST"},
    {METHOD_PUT, "PUT"},         {METHOD_DELETE, "DELETE"}, {METHOD_PATCH, "PATCH"},
    {METHOD_OPTIONS, "OPTIONS"}, {METHOD_OTHER, "other"},   {0, NULL}};

static const struct bit_name lane_names[] = {{1u << LANE_VERDICT, "allow"},
                                             {1u << LANE_INSPECT, "inspect"},
                                             {1u << LANE_PASSTHROUGH, "passthrough"},
                                             {1u << LANE_INSECURE, "insecure"},
                                             {0, NULL}};

static const char *const affix_kinds[] = {", by its start", ", by its end"};

static const struct bit_name front_names[] = {
    {FRONT_NONE, "none"}, {FRONT_ONE, "one"}, {FRONT_MORE, "more"}, {0, NULL}};

static void print_bits(const struct listing *l, const struct bit_name *names, uint32_t bits)
{
    const char *between = "";

    for (; names->name; names++) {
        if (!(bits & names->bit))
            continue;
        fprintf(l->out, "%s%s", between, names->name);
        between = "|";
    }
}

/* Text of the image, escaped so that it cannot leave its line, nor a label of dot. */
static void print_bytes(const struct listing *l, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            fprintf(l->out, l->dot ? "\\%c" : "%c", c);
        else if (c < 0x20 || c == 0x7f)
            fprintf(l->out, l->dot ? "\\\\x%02x" : "\\x%02x", c);
        else
            fputc(c, l->out);
    }
}

static void print_string(const struct listing *l, uint32_t offset, uint32_t len)
{
    print_bytes(l, l->image->strings + offset, len);
}

static void print_rule_text(const struct listing *l, uint32_t rule)
{
    const char *text = image_rule_text(l->image, rule);

    print_bytes(l, text, strlen(text));
}

static void print_key(const struct listing *l, uint32_t key)
{
    if (key >= KEY_NAME)
        fputs("name", l->out);
    else
        fprintf(l->out, "%u/%s", key & 0xffff, key >= KEY_UDP ? "udp" : "tcp");
}

static void print_target(const struct listing *l, uint32_t target)
{
    if (target == TARGET_END)
        fputs("end", l->out);
    else if (target & TARGET_RULE)
        fprintf(l->out, "rule %u", target & ~TARGET_RULE);
    else
        fprintf(l->out, "@%u", target);
}

static void print_fact(const struct listing *l, uint32_t slot)
{
    static const char *const keys[ATTRIBUTE_KEY_COUNT] = {"exe",  "arg",    "arg",  "cgroup",
                                                          "step", "action", "image"};

    if (slot == SLOT_ARGUMENT) {
        fputs("this arg", l->out);
    } else if (slot == SLOT_LABEL) {
        fputs("label in front", l->out);
    } else if (slot == SLOT_SEGMENT) {
        fputs("segment", l->out);
    } else {
        const struct fact_slot *fact = &l->image->fact_slots[slot];
        fputs(keys[fact->key], l->out);
        if (fact->key == ATTRIBUTE_ARG_AT)
            fprintf(l->out, "[%u]", fact->index);
    }
}

static void print_code_point(const struct listing *l, uint32_t code)
{
    if (code >= 0x20 && code < 0x7f && code != '"' && code != '\\')
        fputc((int)code, l->out);
    else
        fprintf(l->out, "{%x}", code);
}

static void print_element(const struct listing *l, const struct glob_element *element)
{
    switch ((enum element_kind)element->kind) {
    case ELEMENT_ONE:
        print_code_point(l, element->value);
        return;
    case ELEMENT_ANY:
        fputc('?', l->out);
        return;
    case ELEMENT_SET:
    case ELEMENT_NOT_SET:
        break;
    }
    fputs(element->kind == ELEMENT_SET ? "[" : "[!", l->out);
    for (uint32_t i = 0; i < element->count; i++) {
        const struct code_range *range = &l->image->ranges[element->value + i];
        print_code_point(l, range->first);
        if (range->last != range->first) {
            fputc('-', l->out);
            print_code_point(l, range->last);
        }
    }
    fputc(']', l->out);
}

static void print_glob(const struct listing *l, uint32_t number)
{
    const struct glob *glob = &l->image->globs[number];

    for (uint32_t i = 0; i < glob->piece_count; i++) {
        const struct glob_piece *piece = &l->image->pieces[glob->first_piece + i];
        if (i > 0)
            fputc('*', l->out);
        if (piece->is_plain)
            print_string(l, piece->start, piece->count);
        else
            for (uint32_t e = 0; e < piece->count; e++)
                print_element(l, &l->image->elements[piece->start + e]);
    }
}

static void print_literal(const struct listing *l, uint32_t number)
{
    const struct text_slot *slot = &l->image->literal_slots[number];

    if (slot->scope != SLOT_EMPTY)
        print_string(l, slot->text, slot->len_bytes);
}

/* The condition or the action of an instruction, without where it leads. */
static void print_operation(const struct listing *l, const struct instruction *instruction)
{
    FILE *out = l->out;

    fputs(opcode_names[instruction->opcode], out);
    switch ((enum opcode)instruction->opcode) {
    case OP_MATCH:
        fprintf(out, " rule %u for ", instruction->operand);
        print_bits(l, lane_names, instruction->aux);
        break;
    case OP_ASK:
        fputc(' ', out);
        print_bits(l, ask_names, instruction->aux);
        break;
    case OP_PORT:
        fputc(' ', out);
        print_key(l, instruction->operand);
        fputs(instruction->aux ? " or a name" : "", out);
        break;
    case OP_LITERAL:
        fputc(' ', out);
        print_fact(l, instruction->slot);
        fputs(" = ", out);
        print_literal(l, instruction->operand);
        break;
    case OP_GLOB:
        fputc(' ', out);
        print_fact(l, instruction->slot);
        fputs(" ~ ", out);
        print_glob(l, instruction->operand);
        if (instruction->aux != NOTE_NONE)
            fprintf(out, " (note %u)", instruction->aux);
        break;
    case OP_SWITCH:
    case OP_ARGUMENTS:
    case OP_SEARCH:
        fputc(' ', out);
        print_fact(l, instruction->slot);
        break;
    case OP_AFFIXES:
        fputc(' ', out);
        print_fact(l, instruction->slot);
        fputs(affix_kinds[l->image->affix_indexes[instruction->operand].kind], out);
        break;
    case OP_METHOD:
        fputc(' ', out);
        print_bits(l, method_names, instruction->aux);
        break;
    case OP_SCHEME:
        fputs(instruction->operand == SCHEME_HTTPS ? " https" : " http", out);
        break;
    case OP_END:
    case OP_ALSO:
    case OP_PORTS:
    case OP_FRONT:
    case OP_CGROUP:
    case OP_SEGMENTS:
    case OP_SEGMENT:
    case OP_PATH_END:
    case OP_COUNT:
        break;
    }
}

/* Calls back with every edge that leaves an instruction; `label` is what it is taken on. */
typedef void (*edge_function)(const struct listing *l, uint32_t from, const char *label,
                              uint32_t target);

struct edge_names {
    const char *yes, *no, *also; /* NULL: the field is no target */
};

static struct edge_names edge_names(enum opcode opcode)
{
    switch (opcode) {
    case OP_MATCH:
        return (struct edge_names){"then", NULL, NULL};
    case OP_ALSO:
        return (struct edge_names){"first", "later", NULL};
    case OP_FRONT:
        return (struct edge_names){"none", "one", "more"};
    case OP_CGROUP:
        return (struct edge_names){"docker", "host", "unknown"};
    case OP_PORTS:
    case OP_SWITCH:
        return (struct edge_names){NULL, "else", NULL};
    case OP_SEGMENTS:
        return (struct edge_names){NULL, "end of path", "else"};
    case OP_ARGUMENTS:
    case OP_AFFIXES:
    case OP_SEARCH:
        return (struct edge_names){NULL, "then", NULL};
    case OP_ASK:
    case OP_PORT:
    case OP_LITERAL:
    case OP_GLOB:
    case OP_METHOD:
    case OP_SCHEME:
    case OP_SEGMENT:
    case OP_PATH_END:
        return (struct edge_names){"yes", "no", NULL};
    case OP_END:
    case OP_COUNT:
        break;
    }
    return (struct edge_names){NULL, NULL, NULL};
}

static void each_edge(const struct listing *l, uint32_t number, edge_function edge)
{
    const struct instruction *instruction = &l->image->instructions[number];
    struct edge_names names = edge_names(instruction->opcode);

    if (names.yes)
        edge(l, number, names.yes, instruction->yes);
    if (names.no)
        edge(l, number, names.no, instruction->no);
    if (names.also)
        edge(l, number, names.also, instruction->operand);
}

/* The cases that stand in tables, listed by their instruction and, below it, by their text: their
 * slots say nothing to a reader. */
struct case_entry {
    uint32_t scope;
    uint32_t target;
    const char *text;
    uint32_t len_bytes;
};

static int compare_cases(const void *a_void, const void *b_void)
{
    const struct case_entry *a = a_void, *b = b_void;

    if (a->scope != b->scope)
        return a->scope < b->scope ? -1 : 1;
    int order = memcmp(a->text, b->text, a->len_bytes < b->len_bytes ? a->len_bytes : b->len_bytes);
    if (order != 0)
        return order;
    return a->len_bytes < b->len_bytes ? -1 : a->len_bytes > b->len_bytes;
}

struct case_entries {
    struct case_entry *items;
    uint32_t count;
    uint32_t next; /* while going through the instructions in order */
};

static void sort_cases(struct case_entries *entries)
{
    qsort(entries->items, entries->count, sizeof(*entries->items), compare_cases);
}

static struct case_entries new_cases(uint32_t max)
{
    struct case_entries entries = {calloc((size_t)max + 1, sizeof(struct case_entry)), 0, 0};

    if (!entries.items)
        abort();
    return entries;
}

static struct case_entries collect_switches(const struct image *image)
{
    struct case_entries entries = new_cases(image->switch_slots_count);

    for (uint32_t i = 0; i < image->switch_slots_count; i++) {
        const struct switch_slot *slot = &image->switch_slots[i];
        struct case_entry entry = {slot->scope, slot->target, "", 0};

        if (slot->scope == SLOT_EMPTY)
            continue;
        if (slot->literal < image->literal_slots_count) {
            const struct text_slot *literal = &image->literal_slots[slot->literal];
            entry.text = image->strings + (literal->scope == SLOT_EMPTY ? 0 : literal->text);
            entry.len_bytes = literal->scope == SLOT_EMPTY ? 0 : literal->len_bytes;
        }
        entries.items[entries.count++] = entry;
    }
    sort_cases(&entries);
    return entries;
}

static struct case_entries collect_segments(const struct image *image)
{
    struct case_entries entries = new_cases(image->segment_slots_count);

    for (uint32_t i = 0; i < image->segment_slots_count; i++) {
        const struct text_slot *slot = &image->segment_slots[i];
        if (slot->scope != SLOT_EMPTY)
            entries.items[entries.count++] = (struct case_entry){
                slot->scope, slot->value, image->strings + slot->text, slot->len_bytes};
    }
    sort_cases(&entries);
    return entries;
}

/* The start of a case's line or edge, whose label follows. */
static void begin_case(const struct listing *l, uint32_t from, uint32_t target)
{
    if (!l->dot) {
        fputs("        ", l->out);
        return;
    }
    fprintf(l->out, "  i%u -> ", from);
    if (target & TARGET_RULE)
        fprintf(l->out, "r%u", target & ~TARGET_RULE);
    else
        fprintf(l->out, "i%u", target);
    fputs(" [label=\"", l->out);
}

static void end_case(const struct listing *l, uint32_t target)
{
    if (l->dot) {
        fputs("\"];\n", l->out);
        return;
    }
    fputs(" -> ", l->out);
    print_target(l, target);
    fputc('\n', l->out);
}

static void print_ports(const struct listing *l, uint32_t number)
{
    const struct instruction *instruction = &l->image->instructions[number];

    for (uint32_t i = 0; i <= instruction->aux; i++) {
        const struct port_case *port = &l->image->ports[instruction->operand + i];
        begin_case(l, number, port->target);
        print_key(l, port->key);
        end_case(l, port->target);
    }
}

static void print_affixes(const struct listing *l, uint32_t number)
{
    const struct affix_index *index =
        &l->image->affix_indexes[l->image->instructions[number].operand];

    for (uint32_t i = 0; i < index->node_count; i++) {
        const struct affix_node *node = &l->image->affix_nodes[index->first_node + i];
        uint32_t before = node->total_len_bytes - node->len_bytes;
        begin_case(l, number, node->program);
        if (before)
            fprintf(l->out, "affix %u %s ", node->parent - index->first_node,
                    index->kind == AFFIX_END ? "behind" : "and");
        print_string(l, node->text, node->len_bytes);
        end_case(l, node->program);
    }
}

/* The states at which the outputs are found first. */
static uint32_t *find_outputs(const struct listing *l, const struct search_index *index)
{
    const struct search_state *states = l->image->search_states + index->first_state;
    uint32_t *found = calloc((size_t)index->output_count + 1, sizeof(*found));

    if (!found)
        abort();
    for (uint32_t i = 1; i < index->state_count; i++) {
        uint32_t output = states[i].output;
        if (output == OUTPUT_NONE)
            continue;
        if (found[output] == 0 || states[i].depth < states[found[output]].depth)
            found[output] = i;
    }
    return found;
}

/* The text of a state: from the root, a byte for each one passed. */
static void print_state(const struct listing *l, const struct search_state *states, uint32_t state)
{
    uint32_t before = states[state].before;
    char byte;

    if (before == STATE_NONE)
        return;
    print_state(l, states, before);
    byte = (char)(state - states[before].base);
    print_bytes(l, &byte, 1);
}

static void print_search(const struct listing *l, uint32_t number)
{
    const struct search_index *index =
        &l->image->search_indexes[l->image->instructions[number].operand];
    const struct search_state *states = l->image->search_states + index->first_state;
    uint32_t *found = find_outputs(l, index);

    for (uint32_t i = 0; i < index->output_count; i++) {
        const struct search_output *output = &l->image->search_outputs[index->first_output + i];
        begin_case(l, number, output->program);
        print_state(l, states, found[i]);
        if (output->next != OUTPUT_NONE) {
            fputs(", and what is found for ", l->out);
            print_state(l, states, found[output->next]);
        }
        end_case(l, output->program);
    }
    free(found);
}

/* Those of one instruction; the instructions come in order. */
static void print_table_cases(const struct listing *l, uint32_t number,
                              struct case_entries *entries, const char *before)
{
    for (; entries->next < entries->count && entries->items[entries->next].scope == number;
         entries->next++) {
        const struct case_entry *entry = &entries->items[entries->next];
        begin_case(l, number, entry->target);
        fputs(before, l->out);
        print_bytes(l, entry->text, entry->len_bytes);
        end_case(l, entry->target);
    }
}

static void print_cases(const struct listing *l, uint32_t number, struct case_entries *switches,
                        struct case_entries *segments)
{
    enum opcode opcode = l->image->instructions[number].opcode;

    if (opcode == OP_PORTS)
        print_ports(l, number);
    if (opcode == OP_AFFIXES)
        print_affixes(l, number);
    if (opcode == OP_SEARCH)
        print_search(l, number);
    print_table_cases(l, number, switches, "");
    print_table_cases(l, number, segments, "/");
}

/* Names. */

static void list_hosts(struct listing *l)
{
    l->hosts = calloc(l->image->host_slots_count + 1, sizeof(*l->hosts));
    if (!l->hosts)
        abort();
    for (uint32_t i = 0; i < l->image->host_slots_count; i++) {
        const struct host_slot *slot = &l->image->host_slots[i];
        if (slot->parent == SLOT_EMPTY)
            continue;
        l->hosts[slot->node] = slot;
        l->host_count++;
    }
}

static void print_name(const struct listing *l, const struct host_slot *host)
{
    for (;;) {
        print_string(l, host->label, host->len_bytes);
        if (host->parent == 0)
            return;
        fputc('.', l->out);
        host = l->hosts[host->parent];
    }
}

static void print_address(const struct listing *l, uint32_t address)
{
    fprintf(l->out, "%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
            address & 255);
}

static void print_range(const struct listing *l, uint32_t number)
{
    const struct image *image = l->image;

    print_address(l, image->address_starts[number].first);
    fputc('-', l->out);
    print_address(l, number + 1 < image->address_starts_count
                         ? image->address_starts[number + 1].first - 1
                         : UINT32_MAX);
}

/* Text. */

static void print_edge(const struct listing *l, uint32_t from, const char *label, uint32_t target)
{
    (void)from;
    fprintf(l->out, ", %s ", label);
    print_target(l, target);
}

static void print_header(const struct listing *l)
{
    const struct image_header *header = l->image->header;

    fprintf(l->out, "image: format %u, %u bytes, sha256 ", header->version, header->len_bytes);
    for (size_t i = 0; i < sizeof(header->digest); i++)
        fprintf(l->out, "%02x", header->digest[i]);
    fputs("\noptions: ", l->out);
    print_bytes(l, l->image->strings + header->options,
                strlen(l->image->strings + header->options));
    fprintf(
        l->out,
        "\nbound: %u steps, %u for each argument, %u for each byte; %u ways put aside; %u globs "
        "noted\n",
        header->steps, header->steps_per_argument, header->steps_per_byte, header->stack,
        header->notes);
}

static void print_rules(const struct listing *l)
{
    fputs("\nrules\n", l->out);
    for (uint32_t i = 0; i < l->image->rules_count; i++) {
        fprintf(l->out, "  %u: line %u, column %u: ", i, l->image->rules[i].line,
                l->image->rules[i].column);
        print_rule_text(l, i);
        fputc('\n', l->out);
    }
}

static void print_hosts(const struct listing *l)
{
    fputs("\nnames, with how many labels in front\n", l->out);
    for (uint32_t i = 1; i <= l->host_count; i++) {
        const struct host_slot *host = l->hosts[i];
        if (!host->fronts)
            continue;
        fputs("  ", l->out);
        print_name(l, host);
        fputs(" (", l->out);
        print_bits(l, front_names, host->fronts);
        fputs(") -> ", l->out);
        print_target(l, host->program);
        fputc('\n', l->out);
    }
}

static void print_addresses(const struct listing *l)
{
    const struct image *image = l->image;

    fputs("\naddresses, the longest prefix first\n", l->out);
    for (uint32_t i = 0; i < image->address_starts_count; i++) {
        uint32_t node = image->address_starts[i].node;
        if (node == 0)
            continue;
        fputs("  ", l->out);
        print_range(l, i);
        for (const char *arrow = " -> "; node; node = image->address_nodes[node].parent) {
            fputs(arrow, l->out);
            print_target(l, image->address_nodes[node].program);
            arrow = ", then ";
        }
        fputc('\n', l->out);
    }
}

static void print_instructions(const struct listing *l)
{
    struct case_entries switches = collect_switches(l->image);
    struct case_entries segments = collect_segments(l->image);

    fputs("\ninstructions\n", l->out);
    for (uint32_t i = 1; i < l->image->instructions_count; i++) {
        fprintf(l->out, "  @%u: ", i);
        print_operation(l, &l->image->instructions[i]);
        each_edge(l, i, print_edge);
        fputc('\n', l->out);
        print_cases(l, i, &switches, &segments);
    }
    free(switches.items);
    free(segments.items);
}

void disasm_sections(FILE *out, const struct image *image)
{
    for (int i = 0; i < SECTION_COUNT; i++) {
        uint32_t count = image->header->sections[i].count;
        if (count)
            fprintf(out, "  %-15s %8u of %2u bytes: %9llu  %s\n", section_names[i], count,
                    image_element_sizes[i], (unsigned long long)count * image_element_sizes[i],
                    section_notes[i]);
    }
}

void disasm_tables(FILE *out)
{
    static const struct {
        const char *name, *element, *what;
        size_t size;
    } sections[] = {
#define SECTION(name, element, what) {#name, #element, what, sizeof(element)},
#include "lang/vm/sections.def"
#undef SECTION
    };
    static const struct {
        const char *name, *what;
    } opcodes[] = {
#define OPCODE(name, yes, no, also, what) {#name, what},
#include "lang/vm/opcodes.def"
#undef OPCODE
    };

    fprintf(out,
            "# Tables of the image, format %d\n\n"
            "Written by `egress-policy disasm --tables` from lang/vm/sections.def and "
            "lang/vm/opcodes.def.\n\n"
            "## Sections\n\n| section | element | bytes | what |\n|---|---|---|---|\n",
            IMAGE_VERSION);
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
        fprintf(out, "| %s | `%s` | %zu | %s |\n", sections[i].name, sections[i].element,
                sections[i].size, sections[i].what);
    fputs("\n## Instructions\n\n| code | name | what |\n|---|---|---|\n", out);
    for (size_t i = 0; i < sizeof(opcodes) / sizeof(opcodes[0]); i++)
        fprintf(out, "| %zu | %s | %s |\n", i, opcodes[i].name, opcodes[i].what);
}

void disasm_text(FILE *out, const struct image *image)
{
    struct listing l = {.out = out, .image = image};

    list_hosts(&l);
    print_header(&l);
    fputs("\nsections\n", out);
    disasm_sections(out, image);
    print_rules(&l);
    print_hosts(&l);
    print_addresses(&l);
    print_instructions(&l);
    free(l.hosts);
}

/* Graphviz. */

static void dot_target(const struct listing *l, uint32_t target)
{
    if (target & TARGET_RULE)
        fprintf(l->out, "r%u", target & ~TARGET_RULE);
    else
        fprintf(l->out, "i%u", target);
}

/* An end is where nothing is drawn. */
static void dot_edge(const struct listing *l, uint32_t from, const char *label, uint32_t target)
{
    if (target == TARGET_END)
        return;
    fprintf(l->out, "  i%u -> ", from);
    dot_target(l, target);
    fprintf(l->out, " [label=\"%s\"%s];\n", label,
            strcmp(label, "later") == 0 ? ", style=dashed" : "");
}

static void dot_destinations(const struct listing *l)
{
    const struct image *image = l->image;

    for (uint32_t i = 1; i <= l->host_count; i++) {
        if (!l->hosts[i]->fronts || l->hosts[i]->program == TARGET_END)
            continue;
        fprintf(l->out, "  h%u [shape=cds, label=\"", i);
        print_name(l, l->hosts[i]);
        fputs("\\nin front: ", l->out);
        print_bits(l, front_names, l->hosts[i]->fronts);
        fprintf(l->out, "\"];\n  h%u -> ", i);
        dot_target(l, l->hosts[i]->program);
        fputs(";\n", l->out);
    }
    for (uint32_t i = 0; i < image->address_starts_count; i++) {
        uint32_t node = image->address_starts[i].node;
        if (node == 0)
            continue;
        fprintf(l->out, "  a%u [shape=cds, label=\"", i);
        print_range(l, i);
        fprintf(l->out, "\"];\n  a%u -> p%u;\n", i, node);
    }
    for (uint32_t i = 1; i < image->address_nodes_count; i++) {
        const struct address_node *node = &image->address_nodes[i];
        fprintf(l->out, "  p%u [shape=point];\n", i);
        if (node->program != TARGET_END) {
            fprintf(l->out, "  p%u -> ", i);
            dot_target(l, node->program);
            fputs(";\n", l->out);
        }
        if (node->parent)
            fprintf(l->out, "  p%u -> p%u [style=dashed];\n", i, node->parent);
    }
}

static void dot_instructions(const struct listing *l)
{
    struct case_entries switches = collect_switches(l->image);
    struct case_entries segments = collect_segments(l->image);

    for (uint32_t i = 1; i < l->image->instructions_count; i++) {
        fprintf(l->out, "  i%u [label=\"", i);
        print_operation(l, &l->image->instructions[i]);
        fputs("\"];\n", l->out);
        each_edge(l, i, dot_edge);
        print_cases(l, i, &switches, &segments);
    }
    free(switches.items);
    free(segments.items);
}

void disasm_dot(FILE *out, const struct image *image)
{
    struct listing l = {.out = out, .image = image, .dot = true};

    list_hosts(&l);
    fputs("digraph policy {\n  rankdir=LR;\n  node [shape=box, fontname=monospace];\n", out);
    for (uint32_t i = 0; i < image->rules_count; i++) {
        fprintf(out, "  r%u [shape=ellipse, label=\"%u: ", i, i);
        print_rule_text(&l, i);
        fputs("\"];\n", out);
    }
    dot_destinations(&l);
    dot_instructions(&l);
    fputs("}\n", out);
    free(l.hosts);
}
