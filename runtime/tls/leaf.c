#include "runtime/tls/leaf.h"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/tls/certificate.h"
#include "runtime/tls/lru.h"

struct leaf_maker {
    EVP_PKEY *authority_key, *key;
    X509 *authority;
    X509 *pattern; /* has the extensions that all of them have */
    struct lru *made;
};

static void drop_leaf(void *certificate)
{
    X509_free(certificate);
}

/* Writing extensions out of text is slow, so it is done once. */
static X509 *make_pattern(const struct leaf_maker *maker)
{
    const struct certificate_parts parts = {.key = maker->key, .days = LEAF_DAYS};
    X509 *pattern = certificate_begin(&parts);
    if (pattern && certificate_extend(pattern, NULL, NID_basic_constraints, "critical,CA:FALSE") &&
        certificate_extend(pattern, NULL, NID_key_usage, "critical,digitalSignature") &&
        certificate_extend(pattern, NULL, NID_ext_key_usage, "serverAuth") &&
        certificate_extend(pattern, NULL, NID_subject_key_identifier, "hash") &&
        certificate_extend(pattern, maker->authority, NID_authority_key_identifier, "keyid:always"))
        return pattern;
    X509_free(pattern);
    return NULL;
}

struct leaf_maker *leaf_maker_new(const struct authority *authority, uint32_t kept, uint32_t seed)
{
    struct leaf_maker *maker = calloc(1, sizeof(*maker));
    if (!maker)
        return NULL;
    maker->authority_key = authority_key(authority);
    maker->authority = authority_certificate(authority);
    maker->key = EVP_EC_gen("P-256");
    maker->made = lru_new(kept, seed, drop_leaf);
    if (maker->authority_key && maker->authority && maker->key && maker->made)
        maker->pattern = make_pattern(maker);
    if (maker->pattern)
        return maker;
    leaf_maker_free(maker);
    return NULL;
}

void leaf_maker_free(struct leaf_maker *maker)
{
    if (!maker)
        return;
    EVP_PKEY_free(maker->authority_key);
    EVP_PKEY_free(maker->key);
    X509_free(maker->authority);
    X509_free(maker->pattern);
    lru_free(maker->made);
    free(maker);
}

/* The subject alternative name: RFC 5280 section 4.2.1.6. Critical where the subject is empty. */
static bool add_name(X509 *leaf, const char *name)
{
    struct in_addr ip;
    bool is_address = inet_pton(AF_INET, name, &ip) == 1;
    GENERAL_NAMES *names = GENERAL_NAMES_new();
    GENERAL_NAME *entry = GENERAL_NAME_new();
    ASN1_STRING *value = is_address ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
    bool critical = X509_NAME_entry_count(X509_get_subject_name(leaf)) == 0;
    bool set = value && (is_address ? ASN1_STRING_set(value, &ip, sizeof(ip))
                                    : ASN1_STRING_set(value, name, -1));
    bool added = false;
    if (names && entry && set) {
        GENERAL_NAME_set0_value(entry, is_address ? GEN_IPADD : GEN_DNS, value);
        value = NULL;
        if (sk_GENERAL_NAME_push(names, entry)) {
            entry = NULL;
            added = X509_add1_ext_i2d(leaf, NID_subject_alt_name, names, critical,
                                      X509V3_ADD_APPEND) == 1;
        }
    }
    ASN1_STRING_free(value);
    GENERAL_NAME_free(entry);
    GENERAL_NAMES_free(names);
    return added;
}

static bool add_pattern(X509 *leaf, const X509 *pattern)
{
    for (int i = 0; i < X509_get_ext_count(pattern); i++)
        if (!X509_add_ext(leaf, X509_get_ext(pattern, i), -1))
            return false;
    return true;
}

static X509 *make_leaf(const struct leaf_maker *maker, const char *name, time_t now)
{
    const struct certificate_parts parts = {
        .issuer = X509_get_subject_name(maker->authority),
        .common_name = name,
        .key = maker->key,
        .now = now,
        .days = LEAF_DAYS,
    };
    X509 *leaf = certificate_begin(&parts);
    if (leaf && add_pattern(leaf, maker->pattern) && add_name(leaf, name) &&
        X509_sign(leaf, maker->authority_key, EVP_sha256()))
        return leaf;
    X509_free(leaf);
    return NULL;
}

static bool is_fresh(const X509 *leaf, time_t now)
{
    return ASN1_TIME_cmp_time_t(X509_get0_notAfter(leaf), now + LEAF_FRESH_S) > 0;
}

X509 *leaf_for(struct leaf_maker *maker, const char *name, time_t now)
{
    X509 *leaf = lru_get(maker->made, name);
    if (leaf && is_fresh(leaf, now))
        return leaf;
    leaf = make_leaf(maker, name, now);
    return leaf && lru_put(maker->made, name, leaf) ? leaf : NULL;
}

EVP_PKEY *leaf_key(const struct leaf_maker *maker)
{
    return maker->key;
}
