/*
 * hosts: the machine's hosts file (hosts(5)), read once. What it says needs no query, so it is the
 * same for everybody.
 */
#ifndef EGRESS_RUNTIME_DNS_HOSTS_H
#define EGRESS_RUNTIME_DNS_HOSTS_H

#include <stddef.h>
#include <stdint.h>

struct hosts;

/* NULL on lack of memory. A file that is not there is an empty one; of a long one the first lines
 * count. */
struct hosts *hosts_new(const char *path);
void hosts_free(struct hosts *hosts); /* NULL is fine */

/* IPv4 addresses of a name in lower case, host byte order, at most `max`. Returns how many. */
size_t hosts_find(const struct hosts *hosts, const char *name, uint32_t *ret, size_t max);

#endif
