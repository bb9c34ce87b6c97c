#include "runtime/wire/name.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_label_char(char c)
{
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_';
}

/* The label [start, end) of text. */
static bool label_ok(const char *text, size_t start, size_t end)
{
    size_t len = end - start;
    if (len == 0 || len > NAME_LABEL_MAX || text[start] == '-' || text[end - 1] == '-')
        return false;
    for (size_t i = start; i < end; i++)
        if (!is_label_char(text[i]))
            return false;
    return true;
}

bool name_host(const char *text, size_t len, char ret[NAME_SIZE])
{
    if (len > 0 && text[len - 1] == '.')
        len--;
    if (len == 0 || len > NAME_LENGTH_MAX)
        return false;
    size_t start = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && text[i] != '.')
            continue;
        if (!label_ok(text, start, i))
            return false;
        if (i < len)
            start = i + 1;
    }
    char first = lower(text[start]);
    if (first < 'a' || first > 'z')
        return false;
    for (size_t i = 0; i < len; i++)
        ret[i] = lower(text[i]);
    ret[len] = '\0';
    return true;
}

/* A decimal number up to `max` without leading zeros; -1 where there is none. */
static long decimal(const char *text, size_t len, long max)
{
    long value = 0;
    if (len == 0 || len > 5 || (len > 1 && text[0] == '0'))
        return -1;
    for (size_t i = 0; i < len; i++) {
        if (!is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value <= max ? value : -1;
}

bool name_address(const char *text, size_t len, uint32_t *ret_ip)
{
    uint32_t ip = 0;
    const char *end = text + len;
    for (int part = 0; part < 4; part++) {
        const char *dot = memchr(text, '.', (size_t)(end - text));
        const char *stop = part < 3 ? dot : end;
        if (!stop)
            return false;
        long value = decimal(text, (size_t)(stop - text), 255);
        if (value < 0)
            return false;
        ip = ip << 8 | (uint32_t)value;
        text = part < 3 ? stop + 1 : stop;
    }
    *ret_ip = ip;
    return true;
}

bool name_port(const char *text, size_t len, uint16_t *ret_port)
{
    long value = decimal(text, len, 65535);
    if (value <= 0)
        return false;
    *ret_port = (uint16_t)value;
    return true;
}
