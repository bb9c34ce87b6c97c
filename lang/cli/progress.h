/*
 * A bar on standard error while a large file is read: only where that is a terminal, and the file's
 * size is known and worth it. Nothing of it stays.
 */
#ifndef EGRESS_LANG_CLI_PROGRESS_H
#define EGRESS_LANG_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress {
    const char *name;
    uint64_t size_bytes; /* 0: nothing is shown */
    uint64_t seen_bytes; /* when it was last looked at */
    struct timespec begun;
    struct timespec shown;
};

void progress_begin(struct progress *progress, int fd, const char *name);

/* For each line; does nothing most of the time. */
void progress_update(struct progress *progress, uint64_t done_bytes);

static inline void progress_show(struct progress *progress, uint64_t done_bytes)
{
    if (progress->size_bytes && done_bytes != progress->seen_bytes)
        progress_update(progress, done_bytes);
}

void progress_end(struct progress *progress);

#endif
