#include "runtime/tls/roots.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdbool.h>

static bool at_end(void)
{
    unsigned long error = ERR_peek_last_error();
    return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

/* false: no more. */
static bool read_one(BIO *bio, X509_STORE *store, size_t *count)
{
    X509 *certificate = PEM_read_bio_X509_AUX(bio, NULL, NULL, NULL);
    if (!certificate)
        return !at_end();
    /* A certificate that stands there twice is no error. */
    if (X509_STORE_add_cert(store, certificate))
        ++*count;
    X509_free(certificate);
    return true;
}

X509_STORE *roots_read(const char *pem, size_t len_bytes, size_t *ret_count)
{
    X509_STORE *store = X509_STORE_new();
    BIO *bio = len_bytes <= INT_MAX ? BIO_new_mem_buf(pem, (int)len_bytes) : NULL;
    *ret_count = 0;
    while (store && bio && !BIO_eof(bio)) {
        ERR_clear_error();
        if (!read_one(bio, store, ret_count))
            break;
    }
    ERR_clear_error();
    BIO_free(bio);
    if (bio)
        return store;
    X509_STORE_free(store);
    return NULL;
}
