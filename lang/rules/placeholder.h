/*
 * Inside lang/rules: {owner} and {repo}. They are replaced before the text is parsed; places are
 * mapped back to the text as written. Without a value a name of the same length stands in, so that
 * the line can be checked all the same.
 */
#ifndef EGRESS_LANG_RULES_PLACEHOLDER_H
#define EGRESS_LANG_RULES_PLACEHOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/offset_map.h"
#include "lang/source/span.h"

struct repository {
    const char *owner; /* arena */
    const char *repo;
};

/* "OWNER/REPO", in characters that mean nothing in a policy. false: it is none. */
bool repository_parse(struct arena *arena, const char *text, struct repository *ret_repository);

struct expansion {
    const char *text;  /* to be parsed; arena, with a NUL */
    const char *shown; /* the same length, to be quoted: differs only in stand-ins */
    uint32_t len_bytes;
    struct offset_map map; /* to the text as written; empty: nothing was replaced */
    struct span *open;     /* placeholders that have no value, in order */
    uint32_t open_count;
    struct span first; /* the first placeholder of all, as written; empty: none */
};

/* repository NULL: no values. false: the result would be larger than max_bytes. */
bool placeholders_expand(struct arena *arena, const char *text, size_t len_bytes,
                         const struct repository *repository, size_t max_bytes,
                         struct expansion *ret_expansion);

#endif
