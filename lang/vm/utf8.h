/*
 * Characters of a text that need not be valid UTF-8: a byte that is no part of a well-formed
 * sequence (RFC 3629) is a character by itself, at UTF8_STRAY + its value, where no code point is.
 */
#ifndef EGRESS_LANG_VM_UTF8_H
#define EGRESS_LANG_VM_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_STRAY 0x110000u
#define UTF8_LAST (UTF8_STRAY + 0xff)

/* The character at `text`, which has at least one byte; its length in *ret_len. */
static inline uint32_t utf8_read(const char *text, size_t len, size_t *ret_len)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text[0];
    size_t need = lead < 0x80   ? 1
                  : lead < 0xc2 ? 0
                  : lead < 0xe0 ? 2
                  : lead < 0xf0 ? 3
                  : lead < 0xf5 ? 4
                                : 0;
    uint32_t code = need == 1 ? lead : lead & (0x7fu >> need);

    *ret_len = 1;
    if (need == 0 || need > len)
        return UTF8_STRAY + lead;
    for (size_t i = 1; i < need; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xc0) != 0x80)
            return UTF8_STRAY + lead;
        code = code << 6 | (next & 0x3f);
    }
    if (code < smallest[need] || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff)
        return UTF8_STRAY + lead;
    *ret_len = need;
    return code;
}

#endif
