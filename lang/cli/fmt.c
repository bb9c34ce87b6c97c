/* egress-policy fmt: policies in their canonical form. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/workflows.h"
#include "lang/cli/write.h"
#include "lang/format/diff.h"
#include "lang/format/format.h"
#include "lang/workflow/workflow.h"

enum { OPTION_CHECK = CLI_OPTION_OWN, OPTION_DIFF, OPTION_LINES, OPTION_NAME, OPTION_USES };

struct formatting {
    bool check; /* names of files that would change */
    bool diff;
    bool write;
    bool one_file;
    const char *stdin_name; /* what `-` is taken for */
    struct workflow_options workflow;
    uint32_t first_line;
    uint32_t last_line;
};

/* One file, before and after. */
struct job {
    const struct formatting *formatting;
    struct arena *arena;
    const char *path;
    const char *name; /* to show */
    const char *text;
    size_t len_bytes;
    struct workflow_text formatted;
    uint32_t error_lines;
    bool refused; /* some policy could not be formatted; said so */
};

static void refuse(struct job *job, uint32_t line, const char *reason)
{
    if (line)
        fprintf(stderr, "egress-policy fmt: %s:%u: not formatted: %s\n", job->name, line, reason);
    else
        fprintf(stderr, "egress-policy fmt: %s: not formatted: %s\n", job->name, reason);
    job->refused = true;
}

/* ---- a policy ---- */

static void format_text(struct job *job)
{
    const struct format_options options = {
        .first_line = job->formatting->first_line,
        .last_line = job->formatting->last_line,
    };
    struct format_result result;
    const char *reason;

    if (!format_policy(job->arena, job->text, job->len_bytes, &options, &result, &reason)) {
        refuse(job, 0, reason);
        return;
    }
    job->formatted = (struct workflow_text){result.text, result.len_bytes};
    job->error_lines = result.error_lines;
}

/* ---- the policies of a workflow ---- */

/* The lines of the policy's text that stand on the file's lines of --lines. False: none. */
static bool range_in_text(struct job *job, const struct workflow_policy *policy,
                          struct format_options *options)
{
    struct source file, text;
    bool any = false;

    if (!job->formatting->last_line)
        return true;
    source_init(&file, job->arena, "", job->formatted.bytes, job->formatted.len);
    source_init(&text, job->arena, "", policy->text, policy->text_len);
    for (uint32_t line = 1; line <= text.line_count; line++) {
        struct span place = offset_map_span(&policy->map, source_line(&text, line));
        uint32_t number = source_position(&file, place.start).line;

        if (number < job->formatting->first_line || number > job->formatting->last_line)
            continue;
        options->first_line = any ? options->first_line : line;
        options->last_line = line;
        any = true;
    }
    return any;
}

static void format_one(struct job *job, const struct workflow_policy *policy)
{
    struct format_options options = {.fixed_count = policy->expression_count};
    struct span *fixed = ARENA_ARRAY(job->arena, struct span, policy->expression_count + 1);
    struct format_result result;
    struct workflow_text fitted, file;
    struct source source;
    const char *reason;
    uint32_t line;

    for (uint32_t i = 0; i < policy->expression_count; i++)
        fixed[i] = policy->expressions[i].span;
    options.fixed = fixed;
    if (!range_in_text(job, policy, &options))
        return;
    source_init(&source, job->arena, "", job->formatted.bytes, job->formatted.len);
    line = source_position(&source, policy->span.start).line;
    if (!format_policy(job->arena, policy->text, policy->text_len, &options, &result, &reason)) {
        refuse(job, line, reason);
        return;
    }
    job->error_lines += result.error_lines;
    fitted = workflow_fit(job->arena, policy, result.text, result.len_bytes);
    if (fitted.len == policy->text_len && !memcmp(fitted.bytes, policy->text, fitted.len))
        return;
    if (!workflow_replace(job->arena, job->formatted.bytes, job->formatted.len, policy,
                          fitted.bytes, fitted.len, &file, &reason)) {
        refuse(job, line, reason);
        return;
    }
    job->formatted = file;
}

/* From the last policy to the first, so that lines of those before stay where they are. */
static void format_workflow(struct job *job)
{
    struct diagnostics ignored = {.arena = job->arena};
    struct workflow workflow;
    uint32_t next;

    job->formatted = (struct workflow_text){job->text, job->len_bytes};
    if (!workflow_read(job->arena, job->text, job->len_bytes, &job->formatting->workflow, &ignored,
                       &workflow)) {
        refuse(job, 0, "its YAML has an error; `egress-policy check` says which");
        return;
    }
    if (workflow.policy_count == 0 && job->formatting->one_file)
        cli_say_no_policy("fmt", "this file");
    for (next = workflow.policy_count; next-- > 0;) {
        format_one(job, &workflow.policies[next]);
        if (next == 0 || job->formatted.bytes == job->text)
            continue;
        if (!workflow_read(job->arena, job->formatted.bytes, job->formatted.len,
                           &job->formatting->workflow, &ignored, &workflow))
            abort(); /* workflow_replace has read it */
    }
}

/* ---- files ---- */

static enum exit_code deliver(struct job *job)
{
    const struct formatting *formatting = job->formatting;
    bool changed = job->formatted.len != job->len_bytes ||
                   memcmp(job->formatted.bytes, job->text, job->len_bytes) != 0;

    if (formatting->diff)
        format_diff(stdout, job->name, job->text, job->len_bytes, job->formatted.bytes,
                    job->formatted.len, cli_wants_colour(stdout));
    else if (formatting->check && changed)
        printf("%s\n", job->name);
    if (formatting->write && changed && strcmp(job->path, "-") != 0) {
        int result = cli_write(job->path, job->formatted.bytes, job->formatted.len);

        if (result) {
            fprintf(stderr, "egress-policy fmt: %s: %s\n", job->name, strerror(-result));
            return EXIT_USAGE;
        }
    } else if (!formatting->check && !formatting->diff && !formatting->write) {
        fwrite(job->formatted.bytes, 1, job->formatted.len, stdout);
    }
    if (job->error_lines)
        fprintf(stderr,
                "egress-policy fmt: %s: %u line%s with errors left as %s; `egress-policy "
                "check` lists the errors\n",
                job->name, job->error_lines, job->error_lines == 1 ? "" : "s",
                job->error_lines == 1 ? "it is" : "they are");
    return job->refused || job->error_lines || (formatting->check && changed) ? EXIT_FINDINGS
                                                                              : EXIT_OK;
}

static enum exit_code format_file(const struct formatting *formatting, const char *path)
{
    struct arena arena = {0};
    bool is_stdin = !strcmp(path, "-");
    struct job job = {.formatting = formatting, .arena = &arena, .path = path};
    enum exit_code code;
    char *text;
    int result;

    job.name = !is_stdin ? path : formatting->stdin_name ? formatting->stdin_name : "<stdin>";
    result = cli_read(path, SOURCE_SIZE_MAX_BYTES + 1, &arena, &text, &job.len_bytes);
    if (result) {
        fprintf(stderr, "egress-policy fmt: %s: %s\n", job.name, cli_read_error(-result));
        arena_free(&arena);
        return EXIT_USAGE;
    }
    job.text = text;
    job.formatted = (struct workflow_text){text, job.len_bytes};
    if (workflow_file_name(job.name))
        format_workflow(&job);
    else
        format_text(&job);
    code = deliver(&job);
    arena_free(&arena);
    return code;
}

/* ---- the command line ---- */

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy fmt: %s; `egress-policy fmt --help` tells more\n", what);
    return EXIT_USAGE;
}

/* "A:B", or "A" for one line. */
static bool read_lines(const char *text, struct formatting *formatting)
{
    char *end;
    unsigned long first = strtoul(text, &end, 10), last = first;

    if (end == text || *text == '-')
        return false;
    if (*end == ':') {
        text = end + 1;
        last = strtoul(text, &end, 10);
        if (end == text || *text == '-')
            return false;
    }
    if (*end || first == 0 || last < first || last > UINT32_MAX - 1)
        return false;
    formatting->first_line = (uint32_t)first;
    formatting->last_line = (uint32_t)last;
    return true;
}

static enum exit_code read_options(int argc, char **argv, struct formatting *formatting)
{
    static const struct option long_options[] = {
        {"check", no_argument, NULL, OPTION_CHECK},
        {"diff", no_argument, NULL, OPTION_DIFF},
        {"write", no_argument, NULL, 'w'},
        {"lines", required_argument, NULL, OPTION_LINES},
        {"stdin-name", required_argument, NULL, OPTION_NAME},
        {"uses", required_argument, NULL, OPTION_USES},
        {0}};
    int option;

    while ((option = getopt_long(argc, argv, "w", long_options, NULL)) != -1) {
        switch (option) {
        case OPTION_CHECK:
            formatting->check = true;
            break;
        case OPTION_DIFF:
            formatting->diff = true;
            break;
        case 'w':
            formatting->write = true;
            break;
        case OPTION_LINES:
            if (!read_lines(optarg, formatting))
                return usage_error("--lines takes A:B, lines from 1");
            break;
        case OPTION_NAME:
            formatting->stdin_name = optarg;
            break;
        case OPTION_USES:
            formatting->workflow.uses = optarg;
            break;
        default:
            return EXIT_USAGE;
        }
    }
    return EXIT_OK;
}

static enum exit_code run(int argc, char **argv)
{
    struct formatting formatting = {0};
    enum exit_code code = read_options(argc, argv, &formatting);

    if (code != EXIT_OK)
        return code;
    if (optind == argc)
        return usage_error("a FILE is needed");
    if (argc - optind > 1 && formatting.last_line)
        return usage_error("--lines is about one FILE");
    if (argc - optind > 1 && !formatting.check && !formatting.diff && !formatting.write)
        return usage_error("several FILEs need -w, --check or --diff");
    formatting.one_file = argc - optind == 1;
    for (int i = optind; i < argc; i++) {
        enum exit_code own = format_file(&formatting, argv[i]);

        code = own > code ? own : code;
    }
    return code;
}

const struct command command_fmt = {
    .name = "fmt",
    .summary = "write policies in their canonical form",
    .usage =
        "usage: egress-policy fmt [OPTIONS] FILE...\n"
        "\n"
        "Prints the policy, or the workflow with its policies, in canonical form. The rules stay\n"
        "the same: that is checked on each run. Lines with errors stay as they are. Exit: 0 fine,\n"
        "1 lines with errors or, with --check, files that would change, 2 usage or I/O.\n"
        "\n"
        "options:\n"
        "  -w, --write        change the files instead of printing\n"
        "  --check            print the names of files that would change\n"
        "  --diff             print what would change\n"
        "  --lines A:B        only these lines\n"
        "  --stdin-name NAME  what `-` is called; *.yml and *.yaml are workflows\n"
        "  --uses GLOB        in a workflow: steps that take a policy; default: */egress, ./PATH\n",
    .run = run,
};
