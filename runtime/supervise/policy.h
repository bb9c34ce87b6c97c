/*
 * The compiled policy of a run, in memory that nobody can change: the file may belong to the very
 * user it is to guard, so it is copied once, sealed, verified, and never looked at again. The
 * descriptor is what a worker, also one that is started later, loads its own image from.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_POLICY_H
#define EGRESS_RUNTIME_SUPERVISE_POLICY_H

#include <stddef.h>

#include "lang/vm/image.h"

#define POLICY_SIZE_MAX (256u << 20)

struct policy {
    int fd; /* sealed memory, close-on-exec; owned */
    void *bytes;
    size_t len_bytes;
    struct image *image; /* verified; borrows the bytes */
};

/* Copies and verifies. 0, or -errno with a sentence. "-" is standard input. */
__attribute__((warn_unused_result)) int policy_open(const char *path, struct policy *ret,
                                                    char *error, size_t error_size);

/* The same from the descriptor of another process's policy, which stays the caller's. */
__attribute__((warn_unused_result)) int policy_adopt(int fd, struct policy *ret, char *error,
                                                     size_t error_size);
void policy_close(struct policy *policy);

/* "sha256:..." of the content; ret holds 72 bytes. */
#define POLICY_DIGEST_MAX 72
void policy_digest(const struct policy *policy, char ret[POLICY_DIGEST_MAX]);

#endif
