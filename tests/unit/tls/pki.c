#include "tests/unit/tls/pki.h"

#include <criterion/criterion.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#include "runtime/tls/certificate.h"

#define DAY_S 86400

static void extend(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    if (value)
        cr_assert(certificate_extend(certificate, issuer, nid, value), "%s", value);
}

static void set_dates(X509 *certificate, const struct certificate_wish *wish)
{
    bool usual = !wish->from_days && !wish->to_days;
    time_t now = time(NULL);
    ASN1_TIME_set(X509_getm_notBefore(certificate),
                  now + (time_t)(usual ? -1 : wish->from_days) * DAY_S);
    ASN1_TIME_set(X509_getm_notAfter(certificate),
                  now + (time_t)(usual ? 10 : wish->to_days) * DAY_S);
}

struct identity pki_issue(const struct certificate_wish *wish, const struct identity *issuer)
{
    struct identity made = {.key = wish->rsa_bits ? EVP_RSA_gen((unsigned)wish->rsa_bits)
                                                  : EVP_EC_gen("P-256")};
    cr_assert_not_null(made.key);
    const struct certificate_parts parts = {
        .issuer = issuer ? X509_get_subject_name(issuer->certificate) : NULL,
        .common_name = wish->name,
        .key = made.key,
        .days = 1};
    X509 *certificate = made.certificate = certificate_begin(&parts);
    cr_assert_not_null(certificate);
    set_dates(certificate, wish);
    char constraints[64];
    snprintf(constraints, sizeof(constraints),
             wish->pathlen ? "critical,CA:%s,pathlen:%d" : "critical,CA:%s",
             wish->is_authority ? "TRUE" : "FALSE", wish->pathlen - 1);
    extend(certificate, certificate, NID_basic_constraints, constraints);
    extend(certificate, certificate, NID_key_usage,
           wish->is_authority ? "critical,keyCertSign"
                              : "critical,digitalSignature,keyEncipherment");
    extend(certificate, certificate, NID_subject_alt_name, wish->alternatives);
    if (wish->is_authority)
        extend(certificate, certificate, NID_subject_key_identifier, "hash");
    if (issuer && X509_get_ext_by_NID(issuer->certificate, NID_subject_key_identifier, -1) >= 0)
        extend(certificate, issuer->certificate, NID_authority_key_identifier, "keyid");
    extend(certificate, certificate, NID_name_constraints, wish->constraints);
    extend(certificate, certificate, NID_ext_key_usage, wish->purposes);
    cr_assert(X509_sign(certificate, issuer ? issuer->key : made.key,
                        wish->sha1 ? EVP_sha1() : EVP_sha256()) > 0);
    return made;
}

void pki_free(struct identity *identity)
{
    X509_free(identity->certificate);
    EVP_PKEY_free(identity->key);
    *identity = (struct identity){0};
}

char *pki_pem(const X509 *certificate)
{
    char *text;
    BIO *bio = BIO_new(BIO_s_mem());
    cr_assert(PEM_write_bio_X509(bio, certificate));
    long len = BIO_get_mem_data(bio, &text);
    char *copy = strndup(text, (size_t)len);
    BIO_free(bio);
    return copy;
}
