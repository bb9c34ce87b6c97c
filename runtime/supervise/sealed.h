/*
 * Memory with a descriptor that nobody can change any more: what is copied into it once can be
 * handed from process to process and is the same for all of them.
 */
#ifndef EGRESS_RUNTIME_SUPERVISE_SEALED_H
#define EGRESS_RUNTIME_SUPERVISE_SEALED_H

#include <stdbool.h>
#include <stddef.h>

/* All return 0 or -errno. A new one is empty and close-on-exec; the caller closes it. */
__attribute__((warn_unused_result)) int sealed_new(const char *name, int *ret_fd);
__attribute__((warn_unused_result)) int sealed_add(int fd, const void *bytes, size_t len);

/* All that is to be read from another descriptor; -EFBIG if that is more than `max` bytes. */
__attribute__((warn_unused_result)) int sealed_add_all(int fd, int from, size_t max);
__attribute__((warn_unused_result)) int sealed_finish(int fd);

bool sealed_is(int fd);

#endif
