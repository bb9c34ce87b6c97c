#include "runtime/log/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define ELLIPSIS "..."
#define ELLIPSIS_LEN 3

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD */

/*
 * Length of the well-formed UTF-8 sequence at `s` (Unicode, table 3-7), 0 if there is none.
 */
static size_t utf8_length(const unsigned char *s, size_t len)
{
    if (s[0] < 0x80)
        return 1;
    size_t need = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    if (s[0] < 0xc2 || s[0] > 0xf4 || len < need)
        return 0;
    unsigned char low = s[0] == 0xe0 ? 0xa0 : s[0] == 0xf0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xed ? 0x9f : s[0] == 0xf4 ? 0x8f : 0xbf;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < need; i++)
        if (s[i] < 0x80 || s[i] > 0xbf)
            return 0;
    return need;
}

/* Bytes that the sequence takes in JSON with everything but printable ASCII escaped. */
static size_t json_cost(unsigned char first, size_t len)
{
    if (len == 4)
        return 12; /* a surrogate pair */
    if (len > 1)
        return 6;
    if (first == '"' || first == '\\' || (first >= '\b' && first <= '\r' && first != '\v'))
        return 2;
    return first < 0x20 ? 6 : 1;
}

size_t log_text(const char *text, size_t len_bytes, size_t budget, char *out, size_t *ret_cost)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t used = 0, cost = 0;
    size_t cut = 0, cut_cost = 0; /* the last place where "..." still fits */

    for (size_t i = 0; i < len_bytes;) {
        size_t len = utf8_length(s + i, len_bytes - i);
        bool bad = len == 0 || s[i] == 0x7f;
        const char *piece = bad ? replacement : text + i;
        size_t piece_len = bad ? sizeof(replacement) - 1 : len;
        size_t piece_cost = json_cost((unsigned char)piece[0], piece_len);

        if (cost + ELLIPSIS_LEN <= budget) {
            cut = used;
            cut_cost = cost;
        }
        if (cost + piece_cost > budget) {
            if (budget < ELLIPSIS_LEN) {
                *ret_cost = 0;
                return 0;
            }
            memcpy(out + cut, ELLIPSIS, ELLIPSIS_LEN);
            *ret_cost = cut_cost + ELLIPSIS_LEN;
            return cut + ELLIPSIS_LEN;
        }
        memcpy(out + used, piece, piece_len);
        used += piece_len;
        cost += piece_cost;
        i += len == 0 ? 1 : len;
    }
    *ret_cost = cost;
    return used;
}

bool log_is_plain(const char *text, size_t len_bytes)
{
    for (size_t i = 0; i < len_bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' || c >= 0x7f || c == '"' || c == '\\')
            return false;
    }
    return true;
}

/* The code point of the well-formed sequence of `len` bytes at `s`. */
static uint32_t code_point(const unsigned char *s, size_t len)
{
    static const uint8_t first_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t point = s[0] & first_bits[len];
    for (size_t i = 1; i < len; i++)
        point = point << 6 | (s[i] & 0x3f);
    return point;
}

static char *put_unit(char *out, uint32_t unit)
{
    return out + sprintf(out, "\\u%04X", (unsigned)unit);
}

static char *put_point(char *out, uint32_t point)
{
    static const char letters[] = "btn.fr"; /* from 0x08 on; '.': 0x0b has none */
    if (point == '"' || point == '\\' || (point >= '\b' && point <= '\r' && point != '\v')) {
        *out++ = '\\';
        *out++ = point >= ' ' ? (char)point : letters[point - '\b'];
        return out;
    }
    if (point >= ' ' && point < 0x80) {
        *out++ = (char)point;
        return out;
    }
    if (point < 0x10000)
        return put_unit(out, point);
    point -= 0x10000;
    return put_unit(put_unit(out, 0xd800 | point >> 10), 0xdc00 | (point & 0x3ff));
}

size_t log_escape(const char *text, size_t len_bytes, char *out)
{
    const unsigned char *s = (const unsigned char *)text;
    char *start = out;
    for (size_t i = 0; i < len_bytes;) {
        size_t len = utf8_length(s + i, len_bytes - i);
        out = put_point(out, code_point(s + i, len));
        i += len;
    }
    return (size_t)(out - start);
}
