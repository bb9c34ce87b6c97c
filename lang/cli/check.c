/* egress-policy check: every error of one or more policies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/cli/commands.h"
#include "lang/cli/fix.h"
#include "lang/cli/lint.h"
#include "lang/cli/load.h"
#include "lang/cli/pages.h"
#include "lang/cli/report.h"
#include "lang/cli/workflows.h"

enum {
    OPTION_FORMAT = CLI_OPTION_OWN,
    OPTION_CODES,
    OPTION_DENY,
    OPTION_NO_LINTS,
    OPTION_FIX,
    OPTION_DIFF,
};

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_GITHUB, FORMAT_COUNT };

static const char *const format_names[] = {"text", "json", "sarif", "github"};

struct totals {
    unsigned errors;
    unsigned warnings;
};

static json_t *new_document(enum format format)
{
    if (format == FORMAT_JSON)
        return json_pack("{s:[]}", "diagnostics");
    return format == FORMAT_SARIF ? cli_sarif_new() : NULL;
}

static void add_json(json_t *document, const struct cli_policy *policy)
{
    json_t *list = cli_report_json(policy), *item;
    size_t i;

    json_array_foreach(list, i, item)
        json_object_set_new(item, "file", cli_json_text(policy->source.name));
    json_array_extend(json_object_get(document, "diagnostics"), list);
    json_decref(list);
    if (policy->diagnostics.dropped)
        json_object_set_new(
            document, "diagnostics_dropped",
            json_integer(policy->diagnostics.dropped +
                         json_integer_value(json_object_get(document, "diagnostics_dropped"))));
}

static void report(enum format format, json_t *document, const struct cli_policy *policy)
{
    switch (format) {
    case FORMAT_TEXT:
        cli_report_text(stderr, policy);
        break;
    case FORMAT_JSON:
        add_json(document, policy);
        break;
    case FORMAT_SARIF:
        cli_sarif_add(document, policy);
        break;
    case FORMAT_GITHUB:
        cli_report_github(stdout, policy);
        break;
    case FORMAT_COUNT:
        break;
    }
}

static void print_totals(const struct totals *totals)
{
    if (totals->errors || totals->warnings)
        fprintf(stderr, "%u error%s, %u warning%s\n", totals->errors,
                totals->errors == 1 ? "" : "s", totals->warnings, totals->warnings == 1 ? "" : "s");
}

struct checking {
    struct cli_policy_options options;
    enum format format;
    struct cli_denials denials;
    bool fix;
    struct cli_fixing fixing;
};

/* What --fix did, as it is told to machines; takes over `text`. */
static void add_fixed(const struct checking *checking, json_t *document, const char *path,
                      const struct cli_fixed *fixed, const char *text)
{
    const char *key = checking->fixing.diff ? "diff" : !strcmp(path, "-") ? "text" : NULL;
    json_t *item;

    if (checking->format == FORMAT_SARIF) {
        cli_sarif_note_fixed(document, path, fixed->applied, checking->fixing.diff);
        return;
    }
    item = json_pack("{s:o, s:i, s:i}", "file", cli_json_text(strcmp(path, "-") ? path : "<stdin>"),
                     "applied", (int)fixed->applied, "left_out", (int)fixed->left_out);
    if (key)
        json_object_set_new(item, key, cli_json_text(text));
    if (!json_object_get(document, "fixed"))
        json_object_set_new(document, "fixed", json_array());
    json_array_append_new(json_object_get(document, "fixed"), item);
}

/* The fixed file's policy, or NULL after a sentence on stderr. */
static struct cli_policy *fix(const struct checking *checking, json_t *document, const char *path,
                              bool *ret_would_change)
{
    struct cli_policy *policy = NULL;
    struct cli_fixed fixed = {0};
    char *text = NULL;
    size_t len;
    FILE *out = document ? open_memstream(&text, &len) : stdout;
    bool fine;

    if (!out)
        abort();
    fine = cli_fix(path, &checking->options, &checking->fixing, out, &policy, &fixed);
    if (document) {
        fclose(out);
        if (fine)
            add_fixed(checking, document, path, &fixed, text);
        free(text);
    }
    *ret_would_change |= fixed.applied && checking->fixing.diff;
    return policy;
}

static enum exit_code check_files(const struct checking *checking, char **paths, int count)
{
    enum format format = checking->format;
    json_t *document = new_document(format);
    enum exit_code result = EXIT_OK;
    struct totals totals = {0};
    bool would_change = false;
    uint32_t policies = 0;

    for (int i = 0; i < count; i++) {
        struct cli_policy *policy = checking->fix ? fix(checking, document, paths[i], &would_change)
                                                  : cli_policy_load(paths[i], &checking->options);

        if (!policy) {
            result = EXIT_USAGE;
            continue;
        }
        cli_deny(&checking->denials, policy);
        report(format, document, policy);
        policies += policy->policy_count;
        totals.errors += policy->diagnostics.error_count;
        totals.warnings += policy->diagnostics.count + policy->diagnostics.dropped -
                           policy->diagnostics.error_count;
        if (!policy->ok && result == EXIT_OK)
            result = EXIT_FINDINGS;
        cli_policy_free(policy);
    }
    if (would_change && result == EXIT_OK)
        result = EXIT_FINDINGS;
    if (document) {
        json_dumpf(document, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(document);
    } else if (format == FORMAT_TEXT) {
        print_totals(&totals);
    }
    if (policies == 0 && result == EXIT_OK)
        cli_say_no_policy("check", count == 1 ? "this file" : "these files");
    return result;
}

static enum format find_format(const char *name)
{
    enum format format = FORMAT_TEXT;

    while (format < FORMAT_COUNT && strcmp(format_names[format], name) != 0)
        format++;
    return format;
}

static bool has_stdin(char **paths, int count)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(paths[i], "-"))
            return true;
    return false;
}

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy check: %s; `egress-policy check --help` tells more\n", what);
    return EXIT_USAGE;
}

/* Without a FILE: all workflows of the repository one stands in. */
static enum exit_code check_repository(const struct checking *checking)
{
    struct arena arena = {0};
    enum exit_code code;
    char **paths;
    int count = 0;

    if (cli_workflow_files(&arena, &paths, &count) || count == 0)
        code = usage_error("a FILE is needed, as there are no workflows in .github/workflows here");
    else
        code = check_files(checking, paths, count);
    arena_free(&arena);
    return code;
}

static enum exit_code run(int argc, char **argv)
{
    struct checking checking = {
        .options = {.placeholders_may_stay = true, .several_policies = true, .lint = true},
        .format = FORMAT_TEXT,
    };
    static const struct option long_options[] = {CLI_POLICY_OPTIONS,
                                                 {"format", required_argument, NULL, OPTION_FORMAT},
                                                 {"codes", no_argument, NULL, OPTION_CODES},
                                                 {"no-lints", no_argument, NULL, OPTION_NO_LINTS},
                                                 {"deny", required_argument, NULL, OPTION_DENY},
                                                 {"fix", optional_argument, NULL, OPTION_FIX},
                                                 {"diff", no_argument, NULL, OPTION_DIFF},
                                                 {0}};
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == OPTION_CODES) {
            cli_print_pages(stdout);
            return EXIT_OK;
        }
        if (option == OPTION_FORMAT) {
            checking.format = find_format(optarg);
            if (checking.format == FORMAT_COUNT)
                return usage_error("the formats are text, json, sarif and github");
        } else if (option == OPTION_NO_LINTS) {
            checking.options.lint = false;
        } else if (option == OPTION_FIX) {
            checking.fix = true;
            checking.fixing.guesses = optarg != NULL;
            if (optarg && strcmp(optarg, "all") != 0)
                return usage_error("it is `--fix`, or `--fix=all`");
        } else if (option == OPTION_DIFF) {
            checking.fixing.diff = true;
        } else if (option == OPTION_DENY) {
            if (!cli_deny_option(&checking.denials, optarg))
                return EXIT_USAGE;
        } else if (!cli_policy_option(&checking.options, option, optarg)) {
            return EXIT_USAGE;
        }
    }
    if (checking.fixing.diff && !checking.fix)
        return usage_error("--diff is about --fix");
    checking.fixing.machine = checking.format != FORMAT_TEXT;
    if (checking.fix && !checking.fixing.diff && has_stdin(argv + optind, argc - optind) &&
        (checking.format == FORMAT_SARIF || checking.format == FORMAT_GITHUB))
        return usage_error("--fix prints what `-` becomes; the report can be text or json");
    if (optind == argc)
        return check_repository(&checking);
    return check_files(&checking, argv + optind, argc - optind);
}

const struct command command_check = {
    .name = "check",
    .summary = "report every error and warning",
    .usage =
        "usage: egress-policy check [OPTIONS] [FILE...]\n"
        "\n"
        "Reports every error and warning of the policies. A FILE named *.yml or *.yaml is a "
        "GitHub\n"
        "workflow or composite action, and every policy in it is checked; without a FILE, those "
        "of\n"
        "all workflows in .github/workflows. Exit: 0 no errors, 1 errors,\n"
        "2 usage or I/O. Text goes to standard error, the other formats to standard output.\n"
        "\n"
        "options:\n"
        "  --format FORMAT    text (default), json, sarif, or github (annotations)\n"
        "  --deny CODE        take that warning for an error; `warnings`: all of them\n"
        "  --no-lints         no W11.. and W12..: only what is wrong or surely unintended\n"
        "  --fix              apply the fixes that are no guesses to the FILEs, `-` to standard\n"
        "                     output; then report what is left. --fix=all: guesses too\n"
        "  --diff             with --fix: print what would change, and change nothing; exit 1 if\n"
        "                     something would\n"
        "  --codes            explain every code, as Markdown, and stop\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
