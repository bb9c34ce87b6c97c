/*
 * Asking: a question becomes one or two look-ups of name and address; what stands at the nodes that
 * are passed is run (program.c); the lowest rule of each lane is the answer.
 *
 * The time of a small policy's decision is mostly branches that the processor guesses wrongly, one
 * of them dearer than a read from the second cache. So what is different in every event (question,
 * number and length of labels, the address) is computed, not branched on, where that can be had,
 * and the address is looked up before the name, whose reads then do not wait for it.
 */
#include <string.h>

#include "lang/vm/run.h"

#define NAME_WORDS 4

/* A name, and where its dots are: one bit a byte, the lowest for the last. */
struct name {
    const char *text;
    uint32_t len;
    uint64_t dots[NAME_WORDS];
};

/* The dots in front of what was looked at so far, from the end of the name on. */
struct dots {
    uint64_t word;
    uint32_t number;
};

/* Of eight bytes, the high bit of each that is a dot. */
static uint64_t dots_of(uint64_t word)
{
    uint64_t differing = word ^ HASH_EACH_BYTE('.');

    return ~(((differing & HASH_LOW_BITS) + HASH_LOW_BITS) | differing | HASH_LOW_BITS);
}

/* The dots among the eight bytes at `at`, the lowest bit for the last byte. */
static uint64_t dots_at(const char *text, uint32_t at)
{
    uint64_t word;

    memcpy(&word, text + at, sizeof(word));
    return (dots_of(word) >> 7) * UINT64_C(0x8040201008040201) >> 56;
}

static uint64_t dots_of_short(const char *text, uint32_t len)
{
    uint64_t dots = 0;

    for (uint32_t i = 0; i < len; i++)
        dots |= (uint64_t)(text[i] == '.') << (len - 1 - i);
    return dots;
}

/*
 * Words that would start in front of the name start where it does, so nothing outside is read; a
 * dot that is found twice is one. The last four words, enough for most names, are read without a
 * branch.
 */
static void find_dots(struct name *name)
{
    uint32_t last = name->len - 8; /* where the last word starts */
    uint64_t dots = 0;

    if (name->len < 8) {
        name->dots[0] = dots_of_short(name->text, name->len);
        return;
    }
    for (uint32_t i = 0; i < 32; i += 8) {
        uint32_t before = i < last ? i : last;
        dots |= dots_at(name->text, last - before) << before;
    }
    name->dots[0] = dots;
    for (uint32_t i = 32; i < name->len; i += 8) {
        uint32_t before = i < last ? i : last;
        dots = dots_at(name->text, last - before);
        name->dots[before / 64] |= dots << (before % 64);
        if (before % 64 > 56)
            name->dots[before / 64 + 1] |= dots >> (64 - before % 64);
    }
}

/* The length of the name from the last label on that was not taken yet. */
static uint32_t take_label(const struct name *name, struct dots *dots)
{
    while (dots->word == 0 && dots->number + 1 < (name->len + 63) / 64)
        dots->word = name->dots[++dots->number];
    if (dots->word == 0)
        return name->len;
    uint32_t at = 64 * dots->number + (uint32_t)__builtin_ctzll(dots->word);

    dots->word &= dots->word - 1;
    return at;
}

static bool has_empty_label(const struct name *name)
{
    uint64_t bad = name->dots[0] & 1, before = 0;

    bad |= name->dots[(name->len - 1) / 64] >> ((name->len - 1) % 64);
    for (uint32_t i = 0; i < NAME_WORDS; i++) {
        bad |= name->dots[i] & (name->dots[i] << 1 | before >> 63);
        before = name->dots[i];
    }
    return bad != 0;
}

static bool has_long_label(const struct name *name)
{
    struct dots dots = {name->dots[0], 0};

    for (uint32_t behind = 0; name->len - behind > LABEL_MAX_BYTES;) {
        uint32_t len = take_label(name, &dots);
        if (len - behind > LABEL_MAX_BYTES)
            return true;
        behind = len + 1;
        if (len == name->len)
            break;
    }
    return false;
}

/* False for what no host rule can mean: empty or overlong labels, an overlong name. */
static bool read_name(const char *host, struct name *name)
{
    size_t len = strlen(host);

    if (len == 0 || len > HASH_NAME_MAX_BYTES)
        return false;
    *name = (struct name){.text = host, .len = (uint32_t)len};
    find_dots(name);
    return !has_empty_label(name) && !has_long_label(name);
}

static uint32_t path_start(const struct facts *facts)
{
    return facts->path && facts->path[0] == '/';
}

/* Runs what stands at a node, whose name is the last `len` bytes, behind all of `dots`. */
static void run_host(struct run *run, const struct host_slot *slot, const struct name *name,
                     uint32_t len, struct dots dots)
{
    bool whole = len == name->len;
    uint32_t longer = whole ? len : take_label(name, &dots);

    run->front = whole ? FRONT_NONE : longer == name->len ? FRONT_ONE : FRONT_MORE;
    if (!(slot->fronts & run->front))
        return;
    run->label =
        whole ? (struct text){0} : (struct text){name->text + name->len - longer, longer - len - 1};
    run_target(run, slot->program, path_start(run->facts));
}

/* The only slot that the last `len` bytes of a name can be in. */
static const struct host_slot *probe_host(const struct image *image, const struct hash_name *hashes,
                                          uint32_t len)
{
    uint64_t key = hash_name_end(hashes, len);
    uint16_t seed = hash_seed_of(key, image->host_seeds, image->host_seeds_count);

    return &image->host_slots[hash_slot(key, seed, image->host_slots_count)];
}

/* From the last label on, as far as the policy's names go; runs what stands at each. */
static void look_up_host(struct run *run)
{
    const struct image *image = run->image;
    uint32_t node = 0;
    struct name name;
    struct hash_name hashes;

    if (!run->facts->host || image->host_slots_count == 0 || !read_name(run->facts->host, &name))
        return;
    struct dots dots = {name.dots[0], 0};

    hash_name_start(&hashes, name.text, name.len, image->hash_seed);
    for (uint32_t behind = 0;;) {
        uint32_t len = take_label(&name, &dots), label_len = len - behind;
        const struct host_slot *slot = probe_host(image, &hashes, len);
        run->steps++;
        if (slot->parent != node || slot->len_bytes != label_len ||
            !hash_same_lower(image->strings + slot->label, name.text + name.len - len, label_len))
            return;
        node = slot->node;
        if (slot->fronts)
            run_host(run, slot, &name, len, dots);
        if (len == name.len)
            return;
        behind = len + 1;
    }
}

/* Ranges that the address may lie in, from `first` on. */
struct ranges {
    const struct address_start *first;
    uint32_t count;
};

/* Without a branch: where one is left it stays as it is. */
static struct ranges halve(struct ranges ranges, uint32_t address)
{
    uint32_t half = ranges.count / 2;
    const struct address_start *middle = ranges.first + half;

    return (struct ranges){middle->first <= address ? middle : ranges.first, ranges.count - half};
}

/* So many halvings are made whether they are needed or not. */
#define HALVINGS_BLIND 3

/* The prefix of the range that the address lies in. */
static uint32_t find_prefix(const struct image *image, uint32_t address)
{
    uint32_t top = (uint32_t)((uint64_t)address >> (32 - image->address_top_bits));
    const uint32_t *tops = image->address_tops + top;
    uint32_t halvings = image->address_halvings;
    struct ranges ranges = {image->address_starts + tops[0], tops[1] - tops[0]};

    for (uint32_t i = 0; i < halvings && i < HALVINGS_BLIND; i++)
        ranges = halve(ranges, address);
    if (halvings > HALVINGS_BLIND)
        while (ranges.count > 1)
            ranges = halve(ranges, address);
    return ranges.first->node;
}

/* From a prefix out. */
static void run_prefixes(struct run *run, uint32_t node)
{
    const struct address_node *nodes = run->image->address_nodes;

    run->steps += 1 + run->image->address_halvings;
    if (node == 0)
        return;
    run->front = FRONT_NONE;
    run->label = (struct text){0};
    for (; node != 0; node = nodes[node].parent) {
        run->steps++;
        run_target(run, nodes[node].program, path_start(run->facts));
    }
}

static void start(struct run *run, const struct image *image, const struct facts *facts)
{
    run->image = image;
    run->facts = facts;
    run->steps = 0;
    run->literals_known = 0;
    run->texts_known = 0;
    run->arguments_known = 0;
    run->docker_asked = false;
    run->stack_len = 0;
    run->argument = (struct text){0};
    for (uint32_t i = 0; i < image->note_words; i++)
        run->noted[i] = 0;
}

static void ask_for(struct run *run, uint32_t asked, uint32_t key)
{
    run->asked = asked;
    run->key = key;
    for (uint32_t lane = 0; lane < LANE_COUNT; lane++)
        run->best[lane] = UINT32_MAX;
}

_Static_assert((int32_t)UINT32_MAX == -1, "a lane without a match is the verdict's -1");

/* Which lanes count depends on the question; `&`, where a branch would be a guess. */
static struct verdict answer(const struct run *run)
{
    bool tls = run->asked == ASK_TLS, flags = (run->asked & (ASK_TLS | ASK_HTTP)) != 0;
    bool passthrough = run->best[LANE_PASSTHROUGH] != UINT32_MAX;
    uint32_t inspected = tls ? run->best[LANE_INSPECT] : UINT32_MAX;
    bool by_rule = run->best[LANE_VERDICT] != UINT32_MAX;
    uint32_t rule = by_rule ? run->best[LANE_VERDICT] : inspected;
    bool allow = rule != UINT32_MAX;

    return (struct verdict){.allow = allow,
                            .inspect_only = allow & !by_rule,
                            .passthrough = tls & passthrough,
                            .insecure = flags & allow & !passthrough &
                                        (run->best[LANE_INSECURE] != UINT32_MAX),
                            .rule = (int32_t)rule};
}

/* Both the resolver and the name; the name's rule is the one that counts. */
static struct verdict ask_dns(struct run *run)
{
    ask_for(run, ASK_RESOLVER, KEY_UDP + run->facts->dst_port);
    run_prefixes(run, find_prefix(run->image, run->facts->dst_ip));
    if (run->best[LANE_VERDICT] == UINT32_MAX)
        return (struct verdict){.rule = -1};
    ask_for(run, ASK_NAME, KEY_NAME);
    look_up_host(run);
    return answer(run);
}

/* What each question asks of the programs, and the protocol of its port. */
static const struct {
    uint32_t asked;
    uint32_t key;
} questions[QUESTION_COUNT] = {
    [QUESTION_TCP] = {ASK_TCP, KEY_TCP},
    [QUESTION_TLS] = {ASK_TLS, KEY_TCP},
    [QUESTION_HTTP] = {ASK_HTTP, KEY_TCP},
    [QUESTION_UDP] = {ASK_UDP, KEY_UDP},
};

static struct verdict ask_connection(struct run *run, enum question question)
{
    const struct facts *facts = run->facts;
    uint32_t node = find_prefix(run->image, facts->dst_ip);
    uint32_t asked = questions[question].asked;

    if (asked == ASK_HTTP && facts->path)
        asked |= ASK_PATH;
    ask_for(run, asked, questions[question].key + facts->dst_port);
    look_up_host(run);
    run_prefixes(run, node);
    return answer(run);
}

struct verdict image_ask_counted(const struct image *image, enum question question,
                                 const struct facts *facts, uint64_t *ret_steps)
{
    struct verdict verdict = {.rule = -1};
    struct run run;

    start(&run, image, facts);
    if (question == QUESTION_DNS)
        verdict = ask_dns(&run);
    else if (question < QUESTION_COUNT)
        verdict = ask_connection(&run, question);
    *ret_steps = run.steps;
    return verdict;
}

struct verdict image_ask(const struct image *image, enum question question,
                         const struct facts *facts)
{
    uint64_t steps;

    return image_ask_counted(image, question, facts, &steps);
}
