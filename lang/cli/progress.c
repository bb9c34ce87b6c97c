#include "lang/cli/progress.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORTH_IT_BYTES (UINT64_C(16) * 1024 * 1024)
#define INTERVAL_MS 100
#define BAR_WIDTH 30

static int64_t ms_between(const struct timespec *from, const struct timespec *to)
{
    return (int64_t)(to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

void progress_begin(struct progress *progress, int fd, const char *name)
{
    struct stat info;

    *progress = (struct progress){.name = name};
    if (!isatty(STDERR_FILENO) || fstat(fd, &info) || !S_ISREG(info.st_mode) ||
        (uint64_t)info.st_size < WORTH_IT_BYTES)
        return;
    progress->size_bytes = (uint64_t)info.st_size;
    clock_gettime(CLOCK_MONOTONIC, &progress->begun);
    progress->shown = progress->begun;
}

void progress_update(struct progress *progress, uint64_t done_bytes)
{
    char bar[BAR_WIDTH + 1];
    struct timespec now;
    int64_t passed_ms;
    uint64_t done = done_bytes < progress->size_bytes ? done_bytes : progress->size_bytes;

    progress->seen_bytes = done_bytes;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (ms_between(&progress->shown, &now) < INTERVAL_MS)
        return;
    progress->shown = now;
    passed_ms = ms_between(&progress->begun, &now);
    for (uint64_t i = 0; i < BAR_WIDTH; i++)
        bar[i] = i * progress->size_bytes < done * BAR_WIDTH ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3u%%  %llu MB/s ", bar, (unsigned)(done * 100 / progress->size_bytes),
            (unsigned long long)(passed_ms ? done / 1000 / (uint64_t)passed_ms : 0));
}

void progress_end(struct progress *progress)
{
    if (progress->size_bytes)
        fputs("\r\033[K", stderr);
}
