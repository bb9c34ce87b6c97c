/*
 * Certificates in the form that every Java reads without a password: a keystore of type JKS with
 * nothing but trusted certificates. The format (java/security/KeyStore of Sun, version 2), all
 * numbers big endian:
 *
 *     0xfeedfeed, version 2, count: 4 bytes each
 *     for each: 4 bytes tag 2 (certificate); alias, as 2 bytes of length and text; 8 bytes of time
 *               in ms; type "X.509", likewise; 4 bytes of length and the DER
 *     SHA-1 over the password (UTF-16), "Mighty Aphrodite" and all of the above
 *
 * Java checks the hash only where it is given a password; ours is the usual "changeit".
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_TRUSTSTORE_H
#define EGRESS_RUNTIME_SUPERVISE_TRUSTSTORE_H

/* Writes to `fd` the certificates of `roots_fd` (PEM) and of `pem`. 0 or -errno. */
__attribute__((warn_unused_result)) int truststore_write(int fd, int roots_fd, const char *pem);

#endif
