#include "runtime/wire/dns_message.h"

#include <stdio.h>
#include <string.h>

#include "runtime/wire/reader.h"

#define CLASS_IN 1
#define FLAG_QR 0x8000u
#define FLAG_OPCODE 0x7800u
#define FLAG_AA 0x0400u
#define FLAG_TC 0x0200u
#define FLAG_RD 0x0100u
#define FLAG_RA 0x0080u
#define FLAG_RCODE 0x000fu
#define LABEL_POINTER 0xc0u
#define POINTER_MAX 0x3fffu
#define OPT_LEN 11
#define QUERY_RECORDS_MAX                                                                          \
    4 /* beside the question: an OPT, perhaps a signature we do not pass on                        \
       */

/* ---- reading ----------------------------------------------------------------------------- */

static uint16_t take16(struct reader *reader)
{
    return (uint16_t)reader_take(reader, 2);
}

static void skip(struct reader *reader, size_t len)
{
    if (reader->failed || reader->len - reader->at < len)
        reader->failed = true;
    else
        reader->at += len;
}

/* A name as labels, uncompressed: length bytes and all, up to and with the root's zero. */
struct wire_name {
    uint8_t bytes[DNS_NAME_WIRE_MAX];
    size_t len;
};

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

/*
 * Reads the name at the reader's place. A pointer must point in front of the label run it stands
 * in, so that every name ends (RFC 1035 section 4.1.4 says "prior").
 */
static void take_name(struct reader *reader, bool pointers, struct wire_name *ret)
{
    size_t at = reader->at, run_start = reader->at;
    bool jumped = false;
    ret->len = 0;
    while (!reader->failed) {
        if (at >= reader->len)
            break;
        uint8_t label = reader->bytes[at];
        if ((label & LABEL_POINTER) == LABEL_POINTER) {
            if (!pointers || at + 1 >= reader->len)
                break;
            size_t target = (size_t)(label & ~LABEL_POINTER) << 8 | reader->bytes[at + 1];
            if (target >= run_start)
                break;
            if (!jumped)
                reader->at = at + 2;
            jumped = true;
            at = run_start = target;
            continue;
        }
        size_t size = (size_t)label + 1;
        if (label > NAME_LABEL_MAX || at + size > reader->len ||
            ret->len + size > sizeof(ret->bytes))
            break;
        memcpy(ret->bytes + ret->len, reader->bytes + at, size);
        ret->len += size;
        at += size;
        if (label == 0) {
            if (!jumped)
                reader->at = at;
            return;
        }
    }
    reader->failed = true;
}

static bool same_name(const struct wire_name *a, const struct wire_name *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (lower(a->bytes[i]) != lower(b->bytes[i]))
            return false;
    return true;
}

/* false where a label has a byte that no policy could name: only letters, digits, '-' and '_'. */
static bool name_text(const struct wire_name *name, char ret[NAME_SIZE])
{
    size_t out = 0;
    for (size_t at = 0; name->bytes[at] != 0; at += name->bytes[at] + 1u) {
        if (at > 0)
            ret[out++] = '.';
        for (size_t i = 1; i <= name->bytes[at]; i++) {
            uint8_t c = lower(name->bytes[at + i]);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
                return false;
            ret[out++] = (char)c;
        }
    }
    ret[out] = '\0';
    return true;
}

/* ---- queries ----------------------------------------------------------------------------- */

struct header {
    uint16_t id, flags, questions, answers, authorities, additionals;
};

static struct header take_header(struct reader *reader)
{
    struct header header;
    header.id = take16(reader);
    header.flags = take16(reader);
    header.questions = take16(reader);
    header.answers = take16(reader);
    header.authorities = take16(reader);
    header.additionals = take16(reader);
    return header;
}

static enum dns_query_status bad(struct dns_problem *ret, enum dns_rcode rcode, const char *reason)
{
    *ret = (struct dns_problem){.rcode = rcode, .reason = reason};
    return DNS_QUERY_BAD;
}

/* One additional record of a query: an OPT is noted, others are passed over. */
static const char *take_additional(struct reader *reader, struct dns_query *query)
{
    struct wire_name owner;
    take_name(reader, true, &owner);
    uint16_t type = take16(reader);
    uint16_t size = take16(reader); /* the class; of an OPT, the size of answers */
    uint32_t extended = reader_take(reader, 4);
    skip(reader, take16(reader));
    if (reader->failed)
        return "a record is cut short";
    if (type != DNS_OPT)
        return NULL;
    if (query->edns || owner.len != 1)
        return "the OPT record is malformed";
    if ((extended >> 16 & 0xff) != 0)
        return "the EDNS version is unknown";
    query->edns = true;
    query->answer_max = size < DNS_UDP_PLAIN ? DNS_UDP_PLAIN : size;
    if (query->answer_max > DNS_UDP_EDNS)
        query->answer_max = DNS_UDP_EDNS;
    return NULL;
}

static enum dns_query_status take_question(struct reader *reader, struct dns_query *ret,
                                           struct dns_problem *ret_problem)
{
    struct wire_name name;
    size_t start = reader->at;
    take_name(reader, false, &name);
    ret->type = take16(reader);
    uint16_t class = take16(reader);
    if (reader->failed)
        return bad(ret_problem, DNS_FORMERR, "the question is malformed");
    ret->question_len = (uint16_t)(reader->at - start);
    memcpy(ret->question, reader->bytes + start, ret->question_len);
    if (!name_text(&name, ret->name))
        return bad(ret_problem, DNS_REFUSED, "the name has characters that no host name has");
    if (class != CLASS_IN)
        return bad(ret_problem, DNS_REFUSED, "the class is not IN");
    return DNS_QUERY_OK;
}

enum dns_query_status dns_query_read(const uint8_t *bytes, size_t len, struct dns_query *ret,
                                     struct dns_problem *ret_problem)
{
    struct reader reader = {.bytes = bytes, .len = len};
    struct header header = take_header(&reader);
    memset(ret, 0, sizeof(*ret));
    if (reader.failed || header.flags & FLAG_QR) {
        *ret_problem = (struct dns_problem){.reason = "it is not a query"};
        return DNS_QUERY_DROP;
    }
    ret->id = header.id;
    ret->recursion_desired = header.flags & FLAG_RD;
    ret->answer_max = DNS_UDP_PLAIN;
    if (header.flags & FLAG_OPCODE)
        return bad(ret_problem, DNS_NOTIMP, "the operation is not a query");
    if (header.questions != 1)
        return bad(ret_problem, DNS_FORMERR, "there is not exactly one question");
    enum dns_query_status status = take_question(&reader, ret, ret_problem);
    if (status != DNS_QUERY_OK)
        return status;
    if (header.flags & FLAG_TC || header.answers || header.authorities ||
        header.additionals > QUERY_RECORDS_MAX)
        return bad(ret_problem, DNS_FORMERR, "the query carries more than a question");
    for (uint16_t i = 0; i < header.additionals; i++) {
        const char *problem = take_additional(&reader, ret);
        if (problem)
            return bad(ret_problem, DNS_FORMERR, problem);
    }
    if (reader.at != reader.len)
        return bad(ret_problem, DNS_FORMERR, "bytes follow the query");
    return DNS_QUERY_OK;
}

/* ---- writing ----------------------------------------------------------------------------- */

/* A message being written; `full` once something did not fit. Never writes past `max`. */
struct writer {
    uint8_t *bytes;
    size_t max;
    size_t len;
    bool full;
};

static void put(struct writer *writer, const void *bytes, size_t len)
{
    if (writer->full || writer->max - writer->len < len) {
        writer->full = true;
        return;
    }
    memcpy(writer->bytes + writer->len, bytes, len);
    writer->len += len;
}

static void put16(struct writer *writer, uint32_t value)
{
    put(writer, (uint8_t[]){(uint8_t)(value >> 8), (uint8_t)value}, 2);
}

static void put32(struct writer *writer, uint32_t value)
{
    put16(writer, value >> 16);
    put16(writer, value);
}

static void set16(struct writer *writer, size_t at, uint32_t value)
{
    writer->bytes[at] = (uint8_t)(value >> 8);
    writer->bytes[at + 1] = (uint8_t)value;
}

static void put_opt(struct writer *writer)
{
    put(writer, "", 1); /* the root */
    put16(writer, DNS_OPT);
    put16(writer, DNS_UDP_EDNS);
    put32(writer, 0); /* extended rcode, version 0, no DNSSEC */
    put16(writer, 0);
}

static void put_header(struct writer *writer, uint16_t id, uint16_t flags, bool question)
{
    put16(writer, id);
    put16(writer, flags);
    put16(writer, question);
    put(writer, (uint8_t[6]){0}, 6);
}

size_t dns_query_write(const struct dns_query *query, uint16_t id, bool edns,
                       uint8_t out[DNS_QUERY_MAX])
{
    struct writer writer = {.bytes = out, .max = DNS_QUERY_MAX};
    put_header(&writer, id, query->recursion_desired ? FLAG_RD : 0, true);
    /* Only letters of the name can be upper case: lengths stay below 64, 'A' is 65. */
    for (size_t i = 0; i < query->question_len - 4u; i++)
        put(&writer, (uint8_t[]){lower(query->question[i])}, 1);
    put(&writer, query->question + query->question_len - 4, 4);
    if (edns) {
        put_opt(&writer);
        set16(&writer, 10, 1);
    }
    return writer.len;
}

static void begin_reply(struct writer *writer, const struct dns_query *query, uint16_t flags)
{
    flags = (uint16_t)(flags | FLAG_QR | (query->recursion_desired ? FLAG_RD : 0));
    put_header(writer, query->id, flags, query->question_len > 0);
    put(writer, query->question, query->question_len);
}

size_t dns_reply_write(const struct dns_query *query, enum dns_rcode rcode, uint8_t *out)
{
    struct writer writer = {.bytes = out, .max = DNS_UDP_PLAIN};
    begin_reply(&writer, query, (uint16_t)(FLAG_RA | rcode));
    if (query->edns) {
        put_opt(&writer);
        set16(&writer, 10, 1);
    }
    return writer.len;
}

/* ---- answers ----------------------------------------------------------------------------- */

struct record {
    struct wire_name owner;
    uint16_t type, class;
    uint32_t ttl_s;
    size_t data_at, data_len; /* in the message */
};

static void take_record(struct reader *reader, struct record *ret)
{
    take_name(reader, true, &ret->owner);
    ret->type = take16(reader);
    ret->class = take16(reader);
    ret->ttl_s = reader_take(reader, 4);
    ret->data_len = take16(reader);
    ret->data_at = reader->at;
    skip(reader, ret->data_len);
    if (ret->ttl_s > INT32_MAX)
        ret->ttl_s = 0; /* RFC 2181 section 8 */
}

/*
 * What a record's data is made of, so that the names in it can be written out: 'n' a name, 's' a
 * counted string, '.' a byte, '*' whatever is left. NULL: a type that is not passed on.
 */
static const char *data_layout(uint16_t type)
{
    switch (type) {
    case DNS_A:
        return "....";
    case DNS_NS:
    case DNS_CNAME:
    case DNS_PTR:
        return "n";
    case DNS_SOA:
        return "nn....................";
    case DNS_MX:
        return "..n";
    case DNS_SRV:
        return "......n";
    case DNS_NAPTR:
        return "....sssn";
    case DNS_TXT:
    case DNS_CAA:
        return "*";
    default:
        return NULL;
    }
}

/* Copies one item of a record's data; the reader ends where the data does. */
static void copy_item(struct reader *data, char item, struct writer *writer)
{
    struct wire_name name;
    size_t len = item == '.' ? 1 : data->len - data->at;
    if (item == 'n') {
        take_name(data, true, &name);
        if (!data->failed)
            put(writer, name.bytes, name.len);
        return;
    }
    if (item == 's') {
        len = data->at < data->len ? data->bytes[data->at] + 1u : 1;
    }
    const uint8_t *from = data->bytes + data->at;
    skip(data, len);
    if (!data->failed)
        put(writer, from, len);
}

/* An answer being written: where the name stands that the next records belong to. */
struct rewrite {
    struct reader message;
    struct writer writer;
    struct wire_name current; /* the queried name, then where its CNAMEs lead */
    size_t current_at;        /* in the new message */
    uint16_t written;         /* records of the section being written */
    struct dns_answer *answer;
    bool malformed;
};

static void put_owner(struct rewrite *rewrite, const struct wire_name *owner, size_t at)
{
    if (at <= POINTER_MAX)
        put16(&rewrite->writer, LABEL_POINTER << 8 | (uint32_t)at);
    else
        put(&rewrite->writer, owner->bytes, owner->len);
}

/*
 * Writes a record whose owner stands at `owner_at` of the new message (past POINTER_MAX: write it
 * out). Returns where its data begins there. A record that does not fit leaves nothing behind.
 */
static size_t put_record(struct rewrite *rewrite, const struct record *record, size_t owner_at)
{
    struct writer *writer = &rewrite->writer;
    size_t start = writer->len;
    put_owner(rewrite, &record->owner, owner_at);
    put16(writer, record->type);
    put16(writer, CLASS_IN);
    put32(writer, record->ttl_s);
    put16(writer, 0);
    size_t data_at = writer->len;
    struct reader data = rewrite->message;
    data.at = record->data_at;
    data.len = record->data_at + record->data_len;
    for (const char *item = data_layout(record->type); *item; item++)
        copy_item(&data, *item, writer);
    if (data.failed || data.at != data.len)
        rewrite->malformed = true;
    if (writer->full || rewrite->malformed) {
        writer->len = start;
        return start;
    }
    set16(writer, data_at - 2, (uint32_t)(writer->len - data_at));
    rewrite->written++;
    if (rewrite->answer->ttl_s > record->ttl_s)
        rewrite->answer->ttl_s = record->ttl_s;
    return data_at;
}

static void note_address(struct rewrite *rewrite, const struct record *record)
{
    struct dns_answer *answer = rewrite->answer;
    const uint8_t *data = rewrite->message.bytes + record->data_at;
    if (answer->address_count < DNS_ADDRESSES_MAX)
        answer->addresses[answer->address_count++] =
            (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

/*
 * Goes through the `count` records at the reader's start once: writes those of `type` that the
 * current name owns. true: one was a CNAME that is to be followed, and the current name is its
 * target now.
 */
static bool pass_over(struct rewrite *rewrite, size_t start, uint16_t count, uint16_t type)
{
    struct reader reader = rewrite->message;
    reader.at = start;
    for (uint16_t i = 0; i < count && !rewrite->malformed && !rewrite->writer.full; i++) {
        struct record record;
        take_record(&reader, &record);
        if (reader.failed) {
            rewrite->malformed = true;
            return false;
        }
        bool follow = record.type == DNS_CNAME && type != DNS_CNAME;
        if (record.class != CLASS_IN || (record.type != type && !follow) ||
            !same_name(&record.owner, &rewrite->current))
            continue;
        size_t data_at = put_record(rewrite, &record, rewrite->current_at);
        if (rewrite->malformed || rewrite->writer.full)
            return false;
        if (follow) {
            struct reader target = rewrite->message;
            target.at = record.data_at;
            take_name(&target, true, &rewrite->current);
            rewrite->current_at = data_at;
            return true;
        }
        if (record.type == DNS_A)
            note_address(rewrite, &record);
    }
    return false;
}

/* The SOA of a negative answer: of the queried name's end or of a zone above it. */
static void pass_authority(struct rewrite *rewrite, struct reader *reader, uint16_t count)
{
    for (uint16_t i = 0; i < count && !rewrite->malformed && !rewrite->writer.full; i++) {
        struct record record;
        take_record(reader, &record);
        if (reader->failed) {
            rewrite->malformed = true;
            return;
        }
        const struct wire_name *current = &rewrite->current;
        if (record.type != DNS_SOA || record.class != CLASS_IN || record.owner.len > current->len)
            continue;
        size_t above = current->len - record.owner.len;
        size_t at = 0;
        while (at < above)
            at += current->bytes[at] + 1u;
        struct wire_name suffix = {.len = record.owner.len};
        memcpy(suffix.bytes, current->bytes + above, suffix.len);
        if (at != above || !same_name(&record.owner, &suffix))
            continue;
        put_record(rewrite, &record, rewrite->current_at + above);
        return;
    }
}

static void skip_records(struct reader *reader, uint16_t count)
{
    struct record record;
    for (uint16_t i = 0; i < count && !reader->failed; i++)
        take_record(reader, &record);
}

/* Is this the answer to the question that we wrote? Sets `current` to its name. */
static bool is_ours(struct reader *reader, const struct header *header,
                    const struct dns_query *query, uint16_t id, struct wire_name *ret_name)
{
    struct wire_name asked;
    struct reader question = {.bytes = query->question, .len = query->question_len};
    take_name(&question, false, &asked);
    take_name(reader, false, ret_name);
    uint16_t type = take16(reader);
    uint16_t class = take16(reader);
    return !reader->failed && header->id == id && header->flags & FLAG_QR &&
           !(header->flags & FLAG_OPCODE) && header->questions == 1 && type == query->type &&
           class == CLASS_IN && same_name(ret_name, &asked);
}

static void write_answers(struct rewrite *rewrite, const struct dns_query *query, uint16_t count)
{
    size_t start = rewrite->message.at;
    for (int hop = 0; pass_over(rewrite, start, count, query->type); hop++) {
        if (hop == DNS_CHAIN_MAX) {
            rewrite->malformed = true;
            return;
        }
    }
}

enum dns_answer_status dns_answer_rewrite(const uint8_t *bytes, size_t len,
                                          const struct dns_query *query, uint16_t id, uint8_t *out,
                                          size_t out_max, size_t *ret_len, struct dns_answer *ret)
{
    size_t opt_len = query->edns ? OPT_LEN : 0;
    struct rewrite rewrite = {
        .message = {.bytes = bytes, .len = len},
        .writer = {.bytes = out, .max = out_max - opt_len},
        .current_at = DNS_HEADER_LEN,
        .answer = ret,
    };
    struct reader *reader = &rewrite.message;
    struct header header = take_header(reader);
    if (!is_ours(reader, &header, query, id, &rewrite.current))
        return DNS_ANSWER_STRAY;
    if (header.answers > DNS_RECORDS_MAX || header.authorities > DNS_RECORDS_MAX ||
        !data_layout(query->type))
        return DNS_ANSWER_BAD;

    memset(ret, 0, sizeof(*ret));
    ret->rcode = header.flags & FLAG_RCODE;
    ret->truncated = header.flags & FLAG_TC;
    ret->ttl_s = UINT32_MAX;
    struct writer *writer = &rewrite.writer;
    begin_reply(writer, query, header.flags & (FLAG_AA | FLAG_RA | FLAG_RCODE));
    if (!ret->truncated) {
        write_answers(&rewrite, query, header.answers);
        set16(writer, 6, rewrite.written);
        skip_records(reader, header.answers);
        rewrite.written = 0;
        pass_authority(&rewrite, reader, header.authorities);
        set16(writer, 8, rewrite.written);
    }
    if (rewrite.malformed)
        return DNS_ANSWER_BAD;
    ret->truncated |= writer->full;
    if (ret->truncated)
        set16(writer, 2, (uint32_t)(writer->bytes[2] << 8 | writer->bytes[3]) | FLAG_TC);
    writer->max = out_max;
    writer->full = false;
    if (query->edns) {
        put_opt(writer);
        set16(writer, 10, 1);
    }
    if (ret->ttl_s == UINT32_MAX)
        ret->ttl_s = 0;
    *ret_len = writer->len;
    return DNS_ANSWER_OK;
}

const char *dns_type_name(uint16_t type, char buffer[16])
{
    static const struct {
        uint16_t type;
        const char *name;
    } names[] = {{DNS_A, "A"},     {DNS_NS, "NS"},       {DNS_CNAME, "CNAME"}, {DNS_SOA, "SOA"},
                 {DNS_PTR, "PTR"}, {DNS_MX, "MX"},       {DNS_TXT, "TXT"},     {DNS_AAAA, "AAAA"},
                 {DNS_SRV, "SRV"}, {DNS_NAPTR, "NAPTR"}, {DNS_SVCB, "SVCB"},   {DNS_HTTPS, "HTTPS"},
                 {DNS_CAA, "CAA"}};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (names[i].type == type)
            return names[i].name;
    snprintf(buffer, 16, "TYPE%u", type);
    return buffer;
}
