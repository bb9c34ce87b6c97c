/*
 * The tables that the nf_tables flavour of iptables makes when a first rule needs them, and that no
 * call of iptables takes away again. Where a run made them, it removes them when nobody uses them
 * any more, so that iptables-save is afterwards what it was before.
 *
 * The removal is one nf_tables transaction that the kernel refuses if anything was changed since we
 * looked (NFNL_BATCH_GENID): nothing that somebody adds meanwhile can be lost. Source of the
 * messages: linux/netfilter/nf_tables.h.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_TABLES_H
#define EGRESS_RUNTIME_INTERCEPT_TABLES_H

enum {
    TABLE_IP_NAT = 1 << 0,
    TABLE_IP_FILTER = 1 << 1,
    TABLE_IP6_FILTER = 1 << 2,
    TABLE_IP_RAW = 1 << 3,
    TABLE_IP_MANGLE = 1 << 4,
    TABLE_ALL = (1 << 5) - 1,
};

/* Which of them do not exist, in this network namespace. 0 as well where that cannot be told. */
unsigned tables_missing(void);

/* Removes those of `tables` that hold nothing but empty built-in chains with policy accept; those
 * in use, and those that cannot be removed, stay. */
void tables_remove_unused(unsigned tables);

#endif
