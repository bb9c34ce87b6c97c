/*
 * pki: certificates for tests, right ones and wrong ones. All fail the test on failure.
 */
#ifndef EGRESS_TESTS_UNIT_TLS_PKI_H
#define EGRESS_TESTS_UNIT_TLS_PKI_H

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>

struct identity {
    X509 *certificate;
    EVP_PKEY *key;
};

struct certificate_wish {
    const char *name;         /* the common name */
    const char *alternatives; /* subjectAltName, as x509v3_config(5) has it; NULL: none */
    bool is_authority;
    const char *constraints; /* nameConstraints; NULL: none */
    const char *purposes;    /* extendedKeyUsage; NULL: none */
    int from_days, to_days;  /* from now; both 0: from yesterday for ten days */
    int rsa_bits;            /* 0: P-256 */
    bool sha1;
    int pathlen; /* less 1: 1 is "pathlen:0"; 0: none */
};

/* Issued by `issuer`, or by itself where that is NULL. */
struct identity pki_issue(const struct certificate_wish *wish, const struct identity *issuer);
void pki_free(struct identity *identity);

/* In PEM; owned by the caller (free). */
char *pki_pem(const X509 *certificate);

#endif
