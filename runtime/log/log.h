/*
 * log: one event a line of JSON (DESIGN: "What is written down"). The list of fields is
 * runtime/log/fields.def, from which the schema and the tests come. A line is built in memory and
 * written with one write() to a descriptor opened O_APPEND, so it is whole or absent.
 */
#ifndef EGRESS_RUNTIME_LOG_LOG_H
#define EGRESS_RUNTIME_LOG_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lang/vm/facts.h"
#include "lang/vm/image.h"

enum log_type {
    LOG_HTTP,
    LOG_HTTPS,
    LOG_TCP,
    LOG_UDP,
    LOG_DNS,
    LOG_DNS_RESPONSE,
    LOG_START,
    LOG_STOP,
    LOG_ERROR,
};

/* One line. NULL and zero fields are left out; strings are borrowed for the call. */
struct log_event {
    enum log_type type;
    uint32_t dst_ip; /* host byte order; 0: none */
    uint16_t dst_port;
    uint16_t src_port;
    const struct verdict *verdict; /* gives policy, rule, passthrough, insecure */
    pid_t pid;
    const struct process_facts *process;
    const char *url; /* the query is cut off here */
    const char *method;
    const char *host;
    const char *name;
    const uint32_t *answers; /* host byte order */
    size_t answer_count;
    uint32_t ttl_s;
    const char *error;  /* what went wrong, for a machine: upstream_unreachable, ... */
    const char *reason; /* why, for a person */
};

struct log;

/* `image` gives rule lines and texts; may be NULL. The fd stays the caller's. */
struct log *log_new(int fd, const struct image *image);
void log_free(struct log *log);

/* 0 or -errno. A failed write is the caller's business: what cannot be logged is not allowed. */
__attribute__((warn_unused_result)) int log_write(struct log *log, const struct log_event *event);

#endif
