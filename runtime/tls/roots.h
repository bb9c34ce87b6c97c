/*
 * roots: the certificate authorities that servers are verified against, out of a bundle in PEM.
 *
 * A system has 150 of them and a run needs three. Decoding one takes 0.2 ms, so at first only their
 * names are read; a certificate is decoded when something that it issued is verified.
 */
#ifndef EGRESS_RUNTIME_TLS_ROOTS_H
#define EGRESS_RUNTIME_TLS_ROOTS_H

#include <openssl/types.h>
#include <stddef.h>

struct roots;

/*
 * Certificates that cannot be read are left out, as other programs do with such bundles. NULL on
 * lack of memory.
 */
struct roots *roots_read(const char *pem, size_t len_bytes);
void roots_free(struct roots *roots); /* NULL is fine. After every store of it is gone. */

/* With none, no server can be verified. */
size_t roots_count(const struct roots *roots);

/* A store that has them. Owned by the caller; NULL on lack of memory. */
X509_STORE *roots_store(struct roots *roots);

#endif
