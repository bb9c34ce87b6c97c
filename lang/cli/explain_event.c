#include "lang/cli/explain_event.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/analyze/lines.h"
#include "lang/explain/asked.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"
#include "lang/decide/decide.h"
#include "lang/explain/explain.h"
#include "lang/lint/redundant.h"
#include "lang/reference/reference.h"

enum {
    OPTION_EXE = CLI_OPTION_OWN,
    OPTION_CGROUP,
    OPTION_STEP,
    OPTION_ACTION,
    OPTION_IMAGE,
    OPTION_ARG,
    OPTION_IP,
    OPTION_RESOLVER,
    OPTION_NEAR,
    OPTION_JSON,
    OPTION_LOG,
    OPTION_LINE,
    OPTION_ALL,
    OPTION_RULE,
};

#define ARGS_MAX 256
#define NEAR_DEFAULT 3

struct request {
    struct cli_policy_options policy_options;
    struct process_facts process;
    const char *argv[ARGS_MAX];
    const char *ip;
    const char *resolver;
    const char *log;
    uint64_t line; /* 0: none */
    uint32_t rule; /* likewise */
    uint32_t near;
    bool all;
    bool json;

    const char *path;
    const char *event;
    struct cli_policy *policy;
    struct explainer *explainer;
    bool denied; /* something was */
};

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy explain: %s; `egress-policy explain --help` tells more\n", what);
    return EXIT_USAGE;
}

/* ---- telling people ---- */

struct style {
    const char *allowed, *denied, *bold, *reset;
};

static const struct style *choose_style(void)
{
    static const struct style plain = {"", "", "", ""};
    static const struct style colour = {"\033[1;32m", "\033[1;31m", "\033[1m", "\033[0m"};
    const char *no_colour = getenv("NO_COLOR");

    return isatty(STDOUT_FILENO) && !(no_colour && *no_colour) ? &colour : &plain;
}

/* Nothing of a log or a policy may reach a terminal as a command. */
static void print_safely(const char *text)
{
    for (; *text; text++)
        fputc((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text, stdout);
}

static void print_rule(const struct request *request, uint32_t number)
{
    const struct rule *rule = &request->policy->rules.rules[number];

    if (rule->line)
        printf("%s:%u: ", request->policy->source.name, rule->line);
    else
        printf("defaults: ");
    print_safely(rule->text);
    putchar('\n');
}

static void print_near(const struct request *request, const struct explain_nears *near,
                       const char *heading)
{
    if (!near->count)
        return;
    printf("  %s\n", heading);
    for (uint32_t i = 0; i < near->count; i++) {
        fputs("    ", stdout);
        print_rule(request, near->items[i].rule);
        for (uint32_t j = 0; j < near->items[i].failed_count; j++) {
            fputs("        ", stdout);
            print_safely(near->items[i].failed[j].text);
            putchar('\n');
        }
    }
}

static void print_allowance(const struct request *request, const struct explanation *explanation)
{
    const struct verdict *verdict = &explanation->verdict;

    fputs(verdict->inspect_only ? "  for inspection only; each request is asked by itself: "
                                : "  by ",
          stdout);
    print_rule(request, (uint32_t)verdict->rule);
    if (explanation->resolver >= 0) {
        fputs("  the resolver by ", stdout);
        print_rule(request, (uint32_t)explanation->resolver);
    }
    if (verdict->passthrough)
        puts("  passed through: no request in it is looked at");
    if (verdict->insecure)
        puts("  insecure: the server's certificate is not verified");
}

static void print_denial(const struct request *request, const struct asked *asked,
                         const struct explanation *explanation)
{
    if (asked->question == QUESTION_DNS) {
        if (explanation->resolver < 0)
            puts("  no rule allows the resolver");
        print_near(request, &explanation->near_resolvers, "the nearest:");
        print_near(request, &explanation->near, "no rule names the name; the nearest:");
        if (!explanation->near.count && explanation->resolver >= 0)
            puts("  no rule names anything like it");
        return;
    }
    print_near(request, &explanation->near, "no rule allows it; the nearest:");
    if (!explanation->near.count)
        puts("  no rule names anything like it");
}

static void print_process(const struct process_facts *process)
{
    const struct {
        const char *name;
        const char *value;
    } facts[] = {
        {"exe", process->exe},       {"step", process->step},   {"action", process->action},
        {"cgroup", process->cgroup}, {"image", process->image},
    };

    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        if (!facts[i].value)
            continue;
        printf(" %s=", facts[i].name);
        print_safely(facts[i].value);
    }
    for (uint32_t i = 0; i < process->argc && i < 8; i++) {
        printf(" arg[%u]=", i);
        print_safely(process->argv[i]);
    }
}

static void print_text(const struct request *request, uint64_t line, const struct asked *asked,
                       const struct explanation *explanation)
{
    const struct style *style = choose_style();
    bool allowed = explanation->verdict.allow;

    if (line)
        printf("%s:%llu: ", request->log, (unsigned long long)line);
    printf("%s%s%s: %s", allowed ? style->allowed : style->denied, allowed ? "allowed" : "denied",
           style->reset, style->bold);
    print_safely(asked->text);
    fputs(style->reset, stdout);
    if (asked->facts.process)
        print_process(asked->facts.process);
    putchar('\n');
    if (allowed)
        print_allowance(request, explanation);
    else
        print_denial(request, asked, explanation);
}

/* ---- telling machines ---- */

static json_t *rule_json(const struct request *request, int32_t number)
{
    const struct rule *rule;

    if (number < 0)
        return json_null();
    rule = &request->policy->rules.rules[number];
    return json_pack("{s:i, s:o, s:o}", "rule", (int)number, "line",
                     rule->line ? json_integer(rule->line) : json_null(), "text",
                     cli_json_text(rule->text));
}

static json_t *text_or_null(const char *text)
{
    return text ? cli_json_text(text) : json_null();
}

static json_t *near_json(const struct request *request, const struct explain_nears *near)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < near->count; i++) {
        json_t *object = rule_json(request, (int32_t)near->items[i].rule);
        json_t *failed = json_array();

        for (uint32_t j = 0; j < near->items[i].failed_count; j++) {
            const struct explain_condition *condition = &near->items[i].failed[j];

            json_array_append_new(failed,
                                  json_pack("{s:s, s:o, s:o, s:o}", "condition", condition->name,
                                            "wanted", text_or_null(condition->wanted), "got",
                                            text_or_null(condition->got), "text",
                                            cli_json_text(condition->text)));
        }
        json_object_set_new(object, "failed", failed);
        json_array_append_new(list, object);
    }
    return list;
}

static void print_json(const struct request *request, uint64_t line, const struct asked *asked,
                       const struct explanation *explanation)
{
    const struct verdict *verdict = &explanation->verdict;
    json_t *object = json_pack(
        "{s:o, s:s, s:b, s:o, s:b, s:b, s:o}", "event", cli_json_text(asked->text), "verdict",
        verdict->allow ? "allow" : "deny", "inspect_only", verdict->inspect_only, "by",
        rule_json(request, verdict->rule), "passthrough", verdict->passthrough, "insecure",
        verdict->insecure, "nearest", near_json(request, &explanation->near));

    if (line)
        json_object_set_new(object, "log_line", json_integer((json_int_t)line));
    if (asked->question == QUESTION_DNS) {
        json_object_set_new(object, "resolver", rule_json(request, explanation->resolver));
        json_object_set_new(object, "nearest_resolvers",
                            near_json(request, &explanation->near_resolvers));
    }
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
}

/* ---- one event ---- */

static void explain(struct request *request, const struct asked *asked, struct arena *arena,
                    struct explanation *explanation)
{
    const struct explain_options options = {request->near, asked->address_unknown};

    explain_ask(request->explainer, asked->question, &asked->facts, &options, arena, explanation);
}

static void tell(struct request *request, uint64_t line, const struct asked *asked,
                 const struct explanation *explanation)
{
    request->denied |= !explanation->verdict.allow;
    if (request->json)
        print_json(request, line, asked, explanation);
    else
        print_text(request, line, asked, explanation);
}

static enum exit_code place_event(struct request *request, struct asked *asked)
{
    if (asked->address_unknown)
        asked->facts.dst_ip = explainer_free_address(request->explainer);
    if (asked->question == QUESTION_DNS && !request->resolver) {
        asked_choose_resolver(&request->policy->rules, asked);
    } else if (asked->question == QUESTION_DNS) {
        if (!asked_address(request->resolver, &asked->facts.dst_ip, &asked->facts.dst_port))
            return usage_error("--resolver takes an address, perhaps with a port");
        asked->address_unknown = false;
    }
    if (request->ip) {
        if (!asked_address(request->ip, &asked->facts.dst_ip, NULL))
            return usage_error("--ip takes an IPv4 address");
        asked->address_unknown = false;
    }
    return EXIT_OK;
}

static enum exit_code explain_argument(struct request *request)
{
    struct arena *arena = &request->policy->arena;
    struct explanation explanation;
    struct asked asked;
    const char *wrong = asked_from_text(arena, request->event, &asked);
    enum exit_code code;

    if (wrong) {
        fprintf(stderr, "egress-policy explain: `%s`: %s\n", request->event, wrong);
        return EXIT_USAGE;
    }
    asked.facts.process = &request->process;
    code = place_event(request, &asked);
    if (code != EXIT_OK)
        return code;
    explain(request, &asked, arena, &explanation);
    tell(request, 0, &asked, &explanation);
    return request->denied ? EXIT_FINDINGS : EXIT_OK;
}

/* ---- a log ---- */

struct log_job {
    struct request *request;
    struct decide *decide; /* only for the names that answers bind */
    int64_t now_ms;
};

static void bind(struct log_job *job, const struct log_line *line)
{
    for (uint32_t i = 0; line->name && i < line->answer_count; i++)
        decide_bind(job->decide, line->name, line->answers[i], line->ttl_s, job->now_ms);
}

/* The names to ask about: the line's own, or those bound to its address. At least one, perhaps
 * NULL. */
static size_t names_of(const struct log_job *job, const struct log_line *line, const char **names)
{
    bool by_address = line->type == LOG_LINE_TCP || line->type == LOG_LINE_UDP;
    size_t count = 0;

    if (!line->host && by_address)
        count = decide_names(job->decide, line->dst_ip, job->now_ms, names, DECIDE_NAMES_MAX);
    if (count)
        return count;
    names[0] = line->host;
    return 1;
}

/* The best answer of all names. */
static const char *explain_line(struct log_job *job, const struct log_line *line, uint64_t number,
                                struct arena *arena)
{
    struct request *request = job->request;
    const char *names[DECIDE_NAMES_MAX];
    size_t count = names_of(job, line, names);
    struct explanation explanation = {0}, other;
    struct asked asked = {0}, other_asked;

    for (size_t i = 0; i < count && !explanation.verdict.allow; i++) {
        const char *wrong = asked_from_log(arena, line, names[i], &other_asked);

        if (wrong)
            return wrong;
        explain(request, &other_asked, arena, &other);
        if (i == 0 || other.verdict.allow) {
            asked = other_asked;
            explanation = other;
        }
    }
    if (!explanation.verdict.allow || request->all || request->line)
        tell(request, number, &asked, &explanation);
    return NULL;
}

static const char *log_line(struct log_job *job, struct log_reader *reader, const char *text,
                            size_t len_bytes, uint64_t number)
{
    struct arena arena = {0};
    struct log_line line;
    const char *wrong = NULL;

    if (!log_line_read(reader, text, len_bytes, &line, &wrong))
        return wrong;
    if (line.has_time)
        job->now_ms = line.time_ms;
    if (line.type == LOG_LINE_DNS_RESPONSE)
        bind(job, &line);
    else if (line.type != LOG_LINE_NONE && (!job->request->line || job->request->line == number))
        wrong = explain_line(job, &line, number, &arena);
    arena_free(&arena);
    return wrong;
}

static enum exit_code explain_lines(struct log_job *job, struct lines *lines,
                                    struct log_reader *reader)
{
    const struct request *request = job->request;
    const char *text;
    size_t len;
    int result;

    while ((result = lines_next(lines, &text, &len)) > 0) {
        const char *wrong = len ? log_line(job, reader, text, len, lines_number(lines)) : NULL;

        if (wrong) {
            fprintf(stderr, "%s:%llu: error: %s\n", request->log,
                    (unsigned long long)lines_number(lines), wrong);
            return EXIT_USAGE;
        }
        if (request->line && lines_number(lines) >= request->line)
            break;
    }
    if (result < 0) {
        fprintf(stderr, "egress-policy explain: %s, behind line %llu: %s\n", request->log,
                (unsigned long long)lines_number(lines), cli_read_error(-result));
        return EXIT_USAGE;
    }
    if (request->line && lines_number(lines) < request->line)
        return usage_error("the log has no such line");
    return request->denied ? EXIT_FINDINGS : EXIT_OK;
}

static enum exit_code explain_log(struct request *request)
{
    bool is_stdin = !strcmp(request->log, "-");
    int fd = is_stdin ? STDIN_FILENO : open(request->log, O_RDONLY | O_CLOEXEC);
    struct log_job job = {.request = request};
    struct log_reader *reader;
    struct lines *lines;
    enum exit_code code;

    if (fd < 0) {
        fprintf(stderr, "egress-policy explain: %s: %s\n", request->log, strerror(errno));
        return EXIT_USAGE;
    }
    job.decide = decide_new((struct matcher){reference_ask, &request->policy->rules});
    if (!job.decide)
        abort();
    reader = log_reader_new();
    lines = lines_new(fd);
    code = explain_lines(&job, lines, reader);
    lines_free(lines);
    log_reader_free(reader);
    decide_free(job.decide);
    if (!is_stdin)
        close(fd);
    return code;
}

/* ---- a rule ---- */

static void set_text(json_t *object, const char *field, const char *text)
{
    if (text)
        json_object_set_new(object, field, cli_json_text(text));
}

static const char *const type_names[QUESTION_COUNT] = {
    [QUESTION_TCP] = "tcp", [QUESTION_TLS] = "https", [QUESTION_HTTP] = "http",
    [QUESTION_DNS] = "dns", [QUESTION_UDP] = "udp",
};

static const char *method_name(uint32_t method)
{
    static const char *const names[] = {"GET",    "HEAD",  "POST",    "PUT",
                                        "DELETE", "PATCH", "OPTIONS", "TRACE"};

    return names[__builtin_ctz(method)];
}

static void set_url(json_t *object, const struct facts *facts)
{
    char url[URL_PATH_MAX + URL_HOST_MAX + 32];

    snprintf(url, sizeof url, "http%s://%s:%u%s", facts->scheme == SCHEME_HTTPS ? "s" : "",
             facts->host, facts->dst_port, facts->path);
    set_text(object, "url", url);
    set_text(object, "method", method_name(facts->method));
}

/* With the fields of the log, so that `eval` takes it. */
static json_t *witness_json(const struct witness *witness)
{
    const struct facts *facts = &witness->facts;
    const struct process_facts *process = &witness->process;
    json_t *object = json_object(), *cmdline = json_array();
    char ip[16];

    snprintf(ip, sizeof ip, "%u.%u.%u.%u", facts->dst_ip >> 24, facts->dst_ip >> 16 & 255,
             facts->dst_ip >> 8 & 255, facts->dst_ip & 255);
    set_text(object, "type", type_names[witness->question]);
    set_text(object, "dst_ip", ip);
    json_object_set_new(object, "dst_port", json_integer(facts->dst_port));
    set_text(object, "exe", process->exe);
    for (uint32_t i = 0; i < process->argc; i++)
        json_array_append_new(cmdline, cli_json_text(process->argv[i]));
    if (process->argc)
        json_object_set(object, "cmdline", cmdline);
    json_decref(cmdline);
    set_text(object, "cgroup", process->cgroup);
    set_text(object, "step", process->step);
    set_text(object, "action", process->action);
    set_text(object, "image", process->image);
    if (witness->question == QUESTION_HTTP)
        set_url(object, facts);
    else
        set_text(object, witness->question == QUESTION_DNS ? "name" : "host", facts->host);
    return object;
}

static enum exit_code tell_no_witness(const struct request *request,
                                      const struct redundancies *redundancies, uint32_t rule)
{
    for (uint32_t i = 0; i < redundancies->count; i++) {
        const struct redundancy *item = &redundancies->items[i];

        if (item->rule != rule)
            continue;
        fputs("egress-policy explain: other rules allow all of it already:\n", stderr);
        fflush(stderr);
        for (uint32_t j = 0; j < item->cover_count && !request->json; j++)
            print_rule(request, item->cover[j]);
        return EXIT_FINDINGS;
    }
    fputs("egress-policy explain: no event was found that this rule alone decides\n", stderr);
    return EXIT_FINDINGS;
}

static enum exit_code explain_rule(struct request *request)
{
    const struct ruleset *rules = &request->policy->rules;
    struct arena *arena = &request->policy->arena;
    struct redundancies redundancies;
    struct witness *witness;
    uint32_t rule = 0;
    json_t *object;

    while (rule < rules->count && rules->rules[rule].line != request->rule)
        rule++;
    if (rule == rules->count)
        return usage_error("there is no rule on that line");
    redundant_find(rules, arena, &redundancies);
    if (!redundant_witness(rules, &redundancies, rule, arena, &witness))
        return tell_no_witness(request, &redundancies, rule);
    object = witness_json(witness);
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
    return EXIT_OK;
}

/* ---- the command line ---- */

static bool read_number(const char *text, uint64_t max, uint64_t *ret_value)
{
    char *end;

    errno = 0;
    *ret_value = strtoull(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno && *ret_value > 0 && *ret_value <= max;
}

static const char *read_numbers(struct request *request, int option, const char *value)
{
    uint64_t number;

    if (!read_number(value, UINT32_MAX - 1, &number))
        return "a number is needed, from 1";
    if (option == OPTION_LINE)
        request->line = number;
    else if (option == OPTION_RULE)
        request->rule = (uint32_t)number;
    else
        request->near = (uint32_t)number;
    return NULL;
}

static const char *add_argument(struct request *request, const char *value)
{
    if (request->process.argc == ARGS_MAX)
        return "too many --arg";
    request->argv[request->process.argc++] = value;
    request->process.argv = request->argv;
    return NULL;
}

/* NULL, or what is wrong. */
static const char *read_option(struct request *request, int option, const char *value)
{
    switch (option) {
    case OPTION_EXE:
        request->process.exe = value;
        break;
    case OPTION_CGROUP:
        request->process.cgroup = value;
        break;
    case OPTION_STEP:
        request->process.step = value;
        break;
    case OPTION_ACTION:
        request->process.action = value;
        break;
    case OPTION_IMAGE:
        request->process.image = value;
        break;
    case OPTION_ARG:
        return add_argument(request, value);
    case OPTION_IP:
        request->ip = value;
        break;
    case OPTION_RESOLVER:
        request->resolver = value;
        break;
    case OPTION_LOG:
        request->log = value;
        break;
    case OPTION_ALL:
        request->all = true;
        break;
    case OPTION_JSON:
        request->json = true;
        break;
    default:
        return read_numbers(request, option, value);
    }
    return NULL;
}

static enum exit_code read_options(int argc, char **argv, struct request *request)
{
    static const struct option long_options[] = {
        CLI_POLICY_OPTIONS,
        {"exe", required_argument, NULL, OPTION_EXE},
        {"cgroup", required_argument, NULL, OPTION_CGROUP},
        {"step", required_argument, NULL, OPTION_STEP},
        {"action", required_argument, NULL, OPTION_ACTION},
        {"image", required_argument, NULL, OPTION_IMAGE},
        {"arg", required_argument, NULL, OPTION_ARG},
        {"ip", required_argument, NULL, OPTION_IP},
        {"resolver", required_argument, NULL, OPTION_RESOLVER},
        {"near", required_argument, NULL, OPTION_NEAR},
        {"json", no_argument, NULL, OPTION_JSON},
        {"log", required_argument, NULL, OPTION_LOG},
        {"line", required_argument, NULL, OPTION_LINE},
        {"all", no_argument, NULL, OPTION_ALL},
        {"rule", required_argument, NULL, OPTION_RULE},
        {0}};
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        const char *wrong = NULL;

        if (option == '?')
            return EXIT_USAGE;
        if (option >= CLI_OPTION_OWN)
            wrong = read_option(request, option, optarg);
        else if (!cli_policy_option(&request->policy_options, option, optarg))
            return EXIT_USAGE;
        if (wrong)
            return usage_error(wrong);
    }
    return EXIT_OK;
}

/* One of an event, a log and a rule. */
static const char *check_request(const struct request *request, int operands)
{
    int asked = (operands == 2) + (request->log != NULL) + (request->rule != 0);

    if (operands < 1 || operands > 2)
        return "a CODE is needed, such as E0102, or a POLICY and an EVENT";
    if (asked == 0)
        return "an EVENT is needed, or --log, or --rule";
    if (asked > 1)
        return "of an EVENT, --log and --rule only one can be had";
    if ((request->line || request->all) && !request->log)
        return "--line and --all are about a --log";
    return NULL;
}

static enum exit_code answer(struct request *request)
{
    request->explainer = explainer_new(&request->policy->rules, &request->policy->arena);
    if (request->log)
        return explain_log(request);
    if (request->rule)
        return explain_rule(request);
    return explain_argument(request);
}

enum exit_code cli_explain_events(int argc, char **argv)
{
    struct request request = {.near = NEAR_DEFAULT};
    enum exit_code code = read_options(argc, argv, &request);
    const char *wrong;

    if (code != EXIT_OK)
        return code;
    wrong = check_request(&request, argc - optind);
    if (wrong)
        return usage_error(wrong);
    request.path = argv[optind];
    request.event = argc - optind == 2 ? argv[optind + 1] : NULL;
    request.policy = cli_policy_load(request.path, &request.policy_options);
    if (!request.policy)
        return EXIT_USAGE;
    cli_report_text(stderr, request.policy);
    code = request.policy->ok ? answer(&request) : EXIT_USAGE;
    cli_policy_free(request.policy);
    return code;
}
