/*
 * Inside lang/syntax: what the grammar's actions call, and what it knows when a line goes wrong.
 */
#ifndef EGRESS_LANG_SYNTAX_PARSE_H
#define EGRESS_LANG_SYNTAX_PARSE_H

#include <stdbool.h>

#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/syntax/lexer.h"
#include "lang/syntax/tree.h"

struct parse {
    struct lexer lexer;
    struct arena *arena;             /* borrowed */
    struct diagnostics *diagnostics; /* borrowed */
    struct syntax_tree *tree;        /* borrowed */
    int before; /* the last two tokens read: a surprise is `token`, behind `before` */
    int token;
    uint32_t end_before; /* where each of them ends */
    uint32_t end;
    uint32_t line_items;     /* flags and attributes so far, */
    uint32_t items_line_end; /* of the line that ends here */
};

/* A value with its quotes, until its key is known. */
struct parse_value {
    struct span span;
    enum syntax_quoting quoting;
};

/* A token that cannot stand where it stands. */
struct parse_surprise {
    int token;
    struct span span;
    bool wants_target; /* what would have been legal there */
    bool wants_port;
    bool wants_bracket;
};

void parse_line(struct parse *parse, struct syntax_line *line);
void parse_bad_header(struct parse *parse, struct span span);

struct syntax_line *parse_rule(struct parse *parse, struct span span, struct syntax_words *methods,
                               struct syntax_target *target, struct syntax_items *items);
struct syntax_line *parse_header(struct parse *parse, struct span span,
                                 struct syntax_words *methods, struct syntax_target *target,
                                 struct syntax_items *items);
struct syntax_line *parse_ports_header(struct parse *parse, struct span span,
                                       struct syntax_words *methods, struct span mark,
                                       struct syntax_ports *ports, struct syntax_items *items);

struct syntax_words *parse_word(struct parse *parse, struct syntax_words *list, struct span word);
struct syntax_ports *parse_ports(struct parse *parse, struct span span, struct syntax_words *list,
                                 struct span protocol);
struct syntax_target *parse_name(struct parse *parse, struct span name, struct span slash,
                                 struct syntax_ports *ports);
struct syntax_target *parse_dns(struct parse *parse, struct span word, struct span slash,
                                struct syntax_ports *ports);
struct syntax_target *parse_locator(struct parse *parse, enum syntax_target_kind kind,
                                    struct span span);
struct syntax_item *parse_flag(struct parse *parse, enum syntax_item_kind kind, struct span span);
struct syntax_item *parse_attribute(struct parse *parse, struct span key, struct parse_value value);
struct syntax_items *parse_item(struct parse *parse, struct syntax_items *list,
                                struct syntax_item *item);

/* Reports it, as precisely as can be. */
void parse_unexpected(struct parse *parse, const struct parse_surprise *surprise);

#endif
