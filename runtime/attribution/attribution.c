#include "runtime/attribution/attribution.h"

#include <errno.h>
#include <stdio.h>

int attribution_new(const struct attribution_config *config, struct attribution **ret, char *error,
                    size_t error_size)
{
    (void)config;
    (void)ret;
    snprintf(error, error_size, "attribution is not built yet");
    return -ENOSYS;
}

void attribution_free(struct attribution *attribution)
{
    (void)attribution;
}

enum attribution_backend attribution_backend(const struct attribution *attribution)
{
    (void)attribution;
    return BACKEND_CGROUP;
}

const char *attribution_backend_name(enum attribution_backend backend)
{
    return backend == BACKEND_KPROBE ? "kprobe" : "cgroup";
}

int attribution_event_fd(const struct attribution *attribution)
{
    (void)attribution;
    return -1;
}

void attribution_poll(struct attribution *attribution)
{
    (void)attribution;
}

int attribution_serve(struct attribution *attribution, int who_fd)
{
    (void)attribution;
    (void)who_fd;
    return -ENOSYS;
}

void attribution_counters(const struct attribution *attribution, struct attribution_counters *ret)
{
    (void)attribution;
    *ret = (struct attribution_counters){0};
}
