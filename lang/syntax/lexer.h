/*
 * The lexer: words of a policy, one at a time. It knows by itself where it is (start of a line,
 * start of a word, inside one, behind "key="), so the parser drives no modes.
 *
 * What is wrong with the characters of a line is reported here, once; the rest of the line is then
 * skipped, and the parser is told by LEXER_ERROR.
 */
#ifndef EGRESS_LANG_SYNTAX_LEXER_H
#define EGRESS_LANG_SYNTAX_LEXER_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/source/diagnostic.h"
#include "lang/source/span.h"

/* One line, its comment included: bounds what a single rule can hold. */
#define LEXER_LINE_MAX_BYTES 65536

enum lexer_state {
    LEXER_LINE,    /* at the first byte of a line */
    LEXER_WORD,    /* where a word may start */
    LEXER_INSIDE,  /* directly behind a piece of a word */
    LEXER_VALUE,   /* behind "key=" */
    LEXER_REFUSED, /* behind the '[' of a line that was reported as a whole */
};

struct lexer {
    const char *text;
    const char *limit; /* one past the last byte; there stands a NUL */
    const char *cursor;
    const char *line_end; /* of the current line: its "\n", "\r\n" or limit */
    enum lexer_state state;
    bool in_header;                  /* between '[' and ']' */
    int previous;                    /* the last token of this line, 0 for none */
    struct diagnostics *diagnostics; /* borrowed */
};

void lexer_init(struct lexer *lexer, const char *text, uint32_t len_bytes,
                struct diagnostics *diagnostics);

/* The next token (a kind of grammar.h), with its place. GRAMMAR_error after a report. */
int lexer_next(struct lexer *lexer, struct span *ret_span);

/*
 * Goes on with the end of the current line: its error has been reported. Not to be called when the
 * last token was a NEWLINE.
 */
void lexer_skip_line(struct lexer *lexer);

/* What a token is called in messages. */
const char *lexer_describe(int token);

#endif
