#include "tests/support/generate.h"

#include <stdio.h>
#include <string.h>

const char *const recipe_names[RECIPE_COUNT] = {
    [RECIPE_MIXED] = "mixed",           [RECIPE_OVERLAP] = "overlap",
    [RECIPE_DEEP_HOSTS] = "deep hosts", [RECIPE_NESTED] = "nested prefixes",
    [RECIPE_PATHS] = "paths",           [RECIPE_GLOBS] = "globs",
    [RECIPE_ATTRIBUTES] = "attributes", [RECIPE_SEARCHED] = "searched patterns",
};

/* splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t random_below(struct random *random, uint32_t count)
{
    return (uint32_t)((random_next(random) >> 32) * count >> 32);
}

bool random_chance(struct random *random, uint32_t percent)
{
    return random_below(random, 100) < percent;
}

#define PICK(random, list) ((list)[random_below((random), sizeof(list) / sizeof((list)[0]))])

/* Words. */

static const char *const labels[] = {"a", "b", "api", "www", "derp1", "derp", "github", "x-1"};
static const char *const tops[] = {"com", "net", "example"};
static const char *const label_globs[] = {"derp*", "*-prod", "a*b", "*",
                                          "d*r*p", "*a*",    "x*",  "api*"};
static const char *const segments[] = {"repos", "a", "b", "v1", "v1.2.zip", "x%20y", "releases"};
static const char *const segment_globs[] = {"v*.zip", "v*", "*", "*", "a*", "*s", "r*e*s"};
static const char *const values[] = {
    "/usr/bin/node",
    "/usr/bin/curl",
    "/bin/sh",
    "node",
    "--upload",
    "/docker/abc",
    "/system.slice/Docker.service",
    "/user.slice",
    "build",
    "__run_2",
    "",
    "caf\xc3\xa9",
    "\xff\xc3",
    "a[b",
    "node:18",
};
static const char *const glob_parts[] = {
    "*",  "*",  "?", "[ab]", "[!a]", "[a-c]",    "[]x]",
    "a",  "b",  "/", "node", "bin",  "\xc3\xa9", "[\xc3\xa0-\xc3\xaf]",
    "ab", "aa", "[", "\xff",
};
static const char *const noise[] = {"a",        "b",    "ab", "/", "node",
                                    "\xc3\xa9", "\xff", "c",  "x", "aab"};

/* Texts that grow in a fixed buffer; what does not fit is left off. */
struct buffer {
    char *text;
    size_t size;
    size_t len;
};

static void put(struct buffer *buffer, const char *text, size_t len)
{
    if (buffer->len + len + 1 > buffer->size)
        return;
    memcpy(buffer->text + buffer->len, text, len);
    buffer->len += len;
    buffer->text[buffer->len] = '\0';
}

static void put_text(struct buffer *buffer, const char *text)
{
    put(buffer, text, strlen(text));
}

static struct buffer buffer_over(char *text, size_t size)
{
    text[0] = '\0';
    return (struct buffer){text, size, 0};
}

static void put_noise(struct random *random, struct buffer *buffer, uint32_t max)
{
    for (uint32_t i = random_below(random, max + 1); i > 0; i--)
        put_text(buffer, PICK(random, noise));
}

/* Rules. */

static const char *make_suffix(struct random *random, struct arena *arena, enum recipe recipe)
{
    char text[GENERATED_TEXT_MAX];
    struct buffer buffer = buffer_over(text, 200);
    uint32_t depth =
        recipe == RECIPE_DEEP_HOSTS ? 1 + random_below(random, 40) : 1 + random_below(random, 2);

    if (recipe == RECIPE_OVERLAP || recipe == RECIPE_PATHS || recipe >= RECIPE_ATTRIBUTES)
        return random_chance(random, 80) ? "a.com" : "com";
    for (uint32_t i = 0; i < depth; i++) {
        put_text(&buffer, recipe == RECIPE_DEEP_HOSTS && random_chance(random, 80)
                              ? "a"
                              : PICK(random, labels));
        put_text(&buffer, ".");
    }
    put_text(&buffer, recipe == RECIPE_DEEP_HOSTS ? "com" : PICK(random, tops));
    return arena_strndup(arena, text, buffer.len);
}

static uint32_t make_address(struct random *random)
{
    static const uint32_t bases[] = {0x0a000000, 0x0a010200, 0xc0a80100, 0x08080808, 0, 0xffffffff};

    return PICK(random, bases) ^ (random_chance(random, 60) ? random_below(random, 4) : 0);
}

static void make_host(struct random *random, struct arena *arena, enum recipe recipe,
                      struct rule *rule, bool url)
{
    static const enum host_form forms[] = {HOST_EXACT, HOST_EXACT, HOST_SUBDOMAINS, HOST_LABEL,
                                           HOST_SUBDOMAINS_LABEL};

    rule->host.form = PICK(random, forms);
    if (recipe == RECIPE_SEARCHED && random_chance(random, 90))
        rule->host.form = HOST_EXACT;
    if (url && random_chance(random, 10)) {
        rule->host.form = HOST_ADDRESS;
        rule->host.address = make_address(random);
        return;
    }
    rule->host.suffix = make_suffix(random, arena, recipe);
    if (rule->host.form == HOST_LABEL || rule->host.form == HOST_SUBDOMAINS_LABEL)
        rule->host.label = PICK(random, label_globs);
}

static void make_ports(struct random *random, struct arena *arena, struct rule *rule)
{
    static const uint16_t common[] = {443, 443, 443, 80, 53, 22, 8443, 0, 65535};
    uint16_t *ports = ARENA_ARRAY(arena, uint16_t, 4);

    if (random_chance(random, 15))
        return;
    rule->ports.count = random_chance(random, 75) ? 1 : 1 + random_below(random, 4);
    for (uint32_t i = 0; i < rule->ports.count; i++)
        ports[i] = PICK(random, common);
    rule->ports.ports = ports;
}

/* Patterns of one kind that overlap each other, and some that do not. */
static const char *make_segment_glob(struct random *random, struct arena *arena, enum recipe recipe)
{
    static const char *const shapes[] = {"v%u*", "*%u", "*%u*", "r*%us", "v1*%u*"};

    if (recipe != RECIPE_PATHS || random_chance(random, 60))
        return PICK(random, segment_globs);
    return arena_printf(arena, PICK(random, shapes), random_below(random, 12));
}

static void make_path(struct random *random, struct arena *arena, enum recipe recipe,
                      struct rule *rule)
{
    const char **list = ARENA_ARRAY(arena, const char *, 6);

    rule->path.count = random_below(random, 6);
    for (uint32_t i = 0; i < rule->path.count; i++)
        list[i] = random_chance(random, 35) ? make_segment_glob(random, arena, recipe)
                                            : PICK(random, segments);
    rule->path.segments = list;
    rule->path.any_tail = random_chance(random, 40);
    rule->scheme = random_chance(random, 70) ? SCHEME_HTTPS : SCHEME_HTTP;
    rule->methods = random_chance(random, 50)   ? METHOD_GET | METHOD_HEAD
                    : random_chance(random, 30) ? METHOD_ANY
                                                : 1 + random_below(random, 127);
}

static const char *make_glob(struct random *random, struct arena *arena, enum recipe recipe)
{
    char text[GENERATED_TEXT_MAX];
    struct buffer buffer = buffer_over(text, sizeof(text));
    uint32_t parts =
        recipe == RECIPE_GLOBS ? 1 + random_below(random, 40) : 1 + random_below(random, 5);

    if (recipe == RECIPE_ATTRIBUTES && random_chance(random, 80)) {
        static const char *const shapes[] = {"/opt/%u/*", "*/tool%u",     "/opt/*/bin/t%u",
                                             "*x%u*",     "/opt/%u*",     "a%u?",
                                             "*-in%u*-*", "/opt/*b%ut*/x"};
        return arena_printf(arena, PICK(random, shapes), random_below(random, 100));
    }
    for (uint32_t i = 0; i < parts; i++)
        put_text(&buffer, PICK(random, glob_parts));
    return arena_strndup(arena, text, buffer.len);
}

static void make_value(struct random *random, struct arena *arena, enum recipe recipe,
                       struct attribute *attribute)
{
    if (attribute->key == ATTRIBUTE_CGROUP && random_chance(random, 30)) {
        attribute->match = random_chance(random, 50) ? MATCH_CGROUP_DOCKER : MATCH_CGROUP_HOST;
        attribute->value = attribute->match == MATCH_CGROUP_DOCKER ? "@docker" : "@host";
        return;
    }
    attribute->match = random_chance(random, 50) ? MATCH_GLOB : MATCH_LITERAL;
    if (attribute->match == MATCH_GLOB && random_chance(random, 70))
        attribute->value = make_glob(random, arena, recipe);
    else if (recipe == RECIPE_ATTRIBUTES && random_chance(random, 80))
        attribute->value = arena_printf(arena, "/opt/%u/bin/t%u", random_below(random, 60),
                                        random_below(random, 60));
    else
        attribute->value = PICK(random, values);
}

static bool has_attribute(const struct attribute *attributes, uint32_t count,
                          const struct attribute *wanted)
{
    for (uint32_t i = 0; i < count; i++)
        if (attributes[i].key == wanted->key && attributes[i].index == wanted->index)
            return true;
    return false;
}

/* Parts that are each other's prefixes and suffixes: an automaton falls back at nearly every byte.
 */
static const char *make_overlapping(struct random *random, struct arena *arena)
{
    char text[32];
    struct buffer buffer = buffer_over(text, sizeof(text));

    put_text(&buffer, "*");
    for (uint32_t i = 1 + random_below(random, 9); i > 0; i--)
        put_text(&buffer, random_chance(random, 4)    ? "?"
                          : random_chance(random, 4)  ? "*"
                          : random_chance(random, 60) ? "a"
                                                      : "b");
    put_text(&buffer, random_chance(random, 85) ? "*" : "");
    return arena_strndup(arena, text, buffer.len);
}

/* One of a family that overlaps in all its parts. */
static const char *make_searched_glob(struct random *random, struct arena *arena, uint32_t numbers)
{
    static const char *const shapes[] = {"*x%u*",       "*-in%u-*",  "/opt/*b%ut*/x", "*lib%u*so*",
                                         "*[ab]lib%u*", "/opt/*%u*", "*%u",           "*%u*",
                                         "*x%u?y*",     "*a%u*b%u*", "*b?%u[!x]*",    "*ab*%u?*"};
    uint32_t number = random_below(random, numbers);

    if (random_chance(random, 35))
        return make_overlapping(random, arena);
    return arena_printf(arena, PICK(random, shapes), number, number);
}

static void make_searched(struct random *random, struct arena *arena, struct rule *rule)
{
    static const enum attribute_key others[] = {ATTRIBUTE_STEP, ATTRIBUTE_ACTION, ATTRIBUTE_EXE,
                                                ATTRIBUTE_ARG};
    struct attribute *attributes = ARENA_ARRAY(arena, struct attribute, 2);

    attributes[0] = (struct attribute){
        .key = random_chance(random, 60) ? ATTRIBUTE_EXE : ATTRIBUTE_ARG, .match = MATCH_GLOB};
    attributes[0].value = make_searched_glob(random, arena, 150);
    rule->attribute_count = 1;
    attributes[1] = (struct attribute){.key = PICK(random, others), .match = MATCH_GLOB};
    if (random_chance(random, 30) && attributes[1].key != attributes[0].key) {
        attributes[1].value = make_searched_glob(random, arena, 9);
        rule->attribute_count = 2;
    }
    rule->attributes = attributes;
}

static void make_attributes(struct random *random, struct arena *arena, enum recipe recipe,
                            struct rule *rule)
{
    uint32_t most = recipe == RECIPE_ATTRIBUTES || recipe == RECIPE_GLOBS ? 4 : 2;
    uint32_t count = random_chance(random, recipe == RECIPE_ATTRIBUTES ? 95 : 45)
                         ? 1 + random_below(random, most)
                         : 0;
    struct attribute *attributes = ARENA_ARRAY(arena, struct attribute, count);

    for (uint32_t i = 0; i < count; i++) {
        struct attribute attribute = {.key = random_below(random, ATTRIBUTE_KEY_COUNT)};
        if (recipe == RECIPE_ATTRIBUTES && random_chance(random, 50))
            attribute.key = random_chance(random, 60) ? ATTRIBUTE_EXE : ATTRIBUTE_ARG;
        if (attribute.key == ATTRIBUTE_ARG_AT)
            attribute.index = random_below(random, 3);
        make_value(random, arena, recipe, &attribute);
        if (!has_attribute(attributes, rule->attribute_count, &attribute))
            attributes[rule->attribute_count++] = attribute;
    }
    rule->attributes = attributes;
}

static void make_prefix(struct random *random, enum recipe recipe, struct rule *rule)
{
    rule->address = make_address(random);
    rule->prefix_len = rule->kind == RULE_IP ? 32 : (uint8_t)random_below(random, 33);
    if (recipe == RECIPE_NESTED && random_chance(random, 70))
        rule->address = 0x0a010203;
    if (rule->prefix_len < 32)
        rule->address &= rule->prefix_len ? UINT32_MAX << (32 - rule->prefix_len) : 0;
}

static enum rule_kind make_kind(struct random *random, enum recipe recipe)
{
    static const enum rule_kind kinds[] = {RULE_HOST, RULE_HOST,     RULE_IP, RULE_CIDR,
                                           RULE_URL,  RULE_DNS_HOST, RULE_URL};

    if (recipe == RECIPE_NESTED)
        return random_chance(random, 90) ? RULE_CIDR : RULE_IP;
    if (recipe == RECIPE_PATHS)
        return RULE_URL;
    if (recipe == RECIPE_SEARCHED)
        return RULE_HOST;
    return PICK(random, kinds);
}

static void make_rule(struct random *random, struct arena *arena, enum recipe recipe,
                      struct rule *rule)
{
    rule->kind = make_kind(random, recipe);
    bool address = rule->kind == RULE_IP || rule->kind == RULE_CIDR;
    bool url = rule->kind == RULE_URL, dns = rule->kind == RULE_DNS_HOST;

    if (address)
        make_prefix(random, recipe, rule);
    else
        make_host(random, arena, recipe, rule, url);
    if (rule->host.form != HOST_EXACT && rule->kind == RULE_HOST)
        rule->kind = RULE_WILDCARD_HOST;
    if (rule->host.form != HOST_EXACT && dns)
        rule->kind = RULE_DNS_WILDCARD_HOST;
    if (!url && random_chance(random, 30))
        rule->protocol = PROTOCOL_UDP;
    if (!dns)
        make_ports(random, arena, rule);
    if (url)
        make_path(random, arena, recipe, rule);
    if (!dns && random_chance(random, 15))
        rule->insecure = true;
    else if (!dns && !url && !address && random_chance(random, 20))
        rule->passthrough = true;
    if (recipe == RECIPE_SEARCHED)
        make_searched(random, arena, rule);
    else
        make_attributes(random, arena, recipe, rule);
    rule->text = rule->host.suffix ? rule->host.suffix : "an address";
    rule->target = rule->text;
    rule->column = 1;
}

void generate_rules(struct random *random, struct arena *arena, enum recipe recipe, uint32_t count,
                    struct ruleset *ret_rules)
{
    struct rule *rules = ARENA_ARRAY(arena, struct rule, count);

    for (uint32_t i = 0; i < count; i++) {
        make_rule(random, arena, recipe, &rules[i]);
        rules[i].line = i + 1;
    }
    *ret_rules = (struct ruleset){rules, count};
}

/* Events. */

/* A text that the glob matches, most of the time. */
static void put_match(struct random *random, struct buffer *buffer, const char *glob)
{
    for (; *glob; glob++) {
        if (*glob == '*')
            put_noise(random, buffer, 3);
        else if (*glob == '?' || (*glob == '[' && random_chance(random, 60)))
            put_text(buffer, PICK(random, noise));
        else if (*glob != ']' && *glob != '!')
            put(buffer, glob, 1);
        if (*glob == '[' && strchr(glob, ']'))
            glob = strchr(glob, ']');
    }
}

static void put_labels(struct random *random, struct buffer *buffer, uint32_t max)
{
    for (uint32_t i = random_below(random, max + 1); i > 0; i--) {
        put_text(buffer, PICK(random, labels));
        put_text(buffer, ".");
    }
}

static void change_case(struct random *random, char *text)
{
    for (; *text; text++)
        if (*text >= 'a' && *text <= 'z' && random_chance(random, 20))
            *text -= 'a' - 'A';
}

static void make_event_host(struct random *random, const struct rule *rule, char *text)
{
    struct buffer buffer = buffer_over(text, GENERATED_TEXT_MAX);
    char label[64];
    struct buffer label_buffer = buffer_over(label, sizeof(label));

    if (rule && rule->host.form == HOST_ADDRESS) {
        snprintf(text, GENERATED_TEXT_MAX, "%u.%u.%u.%u", rule->host.address >> 24,
                 rule->host.address >> 16 & 255, rule->host.address >> 8 & 255,
                 rule->host.address & 255);
        return;
    }
    if (!rule || !rule->host.suffix) {
        put_labels(random, &buffer, 3);
        put_text(&buffer, PICK(random, tops));
        return;
    }
    bool exact = rule->host.form == HOST_EXACT;
    if (exact ? random_chance(random, 10) : random_chance(random, 70))
        put_labels(random, &buffer, 3);
    if (rule->host.label) {
        put_match(random, &label_buffer, rule->host.label);
        put_text(&buffer, label);
        put_text(&buffer, random_chance(random, 95) ? "." : "");
    }
    put_text(&buffer, rule->host.suffix);
    if (random_chance(random, 5))
        put_text(&buffer, random_chance(random, 50) ? ".com" : "x");
    change_case(random, text);
}

/* As url_normalise_path leaves it: no empty segment, no '/' at the end. */
static void make_event_path(struct random *random, const struct rule *rule, char *text)
{
    struct buffer buffer = buffer_over(text, GENERATED_TEXT_MAX);
    uint32_t more = random_chance(random, 40) ? random_below(random, 3) : 0;

    for (uint32_t i = 0; rule && i < rule->path.count; i++) {
        if (random_chance(random, 3))
            continue;
        put_text(&buffer, "/");
        size_t start = buffer.len;
        for (const char *c = rule->path.segments[i]; *c; c++) {
            if (*c == '*')
                put_text(&buffer, random_chance(random, 60) ? PICK(random, segments) : "");
            else
                put(&buffer, c, 1);
        }
        if (buffer.len == start)
            put_text(&buffer, "b");
    }
    for (uint32_t i = 0; i < more; i++) {
        put_text(&buffer, "/");
        put_text(&buffer, PICK(random, segments));
    }
    if (buffer.len == 0)
        put_text(&buffer, "/");
}

static const char *make_fact(struct random *random, const struct rule *rule, enum attribute_key key,
                             uint32_t index, char *text)
{
    struct buffer buffer = buffer_over(text, GENERATED_TEXT_MAX);

    for (uint32_t i = 0; rule && i < rule->attribute_count; i++) {
        const struct attribute *attribute = &rule->attributes[i];
        if (attribute->key != key || attribute->index != index || random_chance(random, 10))
            continue;
        if (attribute->match == MATCH_GLOB)
            put_match(random, &buffer, attribute->value);
        else if (attribute->match == MATCH_LITERAL)
            put_text(&buffer, attribute->value);
        else
            put_text(&buffer, attribute->match == MATCH_CGROUP_DOCKER ? "/DockEr/x" : "/user");
        if (random_chance(random, 8))
            put_noise(random, &buffer, 2);
        return text;
    }
    if (random_chance(random, 25))
        return NULL;
    if (random_chance(random, 40))
        put_noise(random, &buffer, 6);
    else
        put_text(&buffer, PICK(random, values));
    return text;
}

static void make_arguments(struct random *random, const struct rule *rule, struct generated *event)
{
    uint32_t count = random_below(random, GENERATED_ARGUMENTS_MAX + 1);

    event->process.argv = event->argv;
    for (uint32_t i = 0; i < count; i++) {
        enum attribute_key key =
            i < 3 && random_chance(random, 70) ? ATTRIBUTE_ARG_AT : ATTRIBUTE_ARG;
        uint32_t index = key == ATTRIBUTE_ARG_AT ? i : 0;
        const char *text = make_fact(random, rule, key, index, event->arguments[i]);
        event->argv[i] = text ? text : "z";
    }
    event->process.argc = count;
}

static const struct rule *pick_rule(struct random *random, const struct ruleset *rules)
{
    return rules->count && random_chance(random, 90)
               ? &rules->rules[random_below(random, rules->count)]
               : NULL;
}

static void make_destination(struct random *random, const struct rule *rule,
                             struct generated *event)
{
    static const uint16_t ports[] = {443, 443, 80, 53, 22, 8443, 0, 65535, 9999};
    bool address = rule && (rule->kind == RULE_IP || rule->kind == RULE_CIDR);

    event->facts.dst_ip = make_address(random);
    if (address && random_chance(random, 90)) {
        uint32_t mask = rule->prefix_len ? UINT32_MAX << (32 - rule->prefix_len) : 0;
        event->facts.dst_ip = rule->address | (~mask & (uint32_t)random_next(random));
        if (random_chance(random, 20)) /* one beside the block */
            event->facts.dst_ip =
                random_chance(random, 50) ? rule->address - 1 : (rule->address | ~mask) + 1;
    }
    event->facts.dst_port = PICK(random, ports);
    if (rule && rule->ports.count && random_chance(random, 85))
        event->facts.dst_port = rule->ports.ports[random_below(random, rule->ports.count)];
    if (random_chance(random, 90)) {
        make_event_host(random, rule, event->host);
        event->facts.host = event->host;
    }
}

static void make_request(struct random *random, const struct rule *rule, struct generated *event)
{
    event->facts.scheme =
        rule && random_chance(random, 90) ? rule->scheme : random_below(random, 2);
    event->facts.method = 1u << random_below(random, 8);
    if (random_chance(random, 60))
        event->facts.method = METHOD_GET;
    if (random_chance(random, 97)) {
        make_event_path(random, rule, event->path);
        event->facts.path = event->path;
    }
}

void generate_event(struct random *random, const struct ruleset *rules, struct generated *ret_event)
{
    const struct rule *rule = pick_rule(random, rules);
    const struct rule *other = random_chance(random, 80) ? rule : pick_rule(random, rules);

    ret_event->question = random_below(random, QUESTION_COUNT);
    ret_event->facts = (struct facts){0};
    ret_event->process = (struct process_facts){0};
    make_destination(random, rule, ret_event);
    if (ret_event->question == QUESTION_HTTP)
        make_request(random, rule, ret_event);
    if (random_chance(random, 5))
        return;
    ret_event->facts.process = &ret_event->process;
    ret_event->process.exe = make_fact(random, other, ATTRIBUTE_EXE, 0, ret_event->exe);
    ret_event->process.cgroup = make_fact(random, other, ATTRIBUTE_CGROUP, 0, ret_event->cgroup);
    ret_event->process.step = make_fact(random, other, ATTRIBUTE_STEP, 0, ret_event->step);
    ret_event->process.action = make_fact(random, other, ATTRIBUTE_ACTION, 0, ret_event->action);
    ret_event->process.image = make_fact(random, other, ATTRIBUTE_IMAGE, 0, ret_event->image);
    make_arguments(random, other, ret_event);
}

uint64_t generated_bytes(const struct generated *event)
{
    const struct process_facts *process = event->facts.process;
    uint64_t bytes = 0;

    if (!process)
        return 0;
    const char *const facts[] = {process->exe, process->cgroup, process->step, process->action,
                                 process->image};
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        bytes += facts[i] ? strlen(facts[i]) : 0;
    for (uint32_t i = 0; i < process->argc; i++)
        bytes += strlen(process->argv[i]);
    return bytes;
}

/* Reports. */

static void print_attribute(const struct attribute *attribute)
{
    static const char *const names[] = {"exe", "arg", "arg@", "cgroup", "step", "action", "image"};
    static const char *const matches[] = {"~", "=", "=docker", "=host"};

    printf(" %s%u%s'%s'", names[attribute->key], attribute->index, matches[attribute->match],
           attribute->value);
}

void print_rules(const struct ruleset *rules)
{
    for (uint32_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->rules[i];
        printf("%u: kind %d form %d %s . %s %08x/%u %s ports", i, rule->kind, rule->host.form,
               rule->host.label ? rule->host.label : "-",
               rule->host.suffix ? rule->host.suffix : "-",
               rule->host.form == HOST_ADDRESS ? rule->host.address : rule->address,
               rule->prefix_len, rule->protocol == PROTOCOL_UDP ? "udp" : "tcp");
        for (uint32_t p = 0; p < rule->ports.count; p++)
            printf(" %u", rule->ports.ports[p]);
        if (rule->kind == RULE_URL) {
            printf(" scheme %d methods %x path", rule->scheme, rule->methods);
            for (uint32_t s = 0; s < rule->path.count; s++)
                printf("/%s", rule->path.segments[s]);
            fputs(rule->path.any_tail ? "/*" : "", stdout);
        }
        for (uint32_t a = 0; a < rule->attribute_count; a++)
            print_attribute(&rule->attributes[a]);
        printf("%s%s\n", rule->passthrough ? " passthrough" : "",
               rule->insecure ? " insecure" : "");
    }
}

static const char *or_none(const char *text)
{
    return text ? text : "(unknown)";
}

void print_event(const struct generated *event)
{
    const struct process_facts *process = &event->process;

    printf("question %d %08x:%u host '%s' scheme %d method %x path '%s'\n", event->question,
           event->facts.dst_ip, event->facts.dst_port, or_none(event->facts.host),
           event->facts.scheme, event->facts.method, or_none(event->facts.path));
    if (!event->facts.process)
        return;
    printf("exe '%s' cgroup '%s' step '%s' action '%s' image '%s' argv", or_none(process->exe),
           or_none(process->cgroup), or_none(process->step), or_none(process->action),
           or_none(process->image));
    for (uint32_t i = 0; i < process->argc; i++)
        printf(" '%s'", process->argv[i]);
    putchar('\n');
}
