/*
 * authority: the certificate authority of one run, which the guarded command is told to trust.
 *
 * Its key is 32 bytes (a P-256 scalar, big endian) that are made once, by the supervisor, and
 * handed to each worker through a socket pair: a worker that takes the place of one that crashed
 * must go on with the authority that clients have loaded. The bytes are only ever in memory of
 * secret.h and, while a signature is made, in OpenSSL's secure heap.
 *
 * Certificates follow RFC 5280: what strict verifiers ask for (Python's VERIFY_X509_STRICT, Go,
 * Java) is in them.
 */
#ifndef EGRESS_RUNTIME_TLS_AUTHORITY_H
#define EGRESS_RUNTIME_TLS_AUTHORITY_H

#include <openssl/types.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define AUTHORITY_KEY_BYTES 32
#define AUTHORITY_CERTIFICATE_MAX 1024 /* DER */
#define AUTHORITY_HEAP_MOST_BYTES (8 << 20)
#define AUTHORITY_DAYS 365 /* a run on a machine of one's own may be long */

/* One message of a SOCK_SEQPACKET, from supervisor to worker. */
struct authority {
    uint8_t key[AUTHORITY_KEY_BYTES];
    uint32_t certificate_len;
    uint8_t certificate[AUTHORITY_CERTIFICATE_MAX];
};

/*
 * Once in a process, before the first of the functions below: OpenSSL's secure heap, locked, with
 * room for the keys of so many intercepted connections at once, as far as RLIMIT_MEMLOCK and
 * AUTHORITY_HEAP_MOST_BYTES permit. 0 or -errno.
 */
__attribute__((warn_unused_result)) int authority_prepare_memory(uint32_t connections);

/* Zeros, in memory for secrets; NULL, with errno set. For receiving one into. */
struct authority *authority_blank(void);

/* A new one. NULL if memory, randomness or OpenSSL fail. */
struct authority *authority_new(time_t now);
void authority_free(struct authority *authority); /* NULL is fine */

/* The certificate in PEM, which is public. Owned by the caller (free); NULL on lack of memory. */
char *authority_pem(const struct authority *authority);

/* The same as OpenSSL has them; NULL if they are broken or do not belong together. Owned. */
EVP_PKEY *authority_key(const struct authority *authority);
X509 *authority_certificate(const struct authority *authority);

#endif
