/*
 * An event as somebody types it, or as a log has it, made into what a policy is asked.
 */
#ifndef EGRESS_LANG_EXPLAIN_ASKED_H
#define EGRESS_LANG_EXPLAIN_ASKED_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/analyze/log_line.h"
#include "lang/decide/url.h"
#include "lang/rules/rule.h"
#include "lang/source/arena.h"
#include "lang/vm/facts.h"

struct asked {
    enum question question;
    struct facts facts;
    bool address_unknown; /* the caller puts one in */
    const char *text;     /* "POST https://api.github.com/x", "tcp 192.0.2.1:22" */
};

/* "POST https://h/x", "h:22", "192.0.2.1:53/udp", "dns:h". NULL, or what is wrong with it. */
const char *asked_from_text(struct arena *arena, const char *text, struct asked *ret_asked);

/* Asks a resolver that the process may ask; without one the address stays unknown. */
void asked_choose_resolver(const struct ruleset *rules, struct asked *asked);

/*
 * A line that asks something. `host`: the name to ask about where the line has none of its own, or
 * NULL. The line's texts are borrowed.
 */
const char *asked_from_log(struct arena *arena, const struct log_line *line, const char *host,
                           struct asked *ret_asked);

/* "192.0.2.1" or, if ret_port is not NULL, perhaps "192.0.2.1:53". */
bool asked_address(const char *text, uint32_t *ret_ip, uint16_t *ret_port);

#endif
