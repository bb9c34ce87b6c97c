/* Where the comment of a line starts: the lexer's rule, for those that look at lines themselves. */
#ifndef EGRESS_LANG_SYNTAX_COMMENT_H
#define EGRESS_LANG_SYNTAX_COMMENT_H

#include <stdint.h>

#include "lang/source/span.h"

/*
 * The offset of the '#' in a line (without its line end), or the line's end. A comment starts at
 * the line's start or behind a blank, and not in a quoted value; quotes stand only right behind
 * '='.
 */
static inline uint32_t comment_start(const char *text, struct span line)
{
    char quote = 0;

    for (uint32_t i = line.start; i < line.end; i++) {
        char before = i > line.start ? text[i - 1] : ' ';

        if (quote)
            quote = text[i] == quote ? 0 : quote;
        else if (text[i] == '#' && (before == ' ' || before == '\t'))
            return i;
        else if (before == '=' && (text[i] == '"' || text[i] == '`'))
            quote = text[i];
    }
    return line.end;
}

#endif
