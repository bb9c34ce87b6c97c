/*
 * Look-ups of the image in one probe: "hash and displace". The keys of a table are spread over
 * buckets; each bucket has a seed (a displacement, found by trial when the table is written) that
 * sends all its keys to slots of their own. A look-up hashes, reads the seed, reads the slot, and
 * compares. No key can make a chain: there are none.
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

__attribute__((always_inline)) static inline uint64_t hash_words(const char *text, uint32_t len,
                                                                 int lower)
{
    /* Texts of different lengths start far apart. */
    uint64_t hash = HASH_FACTOR_2 * ((uint64_t)len + 1);
    uint64_t word;

    while (len > 8) {
        memcpy(&word, text, 8);
        hash = hash_fold(hash ^ (lower ? hash_lower_word(word) : word), HASH_FACTOR);
        text += 8;
        len -= 8;
    }
    word = hash_word(text, len);
    return hash_fold(hash ^ (lower ? hash_lower_word(word) : word), HASH_FACTOR);
}

/* Of whole texts, eight bytes at a time. */
static inline uint64_t hash_text(const char *text, uint32_t len)
{
    return hash_words(text, len, 0);
}

/* As hash_text of the same text in lower case. */
static inline uint64_t hash_lower_text(const char *text, uint32_t len)
{
    return hash_words(text, len, 1);
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

/* Of the labels of a name, from the last on: of "github.com" it is hash_suffix(hash_suffix(seed,
 * hash_text("com")), hash_text("github")). */
static inline uint64_t hash_suffix(uint64_t above, uint64_t label)
{
    return hash_fold((above << 7 | above >> 57) ^ label, HASH_FACTOR);
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

/* A number below `count`, spread like the hash. */
static inline uint32_t hash_reduce(uint32_t hash, uint32_t count)
{
    return (uint32_t)(((uint64_t)hash * count) >> 32);
}

static inline uint32_t hash_bucket(uint64_t key, uint32_t bucket_count)
{
    return hash_reduce((uint32_t)key, bucket_count);
}

/* The seed is part of the factor: with a sum, keys that meet once would meet for most seeds. */
static inline uint32_t hash_slot(uint64_t key, uint16_t seed, uint32_t slot_count)
{
    uint64_t mixed = hash_fold(key, HASH_FACTOR + seed * HASH_FACTOR_2);

    return hash_reduce((uint32_t)(mixed >> 32), slot_count);
}

#endif
