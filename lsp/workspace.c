#include "lsp/workspace.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/handlers.h"
#include "lsp/scan.h"
#include "lsp/uri.h"

#define FOLDERS_MAX 64
#define JOBS_MAX 4
#define SYMBOLS_MAX_BYTES ((size_t)4 * 1024 * 1024)

/* A diagnosis of the workspace under way. */
struct job {
    json_t *id;      /* of the request; NULL: the slot is free */
    json_t *partial; /* token of partial results, or NULL */
    json_t *token;   /* of progress, or NULL */
    json_t *known;   /* previousResultIds: uri to id */
    struct scan scan;
    uint32_t next_file;
    uint32_t next_document;
    struct out items; /* reports so far: the inside of a list */
};

struct workspace {
    char *folders[FOLDERS_MAX]; /* paths, malloc'ed */
    uint32_t folder_count;
    struct job jobs[JOBS_MAX];
    uint32_t tokens; /* made by us */
};

struct workspace *workspace_new(void)
{
    struct workspace *workspace = calloc(1, sizeof *workspace);

    if (!workspace)
        abort();
    return workspace;
}

static void job_free(struct job *job)
{
    json_decref(job->id);
    json_decref(job->partial);
    json_decref(job->token);
    json_decref(job->known);
    scan_end(&job->scan);
    out_free(&job->items);
    *job = (struct job){0};
}

void workspace_free(struct workspace *workspace)
{
    for (uint32_t i = 0; i < JOBS_MAX; i++)
        job_free(&workspace->jobs[i]);
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

static void scan_all(struct server *server, struct scan *scan)
{
    scan_begin(scan, &server->host);
    for (uint32_t i = server->workspace->folder_count; i-- > 0;)
        scan_add(scan, server->workspace->folders[i]);
}

/* ---- files that are not open ---- */

struct file {
    const char *uri;
    struct text text;
    struct analysis *analysis;
};

/* False: it is open, or cannot be read. */
static bool file_read(struct server *server, const char *path, struct file *ret_file)
{
    const char *uri = uri_of_path(&server->scratch, path);
    char *bytes;
    size_t len;

    if (documents_find(&server->documents, uri) ||
        server->host.read_file(server->host.context, path, SOURCE_SIZE_MAX_BYTES, &bytes, &len) !=
            0)
        return false;
    *ret_file = (struct file){.uri = uri};
    text_set(&ret_file->text, bytes, len);
    ret_file->analysis = analysis_new(bytes, len, document_kind_of(uri, ""), &server->settings);
    free(bytes);
    return true;
}

static void file_free(struct file *file)
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
    struct file file;

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
        if (!file_read(server, scan.files[i], &file))
            continue;
        each_step(&file.analysis->workflow, &file.text, file.uri, each, context);
        file_free(&file);
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
    struct file file;

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
    scan_all(server, &scan);
    while (scan_step(&scan))
        ;
    for (uint32_t i = 0; i < scan.count && out->len < SYMBOLS_MAX_BYTES; i++) {
        if (!file_read(server, scan.files[i], &file))
            continue;
        symbols_out_found(server, out, file.uri, &file.text, file.analysis, query);
        file_free(&file);
    }
    scan_end(&scan);
    out_end_array(out);
    return ANSWERED;
}

/* ---- diagnostics ---- */

/* Names a text and the settings it is seen with: the same name, the same diagnostics. */
static const char *result_id_of(struct server *server, const char *bytes, size_t len)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ server->settings_number;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return arena_printf(&server->scratch, "%016llx", (unsigned long long)hash);
}

static void out_progress(struct server *server, const struct job *job, const char *kind)
{
    uint32_t all = job->scan.count ? job->scan.count : 1;
    struct out *out;

    if (!job->token)
        return;
    out = message_notification(server, "$/progress");
    out_object(out);
    out_key(out, "token");
    out_id(out, job->token);
    out_key(out, "value");
    out_object(out);
    out_key_text(out, "kind", kind);
    if (!strcmp(kind, "begin")) {
        out_key_text(out, "title", "Checking policies");
        out_key_bool(out, "cancellable", true);
    }
    if (!strcmp(kind, "report")) {
        out_key(out, "message");
        out_format(out, "%u of %u files", job->next_file, job->scan.count);
        out_key_int(out, "percentage", 100 * job->next_file / all);
    }
    out_end_object(out);
    out_end_object(out);
    message_send(server);
}

static bool is_known(const struct job *job, const char *uri, const char *result_id)
{
    const char *known = json_text(job->known, uri);

    return known && !strcmp(known, result_id);
}

/* Up to the items, or whole if the client knows them. */
static bool begin_report(struct job *job, const char *uri, const char *result_id,
                         const int64_t *version)
{
    struct out *out = &job->items;
    bool known = is_known(job, uri, result_id);

    out_object(out);
    out_key_text(out, "uri", uri);
    out_key(out, "version");
    if (version)
        out_int(out, *version);
    else
        out_null(out);
    out_key_text(out, "kind", known ? "unchanged" : "full");
    out_key_text(out, "resultId", result_id);
    if (known)
        out_end_object(out);
    else
        out_key(out, "items");
    return !known;
}

static void report_document(struct server *server, struct job *job, struct document *document)
{
    const char *id = result_id_of(server, document->text.bytes, document->text.len);

    if (document->lost || !begin_report(job, document->uri, id, &document->version))
        return;
    publish_analysis_items(server, document->uri, &document->text,
                           &document_checked(server, document)->diagnostics, &job->items);
    out_end_object(&job->items);
}

static void report_file(struct server *server, struct job *job, const char *path)
{
    struct file file;

    if (!file_read(server, path, &file))
        return;
    if (begin_report(job, file.uri, result_id_of(server, file.text.bytes, file.text.len), NULL)) {
        publish_analysis_items(server, file.uri, &file.text, &file.analysis->diagnostics,
                               &job->items);
        out_end_object(&job->items);
    }
    file_free(&file);
}

/* Sends what has come together, where the client takes it in parts. */
static void send_part(struct server *server, struct job *job)
{
    struct out *out;

    if (!job->partial || !job->items.len)
        return;
    out = message_notification(server, "$/progress");
    out_object(out);
    out_key(out, "token");
    out_id(out, job->partial);
    out_key(out, "value");
    out_object(out);
    out_key(out, "items");
    out_array(out);
    out_json(out, job->items.bytes, job->items.len);
    out_end_array(out);
    out_end_object(out);
    out_end_object(out);
    message_send(server);
    out_cut(&job->items, 0, false);
}

static void finish(struct server *server, struct job *job)
{
    struct out *out;

    send_part(server, job);
    out_progress(server, job, "end");
    out = message_response(server, job->id);
    out_object(out);
    out_key(out, "items");
    out_array(out);
    if (job->items.len)
        out_json(out, job->items.bytes, job->items.len);
    out_end_array(out);
    out_end_object(out);
    message_send(server);
    job_free(job);
}

static void step(struct server *server, struct job *job)
{
    if (job->next_document < server->documents.count) {
        report_document(server, job, server->documents.items[job->next_document++]);
    } else if (scan_step(&job->scan)) {
        return;
    } else if (job->next_file < job->scan.count) {
        report_file(server, job, job->scan.files[job->next_file++]);
        if (job->next_file % 16 == 0)
            out_progress(server, job, "report");
    } else {
        finish(server, job);
        return;
    }
    if (job->items.len > 64 * 1024)
        send_part(server, job);
}

bool workspace_step(struct server *server)
{
    for (uint32_t i = 0; i < JOBS_MAX; i++) {
        if (!server->workspace->jobs[i].id)
            continue;
        step(server, &server->workspace->jobs[i]);
        return true;
    }
    return false;
}

static json_t *keep(const json_t *value)
{
    return json_is_string(value) || json_is_integer(value) ? json_deep_copy(value) : NULL;
}

static json_t *read_known(const json_t *list)
{
    json_t *known = json_object();
    const json_t *one;
    size_t i;

    json_array_foreach(list, i, one) if (json_text(one, "uri") && json_text(one, "value"))
        json_object_set_new(known, json_text(one, "uri"), json_string(json_text(one, "value")));
    return known;
}

/* A token of our own, for clients that show progress and gave none. */
static json_t *make_token(struct server *server)
{
    const char *name = arena_printf(&server->scratch, "egress-%u", ++server->workspace->tokens);
    struct out *out = message_request(server, "window/workDoneProgress/create", NULL);

    out_object(out);
    out_key_text(out, "token", name);
    out_end_object(out);
    message_send(server);
    return json_string(name);
}

enum answer workspace_diagnostic(struct server *server, const json_t *params, struct out *out)
{
    struct job *job = NULL;

    (void)out;
    for (uint32_t i = 0; i < JOBS_MAX && !job; i++)
        if (!server->workspace->jobs[i].id)
            job = &server->workspace->jobs[i];
    if (!job)
        return server_fail(server, LSP_REQUEST_FAILED, "too many of these are under way");
    job->id = json_deep_copy(server->request_id);
    job->partial = keep(json_object_get(params, "partialResultToken"));
    job->token = keep(json_object_get(params, "workDoneToken"));
    job->known = read_known(json_object_get(params, "previousResultIds"));
    if (!job->token && server->client.progress)
        job->token = make_token(server);
    scan_all(server, &job->scan);
    out_progress(server, job, "begin");
    return DEFERRED;
}

static void cancel_job(struct server *server, struct job *job)
{
    out_progress(server, job, "end");
    message_failure(server, job->id, LSP_REQUEST_CANCELLED, "cancelled");
    job_free(job);
}

void workspace_cancel(struct server *server, const json_t *id)
{
    for (uint32_t i = 0; i < JOBS_MAX; i++)
        if (server->workspace->jobs[i].id && id && json_equal(server->workspace->jobs[i].id, id))
            cancel_job(server, &server->workspace->jobs[i]);
}

void workspace_cancel_progress(struct server *server, const json_t *params)
{
    const json_t *token = json_object_get(params, "token");

    for (uint32_t i = 0; i < JOBS_MAX; i++) {
        struct job *job = &server->workspace->jobs[i];

        if (job->id && job->token && token && json_equal(job->token, token))
            cancel_job(server, job);
    }
}

/* ---- one document ---- */

enum answer workspace_document_diagnostic(struct server *server, const json_t *params,
                                          struct out *out)
{
    struct document *document = asked_document(server, params);
    const char *known = json_text(params, "previousResultId"), *id;

    if (!document)
        return FAILED;
    /* What is not settled has no name. A client that cannot be told later is told all now. */
    if (!server->client.refreshes_diagnostics)
        document_checked(server, document);
    id = result_id_of(server, document->text.bytes, document->text.len);
    out_object(out);
    if (known && !strcmp(known, id) && document_is_settled(document)) {
        out_key_text(out, "kind", "unchanged");
        out_key_text(out, "resultId", id);
        out_end_object(out);
        return ANSWERED;
    }
    out_key_text(out, "kind", "full");
    out_key(out, "items");
    publish_items(server, document, out);
    if (document_is_settled(document))
        out_key_text(out, "resultId", id);
    out_end_object(out);
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
