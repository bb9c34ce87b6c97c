/* egress-policy test: runs the tests beside a policy, and tells which rules none of them needs. */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"
#include "lang/cli/test_file.h"
#include "lang/cli/test_report.h"
#include "lang/cli/write.h"
#include "lang/decide/decide.h"
#include "lang/explain/explain.h"
#include "lang/reference/reference.h"
#include "lang/workflow/workflow.h"

enum { OPTION_FORMAT = CLI_OPTION_OWN, OPTION_POLICY, OPTION_COVERAGE };

#define BINDING_TTL_S DECIDE_TTL_MAX_S

struct testing {
    struct cli_policy_options options;
    const char *policy; /* of the command line; NULL: as the test files say */
    uint32_t coverage_min_percent;
};

/* ---- one test ---- */

struct running {
    struct test_run *run;
    struct decide *decide;
    struct explainer *explainer;
    struct arena *arena;
};

/* Who must be asked before a query can be, for the coverage of resolvers' rules. */
static void cover_resolver(struct running *running, const struct asked *asked)
{
    struct facts facts = asked->facts;
    struct verdict verdict;

    facts.host = NULL;
    verdict = reference_ask(&running->run->policy->rules, QUESTION_UDP, &facts);
    if (verdict.allow && verdict.rule >= 0)
        running->run->exercised[verdict.rule] = true;
}

static struct verdict ask(const struct running *running, const struct asked *asked)
{
    const struct facts *facts = &asked->facts;
    struct decide_event event = {
        .question = asked->question,
        .dst_ip = facts->dst_ip,
        .dst_port = facts->dst_port,
        .host = facts->host,
        .named = asked->question == QUESTION_TLS,
        .process = facts->process,
    };

    if (asked->question == QUESTION_HTTP) {
        const char *space = strchr(asked->text, ' ');

        event.method = arena_strndup(running->arena, asked->text, (size_t)(space - asked->text));
        event.url = space + 1;
    } else if (asked->question == QUESTION_DNS) {
        event.name = facts->host;
    }
    return decide_ask(running->decide, &event, 0);
}

static bool is_as_wanted(enum test_wanted wanted, const struct verdict *verdict)
{
    switch (wanted) {
    case TEST_ALLOW:
        return verdict->allow && !verdict->inspect_only;
    case TEST_DENY:
        return !verdict->allow;
    case TEST_INSPECT:
        return verdict->allow && verdict->inspect_only;
    case TEST_PASSTHROUGH:
        return verdict->allow && verdict->passthrough && !verdict->inspect_only;
    case TEST_INSECURE:
        return verdict->allow && verdict->insecure;
    }
    return false;
}

static const char *place_of(const struct running *running, uint32_t rule)
{
    const struct cli_policy *policy = running->run->policy;
    uint32_t line = policy->rules.rules[rule].line;

    return line ? arena_printf(running->arena, "%s:%u", policy->source.name, line) : "the defaults";
}

static const char *rule_text(const struct running *running, uint32_t rule)
{
    return running->run->policy->rules.rules[rule].text;
}

/* Why it is refused: the nearest rule, and what of it fails. */
static const char *why_denied(const struct running *running, const struct asked *asked)
{
    const struct explain_options options = {1, asked->address_unknown};
    const struct explain_nears *nears;
    struct explanation explanation;
    const char *text = "";

    explain_ask(running->explainer, asked->question, &asked->facts, &options, running->arena,
                &explanation);
    if (explanation.verdict.allow)
        return "";
    if (asked->question == QUESTION_DNS && explanation.resolver < 0)
        text = "no rule allows a resolver; ";
    nears = explanation.near.count ? &explanation.near : &explanation.near_resolvers;
    if (!nears->count)
        return *text ? "no rule allows a resolver" : "no rule names anything like it";
    text = arena_printf(running->arena, "%sthe nearest is `%s` (%s):", text,
                        rule_text(running, nears->items[0].rule),
                        place_of(running, nears->items[0].rule));
    for (uint32_t i = 0; i < nears->items[0].failed_count; i++)
        text = arena_printf(running->arena, "%s%s %s", text, i ? "," : "",
                            nears->items[0].failed[i].text);
    return text;
}

static const char *why(const struct running *running, const struct asked *asked,
                       const struct verdict *verdict)
{
    if (!verdict->allow)
        return why_denied(running, asked);
    return arena_printf(running->arena, "by `%s` (%s)", rule_text(running, (uint32_t)verdict->rule),
                        place_of(running, (uint32_t)verdict->rule));
}

static void fail(struct running *running, const struct test_case *test, struct test_result *result,
                 const struct verdict *verdict)
{
    result->message =
        arena_printf(running->arena, "expected %s, got %s: %s", test_wanted_name(test->wanted),
                     test_verdict_name(verdict), why(running, &test->asked, verdict));
    diagnostic_add(&running->run->tests->diagnostics, DIAGNOSTIC_TEST_FAILED, test->span, "%s",
                   result->message);
}

static void check_rule(struct running *running, const struct test_case *test,
                       struct test_result *result, const struct verdict *verdict)
{
    if (!test->by ||
        (verdict->rule >= 0 && !strcmp(rule_text(running, (uint32_t)verdict->rule), test->by)))
        return;
    result->message = arena_printf(running->arena, "another rule decides: %s",
                                   why(running, &test->asked, verdict));
    diagnostic_add(&running->run->tests->diagnostics, DIAGNOSTIC_TEST_FAILED, test->by_span, "%s",
                   result->message);
}

static void run_test(struct running *running, const struct test_case *test,
                     struct test_result *result)
{
    struct test_run *run = running->run;
    struct asked asked = test->asked;
    struct verdict verdict;

    asked.facts.process = &test->process;
    if (!test->has_address) {
        asked.facts.dst_ip = explainer_free_address(running->explainer);
        if (asked.question == QUESTION_DNS)
            asked_choose_resolver(&run->policy->rules, &asked);
    }
    verdict = ask(running, &asked);
    if (verdict.allow && verdict.rule >= 0)
        run->exercised[verdict.rule] = true;
    if (asked.question == QUESTION_DNS && verdict.allow)
        cover_resolver(running, &asked);
    *result = (struct test_result){.test = test, .verdict = verdict};
    if (!is_as_wanted(test->wanted, &verdict)) {
        struct test_case placed = *test;

        placed.asked = asked;
        fail(running, &placed, result, &verdict);
    } else {
        check_rule(running, test, result, &verdict);
    }
    run->failed += result->message != NULL;
}

/* ---- one file ---- */

static void run_tests(struct test_run *run, const struct test_file *file)
{
    struct arena *arena = &run->policy->arena;
    struct running running = {
        .run = run,
        .decide = decide_new((struct matcher){reference_ask, &run->policy->rules}),
        .explainer = explainer_new(&run->policy->rules, arena),
        .arena = arena,
    };

    if (!running.decide)
        abort();
    run->exercised = ARENA_ARRAY(arena, bool, run->policy->rules.count);
    run->results = ARENA_ARRAY(arena, struct test_result, file->test_count);
    for (uint32_t i = 0; i < file->item_count; i++) {
        const struct test_item *item = &file->items[i];

        if (item->is_binding)
            decide_bind(running.decide, item->binding.name, item->binding.ip, BINDING_TTL_S, 0);
        else
            run_test(&running, &item->test, &run->results[run->count++]);
    }
    decide_free(running.decide);
}

static bool ends_in(const char *path, const char *ending)
{
    size_t len = strlen(path), ending_len = strlen(ending);

    return len > ending_len && !strcmp(path + len - ending_len, ending);
}

/* The path with another ending. */
static const char *with_ending(struct arena *arena, const char *path, const char *ending)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');

    return arena_printf(arena, "%.*s%s", (int)(dot ? dot - path : (long)strlen(path)), path,
                        ending);
}

static const char *beside(struct arena *arena, const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');

    if (*name == '/' || !slash)
        return name;
    return arena_printf(arena, "%.*s/%s", (int)(slash - path), path, name);
}

/* Which policy a test file is about; NULL after a diagnostic. */
static const char *find_policy(const struct testing *testing, struct cli_policy *tests,
                               const char *path, const struct test_file *file)
{
    static const char *const endings[] = {".egress", ".yml", ".yaml"};

    if (testing->policy)
        return testing->policy;
    if (file->policy)
        return beside(&tests->arena, path, file->policy);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const char *policy = with_ending(&tests->arena, path, endings[i]);

        if (access(policy, F_OK) == 0)
            return policy;
    }
    diagnostic_add_global(&tests->diagnostics, DIAGNOSTIC_TEST_SYNTAX,
                          "there is no `%s`; `policy FILE` says which policy is tested",
                          with_ending(&tests->arena, path, ".egress"));
    return NULL;
}

/* The command line's options go before those of the file. */
static struct cli_policy_options join_options(const struct cli_policy_options *own,
                                              const struct cli_policy_options *file)
{
    struct cli_policy_options options = *own;

    options.at = own->at ? own->at : file->at;
    options.repo = own->repo ? own->repo : file->repo;
    options.defaults = own->defaults ? own->defaults : file->defaults;
    for (uint32_t i = 0; i < file->scope_count && options.scope_count < CLI_SCOPE_MAX; i++)
        options.scope[options.scope_count++] = file->scope[i];
    return options;
}

/* The text of a test file in the form that reports take. NULL after a sentence on stderr. */
static struct cli_policy *read_tests(const char *path)
{
    struct cli_policy *tests = calloc(1, sizeof *tests);
    char *text;
    size_t len;
    int result;

    if (!tests)
        abort();
    result = cli_read(path, SOURCE_SIZE_MAX_BYTES, &tests->arena, &text, &len);
    if (result) {
        fprintf(stderr, "egress-policy test: %s: %s\n", path, cli_read_error(-result));
        cli_policy_free(tests);
        return NULL;
    }
    source_init(&tests->source, &tests->arena, strcmp(path, "-") ? path : "<stdin>", text, len);
    tests->diagnostics.arena = &tests->arena;
    return tests;
}

static void count_rules(struct test_run *run)
{
    for (uint32_t i = 0; i < run->policy->rules.count; i++) {
        if (!run->policy->rules.rules[i].line)
            continue; /* of the defaults */
        run->rule_count++;
        run->rules_exercised += run->exercised[i];
    }
}

/* False: a file could not be read, and that was said. */
static bool run_file(const struct testing *testing, const char *path, struct test_run *run)
{
    struct test_file file;
    struct cli_policy_options options;
    const char *policy;

    run->tests = read_tests(path);
    if (!run->tests)
        return false;
    test_file_parse(&run->tests->arena, &run->tests->source, &run->tests->diagnostics, &file);
    policy = find_policy(testing, run->tests, path, &file);
    if (!policy)
        return true;
    options = join_options(&testing->options, &file.options);
    run->policy = cli_policy_load(policy, &options);
    if (!run->policy)
        return false;
    if (!run->policy->ok)
        return true;
    run_tests(run, &file);
    count_rules(run);
    diagnostics_sort(&run->tests->diagnostics);
    return true;
}

static bool is_fine(const struct testing *testing, const struct test_run *run)
{
    return run->policy && run->policy->ok && run->tests->diagnostics.error_count == 0 &&
           (uint64_t)run->rules_exercised * 100 >=
               (uint64_t)run->rule_count * testing->coverage_min_percent;
}

static enum exit_code run_files(struct testing *testing, struct test_report *report, char **paths,
                                int count)
{
    enum exit_code code = EXIT_OK;
    struct arena arena = {0};

    for (int i = 0; i < count; i++) {
        struct testing own = *testing;
        struct test_run run = {0};
        const char *path = paths[i];

        if (!ends_in(path, ".test") && strcmp(path, "-") != 0) {
            own.policy = own.policy ? own.policy : path;
            path = with_ending(&arena, path, ".test");
        }
        if (run_file(&own, path, &run)) {
            test_report_add(report, &run);
            if (!is_fine(&own, &run) && code == EXIT_OK)
                code = EXIT_FINDINGS;
        } else {
            code = EXIT_USAGE;
        }
        cli_policy_free(run.policy);
        cli_policy_free(run.tests);
    }
    test_report_end(report);
    arena_free(&arena);
    return code;
}

/* ---- the command line ---- */

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy test: %s; `egress-policy test --help` tells more\n", what);
    return EXIT_USAGE;
}

static bool read_percent(const char *text, uint32_t *ret_percent)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end || value > 100)
        return false;
    *ret_percent = (uint32_t)value;
    return true;
}

static enum exit_code run(int argc, char **argv)
{
    static const struct option long_options[] = {
        CLI_POLICY_OPTIONS,
        {"format", required_argument, NULL, OPTION_FORMAT},
        {"policy", required_argument, NULL, OPTION_POLICY},
        {"coverage", required_argument, NULL, OPTION_COVERAGE},
        {0}};
    struct testing testing = {0};
    struct test_report report = {0};
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == OPTION_FORMAT) {
            if (!test_report_format(&report, optarg))
                return usage_error("the formats are text, json, junit and github");
        } else if (option == OPTION_POLICY) {
            testing.policy = optarg;
        } else if (option == OPTION_COVERAGE) {
            if (!read_percent(optarg, &testing.coverage_min_percent))
                return usage_error("--coverage takes a number from 0 to 100");
        } else if (!cli_policy_option(&testing.options, option, optarg)) {
            return EXIT_USAGE;
        }
    }
    if (optind == argc)
        return usage_error("a FILE is needed");
    return run_files(&testing, &report, argv + optind, argc - optind);
}

const struct command command_test = {
    .name = "test",
    .summary = "run the tests beside a policy",
    .usage =
        "usage: egress-policy test [OPTIONS] FILE...\n"
        "\n"
        "Runs tests of policies. A FILE is a file of tests, *.test, or a policy that has one of "
        "the\n"
        "same name beside it. A test is a line:\n"
        "\n"
        "  allow POST https://api.example.com/x exe=/usr/bin/curl\n"
        "  deny  dns evil.example\n"
        "\n"
        "Tells which tests fail and why, and which rules no test needed. Exit: 0 all pass, 1 some\n"
        "fail or an error in a file, 2 usage or I/O.\n"
        "\n"
        "options:\n"
        "  --format FORMAT    text (default), json, junit, or github (annotations)\n"
        "  --policy FILE      the policy to test, whatever the files of tests say\n"
        "  --coverage PERCENT fail if the tests need fewer of the rules\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
