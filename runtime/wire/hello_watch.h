/*
 * hello_watch: sees to it that a TLS connection keeps the name it was allowed for.
 *
 * A TLS 1.3 server may answer the first hello with a HelloRetryRequest (RFC 8446 section 4.1.4) and
 * be sent a second hello, in clear text too. Some servers go by the name in the second. So until
 * the server has answered with anything else, the client's records are looked at, and a second
 * hello must name what the first did.
 *
 * Pure. Feed it all that either side sends, in the order it arrives.
 */
#ifndef EGRESS_RUNTIME_WIRE_HELLO_WATCH_H
#define EGRESS_RUNTIME_WIRE_HELLO_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/wire/name.h"

struct hello_watch;

/* `name` (copied) of the first hello, NULL if it had none. NULL on lack of memory. */
struct hello_watch *hello_watch_new(const char *name);
void hello_watch_free(struct hello_watch *watch); /* NULL is fine */

/* false: there is nothing more to watch, and the struct can go. */
bool hello_watch_server(struct hello_watch *watch, const uint8_t *bytes, size_t len);

enum hello_watch_status {
    HELLO_WATCH_ON,  /* *ret_pass bytes may be passed on, the rest must wait for more */
    HELLO_WATCH_OFF, /* all may be passed on, and the struct can go */
    HELLO_WATCH_BAD, /* a second hello that is malformed, or names something else */
};

/*
 * `bytes`: all of the client's that have not been passed on, those after the first hello's record
 * first. At most HELLO_WATCH_HOLD_MAX of them wait at any time.
 */
enum hello_watch_status hello_watch_client(struct hello_watch *watch, const uint8_t *bytes,
                                           size_t len, size_t *ret_pass);

#define HELLO_WATCH_HOLD_MAX 32768

#endif
