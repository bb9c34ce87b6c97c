/* The canonical form (lang/format) of a document, of some lines, of the line just typed. */
#include <string.h>

#include "lang/format/format.h"
#include "lsp/handlers.h"

/* ---- from one text to another, line by line ---- */

struct cursor {
    const char *text;
    size_t len;
    size_t at;
};

/* The line at the cursor, its end included. */
static size_t line_len(const struct cursor *cursor)
{
    const char *newline = memchr(cursor->text + cursor->at, '\n', cursor->len - cursor->at);

    return newline ? (size_t)(newline + 1 - (cursor->text + cursor->at)) : cursor->len - cursor->at;
}

static bool is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!strchr(" \t\r\n", line[i]))
            return false;
    return true;
}

/* A part of a line that differs, as small as it can be said. */
static void out_line_edit(struct server *server, struct out *out, const struct document *document,
                          const struct cursor *from, size_t from_len, const struct cursor *to,
                          size_t to_len)
{
    const char *a = from->text + from->at, *b = to->text + to->at;
    size_t head = 0, tail = 0;
    struct span span;

    while (head < from_len && head < to_len && a[head] == b[head])
        head++;
    while (tail < from_len - head && tail < to_len - head &&
           a[from_len - 1 - tail] == b[to_len - 1 - tail])
        tail++;
    /* Not within a character, and not within a "\r\n". */
    while (head > 0 && (((unsigned char)a[head] & 0xC0) == 0x80 || a[head - 1] == '\r'))
        head--;
    while (tail > 0 &&
           (((unsigned char)a[from_len - tail] & 0xC0) == 0x80 ||
            (a[from_len - tail] == '\n' && from_len > tail && a[from_len - tail - 1] == '\r')))
        tail--;
    span = (struct span){(uint32_t)(from->at + head), (uint32_t)(from->at + from_len - tail)};
    out_edit(server, out, document, span, b + head, to_len - head - tail);
}

/* Formatting changes lines by themselves and drops blank ones; anything else is one block. */
void out_edits_between(struct server *server, struct out *out, const struct document *document,
                       const char *to, size_t to_len)
{
    struct cursor a = {document->text.bytes, document->text.len, 0}, b = {to, to_len, 0};

    while (a.at < a.len || b.at < b.len) {
        size_t a_len = line_len(&a), b_len = line_len(&b);
        bool a_blank = is_blank(a.text + a.at, a_len), b_blank = is_blank(b.text + b.at, b_len);

        if (a_len && a_blank && (!b_blank || !b_len)) {
            out_edit(server, out, document, (struct span){(uint32_t)a.at, (uint32_t)(a.at + a_len)},
                     "", 0);
            b_len = 0;
        } else if (a_len != b_len || memcmp(a.text + a.at, b.text + b.at, a_len) != 0) {
            out_line_edit(server, out, document, &a, a_len, &b, b_len);
        }
        a.at += a_len;
        b.at += b_len;
    }
}

/* ---- formatting ---- */

struct job {
    struct server *server;
    struct document *document;
    struct arena arena;
    struct span lines; /* bytes of the document whose lines are meant; empty: all */
    bool some;
    struct workflow_text formatted;
    const char *refused;
};

static bool touches(const struct job *job, struct span line)
{
    return !job->some || (line.start <= job->lines.end && job->lines.start <= line.end);
}

/* The lines of a text that are meant, where `policy` maps it. False: none. */
static bool choose_lines(const struct job *job, const struct workflow_policy *policy,
                         const struct source *text, struct format_options *options)
{
    if (!job->some)
        return true;
    for (uint32_t line = 1; line <= text->line_count; line++) {
        struct span span = source_line(text, line);

        if (!touches(job, policy ? offset_map_span(&policy->map, span) : span))
            continue;
        options->first_line = options->first_line ? options->first_line : line;
        options->last_line = line;
    }
    return options->last_line > 0;
}

static void format_policy_file(struct job *job)
{
    const struct text *text = &job->document->text;
    struct format_options options = {0};
    struct format_result result;
    struct source source;

    if (!source_fits(text->bytes, text->len)) {
        job->refused = "the text is larger than a policy may be";
        return;
    }
    source_init(&source, &job->arena, "", text->bytes, text->len);
    if (choose_lines(job, NULL, &source, &options) &&
        format_policy(&job->arena, text->bytes, text->len, &options, &result, &job->refused))
        job->formatted = (struct workflow_text){result.text, result.len_bytes};
}

/* One policy of the workflow in job->formatted. */
static void format_one(struct job *job, const struct workflow_policy *policy)
{
    struct format_options options = {.fixed_count = policy->expression_count};
    struct span *fixed = ARENA_ARRAY(&job->arena, struct span, policy->expression_count + 1);
    struct format_result result;
    struct workflow_text fitted, file;
    struct source source;

    for (uint32_t i = 0; i < policy->expression_count; i++)
        fixed[i] = policy->expressions[i].span;
    options.fixed = fixed;
    source_init(&source, &job->arena, "", policy->text, policy->text_len);
    if (!choose_lines(job, policy, &source, &options) ||
        !format_policy(&job->arena, policy->text, policy->text_len, &options, &result,
                       &job->refused))
        return;
    fitted = workflow_fit(&job->arena, policy, result.text, result.len_bytes);
    if (fitted.len == policy->text_len && !memcmp(fitted.bytes, policy->text, fitted.len))
        return;
    if (workflow_replace(&job->arena, job->formatted.bytes, job->formatted.len, policy,
                         fitted.bytes, fitted.len, &file, &job->refused))
        job->formatted = file;
}

/* From the last policy to the first, so that places in those before stay what they are. */
static void format_workflow(struct job *job)
{
    const struct workflow_options options = {.uses = job->server->settings.uses};
    struct diagnostics ignored = {.arena = &job->arena};
    struct workflow workflow;
    uint32_t next = UINT32_MAX;

    do {
        if (!workflow_read(&job->arena, job->formatted.bytes, job->formatted.len, &options,
                           &ignored, &workflow)) {
            job->refused = "the YAML has an error";
            return;
        }
        next = next < workflow.policy_count ? next : workflow.policy_count;
        if (next > 0)
            format_one(job, &workflow.policies[--next]);
    } while (next > 0);
}

/* What cannot be formatted stays as it is; only the whole says why. */
static enum answer format(struct job *job, struct out *out)
{
    const struct text *text = &job->document->text;

    job->formatted = (struct workflow_text){text->bytes, text->len};
    if (job->document->kind == DOCUMENT_POLICY)
        format_policy_file(job);
    else
        format_workflow(job);
    if (job->refused && !job->some) {
        enum answer answer = server_fail(job->server, LSP_REQUEST_FAILED, job->refused);

        arena_free(&job->arena);
        return answer;
    }
    out_array(out);
    out_edits_between(job->server, out, job->document, job->formatted.bytes, job->formatted.len);
    out_end_array(out);
    arena_free(&job->arena);
    return ANSWERED;
}

enum answer format_document(struct server *server, const json_t *params, struct out *out)
{
    struct job job = {.server = server, .document = asked_document(server, params)};

    return job.document ? format(&job, out) : FAILED;
}

enum answer format_range(struct server *server, const json_t *params, struct out *out)
{
    struct job job = {.server = server, .document = asked_document(server, params), .some = true};

    if (!job.document || !asked_range(server, params, job.document, &job.lines))
        return FAILED;
    /* A range that ends where a line starts does not mean that line. */
    if (job.lines.end > job.lines.start && (job.document->text.bytes[job.lines.end - 1] == '\n' ||
                                            job.document->text.bytes[job.lines.end - 1] == '\r'))
        job.lines.end--;
    return format(&job, out);
}

/* The line that was finished, not the one that begins. */
enum answer format_on_type(struct server *server, const json_t *params, struct out *out)
{
    struct job job = {.server = server, .document = asked_document(server, params), .some = true};
    struct text_place place;
    uint32_t at;

    if (!job.document)
        return FAILED;
    if (!json_read_place(json_object_get(params, "position"), &place))
        return server_fail(server, RPC_INVALID_PARAMS, "no `position`");
    at = text_offset(&job.document->text, server->client.encoding, place);
    at = text_line(&job.document->text, at);
    if (at == 0) {
        out_array(out);
        out_end_array(out);
        return ANSWERED;
    }
    job.lines = text_line_span(&job.document->text, at - 1);
    return format(&job, out);
}
