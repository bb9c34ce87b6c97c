/*
 * The verifier: one pass over each section, in the order in which each needs the ones before. It is
 * the only thing between a hostile file and the interpreter, so it knows nothing of how the writer
 * works and believes no number that it has not seen.
 *
 * What makes it linear: every run (of ports, affixes, pieces, elements, ranges) belongs to one
 * owner, and the runs follow one another without a gap. What makes every decision end: an
 * instruction leads only to ones behind it, a node only to parents before it. The cost of a program
 * is then known in one sweep from the last instruction to the first.
 */
#include <errno.h>
#include <openssl/sha.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/vm/verify_internal.h"

bool refuse(struct verifier *verifier, const void *where, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(verifier->error->message, sizeof(verifier->error->message), format, arguments);
    va_end(arguments);
    verifier->error->offset_bytes =
        where ? (uint64_t)((const char *)where - (const char *)verifier->image->header) : 0;
    return false;
}

/* Header and extents. */

static bool check_gap(struct verifier *verifier, const char *bytes, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (bytes[i] != 0)
            return refuse(verifier, bytes + i, "bytes between sections are not zero");
    return true;
}

static bool check_extents(struct verifier *verifier, const char *bytes, uint32_t len)
{
    const struct image_header *header = verifier->image->header;
    uint64_t end = sizeof(*header);

    for (int i = 0; i < SECTION_COUNT; i++) {
        const struct image_extent *extent = &header->sections[i];
        uint64_t start = (end + IMAGE_ALIGNMENT - 1) / IMAGE_ALIGNMENT * IMAGE_ALIGNMENT;
        uint64_t size = (uint64_t)extent->count * image_element_sizes[i];

        if (extent->offset_bytes != start || start > len || size > len - start)
            return refuse(verifier, extent, "section %d does not lie where it must", i);
        if (!check_gap(verifier, bytes, (uint32_t)end, (uint32_t)start))
            return false;
        end = start + size;
    }
    if (end != len)
        return refuse(verifier, NULL, "bytes behind the last section");
    return true;
}

static bool check_header(struct verifier *verifier, const void *bytes, size_t len)
{
    const struct image_header *header = bytes;
    uint8_t digest[SHA256_DIGEST_LENGTH];

    if (len < sizeof(*header) || memcmp(header->magic, IMAGE_MAGIC, sizeof(header->magic)) != 0)
        return refuse(verifier, NULL, "not an image of a policy");
    if (header->version != IMAGE_VERSION)
        return refuse(verifier, &header->version, "format version %u, this program reads %u",
                      header->version, IMAGE_VERSION);
    if (len > IMAGE_LEN_MAX || header->len_bytes != len)
        return refuse(verifier, &header->len_bytes, "cut off or added to: %zu bytes, %u expected",
                      len, header->len_bytes);
    SHA256((const uint8_t *)bytes + IMAGE_DIGEST_START, len - IMAGE_DIGEST_START, digest);
    if (!verifier->measured && memcmp(digest, header->digest, sizeof(digest)) != 0)
        return refuse(verifier, header->digest, "damaged: the digest is another");
    return check_extents(verifier, bytes, (uint32_t)len);
}

static void point(struct image *image)
{
    image->hash_seed = image->header->hash_seed;
    image->note_words = (image->header->notes + 63) / 64;
#define SECTION(name, element, what)                                                               \
    image->name = image_section(image->header, SECTION_##name);                                    \
    image->name##_count = image->header->sections[SECTION_##name].count;
#include "lang/vm/sections.def"
#undef SECTION
}

static bool check_bounds(struct verifier *verifier, const struct chain *host,
                         const struct chain *address)
{
    const struct image_header *header = verifier->image->header;
    struct cost cost = both(host->cost, address->cost);

    if (verifier->measured) {
        *verifier->measured =
            (struct image_bounds){cost.steps, cost.steps_per_argument, cost.steps_per_byte,
                                  cost.stack, host->heaviest,          address->heaviest};
        return true;
    }
    if (cost.steps != header->steps || cost.steps_per_argument != header->steps_per_argument ||
        cost.steps_per_byte != header->steps_per_byte || cost.stack != header->stack)
        return refuse(verifier, &header->steps,
                      "a decision takes up to %u steps, %u an argument, %u a byte, %u put aside: "
                      "the header says otherwise",
                      cost.steps, cost.steps_per_argument, cost.steps_per_byte, cost.stack);
    if (cost.steps > IMAGE_STEPS_MAX || cost.steps_per_argument > IMAGE_STEPS_PER_ARGUMENT_MAX ||
        cost.steps_per_byte > IMAGE_STEPS_PER_BYTE_MAX || cost.stack > IMAGE_STACK_MAX)
        return refuse(verifier, &header->steps, "a decision takes more steps than are allowed");
    return true;
}

static bool check_sections(struct verifier *verifier)
{
    struct chain host = {0}, address = {0};

    return check_texts(verifier) && check_tables(verifier) && check_indexes(verifier) &&
           check_instructions(verifier) && check_destinations(verifier, &host, &address) &&
           check_bounds(verifier, &host, &address);
}

static int verify(const void *bytes, size_t len_bytes, struct image *image,
                  struct image_bounds *measured, struct image_error *error)
{
    struct verifier verifier = {.image = image, .error = error, .measured = measured};
    int r = -EINVAL;

    image->header = bytes;
    if ((uintptr_t)bytes % IMAGE_ALIGNMENT != 0) {
        refuse(&verifier, NULL, "the bytes are not aligned");
        return -EINVAL;
    }
    if (!check_header(&verifier, bytes, len_bytes))
        return -EINVAL;
    point(image);

    size_t instruction_count = (size_t)image->instructions_count + 1;
    size_t slot_count = (size_t)image->switch_slots_count + image->segment_slots_count + 1;
    verifier.glob_costs = calloc((size_t)image->globs_count + 1, sizeof(uint32_t));
    verifier.costs = calloc(instruction_count, sizeof(struct cost));
    verifier.case_costs = calloc(instruction_count, sizeof(struct cost));
    verifier.cases.first = malloc(instruction_count * sizeof(uint32_t));
    verifier.cases.next = malloc(slot_count * sizeof(uint32_t));
    if (!verifier.glob_costs || !verifier.costs || !verifier.case_costs || !verifier.cases.first ||
        !verifier.cases.next) {
        refuse(&verifier, NULL, "out of memory");
        r = -ENOMEM;
    } else if (check_sections(&verifier)) {
        r = 0;
    }
    free(verifier.glob_costs);
    free(verifier.costs);
    free(verifier.case_costs);
    free(verifier.cases.first);
    free(verifier.cases.next);
    return r;
}

int verify_image(const void *bytes, size_t len_bytes, struct image *image,
                 struct image_error *error)
{
    return verify(bytes, len_bytes, image, NULL, error);
}

int verify_measure(const void *bytes, size_t len_bytes, struct image *image,
                   struct image_bounds *ret_bounds, struct image_error *error)
{
    return verify(bytes, len_bytes, image, ret_bounds, error);
}
