/*
 * Finding a text in some patterns and outside others: first a few likely ones, then the product of
 * the automata, breadth first.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/lint/automaton.h"
#include "lang/lint/universe.h"
#include "lang/vm/utf8.h"

/* A pattern and whether the text is to match its elements. */
struct constraint {
    const struct pattern *pattern;
    bool wanted;
    uint32_t first_word; /* of its places in a state */
};

#define CONSTRAINTS_MAX 512
#define SYMBOLS_MAX 256
#define SYMBOL_TRIES 100 /* about as many characters are tried for a symbol */

struct product {
    enum pattern_universe universe;
    struct constraint constraints[CONSTRAINTS_MAX];
    uint32_t count;
    uint32_t words; /* of a state's places, all patterns together */
    uint32_t symbols[SYMBOLS_MAX];
    uint32_t symbol_count;
};

/* Writes up to 4 bytes; their number. */
static size_t utf8_write(uint32_t codepoint, char *bytes)
{
    size_t len = codepoint < 0x80 ? 1 : codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;

    if (len == 1 || codepoint >= UTF8_STRAY) {
        bytes[0] = (char)codepoint; /* UTF8_STRAY ends in two zero digits */
        return 1;
    }
    for (size_t i = len - 1; i > 0; i--, codepoint >>= 6)
        bytes[i] = (char)(0x80 | (codepoint & 0x3f));
    bytes[0] = (char)(0xf00 >> len | codepoint);
    return len;
}

/* RFC 1035 section 2.3.4. */
static bool fits_name(const char *host)
{
    size_t len = strlen(host);

    for (;;) {
        size_t label = strcspn(host, ".");

        if (label > 63)
            return false;
        if (!host[label])
            return len <= 253;
        host += label + 1;
    }
}

static bool universe_has(enum pattern_universe universe, const char *text)
{
    const char *end = text + strlen(text);
    uint8_t state = 0;

    if (universe == UNIVERSE_TEXT)
        return true;
    if (universe == UNIVERSE_HOST && !fits_name(text))
        return false;
    while (text < end && state != UNIVERSE_DEAD) {
        size_t len;
        uint32_t codepoint = utf8_read(text, (size_t)(end - text), &len);

        state = universe_step(universe, state, codepoint);
        text += len;
    }
    return state != UNIVERSE_DEAD && universe_accepts(universe, state);
}

static bool satisfies(const struct pattern_search *search, const char *text, uint64_t *work)
{
    for (uint32_t i = 0; i < search->wanted_count; i++)
        if (!pattern_matches_counting(search->wanted[i], text, work))
            return false;
    for (uint32_t i = 0; i < search->unwanted_count; i++)
        if (pattern_matches_counting(search->unwanted[i], text, work))
            return false;
    /* An address as a URL's host is no name, and yet what it is. */
    return universe_has(search->universe, text);
}

/* The first character of the universe's list that is in the set; 0: none. */
static char preferred(enum pattern_universe universe, const struct pattern *pattern,
                      uint32_t number)
{
    for (const char *c = universe_characters[universe]; *c; c++)
        if (element_has(pattern, number, (unsigned char)*c))
            return *c;
    return 0;
}

/* The pattern's text with each star replaced by `fill`; NULL where that cannot be written. */
static const char *filled(const struct pattern *pattern, enum pattern_universe universe,
                          const char *fill, struct arena *arena)
{
    size_t fill_len = strlen(fill), size = 1;
    char *text, *at;

    for (uint32_t i = 0; i < pattern->count; i++)
        size += pattern->elements[i].star ? fill_len : 4;
    if (size > PATTERN_TEXT_MAX)
        return NULL;
    at = text = arena_alloc(arena, size);
    for (uint32_t i = 0; i < pattern->count; i++) {
        const struct pattern_element *element = &pattern->elements[i];

        if (element->star) {
            memcpy(at, fill, fill_len);
            at += fill_len;
        } else if (fill_len && element->kind == PATTERN_ANY && i + 1 < pattern->count &&
                   element[1].star && element[1].kind == PATTERN_ANY) {
            continue; /* "one or more": the run is one already */
        } else if (element->kind == PATTERN_CHARACTER) {
            at += utf8_write(element->value, at);
        } else if (!(*at++ = preferred(universe, pattern, i))) {
            return NULL;
        }
    }
    *at = '\0';
    return text;
}

/* A text that comes to mind. NULL proves nothing. */
static const char *guess(const struct pattern_search *search, struct arena *arena, uint64_t *work)
{
    static const char *const fills[] = {"other", "", "x7", "a", "other2"};

    for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++) {
        const char *text = fills[i];
        uint32_t longest = 0;

        for (uint32_t j = 0; j < search->wanted_count && text; j++) {
            const struct pattern *pattern = search->wanted[j];

            if (pattern->negated || pattern->count < longest)
                continue;
            longest = pattern->count;
            text = filled(pattern, search->universe, fills[i], arena);
        }
        if (text && satisfies(search, text, work))
            return text;
    }
    return NULL;
}

/* A literal among the wanted settles it. */
static bool only_candidate(const struct pattern_search *search, const char **ret_text)
{
    for (uint32_t i = 0; i < search->wanted_count; i++) {
        if (search->wanted[i]->literal && !search->wanted[i]->negated) {
            *ret_text = search->wanted[i]->literal;
            return true;
        }
    }
    return false;
}

/* The characters of an element, but for one outside ASCII that it is by itself. */
static struct pattern_set set_of(const struct pattern *pattern,
                                 const struct pattern_element *element)
{
    struct pattern_set set = {{UINT64_MAX, UINT64_MAX}, true};

    if (element->kind == PATTERN_SET)
        return pattern->sets[element->value];
    if (element->kind == PATTERN_ANY_BUT)
        set.ascii[element->value >> 6] &= ~(UINT64_C(1) << (element->value & 63));
    return set;
}

static bool element_within(const struct pattern *inner, const struct pattern_element *element,
                           const struct pattern *outer, uint32_t number)
{
    struct pattern_set a, b;

    if (element->kind == PATTERN_CHARACTER)
        return element_has(outer, number, element->value);
    if (outer->elements[number].kind == PATTERN_CHARACTER)
        return false;
    a = set_of(inner, element);
    b = set_of(outer, &outer->elements[number]);
    return !(a.ascii[0] & ~b.ascii[0]) && !(a.ascii[1] & ~b.ascii[1]) && (!a.others || b.others);
}

/* The places of `outer` that every text of an element of `inner` leads to. */
static void step_over(const struct pattern *outer, const uint64_t *places,
                      const struct pattern *inner, const struct pattern_element *element,
                      uint64_t *next)
{
    for (uint32_t word = 0; word < pattern_words(outer); word++) {
        for (uint64_t bits = places[word]; bits; bits &= bits - 1) {
            uint32_t place = word * 64 + (uint32_t)__builtin_ctzll(bits);

            if (place == outer->count || !element_within(inner, element, outer, place))
                continue;
            if (outer->elements[place].star)
                pattern_add_place(outer, next, place);
            else if (!element->star)
                pattern_add_place(outer, next, place + 1);
        }
    }
}

#define WITHIN_WORDS 8 /* longer patterns go the long way */

/*
 * Whether `inner` lies in `outer`, as can be seen by walking along its elements: true is a proof,
 * false means nothing. It saves the long way where one wildcard lies plainly inside another.
 */
static bool plainly_within(const struct pattern *inner, const struct pattern *outer)
{
    uint64_t places[WITHIN_WORDS] = {0};

    if (inner->literal || outer->literal || inner->negated || outer->negated ||
        pattern_words(outer) > WITHIN_WORDS)
        return false;
    pattern_start(outer, places);
    for (uint32_t i = 0; i < inner->count; i++) {
        uint64_t next[WITHIN_WORDS] = {0};

        if (i == inner->early && !pattern_accepts(outer, places))
            return false;
        step_over(outer, places, inner, &inner->elements[i], next);
        memcpy(places, next, sizeof places);
    }
    return pattern_accepts(outer, places);
}

static bool plainly_empty(const struct pattern_search *search, uint64_t *work)
{
    for (uint32_t i = 0; i < search->wanted_count; i++)
        for (uint32_t j = 0; j < search->unwanted_count; j++) {
            *work += search->wanted[i]->count;
            if (plainly_within(search->wanted[i], search->unwanted[j]))
                return true;
        }
    return false;
}

static const struct pattern *spelled_out(const struct pattern *pattern, struct arena *arena)
{
    struct pattern *copy;
    struct pattern_element *elements;
    const char *text = pattern->literal;
    const char *end = text + strlen(text);

    copy = ARENA_NEW(arena, struct pattern);
    copy->early = UINT32_MAX;
    copy->negated = pattern->negated;
    copy->elements = elements = ARENA_ARRAY(arena, struct pattern_element, strlen(text) + 1);
    while (text < end) {
        size_t len;
        uint32_t codepoint = utf8_read(text, (size_t)(end - text), &len);

        elements[copy->count++] = (struct pattern_element){PATTERN_CHARACTER, false, codepoint};
        text += len;
    }
    return copy;
}

static bool product_add(struct product *product, const struct pattern *pattern, bool wanted,
                        struct arena *arena)
{
    struct constraint *constraint = &product->constraints[product->count];

    if (product->count == CONSTRAINTS_MAX)
        return false;
    if (pattern->literal)
        pattern = spelled_out(pattern, arena);
    *constraint = (struct constraint){pattern, wanted != pattern->negated, product->words};
    product->words += pattern_words(pattern);
    product->count++;
    return product->words <= PATTERN_PLACES_MAX / 64 + CONSTRAINTS_MAX;
}

/* Which elements have it and what the universe makes of it: equal for two characters, equal texts.
 */
static uint64_t signature(const struct product *product, uint32_t codepoint)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (uint32_t i = 0; i < product->count; i++) {
        const struct pattern *pattern = product->constraints[i].pattern;

        for (uint32_t j = 0; j < pattern->count; j++)
            hash = (hash ^ (1u + element_has(pattern, j, codepoint))) * UINT64_C(0x100000001b3);
    }
    for (uint8_t state = 0; state < 32; state++)
        hash = (hash ^ (2u + universe_step(product->universe, state, codepoint))) *
               UINT64_C(0x100000001b3);
    return hash;
}

static bool add_symbol(struct product *product, uint64_t *signatures, uint32_t codepoint)
{
    uint64_t own = signature(product, codepoint);

    for (uint32_t i = 0; i < product->symbol_count; i++)
        if (signatures[i] == own)
            return true;
    if (product->symbol_count == SYMBOLS_MAX)
        return false;
    signatures[product->symbol_count] = own;
    product->symbols[product->symbol_count++] = codepoint;
    return true;
}

/* One character for each that behaves differently. False: too many. */
static bool choose_symbols(struct product *product)
{
    uint64_t signatures[SYMBOLS_MAX];

    for (const char *c = universe_characters[product->universe]; *c; c++)
        if (!add_symbol(product, signatures, (unsigned char)*c))
            return false;
    if (product->universe != UNIVERSE_TEXT)
        return true;
    for (uint32_t i = 0; i < product->count; i++) {
        const struct pattern *pattern = product->constraints[i].pattern;

        for (uint32_t j = 0; j < pattern->count; j++)
            if (pattern->elements[j].kind == PATTERN_CHARACTER &&
                pattern->elements[j].value >= 0x80 &&
                !add_symbol(product, signatures, pattern->elements[j].value))
                return false;
    }
    /* One that no pattern names: a private-use character, unless somebody does name it. */
    return add_symbol(product, signatures, 0xfc) && add_symbol(product, signatures, 0x10fffd);
}

/* What is known of one state of the search. Its places follow the table, words a state. */
struct state {
    uint32_t parent;
    uint32_t symbol;
    uint8_t universe;
};

struct frontier {
    struct state *states;
    uint64_t *places;
    uint32_t *slots; /* hash table of state numbers + 1 */
    uint32_t slot_count;
    uint32_t count;
};

static bool accepting(const struct product *product, const struct state *state,
                      const uint64_t *places)
{
    if (!universe_accepts(product->universe, state->universe))
        return false;
    for (uint32_t i = 0; i < product->count; i++) {
        const struct constraint *constraint = &product->constraints[i];

        if (pattern_accepts(constraint->pattern, places + constraint->first_word) !=
            constraint->wanted)
            return false;
    }
    return true;
}

static uint64_t *state_places(const struct product *product, const struct frontier *frontier,
                              uint32_t number)
{
    return frontier->places + (size_t)number * product->words;
}

/* Keeps the state behind the last one if it is new. */
static void keep_if_new(const struct product *product, struct frontier *frontier)
{
    const uint64_t *places = state_places(product, frontier, frontier->count);
    uint8_t universe = frontier->states[frontier->count].universe;
    uint64_t hash = universe;

    for (uint32_t i = 0; i < product->words; i++)
        hash = (hash ^ places[i] ^ hash >> 29) * UINT64_C(0x9e3779b97f4a7c15);
    for (uint32_t slot = (uint32_t)(hash >> 40) % frontier->slot_count;;
         slot = (slot + 1) % frontier->slot_count) {
        uint32_t other = frontier->slots[slot];

        if (!other) {
            frontier->slots[slot] = ++frontier->count;
            return;
        }
        if (frontier->states[other - 1].universe == universe &&
            !memcmp(state_places(product, frontier, other - 1), places,
                    sizeof(uint64_t) * product->words))
            return;
    }
}

/* Where `symbol` leads from state `from`, put behind the last state; false: nowhere. */
static bool step(const struct product *product, struct frontier *frontier, uint32_t from,
                 uint32_t symbol)
{
    struct state *next = &frontier->states[frontier->count];
    uint64_t *places = state_places(product, frontier, frontier->count);

    next->universe = universe_step(product->universe, frontier->states[from].universe, symbol);
    if (next->universe == UNIVERSE_DEAD)
        return false;
    next->parent = from;
    next->symbol = symbol;
    memset(places, 0, sizeof(uint64_t) * product->words);
    for (uint32_t i = 0; i < product->count; i++) {
        const struct constraint *constraint = &product->constraints[i];
        const uint64_t *before = state_places(product, frontier, from) + constraint->first_word;

        if (!pattern_step(constraint->pattern, pattern_words(constraint->pattern), before, symbol,
                          places + constraint->first_word) &&
            constraint->wanted)
            return false;
    }
    return true;
}

static const char *read_back(const struct frontier *frontier, uint32_t number, struct arena *arena)
{
    size_t size = 1;
    char *text, *at;

    for (uint32_t i = number; i; i = frontier->states[i].parent)
        size += 4;
    text = arena_alloc(arena, size);
    at = text + size - 1;
    for (uint32_t i = number; i; i = frontier->states[i].parent) {
        char bytes[4];
        size_t len = utf8_write(frontier->states[i].symbol, bytes);

        at -= len;
        memcpy(at, bytes, len);
    }
    return at;
}

static enum pattern_answer explore(const struct product *product, struct frontier *frontier,
                                   struct arena *arena, const char **ret_text)
{
    for (uint32_t i = 0; i < product->count; i++)
        pattern_start(product->constraints[i].pattern,
                      frontier->places + product->constraints[i].first_word);
    frontier->count = 0;
    keep_if_new(product, frontier);
    for (uint32_t from = 0; from < frontier->count; from++) {
        if (accepting(product, &frontier->states[from], state_places(product, frontier, from))) {
            *ret_text = read_back(frontier, from, arena);
            return PATTERN_FOUND;
        }
        for (uint32_t i = 0; i < product->symbol_count; i++) {
            if (frontier->count == PATTERN_STATES_MAX)
                return PATTERN_UNKNOWN;
            if (step(product, frontier, from, product->symbols[i]))
                keep_if_new(product, frontier);
        }
    }
    return PATTERN_EMPTY;
}

static enum pattern_answer search_product(const struct product *product, struct arena *arena,
                                          uint64_t *work, const char **ret_text)
{
    struct frontier frontier = {.slot_count = 4 * PATTERN_STATES_MAX};
    enum pattern_answer answer;

    frontier.states = calloc(PATTERN_STATES_MAX + 1, sizeof *frontier.states);
    frontier.places = calloc(PATTERN_STATES_MAX + 1, sizeof(uint64_t) * (product->words + 1));
    frontier.slots = calloc(frontier.slot_count, sizeof *frontier.slots);
    if (!frontier.states || !frontier.places || !frontier.slots)
        abort();
    answer = explore(product, &frontier, arena, ret_text);
    *work += (uint64_t)frontier.count * (product->symbol_count + 1) * (product->words + 1);
    free(frontier.states);
    free(frontier.places);
    free(frontier.slots);
    return answer;
}

static bool any_opaque(const struct pattern_search *search)
{
    for (uint32_t i = 0; i < search->wanted_count; i++)
        if (search->wanted[i]->opaque)
            return true;
    for (uint32_t i = 0; i < search->unwanted_count; i++)
        if (search->unwanted[i]->opaque)
            return true;
    return false;
}

/* Elements of all its patterns: each is tried with every character that could be a symbol. */
static uint64_t product_size(const struct product *product)
{
    uint64_t size = 0;

    for (uint32_t i = 0; i < product->count; i++)
        size += product->constraints[i].pattern->count;
    return size;
}

enum pattern_answer pattern_find(const struct pattern_search *search, struct arena *arena,
                                 const char **ret_text)
{
    struct product *product;
    struct arena scratch = {0};
    enum pattern_answer answer = PATTERN_UNKNOWN;
    uint64_t uncounted = 0, *work = search->work ? search->work : &uncounted;
    bool fits = true;

    if (any_opaque(search))
        return PATTERN_UNKNOWN;
    if (only_candidate(search, ret_text))
        return satisfies(search, *ret_text, work) ? PATTERN_FOUND : PATTERN_EMPTY;
    if ((*ret_text = guess(search, arena, work)))
        return PATTERN_FOUND;
    if (plainly_empty(search, work))
        return PATTERN_EMPTY;
    product = ARENA_NEW(&scratch, struct product);
    product->universe = search->universe;
    for (uint32_t i = 0; i < search->wanted_count && fits; i++)
        fits = product_add(product, search->wanted[i], true, &scratch);
    for (uint32_t i = 0; i < search->unwanted_count && fits; i++)
        fits = product_add(product, search->unwanted[i], false, &scratch);
    *work += product_size(product) * SYMBOL_TRIES;
    if (fits && choose_symbols(product))
        answer = search_product(product, arena, work, ret_text);
    /* A name may have come out too long, or bytes have come together as another character. */
    if (answer == PATTERN_FOUND && !satisfies(search, *ret_text, work))
        answer = PATTERN_UNKNOWN;
    arena_free(&scratch);
    return answer;
}
