/*
 * The folders that the client works in: policies and workflows that are not open, too.
 *
 * Files are found anew with each question, and read when they are needed: nothing is kept of them,
 * so nothing can be out of date. A diagnosis of the whole workspace goes on in small steps behind
 * other requests, with progress, and can be cancelled.
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

/* One step of what goes on; false: nothing does. */
bool workspace_step(struct server *server);

/* The request is not to be answered with a result. */
void workspace_cancel(struct server *server, const json_t *id);

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
