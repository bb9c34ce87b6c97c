/* IPv4 addresses and the masks of blocks. */
#include <arpa/inet.h>
#include <string.h>

#include "lang/rules/analysis.h"

bool address_like(const char *text, size_t len)
{
    bool digit = false;

    for (size_t i = 0; i < len; i++) {
        if (text[i] >= '0' && text[i] <= '9')
            digit = true;
        else if (text[i] != '.')
            return false;
    }
    return digit;
}

/* One number of an address, at *at; false where it is none or too large. Stops at '.' or end. */
static bool octet(const char **at, const char *end, uint32_t *ret_value)
{
    const char *start = *at;
    uint32_t value = 0;

    while (*at < end && **at != '.' && *at - start < 4)
        value = value * 10 + (uint32_t)(*(*at)++ - '0');
    if (*at == start || *at - start > 3 || value > 255 || (*at - start > 1 && *start == '0'))
        return false;
    *ret_value = value;
    return true;
}

static bool refuse_octet(struct analysis *analysis, struct span span, uint32_t at)
{
    uint32_t end = at;
    struct span number;

    while (end < span.end && analysis->text[end] != '.')
        end++;
    number = (struct span){at, end};
    if (at == end)
        analysis_say(analysis, DIAGNOSTIC_ADDRESS, span, "`%s` has an empty number",
                     analysis_quote(analysis, span));
    else if (analysis->text[at] == '0')
        analysis_say(analysis, DIAGNOSTIC_ADDRESS, number,
                     "leading zeros in `%s`: some read it as octal",
                     analysis_quote(analysis, number));
    else
        analysis_say(analysis, DIAGNOSTIC_ADDRESS, number, "`%s` is more than 255",
                     analysis_quote(analysis, number));
    return false;
}

static uint32_t count_numbers(const char *text, size_t len)
{
    uint32_t count = 1;

    for (size_t i = 0; i < len; i++)
        count += text[i] == '.';
    return count;
}

bool address_parse(struct analysis *analysis, struct span span, uint32_t *ret_address)
{
    const char *at = analysis->text + span.start, *end = analysis->text + span.end;
    uint32_t numbers = count_numbers(at, span_len(span));
    uint32_t address = 0;

    if (numbers != 4) {
        analysis_say(analysis, DIAGNOSTIC_ADDRESS, span,
                     "`%s` is no address: %u number%s instead of 4", analysis_quote(analysis, span),
                     numbers, numbers == 1 ? "" : "s");
        return false;
    }
    for (int i = 0; i < 4; i++) {
        const char *start = at;
        uint32_t value;

        if (!octet(&at, end, &value))
            return refuse_octet(analysis, span, (uint32_t)(start - analysis->text));
        address = address << 8 | value;
        at++;
    }
    *ret_address = address;
    return true;
}

/* "255.255.0.0" as a prefix length, or -1. */
static int netmask_prefix(const char *text)
{
    struct in_addr netmask;
    uint32_t bits;

    if (inet_pton(AF_INET, text, &netmask) != 1)
        return -1;
    bits = ntohl(netmask.s_addr);
    if ((~bits & (~bits + 1)) != 0)
        return -1;
    return bits ? 32 - __builtin_ctz(bits) : 0;
}

static bool refuse_mask(struct analysis *analysis, struct span number)
{
    struct diagnostic *diagnostic;
    int prefix;

    if (!span_len(number)) {
        analysis_say(analysis, DIAGNOSTIC_CIDR_MASK, number, "the mask is missing behind `/`");
        return false;
    }
    diagnostic = analysis_say(analysis, DIAGNOSTIC_CIDR_MASK, number,
                              "`%s` is not a mask from 0 to 32", analysis_quote(analysis, number));
    prefix = netmask_prefix(analysis_copy(analysis, number));
    if (prefix >= 0)
        analysis_fix_surely(analysis, diagnostic, number,
                            arena_printf(analysis->arena, "%d", prefix));
    return false;
}

bool mask_parse(struct analysis *analysis, struct span slash, uint8_t *ret_prefix_len)
{
    struct span number = {slash.start + 1, slash.end};
    const char *text = analysis->text + number.start;
    uint32_t len = span_len(number), value = 0;

    if (!len || len > 2 || (len == 2 && text[0] == '0'))
        return refuse_mask(analysis, number);
    for (uint32_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return refuse_mask(analysis, number);
        value = value * 10 + (uint32_t)(text[i] - '0');
    }
    if (value > 32)
        return refuse_mask(analysis, number);
    *ret_prefix_len = (uint8_t)value;
    return true;
}
