/* HTTP methods. */
#include <string.h>
#include <strings.h>

#include "lang/rules/analysis.h"

static const struct {
    const char *name;
    uint32_t bit;
} methods[] = {
#define METHOD(name) {#name, METHOD_##name},
#include "lang/rules/methods.def"
#undef METHOD
};

#define METHOD_COUNT (sizeof methods / sizeof methods[0])

uint32_t method_bit(const char *text, size_t len)
{
    for (size_t i = 0; i < METHOD_COUNT; i++)
        if (strlen(methods[i].name) == len && !strncasecmp(methods[i].name, text, len))
            return methods[i].bit;
    return 0;
}

const char *nearest_method(const char *text, size_t len)
{
    const char *names[METHOD_COUNT];

    for (size_t i = 0; i < METHOD_COUNT; i++)
        names[i] = methods[i].name;
    return nearest_name(text, len, names, METHOD_COUNT);
}

static bool parse_method(struct analysis *analysis, const struct syntax_words *words,
                         struct span word, uint32_t *bits)
{
    const char *text = analysis->text + word.start;
    uint32_t bit = method_bit(text, span_len(word));
    struct diagnostic *diagnostic;
    const char *near;

    if (bit) {
        *bits |= bit;
        return true;
    }
    if (span_len(word) == 1 && *text == '*') {
        diagnostic = analysis_say(analysis, DIAGNOSTIC_METHOD_ANY, word,
                                  "`*` means any method and stands alone");
        analysis_fix(analysis, diagnostic, words->span, "*");
        return false;
    }
    diagnostic = analysis_say(analysis, DIAGNOSTIC_METHOD_UNKNOWN, word, "`%s` is not a method",
                              analysis_quote(analysis, word));
    near = nearest_method(text, span_len(word));
    if (near)
        analysis_fix(analysis, diagnostic, word, near);
    return false;
}

bool methods_parse(struct analysis *analysis, const struct syntax_words *words,
                   struct method_set *ret_methods)
{
    uint32_t bits = 0;
    char *text;

    if (words->first == words->last && span_len(words->span) == 1 &&
        analysis->text[words->span.start] == '*') {
        *ret_methods = (struct method_set){METHOD_ANY, "*"};
        return true;
    }
    for (const struct syntax_word *word = words->first; word; word = word->next)
        if (!parse_method(analysis, words, word->span, &bits))
            return false;
    text = analysis_copy(analysis, words->span);
    for (char *at = text; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at -= 'a' - 'A';
    *ret_methods = (struct method_set){bits, text};
    return true;
}
