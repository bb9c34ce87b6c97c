/*
 * Look-ups of the image in one probe: "hash and displace". The keys of a table are spread over
 * buckets; each bucket has a seed (found by trial when the table is written) that
 * sends all its keys to slots of their own. A look-up hashes, reads the seed, reads the slot, and
 * compares. No key can make a chain: there are none.
 *
 * What is hashed, and how, is short rather than strong: keys that meet are found when the table is
 * written, and whoever asks for a text that meets one in the table gets one comparison more.
 *
 * Writer and interpreter share these functions; a change here is a change of format.
 */
#ifndef EGRESS_LANG_VM_HASH_H
#define EGRESS_LANG_VM_HASH_H

#include <stdint.h>
#include <string.h>

#define HASH_KEYS_PER_BUCKET 4

/* Multiplies to 128 bits and folds: every bit of the factors reaches the low and the high half. */
static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15) /* 2^64 divided by the golden ratio */
#define HASH_FACTOR_2 UINT64_C(0xd1b54a32d192ed03)

/* Up to eight bytes as a number: for one length, different texts give different numbers. */
static inline uint64_t hash_word(const char *text, uint32_t len)
{
    uint32_t low, high;

    if (len >= 4) {
        memcpy(&low, text, 4);
        memcpy(&high, text + len - 4, 4);
        return (uint64_t)high << 32 | low;
    }
    if (len == 0)
        return 0;
    return (uint64_t)(unsigned char)text[0] | (uint64_t)(unsigned char)text[len / 2] << 8 |
           (uint64_t)(unsigned char)text[len - 1] << 16;
}

#define HASH_EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))
#define HASH_LOW_BITS HASH_EACH_BYTE(0x7f)

/* Of eight bytes, those in A to Z made lower. */
static inline uint64_t hash_lower_word(uint64_t word)
{
    uint64_t low = word & HASH_LOW_BITS;
    uint64_t above_z = low + HASH_EACH_BYTE(0x7f - 'Z'), from_a = low + HASH_EACH_BYTE(0x80 - 'A');

    return word | ((from_a ^ above_z) & ~word & ~HASH_LOW_BITS) >> 2;
}

/* Of whole texts, eight bytes at a time. */
static inline uint64_t hash_text(const char *text, uint32_t len)
{
    /* Texts of different lengths start far apart. */
    uint64_t hash = HASH_FACTOR_2 * ((uint64_t)len + 1);
    uint64_t word;

    while (len > 8) {
        memcpy(&word, text, 8);
        hash = hash_fold(hash ^ word, HASH_FACTOR);
        text += 8;
        len -= 8;
    }
    return hash_fold(hash ^ hash_word(text, len), HASH_FACTOR);
}

/* Are two texts of one length the same? */
static inline int hash_same_text(const char *a, const char *b, uint32_t len)
{
    return len <= 8 ? hash_word(a, len) == hash_word(b, len) : memcmp(a, b, len) == 0;
}

/* Is `text` in lower case the same as `lower`? */
static inline int hash_same_lower(const char *lower, const char *text, uint32_t len)
{
    uint64_t a, b;

    for (; len > 8; len -= 8, lower += 8, text += 8) {
        memcpy(&a, lower, 8);
        memcpy(&b, text, 8);
        if (a != hash_lower_word(b))
            return 0;
    }
    return hash_word(lower, len) == hash_lower_word(hash_word(text, len));
}

/*
 * Names, of which every suffix is looked up: "com", "github.com", "api.github.com". Their words of
 * eight bytes count from the end, and what is behind a word is hashed once; a suffix is then the
 * end of the word that it starts in, and what is behind that one. So suffixes do not wait for one
 * another, and the length of a label is no branch. Case does not matter: letters differ in one bit,
 * which is set (what else that makes equal is told apart by the comparison).
 */
#define HASH_NAME_MAX_BYTES 253
#define HASH_NAME_WORDS (HASH_NAME_MAX_BYTES / 8 + 1)
#define HASH_NAME_SHORT_WORDS 4 /* are there without asking whether the name has so many */

struct hash_name {
    uint64_t words[HASH_NAME_WORDS];      /* the last first; the first of a name fills the end */
    uint64_t behind[HASH_NAME_WORDS + 1]; /* hash of the words behind */
};

#define HASH_CASE_BITS HASH_EACH_BYTE(0x20)

/* The `number`th word from the end; nothing outside the name is read. No branch: whether the name
 * has so much is different in every event. */
static inline uint64_t hash_name_word(const char *text, uint32_t len, uint32_t number)
{
    uint32_t start = len - 8 * (number + 1);       /* wraps where that is in front of the name */
    uint32_t in_front = 0 - (start >> 31);         /* all bits, or none */
    uint32_t missing = (0 - start) & in_front & 7; /* of a whole one nothing is asked */
    uint64_t word;

    memcpy(&word, text + (start & ~in_front), sizeof(word));
    return (word | HASH_CASE_BITS) << 8 * missing;
}

static inline void hash_name_add(struct hash_name *name, const char *text, uint32_t len,
                                 uint32_t number)
{
    name->words[number] = hash_name_word(text, len, number);
    name->behind[number + 1] = hash_fold(name->behind[number] ^ name->words[number], HASH_FACTOR);
}

static inline void hash_name_start(struct hash_name *name, const char *text, uint32_t len,
                                   uint32_t seed)
{
    char padded[8] = {0};

    name->behind[0] = seed * HASH_FACTOR + HASH_FACTOR_2;
    if (len < 8) {
        memcpy(padded, text, len);
        hash_name_add(name, padded, 8, 0);
        name->words[0] <<= 8 * (8 - len);
        return;
    }
#pragma GCC unroll 4
    for (uint32_t i = 0; i < HASH_NAME_SHORT_WORDS; i++)
        hash_name_add(name, text, len, i);
    for (uint32_t i = HASH_NAME_SHORT_WORDS; i <= len / 8; i++)
        hash_name_add(name, text, len, i);
}

/* Of the last `len` bytes of the name, which has so many. */
static inline uint64_t hash_name_end(const struct hash_name *name, uint32_t len)
{
    uint64_t word =
        name->words[len / 8] >> 1 >> (63 - 8 * (len % 8)); /* all gone where 0 are left */

    return hash_fold(name->behind[len / 8] ^ word, HASH_FACTOR);
}

/* Of texts that grow by one byte: hash_grow(hash_grow(HASH_GROW_START, 'a'), 'b'). */
#define HASH_GROW_START HASH_FACTOR_2

static inline uint64_t hash_grow(uint64_t hash, char byte)
{
    return (hash + (unsigned char)byte + 1) * HASH_FACTOR;
}

/* A key of a table: what was hashed, in the scope that asks. */
static inline uint64_t hash_in_scope(uint64_t hash, uint32_t scope, uint32_t seed)
{
    return hash_fold(hash ^ (((uint64_t)seed << 32) | scope) * HASH_FACTOR_2, HASH_FACTOR);
}

/* A number below `count`, spread like the hash's highest bits. */
static inline uint32_t hash_reduce(uint32_t hash, uint32_t count)
{
    return (uint32_t)(((uint64_t)hash * count) >> 32);
}

/* There are 2^n buckets: one for each of the lowest bits of a key. */
static inline uint32_t hash_bucket(uint64_t key, uint32_t bucket_count)
{
    return (uint32_t)key & (bucket_count - 1);
}

/* The seed of a key's bucket. Where there is but one, its address does not wait for the key. */
static inline uint16_t hash_seed_of(uint64_t key, const uint16_t *seeds, uint32_t bucket_count)
{
    return bucket_count == 1 ? seeds[0] : seeds[hash_bucket(key, bucket_count)];
}

/* The seed makes a factor: with a sum, keys that meet once would meet for most seeds. */
static inline uint32_t hash_slot(uint64_t key, uint16_t seed, uint32_t slot_count)
{
    uint32_t factor = (seed * UINT32_C(0x9e3779b9)) | 1;

    return hash_reduce((uint32_t)(key >> 32) * factor, slot_count);
}

#endif
