/*
 * Rules that could be removed, all of them together, without changing one verdict: duplicates,
 * those inside a broader rule, those that several others cover between them. Proved, not guessed
 * (see search.h). Of two that cover each other the later one is the one to remove.
 */
#ifndef EGRESS_LANG_LINT_REDUNDANT_H
#define EGRESS_LANG_LINT_REDUNDANT_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

/* A rule that does nothing, and those that do it already. Arena memory. */
struct redundancy {
    uint32_t rule;
    const uint32_t *cover; /* never empty; each of them stays */
    uint32_t cover_count;
    bool mutual; /* the one that covers it is covered by it, too: they mean the same */
};

struct redundancies {
    const struct redundancy *items; /* by rule */
    uint32_t count;
    uint32_t unknown; /* rules of which nothing could be proved within bounds */
};

void redundant_find(const struct ruleset *rules, struct arena *arena,
                    struct redundancies *ret_redundancies);

/*
 * An event that `rule` alone decides once the redundant ones are gone: without it the answer to
 * `question` is another one. False where there is none, or none was found within bounds. For a DNS
 * question the destination is a resolver that the policy allows; false if it allows none.
 */
struct witness {
    enum question question;
    struct facts facts;
    struct process_facts process;
};

bool redundant_witness(const struct ruleset *rules, const struct redundancies *redundancies,
                       uint32_t rule, struct arena *arena, struct witness **ret_witness);

#endif
