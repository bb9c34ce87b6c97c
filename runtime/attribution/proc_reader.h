/*
 * proc_reader: what /proc says of processes that ran before the kernel was asked to tell. Weaker
 * than an exec event (a process can rewrite its own arguments), so it is used for those only.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_PROC_READER_H
#define EGRESS_RUNTIME_ATTRIBUTION_PROC_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/attribution/process_image.h"

/* Field 22 of /proc/PID/stat, in clock ticks since boot. `text` is that file's, NUL-ended. */
bool proc_parse_start(const char *text, uint64_t *ret_ticks);

/* 0 or -errno: -ESRCH when it is gone. */
__attribute__((warn_unused_result)) int proc_start_ticks(uint32_t pid, uint64_t *ret_ticks);

/* Its file and arguments now; facts that cannot be had or believed are left unknown. NULL: gone. */
struct process_image *proc_read_image(uint32_t pid);

#endif
