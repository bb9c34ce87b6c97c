/*
 * The errors of a text that is being edited, kept up to date at the cost of the edit and not of the
 * text. Lines say nothing of each other but through the header above them, so the text is cut into
 * pieces of whole lines, and each is parsed behind a copy of the header that holds at its start. An
 * edit parses the pieces that it touches, and those below whose header it changed.
 *
 * What comes out are the errors that policy_parse reports of the whole text, in the order of their
 * places. Not among them: warnings, those without a place (options, limits of the whole text) and
 * what is beyond DIAGNOSTICS_MAX in one piece.
 *
 * Ownership: everything is malloc'ed and the struct's; options are borrowed, and must stay as they
 * are. The text is given with each call, and not kept.
 */
#ifndef EGRESS_LANG_RULES_PIECES_H
#define EGRESS_LANG_RULES_PIECES_H

#include <stdint.h>

#include "lang/rules/policy.h"

struct pieces;

/* text[len_bytes] need not be a NUL; len_bytes <= SOURCE_SIZE_MAX_BYTES, here and below. */
struct pieces *pieces_new(const char *text, uint32_t len_bytes,
                          const struct policy_options *options);
void pieces_free(struct pieces *pieces);

/* The text is now this one: the bytes of `old` have become new_len_bytes others. */
void pieces_edit(struct pieces *pieces, const char *text, uint32_t len_bytes, struct span old,
                 uint32_t new_len_bytes);

/* Adds the first `max` of them, and returns how many there are. Copies are memory of the list's. */
uint32_t pieces_errors(const struct pieces *pieces, uint32_t max, struct diagnostics *ret_found);

/* Bytes parsed so far: what the edits have cost, for tests and benchmarks. */
uint64_t pieces_work(const struct pieces *pieces);

#endif
