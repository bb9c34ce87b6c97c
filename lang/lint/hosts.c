#include "lang/lint/hosts.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *name;
    bool deep;
    const char *what;
};

static const struct entry shared[] = {
#define SHARED(name, deep, what) {name, deep, what},
#define UPLOAD(name, what)
#define SUFFIX(name)
#include "lang/lint/hosts.def"
#undef SHARED
#undef UPLOAD
#undef SUFFIX
};

static const struct entry upload[] = {
#define SHARED(name, deep, what)
#define UPLOAD(name, what) {name, true, what},
#define SUFFIX(name)
#include "lang/lint/hosts.def"
#undef SHARED
#undef UPLOAD
#undef SUFFIX
};

static const struct entry suffixes[] = {
#define SHARED(name, deep, what)
#define UPLOAD(name, what)
#define SUFFIX(name) {name, false, ""},
#include "lang/lint/hosts.def"
#undef SHARED
#undef UPLOAD
#undef SUFFIX
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* The entry of the name itself, or a deep one of a name it stands under. */
static const struct entry *find(const struct entry *table, size_t count, const char *name)
{
    const char *at = name;

    for (;;) {
        const struct entry key = {.name = at};
        const struct entry *found = bsearch(&key, table, count, sizeof key, by_name);
        const char *dot = strchr(at, '.');

        if (found && (at == name || found->deep))
            return found;
        if (!dot)
            return NULL;
        at = dot + 1;
    }
}

const char *hosts_shared(const char *suffix)
{
    const struct entry *entry = find(shared, COUNT(shared), suffix);

    return entry ? entry->what : NULL;
}

const char *hosts_upload(const char *host)
{
    const struct entry *entry = find(upload, COUNT(upload), host);

    return entry ? entry->what : NULL;
}

bool hosts_is_public_suffix(const char *name)
{
    return !strchr(name, '.') || find(suffixes, COUNT(suffixes), name) != NULL;
}

static bool table_sorted(const struct entry *table, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (strcmp(table[i - 1].name, table[i].name) >= 0)
            return false;
    return true;
}

bool hosts_sorted(void)
{
    return table_sorted(shared, COUNT(shared)) && table_sorted(upload, COUNT(upload)) &&
           table_sorted(suffixes, COUNT(suffixes));
}
