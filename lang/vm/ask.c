/*
 * The interpreter. It believes the image (verify.c) and bounds only what comes with the facts: the
 * length of names and texts, the number of arguments.
 */
#include <string.h>

#include "lang/vm/glob.h"
#include "lang/vm/hash.h"
#include "lang/vm/image_internal.h"

#define NAME_MAX_BYTES 253
#define LABEL_MAX_BYTES 63
#define LABELS_MAX 127
#define ARGUMENTS_KEPT 64 /* literals of so many arguments are looked up once only */

#define LITERAL_NONE UINT32_MAX
#define NODE_NONE UINT32_MAX

struct text {
    const char *start;
    uint32_t len;
};

/* A way to go when the present one is at its end. */
struct aside {
    uint32_t target;
    uint32_t path; /* offset of the next segment */
};

/* One decision. Little of it is initialised: what a program does not ask for costs nothing. */
struct run {
    const struct image *image;
    const struct facts *facts;
    uint32_t asked; /* ASK_* */
    uint32_t key;
    uint32_t best[LANE_COUNT];
    uint64_t steps;

    uint32_t front_count; /* labels in front of the suffix that is being run */
    struct text label;    /* the nearest of them, as it came */
    char lower_label[LABEL_MAX_BYTES];
    struct text argument; /* below ARGUMENTS and AFFIXES */

    bool docker_asked, in_docker;
    uint64_t literals_known; /* bit per fact slot */
    uint64_t texts_known;    /* likewise */
    uint32_t arguments_known;
    uint32_t stack_len;
    uint32_t literals[IMAGE_FACTS_MAX];
    struct text texts[IMAGE_FACTS_MAX];
    uint32_t argument_literals[ARGUMENTS_KEPT];
    struct aside stack[IMAGE_STACK_MAX];
    uint64_t noted[IMAGE_NOTES_MAX / 64];
    uint64_t notes[IMAGE_NOTES_MAX / 64];
};

/* Look-ups. */

static bool text_is(const struct run *run, uint32_t start, uint32_t len, struct text text)
{
    return len == text.len && hash_same_text(run->image->strings + start, text.start, len);
}

static const struct text_slot *find_text(const struct run *run, const struct text_slot *slots,
                                         uint32_t slot_count, const uint16_t *seeds,
                                         uint32_t seed_count, uint32_t scope, struct text text)
{
    if (slot_count == 0)
        return NULL;
    uint64_t key =
        hash_in_scope(hash_text(text.start, text.len), scope, run->image->header->hash_seed);
    const struct text_slot *slot =
        &slots[hash_slot(key, seeds[hash_bucket(key, seed_count)], slot_count)];

    return slot->scope == scope && text_is(run, slot->text, slot->len_bytes, text) ? slot : NULL;
}

/* The target of a SWITCH or ARGUMENTS for a literal; false where it has no such case. */
static bool find_case(const struct run *run, uint32_t scope, uint32_t literal, uint32_t *target)
{
    const struct image *image = run->image;

    if (literal == LITERAL_NONE || image->switch_slots_count == 0)
        return false;
    uint64_t key = hash_in_scope(literal, scope, image->header->hash_seed);
    const struct switch_slot *slot = &image->switch_slots[hash_slot(
        key, image->switch_seeds[hash_bucket(key, image->switch_seeds_count)],
        image->switch_slots_count)];

    if (slot->scope != scope || slot->literal != literal)
        return false;
    *target = slot->target;
    return true;
}

static uint32_t find_literal(const struct run *run, uint32_t key, struct text text)
{
    const struct image *image = run->image;
    const struct text_slot *slot =
        find_text(run, image->literal_slots, image->literal_slots_count, image->literal_seeds,
                  image->literal_seeds_count, key, text);

    return slot ? (uint32_t)(slot - image->literal_slots) : LITERAL_NONE;
}

/* Facts. */

static struct text text_of(const char *string)
{
    return (struct text){string, string ? (uint32_t)strlen(string) : 0};
}

static struct text read_fact(const struct run *run, uint32_t slot)
{
    const struct process_facts *process = run->facts->process;

    if (!process)
        return (struct text){0};
    const struct fact_slot *fact = &run->image->fact_slots[slot];
    switch ((enum attribute_key)fact->key) {
    case ATTRIBUTE_EXE:
        return text_of(process->exe);
    case ATTRIBUTE_ARG_AT:
        return text_of(fact->index < process->argc ? process->argv[fact->index] : NULL);
    case ATTRIBUTE_CGROUP:
        return text_of(process->cgroup);
    case ATTRIBUTE_STEP:
        return text_of(process->step);
    case ATTRIBUTE_ACTION:
        return text_of(process->action);
    case ATTRIBUTE_IMAGE:
        return text_of(process->image);
    case ATTRIBUTE_ARG:
    case ATTRIBUTE_KEY_COUNT:
        break;
    }
    return (struct text){0};
}

/* The text of a fact that has one; start is NULL where it is unknown. */
static struct text fact_text(struct run *run, uint32_t slot)
{
    uint64_t bit = UINT64_C(1) << slot;

    if (!(run->texts_known & bit)) {
        run->texts[slot] = read_fact(run, slot);
        run->texts_known |= bit;
    }
    return run->texts[slot];
}

static uint32_t argument_count(const struct run *run)
{
    return run->facts->process ? run->facts->process->argc : 0;
}

static uint32_t fact_literal(struct run *run, uint32_t slot)
{
    uint64_t bit = UINT64_C(1) << slot;

    if (run->literals_known & bit)
        return run->literals[slot];
    struct text text = fact_text(run, slot);
    uint32_t key = run->image->fact_slots[slot].key;

    run->steps++;
    run->literals[slot] = text.start ? find_literal(run, key, text) : LITERAL_NONE;
    run->literals_known |= bit;
    return run->literals[slot];
}

/* Arguments are asked for in order, so those that are kept are always the first ones. */
static uint32_t argument_literal(struct run *run, uint32_t number)
{
    if (number < run->arguments_known)
        return run->argument_literals[number];
    uint32_t literal = find_literal(run, ATTRIBUTE_ARG, text_of(run->facts->process->argv[number]));

    run->steps++;
    if (number == run->arguments_known && number < ARGUMENTS_KEPT)
        run->argument_literals[run->arguments_known++] = literal;
    return literal;
}

static bool is_literal(struct run *run, const struct instruction *instruction)
{
    if (run->image->fact_slots[instruction->slot].key != ATTRIBUTE_ARG)
        return fact_literal(run, instruction->slot) == instruction->operand;
    for (uint32_t i = 0; i < argument_count(run); i++) {
        run->steps++;
        if (argument_literal(run, i) == instruction->operand)
            return true;
    }
    return false;
}

static struct text segment_at(const char *path)
{
    return (struct text){path, (uint32_t)(strchrnul(path, '/') - path)};
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

static struct text lower_label(struct run *run)
{
    for (uint32_t i = 0; i < run->label.len; i++) {
        char c = run->label.start[i];
        run->lower_label[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return (struct text){run->label.len ? run->lower_label : NULL, run->label.len};
}

/* The text that an instruction's slot means, where it is one text. */
static struct text slot_text(struct run *run, uint32_t slot, const char *path)
{
    switch (slot) {
    case SLOT_ARGUMENT:
        return run->argument;
    case SLOT_LABEL:
        return lower_label(run);
    case SLOT_SEGMENT:
        return path && *path ? segment_at(path) : (struct text){0};
    default:
        return fact_text(run, slot);
    }
}

static bool glob_holds(struct run *run, const struct instruction *instruction, const char *path)
{
    const struct image *image = run->image;
    uint32_t slot = instruction->slot;

    run->steps++;
    if (slot < SLOT_ARGUMENT && image->fact_slots[slot].key == ATTRIBUTE_ARG)
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

/* "docker" in any case. */
static bool names_docker(const char *cgroup)
{
    return strcasestr(cgroup, "docker") != NULL;
}

/* Programs. */

static void match(struct run *run, enum lane lane, uint32_t rule)
{
    if (rule < run->best[lane])
        run->best[lane] = rule;
}

static void match_lanes(struct run *run, uint32_t lanes, uint32_t rule)
{
    for (uint32_t lane = 0; lane < LANE_COUNT; lane++)
        if (lanes & 1u << lane)
            match(run, lane, rule);
}

static void put_aside(struct run *run, uint32_t target, uint32_t path)
{
    run->stack[run->stack_len++] = (struct aside){target, path};
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

static uint32_t find_affix_node(const struct run *run, uint32_t number, uint64_t hash)
{
    const struct image *image = run->image;

    if (image->affix_slots_count == 0)
        return NODE_NONE;
    uint64_t key = hash_in_scope(hash, number, image->header->hash_seed);
    const struct affix_slot *slot = &image->affix_slots[hash_slot(
        key, image->affix_seeds[hash_bucket(key, image->affix_seeds_count)],
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
        put_aside(run, node->program, path);
        last = number_of_node;
    }
}

static void run_program(struct run *run, uint32_t target, uint32_t path);

/* Runs the program of every affix that stands anywhere in `text`. */
static void run_anywhere(struct run *run, uint32_t number, struct text text, uint32_t path)
{
    const struct image *image = run->image;
    const struct affix_index *index = &image->affix_indexes[number];
    const uint16_t *lengths = &image->affix_lengths[index->first_length];

    for (uint32_t at = 0; at < text.len; at++) {
        for (uint32_t i = 0; i < index->length_count && lengths[i] <= text.len - at; i++) {
            struct text part = {text.start + at, lengths[i]};
            run->steps++;
            uint32_t found = find_affix_node(run, number, hash_text(part.start, part.len));
            if (found == NODE_NONE)
                continue;
            const struct affix_node *node = &image->affix_nodes[found];
            if (text_is(run, node->text, node->len_bytes, part))
                run_program(run, node->program, path);
        }
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
            run_program(run, way.target, way.path);
        }
    }
}

static void run_arguments(struct run *run, uint32_t number, uint32_t path)
{
    uint32_t target;

    for (uint32_t i = 0; i < argument_count(run); i++) {
        run->steps++;
        if (find_case(run, number, argument_literal(run, i), &target))
            run_program(run, target, path);
    }
}

static void run_affixes(struct run *run, const struct instruction *instruction, uint32_t path,
                        const char *path_text)
{
    uint32_t slot = instruction->slot;

    if (slot < SLOT_ARGUMENT && run->image->fact_slots[slot].key == ATTRIBUTE_ARG) {
        run_affixes_of_arguments(run, instruction->operand, path);
        return;
    }
    struct text text = slot_text(run, slot, path_text);
    if (!text.start)
        return;
    if (run->image->affix_indexes[instruction->operand].kind == AFFIX_ANYWHERE)
        run_anywhere(run, instruction->operand, text, path);
    else
        put_affixes_aside(run, instruction->operand, text, path);
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
    if (run->front_count == 0)
        return instruction->yes;
    return run->front_count == 1 ? instruction->no : instruction->operand;
}

static uint32_t cgroup_target(struct run *run, const struct instruction *instruction)
{
    const struct process_facts *process = run->facts->process;

    if (!process || !process->cgroup)
        return instruction->operand;
    if (!run->docker_asked) {
        run->docker_asked = true;
        run->in_docker = names_docker(process->cgroup);
    }
    return run->in_docker ? instruction->yes : instruction->no;
}

/* Runs one way to its end, and every way that it put aside. */
static void run_program(struct run *run, uint32_t target, uint32_t path)
{
    const struct instruction *instructions = run->image->instructions;
    const char *path_text = run->facts->path;
    uint32_t base = run->stack_len;

    for (;;) {
        if (target & TARGET_RULE)
            match(run, LANE_VERDICT, target & ~TARGET_RULE);
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
            put_aside(run, instruction->no, path);
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

/* Destinations. */

/* A name and where its labels start; labels[count] is behind the end of the last, by one. */
struct name {
    const char *text;
    uint32_t count;
    uint8_t labels[LABELS_MAX + 2];
};

/* Of eight bytes, the high bit of each that is a dot. */
static uint64_t dots_of(uint64_t word)
{
    uint64_t differing = word ^ HASH_EACH_BYTE('.');

    return ~(((differing & HASH_LOW_BITS) + HASH_LOW_BITS) | differing | HASH_LOW_BITS);
}

/* The eight bytes at `at`, those behind the end zero; nothing behind the end is read. */
static uint64_t word_at(const char *text, uint32_t at, uint32_t len)
{
    uint32_t rest = len - at;
    uint64_t word = 0;

    if (rest >= 8) {
        memcpy(&word, text + at, 8);
    } else if (len >= 8) {
        memcpy(&word, text + len - 8, 8);
        word = rest ? word >> (64 - 8 * rest) : 0;
    } else {
        for (uint32_t i = 0; i < rest; i++)
            word |= (uint64_t)(unsigned char)text[at + i] << 8 * i;
    }
    return word;
}

/* The label that ends in front of `end`; false for one that is empty or too long. */
static bool add_label(struct name *name, uint32_t *start, uint32_t end)
{
    if (end - *start - 1 >= LABEL_MAX_BYTES) /* an empty one wraps around */
        return false;
    name->labels[name->count++] = (uint8_t)*start;
    *start = end + 1;
    return true;
}

/* False for what no host rule can mean: empty or overlong labels, an overlong name. */
static bool read_name(const char *host, struct name *name)
{
    size_t len = strlen(host);
    uint32_t start = 0;

    if (len > NAME_MAX_BYTES)
        return false;
    name->text = host;
    name->count = 0;
    for (uint32_t at = 0; at < len; at += 8) {
        uint64_t dots = dots_of(word_at(host, at, (uint32_t)len));
        for (; dots; dots &= dots - 1)
            if (!add_label(name, &start, at + (uint32_t)__builtin_ctzll(dots) / 8))
                return false;
    }
    if (!add_label(name, &start, (uint32_t)len))
        return false;
    name->labels[name->count] = (uint8_t)start;
    return true;
}

static struct text label_of(const struct name *name, uint32_t number)
{
    uint32_t start = name->labels[number];

    return (struct text){name->text + start, (uint32_t)name->labels[number + 1] - 1 - start};
}

static uint32_t path_start(const struct facts *facts)
{
    return facts->path && facts->path[0] == '/';
}

static void run_host(struct run *run, const struct host_slot *slot, const struct name *name,
                     uint32_t front)
{
    if (!(slot->fronts & (front == 0 ? FRONT_NONE : front == 1 ? FRONT_ONE : FRONT_MORE)))
        return;
    run->front_count = front;
    run->label = front ? label_of(name, front - 1) : (struct text){0};
    run_program(run, slot->program, path_start(run->facts));
}

/* From the last label on, as far as the policy's names go; runs what stands at each. */
static void look_up_host(struct run *run)
{
    const struct image *image = run->image;
    uint64_t hash = image->header->hash_seed;
    uint32_t node = 0;
    struct name name;

    if (!run->facts->host || image->host_slots_count == 0 || !read_name(run->facts->host, &name))
        return;
    for (uint32_t front = name.count; front-- > 0;) {
        struct text label = label_of(&name, front);
        hash = hash_suffix(hash, hash_lower_text(label.start, label.len));
        const struct host_slot *slot = &image->host_slots[hash_slot(
            hash, image->host_seeds[hash_bucket(hash, image->host_seeds_count)],
            image->host_slots_count)];
        run->steps++;
        if (slot->parent != node || slot->len_bytes != label.len ||
            !hash_same_lower(image->strings + slot->label, label.start, label.len))
            return;
        node = slot->node;
        run_host(run, slot, &name, front);
    }
}

/* The range that the address lies in, then from its prefix out. */
static void look_up_address(struct run *run)
{
    const struct image *image = run->image;
    uint32_t address = run->facts->dst_ip;
    uint32_t top = (uint32_t)((uint64_t)address >> (32 - image->address_top_bits));
    uint32_t low = image->address_tops[top], high = image->address_tops[top + 1];

    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        run->steps++;
        if (image->address_starts[middle].first <= address)
            low = middle;
        else
            high = middle;
    }
    run->steps++;
    run->front_count = 0;
    run->label = (struct text){0};
    for (uint32_t node = image->address_starts[low].node; node != 0;
         node = image->address_nodes[node].parent) {
        run->steps++;
        run_program(run, image->address_nodes[node].program, path_start(run->facts));
    }
}

static void start(struct run *run, const struct image *image, const struct facts *facts)
{
    uint32_t note_words = (image->header->notes + 63) / 64;

    run->image = image;
    run->facts = facts;
    run->steps = 0;
    run->literals_known = 0;
    run->texts_known = 0;
    run->arguments_known = 0;
    run->docker_asked = false;
    run->stack_len = 0;
    run->argument = (struct text){0};
    for (uint32_t i = 0; i < note_words; i++)
        run->noted[i] = 0;
}

static void ask_for(struct run *run, uint32_t asked, uint32_t key)
{
    run->asked = asked;
    run->key = key;
    for (uint32_t lane = 0; lane < LANE_COUNT; lane++)
        run->best[lane] = UINT32_MAX;
}

static bool matched(const struct run *run, enum lane lane)
{
    return run->best[lane] != UINT32_MAX;
}

static struct verdict answer(const struct run *run, enum lane lane)
{
    if (!matched(run, lane))
        return (struct verdict){.rule = -1};
    return (struct verdict){.allow = true, .rule = (int32_t)run->best[lane]};
}

static struct verdict ask_connection(struct run *run, uint32_t asked, uint32_t key)
{
    ask_for(run, asked, key);
    look_up_host(run);
    look_up_address(run);

    struct verdict verdict = answer(run, LANE_VERDICT);
    if (asked == ASK_TLS && !verdict.allow) {
        verdict = answer(run, LANE_INSPECT);
        verdict.inspect_only = verdict.allow;
    }
    if (asked & (ASK_TLS | ASK_HTTP)) {
        verdict.passthrough = asked == ASK_TLS && matched(run, LANE_PASSTHROUGH);
        verdict.insecure =
            verdict.allow && matched(run, LANE_INSECURE) && !matched(run, LANE_PASSTHROUGH);
    }
    return verdict;
}

/* Both the resolver and the name; the name's rule is the one that counts. */
static struct verdict ask_dns(struct run *run)
{
    ask_for(run, ASK_RESOLVER, KEY_UDP + run->facts->dst_port);
    look_up_address(run);
    if (!matched(run, LANE_VERDICT))
        return (struct verdict){.rule = -1};
    ask_for(run, ASK_NAME, KEY_NAME);
    look_up_host(run);
    return answer(run, LANE_VERDICT);
}

struct verdict image_ask_counted(const struct image *image, enum question question,
                                 const struct facts *facts, uint64_t *ret_steps)
{
    struct verdict verdict = {.rule = -1};
    struct run run;

    start(&run, image, facts);
    switch (question) {
    case QUESTION_TCP:
        verdict = ask_connection(&run, ASK_TCP, KEY_TCP + facts->dst_port);
        break;
    case QUESTION_TLS:
        verdict = ask_connection(&run, ASK_TLS, KEY_TCP + facts->dst_port);
        break;
    case QUESTION_HTTP:
        verdict = ask_connection(&run, ASK_HTTP | (facts->path ? ASK_PATH : 0),
                                 KEY_TCP + facts->dst_port);
        break;
    case QUESTION_DNS:
        verdict = ask_dns(&run);
        break;
    case QUESTION_UDP:
        verdict = ask_connection(&run, ASK_UDP, KEY_UDP + facts->dst_port);
        break;
    case QUESTION_COUNT:
        break;
    }
    *ret_steps = run.steps;
    return verdict;
}

struct verdict image_ask(const struct image *image, enum question question,
                         const struct facts *facts)
{
    uint64_t steps;

    return image_ask_counted(image, question, facts, &steps);
}
