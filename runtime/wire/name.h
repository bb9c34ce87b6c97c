/*
 * name: host names and addresses as peers write them (SNI, Host, URLs), made canonical or refused.
 */
#ifndef EGRESS_RUNTIME_WIRE_NAME_H
#define EGRESS_RUNTIME_WIRE_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_SIZE 256     /* a name in text with its NUL */
#define NAME_LABEL_MAX 63 /* RFC 1035 section 2.3.4 */
#define NAME_LENGTH_MAX 253

/*
 * Writes the host name in lower case, without a trailing dot. false (ret untouched) for what is
 * none: labels are letters, digits, '-' and '_', 1 to 63 of them, no '-' at either end; the last
 * label starts with a letter, so that no address passes as a name.
 */
bool name_host(const char *text, size_t len, char ret[NAME_SIZE]);

/* Four decimal numbers 0 to 255 without leading zeros, and nothing else. Host byte order. */
bool name_address(const char *text, size_t len, uint32_t *ret_ip);

/* 1 to 65535 in decimal without leading zeros. */
bool name_port(const char *text, size_t len, uint16_t *ret_port);

#endif
