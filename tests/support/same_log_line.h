/* Two readings of a log line, compared field by field; for the tests of both readers. */
#ifndef EGRESS_TESTS_SUPPORT_SAME_LOG_LINE_H
#define EGRESS_TESTS_SUPPORT_SAME_LOG_LINE_H

#include <string.h>

#include "lang/analyze/log_line.h"

static inline bool same_or_null(const char *a, const char *b)
{
    return (!a && !b) || (a && b && !strcmp(a, b));
}

static inline bool same_lists(const struct log_line *a, const struct log_line *b)
{
    if (a->process.argc != b->process.argc || a->answer_count != b->answer_count)
        return false;
    for (uint32_t i = 0; i < a->process.argc; i++)
        if (strcmp(a->process.argv[i], b->process.argv[i]) != 0)
            return false;
    for (uint32_t i = 0; i < a->answer_count; i++)
        if (a->answers[i] != b->answers[i])
            return false;
    return true;
}

static inline bool same_log_line(const struct log_line *a, const struct log_line *b)
{
    return a->type == b->type && a->policy == b->policy && a->has_time == b->has_time &&
           a->time_ms == b->time_ms && a->has_destination == b->has_destination &&
           a->dst_ip == b->dst_ip && a->dst_port == b->dst_port && a->ttl_s == b->ttl_s &&
           same_or_null(a->process.exe, b->process.exe) &&
           same_or_null(a->process.cgroup, b->process.cgroup) &&
           same_or_null(a->process.step, b->process.step) &&
           same_or_null(a->process.action, b->process.action) &&
           same_or_null(a->process.image, b->process.image) && same_or_null(a->url, b->url) &&
           same_or_null(a->method, b->method) && same_or_null(a->host, b->host) &&
           same_or_null(a->name, b->name) && same_lists(a, b);
}

#endif
