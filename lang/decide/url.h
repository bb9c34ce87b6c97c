/*
 * URLs of requests, split and made canonical so that two spellings of one resource are one string
 * (RFC 3986 section 6.2.2, and LANGUAGE.md "Paths").
 */
#ifndef EGRESS_LANG_DECIDE_URL_H
#define EGRESS_LANG_DECIDE_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/vm/facts.h"

#define URL_HOST_MAX 256
#define URL_PATH_MAX 8192

struct url {
    enum url_scheme scheme;
    char host[URL_HOST_MAX]; /* lower case, no trailing dot */
    uint16_t port;           /* explicit, else the scheme's */
    const char *path;        /* borrowed from the input: starts at the path, "" if there is none */
};

/* false: not an absolute http or https URL that we understand; *ret_url is then untouched. */
bool url_parse(const char *text, struct url *ret_url);

/*
 * Writes the normalised path of `path` (query and fragment left off, dot segments removed, '%' of
 * unreserved characters decoded, hex upper-cased, '/' runs collapsed, no trailing '/' but for "/"
 * itself) and a NUL to `buffer`. false where that cannot be done safely (bad '%', encoded '/', '\',
 * NUL or control bytes, dots with a parameter as in "..;x", too long): such a path matches no URL rule.
 */
bool url_normalise_path(const char *path, char *buffer, size_t size_bytes);

/* The METHOD_* bit of a request's method; METHOD_OTHER for one no rule can name. Any case. */
uint32_t url_method(const char *method);

#endif
