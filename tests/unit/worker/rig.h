/*
 * rig: the worker's rooms over real loopback sockets, without the kernel features that bring
 * traffic to them. A thread runs the loop, another plays the broker: it says that a connection goes
 * where the test said it would. The policy is a list of rules written in the test.
 *
 * The test itself is the client and the server, with blocking sockets that give up after seconds.
 */
#ifndef EGRESS_TESTS_UNIT_WORKER_RIG_H
#define EGRESS_TESTS_UNIT_WORKER_RIG_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/attribution/who.h"
#include "runtime/limits.h"
#include "runtime/proxy/proxy.h"

#define IP(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (d))

/* A rule: by address, by host, or by host and the beginning of the path (GET and HEAD only). */
struct rig_rule {
    uint32_t ip;      /* not 0: an address rule */
    const char *host; /* else a host rule, */
    const char *path; /* or with this a URL rule */
    uint16_t port;    /* 0: any */
    bool passthrough, insecure;
};

struct rig_options {
    const struct rig_rule *rules; /* ends with one that is all zero */
    void (*tune)(struct limits *limits);
    const char *nameserver; /* of the worker's own look-ups; NULL: none are made */
    bool sift_answers;      /* the policy names no loopback address */
    const char *log_path;   /* NULL: a file that rig_log reads */
    struct tls *tls;        /* NULL: TLS is not intercepted */
};

struct rig;

struct rig *rig_new(const struct rig_options *options);

/* Before the first connection: `name` is bound to `ip`. */
void rig_bind(struct rig *rig, const char *name, uint32_t ip);

/* What the broker says of the next connections and datagrams (WHO_FOUND at first). */
void rig_status(struct rig *rig, enum who_status status);

/* A client that connects to ip:port, through the worker. Blocking, with a time-out. */
int rig_connect(struct rig *rig, uint32_t ip, uint16_t port);

/* A UDP client whose datagrams go to ip:port, through the worker. Connected to the worker. */
int rig_datagram(struct rig *rig, uint32_t ip, uint16_t port);

void rig_counters(struct rig *rig, struct proxy_counters *ret);

/* Ends the loop, and returns the log: an array of objects. Borrowed. */
json_t *rig_stop(struct rig *rig);
void rig_free(struct rig *rig);

/* Lines of this type in a log; the fields of the nth. */
size_t log_count(json_t *log, const char *type);
json_t *log_line(json_t *log, const char *type, size_t n);
const char *line_text(json_t *line, const char *field); /* "" where it has none */

/* A listener on ip with a port of its own. */
int listen_on(uint32_t ip, uint16_t *ret_port);
int accept_one(int listener);
/* true if nobody connects for a moment. */
bool nobody_connects(int listener);

void send_all(int fd, const void *bytes, size_t len);
void send_text(int fd, const char *text);
/* Reads exactly len bytes, or until the end; returns how many. */
size_t receive(int fd, void *bytes, size_t len);
/* Reads until `end` has come, or the end of the stream; NUL-ends the text. */
size_t receive_until(int fd, char *text, size_t size, const char *end);

enum end { END_FIN, END_RST, END_OPEN /* something came, or nothing in time */ };
/* How the stream ends; bytes in front of the end are read over. */
enum end end_of(int fd);

#endif
