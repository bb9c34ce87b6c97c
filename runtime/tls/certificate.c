#include "runtime/tls/certificate.h"

#include <openssl/bn.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#define DAY_S 86400
#define SERIAL_BITS 127 /* positive, and at most 20 octets: RFC 5280 section 4.1.2.2 */
#define COMMON_NAME_MAX 64

static bool set_serial(X509 *certificate)
{
    BIGNUM *serial = BN_new();
    bool set = serial && BN_rand(serial, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) &&
               BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(certificate));
    BN_free(serial);
    return set;
}

static bool set_subject(X509 *certificate, const char *common_name)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    if (!common_name || strlen(common_name) > COMMON_NAME_MAX)
        return true;
    return X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                      (const unsigned char *)common_name, -1, -1, 0);
}

X509 *certificate_begin(const struct certificate_parts *parts)
{
    X509 *certificate = X509_new();
    if (certificate && X509_set_version(certificate, X509_VERSION_3) && set_serial(certificate) &&
        set_subject(certificate, parts->common_name) &&
        X509_set_issuer_name(certificate,
                             parts->issuer ? parts->issuer : X509_get_subject_name(certificate)) &&
        ASN1_TIME_set(X509_getm_notBefore(certificate), parts->now - DAY_S) &&
        ASN1_TIME_set(X509_getm_notAfter(certificate), parts->now + (time_t)parts->days * DAY_S) &&
        X509_set_pubkey(certificate, parts->key))
        return certificate;
    X509_free(certificate);
    return NULL;
}

bool certificate_extend(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context = {0};
    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    bool added = extension && X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    return added;
}
