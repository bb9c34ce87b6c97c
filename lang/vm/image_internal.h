/*
 * An image once it is loaded: where its sections are. Only verify.c may fill one in; whatever else
 * reads it relies on what was verified.
 */
#ifndef EGRESS_LANG_VM_IMAGE_INTERNAL_H
#define EGRESS_LANG_VM_IMAGE_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include "lang/vm/format.h"
#include "lang/vm/image.h"

struct image {
    const struct image_header *header;
#define SECTION(name, element, what)                                                               \
    const element *name;                                                                           \
    uint32_t name##_count;
#include "lang/vm/sections.def"
#undef SECTION
    uint32_t address_top_bits; /* address_tops has 2^this + 1 entries */
    uint32_t address_halvings; /* of the widest run of ranges below one top */
    uint32_t note_words;
    uint32_t hash_seed;
    void *mapped; /* owned; NULL when the bytes are the caller's */
    size_t mapped_len_bytes;
};

/* Bytes an element of a section has. */
extern const uint32_t image_element_sizes[SECTION_COUNT];

/* The start of a section's elements. */
const void *image_section(const struct image_header *header, enum image_section section);

/* What a decision can cost at worst, and where. */
struct image_bounds {
    uint32_t steps;
    uint32_t steps_per_argument;
    uint32_t steps_per_byte;
    uint32_t stack;
    uint32_t heaviest_host; /* node of the worst way by name whose own program costs most */
    uint32_t heaviest_address;
};

/*
 * Points every section of *image into `bytes` and checks all that the interpreter relies on. The
 * bytes must be aligned to IMAGE_ALIGNMENT. 0, -EINVAL with *error filled, or -ENOMEM.
 */
__attribute__((warn_unused_result)) int
verify_image(const void *bytes, size_t len_bytes, struct image *image, struct image_error *error);

/* As verify_image, for the writer: tells the bounds instead of comparing bounds and digest with
 * the header's. */
__attribute__((warn_unused_result)) int verify_measure(const void *bytes, size_t len_bytes,
                                                       struct image *image,
                                                       struct image_bounds *ret_bounds,
                                                       struct image_error *error);

/* As image_ask; *ret_steps is what the decision took, to be held against the header's bound. */
struct verdict image_ask_counted(const struct image *image, enum question question,
                                 const struct facts *facts, uint64_t *ret_steps);

#endif
