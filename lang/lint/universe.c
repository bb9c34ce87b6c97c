#include "lang/lint/universe.h"

#include <string.h>

/*
 * A host's '~' stands for every character that no rule can name: so a wildcard is never found
 * covered by one rule for each letter. A path's list is RFC 3986's pchar and '%'.
 */
#define LETTERS "xabcdefghijklmnopqrstuvwyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define PUNCTUATION "@:+,=~%^&()<>{}|;'!$#\"`\\?*[]"
#define CONTROLS                                                                                   \
    "\t\n\r\v\f\a\b\x1b\x7f\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18"   \
    "\x19\x1a\x1c\x1d\x1e\x1f"

const char *const universe_characters[UNIVERSE_COUNT] = {
    [UNIVERSE_TEXT] = (LETTERS DIGITS "/-_." CAPITALS PUNCTUATION " " CONTROLS),
    [UNIVERSE_HOST] = (LETTERS DIGITS "-_.~"),
    [UNIVERSE_PATH] = (LETTERS DIGITS "/-_.~" CAPITALS "%!$&'()*+,;=:@"),
};

/* Of a placeholder without a value, which stands for a name of its own. No witness is made of them.
 */
static bool is_brace(uint32_t c)
{
    return c == '{' || c == '}';
}

static uint8_t host_step(uint8_t state, uint32_t c)
{
    enum { LABEL_START, IN_LABEL };

    if (c == '.')
        return state == IN_LABEL ? LABEL_START : UNIVERSE_DEAD;
    return is_brace(c) || (c < 0x80 && strchr(universe_characters[UNIVERSE_HOST], (int)c))
               ? IN_LABEL
               : UNIVERSE_DEAD;
}

enum path_state {
    PATH_START,
    PATH_ROOT,  /* behind the first '/' */
    PATH_SLASH, /* behind a later one */
    PATH_INSIDE,
    PATH_DOT,
    PATH_DOT_DOT,
    PATH_PERCENT,
    PATH_HIGH, /* + value of the first hex digit */
};

static int upper_hex(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)c - '0';
    return c >= 'A' && c <= 'F' ? (int)c - 'A' + 10 : -1;
}

static bool stays_escaped(unsigned code)
{
    bool alphanumeric = (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
                        (code >= 'a' && code <= 'z');

    return code >= 0x20 && code != 0x7f && !alphanumeric && !strchr("-._~/\\", (int)code);
}

static uint8_t path_step(uint8_t state, uint32_t c)
{
    if (state == PATH_START)
        return c == '/' ? PATH_ROOT : UNIVERSE_DEAD;
    if (state == PATH_PERCENT)
        return upper_hex(c) >= 0 ? (uint8_t)(PATH_HIGH + upper_hex(c)) : UNIVERSE_DEAD;
    if (state >= PATH_HIGH)
        return upper_hex(c) >= 0 &&
                       stays_escaped((unsigned)(state - PATH_HIGH) * 16 + (unsigned)upper_hex(c))
                   ? PATH_INSIDE
                   : UNIVERSE_DEAD;
    if (c == '/')
        return state == PATH_INSIDE ? PATH_SLASH : UNIVERSE_DEAD;
    if (is_brace(c))
        return PATH_INSIDE;
    if (c >= 0x80 || !strchr(universe_characters[UNIVERSE_PATH], (int)c))
        return UNIVERSE_DEAD;
    if (c == '%')
        return PATH_PERCENT;
    if (c != '.')
        return PATH_INSIDE;
    return state == PATH_ROOT || state == PATH_SLASH ? PATH_DOT
           : state == PATH_DOT                       ? PATH_DOT_DOT
                                                     : PATH_INSIDE;
}

uint8_t universe_step(enum pattern_universe universe, uint8_t state, uint32_t codepoint)
{
    if (!codepoint)
        return UNIVERSE_DEAD;
    switch (universe) {
    case UNIVERSE_HOST:
        return host_step(state, codepoint);
    case UNIVERSE_PATH:
        return path_step(state, codepoint);
    case UNIVERSE_TEXT:
    case UNIVERSE_COUNT:
        break;
    }
    return 0;
}

bool universe_accepts(enum pattern_universe universe, uint8_t state)
{
    switch (universe) {
    case UNIVERSE_HOST:
        return state == 1;
    case UNIVERSE_PATH:
        return state == PATH_ROOT || state == PATH_INSIDE;
    case UNIVERSE_TEXT:
    case UNIVERSE_COUNT:
        break;
    }
    return true;
}
