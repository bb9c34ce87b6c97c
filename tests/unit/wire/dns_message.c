#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/dns_message.h"

#define BYTES(literal) (const uint8_t *)(literal), sizeof(literal) - 1

/* Pieces of messages. */
#define QUERY "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
#define NAME "\3wWw\7example\0"
#define A_IN "\0\1\0\1"
#define OPT "\0\0\x29\x10\0\0\0\0\0\0\0"

static const struct {
    const char *what;
    const uint8_t *bytes;
    size_t len;
    enum dns_query_status status;
    enum dns_rcode rcode;
} queries[] = {
    {"plain", BYTES(QUERY NAME A_IN), DNS_QUERY_OK, 0},
    {"empty", BYTES(""), DNS_QUERY_DROP, 0},
    {"half a header", BYTES("\x12\x34\x01\x00"), DNS_QUERY_DROP, 0},
    {"an answer", BYTES("\x12\x34\x81\x00\0\1\0\0\0\0\0\0" NAME A_IN), DNS_QUERY_DROP, 0},
    {"status operation", BYTES("\x12\x34\x11\x00\0\1\0\0\0\0\0\0" NAME A_IN), DNS_QUERY_BAD,
     DNS_NOTIMP},
    {"update", BYTES("\x12\x34\x28\x00\0\1\0\0\0\0\0\0" NAME A_IN), DNS_QUERY_BAD, DNS_NOTIMP},
    {"no question", BYTES("\x12\x34\x01\x00\0\0\0\0\0\0\0\0"), DNS_QUERY_BAD, DNS_FORMERR},
    {"two questions", BYTES("\x12\x34\x01\x00\0\2\0\0\0\0\0\0" NAME A_IN NAME A_IN), DNS_QUERY_BAD,
     DNS_FORMERR},
    {"with an answer", BYTES("\x12\x34\x01\x00\0\1\0\1\0\0\0\0" NAME A_IN), DNS_QUERY_BAD,
     DNS_FORMERR},
    {"truncated flag", BYTES("\x12\x34\x03\x00\0\1\0\0\0\0\0\0" NAME A_IN), DNS_QUERY_BAD,
     DNS_FORMERR},
    {"name cut short", BYTES(QUERY "\3ww"), DNS_QUERY_BAD, DNS_FORMERR},
    {"name without an end", BYTES(QUERY "\3www"), DNS_QUERY_BAD, DNS_FORMERR},
    {"pointer", BYTES(QUERY "\xc0\x0c" A_IN), DNS_QUERY_BAD, DNS_FORMERR},
    {"reserved label type", BYTES(QUERY "\x43www\0" A_IN), DNS_QUERY_BAD, DNS_FORMERR},
    {"no type", BYTES(QUERY NAME), DNS_QUERY_BAD, DNS_FORMERR},
    {"bytes behind", BYTES(QUERY NAME A_IN "x"), DNS_QUERY_BAD, DNS_FORMERR},
    {"class CH", BYTES(QUERY NAME "\0\1\0\3"), DNS_QUERY_BAD, DNS_REFUSED},
    {"class ANY", BYTES(QUERY NAME "\0\1\0\xff"), DNS_QUERY_BAD, DNS_REFUSED},
    {"a dot in a label", BYTES(QUERY "\3a.b\7example\0" A_IN), DNS_QUERY_BAD, DNS_REFUSED},
    {"a NUL in a label", BYTES(QUERY "\3a\0b\7example\0" A_IN), DNS_QUERY_BAD, DNS_REFUSED},
    {"a blank in a label", BYTES(QUERY "\3a b\7example\0" A_IN), DNS_QUERY_BAD, DNS_REFUSED},
    {"service name", BYTES(QUERY "\5_sip_\4_tcp\7example\0" A_IN), DNS_QUERY_OK, 0},
    {"root", BYTES(QUERY "\0" A_IN), DNS_QUERY_OK, 0},
    {"EDNS", BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\1" NAME A_IN OPT), DNS_QUERY_OK, 0},
    {"EDNS twice", BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\2" NAME A_IN OPT OPT), DNS_QUERY_BAD,
     DNS_FORMERR},
    {"EDNS version 1",
     BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\1" NAME A_IN "\0\0\x29\x10\0\0\1\0\0\0\0"),
     DNS_QUERY_BAD, DNS_FORMERR},
    {"EDNS with an owner",
     BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\1" NAME A_IN "\xc0\x0c\0\x29\x10\0\0\0\0\0\0\0"),
     DNS_QUERY_BAD, DNS_FORMERR},
    {"EDNS cut short",
     BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\1" NAME A_IN "\0\0\x29\x10\0\0\0\0\0\0\4"),
     DNS_QUERY_BAD, DNS_FORMERR},
    {"EDNS with a cookie",
     BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\1" NAME A_IN "\0\0\x29\x10\0\0\0\0\0\0\6\0\x0a\0\2hi"),
     DNS_QUERY_OK, 0},
    {"many records", BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\5" NAME A_IN), DNS_QUERY_BAD,
     DNS_FORMERR},
};

Test(dns_message, queries)
{
    for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
        struct dns_query query;
        struct dns_problem problem = {0};
        enum dns_query_status status =
            dns_query_read(queries[i].bytes, queries[i].len, &query, &problem);
        cr_expect_eq(status, queries[i].status, "%s: %d", queries[i].what, status);
        cr_expect_eq(problem.rcode, queries[i].rcode, "%s: %d", queries[i].what, problem.rcode);
        cr_expect_eq(problem.reason != NULL, status != DNS_QUERY_OK, "%s", queries[i].what);
    }
}

Test(dns_message, names_are_bounded)
{
    uint8_t bytes[512] = QUERY;
    struct dns_query query;
    struct dns_problem problem;
    for (int labels = 1; labels <= 5; labels++) {
        size_t at = 12;
        for (int i = 0; i < labels; i++) {
            bytes[at] = 62;
            memset(bytes + at + 1, 'a', 62);
            at += 63;
        }
        memcpy(bytes + at, "\0" A_IN, 5);
        enum dns_query_status status = dns_query_read(bytes, at + 5, &query, &problem);
        cr_expect_eq(status, labels <= 4 ? DNS_QUERY_OK : DNS_QUERY_BAD, "%d labels", labels);
    }
}

static struct dns_query query_of(const uint8_t *bytes, size_t len)
{
    struct dns_query query;
    struct dns_problem problem;
    cr_assert_eq(dns_query_read(bytes, len, &query, &problem), DNS_QUERY_OK);
    return query;
}

static struct dns_query plain_query(void)
{
    return query_of(BYTES(QUERY NAME A_IN));
}

static struct dns_query edns_query(void)
{
    return query_of(BYTES("\x12\x34\x01\x00\0\1\0\0\0\0\0\1" NAME A_IN
                          "\0\0\x29\x04\xd0\0\0\x80\0\0\6\0\x0a\0\2hi"));
}

Test(dns_message, query_written_anew)
{
    uint8_t out[DNS_QUERY_MAX];
    struct dns_query query = edns_query();
    cr_assert_str_eq(query.name, "www.example");
    cr_assert_eq(query.answer_max, 1232);
    size_t len = dns_query_write(&query, 0xabcd, false, out);
    static const char plain[] = "\xab\xcd\x01\x00\0\1\0\0\0\0\0\0\3www\7example\0" A_IN;
    cr_assert_eq(len, sizeof(plain) - 1);
    cr_assert(memcmp(out, plain, len) == 0);
    len = dns_query_write(&query, 0xabcd, true, out);
    static const char edns[] =
        "\xab\xcd\x01\x00\0\1\0\0\0\0\0\1\3www\7example\0" A_IN "\0\0\x29\x04\xd0\0\0\0\0\0\0";
    cr_assert_eq(len, sizeof(edns) - 1);
    cr_assert(memcmp(out, edns, len) == 0);
}

Test(dns_message, own_replies_echo_the_question)
{
    uint8_t out[DNS_UDP_PLAIN];
    struct dns_query query = plain_query();
    size_t len = dns_reply_write(&query, DNS_REFUSED, out);
    static const char reply[] = "\x12\x34\x81\x85\0\1\0\0\0\0\0\0" NAME A_IN;
    cr_assert_eq(len, sizeof(reply) - 1);
    cr_assert(memcmp(out, reply, len) == 0);
    query = edns_query();
    len = dns_reply_write(&query, DNS_NOERROR, out);
    cr_assert_eq(out[11], 1);
    cr_assert_eq(len, sizeof(reply) - 1 + 11);
}

/* ---- answers ---- */

#define ID 0xabcd
#define ASKED "\3www\7example\0" A_IN
#define ANSWER(count, authorities) "\xab\xcd\x81\x80\0\1\0" count "\0" authorities "\0\0" ASKED
/* Offsets: the name stands at 12, "example" in it at 16; records begin at 29. */
#define A(owner, ip) owner "\0\1\0\1\0\0\0\x3c\0\4" ip
#define CNAME_TO(owner, target_len, target) owner "\0\5\0\1\0\0\0\x1e\0" target_len target
#define SOA(owner)                                                                                 \
    owner "\0\6\0\1\0\0\0\x0a\0\x1b\2ns\xc0\x10\xc0\x10"                                           \
          "\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5"
#define SELF "\xc0\x0c"

static const struct {
    const char *what;
    const uint8_t *bytes;
    size_t len;
    enum dns_answer_status status;
    int rcode, answers, authorities, addresses;
    uint32_t first, ttl_s;
} answers[] = {
    {"one address", BYTES(ANSWER("\1", "\0") A(SELF, "\1\2\3\4")), DNS_ANSWER_OK, 0, 1, 0, 1,
     0x01020304, 60},
    {"owner in other case", BYTES(ANSWER("\1", "\0") A("\3WWW\7Example\0", "\1\2\3\4")),
     DNS_ANSWER_OK, 0, 1, 0, 1, 0x01020304, 60},
    {"two addresses", BYTES(ANSWER("\2", "\0") A(SELF, "\1\2\3\4") A(SELF, "\5\6\7\x08")),
     DNS_ANSWER_OK, 0, 2, 0, 2, 0x01020304, 60},
    {"a chain",
     BYTES(ANSWER("\2", "\0") CNAME_TO(SELF, "\4", "\1b\xc0\x10") A("\1b\xc0\x10", "\1\2\3\4")),
     DNS_ANSWER_OK, 0, 2, 0, 1, 0x01020304, 30},
    {"a chain, backwards",
     BYTES(ANSWER("\2", "\0") A("\1b\xc0\x10", "\1\2\3\4") CNAME_TO(SELF, "\4", "\1b\xc0\x10")),
     DNS_ANSWER_OK, 0, 2, 0, 1, 0x01020304, 30},
    {"another name's address", BYTES(ANSWER("\1", "\0") A("\4evil\xc0\x10", "\6\6\6\6")),
     DNS_ANSWER_OK, 0, 0, 0, 0, 0, 0},
    {"an address beside the chain",
     BYTES(ANSWER("\3", "\0") CNAME_TO(SELF, "\4", "\1b\xc0\x10") A("\1b\xc0\x10", "\1\2\3\4")
               A("\1c\xc0\x10", "\6\6\6\6")),
     DNS_ANSWER_OK, 0, 2, 0, 1, 0x01020304, 30},
    {"no records", BYTES(ANSWER("\0", "\0")), DNS_ANSWER_OK, 0, 0, 0, 0, 0, 0},
    {"no such name", BYTES("\xab\xcd\x81\x83\0\1\0\0\0\1\0\0" ASKED SOA("\xc0\x10")), DNS_ANSWER_OK,
     3, 0, 1, 0, 0, 10},
    {"another zone's SOA", BYTES("\xab\xcd\x81\x83\0\1\0\0\0\1\0\0" ASKED SOA("\4evil\0")),
     DNS_ANSWER_OK, 3, 0, 0, 0, 0, 0},
    {"another identifier", BYTES("\xab\xce\x81\x80\0\1\0\0\0\0\0\0" ASKED), DNS_ANSWER_STRAY, 0, 0,
     0, 0, 0, 0},
    {"a query", BYTES("\xab\xcd\x01\x00\0\1\0\0\0\0\0\0" ASKED), DNS_ANSWER_STRAY, 0, 0, 0, 0, 0,
     0},
    {"another question", BYTES("\xab\xcd\x81\x80\0\1\0\0\0\0\0\0\3wwx\7example\0" A_IN),
     DNS_ANSWER_STRAY, 0, 0, 0, 0, 0, 0},
    {"another type", BYTES("\xab\xcd\x81\x80\0\1\0\0\0\0\0\0\3www\7example\0\0\x10\0\1"),
     DNS_ANSWER_STRAY, 0, 0, 0, 0, 0, 0},
    {"no question", BYTES("\xab\xcd\x81\x80\0\0\0\0\0\0\0\0"), DNS_ANSWER_STRAY, 0, 0, 0, 0, 0, 0},
    {"record cut short", BYTES(ANSWER("\1", "\0") SELF "\0\1\0\1\0\0\0\x3c\0\4\1\2"),
     DNS_ANSWER_BAD, 0, 0, 0, 0, 0, 0},
    {"record missing", BYTES(ANSWER("\2", "\0") A(SELF, "\1\2\3\4")), DNS_ANSWER_BAD, 0, 0, 0, 0, 0,
     0},
    {"address of three bytes", BYTES(ANSWER("\1", "\0") SELF "\0\1\0\1\0\0\0\x3c\0\3\1\2\3"),
     DNS_ANSWER_BAD, 0, 0, 0, 0, 0, 0},
    {"address of five bytes", BYTES(ANSWER("\1", "\0") SELF "\0\1\0\1\0\0\0\x3c\0\5\1\2\3\4\5"),
     DNS_ANSWER_BAD, 0, 0, 0, 0, 0, 0},
    {"pointer to itself", BYTES(ANSWER("\1", "\0") A("\xc0\x1d", "\1\2\3\4")), DNS_ANSWER_BAD, 0, 0,
     0, 0, 0, 0},
    {"pointer ahead", BYTES(ANSWER("\1", "\0") A("\xc0\xff", "\1\2\3\4")), DNS_ANSWER_BAD, 0, 0, 0,
     0, 0, 0},
    {"chain in a circle", BYTES(ANSWER("\1", "\0") CNAME_TO(SELF, "\2", SELF)), DNS_ANSWER_BAD, 0,
     0, 0, 0, 0, 0},
    {"CNAME with bytes behind", BYTES(ANSWER("\1", "\0") CNAME_TO(SELF, "\3", SELF "x")),
     DNS_ANSWER_BAD, 0, 0, 0, 0, 0, 0},
    {"class CH", BYTES(ANSWER("\1", "\0") SELF "\0\1\0\3\0\0\0\x3c\0\4\1\2\3\4"), DNS_ANSWER_OK, 0,
     0, 0, 0, 0, 0},
    {"negative time", BYTES(ANSWER("\1", "\0") SELF "\0\1\0\1\xff\0\0\0\0\4\1\2\3\4"),
     DNS_ANSWER_OK, 0, 1, 0, 1, 0x01020304, 0},
};

Test(dns_message, answers)
{
    for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
        uint8_t out[DNS_UDP_EDNS];
        size_t len = 0;
        struct dns_answer answer = {0};
        struct dns_query query = plain_query();
        enum dns_answer_status status = dns_answer_rewrite(answers[i].bytes, answers[i].len, &query,
                                                           ID, out, sizeof(out), &len, &answer);
        cr_expect_eq(status, answers[i].status, "%s: %d", answers[i].what, status);
        if (status != DNS_ANSWER_OK)
            continue;
        cr_expect_eq(out[0] << 8 | out[1], 0x1234, "%s: the client's identifier", answers[i].what);
        cr_expect_eq(out[3] & 15, answers[i].rcode, "%s", answers[i].what);
        cr_expect_eq(out[7], answers[i].answers, "%s: %d records", answers[i].what, out[7]);
        cr_expect_eq(out[9], answers[i].authorities, "%s: %d", answers[i].what, out[9]);
        cr_expect_eq(out[11], 0, "%s", answers[i].what);
        cr_expect_eq((int)answer.address_count, answers[i].addresses, "%s", answers[i].what);
        if (answer.address_count)
            cr_expect_eq(answer.addresses[0], answers[i].first, "%s", answers[i].what);
        cr_expect_eq(answer.ttl_s, answers[i].ttl_s, "%s: %u", answers[i].what, answer.ttl_s);
        cr_expect(memcmp(out + 12, NAME A_IN, sizeof(NAME A_IN) - 1) == 0, "%s: question",
                  answers[i].what);
    }
}

/* What we write is an answer that we would take: with the same records, whatever their type. */
static const struct {
    uint16_t type;
    const uint8_t *data;
    size_t len;
} datas[] = {
    {DNS_TXT, BYTES("\5hello\0\3you")},
    {DNS_MX, BYTES("\0\x0a\4mail\xc0\x10")},
    {DNS_SRV, BYTES("\0\1\0\2\0\x50\3srv\xc0\x0c")},
    {DNS_NS, BYTES("\xc0\x10")},
    {DNS_PTR, BYTES("\4host\7example\0")},
    {DNS_NAPTR, BYTES("\0\1\0\2\1S\3SIP\0\xc0\x10")},
    {DNS_CAA, BYTES("\0\5issueca.example")},
    {DNS_SOA, BYTES("\xc0\x10\xc0\x10\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5")},
};

Test(dns_message, names_in_data_are_written_out)
{
    for (size_t i = 0; i < sizeof(datas) / sizeof(*datas); i++) {
        uint8_t bytes[512], once[1232], twice[1232];
        size_t len = 0, once_len, twice_len;
        struct dns_answer answer;
        struct dns_query query = plain_query();
        query.type = datas[i].type;
        memcpy(bytes, ANSWER("\1", "\0"), 29);
        bytes[25] = (uint8_t)(datas[i].type >> 8);
        bytes[26] = (uint8_t)datas[i].type;
        memcpy(query.question + query.question_len - 4, bytes + 25, 2);
        len = 29;
        memcpy(bytes + len, SELF "xx\0\1\0\0\0\x3c\0", 11);
        memcpy(bytes + len + 2, bytes + 25, 2);
        bytes[len + 11] = (uint8_t)datas[i].len;
        memcpy(bytes + len + 12, datas[i].data, datas[i].len);
        len += 12 + datas[i].len;
        cr_assert_eq(
            dns_answer_rewrite(bytes, len, &query, ID, once, sizeof(once), &once_len, &answer),
            DNS_ANSWER_OK, "type %u", datas[i].type);
        cr_expect_eq(once[7], 1, "type %u", datas[i].type);
        /* No pointers are left in the data: reading it back from anywhere gives the same. */
        query.id = 0x1234;
        cr_assert_eq(dns_answer_rewrite(once, once_len, &query, 0x1234, twice, sizeof(twice),
                                        &twice_len, &answer),
                     DNS_ANSWER_OK, "type %u", datas[i].type);
        cr_expect_eq(once_len, twice_len);
        cr_expect(memcmp(once, twice, once_len) == 0, "type %u", datas[i].type);
    }
}

/* More than fits: what fits is kept whole, and the client is told to ask over TCP. */
Test(dns_message, truncates_between_records)
{
    enum { MANY = 100 };
    uint8_t bytes[29 + MANY * 16], out[DNS_UDP_PLAIN];
    size_t len = 29;
    struct dns_answer answer;
    struct dns_query query = plain_query();
    memcpy(bytes, ANSWER("\x64", "\0"), 29);
    for (int i = 0; i < MANY; i++, len += 16) {
        memcpy(bytes + len, A(SELF, "\1\2\3\0"), 16);
        bytes[len + 15] = (uint8_t)i;
    }
    cr_assert_eq(dns_answer_rewrite(bytes, len, &query, ID, out, sizeof(out), &len, &answer),
                 DNS_ANSWER_OK);
    cr_assert(answer.truncated);
    cr_assert(out[2] & 2);
    cr_assert_leq(len, DNS_UDP_PLAIN);
    cr_assert_eq(len, 29 + out[7] * 16u);
    cr_assert_eq(out[7], (DNS_UDP_PLAIN - 29) / 16);
    query = edns_query();
    uint8_t more[DNS_UDP_EDNS];
    cr_assert_eq(
        dns_answer_rewrite(bytes, sizeof(bytes), &query, ID, more, sizeof(more), &len, &answer),
        DNS_ANSWER_OK);
    cr_assert_eq(more[11], 1, "there is room for the OPT");
    cr_assert_leq(len, DNS_UDP_EDNS);
    uint8_t *all = malloc(DNS_MESSAGE_MAX);
    cr_assert_eq(
        dns_answer_rewrite(bytes, sizeof(bytes), &query, ID, all, DNS_MESSAGE_MAX, &len, &answer),
        DNS_ANSWER_OK);
    cr_assert_not(answer.truncated);
    cr_assert_eq(all[7], MANY);
    cr_assert_eq(answer.address_count, DNS_ADDRESSES_MAX);
    free(all);
}

Test(dns_message, type_names)
{
    char buffer[16];
    cr_expect_str_eq(dns_type_name(DNS_A, buffer), "A");
    cr_expect_str_eq(dns_type_name(65534, buffer), "TYPE65534");
}
