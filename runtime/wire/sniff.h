/*
 * sniff: which protocol a client's first bytes speak.
 *
 * It errs on the side of TLS and HTTP: what a lenient server might take for either is reported as
 * that, and then meets a strict parser. Only what no such server would read is raw.
 */
#ifndef EGRESS_RUNTIME_WIRE_SNIFF_H
#define EGRESS_RUNTIME_WIRE_SNIFF_H

#include <stddef.h>

enum sniff {
    SNIFF_MORE, /* undecided: so far it may be any of the below */
    SNIFF_TLS,
    SNIFF_HTTP1,
    SNIFF_HTTP2, /* the whole connection preface of RFC 9113 section 3.4 */
    SNIFF_RAW,
};

#define SNIFF_MAX 8192 /* a first line longer than this is not HTTP: never MORE from there on */

enum sniff sniff(const char *bytes, size_t len);

#endif
