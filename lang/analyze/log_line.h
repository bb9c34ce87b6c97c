/*
 * One line of a connection log (runtime/log/fields.def), read. There are two readers of the same
 * grammar: a fast one for lines as our own log writes them, which passes over a line once, and an
 * exact one (jansson) for whatever else JSON allows. The fast one either gives what the exact one
 * would, or nothing.
 *
 * Ownership: texts are memory of the reader, and live until the next line is read.
 */
#ifndef EGRESS_LANG_ANALYZE_LOG_LINE_H
#define EGRESS_LANG_ANALYZE_LOG_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/vm/facts.h"

/* The kinds of line, as far as a policy is concerned. */
enum log_line_type {
    LOG_LINE_NONE, /* no event: start, stop, sudo, error */
    LOG_LINE_HTTP,
    LOG_LINE_HTTPS,
    LOG_LINE_TCP,
    LOG_LINE_UDP,
    LOG_LINE_DNS,
    LOG_LINE_DNS_RESPONSE,
};

enum log_line_policy { LOG_POLICY_NONE, LOG_POLICY_ALLOW, LOG_POLICY_DENY };

#define LOG_ARGUMENTS_MAX 4096
#define LOG_ADDRESSES_MAX 256 /* of one answer; more are left out */

struct log_line {
    enum log_line_type type;
    enum log_line_policy policy; /* what the policy of the run said */
    bool has_time;
    int64_t time_ms; /* since 1970 */
    bool has_destination;
    uint32_t dst_ip; /* host byte order */
    uint16_t dst_port;
    uint32_t ttl_s;
    struct process_facts process;
    const char *url; /* NULL: absent; so are the others */
    const char *method;
    const char *host;
    const char *name;
    const uint32_t *answers;
    uint32_t answer_count;
};

struct log_reader;

struct log_reader *log_reader_new(void);
void log_reader_free(struct log_reader *reader);

/*
 * The line comes without its line end. False, with a constant sentence, for what is no line of a
 * log.
 */
bool log_line_read(struct log_reader *reader, const char *line, size_t len_bytes,
                   struct log_line *ret_line, const char **ret_wrong);

/* For tests: each reader by itself. The fast one returns false, too, for what it leaves to the
 * other. */
bool log_line_read_fast(struct log_reader *reader, const char *line, size_t len_bytes,
                        struct log_line *ret_line);
bool log_line_read_exact(struct log_reader *reader, const char *line, size_t len_bytes,
                         struct log_line *ret_line, const char **ret_wrong);

#endif
