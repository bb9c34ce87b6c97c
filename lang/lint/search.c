#include "lang/lint/search.h"

#include <string.h>

#define FEW_HITS 4
#define HITS_MAX 32
#define RUNS_PER_SCRATCH 1024 /* each takes some hundred bytes */

void search_init(struct search *search, struct space *space, struct index *index)
{
    memset(search, 0, sizeof *search);
    search->space = space;
    search->index = index;
}

void search_clear(struct search *search)
{
    arena_free(&search->scratch);
}

static const struct rule *own_rule(const struct search *search)
{
    return &search->space->rules->rules[search->rule];
}

static enum pattern_universe universe_of(uint32_t dimension)
{
    return dimension == DIMENSION_HOST   ? UNIVERSE_HOST
           : dimension == DIMENSION_PATH ? UNIVERSE_PATH
                                         : UNIVERSE_TEXT;
}

/* The event's facts from the values of its dimensions. */
static void assemble(struct search *search)
{
    const struct dimension_state *texts = search->texts;

    search->facts.host = texts[DIMENSION_HOST].value;
    search->facts.path = texts[DIMENSION_PATH].value;
    search->process.exe = texts[DIMENSION_EXE].value;
    search->process.cgroup = texts[DIMENSION_CGROUP].value;
    search->process.step = texts[DIMENSION_STEP].value;
    search->process.action = texts[DIMENSION_ACTION].value;
    search->process.image = texts[DIMENSION_IMAGE].value;
    for (uint32_t i = 0; i < search->process.argc; i++)
        search->argv[i] = texts[DIMENSION_ARGS + i].value;
    search->process.argv = search->argv;
    search->facts.process = &search->process;
}

static enum pattern_answer pick_text(struct search *search, uint32_t dimension)
{
    struct dimension_state *state = &search->texts[dimension];
    const struct pattern_search query = {
        .universe = universe_of(dimension),
        .wanted = state->wanted,
        .wanted_count = state->wanted_count,
        .unwanted = state->unwanted,
        .unwanted_count = state->unwanted_count,
        .work = &search->space->work,
    };

    return pattern_find(&query, &search->scratch, &state->value);
}

/* The first address of the rule that no unwanted one has, the current one before all others. */
static enum pattern_answer pick_address(struct search *search)
{
    const struct rule *rule = own_rule(search);
    uint32_t mask = rule_is_address(rule) ? prefix_mask(rule->prefix_len) : 0;
    uint32_t base = rule_is_address(rule) ? rule->address : 0;
    uint32_t address = search->facts.dst_ip;
    bool wrapped = false;

    for (uint32_t i = 0; i < search->unwanted_address_count;) {
        const struct rule *other = search->unwanted_addresses[i++];
        uint32_t other_mask = prefix_mask(other->prefix_len);

        search->space->work++;
        if ((address & other_mask) != other->address)
            continue;
        i = 0;
        if ((other->address | ~other_mask) >= (base | ~mask)) {
            if (wrapped)
                return PATTERN_EMPTY;
            wrapped = true;
            address = base;
        } else {
            address = (other->address | ~other_mask) + 1;
        }
    }
    search->facts.dst_ip = address;
    return PATTERN_FOUND;
}

static void avoid_ports(struct search *search, const struct port_list *ports)
{
    for (uint32_t i = 0; i < ports->count; i++)
        search->port_unwanted[ports->ports[i]]++;
    search->unwanted_ports[search->unwanted_port_count++] = ports;
    search->space->work += ports->count;
}

/* The last ones again, down to so many lists. */
static void forget_ports(struct search *search, uint32_t count)
{
    while (search->unwanted_port_count > count) {
        const struct port_list *ports = search->unwanted_ports[--search->unwanted_port_count];

        for (uint32_t i = 0; i < ports->count; i++)
            search->port_unwanted[ports->ports[i]]--;
    }
}

static enum pattern_answer pick_port(struct search *search)
{
    const struct port_list *own = &own_rule(search)->ports;

    for (uint32_t i = 0; i < own->count; i++) {
        if (!search->port_unwanted[own->ports[i]]) {
            search->facts.dst_port = own->ports[i];
            return PATTERN_FOUND;
        }
    }
    if (own->count)
        return PATTERN_EMPTY;
    search->facts.dst_port = search->space->free_port;
    for (uint32_t port = 1; search->port_unwanted[search->facts.dst_port]; port++) {
        if (port == 65536)
            return PATTERN_EMPTY;
        search->facts.dst_port = (uint16_t)port;
    }
    return PATTERN_FOUND;
}

static void want(struct search *search, uint32_t dimension, const struct pattern *pattern)
{
    struct dimension_state *state = &search->texts[dimension];

    state->used = true;
    state->wanted[state->wanted_count++] = pattern;
}

static uint32_t dimension_of(enum attribute_key key)
{
    static const uint8_t dimensions[ATTRIBUTE_KEY_COUNT] = {
        [ATTRIBUTE_EXE] = DIMENSION_EXE,     [ATTRIBUTE_CGROUP] = DIMENSION_CGROUP,
        [ATTRIBUTE_STEP] = DIMENSION_STEP,   [ATTRIBUTE_ACTION] = DIMENSION_ACTION,
        [ATTRIBUTE_IMAGE] = DIMENSION_IMAGE,
    };
    return dimensions[key];
}

/*
 * argv as short as the rule allows, with the element that `arg` asks for at `arg_at`. False if it
 * would be too long.
 */
static bool want_process(struct search *search, uint32_t arg_at)
{
    const struct rule *rule = own_rule(search);
    const struct shape *shape = space_shape(search->space, search->rule);
    uint32_t argc = 0;

    for (uint32_t i = 0; i < rule->attribute_count; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        bool in_argv = attribute->key == ATTRIBUTE_ARG || attribute->key == ATTRIBUTE_ARG_AT;
        uint32_t at = attribute->key == ATTRIBUTE_ARG ? arg_at : attribute->index;

        if (in_argv && at >= SEARCH_ARGS_MAX)
            return false;
        if (in_argv && at >= argc)
            argc = at + 1;
        want(search, in_argv ? DIMENSION_ARGS + at : dimension_of(attribute->key),
             shape->attributes[i]);
    }
    for (uint32_t i = 0; i < argc; i++)
        search->texts[DIMENSION_ARGS + i].used = true;
    search->process.argc = argc;
    return true;
}

/* The first event. Empty: there is none with the element of `arg` there. */
static enum pattern_answer begin(struct search *search, uint32_t start_address, uint32_t arg_at)
{
    const struct rule *rule = own_rule(search);
    const struct shape *shape = space_shape(search->space, search->rule);

    for (uint32_t i = 0; i < DIMENSION_COUNT; i++) {
        search->texts[i].used = false;
        search->texts[i].wanted_count = search->texts[i].unwanted_count = 0;
        search->texts[i].value = NULL;
    }
    search->unwanted_address_count = search->unwanted_methods = 0;
    forget_ports(search, 0);
    search->depth = 0;
    search->facts = (struct facts){
        .dst_ip = rule_is_address(rule) ? start_address : search->space->free_address,
        .scheme = rule->scheme,
        .method = rule->methods & -rule->methods,
    };
    search->process = (struct process_facts){0};
    if (shape->host)
        want(search, DIMENSION_HOST, shape->host);
    if (search->plane == PLANE_HTTP)
        want(search, DIMENSION_PATH, shape->path);
    if (!want_process(search, arg_at))
        return PATTERN_UNKNOWN;
    pick_port(search);
    for (uint32_t i = 0; i < DIMENSION_COUNT; i++) {
        enum pattern_answer answer = search->texts[i].used ? pick_text(search, i) : PATTERN_FOUND;

        if (answer != PATTERN_FOUND)
            return answer;
    }
    assemble(search);
    return PATTERN_FOUND;
}

/* One condition of a rule by which an event may stay out of it. */
enum escape_kind {
    ESCAPE_TEXT,
    ESCAPE_ANY_ARGUMENT, /* no element of argv may match */
    ESCAPE_ADDRESS,
    ESCAPE_PORT,
    ESCAPE_METHOD,
};

struct escape {
    enum escape_kind kind;
    uint32_t dimension;
    const struct pattern *pattern;
};

#define ESCAPES_MAX 40 /* of the front end's 32 attributes, and the others */

static uint32_t list_attribute_escapes(const struct rule *rule, const struct shape *shape,
                                       struct escape *escapes)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < rule->attribute_count && count < ESCAPES_MAX - 5; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        struct escape escape = {ESCAPE_TEXT, 0, shape->attributes[i]};

        if (attribute->key == ATTRIBUTE_ARG)
            escape.kind = ESCAPE_ANY_ARGUMENT;
        else if (attribute->key == ATTRIBUTE_ARG_AT)
            escape.dimension = DIMENSION_ARGS + attribute->index;
        else
            escape.dimension = dimension_of(attribute->key);
        escapes[count++] = escape;
    }
    return count;
}

/* The conditions of a rule that matches the event, in the order in which they are best tried. */
static uint32_t list_escapes(struct search *search, uint32_t number, struct escape *escapes)
{
    const struct rule *rule = &search->space->rules->rules[number];
    const struct shape *shape = space_shape(search->space, number);
    uint32_t count = list_attribute_escapes(rule, shape, escapes);

    if (shape->host)
        escapes[count++] = (struct escape){ESCAPE_TEXT, DIMENSION_HOST, shape->host};
    if (shape->path && search->plane == PLANE_HTTP) {
        escapes[count++] = (struct escape){ESCAPE_TEXT, DIMENSION_PATH, shape->path};
        escapes[count++] = (struct escape){ESCAPE_METHOD, 0, NULL};
    }
    if (rule_is_address(rule))
        escapes[count++] = (struct escape){ESCAPE_ADDRESS, 0, NULL};
    if (search->plane != PLANE_NAME && rule->ports.count)
        escapes[count++] = (struct escape){ESCAPE_PORT, 0, NULL};
    return count;
}

/* What an escape changes, to be put back. */
struct undo {
    struct facts facts;
    uint32_t unwanted_methods;
    const char *values[SEARCH_ARGS_MAX];
};

static enum pattern_answer pick_method(struct search *search)
{
    uint32_t left = own_rule(search)->methods & ~search->unwanted_methods;

    search->facts.method = left & -left;
    return left ? PATTERN_FOUND : PATTERN_EMPTY;
}

static enum pattern_answer avoid_text(struct search *search, uint32_t dimension,
                                      const struct pattern *pattern)
{
    struct dimension_state *state = &search->texts[dimension];

    if (!state->used)
        return PATTERN_FOUND; /* an unknown fact matches nothing */
    state->unwanted[state->unwanted_count++] = pattern;
    return pick_text(search, dimension);
}

static enum pattern_answer avoid_in_argv(struct search *search, const struct pattern *pattern)
{
    enum pattern_answer answer = PATTERN_FOUND;

    for (uint32_t i = 0; i < search->process.argc; i++) {
        enum pattern_answer own = avoid_text(search, DIMENSION_ARGS + i, pattern);

        if (own != PATTERN_FOUND && answer != PATTERN_EMPTY)
            answer = own;
    }
    return answer;
}

/* Moves the event out of the rule by that condition, if there is a way. */
static enum pattern_answer apply(struct search *search, const struct escape *escape,
                                 uint32_t number)
{
    const struct rule *rule = &search->space->rules->rules[number];

    switch (escape->kind) {
    case ESCAPE_TEXT:
        return avoid_text(search, escape->dimension, escape->pattern);
    case ESCAPE_ANY_ARGUMENT:
        return avoid_in_argv(search, escape->pattern);
    case ESCAPE_ADDRESS:
        search->unwanted_addresses[search->unwanted_address_count++] = rule;
        return pick_address(search);
    case ESCAPE_PORT:
        avoid_ports(search, &rule->ports);
        return pick_port(search);
    case ESCAPE_METHOD:
        search->unwanted_methods |= rule->methods;
        return pick_method(search);
    }
    return PATTERN_UNKNOWN;
}

static void save(const struct search *search, const struct escape *escape, struct undo *undo)
{
    undo->facts = search->facts;
    undo->unwanted_methods = search->unwanted_methods;
    if (escape->kind == ESCAPE_TEXT)
        undo->values[0] = search->texts[escape->dimension].value;
    for (uint32_t i = 0; escape->kind == ESCAPE_ANY_ARGUMENT && i < search->process.argc; i++)
        undo->values[i] = search->texts[DIMENSION_ARGS + i].value;
}

static void forget(struct dimension_state *state, const char *value)
{
    if (!state->used)
        return;
    state->unwanted_count--;
    state->value = value;
}

static void restore(struct search *search, const struct escape *escape, const struct undo *undo)
{
    search->facts = undo->facts;
    search->unwanted_methods = undo->unwanted_methods;
    if (escape->kind == ESCAPE_TEXT)
        forget(&search->texts[escape->dimension], undo->values[0]);
    for (uint32_t i = 0; escape->kind == ESCAPE_ANY_ARGUMENT && i < search->process.argc; i++)
        forget(&search->texts[DIMENSION_ARGS + i], undo->values[i]);
    search->unwanted_address_count -= escape->kind == ESCAPE_ADDRESS;
    forget_ports(search, search->unwanted_port_count - (escape->kind == ESCAPE_PORT));
    assemble(search);
}

/* Does the rule match all that is left of the own one? */
static bool covers_alone(struct search *search, uint32_t number)
{
    struct escape escapes[ESCAPES_MAX];
    uint32_t count = list_escapes(search, number, escapes);
    bool covers = true;

    for (uint32_t i = 0; i < count && covers; i++) {
        struct undo undo;

        save(search, &escapes[i], &undo);
        covers = apply(search, &escapes[i], number) == PATTERN_EMPTY;
        restore(search, &escapes[i], &undo);
    }
    return covers;
}

static void add_cover(struct search *search, uint32_t number)
{
    for (uint32_t i = 0; i < search->cover_count; i++)
        if (search->cover[i] == number)
            return;
    if (search->cover_count < SEARCH_COVER_MAX)
        search->cover[search->cover_count++] = number;
}

static enum search_answer descend(struct search *search);

static enum search_answer try_escape(struct search *search, const struct escape *escape,
                                     uint32_t hit)
{
    enum search_answer answer = SEARCH_UNKNOWN;
    enum pattern_answer moved;
    struct undo undo;

    save(search, escape, &undo);
    moved = apply(search, escape, hit);
    if (moved == PATTERN_EMPTY) {
        answer = SEARCH_COVERED;
    } else if (moved == PATTERN_FOUND) {
        assemble(search);
        search->depth++;
        answer = descend(search);
        search->depth--;
    }
    if (answer != SEARCH_ALONE)
        restore(search, escape, &undo);
    return answer;
}

/* With the fewest conditions: the fewest ways to branch. */
static uint32_t choose_hit(struct search *search, const uint32_t *hits, uint32_t count)
{
    uint32_t best = hits[0], best_escapes = UINT32_MAX;

    for (uint32_t i = 0; i < count; i++) {
        struct escape escapes[ESCAPES_MAX];
        uint32_t own = list_escapes(search, hits[i], escapes);

        if (own < best_escapes) {
            best = hits[i];
            best_escapes = own;
        }
    }
    return best;
}

/* The event as it stands: alone, or moved away from one of those that match it too. */
static enum search_answer descend(struct search *search)
{
    enum search_answer answer = SEARCH_COVERED;
    struct escape escapes[ESCAPES_MAX];
    uint32_t hits[4];
    uint32_t hit, count;

    if (search->depth == SEARCH_DEPTH_MAX - 1 || ++search->tries > SEARCH_TRIES_MAX ||
        space_is_tired(search->space))
        return SEARCH_UNKNOWN;
    count = index_query(search->index, search->plane, &search->facts, search->rule, hits, 4);
    if (!count)
        return SEARCH_ALONE;
    hit = choose_hit(search, hits, count);
    add_cover(search, hit);
    count = list_escapes(search, hit, escapes);
    for (uint32_t i = 0; i < count; i++) {
        enum search_answer own = try_escape(search, &escapes[i], hit);

        if (own == SEARCH_ALONE)
            return own;
        if (own == SEARCH_UNKNOWN)
            answer = own;
        if (search->tries > SEARCH_TRIES_MAX)
            return SEARCH_UNKNOWN;
    }
    return answer;
}

static bool asks_for_argument(const struct rule *rule)
{
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        if (rule->attributes[i].key == ATTRIBUTE_ARG)
            return true;
    return false;
}

/* Before branching: one rule that covers all by itself is what a reader wants to hear of. */
static bool find_single_cover(struct search *search, const uint32_t *hits, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (covers_alone(search, hits[i])) {
            search->cover[0] = hits[i];
            search->cover_count = 1;
            return true;
        }
    }
    return false;
}

/* Every place in argv where the element may stand that `arg` asks for; behind the last index that
 * any rule names, one is as good as the next. */
static enum search_answer run_over_argv(struct search *search, uint32_t start_address)
{
    uint32_t last = search->space->args_max + 1;
    enum search_answer answer = SEARCH_COVERED;

    if (last >= SEARCH_ARGS_MAX)
        return SEARCH_UNKNOWN;
    for (uint32_t at = 0; at <= last; at++) {
        enum pattern_answer begun = begin(search, start_address, at);
        enum search_answer own = begun == PATTERN_FOUND   ? descend(search)
                                 : begun == PATTERN_EMPTY ? SEARCH_COVERED
                                                          : SEARCH_UNKNOWN;

        if (own == SEARCH_ALONE)
            return own;
        if (own == SEARCH_UNKNOWN)
            answer = own;
    }
    return search->cover_count ? answer : SEARCH_UNKNOWN;
}

enum search_answer search_run(struct search *search, enum plane plane, uint32_t rule,
                              uint32_t start_address, uint32_t likely, bool single_only)
{
    uint32_t hits[HITS_MAX];
    uint32_t count;

    if (search->tries > 64 || ++search->runs % RUNS_PER_SCRATCH == 0)
        arena_free(&search->scratch);
    search->plane = plane;
    search->rule = rule;
    search->tries = 0;
    search->cover_count = 0;
    if (asks_for_argument(own_rule(search))) {
        enum search_answer answer = run_over_argv(search, start_address);

        return answer == SEARCH_COVERED && single_only && search->cover_count > 1 ? SEARCH_UNKNOWN
                                                                                  : answer;
    }
    /* A rule without an event is none that others cover. */
    if (begin(search, start_address, 0) != PATTERN_FOUND)
        return SEARCH_UNKNOWN;
    if (likely != UINT32_MAX && !search->space->removed[likely] &&
        space_matches(search->space, plane, likely, &search->facts) &&
        find_single_cover(search, &likely, 1))
        return SEARCH_COVERED;
    count = index_query(search->index, plane, &search->facts, rule, hits, FEW_HITS);
    if (!count)
        return SEARCH_ALONE;
    if (find_single_cover(search, hits, count))
        return SEARCH_COVERED;
    if (count == FEW_HITS) {
        count = index_query(search->index, plane, &search->facts, rule, hits, HITS_MAX);
        if (find_single_cover(search, hits, count))
            return SEARCH_COVERED;
    }
    return single_only ? SEARCH_UNKNOWN : descend(search);
}
