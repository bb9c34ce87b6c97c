#include "lang/vm/image.h"

#include <errno.h>
#include <stdio.h>

static int refuse(struct image_error *error)
{
    snprintf(error->message, sizeof(error->message), "no image is understood yet");
    error->offset_bytes = 0;
    return -EINVAL;
}

int image_load(const void *bytes, size_t len_bytes, struct image **ret_image,
               struct image_error *error)
{
    (void)bytes, (void)len_bytes, (void)ret_image;
    return refuse(error);
}

int image_open(const char *path, struct image **ret_image, struct image_error *error)
{
    (void)path, (void)ret_image;
    return refuse(error);
}

void image_free(struct image *image)
{
    (void)image;
}

uint32_t image_rule_count(const struct image *image)
{
    (void)image;
    return 0;
}

const char *image_rule_text(const struct image *image, uint32_t rule)
{
    (void)image, (void)rule;
    return NULL;
}

uint32_t image_rule_line(const struct image *image, uint32_t rule)
{
    (void)image, (void)rule;
    return 0;
}

uint32_t image_rule_column(const struct image *image, uint32_t rule)
{
    (void)image, (void)rule;
    return 0;
}

const uint8_t *image_digest(const struct image *image)
{
    (void)image;
    return NULL;
}

struct verdict image_ask(const struct image *image, enum question question,
                         const struct facts *facts)
{
    (void)image, (void)question, (void)facts;
    return (struct verdict){.rule = -1};
}
