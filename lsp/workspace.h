/*
 * The folders that the client works in: policies and workflows that are not open, too.
 *
 * Files are found anew with each question, and read when they are needed: nothing is kept of them,
 * so nothing can be out of date.
 *
 * Bounded: SCAN_ENTRIES_MAX names are looked at, SCAN_FILES_MAX files read, SCAN_DEPTH_MAX folders
 * down. Hidden folders but .github, and those of dependencies, are passed over. Links are not
 * followed (host.c).
 */
#ifndef EGRESS_LSP_WORKSPACE_H
#define EGRESS_LSP_WORKSPACE_H

#include "lsp/internal.h"

#define SCAN_ENTRIES_MAX 100000
#define SCAN_FILES_MAX 5000
#define SCAN_DEPTH_MAX 24

struct workspace *workspace_new(void);
void workspace_free(struct workspace *workspace);

/* What "initialize" says of folders. */
void workspace_read_folders(struct server *server, const json_t *params);

struct scan;

/* Begins a scan of all folders; scan_end is the caller's. */
void workspace_scan(struct server *server, struct scan *scan);

/* A file that is not open, read and looked at. */
struct workspace_file {
    const char *uri; /* memory of server->scratch */
    struct text text;
    struct analysis *analysis;
};

/* False: it is open, or cannot be read. */
bool workspace_file_read(struct server *server, const char *path, struct workspace_file *ret_file);
void workspace_file_free(struct workspace_file *file);

/* A step of a workflow that a policy may speak of. Good during the call. */
struct workspace_step {
    const struct workflow_step *step;
    const struct text *text; /* of the file that it stands in */
    const char *uri;
};

/* Of a workflow its own steps; of a policy file those of all workflows. */
void workspace_steps(struct server *server, struct document *document,
                     void (*each)(void *context, const struct workspace_step *step), void *context);

/* Where a repository's name comes from: locations of the `origin` in .git/config, in an open array.
 */
void workspace_out_origin(struct server *server, struct out *out);

#endif
