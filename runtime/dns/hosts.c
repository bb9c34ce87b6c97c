#include "runtime/dns/hosts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/wire/name.h"

#define ENTRIES_MAX 4096
#define BLANKS " \t\r\n"

struct host {
    uint32_t ip;
    char name[NAME_SIZE];
};

struct hosts {
    size_t count;
    struct host entries[ENTRIES_MAX];
};

/* An address, then its names. Lines of IPv6 are passed over. */
static void take_line(struct hosts *hosts, char *line)
{
    char *rest = line;
    uint32_t ip;
    line[strcspn(line, "#")] = '\0';
    const char *word = strtok_r(line, BLANKS, &rest);
    if (!word || !name_address(word, strlen(word), &ip))
        return;
    while ((word = strtok_r(NULL, BLANKS, &rest)) && hosts->count < ENTRIES_MAX) {
        struct host *entry = &hosts->entries[hosts->count];
        if (!name_host(word, strlen(word), entry->name))
            continue;
        entry->ip = ip;
        hosts->count++;
    }
}

struct hosts *hosts_new(const char *path)
{
    char line[1024];
    struct hosts *hosts = malloc(sizeof(*hosts));
    if (!hosts)
        return NULL;
    hosts->count = 0;
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof(line), file))
        take_line(hosts, line);
    if (file)
        fclose(file);
    struct hosts *fitted =
        realloc(hosts, offsetof(struct hosts, entries) + (hosts->count + 1) * sizeof(struct host));
    return fitted ? fitted : hosts;
}

void hosts_free(struct hosts *hosts)
{
    free(hosts);
}

size_t hosts_find(const struct hosts *hosts, const char *name, uint32_t *ret, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < hosts->count && count < max; i++)
        if (strcmp(hosts->entries[i].name, name) == 0)
            ret[count++] = hosts->entries[i].ip;
    return count;
}
