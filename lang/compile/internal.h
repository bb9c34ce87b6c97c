/*
 * What the passes of the compiler share: one struct compilation, which owns all they make until the
 * image is written. Everything in it is arena memory.
 *
 *   ref      a place in the graph that is being built: TARGET_END, a rule (TARGET_RULE | number),
 *            or a node's number. Written out, it becomes a target.
 *   entry    a rule that has come as far as a list: what remains are its tests and its lanes.
 *   test     a condition on the process (or the method), interned: equal conditions are one number.
 *   group    the rules that have the very same destination.
 */
#ifndef EGRESS_LANG_COMPILE_INTERNAL_H
#define EGRESS_LANG_COMPILE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/compile/compile.h"
#include "lang/source/arena.h"
#include "lang/vm/format.h"

/* A growing array in the arena; what it outgrows stays there until the end. */
struct vector {
    void *items;
    uint32_t count;
    uint32_t capacity;
};

/* Room for one more, zeroed. Pointers into the vector are good until the next push. */
void *vector_push(struct arena *arena, struct vector *vector, size_t size_bytes);

#define VECTOR_AT(vector, type, index) (&((type *)(vector)->items)[index])

/* A map from a few words and a text to a number; see map_find. */
struct map {
    struct map_item *items;
    uint32_t count;
    uint32_t capacity; /* a power of two */
};

struct map_key {
    uint32_t a, b;
    const char *text; /* borrowed while the map lives */
    uint32_t len_bytes;
};

/* The number kept for a key; new ones are given `number` first, and *ret_new says so. */
uint32_t map_find(struct arena *arena, struct map *map, struct map_key key, uint32_t number,
                  bool *ret_new);

/* The number kept for a key, or MAP_NONE. */
#define MAP_NONE UINT32_MAX
uint32_t map_get(const struct map *map, const struct map_key *key);

/* The strings of the image: rule texts, and constants, each of which is there once. */
struct strings {
    struct vector bytes;
    struct map interned;
    const uint32_t *rule_texts; /* offset of each rule's text */
};

uint32_t strings_intern(struct arena *arena, struct strings *strings, const char *text,
                        uint32_t len);

/* As strings_intern, but if `text` stands in a rule's text already, it need not be there twice. */
uint32_t strings_intern_near(struct arena *arena, struct strings *strings,
                             const struct ruleset *rules, uint32_t rule, const char *text,
                             uint32_t len);

/* A glob, taken apart as format.h has it. Pieces are those of the compilation's vector. */
struct glob_info {
    uint32_t first_piece;
    uint32_t piece_count;
};

struct piece_info {
    bool is_plain;
    uint32_t text; /* offset in strings, if plain */
    uint32_t len_bytes;
    uint32_t first_element; /* if not */
    uint32_t element_count;
};

enum test_kind { TEST_LITERAL, TEST_GLOB, TEST_DOCKER, TEST_NOT_DOCKER, TEST_METHODS };

struct test {
    enum test_kind kind;
    uint32_t slot;  /* of the fact; 0 for TEST_METHODS */
    uint32_t value; /* literal, glob, METHOD_* bits */
};

struct literal {
    uint32_t key; /* enum attribute_key */
    uint32_t text;
    uint32_t len_bytes;
};

struct tests_of_rule {
    const uint32_t *tests;
    uint32_t count;
};

/* More would be more than there are keys, but for arg[N]. */
#define TESTS_OF_RULE_MAX 63

struct entry {
    uint32_t rule;
    uint32_t lanes;     /* bits of enum lane */
    uint64_t remaining; /* bits of the tests that are still to be made */
    const uint32_t *tests;
    uint32_t test_count;
};

struct entries {
    struct entry *items;
    uint32_t count;
};

/* A case of PORTS (key), SWITCH and ARGUMENTS (literal), SEGMENTS, AFFIXES and SEARCH (text). */
struct graph_case {
    uint32_t key; /* or offset in strings */
    uint32_t len_bytes;
    uint32_t ref;
};

struct graph_node {
    struct instruction instruction; /* yes, no (and operand, for FRONT, CGROUP) are refs */
    uint32_t first_case;
    uint32_t case_count;
    uint32_t depth;
    uint32_t steps;   /* about what the bound will say */
    bool scans;       /* some way from here searches a fact, or looks at each argument */
    uint32_t address; /* of the instruction; 0: unreachable */
};

struct graph {
    struct vector nodes; /* from 1 on */
    struct vector cases;
    uint32_t *buckets; /* of nodes, by content */
    uint32_t bucket_count;
    uint32_t made;
    uint32_t shared;
};

/* One label below its parent, as host_node; `programs` by labels in front: none, one, more. */
struct host_build {
    uint32_t parent;
    uint32_t label; /* offset in strings */
    uint32_t label_len_bytes;
    uint32_t exact; /* groups; GROUP_NONE */
    uint32_t subdomains;
    struct vector labels;     /* of struct label_group: one label that matches a glob */
    struct vector sub_labels; /* likewise, with labels in front of it */
    uint32_t program;         /* ref */
    uint32_t fronts;
};

#define GROUP_NONE UINT32_MAX

struct label_group {
    uint32_t glob;
    uint32_t group;
};

struct address_build {
    uint32_t address;
    uint32_t prefix_len;
    uint32_t group;
    uint32_t parent; /* node */
    uint32_t program;
};

struct group {
    struct vector rules; /* of uint32_t, in source order */
    bool is_address;
    bool has_name; /* a DNS query can name it */
};

struct compilation {
    struct arena *arena;
    const struct ruleset *rules;
    struct compile_report *report;
    bool failed;

    struct strings strings;
    uint32_t options_text;
    struct vector facts; /* of struct fact_slot */
    struct vector literals;
    struct map literal_map;
    struct vector tests; /* of struct test */
    struct map test_map;
    struct tests_of_rule *tests_of_rules;

    struct vector globs; /* of struct glob_info */
    struct vector pieces;
    struct vector elements; /* of struct glob_element */
    struct vector ranges;
    struct map glob_map;

    struct vector groups;
    struct map group_map; /* of prefixes */
    struct map label_map; /* of patterns of labels */
    struct vector hosts;  /* of struct host_build; 0 is the root */
    struct map host_map;
    struct vector addresses; /* of struct address_build, sorted; 0 is "none" */

    struct graph graph;
    uint32_t within_arguments; /* > 0: what is built is run once for each argument */
};

/* The first failure is kept; what is built after it is thrown away. */
__attribute__((format(printf, 3, 4))) void compilation_fail(struct compilation *c, uint32_t rule,
                                                            const char *format, ...);

/* globs.c. `attribute`: '?' and sets count, too. A failure is put down to `rule`. */
uint32_t glob_add(struct compilation *c, const char *text, bool attribute, uint32_t rule);

/* Whether an attribute's glob has nothing special in it. */
bool glob_is_literal(const char *text);

/* The text that everything which matches starts (ends) with; *ret_all: and that is all it asks. */
uint32_t glob_prefix(const struct compilation *c, uint32_t glob, uint32_t *ret_len, bool *ret_all);
uint32_t glob_suffix(const struct compilation *c, uint32_t glob, uint32_t *ret_len, bool *ret_all);

/*
 * Texts that stand in whatever the glob matches: a plain piece, or what is plain within one that
 * has
 * `?` or sets. *ret_all: the glob asks no more than that this stands somewhere. Starts at {0};
 * false at the end.
 */
struct plain_walk {
    uint32_t piece;   /* of the glob's */
    uint32_t element; /* of that piece's */
};
bool glob_next_plain(struct compilation *c, uint32_t glob, struct plain_walk *walk,
                     uint32_t *ret_text, uint32_t *ret_len, bool *ret_all);

/* tests.c: the tests of every rule's attributes. */
void tests_make(struct compilation *c);
uint32_t test_add(struct compilation *c, enum test_kind kind, uint32_t slot, uint32_t value);

/* graph.c. Each returns a ref: to an equal node if there is one. */
uint32_t graph_add(struct compilation *c, struct instruction instruction,
                   const struct graph_case *cases, uint32_t case_count);
const struct graph_node *graph_node(const struct compilation *c, uint32_t ref);
uint32_t graph_steps(const struct compilation *c, uint32_t ref);
bool graph_scans(const struct compilation *c, uint32_t ref);
uint32_t graph_also(struct compilation *c, uint32_t first, uint32_t second); /* both, any order */
uint32_t graph_branch(struct compilation *c, enum opcode opcode, uint32_t aux, uint32_t operand,
                      uint32_t yes, uint32_t no);
/* Gives every node that can be reached from the destinations its address; returns their number. */
uint32_t graph_place(struct compilation *c);
uint32_t graph_target(const struct compilation *c, uint32_t ref);

/* choices.c: all globs of a list that match a text lead on, each to its ref. */
#define CHOICES_TRIED_MAX 5 /* up to so many, trying each is cheaper than an index */

struct choice {
    uint32_t glob;
    uint32_t ref;
};
uint32_t choices_build(struct compilation *c, uint32_t slot, uint32_t checked_slot,
                       struct choice *choices, uint32_t count);

/* lists.c: the program that finds the first entry of each lane; entries are in source order. */
uint32_t list_build(struct compilation *c, struct entries list);

/* paths.c: as list_build, for URL rules: scheme, path, method, then the rest. */
uint32_t paths_build(struct compilation *c, struct entries list);

/* groups.c. */
void groups_make(struct compilation *c);

/* destinations.c: host trie and prefixes, each with its program. */
void destinations_make(struct compilation *c);
void destinations_blame(const struct compilation *c, uint32_t host, uint32_t address);
uint32_t group_program(struct compilation *c, uint32_t group);

/* search.c: the automaton that finds the texts of the cases of a SEARCH. */
struct search_build {
    struct search_state *states;
    uint32_t state_count;
    struct search_output *outputs; /* programs are refs */
    uint32_t output_count;
};
struct search_build search_make(struct compilation *c, const struct graph_case *cases,
                                uint32_t count);

/* write.c. The image, or NULL where the hash tables could not be made with this seed. */
void *write_image(struct compilation *c, uint32_t hash_seed, size_t *ret_len_bytes);

#endif
