/* egress-policy rules: the typed rules of a policy, for people and for machines. */
#include <stdio.h>
#include <string.h>

#include "lang/cli/commands.h"
#include "lang/cli/load.h"
#include "lang/cli/report.h"
#include "lang/cli/workflows.h"
#include "lang/rules/names.h"

enum { OPTION_FORMAT = CLI_OPTION_OWN };

static json_t *ports_json(const struct port_list *ports)
{
    json_t *list;

    if (!ports->count)
        return json_string("*");
    list = json_array();
    for (uint32_t i = 0; i < ports->count; i++)
        json_array_append_new(list, json_integer(ports->ports[i]));
    return list;
}

/* "GET|HEAD" as a list. */
static json_t *methods_json(const char *text)
{
    json_t *list;

    if (!text)
        return json_null();
    list = json_array();
    while (*text) {
        size_t len = strcspn(text, "|");

        json_array_append_new(list, json_stringn(text, len));
        text += len + (text[len] == '|');
    }
    return list;
}

static json_t *attribute_json(const struct attribute *attribute)
{
    if (attribute->quoting == QUOTING_BARE)
        return json_string(attribute->value);
    return json_pack("{s:s, s:b}", "value", attribute->value, "literal",
                     attribute->match == MATCH_LITERAL);
}

static json_t *attributes_json(const struct rule *rule)
{
    json_t *object = json_object();
    char name[RULE_ATTRIBUTE_NAME_MAX];

    for (uint32_t i = 0; i < rule->attribute_count; i++)
        json_object_set_new(object, rule_attribute_name(&rule->attributes[i], name),
                            attribute_json(&rule->attributes[i]));
    return object;
}

static json_t *rule_json(const struct rule *rule)
{
    return json_pack("{s:s, s:s, s:o, s:s, s:o, s:s?, s:o, s:b, s:b, s:i}", "type",
                     rule_kind_name(rule->kind), "target", rule->target, "port",
                     ports_json(&rule->ports), "protocol", protocol_name(rule->protocol), "methods",
                     methods_json(rule->methods_text), "url_base", rule->url_base, "attrs",
                     attributes_json(rule), "passthrough", rule->passthrough, "insecure",
                     rule->insecure, "line", (int)rule->line);
}

static void print_json(const struct cli_policy *policy)
{
    json_t *rules = json_array(), *document;

    for (uint32_t i = 0; i < policy->rules.count; i++)
        json_array_append_new(rules, rule_json(&policy->rules.rules[i]));
    document = json_pack("{s:o, s:o}", "rules", rules, "diagnostics", cli_report_json(policy));
    if (policy->diagnostics.dropped)
        json_object_set_new(document, "diagnostics_dropped",
                            json_integer(policy->diagnostics.dropped));
    json_dumpf(document, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(document);
}

static void print_ports(const struct rule *rule)
{
    putchar(':');
    for (uint32_t i = 0; i < rule->ports.count; i++)
        printf("%s%u", i ? "|" : "", rule->ports.ports[i]);
    printf("%s/%s", rule->ports.count ? "" : "*", protocol_name(rule->protocol));
}

static void print_attribute(const struct attribute *attribute)
{
    static const char *const quotes[] = {
        [QUOTING_BARE] = "", [QUOTING_BACKTICK] = "`", [QUOTING_DOUBLE] = "\""};
    const char *quote = quotes[attribute->quoting];
    char name[RULE_ATTRIBUTE_NAME_MAX];

    printf(" %s=%s%s%s", rule_attribute_name(attribute, name), quote, attribute->value, quote);
}

/* Each rule with all that it inherits, as it could have been written without headers. */
static void print_text(const struct cli_policy *policy)
{
    for (uint32_t i = 0; i < policy->rules.count; i++) {
        const struct rule *rule = &policy->rules.rules[i];
        char line[16] = "built in";

        if (rule->line)
            snprintf(line, sizeof line, "line %u", rule->line);
        printf("%4u  %-10s %-17s ", i, line, rule_kind_name(rule->kind));
        if (rule->methods_text)
            printf("%s ", rule->methods_text);
        printf("%s%s%s", rule->kind >= RULE_DNS_HOST ? "dns:" : "",
               rule->url_base ? rule->url_base : "", rule->target);
        if (rule->kind < RULE_URL)
            print_ports(rule);
        if (rule->passthrough || rule->insecure)
            fputs(rule->passthrough ? " passthrough" : " insecure", stdout);
        for (uint32_t k = 0; k < rule->attribute_count; k++)
            print_attribute(&rule->attributes[k]);
        putchar('\n');
    }
}

static enum exit_code usage_error(const char *what)
{
    fprintf(stderr, "egress-policy rules: %s; `egress-policy rules --help` tells more\n", what);
    return EXIT_USAGE;
}

static enum exit_code run(int argc, char **argv)
{
    struct cli_policy_options options = {.placeholders_may_stay = true, .several_policies = true};
    static const struct option long_options[] = {
        CLI_POLICY_OPTIONS, {"format", required_argument, NULL, OPTION_FORMAT}, {0}};
    const char *format = "text";
    struct cli_policy *policy;
    enum exit_code result;
    int option;

    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (option == OPTION_FORMAT)
            format = optarg;
        else if (!cli_policy_option(&options, option, optarg))
            return EXIT_USAGE;
    }
    if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
        return usage_error("the formats are text and json");
    if (argc - optind != 1)
        return usage_error("one FILE is needed");
    policy = cli_policy_load(argv[optind], &options);
    if (!policy)
        return EXIT_USAGE;
    if (*format == 'j') {
        print_json(policy);
    } else {
        print_text(policy);
        cli_report_text(stderr, policy);
    }
    if (policy->ok && policy->policy_count == 0)
        cli_say_no_policy("rules", "this file");
    result = policy->ok ? EXIT_OK : EXIT_FINDINGS;
    cli_policy_free(policy);
    return result;
}

const struct command command_rules = {
    .name = "rules",
    .summary = "list the rules as they were understood",
    .usage =
        "usage: egress-policy rules [OPTIONS] FILE\n"
        "\n"
        "Lists the rules of a policy, each with what it inherits from its header; of a workflow\n"
        "(*.yml, *.yaml), those of all its policies. Rules that parsed are listed even when\n"
        "others did not. Exit: 0 fine, 1 errors in the policy, 2 usage or I/O.\n"
        "\n"
        "options:\n"
        "  --format FORMAT    text (default) or json\n" CLI_POLICY_OPTIONS_USAGE,
    .run = run,
};
