/*
 * Small helpers over files of /proc and /sys, shared inside this room and by supervise.
 */
#ifndef EGRESS_RUNTIME_INTERCEPT_PATHS_H
#define EGRESS_RUNTIME_INTERCEPT_PATHS_H

#include <stddef.h>

/* The whole file as a string, the caller's to free. 0 or -errno. For files of the kernel's: those
 * that tell no size. */
__attribute__((warn_unused_result)) int file_read(const char *path, char **ret_text);

/* Writes `text` with one write() to a file that exists. 0 or -errno. */
__attribute__((warn_unused_result)) int file_write(const char *path, const char *text);

/* cgroup_mount_point, and which part of the hierarchy is to be seen there. */
__attribute__((warn_unused_result)) int cgroup_mount_find(char *ret_path, size_t size,
                                                          char *ret_root, size_t root_size);

#endif
