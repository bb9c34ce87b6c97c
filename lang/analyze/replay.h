/*
 * A log replayed against a policy: what it would have said to each event, counted by rule, by
 * process, by step, and by what was refused. Decisions are made as the runtime makes them
 * (lang/decide), with the names that the log's DNS answers bind; a host that the log names is taken
 * as established.
 *
 * Memory is bounded, whatever the log: the tables below hold so many entries, and what comes after
 * is counted together as "others".
 */
#ifndef EGRESS_LANG_ANALYZE_REPLAY_H
#define EGRESS_LANG_ANALYZE_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/analyze/log_line.h"
#include "lang/decide/decide.h"
#include "lang/rules/rule.h"

#define REPLAY_GROUPS_MAX 10000   /* of processes, of steps, and of refusals, each */
#define REPLAY_TEXT_MAX_BYTES 512 /* of a text that names one; longer ones are cut */

struct replay_count {
    uint64_t events;
    uint64_t refused;
};

/* A process by its executable, or a step by its id. */
struct replay_group {
    const char *name; /* "" where it is not known */
    struct replay_count count;
};

/* One thing that was refused to one process in one step. */
struct replay_refusal {
    const char *what; /* "tcp 192.0.2.1:22", "dns evil.example", "POST https://..." */
    const char *exe;
    const char *step;
    uint64_t count;
    uint64_t first_line; /* of the log */
    bool inspection;     /* a URL rule might allow it; the proxy must look into the connection */
    bool allowed_before; /* the policy of the run allowed it at least once */
};

struct replay_summary {
    struct replay_count all;
    uint64_t by_type[LOG_LINE_DNS_RESPONSE + 1];
    uint64_t answers;       /* dns_response lines */
    uint64_t newly_refused; /* the policy of the run had allowed it */
    uint64_t newly_allowed; /* it had refused it */
    uint64_t uninspected;   /* refused only because nobody looked into the connection */
};

struct replay;

/* The rules are borrowed; so is the matcher's policy, which must be the same rules. */
struct replay *replay_new(const struct ruleset *rules, struct matcher matcher);
void replay_free(struct replay *replay);

/* One event, and what the policy says: NULL for lines that are none. `number`: of the line. */
const struct verdict *replay_event(struct replay *replay, const struct log_line *line,
                                   uint64_t number);

const struct replay_summary *replay_summary(const struct replay *replay);

/* How often each rule was the one that allowed (if only for inspection), or allowed the resolver, or
 * gave a flag. */
const uint64_t *replay_rule_uses(const struct replay *replay);

/* Most events first. The others, beyond the limit, are in *ret_others. The arrays are the replay's,
 * good until the next event. */
const struct replay_group *replay_processes(struct replay *replay, uint32_t *ret_count,
                                            struct replay_count *ret_others);
const struct replay_group *replay_steps(struct replay *replay, uint32_t *ret_count,
                                        struct replay_count *ret_others);
const struct replay_refusal *replay_refusals(struct replay *replay, uint32_t *ret_count,
                                             uint64_t *ret_others);

#endif
