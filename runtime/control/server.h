/*
 * The control socket of a run: one message asks (a word of enum control_verb; "reload" carries the
 * descriptor of a compiled policy), one answers (a JSON object), and the connection ends.
 * SOCK_SEQPACKET keeps messages whole. Runs in the supervisor's loop; who asks is told by peer.h.
 */
#ifndef EGRESS_RUNTIME_CONTROL_SERVER_H
#define EGRESS_RUNTIME_CONTROL_SERVER_H

#include <event2/event.h>
#include <jansson.h>

#include "runtime/control/peer.h"

#define CONTROL_MESSAGE_MAX 16384

enum control_verb { CONTROL_STATUS, CONTROL_RELOAD, CONTROL_SHUTDOWN, CONTROL_VERB_COUNT };

/* "status", ... */
const char *control_verb_name(enum control_verb verb);

struct control_server;
struct control_call; /* one that is still to be answered */

struct control_handlers {
    /* Answers now or later, once, with control_answer. policy_fd: reload only; closed afterwards.
     */
    void (*asked)(struct control_call *call, enum control_verb verb, int policy_fd, void *context);
    /* Somebody was turned away. */
    void (*refused)(pid_t pid, const char *why, void *context);
    void *context;
};

/*
 * Makes the socket at `path`. A socket that is there already and that nobody serves is replaced.
 * `trust` and the base are borrowed. 0 or -errno.
 */
__attribute__((warn_unused_result)) int
control_server_new(const char *path, struct event_base *base, const struct control_trust *trust,
                   const struct control_handlers *handlers, struct control_server **ret);

/* Ends calls without an answer, and removes the socket. NULL is fine. */
void control_server_free(struct control_server *server);

/* Takes over `answer`; NULL (lack of memory): no answer. The call is gone afterwards. */
void control_answer(struct control_call *call, json_t *answer);

/* {"ok": false, "error": why} */
void control_answer_error(struct control_call *call, const char *why);

#endif
