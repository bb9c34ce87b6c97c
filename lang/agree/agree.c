#include "lang/agree/agree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/reference/reference.h"

#define TEXT_MAX 4096
#define ARGUMENTS_MAX 64
#define CHARACTERS_MAX 64 /* of an attribute that are changed one by one */

/* One event under way; its texts lie elsewhere. */
struct probe {
    struct facts facts;
    struct process_facts process;
    const char *argv[ARGUMENTS_MAX];
};

struct comparison {
    const struct ruleset *rules;
    const struct image *image;
    struct agree_report *report;
    bool differs;
    struct probe probe;
    struct probe saved; /* the event that meets all of a rule's conditions */

    /* The texts of that event, and the one that a boundary changes. */
    char host[TEXT_MAX];
    char path[TEXT_MAX];
    char values[ATTRIBUTE_KEY_COUNT + ARGUMENTS_MAX][TEXT_MAX];
    char changed[TEXT_MAX];
};

/* Comparing. */

static bool same(struct verdict a, struct verdict b)
{
    return a.allow == b.allow && a.inspect_only == b.inspect_only &&
           a.passthrough == b.passthrough && a.insecure == b.insecure && a.rule == b.rule;
}

static const char *or_unknown(const char *text)
{
    return text ? text : "(unknown)";
}

static void write_difference(struct comparison *c, enum question question, struct verdict rules,
                             struct verdict image)
{
    static const char *const questions[QUESTION_COUNT] = {"tcp", "tls", "http", "dns", "udp"};
    const struct facts *facts = &c->probe.facts;
    const struct process_facts *process = &c->probe.process;

    snprintf(c->report->difference, sizeof(c->report->difference),
             "%s to %u.%u.%u.%u:%u, host %s, %s path %s, method %x, exe %s, cgroup %s, step %s, "
             "action %s, image %s, %u arguments: the rules say rule %d%s%s%s, the image rule "
             "%d%s%s%s",
             questions[question], facts->dst_ip >> 24, facts->dst_ip >> 16 & 255,
             facts->dst_ip >> 8 & 255, facts->dst_ip & 255, facts->dst_port,
             or_unknown(facts->host), facts->scheme == SCHEME_HTTPS ? "https" : "http",
             or_unknown(facts->path), facts->method, or_unknown(process->exe),
             or_unknown(process->cgroup), or_unknown(process->step), or_unknown(process->action),
             or_unknown(process->image), process->argc, rules.rule,
             rules.inspect_only ? " inspect" : "", rules.passthrough ? " passthrough" : "",
             rules.insecure ? " insecure" : "", image.rule, image.inspect_only ? " inspect" : "",
             image.passthrough ? " passthrough" : "", image.insecure ? " insecure" : "");
}

static void ask(struct comparison *c, enum question question)
{
    if (c->differs)
        return;
    struct verdict rules = reference_ask(c->rules, question, &c->probe.facts);
    struct verdict image = image_ask(c->image, question, &c->probe.facts);

    c->report->events++;
    if (same(rules, image))
        return;
    c->differs = true;
    write_difference(c, question, rules, image);
}

static void ask_all(struct comparison *c)
{
    for (int question = 0; question < QUESTION_COUNT; question++)
        ask(c, (enum question)question);
}

/* The questions that a rule of this kind has a say in. */
static void ask_for(struct comparison *c, const struct rule *rule)
{
    switch (rule->kind) {
    case RULE_HOST:
    case RULE_WILDCARD_HOST:
    case RULE_IP:
    case RULE_CIDR:
        if (rule->protocol == PROTOCOL_UDP) {
            ask(c, QUESTION_UDP);
            ask(c, QUESTION_DNS);
            return;
        }
        ask(c, QUESTION_TLS);
        ask(c, QUESTION_TCP);
        ask(c, QUESTION_DNS);
        return;
    case RULE_URL:
    case RULE_PATH:
        ask(c, QUESTION_HTTP);
        ask(c, QUESTION_TLS);
        ask(c, QUESTION_DNS);
        return;
    case RULE_DNS_HOST:
    case RULE_DNS_WILDCARD_HOST:
        ask(c, QUESTION_DNS);
        return;
    }
}

/* Texts that match. */

static void append(char *text, const char *more)
{
    size_t len = strlen(text);

    snprintf(text + len, TEXT_MAX - len, "%s", more);
}

static void append_byte(char *text, char byte)
{
    const char bytes[] = {byte, '\0'};

    append(text, bytes);
}

/* A character of a set, given as its text between the brackets. */
static void append_member(char *text, const char *set)
{
    if (*set != '!') {
        append_byte(text, *set);
        return;
    }
    for (char c = '!'; c < 0x7f; c++) {
        if (!strchr(set + 1, c)) {
            append_byte(text, c);
            return;
        }
    }
}

/* One text that the glob most likely matches, with `run` for each star. */
static void instantiate(const char *glob, bool attribute, const char *run, char *ret_text)
{
    *ret_text = '\0';
    for (; *glob; glob++) {
        const char *end = NULL;
        if (attribute && *glob == '[' && glob[1])
            end = strchr(glob + (glob[1] == '!' && glob[2] ? 3 : 2), ']');
        if (*glob == '*') {
            append(ret_text, run);
        } else if (attribute && *glob == '?') {
            append(ret_text, "q");
        } else if (end) {
            append_member(ret_text, glob + 1);
            glob = end;
        } else {
            append_byte(ret_text, *glob);
        }
    }
}

/* The event that meets a rule's conditions. */

static void set_host(struct comparison *c, const struct host_pattern *host, const char *run)
{
    char label[TEXT_MAX];

    c->probe.facts.host = c->host;
    if (host->form == HOST_ADDRESS) {
        snprintf(c->host, TEXT_MAX, "%u.%u.%u.%u", host->address >> 24, host->address >> 16 & 255,
                 host->address >> 8 & 255, host->address & 255);
        return;
    }
    bool below = host->form == HOST_SUBDOMAINS || host->form == HOST_SUBDOMAINS_LABEL;
    snprintf(c->host, TEXT_MAX, "%s", below ? "sub." : "");
    if (host->form == HOST_LABEL || host->form == HOST_SUBDOMAINS_LABEL) {
        instantiate(host->label, false, run, label);
        append(c->host, *label ? label : "x");
        append(c->host, ".");
    }
    append(c->host, host->suffix);
}

static void set_path(struct comparison *c, const struct path_pattern *path, const char *run)
{
    char segment[TEXT_MAX];

    c->probe.facts.path = c->path;
    c->path[0] = '\0';
    for (uint32_t i = 0; i < path->count; i++) {
        instantiate(path->segments[i], false, run, segment);
        append(c->path, "/");
        append(c->path, *segment ? segment : "s");
    }
    if (path->count == 0)
        append(c->path, "/");
}

/* `value` is borrowed until the next event; NULL: unknown. */
static void set_attribute(struct probe *probe, const struct attribute *attribute, const char *value)
{
    switch (attribute->key) {
    case ATTRIBUTE_EXE:
        probe->process.exe = value;
        break;
    case ATTRIBUTE_ARG: /* the last one, which no arg[N] speaks of */
        probe->argv[ARGUMENTS_MAX - 1] = value ? value : "";
        probe->process.argc = value ? ARGUMENTS_MAX : ARGUMENTS_MAX - 1;
        break;
    case ATTRIBUTE_ARG_AT:
        if (value && attribute->index < ARGUMENTS_MAX)
            probe->argv[attribute->index] = value;
        else if (attribute->index < probe->process.argc)
            probe->process.argc = attribute->index;
        break;
    case ATTRIBUTE_CGROUP:
        probe->process.cgroup = value;
        break;
    case ATTRIBUTE_STEP:
        probe->process.step = value;
        break;
    case ATTRIBUTE_ACTION:
        probe->process.action = value;
        break;
    case ATTRIBUTE_IMAGE:
        probe->process.image = value;
        break;
    case ATTRIBUTE_KEY_COUNT:
        break;
    }
}

static void meet_attribute(struct comparison *c, const struct attribute *attribute, const char *run)
{
    uint32_t place = attribute->key;

    if (attribute->key == ATTRIBUTE_ARG_AT)
        place = ATTRIBUTE_KEY_COUNT + attribute->index % ARGUMENTS_MAX;
    switch (attribute->match) {
    case MATCH_GLOB:
        instantiate(attribute->value, true, run, c->values[place]);
        set_attribute(&c->probe, attribute, c->values[place]);
        return;
    case MATCH_LITERAL:
        set_attribute(&c->probe, attribute, attribute->value);
        return;
    case MATCH_CGROUP_DOCKER:
        set_attribute(&c->probe, attribute, "/system.slice/DockER-1.scope");
        return;
    case MATCH_CGROUP_HOST:
        set_attribute(&c->probe, attribute, "/user.slice");
        return;
    }
}

/* A resolver that the policy allows, so that names can be asked. */
static void set_resolver(struct probe *probe, const struct ruleset *rules)
{
    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];
        if (rule->kind != RULE_IP && rule->kind != RULE_CIDR)
            continue;
        if (rule->protocol != PROTOCOL_UDP || rule->attribute_count > 0)
            continue;
        probe->facts.dst_ip = rule->address;
        probe->facts.dst_port = rule->ports.count ? rule->ports.ports[0] : 53;
        return;
    }
}

static void clear(struct probe *probe)
{
    probe->facts = (struct facts){
        .method = METHOD_GET, .path = "/", .dst_port = 443, .process = &probe->process};
    probe->process = (struct process_facts){.argv = probe->argv, .argc = ARGUMENTS_MAX - 1};
    for (uint32_t i = 0; i < ARGUMENTS_MAX; i++)
        probe->argv[i] = "";
}

static void meet(struct comparison *c, const struct rule *rule, const char *run)
{
    struct probe *probe = &c->probe;

    clear(probe);
    if (rule->kind == RULE_IP || rule->kind == RULE_CIDR) {
        probe->facts.dst_ip = rule->address;
        probe->facts.host = "other.invalid";
        snprintf(c->host, TEXT_MAX, "other.invalid");
    } else {
        set_resolver(probe, c->rules);
        set_host(c, &rule->host, run);
    }
    if (rule->ports.count)
        probe->facts.dst_port = rule->ports.ports[0];
    if (rule->kind == RULE_URL || rule->kind == RULE_PATH) {
        set_path(c, &rule->path, run);
        probe->facts.scheme = rule->scheme;
        probe->facts.method = rule->methods & -rule->methods;
    }
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        meet_attribute(c, &rule->attributes[i], run);
}

/* Boundaries: each changes one thing of the saved event, asks, and puts it back. */

static void restore(struct comparison *c)
{
    c->probe = c->saved;
    c->probe.facts.process = &c->probe.process;
    c->probe.process.argv = c->probe.argv;
}

static void ask_and_restore(struct comparison *c, const struct rule *rule)
{
    ask_for(c, rule);
    restore(c);
}

static void ask_host(struct comparison *c, const struct rule *rule)
{
    c->probe.facts.host = c->changed;
    ask_and_restore(c, rule);
}

static void try_hosts(struct comparison *c, const struct rule *rule)
{
    static const char *const fronts[] = {"x", "x.", "x.y.", "."};
    const char *dot = strchr(c->host, '.');

    for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++) {
        snprintf(c->changed, TEXT_MAX, "%s%.*s", fronts[i], TEXT_MAX - 8, c->host);
        ask_host(c, rule);
    }
    if (dot) {
        snprintf(c->changed, TEXT_MAX, "%s", dot + 1);
        ask_host(c, rule);
    }
    snprintf(c->changed, TEXT_MAX, "%.*sx", TEXT_MAX - 2, c->host);
    ask_host(c, rule);
    snprintf(c->changed, TEXT_MAX, "%s", c->host);
    for (char *at = c->changed; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at -= 'a' - 'A';
    ask_host(c, rule);
    c->probe.facts.host = NULL;
    ask_and_restore(c, rule);
}

static void try_addresses(struct comparison *c, const struct rule *rule)
{
    uint32_t len = rule->kind == RULE_IP ? 32 : rule->prefix_len;
    uint32_t first = rule->address, last = first | (len < 32 ? UINT32_MAX >> len : 0);
    const uint32_t addresses[] = {last, first - 1, last + 1, first + 1, last - 1};

    for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        c->probe.facts.dst_ip = addresses[i];
        ask_and_restore(c, rule);
    }
}

static void try_ports(struct comparison *c, const struct rule *rule)
{
    uint32_t count = rule->ports.count < 64 ? rule->ports.count : 64;

    for (uint32_t i = 0; i < count; i++) {
        for (int by = -1; by <= 1; by++) {
            c->probe.facts.dst_port = (uint16_t)(rule->ports.ports[i] + by);
            ask_and_restore(c, rule);
        }
    }
    if (count == 0) {
        c->probe.facts.dst_port = 0;
        ask_and_restore(c, rule);
        c->probe.facts.dst_port = UINT16_MAX;
        ask_and_restore(c, rule);
    }
}

static void ask_path(struct comparison *c, const struct rule *rule)
{
    c->probe.facts.path = c->changed;
    ask_and_restore(c, rule);
}

static void try_paths(struct comparison *c, const struct rule *rule)
{
    static const char *const tails[] = {"/more", "/more/still", "x"};
    bool root = strcmp(c->path, "/") == 0;

    for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
        snprintf(c->changed, TEXT_MAX, "%.*s%s", TEXT_MAX - 16,
                 root && tails[i][0] == '/' ? "" : c->path, tails[i]);
        ask_path(c, rule);
    }
    snprintf(c->changed, TEXT_MAX, "%s", c->path);
    char *last = strrchr(c->changed, '/');
    last[last == c->changed] = '\0';
    ask_path(c, rule);
    for (size_t i = 1; c->path[i]; i++) {
        char other = (char)(c->path[i] ^ 0x20); /* another letter, or the other case */
        if (c->path[i - 1] != '/' || other <= 0x20 || other == '/')
            continue;
        snprintf(c->changed, TEXT_MAX, "%s", c->path);
        c->changed[i] = other;
        ask_path(c, rule);
    }
    c->probe.facts.path = NULL;
    ask_and_restore(c, rule);
    c->probe.facts.scheme ^= 1;
    ask_and_restore(c, rule);
    for (uint32_t bit = 1; bit <= METHOD_OTHER; bit <<= 1) {
        c->probe.facts.method = bit;
        ask_and_restore(c, rule);
    }
}

static void ask_attribute(struct comparison *c, const struct rule *rule,
                          const struct attribute *attribute, const char *value)
{
    set_attribute(&c->probe, attribute, value);
    ask_and_restore(c, rule);
}

/* Every character of a text that matches, changed by itself. */
static void try_characters(struct comparison *c, const struct rule *rule,
                           const struct attribute *attribute)
{
    instantiate(attribute->value, attribute->match == MATCH_GLOB, "r", c->changed);
    for (size_t i = 0; c->changed[i] && i < CHARACTERS_MAX; i++) {
        char kept = c->changed[i];
        c->changed[i] = '~';
        ask_attribute(c, rule, attribute, c->changed);
        c->changed[i] = kept;
    }
}

static void try_attribute(struct comparison *c, const struct rule *rule,
                          const struct attribute *attribute)
{
    try_characters(c, rule, attribute);
    instantiate(attribute->value, attribute->match == MATCH_GLOB, "r", c->changed);
    append(c->changed, "~");
    ask_attribute(c, rule, attribute, c->changed);
    snprintf(c->changed, TEXT_MAX, "~%.*s", TEXT_MAX - 2, attribute->value);
    ask_attribute(c, rule, attribute, c->changed);
    ask_attribute(c, rule, attribute, attribute->value);
    ask_attribute(c, rule, attribute, "");
    ask_attribute(c, rule, attribute, "/x/docker/y");
    ask_attribute(c, rule, attribute, NULL);
}

static void cover_rule(struct comparison *c, const struct rule *rule)
{
    static const char *const runs[] = {"", "r/s.t"};
    bool address = rule->kind == RULE_IP || rule->kind == RULE_CIDR;

    for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
        meet(c, rule, runs[i]);
        ask_for(c, rule);
    }
    meet(c, rule, "r");
    c->saved = c->probe;
    ask_all(c);
    try_hosts(c, rule);
    if (address)
        try_addresses(c, rule);
    try_ports(c, rule);
    if (rule->kind == RULE_URL || rule->kind == RULE_PATH)
        try_paths(c, rule);
    for (uint32_t i = 0; i < rule->attribute_count; i++)
        try_attribute(c, rule, &rule->attributes[i]);
    c->probe.facts.process = NULL;
    ask_and_restore(c, rule);
}

/* Rules in an order that is spread evenly however early it stops: by ever smaller strides. */
static uint32_t spread(uint32_t i, uint32_t count)
{
    uint64_t bits = 0;

    while (UINT64_C(1) << bits < count)
        bits++;
    uint32_t reversed = 0;
    for (uint64_t b = 0; b < bits; b++)
        reversed |= (i >> b & 1) << (bits - 1 - b);
    return reversed;
}

bool agree(const struct ruleset *rules, const struct image *image,
           const struct agree_options *options, struct agree_report *ret_report)
{
    struct comparison *c = calloc(1, sizeof(*c));
    uint32_t numbers = 1;

    if (!c)
        abort();
    *ret_report = (struct agree_report){0};
    c->rules = rules;
    c->image = image;
    c->report = ret_report;
    c->probe.facts = (struct facts){.host = "a.invalid", .path = "/", .method = METHOD_GET};
    ask_all(c);
    while (numbers < rules->count)
        numbers *= 2;
    for (uint32_t i = 0; i < numbers && !c->differs; i++) {
        uint32_t rule = spread(i, rules->count);
        if (rule >= rules->count)
            continue;
        if (options->work_max && ret_report->events * rules->count > options->work_max)
            break;
        cover_rule(c, &rules->rules[rule]);
        ret_report->rules_covered++;
        if (options->progress)
            options->progress(options->context, ret_report->rules_covered, rules->count);
    }
    bool agrees = !c->differs;
    free(c);
    return agrees;
}
