#include "lsp/scan.h"

#include <string.h>
#include <strings.h>

#include "lsp/workspace.h"

struct scan_folder {
    const char *path;
    uint32_t depth;
    struct scan_folder *next;
};

void scan_begin(struct scan *scan, const struct server_host *host)
{
    *scan = (struct scan){.host = host};
}

void scan_end(struct scan *scan)
{
    arena_free(&scan->arena);
}

static void push(struct scan *scan, const char *path, uint32_t depth)
{
    struct scan_folder *folder = ARENA_NEW(&scan->arena, struct scan_folder);

    *folder = (struct scan_folder){path, depth, scan->next};
    scan->next = folder;
}

void scan_add(struct scan *scan, const char *path)
{
    push(scan, arena_strndup(&scan->arena, path, strlen(path)), 0);
}

static void add_file(struct scan *scan, const char *path)
{
    if (scan->count == scan->capacity) {
        uint32_t capacity = scan->capacity ? 2 * scan->capacity : 64;
        const char **files = ARENA_ARRAY(&scan->arena, const char *, capacity);

        if (scan->count)
            memcpy(files, scan->files, scan->count * sizeof *files);
        scan->files = files;
        scan->capacity = capacity;
    }
    scan->files[scan->count++] = path;
}

/* ---- what is looked at ---- */

struct reading {
    struct scan *scan;
    const struct scan_folder *folder;
};

static bool ends_in(const char *text, const char *suffix)
{
    size_t len = strlen(text), suffix_len = strlen(suffix);

    return len >= suffix_len && !strcasecmp(text + len - suffix_len, suffix);
}

static bool is_interesting_folder(const char *name)
{
    static const char *const passed_over[] = {"node_modules", "vendor", "target", "__pycache__"};

    for (size_t i = 0; i < sizeof passed_over / sizeof passed_over[0]; i++)
        if (!strcmp(name, passed_over[i]))
            return false;
    return name[0] != '.' || !strcmp(name, ".github");
}

static bool is_workflow(const char *folder, const char *name)
{
    return (ends_in(name, ".yml") || ends_in(name, ".yaml")) &&
           (ends_in(folder, "/.github/workflows") || !strcasecmp(name, "action.yml") ||
            !strcasecmp(name, "action.yaml"));
}

static void look_at(void *argument, const struct server_entry *entry)
{
    const struct reading *reading = argument;
    struct scan *scan = reading->scan;
    const char *folder = reading->folder->path;

    if (scan->entries == SCAN_ENTRIES_MAX || scan->count == SCAN_FILES_MAX)
        return;
    scan->entries++;
    if (entry->is_folder) {
        if (reading->folder->depth < SCAN_DEPTH_MAX && is_interesting_folder(entry->name))
            push(scan, arena_printf(&scan->arena, "%s/%s", folder, entry->name),
                 reading->folder->depth + 1);
    } else if ((!scan->workflows_only && ends_in(entry->name, ".egress")) ||
               is_workflow(folder, entry->name)) {
        add_file(scan, arena_printf(&scan->arena, "%s/%s", folder, entry->name));
    }
}

bool scan_step(struct scan *scan)
{
    struct reading reading = {scan, scan->next};

    if (!scan->next)
        return false;
    scan->next = reading.folder->next;
    /* A folder that cannot be read is as good as empty. */
    (void)scan->host->read_folder(scan->host->context, reading.folder->path, look_at, &reading);
    return true;
}
