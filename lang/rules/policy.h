/*
 * From policy text to typed rules: the whole front end in one call.
 *
 *     struct arena arena = {0};
 *     struct diagnostics diagnostics = {.arena = &arena};
 *     struct ruleset rules;
 *     bool ok = policy_parse(text, len, &options, &arena, &diagnostics, &rules);
 *     ...
 *     arena_free(&arena);
 *
 * It parses line by line: every bad line is one error, and the rules of the other lines are still
 * in the ruleset, for tools. Only a ruleset that came with `true` may be enforced.
 *
 * Ownership: the ruleset, its strings and the diagnostics are arena memory; nothing borrows `text`
 * after the call. No global state, no I/O, no environment. Time and memory are linear in len_bytes.
 */
#ifndef EGRESS_LANG_RULES_POLICY_H
#define EGRESS_LANG_RULES_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/source/diagnostic.h"

struct policy_options {
    const char *repo;         /* "OWNER/REPO" for {owner} and {repo}; NULL: none */
    const char *defaults;     /* name of a set of rules to put in front ("gha"); NULL: none */
    const char *const *scope; /* "key=value": for every rule that gives none of that key */
    uint32_t scope_count;

    /*
     * Placeholders without a value are warnings, and their rules are listed with the placeholder in
     * them. For tools that only look (check, rules): what comes out is not to be enforced.
     */
    bool placeholders_may_stay;
};

/*
 * true: no error (there may be warnings). false: at least one error was added to *diagnostics.
 * *ret_rules is filled either way. Spans are offsets into `text` as given, placeholders and all.
 */
bool policy_parse(const char *text, size_t len_bytes, const struct policy_options *options,
                  struct arena *arena, struct diagnostics *diagnostics, struct ruleset *ret_rules);

#endif
