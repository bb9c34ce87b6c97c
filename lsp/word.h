/*
 * The word of a policy under a cursor, and the things that words name: a host, an attribute's
 * value, a placeholder. Two words name the same thing if they say the same; that is what
 * references, highlights and renaming are about.
 *
 * Places are offsets of a part's text. Nothing is owned: spans and borrowed pointers only.
 */
#ifndef EGRESS_LSP_WORD_H
#define EGRESS_LSP_WORD_H

#include "lsp/analysis.h"

enum word_kind {
    WORD_NONE,
    WORD_COMMENT,
    WORD_CODE, /* of a diagnostic, in a comment */
    WORD_METHOD,
    WORD_HOST, /* a name, wildcard or address: of a rule, a URL or `dns:` */
    WORD_URL,  /* the rest of a URL: its scheme or path */
    WORD_PATH,
    WORD_PORT,
    WORD_PROTOCOL,
    WORD_FLAG,
    WORD_KEY,
    WORD_VALUE,
    WORD_PLACEHOLDER,
    WORD_BRACKET, /* of a header */
};

struct word {
    enum word_kind kind;
    struct span span;
    const struct syntax_item *item; /* KEY, VALUE, FLAG */
};

/* `line` as part_line_at has it. Has the offset within, or at its end. */
struct word word_at(const struct part *part, uint32_t line, uint32_t offset);

/* What stands in a URL, or an address or name: empty where a part is not there. */
struct target_parts {
    struct span scheme;
    struct span host;
    struct span ports; /* without ':' */
    struct span path;
};

struct target_parts target_parts(const char *text, const struct syntax_target *target);

enum thing_kind { THING_NONE, THING_HOST, THING_ATTRIBUTE, THING_PLACEHOLDER };

struct thing {
    enum thing_kind kind;
    const struct part *part; /* where the texts are */
    struct span key;         /* ATTRIBUTE */
    struct span name;
};

struct thing thing_of(const struct part *part, const struct word *word);

/* Calls `each` for every place in `part` that names the thing, in order. */
void thing_each(const struct part *part, const struct thing *thing,
                void (*each)(void *context, const struct part *part, struct span span),
                void *context);

static inline struct span span_of(uint32_t start, uint32_t end)
{
    return (struct span){start, end};
}

static inline uint32_t span_size(struct span span)
{
    return span.end - span.start;
}

bool span_says(const char *text, struct span span, const char *word);

#endif
