#include "lang/syntax/tree.h"

struct syntax_words *syntax_words_add(struct arena *arena, struct syntax_words *list,
                                      struct span span)
{
    struct syntax_word *word = ARENA_NEW(arena, struct syntax_word);

    word->span = span;
    if (!list) {
        list = ARENA_NEW(arena, struct syntax_words);
        list->span = span;
        list->first = word;
    } else {
        list->last->next = word;
    }
    list->last = word;
    list->span.end = span.end;
    return list;
}

struct syntax_ports *syntax_ports_new(struct arena *arena, struct span span,
                                      struct syntax_words *list, struct span protocol)
{
    struct syntax_ports *ports = ARENA_NEW(arena, struct syntax_ports);

    ports->span = span;
    ports->list = list;
    ports->protocol = protocol;
    return ports;
}

struct syntax_target *syntax_target_new(struct arena *arena, enum syntax_target_kind kind,
                                        struct span name, struct span slash,
                                        struct syntax_ports *ports)
{
    struct syntax_target *target = ARENA_NEW(arena, struct syntax_target);

    target->kind = kind;
    target->name = name;
    target->slash = slash;
    target->ports = ports;
    target->span = name;
    if (slash.end > slash.start)
        target->span.end = slash.end;
    if (ports)
        target->span.end = ports->span.end;
    return target;
}

struct syntax_items *syntax_items_add(struct arena *arena, struct syntax_items *list,
                                      struct syntax_item *item)
{
    if (!list) {
        list = ARENA_NEW(arena, struct syntax_items);
        list->first = item;
    } else {
        list->last->next = item;
    }
    list->last = item;
    list->count++;
    return list;
}

struct syntax_item *syntax_flag_new(struct arena *arena, enum syntax_item_kind kind,
                                    struct span span)
{
    struct syntax_item *item = ARENA_NEW(arena, struct syntax_item);

    item->kind = kind;
    item->span = span;
    return item;
}

struct syntax_item *syntax_attribute_new(struct arena *arena, struct span key, struct span value,
                                         enum syntax_quoting quoting)
{
    struct syntax_item *item = ARENA_NEW(arena, struct syntax_item);
    uint32_t quotes = quoting == SYNTAX_BARE ? 0 : 1;

    item->kind = ITEM_ATTRIBUTE;
    item->span = (struct span){key.start, value.end};
    item->key = (struct span){key.start, key.end - 1};
    item->value = (struct span){value.start + quotes, value.end - quotes};
    item->quoting = quoting;
    return item;
}

struct syntax_line *syntax_line_new(struct arena *arena, enum syntax_line_kind kind,
                                    struct span span, struct syntax_words *methods,
                                    struct syntax_target *target, struct syntax_items *items)
{
    struct syntax_line *line = ARENA_NEW(arena, struct syntax_line);

    line->kind = kind;
    line->span = span;
    line->methods = methods;
    line->target = target;
    line->items = items;
    return line;
}

void syntax_tree_add(struct syntax_tree *tree, struct syntax_line *line)
{
    if (tree->last)
        tree->last->next = line;
    else
        tree->first = line;
    tree->last = line;
    tree->rule_count += line->kind == LINE_RULE;
}
