#include "lang/vm/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/vm/image_internal.h"

const uint32_t image_element_sizes[SECTION_COUNT] = {
#define SECTION(name, element, what) [SECTION_##name] = sizeof(element),
#include "lang/vm/sections.def"
#undef SECTION
};

const void *image_section(const struct image_header *header, enum image_section section)
{
    return (const char *)header + header->sections[section].offset_bytes;
}

__attribute__((format(printf, 2, 3))) static void explain(struct image_error *error,
                                                          const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    error->offset_bytes = 0;
}

int image_load(const void *bytes, size_t len_bytes, struct image **ret_image,
               struct image_error *error)
{
    struct image *image = calloc(1, sizeof(*image));
    int r;

    if (!image) {
        explain(error, "out of memory");
        return -ENOMEM;
    }
    r = verify_image(bytes, len_bytes, image, error);
    if (r < 0) {
        free(image);
        return r;
    }
    *ret_image = image;
    return 0;
}

static int check_kind(int fd, size_t *ret_len, struct image_error *error)
{
    struct stat status;

    if (fstat(fd, &status) < 0)
        return -errno;
    if (!S_ISREG(status.st_mode) || status.st_size == 0) {
        explain(error, "not an image: %s", S_ISREG(status.st_mode) ? "empty" : "not a plain file");
        return -EINVAL;
    }
    if (status.st_size > IMAGE_LEN_MAX) {
        explain(error, "larger than any image");
        return -EINVAL;
    }
    *ret_len = (size_t)status.st_size;
    return 0;
}

static int read_fully(int fd, char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = read(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        if (n == 0)
            return -EIO; /* it shrank while we read it */
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

/*
 * A copy, not a mapping of the file: guarded code may own the file, and a mapping shows what is
 * written to it later, behind the verifier's back.
 */
static int copy_file(int fd, void **ret_bytes, size_t *ret_len, struct image_error *error)
{
    size_t len = 0;
    int r = check_kind(fd, &len, error);

    if (r < 0)
        return r;
    void *bytes =
        mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (bytes == MAP_FAILED)
        return -errno;
    r = read_fully(fd, bytes, len);
    if (r == 0 && mprotect(bytes, len, PROT_READ) < 0)
        r = -errno;
    if (r < 0) {
        munmap(bytes, len);
        return r;
    }
    *ret_bytes = bytes;
    *ret_len = len;
    return 0;
}

int image_open(const char *path, struct image **ret_image, struct image_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    void *bytes = NULL;
    size_t len = 0;
    int r;

    if (fd < 0) {
        r = -errno;
        explain(error, "%s", strerror(-r));
        return r;
    }
    error->message[0] = '\0';
    r = copy_file(fd, &bytes, &len, error);
    close(fd);
    if (r < 0) {
        if (error->message[0] == '\0')
            explain(error, "%s", strerror(-r));
        return r;
    }
    r = image_load(bytes, len, ret_image, error);
    if (r < 0) {
        munmap(bytes, len);
        return r;
    }
    (*ret_image)->mapped = bytes;
    (*ret_image)->mapped_len_bytes = len;
    return 0;
}

void image_free(struct image *image)
{
    if (!image)
        return;
    if (image->mapped)
        munmap(image->mapped, image->mapped_len_bytes);
    free(image);
}

uint32_t image_rule_count(const struct image *image)
{
    return image->rules_count;
}

const char *image_rule_text(const struct image *image, uint32_t rule)
{
    return rule < image->rules_count ? image->strings + image->rules[rule].text : NULL;
}

uint32_t image_rule_line(const struct image *image, uint32_t rule)
{
    return rule < image->rules_count ? image->rules[rule].line : 0;
}

uint32_t image_rule_column(const struct image *image, uint32_t rule)
{
    return rule < image->rules_count ? image->rules[rule].column : 0;
}

const uint8_t *image_digest(const struct image *image)
{
    return image->header->digest;
}
