/* UTF-8, decoded strictly (RFC 3629: no surrogates, no overlong forms, nothing over U+10FFFF). */
#ifndef EGRESS_LANG_SOURCE_UTF8_H
#define EGRESS_LANG_SOURCE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of the character at text[0..len_bytes), or 0 where there is no valid one. */
size_t utf8_decode(const char *text, size_t len_bytes, uint32_t *ret_codepoint);

#endif
