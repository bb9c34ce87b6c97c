#include "lsp/workspace.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/handlers.h"
#include "lsp/scan.h"
#include "lsp/uri.h"

#define FOLDERS_MAX 64
#define SYMBOLS_MAX_BYTES ((size_t)4 * 1024 * 1024)

struct workspace {
    char *folders[FOLDERS_MAX]; /* paths, malloc'ed */
    uint32_t folder_count;
};

struct workspace *workspace_new(void)
{
    struct workspace *workspace = calloc(1, sizeof *workspace);

    if (!workspace)
        abort();
    return workspace;
}

void workspace_free(struct workspace *workspace)
{
    for (uint32_t i = 0; i < workspace->folder_count; i++)
        free(workspace->folders[i]);
    free(workspace);
}

/* ---- folders ---- */

static void add_folder(struct server *server, const char *uri)
{
    struct workspace *workspace = server->workspace;
    const char *path = uri ? uri_to_path(&server->scratch, uri) : NULL;
    size_t len = path ? strlen(path) : 0;

    while (len > 1 && path[len - 1] == '/')
        len--;
    if (!path || workspace->folder_count == FOLDERS_MAX)
        return;
    workspace->folders[workspace->folder_count] = strndup(path, len);
    if (!workspace->folders[workspace->folder_count++])
        abort();
}

static void remove_folder(struct server *server, const char *uri)
{
    struct workspace *workspace = server->workspace;
    const char *path = uri ? uri_to_path(&server->scratch, uri) : NULL;

    for (uint32_t i = 0; path && i < workspace->folder_count; i++) {
        if (strcmp(workspace->folders[i], path) != 0)
            continue;
        free(workspace->folders[i]);
        workspace->folders[i] = workspace->folders[--workspace->folder_count];
        return;
    }
}

void workspace_read_folders(struct server *server, const json_t *params)
{
    const json_t *folders = json_object_get(params, "workspaceFolders"), *one;
    size_t i;

    json_array_foreach(folders, i, one) add_folder(server, json_text(one, "uri"));
    if (!json_is_array(folders))
        add_folder(server, json_text(params, "rootUri"));
}

void workspace_did_change_folders(struct server *server, const json_t *params)
{
    const json_t *event = json_object_get(params, "event"), *one;
    size_t i;

    json_array_foreach(json_object_get(event, "removed"), i, one)
        remove_folder(server, json_text(one, "uri"));
    json_array_foreach(json_object_get(event, "added"), i, one)
        add_folder(server, json_text(one, "uri"));
    if (server->client.refreshes_diagnostics)
        message_refresh(server, "workspace/diagnostic/refresh");
}

void workspace_scan(struct server *server, struct scan *scan)
{
    scan_begin(scan, &server->host);
    for (uint32_t i = server->workspace->folder_count; i-- > 0;)
        scan_add(scan, server->workspace->folders[i]);
}

/* ---- files that are not open ---- */

/* False: it is open, or cannot be read. */
bool workspace_file_read(struct server *server, const char *path, struct workspace_file *ret_file)
{
    const char *uri = uri_of_path(&server->scratch, path);
    char *bytes;
    size_t len;

    if (documents_find(&server->documents, uri) ||
        server->host.read_file(server->host.context, path, SOURCE_SIZE_MAX_BYTES, &bytes, &len) !=
            0)
        return false;
    *ret_file = (struct workspace_file){.uri = uri};
    text_set(&ret_file->text, bytes, len);
    ret_file->analysis = analysis_new(bytes, len, document_kind_of(uri, ""), &server->settings);
    free(bytes);
    return true;
}

void workspace_file_free(struct workspace_file *file)
{
    text_free(&file->text);
    analysis_free(file->analysis);
}

/* ---- steps ---- */

static void each_step(const struct workflow *workflow, const struct text *text, const char *uri,
                      void (*each)(void *context, const struct workspace_step *step), void *context)
{
    for (uint32_t i = 0; i < workflow->job_count; i++)
        for (uint32_t k = 0; k < workflow->jobs[i].step_count; k++)
            each(context, &(struct workspace_step){&workflow->jobs[i].steps[k], text, uri});
}

void workspace_steps(struct server *server, struct document *document,
                     void (*each)(void *context, const struct workspace_step *step), void *context)
{
    struct scan scan;
    struct workspace_file file;

    if (document->kind == DOCUMENT_WORKFLOW) {
        each_step(&document_analysis(server, document)->workflow, &document->text, document->uri,
                  each, context);
        return;
    }
    for (uint32_t i = 0; i < server->documents.count; i++) {
        struct document *other = server->documents.items[i];

        if (other->kind == DOCUMENT_WORKFLOW && !other->lost)
            each_step(&document_analysis(server, other)->workflow, &other->text, other->uri, each,
                      context);
    }
    scan_begin(&scan, &server->host);
    scan.workflows_only = true;
    for (uint32_t i = 0; i < server->workspace->folder_count; i++)
        scan_add(&scan, arena_printf(&server->scratch, "%s/.github/workflows",
                                     server->workspace->folders[i]));
    while (scan_step(&scan))
        ;
    for (uint32_t i = 0; i < scan.count; i++) {
        if (!workspace_file_read(server, scan.files[i], &file))
            continue;
        each_step(&file.analysis->workflow, &file.text, file.uri, each, context);
        workspace_file_free(&file);
    }
    scan_end(&scan);
}

/* ---- the repository's name ---- */

static void out_origin_of(struct server *server, struct out *out, const char *path)
{
    struct text text = {0};
    const char *section, *url;
    char *bytes;
    size_t len;

    if (server->host.read_file(server->host.context, path, 1 << 20, &bytes, &len) != 0)
        return;
    section = strstr(bytes, "[remote \"origin\"]");
    url = section ? strstr(section, "url = ") : NULL;
    if (url && !memchr(section + 1, '[', (size_t)(url - section - 1))) {
        uint32_t start = (uint32_t)(url - bytes) + 6;
        uint32_t end = start + (uint32_t)strcspn(bytes + start, "\r\n");

        text_set(&text, bytes, len);
        out_object(out);
        out_key_text(out, "uri", uri_of_path(&server->scratch, path));
        out_key(out, "range");
        out_text_range(out, &text, server->client.encoding, (struct span){start, end});
        out_end_object(out);
        text_free(&text);
    }
    free(bytes);
}

void workspace_out_origin(struct server *server, struct out *out)
{
    for (uint32_t i = 0; i < server->workspace->folder_count; i++)
        out_origin_of(
            server, out,
            arena_printf(&server->scratch, "%s/.git/config", server->workspace->folders[i]));
}

/* ---- symbols ---- */

enum answer workspace_symbol(struct server *server, const json_t *params, struct out *out)
{
    const char *query = json_text(params, "query");
    struct scan scan;
    struct workspace_file file;

    query = query ? query : "";
    out_array(out);
    for (uint32_t i = 0; i < server->documents.count; i++) {
        struct document *document = server->documents.items[i];

        if (document->lost)
            continue;
        symbols_out_found(server, out, document->uri, &document->text,
                          document_analysis(server, document), query);
        documents_trim(&server->documents);
    }
    workspace_scan(server, &scan);
    while (scan_step(&scan))
        ;
    for (uint32_t i = 0; i < scan.count && out->len < SYMBOLS_MAX_BYTES; i++) {
        if (!workspace_file_read(server, scan.files[i], &file))
            continue;
        symbols_out_found(server, out, file.uri, &file.text, file.analysis, query);
        workspace_file_free(&file);
    }
    scan_end(&scan);
    out_end_array(out);
    return ANSWERED;
}

/* ---- files that change ---- */

void workspace_did_change_watched_files(struct server *server, const json_t *params)
{
    (void)params;
    /* Nothing is kept of files that are not open; the log is read again when it is needed. */
    lenses_forget(server);
    if (server->client.refreshes_diagnostics)
        message_refresh(server, "workspace/diagnostic/refresh");
    if (server->client.refreshes_lenses)
        message_refresh(server, "workspace/codeLens/refresh");
}

/* The answers to files that come, go and are renamed: no policy names a file, so none is edited. */
enum answer workspace_will_change_files(struct server *server, const json_t *params,
                                        struct out *out)
{
    (void)server;
    (void)params;
    out_null(out);
    return ANSWERED;
}
