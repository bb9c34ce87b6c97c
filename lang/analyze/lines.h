/*
 * The lines of a file, one by one, in bounded memory. No line is longer than LINES_MAX_BYTES: the
 * rest of one that is is passed over, up to LINES_PASSED_MAX_BYTES. Beyond that it is no line but a
 * device without end.
 */
#ifndef EGRESS_LANG_ANALYZE_LINES_H
#define EGRESS_LANG_ANALYZE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINES_MAX_BYTES ((size_t)4 * 1024 * 1024) /* a command may have 2 MiB of arguments */
#define LINES_PASSED_MAX_BYTES ((uint64_t)1 << 28)

struct lines;

/* The fd stays the caller's. */
struct lines *lines_new(int fd);
void lines_free(struct lines *lines);

/*
 * 1 and the line without its line end (borrowed until the next call), 0 at the end, or -errno;
 * -EMSGSIZE for a line that is too long, after which the next one can be had; -EFBIG for one whose
 * end is too far away.
 */
__attribute__((warn_unused_result)) int lines_next(struct lines *lines, const char **ret_line,
                                                   size_t *ret_len_bytes);

uint64_t lines_bytes(const struct lines *lines);  /* read so far */
uint64_t lines_number(const struct lines *lines); /* of the line last returned, from 1 */

#endif
