/*
 * Blanks of a policy, told apart by what they stand before: a comment, the end of the line, a
 * header or a word. Without that a `#` inside a word would look like a comment.
 * Also the missing piece of a line that ends too early, which is nothing at all.
 *
 * No state: nothing to allocate or to serialize.
 */
#include "tree_sitter/parser.h"

enum token {
    GAP,
    COMMENT_GAP,
    TRAILING,
    HEADER_GAP,
    NOTHING,
};

void *tree_sitter_egress_external_scanner_create(void)
{
    return NULL;
}

void tree_sitter_egress_external_scanner_destroy(void *payload)
{
    (void)payload;
}

unsigned tree_sitter_egress_external_scanner_serialize(void *payload, char *buffer)
{
    (void)payload;
    (void)buffer;
    return 0;
}

void tree_sitter_egress_external_scanner_deserialize(void *payload, const char *buffer,
                                                     unsigned length)
{
    (void)payload;
    (void)buffer;
    (void)length;
}

static bool is_blank(int32_t character)
{
    return character == ' ' || character == '\t';
}

/* Looks ahead: call mark_end before. A '\r' alone is no line end. */
static bool is_line_end(TSLexer *lexer)
{
    if (lexer->lookahead == '\r')
        lexer->advance(lexer, false);
    return lexer->lookahead == '\n' || lexer->eof(lexer);
}

static bool scan_blanks(TSLexer *lexer, const bool *valid_symbols)
{
    while (is_blank(lexer->lookahead))
        lexer->advance(lexer, false);
    lexer->mark_end(lexer);
    if (lexer->lookahead == '#')
        lexer->result_symbol = COMMENT_GAP;
    else if (lexer->lookahead == '[' && valid_symbols[HEADER_GAP])
        lexer->result_symbol = HEADER_GAP;
    else if (is_line_end(lexer))
        lexer->result_symbol = TRAILING;
    else
        lexer->result_symbol = GAP;
    return valid_symbols[lexer->result_symbol];
}

bool tree_sitter_egress_external_scanner_scan(void *payload, TSLexer *lexer,
                                              const bool *valid_symbols)
{
    (void)payload;
    if (is_blank(lexer->lookahead))
        return scan_blanks(lexer, valid_symbols);
    lexer->mark_end(lexer);
    lexer->result_symbol = NOTHING;
    return valid_symbols[NOTHING] && is_line_end(lexer);
}
