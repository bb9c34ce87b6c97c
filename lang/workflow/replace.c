/* Another text in one scalar, and nothing else changed: see workflow_replace. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/workflow/scalar.h"
#include "lang/workflow/tree.h"
#include "lang/workflow/workflow.h"

/* The text to write, and the bytes it becomes. `at` counts always; `out` is NULL while measuring.
 */
struct writer {
    const char *text;
    size_t len;
    const char *line_end;
    uint32_t indent;
    char *out;
    size_t at;
};

static void put(struct writer *writer, const char *bytes, size_t len)
{
    if (writer->out)
        memcpy(writer->out + writer->at, bytes, len);
    writer->at += len;
}

static void put_char(struct writer *writer, char c)
{
    put(writer, &c, 1);
}

static void put_line_end(struct writer *writer)
{
    put(writer, writer->line_end, strlen(writer->line_end));
}

static size_t final_line_ends(const char *text, size_t len)
{
    size_t count = 0;
    while (count < len && text[len - 1 - count] == '\n')
        count++;
    return count;
}

struct workflow_text workflow_fit(struct arena *arena, const struct workflow_policy *policy,
                                  const char *text, size_t text_len)
{
    size_t body = text_len - final_line_ends(text, text_len);
    size_t ends = body ? final_line_ends(policy->text, policy->text_len) : 0;
    char *fit = arena_alloc(arena, body + ends + 1);
    memcpy(fit, text, body);
    memset(fit + body, '\n', ends);
    return (struct workflow_text){fit, body + ends};
}

/* --- the styles --------------------------------------------------------------------------- */

/* Between two lines of a folded scalar that both start with a character, a break is a space, so it
   takes one more. */
static bool folds(const char *text, size_t line, size_t breaks, size_t len)
{
    size_t next = breaks;
    while (next < len && text[next] == '\n')
        next++;
    return next < len && text[line] != ' ' && text[line] != '\t' && text[next] != ' ' &&
           text[next] != '\t';
}

/* Lines behind their indentation, empty ones without; the final line ends are the caller's. */
static void write_block(struct writer *writer, bool folded)
{
    size_t at = 0;
    size_t len = writer->len - final_line_ends(writer->text, writer->len);
    while (at < len) {
        const char *end = memchr(writer->text + at, '\n', len - at);
        size_t stop = end ? (size_t)(end - writer->text) : len;
        for (uint32_t i = 0; i < writer->indent && stop > at; i++)
            put_char(writer, ' ');
        put(writer, writer->text + at, stop - at);
        if (stop < len)
            put_line_end(writer);
        if (folded && stop > at && stop < len && folds(writer->text, at, stop, len))
            put_line_end(writer);
        at = stop + (stop < len);
    }
}

/* YAML's letter for a character that stands better escaped; 0 for none. */
static char escape_letter(unsigned char c)
{
    switch (c) {
    case '\0':
        return '0';
    case '\a':
        return 'a';
    case '\b':
        return 'b';
    case '\t':
        return 't';
    case '\n':
        return 'n';
    case '\v':
        return 'v';
    case '\f':
        return 'f';
    case '\r':
        return 'r';
    case 0x1b:
        return 'e';
    case '"':
        return '"';
    case '\\':
        return '\\';
    default:
        return 0;
    }
}

static void put_hex(struct writer *writer, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    put(writer, "\\x", 2);
    put_char(writer, digits[c >> 4]);
    put_char(writer, digits[c & 15]);
}

static void write_double_quoted(struct writer *writer)
{
    for (size_t i = 0; i < writer->len; i++) {
        const unsigned char *c = (const unsigned char *)writer->text + i;
        size_t left = writer->len - i;
        char letter = escape_letter(*c);
        if (letter) {
            put_char(writer, '\\');
            put_char(writer, letter);
        } else if (*c < 0x20 || *c == 0x7f) {
            put_hex(writer, *c);
        } else if (*c == 0xc2 && left > 1 && c[1] >= 0x80 && c[1] < 0xa0) {
            put_hex(writer, c[1]); /* C1 control characters, NEL among them */
            i++;
        } else if (*c == 0xe2 && left > 2 && c[1] == 0x80 && (c[2] | 1) == 0xa9) {
            put(writer, c[2] == 0xa8 ? "\\L" : "\\P", 2);
            i += 2;
        } else {
            put_char(writer, (char)*c);
        }
    }
}

static void write_single_quoted(struct writer *writer)
{
    for (size_t i = 0; i < writer->len; i++) {
        put_char(writer, writer->text[i]);
        if (writer->text[i] == '\'')
            put_char(writer, '\'');
    }
}

static void write_text(struct writer *writer, enum workflow_style style)
{
    switch (style) {
    case WORKFLOW_LITERAL:
    case WORKFLOW_FOLDED:
        write_block(writer, style == WORKFLOW_FOLDED);
        break;
    case WORKFLOW_DOUBLE_QUOTED:
        write_double_quoted(writer);
        break;
    case WORKFLOW_SINGLE_QUOTED:
        write_single_quoted(writer);
        break;
    case WORKFLOW_PLAIN:
        put(writer, writer->text, writer->len);
        break;
    }
}

/* --- what a style cannot hold ------------------------------------------------------------- */

/* YAML (1.1 or 1.2) reads such a plain scalar as null, a truth value or a number. */
static bool plain_is_string(const char *text, size_t len)
{
    static const char *const words[] = {"~",   "null", "true", "false", "yes",  "no",    "on",
                                        "off", "y",    "n",    ".nan",  ".inf", "-.inf", "+.inf"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && strncasecmp(text, words[i], len) == 0)
            return false;
    char number[64];
    if (len == 0 || len >= sizeof number)
        return len != 0;
    memcpy(number, text, len);
    number[len] = '\0';
    char *end;
    strtod(number, &end);
    bool octal = number[0] == '0' && number[1] == 'o' && strspn(number + 2, "01234567") == len - 2;
    return *end != '\0' && !octal && strspn(number, "0123456789:_+-") != len;
}

static const char *block_refusal(const struct scalar *scalar, const char *text, size_t len)
{
    size_t ends = final_line_ends(text, len);
    size_t first = strspn(text, "\n");
    if (len == ends || scalar->body.start == scalar->body.end)
        return "an empty block scalar can neither be filled nor made";
    if (memchr(text, '\r', len))
        return "a block scalar cannot hold a carriage return";
    if (!scalar->explicit_indent && (text[first] == ' ' || text[first] == '\t'))
        return "the first line starts with a blank, which YAML would take for indentation";
    if (scalar->chomping == CHOMP_STRIP && ends > 0)
        return "a scalar that strips its final line end cannot hold one";
    if (scalar->chomping == CHOMP_CLIP && ends > 1)
        return "a scalar that keeps one final line end cannot hold several";
    if (scalar->style == WORKFLOW_FOLDED && scalar->wrapped)
        return "a folded scalar with wrapped lines would lose its wrapping";
    return NULL;
}

static const char *flow_refusal(const struct scalar *scalar, const char *text, size_t len)
{
    if (scalar->wrapped)
        return "a quoted or plain scalar over several lines would lose its wrapping";
    if (scalar->style != WORKFLOW_DOUBLE_QUOTED && memchr(text, '\n', len))
        return "a plain or single-quoted scalar on one line cannot hold a line end";
    if (scalar->style == WORKFLOW_PLAIN && !plain_is_string(text, len))
        return "without quotes YAML would not read this text as a string";
    return NULL;
}

/* --- the file around it ------------------------------------------------------------------- */

static bool is_block(const struct scalar *scalar)
{
    return scalar->style == WORKFLOW_LITERAL || scalar->style == WORKFLOW_FOLDED;
}

/*
 * What becomes of the line ends behind the last line. They are the file's own and stay, unless the
 * text says otherwise: for `|+`, where they are text, or at the end of a file without one.
 */
static uint32_t write_final_line_ends(struct writer *writer, const char *bytes,
                                      const struct scalar *scalar)
{
    uint32_t end = scalar->body.end, present = 0;
    size_t wanted = final_line_ends(writer->text, writer->len);
    for (uint32_t at = end; at < scalar->span.end;) {
        uint32_t len = scalar_break_len(bytes, at, scalar->span.end);
        present += len != 0;
        at += len ? len : 1;
    }
    bool missing = scalar->chomping == CHOMP_CLIP && wanted > present;
    if (!missing && (scalar->chomping != CHOMP_KEEP || wanted == present))
        return end;
    for (size_t i = 0; i < wanted; i++)
        put_line_end(writer);
    return scalar->span.end;
}

/* The file with the scalar's body replaced; the writer's `out` decides if it is only measured. */
static void write_file(struct writer *writer, const char *bytes, size_t len,
                       const struct scalar *scalar)
{
    uint32_t end = scalar->body.end;
    writer->at = 0;
    put(writer, bytes, scalar->body.start);
    write_text(writer, scalar->style);
    if (is_block(scalar))
        end = write_final_line_ends(writer, bytes, scalar);
    put(writer, bytes + end, len - end);
}

/* The scalar node that starts where the policy does. */
static const struct node *find_node(const struct tree *tree, const char *bytes, uint32_t start)
{
    for (uint32_t i = 0; i < tree->node_count; i++) {
        const struct node *node = tree->nodes[i];
        if (node->kind == NODE_SCALAR && node->span.start <= start &&
            scalar_skip_properties(bytes, node->span.start, node->span.end) == start)
            return node;
    }
    return NULL;
}

static bool is_use(const struct workflow_policy *policy, const struct node *node)
{
    for (uint32_t i = 0; i < policy->use_count; i++)
        if (policy->uses[i].at.start == node->span.start &&
            policy->uses[i].at.end == node->span.end)
            return true;
    return false;
}

/* An anchored scalar may be a key, an `env` value or a step's `uses` as well: then a change here
   would be one there. */
static bool only_a_policy(const struct tree *tree, const struct workflow_policy *policy,
                          const struct node *scalar)
{
    for (uint32_t i = 0; i < tree->node_count; i++)
        if (node_resolve(tree->nodes[i]) == scalar && !is_use(policy, tree->nodes[i]))
            return false;
    return true;
}

static bool read_scalar(struct arena *arena, const char *bytes, const struct node *node,
                        struct scalar *ret_scalar)
{
    struct scalar_refusal refusal;
    struct scalar_source source = {.bytes = bytes,
                                   .marks = node->span,
                                   .style = node->style,
                                   .value = node->value,
                                   .value_len = node->value_len};
    return scalar_read(arena, &source, ret_scalar, &refusal);
}

static bool same_node(const struct node *old, const struct node *new, const struct node *replaced)
{
    if (old->kind != new->kind || old->style != new->style)
        return false;
    if (!old->target != !new->target || (old->target && old->target->order != new->target->order))
        return false;
    /* The shape: a collection's children are the nodes of the same orders. */
    if (!old->child != !new->child || (old->child && old->child->order != new->child->order))
        return false;
    if (!old->next != !new->next || (old->next && old->next->order != new->next->order))
        return false;
    return old == replaced ||
           (old->value_len == new->value_len &&
            (old->value_len == 0 || memcmp(old->value, new->value, old->value_len) == 0));
}

static bool reads_back(struct arena *arena, const struct tree *old, const struct node *replaced,
                       const struct workflow_text *file, const char *text, size_t text_len)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct tree tree;
    struct scalar scalar;
    if (file->len > WORKFLOW_MAX_BYTES ||
        !tree_read(arena, file->bytes, (uint32_t)file->len, &diagnostics, &tree) ||
        tree.node_count != old->node_count || tree.root_count != old->root_count)
        return false;
    for (uint32_t i = 0; i < tree.node_count; i++)
        if (!same_node(old->nodes[i], tree.nodes[i], replaced))
            return false;
    const struct node *written = tree.nodes[replaced->order];
    return written->value_len == text_len &&
           (text_len == 0 || memcmp(written->value, text, text_len) == 0) &&
           read_scalar(arena, file->bytes, written, &scalar);
}

bool workflow_replace(struct arena *arena, const char *bytes, size_t len,
                      const struct workflow_policy *policy, const char *text, size_t text_len,
                      struct workflow_text *ret_bytes, const char **ret_reason)
{
    struct diagnostics diagnostics = {.arena = arena};
    struct tree tree;
    struct scalar scalar;
    *ret_reason = "the file's YAML has errors";
    if (len > WORKFLOW_MAX_BYTES || !tree_read(arena, bytes, (uint32_t)len, &diagnostics, &tree))
        return false;
    const struct node *node = find_node(&tree, bytes, policy->span.start);
    *ret_reason = "the policy is not one of this file";
    if (!node || !read_scalar(arena, bytes, node, &scalar))
        return false;
    if (node->value_len == text_len && memcmp(node->value, text, text_len) == 0) {
        *ret_reason = NULL;
        *ret_bytes = (struct workflow_text){arena_strndup(arena, bytes, len), len};
        return true;
    }
    *ret_reason = "the same scalar also stands elsewhere in the file, not as a policy";
    if (!only_a_policy(&tree, policy, node))
        return false;
    *ret_reason = is_block(&scalar) ? block_refusal(&scalar, text, text_len)
                                    : flow_refusal(&scalar, text, text_len);
    if (*ret_reason)
        return false;
    bool crlf = is_block(&scalar) && scalar.body.start >= 2 && bytes[scalar.body.start - 2] == '\r';
    struct writer writer = {
        .text = text, .len = text_len, .line_end = crlf ? "\r\n" : "\n", .indent = scalar.indent};
    write_file(&writer, bytes, len, &scalar);
    writer.out = arena_alloc(arena, writer.at + 1);
    write_file(&writer, bytes, len, &scalar);
    struct workflow_text file = {writer.out, writer.at};
    *ret_reason = "the text would not read back the same from this YAML";
    if (!reads_back(arena, &tree, node, &file, text, text_len))
        return false;
    *ret_reason = NULL;
    *ret_bytes = file;
    return true;
}
