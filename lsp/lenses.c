/*
 * Code lenses: how often each rule was used in the log that the settings name, and a way to have a
 * policy explained.
 *
 * The log is read for the lens of one policy at a time, and replayed against that policy as it is
 * now (lang/analyze), so the counts are those of this text and not of the one that was in force.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/analyze/replay.h"
#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/vm/image.h"
#include "lsp/handlers.h"
#include "lsp/lenses.h"

/* Of a log that is larger only so much is read; with 1 KB a line some 16,000 events. */
#define LOG_MAX_BYTES ((size_t)16 * 1024 * 1024)

struct lens_log {
    char *bytes;
    size_t len;
};

void lens_log_free(struct lens_log *log)
{
    if (log)
        free(log->bytes);
    free(log);
}

void lenses_forget(struct server *server)
{
    lens_log_free(server->log);
    server->log = NULL;
}

static struct lens_log *read_log(struct server *server)
{
    const char *path = server->settings.log;

    if (server->log || !path)
        return server->log;
    server->log = calloc(1, sizeof *server->log);
    if (!server->log)
        abort();
    if (server->host.read_file(server->host.context, path, LOG_MAX_BYTES, &server->log->bytes,
                               &server->log->len) != 0)
        server_log(server, MESSAGE_WARNING, "%.300s: no log to be read, or over %zu MiB", path,
                   LOG_MAX_BYTES >> 20);
    return server->log;
}

static struct verdict ask_image(const void *image, enum question question,
                                const struct facts *facts)
{
    return image_ask(image, question, facts);
}

/* An image of the rules where they can be compiled, else the rules themselves. */
static struct matcher make_matcher(const struct ruleset *rules, struct image **ret_image,
                                   void **ret_bytes)
{
    const struct compile_options options = {0};
    struct compile_report report;
    struct image_error error;
    size_t len;

    *ret_bytes = NULL;
    *ret_image = NULL;
    if (compile_rules(rules, &options, ret_bytes, &len, &report) == 0 &&
        image_load(*ret_bytes, len, ret_image, &error) == 0)
        return (struct matcher){ask_image, *ret_image};
    return (struct matcher){reference_ask, rules};
}

static void replay_log(struct replay *replay, const struct lens_log *log)
{
    struct log_reader *reader = log_reader_new();
    uint64_t number = 0;

    for (const char *at = log->bytes, *end = at + log->len; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *line_end = newline ? newline : end, *wrong;
        struct log_line line;

        number++;
        if (log_line_read(reader, at, (size_t)(line_end - at), &line, &wrong))
            (void)replay_event(replay, &line, number);
        at = line_end + 1;
    }
    log_reader_free(reader);
}

/* Counts of each rule; NULL: there is no log. Arena memory. */
static const uint64_t *count_uses(struct server *server, const struct part *part)
{
    const struct lens_log *log = read_log(server);
    uint64_t *uses = ARENA_ARRAY(&server->scratch, uint64_t, part->rules.count + 1);
    struct matcher matcher;
    struct replay *replay;
    struct image *image;
    void *bytes;

    if (!log || !log->bytes)
        return NULL;
    matcher = make_matcher(&part->rules, &image, &bytes);
    replay = replay_new(&part->rules, matcher);
    replay_log(replay, log);
    if (part->rules.count)
        memcpy(uses, replay_rule_uses(replay), sizeof *uses * part->rules.count);
    replay_free(replay);
    image_free(image);
    free(bytes);
    return uses;
}

/* A lens with a command that takes the document and a place in it. */
static void out_lens(struct server *server, struct out *out, const struct document *document,
                     struct span file, const char *title)
{
    out_object(out);
    out_key(out, "range");
    out_range(server, out, document, file);
    out_key(out, "command");
    out_object(out);
    out_key_text(out, "title", title);
    out_key_text(out, "command", "egress.explain");
    out_key(out, "arguments");
    out_array(out);
    out_text(out, document->uri);
    out_place(server, out, document, file.start);
    out_bool(out, true);
    out_end_array(out);
    out_end_object(out);
    out_end_object(out);
}

static void out_uses(struct server *server, struct out *out, const struct document *document,
                     const struct part *part, const uint64_t *uses)
{
    for (uint32_t i = 0; i < part->rules.count; i++) {
        const struct rule *rule = &part->rules.rules[i];
        struct span file = part_to_file(part, rule->span);

        if (!rule->line)
            continue;
        out_lens(server, out, document, file,
                 uses[i] == 0 ? "not used in the last log"
                              : arena_printf(&server->scratch, "used %llu time%s in the last log",
                                             (unsigned long long)uses[i], uses[i] == 1 ? "" : "s"));
    }
}

static const struct rule *first_written(const struct part *part, uint32_t *ret_count)
{
    const struct rule *first = NULL;

    *ret_count = 0;
    for (uint32_t i = 0; i < part->rules.count; i++) {
        if (part->rules.rules[i].line && !first)
            first = &part->rules.rules[i];
        *ret_count += part->rules.rules[i].line != 0;
    }
    return first;
}

/* At the first rule of a policy: what it comes to, once it is asked for. */
static void out_summary(struct server *server, struct out *out, const struct document *document,
                        const struct part *part)
{
    uint32_t ignored;
    const struct rule *first = first_written(part, &ignored);
    struct span file;

    if (!first)
        return;
    file = part_to_file(part, first->span);
    out_object(out);
    out_key(out, "range");
    out_range(server, out, document, file);
    out_key(out, "data");
    out_text(out, document->uri);
    out_end_object(out);
}

/* The lens, whole, of the policy that its range begins in. Others come back as they are. */
enum answer lenses_resolve(struct server *server, const json_t *params, struct out *out)
{
    const char *uri = json_text(params, "data");
    struct document *document = uri ? documents_find(&server->documents, uri) : NULL;
    struct span range;
    struct spot spot;
    uint32_t count;

    if (!document || document->lost || !asked_range(server, params, document, &range))
        return server_fail(server, RPC_INVALID_PARAMS, "not a lens of an open document");
    spot = spot_at(document, document_analysis(server, document), range.start);
    if (!spot.part)
        return server_fail(server, LSP_REQUEST_FAILED, "there is no policy any more");
    (void)first_written(spot.part, &count);
    out_lens(server, out, document, range,
             arena_printf(&server->scratch, "%u rule%s: explain the first", count,
                          count == 1 ? "" : "s"));
    return ANSWERED;
}

enum answer lenses_document(struct server *server, const json_t *params, struct out *out)
{
    struct document *document = asked_document(server, params);
    struct analysis *analysis;

    if (!document)
        return FAILED;
    analysis = document_analysis(server, document);
    out_array(out);
    for (uint32_t i = 0; i < analysis->part_count && server->settings.lenses; i++) {
        const struct part *part = &analysis->parts[i];
        const uint64_t *uses = count_uses(server, part);

        if (uses)
            out_uses(server, out, document, part, uses);
        else
            out_summary(server, out, document, part);
    }
    out_end_array(out);
    return ANSWERED;
}
