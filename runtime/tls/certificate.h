/*
 * certificate: the parts that every certificate of ours has. Internal to this room.
 */
#ifndef EGRESS_RUNTIME_TLS_CERTIFICATE_H
#define EGRESS_RUNTIME_TLS_CERTIFICATE_H

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* Valid from a day before `now`, for clocks that are behind, until `days` after it. */
struct certificate_parts {
    X509_NAME *issuer;       /* borrowed; NULL: itself */
    const char *common_name; /* NULL, or too long for one (RFC 5280: 64): an empty subject */
    EVP_PKEY *key;           /* its public half goes in */
    time_t now;
    int days;
};

/* Version, a random serial number and the above; no extension, no signature. NULL on failure. */
X509 *certificate_begin(const struct certificate_parts *parts);

/* Adds an extension as openssl x509v3_config(5) writes it, with the issuer for key identifiers. */
bool certificate_extend(X509 *certificate, X509 *issuer, int nid, const char *value);

#endif
