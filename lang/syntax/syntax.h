/*
 * From text to tree. Line by line: a bad line is reported once, left out of the tree, and parsing
 * goes on with the next.
 *
 * Where to start: lexer.re says what the words are, grammar.y how a line is built from them. The
 * grammar accepts some things that are no policy (two flags, methods on a host): lang/rules has
 * better words for those than "syntax error".
 */
#ifndef EGRESS_LANG_SYNTAX_SYNTAX_H
#define EGRESS_LANG_SYNTAX_SYNTAX_H

#include <stdbool.h>

#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"
#include "lang/syntax/tree.h"

/*
 * text[len_bytes] must be a NUL (which is not part of the text); len_bytes at most
 * SOURCE_SIZE_MAX_BYTES. Adds to *diagnostics, with spans in this text; false if there was an
 * error. *ret_tree is filled either way.
 */
bool syntax_parse(const char *text, uint32_t len_bytes, struct arena *arena,
                  struct diagnostics *diagnostics, struct syntax_tree *ret_tree);

#endif
