#include "lang/lint/redundant.h"

#include <stdlib.h>
#include <string.h>

#include "lang/lint/search.h"
#include "lang/lint/twins.h"

/* Steps in all (space.h): bounds a policy made to be slow; about a second. */
#define WORK_MAX UINT64_C(40000000)

/* ---- where to look first in an address block ---- */

struct block {
    uint32_t first;
    uint32_t last;
    uint32_t rule;
};

static int by_place(const void *a, const void *b)
{
    const struct block *x = a, *y = b;

    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->last > y->last ? -1 : x->last < y->last;
}

/* The first address of block `own` that no smaller block has. */
static uint32_t first_gap(const struct block *blocks, uint32_t count, uint32_t own)
{
    uint32_t address = blocks[own].first;

    for (uint32_t i = own + 1; i < count && blocks[i].first <= address; i++) {
        if (blocks[i].last < address)
            continue;
        if (blocks[i].last >= blocks[own].last)
            return blocks[own].first;
        address = blocks[i].last + 1;
    }
    return address;
}

static void start_addresses(const struct ruleset *rules, enum protocol protocol, uint32_t *starts)
{
    struct block *blocks = malloc(sizeof *blocks * (rules->count + 1));
    uint32_t count = 0;

    if (!blocks)
        abort();
    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];

        if (rule_is_address(rule) && rule->protocol == protocol)
            blocks[count++] =
                (struct block){rule->address, rule->address | ~prefix_mask(rule->prefix_len), i};
    }
    qsort(blocks, count, sizeof *blocks, by_place);
    for (uint32_t i = 0; i < count; i++)
        starts[blocks[i].rule] = first_gap(blocks, count, i);
    free(blocks);
}

/* ---- one rule ---- */

struct prover {
    struct space space;
    struct index index;
    struct search search;
    struct arena arena; /* freed at the end */
    uint32_t *start_addresses;
    bool single_only; /* the first of two passes */
};

static void prover_init(struct prover *prover, const struct ruleset *rules)
{
    memset(prover, 0, sizeof *prover);
    prover->start_addresses = ARENA_ARRAY(&prover->arena, uint32_t, rules->count + 1);
    start_addresses(rules, PROTOCOL_TCP, prover->start_addresses);
    start_addresses(rules, PROTOCOL_UDP, prover->start_addresses);
    space_init(&prover->space, &prover->arena, rules);
    prover->space.work_max = WORK_MAX;
    search_init(&prover->search, &prover->space, &prover->index);
}

/* Before the first proof. What is removed already costs nothing from here on. */
static void prover_start(struct prover *prover)
{
    index_init(&prover->index, &prover->space);
}

static void prover_clear(struct prover *prover)
{
    search_clear(&prover->search);
    arena_free(&prover->arena);
}

static enum search_answer prove(struct prover *prover, enum plane plane, uint32_t rule,
                                uint32_t likely)
{
    return search_run(&prover->search, plane, rule, prover->start_addresses[rule], likely,
                      prover->single_only);
}

/* The planes in which a rule must be covered, those first in which it most likely is not. */
static uint32_t planes_of(const struct rule *rule, enum plane *planes)
{
    uint32_t count = 0;

    if (space_concerns(PLANE_TCP, rule))
        planes[count++] = PLANE_TCP;
    else if (space_concerns(PLANE_UDP, rule))
        planes[count++] = PLANE_UDP;
    else if (rule_is_url(rule))
        planes[count++] = PLANE_HTTP;
    if (space_concerns(PLANE_PASSTHROUGH, rule))
        planes[count++] = PLANE_PASSTHROUGH;
    if (rule->insecure && space_concerns(PLANE_INSECURE, rule))
        planes[count++] = PLANE_INSECURE;
    if (space_concerns(PLANE_NAME, rule))
        planes[count++] = PLANE_NAME;
    return count;
}

struct cover {
    uint32_t rules[SEARCH_COVER_MAX];
    uint32_t count;
};

static void cover_add(struct cover *cover, const uint32_t *rules, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool known = false;

        for (uint32_t j = 0; j < cover->count && !known; j++)
            known = cover->rules[j] == rules[i];
        if (!known && cover->count < SEARCH_COVER_MAX)
            cover->rules[cover->count++] = rules[i];
    }
}

static const uint32_t *cover_copy(const struct cover *cover, struct arena *arena)
{
    uint32_t *rules = ARENA_ARRAY(arena, uint32_t, cover->count ? cover->count : 1);

    memcpy(rules, cover->rules, cover->count * sizeof *rules);
    return rules;
}

/* Covered in every plane: removing it changes no answer. */
static enum search_answer prove_redundant(struct prover *prover, uint32_t rule, uint32_t likely,
                                          struct cover *cover)
{
    enum plane planes[PLANE_COUNT];
    uint32_t count = planes_of(&prover->space.rules->rules[rule], planes);
    enum search_answer answer = SEARCH_COVERED;

    cover->count = 0;
    for (uint32_t i = 0; i < count && answer == SEARCH_COVERED; i++) {
        answer = prove(prover, planes[i], rule, cover->count ? cover->rules[0] : likely);
        cover_add(cover, prover->search.cover, prover->search.cover_count);
    }
    if (answer == SEARCH_COVERED && prover->single_only && cover->count > 1)
        return SEARCH_UNKNOWN;
    return answer;
}

/* Does `rule` in turn cover the only rule that covers it? */
static bool is_mutual(struct prover *prover, uint32_t rule, uint32_t other)
{
    struct cover cover;

    return prove_redundant(prover, other, rule, &cover) == SEARCH_COVERED && cover.count == 1 &&
           cover.rules[0] == rule;
}

static void record(struct prover *prover, struct arena *arena, uint32_t rule,
                   const struct cover *cover, struct redundancy *item)
{
    *item = (struct redundancy){
        .rule = rule, .cover = cover_copy(cover, arena), .cover_count = cover->count};
    if (cover->count == 1 && !space_is_tired(&prover->space))
        item->mutual = is_mutual(prover, rule, cover->rules[0]);
    prover->space.removed[rule] = true;
}

/*
 * A cover that was itself removed afterwards is replaced by its own. Items stand in the order of
 * removal, so whatever covers the last one stays.
 */
static void resolve_covers(struct redundancy *items, uint32_t count, uint32_t rule_count,
                           struct arena *arena)
{
    const struct redundancy **removed = calloc(rule_count + 1, sizeof *removed);

    if (!removed)
        abort();
    for (uint32_t i = count; i-- > 0;) {
        struct cover cover = {0};

        for (uint32_t j = 0; j < items[i].cover_count; j++) {
            const struct redundancy *other = removed[items[i].cover[j]];

            if (other)
                cover_add(&cover, other->cover, other->cover_count);
            else
                cover_add(&cover, &items[i].cover[j], 1);
        }
        items[i].mutual = items[i].mutual && !removed[items[i].cover[0]];
        items[i].cover = cover_copy(&cover, arena);
        items[i].cover_count = cover.count;
        removed[items[i].rule] = &items[i];
    }
    free(removed);
}

static int by_rule(const void *a, const void *b)
{
    const struct redundancy *x = a, *y = b;

    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* What is not yet decided of one rule. */
enum standing { STANDING_OPEN, STANDING_NEEDED, STANDING_REMOVED };

struct finding {
    struct prover prover;
    enum standing *standings;
    struct redundancy *items; /* in the order of removal */
    uint32_t count;
};

/* From the last rule to the first, so that of two alike the first one stays. */
static void run_pass(struct finding *finding, struct arena *arena, bool single_only)
{
    struct prover *prover = &finding->prover;
    struct cover cover;

    prover->single_only = single_only;
    for (uint32_t i = prover->space.rules->count; i-- > 0;) {
        enum search_answer answer;

        if (finding->standings[i] != STANDING_OPEN || space_is_tired(&prover->space))
            continue;
        answer = prove_redundant(prover, i, UINT32_MAX, &cover);
        /* Alone among more rules is alone among fewer. */
        if (answer == SEARCH_ALONE)
            finding->standings[i] = STANDING_NEEDED;
        if (answer != SEARCH_COVERED)
            continue;
        record(prover, arena, i, &cover, &finding->items[finding->count++]);
        finding->standings[i] = STANDING_REMOVED;
    }
}

/* What says the same as an earlier rule needs no proof. From the last to the first, as above. */
static void remove_twins(struct finding *finding, struct arena *arena)
{
    struct prover *prover = &finding->prover;
    const uint32_t *firsts = twins_find(prover->space.rules, &prover->arena);

    for (uint32_t i = prover->space.rules->count; i-- > 0;) {
        const struct cover cover = {{firsts[i]}, 1};

        if (firsts[i] == i || finding->standings[i] != STANDING_OPEN)
            continue;
        finding->items[finding->count++] =
            (struct redundancy){i, cover_copy(&cover, arena), 1, .mutual = true};
        prover->space.removed[i] = true;
        finding->standings[i] = STANDING_REMOVED;
    }
}

static uint32_t count_open(const struct finding *finding, uint32_t rule_count)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < rule_count; i++)
        count += finding->standings[i] == STANDING_OPEN;
    return count;
}

void redundant_find(const struct ruleset *rules, struct arena *arena,
                    struct redundancies *ret_redundancies)
{
    struct finding *finding = calloc(1, sizeof *finding);
    struct redundancy *items;

    if (!finding)
        abort();
    prover_init(&finding->prover, rules);
    finding->standings = ARENA_ARRAY(&finding->prover.arena, enum standing, rules->count + 1);
    finding->items = items = ARENA_ARRAY(arena, struct redundancy, rules->count + 1);
    for (uint32_t i = 0; i < rules->count; i++)
        if (rules->rules[i].line == 0) /* built in: nothing that an author could remove */
            finding->standings[i] = STANDING_NEEDED;
    remove_twins(finding, arena);
    prover_start(&finding->prover);
    /* One that lies inside another is better news than one that many others tile. */
    run_pass(finding, arena, true);
    run_pass(finding, arena, false);
    resolve_covers(items, finding->count, rules->count, arena);
    qsort(items, finding->count, sizeof *items, by_rule);
    *ret_redundancies =
        (struct redundancies){items, finding->count, count_open(finding, rules->count)};
    prover_clear(&finding->prover);
    free(finding);
}

/* ---- witnesses ---- */

static enum question question_of(enum plane plane)
{
    switch (plane) {
    case PLANE_UDP:
        return QUESTION_UDP;
    case PLANE_HTTP:
        return QUESTION_HTTP;
    case PLANE_NAME:
        return QUESTION_DNS;
    case PLANE_PASSTHROUGH:
    case PLANE_INSECURE:
        return QUESTION_TLS;
    case PLANE_TCP:
    case PLANE_COUNT:
        break;
    }
    return QUESTION_TCP;
}

static const char *keep(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

static struct witness *copy_event(const struct search *search, struct arena *arena)
{
    struct witness *witness = ARENA_NEW(arena, struct witness);
    const struct process_facts *process = &search->process;
    const char **argv = ARENA_ARRAY(arena, const char *, process->argc + 1);

    for (uint32_t i = 0; i < process->argc; i++)
        argv[i] = keep(arena, process->argv[i]);
    *witness = (struct witness){
        .question = question_of(search->plane),
        .facts = search->facts,
        .process = {.exe = keep(arena, process->exe),
                    .argv = argv,
                    .argc = process->argc,
                    .cgroup = keep(arena, process->cgroup),
                    .step = keep(arena, process->step),
                    .action = keep(arena, process->action),
                    .image = keep(arena, process->image)},
    };
    witness->facts.host = keep(arena, search->facts.host);
    witness->facts.path = keep(arena, search->facts.path);
    witness->facts.process = &witness->process;
    return witness;
}

/* A resolver that this very process may ask. */
static bool choose_resolver(struct prover *prover, struct witness *witness)
{
    const struct ruleset *rules = prover->space.rules;

    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];

        if (!rule_is_address(rule) || !space_concerns(PLANE_UDP, rule))
            continue;
        witness->facts.dst_ip = rule->address;
        witness->facts.dst_port = rule->ports.count ? rule->ports.ports[0] : 53;
        if (space_matches(&prover->space, PLANE_UDP, i, &witness->facts))
            return true;
    }
    return false;
}

static struct witness *find_witness(struct prover *prover, uint32_t rule, struct arena *arena)
{
    enum plane planes[PLANE_COUNT];
    uint32_t count = planes_of(&prover->space.rules->rules[rule], planes);

    for (uint32_t i = 0; i < count; i++) {
        struct witness *witness;

        if (prove(prover, planes[i], rule, UINT32_MAX) != SEARCH_ALONE)
            continue;
        witness = copy_event(&prover->search, arena);
        if (planes[i] != PLANE_NAME || choose_resolver(prover, witness))
            return witness;
    }
    return NULL;
}

bool redundant_witness(const struct ruleset *rules, const struct redundancies *redundancies,
                       uint32_t rule, struct arena *arena, struct witness **ret_witness)
{
    struct prover *prover = malloc(sizeof *prover);
    struct witness *witness;

    if (!prover)
        abort();
    prover_init(prover, rules);
    for (uint32_t i = 0; i < redundancies->count; i++)
        prover->space.removed[redundancies->items[i].rule] = true;
    prover_start(prover);
    witness = prover->space.removed[rule] ? NULL : find_witness(prover, rule, arena);
    prover_clear(prover);
    free(prover);
    if (witness)
        *ret_witness = witness;
    return witness != NULL;
}
