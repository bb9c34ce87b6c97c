#include "lang/source/utf8.h"

size_t utf8_decode(const char *text, size_t len_bytes, uint32_t *ret_codepoint)
{
    const unsigned char *bytes = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t codepoint;
    size_t size;

    if (!len_bytes)
        return 0;
    if (bytes[0] < 0x80) {
        *ret_codepoint = bytes[0];
        return 1;
    }
    size = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
    if (bytes[0] < 0xC2 || bytes[0] > 0xF4 || size > len_bytes)
        return 0;
    codepoint = bytes[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        codepoint = codepoint << 6 | (bytes[i] & 0x3F);
    }
    if (codepoint < least[size] || codepoint > 0x10FFFF ||
        (codepoint >= 0xD800 && codepoint <= 0xDFFF))
        return 0;
    *ret_codepoint = codepoint;
    return size;
}
