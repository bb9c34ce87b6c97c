#include "runtime/tls/authority.h"

#include <errno.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/tls/certificate.h"
#include "runtime/tls/secret.h"

/* A power of two each. The least total is what any process may lock (RLIMIT_MEMLOCK). */
#define SECURE_BLOCK_BYTES 64
#define SECURE_HEAP_LEAST_BYTES 65536
#define KEYS_A_CONNECTION 2 /* ephemeral ones, which OpenSSL keeps as long as either end */
#define POINT_BYTES (1 + 2 * AUTHORITY_KEY_BYTES) /* uncompressed, SEC 1 section 2.3.3 */

/* Only what is used becomes resident: OpenSSL locks with MLOCK_ONFAULT. */
int authority_prepare_memory(uint32_t connections)
{
    size_t needed =
        SECURE_HEAP_LEAST_BYTES + (size_t)connections * KEYS_A_CONNECTION * SECURE_BLOCK_BYTES;
    size_t bytes = SECURE_HEAP_LEAST_BYTES;

    if (CRYPTO_secure_malloc_initialized())
        return 0;
    while (bytes < needed && bytes < AUTHORITY_HEAP_MOST_BYTES)
        bytes *= 2;
    for (; bytes >= SECURE_HEAP_LEAST_BYTES; bytes /= 2) {
        int made = CRYPTO_secure_malloc_init(bytes, SECURE_BLOCK_BYTES);
        if (made == 1)
            return 0;
        if (made == 2) /* there, but not locked */
            CRYPTO_secure_malloc_done();
    }
    return -ENOMEM;
}

struct authority *authority_blank(void)
{
    return secret_alloc(sizeof(struct authority));
}

void authority_free(struct authority *authority)
{
    secret_free(authority, sizeof(*authority));
}

/* ---- the key ----------------------------------------------------------------------------- */

/* 0 < scalar < order of the group. */
static BIGNUM *read_scalar(const uint8_t bytes[AUTHORITY_KEY_BYTES], const EC_GROUP *group)
{
    BIGNUM *scalar = BN_secure_new();
    if (scalar && BN_bin2bn(bytes, AUTHORITY_KEY_BYTES, scalar) && !BN_is_zero(scalar) &&
        BN_cmp(scalar, EC_GROUP_get0_order(group)) < 0) {
        BN_set_flags(scalar, BN_FLG_CONSTTIME);
        return scalar;
    }
    BN_clear_free(scalar);
    return NULL;
}

static bool public_point(const EC_GROUP *group, const BIGNUM *scalar, uint8_t ret[POINT_BYTES])
{
    EC_POINT *point = EC_POINT_new(group);
    bool done = point && EC_POINT_mul(group, point, scalar, NULL, NULL, NULL) &&
                EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, ret, POINT_BYTES,
                                   NULL) == POINT_BYTES;
    EC_POINT_free(point);
    return done;
}

static EVP_PKEY *build_key(const BIGNUM *scalar, const uint8_t point[POINT_BYTES])
{
    EVP_PKEY *key = NULL;
    OSSL_PARAM *params = NULL;
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    if (builder && context &&
        OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1,
                                        0) &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, scalar) &&
        OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, POINT_BYTES))
        params = OSSL_PARAM_BLD_to_param(builder);
    if (params && EVP_PKEY_fromdata_init(context) == 1 &&
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, params) != 1)
        key = NULL;
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(context);
    return key;
}

EVP_PKEY *authority_key(const struct authority *authority)
{
    uint8_t point[POINT_BYTES];
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *scalar = group ? read_scalar(authority->key, group) : NULL;
    EVP_PKEY *key = scalar && public_point(group, scalar, point) ? build_key(scalar, point) : NULL;
    BN_clear_free(scalar);
    EC_GROUP_free(group);
    return key;
}

/* All but one in 2^32 draws are below the order. */
static EVP_PKEY *make_key(struct authority *authority)
{
    EVP_PKEY *key = NULL;
    for (int tries = 0; !key && tries < 4; tries++) {
        if (RAND_priv_bytes(authority->key, sizeof(authority->key)) != 1)
            return NULL;
        key = authority_key(authority);
    }
    return key;
}

/* ---- the certificate --------------------------------------------------------------------- */

static X509 *make_certificate(EVP_PKEY *key, time_t now)
{
    uint8_t tail[4];
    char name[64];
    if (RAND_bytes(tail, sizeof(tail)) != 1)
        return NULL;
    /* No two runs have the same: stores that go by the name would mix them up. */
    snprintf(name, sizeof(name), "egress-run %02x%02x%02x%02x", tail[0], tail[1], tail[2], tail[3]);
    const struct certificate_parts parts = {
        .common_name = name, .key = key, .now = now, .days = AUTHORITY_DAYS};
    X509 *made = certificate_begin(&parts);
    if (made &&
        certificate_extend(made, made, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
        certificate_extend(made, made, NID_key_usage, "critical,keyCertSign,cRLSign") &&
        certificate_extend(made, made, NID_subject_key_identifier, "hash") &&
        X509_sign(made, key, EVP_sha256()))
        return made;
    X509_free(made);
    return NULL;
}

static bool keep_certificate(struct authority *authority, X509 *certificate)
{
    unsigned char *at = authority->certificate;
    int len = i2d_X509(certificate, NULL);
    if (len <= 0 || len > AUTHORITY_CERTIFICATE_MAX)
        return false;
    authority->certificate_len = (uint32_t)i2d_X509(certificate, &at);
    return true;
}

struct authority *authority_new(time_t now)
{
    struct authority *authority = authority_blank();
    EVP_PKEY *key = authority ? make_key(authority) : NULL;
    X509 *certificate = key ? make_certificate(key, now) : NULL;
    bool made = certificate && keep_certificate(authority, certificate);
    X509_free(certificate);
    EVP_PKEY_free(key);
    if (made)
        return authority;
    authority_free(authority);
    return NULL;
}

X509 *authority_certificate(const struct authority *authority)
{
    const unsigned char *at = authority->certificate;
    if (authority->certificate_len > sizeof(authority->certificate))
        return NULL;
    X509 *certificate = d2i_X509(NULL, &at, (long)authority->certificate_len);
    EVP_PKEY *key = certificate ? authority_key(authority) : NULL;
    bool belong = key && EVP_PKEY_eq(key, X509_get0_pubkey(certificate)) == 1;
    EVP_PKEY_free(key);
    if (belong)
        return certificate;
    X509_free(certificate);
    return NULL;
}

char *authority_pem(const struct authority *authority)
{
    char *text = NULL, *copy = NULL;
    BIO *bio = BIO_new(BIO_s_mem());
    long len = 0;
    if (bio && PEM_write_bio(bio, PEM_STRING_X509, "", authority->certificate,
                             (long)authority->certificate_len) > 0)
        len = BIO_get_mem_data(bio, &text);
    if (len > 0)
        copy = strndup(text, (size_t)len);
    BIO_free(bio);
    return copy;
}
