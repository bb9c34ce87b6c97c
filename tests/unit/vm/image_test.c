#include "lang/vm/image.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/compile/compile.h"
#include "lang/rules/policy.h"
#include "lang/vm/image_internal.h"
#include "tests/support/mutate.h"

/* A little of everything that an image can hold. */
static const char policy_text[] =
    "github.com\n"
    "*.github.com:22|443 passthrough\n"
    "derp*.tailscale.com:*\n"
    "10.0.0.0/8:53/udp\n"
    "10.1.0.0/16:80|443 exe=/usr/bin/node\n"
    "10.1.0.0/16:443 exe=/usr/bin/curl step=build*\n"
    "https://api.github.com/repos/*/tags/v*.zip arg=--x\n"
    "POST https://api.github.com/repos/*/* insecure cgroup=@docker\n"
    "dns:*.corp.example image=`node:[0-9]?*`\n"
    "a.example exe=/opt/a/*\na.example exe=/opt/b/*\na.example exe=/opt/bb/*\n"
    "a.example exe=*/tool\na.example exe=*x*\na.example exe=/o/*/p\n"
    "b.example exe=*aa*\nb.example exe=*aab*\nb.example exe=*b?c*\nb.example exe=*ab*d*\n"
    "b.example exe=*q*\nb.example exe=*bb*\nb.example arg=*a*\nb.example arg=*ba*\n"
    "b.example arg=*c*\nb.example arg=*d*\nb.example arg=*e*\nb.example arg=*f*g*\n"
    "a.example arg=a\na.example arg=b\na.example arg=c\na.example arg=d\na.example arg=e*\n";

struct fixture {
    struct arena arena;
    struct ruleset rules;
    uint8_t *bytes;
    size_t len;
};

static struct fixture fixture_new(void)
{
    struct fixture fixture = {0};
    struct diagnostics diagnostics = {.arena = &fixture.arena};
    struct policy_options policy_options = {0};
    struct compile_options options = {.description = "test"};
    struct compile_report report;
    void *bytes;

    cr_assert(policy_parse(policy_text, strlen(policy_text), &policy_options, &fixture.arena,
                           &diagnostics, &fixture.rules));
    cr_assert_eq(compile_rules(&fixture.rules, &options, &bytes, &fixture.len, &report), 0, "%s",
                 report.message);
    fixture.bytes = bytes;
    return fixture;
}

static void fixture_free(struct fixture *fixture)
{
    free(fixture->bytes);
    arena_free(&fixture->arena);
}

Test(image, tells_its_rules)
{
    struct fixture fixture = fixture_new();
    struct image_error error;
    struct image *image;

    cr_assert_eq(image_load(fixture.bytes, fixture.len, &image, &error), 0, "%s", error.message);
    cr_expect_eq(image_rule_count(image), fixture.rules.count);
    cr_expect_str_eq(image_rule_text(image, 1), "*.github.com:22|443 passthrough");
    cr_expect_eq(image_rule_line(image, 1), 2);
    cr_expect_eq(image_rule_column(image, 1), 1);
    cr_expect_null(image_rule_text(image, fixture.rules.count));
    cr_expect_eq(image_rule_line(image, fixture.rules.count), 0);
    cr_expect_arr_eq(image_digest(image), fixture.bytes + 16, 32);
    image_free(image);
    fixture_free(&fixture);
}

Test(image, the_same_rules_give_the_same_bytes)
{
    struct fixture a = fixture_new(), b = fixture_new();

    cr_assert_eq(a.len, b.len);
    cr_expect_arr_eq(a.bytes, b.bytes, a.len);
    fixture_free(&a);
    fixture_free(&b);
}

Test(image, cut_off_anywhere_is_refused)
{
    struct fixture fixture = fixture_new();

    for (size_t len = 0; len < fixture.len; len++) {
        cr_expect_not(mutate_try(fixture.bytes, len, &fixture.rules, 1, 1), "%zu bytes", len);
        if (len >= sizeof(struct image_header)) {
            uint8_t *copy = aligned_alloc(16, (fixture.len + 15) / 16 * 16);
            memcpy(copy, fixture.bytes, len);
            ((struct image_header *)(void *)copy)->len_bytes = (uint32_t)len;
            mutate_seal(copy, len);
            cr_expect_not(mutate_try(copy, len, &fixture.rules, 1, 1), "%zu sealed bytes", len);
            free(copy);
        }
    }
    fixture_free(&fixture);
}

Test(image, added_bytes_are_refused)
{
    struct fixture fixture = fixture_new();
    uint8_t *longer = calloc(1, fixture.len + 16);

    memcpy(longer, fixture.bytes, fixture.len);
    cr_expect_not(mutate_try(longer, fixture.len + 16, &fixture.rules, 1, 1));
    free(longer);
    fixture_free(&fixture);
}

/* Every bit: refused by the digest. With the digest made to fit: refused, or harmless. */
Test(image, flipped_bits_are_refused_or_harmless)
{
    struct fixture fixture = fixture_new();
    uint8_t *copy = aligned_alloc(16, (fixture.len + 15) / 16 * 16);
    size_t accepted = 0;

    for (size_t bit = 0; bit < fixture.len * 8; bit++) {
        memcpy(copy, fixture.bytes, fixture.len);
        copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
        cr_assert_not(mutate_try(copy, fixture.len, &fixture.rules, bit, 1), "bit %zu", bit);
        mutate_seal(copy, fixture.len);
        accepted += mutate_try(copy, fixture.len, &fixture.rules, bit, 12);
    }
    cr_expect_gt(accepted, 0, "the verifier was not reached");
    cr_log_info("%zu of %zu changed images accepted", accepted, fixture.len * 8);
    free(copy);
    fixture_free(&fixture);
}

Test(image, random_changes_are_refused_or_harmless)
{
    struct fixture fixture = fixture_new();
    uint8_t *copy = aligned_alloc(16, (fixture.len + 15) / 16 * 16);
    struct random random = {42};

    for (int i = 0; i < 20000; i++) {
        memcpy(copy, fixture.bytes, fixture.len);
        for (uint32_t n = 1 + random_below(&random, 3); n > 0; n--) {
            uint64_t change = random_next(&random);
            mutate_image(copy, fixture.len, (const uint8_t *)&change);
        }
        mutate_seal(copy, fixture.len);
        mutate_try(copy, fixture.len, &fixture.rules, (uint64_t)i, 10);
    }
    free(copy);
    fixture_free(&fixture);
}

Test(image, another_version_is_refused_by_name)
{
    struct fixture fixture = fixture_new();
    struct image_error error;
    struct image *image;

    ((struct image_header *)(void *)fixture.bytes)->version++;
    mutate_seal(fixture.bytes, fixture.len);
    cr_assert_eq(image_load(fixture.bytes, fixture.len, &image, &error), -EINVAL);
    cr_expect(strstr(error.message, "version 4"), "%s", error.message);
    fixture_free(&fixture);
}

Test(image, a_bound_that_lies_is_refused)
{
    struct fixture fixture = fixture_new();
    struct image_error error;
    struct image *image;

    struct image_header *header = (void *)fixture.bytes;

    uint32_t *bounds[] = {&header->steps, &header->steps_per_argument, &header->steps_per_byte,
                          &header->stack};
    for (size_t i = 0; i < sizeof(bounds) / sizeof(bounds[0]); i++) {
        for (int by = -1; by <= 1; by += 2) {
            *bounds[i] += (uint32_t)by;
            mutate_digest(fixture.bytes, fixture.len);
            cr_expect_eq(image_load(fixture.bytes, fixture.len, &image, &error), -EINVAL);
            cr_expect(strstr(error.message, "steps"), "%s", error.message);
            *bounds[i] -= (uint32_t)by;
        }
    }
    mutate_digest(fixture.bytes, fixture.len);
    cr_assert_eq(image_load(fixture.bytes, fixture.len, &image, &error), 0);
    image_free(image);
    fixture_free(&fixture);
}

static int open_written(const void *bytes, size_t len, struct image **image,
                        struct image_error *error)
{
    char path[] = "/tmp/unit_image.XXXXXX";
    int fd = mkstemp(path);

    cr_assert_geq(fd, 0);
    cr_assert_eq(write(fd, bytes, len), (ssize_t)len);
    int r = image_open(path, image, error);
    if (r == 0) {
        /* What happens to the file now is no longer the image's business. */
        cr_assert_eq(ftruncate(fd, 0), 0);
        cr_expect_eq(image_rule_line(*image, 0), 1);
        cr_expect_str_eq(image_rule_text(*image, 0), "github.com");
    }
    close(fd);
    unlink(path);
    return r;
}

Test(image, is_opened_from_a_file)
{
    struct fixture fixture = fixture_new();
    struct image_error error;
    struct image *image = NULL;

    cr_expect_eq(open_written(fixture.bytes, fixture.len, &image, &error), 0);
    image_free(image);
    cr_expect_eq(open_written(fixture.bytes, 0, &image, &error), -EINVAL);
    cr_expect_eq(open_written(fixture.bytes, 100, &image, &error), -EINVAL);
    cr_expect_eq(image_open("/nonexistent/x.egb", &image, &error), -ENOENT);
    cr_expect(strlen(error.message) > 0);
    cr_expect_eq(image_open("/", &image, &error), -EINVAL);
    image_free(NULL);
    fixture_free(&fixture);
}
