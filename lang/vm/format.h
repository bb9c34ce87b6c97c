/*
 * The image (.egb), format 3: a header, then the sections of sections.def. Little-endian, offsets
 * from the start of the file, no pointers, so it may be mapped anywhere, read-only.
 *
 *   +--------+-------------+-------+-----+---------+
 *   | header | instructions| ports | ... | strings |   each section from a multiple of 16,
 *   +--------+-------------+-------+-----+---------+   the gaps zero
 *
 * Where to start: image_ask in ask.c. A question looks its destination up in two ways, by name
 * (host_slots, from the last label on) and by address (address_nodes, from the longest prefix out).
 * Each node it passes may hold a program: a place in `instructions`, where port, path and process
 * are tested. Every way through a program leads forward, so it ends; every match is noted, and the
 * lowest rule is the answer.
 *
 *   lane      one of the things that are asked at once: the verdict, an allowance for inspection,
 *             passthrough, insecure. Each keeps the lowest rule that matched in it.
 *   key       protocol and port in one number: KEY_TCP, KEY_UDP or KEY_NAME with the port added.
 *   target    where an instruction leads, see opcodes.def.
 *   literal   a text that some attribute must be, interned: a fact is looked up once, then compared
 *             as a number.
 *   affix     plain text at the start or the end of a glob, by which one glob of thousands is found
 *             without trying them all.
 *   automaton finds all of thousands of texts in one reading, wherever they stand (Aho and
 * Corasick, "Efficient string matching", 1975). seed      of one bucket of a perfect hash (hash.h):
 * every look-up is one probe. step      what the bound counts: one instruction, one node passed,
 * one probe, one length tried.
 *
 * Who believes what: verify*.c checks every field that ask.c and run.h's other files use; they
 * check none of them again.
 */
#ifndef EGRESS_LANG_VM_FORMAT_H
#define EGRESS_LANG_VM_FORMAT_H

#include <stdint.h>

#include "lang/vm/facts.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "images are read in place");

#define IMAGE_MAGIC                                                                                \
    "\x89"                                                                                         \
    "EGB\r\n\x1a\n"     /* as PNG's: shows a transfer that changed line ends */
#define IMAGE_VERSION 3 /* any change of layout or meaning changes it */
#define IMAGE_ALIGNMENT 16
#define IMAGE_LEN_MAX (UINT32_C(1) << 30) /* offsets are 32 bits with room to add */

/* Limits that let the interpreter live in a fixed frame. */
#define IMAGE_STACK_MAX 1024    /* ways put aside at once */
#define IMAGE_FACTS_MAX 64      /* distinct facts asked for, each argv[N] being one */
#define IMAGE_NOTES_MAX 4096    /* glob results kept during one decision */
#define IMAGE_PIECE_MAX 256     /* elements of a piece: four words of bit-parallel state */
#define IMAGE_OUTPUTS_MAX 65536 /* of one automaton */
#define IMAGE_STEPS_MAX 4096    /* the most a header may state: some 20 us, see docs/image.md */
#define IMAGE_STEPS_PER_ARGUMENT_MAX 1024
#define IMAGE_STEPS_PER_BYTE_MAX 256

#define NOTE_NONE UINT16_MAX

enum image_section {
#define SECTION(name, element, what) SECTION_##name,
#include "lang/vm/sections.def"
#undef SECTION
    SECTION_COUNT
};

struct image_extent {
    uint32_t offset_bytes;
    uint32_t count; /* of elements */
};

/* What can be asked of a program; a question of facts.h is one of these, DNS is two in turn. */
enum {
    ASK_TCP = 1 << 0,
    ASK_TLS = 1 << 1,
    ASK_HTTP = 1 << 2,
    ASK_UDP = 1 << 3,
    ASK_NAME = 1 << 4,     /* DNS: may this name be resolved? */
    ASK_RESOLVER = 1 << 5, /* DNS: may this resolver be asked? */
    ASK_PATH = 1 << 6,     /* with ASK_HTTP: the path is known */
    ASK_ALL = (1 << 7) - 1,
};

enum lane { LANE_VERDICT, LANE_INSPECT, LANE_PASSTHROUGH, LANE_INSECURE, LANE_COUNT };

#define KEY_TCP 0u
#define KEY_UDP 0x10000u
#define KEY_NAME 0x20000u
#define KEY_MAX KEY_NAME

#define TARGET_END 0u
#define TARGET_RULE 0x80000000u

#define SLOT_EMPTY UINT32_MAX /* of a table: a scope that nothing has */

enum opcode {
#define OPCODE(name, yes, no, also, what) OP_##name,
#include "lang/vm/opcodes.def"
#undef OPCODE
    OP_COUNT
};

struct instruction {
    uint8_t opcode;
    uint8_t slot; /* of fact_slots, or SLOT_* */
    uint16_t aux;
    uint32_t operand;
    uint32_t yes;
    uint32_t no;
};

/* Texts that are no fact by themselves. Below ARGUMENTS or AFFIXES: the element of argv that led
 * there. The label in front of the host's suffix. The path's next segment. */
#define SLOT_ARGUMENT 0xfd
#define SLOT_LABEL 0xfe
#define SLOT_SEGMENT 0xff

struct port_case {
    uint32_t key;
    uint32_t target;
};

/*
 * A node of the host trie: one label, below its parent's. Its hash is that of all labels from the
 * last on (hash_name_end), so that the look-ups of a name's labels do not wait for one another.
 * `fronts`: FRONT_* bits of how many labels may stand in front for the program to be run.
 */
struct host_slot {
    uint32_t parent; /* node; 0: the root; SLOT_EMPTY: the slot is empty */
    uint32_t node;   /* above its parent's; the nodes are 1 to their number */
    uint32_t label;  /* offset in strings */
    uint8_t len_bytes;
    uint8_t fronts;
    uint16_t zero;
    uint32_t program; /* target */
};

#define FRONT_NONE 1u
#define FRONT_ONE 2u
#define FRONT_MORE 4u /* two or more */

/* A prefix of addresses; every match of a node is one of its parent's too. Node 0 is "none". */
struct address_node {
    uint32_t parent;
    uint32_t program; /* target */
};

/* The addresses from `first` up to the next start lie in `node` and its parents. */
struct address_start {
    uint32_t first; /* host byte order of the address's value: 10.0.0.0 is 0x0a000000 */
    uint32_t node;
};

struct fact_slot {
    uint32_t key;   /* enum attribute_key */
    uint32_t index; /* of argv, for ATTRIBUTE_ARG_AT, else 0 */
};

/* A slot of a perfect hash from (scope, text) to a value. */
struct text_slot {
    uint32_t scope;
    uint32_t text; /* offset in strings */
    uint32_t len_bytes;
    uint32_t value;
};

struct switch_slot {
    uint32_t scope; /* instruction */
    uint32_t literal;
    uint32_t target;
};

/* Where in a text an affix stands. */
enum affix_kind { AFFIX_START, AFFIX_END };

/* Runs of affix_lengths and affix_nodes; the runs of all indexes follow one another. */
struct affix_index {
    uint32_t first_length;
    uint32_t length_count;
    uint32_t first_node;
    uint32_t node_count;
    uint32_t kind; /* enum affix_kind */
};

/* The text of a node is its parent's with `text` after it (before it, for AFFIX_END). */
struct affix_node {
    uint32_t parent; /* in affix_nodes, or AFFIX_ROOT */
    uint32_t text;   /* offset in strings */
    uint16_t len_bytes;
    uint16_t total_len_bytes;
    uint32_t program; /* target */
};

#define AFFIX_ROOT UINT32_MAX

struct affix_slot {
    uint32_t index; /* of affix_indexes, or SLOT_EMPTY */
    uint32_t node;
};

/* An automaton; the runs of all of them follow one another. State 0 is the root. */
struct search_index {
    uint32_t first_state;
    uint32_t state_count;
    uint32_t first_output;
    uint32_t output_count; /* at most IMAGE_OUTPUTS_MAX */
};

/*
 * A state is the text that led to it from the root. The one that a byte leads to is `base` + byte,
 * if that one says that it comes from here (`before`): all states share one array (Aoe, "An
 * efficient digital search algorithm by using a double-array structure", 1989). Where it does not,
 * the state of the longest suffix is asked, `fallback`. Numbers are those within the automaton.
 */
struct search_state {
    uint32_t base;     /* at most state_count - SEARCH_BYTES */
    uint32_t before;   /* STATE_NONE: the root, or a cell that is empty */
    uint32_t fallback; /* less deep */
    uint32_t output;   /* of it or its longest suffix that has one; OUTPUT_NONE */
    uint32_t depth;    /* in bytes */
};

#define SEARCH_BYTES 256
#define STATE_NONE UINT32_MAX
#define OUTPUT_NONE UINT32_MAX

/* What is run where a text was found; at most once in each text that is read. */
struct search_output {
    uint32_t program; /* target */
    uint32_t next;    /* of the longest suffix that has one, which stands before; OUTPUT_NONE */
};

/*
 * A glob is its pieces with a star between each and the next: the first stands at the text's start,
 * the last at its end (both may be empty), those between are found from left to right.
 */
struct glob {
    uint32_t first_piece;
    uint32_t piece_count; /* at least 1; 1: no star */
};

/* Plain text, or elements, one a character. */
struct glob_piece {
    uint32_t start; /* offset in strings, or first of elements */
    uint32_t count; /* bytes, or elements (at most IMAGE_PIECE_MAX) */
    uint32_t is_plain;
};

enum element_kind { ELEMENT_ONE, ELEMENT_ANY, ELEMENT_SET, ELEMENT_NOT_SET };

/* ONE: `value` is a code point. SET and NOT_SET: `count` of ranges from `value`. */
struct glob_element {
    uint32_t kind;
    uint32_t value;
    uint32_t count;
};

struct code_range {
    uint32_t first;
    uint32_t last;
};

struct source_rule {
    uint32_t text; /* offset in strings */
    uint32_t line; /* 1-based; 0: a built-in default */
    uint32_t column;
};

/*
 * The digest is SHA-256 over every byte of the file behind itself. What the bounds say is what the
 * verifier finds, or the image is refused.
 */
struct image_header {
    uint8_t magic[8];
    uint32_t version;
    uint32_t len_bytes; /* of the whole file */
    uint8_t digest[32];
    uint32_t steps;              /* worst case of one look-up of name and address */
    uint32_t steps_per_argument; /* added for each element of argv */
    uint32_t steps_per_byte;     /* added for each byte of the process' facts */
    uint32_t stack;              /* ways put aside at once, worst case */
    uint32_t notes;              /* results of globs that stand in several places */
    uint32_t hash_seed;
    uint32_t options; /* offset in strings: the compile options, as text */
    struct image_extent sections[SECTION_COUNT];
};

#define IMAGE_DIGEST_START 48 /* first byte that the digest covers */

_Static_assert(sizeof(struct instruction) == 16, "on disk");
_Static_assert(sizeof(struct host_slot) == 20, "on disk");
_Static_assert(sizeof(struct text_slot) == 16, "on disk");
_Static_assert(sizeof(struct switch_slot) == 12, "on disk");
_Static_assert(sizeof(struct affix_node) == 16, "on disk");
_Static_assert(sizeof(struct search_state) == 20, "on disk");
_Static_assert(sizeof(struct image_header) == 76 + 8 * SECTION_COUNT, "on disk");
_Static_assert(__builtin_offsetof(struct image_header, steps) == IMAGE_DIGEST_START, "on disk");

#endif
