/* egress-policy eval: what a policy says to events, one line of JSON each, in and out. */
#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"
#include "lang/decide/decide.h"
#include "lang/reference/reference.h"
#include "lang/vm/image.h"

#define LINE_MAX_BYTES ((size_t)4 * 1024 * 1024) /* a command line may have 2 MiB of arguments */
#define ARGUMENTS_MAX 65536

enum { OPTION_POLICY = CLI_OPTION_OWN, OPTION_BYTECODE };

/* What answers: the rules of a policy, by the reference matcher, or an image. One is NULL. */
struct subject {
    struct cli_policy *policy;
    struct image *image;
    struct decide *decide;
    int64_t now_ms;    /* of the last event that said */
    const char **argv; /* of the event at hand: ARGUMENTS_MAX of them */
    bool denied;       /* some event was */
};

enum kind { KIND_CONNECTION, KIND_BIND, KIND_NOTHING };

static const struct {
    const char *name;
    enum kind kind;
    enum question question;
} types[] = {
    {"http", KIND_CONNECTION, QUESTION_HTTP},
    {"https", KIND_CONNECTION, QUESTION_TLS},
    {"tcp", KIND_CONNECTION, QUESTION_TCP},
    {"udp", KIND_CONNECTION, QUESTION_UDP},
    {"dns", KIND_CONNECTION, QUESTION_DNS},
    {"dns_response", KIND_BIND, QUESTION_COUNT},
    /* A log's other lines ask nothing. */
    {"sudo", KIND_NOTHING, QUESTION_COUNT},
    {"start", KIND_NOTHING, QUESTION_COUNT},
    {"stop", KIND_NOTHING, QUESTION_COUNT},
    {"error", KIND_NOTHING, QUESTION_COUNT},
};

#define TYPE_COUNT (sizeof(types) / sizeof(types[0]))

/* Each reader returns NULL, or what is wrong. null is as good as absent. */

static const char *read_string(const json_t *event, const char *field, const char **ret_text)
{
    const json_t *value = json_object_get(event, field);

    *ret_text = NULL;
    if (!value || json_is_null(value))
        return NULL;
    if (!json_is_string(value))
        return "a field that should be a string is none";
    *ret_text = json_string_value(value);
    return NULL;
}

static bool read_address(const char *text, uint32_t *ret_ip)
{
    struct in_addr address;

    if (!text || inet_pton(AF_INET, text, &address) != 1)
        return false;
    *ret_ip = ntohl(address.s_addr);
    return true;
}

static const char *read_destination(const json_t *event, struct decide_event *ret_event)
{
    const json_t *port = json_object_get(event, "dst_port");
    const char *ip;
    const char *wrong = read_string(event, "dst_ip", &ip);

    if (wrong)
        return wrong;
    if (!read_address(ip, &ret_event->dst_ip))
        return "dst_ip is no IPv4 address";
    if (!json_is_integer(port) || json_integer_value(port) < 0 ||
        json_integer_value(port) > UINT16_MAX)
        return "dst_port is no port";
    ret_event->dst_port = (uint16_t)json_integer_value(port);
    return NULL;
}

static const char *read_cmdline(const json_t *event, const char **argv,
                                struct process_facts *process)
{
    const json_t *cmdline = json_object_get(event, "cmdline");

    if (!cmdline || json_is_null(cmdline))
        return NULL;
    if (!json_is_array(cmdline) || json_array_size(cmdline) > ARGUMENTS_MAX)
        return "cmdline is no list of arguments";
    for (size_t i = 0; i < json_array_size(cmdline); i++) {
        const json_t *argument = json_array_get(cmdline, i);
        if (!json_is_string(argument))
            return "cmdline is no list of arguments";
        argv[i] = json_string_value(argument);
    }
    process->argv = argv;
    process->argc = (uint32_t)json_array_size(cmdline);
    return NULL;
}

static const char *read_process(const json_t *event, const char **argv,
                                struct process_facts *process)
{
    const struct {
        const char *field;
        const char **fact;
    } facts[] = {
        {"exe", &process->exe},       {"cgroup", &process->cgroup}, {"step", &process->step},
        {"action", &process->action}, {"image", &process->image},
    };

    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        const char *wrong = read_string(event, facts[i].field, facts[i].fact);
        if (wrong)
            return wrong;
    }
    return read_cmdline(event, argv, process);
}

static const char *read_connection(const json_t *json, const char **argv,
                                   struct decide_event *event, struct process_facts *process)
{
    const struct {
        const char *field;
        const char **text;
    } texts[] = {
        {"host", &event->host},
        {"url", &event->url},
        {"method", &event->method},
        {"name", &event->name},
    };
    const char *wrong = read_destination(json, event);

    for (size_t i = 0; !wrong && i < sizeof(texts) / sizeof(texts[0]); i++)
        wrong = read_string(json, texts[i].field, texts[i].text);
    if (!wrong)
        wrong = read_process(json, argv, process);
    event->process = process;
    return wrong;
}

static const char *read_ttl(const json_t *json, uint32_t *ret_ttl_s)
{
    const json_t *ttl = json_object_get(json, "ttl");

    *ret_ttl_s = 0;
    if (!ttl || json_is_null(ttl))
        return NULL;
    if (!json_is_integer(ttl) || json_integer_value(ttl) < 0)
        return "ttl is no number of seconds";
    *ret_ttl_s = json_integer_value(ttl) > DECIDE_TTL_MAX_S ? DECIDE_TTL_MAX_S
                                                            : (uint32_t)json_integer_value(ttl);
    return NULL;
}

/* Binds every address of an answer; others that stand in it (AAAA, names) bind nothing. */
static const char *bind_answers(struct subject *subject, const json_t *json)
{
    const json_t *answers = json_object_get(json, "answers");
    const char *name;
    uint32_t ttl_s, ip;
    const char *wrong = read_string(json, "name", &name);

    if (!wrong)
        wrong = read_ttl(json, &ttl_s);
    if (wrong)
        return wrong;
    if (answers && !json_is_null(answers) && !json_is_array(answers))
        return "answers is no list";
    for (size_t i = 0; name && i < json_array_size(answers); i++) {
        const json_t *answer = json_array_get(answers, i);
        if (json_is_string(answer) && read_address(json_string_value(answer), &ip))
            decide_bind(subject->decide, name, ip, ttl_s, subject->now_ms);
    }
    return NULL;
}

/* RFC 3339, as the log writes it; what is not understood leaves the clock where it is. */
static void read_clock(struct subject *subject, const json_t *json)
{
    const char *text = json_string_value(json_object_get(json, "ts"));
    struct tm time = {0};
    const char *rest = text ? strptime(text, "%Y-%m-%dT%H:%M:%S", &time) : NULL;
    int milliseconds = 0;

    if (!rest)
        return;
    sscanf(rest, ".%3d", &milliseconds);
    subject->now_ms = (int64_t)timegm(&time) * 1000 + milliseconds;
}

static uint32_t line_of(const struct subject *subject, int32_t rule)
{
    return subject->image ? image_rule_line(subject->image, (uint32_t)rule)
                          : subject->policy->rules.rules[rule].line;
}

static const char *bool_text(bool value)
{
    return value ? "true" : "false";
}

static void print_verdict(const struct verdict *verdict)
{
    printf("\"verdict\":\"%s\",\"rule\":", verdict->allow ? "allow" : "deny");
    if (verdict->rule < 0)
        fputs("null", stdout);
    else
        printf("%d", verdict->rule);
}

static void print_flags(const struct verdict *verdict)
{
    printf(",\"passthrough\":%s,\"insecure\":%s", bool_text(verdict->passthrough),
           bool_text(verdict->insecure));
}

static void print_line(const struct subject *subject, const struct verdict *verdict)
{
    uint32_t line = verdict->rule < 0 ? 0 : line_of(subject, verdict->rule);

    if (line)
        printf(",\"line\":%u", line);
    else
        fputs(",\"line\":null", stdout);
}

/* `tls`: the answer for a proxy that can inspect, beside the one for a proxy that cannot. */
static void print_answer(const struct subject *subject, const struct verdict *verdict, bool tls)
{
    static const struct verdict denied = {.rule = -1};
    const struct verdict *first = verdict->inspect_only ? &denied : verdict;

    putchar('{');
    print_verdict(first);
    print_line(subject, first);
    print_flags(first);
    if (tls) {
        fputs(",\"tls\":{", stdout);
        print_verdict(verdict);
        print_flags(verdict);
        putchar('}');
    }
    fputs("}\n", stdout);
}

static const char *answer_connection(struct subject *subject, const json_t *json,
                                     enum question question)
{
    struct process_facts process = {0};
    struct decide_event event = {.question = question};
    const char *wrong = read_connection(json, subject->argv, &event, &process);

    if (wrong)
        return wrong;
    bool tls = question == QUESTION_TLS && !event.url;
    if (question == QUESTION_TLS && event.url)
        event.question = QUESTION_HTTP;
    event.named = tls;
    struct verdict verdict = decide_ask(subject->decide, &event, subject->now_ms);
    print_answer(subject, &verdict, tls);
    subject->denied |= !verdict.allow || verdict.inspect_only;
    return NULL;
}

static const char *answer_event(struct subject *subject, const json_t *json)
{
    const char *type;
    const char *wrong = json_is_object(json) ? read_string(json, "type", &type) : "not an object";

    if (wrong)
        return wrong;
    read_clock(subject, json);
    for (size_t i = 0; type && i < TYPE_COUNT; i++) {
        if (strcmp(types[i].name, type) != 0)
            continue;
        if (types[i].kind == KIND_CONNECTION)
            return answer_connection(subject, json, types[i].question);
        if (types[i].kind == KIND_BIND)
            wrong = bind_answers(subject, json);
        if (!wrong)
            puts("{\"verdict\":null}");
        return wrong;
    }
    return type ? "unknown type" : "no type";
}

static const char *answer_line(struct subject *subject, const char *line, size_t len,
                               json_error_t *error)
{
    json_t *json = json_loadb(line, len, JSON_REJECT_DUPLICATES, error);

    if (!json)
        return error->text;
    const char *wrong = answer_event(subject, json);
    json_decref(json);
    return wrong;
}

static bool is_blank(const char *line, ssize_t len)
{
    for (ssize_t i = 0; i < len; i++)
        if (!strchr(" \t\r\n", line[i]) || line[i] == '\0')
            return false;
    return true;
}

/* As getline, but a line may only be so long. -1 at the end, -2 for one that is longer. */
static ssize_t read_line(FILE *events, char *line, size_t size)
{
    size_t len = 0;
    int c;

    while ((c = getc_unlocked(events)) != EOF) {
        if (len == size)
            return -2;
        line[len++] = (char)c;
        if (c == '\n')
            break;
    }
    return len ? (ssize_t)len : -1;
}

static enum exit_code answer_all(struct subject *subject, FILE *events, const char *name)
{
    char *line = malloc(LINE_MAX_BYTES);
    enum exit_code result = EXIT_OK;
    unsigned long number = 0;
    ssize_t len;

    if (!line)
        abort();
    while ((len = read_line(events, line, LINE_MAX_BYTES)) != -1) {
        json_error_t error;
        const char *wrong = "line too long";

        number++;
        if (len >= 0 && is_blank(line, len))
            continue;
        if (len >= 0)
            wrong = answer_line(subject, line, (size_t)len, &error);
        if (wrong) {
            fflush(stdout);
            fprintf(stderr, "%s:%lu: error: %s\n", name, number, wrong);
            result = EXIT_USAGE;
            break;
        }
    }
    if (ferror(events)) {
        fprintf(stderr, "egress-policy eval: %s: %s\n", name, strerror(errno));
        result = EXIT_USAGE;
    }
    free(line);
    if (result == EXIT_OK && subject->denied)
        result = EXIT_FINDINGS;
    return result;
}

/* Somebody may wait for each answer before asking on. */
static void answer_at_once(FILE *events)
{
    struct stat status;

    if (fstat(fileno(events), &status) != 0 || !S_ISREG(status.st_mode))
        setvbuf(stdout, NULL, _IOLBF, 0);
}

static enum exit_code answer_file(struct subject *subject, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *events = is_stdin ? stdin : fopen(path, "re");

    if (!events) {
        fprintf(stderr, "egress-policy eval: %s: %s\n", path, strerror(errno));
        return EXIT_USAGE;
    }
    answer_at_once(events);
    enum exit_code result = answer_all(subject, events, is_stdin ? "<stdin>" : path);
    if (!is_stdin)
        fclose(events);
    return result;
}

static enum exit_code load_policy(struct subject *subject, const char *path,
                                  const struct cli_policy_options *options)
{
    subject->policy = cli_policy_load(path, options);
    if (!subject->policy)
        return EXIT_USAGE;
    cli_report_text(stderr, subject->policy);
    return subject->policy->ok ? EXIT_OK : EXIT_USAGE;
}

static enum exit_code load_image(struct subject *subject, const char *path)
{
    struct image_error error;

    if (image_open(path, &subject->image, &error) == 0)
        return EXIT_OK;
    fprintf(stderr, "egress-policy eval: %s: %s\n", path, error.message);
    return EXIT_USAGE;
}

static struct verdict ask_image(const void *image, enum question question,
                                const struct facts *facts)
{
    return image_ask(image, question, facts);
}

static enum exit_code answer(struct subject *subject, const char *events)
{
    struct matcher matcher = {reference_ask, NULL};

    if (subject->image)
        matcher = (struct matcher){ask_image, subject->image};
    else
        matcher.policy = &subject->policy->rules;
    subject->decide = decide_new(matcher);
    subject->argv = malloc(ARGUMENTS_MAX * sizeof(*subject->argv));
    if (!subject->decide || !subject->argv)
        abort();
    enum exit_code result = answer_file(subject, events);
    decide_free(subject->decide);
    free(subject->argv);
    return result;
}

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy eval: %s; `egress-policy eval --help` tells more\n", what);
    return EXIT_USAGE;
}

static enum exit_code run(int argc, char **argv)
{
    struct cli_policy_options options = {0};
    static const struct option long_options[] = {
        CLI_POLICY_OPTIONS,
        {"policy", required_argument, NULL, OPTION_POLICY},
        {"bytecode", required_argument, NULL, OPTION_BYTECODE},
        {0}};
    const char *policy = NULL, *bytecode = NULL;
    struct subject subject = {0};
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == OPTION_POLICY)
            policy = optarg;
        else if (option == OPTION_BYTECODE)
            bytecode = optarg;
        else if (!cli_policy_option(&options, option, optarg))
            return EXIT_USAGE;
    }
    if (!policy == !bytecode)
        return usage_error("either --policy or --bytecode is needed");
    if (bytecode && (options.defaults || options.repo || options.scope_count))
        return usage_error("an image has its options in it already");
    if (argc - optind > 1)
        return usage_error("one file of events at most");

    enum exit_code result =
        policy ? load_policy(&subject, policy, &options) : load_image(&subject, bytecode);
    if (result == EXIT_OK)
        result = answer(&subject, optind < argc ? argv[optind] : "-");
    cli_policy_free(subject.policy);
    image_free(subject.image);
    return result;
}

const struct command command_eval = {
    .name = "eval",
    .summary = "say what a policy answers to events",
    .usage =
        "usage: egress-policy eval (--policy FILE | --bytecode FILE) [OPTIONS] [EVENTS]\n"
        "\n"
        "Reads events, one JSON object a line with the fields of the log, and prints one answer a\n"
        "line: {\"verdict\",\"rule\",\"line\",\"passthrough\",\"insecure\"}. An `https` event "
        "without\n"
        "`url` is answered for a proxy that cannot inspect, and under \"tls\" for one that can.\n"
        "`dns_response` binds its addresses to its name. EVENTS is a file; default: standard "
        "input.\n"
        "Exit: 0 all allowed, 1 some denied, 2 usage, I/O or a bad event.\n"
        "\n"
        "options:\n"
        "  --policy FILE      ask the rules themselves, one after the other\n"
        "  --bytecode FILE    ask a compiled image\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
