#include "lsp/pull.h"

#include <stdlib.h>
#include <string.h>

#include "lsp/handlers.h"
#include "lsp/scan.h"
#include "lsp/workspace.h"

#define JOBS_MAX 4

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

struct pulls {
    struct job jobs[JOBS_MAX];
    uint32_t tokens; /* made by us */
};

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

struct pulls *pulls_new(void)
{
    struct pulls *pulls = calloc(1, sizeof *pulls);

    if (!pulls)
        abort();
    return pulls;
}

void pulls_free(struct pulls *pulls)
{
    for (uint32_t i = 0; i < JOBS_MAX; i++)
        job_free(&pulls->jobs[i]);
    free(pulls);
}

/* ---- reports ---- */

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
    struct workspace_file file;

    if (!workspace_file_read(server, path, &file))
        return;
    if (begin_report(job, file.uri, result_id_of(server, file.text.bytes, file.text.len), NULL)) {
        publish_analysis_items(server, file.uri, &file.text, &file.analysis->diagnostics,
                               &job->items);
        out_end_object(&job->items);
    }
    workspace_file_free(&file);
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

bool pull_step(struct server *server)
{
    for (uint32_t i = 0; i < JOBS_MAX; i++) {
        if (!server->pulls->jobs[i].id)
            continue;
        step(server, &server->pulls->jobs[i]);
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
    const char *name = arena_printf(&server->scratch, "egress-%u", ++server->pulls->tokens);
    struct out *out = message_request(server, "window/workDoneProgress/create", NULL);

    out_object(out);
    out_key_text(out, "token", name);
    out_end_object(out);
    message_send(server);
    return json_string(name);
}

enum answer pull_workspace(struct server *server, const json_t *params, struct out *out)
{
    struct job *job = NULL;

    (void)out;
    for (uint32_t i = 0; i < JOBS_MAX && !job; i++)
        if (!server->pulls->jobs[i].id)
            job = &server->pulls->jobs[i];
    if (!job)
        return server_fail(server, LSP_REQUEST_FAILED, "too many of these are under way");
    job->id = json_deep_copy(server->request_id);
    job->partial = keep(json_object_get(params, "partialResultToken"));
    job->token = keep(json_object_get(params, "workDoneToken"));
    job->known = read_known(json_object_get(params, "previousResultIds"));
    if (!job->token && server->client.progress)
        job->token = make_token(server);
    workspace_scan(server, &job->scan);
    out_progress(server, job, "begin");
    return DEFERRED;
}

static void cancel_job(struct server *server, struct job *job)
{
    out_progress(server, job, "end");
    message_failure(server, job->id, LSP_REQUEST_CANCELLED, "cancelled");
    job_free(job);
}

void pull_cancel(struct server *server, const json_t *id)
{
    for (uint32_t i = 0; i < JOBS_MAX; i++)
        if (server->pulls->jobs[i].id && id && json_equal(server->pulls->jobs[i].id, id))
            cancel_job(server, &server->pulls->jobs[i]);
}

void pull_cancel_progress(struct server *server, const json_t *params)
{
    const json_t *token = json_object_get(params, "token");

    for (uint32_t i = 0; i < JOBS_MAX; i++) {
        struct job *job = &server->pulls->jobs[i];

        if (job->id && job->token && token && json_equal(job->token, token))
            cancel_job(server, job);
    }
}

/* ---- one document ---- */

enum answer pull_document(struct server *server, const json_t *params, struct out *out)
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
