/*
 * Where cgroup v2 is mounted, from the text of /proc/self/mountinfo (proc(5)). Pure but for
 * cgroup_mount_point itself (intercept.h).
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_MOUNT_H
#define EGRESS_RUNTIME_INTERCEPT_MOUNT_H

#include <stddef.h>

/*
 * The last cgroup2 mount in `mountinfo`, which hides those before it on the same place: its mount
 * point, and which part of the hierarchy is to be seen there ("/": all of it). 0, -ENOENT, or
 * -ENOSPC. The octal escapes of mountinfo are undone.
 */
__attribute__((warn_unused_result)) int cgroup_mount_parse(const char *mountinfo, char *ret_point,
                                                           size_t point_size, char *ret_root,
                                                           size_t root_size);

#endif
