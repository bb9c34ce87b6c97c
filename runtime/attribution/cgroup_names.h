/*
 * cgroup_names: a cgroup's path below the v2 mount ("/system.slice/x.service", "/" for the root)
 * from its id. Names are kept when the cgroup is removed, so that a container that is gone can
 * still be named; a name pushed out by another is unknown again.
 */
#ifndef EGRESS_RUNTIME_ATTRIBUTION_CGROUP_NAMES_H
#define EGRESS_RUNTIME_ATTRIBUTION_CGROUP_NAMES_H

#include <stdint.h>

struct cgroup_names;

/* `mount` is the mount point of cgroup v2. 0 or -errno. */
__attribute__((warn_unused_result)) int cgroup_names_open(const char *mount,
                                                          struct cgroup_names **ret);
void cgroup_names_close(struct cgroup_names *names);

/* Borrowed until the next call; NULL: unknown. */
const char *cgroup_names_find(struct cgroup_names *names, uint64_t id);

/* The kernel said that this cgroup was made. */
void cgroup_names_add(struct cgroup_names *names, uint64_t id, const char *path);

#endif
