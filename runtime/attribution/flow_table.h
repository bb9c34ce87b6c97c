/*
 * flow_table: the kernel's tables of connections and datagrams, read and kept small. A connection
 * is found by its addresses, ports and first sequence number, a datagram by its mark: certain.
 * Where datagrams carry no marks they are found by addresses and ports; when two images used those
 * in short succession and datagrams of the first may still be unanswered, nobody can tell.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_FLOW_TABLE_H
#define EGRESS_RUNTIME_ATTRIBUTION_FLOW_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "bpf/record.h"
#include "runtime/attribution/programs.h"
#include "runtime/attribution/who.h"

/* How many answers each of the last owners has had: what settles a contested flow. */
#define ANSWERED_SLOTS 16384
struct answered {
    uint64_t serial;
    uint64_t count;
};

struct flow_table {
    int tcp_fd; /* BPF maps, borrowed */
    int udp_fd;
    int datagrams_fd;                 /* -1: datagrams carry no marks */
    struct record_counters *counters; /* shared with the kernel, borrowed */
    struct answered *answered;        /* owned */
    bool tcp_next;                    /* whose turn it is to be swept */
    bool resume;
    uint32_t cursor; /* where the sweep of that table stopped */
    int64_t kept;    /* entries that it has left so far */
};

/* 0 or -errno. */
__attribute__((warn_unused_result)) int flow_table_init(struct flow_table *table,
                                                        const struct programs *programs);
void flow_table_close(struct flow_table *table);

/*
 * Who made the flow `key`. False: nobody known, or nobody for certain. A TCP flow is asked for once
 * and leaves the table with the answer; each datagram of a UDP flow is asked for once.
 */
bool flow_table_ask(struct flow_table *table, const struct flow_key *key, uint64_t now_ns,
                    struct flow *ret);

/*
 * Who sent the datagram that the question is about, by its mark. False: the mark has been
 * forgotten, or is none of ours.
 */
bool flow_table_ask_mark(const struct flow_table *table, const struct who_question *question,
                         struct flow *ret);

/* Pure: is this what is known of the datagram in question? */
bool datagram_answers(const struct datagram *datagram, const struct who_question *question);

/* Pure: may datagrams of an earlier owner still be on their way to an answer? */
bool flow_contested(const struct flow *flow, const struct answered *answered, uint64_t now_ns);

/* Pure: is nothing to be expected of this entry any more? */
bool flow_stale(const struct flow_key *key, const struct flow *flow, bool crowded, uint64_t now_ns);

/* Looks at some hundred entries and drops the stale ones. False: both tables are empty. */
bool flow_table_sweep(struct flow_table *table, uint64_t now_ns);

#endif
