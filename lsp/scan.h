/* Inside lsp/: finding the policies and workflows below some folders, a folder at a time. */
#ifndef EGRESS_LSP_SCAN_H
#define EGRESS_LSP_SCAN_H

#include "lsp/internal.h"

struct scan_folder;

struct scan {
    const struct server_host *host; /* borrowed */
    struct arena arena;             /* of everything here */
    struct scan_folder *next;       /* folders still to be read, a stack */
    const char **files;             /* found so far: paths */
    uint32_t count;
    uint32_t capacity;
    uint32_t entries;
    bool workflows_only;
};

void scan_begin(struct scan *scan, const struct server_host *host);
void scan_add(struct scan *scan, const char *path);

/* Reads one folder; false: there is none left. */
bool scan_step(struct scan *scan);
void scan_end(struct scan *scan);

#endif
