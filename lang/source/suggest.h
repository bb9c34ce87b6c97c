/* "Did you mean": the nearest of a few names. */
#ifndef EGRESS_LANG_SOURCE_SUGGEST_H
#define EGRESS_LANG_SOURCE_SUGGEST_H

#include <stddef.h>

/* The name that was probably meant, or NULL where none is near. Letters' case does not count. */
const char *nearest_name(const char *word, size_t len, const char *const *names, size_t count);

#endif
