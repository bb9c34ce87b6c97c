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
#define LOG_TYPE(id, name, meaning) LOG_##id,
#include "runtime/log/types.def"
#undef LOG_TYPE
    LOG_TYPE_COUNT
};

/* The longest line, its newline too. Longer texts and argument lists are cut and end in "...". */
#define LOG_LINE_MAX 16384
#define LOG_ANSWERS_MAX 64 /* addresses written of one answer */
#define LOG_ARGS_MAX 64    /* elements of argv written */

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
    const char *error;  /* what went wrong, for a machine: a word of runtime/log/errors.def */
    const char *reason; /* why, for a person */
};

struct log;

/*
 * Texts may hold any bytes: what is not UTF-8, and DEL, becomes U+FFFD; all that is not printable
 * ASCII is written as \u escapes, so that a line is safe to show on a terminal.
 *
 * `image` gives rule lines and texts; may be NULL. The fd stays the caller's. */
struct log *log_new(int fd, const struct image *image);
void log_free(struct log *log);

/*
 * 0 or -errno. A failed write is the caller's business: what cannot be logged is not allowed. Of a
 * line that the disk had no room for, nothing stays.
 */
__attribute__((warn_unused_result)) int log_write(struct log *log, const struct log_event *event);

/*
 * Removes the piece of a line at the end of the file that a writer left which was killed in the
 * middle of its write. For whoever outlives the writer, before the file is written again. Does
 * nothing to what is not a regular file. 0 or -errno.
 */
__attribute__((warn_unused_result)) int log_repair(int fd);

/* Rule texts come from another image from now on. */
void log_set_image(struct log *log, const struct image *image);

/* Can it be written? Lines that could not be are lost; the first one that can be again says how
 * many those were, in a line of its own. */
struct log_health {
    int error;     /* of the last write, -errno; 0: it went well */
    uint64_t lost; /* lines, since the start */
};
void log_health(const struct log *log, struct log_health *ret);

/* Called when the first line is lost, and when one can be written again. From inside log_write. */
void log_on_change(struct log *log, void (*changed)(const struct log_health *health, void *context),
                   void *context);

/* The JSON Schema of a line, as text. The caller frees it. NULL on lack of memory. */
char *log_schema(void);

/* "http", "dns_response", ... */
const char *log_type_name(enum log_type type);

#endif
