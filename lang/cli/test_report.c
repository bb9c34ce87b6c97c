#include "lang/cli/test_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/cli/report.h"
#include "lang/source/utf8.h"

const char *test_verdict_name(const struct verdict *verdict)
{
    return !verdict->allow         ? test_wanted_name(TEST_DENY)
           : verdict->inspect_only ? test_wanted_name(TEST_INSPECT)
           : verdict->passthrough  ? test_wanted_name(TEST_PASSTHROUGH)
           : verdict->insecure     ? test_wanted_name(TEST_INSECURE)
                                   : test_wanted_name(TEST_ALLOW);
}

bool test_report_format(struct test_report *report, const char *name)
{
    static const char *const names[] = {"text", "json", "junit", "github"};

    for (int i = 0; i < 4; i++) {
        if (!strcmp(names[i], name)) {
            report->format = (enum test_format)i;
            return true;
        }
    }
    return false;
}

static bool has_run(const struct test_run *run)
{
    return run->policy && run->policy->ok;
}

static const char *text_of(const struct test_run *run, const struct test_case *test,
                           struct arena *arena)
{
    return arena_strndup(arena, run->tests->source.text + test->span.start,
                         test->span.end - test->span.start);
}

static uint32_t line_of(const struct test_run *run, const struct test_case *test)
{
    return source_position(&run->tests->source, test->span.start).line;
}

/* ---- text ---- */

static void print_safely(const char *text)
{
    for (; *text; text++)
        fputc((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text, stdout);
}

static void add_text(const struct test_run *run)
{
    if (run->policy && !run->policy->ok)
        cli_report_text(stderr, run->policy);
    cli_report_text(stderr, run->tests);
    if (!has_run(run))
        return;
    for (uint32_t i = 0; i < run->policy->rules.count; i++) {
        const struct rule *rule = &run->policy->rules.rules[i];

        if (!rule->line || run->exercised[i])
            continue;
        printf("%s:%u: no test needs ", run->policy->source.name, rule->line);
        print_safely(rule->text);
        putchar('\n');
    }
    printf("%s: %u test%s, %u failed; %u of %u rule%s needed\n", run->tests->source.name,
           run->count, run->count == 1 ? "" : "s", run->failed, run->rules_exercised,
           run->rule_count, run->rule_count == 1 ? "" : "s");
}

/* ---- JSON ---- */

static json_t *results_json(const struct test_run *run, struct arena *arena)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < run->count; i++) {
        const struct test_result *result = &run->results[i];
        int32_t rule = result->verdict.rule;
        bool decided = result->verdict.allow && rule >= 0;

        json_array_append_new(
            list,
            json_pack("{s:i, s:o, s:s, s:s, s:b, s:o, s:o}", "line",
                      (int)line_of(run, result->test), "test",
                      cli_json_text(text_of(run, result->test, arena)), "expected",
                      test_wanted_name(result->test->wanted), "got",
                      test_verdict_name(&result->verdict), "passed", !result->message, "rule_line",
                      decided && run->policy->rules.rules[rule].line
                          ? json_integer(run->policy->rules.rules[rule].line)
                          : json_null(),
                      "message", result->message ? cli_json_text(result->message) : json_null()));
    }
    return list;
}

static json_t *unneeded_json(const struct test_run *run)
{
    json_t *list = json_array();

    for (uint32_t i = 0; has_run(run) && i < run->policy->rules.count; i++) {
        const struct rule *rule = &run->policy->rules.rules[i];

        if (rule->line && !run->exercised[i])
            json_array_append_new(list, json_pack("{s:i, s:o}", "line", (int)rule->line, "text",
                                                  cli_json_text(rule->text)));
    }
    return list;
}

static void add_json(struct test_report *report, const struct test_run *run)
{
    struct arena arena = {0};
    json_t *diagnostics = cli_report_json(run->tests);

    if (run->policy) {
        json_t *more = cli_report_json(run->policy);

        if (!run->policy->ok)
            json_array_extend(diagnostics, more);
        json_decref(more);
    }
    if (!report->files)
        report->files = json_array();
    json_array_append_new(
        report->files,
        json_pack("{s:o, s:o, s:o, s:{s:i, s:i, s:o}, s:o}", "file",
                  cli_json_text(run->tests->source.name), "policy",
                  run->policy ? cli_json_text(run->policy->source.name) : json_null(), "tests",
                  results_json(run, &arena), "rules", "count", (int)run->rule_count, "needed",
                  (int)run->rules_exercised, "not_needed", unneeded_json(run), "diagnostics",
                  diagnostics));
    arena_free(&arena);
}

static void end_json(struct test_report *report)
{
    json_t *document =
        json_pack("{s:i, s:i, s:o}", "tests", (int)report->count, "failed", (int)report->failed,
                  "files", report->files ? report->files : json_array());

    json_dumpf(document, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(document);
}

/* ---- JUnit ---- */

/* What XML 1.0 cannot hold becomes U+FFFD. */
static void print_xml(FILE *out, const char *text)
{
    size_t len = strlen(text);

    while (len) {
        uint32_t codepoint = 0xFFFD;
        size_t size = utf8_decode(text, len, &codepoint);

        if (!size || codepoint < 0x20 || codepoint == 0xFFFE || codepoint == 0xFFFF)
            fputs("\xEF\xBF\xBD", out);
        else if (codepoint == '<')
            fputs("&lt;", out);
        else if (codepoint == '>')
            fputs("&gt;", out);
        else if (codepoint == '&')
            fputs("&amp;", out);
        else if (codepoint == '"')
            fputs("&quot;", out);
        else
            fwrite(text, 1, size, out);
        size = size ? size : 1;
        text += size;
        len -= size;
    }
}

static void print_attribute(FILE *out, const char *name, const char *value)
{
    fprintf(out, " %s=\"", name);
    print_xml(out, value);
    fputc('"', out);
}

/* Errors that are no failed test are a case of their own, "the file". */
static void print_file_case(FILE *out, const struct test_run *run, uint32_t errors)
{
    const struct cli_policy *faulty = run->policy && !run->policy->ok ? run->policy : run->tests;

    fputs("    <testcase name=\"(files)\"", out);
    print_attribute(out, "classname", run->tests->source.name);
    fputs(">\n      <error", out);
    for (uint32_t i = 0; i < faulty->diagnostics.count; i++) {
        const struct diagnostic *item = &faulty->diagnostics.items[i];

        if (item->severity != SEVERITY_ERROR || item->code == DIAGNOSTIC_TEST_FAILED)
            continue;
        print_attribute(out, "message", item->message);
        break;
    }
    fprintf(out, ">%u errors</error>\n    </testcase>\n", errors);
}

static void print_case(FILE *out, const struct test_run *run, const struct test_result *result,
                       struct arena *arena)
{
    char line[16];

    snprintf(line, sizeof line, "%u", line_of(run, result->test));
    fputs("    <testcase", out);
    print_attribute(out, "name", text_of(run, result->test, arena));
    print_attribute(out, "classname", run->tests->source.name);
    print_attribute(out, "file", run->tests->source.name);
    print_attribute(out, "line", line);
    if (!result->message) {
        fputs("/>\n", out);
        return;
    }
    fputs(">\n      <failure", out);
    print_attribute(out, "message", result->message);
    fputs("/>\n    </testcase>\n", out);
}

static void add_junit(struct test_report *report, const struct test_run *run)
{
    uint32_t errors = run->tests->diagnostics.error_count +
                      (run->policy ? run->policy->diagnostics.error_count : 0) - run->failed;
    struct arena arena = {0};
    FILE *out;

    if (!report->xml_out)
        report->xml_out = open_memstream(&report->xml, &report->xml_len_bytes);
    out = report->xml_out;
    if (!out)
        abort();
    fputs("  <testsuite", out);
    print_attribute(out, "name", run->tests->source.name);
    fprintf(out, " tests=\"%u\" failures=\"%u\" errors=\"%d\">\n", run->count + (errors > 0),
            run->failed, errors > 0);
    if (errors)
        print_file_case(out, run, errors);
    for (uint32_t i = 0; i < run->count; i++)
        print_case(out, run, &run->results[i], &arena);
    fputs("  </testsuite>\n", out);
    arena_free(&arena);
}

static void end_junit(struct test_report *report)
{
    printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"%u\" "
           "failures=\"%u\">\n",
           report->count, report->failed);
    if (report->xml_out && fclose(report->xml_out) == 0)
        fwrite(report->xml, 1, report->xml_len_bytes, stdout);
    puts("</testsuites>");
    free(report->xml);
}

/* ---- all of them ---- */

void test_report_add(struct test_report *report, const struct test_run *run)
{
    report->count += run->count;
    report->failed += run->failed;
    switch (report->format) {
    case TEST_TEXT:
        add_text(run);
        break;
    case TEST_JSON:
        add_json(report, run);
        break;
    case TEST_JUNIT:
        add_junit(report, run);
        break;
    case TEST_GITHUB:
        if (run->policy && !run->policy->ok)
            cli_report_github(stdout, run->policy);
        cli_report_github(stdout, run->tests);
        break;
    }
}

void test_report_end(struct test_report *report)
{
    if (report->format == TEST_JSON)
        end_json(report);
    else if (report->format == TEST_JUNIT)
        end_junit(report);
}
