#include <stdlib.h>
#include <string.h>

#include "runtime/attribution/who.h"

static size_t length_of(const char *string)
{
    return string ? strlen(string) + 1 : 0;
}

static const char *append(char **at, const char *string)
{
    if (!string)
        return NULL;
    char *start = *at;
    *at = stpcpy(start, string) + 1;
    return start;
}

/* One block: the struct, the argv array, the strings; so that freeing it is one free(). */
struct process_facts *who_facts_copy(const struct process_facts *facts)
{
    size_t size = sizeof(*facts) + facts->argc * sizeof(char *) + length_of(facts->exe) +
                  length_of(facts->cgroup) + length_of(facts->step) + length_of(facts->action) +
                  length_of(facts->image);
    for (uint32_t i = 0; i < facts->argc; i++)
        size += length_of(facts->argv[i]);

    struct process_facts *copy = malloc(size);
    if (!copy)
        return NULL;
    const char **argv = (const char **)(copy + 1);
    char *at = (char *)(argv + facts->argc);
    *copy = (struct process_facts){
        .exe = append(&at, facts->exe),
        .argv = facts->argc ? argv : NULL,
        .argc = facts->argc,
        .cgroup = append(&at, facts->cgroup),
        .step = append(&at, facts->step),
        .action = append(&at, facts->action),
        .image = append(&at, facts->image),
    };
    for (uint32_t i = 0; i < facts->argc; i++)
        argv[i] = append(&at, facts->argv[i]);
    return copy;
}

void who_facts_free(struct process_facts *facts)
{
    free(facts);
}
