/*
 * Images from hostile hands. The first byte says how the rest is meant:
 *
 *   0      an image, as it is
 *   1      an image whose digest and bounds are then made to fit
 *   else   a base image, one of BASES made from the second byte, and changes of eight bytes each,
 *          after which digest and bounds are made to fit
 */
#include <stdlib.h>
#include <string.h>

#include "lang/compile/compile.h"
#include "tests/support/mutate.h"

#define BASES 256
#define CHANGES_MAX 16
#define QUESTIONS 60

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct base {
    struct arena arena;
    struct ruleset rules;
    void *bytes;
    size_t len;
};

/* Made when first asked for, kept to the end. */
static const struct base *base_image(uint32_t number)
{
    static struct base bases[BASES];
    struct base *base = &bases[number];
    struct compile_options options = {.description = "fuzz"};
    struct compile_report report;
    struct random random = {number};

    if (base->bytes)
        return base;
    generate_rules(&random, &base->arena, number % RECIPE_COUNT, 1 + random_below(&random, 40),
                   &base->rules);
    if (compile_rules(&base->rules, &options, &base->bytes, &base->len, &report) < 0)
        abort();
    return base;
}

static void try_changes(const uint8_t *data, size_t size)
{
    const struct base *base = base_image(data[0]);
    uint8_t *bytes = aligned_alloc(16, (base->len + 15) / 16 * 16);

    if (!bytes)
        abort();
    memcpy(bytes, base->bytes, base->len);
    for (size_t i = 1, changes = 0; i + 8 <= size && changes < CHANGES_MAX; i += 8, changes++)
        mutate_image(bytes, base->len, data + i);
    mutate_seal(bytes, base->len);
    mutate_try(bytes, base->len, &base->rules, size, QUESTIONS);
    free(bytes);
}

static void try_bytes(const uint8_t *data, size_t size, bool seal)
{
    const struct base *base = base_image(size % BASES);
    uint8_t *bytes = aligned_alloc(16, (size + 15) / 16 * 16 + 16);

    if (!bytes)
        abort();
    memcpy(bytes, data, size);
    if (seal)
        mutate_seal(bytes, size);
    mutate_try(bytes, size, &base->rules, size, QUESTIONS);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    if (data[0] < 2)
        try_bytes(data + 1, size - 1, data[0] == 1);
    else
        try_changes(data + 1, size - 1);
    return 0;
}
