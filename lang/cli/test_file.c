#include "lang/cli/test_file.h"

#include <string.h>

#include "lang/source/suggest.h"

#define WORDS_MAX 512
#define ARGS_MAX 256

static const char *const wanted_names[] = {
    [TEST_ALLOW] = "allow",       [TEST_DENY] = "deny",
    [TEST_INSPECT] = "inspect",   [TEST_PASSTHROUGH] = "passthrough",
    [TEST_INSECURE] = "insecure",
};

/* What a line may start with: a verdict, or one of these. */
static const char *const line_names[] = {
    "allow",  "deny", "inspect", "passthrough", "insecure", "resolve",
    "policy", "at",   "repo",    "defaults",    "scope",
};

static const char *const key_names[] = {
    "exe", "cgroup", "step", "action", "image", "arg", "ip", "resolver", "by",
};

enum key {
    KEY_EXE,
    KEY_CGROUP,
    KEY_STEP,
    KEY_ACTION,
    KEY_IMAGE,
    KEY_ARG,
    KEY_IP,
    KEY_RESOLVER,
    KEY_BY,
    KEY_COUNT
};

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* A word of a line; of `key="value"` the value is without its quotes. */
struct word {
    struct span span;
    const char *text;
    const char *value;      /* NULL: no attribute */
    struct span value_span; /* likewise */
    size_t key_len;
};

struct words {
    struct word items[WORDS_MAX];
    uint32_t count;
};

struct reading {
    struct arena *arena;
    const struct source *source;
    struct diagnostics *diagnostics;
    struct test_file *file;
    struct test_item *items; /* room for one a line */
    struct words words;
    struct words defaults; /* of the last header */
    bool has_tests;        /* what says how to read the policy stands in front of them */
};

const char *test_wanted_name(enum test_wanted wanted)
{
    return wanted_names[wanted];
}

static struct diagnostic *complain(struct reading *reading, struct span span, const char *format,
                                   ...) __attribute__((format(printf, 3, 4)));

static struct diagnostic *complain(struct reading *reading, struct span span, const char *format,
                                   ...)
{
    struct diagnostic *diagnostic;
    va_list arguments;

    va_start(arguments, format);
    diagnostic =
        diagnostic_vadd(reading->diagnostics, DIAGNOSTIC_TEST_SYNTAX, span, format, arguments);
    va_end(arguments);
    return diagnostic;
}

static void suggest(struct reading *reading, struct diagnostic *diagnostic, struct span span,
                    const char *const *names, size_t count)
{
    const char *near =
        nearest_name(reading->source->text + span.start, span.end - span.start, names, count);

    if (near)
        diagnostic_fix(diagnostic, span, near, arena_printf(reading->arena, "write `%s`", near));
}

static const char *copy(struct reading *reading, struct span span)
{
    return arena_strndup(reading->arena, reading->source->text + span.start, span.end - span.start);
}

/* ---- words ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool is_key_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/* The length of a key with '=' behind it; 0: the word is no attribute. */
static size_t key_len(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && is_key_byte(text[at]))
        at++;
    return at < len && text[at] == '=' ? at : 0;
}

static bool read_word(struct reading *reading, struct span line, uint32_t at, struct word *ret_word)
{
    const char *text = reading->source->text;
    struct word word = {.span = {at, at}};
    uint32_t end = at;

    while (end < line.end && !is_blank(text[end]) && text[end] != '"')
        end++;
    word.key_len = key_len(text + at, end - at);
    if (end < line.end && text[end] == '"' && word.key_len && end == at + word.key_len + 1) {
        const char *close = memchr(text + end + 1, '"', line.end - end - 1);

        if (!close) {
            complain(reading, (struct span){end, line.end}, "this quote is not closed");
            return false;
        }
        word.value_span = (struct span){end + 1, (uint32_t)(close - text)};
        end = word.value_span.end + 1;
        if (end < line.end && !is_blank(text[end])) {
            complain(reading, (struct span){end, end + 1}, "nothing may follow a closing quote");
            return false;
        }
    } else {
        while (end < line.end && !is_blank(text[end]))
            end++;
        word.value_span = (struct span){at + (uint32_t)word.key_len + 1, end};
    }
    word.span.end = end;
    word.text = copy(reading, word.span);
    if (word.key_len)
        word.value = copy(reading, word.value_span);
    *ret_word = word;
    return true;
}

/* A '#' that starts a word ends the line. */
static bool read_words(struct reading *reading, struct span line)
{
    const char *text = reading->source->text;
    struct words *words = &reading->words;

    words->count = 0;
    for (uint32_t at = line.start; at < line.end;) {
        if (is_blank(text[at])) {
            at++;
            continue;
        }
        if (text[at] == '#')
            break;
        if (words->count == WORDS_MAX) {
            complain(reading, line, "more than %d words", WORDS_MAX);
            return false;
        }
        if (!read_word(reading, line, at, &words->items[words->count]))
            return false;
        at = words->items[words->count++].span.end;
    }
    return true;
}

static int find_name(const struct word *word, size_t len, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == len && !memcmp(names[i], word->text, len))
            return (int)i;
    return -1;
}

/* ---- what is known of the process and the destination ---- */

/* The attributes of a test: the header's, and its own over them. */
struct given {
    const struct word *of_key[KEY_COUNT];
    const struct word *args[ARGS_MAX];
    uint32_t arg_count;
};

static bool add_given(struct reading *reading, const struct words *words, uint32_t first,
                      struct given *given)
{
    bool seen[KEY_COUNT] = {false};

    for (uint32_t i = first; i < words->count; i++) {
        const struct word *word = &words->items[i];
        int key = find_name(word, word->key_len, key_names, KEY_COUNT);

        if (!word->value) {
            complain(reading, word->span, "behind the event stand attributes: `key=value`");
            return false;
        }
        if (key < 0) {
            struct span span = {word->span.start, word->span.start + (uint32_t)word->key_len};

            suggest(reading,
                    complain(reading, span, "there is no attribute `%.*s`", (int)word->key_len,
                             word->text),
                    span, key_names, KEY_COUNT);
            return false;
        }
        if (key == KEY_ARG) {
            given->arg_count = seen[key] ? given->arg_count : 0; /* all of the header's go */
            seen[key] = true;
            if (given->arg_count < ARGS_MAX)
                given->args[given->arg_count++] = word;
            continue;
        }
        if (seen[key]) {
            diagnostic_label(complain(reading, word->span, "`%s` stands twice", key_names[key]),
                             given->of_key[key]->span, "first here");
            return false;
        }
        seen[key] = true;
        given->of_key[key] = word;
    }
    return true;
}

static const char *value_of(const struct given *given, enum key key)
{
    return given->of_key[key] ? given->of_key[key]->value : NULL;
}

static void use_process(struct reading *reading, const struct given *given, struct test_case *test)
{
    const char **argv = ARENA_ARRAY(reading->arena, const char *, given->arg_count);

    for (uint32_t i = 0; i < given->arg_count; i++)
        argv[i] = given->args[i]->value;
    test->process = (struct process_facts){
        .exe = value_of(given, KEY_EXE),
        .argv = given->arg_count ? argv : NULL,
        .argc = given->arg_count,
        .cgroup = value_of(given, KEY_CGROUP),
        .step = value_of(given, KEY_STEP),
        .action = value_of(given, KEY_ACTION),
        .image = value_of(given, KEY_IMAGE),
    };
}

/* `ip=` is an address, `resolver=` may have a port. NULL is fine. */
static bool read_address(struct reading *reading, const struct given *given, enum key key,
                         uint32_t *ret_ip, uint16_t *ret_port)
{
    const struct word *word = given->of_key[key];

    if (!word || asked_address(word->value, ret_ip, key == KEY_RESOLVER ? ret_port : NULL))
        return true;
    complain(reading, word->value_span, "`%.60s` is no IPv4 address%s", word->value,
             key == KEY_RESOLVER ? ", perhaps with a port" : "");
    return false;
}

static bool use_destination(struct reading *reading, const struct given *given,
                            struct test_case *test)
{
    bool is_query = test->asked.question == QUESTION_DNS;
    enum key key = is_query ? KEY_RESOLVER : KEY_IP;
    struct facts *facts = &test->asked.facts;

    test->has_address = !test->asked.address_unknown;
    if (!given->of_key[key])
        return true;
    if (!read_address(reading, given, key, &facts->dst_ip, &facts->dst_port))
        return false;
    test->has_address = true;
    test->asked.address_unknown = false;
    return true;
}

/* ---- events ---- */

/* "udp HOST:PORT", "tls HOST", "dns NAME": the kind first, or as `explain` has it. */
static const char *read_event(struct reading *reading, const struct word *words, uint32_t count,
                              struct asked *ret_asked)
{
    static const char *const kinds[] = {"tcp", "udp", "tls", "dns"};
    int kind = count == 2 ? find_name(&words[0], strlen(words[0].text), kinds, 4) : -1;
    const char *last = words[count - 1].text, *wrong;

    if (count > 2)
        return "an event is a URL with its method in front, `HOST:PORT`, or `dns NAME`";
    if (count == 1)
        return asked_from_text(reading->arena, last, ret_asked);
    if (kind < 0 && !strstr(last, "://"))
        return "in front of this stands `tcp`, `udp`, `tls` or `dns`";
    if (kind < 0)
        return asked_from_text(
            reading->arena, arena_printf(reading->arena, "%s %s", words[0].text, last), ret_asked);
    if (strchr(last, '/'))
        return "behind `tcp`, `udp`, `tls` and `dns` stands a name or an address alone";
    if (kind != 3 && kind != 2 && !strchr(last, ':'))
        return "a port is missing: `HOST:PORT`";
    wrong = asked_from_text(reading->arena,
                            arena_printf(reading->arena, "%s%s%s", kind == 3 ? "dns:" : "", last,
                                         kind == 1 ? "/udp" : ""),
                            ret_asked);
    if (!wrong && kind == 0)
        ret_asked->question = QUESTION_TCP;
    if (!wrong && kind == 2)
        ret_asked->question = QUESTION_TLS;
    return wrong;
}

static void add_test(struct reading *reading, enum test_wanted wanted)
{
    const struct words *words = &reading->words;
    struct test_item *item = &reading->items[reading->file->item_count];
    struct test_case *test = &item->test;
    struct given given = {0};
    uint32_t event_end = 1;
    const char *wrong;

    while (event_end < words->count && !words->items[event_end].value)
        event_end++;
    *item = (struct test_item){0};
    test->wanted = wanted;
    test->wanted_span = words->items[0].span;
    test->span = (struct span){words->items[0].span.start, words->items[words->count - 1].span.end};
    if (event_end == 1) {
        complain(reading, (struct span){test->wanted_span.end, test->wanted_span.end},
                 "an event is missing: a URL, `HOST:PORT`, or `dns NAME`");
        return;
    }
    wrong = read_event(reading, words->items + 1, event_end - 1, &test->asked);
    if (wrong) {
        complain(reading,
                 (struct span){words->items[1].span.start, words->items[event_end - 1].span.end},
                 "%s", wrong);
        return;
    }
    if (!add_given(reading, &reading->defaults, 0, &given) ||
        !add_given(reading, words, event_end, &given) || !use_destination(reading, &given, test))
        return;
    use_process(reading, &given, test);
    test->by = value_of(&given, KEY_BY);
    if (test->by)
        test->by_span = given.of_key[KEY_BY]->span;
    reading->has_tests = true;
    reading->file->item_count++;
    reading->file->test_count++;
}

/* ---- other lines ---- */

static void add_binding(struct reading *reading)
{
    const struct words *words = &reading->words;
    struct test_binding binding = {0};

    if (words->count != 3 || !asked_address(words->items[2].text, &binding.ip, NULL)) {
        complain(reading, words->items[0].span, "it is `resolve NAME ADDRESS`");
        return;
    }
    binding.name = words->items[1].text;
    reading->items[reading->file->item_count++] =
        (struct test_item){.is_binding = true, .binding = binding};
}

/* policy, at, repo, defaults, scope: one word, before the first test. */
static void read_setting(struct reading *reading, const char *name)
{
    const struct words *words = &reading->words;
    struct cli_policy_options *options = &reading->file->options;
    const char *value = words->count == 2 ? words->items[1].text : NULL;

    if (!value)
        complain(reading, words->items[0].span, "one word stands behind `%s`", name);
    else if (reading->has_tests)
        complain(reading, words->items[0].span, "`%s` stands before the first test", name);
    else if (!strcmp(name, "policy")) {
        reading->file->policy = value;
        reading->file->policy_span = words->items[1].span;
    } else if (!strcmp(name, "at"))
        options->at = value;
    else if (!strcmp(name, "repo"))
        options->repo = value;
    else if (!strcmp(name, "defaults"))
        options->defaults = value;
    else if (options->scope_count == CLI_SCOPE_MAX)
        complain(reading, words->items[0].span, "more than %d scopes", CLI_SCOPE_MAX);
    else
        options->scope[options->scope_count++] = value;
}

/* "[exe=/usr/bin/curl]", over the whole line. */
static void read_header(struct reading *reading, struct span line)
{
    const char *text = reading->source->text;
    struct given given = {0};
    uint32_t end = line.end, ip;
    uint16_t port;

    /* What stands behind the last bracket is a comment, or wrong. */
    while (end > line.start && text[end - 1] != ']')
        end--;
    if (end == line.start) {
        complain(reading, line, "the header is not closed by `]`");
        return;
    }
    if (!read_words(reading, (struct span){end, line.end}))
        return;
    if (reading->words.count) {
        complain(reading, reading->words.items[0].span, "only a comment may stand behind a header");
        return;
    }
    if (!read_words(reading, (struct span){line.start + 1, end - 1}) ||
        !add_given(reading, &reading->words, 0, &given))
        return;
    /* Here, and not again at every test below. */
    if (!read_address(reading, &given, KEY_IP, &ip, &port) ||
        !read_address(reading, &given, KEY_RESOLVER, &ip, &port))
        return;
    reading->defaults = reading->words;
}

static void read_line(struct reading *reading, struct span line)
{
    const struct word *word = &reading->words.items[0];
    const char *nul = memchr(reading->source->text + line.start, '\0', line.end - line.start);
    int name;

    if (nul) {
        uint32_t at = (uint32_t)(nul - reading->source->text);

        complain(reading, (struct span){at, at + 1}, "NUL byte in the text");
        return;
    }
    while (line.start < line.end && is_blank(reading->source->text[line.start]))
        line.start++;
    if (line.start < line.end && reading->source->text[line.start] == '[') {
        read_header(reading, line);
        return;
    }
    if (!read_words(reading, line) || reading->words.count == 0)
        return;
    name = find_name(word, strlen(word->text), line_names, COUNT(line_names));
    if (name < 0)
        suggest(reading,
                complain(reading, word->span,
                         "a line starts with `allow`, `deny`, `inspect`, `passthrough`, "
                         "`insecure`, `resolve`, or says how to read the policy"),
                word->span, line_names, COUNT(line_names));
    else if (name <= TEST_INSECURE)
        add_test(reading, (enum test_wanted)name);
    else if (!strcmp(line_names[name], "resolve"))
        add_binding(reading);
    else
        read_setting(reading, line_names[name]);
}

void test_file_parse(struct arena *arena, const struct source *source,
                     struct diagnostics *diagnostics, struct test_file *ret_file)
{
    struct reading *reading = ARENA_NEW(arena, struct reading);

    *ret_file = (struct test_file){0};
    reading->arena = arena;
    reading->source = source;
    reading->diagnostics = diagnostics;
    reading->file = ret_file;
    reading->items = ARENA_ARRAY(arena, struct test_item, source->line_count);
    ret_file->items = reading->items;
    for (uint32_t line = 1; line <= source->line_count; line++)
        read_line(reading, source_line(source, line));
}
