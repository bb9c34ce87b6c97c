#include "lang/workflow/tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "lang/workflow/grow.h"

enum {
    CHECKPOINT_CHARACTERS = 128,
    BOM_LEN = 3,
};

/*
 * libyaml counts characters. Checkpoints, one byte offset every so many characters, make an offset
 * of an index in a short walk.
 */
struct characters {
    const char *bytes;
    uint32_t len;
    uint32_t base; /* where in the file `bytes` start: behind the BOM */
    uint32_t *checkpoints;
    uint32_t count;
};

struct anchor {
    const char *name;
    struct node *node;
};

struct composer {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct characters characters;
    yaml_parser_t parser;
    struct tree tree;
    struct node *stack[WORKFLOW_MAX_DEPTH];
    struct node *last_child[WORKFLOW_MAX_DEPTH];
    uint32_t depth;
    struct anchor *anchors;
    uint32_t anchor_count;
    bool failed;
};

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

static void index_characters(struct arena *arena, struct characters *characters)
{
    uint32_t index = 0;
    characters->checkpoints =
        ARENA_ARRAY(arena, uint32_t, characters->len / CHECKPOINT_CHARACTERS + 1);
    for (uint32_t at = 0; at < characters->len; at++) {
        if (!starts_character(characters->bytes[at]))
            continue;
        if (index++ % CHECKPOINT_CHARACTERS == 0)
            characters->checkpoints[characters->count++] = at;
    }
}

/* The place in the file of the character with that index. */
static uint32_t byte_offset(const struct characters *characters, size_t index)
{
    size_t checkpoint = index / CHECKPOINT_CHARACTERS;
    if (checkpoint >= characters->count)
        return characters->base + characters->len;
    uint32_t at = characters->checkpoints[checkpoint];
    for (size_t left = index % CHECKPOINT_CHARACTERS; left && at < characters->len; left--) {
        at++;
        while (at < characters->len && !starts_character(characters->bytes[at]))
            at++;
    }
    return characters->base + at;
}

static void fail(struct composer *composer, enum diagnostic_code code, struct span span,
                 const char *message)
{
    composer->failed = true;
    diagnostic_add(composer->diagnostics, code, span, "%s", message);
}

/* --- nodes -------------------------------------------------------------------------------- */

static struct node *add_node(struct composer *composer, enum node_kind kind,
                             const yaml_event_t *event)
{
    struct span span = {byte_offset(&composer->characters, event->start_mark.index),
                        byte_offset(&composer->characters, event->end_mark.index)};
    struct tree *tree = &composer->tree;
    if (tree->node_count == WORKFLOW_MAX_NODES) {
        fail(composer, DIAGNOSTIC_YAML_LIMIT, span, "the file has too many YAML nodes");
        return NULL;
    }
    struct node *node = ARENA_NEW(composer->arena, struct node);
    node->kind = kind;
    node->span = span;
    tree->nodes = GROW(composer->arena, tree->nodes, tree->node_count);
    node->order = tree->node_count;
    tree->nodes[tree->node_count++] = node;
    return node;
}

/* Hangs a node into the collection that is open, or makes it the root of its document. */
static void attach(struct composer *composer, struct node *node)
{
    if (composer->depth == 0) {
        composer->tree.roots[composer->tree.root_count - 1] = node;
        return;
    }
    struct node *parent = composer->stack[composer->depth - 1];
    struct node **last = &composer->last_child[composer->depth - 1];
    if (*last)
        (*last)->next = node;
    else
        parent->child = node;
    *last = node;
    parent->span.end = node->span.end;
}

static void add_anchor(struct composer *composer, const yaml_char_t *name, struct node *node)
{
    if (!name || composer->failed)
        return;
    if (composer->anchor_count == WORKFLOW_MAX_ANCHORS) {
        fail(composer, DIAGNOSTIC_YAML_LIMIT, node->span, "the document has too many anchors");
        return;
    }
    composer->anchors = GROW(composer->arena, composer->anchors, composer->anchor_count);
    composer->anchors[composer->anchor_count++] = (struct anchor){
        .name = arena_strndup(composer->arena, (const char *)name, strlen((const char *)name)),
        .node = node,
    };
}

/* The latest node of that name: an anchor may be given again. */
static struct node *find_anchor(const struct composer *composer, const char *name)
{
    for (uint32_t i = composer->anchor_count; i-- > 0;)
        if (strcmp(composer->anchors[i].name, name) == 0)
            return composer->anchors[i].node;
    return NULL;
}

static enum workflow_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return WORKFLOW_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return WORKFLOW_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return WORKFLOW_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return WORKFLOW_FOLDED;
    default:
        return WORKFLOW_PLAIN;
    }
}

static void add_scalar(struct composer *composer, const yaml_event_t *event)
{
    struct node *node = add_node(composer, NODE_SCALAR, event);
    if (!node)
        return;
    node->style = style_of(event->data.scalar.style);
    node->value_len = (uint32_t)event->data.scalar.length;
    node->value = arena_strndup(composer->arena, (const char *)event->data.scalar.value,
                                event->data.scalar.length);
    attach(composer, node);
    add_anchor(composer, event->data.scalar.anchor, node);
}

static void add_alias(struct composer *composer, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    struct node *node = add_node(composer, NODE_ALIAS, event);
    if (!node)
        return;
    node->target = find_anchor(composer, name);
    node->value_len = (uint32_t)strlen(name);
    node->value = arena_strndup(composer->arena, name, node->value_len);
    attach(composer, node);
    if (!node->target)
        diagnostic_add(composer->diagnostics, DIAGNOSTIC_YAML_ALIAS, node->span,
                       "no anchor `&%.100s` stands before this alias", name);
}

static void open_collection(struct composer *composer, const yaml_event_t *event)
{
    bool mapping = event->type == YAML_MAPPING_START_EVENT;
    struct node *node = add_node(composer, mapping ? NODE_MAPPING : NODE_SEQUENCE, event);
    if (!node)
        return;
    if (composer->depth == WORKFLOW_MAX_DEPTH) {
        fail(composer, DIAGNOSTIC_YAML_LIMIT, node->span, "the YAML is nested too deeply");
        return;
    }
    attach(composer, node);
    add_anchor(composer,
               mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor,
               node);
    composer->stack[composer->depth] = node;
    composer->last_child[composer->depth++] = NULL;
}

/* A block collection's end mark is where the next thing starts; its last child ends it better. */
static void close_collection(struct composer *composer, const yaml_event_t *event)
{
    struct node *node = composer->stack[--composer->depth];
    uint32_t end = byte_offset(&composer->characters, event->end_mark.index);
    bool flow = event->end_mark.index > event->start_mark.index;
    if (flow && end > node->span.end)
        node->span.end = end;
    if (composer->depth)
        composer->stack[composer->depth - 1]->span.end = node->span.end;
}

static void open_document(struct composer *composer)
{
    struct tree *tree = &composer->tree;
    if (tree->root_count == WORKFLOW_MAX_NODES) {
        fail(composer, DIAGNOSTIC_YAML_LIMIT, (struct span){0, 0},
             "the file has too many documents");
        return;
    }
    tree->roots = GROW(composer->arena, tree->roots, tree->root_count);
    tree->roots[tree->root_count++] = NULL;
    composer->anchor_count = 0;
    composer->anchors = NULL;
}

/* --- events ------------------------------------------------------------------------------- */

static void take_event(struct composer *composer, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        open_document(composer);
        break;
    case YAML_SCALAR_EVENT:
        add_scalar(composer, event);
        break;
    case YAML_ALIAS_EVENT:
        add_alias(composer, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        open_collection(composer, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(composer, event);
        break;
    default:
        break;
    }
}

/* The character at a mark; empty at the end of the file. */
static struct span mark_span(const struct characters *characters, size_t index)
{
    return (struct span){byte_offset(characters, index), byte_offset(characters, index + 1)};
}

/* The byte a reader error is at, which has no mark. */
static struct span reader_span(const struct characters *characters, size_t offset)
{
    uint32_t at = offset < characters->len ? (uint32_t)offset : characters->len;
    uint32_t start = characters->base + at;
    return (struct span){start, start + (at < characters->len)};
}

static bool says(const char *text, const char *part)
{
    return text && strstr(text, part);
}

/* Whether the line in front of the one at `at` ends in the header of a block: "key: |". */
static bool is_below_block_header(const struct characters *characters, uint32_t at)
{
    const char *bytes = characters->bytes - characters->base;
    uint32_t end = at;
    while (end > 0 && bytes[end - 1] != '\n')
        end--;
    while (end > 0 && strchr(" \t\r\n+-123456789", bytes[end - 1]))
        end--;
    return end > 1 && (bytes[end - 1] == '|' || bytes[end - 1] == '>') && bytes[end - 2] == ' ';
}

/* What libyaml's complaint most often means, in words for authors; NULL: its own are as good. */
static const char *meaning(const struct characters *characters, const yaml_parser_t *parser,
                           struct span place, struct span context)
{
    const char *bytes = characters->bytes - characters->base;
    if (says(parser->problem, "cannot start any token"))
        return bytes[place.start] == '\t' ? "a tab cannot indent; write blanks"
                                          : "no value starts with this character; put it in quotes";
    if (says(parser->context, "quoted scalar") && says(parser->problem, "end of stream"))
        return "this quote is not closed";
    if (says(parser->problem, "could not find expected ':'"))
        return is_below_block_header(characters, context.start)
                   ? "the lines of a block are indented more than its key"
                   : "this is neither `key: value` nor indented as part of what stands above";
    if (says(parser->problem, "mapping values are not allowed"))
        return "a `:` too many: put the value in quotes, or look at the indentation";
    if (says(parser->problem, "did not find expected key") ||
        says(parser->problem, "did not find expected '-' indicator"))
        return "the indentation of this line fits none of those above";
    return NULL;
}

/*
 * libyaml's own words, or what they mean. What it was about has a place too: where the quote or
 * bracket was opened that the end of the file has left open, say.
 */
static void syntax_fault(struct composer *composer)
{
    const yaml_parser_t *parser = &composer->parser;
    const struct characters *characters = &composer->characters;
    const char *problem = parser->problem ? parser->problem : "it cannot be read";
    if (parser->error == YAML_MEMORY_ERROR)
        abort(); /* as the arena does */
    composer->failed = true;
    if (parser->error == YAML_READER_ERROR) {
        diagnostic_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
                       reader_span(characters, parser->problem_offset), "YAML: %s", problem);
        return;
    }
    struct span place = mark_span(characters, parser->problem_mark.index);
    struct span context = mark_span(characters, parser->context_mark.index);
    const char *words = meaning(characters, parser, place, context);
    if (!parser->context) {
        diagnostic_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX, place, "YAML: %s",
                       words ? words : problem);
        return;
    }
    bool at_end = place.start == place.end;
    struct diagnostic *diagnostic = diagnostic_add(
        composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX, at_end ? context : place, "YAML: %s%s%s",
        words ? words : parser->context, words ? "" : ", ", words ? "" : problem);
    if (!at_end && context.start != place.start)
        diagnostic_label(diagnostic, context, "it starts here");
}

static void compose(struct composer *composer)
{
    while (!composer->failed) {
        yaml_event_t event;
        if (!yaml_parser_parse(&composer->parser, &event)) {
            syntax_fault(composer);
            return;
        }
        bool last = event.type == YAML_STREAM_END_EVENT;
        take_event(composer, &event);
        yaml_event_delete(&event);
        if (last)
            return;
    }
}

/* libyaml compares every %TAG with those before it, within one call that nothing can stop. */
static bool too_many_directives(const char *bytes, uint32_t len)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < len; at++)
        if (bytes[at] == '%' && (at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r'))
            count++;
    return count > WORKFLOW_MAX_DIRECTIVES;
}

/* UTF-16 by its BOM; without one its NULs are no legal YAML. */
static bool other_encoding(const char *bytes, uint32_t len)
{
    unsigned char first = len > 0 ? (unsigned char)bytes[0] : 0;
    unsigned char second = len > 1 ? (unsigned char)bytes[1] : 0;
    return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
}

bool tree_read(struct arena *arena, const char *bytes, uint32_t len,
               struct diagnostics *diagnostics, struct tree *ret_tree)
{
    uint32_t base = len >= BOM_LEN && memcmp(bytes, "\xef\xbb\xbf", BOM_LEN) == 0 ? BOM_LEN : 0;
    struct composer composer = {
        .arena = arena,
        .diagnostics = diagnostics,
        .characters = {.bytes = bytes + base, .len = len - base, .base = base},
    };
    if (other_encoding(bytes, len)) {
        fail(&composer, DIAGNOSTIC_YAML_SYNTAX, (struct span){0, 0}, "the file is not UTF-8");
    } else if (too_many_directives(bytes, len)) {
        fail(&composer, DIAGNOSTIC_YAML_LIMIT, (struct span){0, 0},
             "the file has too many lines that start with `%`");
    } else {
        index_characters(arena, &composer.characters);
        if (!yaml_parser_initialize(&composer.parser))
            abort();
        yaml_parser_set_encoding(&composer.parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&composer.parser, (const unsigned char *)bytes + base,
                                     len - base);
        compose(&composer);
        yaml_parser_delete(&composer.parser);
    }
    *ret_tree = composer.tree;
    return !composer.failed;
}

const struct node *node_resolve(const struct node *node)
{
    return node && node->kind == NODE_ALIAS ? node->target : node;
}
