#include "lsp/dictionary.h"

#include <string.h>
#include <strings.h>

const struct dictionary_word dictionary_words[] = {
#define WORD(kind, word, detail, text) {DICTIONARY_##kind, word, detail, text},
#include "lsp/words.def"
#undef WORD
};

const struct dictionary_entry dictionary_services[] = {
#define SERVICE(name, what) {name, what},
#include "lsp/services.def"
#undef SERVICE
};

const struct dictionary_entry dictionary_programs[] = {
#define PROGRAM(name, what) {name, what},
#include "lsp/programs.def"
#undef PROGRAM
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const size_t dictionary_word_count = COUNT(dictionary_words);
const size_t dictionary_service_count = COUNT(dictionary_services);
const size_t dictionary_program_count = COUNT(dictionary_programs);

static bool is_word(const struct dictionary_word *entry, const char *word, size_t len)
{
    if (!strcmp(entry->word, "arg[N]"))
        return len > 4 && !memcmp(word, "arg[", 4);
    return strlen(entry->word) == len && !strncasecmp(entry->word, word, len);
}

const struct dictionary_word *dictionary_find(enum dictionary_kind kind, const char *word,
                                              size_t len)
{
    for (size_t i = 0; i < dictionary_word_count; i++)
        if (dictionary_words[i].kind == kind && is_word(&dictionary_words[i], word, len))
            return &dictionary_words[i];
    return NULL;
}
