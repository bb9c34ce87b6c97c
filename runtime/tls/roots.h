/*
 * roots: the certificate authorities that servers are verified against, out of a bundle in PEM.
 */
#ifndef EGRESS_RUNTIME_TLS_ROOTS_H
#define EGRESS_RUNTIME_TLS_ROOTS_H

#include <openssl/types.h>
#include <stddef.h>

/*
 * Certificates that cannot be read are left out, as other programs do with such bundles. How many
 * there are goes to *ret_count: with none, no server can be verified. NULL on lack of memory.
 */
X509_STORE *roots_read(const char *pem, size_t len_bytes, size_t *ret_count);

#endif
