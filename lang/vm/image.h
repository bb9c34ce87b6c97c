/*
 * A compiled policy: loaded, verified, asked. The format is in lang/vm/format.h. An image is
 * position-independent and read-only; the bytes stay the caller's and must outlive the image.
 *
 * Ownership: image_load owns what it returns until image_free. Asking allocates nothing, touches no
 * global and may be done from any number of threads.
 */
#ifndef EGRESS_LANG_VM_IMAGE_H
#define EGRESS_LANG_VM_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/vm/facts.h"

struct image;

/* Why an image was refused: a sentence, and the byte at which the verifier stopped. */
struct image_error {
    char message[160];
    uint64_t offset_bytes;
};

/*
 * Verifies `bytes`, aligned to 16, and makes an image of them. 0, or -EINVAL with *error filled,
 * -ENOMEM. Time and memory are linear in len_bytes.
 */
__attribute__((warn_unused_result)) int image_load(const void *bytes, size_t len_bytes,
                                                   struct image **ret_image,
                                                   struct image_error *error);

/*
 * As image_load, of a private copy of a file, so that nobody changes what was verified by writing
 * to the file: -errno of open and read, too.
 */
__attribute__((warn_unused_result)) int image_open(const char *path, struct image **ret_image,
                                                   struct image_error *error);

/* NULL is fine. */
void image_free(struct image *image);

/* The source map: NULL and 0 out of range. Borrowed from the image. line 0: a built-in default. */
uint32_t image_rule_count(const struct image *image);
const char *image_rule_text(const struct image *image, uint32_t rule);
uint32_t image_rule_line(const struct image *image, uint32_t rule);
uint32_t image_rule_column(const struct image *image, uint32_t rule);

/* SHA-256 of the content, 32 bytes, as in the header. */
const uint8_t *image_digest(const struct image *image);

/* Asks the image. Bounded by the depth the header states, whatever the facts. */
struct verdict image_ask(const struct image *image, enum question question,
                         const struct facts *facts);

/*
 * Does a rule by address (one or a block; a URL's does not count) allow this process this
 * address, at any port at all? Asks once for each port that the image knows: for rare use.
 */
bool image_names_address(const struct image *image, uint32_t ip,
                         const struct process_facts *process);

#endif
