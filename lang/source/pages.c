#include "lang/source/pages.h"

#include <string.h>
#include <strings.h>

#include "lang/source/suggest.h"

const struct diagnostic_page diagnostic_pages[DIAGNOSTIC_CODE_COUNT] = {
#define PAGE(name, why, wrong, right) [DIAGNOSTIC_##name] = {why, wrong, right},
#include "lang/source/pages.def"
#undef PAGE
};

const char *diagnostic_example(const char *example, const char **ret_command, int *ret_len_bytes)
{
    static const char usual[] = "check";
    const char *end;

    *ret_command = usual;
    *ret_len_bytes = sizeof usual - 1;
    if (strncmp(example, "$ ", 2) != 0)
        return example;
    example += 2;
    end = strchr(example, '\n');
    *ret_command = example;
    *ret_len_bytes = (int)(end - example);
    return end + 1;
}

bool diagnostic_find(const char *name, enum diagnostic_code *ret_code)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        if (!strcasecmp(diagnostic_infos[i].code, name)) {
            *ret_code = (enum diagnostic_code)i;
            return true;
        }
    }
    return false;
}

const char *diagnostic_nearest(const char *word, size_t len)
{
    const char *codes[DIAGNOSTIC_CODE_COUNT];

    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
        codes[i] = diagnostic_infos[i].code;
    return nearest_name(word, len, codes, DIAGNOSTIC_CODE_COUNT);
}

const char *diagnostic_example_file(enum diagnostic_code code)
{
    const char *group = diagnostic_infos[code].code + 1;

    return !strncmp(group, "09", 2) ? "ci.yml" : !strncmp(group, "14", 2) ? "ci.test" : "ci.egress";
}
