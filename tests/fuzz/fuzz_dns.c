/*
 * DNS messages. Input: the length of a query in two bytes, the query, an answer. A query that is
 * taken is taken again as we write it, with the same question; an answer as we write it is one that
 * we would take and write the same again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/dns_message.h"

static void require(int condition)
{
    if (!condition)
        abort();
}

static void check_query(const struct dns_query *query)
{
    uint8_t written[DNS_QUERY_MAX], reply[DNS_UDP_PLAIN];
    struct dns_query again;
    struct dns_problem problem;
    size_t len = dns_query_write(query, 0x5555, true, written);
    require(len <= sizeof(written));
    require(dns_query_read(written, len, &again, &problem) == DNS_QUERY_OK);
    require(strcmp(again.name, query->name) == 0 && again.type == query->type);
    len = dns_reply_write(query, DNS_REFUSED, reply);
    require(len <= sizeof(reply));
    require(dns_query_read(reply, len, &again, &problem) == DNS_QUERY_DROP);
}

static void check_answer(const struct dns_query *query, const uint8_t *bytes, size_t len,
                         uint16_t id, size_t out_max)
{
    static uint8_t once[DNS_MESSAGE_MAX], twice[DNS_MESSAGE_MAX];
    struct dns_answer first, second;
    size_t once_len, twice_len;
    if (dns_answer_rewrite(bytes, len, query, id, once, out_max, &once_len, &first) !=
        DNS_ANSWER_OK)
        return;
    require(once_len <= out_max && first.address_count <= DNS_ADDRESSES_MAX);
    require(dns_answer_rewrite(once, once_len, query, query->id, twice, out_max, &twice_len,
                               &second) == DNS_ANSWER_OK);
    require(first.rcode == second.rcode && first.truncated == second.truncated);
    if (first.truncated)
        return; /* of a truncated answer nothing is passed on */
    require(once_len == twice_len && memcmp(once, twice, once_len) == 0);
    require(first.address_count == second.address_count && first.ttl_s == second.ttl_s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dns_query query;
    struct dns_problem problem;
    if (size < 2)
        return 0;
    size_t query_len = (size_t)(data[0] << 8 | data[1]) % (size - 1);
    const uint8_t *answer = data + 2 + query_len;
    size_t answer_len = size - 2 - query_len;
    enum dns_query_status status = dns_query_read(data + 2, query_len, &query, &problem);
    if (status != DNS_QUERY_OK)
        return 0;
    check_query(&query);
    uint16_t id = answer_len >= 2 ? (uint16_t)(answer[0] << 8 | answer[1]) : 0;
    check_answer(&query, answer, answer_len, id, query.answer_max);
    check_answer(&query, answer, answer_len, id, DNS_MESSAGE_MAX);
    return 0;
}
