/* What is known of some hosts (hosts.def), for warnings only. Names are lower case. */
#ifndef EGRESS_LANG_LINT_HOSTS_H
#define EGRESS_LANG_LINT_HOSTS_H

#include <stdbool.h>

/* Whose names stand under the suffix, if anyone can get one there; else NULL. */
const char *hosts_shared(const char *suffix);

/* What anyone can send to the host; NULL: nothing known. */
const char *hosts_upload(const char *host);

/* Whether names are sold right under it: "com", "co.uk". */
bool hosts_is_public_suffix(const char *name);

/* Whether each table is in order; for the tests. */
bool hosts_sorted(void);

#endif
