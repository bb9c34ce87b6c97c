/* What completion and hover know of words is what the language has. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lang/rules/policy.h"
#include "lsp/dictionary.h"

static size_t count_of(enum dictionary_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < dictionary_word_count; i++)
        count += dictionary_words[i].kind == kind;
    return count;
}

static size_t expect(enum dictionary_kind kind, const char *word)
{
    cr_expect_not_null(dictionary_find(kind, word, strlen(word)), "%s", word);
    return 1;
}

Test(words, all_and_no_others)
{
    size_t attributes = 0, methods = 1 /* `*` */, flags = 0, protocols = 0, placeholders = 0;

#define ATTRIBUTE(key, name) attributes += expect(DICTIONARY_ATTRIBUTE, name);
#include "lang/rules/attributes.def"
#define METHOD(name) methods += expect(DICTIONARY_METHOD, #name);
#include "lang/rules/methods.def"
#define FLAG(key, word) flags += expect(DICTIONARY_FLAG, word);
#define PROTOCOL(key, word) protocols += expect(DICTIONARY_PROTOCOL, word);
#define PLACEHOLDER(key, word, name) placeholders += expect(DICTIONARY_PLACEHOLDER, word);
#include "lang/rules/words.def"
    cr_expect_eq(count_of(DICTIONARY_ATTRIBUTE), attributes);
    cr_expect_eq(count_of(DICTIONARY_METHOD), methods);
    cr_expect_eq(count_of(DICTIONARY_FLAG), flags);
    cr_expect_eq(count_of(DICTIONARY_PROTOCOL), protocols);
    cr_expect_eq(count_of(DICTIONARY_PLACEHOLDER), placeholders);
}

static void expect_policy(const char *text)
{
    const struct policy_options options = {0};
    struct arena arena = {0};
    struct diagnostics found = {.arena = &arena};
    struct ruleset rules;

    cr_expect(policy_parse(text, strlen(text), &options, &arena, &found, &rules), "%s", text);
    arena_free(&arena);
}

/* What is offered may stand where it is offered; lists are in order. */
Test(words, offers)
{
    char rule[256];

    for (size_t i = 0; i < dictionary_service_count; i++) {
        expect_policy(dictionary_services[i].name);
        cr_expect(!i || strcmp(dictionary_services[i - 1].name, dictionary_services[i].name) < 0);
    }
    for (size_t i = 0; i < dictionary_program_count; i++) {
        snprintf(rule, sizeof rule, "example.com exe=%s", dictionary_programs[i].name);
        expect_policy(rule);
    }
}
