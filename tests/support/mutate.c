#include "tests/support/mutate.h"

#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "lang/vm/image_internal.h"

enum change { CHANGE_SMALL, CHANGE_FLIP, CHANGE_COPY, CHANGE_COUNT, CHANGE_TARGET, CHANGE_KINDS };

/* The element that a change is about: any section, any element, any field of four bytes. */
static uint8_t *place(uint8_t *bytes, size_t len, const uint8_t change[8], uint32_t *ret_size)
{
    const struct image_header *header = (const void *)bytes;
    uint32_t section = change[0] % (SECTION_COUNT + 1);

    if (section == SECTION_COUNT) {
        *ret_size = (uint32_t)sizeof(*header);
        return bytes;
    }
    const struct image_extent *extent = &header->sections[section];
    uint32_t size = image_element_sizes[section];
    if (extent->count == 0 || extent->offset_bytes + (uint64_t)extent->count * size > len)
        return NULL;
    *ret_size = size;
    return bytes + extent->offset_bytes +
           (size_t)((change[1] | change[2] << 8) % extent->count) * size;
}

void mutate_image(uint8_t *bytes, size_t len, const uint8_t change[8])
{
    const struct image_header *header = (const void *)bytes;
    uint32_t size = 0, value;

    if (len < sizeof(*header))
        return;
    uint8_t *element = place(bytes, len, change, &size);
    if (!element)
        return;
    if (size < 4 || change[4] % CHANGE_KINDS == CHANGE_FLIP) {
        element[change[3] % size] ^= change[5] ? change[5] : 1;
        return;
    }
    uint8_t *field = element + change[3] % (size / 4) * 4;
    memcpy(&value, field, 4);
    switch ((enum change)(change[4] % CHANGE_KINDS)) {
    case CHANGE_SMALL:
        value += (uint32_t)(int8_t)change[5];
        break;
    case CHANGE_COPY:
        if (field - bytes >= 64)
            memcpy(&value, field - 4 * (1 + change[5] % 16), 4);
        break;
    case CHANGE_COUNT:
        value = header->sections[change[5] % SECTION_COUNT].count + (uint32_t)(int8_t)change[6];
        break;
    case CHANGE_TARGET:
        value = change[5] & 1 ? TARGET_RULE | change[6] : change[6] | (uint32_t)change[7] << 8;
        break;
    case CHANGE_FLIP:
    case CHANGE_KINDS:
        break;
    }
    memcpy(field, &value, 4);
}

void mutate_digest(uint8_t *bytes, size_t len)
{
    struct image_header *header = (void *)bytes;

    SHA256(bytes + IMAGE_DIGEST_START, len - IMAGE_DIGEST_START, header->digest);
}

void mutate_seal(uint8_t *bytes, size_t len)
{
    struct image_header *header = (void *)bytes;
    struct image_bounds bounds;
    struct image_error error;
    struct image image = {0};

    if (len < sizeof(*header))
        return;
    if (verify_measure(bytes, len, &image, &bounds, &error) == 0) {
        header->steps = bounds.steps;
        header->steps_per_argument = bounds.steps_per_argument;
        header->steps_per_byte = bounds.steps_per_byte;
        header->stack = bounds.stack;
    }
    mutate_digest(bytes, len);
}

static void check_answer(const struct image *image, const struct generated *event)
{
    uint64_t steps, bound = image->header->steps;
    uint32_t argc = event->facts.process ? event->facts.process->argc : 0;
    struct verdict verdict = image_ask_counted(image, event->question, &event->facts, &steps);

    bound += (uint64_t)image->header->steps_per_argument * argc;
    bound += image->header->steps_per_byte * generated_bytes(event);
    if (steps > bound || verdict.allow != (verdict.rule >= 0) ||
        (verdict.allow && (uint32_t)verdict.rule >= image_rule_count(image)))
        abort();
}

static void read_source_map(const struct image *image)
{
    for (uint32_t i = 0; i < image_rule_count(image) && i < 64; i++)
        if (strlen(image_rule_text(image, i)) >= image->strings_count)
            abort();
}

bool mutate_try(const uint8_t *bytes, size_t len, const struct ruleset *rules, uint64_t seed,
                uint32_t questions)
{
    static struct generated event;
    struct random random = {seed};
    struct image_error error;
    struct image *image;
    /* Exactly as large as it says, so that a sanitizer sees a byte too many; malloc aligns enough.
     */
    uint8_t *copy = malloc(len ? len : 1);

    if (!copy)
        return false;
    memcpy(copy, bytes, len);
    bool accepted = image_load(copy, len, &image, &error) == 0;
    if (accepted) {
        read_source_map(image);
        for (uint32_t i = 0; i < questions; i++) {
            generate_event(&random, rules, &event);
            check_answer(image, &event);
        }
        image_free(image);
    }
    free(copy);
    return accepted;
}
