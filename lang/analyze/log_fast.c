/*
 * Lines as our own log writes them: one object of known fields, each once, strings of printable
 * ASCII with simple escapes, small numbers, no blanks outside of strings. What is anything else is
 * left to the exact reader.
 *
 * Works in a copy of the line: strings are unescaped where they stand, and end in a NUL where their
 * quote was.
 */
#include <string.h>

#include "lang/analyze/internal.h"

struct cursor {
    char *at; /* *end is a NUL */
    char *end;
};

static bool take(struct cursor *cursor, char c)
{
    if (*cursor->at != c)
        return false;
    cursor->at++;
    return true;
}

static bool take_word(struct cursor *cursor, const char *word, size_t len)
{
    if ((size_t)(cursor->end - cursor->at) < len || memcmp(cursor->at, word, len) != 0)
        return false;
    cursor->at += len;
    return true;
}

#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

/* A bit is set in each byte that is zero; exact for the lowest such byte. */
static uint64_t zero_bytes(uint64_t word)
{
    return (word - ONES) & ~word & HIGHS;
}

/* Eight bytes at a time: quotes, backslashes, control characters, what is no ASCII. */
static uint64_t special_bytes(uint64_t word)
{
    return zero_bytes(word ^ ONES * '"') | zero_bytes(word ^ ONES * '\\') |
           ((word - ONES * 0x20) & ~word & HIGHS) | (word & HIGHS);
}

/* The first special byte from `at` on; `end` at the latest. */
static char *skip_plain(char *at, const char *end)
{
    while (end - at >= 8) {
        uint64_t word, special;

        memcpy(&word, at, 8);
        special = special_bytes(word);
        if (special)
            return at + __builtin_ctzll(special) / 8;
        at += 8;
    }
    while (at < end && *at != '"' && *at != '\\' && (signed char)*at >= 0x20)
        at++;
    return at;
}

static char unescaped(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0; /* \u is the exact reader's */
    }
}

/* The opening quote has been read. */
static bool read_rest_of_text(struct cursor *cursor, char **ret_text, size_t *ret_len)
{
    char *start = cursor->at;
    char *to = start;

    for (;;) {
        char *from = cursor->at;
        char *special = skip_plain(from, cursor->end);
        size_t len = (size_t)(special - from);

        if (to != from)
            memmove(to, from, len);
        to += len;
        cursor->at = special;
        if (*special == '"')
            break;
        if (*special != '\\' || !(*to = unescaped(special[1])))
            return false;
        to++;
        cursor->at = special + 2;
    }
    *to = '\0';
    cursor->at++;
    *ret_text = start;
    *ret_len = (size_t)(to - start);
    return true;
}

static bool read_text(struct cursor *cursor, char **ret_text, size_t *ret_len)
{
    return take(cursor, '"') && read_rest_of_text(cursor, ret_text, ret_len);
}

/* Up to nine digits, no leading zero, nothing that would make it another kind of number. */
static bool read_count(struct cursor *cursor, uint32_t *ret_value)
{
    const char *start = cursor->at;
    uint32_t value = 0;

    while (*cursor->at >= '0' && *cursor->at <= '9' && cursor->at - start < 10)
        value = value * 10 + (uint32_t)(*cursor->at++ - '0');
    if (cursor->at == start || cursor->at - start > 9 || (*start == '0' && cursor->at - start > 1))
        return false;
    *ret_value = value;
    return *cursor->at == ',' || *cursor->at == '}';
}

static bool read_flag(struct cursor *cursor)
{
    return take_word(cursor, "true", 4) || take_word(cursor, "false", 5);
}

/* {"line":1,"text":"..."}, of which nothing is kept. */
static bool read_rule(struct cursor *cursor)
{
    uint32_t line;
    char *text;
    size_t len;

    return take_word(cursor, "{\"line\":", 8) && read_count(cursor, &line) &&
           take_word(cursor, ",\"text\":", 8) && read_text(cursor, &text, &len) &&
           take(cursor, '}');
}

static bool read_cmdline(struct log_reader *reader, struct cursor *cursor, struct log_line *line)
{
    uint32_t count = 0;
    size_t len;

    if (!take(cursor, '[') || take(cursor, ']'))
        return false;
    do {
        char *text;

        if (count == LOG_ARGUMENTS_MAX || !read_text(cursor, &text, &len))
            return false;
        reader->argv[count++] = text;
    } while (take(cursor, ','));
    line->process.argv = reader->argv;
    line->process.argc = count;
    return take(cursor, ']');
}

static bool read_answers(struct log_reader *reader, struct cursor *cursor, struct log_line *line)
{
    uint32_t count = 0;

    if (!take(cursor, '[') || take(cursor, ']'))
        return false;
    do {
        char *text;
        size_t len;

        if (count == LOG_ADDRESSES_MAX || !read_text(cursor, &text, &len) ||
            !log_address(text, len, &reader->answers[count++]))
            return false;
    } while (take(cursor, ','));
    line->answers = reader->answers;
    line->answer_count = count;
    return take(cursor, ']');
}

static bool read_policy(struct cursor *cursor, struct log_line *line)
{
    line->policy = take_word(cursor, "\"allow\"", 7)  ? LOG_POLICY_ALLOW
                   : take_word(cursor, "\"deny\"", 6) ? LOG_POLICY_DENY
                                                      : LOG_POLICY_NONE;
    return line->policy != LOG_POLICY_NONE;
}

static bool read_time(struct cursor *cursor, struct log_line *line)
{
    char *text;
    size_t len;

    if (!read_text(cursor, &text, &len))
        return false;
    line->has_time = log_time(text, len, &line->time_ms);
    return true;
}

static bool read_type(struct cursor *cursor, struct log_line *line)
{
    char *text;
    size_t len;

    return read_text(cursor, &text, &len) && log_type(text, len, &line->type);
}

static bool read_address(struct cursor *cursor, struct log_line *line)
{
    char *text;
    size_t len;

    line->has_destination = true;
    return read_text(cursor, &text, &len) && log_address(text, len, &line->dst_ip);
}

static bool read_port(struct cursor *cursor, uint16_t *ret_port)
{
    uint32_t value;

    if (!read_count(cursor, &value) || value > UINT16_MAX)
        return false;
    *ret_port = (uint16_t)value;
    return true;
}

static bool keep_text(struct cursor *cursor, const char **ret_text)
{
    char *text;
    size_t len;

    if (!read_text(cursor, &text, &len))
        return false;
    *ret_text = text;
    return true;
}

static bool skip_text(struct cursor *cursor)
{
    const char *text;

    return keep_text(cursor, &text);
}

/* The fields of the log, in its order. */
enum field {
    FIELD_TS,
    FIELD_TYPE,
    FIELD_DST_IP,
    FIELD_DST_PORT,
    FIELD_SRC_PORT,
    FIELD_POLICY,
    FIELD_RULE,
    FIELD_PID,
    FIELD_EXE,
    FIELD_CMDLINE,
    FIELD_CGROUP,
    FIELD_STEP,
    FIELD_ACTION,
    FIELD_IMAGE,
    FIELD_URL,
    FIELD_METHOD,
    FIELD_HOST,
    FIELD_NAME,
    FIELD_ANSWERS,
    FIELD_TTL,
    FIELD_PASSTHROUGH,
    FIELD_INSECURE,
    FIELD_ERROR,
    FIELD_REASON,
    FIELD_COUNT
};

#define KEY(text)                                                                                  \
    {                                                                                              \
        "\"" text "\":", sizeof(text) + 2                                                          \
    }

/* As they stand in a line, quotes and colon too. */
static const struct {
    char text[16];
    uint8_t len;
} keys[FIELD_COUNT] = {
    KEY("ts"),          KEY("type"),     KEY("dst_ip"), KEY("dst_port"), KEY("src_port"),
    KEY("policy"),      KEY("rule"),     KEY("pid"),    KEY("exe"),      KEY("cmdline"),
    KEY("cgroup"),      KEY("step"),     KEY("action"), KEY("image"),    KEY("url"),
    KEY("method"),      KEY("host"),     KEY("name"),   KEY("answers"),  KEY("ttl"),
    KEY("passthrough"), KEY("insecure"), KEY("error"),  KEY("reason"),
};

static bool read_field(struct log_reader *reader, struct cursor *cursor, enum field field,
                       struct log_line *line)
{
    uint32_t ignored;
    uint16_t port;

    switch (field) {
    case FIELD_TS:
        return read_time(cursor, line);
    case FIELD_TYPE:
        return read_type(cursor, line);
    case FIELD_DST_IP:
        return read_address(cursor, line);
    case FIELD_DST_PORT:
        return read_port(cursor, &line->dst_port);
    case FIELD_SRC_PORT:
        return read_port(cursor, &port);
    case FIELD_POLICY:
        return read_policy(cursor, line);
    case FIELD_RULE:
        return read_rule(cursor);
    case FIELD_PID:
        return read_count(cursor, &ignored);
    case FIELD_EXE:
        return keep_text(cursor, &line->process.exe);
    case FIELD_CMDLINE:
        return read_cmdline(reader, cursor, line);
    case FIELD_CGROUP:
        return keep_text(cursor, &line->process.cgroup);
    case FIELD_STEP:
        return keep_text(cursor, &line->process.step);
    case FIELD_ACTION:
        return keep_text(cursor, &line->process.action);
    case FIELD_IMAGE:
        return keep_text(cursor, &line->process.image);
    case FIELD_URL:
        return keep_text(cursor, &line->url);
    case FIELD_METHOD:
        return keep_text(cursor, &line->method);
    case FIELD_HOST:
        return keep_text(cursor, &line->host);
    case FIELD_NAME:
        return keep_text(cursor, &line->name);
    case FIELD_ANSWERS:
        return read_answers(reader, cursor, line);
    case FIELD_TTL:
        return read_count(cursor, &line->ttl_s);
    case FIELD_PASSTHROUGH:
    case FIELD_INSECURE:
        return read_flag(cursor);
    case FIELD_ERROR:
    case FIELD_REASON:
        return skip_text(cursor);
    case FIELD_COUNT:
        break;
    }
    return false;
}

/* Lines have their fields in the log's order: so none stands twice, and one look each is enough. */
static bool read_fields(struct log_reader *reader, struct cursor *cursor, struct log_line *line)
{
    bool has_type = false, more = true; /* a field must follow */

    for (enum field field = 0; field < FIELD_COUNT && more; field++) {
        if (!take_word(cursor, keys[field].text, keys[field].len))
            continue;
        if (!read_field(reader, cursor, field, line))
            return false;
        has_type |= field == FIELD_TYPE;
        more = take(cursor, ',');
    }
    return has_type && !more;
}

bool log_line_read_fast(struct log_reader *reader, const char *text, size_t len_bytes,
                        struct log_line *ret_line)
{
    struct cursor cursor = {reader->copy, reader->copy + len_bytes};
    struct log_line line = {.type = LOG_LINE_NONE};

    if (len_bytes > LOG_FAST_MAX_BYTES)
        return false;
    memcpy(reader->copy, text, len_bytes);
    *cursor.end = '\0';
    if (!take(&cursor, '{') || !read_fields(reader, &cursor, &line) || !take(&cursor, '}') ||
        cursor.at != cursor.end || log_line_check(&line))
        return false;
    *ret_line = line;
    return true;
}
