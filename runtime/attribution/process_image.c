#include "runtime/attribution/process_image.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static uint32_t count_strings(const char *bytes, size_t size)
{
    uint32_t count = 0;
    if (size == 0 || bytes[size - 1] != 0)
        return 0;
    for (size_t i = 0; i < size; i++)
        count += bytes[i] == 0;
    return count;
}

struct process_image *process_image_new(const char *exe, const char *argv, size_t argv_bytes)
{
    uint32_t argc = count_strings(argv, argv_bytes);
    size_t exe_bytes = exe ? strlen(exe) + 1 : 0;
    size_t text_bytes = exe_bytes + (argc ? argv_bytes : 0);
    size_t size = sizeof(struct process_image) + argc * sizeof(char *) + text_bytes;
    struct process_image *image = malloc(size);
    if (!image)
        return NULL;
    char *text = (char *)(image->argv + argc);
    *image = (struct process_image){.references = 1, .size_bytes = (uint32_t)size, .argc = argc};
    if (exe)
        image->exe = memcpy(text, exe, exe_bytes);
    char *argument = text + exe_bytes;
    if (argc)
        memcpy(argument, argv, argv_bytes);
    for (uint32_t i = 0; i < argc; i++) {
        image->argv[i] = argument;
        argument += strlen(argument) + 1;
    }
    return image;
}

/*
 * The kernel lists a path's names from the leaf up, each with its NUL. False when that is not what
 * the bytes are, or the path does not fit.
 */
static bool assemble_path(const char *names, size_t size, char *path, size_t path_size)
{
    size_t length = 0, at = size;
    if (size == 0 || names[size - 1] != 0 || size + 1 > path_size)
        return false;
    while (at > 0) {
        size_t end = at - 1; /* the NUL of the name before `at` */
        size_t start = end;
        while (start > 0 && names[start - 1] != 0)
            start--;
        if (start == end)
            return false;
        path[length++] = '/';
        memcpy(path + length, names + start, end - start);
        length += end - start;
        at = start;
    }
    path[length] = 0;
    return true;
}

struct process_image *process_image_from_exec(const struct event_exec *exec, size_t size)
{
    const char *names = (const char *)(exec + 1);
    char path[EXE_BYTES_MAX + EXE_PART_BYTES_MAX + 1];
    if (size < sizeof(*exec) || (size_t)exec->exe_bytes + exec->argv_bytes > size - sizeof(*exec))
        return process_image_new(NULL, NULL, 0);
    bool known =
        !(exec->flags & EXE_UNKNOWN) && assemble_path(names, exec->exe_bytes, path, sizeof(path));
    return process_image_new(known ? path : NULL, names + exec->exe_bytes, exec->argv_bytes);
}

struct process_image *process_image_share(struct process_image *image)
{
    image->references++;
    return image;
}

void process_image_release(struct process_image *image)
{
    if (image && --image->references == 0)
        free(image);
}
