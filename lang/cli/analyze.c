/* egress-policy analyze: logs replayed against a policy. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lang/analyze/lines.h"
#include "lang/analyze/replay.h"
#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/progress.h"
#include "lang/cli/report.h"
#include "lang/compile/compile.h"
#include "lang/reference/reference.h"
#include "lang/vm/image.h"

enum { OPTION_JSON = CLI_OPTION_OWN, OPTION_TOP };

#define TOP_DEFAULT 20

/* Lines that are none of a log: some are to be expected where a writer was killed. */
struct bad_lines {
    uint64_t count;
    const char *first_path;
    uint64_t first_line;
    const char *first_wrong;
};

struct analysis {
    struct cli_policy *policy;
    struct replay *replay;
    struct bad_lines bad;
    uint32_t top;
    bool json;

    /* The matcher: an image of the rules, or the rules themselves. */
    void *image_bytes;
    struct image *image;
};

/* ---- the matcher ---- */

static struct verdict ask_image(const void *image, enum question question,
                                const struct facts *facts)
{
    return image_ask(image, question, facts);
}

/* An image answers as the rules do, and thousands of times faster; one that is over a limit of the
 * format is no reason not to analyze. */
static struct matcher make_matcher(struct analysis *analysis)
{
    const struct ruleset *rules = &analysis->policy->rules;
    static struct compile_report report;
    struct image_error error;
    size_t len;

    if (compile_rules(rules, &(struct compile_options){0}, &analysis->image_bytes, &len, &report) ==
            0 &&
        image_load(analysis->image_bytes, len, &analysis->image, &error) == 0)
        return (struct matcher){ask_image, analysis->image};
    fprintf(stderr, "egress-policy analyze: asking the rules one by one, which is slow: %s\n",
            report.message);
    return (struct matcher){reference_ask, rules};
}

/* ---- reading ---- */

static void note_bad_line(struct bad_lines *bad, const char *path, uint64_t number,
                          const char *wrong)
{
    if (bad->count++)
        return;
    bad->first_path = path;
    bad->first_line = number;
    bad->first_wrong = wrong;
}

/* 0 or -errno. */
static int replay_lines(struct analysis *analysis, const char *path, struct lines *lines,
                        struct progress *progress)
{
    struct log_reader *reader = log_reader_new();
    struct log_line line;
    const char *text, *wrong;
    size_t len;
    int result;

    while ((result = lines_next(lines, &text, &len)) > 0 || result == -EMSGSIZE) {
        if (result == -EMSGSIZE)
            note_bad_line(&analysis->bad, path, lines_number(lines), "the line is too long");
        else if (len && !log_line_read(reader, text, len, &line, &wrong))
            note_bad_line(&analysis->bad, path, lines_number(lines), wrong);
        else if (len)
            replay_event(analysis->replay, &line, lines_number(lines));
        progress_show(progress, lines_bytes(lines));
    }
    log_reader_free(reader);
    return result;
}

static enum exit_code replay_file(struct analysis *analysis, const char *path)
{
    bool is_stdin = !strcmp(path, "-");
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct progress progress;
    struct lines *lines;
    int result;

    if (fd < 0) {
        fprintf(stderr, "egress-policy analyze: %s: %s\n", path, strerror(errno));
        return EXIT_USAGE;
    }
    progress_begin(&progress, fd, path);
    lines = lines_new(fd);
    result = replay_lines(analysis, is_stdin ? "<stdin>" : path, lines, &progress);
    lines_free(lines);
    progress_end(&progress);
    if (!is_stdin)
        close(fd);
    if (!result)
        return EXIT_OK;
    fprintf(stderr, "egress-policy analyze: %s: %s\n", path, cli_read_error(-result));
    return EXIT_USAGE;
}

/* ---- for people ---- */

static void print_safely(const char *text)
{
    for (; *text; text++)
        fputc((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text, stdout);
}

static const char *or_unknown(const char *text)
{
    return *text ? text : "(unknown)";
}

static void print_more(uint64_t more, const char *what)
{
    if (more)
        printf("  ... %llu more %s\n", (unsigned long long)more, what);
}

static void print_refusals(struct analysis *analysis)
{
    uint32_t count;
    uint64_t others;
    const struct replay_refusal *refusals = replay_refusals(analysis->replay, &count, &others);

    if (!count)
        return;
    puts("\nrefused");
    for (uint32_t i = 0; i < count && i < analysis->top; i++) {
        printf("  %8llu  ", (unsigned long long)refusals[i].count);
        print_safely(refusals[i].what);
        printf("  by ");
        print_safely(or_unknown(refusals[i].exe));
        if (*refusals[i].step) {
            printf(" in ");
            print_safely(refusals[i].step);
        }
        printf(" (line %llu%s%s)\n", (unsigned long long)refusals[i].first_line,
               refusals[i].inspection ? ", allowed if inspected" : "",
               refusals[i].allowed_before ? ", was allowed" : "");
    }
    print_more(count > analysis->top ? count - analysis->top : 0, "kinds of refusal");
    print_more(others, "refusals of other kinds, which were not told apart");
}

static void print_unused(const struct analysis *analysis)
{
    const uint64_t *uses = replay_rule_uses(analysis->replay);
    const struct ruleset *rules = &analysis->policy->rules;
    bool any = false;

    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];

        if (uses[i] || !rule->line)
            continue;
        if (!any)
            puts("\nnever used");
        any = true;
        printf("  %s:%u: ", analysis->policy->source.name, rule->line);
        print_safely(rule->text);
        putchar('\n');
    }
}

static void print_groups(const struct analysis *analysis, const char *heading,
                         const struct replay_group *groups, uint32_t count,
                         const struct replay_count *others)
{
    if (!count)
        return;
    printf("\nby %s\n    events   refused\n", heading);
    for (uint32_t i = 0; i < count && i < analysis->top; i++) {
        printf("  %8llu  %8llu  ", (unsigned long long)groups[i].count.events,
               (unsigned long long)groups[i].count.refused);
        print_safely(or_unknown(groups[i].name));
        putchar('\n');
    }
    if (count > analysis->top)
        printf("  ... %u more\n", count - analysis->top);
    print_more(others->events, "events of others, which were not told apart");
}

static void print_text(struct analysis *analysis)
{
    const struct replay_summary *summary = replay_summary(analysis->replay);
    struct replay_count others;
    uint32_t count;
    const struct replay_group *groups;

    printf("%llu events: %llu allowed, %llu refused\n", (unsigned long long)summary->all.events,
           (unsigned long long)(summary->all.events - summary->all.refused),
           (unsigned long long)summary->all.refused);
    if (summary->uninspected)
        printf("  %llu of them are allowed where the connection is inspected\n",
               (unsigned long long)summary->uninspected);
    if (summary->newly_refused || summary->newly_allowed)
        printf("  otherwise than in the log: %llu refused, %llu allowed\n",
               (unsigned long long)summary->newly_refused,
               (unsigned long long)summary->newly_allowed);
    print_refusals(analysis);
    print_unused(analysis);
    groups = replay_processes(analysis->replay, &count, &others);
    print_groups(analysis, "process", groups, count, &others);
    groups = replay_steps(analysis->replay, &count, &others);
    print_groups(analysis, "step", groups, count, &others);
}

/* ---- for machines ---- */

static json_t *number(uint64_t value)
{
    return json_integer((json_int_t)value);
}

static json_t *count_json(const struct replay_count *count)
{
    return json_pack("{s:o, s:o}", "events", number(count->events), "refused",
                     number(count->refused));
}

static json_t *groups_json(const struct replay_group *groups, uint32_t count, const char *field)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < count; i++) {
        json_t *object = count_json(&groups[i].count);

        json_object_set_new(object, field,
                            *groups[i].name ? cli_json_text(groups[i].name) : json_null());
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *refusals_json(struct analysis *analysis, uint64_t *ret_others)
{
    uint32_t count;
    const struct replay_refusal *refusals = replay_refusals(analysis->replay, &count, ret_others);
    json_t *list = json_array();

    for (uint32_t i = 0; i < count; i++) {
        const struct replay_refusal *item = &refusals[i];

        json_array_append_new(list,
                              json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "what",
                                        cli_json_text(item->what), "exe",
                                        *item->exe ? cli_json_text(item->exe) : json_null(), "step",
                                        *item->step ? cli_json_text(item->step) : json_null(),
                                        "count", number(item->count), "first_line",
                                        number(item->first_line), "allowed_if_inspected",
                                        item->inspection, "was_allowed", item->allowed_before));
    }
    return list;
}

static json_t *rules_json(const struct analysis *analysis)
{
    const uint64_t *uses = replay_rule_uses(analysis->replay);
    const struct ruleset *rules = &analysis->policy->rules;
    json_t *list = json_array();

    for (uint32_t i = 0; i < rules->count; i++)
        json_array_append_new(
            list, json_pack("{s:i, s:o, s:o, s:o}", "rule", (int)i, "line",
                            rules->rules[i].line ? number(rules->rules[i].line) : json_null(),
                            "text", cli_json_text(rules->rules[i].text), "uses", number(uses[i])));
    return list;
}

static json_t *types_json(const struct replay_summary *summary)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "http", number(summary->by_type[LOG_LINE_HTTP]),
                     "https", number(summary->by_type[LOG_LINE_HTTPS]), "tcp",
                     number(summary->by_type[LOG_LINE_TCP]), "udp",
                     number(summary->by_type[LOG_LINE_UDP]), "dns",
                     number(summary->by_type[LOG_LINE_DNS]));
}

static void print_json(struct analysis *analysis)
{
    const struct replay_summary *summary = replay_summary(analysis->replay);
    struct replay_count other_processes, other_steps;
    json_t *object = count_json(&summary->all);
    const struct replay_group *groups;
    uint64_t other_refusals;
    uint32_t count;

    json_object_set_new(object, "types", types_json(summary));
    json_object_set_new(object, "allowed_if_inspected", number(summary->uninspected));
    json_object_set_new(object, "newly_refused", number(summary->newly_refused));
    json_object_set_new(object, "newly_allowed", number(summary->newly_allowed));
    json_object_set_new(object, "bad_lines", number(analysis->bad.count));
    json_object_set_new(object, "refusals", refusals_json(analysis, &other_refusals));
    json_object_set_new(object, "other_refusals", number(other_refusals));
    json_object_set_new(object, "rules", rules_json(analysis));
    groups = replay_processes(analysis->replay, &count, &other_processes);
    json_object_set_new(object, "processes", groups_json(groups, count, "exe"));
    json_object_set_new(object, "other_processes", count_json(&other_processes));
    groups = replay_steps(analysis->replay, &count, &other_steps);
    json_object_set_new(object, "steps", groups_json(groups, count, "step"));
    json_object_set_new(object, "other_steps", count_json(&other_steps));
    json_dumpf(object, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(object);
}

/* ---- the command line ---- */

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy analyze: %s; `egress-policy analyze --help` tells more\n", what);
    return EXIT_USAGE;
}

static void print_bad_lines(const struct bad_lines *bad)
{
    if (bad->count)
        fprintf(stderr, "%s:%llu: warning: %s; %llu such line%s left out\n", bad->first_path,
                (unsigned long long)bad->first_line, bad->first_wrong,
                (unsigned long long)bad->count, bad->count == 1 ? " was" : "s were");
}

static enum exit_code analyze_files(struct analysis *analysis, char **paths, int count)
{
    const struct replay_summary *summary;
    enum exit_code code = EXIT_OK;

    for (int i = 0; i < count && code == EXIT_OK; i++)
        code = replay_file(analysis, paths[i]);
    if (code != EXIT_OK)
        return code;
    summary = replay_summary(analysis->replay);
    print_bad_lines(&analysis->bad);
    if (analysis->bad.count && !summary->all.events && !summary->answers)
        return EXIT_USAGE; /* whatever that was, it was no log */
    if (analysis->json)
        print_json(analysis);
    else
        print_text(analysis);
    return summary->all.refused ? EXIT_FINDINGS : EXIT_OK;
}

static enum exit_code analyze(struct analysis *analysis, char **paths, int count)
{
    enum exit_code code;

    analysis->replay = replay_new(&analysis->policy->rules, make_matcher(analysis));
    code = analyze_files(analysis, paths, count);
    replay_free(analysis->replay);
    image_free(analysis->image);
    free(analysis->image_bytes);
    return code;
}

static bool read_top(const char *text, uint32_t *ret_top)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end || value > REPLAY_GROUPS_MAX)
        return false;
    *ret_top = (uint32_t)value;
    return true;
}

static enum exit_code run(int argc, char **argv)
{
    struct cli_policy_options options = {0};
    static const struct option long_options[] = {CLI_POLICY_OPTIONS,
                                                 {"json", no_argument, NULL, OPTION_JSON},
                                                 {"top", required_argument, NULL, OPTION_TOP},
                                                 {0}};
    struct analysis analysis = {.top = TOP_DEFAULT};
    enum exit_code code;
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == OPTION_JSON)
            analysis.json = true;
        else if (option == OPTION_TOP && !read_top(optarg, &analysis.top))
            return usage_error("--top takes a number up to 10000");
        else if (option != OPTION_TOP && !cli_policy_option(&options, option, optarg))
            return EXIT_USAGE;
    }
    if (argc - optind < 2)
        return usage_error("a POLICY and a LOG are needed");
    analysis.policy = cli_policy_load(argv[optind], &options);
    if (!analysis.policy)
        return EXIT_USAGE;
    cli_report_text(stderr, analysis.policy);
    code =
        analysis.policy->ok ? analyze(&analysis, argv + optind + 1, argc - optind - 1) : EXIT_USAGE;
    cli_policy_free(analysis.policy);
    return code;
}

const struct command command_analyze = {
    .name = "analyze",
    .summary = "replay logs against a policy",
    .usage =
        "usage: egress-policy analyze [OPTIONS] POLICY LOG...\n"
        "\n"
        "Asks the policy about every event of the logs, in their order: what it would refuse,\n"
        "which rules were never used, and what each process and step did. A name is bound to an\n"
        "address by the log's DNS answers. LOG may be `-`. Exit: 0 all allowed, 1 some refused,\n"
        "2 usage or I/O, or an error in the policy.\n"
        "\n"
        "options:\n"
        "  --top N            rows of each table; default 20\n"
        "  --json             everything, as one JSON object\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
