/* A rule told in words: what it allows, to whom, with examples. For people, in Markdown. */
#ifndef EGRESS_LSP_DESCRIBE_H
#define EGRESS_LSP_DESCRIBE_H

#include <stdbool.h>

#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

/* All results are arena memory. */
const char *describe_rule(struct arena *arena, const struct rule *rule);

/* "443 over TCP", "any port over UDP" */
const char *describe_ports(struct arena *arena, const struct rule *rule);

/* `:443/tcp` */
const char *describe_ports_short(struct arena *arena, const struct rule *rule);

/* An event that the rule matches, as far as its patterns are simple; borrowed from the arena. */
struct describe_example {
    enum question question;
    struct facts facts;
    struct process_facts process;
    const char *text; /* "GET https://api.github.com/x", "tcp github.com:443" */
};

/* False: of a DNS-only rule, which alone allows nothing. */
bool describe_example(struct arena *arena, const struct rule *rule,
                      struct describe_example *ret_example);

/* A few things that look alike and are not matched; NULL: none come to mind. */
const char *describe_counterexample(struct arena *arena, const struct rule *rule);

/* Whether the rule alone allows the example of another one. */
bool describe_matches(const struct rule *rule, const struct describe_example *example);

#endif
