#include "runtime/tls/trouble.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

__attribute__((format(printf, 3, 4))) static void say(struct tls_trouble *ret, const char *word,
                                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ret->word = word;
    vsnprintf(ret->reason, sizeof(ret->reason), format, arguments);
    va_end(arguments);
}

/* The reason of the first error that OpenSSL has queued; 0: none of the TLS library. */
static int ssl_reason(void)
{
    unsigned long error = ERR_peek_error();
    return ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0;
}

static const char *openssl_words(void)
{
    const char *words = ERR_reason_error_string(ERR_peek_error());
    return words ? words : "no reason given";
}

/* ---- certificates of servers ------------------------------------------------------------- */

#define SELF_SIGNED "upstream_certificate_self_signed"
#define ISSUER "upstream_certificate_issuer"
#define EXPIRED "upstream_certificate_expired"
#define NAME "upstream_certificate_name"
#define CONSTRAINT "upstream_certificate_constraint"
#define WEAK "upstream_certificate_weak"
#define CHAIN "upstream_certificate_chain"

static const struct {
    long result;
    const char *word, *what;
} certificates[] = {
    {X509_V_ERR_CERT_HAS_EXPIRED, EXPIRED, "has expired"},
    {X509_V_ERR_CERT_NOT_YET_VALID, EXPIRED, "is not valid yet (is this machine's clock right?)"},
    {X509_V_ERR_HOSTNAME_MISMATCH, NAME, "is for other names"},
    {X509_V_ERR_IP_ADDRESS_MISMATCH, NAME, "is not for this address"},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, SELF_SIGNED, "is signed by nobody but itself"},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, SELF_SIGNED,
     "leads to an authority that this machine does not trust (--upstream-ca adds one)"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, ISSUER,
     "is of an issuer that this machine does not know (--upstream-ca adds one)"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, ISSUER,
     "is of an issuer that this machine does not know (--upstream-ca adds one)"},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, ISSUER,
     "came without those of its issuers (--upstream-ca adds one)"},
    {X509_V_ERR_PERMITTED_VIOLATION, CONSTRAINT, "is for a name that its issuer may not vouch for"},
    {X509_V_ERR_EXCLUDED_VIOLATION, CONSTRAINT, "is for a name that its issuer may not vouch for"},
    {X509_V_ERR_SUBTREE_MINMAX, CONSTRAINT, "has an issuer with name constraints nobody can read"},
    {X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, CONSTRAINT,
     "has an issuer with name constraints of an unknown kind"},
    {X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX, CONSTRAINT,
     "has an issuer with name constraints nobody can read"},
    {X509_V_ERR_UNSUPPORTED_NAME_SYNTAX, CONSTRAINT, "has names that nobody can read"},
    {X509_V_ERR_INVALID_PURPOSE, CONSTRAINT, "is not for servers, or its issuer's not for issuing"},
    {X509_V_ERR_INVALID_CA, CONSTRAINT, "is issued by one that is no authority"},
    {X509_V_ERR_PATH_LENGTH_EXCEEDED, CONSTRAINT, "is further from its authority than that allows"},
    {X509_V_ERR_CA_KEY_TOO_SMALL, WEAK, "has an issuer with a key that is too small"},
    {X509_V_ERR_EE_KEY_TOO_SMALL, WEAK, "has a key that is too small"},
    {X509_V_ERR_CA_MD_TOO_WEAK, WEAK, "has an issuer that signs with a broken hash"},
    {X509_V_ERR_CERT_CHAIN_TOO_LONG, CHAIN, "comes with too long a chain of issuers"},
};

static void certificate_trouble(const char *name, long result, struct tls_trouble *ret)
{
    for (size_t i = 0; i < sizeof(certificates) / sizeof(*certificates); i++)
        if (certificates[i].result == result) {
            say(ret, certificates[i].word, "the certificate of %s %s", name, certificates[i].what);
            return;
        }
    say(ret, "upstream_certificate_invalid", "the certificate of %s is refused: %s", name,
        X509_verify_cert_error_string(result));
}

/* ---- handshakes with servers ------------------------------------------------------------- */

static bool too_old(int reason)
{
    return reason == SSL_R_UNSUPPORTED_PROTOCOL || reason == SSL_R_WRONG_SSL_VERSION ||
           reason == SSL_R_TLSV1_ALERT_PROTOCOL_VERSION || reason == SSL_R_VERSION_TOO_LOW ||
           reason == SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED;
}

static void handshake_trouble(const struct trouble_facts *facts, int reason,
                              struct tls_trouble *ret)
{
    if (facts->verify_result != X509_V_OK)
        certificate_trouble(facts->name, facts->verify_result, ret);
    else if (reason == SSL_R_EXCESSIVE_MESSAGE_SIZE)
        say(ret, CHAIN, "%s sends more certificates than are read", facts->name);
    else if (reason == SSL_R_EE_KEY_TOO_SMALL || reason == SSL_R_CA_KEY_TOO_SMALL ||
             reason == SSL_R_CA_MD_TOO_WEAK || reason == SSL_R_DH_KEY_TOO_SMALL)
        say(ret, WEAK, "%s uses cryptography that is too weak: %s", facts->name, openssl_words());
    else if (too_old(reason))
        say(ret, "upstream_tls_old", "%s offers no TLS 1.2 or newer, or none that is safe: %s",
            facts->name, openssl_words());
    else if (reason == SSL_R_WRONG_VERSION_NUMBER)
        say(ret, "upstream_tls_failed", "%s answers with something that is not TLS", facts->name);
    else
        say(ret, "upstream_tls_failed", "the TLS handshake with %s failed: %s", facts->name,
            openssl_words());
}

void trouble_of_server(const struct trouble_facts *facts, struct tls_trouble *ret)
{
    if (facts->wanted_certificate)
        say(ret, "upstream_wants_certificate",
            "%s asks for a certificate of the client's, which cannot be shown through"
            " interception: a rule with `passthrough` lets the client show its own",
            facts->name);
    else if (facts->ended && facts->verify_result == X509_V_OK)
        say(ret, "upstream_closed", "%s closed the connection in the middle of the TLS handshake",
            facts->name);
    else
        handshake_trouble(facts, ssl_reason(), ret);
    ERR_clear_error();
}

/* ---- handshakes with clients ------------------------------------------------------------- */

static bool rejects_certificate(int reason)
{
    return reason == SSL_R_TLSV1_ALERT_UNKNOWN_CA || reason == SSL_R_SSLV3_ALERT_BAD_CERTIFICATE ||
           reason == SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN ||
           reason == SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE ||
           reason == SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED ||
           reason == SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED;
}

void trouble_of_client(const struct trouble_facts *facts, struct tls_trouble *ret)
{
    int reason = ssl_reason();
    if (rejects_certificate(reason))
        say(ret, "tls_client_rejected_ca",
            "the program does not trust the authority of this run (%s): have it read the file of"
            " --ca-out, or allow %s with `passthrough`",
            openssl_words(), facts->name);
    else if (facts->ended)
        say(ret, "tls_client_failed",
            "the program closed in the middle of the TLS handshake, as some do that do not trust"
            " the authority of this run");
    else if (too_old(reason) || reason == SSL_R_NO_SHARED_CIPHER)
        say(ret, "tls_client_failed", "the program offers no TLS 1.2 or newer that is safe: %s",
            openssl_words());
    else
        say(ret, "tls_client_failed", "the TLS handshake with the program failed: %s",
            openssl_words());
    ERR_clear_error();
}
