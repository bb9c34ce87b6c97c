/* The words of the language with what they mean (words.def), and what completion knows by heart. */
#ifndef EGRESS_LSP_DICTIONARY_H
#define EGRESS_LSP_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>

enum dictionary_kind {
    DICTIONARY_ATTRIBUTE,
    DICTIONARY_METHOD,
    DICTIONARY_FLAG,
    DICTIONARY_PLACEHOLDER,
    DICTIONARY_PROTOCOL,
};

struct dictionary_word {
    enum dictionary_kind kind;
    const char *word;
    const char *detail;
    const char *text; /* Markdown */
};

extern const struct dictionary_word dictionary_words[];
extern const size_t dictionary_word_count;

/* Of a word as it is written: any case, `arg[3]` is `arg[N]`. NULL: none. */
const struct dictionary_word *dictionary_find(enum dictionary_kind kind, const char *word,
                                              size_t len);

struct dictionary_entry {
    const char *name;
    const char *what;
};

extern const struct dictionary_entry dictionary_services[], dictionary_programs[];
extern const size_t dictionary_service_count, dictionary_program_count;

#endif
