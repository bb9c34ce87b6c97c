/*
 * budget: what a peer may make us do for nothing. HTTP/2 has many frames that cost the sender
 * little and carry no request and no byte of a body (PING, SETTINGS, PRIORITY, empty DATA, streams
 * begun and reset: CVE-2019-9512 to 9518, CVE-2023-44487, CVE-2025-8671). Each costs; bytes and
 * finished streams earn; the rest comes back with time. A peer that has spent all is a flood.
 */
#ifndef EGRESS_RUNTIME_HTTP2_BUDGET_H
#define EGRESS_RUNTIME_HTTP2_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

struct http2_budget {
    uint32_t most;  /* never more than this, and so much at first */
    uint32_t per_s; /* comes back in a second */
    uint32_t left;
    int64_t filled_ms; /* any monotonic clock */
};

void http2_budget_start(struct http2_budget *budget, uint32_t most, uint32_t per_s, int64_t now_ms);

/* What the time since the last call gives back. */
void http2_budget_refill(struct http2_budget *budget, int64_t now_ms);

void http2_budget_earn(struct http2_budget *budget, uint32_t amount);

/* false: there is less left than that. */
bool http2_budget_spend(struct http2_budget *budget, uint32_t amount);

#endif
