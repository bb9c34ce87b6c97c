/* egress-policy compile: from a policy to the image that egress-run loads. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/agree/agree.h"
#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"
#include "lang/compile/compile.h"
#include "lang/compile/disasm.h"

enum { OPTION_VERIFY = CLI_OPTION_OWN };

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
    fprintf(stderr, "%s: %u rules for one destination take part: lines", policy->source.name,
            report->blamed_count);
    for (uint32_t i = 0; i < report->blamed_count && i < COMPILE_BLAMED_MAX; i++)
        fprintf(stderr, "%s %u", i ? "," : "", policy->rules.rules[report->blamed[i]].line);
    fputs(report->blamed_count > COMPILE_BLAMED_MAX ? ", ...\n" : "\n", stderr);
}

/* What is asked for beside the image. */
struct wishes {
    const char *out;
    bool verbose;
    bool verify;
};

static double percent(uint32_t part, uint32_t whole)
{
    return whole ? 100.0 * part / whole : 0;
}

static void print_report(const struct cli_policy *policy, const struct compile_report *report,
                         const struct image *image, size_t len)
{
    fprintf(stderr, "%s: %u rules, %zu bytes of image\n", policy->source.name, policy->rules.count,
            len);
    disasm_sections(stderr, image);
    fprintf(stderr,
            "  worst decision: %u steps, %u for each argument, %u for each byte of a fact; %u ways "
            "put aside\n"
            "  longest program: %u instructions; of %u asked for, %u were there already (%.0f%%)\n",
            report->steps, report->steps_per_argument, report->steps_per_byte, report->stack,
            report->depth, report->nodes_made, report->nodes_shared,
            percent(report->nodes_shared, report->nodes_made));
}

static void show_progress(void *context, uint32_t done, uint32_t all)
{
    if (done % *(const uint32_t *)context == 0 || done == all)
        fprintf(stderr, "\rcompared %u of %u rules", done, all);
}

/* Some ten seconds. */
#define VERIFY_WORK_MAX UINT64_C(500000000)

static bool verify(const struct cli_policy *policy, const struct image *image)
{
    bool terminal = isatty(STDERR_FILENO);
    uint32_t stride = policy->rules.count / 100 + 1;
    struct agree_options options = {.work_max = VERIFY_WORK_MAX,
                                    .progress = terminal ? show_progress : NULL,
                                    .context = &stride};
    struct agree_report report;
    bool agrees = agree(&policy->rules, image, &options, &report);

    if (terminal)
        fputs("\r\033[K", stderr);
    if (!agrees) {
        fprintf(stderr, "%s: image and rules differ: %s\n", policy->source.name, report.difference);
        return false;
    }
    fprintf(stderr, "%s: image and rules agree on %llu events at the boundaries of ",
            policy->source.name, (unsigned long long)report.events);
    if (report.rules_covered < policy->rules.count)
        fprintf(stderr, "%u of %u rules\n", report.rules_covered, policy->rules.count);
    else
        fputs("all rules\n", stderr);
    return true;
}

/* The image once more, as a runtime loads it: for what is said about it, and for the comparison. */
static enum exit_code look_at(const struct cli_policy *policy, const struct wishes *wishes,
                              const struct compile_report *report, const void *bytes, size_t len)
{
    struct image_error error;
    struct image *image;
    bool agrees = true;

    if (image_load(bytes, len, &image, &error) < 0) {
        fprintf(stderr, "egress-policy compile: the image is refused: %s\n", error.message);
        return EXIT_USAGE;
    }
    if (wishes->verbose)
        print_report(policy, report, image, len);
    if (wishes->verify)
        agrees = verify(policy, image);
    image_free(image);
    return agrees ? EXIT_OK : EXIT_USAGE;
}

static enum exit_code compile_to(struct cli_policy *policy,
                                 const struct cli_policy_options *options,
                                 const struct wishes *wishes)
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
    enum exit_code result = look_at(policy, wishes, &report, bytes, len);
    int r = result == EXIT_OK ? write_file(&policy->arena, wishes->out, bytes, len) : 0;
    free(bytes);
    if (r < 0) {
        fprintf(stderr, "egress-policy compile: %s: %s\n", wishes->out, strerror(-r));
        return EXIT_USAGE;
    }
    return result;
}

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy compile: %s; `egress-policy compile --help` tells more\n", what);
    return EXIT_USAGE;
}

static enum exit_code run(int argc, char **argv)
{
    struct cli_policy_options options = {0};
    static const struct option long_options[] = {CLI_POLICY_OPTIONS,
                                                 {"output", required_argument, NULL, 'o'},
                                                 {"verbose", no_argument, NULL, 'v'},
                                                 {"verify", no_argument, NULL, OPTION_VERIFY},
                                                 {0}};
    struct wishes wishes = {0};
    int option;

    while ((option = getopt_long(argc, argv, "o:v", long_options, NULL)) != -1) {
        if (option == 'o')
            wishes.out = optarg;
        else if (option == 'v')
            wishes.verbose = true;
        else if (option == OPTION_VERIFY)
            wishes.verify = true;
        else if (!cli_policy_option(&options, option, optarg))
            return EXIT_USAGE;
    }
    if (!wishes.out)
        return usage_error("say with -o OUT where the image goes");
    if (argc - optind != 1)
        return usage_error("one FILE is needed");

    struct cli_policy *policy = cli_policy_load(argv[optind], &options);
    if (!policy)
        return EXIT_USAGE;
    enum exit_code result = compile_to(policy, &options, &wishes);
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
        "  -o, --output OUT   where the image goes\n"
        "  -v, --verbose      say how large the parts of the image are, and what a decision costs\n"
        "  --verify           ask the image, and the rules one by one, about both sides of every\n"
        "                     condition: they must agree. It ends after some ten seconds; of up "
        "to\n"
        "                     2,000 rules that is all, of 10,000 some 700, spread evenly. It says\n"
        "                     how many they were\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
