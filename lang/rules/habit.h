/*
 * Inside lang/rules: lines as other tools want them, such as `allow github.com`, `- "github.com"`,
 * `github.com 443`. Only lines that are wrong already are looked at, so nothing here decides what
 * is legal: an error is replaced by one that says how the line is written in this language.
 *
 *   habit.c         the list, and words in front of, between and behind targets
 *   habit_target.c  targets written otherwise: quotes, ports, schemes
 */
#ifndef EGRESS_LANG_RULES_HABIT_H
#define EGRESS_LANG_RULES_HABIT_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/analysis.h"

/* Replaces the diagnostics from the `first` on whose line is recognised. */
void habits_explain(struct analysis *analysis, uint32_t first);

/* ---- for the list ---- */

#define HABIT_WORDS_MAX 12 /* of longer lines the first ones are looked at */

/* A line without its comment, as words between blanks. At least one. */
struct habit_line {
    struct analysis *analysis; /* its diagnostics are a list of their own */
    struct span span;
    struct span words[HABIT_WORDS_MAX];
    uint32_t count;
    bool cut;    /* there are more words */
    uint32_t at; /* where the error is that is replaced */
};

/* Whether a text is the word, in any case. */
bool habit_is(const struct habit_line *line, struct span text, const char *word);
/* Its place in a list of words that ends with NULL, or -1. */
int habit_find(const struct habit_line *line, struct span text, const char *const *list);
char habit_first(const struct habit_line *line, struct span text);
char habit_last(const struct habit_line *line, struct span text);
bool habit_has(const struct habit_line *line, struct span text, char byte);
/* Letters, digits and `.*_-`, with a dot in it: what can only be a host or an address. */
bool habit_is_name(const struct habit_line *line, struct span text);
/* A URL, a path or a name, with or without ports. */
bool habit_is_target(const struct habit_line *line, struct span text);
/* From the word's start to the end of the line. */
struct span habit_from(const struct habit_line *line, uint32_t word);

/* Each returns false where it does not recognise the line, else it has reported one error. */
bool habit_quoted_target(const struct habit_line *line);
bool habit_scheme(const struct habit_line *line);
bool habit_slashes(const struct habit_line *line);
bool habit_loose_ports(const struct habit_line *line);
bool habit_two_ports(const struct habit_line *line);

#endif
