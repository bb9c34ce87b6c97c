/*
 * Inside lang/rules: what the parts of the analysis share. The data's way through the files:
 *
 *   placeholder.c  {owner}, {repo} replaced; a map back to the text as written
 *   policy.c       the text to a tree, the tree's lines to rules, in order
 *   context.c      a header to the context of the lines below it
 *   build.c        a rule's line and its context to a struct rule
 *   host.c address.c port.c method.c location.c item.c   one kind of word each
 *   habit.c        errors of lines that are another tool's, said better
 *
 * Functions return false after having reported, and report once. Each looks at its words from left
 * to right, so that the error of a line is the leftmost one. Outputs are untouched on failure.
 */
#ifndef EGRESS_LANG_RULES_ANALYSIS_H
#define EGRESS_LANG_RULES_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/source/suggest.h"
#include "lang/syntax/tree.h"

#define RULE_COUNT_MAX 262144 /* bounds memory; the limits below do so for one rule */
#define RULE_ATTRIBUTES_MAX 32
#define RULE_PATH_MAX_BYTES 4096 /* half of what a request's path may have */
#define RULE_PATH_SEGMENTS_MAX 128
#define RULE_ARG_INDEX_MAX 65535

/* Attributes and one flag: see syntax_items. */
_Static_assert(RULE_ATTRIBUTES_MAX + 1 < SYNTAX_ITEMS_MAX,
               "a line with too many items is an error");

struct analysis {
    const char *text;  /* what was parsed: placeholders replaced, or a name in their place */
    const char *shown; /* the same length; placeholders without a value as they were written */
    struct arena *arena;
    struct diagnostics *diagnostics;
};

#define NOWHERE ((struct span){0, 0})

static inline uint32_t span_len(struct span span)
{
    return span.end - span.start;
}

/* The bytes of a span, as shown, with a NUL. */
char *analysis_copy(struct analysis *analysis, struct span span);

/* For a message: the same, cut where it is long. */
const char *analysis_quote(struct analysis *analysis, struct span span);

__attribute__((format(printf, 4, 5))) struct diagnostic *analysis_say(struct analysis *analysis,
                                                                      enum diagnostic_code code,
                                                                      struct span span,
                                                                      const char *format, ...);

/* A fix whose title is "write `REPLACEMENT`". */
void analysis_fix(struct analysis *analysis, struct diagnostic *diagnostic, struct span span,
                  const char *replacement);

/* The same, where it is no guess (diagnostic_sure). */
void analysis_fix_surely(struct analysis *analysis, struct diagnostic *diagnostic, struct span span,
                         const char *replacement);

/* ---- placeholder.c ---- */

/* Reports the word in braces that starts at span.start; false. */
bool placeholder_refuse(struct analysis *analysis, struct span span);

/* ---- address.c ---- */

/* Only digits and dots: an address, or a bad one, but never a hostname. */
bool address_like(const char *text, size_t len);
bool address_parse(struct analysis *analysis, struct span span, uint32_t *ret_address);
/* slash is "/8" and the like. */
bool mask_parse(struct analysis *analysis, struct span slash, uint8_t *ret_prefix_len);

/* ---- host.c ---- */
bool host_parse(struct analysis *analysis, struct span name, struct host_pattern *ret_host);

/* ---- port.c ---- */
bool ports_parse(struct analysis *analysis, const struct syntax_words *words,
                 struct port_list *ret_ports);
bool protocol_parse(struct analysis *analysis, struct span slash, enum protocol *ret_protocol);

/* ---- method.c ---- */
struct method_set {
    uint32_t bits;    /* METHOD_* */
    const char *text; /* as written, in upper case */
};

bool methods_parse(struct analysis *analysis, const struct syntax_words *words,
                   struct method_set *ret_methods);
/* Whether the text is a method, in any case; 0 if not. */
uint32_t method_bit(const char *text, size_t len);
const char *nearest_method(const char *text, size_t len);

/* ---- location.c ---- */

/* A path before it is joined: '*' is kept as a segment wherever it stands, dots too. */
struct segment_list {
    const char *const *segments;
    uint32_t count;
    uint32_t len_bytes; /* of the path as written */
    bool has_dots;
};

struct location {
    enum url_scheme scheme;
    struct host_pattern host;
    struct port_list ports;
    bool has_path;
    struct segment_list path;
};

bool location_parse_url(struct analysis *analysis, struct span url, struct location *ret_location);
bool location_parse_path(struct analysis *analysis, struct span path,
                         struct segment_list *ret_path);
/* base may be NULL. `path` is where the complaint goes. */
bool location_join(struct analysis *analysis, const struct segment_list *base,
                   const struct segment_list *own, struct span path,
                   struct path_pattern *ret_pattern);

/* ---- item.c ---- */

enum rule_flag { FLAG_NONE, FLAG_PASSTHROUGH, FLAG_INSECURE };

struct item_set {
    const struct attribute *attributes;
    uint32_t attribute_count;
    enum rule_flag flag;
    struct span flag_span;
};

bool items_parse(struct analysis *analysis, const struct syntax_items *items,
                 struct item_set *ret_items);
/* The attribute of the same key (and index), or NULL. */
const struct attribute *attribute_find(const struct attribute *attributes, uint32_t count,
                                       const struct attribute *like);
const char *flag_name(enum rule_flag flag);

/* ---- context.c ---- */

/* What a line inherits. Attributes have the scope's merged in already. */
struct context {
    struct span header; /* empty: none */
    bool unknown;       /* the header was wrong */
    struct port_list ports;
    enum protocol protocol;
    struct method_set methods;
    const struct location *base; /* NULL: no URL header */
    const char *base_text;
    struct item_set items;
};

/* The context without a header. */
struct context context_default(const struct item_set *scope);
bool context_from_header(struct analysis *analysis, const struct syntax_line *line,
                         const struct item_set *scope, struct context *ret_context);
/* `own` over `inherited`, by key. */
bool attributes_merge(struct analysis *analysis, const struct item_set *inherited,
                      const struct item_set *own, struct span place, struct item_set *ret_merged);

extern const struct port_list ports_https, ports_http;

/* ---- build.c ---- */

/* Fills all but line, column, span and text. */
bool rule_build(struct analysis *analysis, const struct syntax_line *line,
                const struct context *context, struct rule *ret_rule);

#endif
