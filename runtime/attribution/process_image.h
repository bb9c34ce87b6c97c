/*
 * process_image: what a program was when it was executed: the path of its file and its arguments.
 * Immutable and shared: a fork has the image of its parent. An unknown fact is absent, never cut
 * short: a rule must neither match nor miss because a text was too long.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_PROCESS_IMAGE_H
#define EGRESS_RUNTIME_ATTRIBUTION_PROCESS_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "bpf/record.h"

struct process_image {
    uint32_t references;
    uint32_t size_bytes; /* of the whole block */
    const char *exe;     /* NULL: unknown */
    uint32_t argc;       /* 0: unknown */
    const char *argv[];
};

/*
 * `exe` may be NULL. `argv` is `argv_bytes` bytes of NUL-ended arguments, as exec lays them out; 0
 * bytes, or bytes that do not end in a NUL: unknown. NULL on lack of memory. One reference.
 */
struct process_image *process_image_new(const char *exe, const char *argv, size_t argv_bytes);

/* From the kernel's record of an exec; `size` is what the ring said. */
struct process_image *process_image_from_exec(const struct event_exec *exec, size_t size);

struct process_image *process_image_share(struct process_image *image);
void process_image_release(struct process_image *image); /* NULL is fine */

#endif
