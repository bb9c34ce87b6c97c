/*
 * Whom a run trusts, and who trusts it.
 *
 * Servers are verified against the system's roots and those of --upstream-ca, read once, at the
 * start. The command is to trust the authority of this run (runtime/tls/authority.h), so it gets
 *
 *   the certificate, and a bundle of it with all those roots, as files in the run's own directory,
 *   the bundle in place of the system's, in a mount namespace of its own: for programs that read
 *   nothing else (GnuTLS: wget, apt),
 *   variables that name the files, for programs that bring their own roots (node, Python's
 *   requests, Java, ...).
 *
 * The authority's key stays in the supervisor's memory, and goes to each worker (child_worker.h).
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_TRUST_H
#define EGRESS_RUNTIME_SUPERVISE_TRUST_H

#include <stddef.h>

#include "runtime/supervise/run.h"
#include "runtime/tls/authority.h"

#define TRUST_ROOTS_MAX (16u << 20) /* bytes of a bundle; Debian's has 220,000 */

struct trust {
    int roots_fd;                /* sealed memory: PEM; close-on-exec, owned */
    const char *system_bundle;   /* the file that holds the system's roots; NULL: none found */
    struct authority *authority; /* owned */
    char *pem;                   /* its certificate; owned */
    char directory[RUN_PATH_MAX];
};

/* Reads roots and makes the authority; `upstream_ca` may be NULL. 0, or -errno with a sentence. */
__attribute__((warn_unused_result)) int trust_open(const char *upstream_ca, struct trust *ret,
                                                   char *error, size_t error_size);

/* Writes the files of the run, and the certificate to `ca_out` (NULL: nowhere; "-": standard
 * output), in place of what was there. 0, or -errno with a sentence. */
__attribute__((warn_unused_result)) int trust_publish(struct trust *trust, const struct run *run,
                                                      const char *ca_out, char *error,
                                                      size_t error_size);

/* In the child that becomes the command, while it is root. 0 or -errno. Where it may not mount, the
 * variables must do. */
__attribute__((warn_unused_result)) int trust_dress(const struct trust *trust);

void trust_close(struct trust *trust);

#endif
