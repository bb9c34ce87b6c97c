/*
 * The tree of a policy: its lines in order, and in them what was written where. Every node has a
 * span, and that is all it knows of the text: values are read from the spans by lang/rules.
 *
 * Nodes are arena memory. Lists are singly linked, in source order. NULL is the empty list.
 */
#ifndef EGRESS_LANG_SYNTAX_TREE_H
#define EGRESS_LANG_SYNTAX_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/source/arena.h"
#include "lang/source/span.h"

/* One element of a list of words joined by '|': a port, a method. */
struct syntax_word {
    struct span span;
    struct syntax_word *next;
};

struct syntax_words {
    struct span span; /* all of them */
    struct syntax_word *first;
    struct syntax_word *last;
};

/* PORTS or PORTS/PROTO. */
struct syntax_ports {
    struct span span; /* without the ':' in front */
    struct syntax_words *list;
    struct span protocol; /* with its '/'; empty where there is none */
};

enum syntax_target_kind {
    TARGET_NAME, /* host, wildcard host, address: `name`; with '/': CIDR, or a mistake */
    TARGET_DNS,  /* dns:name */
    TARGET_URL,
    TARGET_PATH,
    TARGET_STAR, /* a bare '*': always a mistake */
};

struct syntax_target {
    enum syntax_target_kind kind;
    struct span span;           /* with ports */
    struct span name;           /* NAME, DNS: the name alone; URL, PATH: the whole */
    struct span slash;          /* NAME, DNS: "/8" and the like; empty where there is none */
    struct syntax_ports *ports; /* NAME, DNS, STAR; a URL's are in its text */
};

enum syntax_item_kind { ITEM_PASSTHROUGH, ITEM_INSECURE, ITEM_ATTRIBUTE };

enum syntax_quoting { SYNTAX_BARE, SYNTAX_BACKTICK, SYNTAX_DOUBLE };

/* What stands behind a target: a flag or an attribute. */
struct syntax_item {
    enum syntax_item_kind kind;
    struct span span;
    struct span key;   /* without '=' */
    struct span value; /* without quotes */
    enum syntax_quoting quoting;
    struct syntax_item *next;
};

/* More than any legal line has: one of so many is an error already, so what follows is left out. */
#define SYNTAX_ITEMS_MAX 64

struct syntax_items {
    struct syntax_item *first;
    struct syntax_item *last;
    uint32_t count;
};

enum syntax_line_kind {
    LINE_RULE,
    LINE_HEADER,
    LINE_BAD_HEADER, /* an error has been reported; what it would have set is not known */
};

struct syntax_line {
    enum syntax_line_kind kind;
    struct span span; /* without outer blanks and comment */
    struct syntax_words *methods;
    struct syntax_target *target; /* RULE: never NULL */
    struct syntax_ports *ports;   /* HEADER */
    struct span ports_span;       /* HEADER: with the ':' */
    struct syntax_items *items;
    struct syntax_line *next;
};

/* Blank lines, comments and bad lines are not in it. */
struct syntax_tree {
    struct syntax_line *first;
    struct syntax_line *last;
    uint32_t rule_count;
};

/* Constructors, for the grammar. Each returns its node; lists are changed in place. */
struct syntax_words *syntax_words_add(struct arena *arena, struct syntax_words *list,
                                      struct span word);
struct syntax_ports *syntax_ports_new(struct arena *arena, struct span span,
                                      struct syntax_words *list, struct span protocol);
struct syntax_target *syntax_target_new(struct arena *arena, enum syntax_target_kind kind,
                                        struct span name, struct span slash,
                                        struct syntax_ports *ports);
struct syntax_items *syntax_items_add(struct arena *arena, struct syntax_items *list,
                                      struct syntax_item *item);
struct syntax_item *syntax_flag_new(struct arena *arena, enum syntax_item_kind kind,
                                    struct span span);
struct syntax_item *syntax_attribute_new(struct arena *arena, struct span key, struct span value,
                                         enum syntax_quoting quoting);
struct syntax_line *syntax_line_new(struct arena *arena, enum syntax_line_kind kind,
                                    struct span span, struct syntax_words *methods,
                                    struct syntax_target *target, struct syntax_items *items);
void syntax_tree_add(struct syntax_tree *tree, struct syntax_line *line);

#endif
