#include <string.h>

#include "lang/analyze/internal.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool log_address(const char *text, size_t len_bytes, uint32_t *ret_ip)
{
    const char *end = text + len_bytes;
    uint32_t ip = 0;

    for (int part = 0; part < 4; part++) {
        const char *start = text;
        uint32_t value = 0;

        while (text < end && is_digit(*text) && text - start < 4)
            value = value * 10 + (uint32_t)(*text++ - '0');
        if (text == start || value > 255 || (text - start > 1 && *start == '0'))
            return false;
        if (part < 3 && (text == end || *text++ != '.'))
            return false;
        ip = ip << 8 | value;
    }
    if (text != end)
        return false;
    *ret_ip = ip;
    return true;
}

static bool read_digits(const char *text, int count, int *ret_value)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (!is_digit(text[i]))
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *ret_value = value;
    return true;
}

/* Days from 1970-01-01 in the Gregorian calendar, counted in years that start in March. */
static int64_t days_before(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t m = month <= 2 ? month + 9 : month - 3;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static bool is_date(int year, int month, int day)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengths[month - 1] &&
           (leap || month != 2 || day <= 28);
}

bool log_time(const char *text, size_t len_bytes, int64_t *ret_time_ms)
{
    int year, month, day, hour, minute, second, ms = 0;

    if ((len_bytes != 20 && len_bytes != 24) || text[len_bytes - 1] != 'Z' || text[4] != '-' ||
        text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        !read_digits(text, 4, &year) || !read_digits(text + 5, 2, &month) ||
        !read_digits(text + 8, 2, &day) || !read_digits(text + 11, 2, &hour) ||
        !read_digits(text + 14, 2, &minute) || !read_digits(text + 17, 2, &second))
        return false;
    if (len_bytes == 24 && (text[19] != '.' || !read_digits(text + 20, 3, &ms)))
        return false;
    if (!is_date(year, month, day) || hour > 23 || minute > 59 || second > 60)
        return false;
    *ret_time_ms =
        ((days_before(year, month, day) * 24 + hour) * 60 + minute) * 60000 + second * 1000 + ms;
    return true;
}

bool log_type(const char *text, size_t len_bytes, enum log_line_type *ret_type)
{
    static const struct {
        const char *name;
        enum log_line_type type;
    } types[] = {
        {"https", LOG_LINE_HTTPS},
        {"dns", LOG_LINE_DNS},
        {"dns_response", LOG_LINE_DNS_RESPONSE},
        {"http", LOG_LINE_HTTP},
        {"tcp", LOG_LINE_TCP},
        {"udp", LOG_LINE_UDP},
        {"sudo", LOG_LINE_NONE},
        {"start", LOG_LINE_NONE},
        {"stop", LOG_LINE_NONE},
        {"error", LOG_LINE_NONE},
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strlen(types[i].name) == len_bytes && !memcmp(types[i].name, text, len_bytes)) {
            *ret_type = types[i].type;
            return true;
        }
    }
    return false;
}

const char *log_line_check(const struct log_line *line)
{
    bool asks = line->type != LOG_LINE_NONE && line->type != LOG_LINE_DNS_RESPONSE;

    if (asks && !line->has_destination)
        return "an event without a destination";
    if (line->type == LOG_LINE_DNS && !line->name)
        return "a query without a name";
    return NULL;
}
