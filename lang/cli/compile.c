/* egress-policy compile: from a policy to the image that egress-run loads. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"
#include "lang/compile/compile.h"

/* What the image says of how it was made: options that change what it means, in a fixed order. */
static const char *describe(struct arena *arena, const struct cli_policy_options *options)
{
    const char *text = "";

    if (options->defaults)
        text = arena_printf(arena, "%s --defaults %s", text, options->defaults);
    if (options->repo)
        text = arena_printf(arena, "%s --repo %s", text, options->repo);
    for (uint32_t i = 0; i < options->scope_count; i++)
        text = arena_printf(arena, "%s --scope %s", text, options->scope[i]);
    return *text ? text + 1 : text;
}

static int write_fully(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static int write_special(const char *path, const void *bytes, size_t len)
{
    bool is_stdout = strcmp(path, "-") == 0;
    int fd = is_stdout ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    int r = fd < 0 ? -errno : write_fully(fd, bytes, len);

    if (fd >= 0 && !is_stdout && close(fd) < 0 && r == 0)
        r = -errno;
    return r;
}

static int write_and_sync(int fd, const void *bytes, size_t len)
{
    mode_t mask = umask(0);
    int r;

    umask(mask);
    r = write_fully(fd, bytes, len);
    if (r == 0 && fchmod(fd, 0666 & ~mask) < 0)
        r = -errno;
    if (r == 0 && fsync(fd) < 0)
        r = -errno;
    return r;
}

/* Whole or not at all: whoever reads `path` sees what was there before, or all of the new. */
static int write_file(struct arena *arena, const char *path, const void *bytes, size_t len)
{
    if (strcmp(path, "-") == 0 || is_special(path))
        return write_special(path, bytes, len);

    char *temporary = arena_printf(arena, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    int r = write_and_sync(fd, bytes, len);
    if (close(fd) < 0 && r == 0)
        r = -errno;
    if (r == 0 && rename(temporary, path) < 0)
        r = -errno;
    if (r < 0)
        unlink(temporary);
    return r;
}

/* The limits of an image, as a diagnostic at the rules that are to blame. */
static void report_limit(struct cli_policy *policy, const struct compile_report *report)
{
    uint32_t shown =
        report->blamed_count < COMPILE_BLAMED_MAX ? report->blamed_count : COMPILE_BLAMED_MAX;
    struct diagnostic *diagnostic =
        shown && policy->rules.rules[report->blamed[0]].line
            ? diagnostic_add(&policy->diagnostics, DIAGNOSTIC_IMAGE_LIMIT,
                             policy->rules.rules[report->blamed[0]].span, "%s", report->message)
            : diagnostic_add_global(&policy->diagnostics, DIAGNOSTIC_IMAGE_LIMIT, "%s",
                                    report->message);

    for (uint32_t i = 1; i < shown; i++)
        if (policy->rules.rules[report->blamed[i]].line)
            diagnostic_label(diagnostic, policy->rules.rules[report->blamed[i]].span,
                             "and this rule");
    policy->ok = false;
}

static void print_blamed(const struct cli_policy *policy, const struct compile_report *report)
{
    if (report->blamed_count <= DIAGNOSTIC_SPANS_MAX)
        return;
    fprintf(stderr, "%s: %u rules for one destination take part:", policy->source.name,
            report->blamed_count);
    for (uint32_t i = 0; i < report->blamed_count && i < COMPILE_BLAMED_MAX; i++)
        fprintf(stderr, " line %u", policy->rules.rules[report->blamed[i]].line);
    fputs(report->blamed_count > COMPILE_BLAMED_MAX ? ", ...\n" : "\n", stderr);
}

static enum exit_code compile_to(struct cli_policy *policy,
                                 const struct cli_policy_options *options, const char *out)
{
    struct compile_options compile_options = {.description = describe(&policy->arena, options)};
    struct compile_report report = {0};
    void *bytes = NULL;
    size_t len = 0;

    if (policy->ok && compile_rules(&policy->rules, &compile_options, &bytes, &len, &report) < 0)
        report_limit(policy, &report);
    cli_report_text(stderr, policy);
    if (!policy->ok) {
        print_blamed(policy, &report);
        return EXIT_FINDINGS;
    }
    int r = write_file(&policy->arena, out, bytes, len);
    free(bytes);
    if (r < 0) {
        fprintf(stderr, "egress-policy compile: %s: %s\n", out, strerror(-r));
        return EXIT_USAGE;
    }
    return EXIT_OK;
}

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy compile: %s; `egress-policy compile --help` tells more\n", what);
    return EXIT_USAGE;
}

static enum exit_code run(int argc, char **argv)
{
    struct cli_policy_options options = {0};
    static const struct option long_options[] = {
        CLI_POLICY_OPTIONS, {"output", required_argument, NULL, 'o'}, {0}};
    const char *out = NULL;
    int option;

    while ((option = getopt_long(argc, argv, "o:", long_options, NULL)) != -1) {
        if (option == 'o')
            out = optarg;
        else if (!cli_policy_option(&options, option, optarg))
            return EXIT_USAGE;
    }
    if (!out)
        return usage_error("say with -o OUT where the image goes");
    if (argc - optind != 1)
        return usage_error("one FILE is needed");

    struct cli_policy *policy = cli_policy_load(argv[optind], &options);
    if (!policy)
        return EXIT_USAGE;
    enum exit_code result = compile_to(policy, &options, out);
    cli_policy_free(policy);
    return result;
}

const struct command command_compile = {
    .name = "compile",
    .summary = "turn a policy into the image that egress-run loads",
    .usage =
        "usage: egress-policy compile -o OUT [OPTIONS] FILE\n"
        "\n"
        "Writes the image whole or not at all; nothing is written if the policy has an error.\n"
        "FILE and OUT may be `-`. The same policy and options give the same bytes.\n"
        "\n"
        "options:\n"
        "  -o, --output OUT   where the image goes\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
