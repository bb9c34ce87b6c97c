/* A program's path and arguments from what the kernel wrote. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/attribution/process_image.h"

struct exec_case {
    const char *what;
    const char *names; /* leaf first, NUL-ended each */
    uint32_t names_size;
    const char *argv;
    uint32_t argv_size;
    uint32_t flags;
    const char *exe;
    uint32_t argc;
    const char *last;
};
#define BYTES(text) text, sizeof(text) - 1

static const struct exec_case cases[] = {
    {"a path", BYTES("node\0bin\0usr\0"), BYTES("node\0x.js\0"), 0, "/usr/bin/node", 2, "x.js"},
    {"one name", BYTES("init\0"), BYTES("init\0"), 0, "/init", 1, "init"},
    {"an empty argument", BYTES("a\0"), BYTES("\0\0z\0"), 0, "/a", 3, "z"},
    {"odd names", BYTES("a b\n\0..\0"), BYTES("x\0"), 0, "/../a b\n", 1, "x"},
    {"unknown path", BYTES("node\0"), BYTES("x\0"), EXE_UNKNOWN, NULL, 1, "x"},
    {"foreign mount", BYTES(""), BYTES("x\0"), EXE_UNKNOWN | EXE_FOREIGN_MOUNT, NULL, 1, "x"},
    {"no names", BYTES(""), BYTES("x\0"), 0, NULL, 1, "x"},
    {"an empty name", BYTES("a\0\0b\0"), BYTES("x\0"), 0, NULL, 1, "x"},
    {"a name that does not end", BYTES("a\0b"), BYTES("x\0"), 0, NULL, 1, "x"},
    {"no arguments", BYTES("a\0"), BYTES(""), ARGV_TRUNCATED, "/a", 0, NULL},
    {"arguments that do not end", BYTES("a\0"), BYTES("x\0y"), 0, "/a", 0, NULL},
};

static struct process_image *from(const struct exec_case *given, uint32_t claim_names,
                                  uint32_t claim_argv)
{
    size_t size = sizeof(struct event_exec) + given->names_size + given->argv_size;
    struct event_exec *exec = calloc(1, size); /* exactly as long: ASan sees one byte more */
    exec->exe_bytes = claim_names;
    exec->argv_bytes = claim_argv;
    exec->flags = given->flags;
    memcpy(exec + 1, given->names, given->names_size);
    memcpy((char *)(exec + 1) + given->names_size, given->argv, given->argv_size);
    struct process_image *image = process_image_from_exec(exec, size);
    free(exec);
    return image;
}

Test(process_image, from_exec_records)
{
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct exec_case *given = &cases[i];
        struct process_image *image = from(given, given->names_size, given->argv_size);
        cr_assert_not_null(image);
        if (given->exe)
            cr_expect_str_eq(image->exe ? image->exe : "", given->exe, "%s", given->what);
        else
            cr_expect_null(image->exe, "%s: %s", given->what, image->exe);
        cr_expect_eq(image->argc, given->argc, "%s: %u", given->what, image->argc);
        if (image->argc && given->last)
            cr_expect_str_eq(image->argv[image->argc - 1], given->last, "%s", given->what);
        process_image_release(image);
    }
}

Test(process_image, a_record_that_claims_more_than_it_is_tells_nothing)
{
    static const uint32_t claims[][2] = {{13, 1000}, {1000, 9}, {UINT32_MAX, 9}, {13, UINT32_MAX}};
    for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
        struct process_image *image = from(&cases[0], claims[i][0], claims[i][1]);
        cr_expect_null(image->exe);
        cr_expect_eq(image->argc, 0);
        process_image_release(image);
    }
}

Test(process_image, the_longest_path)
{
    static char names[EXE_BYTES_MAX + EXE_PART_BYTES_MAX];
    size_t size = 0;
    while (size + 256 <= sizeof(names)) {
        memset(names + size, 'n', 255);
        size += 256;
    }
    struct exec_case given = {"", names, (uint32_t)size, BYTES("x\0"), 0, NULL, 0, NULL};
    struct process_image *image = from(&given, given.names_size, given.argv_size);
    cr_assert_not_null(image->exe);
    cr_expect_eq(strlen(image->exe), size);
    process_image_release(image);
}

Test(process_image, is_shared)
{
    struct process_image *image = process_image_new("/a", "x", 2);
    cr_expect_eq(process_image_share(image), image);
    process_image_release(image);
    cr_expect_str_eq(image->exe, "/a");
    process_image_release(image);
    process_image_release(NULL);
}
