#include "lang/source/suggest.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define NAME_MAX_BYTES 24

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

static bool same(const char *a, const char *b)
{
    return !strncasecmp(a, b, 1);
}

/* Edits (insert, delete, replace, swap neighbours) between two short words, case aside. */
static size_t edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t table[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];

    for (size_t i = 0; i <= a_len; i++) {
        for (size_t k = 0; k <= b_len; k++) {
            size_t *cell = &table[i][k];

            if (!i || !k) {
                *cell = i + k;
                continue;
            }
            *cell = min3(table[i - 1][k] + 1, table[i][k - 1] + 1,
                         table[i - 1][k - 1] + !same(&a[i - 1], &b[k - 1]));
            if (i > 1 && k > 1 && same(&a[i - 1], &b[k - 2]) && same(&a[i - 2], &b[k - 1]) &&
                table[i - 2][k - 2] + 1 < *cell)
                *cell = table[i - 2][k - 2] + 1;
        }
    }
    return table[a_len][b_len];
}

const char *nearest_name(const char *word, size_t len, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t best = len / 3 + 1; /* one edit in three letters at most, or it was not meant */

    if (len > NAME_MAX_BYTES)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = edit_distance(word, len, names[i], strlen(names[i]));

        if (distance < best) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}
