/*
 * The sets of texts that rules are made of (a glob, a host, a path, a literal) and one operation on
 * them: find a text that lies in some of them and outside others, or prove that there is none.
 * Everything exact that the lints say rests on it.
 *
 * A pattern is a row of elements, each one character of a set, or any run of them. That is a finite
 * automaton whose states are the places between elements; the product of several is searched
 * breadth first, so that a witness is short. Characters are code points; beyond those that some
 * pattern names, one stands for all the others.
 *
 * Ownership: patterns are arena memory; texts written without a wildcard are borrowed as they are.
 */
#ifndef EGRESS_LANG_LINT_PATTERN_H
#define EGRESS_LANG_LINT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"

enum pattern_kind {
    PATTERN_CHARACTER, /* `value`, a code point */
    PATTERN_ANY,
    PATTERN_ANY_BUT, /* `value`, which is ASCII */
    PATTERN_SET,     /* number `value` of the pattern's sets */
};

/* Small: a policy may have millions of them. */
struct pattern_element {
    uint8_t kind; /* enum pattern_kind */
    bool star;    /* any run of them, the empty one too; else exactly one */
    uint32_t value;
};

struct pattern_set {
    uint64_t ascii[2]; /* bit n: character n is in it */
    bool others;       /* so is every character outside ASCII */
};

struct pattern {
    const char *literal; /* not NULL: the only text in it; then there are no elements */
    const struct pattern_element *elements;
    const struct pattern_set *sets;
    uint32_t count;
    uint32_t early; /* a text may also end before this element; UINT32_MAX: none */
    bool opaque;    /* holds what no element can say; nothing is found out about it */
    bool negated;   /* what is in it is what the elements do not match */
};

/* What texts are possible at all. */
enum pattern_universe {
    UNIVERSE_TEXT, /* any */
    UNIVERSE_HOST, /* labels joined by dots */
    UNIVERSE_PATH, /* a path as lang/decide/url.h leaves it */
    UNIVERSE_COUNT
};

const struct pattern *pattern_of_host(struct arena *arena, const struct host_pattern *host);
const struct pattern *pattern_of_path(struct arena *arena, const struct path_pattern *path);
const struct pattern *pattern_of_attribute(struct arena *arena, const struct attribute *attribute);

bool pattern_matches(const struct pattern *pattern, const char *text);

/* The same; the steps that it took are added to *work. */
bool pattern_matches_counting(const struct pattern *pattern, const char *text, uint64_t *work);

enum pattern_answer {
    PATTERN_FOUND,   /* *ret_text is such a text */
    PATTERN_EMPTY,   /* there is none: proved */
    PATTERN_UNKNOWN, /* more than PATTERN_STATES_MAX states or PATTERN_PLACES_MAX places */
};

/* Together they bound one search to some megabytes and milliseconds. */
#define PATTERN_STATES_MAX 4096
#define PATTERN_PLACES_MAX 2048
#define PATTERN_TEXT_MAX 8192 /* bytes of a text found */

/* In all of `wanted`, in none of `unwanted`. The text is memory of `arena`, or borrowed. */
struct pattern_search {
    enum pattern_universe universe;
    const struct pattern *const *wanted;
    uint32_t wanted_count;
    const struct pattern *const *unwanted;
    uint32_t unwanted_count;
    uint64_t *work; /* what it costs is added, in about the same steps; NULL: nobody asks */
};

enum pattern_answer pattern_find(const struct pattern_search *search, struct arena *arena,
                                 const char **ret_text);

#endif
