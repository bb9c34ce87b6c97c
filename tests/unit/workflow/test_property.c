/*
 * Random policies, written by an encoder of our own that knows where it puts each byte, in every
 * style, indentation and line end: the reader must find the same text, and every byte where the
 * encoder put it. Then random texts are put in their place, and must read back.
 *
 * EGRESS_PROPERTY_RUNS sets how many (default 20000), EGRESS_PROPERTY_SEED where they start.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/format/format.h"
#include "lang/format/same.h"
#include "lang/rules/policy.h"
#include "tests/unit/workflow/support.h"

/* xorshift64*: the same sequence everywhere. */
static uint64_t state;

static uint32_t pick(uint32_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 2685821657736338717ULL) >> 32) % below;
}

/* A YAML file in the making. Text bytes know their place. */
struct encoder {
    char file[16384];
    uint32_t len;
    char text[4096];
    uint32_t place[4096]; /* of each byte of the text; its first byte where it is escaped */
    uint32_t text_len;
    const char *line_end;
};

static void put(struct encoder *encoder, const char *bytes)
{
    size_t len = strlen(bytes);

    cr_assert_lt(encoder->len + len, sizeof encoder->file);
    memcpy(encoder->file + encoder->len, bytes, len);
    encoder->len += (uint32_t)len;
}

static void put_times(struct encoder *encoder, const char *bytes, uint32_t times)
{
    while (times--)
        put(encoder, bytes);
}

/* Text that the file has in other bytes. */
static void put_as(struct encoder *encoder, const char *text, const char *bytes)
{
    for (; *text; text++) {
        cr_assert_lt(encoder->text_len, sizeof encoder->text);
        encoder->place[encoder->text_len] = encoder->len;
        encoder->text[encoder->text_len++] = *text;
    }
    put(encoder, bytes);
}

static void put_copied(struct encoder *encoder, const char *text)
{
    for (; *text; text++) {
        char byte[2] = {*text, '\0'};
        put_as(encoder, byte, byte);
    }
}

static void put_line_end(struct encoder *encoder)
{
    put(encoder, encoder->line_end);
}

static const char *const pieces[] = {
    "github.com",
    "*.npmjs.org",
    "8.8.8.8:53/udp",
    "10.0.0.0/8",
    "[https://api.github.com/v1]",
    "GET|POST",
    "/a/*/b",
    "exe=`/usr/bin/*`",
    "arg=\"it's \\ here\"",
    "# comment",
    "# \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
    "passthrough",
    "dns:a.b",
    "-",
    "---",
    "...",
    "key: value",
    "{owner}",
    "%20",
    "&a",
    "*b",
    "!c",
    "|",
    ">",
    "'",
    "''",
    "\"",
    "@x",
    ",",
    "}",
    "]",
};

/* Rules that formatting changes, or keeps, as their authors left them. */
static const char *const untidy[] = {
    "get|Post   https://a.example//x",
    "a.example\t:443",
    "a.example:443   insecure  exe=/bin/x",
    "[  https://a.example/v1 ]",
    "[]",
    "/tags   # all of them",
    "b.example #no",
    "10.0.0.0/8:53/udp\t# x",
    "  # alone",
};

/* A line of a policy: words with blanks between. Starts with no blank unless asked to. */
static void random_line(char *line, bool blank_first)
{
    static const char *const blanks[] = {" ", "  ", "\t", " \t "};
    uint32_t words = 1 + pick(4);

    line[0] = '\0';
    if (blank_first)
        strcat(line, blanks[pick(4)]);
    if (pick(3) == 0) {
        const char *rule = untidy[pick(sizeof untidy / sizeof *untidy)];
        strcat(line, rule + strspn(rule, " "));
        return;
    }
    for (uint32_t i = 0; i < words; i++) {
        if (i)
            strcat(line, blanks[pick(4)]);
        strcat(line, pieces[pick(sizeof pieces / sizeof *pieces)]);
    }
}

/* Where the value goes: each shape has its column of the parent, and may end with more. */
struct shape {
    const char *head;
    int parent; /* column of the mapping that holds `policy` */
    const char *tail;
    bool flow; /* between braces: no blocks */
};

static const struct shape shapes[] = {
    {"jobs:\n  a:\n    steps:\n      - uses: ./\n        with:\n          policy: ", 10,
     "          mode: audit\n", false},
    {"jobs:\n  a:\n    steps:\n    - uses: ./\n      with:\n       policy:  ", 7, "      id: x\n",
     false},
    {"# \xe2\x82\xac\njobs:\n a:\n  steps:\n  - with:\n     mode: \xc3\xa9\n     policy: &p ", 5,
     "    uses: ./\n  - uses: x/egress@v1\n    with: {policy: *p}\n", false},
    {"runs:\n  steps:\n  - uses: ./\n    with:\n                policy: !!str ", 16, "", false},
    {"jobs:\n  a:\n    steps:\n      - env: {mode: x}\n        uses: ./\n        # c\n"
     "        with : \n          \"policy\" : ",
     10, "---\nx: y\n", false},
    {"jobs:\n  a:\n    steps:\n      - uses: ./\n        with: {mode: x, policy: ", 8,
     "          , id: y}\n", true},
    {"jobs: {a: {steps: [{uses: ./, with: {\"policy\": &p !!str ", 0,
     " }}, {uses: x/egress@v1, with: {policy: *p}}]}}\n", true},
};

/* The head of the file, in the encoder's line ends. */
static void put_fixed(struct encoder *encoder, const char *text)
{
    for (; *text; text++) {
        char byte[2] = {*text, '\0'};
        put(encoder, *text == '\n' ? encoder->line_end : byte);
    }
}

static void encode_block(struct encoder *encoder, bool folded, int parent)
{
    static const char *const chompings[] = {"", "-", "+"};
    uint32_t chomping = pick(3), step = 1 + pick(4);
    uint32_t lines = 1 + pick(6), ends = pick(4);
    bool told = pick(3) == 0;
    char header[8] = "", digit[2] = {(char)('0' + step), '\0'}, line[1024];
    uint32_t indent = (uint32_t)parent + step;

    put(encoder, folded ? ">" : "|");
    strcat(header, pick(2) ? chompings[chomping] : "");
    if (told)
        strcat(header, digit);
    if (!strpbrk(header, "+-"))
        strcat(header, chompings[chomping]);
    put(encoder, header);
    if (pick(4) == 0)
        put(encoder, pick(2) ? "  # why" : " \t");
    put_line_end(encoder);
    for (uint32_t i = pick(4) ? 0 : pick(3); i > 0; i--) {
        put_times(encoder, " ", pick(indent + 1)); /* blank lines first, no longer than others */
        put_as(encoder, "\n", encoder->line_end);
    }
    for (uint32_t i = 0; i < lines; i++) {
        bool blank = pick(4) == 0 && (told || i > 0);
        bool last = i + 1 == lines;
        put_times(encoder, " ", indent);
        random_line(line, blank);
        put_copied(encoder, line);
        if (last)
            break;
        uint32_t empty = pick(3) ? 0 : 1 + pick(2);
        if (!folded) {
            for (uint32_t k = 0; k <= empty; k++) {
                put_as(encoder, "\n", encoder->line_end);
                if (k < empty)
                    put_times(encoder, " ", pick(indent + 1));
            }
            continue;
        }
        bool next_blank = pick(4) == 0;
        if (blank || next_blank) {
            for (uint32_t k = 0; k <= empty; k++)
                put_as(encoder, "\n", encoder->line_end);
        } else if (empty == 0) {
            put_as(encoder, " ", encoder->line_end);
        } else {
            put_line_end(encoder);
            for (uint32_t k = 0; k < empty; k++)
                put_as(encoder, "\n", encoder->line_end);
        }
        put_times(encoder, " ", indent);
        random_line(line, next_blank);
        put_copied(encoder, line);
        if (i + 2 >= lines)
            break;
        /* A line that starts with a blank in front of whatever comes: never folded. */
        put_as(encoder, "\n", encoder->line_end);
        put_times(encoder, " ", indent);
        put_copied(encoder, " \tx");
        put_as(encoder, "\n", encoder->line_end);
    }
    for (uint32_t k = 0; k <= ends; k++) {
        bool text = chomping == 2 || (chomping == 0 && k == 0);
        if (text)
            put_as(encoder, "\n", encoder->line_end);
        else
            put_line_end(encoder);
    }
}

/* Blanks around breaks are dropped; one break is a blank, more are one less. */
static void put_flow_break(struct encoder *encoder, int parent)
{
    uint32_t empty = pick(3) ? 0 : 1 + pick(3);

    put_times(encoder, pick(2) ? " " : "\t", pick(3));
    if (empty == 0)
        put_as(encoder, " ", encoder->line_end);
    else
        put_line_end(encoder);
    for (uint32_t k = 0; k < empty; k++) {
        put_times(encoder, " ", pick(4));
        put_as(encoder, "\n", encoder->line_end);
    }
    put_times(encoder, " ", (uint32_t)parent + 1 + pick(4));
}

static void encode_single(struct encoder *encoder, int parent)
{
    uint32_t words = 1 + pick(6);

    put(encoder, "'");
    for (uint32_t i = 0; i < words; i++) {
        const char *word = pieces[pick(sizeof pieces / sizeof *pieces)];
        if (i && pick(4) == 0)
            put_flow_break(encoder, parent);
        else if (i)
            put_copied(encoder, pick(2) ? " " : "\t  ");
        for (; *word; word++) {
            char byte[2] = {*word, '\0'};
            put_as(encoder, byte, *word == '\'' ? "''" : byte);
        }
    }
    put(encoder, "'");
    put_line_end(encoder);
}

static void put_random_escape(struct encoder *encoder)
{
    static const struct {
        const char *text;
        const char *bytes;
    } escapes[] = {
        {"\n", "\\n"},
        {"\t", "\\t"},
        {"\"", "\\\""},
        {"\\", "\\\\"},
        {"A", "\\x41"},
        {"\xc3\xa9", "\\u00e9"},
        {" ", "\\ "},
        {"\xc2\xa0", "\\_"},
        {"\xc2\x85", "\\N"},
        {"\xe2\x80\xa8", "\\L"},
        {"/", "\\/"},
        {"\r", "\\r"},
        {"\xf0\x9f\x98\x80", "\\U0001F600"},
        {"\x1b", "\\e"},
    };
    uint32_t i = pick(sizeof escapes / sizeof *escapes);

    put_as(encoder, escapes[i].text, escapes[i].bytes);
}

static void encode_double(struct encoder *encoder, int parent)
{
    uint32_t words = 1 + pick(8);

    put(encoder, "\"");
    for (uint32_t i = 0; i < words; i++) {
        const char *word = pieces[pick(sizeof pieces / sizeof *pieces)];
        if (i && pick(5) == 0) {
            put_flow_break(encoder, parent);
        } else if (i && pick(4) == 0) {
            put(encoder, "\\");
            put_line_end(encoder);
            put_times(encoder, " ", (uint32_t)parent + 1 + pick(4));
        } else if (i) {
            put_copied(encoder, pick(2) ? " " : "\t  ");
        }
        if (pick(2))
            put_random_escape(encoder);
        for (; *word; word++) {
            char byte[2] = {*word, '\0'};
            put_as(encoder, byte, *word == '"' ? "\\\"" : *word == '\\' ? "\\\\" : byte);
        }
    }
    put(encoder, "\"");
    put_line_end(encoder);
}

static void encode_plain(struct encoder *encoder, int parent)
{
    static const char *const words[] = {
        "github.com",    "8.8.8.8:53/udp",          "a|b", "x=\"y\"", "it's", "a#b",
        "https://a.b/*", "\xc3\xa9\xf0\x9f\x98\x80"};
    uint32_t count = 1 + pick(6);

    for (uint32_t i = 0; i < count; i++) {
        if (i && pick(4) == 0)
            put_flow_break(encoder, parent);
        else if (i)
            put_copied(encoder, pick(2) ? " " : "  ");
        put_copied(encoder, words[pick(sizeof words / sizeof *words)]);
    }
    put(encoder, pick(3) ? "" : "  # why");
    put_line_end(encoder);
}

static void encode(struct encoder *encoder)
{
    const struct shape *shape = &shapes[pick(sizeof shapes / sizeof *shapes)];

    encoder->len = encoder->text_len = 0;
    encoder->line_end = pick(3) ? "\n" : "\r\n";
    put(encoder, pick(5) ? "" : "\xef\xbb\xbf");
    put_fixed(encoder, shape->head);
    switch (pick(shape->flow ? 3 : 6)) {
    case 0:
        encode_plain(encoder, shape->parent);
        break;
    case 1:
        encode_single(encoder, shape->parent);
        break;
    case 2:
        encode_double(encoder, shape->parent);
        break;
    case 3:
        encode_block(encoder, true, shape->parent);
        break;
    default:
        encode_block(encoder, false, shape->parent);
    }
    put_fixed(encoder, shape->tail);
}

static void check_reading(const struct encoder *encoder, const struct reading *reading,
                          const struct workflow_policy *policy)
{
    cr_assert_eq(policy->text_len, encoder->text_len, "%u bytes, not %u:\n%.*s", policy->text_len,
                 encoder->text_len, (int)encoder->len, encoder->file);
    cr_assert_eq(memcmp(policy->text, encoder->text, encoder->text_len), 0, "\"%s\" from:\n%.*s",
                 policy->text, (int)encoder->len, encoder->file);
    for (uint32_t i = 0; i < encoder->text_len; i++) {
        struct span span = offset_map_span(&policy->map, (struct span){i, i + 1});
        uint32_t text;
        cr_assert_eq(span.start, encoder->place[i], "byte %u is at %u, not %u:\n%.*s", i,
                     span.start, encoder->place[i], (int)encoder->len, encoder->file);
        cr_assert(workflow_text_offset(policy, span.start, &text));
        /* Bytes of one escaped character share its place. */
        cr_assert_eq(encoder->place[text], encoder->place[i]);
    }
    check_places(reading, policy);
}

/* A new text for the scalar, fitted. Whatever is taken must read back in every other respect. */
static uint32_t check_replace(const struct encoder *encoder, const struct workflow_policy *policy)
{
    struct arena arena = {0};
    struct reading reading;
    struct workflow_text after;
    const char *reason;
    char text[4096] = "", line[1024];

    for (uint32_t lines = 1 + pick(4); lines; lines--) {
        random_line(line, pick(8) == 0);
        strcat(strcat(text, line), pick(3) ? "\n" : "\n\n");
    }
    struct workflow_text fit = workflow_fit(&arena, policy, text, strlen(text));
    bool done = workflow_replace(&arena, encoder->file, encoder->len, policy, fit.bytes, fit.len,
                                 &after, &reason);
    if (done) {
        reading_open(&reading, after.bytes, after.len, NULL);
        const struct workflow_policy *again = only_policy(&reading);
        cr_assert_eq(again->text_len, fit.len);
        cr_assert_eq(memcmp(again->text, fit.bytes, fit.len), 0);
        cr_assert_eq(again->style, policy->style);
        cr_assert_eq(again->use_count, policy->use_count);
        /* Outside the scalar every byte stays. */
        uint32_t behind = encoder->len - policy->span.end;
        cr_assert_eq(memcmp(after.bytes, encoder->file, policy->span.start), 0);
        cr_assert_eq(
            memcmp(after.bytes + after.len - behind, encoder->file + policy->span.end, behind), 0);
        check_places(&reading, again);
        reading_free(&reading);
    }
    arena_free(&arena);
    return done;
}

static struct ruleset rules_of(struct arena *arena, const struct workflow_policy *policy)
{
    static const struct policy_options options = {.placeholders_may_stay = true};
    struct diagnostics ignored = {.arena = arena};
    struct ruleset rules;

    policy_parse(policy->text, policy->text_len, &options, arena, &ignored, &rules);
    return rules;
}

static bool same_policy(struct arena *arena, const struct workflow_policy *before,
                        const struct workflow_policy *after)
{
    struct ruleset rules[] = {rules_of(arena, before), rules_of(arena, after)};
    struct source sources[2];

    source_init(&sources[0], arena, "", before->text, before->text_len);
    source_init(&sources[1], arena, "", after->text, after->text_len);
    return same_rules(&rules[0], &rules[1]) && same_comments(&sources[0], &sources[1]);
}

/* What `fmt` does with a file: the rules stay, and every byte outside the scalar. */
static bool check_format(const struct encoder *encoder, const struct workflow_policy *policy)
{
    static const struct format_options options = {0};
    struct arena arena = {0};
    struct format_result formatted, again;
    struct workflow_text after;
    struct reading reading;
    const char *reason;

    cr_assert(format_policy(&arena, policy->text, policy->text_len, &options, &formatted, &reason),
              "%s: %s", reason, policy->text);
    struct workflow_text fit = workflow_fit(&arena, policy, formatted.text, formatted.len_bytes);
    bool changes = fit.len != policy->text_len || memcmp(fit.bytes, policy->text, fit.len) != 0;
    bool done = workflow_replace(&arena, encoder->file, encoder->len, policy, fit.bytes, fit.len,
                                 &after, &reason);
    if (done) {
        uint32_t behind = encoder->len - policy->span.end;
        cr_assert_eq(memcmp(after.bytes, encoder->file, policy->span.start), 0);
        cr_assert_eq(
            memcmp(after.bytes + after.len - behind, encoder->file + policy->span.end, behind), 0);
        reading_open(&reading, after.bytes, after.len, NULL);
        const struct workflow_policy *new = only_policy(&reading);
        cr_assert(same_policy(&arena, policy, new), "in:\n%.*s\ngave:\n%s", (int)encoder->len,
                  encoder->file, after.bytes);
        cr_assert(format_policy(&arena, new->text, new->text_len, &options, &again, &reason));
        fit = workflow_fit(&arena, new, again.text, again.len_bytes);
        cr_assert_eq(fit.len, new->text_len, "again:\n%s", after.bytes);
        cr_assert_eq(memcmp(fit.bytes, new->text, fit.len), 0, "again:\n%s", after.bytes);
        reading_free(&reading);
    }
    arena_free(&arena);
    return done && changes;
}

static size_t without_line_ends(const char *text)
{
    size_t len = strlen(text);

    while (len > 0 && text[len - 1] == '\n')
        len--;
    return len;
}

/*
 * A fix made in the text, and the same one made in the file, must give the same text, but for empty
 * lines at its end, which chomping takes, and which mean nothing in a policy.
 */
static uint32_t check_fix(const struct encoder *encoder, const struct workflow_policy *policy)
{
    static const char *const replacements[] = {"",     "x",      "*.x.y", "x\n",           "\nx",
                                               "x\ny", "x\ny\n", " x",    "# 'it' \"is\"", "\n",
                                               "\tx",  "x \n\n"};
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct reading reading;
    uint32_t start = pick(policy->text_len + 1), len = pick(3) ? pick(20) : 0;

    /* Whole lines as often as anything. */
    while (pick(2) && start > 0 && policy->text[start - 1] != '\n')
        start--;
    uint32_t end = start + len < policy->text_len ? start + len : policy->text_len;
    bool whole = pick(2);
    while (whole && end > start && end < policy->text_len && policy->text[end - 1] != '\n')
        end++;
    /* Never within a character. */
    while (start > 0 && ((unsigned char)policy->text[start] & 0xc0) == 0x80)
        start--;
    while (end < policy->text_len && ((unsigned char)policy->text[end] & 0xc0) == 0x80)
        end++;
    const char *replacement = replacements[pick(sizeof replacements / sizeof *replacements)];
    struct diagnostic *diagnostic =
        diagnostic_add(&found, DIAGNOSTIC_SYNTAX, (struct span){start, end}, "x");
    diagnostic_fix(diagnostic, (struct span){start, end}, replacement, "x");
    workflow_place_diagnostics(policy, &found);
    uint32_t kept = found.count ? found.items[0].fix_count : 0;
    if (kept) {
        const struct diagnostic_fix *fix = &found.items[0].fixes[0];
        char *text = arena_printf(&arena, "%.*s%s%s", (int)start, policy->text, replacement,
                                  policy->text + end);
        char *file = arena_printf(&arena, "%.*s%s%.*s", (int)fix->span.start, encoder->file,
                                  fix->replacement, (int)(encoder->len - fix->span.end),
                                  encoder->file + fix->span.end);
        reading_open(&reading, file, strlen(file), NULL);
        cr_assert_eq(reading.workflow.policy_count, 1, "[%u, %u) \"%s\" in:\n%.*s\ngave:\n%s",
                     start, end, replacement, (int)encoder->len, encoder->file, file);
        const char *again = reading.workflow.policies[0].text;
        cr_assert_eq(without_line_ends(again), without_line_ends(text),
                     "[%u, %u) \"%s\" in:\n%.*s\ngave:\n%s", start, end, replacement,
                     (int)encoder->len, encoder->file, file);
        cr_assert_eq(memcmp(again, text, without_line_ends(text)), 0,
                     "[%u, %u) \"%s\" in:\n%.*s\ngave:\n%s", start, end, replacement,
                     (int)encoder->len, encoder->file, file);
        reading_free(&reading);
    }
    arena_free(&arena);
    return kept;
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);

    return value ? strtoull(value, NULL, 0) : otherwise;
}

Test(property, encoded_and_read)
{
    uint64_t runs = setting("EGRESS_PROPERTY_RUNS", 20000);
    uint64_t seed = setting("EGRESS_PROPERTY_SEED", 1);
    static struct encoder encoder;
    uint64_t replaced = 0, fixed = 0, formatted = 0;

    for (uint64_t i = 0; i < runs; i++) {
        struct reading reading;
        state = (seed + i) * 0x9e3779b97f4a7c15ULL | 1;
        encode(&encoder);
        reading_open(&reading, encoder.file, encoder.len, NULL);
        cr_assert_eq(reading.diagnostics.count, 0, "seed %lu: %s in:\n%.*s", seed + i,
                     reading.diagnostics.items[0].message, (int)encoder.len, encoder.file);
        const struct workflow_policy *policy = only_policy(&reading);
        check_reading(&encoder, &reading, policy);
        replaced += check_replace(&encoder, policy);
        fixed += check_fix(&encoder, policy);
        formatted += check_format(&encoder, policy);
        reading_free(&reading);
    }
    /* A writer that refuses everything proves nothing. */
    cr_assert_gt(replaced, runs / 4, "%lu of %lu", replaced, runs);
    cr_assert_gt(fixed, runs / 5, "%lu of %lu", fixed, runs);
    cr_assert_gt(formatted, runs / 8, "%lu of %lu", formatted, runs);
    printf("%lu files: %lu replaced, %lu fixed, %lu formatted\n", runs, replaced, fixed, formatted);
}
