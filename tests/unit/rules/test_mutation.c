/*
 * One mistake, one error: every word of good policies is left out, doubled, swapped with the next,
 * and replaced by each of many others, and every byte is left out or replaced. The line must then
 * have one error at most, and no other line any, unless the line is a header: then each line that
 * it is the header of may have one.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lang/rules/policy.h"
#include "lang/source/source.h"

static const char *const policies[] = {
    "www.example.com\n"
    "*.example.com:80|443 exe=/usr/bin/curl step=build\n"
    "derp*.example.com:*/tcp # relays\n"
    "203.0.113.7:53/udp\n"
    "198.51.100.0/24:22 cgroup=@host\n"
    "dns:*.corp.example\n"
    "https://www.example.com:8443/a/*/b insecure\n"
    "GET|POST https://www.example.com/x arg[1]=push arg=`a b`\n"
    "last.example passthrough image=\"a b\"\n",

    "[https://api.example.com/v1]\n"
    "/a/*\n"
    "DELETE|PUT /b exe=/usr/bin/git\n"
    "[:8080/tcp step=test]\n"
    "a.example\n"
    "b.example:90 step=other\n"
    "[passthrough exe=/usr/bin/node]\n"
    "c.example\n"
    "*.d.example\n"
    "[GET|HEAD]\n"
    "https://e.example/{owner}/{repo}\n"
    "[]\n"
    "f.example\n",
};

static const char *const words[] = {
    "www.example.com",
    "*.example.com",
    "*",
    "foo",
    "1.2.3",
    "10.0.0.1",
    "10.0.0.0/8",
    "10.0.0.0/99",
    "dns:a.example",
    "dns:",
    "https://a.example/x",
    "https://a.example",
    "ftp://a.example/",
    "/x",
    "/",
    "GET",
    "GET|POST",
    "GTE",
    "GET|",
    "|",
    ":",
    ":80",
    "[",
    "]",
    "[]",
    "[:80]",
    "[exe=/x]",
    "passthrough",
    "insecure",
    "passthru",
    "exe=/x",
    "exe=",
    "exe",
    "=x",
    "exee=/x",
    "arg[1]=x",
    "arg[x]=x",
    "\"",
    "\"a\"",
    "`",
    "exe=`[`",
    "cgroup=@x",
    "{owner}",
    "{org}",
    "#",
    "# x",
    "::1",
    "a.b:99999",
    "a.b:x",
    "a.b:1|",
    "a.b/udp",
    "\xC3\xA4",
    "\xFF",
    "\x01",
    "a..b",
    "-",
    "%2F",
};

static const char bytes[] = "a0.*:|/[]=\"`#{}%-_ \t\x01\xFF@,?";

struct edited {
    char text[4096];
    uint32_t line; /* 1-based */
    bool was_header;
};

static uint32_t line_at(const char *text, size_t at)
{
    uint32_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

static bool is_header(const char *text, uint32_t line)
{
    while (--line)
        text = strchr(text, '\n') + 1;
    return text[strspn(text, " \t")] == '[';
}

/* Whether a line is below the header of `header`, and no other one stands between. */
static bool is_below(const char *text, uint32_t header, uint32_t line)
{
    if (line < header)
        return false;
    for (uint32_t i = header + 1; i < line; i++)
        if (is_header(text, i))
            return false;
    return true;
}

/* Returns whether there was an error. */
static bool check(const struct edited *edited)
{
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct policy_options options = {.placeholders_may_stay = true};
    struct source source;
    struct ruleset rules;
    uint8_t errors[64] = {0};
    bool header = edited->was_header || is_header(edited->text, edited->line);

    source_init(&source, &arena, "", edited->text, strlen(edited->text));
    policy_parse(edited->text, strlen(edited->text), &options, &arena, &found, &rules);
    for (uint32_t i = 0; i < found.count; i++) {
        const struct diagnostic *item = &found.items[i];
        uint32_t line;

        if (item->severity != SEVERITY_ERROR)
            continue;
        cr_assert_gt(item->span_count, 0, "%s\n%s", item->message, edited->text);
        line = source_position(&source, item->spans[0].span.start).line;
        cr_assert_lt(line, sizeof errors);
        cr_expect_eq(errors[line], 0, "line %u has two errors, one is %s: %s\n%s", line,
                     diagnostic_infos[item->code].code, item->message, edited->text);
        errors[line]++;
        cr_expect(line == edited->line || (header && is_below(edited->text, edited->line, line)),
                  "line %u was changed, and line %u has %s: %s\n%s", edited->line, line,
                  diagnostic_infos[item->code].code, item->message, edited->text);
        for (uint32_t k = 0; k < item->fix_count; k++)
            cr_expect_leq(item->fixes[k].span.end, source.len_bytes);
    }
    arena_free(&arena);
    return found.error_count > 0;
}

static unsigned tried, refused;

/* text[start..end) replaced. */
static void try(const char *text, size_t start, size_t end, const char *front, const char *back)
{
    struct edited edited = {.line = line_at(text, start)};

    edited.was_header = is_header(text, edited.line);
    cr_assert_lt((size_t)snprintf(edited.text, sizeof edited.text, "%.*s%s%s%s", (int)start, text,
                                  front, back, text + end),
                 sizeof edited.text);
    tried++;
    refused += check(&edited);
}

static size_t word_end(const char *text, size_t at)
{
    return at + strcspn(text + at, " \t\n");
}

Test(mutation, words)
{
    for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++) {
        const char *text = policies[i];

        for (size_t start = 0; text[start]; start = word_end(text, start) + 1) {
            size_t end = word_end(text, start), next = end + strspn(text + end, " \t");
            char word[256], other[256];

            snprintf(word, sizeof word, "%.*s", (int)(end - start), text + start);
            try(text, start, end, "", "");
            try(text, start, end, word, word);
            try(text, end, end, " ", word);
            for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
                try(text, start, end, words[k], "");
                try(text, start, start, words[k], " ");
                try(text, start, start, words[k], "");
                try(text, end, end, " ", words[k]);
            }
            if (text[next] == '\n')
                continue;
            snprintf(other, sizeof other, "%.*s ", (int)(word_end(text, next) - next), text + next);
            try(text, start, word_end(text, next), other, word);
        }
    }
    /* Many edits are mistakes, and many are not. */
    cr_assert_gt(refused, tried / 4, "%u of %u", refused, tried);
    cr_assert_lt(refused, tried, "%u of %u", refused, tried);
    cr_assert_gt(tried, 5000);
}

Test(mutation, bytes)
{
    for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++) {
        const char *text = policies[i];

        for (size_t at = 0; text[at]; at++) {
            if (text[at] == '\n')
                continue;
            try(text, at, at + 1, "", "");
            for (size_t k = 0; k + 1 < sizeof bytes; k++) {
                const char one[] = {bytes[k], '\0'};

                try(text, at, at + 1, one, "");
                try(text, at, at, one, "");
            }
        }
    }
    /* Many edits are mistakes, and many are not. */
    cr_assert_gt(refused, tried / 4, "%u of %u", refused, tried);
    cr_assert_lt(refused, tried, "%u of %u", refused, tried);
    cr_assert_gt(tried, 5000);
}
