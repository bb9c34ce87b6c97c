/* What is known of the process, asked for once: texts, and the literals that they are. */
#include <string.h>

#include "lang/vm/run.h"

static bool text_is(const struct run *run, uint32_t start, uint32_t len, struct text text)
{
    return len == text.len && hash_same_text(run->image->strings + start, text.start, len);
}

const struct text_slot *find_text(const struct run *run, const struct text_slot *slots,
                                  uint32_t slot_count, const uint16_t *seeds, uint32_t seed_count,
                                  uint32_t scope, struct text text)
{
    if (slot_count == 0)
        return NULL;
    uint64_t key = hash_in_scope(hash_text(text.start, text.len), scope, run->image->hash_seed);
    const struct text_slot *slot =
        &slots[hash_slot(key, hash_seed_of(key, seeds, seed_count), slot_count)];

    return slot->scope == scope && text_is(run, slot->text, slot->len_bytes, text) ? slot : NULL;
}

static uint32_t find_literal(const struct run *run, uint32_t key, struct text text)
{
    const struct image *image = run->image;
    const struct text_slot *slot =
        find_text(run, image->literal_slots, image->literal_slots_count, image->literal_seeds,
                  image->literal_seeds_count, key, text);

    return slot ? (uint32_t)(slot - image->literal_slots) : LITERAL_NONE;
}

struct text text_of(const char *string)
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

struct text fact_text(struct run *run, uint32_t slot)
{
    uint64_t bit = UINT64_C(1) << slot;

    if (!(run->texts_known & bit)) {
        run->texts[slot] = read_fact(run, slot);
        run->texts_known |= bit;
    }
    return run->texts[slot];
}

uint32_t fact_literal(struct run *run, uint32_t slot)
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
uint32_t argument_literal(struct run *run, uint32_t number)
{
    if (number < run->arguments_known)
        return run->argument_literals[number];
    uint32_t literal = find_literal(run, ATTRIBUTE_ARG, text_of(run->facts->process->argv[number]));

    run->steps++;
    if (number == run->arguments_known && number < ARGUMENTS_KEPT)
        run->argument_literals[run->arguments_known++] = literal;
    return literal;
}

struct text segment_at(const char *path)
{
    return (struct text){path, (uint32_t)(strchrnul(path, '/') - path)};
}

static struct text lower_label(struct run *run)
{
    for (uint32_t i = 0; i < run->label.len; i++) {
        char c = run->label.start[i];
        run->lower_label[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return (struct text){run->label.len ? run->lower_label : NULL, run->label.len};
}

struct text slot_text(struct run *run, uint32_t slot, const char *path)
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

bool slot_is_each_argument(const struct run *run, uint32_t slot)
{
    return slot < SLOT_ARGUMENT && run->image->fact_slots[slot].key == ATTRIBUTE_ARG;
}

bool run_in_docker(struct run *run)
{
    if (!run->docker_asked) {
        run->docker_asked = true;
        run->in_docker = strcasestr(run->facts->process->cgroup, "docker") != NULL;
    }
    return run->in_docker;
}
