#include "lang/lint/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "lang/lint/automaton.h"
#include "lang/vm/utf8.h"

/* A pattern being put together. */
struct draft {
    struct pattern *pattern;
    struct pattern_element *elements;
    struct pattern_set *sets;
    uint32_t set_count;
};

static struct draft draft_new(struct arena *arena, size_t capacity, size_t set_capacity)
{
    struct draft draft = {.pattern = ARENA_NEW(arena, struct pattern)};

    draft.elements = ARENA_ARRAY(arena, struct pattern_element, capacity);
    draft.sets = ARENA_ARRAY(arena, struct pattern_set, set_capacity);
    draft.pattern->early = UINT32_MAX;
    draft.pattern->elements = draft.elements;
    draft.pattern->sets = draft.sets;
    return draft;
}

static void draft_add(struct draft *draft, enum pattern_kind kind, bool star, uint32_t value)
{
    draft->elements[draft->pattern->count++] = (struct pattern_element){(uint8_t)kind, star, value};
}

/* Any character but `except` (0: none), or any run of them. */
static void draft_any(struct draft *draft, bool star, char except)
{
    draft_add(draft, except ? PATTERN_ANY_BUT : PATTERN_ANY, star, (unsigned char)except);
}

static void draft_one(struct draft *draft, uint32_t codepoint)
{
    draft_add(draft, PATTERN_CHARACTER, false, codepoint);
}

static void set_add(struct pattern_set *set, unsigned char c)
{
    set->ascii[c >> 6] |= UINT64_C(1) << (c & 63);
}

static void draft_text(struct draft *draft, const char *text, size_t len_bytes)
{
    const char *end = text + len_bytes;

    while (text < end) {
        size_t len;

        draft_one(draft, utf8_read(text, (size_t)(end - text), &len));
        text += len;
    }
}

/* A label or segment in which only '*' is special. */
static void draft_stars_and_text(struct draft *draft, const char *text, char except)
{
    while (*text) {
        size_t plain = strcspn(text, "*");

        draft_text(draft, text, plain);
        text += plain;
        if (*text == '*') {
            draft_any(draft, true, except);
            text++;
        }
    }
}

/* "[abc]", "[a-z]", "[!a]"; the front end lets only ASCII pass. Returns what is behind. */
static const char *draft_set(struct draft *draft, const char *text)
{
    struct pattern_set *set = &draft->sets[draft->set_count];
    bool negated = text[1] == '!';
    const char *at = text + 1 + negated;

    do {
        unsigned char first = (unsigned char)*at++;
        unsigned char last = first;

        if (at[0] == '-' && at[1] && at[1] != ']') {
            last = (unsigned char)at[1];
            at += 2;
        }
        draft->pattern->opaque |= first >= 0x80 || last >= 0x80;
        for (unsigned c = first; c <= last && c < 0x80; c++)
            set_add(set, (unsigned char)c);
    } while (*at && *at != ']');
    if (negated)
        *set = (struct pattern_set){{~set->ascii[0], ~set->ascii[1]}, true};
    draft_add(draft, PATTERN_SET, false, draft->set_count++);
    return *at ? at + 1 : at;
}

static const struct pattern *pattern_literal(struct arena *arena, const char *text)
{
    struct pattern *pattern = ARENA_NEW(arena, struct pattern);

    pattern->literal = text;
    pattern->early = UINT32_MAX;
    return pattern;
}

static const char *address_text(struct arena *arena, uint32_t address)
{
    return arena_printf(arena, "%u.%u.%u.%u", address >> 24, address >> 16 & 255,
                        address >> 8 & 255, address & 255);
}

const struct pattern *pattern_of_host(struct arena *arena, const struct host_pattern *host)
{
    struct draft draft;

    if (host->form == HOST_EXACT)
        return pattern_literal(arena, host->suffix);
    if (host->form == HOST_ADDRESS)
        return pattern_literal(arena, address_text(arena, host->address));
    draft = draft_new(arena, strlen(host->suffix) + (host->label ? strlen(host->label) : 0) + 8, 0);
    if (host->form != HOST_LABEL) {
        draft_any(&draft, false, 0);
        draft_any(&draft, true, 0);
        draft_one(&draft, '.');
    }
    if (host->form != HOST_SUBDOMAINS) {
        draft_stars_and_text(&draft, host->label, '.');
        draft_one(&draft, '.');
    }
    draft_text(&draft, host->suffix, strlen(host->suffix));
    return draft.pattern;
}

static const char *literal_path(struct arena *arena, const struct path_pattern *path)
{
    const char *text = path->count ? "" : "/";

    for (uint32_t i = 0; i < path->count; i++)
        text = arena_printf(arena, "%s/%s", text, path->segments[i]);
    return text;
}

const struct pattern *pattern_of_path(struct arena *arena, const struct path_pattern *path)
{
    bool wild = path->any_tail;
    size_t len = 8;
    struct draft draft;

    for (uint32_t i = 0; i < path->count; i++) {
        wild |= strchr(path->segments[i], '*') != NULL;
        len += strlen(path->segments[i]) + 2;
    }
    if (!wild)
        return pattern_literal(arena, literal_path(arena, path));
    draft = draft_new(arena, len, 0);
    for (uint32_t i = 0; i < path->count; i++) {
        draft_one(&draft, '/');
        if (!strcmp(path->segments[i], "*"))
            draft_any(&draft, false, '/');
        draft_stars_and_text(&draft, path->segments[i], '/');
    }
    if (path->any_tail) {
        if (path->count)
            draft.pattern->early = draft.pattern->count;
        draft_one(&draft, '/');
        draft_any(&draft, true, 0);
    }
    return draft.pattern;
}

static const struct pattern *pattern_docker(struct arena *arena, bool negated)
{
    static const char word[] = "docker";
    struct draft draft = draft_new(arena, sizeof word + 1, sizeof word);

    draft_any(&draft, true, 0);
    for (const char *c = word; *c; c++) {
        set_add(&draft.sets[draft.set_count], (unsigned char)*c);
        set_add(&draft.sets[draft.set_count], (unsigned char)(*c - 'a' + 'A'));
        draft_add(&draft, PATTERN_SET, false, draft.set_count++);
    }
    draft_any(&draft, true, 0);
    draft.pattern->negated = negated;
    return draft.pattern;
}

static size_t count_of(const char *text, char c)
{
    size_t count = 0;

    for (; *text; text++)
        count += *text == c;
    return count;
}

static bool is_set(const char *text)
{
    const char *first = text + 1 + (text[1] == '!');

    return *first && strchr(first + 1, ']');
}

const struct pattern *pattern_of_attribute(struct arena *arena, const struct attribute *attribute)
{
    const char *text = attribute->value;
    struct draft draft;

    if (attribute->match == MATCH_CGROUP_DOCKER || attribute->match == MATCH_CGROUP_HOST)
        return pattern_docker(arena, attribute->match == MATCH_CGROUP_HOST);
    if (attribute->match == MATCH_LITERAL || !text[strcspn(text, "*?[")])
        return pattern_literal(arena, text);
    draft = draft_new(arena, strlen(text), count_of(text, '['));
    while (*text) {
        size_t plain = strcspn(text, "*?[");

        draft_text(&draft, text, plain);
        text += plain;
        if (*text == '[' && is_set(text)) {
            text = draft_set(&draft, text);
        } else if (*text == '*') {
            draft_any(&draft, true, 0);
            text++;
        } else if (*text) {
            if (*text == '?')
                draft_any(&draft, false, 0);
            else
                draft_one(&draft, '[');
            text++;
        }
    }
    return draft.pattern;
}

#define PLACES_PER_STEP 4 /* so many more cost about as much again */

/*
 * `places` has the places a text read so far may have led to, `next` room for as many; both zeroed.
 * Most patterns' places are one word, and with `words` known to be 1 the compiler makes it so.
 */
static inline bool walk(const struct pattern *pattern, const char *text, uint32_t words,
                        uint64_t *places, uint64_t *next, uint64_t *work)
{
    const char *end = text + strlen(text);

    pattern_start(pattern, places);
    while (text < end) {
        uint64_t *read = places;
        size_t len;
        uint32_t codepoint = utf8_read(text, (size_t)(end - text), &len);

        *work += 1 + (uint64_t)__builtin_popcountll(*places) / PLACES_PER_STEP;
        if (!pattern_step(pattern, words, places, codepoint, next))
            return false;
        places = next;
        next = memset(read, 0, words * sizeof *read);
        text += len;
    }
    return pattern_accepts(pattern, places);
}

/* A value may be as long as a line, so its places have no bound of their own. */
static bool long_elements_match(const struct pattern *pattern, const char *text, uint64_t *work)
{
    uint32_t words = pattern_words(pattern);
    uint64_t *places = calloc(2 * (size_t)words, sizeof *places);
    uint64_t steps = 0;
    bool matches;

    if (!places)
        abort();
    matches = walk(pattern, text, words, places, places + words, &steps);
    *work += (steps + 1) * words;
    free(places);
    return matches;
}

static bool elements_match(const struct pattern *pattern, const char *text, uint64_t *work)
{
    uint64_t places = 0, next = 0;

    return pattern_words(pattern) == 1 ? walk(pattern, text, 1, &places, &next, work)
                                       : long_elements_match(pattern, text, work);
}

bool pattern_matches_counting(const struct pattern *pattern, const char *text, uint64_t *work)
{
    if (pattern->literal)
        return !strcmp(pattern->literal, text) != pattern->negated;
    return elements_match(pattern, text, work) != pattern->negated;
}

bool pattern_matches(const struct pattern *pattern, const char *text)
{
    uint64_t work = 0;

    return pattern_matches_counting(pattern, text, &work);
}
