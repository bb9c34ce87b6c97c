/*
 * dns_message: DNS messages (RFC 1035 section 4, RFC 6891), read strictly and written anew.
 *
 * A query is taken apart into one question; what goes on to the resolver is a new message with that
 * question in lower case and an identifier of our own, and nothing else the client wrote. An answer
 * is checked against the question and written anew too, with the records that belong to it.
 *
 * All numbers are in host byte order; names are text, without a trailing dot, "" for the root.
 */
#ifndef EGRESS_RUNTIME_WIRE_DNS_MESSAGE_H
#define EGRESS_RUNTIME_WIRE_DNS_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/wire/name.h"

#define DNS_HEADER_LEN 12
#define DNS_NAME_WIRE_MAX 255
#define DNS_QUERY_MAX (DNS_HEADER_LEN + DNS_NAME_WIRE_MAX + 4 + 11) /* as we write it */
#define DNS_MESSAGE_MAX 65535
#define DNS_UDP_PLAIN 512 /* bytes of an answer over UDP without EDNS */
#define DNS_UDP_EDNS 1232 /* what we offer and take: fits every path unfragmented */
#define DNS_ADDRESSES_MAX 64
#define DNS_CHAIN_MAX 12    /* CNAMEs in a row */
#define DNS_RECORDS_MAX 512 /* records of an answer that are looked at */

enum dns_type {
    DNS_A = 1,
    DNS_NS = 2,
    DNS_CNAME = 5,
    DNS_SOA = 6,
    DNS_PTR = 12,
    DNS_MX = 15,
    DNS_TXT = 16,
    DNS_AAAA = 28,
    DNS_SRV = 33,
    DNS_NAPTR = 35,
    DNS_OPT = 41,
    DNS_SVCB = 64,
    DNS_HTTPS = 65,
    DNS_CAA = 257,
};

enum dns_rcode {
    DNS_NOERROR = 0,
    DNS_FORMERR = 1,
    DNS_SERVFAIL = 2,
    DNS_NXDOMAIN = 3,
    DNS_NOTIMP = 4,
    DNS_REFUSED = 5,
};

struct dns_query {
    uint16_t id;
    uint16_t type;
    bool recursion_desired;
    bool edns;
    uint16_t answer_max;  /* bytes of an answer over UDP that the client takes */
    char name[NAME_SIZE]; /* lower case */
    /* The question as the client wrote it, to be echoed: name, type, class. */
    uint8_t question[DNS_NAME_WIRE_MAX + 4];
    uint16_t question_len;
};

enum dns_query_status {
    DNS_QUERY_OK,
    DNS_QUERY_DROP, /* not a query at all: no answer is due */
    DNS_QUERY_BAD,  /* answer with `rcode`; id and perhaps the question are set */
};

/* What a bad query is answered with and why, for a person. */
struct dns_problem {
    enum dns_rcode rcode;
    const char *reason;
};

enum dns_query_status dns_query_read(const uint8_t *bytes, size_t len, struct dns_query *ret,
                                     struct dns_problem *ret_problem);

/*
 * The query that goes to the resolver: lower case, identifier `id`; with `edns` an OPT record that
 * offers DNS_UDP_EDNS. Returns the length.
 */
size_t dns_query_write(const struct dns_query *query, uint16_t id, bool edns,
                       uint8_t out[DNS_QUERY_MAX]);

/* What an answer says. */
struct dns_answer {
    enum dns_rcode rcode;
    bool truncated; /* did not fit: the client must ask again over TCP */
    uint32_t ttl_s; /* the least of the records kept */
    size_t address_count;
    uint32_t addresses[DNS_ADDRESSES_MAX]; /* of A records at the end of the chain of names */
};

enum dns_answer_status {
    DNS_ANSWER_OK,
    DNS_ANSWER_STRAY, /* not an answer to this query: keep waiting for one that is */
    DNS_ANSWER_BAD,   /* an answer to it, but malformed */
};

/*
 * Checks `bytes` as the answer to what dns_query_write wrote for `query` and `id`, and writes it
 * anew for the client to `out`, within out_max bytes (at least DNS_UDP_PLAIN). Kept are the chain
 * of CNAMEs from the queried name, the records of the queried type at its end, and the SOA that a
 * negative answer is cached by. *ret_len is set for DNS_ANSWER_OK only.
 */
enum dns_answer_status dns_answer_rewrite(const uint8_t *bytes, size_t len,
                                          const struct dns_query *query, uint16_t id, uint8_t *out,
                                          size_t out_max, size_t *ret_len, struct dns_answer *ret);

/*
 * An answer of our own without records. Returns its length; `out` has room for DNS_UDP_PLAIN bytes.
 */
size_t dns_reply_write(const struct dns_query *query, enum dns_rcode rcode, uint8_t *out);

/* "A", "HTTPS", ..., or "TYPE1234". */
const char *dns_type_name(uint16_t type, char buffer[16]);

#endif
