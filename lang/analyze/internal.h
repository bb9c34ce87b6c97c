/* Inside lang/analyze: what both readers of log lines share. */
#ifndef EGRESS_LANG_ANALYZE_INTERNAL_H
#define EGRESS_LANG_ANALYZE_INTERNAL_H

#include <jansson.h>

#include "lang/analyze/log_line.h"

/* Our own lines are shorter (LOG_LINE_MAX in runtime/log); longer ones take the exact way. */
#define LOG_FAST_MAX_BYTES 32768

struct log_reader {
    char copy[LOG_FAST_MAX_BYTES + 1]; /* of the line, for the fast reader to change */
    const char *argv[LOG_ARGUMENTS_MAX];
    uint32_t answers[LOG_ADDRESSES_MAX];
    json_t *json; /* of the exact reader; holds the texts */
};

/* Dotted IPv4, as inet_pton takes it. */
bool log_address(const char *text, size_t len_bytes, uint32_t *ret_ip);

/* "2026-01-02T03:04:05.678Z", the milliseconds perhaps missing. */
bool log_time(const char *text, size_t len_bytes, int64_t *ret_time_ms);

/* False: no such type. */
bool log_type(const char *text, size_t len_bytes, enum log_line_type *ret_type);

/* What the fields together must be; NULL, or what is wrong. */
const char *log_line_check(const struct log_line *line);

#endif
