/* Diagnostics as JSON, SARIF and GitHub annotations. */
#include <stdlib.h>
#include <string.h>

#include "lang/cli/pages.h"
#include "lang/cli/report.h"
#include "lang/source/utf8.h"

json_t *cli_json_text(const char *text)
{
    size_t len = strlen(text), used = 0;
    json_t *string = json_stringn(text, len);
    struct arena arena = {0};
    char *clean;

    if (string)
        return string;
    clean = arena_alloc(&arena, len * 3 + 1);
    while (len) {
        uint32_t codepoint;
        size_t size = utf8_decode(text, len, &codepoint);

        memcpy(clean + used, size ? text : "\xEF\xBF\xBD", size ? size : 3);
        used += size ? size : 3;
        size = size ? size : 1;
        text += size;
        len -= size;
    }
    string = json_stringn(clean, used);
    arena_free(&arena);
    return string;
}

/* ---- JSON ---- */

static void set_places(json_t *object, const struct source *source, struct span span)
{
    struct position start = source_position(source, span.start);
    struct position end = source_position(source, span.end);

    json_object_set_new(object, "line", json_integer(start.line));
    json_object_set_new(object, "column", json_integer(start.column));
    json_object_set_new(object, "end_line", json_integer(end.line));
    json_object_set_new(object, "end_column", json_integer(end.column));
}

static json_t *labels_json(const struct source *source, const struct diagnostic *diagnostic)
{
    json_t *labels = json_array();

    for (uint32_t i = 1; i < diagnostic->span_count; i++) {
        json_t *label = json_pack("{s:o}", "message", cli_json_text(diagnostic->spans[i].label));

        set_places(label, source, diagnostic->spans[i].span);
        json_array_append_new(labels, label);
    }
    return labels;
}

static json_t *fixes_json(const struct source *source, const struct diagnostic *diagnostic)
{
    json_t *fixes = json_array();

    for (uint32_t i = 0; i < diagnostic->fix_count; i++) {
        const struct diagnostic_fix *fix = &diagnostic->fixes[i];
        json_t *object = json_pack("{s:o, s:o}", "message", cli_json_text(fix->title),
                                   "replacement", cli_json_text(fix->replacement));

        set_places(object, source, fix->span);
        json_object_set_new(object, "sure", json_boolean(fix->sure));
        json_array_append_new(fixes, object);
    }
    return fixes;
}

static json_t *diagnostic_json(const struct source *source, const struct diagnostic *diagnostic)
{
    /* What is about the whole text is put at its start. */
    struct span span = diagnostic->span_count ? diagnostic->spans[0].span : (struct span){0, 0};
    json_t *object = json_pack("{s:s, s:s, s:o}", "code", diagnostic_infos[diagnostic->code].code,
                               "severity", severity_name(diagnostic->severity), "message",
                               cli_json_text(diagnostic->message));

    set_places(object, source, span);
    if (diagnostic->span_count > 1)
        json_object_set_new(object, "labels", labels_json(source, diagnostic));
    if (diagnostic->fix_count)
        json_object_set_new(object, "fixes", fixes_json(source, diagnostic));
    return object;
}

json_t *cli_report_json(const struct cli_policy *policy)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < policy->diagnostics.count; i++)
        json_array_append_new(list,
                              diagnostic_json(&policy->source, &policy->diagnostics.items[i]));
    return list;
}

/* ---- SARIF ---- */

static json_t *page_text(enum diagnostic_code code)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    json_t *string;

    if (!out)
        abort();
    cli_print_page(out, code);
    fclose(out);
    string = json_stringn(text, len);
    free(text);
    return string;
}

static json_t *sarif_rules(void)
{
    json_t *rules = json_array();

    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const struct diagnostic_info *info = &diagnostic_infos[i];

        json_array_append_new(
            rules, json_pack("{s:s, s:{s:s}, s:{s:s}, s:{s:o}, s:{s:s}}", "id", info->code,
                             "shortDescription", "text", info->title, "fullDescription", "text",
                             info->explanation, "help", "text", page_text((enum diagnostic_code)i),
                             "defaultConfiguration", "level", severity_name(info->severity)));
    }
    return rules;
}

json_t *cli_sarif_new(void)
{
    return json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:[]}]}", "$schema",
                     "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs",
                     "tool", "driver", "name", "egress-policy", "version", EGRESS_VERSION, "rules",
                     sarif_rules(), "columnKind", "unicodeCodePoints", "results");
}

/* A path as a URI reference: what is not plainly legal there is percent-encoded. */
static json_t *sarif_uri(struct arena *arena, const char *path)
{
    char *uri = arena_alloc(arena, strlen(path) * 3 + 16), *out = uri;

    if (*path == '/')
        out = stpcpy(out, "file://");
    for (; *path; path++) {
        unsigned char byte = (unsigned char)*path;

        if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= 'a' && byte <= 'z') || strchr("-._~/", byte))
            *out++ = (char)byte;
        else
            out += sprintf(out, "%%%02X", byte);
    }
    return json_string(uri);
}

static json_t *sarif_region(const struct source *source, struct span span)
{
    struct position start = source_position(source, span.start);
    struct position end = source_position(source, span.end);

    return json_pack("{s:i, s:i, s:i, s:i}", "startLine", (int)start.line, "startColumn",
                     (int)start.column_codepoints, "endLine", (int)end.line, "endColumn",
                     (int)end.column_codepoints);
}

static json_t *sarif_artifact(struct arena *arena, const struct source *source)
{
    return json_pack("{s:o}", "uri",
                     strcmp(source->name, "<stdin>") ? sarif_uri(arena, source->name)
                                                     : json_string("stdin"));
}

static json_t *sarif_location(struct arena *arena, const struct source *source, struct span span)
{
    return json_pack("{s:{s:o, s:o}}", "physicalLocation", "artifactLocation",
                     sarif_artifact(arena, source), "region", sarif_region(source, span));
}

static json_t *sarif_fix(struct arena *arena, const struct source *source,
                         const struct diagnostic_fix *fix)
{
    return json_pack("{s:{s:o}, s:[{s:o, s:[{s:o, s:{s:o}}]}]}", "description", "text",
                     cli_json_text(fix->title), "artifactChanges", "artifactLocation",
                     sarif_artifact(arena, source), "replacements", "deletedRegion",
                     sarif_region(source, fix->span), "insertedContent", "text",
                     cli_json_text(fix->replacement));
}

static json_t *sarif_result(struct arena *arena, const struct source *source,
                            const struct diagnostic *diagnostic)
{
    struct span span = diagnostic->span_count ? diagnostic->spans[0].span : (struct span){0, 0};
    json_t *result = json_pack("{s:s, s:i, s:s, s:{s:o}, s:[o]}", "ruleId",
                               diagnostic_infos[diagnostic->code].code, "ruleIndex",
                               (int)diagnostic->code, "level", severity_name(diagnostic->severity),
                               "message", "text", cli_json_text(diagnostic->message), "locations",
                               sarif_location(arena, source, span));
    json_t *related = json_array(), *fixes = json_array();

    for (uint32_t i = 1; i < diagnostic->span_count; i++) {
        json_t *location = sarif_location(arena, source, diagnostic->spans[i].span);

        json_object_set_new(location, "message",
                            json_pack("{s:o}", "text", cli_json_text(diagnostic->spans[i].label)));
        json_array_append_new(related, location);
    }
    for (uint32_t i = 0; i < diagnostic->fix_count; i++)
        json_array_append_new(fixes, sarif_fix(arena, source, &diagnostic->fixes[i]));
    if (json_array_size(related))
        json_object_set(result, "relatedLocations", related);
    if (json_array_size(fixes))
        json_object_set(result, "fixes", fixes);
    json_decref(related);
    json_decref(fixes);
    return result;
}

/* Section 3.20.21: what the tool has to say of its run. */
static void sarif_note(json_t *run, const char *level, json_t *text)
{
    json_t *invocations = json_object_get(run, "invocations");

    if (!invocations) {
        invocations =
            json_pack("[{s:b, s:[]}]", "executionSuccessful", 1, "toolExecutionNotifications");
        json_object_set_new(run, "invocations", invocations);
    }
    json_array_append_new(
        json_object_get(json_array_get(invocations, 0), "toolExecutionNotifications"),
        json_pack("{s:s, s:{s:o}}", "level", level, "message", "text", text));
}

static void sarif_note_dropped(json_t *run, const struct cli_policy *policy)
{
    char text[64];

    snprintf(text, sizeof text, "%u more errors and warnings are not shown",
             policy->diagnostics.dropped);
    sarif_note(run, "warning", json_string(text));
}

void cli_sarif_note_fixed(json_t *sarif, const char *path, unsigned count, bool could)
{
    struct arena arena = {0};
    const char *text = arena_printf(&arena, "%s: %u fix%s %s", path, count, count == 1 ? "" : "es",
                                    could ? "possible" : "applied");

    sarif_note(json_array_get(json_object_get(sarif, "runs"), 0), "note", cli_json_text(text));
    arena_free(&arena);
}

void cli_sarif_add(json_t *sarif, const struct cli_policy *policy)
{
    json_t *run = json_array_get(json_object_get(sarif, "runs"), 0);
    json_t *results = json_object_get(run, "results");
    struct arena arena = {0};

    for (uint32_t i = 0; i < policy->diagnostics.count; i++)
        json_array_append_new(results,
                              sarif_result(&arena, &policy->source, &policy->diagnostics.items[i]));
    arena_free(&arena);
    if (policy->diagnostics.dropped)
        sarif_note_dropped(run, policy);
}

/* ---- GitHub ---- */

/* In a property ':' and ',' are special too. What else is below 0x20 has no business in a log. */
static void print_escaped(FILE *out, const char *text, bool is_property)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte == '\r' || byte == '\n' || byte == '%' ||
            (is_property && (byte == ':' || byte == ',')))
            fprintf(out, "%%%02X", byte);
        else
            fputc(byte < 0x20 || byte == 0x7F ? '?' : byte, out);
    }
}

void cli_report_github(FILE *out, const struct cli_policy *policy)
{
    for (uint32_t i = 0; i < policy->diagnostics.count; i++) {
        const struct diagnostic *item = &policy->diagnostics.items[i];
        const struct diagnostic_info *info = &diagnostic_infos[item->code];

        fprintf(out, "::%s file=", severity_name(item->severity));
        print_escaped(out, policy->source.name, true);
        if (item->span_count) {
            struct position start = source_position(&policy->source, item->spans[0].span.start);
            struct position end = source_position(&policy->source, item->spans[0].span.end);

            fprintf(out, ",line=%u,col=%u,endLine=%u,endColumn=%u", start.line,
                    start.column_codepoints, end.line, end.column_codepoints);
        }
        fprintf(out, ",title=%s ", info->code);
        print_escaped(out, info->title, true);
        fputs("::", out);
        print_escaped(out, item->message, false);
        for (uint32_t k = 0; k < item->fix_count; k++) {
            print_escaped(out, k ? "\nor: " : "\nfix: ", false);
            print_escaped(out, item->fixes[k].title, false);
        }
        fputc('\n', out);
    }
    if (policy->diagnostics.dropped)
        fprintf(out, "::warning::%u more errors and warnings are not shown\n",
                policy->diagnostics.dropped);
}
